//! One quantity in two units, the second in brackets: 9.37万公顷（140.55万亩）, 30 km (19 mi). Sure: both are written, and
//! the factor is fixed by law.
//!
//! Silent on a bracket that holds more than the number, and on another quantity (a share, a count of something else).
//! Also a sum in another currency where the sentence gives the rate.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;
use rust_decimal::Decimal;

/// What may stand before the number in the bracket.
const SAME: [&str; 16] = [
    "",
    "约",
    "合",
    "约合",
    "折合",
    "折",
    "即",
    "约为",
    "相当于",
    "about",
    "or",
    "or about",
    "approximately",
    "around",
    "equivalent to",
    "折合约",
];
/// Factors between units that are taken for each other.
const FACTORS: [i64; 8] = [15, 10, 100, 1000, 10_000, 1_000_000, 100_000_000, 2];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for pair in numbers.windows(2) {
            if let [outer, inner] = pair {
                compare(desk, outer, inner);
            }
        }
        exchange(desk, numbers);
    }
}

fn compare(desk: &mut Desk<'_, '_>, outer: &Number, inner: &Number) {
    let text = desk.reading.document.text(outer.line);
    if inner.bracket == outer.bracket {
        // 1.28亿立方米，约合128百万立方米: the same without a bracket.
        let between = text.get(outer.range.end..inner.range.start).unwrap_or_default();
        let same = ["，约合", "，折合", "，合", "，折", "，即", "，相当于"].contains(&between.trim());
        if same && outer.kind == Kind::Measure && inner.kind == Kind::Measure && outer.is_like(inner) {
            convert(desk, outer, inner);
        }
        return;
    }
    let Some(bracket) = inner.bracket else { return };
    let between = text.get(outer.range.end..bracket).unwrap_or("x").trim();
    let lead = inner.lead.trim().to_ascii_lowercase();
    let closed = text.get(inner.range.end..).is_some_and(|rest| rest.trim_start().starts_with(['）', ')']));
    let measures = outer.kind == Kind::Measure && inner.kind == Kind::Measure;
    if !between.is_empty() || !SAME.contains(&lead.as_str()) || !closed || !measures || !outer.is_like(inner) {
        return;
    }
    convert(desk, outer, inner);
}

fn convert(desk: &mut Desk<'_, '_>, outer: &Number, inner: &Number) {
    let (Some(one), Some(other)) = (&outer.literal.unit, &inner.literal.unit) else { return };
    if outer.amount.meets(inner.amount) {
        desk.checks([outer, inner]);
        return;
    }
    let same_unit = one == other && outer.literal.scale_power == inner.literal.scale_power;
    // One unit twice may be two years; with a factor between them one of the units is wrong.
    if same_unit && !FACTORS.iter().any(|factor| is_factor(outer.amount, inner.amount, *factor)) {
        return;
    }
    desk.checks([outer, inner]);
    let should = desk.shown(inner, outer.amount.value);
    let id = if same_unit { "audit.unit-bracket.same" } else { "audit.unit-bracket" };
    let message =
        Message::new(id).with("outer", desk.text(outer)).with("inner", desk.text(inner)).with("should", should);
    let slip = desk.slip(inner, outer.amount).or_else(|| desk.slip(outer, inner.amount)).filter(|_| !same_unit);
    let certainty = if same_unit { Certainty::Likely } else { Certainty::Sure };
    let finding = desk.at(certainty, inner, message).with([outer]).weighing(outer.amount.distance(inner.amount));
    desk.report(finding.explained(slip.map(|slip| slip.message())));
}

fn is_factor(one: Amount, other: Amount, factor: i64) -> bool {
    let times = |amount: Amount| amount.times(Amount::exact(Decimal::from(factor)));
    times(one).is_some_and(|one| one.meets(other)) || times(other).is_some_and(|other| other.meets(one))
}

/// 按汇率6.8985折算，约合20533美元.
fn exchange(desk: &mut Desk<'_, '_>, numbers: &[Number]) {
    let Some(at) = numbers.iter().position(|number| number.kind == Kind::Plain && number.lead.contains("汇率"))
    else {
        return;
    };
    let money = |number: &&Number, foreign: bool| {
        let unit = number.literal.unit.as_ref().and_then(|unit| unit.over.as_deref());
        match foreign {
            true => unit.is_some_and(|unit| ["usd", "eur", "gbp", "jpy", "hkd"].contains(&unit)),
            false => unit == Some("yuan"),
        }
    };
    let (Some(rate), before, after) = (numbers.get(at), numbers.get(..at), numbers.get(at + 1..)) else { return };
    let own = before.unwrap_or_default().iter().rev().find(|number| money(number, false));
    let foreign = after.unwrap_or_default().iter().find(|number| money(number, true));
    let (Some(own), Some(foreign)) = (own, foreign) else { return };
    desk.checks([own, rate, foreign]);
    let Some(should) = own.amount.over(rate.amount) else { return };
    if should.meets(foreign.amount) {
        return;
    }
    let message = Message::new("audit.unit-bracket.rate")
        .with("own", desk.text(own))
        .with("rate", desk.text(rate))
        .with("foreign", desk.text(foreign))
        .with("should", desk.shown(foreign, should.value));
    desk.should_be(Certainty::Sure, foreign, should, message, [own, rate]);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn brackets_repeat_a_quantity() {
        cases(
            "unit-bracket",
            &[
                "草地面积20.4万亩（1.36万公顷）。",
                "库容1.28亿立方米，约合128百万立方米。",
                "河道长12公里（上年为9公里）。",
                "林地3.2万亩（约2133公顷），占12%。",
                "The reserve covers 40 square kilometres (15.4 sq mi).",
                "Yield was 7.0 tonnes (6.5 tonnes).",
                "人均收入30000元，按汇率6.9折算，约合4348美元。",
            ],
            &[
                "草地面积20.4万亩（1.63万公顷）。",
                "库容1.28亿立方米，约合182百万立方米。",
                "草地面积1.36万公顷（20.4万公顷）。",
                "The reserve covers 40 hectares (15.4 sq mi).",
                "人均收入30000元，按汇率6.9折算，约合4834美元。",
            ],
        );
    }
}
