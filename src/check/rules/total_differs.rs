//! Parts that are all known do not add up to their whole.
//!
//! Areas that do not make the county's are the first thing a reviewer looks for. The members of a fact that names
//! its `whole:` must make it, unless it says `complete: false`; the rows of a table must make its `total:`. Sums are
//! compared as intervals, so that rounding alone never fails; where only rounding shows, a note says so in print.
//!
//! Bad:
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3157.82}
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! Limits: While a part is to be determined, nothing is compared. A whole that itself has members (`whole: town.area`)
//! is compared for each of them. A known error of the printed plan is listed in findings.yaml under the fact's id, or
//! `tab:` and the table's.
//!
//! ---
//!
//! 各部分已全部列出，相加却不等于整体。
//!
//! 分项加起来不等于全县面积，是评审最先查的问题。写了 `whole:` 的数据，除注明 `complete: false` 外，各成员之和须等于整体；表格写了 `total:` 的，各行之和须等于合计行。求和按区间比较，仅由修约造成的差不会报错，而在表下加注说明。
//!
//! 不好：
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3157.82}
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: zone.area
//!   by: zone
//!   unit: km2
//!   whole: county.area        # 4877.10
//!   values: {north: 1619.28, south: 3257.82}
//! ```
//!
//! 限度：有部分待定时不作比较。整体本身分成员的（`whole: town.area`），逐个成员比较。原印本的已知错误，以该项数据的 id，或 `tab:` 加表格 id，列入 findings.yaml。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message};
use crate::model::{Key, Total, TotalKind};

const RULE: &str = "total-differs";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        let What::Total(total) = found.what else { continue };
        let id = match total.kind {
            TotalKind::Rows => "total-differs.rows",
            TotalKind::Members | TotalKind::Shares => "total-differs.members",
        };
        let message = Message::new(id)
            .with("subject", found.subject.strip_prefix("tab:").unwrap_or(&found.subject))
            .with("sum", context.computed(&total.sum))
            .with("whole", total.whole_key.as_ref().map_or_else(String::new, Key::to_string))
            .with("value", whole(context, total))
            .with("gap", context.gap(&total.whole, &total.sum));
        let fault = Diagnostic::error(RULE, found.place, message).hint(Message::new("total-differs.hint"));
        let keys: Vec<Key> = total.parts.iter().chain(&total.whole_key).cloned().collect();
        let lines = context.lines(&keys);
        faults.report(lines.into_iter().fold(fault, |fault, (span, note)| fault.related(span, note)));
    }
}

/// The whole with the digits it has in the data.
fn whole(context: &Context<'_>, total: &Total) -> Arg {
    let known = total.whole_key.as_ref().and_then(|key| context.report.observations.get(key));
    known.map_or_else(|| context.nominal(&total.whole), |found| context.value(found))
}
