//! The first end of a range lacks the sign or the 万 that the second has: 10～20%, 5～10万.
//!
//! Source: GB/T 15835—2011, 5.1.3: what would be read otherwise is not left out.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::Language;
use crate::prose::Home;
use crate::prose::fields::{Field, Use};
use rust_decimal::Decimal;
use std::ops::Range;

const RULE: RuleId = rule::RANGE_UNIT_ONCE;
/// What both ends want; the longer first.
const SIGNS: [&str; 6] = ["万亿", "万", "亿", "%", "％", "‰"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for passage in context.passages.iter() {
        let quote = matches!(passage.home, Home::Field(Field { purpose: Use::Quote, .. }));
        if passage.language != Language::Zh || quote || !passage.text.contains('～') {
            continue;
        }
        for (at, _) in passage.text.match_indices('～') {
            if let Some((part, better)) = once(&passage.text, at).filter(|_| !is_quoted(&passage.text, at)) {
                let found = passage.text.get(part.clone()).unwrap_or_default();
                let message = Message::new("range-unit-once").with("found", found);
                let hint = Message::new("text-typography.hint").with("better", better);
                faults.report(Diagnostic::warning(RULE, passage.place(part), message).hint(hint));
            }
        }
    }
}

/// Whether a place is in quotation marks: the words of somebody else.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.matches('“').count() > before.matches('”').count()
}

/// The range at a sign of range, where its first end lacks what its second has, and how it should be.
fn once(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let (before, after) = (text.get(..at)?, text.get(at + '～'.len_utf8()..)?);
    let start = before.trim_end_matches(is_number).len();
    let (low, head) = (before.get(start..)?, before.get(..start)?);
    let end = after.find(|letter| !is_number(letter))?;
    let (high, rest) = after.split_at(end);
    let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign))?;
    // Labels, and what is more than a range: 图1～3, 1～2～3万.
    if head.ends_with(|last: char| last.is_ascii_alphabetic() || matches!(last, '图' | '表' | '第' | '～' | '-' | '/'))
    {
        return None;
    }
    let value = |number: &str| number.replace(',', "").parse::<Decimal>().ok();
    // In 5000～1万 the first end has no 万.
    if value(low)? >= value(high)? || value(low)?.is_zero() {
        return None;
    }
    let stop = at + '～'.len_utf8() + end + sign.len();
    Some((start..stop, format!("{low}{sign}～{high}{sign}")))
}

#[cfg(test)]
mod tests {
    use super::once;

    #[test]
    fn both_ends_have_what_one_has() {
        for (text, expected) in [
            ("占10～20%", Some("10%～20%")),
            ("约5～10万亩", Some("5万～10万")),
            ("1.5～2.5亿元", Some("1.5亿～2.5亿")),
            ("占10%～20%", None),
            ("5万～10万亩", None),
            ("5000～1万亩", None),
            ("0～2万亩", None),
            ("69～177天", None),
            ("图1～3万", None),
            ("−5～10℃", None),
        ] {
            let found = text.find('～').and_then(|at| once(text, at)).map(|(_, better)| better);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
