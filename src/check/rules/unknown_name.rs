//! Something names a fact, member, dimension, source, claim, figure, page or rule that does not exist.
//!
//! A name without a thing is a slip of the hand or a thing that was renamed in one place only.
//!
//! Bad:
//!
//! ```markdown
//! [2,124.01 km²](=land.grasland.area)
//! ```
//!
//! Good:
//!
//! ```markdown
//! [2,124.01 km²](=land.grassland.area)
//! ```
//!
//! Limits: The nearest known name is suggested if one is near. References to pages, headings, figures and tables
//! inside the text are link-broken.
//!
//! ---
//!
//! 所写的名称没有对应的数据、成员、维度、来源、判断、图、页或规则。
//!
//! 有名无实，不是笔误，就是只在一处改了名。
//!
//! 不好：
//!
//! ```markdown
//! [2124.01平方千米](=land.grasland.area)
//! ```
//!
//! 好：
//!
//! ```markdown
//! [2124.01平方千米](=land.grassland.area)
//! ```
//!
//! 限度：有相近的名称时会给出建议。正文里指向页、标题、图、表的引用见 link-broken。
