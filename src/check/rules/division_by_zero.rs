//! A formula divides by zero, or by a value that may be zero within its rounding.
//!
//! A share of nothing is no number.
//!
//! Bad:
//!
//! ```yaml
//! formula: land.area / lakes.area      # value: 0
//! ```
//!
//! Good:
//!
//! ```yaml
//! formula: land.area / county.area
//! ```
//!
//! Limits: A value printed as 0.0 stands for the interval from -0.05 to 0.05 and holds zero.
//!
//! ---
//!
//! 公式除以零，或者除以按修约区间可能为零的数。
//!
//! 以零为整体的比重没有意义。
//!
//! 不好：
//!
//! ```yaml
//! formula: land.area / lakes.area      # value: 0
//! ```
//!
//! 好：
//!
//! ```yaml
//! formula: land.area / county.area
//! ```
//!
//! 限度：印作0.0的值代表-0.05到0.05的区间，其中有零。
