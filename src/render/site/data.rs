//! `data/`: the numbers as files for other programs. CSV is UTF-8 with a BOM, so that Excel reads the Chinese.

use super::book::Book;
use super::html::Writer;
use super::numbers::{key_order, unit_written};
use super::table::member_name;
use crate::model::{Attribute, Date, Direction, Key, Language, Missing, Observation, ValueState};
use serde::Serialize;
use std::borrow::Cow;

/// One row of `facts.csv`; the columns in their order.
#[derive(Debug, Serialize)]
struct FactRow<'a> {
    id: Cow<'a, str>,
    member: Cow<'a, str>,
    name_zh: Cow<'a, str>,
    name_en: Cow<'a, str>,
    value: Option<String>,
    unit: Cow<'a, str>,
    date: String,
    source: Cow<'a, str>,
    formula: Cow<'a, str>,
    status: &'static str,
    target: bool,
}

/// One object of `facts.json`: the same, with nothing flattened.
#[derive(Debug, Serialize)]
struct FactObject<'a> {
    key: String,
    id: &'a str,
    members: &'a [String],
    name: Names<'a>,
    value: Option<String>,
    unit: &'a str,
    date: Option<String>,
    source: Option<&'a str>,
    formula: Option<&'a str>,
    status: &'static str,
    target: bool,
}

#[derive(Debug, Serialize)]
struct Names<'a> {
    zh: &'a str,
    en: &'a str,
}

/// The file's head and its facts.
#[derive(Debug, Serialize)]
struct FactsFile<'a> {
    format: u8,
    title: OwnedNames,
    edition: String,
    notice: OwnedNames,
    licence: OwnedNames,
    facts: Vec<FactObject<'a>>,
}

#[derive(Debug, Serialize)]
struct OwnedNames {
    zh: String,
    en: String,
}

impl From<crate::model::Text> for OwnedNames {
    fn from(text: crate::model::Text) -> Self {
        Self { zh: text.zh, en: text.en }
    }
}

/// The observations in the order of the facts, observed values before planned ones.
fn ordered<'a>(book: &Book<'a>) -> Vec<(&'a Key, &'a Observation)> {
    let mut all: Vec<_> = book.report.observations.iter().collect();
    all.sort_by_cached_key(|(key, observation)| (observation.fact, key_order(book, key, observation)));
    all
}

/// `facts.csv`.
pub(super) fn facts_csv(book: &Book) -> Vec<u8> {
    let mut writer = table();
    for (key, observation) in ordered(book) {
        let fact = book.report.project.facts.get(observation.fact);
        let members = key.members.join(",");
        let row = FactRow {
            id: guarded(fact.map_or("", |fact| &fact.id)),
            member: guarded(&members),
            name_zh: guarded(&observation.name.zh),
            name_en: guarded(&observation.name.en),
            value: value(observation),
            unit: guarded(unit_written(book, observation)),
            date: observation.date.map_or_else(String::new, Date::iso),
            source: guarded(source(book, observation).unwrap_or("")),
            formula: guarded(fact.and_then(|fact| fact.formula.as_ref()).map_or("", |formula| &formula.value)),
            status: status(observation),
            target: observation.target,
        };
        writer.serialize(row).expect("a row of plain fields goes into memory");
    }
    finish(writer)
}

/// `facts.json`; values are strings, so that no digit is lost.
pub(super) fn facts_json(book: &Book) -> Vec<u8> {
    let plan = &book.report.project.plan;
    let facts = ordered(book)
        .into_iter()
        .map(|(key, observation)| {
            let fact = book.report.project.facts.get(observation.fact);
            FactObject {
                key: key.to_string(),
                id: fact.map_or("", |fact| &fact.id),
                members: &key.members,
                name: Names { zh: &observation.name.zh, en: &observation.name.en },
                value: value(observation),
                unit: unit_written(book, observation),
                date: observation.date.map(Date::iso),
                source: source(book, observation),
                formula: fact.and_then(|fact| fact.formula.as_ref()).map(|formula| formula.value.as_str()),
                status: status(observation),
                target: observation.target,
            }
        })
        .collect();
    let file = FactsFile {
        format: 1,
        title: plan.title.plain().into(),
        edition: plan.date().iso(),
        notice: plan.notice.plain().into(),
        licence: plan.licence.plain().into(),
        facts,
    };
    let mut bytes = serde_json::to_vec_pretty(&file).expect("plain fields with text keys are sound JSON");
    bytes.push(b'\n');
    bytes
}

