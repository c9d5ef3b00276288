//! A number or a result does not fit the tool's exact decimals (28 digits).
//!
//! Arithmetic is exact and never falls back to floating point, so what does not fit is refused.
//!
//! Bad:
//!
//! ```yaml
//! value: 99999999999999999999999999999999
//! ```
//!
//! Good:
//!
//! ```yaml
//! value: 203
//! unit: 1e6 m3
//! ```
//!
//! Limits: Use a scaled unit such as `1e8 m3` for large amounts.
//!
//! ---
//!
//! 数或结果超出了精确小数的范围（28位）。
//!
//! 计算是精确的，从不改用浮点数，所以放不下的数予以拒绝。
//!
//! 不好：
//!
//! ```yaml
//! value: 99999999999999999999999999999999
//! ```
//!
//! 好：
//!
//! ```yaml
//! value: 203
//! unit: 1e6 m3
//! ```
//!
//! 限度：大的数量请用带量级的单位，如 `1e8 m3`。
