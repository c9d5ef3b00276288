//! Facts are computed from each other in a circle.
//!
//! None of them has a value then.
//!
//! Bad:
//!
//! ```yaml
//! - id: a
//!   formula: county.area - b
//! - id: b
//!   formula: county.area - a
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: a
//!   value: 100
//! - id: b
//!   formula: county.area - a
//! ```
//!
//! Limits: A stated value does not break the circle: its formula would still have to agree with it.
//!
//! ---
//!
//! 几项数据互相计算，绕成了一圈。
//!
//! 这样哪一项都没有值。
//!
//! 不好：
//!
//! ```yaml
//! - id: a
//!   formula: county.area - b
//! - id: b
//!   formula: county.area - a
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: a
//!   value: 100
//! - id: b
//!   formula: county.area - a
//! ```
//!
//! 限度：其中一项写了值也不行：它的公式仍然要与所写的值核对。