/// `indicators.csv`: a row an indicator, a column a year.
pub(super) fn indicators_csv(book: &Book) -> Vec<u8> {
    let mut writer = table();
    let project = &book.report.project;
    let mut head: Vec<String> = [
        "number",
        "id",
        "class",
        "class_zh",
        "class_en",
        "name_zh",
        "name_en",
        "attribute",
        "direction",
        "unit",
        "fact",
    ]
    .map(str::to_owned)
    .to_vec();
    for (position, year) in project.plan.years.iter().enumerate() {
        head.push(format!("{}_{year}", if position == 0 { "base" } else { "target" }));
    }
    writer.write_record(&head).expect("a row of plain fields goes into memory");
    for indicator in &project.indicators {
        let fact = project.facts.get(&indicator.fact);
        let name = indicator.name.as_ref().or_else(|| fact.map(|fact| &fact.name)).map(crate::model::Prose::plain);
        let name = name.unwrap_or_default();
        let class = |language: Language| {
            let words = Writer { book, language, here: "", page: None };
            member_name(&words, "indicator_class", &indicator.class)
        };
        let mut row = vec![
            indicator.number.to_string(),
            indicator.id.value.clone(),
            indicator.class.value.clone(),
            class(Language::Zh),
            class(Language::En),
            name.zh,
            name.en,
            indicator.attribute.map_or("", attribute).to_owned(),
            indicator.direction.map_or("", direction).to_owned(),
            fact.map_or_else(String::new, |fact| fact.unit.value.clone()),
            indicator.fact.value.clone(),
        ];
        row.iter_mut().for_each(|cell| *cell = guarded(cell).into_owned());
        for (position, year) in project.plan.years.iter().enumerate() {
            let key = Key::new(&indicator.fact.value, position > 0, vec![year.to_string()]);
            row.push(book.report.observations.get(&key).and_then(value).unwrap_or_default());
        }
        writer.write_record(&row).expect("a row of plain fields goes into memory");
    }
    finish(writer)
}

fn table() -> csv::Writer<Vec<u8>> {
    csv::Writer::from_writer("\u{feff}".as_bytes().to_vec())
}

/// A text that a spreadsheet would take for a formula has an apostrophe in front, as one types it there. Numbers are left
/// as they are, so that −36.1 stays a number.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

fn finish(writer: csv::Writer<Vec<u8>>) -> Vec<u8> {
    writer.into_inner().expect("memory takes all bytes")
}

fn value(observation: &Observation) -> Option<String> {
    observation.number().map(|number| number.to_string())
}

fn status(observation: &Observation) -> &'static str {
    match &observation.stated {
        ValueState::Given(_) => "given",
        ValueState::Missing(_) => match observation.missing() {
            None => "computed",
            Some(Missing::Undetermined) => "to-be-determined",
            Some(Missing::NotStated) => "not-stated",
            Some(Missing::NotApplicable) => "not-applicable",
        },
    }
}

fn source<'a>(book: &Book<'a>, observation: &Observation) -> Option<&'a str> {
    Some(book.report.project.sources.get(observation.source?)?.id.value.as_str())
}

fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Binding => "binding",
        Attribute::Anticipatory => "anticipatory",
    }
}

fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_text_that_begins_like_a_formula_is_guarded() {
        for text in ["=HYPERLINK(\"x\")", "+1", "-county.area", "@a", "\tx", "＝1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["草地面积", "", "a=b", "'x", "43.55", "%"] {
            assert_eq!(guarded(text), text);
        }
    }
}
