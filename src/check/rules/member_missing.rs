//! A fact with members is used without one, or with too many or too few.
//!
//! `zone.area` is four numbers; the text must say which. The message lists the members.
//!
//! Bad:
//!
//! ```markdown
//! [1,619.28 km²](=zone.area)
//! ```
//!
//! Good:
//!
//! ```markdown
//! [1,619.28 km²](=zone.area@north)
//! ```
//!
//! Limits: Inside a function that runs over members (`sum(zone.area)`) the fact stands alone. A fact by several
//! dimensions takes its members in the order of `by`: `@jinshan,2020`.
//!
//! ---
//!
//! 有成员的数据没有指明成员，或者成员数目不对。
//!
//! `zone.area` 有四个数，必须说明是哪一个。提示会列出各成员。
//!
//! 不好：
//!
//! ```markdown
//! [1619.28平方千米](=zone.area)
//! ```
//!
//! 好：
//!
//! ```markdown
//! [1619.28平方千米](=zone.area@north)
//! ```
//!
//! 限度：在遍历成员的函数里（`sum(zone.area)`）不指明成员。按几个维度给出的数据，成员依 `by` 的次序写：`@jinshan,2020`。
