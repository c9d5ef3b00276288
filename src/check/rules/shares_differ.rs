//! Shares that are all known do not make 100%.
//!
//! Readers add up percentages. The members of a fact in `%` that says `complete: true` are taken as the shares of one
//! whole: within half a unit of each last digit they must make 100.
//!
//! Bad:
//!
//! ```yaml
//! - id: woodland.type_share
//!   by: woodland_class
//!   unit: "%"
//!   complete: true
//!   values: {shrub: 85.71, arbour: 7.32, other: 9.67}   # 102.70
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: woodland.type_share
//!   by: woodland_class
//!   unit: "%"
//!   complete: true
//!   values: {shrub: 85.71, arbour: 7.32, other: 6.97}
//! ```
//!
//! Limits: Over `year` and another dimension the shares of each year are added up; years alone are no shares. A fact
//! in `%` whose members are rates of different wholes must not say `complete: true`. Where only rounding keeps the
//! printed shares from 100, a note says so under the table or figure.
//!
//! ---
//!
//! 占比已全部列出，相加却不是100%。
//!
//! 读者会把百分比加起来看。单位为 `%` 且写明 `complete: true` 的数据，各成员被看作同一整体的占比，在各自末位半个单位的范围内相加须为100。
//!
//! 不好：
//!
//! ```yaml
//! - id: woodland.type_share
//!   by: woodland_class
//!   unit: "%"
//!   complete: true
//!   values: {shrub: 85.71, arbour: 7.32, other: 9.67}   # 102.70
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: woodland.type_share
//!   by: woodland_class
//!   unit: "%"
//!   complete: true
//!   values: {shrub: 85.71, arbour: 7.32, other: 6.97}
//! ```
//!
//! 限度：除年份外还有其他维度的，按年分别求和；只按年份列出的不算占比。各成员是不同整体的比率的，不要写 `complete: true`。仅因修约而不等于100的，在表或图下加注说明。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};

const RULE: &str = "shares-differ";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Total(total) = found.what else { continue };
        let message = Message::new("shares-differ")
            .with("subject", found.subject.as_str())
            .with("sum", context.computed(&total.sum))
            .with("gap", context.gap(&total.whole, &total.sum));
        let fault = Diagnostic::error(RULE, found.place, message).hint(Message::new("shares-differ.hint"));
        let lines = context.lines(&total.parts);
        faults.report(lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)));
    }
}
