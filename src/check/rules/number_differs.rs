//! A number in the text says something else than the data it is tied to.
//!
//! A reader who finds one wrong number trusts none of them. Numbers go wrong when a table is updated and the text
//! is not, or when digits are swapped while typing. The literal must equal the data's value, rounded to the
//! digits that the literal shows (half up or half even).
//!
//! Bad:
//!
//! ```markdown
//! Grassland covers [2,142.01 km²](=land.grassland.area).
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland covers [2,124.01 km²](=land.grassland.area).
//! ```
//!
//! Limits: Look first whether the text or the data are wrong; the message shows the literal that fits the data. A number rounded on purpose says so: `[2,100 km²](=land.grassland.area~100)`. A known
//! misprint that must stay as printed is listed in findings.yaml.
//!
//! ---
//!
//! 正文里的数与它所系的数据不一致。
//!
//! 读者只要发现一个数不对，就不会再相信其余的数。表更新了而正文没有改，或者录入时颠倒了数字，都会出这种错。正文所写的数应当等于数据按其所写位数修约后的值（四舍五入或四舍六入五成双都算对）。
//!
//! 不好：
//!
//! ```markdown
//! 全县草地面积[2142.01平方千米](=land.grassland.area)。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 全县草地面积[2124.01平方千米](=land.grassland.area)。
//! ```
//!
//! 限度：应先弄清错的是正文还是数据；提示里给出与数据相符的写法。有意取整的应写明：`[2100平方千米](=land.grassland.area~100)`。原印本的错数要照印的，列入 findings.yaml。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::check::written::round_to_step;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::model::{BoundTie, Tie, TieId, ValueState};

const RULE: &str = "number-differs";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        if let What::Literal(id) = found.what {
            faults.report(fault(context, id));
        }
    }
}

fn fault(context: &Context<'_>, id: TieId) -> Diagnostic {
    let (tie, bound) = context.report.tie(id);
    let mut fault = Diagnostic::error(RULE, tie.literal.span, message(context, tie, bound));
    for (span, note) in context.lines(&bound.keys) {
        fault = fault.related(span, note);
    }
    match right_literal(context, tie, bound) {
        Some(literal) => fault.hint(Message::new("number-differs.hint").with("literal", literal)),
        None if bound.undetermined => fault.hint(Message::new("number-differs.hint-undetermined")),
        None => fault.hint(Message::new("number-differs.hint-other")),
    }
}

fn message(context: &Context<'_>, tie: &Tie, bound: &BoundTie) -> Message {
    let literal = tie.literal.value.as_str();
    let stated = bound.key.as_ref().and_then(|key| context.report.observations.get(key));
    match (stated, &bound.value) {
        (_, None) => {
            Message::new("number-differs.undetermined").with("literal", literal).with("key", tie.target.value.as_str())
        }
        (Some(observation), Some(_)) if observation.quantity.is_some() => Message::new("number-differs")
            .with("literal", literal)
            .with("key", observation.key.to_string())
            .with("value", context.value(observation)),
        (_, Some(value)) => Message::new("number-differs.computed")
            .with("literal", literal)
            .with("formula", tie.target.value.as_str())
            .with("value", context.computed(&context.like_literal(value, literal))),
    }
}

/// The data's value at the precision that the literal shows.
fn right_literal(context: &Context<'_>, tie: &Tie, bound: &BoundTie) -> Option<String> {
    let value = context.like_literal(bound.value.as_ref()?, &tie.literal);
    let step = bound.literal_step.filter(|step| !step.is_zero())?;
    let rounded = value.unit.from_base(round_to_step(value.nominal, step))?;
    let digits = value.unit.from_base(step)?.normalize().scale().min(6);
    // A literal in a smaller unit by mistake must not lend its digits to the right one.
    let stated = bound.key.as_ref().and_then(|key| context.report.observations.get(key));
    let own = stated.filter(|one| one.quantity.as_ref().is_some_and(|own| own.unit == value.unit));
    let digits = match own.map(|one| &one.stated) {
        Some(ValueState::Given(number)) => digits.min(number.scale()),
        _ => digits,
    };
    let mut shown = rounded.round_dp(digits);
    shown.rescale(digits);
    Some(context.literal(tie.language, shown, &value.unit))
}
