//! What stands between the brackets of a tied number cannot be read as a number with an optional scale and unit.
//!
//! The literal is compared with the data; what cannot be read cannot be compared.
//!
//! Bad:
//!
//! ```markdown
//! Grassland covers [2.124,01 km²](=land.grassland.area).
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland covers [2,124.01 km²](=land.grassland.area).
//! ```
//!
//! Limits: Words around the number belong outside the brackets, hedges excepted (about, nearly, over). `tallybook
//! where KEY` shows the key's value and unit.
//!
//! ---
//!
//! 数据链接方括号里的文字读不成带量级和单位的数。
//!
//! 方括号里的数要与数据比较，读不出来就无法比较。
//!
//! 不好：
//!
//! ```markdown
//! 全县草地面积[2.124，01平方千米](=land.grassland.area)。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 全县草地面积[2124.01平方千米](=land.grassland.area)。
//! ```
//!
//! 限度：数以外的文字写在方括号外面，约、近、多、余等除外。可用 `tallybook where 键` 查看它的数值和单位。
