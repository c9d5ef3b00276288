//! Words of up and down against the numbers that they stand between: 由A增加到B, "an increase from A", "lower than the average
//! of B". Sure: the words name both numbers.
//!
//! Silent where the numbers are equal within rounding, and where the two are not of one kind.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Role};
use crate::diagnostic::Message;
use crate::model::Language;
use crate::prose::setting::{Way, governor};
use std::cmp::Ordering;

/// After a number: what it came from.
const FROM: [(&str, Ordering); 14] = [
    ("an increase from", Ordering::Greater),
    ("increase from", Ordering::Greater),
    ("up from", Ordering::Greater),
    ("a rise from", Ordering::Greater),
    ("increased from", Ordering::Greater),
    ("more than", Ordering::Greater),
    ("higher than", Ordering::Greater),
    ("greater than", Ordering::Greater),
    ("a decrease from", Ordering::Less),
    ("decrease from", Ordering::Less),
    ("down from", Ordering::Less),
    ("a fall from", Ordering::Less),
    ("a decline from", Ordering::Less),
    ("a drop from", Ordering::Less),
];
/// Between a number and the one that it is compared with.
const THAN: [(&str, Ordering); 10] = [
    ("higher than", Ordering::Greater),
    ("greater than", Ordering::Greater),
    ("larger than", Ordering::Greater),
    ("above the", Ordering::Greater),
    ("exceeds the", Ordering::Greater),
    ("lower than", Ordering::Less),
    ("smaller than", Ordering::Less),
    ("less than the", Ordering::Less),
    ("fewer than the", Ordering::Less),
    ("below the", Ordering::Less),
];
const THAN_ZH: [(&str, Ordering); 8] = [
    ("高于", Ordering::Greater),
    ("大于", Ordering::Greater),
    ("多于", Ordering::Greater),
    ("超过", Ordering::Greater),
    ("低于", Ordering::Less),
    ("小于", Ordering::Less),
    ("少于", Ordering::Less),
    ("不及", Ordering::Less),
];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, other) in numbers.iter().enumerate() {
            let before = numbers.get(..index).unwrap_or_default();
            let Some(one) = before.iter().rev().find(|one| one.is_like(other) && one.bracket == other.bracket) else {
                continue;
            };
            if one.role == Role::From {
                course(desk, numbers, one, other);
            } else {
                compared(desk, one, other);
            }
        }
    }
}

/// 由A增加到B; "increased by p%, from A to B".
fn course(desk: &mut Desk<'_, '_>, numbers: &[Number], from: &Number, to: &Number) {
    let Role::To(way) = to.role else { return };
    if !from.is_like(to) || from.is_elided(to) || from.part != to.part || !from.amount.is_apart(to.amount) {
        return;
    }
    let governed = || {
        // The word may stand before both, with or without how much.
        let before =
            numbers.iter().rev().find(|number| number.range.start < from.range.start && number.part == from.part);
        match before.map(|number| number.role) {
            Some(Role::By(way)) if from.language == Language::En && from.lead.trim() == "from" => Some(way),
            _ => {
                let lead = from.lead.trim_end();
                let lead = lead.strip_suffix("from").or_else(|| lead.strip_suffix('由'))?;
                governor(from.language, &format!("{} by ", lead.trim_end()), "")
                    .filter(|found| found.way == Way::By)
                    .map(|found| found.points)
            }
        }
    };
    let Some(way) = way.or_else(governed) else { return };
    desk.checks([from, to]);
    if to.amount.value.cmp(&from.amount.value) == way {
        return;
    }
    let id = if way == Ordering::Greater { "audit.direction.rose" } else { "audit.direction.fell" };
    let message = Message::new(id).with("from", desk.text(from)).with("to", desk.text(to));
    let finding = desk.at(Certainty::Sure, to, message).with([from]);
    desk.report(finding.weighing(from.amount.distance(to.amount)));
}

/// Whether the words between a number and "up from" still speak of that number: no other subject begins among them.
fn goes_on(words: &str) -> bool {
    let begins = ["and", "while", "but", "was", "were"];
    let words: Vec<&str> = words.split_whitespace().collect();
    words.len() < 8 && !words.iter().any(|word| begins.contains(word))
}

fn compared(desk: &mut Desk<'_, '_>, one: &Number, other: &Number) {
    let levels = |number: &Number| matches!(number.kind, Kind::Measure | Kind::Count | Kind::Plain | Kind::Share);
    if !one.is_like(other) || !levels(one) || one.bracket != other.bracket || !one.amount.is_apart(other.amount) {
        return;
    }
    // "Raised $5 a month above the average of $42" is by how much, not how much.
    let moved =
        ["raised", "increased", "cut", "reduced", "lowered"].iter().any(|word| one.lead.trim_end().ends_with(word));
    if one.literal.high.is_some() || other.literal.high.is_some() || moved && one.language == Language::En {
        return;
    }
    let text = desk.reading.document.text(one.line);
    let Some(between) = text.get(one.range.end..other.range.start) else { return };
    let between = between.trim().to_ascii_lowercase();
    let ended = between.contains(['；', ';', '。']) || between.chars().count() > 90;
    let found = match one.language {
        _ if ended => None,
        Language::En => {
            let from = FROM.iter().filter(|(word, _)| word.ends_with("from")).find(|(word, _)| between.ends_with(word));
            let from = from.filter(|(word, _)| goes_on(between.strip_suffix(word).unwrap_or_default()));
            let of = || {
                THAN.iter()
                    .find(|(word, _)| between.contains(word) && (between.ends_with(" of") || between.ends_with(" at")))
            };
            from.or_else(of).map(|(_, way)| *way)
        }
        Language::Zh => {
            let than = THAN_ZH.iter().find(|(word, _)| between.contains(word)).map(|(_, way)| *way);
            than.filter(|_| between.ends_with('的') && !between.contains(['不', '未']))
        }
    };
    let Some(way) = found else { return };
    desk.checks([one, other]);
    if one.amount.value.cmp(&other.amount.value) == way {
        return;
    }
    let id = if way == Ordering::Greater { "audit.direction.above" } else { "audit.direction.below" };
    let message = Message::new(id).with("one", desk.text(one)).with("other", desk.text(other));
    let finding = desk.at(Certainty::Likely, other, message).with([one]);
    desk.report(finding.weighing(one.amount.distance(other.amount)));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn words_of_up_and_down_are_true() {
        cases(
            "direction",
            &[
                "The figure fell from 11 to 9 million in a decade.",
                "Benefits should be raised $5 a month above the present average of $42.",
                "产量由2009年的4.4万吨增长到2018年的16.0万吨。",
                "职工由320人减少到290人。",
                "Births exceeded deaths by 30,700, an increase from 29,700 in 2004.",
                "The yield of 7.0 tonnes is lower than the average of 8.4 tonnes.",
                "Output increased by 0.9%, from 8.0 million tonnes to 8.1 million tonnes.",
            ],
            &[
                "产量由2009年的14.4万吨增长到2018年的6.0万吨。",
                "职工由290人减少到320人。",
                "Births exceeded deaths by 28,700, an increase from 29,700 in 2004.",
                "The yield of 7.0 tonnes is lower than the average of 4.8 tonnes.",
                "Output decreased by 0.9%, from 8.0 million tonnes to 8.1 million tonnes.",
            ],
        );
    }
}
