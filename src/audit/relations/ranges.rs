//! Ranges run from the smaller to the larger number: 在5万吨至10万吨之间, "between 3 and 5 km".
//!
//! Silent on 由…到 and "from … to", which tell a course of time, on years, and on numbers of two kinds.

use super::{Desk, Spot};
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;
use crate::model::Language;

const JOINTS: [&str; 14] = ["—", "–", "－", "-", "～", "~", "至", "到", "——", "―", "和", "与", "to", "and"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        for pair in reading.of_sentence(sentence).windows(2) {
            if let [low, high] = pair {
                judge(desk, low, high);
            }
        }
        raw(desk, sentence);
    }
}

fn judge(desk: &mut Desk<'_, '_>, low: &Number, high: &Number) {
    let text = desk.reading.document.text(low.line);
    let Some(between) = text.get(low.range.end..high.range.start).map(str::trim) else { return };
    let before = text.get(..low.range.start).unwrap_or_default().trim_end();
    let after = text.get(high.range.end..).unwrap_or_default().trim_start();
    let levels = ![Kind::Ratio, Kind::Times].contains(&low.kind) && low.is_like(high);
    if !JOINTS.contains(&between) || !levels || low.literal.high.is_some() || high.literal.high.is_some() {
        return;
    }
    let around = match low.language {
        Language::Zh => ["之间", "区间", "范围", "不等"].iter().any(|word| after.starts_with(word)),
        Language::En => before.to_ascii_lowercase().ends_with("between"),
    };
    let word = ["至", "到", "和", "与", "to", "and"].contains(&between);
    let course = before.ends_with(['由', '从', '自']) || before.to_ascii_lowercase().ends_with("from");
    let bare = low.kind == Kind::Plain && high.kind == Kind::Plain;
    if !around && (word || course || bare || between.is_empty()) {
        return;
    }
    // Before the common era years run down; a spaced stroke between two numbers with units parts them.
    let era = ["B.C", "BC", "公元前"].iter().any(|era| after.starts_with(era) || before.ends_with(era));
    let stroke = text.get(low.range.end..high.range.start) == Some(" - ") && !bare;
    if era || stroke {
        return;
    }
    desk.checks([low, high]);
    if low.amount.exceeds(high.amount) {
        let range = low.range.start..high.range.end;
        report(desk, low.line, range, if around { Certainty::Sure } else { Certainty::Likely });
    }
}

/// A range that is written with one unit is one number, and one that runs backwards is none that can be read.
fn raw(desk: &mut Desk<'_, '_>, sentence: usize) {
    let Some(found) = desk.reading.sentences.get(sentence).cloned() else { return };
    let text = desk.reading.words(sentence);
    let mut rest = 0;
    while let Some(at) = text.get(rest..).and_then(|tail| tail.find("之间")).map(|at| rest + at) {
        rest = at + "之间".len();
        let Some(before) = text.get(..at) else { continue };
        let clause = before.rfind(['，', '。', '；', '、', '（']).map_or(0, |mark| mark + '，'.len_utf8());
        let clause = before.get(clause..).unwrap_or_default();
        let runs = numbers(clause);
        let [.., (first, _, first_end), (last, last_start, last_end)] = runs.as_slice() else { continue };
        let joint = clause.get(*first_end..*last_start).unwrap_or_default().trim_end_matches('%').trim();
        let unit = clause.get(*last_end..).unwrap_or_default();
        if ["—", "–", "－", "-", "～", "~", "至", "到", "——"].contains(&joint)
            && unit.chars().count() < 6
            && first > last
        {
            let start = found.range.start + at - clause.len();
            let begin = runs.get(runs.len() - 2).map_or(0, |(_, begin, _)| *begin);
            report(desk, found.line, start + begin..start + last_end, Certainty::Sure);
        }
    }
}

/// The runs of digits of a text, with their places.
fn numbers(text: &str) -> Vec<(rust_decimal::Decimal, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        text.get(at..).and_then(|rest| rest.find(|sign: char| sign.is_ascii_digit())).map(|start| at + start)
    {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(rest.len());
        if let Ok(number) = rest.get(..length).unwrap_or_default().trim_end_matches('.').parse() {
            found.push((number, start, start + length));
        }
        at = start + length.max(1);
    }
    found
}

fn report(desk: &mut Desk<'_, '_>, line: usize, range: std::ops::Range<usize>, certainty: Certainty) {
    let text = desk.reading.document.text(line).get(range.clone()).unwrap_or_default();
    let message = Message::new("audit.range").with("range", text);
    desk.checks_at(line, range.start);
    let finding = desk.finding(certainty, Spot { line, range }, message);
    desk.report(finding);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn ranges_run_upwards() {
        cases(
            "range",
            &[
                "年产量在5万吨至10万吨之间。",
                "减幅在1.28%—1.91%之间。",
                "产量由15万吨减少到10万吨。",
                "It is between 3 km and 5 km wide.",
                "Output went from 16.2 million tonnes in 2019 to 9.7 million tonnes.",
            ],
            &[
                "年产量在15万吨至10万吨之间。",
                "减幅在1.91%—1.28%之间。",
                "坡度在25至15度之间。",
                "It is between 7 km and 5 km wide.",
            ],
        );
    }
}
