//! 分别, 依次, "respectively": as many numbers as names.
//!
//! Names are counted between joints, as few and as many as they can be; silent unless even that does not fit.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Number, Reading};
use crate::diagnostic::Message;
use crate::model::Language;

const CUES: [&str; 3] = ["分别", "依次", "各"];
const OPEN: [&str; 3] = ["等", "包括", "如"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        if reading.language(sentence) == Language::Zh {
            chinese(desk, sentence);
        } else {
            english(desk, sentence);
        }
    }
}

/// The numbers of a list from one on: joined, of one kind.
fn run<'n>(reading: &Reading<'_>, numbers: &'n [Number], joints: &[&str]) -> Vec<&'n Number> {
    let mut run: Vec<&Number> = Vec::new();
    for number in numbers {
        if let Some(last) = run.last() {
            let text = reading.document.text(number.line);
            let between = text.get(last.range.end..number.range.start).unwrap_or_default();
            if !joints.contains(&between.trim()) || !number.is_like(last) {
                break;
            }
        }
        run.push(number);
    }
    run
}

fn chinese(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let (Some(found), words) = (reading.sentences.get(sentence), reading.words(sentence)) else { return };
    for cue in CUES.iter().take(2) {
        for (at, _) in words.match_indices(cue) {
            let place = found.range.start + at;
            let numbers = reading.of_sentence(sentence);
            let after = numbers.iter().position(|number| number.range.start > place);
            let list = after
                .and_then(|after| numbers.get(after..))
                .map(|rest| run(reading, rest, &["、", "和", "及", "与", "，", "以及"]));
            let Some(list) = list.filter(|list| list.len() > 1) else { continue };
            let lead = words.get(
                at + cue.len()..list.first().map_or(0, |first| first.range.start.saturating_sub(found.range.start)),
            );
            if lead.is_none_or(|lead| lead.contains(['，', '。', '；']) || lead.chars().count() > 24) {
                continue;
            }
            let Some((least, most)) = names(words.get(..at).unwrap_or_default()) else { continue };
            desk.checks(list.iter().copied());
            if (least..=most).contains(&list.len()) || list.len().is_multiple_of(most) && least == most {
                continue;
            }
            report(desk, &list, if least == most { most.to_string() } else { format!("{least}–{most}") });
        }
    }
}

/// How many names stand before the cue: as few and as many as they can be.
fn names(before: &str) -> Option<(usize, usize)> {
    let clause_of = |text: &str| text.rfind(['，', '。', '；', '：']).map_or(0, |mark| mark + '，'.len_utf8());
    let own = clause_of(before);
    let mut list = before.get(own..)?.to_owned();
    // 海水利用量较多的为甲、乙和丙，分别为: the names end the clause before.
    if !list.contains('、') && !list.contains(['和', '与', '及']) {
        let former = before.get(..own)?.trim_end_matches(['，', '：']);
        if !list.trim().is_empty() && list.trim().chars().count() > 8 {
            return None;
        }
        list = former.get(clause_of(former)..)?.to_owned();
    }
    if OPEN.iter().any(|word| list.contains(word)) || list.contains(|sign: char| sign.is_ascii_digit()) {
        return None;
    }
    let items = list.split('、').count();
    let last = list.rsplit('、').next()?;
    let joints = list.matches(['和', '与', '及']).count()
        - list.matches("以及").count().min(1) * usize::from(list.matches("以及").count() > 1);
    let joined = last.matches(['和', '与', '及']).count();
    if items == 1 {
        return (joints == 1).then_some((2, 2)).filter(|_| last.chars().count() < 30);
    }
    let most = items + joints;
    // A joint in the last entry parts two names, seldom a name.
    let least = if joined == 1 && joints == 1 && !last.contains("以上") {
        most - usize::from(last.chars().count() > 12)
    } else {
        items
    };
    Some((least, most))
}

fn english(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let (Some(found), words) = (reading.sentences.get(sentence), reading.words(sentence)) else { return };
    let Some(at) = words.find("respectively") else { return };
    let numbers = reading.of_sentence(sentence);
    let place = found.range.start + at;
    let Some(last) = numbers.iter().rposition(|number| number.range.end <= place) else { return };
    let mut start = last;
    while let Some(before) = start.checked_sub(1).and_then(|before| numbers.get(before)) {
        let Some(own) = numbers.get(start) else { break };
        let between = reading.document.text(own.line).get(before.range.end..own.range.start).unwrap_or_default();
        if ![",", "and", ", and", "or"].contains(&between.trim()) || !before.is_like(own) {
            break;
        }
        start -= 1;
    }
    let Some(list) = numbers.get(start..=last).filter(|list| list.len() > 1) else { return };
    let first = list.first().map_or(0, |first| first.range.start.saturating_sub(found.range.start));
    let before = words.get(..first).unwrap_or_default();
    let verbs = [" were ", " was ", " are ", " is ", " had ", " with ", " accounted for ", " of ", " by ", " at "];
    let subject = verbs
        .iter()
        .filter_map(|verb| before.find(verb))
        .min()
        .map_or(before, |end| before.get(..end).unwrap_or(before));
    let subject = subject.trim();
    // The sentence must begin with the list: what leads to it would be counted as a name.
    let opening = subject.split(", ").next().unwrap_or_default();
    let leads = [
        "in",
        "for",
        "by",
        "of",
        "according",
        "apart",
        "as",
        "at",
        "on",
        "with",
        "compared",
        "overall",
        "while",
        "after",
    ];
    let first = opening.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    let clear = opening.split_whitespace().count() < 6 && !leads.contains(&first.as_str());
    if !clear || !subject.contains(" and ") || subject.contains("which") || subject.split_whitespace().count() > 16 {
        return;
    }
    let names = subject.replace(", and ", ", ").replace(" and ", ", ").split(", ").count();
    let list: Vec<&Number> = list.iter().collect();
    desk.checks(list.iter().copied());
    if names > 1 && names != list.len() && !list.len().is_multiple_of(names) {
        report(desk, &list, names.to_string());
    }
}

fn report(desk: &mut Desk<'_, '_>, list: &[&Number], names: String) {
    let Some((first, rest)) = list.split_first() else { return };
    let values = list.iter().map(|number| desk.text(number)).collect::<Vec<_>>().join("、");
    let message =
        Message::new("audit.respectively").with("names", names).with("count", list.len()).with("values", values);
    let finding = desk.at(Certainty::Likely, first, message).with(rest.iter().copied());
    desk.report(finding);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn as_many_numbers_as_names() {
        cases(
            "respectively",
            &[
                "用水较多的为东镇、西镇和南镇，分别为28.7万立方米、15.3万立方米和5.4万立方米。",
                "青原、白河两地减幅分别为0.55%、1.27%。",
                "林地主要分布在东镇和西镇，分别占林地面积的37.4%和32.7%。",
                "Cattle, sheep and goats were 300, 200 and 100, respectively.",
            ],
            &[
                "用水较多的为东镇、西镇和南镇，分别为28.7万立方米、15.3万立方米。",
                "青原、白河减幅分别为0.55%、0.83%、1.27%。",
                "Cattle, sheep and goats were 300 and 200, respectively.",
            ],
        );
    }
}
