//! One quantity, stated twice with different values: the same name, the same unit, no other year. All places of one quantity
//! are one finding.
//!
//! Silent on names that tell no thing (面积, 总量), on parts, on numbers with a year of their own that differs, and on names
//! that a list uses for each of its members.

use super::Desk;
use super::parts::is_whole_of_a_share;
use super::slip::Slip;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Reading, Role};
use crate::diagnostic::Message;
use crate::model::Language;
use std::collections::BTreeMap;

/// Names are told apart from here on, in characters.
const SHORTEST: usize = 5;
/// Names that many things have.
const VAGUE: [&str; 16] = [
    "面积",
    "产量",
    "产值",
    "总量",
    "增加值",
    "长度",
    "数量",
    "人口",
    "投资",
    "流域面积",
    "占地面积",
    "建筑面积",
    "总投资",
    "其中",
    "population",
    "area",
];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let mut groups: BTreeMap<(String, bool), Vec<&Number>> = BTreeMap::new();
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, number) in numbers.iter().enumerate() {
            if let Some(name) = name(reading, sentence, numbers, index) {
                groups.entry((name, number.kind == Kind::Share)).or_default().push(number);
            }
        }
    }
    for ((name, _), group) in groups {
        judge(desk, &name, &group);
    }
    names_of_wholes(desk);
}

/// The name under which a number can be met again.
fn name(reading: &Reading<'_>, sentence: usize, numbers: &[Number], index: usize) -> Option<String> {
    let number = numbers.get(index)?;
    let level = match number.kind {
        Kind::Share => matches!(number.role, Role::Level | Role::To(_)) && number.core.ends_with(['率', '度']),
        _ => number.is_level() && matches!(number.role, Role::Level | Role::To(_)),
    };
    if !level || number.bracket.is_some() || number.literal.tone.is_some() || is_whole_of_a_share(numbers, number) {
        return None;
    }
    let words = reading.words(sentence);
    let part = ["其中", "分别", "依次", "of which"].iter().any(|word| words.contains(word));
    if part || VAGUE.contains(&number.core.as_str()) {
        return None;
    }
    let found = reading.sentences.get(sentence)?;
    let own = number.clause.start <= found.range.start + 1 || follows_a_source(reading, number, found.range.start);
    let rate = number.kind == Kind::Share;
    match number.language {
        Language::Zh => {
            let core = reading.placeless(&number.core);
            let long = core.chars().count() >= if own { SHORTEST } else { SHORTEST + 2 };
            (long || rate && core.chars().count() >= SHORTEST).then(|| core.to_owned())
        }
        Language::En => {
            // Versions and numbers of documents are no quantities.
            let small = number.kind == Kind::Plain && number.literal.value < rust_decimal::Decimal::ONE_THOUSAND;
            let version = ["version", "release", "issue"].iter().any(|word| number.core.contains(word));
            if small || version || number.lead.ends_with('#') {
                return None;
            }
            let words = number.core.split(' ').count();
            (own && words >= 3 && number.lead.split_whitespace().count() < 14).then(|| number.core.clone())
        }
    }
}

/// Whether only words of source and time stand before a number's clause: 据国土三调数据统计，.
fn follows_a_source(reading: &Reading<'_>, number: &Number, start: usize) -> bool {
    let before = reading.document.text(number.line).get(start..number.clause.start).unwrap_or_default();
    let before = before.trim_end_matches('，');
    let source = ["据", "根据", "按", "截至", "目前", "显示", "统计", "年末", "年", "结果"];
    !before.contains('，')
        && before.chars().count() < 26
        && source.iter().any(|word| before.starts_with(word) || before.ends_with(word))
}

/// Numbers that may be compared: of one year, or of none.
fn judge(desk: &mut Desk<'_, '_>, name: &str, group: &[&Number]) {
    let Some(first) = group.first() else { return };
    let mut by_year: BTreeMap<Option<i32>, Vec<&Number>> = BTreeMap::new();
    for number in group.iter().filter(|number| number.is_like(first)) {
        by_year.entry(number.year).or_default().push(number);
    }
    for numbers in by_year.into_values().filter(|numbers| numbers.len() > 1) {
        let Some(first) = numbers.first() else { continue };
        desk.checks(numbers.iter().copied());
        let Some(other) = numbers.iter().find(|number| !number.amount.meets(first.amount)) else { continue };
        // The same words in one sentence or a list of places are said of two things.
        let list = numbers.iter().any(|number| {
            number.sentence != first.sentence && number.line == first.line && number.sentence < first.sentence + 2
        });
        if other.sentence == first.sentence || list || numbers.len() > 6 {
            continue;
        }
        let apart: Vec<String> = values(desk, &numbers);
        if apart.len() > 3 {
            continue;
        }
        let message = Message::new("audit.twice").with("name", name).with("values", apart.join(" / "));
        let slip = desk.slip(other, first.amount).filter(is_telling).map(|slip| slip.message());
        let others: Vec<&Number> = numbers.iter().copied().filter(|number| !std::ptr::eq(*number, *other)).collect();
        let finding = desk.at(Certainty::Likely, other, message).with(others).explained(slip);
        desk.report(finding.weighing(other.amount.distance(first.amount)));
    }
}

/// One digit of a few explains any difference of two short numbers.
fn is_telling(slip: &Slip) -> bool {
    !matches!(slip, Slip::Digit(_))
}

fn values(desk: &Desk<'_, '_>, numbers: &[&Number]) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for number in numbers {
        let text = desk.text(number).to_owned();
        if !values.contains(&text) {
            values.push(text);
        }
    }
    values
}

/// 占公路总里程486.45万公里的3.5%, after 公路总里程达到484.65万公里: the whole of a share is named as exactly as any number.
fn names_of_wholes(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for whole in numbers.iter().filter(|number| number.is_level() && is_whole_of_a_share(numbers, number)) {
            let name =
                crate::audit::reading::noun::core(Language::Zh, whole.lead.rsplit('占').next().unwrap_or_default());
            if name.chars().count() < 3 || VAGUE.contains(&name.as_str()) || !whole.lead.contains('占') {
                continue;
            }
            let year = whole.year;
            let other = reading.called(&name).find(|other| {
                let same = other.is_like(whole) && other.is_level() && other.range != whole.range;
                same && other.year == year && !is_whole_of_a_share(reading.of_sentence(other.sentence), other)
            });
            let Some(other) = other else { continue };
            desk.checks([whole, other]);
            if whole.amount.meets(other.amount) {
                continue;
            }
            let values = format!("{} / {}", desk.text(other), desk.text(whole));
            let message = Message::new("audit.twice").with("name", name).with("values", values);
            let slip = desk.slip(whole, other.amount).filter(is_telling).map(|slip| slip.message());
            let finding = desk.at(Certainty::Likely, whole, message).with([other]).explained(slip);
            desk.report(finding.weighing(whole.amount.distance(other.amount)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn one_quantity_has_one_value() {
        cases(
            "twice",
            &[
                "县域森林覆盖率达到23%。\n\n\n\n\n多年来持续造林。\n\n县域森林覆盖率达到23%。",
                "2020年末常住人口规模为11.8万人。2021年末常住人口规模为11.6万人。",
                "全国公路总里程达到484.6万公里。收费公路16.8万公里，占公路总里程484.6万公里的3.5%。",
            ],
            &[
                "县域森林覆盖率达到23%。\n\n\n\n\n多年来持续造林。\n\n县域森林覆盖率达到28%。",
                "全国公路总里程达到484.6万公里。收费公路16.8万公里，占公路总里程486.4万公里的3.5%。",
            ],
        );
    }
}
