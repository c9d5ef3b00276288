//! Lists that are said to go by size: 由高到低依次为, 居前三位的…分别为, 最多…其次为, "the largest was a (40), followed by b (25)".
//!
//! Silent without such a word, and on numbers that are equal within rounding.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::Number;
use crate::diagnostic::Message;
use crate::model::Language;
use std::cmp::Ordering;

const FALLING: [&str; 16] = [
    "居前",
    "前三位",
    "前两位",
    "前五位",
    "前十位",
    "前三名",
    "前五名",
    "由高到低",
    "从高到低",
    "由大到小",
    "从大到小",
    "由多到少",
    "从多到少",
    "较多的",
    "较大的",
    "较高的",
];
const RISING: [&str; 4] = ["由低到高", "从低到高", "由小到大", "从小到大"];
const MOST: [&str; 8] = ["最多", "最大", "最高", "最广", "最快", "largest", "highest", "most common"];
const LEAST: [&str; 5] = ["最少", "最小", "最低", "smallest", "lowest"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let words = reading.words(sentence).to_lowercase();
        let numbers = reading.of_sentence(sentence);
        let start = reading.sentences.get(sentence).map_or(0, |found| found.range.start);
        match reading.language(sentence) {
            Language::Zh => {
                listed(desk, &words, start, numbers);
                next(desk, &words, start, numbers, &["其次", "次之"]);
            }
            Language::En => next(desk, &words, start, numbers, &["followed by", "second largest", "second highest"]),
        }
    }
}

/// 由高到低依次为…：28.7、15.3和5.4.
fn listed(desk: &mut Desk<'_, '_>, words: &str, start: usize, numbers: &[Number]) {
    let Some(at) = words.find("分别为").or_else(|| words.find("依次为")) else { return };
    let before = words.get(..at).unwrap_or_default();
    let clause = before.rfind(['；', '。']).map_or(0, |mark| mark + '；'.len_utf8());
    let before = before.get(clause..).unwrap_or_default();
    let way = if FALLING.iter().any(|word| before.contains(word)) {
        Ordering::Less
    } else if RISING.iter().any(|word| before.contains(word)) {
        Ordering::Greater
    } else {
        return;
    };
    let text = numbers.first().map_or("", |first| desk.reading.document.text(first.line));
    let mut list: Vec<&Number> = Vec::new();
    for number in numbers.iter().filter(|number| number.range.start > start + at) {
        if let Some(last) = list.last() {
            let between = text.get(last.range.end..number.range.start).unwrap_or_default().trim();
            if !["、", "和", "及", "与", "，"].contains(&between) || !number.is_like(last) {
                break;
            }
        }
        list.push(number);
    }
    for pair in list.windows(2) {
        if let [one, other] = pair {
            judge(desk, one, other, way);
        }
    }
}

/// 最多…，其次为…: the number before and the one after.
fn next(desk: &mut Desk<'_, '_>, words: &str, start: usize, numbers: &[Number], cues: &[&str]) {
    let Some(at) = cues.iter().filter_map(|cue| words.find(cue)).min() else { return };
    let before = words.get(..at).unwrap_or_default();
    let way = if MOST.iter().any(|word| before.contains(word)) {
        Ordering::Less
    } else if LEAST.iter().any(|word| before.contains(word)) {
        Ordering::Greater
    } else {
        return;
    };
    let split = numbers.iter().position(|number| number.range.start > start + at).unwrap_or(numbers.len());
    let (earlier, later) = numbers.split_at(split);
    let told = |number: &&Number| {
        (number.is_level() || number.kind == super::super::reading::Kind::Share) && number.literal.high.is_none()
    };
    let Some(other) = later.iter().find(told) else { return };
    let one = earlier
        .iter()
        .rev()
        .filter(told)
        .find(|one| one.is_like(other) && one.bracket.is_some() == other.bracket.is_some());
    if let Some(one) = one {
        judge(desk, one, other, way);
    }
}

/// `way`: how the second stands to the first.
fn judge(desk: &mut Desk<'_, '_>, one: &Number, other: &Number, way: Ordering) {
    desk.checks([one, other]);
    if !one.amount.is_apart(other.amount) || other.amount.value.cmp(&one.amount.value) == way {
        return;
    }
    let message = Message::new("audit.ranking").with("one", desk.text(one)).with("other", desk.text(other));
    let finding = desk.at(Certainty::Likely, other, message).with([one]);
    desk.report(finding.weighing(one.amount.distance(other.amount)));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn lists_by_size_go_by_size() {
        cases(
            "ranking",
            &[
                "产量居前三位的东镇、西镇和南镇分别为28.7万吨、15.3万吨和5.4万吨。",
                "林地以东镇最多，为41.9平方千米，其次为西镇，为20.1平方千米。",
                "The largest group was cars (4,210), followed by vans (2,580).",
            ],
            &[
                "产量居前三位的东镇、西镇和南镇分别为28.7万吨、5.3万吨和15.4万吨。",
                "林地以东镇最多，为14.9平方千米，其次为西镇，为20.1平方千米。",
                "The largest group was cars (2,410), followed by vans (2,580).",
            ],
        );
    }
}
