//! Words of shares and multiples against the numbers beside them: "around one half (51%)", 近三成（28%）, "more than doubled
//! (from A to B)", "less than half the gain of last year (B)".
//!
//! A word is a rough number: four points to both sides, and what "more than" and "less than" open. Silent on all else.

use super::Desk;
use super::changes::course;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Role};
use crate::diagnostic::Message;
use crate::locale::literal::Style;
use crate::model::Language;
use rust_decimal::Decimal;

/// Multiples in words, in tenths.
const MULTIPLES: [(&str, i64); 10] = [
    ("doubled", 20),
    ("tripled", 30),
    ("trebled", 30),
    ("quadrupled", 40),
    ("halved", 5),
    ("翻一番", 20),
    ("翻了一番", 20),
    ("翻两番", 40),
    ("翻了两番", 40),
    ("减半", 5),
];

/// So far may the word stand from its numbers, in characters.
const FARTHEST: usize = 80;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for pair in numbers.windows(2) {
            if let [word, figure] = pair {
                bracket(desk, word, figure);
            }
        }
        multiple(desk, sentence, numbers);
        half(desk, numbers);
    }
}

/// "One quarter (26%)".
fn bracket(desk: &mut Desk<'_, '_>, word: &Number, figure: &Number) {
    let text = desk.reading.document.text(word.line);
    let Some(bracket) = figure.bracket.filter(|_| word.bracket != figure.bracket) else { return };
    let direct = text.get(word.range.end..bracket).is_some_and(|between| between.trim().is_empty());
    let word_like = word.literal.style == Style::Fraction && figure.literal.style == Style::Digits;
    let shares = word.kind == Kind::Share && figure.kind == Kind::Share;
    if !direct || !word_like || !shares || !figure.lead.trim().is_empty() {
        return;
    }
    desk.checks([word, figure]);
    let hedged = word.amount.low < word.amount.value - Decimal::new(2, 2) || word.amount.low == word.amount.value;
    let wide = Amount {
        low: word.amount.low - Decimal::new(1, 2),
        high: word.amount.high + Decimal::new(1, 2),
        ..word.amount
    };
    let allowed = if hedged { word.amount } else { wide };
    if allowed.meets(figure.amount) {
        return;
    }
    let message = Message::new("audit.portion").with("word", desk.text(word)).with("figure", desk.text(figure));
    let finding = desk.at(Certainty::Likely, figure, message).with([word]);
    desk.report(finding.weighing(word.amount.distance(figure.amount)));
}

/// "More than doubled (from 26,600 to 54,900)".
fn multiple(desk: &mut Desk<'_, '_>, sentence: usize, numbers: &[Number]) {
    let words = desk.reading.words(sentence).to_ascii_lowercase();
    let Some((word, tenths)) = MULTIPLES.iter().find(|(word, _)| words.contains(word)) else { return };
    let Some(first) = numbers.iter().find(|number| number.role == Role::From) else { return };
    let Some(to) =
        numbers.iter().find(|number| number.range.start > first.range.start && matches!(number.role, Role::To(_)))
    else {
        return;
    };
    let Some((from, to)) = course(numbers, &Number { range: usize::MAX..usize::MAX, ..to.clone() })
        .filter(|(from, _)| from.amount.is_positive())
    else {
        return;
    };
    let Some(found) = to.amount.over(from.amount) else { return };
    let at = words.find(word).unwrap_or_default();
    let start = desk.reading.sentences.get(sentence).map_or(0, |found| found.range.start);
    let (first, last) = (from.range.start.min(to.range.start), from.range.end.max(to.range.end));
    let between = if start + at < first { at + word.len()..first - start } else { last - start..at };
    if words.get(between).is_none_or(|between| between.contains(',') || between.chars().count() > FARTHEST) {
        return;
    }
    let before = words.get(..at).unwrap_or_default().trim_end();
    let more = ["more than", "over"].iter().any(|word| before.ends_with(word));
    let near = ["almost", "nearly", "just under", "less than", "近", "接近"].iter().any(|word| before.ends_with(word));
    let times = Decimal::new(*tenths, 1);
    let tenth = times / Decimal::TEN;
    let down = *tenths < 10;
    let (low, high) = match (more ^ (down && (more || near)), near) {
        (true, _) if down => (times / Decimal::TWO, times),
        (true, _) => (times, times * Decimal::TWO),
        (_, true) => (times - tenth * Decimal::TWO, times),
        _ => (times - tenth, times + tenth * Decimal::from(3)),
    };
    desk.checks([from, to]);
    if found.meets(Amount { value: times, low, high }) {
        return;
    }
    let message = Message::new("audit.portion.multiple")
        .with("word", *word)
        .with("from", desk.text(from))
        .with("to", desk.text(to))
        .with("times", found.value.round_dp(2).normalize().to_string());
    let finding = desk.at(Certainty::Likely, to, message).with([from]);
    desk.report(finding.weighing(found.distance(Amount::exact(times))));
}

/// "7,000, less than half the gain of 2004 (15,100)".
fn half(desk: &mut Desk<'_, '_>, numbers: &[Number]) {
    for (index, other) in numbers.iter().enumerate() {
        if other.bracket.is_none() || !other.lead.trim().is_empty() || other.language != Language::En {
            continue;
        }
        let text = desk.reading.document.text(other.line);
        let one = numbers.get(..index).and_then(|before| {
            before.iter().rev().find(|one| {
                one.is_like(other) && one.bracket.is_none() && one.is_level() | matches!(one.role, Role::By(_))
            })
        });
        let Some(one) = one else { continue };
        let Some(between) = text.get(one.range.end..other.range.start) else { continue };
        let lower = between.to_ascii_lowercase();
        let less = lower.contains("less than half the") || lower.contains("less than half of the");
        let more = lower.contains("more than half the") || lower.contains("more than twice the");
        if !(less || more) || lower.contains(';') {
            continue;
        }
        let times = if lower.contains("twice") { Decimal::TWO } else { Decimal::new(5, 1) };
        let Some(bound) = other.amount.times(Amount::exact(times)) else { continue };
        desk.checks([one, other]);
        let holds = if less { one.amount.low <= bound.high } else { one.amount.high >= bound.low };
        if holds {
            continue;
        }
        let id = if less { "audit.portion.less" } else { "audit.portion.more" };
        let message = Message::new(id)
            .with("one", desk.text(one))
            .with("other", desk.text(other))
            .with("bound", desk.shown(other, bound.value));
        let finding = desk.at(Certainty::Likely, other, message).with([one]);
        desk.report(finding.weighing(one.amount.distance(bound)));
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn words_of_shares_are_near_their_numbers() {
        cases(
            "portion",
            &[
                "Pine accounts for around one half (51%) of the wood.",
                "The inflow more than doubled (from 26,600 to 54,900).",
                "The gain was 7,000, less than half the gain of last year (15,100).",
            ],
            &[
                "Pine accounts for around one quarter (62%) of the wood.",
                "The inflow more than doubled (from 26,600 to 45,900).",
                "The gain was 7,000, less than half the gain of last year (11,500).",
            ],
        );
    }
}
