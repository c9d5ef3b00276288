//! Two facts state one quantity with two values.
//!
//! A number has one home. Two facts of the same name, unit, date and source are one quantity; when their values differ,
//! the book says two things at once and nobody can tell which is meant.
//!
//! Bad:
//!
//! ```yaml
//! - {id: land.grass, name: {zh: 草地面积, en: Grassland area}, value: 2124.01, unit: km2, date: 2020, source: survey-3}
//! - {id: eco.grass, name: {zh: 草地面积, en: Grassland area}, value: 2120.5, unit: km2, date: 2020, source: survey-3}
//! ```
//!
//! Good:
//!
//! ```yaml
//! - {id: land.grass, name: {zh: 草地面积, en: Grassland area}, value: 2124.01, unit: km2, date: 2020, source: survey-3}
//! ```
//!
//! Limits: Names are compared with their members, observed and planned values apart; the finer value is rounded to the
//! coarser before they are compared. Facts tied by `restates:` are left to relation-false. A known disagreement of the
//! printed plan is listed in findings.yaml under the second fact's key.
//!
//! ---
//!
//! 同一个量有两个数值。
//!
//! 一个数只应有一处出处。名称、单位、时点、来源都相同的两项数据就是同一个量；数值不同，书里就自相矛盾，谁也不知道以哪个为准。
//!
//! 不好：
//!
//! ```yaml
//! - {id: land.grass, name: {zh: 草地面积, en: Grassland area}, value: 2124.01, unit: km2, date: 2020, source: survey-3}
//! - {id: eco.grass, name: {zh: 草地面积, en: Grassland area}, value: 2120.5, unit: km2, date: 2020, source: survey-3}
//! ```
//!
//! 好：
//!
//! ```yaml
//! - {id: land.grass, name: {zh: 草地面积, en: Grassland area}, value: 2124.01, unit: km2, date: 2020, source: survey-3}
//! ```
//!
//! 限度：名称连同成员一起比较，现状值与目标值分开；先把较细的数修约到较粗的位数再比。用 `restates:` 关联的由 relation-false 检查。原印本已知的矛盾，以后一项数据的键列入 findings.yaml。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message};

const RULE: &str = "quantity-twice";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Twice(first, second) = found.what else { continue };
        let name = Arg::Both { zh: second.name.zh.clone(), en: second.name.en.clone() };
        let message = Message::new("quantity-twice")
            .with("name", name)
            .with("first", first.key.to_string())
            .with("one", context.value(first))
            .with("second", second.key.to_string())
            .with("other", context.value(second));
        let (span, note) = context.line(first);
        let fault = Diagnostic::error(RULE, found.place, message).related(span, note);
        faults.report(fault.hint(Message::new("quantity-twice.hint").with("first", first.key.to_string())));
    }
}
