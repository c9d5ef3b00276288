//! A unit is neither built in nor declared in data/units.yaml.
//!
//! Without its unit a number cannot be converted, compared or printed.
//!
//! Bad:
//!
//! ```yaml
//! unit: sqkm
//! ```
//!
//! Good:
//!
//! ```yaml
//! unit: km2
//! ```
//!
//! Limits: A unit of your own is declared with `- {id: connectivity, name: {zh: ..., en: ...}, dimension: own}`.
//! Scaled units are written `1e4 person`, quotients `m3/person`.
//!
//! ---
//!
//! 单位既不是内置的，也没有在 data/units.yaml 中声明。
//!
//! 没有单位，数就无法换算、比较和印刷。
//!
//! 不好：
//!
//! ```yaml
//! unit: sqkm
//! ```
//!
//! 好：
//!
//! ```yaml
//! unit: km2
//! ```
//!
//! 限度：自己的单位这样声明：`- {id: connectivity, name: {zh: ..., en: ...}, dimension: own}`。带量级的写 `1e4 person`，相除的写 `m3/person`。
