//! A mapping in a data file has one key twice.
//!
//! YAML readers keep one of the two values without a word, and not all the same one.
//!
//! Bad:
//!
//! ```yaml
//! values: {north: 1619.28, south: 3257.82, north: 1620}
//! ```
//!
//! Good:
//!
//! ```yaml
//! values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! Limits: Both places are shown. The same id in two entries of a list is duplicate-id.
//!
//! ---
//!
//! 数据文件的同一层里一个键写了两次。
//!
//! YAML 的读取程序会悄悄留下其中一个，留哪一个还不一定。
//!
//! 不好：
//!
//! ```yaml
//! values: {north: 1619.28, south: 3257.82, north: 1620}
//! ```
//!
//! 好：
//!
//! ```yaml
//! values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! 限度：两处位置都会列出。列表里两项用了同一个标识，见 duplicate-id。
