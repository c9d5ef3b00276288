//! A formula cannot be read, or it makes something that is no number.
//!
//! What cannot be read cannot be checked. The message points at the sign where reading stopped.
//!
//! Bad:
//!
//! ```yaml
//! formula: land.grassland.area / (county.area
//! ```
//!
//! Good:
//!
//! ```yaml
//! formula: land.grassland.area / county.area
//! ```
//!
//! Limits: Ids take no hyphen in formulas: it would be a minus. A fact with members needs one
//! (`zone.area@north`), save inside sum, max and their kin.
//!
//! ---
//!
//! 公式读不懂，或者得不出一个数。
//!
//! 读不懂的公式无法检查。提示指向读不下去的那个符号。
//!
//! 不好：
//!
//! ```yaml
//! formula: land.grassland.area / (county.area
//! ```
//!
//! 好：
//!
//! ```yaml
//! formula: land.grassland.area / county.area
//! ```
//!
//! 限度：公式里的标识不能有连字符，那是减号。有成员的数据要指明成员（`zone.area@north`），除非写在 sum、max 等函数里。
