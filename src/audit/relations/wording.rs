//! Numbers that cannot be meant as they stand: a coefficient in per cent, two numbers run into one (153三种), one amount under
//! two names that differ in a character (白云岩2.2亿吨 and 白云石2.2亿吨 of one list), and a class of land that is larger than the
//! class it belongs to (Land use: GB/T 21010, the third national survey).
//!
//! Likely at the most: only the author knows what was meant.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;
use crate::locale::chinese_digit;

/// Classes of land, each with the class that holds it.
const WITHIN: [(&str, &str); 10] = [
    ("采矿用地", "建设用地"),
    ("永久基本农田", "耕地"),
    ("基本农田", "耕地"),
    ("乔木林地", "林地"),
    ("灌木林地", "林地"),
    ("水田", "耕地"),
    ("水浇地", "耕地"),
    ("旱地", "耕地"),
    ("天然牧草地", "草地"),
    ("城镇用地", "建设用地"),
];
/// Characters that tell two of a kind apart.
const APART: &str = "一二三四五六七八九十东南西北上中下大小男女甲乙丙丁新老左右前后内外高低他";

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for number in &reading.numbers {
        // Engel's is a share by its making.
        if number.kind == Kind::Share && number.head.ends_with("系数") && !number.head.contains("恩格尔") {
            let message = Message::new("audit.wording.coefficient")
                .with("name", number.head.as_str())
                .with("value", desk.text(number));
            let finding = desk.at(Certainty::Likely, number, message);
            desk.report(finding);
        }
    }
    doubled(desk);
    for sentence in 0..reading.sentences.len() {
        names(desk, reading.of_sentence(sentence));
    }
    classes(desk);
}

/// 153三种: digits that run into number words.
fn doubled(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in &reading.sentences {
        let Some(text) = reading.document.text(sentence.line).get(sentence.range.clone()) else { continue };
        let mut before: Option<(usize, char)> = None;
        for (at, sign) in text.char_indices() {
            let digit = before.is_some_and(|(_, before)| before.is_ascii_digit());
            let spaced = sign == ' ' && digit;
            if spaced {
                continue;
            }
            let follows = text.get(at + sign.len_utf8()..).unwrap_or_default();
            let counted = follows
                .starts_with(['种', '个', '处', '项', '座', '条', '户', '人', '家', '名', '所', '米', '亩', '吨']);
            if digit && chinese_digit(sign).is_some_and(|digit| digit > 0) && counted {
                let run = text.get(..at).unwrap_or_default().trim_end();
                let start = run.len() - run.chars().rev().take_while(char::is_ascii_digit).count();
                let range = sentence.range.start + start..sentence.range.start + at + sign.len_utf8();
                let written = reading.document.text(sentence.line).get(range.clone()).unwrap_or_default();
                let year = written.len() >= 4 && written.starts_with("20");
                if !year {
                    let message = Message::new("audit.wording.doubled").with("written", written);
                    let finding = desk.finding(Certainty::Likely, super::Spot { line: sentence.line, range }, message);
                    desk.report(finding);
                }
            }
            before = Some((at, sign));
        }
    }
}

/// Two entries of a list with one amount, whose names differ in one character.
fn names(desk: &mut Desk<'_, '_>, numbers: &[Number]) {
    for (index, one) in numbers.iter().enumerate() {
        for other in numbers.get(index + 1..).unwrap_or_default() {
            let same = one.literal.value == other.literal.value && one.is_like(other) && one.kind == Kind::Measure;
            let (first, second): (Vec<char>, Vec<char>) = (short(&one.head), short(&other.head));
            let differ = first.iter().zip(&second).filter(|(one, other)| one != other).count();
            let told_apart = first
                .iter()
                .zip(&second)
                .any(|(one, other)| one != other && (APART.contains(*one) || APART.contains(*other)));
            if same && !told_apart && first.len() == second.len() && first.len() >= 3 && differ == 1 {
                let message = Message::new("audit.wording.names")
                    .with("one", first.iter().collect::<String>())
                    .with("other", second.iter().collect::<String>())
                    .with("value", desk.text(one));
                let finding = desk.at(Certainty::Likely, other, message).with([one]);
                desk.report(finding);
            }
        }
    }
}

/// The name itself: what follows the last joint.
fn short(head: &str) -> Vec<char> {
    head.rsplit('、').next().unwrap_or(head).chars().collect()
}

fn classes(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let of = |class: &str| {
        let found = reading.numbers.iter().filter(|number| {
            let core = number.core.trim_end_matches("面积").trim_end_matches("共计");
            let place = core
                .strip_suffix(class)
                .is_some_and(|place| place.is_empty() || place.ends_with(['县', '市', '区', '旗', '省']));
            place
                && number.is_level()
                && number.bracket.is_none()
                && number.literal.unit.as_ref().is_some_and(|unit| unit.dimensions.get("length") == Some(&2))
        });
        found.collect::<Vec<&Number>>()
    };
    for (part, whole) in WITHIN {
        let (parts, wholes) = (of(part), of(whole));
        let Some((one, other)) = parts.first().zip(wholes.first()) else { continue };
        if parts.iter().any(|part| wholes.iter().any(|whole| !part.amount.exceeds(whole.amount))) {
            desk.checks([*one, *other]);
            continue;
        }
        let message = Message::new("audit.wording.class")
            .with("part", part)
            .with("part_value", desk.text(one))
            .with("whole", whole)
            .with("whole_value", desk.text(other));
        let finding = desk.at(Certainty::Likely, other, message).with([*one]);
        desk.report(finding.weighing(one.amount.distance(other.amount)));
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn numbers_can_be_meant_as_they_stand() {
        cases(
            "wording",
            &[
                "灌溉水利用系数达到0.75。",
                "有植物153种。",
                "有石灰岩2.2亿吨、白云岩2.3亿吨。",
                "建设用地面积99平方千米。采矿用地45平方千米。",
            ],
            &[
                "灌溉水利用系数达到75%。",
                "有植物153三种。",
                "有白云岩2.2亿吨、石灰石1.3亿吨、白云石2.2亿吨。",
                "建设用地面积45平方千米。采矿用地99平方千米。",
            ],
        );
    }
}
