//! A formula or a literal puts together what cannot be compared: an area and a percentage, people and hectares.
//!
//! Units are checked as in physics: whatever is added or compared must measure the same kind of thing. A mismatch
//! is nearly always a wrong key.
//!
//! Bad:
//!
//! ```markdown
//! [2,124.01 km²](=land.grassland.share)
//! ```
//!
//! Good:
//!
//! ```markdown
//! [2,124.01 km²](=land.grassland.area)
//! ```
//!
//! Limits: Units of one kind are converted (km², ha, 亩). Percentages and pure numbers are one kind. The fault
//! stops the binding of that formula, so it cannot be switched off.
//!
//! ---
//!
//! 公式或所写的数把不能相比的东西放在一起：面积与百分数，人口与公顷。
//!
//! 单位按物理量检查：相加或相比的必须是同一种量。不一致几乎总是键写错了。
//!
//! 不好：
//!
//! ```markdown
//! [2124.01平方千米](=land.grassland.share)
//! ```
//!
//! 好：
//!
//! ```markdown
//! [2124.01平方千米](=land.grassland.area)
//! ```
//!
//! 限度：同种单位自动换算（平方千米、公顷、亩）。百分数与纯数属于同一种。该公式因此无法计算，所以不能关闭此项检查。
