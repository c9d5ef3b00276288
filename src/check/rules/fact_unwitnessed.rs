//! A given value stands in the text nowhere with all its digits.
//!
//! A number that no sentence shows is a number that nobody reads: a slip in it goes into charts, sums and the data
//! files, and no check of the words can find it. Each given value should be tied at least once with all the digits
//! that the data have, in either language.
//!
//! Bad:
//!
//! ```markdown
//! Grassland covers [about 2,100 km²](=land.grassland.area~100).
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland covers [2,124.01 km²](=land.grassland.area).
//! ```
//!
//! Limits: A warning. Only ties count; a table or chart made from the data shows whatever the data say. A converted
//! literal counts when it says exactly the same (23万亩 as 230,000 mu). Values to be determined have no digits to show.
//!
//! ---
//!
//! 数据中给出的一个值，正文没有一处写出它的全部位数。
//!
//! 没有哪句话写出的数，就没有人会读到：它写错了，会带进图、合计和数据文件，核对文字也发现不了。给出的每个值，都应当在中文或英文里至少按全部位数系住一次。
//!
//! 不好：
//!
//! ```markdown
//! 全县草地面积[约2100平方千米](=land.grassland.area~100)。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 全县草地面积[2124.01平方千米](=land.grassland.area)。
//! ```
//!
//! 限度：属于警告。只算系住的数；由数据生成的表和图，数据怎么写就怎么显示，不能作证。换算后完全相等的写法也算（23万亩写成230,000 mu）。待定的值没有位数可写。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::model::{BoundTie, Key, LANGUAGES, Observation, TieKind, ValueState};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

const RULE: &str = "fact-unwitnessed";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let unseen = |(key, one)| unwitnessed(context, key, one);
    let found: Vec<Diagnostic> = context.report.observations.par_iter().filter_map(unseen).collect();
    found.into_iter().for_each(|fault| faults.report(fault));
}

fn unwitnessed(context: &Context<'_>, key: &Key, one: &Observation) -> Option<Diagnostic> {
    let ValueState::Given(value) = one.stated else { return None };
    let quantity = one.quantity.as_ref()?;
    let ties = context.report.uses.get(key).into_iter().flatten().map(|id| context.report.tie(*id));
    // A formula shows what it makes of a number, not the number.
    let whole = |bound: &BoundTie| bound.key.is_some() || bound.keys.len() == 2 && is_range(context, bound);
    let mut uses = ties.filter(|(tie, bound)| tie.kind == TieKind::Number && whole(bound)).peekable();
    let used = uses.peek().is_some();
    if uses.any(|(_, bound)| shows(one, bound)) {
        return None;
    }
    let id = if used { "fact-unwitnessed.rounded" } else { "fact-unwitnessed" };
    let message = Message::new(id).with("key", key.to_string()).with("value", context.written(value, &quantity.unit));
    let ties = LANGUAGES.map(|language| format!("[{}](={key})", context.literal(language, value, &quantity.unit)));
    let hint = Message::new("fact-unwitnessed.hint").with("ties", ties.join(" "));
    Some(Diagnostic::warning(RULE, one.span, message).hint(hint))
}

/// Whether the tie shows the observation with all its digits. A literal that disagrees is number-differs; what it is
/// tied to is watched all the same.
fn shows(one: &Observation, bound: &BoundTie) -> bool {
    let (ValueState::Given(value), Some(quantity)) = (&one.stated, &one.quantity) else { return false };
    if bound.agrees == Some(false) {
        return true;
    }
    let range = bound.key.is_none();
    let last_digit = quantity.unit.to_base(rust_decimal::Decimal::new(1, value.scale()));
    let fine_enough = matches!((bound.literal_step, last_digit), (Some(step), Some(digit)) if step <= digit);
    bound.literal_value == Some(quantity.nominal) || fine_enough || range && bound.agrees == Some(true)
}

/// `=climate.frost_free`: both ends of a range in one literal.
fn is_range(context: &Context<'_>, bound: &BoundTie) -> bool {
    let [low, high] = bound.keys.as_slice() else { return false };
    let one = context.report.observations.get(low);
    let fact = one.and_then(|one| context.fact(one));
    low.fact == high.fact && fact.is_some_and(|fact| matches!(fact.value, crate::model::FactValue::Range(..)))
}
