//! What is part of a thing is no more than the thing: the values that a sentence lists of it (分别为…, "the main countries were a
//! (10,000)") together, and the same thing of a smaller scope (全国水土流失面积 and 水土流失面积 of some counties).
//!
//! Silent where the thing is not named by the same words.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Number, Reading};
use crate::diagnostic::Message;
use crate::model::Language;

/// Scopes that hold all others.
const ALL: [&str; 6] = ["全国", "全省", "全市", "全县", "全区", "全旗"];
/// Words with which parts of a thing are listed in English.
const MAIN: [&str; 7] = ["main ", "largest ", "top ", "principal ", "leading ", "major ", "contributing "];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        match reading.language(sentence) {
            Language::Zh => listed(desk, sentence),
            Language::En => bracketed(desk, sentence),
        }
    }
    scopes(desk);
}

fn levels<'r>(reading: &'r Reading<'_>, sentence: usize) -> impl Iterator<Item = &'r Number> {
    reading.of_sentence(sentence).iter().filter(|number| number.is_level() && number.bracket.is_none())
}

/// 海水利用量较多的为甲、乙和丙，分别为28.7、15.3和5.4亿立方米, after 海水利用量71.4亿立方米.
fn listed(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let words = reading.words(sentence);
    let Some(found) = reading.sentences.get(sentence) else { return };
    let Some(at) = words.find("分别为").or_else(|| words.find("依次为")) else { return };
    let place = found.range.start + at;
    let list: Vec<&Number> = {
        let after: Vec<&Number> = levels(reading, sentence).filter(|number| number.range.start > place).collect();
        let Some(first) = after.first().copied() else { return };
        let text = reading.document.text(found.line);
        let joined = |pair: &[&Number]| {
            let between =
                pair.first().zip(pair.get(1)).and_then(|(one, other)| text.get(one.range.end..other.range.start));
            between.is_some_and(|between| ["、", "和", "及", "与"].contains(&between))
        };
        let ends = after.windows(2).position(|pair| !joined(pair)).map_or(after.len(), |end| end + 1);
        after.into_iter().take(ends).filter(|number| number.is_like(first)).collect()
    };
    if list.len() < 2 {
        return;
    }
    let Some(before) = reading.before(sentence) else { return };
    let lead = words.get(..at).unwrap_or_default();
    let Some(whole) = levels(reading, before).find(|whole| {
        let core = whole.core.as_str();
        list.first().is_some_and(|first| whole.is_like(first)) && core.chars().count() > 2 && lead.contains(core)
    }) else {
        return;
    };
    over(desk, whole, &list);
}

/// "The main contributing countries were a (10,000), b (2,500)", after "fell to 32,000".
fn bracketed(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let lower = reading.words(sentence).to_ascii_lowercase();
    if !MAIN.iter().any(|word| lower.contains(word)) {
        return;
    }
    let list: Vec<&Number> = reading
        .of_sentence(sentence)
        .iter()
        .filter(|number| {
            number.bracket.is_some()
                && number.lead.trim().is_empty()
                && number.tail.trim().is_empty()
                && number.is_level()
        })
        .collect();
    let Some(first) = list.first().filter(|first| list.len() > 2 && list.iter().all(|number| number.is_like(first)))
    else {
        return;
    };
    let Some(before) = reading.before(sentence) else { return };
    let Some(whole) = reading.of_sentence(before).iter().rev().find(|whole| whole.is_level() && whole.is_like(first))
    else {
        return;
    };
    if whole.year.zip(first.year).is_some_and(|(one, other)| one != other) {
        return;
    }
    over(desk, whole, &list);
}

fn over(desk: &mut Desk<'_, '_>, whole: &Number, list: &[&Number]) {
    let Some(sum) = Amount::sum(list.iter().map(|number| number.amount)) else { return };
    desk.checks(list.iter().copied().chain([whole]));
    if !sum.exceeds(whole.amount) {
        return;
    }
    let listed = list.iter().map(|number| desk.text(number)).collect::<Vec<_>>().join(" + ");
    let message = Message::new("audit.whole")
        .with("parts", listed)
        .with("sum", desk.shown(whole, sum.value))
        .with("whole", desk.text(whole));
    desk.should_be(Certainty::Likely, whole, sum, message, list.iter().copied());
}

/// 全国水土流失面积 is the largest of all 水土流失面积 of its year.
fn scopes(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let text = |number: &Number| {
        reading.document.text(number.line).get(number.clause.start..number.range.start).unwrap_or_default()
    };
    let wholes: Vec<&Number> = reading
        .numbers
        .iter()
        .filter(|number| {
            let lead =
                text(number).trim_start_matches(|sign: char| sign.is_ascii_digit() || "年末月底 ，".contains(sign));
            number.is_level() && ALL.iter().any(|scope| lead.starts_with(scope)) && number.core.chars().count() >= 4
        })
        .collect();
    for whole in wholes {
        let part = reading.called(&whole.core).find(|part| {
            let years = part.year.is_some() && part.year == whole.year;
            let same = part.is_like(whole) && part.is_level() && part.bracket.is_none();
            let scoped = !ALL.iter().any(|scope| text(part).contains(scope));
            let near = part.line == whole.line
                || reading.document.lines.get(part.line).map(|line| &line.under)
                    == reading.document.lines.get(whole.line).map(|line| &line.under);
            same && scoped && years && near && part.amount.exceeds(whole.amount)
        });
        if let Some(part) = part {
            desk.checks([part, whole]);
            let message =
                Message::new("audit.parts.larger").with("part", desk.text(part)).with("whole", desk.text(whole));
            let finding = desk.at(Certainty::Likely, part, message).with([whole]);
            desk.report(finding.weighing(part.amount.distance(whole.amount)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn parts_are_no_larger_than_their_thing() {
        cases(
            "whole",
            &[
                "全市海水利用量71.4亿立方米。海水利用量较多的为东县和西县，分别为28.7亿立方米和15.3亿立方米。",
                "The inflow fell to 32,000 in 2005. The main countries in 2005 were Dong (10,000), Xi (2,500) and Nan (2,000).",
            ],
            &[
                "全市海水利用量41.4亿立方米。海水利用量较多的为东县和西县，分别为28.7亿立方米和15.3亿立方米。",
                "The inflow fell to 13,000 in 2005. The main countries in 2005 were Dong (10,000), Xi (2,500) and Nan (2,000).",
                "2019年全国草原退化面积271.1万平方公里。重点县共12个，2019年草原退化面积为365.9万平方公里。",
            ],
        );
    }
}
