//! A data file is YAML, but not what this file should hold: an unknown key, a missing key, a word where a number
//! belongs.
//!
//! A misspelt key would be ignored without a word by most tools; here a value that nobody reads is a fault.
//!
//! Bad:
//!
//! ```yaml
//! - id: land.grassland.area
//!   vlaue: 2124.01
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! ```
//!
//! Limits: The hint names the nearest known key, or all that may stand there.
//!
//! ---
//!
//! 数据文件是 YAML，但内容不合要求：有不认识的键，缺必需的键，或者该写数的地方写了字。
//!
//! 多数工具会悄悄忽略拼错的键；在这里，没有人读的值就是错误。
//!
//! 不好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   vlaue: 2124.01
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! ```
//!
//! 限度：提示会给出最相近的键，或者列出此处可用的各个键。
