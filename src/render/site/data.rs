//! `data/`: the numbers as files for other programs. CSV is UTF-8 with a BOM, so that Excel reads the Chinese.

mod described;

use crate::model::document::{Entry, FactEntry, Frame};
use crate::model::{Key, Language, Project};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One row of `facts.csv`; the columns in their order, those of a language that the book does not have left out.
#[derive(Debug, Serialize)]
struct FactRow<'a> {
    id: Cow<'a, str>,
    member: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_zh: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name_en: Option<Cow<'a, str>>,
    value: Option<String>,
    unit: Cow<'a, str>,
    date: String,
    source: Cow<'a, str>,
    formula: Cow<'a, str>,
    status: &'static str,
    target: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_zh: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_en: Option<Cow<'a, str>>,
    key: Cow<'a, str>,
}

/// One number: as in `facts.csv`, with nothing flattened.
#[derive(Debug, Serialize, JsonSchema)]
struct FactObject<'a> {
    /// Its key: the id, `@` and the members.
    key: String,
    /// The id of its fact.
    id: &'a str,
    /// The ids that the fact had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    formerly: Vec<&'a str>,
    /// The members of dimensions that it belongs to.
    members: &'a [String],
    /// What it is called.
    name: Names<'a>,
    /// The number as a decimal with the digits that are stated; null where there is none.
    value: Option<String>,
    /// Its unit.
    unit: &'a str,
    /// Its date by ISO 8601; a period with `/` between its ends.
    date: Option<String>,
    /// The id of its source.
    source: Option<&'a str>,
    /// What it must agree with, or is made of.
    formula: Option<&'a str>,
    /// given, computed, to-be-determined, not-stated, not-applicable or withheld.
    status: &'static str,
    /// Whether it is planned.
    target: bool,
    /// The number in words, with its unit.
    text: Names<'a>,
}

/// The same in the languages of the book.
#[derive(Debug, Serialize, JsonSchema)]
struct Names<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    zh: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
}

/// All numbers of a book.
#[derive(Debug, Serialize, JsonSchema)]
struct FactsFile<'a> {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// The form of this file: 1. Keys may be added to it.
    format: u8,
    /// What the book is called, by language.
    title: BTreeMap<&'static str, String>,
    /// The date of the edition by ISO 8601.
    edition: String,
    /// What readers must know, by language.
    notice: BTreeMap<&'static str, String>,
    /// The licence, by language.
    licence: BTreeMap<&'static str, String>,
    /// In the order of their facts, observed numbers before planned ones.
    facts: Vec<FactObject<'a>>,
}

/// `facts.schema.json`: what `facts.json` may hold.
pub(super) fn facts_schema() -> Vec<u8> {
    described::json(&schemars::schema_for!(FactsFile<'static>))
}

/// A book in all its languages, as exports see it.
pub(super) struct Data<'a> {
    frames: Vec<&'a Frame>,
    facts: BTreeMap<usize, &'a FactEntry>,
}

impl<'a> Data<'a> {
    /// `frames` are those of all languages, the source language first.
    pub(super) fn new(frames: Vec<&'a Frame>) -> Self {
        let first = frames.first();
        let groups = first.into_iter().flat_map(|frame| frame.ledger.iter().map(move |group| (frame, group)));
        let facts = groups.flat_map(|(frame, group)| group.facts.iter().map(move |fact| (frame, fact)));
        let facts = facts.filter_map(|(frame, fact)| Some((frame.numbers.get(fact.keys.first()?)?.fact, fact)));
        Self { facts: facts.collect(), frames }
    }

    /// The numbers in the order of the facts, observed values before planned ones.
    fn ordered(&self) -> impl Iterator<Item = (&'a FactEntry, &'a Entry)> {
        let numbers = self.frames.first().map(|frame| &frame.numbers);
        let keys = self.facts.values().flat_map(|fact| fact.keys.iter().map(move |key| (*fact, key)));
        keys.filter_map(move |(fact, key)| Some((fact, numbers?.get(key)?)))
    }

    fn of(&self, language: Language) -> Option<&'a Frame> {
        self.frames.iter().copied().find(|frame| frame.language == language)
    }

    /// What each language says of a number.
    fn said(&self, key: &Key, what: fn(&'a Entry) -> &'a str) -> Names<'a> {
        let said = |language| self.of(language).and_then(|frame| frame.numbers.get(key)).map(what);
        Names { zh: said(Language::Zh), en: said(Language::En) }
    }

    /// A line of the imprint in each language.
    fn imprint(&self, what: fn(&Frame) -> String) -> BTreeMap<&'static str, String> {
        self.frames.iter().map(|frame| (frame.language.tag(), what(frame))).collect()
    }

    /// `facts.csv`.
    pub(super) fn facts_csv(&self) -> Vec<u8> {
        let mut writer = table();
        for (fact, entry) in self.ordered() {
            let members = entry.key.members.join(",");
            let name = self.said(&entry.key, |entry| &entry.name);
            let text = self.said(&entry.key, |entry| &entry.text);
            let row = FactRow {
                id: guarded(&fact.id),
                member: guarded(&members),
                name_zh: name.zh.map(guarded),
                name_en: name.en.map(guarded),
                value: entry.value.map(|number| number.to_string()),
                unit: guarded(&entry.unit),
                date: entry.iso_date.clone().unwrap_or_default(),
                source: guarded(entry.source.as_ref().map_or("", |source| &source.id)),
                formula: guarded(fact.formula.as_deref().unwrap_or("")),
                status: entry.status.keyword(),
                target: entry.target,
                text_zh: text.zh.map(guarded),
                text_en: text.en.map(guarded),
                key: guarded(&entry.key.to_string()).into_owned().into(),
            };
            writer.serialize(row).expect("a row of plain fields goes into memory");
        }
        finish(writer)
    }

    /// `facts.json`; values are strings, so that no digit is lost.
    pub(super) fn facts_json(&self, project: &'a Project) -> Vec<u8> {
        use crate::model::document::Run;
        let former = |id: &str| -> Vec<&'a str> {
            let found = project.facts.get(id).map(|fact| fact.formerly.as_slice()).unwrap_or_default();
            found.iter().map(|name| name.value.as_str()).collect()
        };
        let object = |(fact, entry): (&'a FactEntry, &'a Entry)| FactObject {
            key: entry.key.to_string(),
            id: &fact.id,
            formerly: former(&fact.id),
            members: &entry.key.members,
            name: self.said(&entry.key, |entry| &entry.name),
            value: entry.value.map(|number| number.to_string()),
            unit: &entry.unit,
            date: entry.iso_date.clone(),
            source: entry.source.as_ref().map(|source| source.id.as_str()),
            formula: fact.formula.as_deref(),
            status: entry.status.keyword(),
            target: entry.target,
            text: self.said(&entry.key, |entry| &entry.text),
        };
        let file = FactsFile {
            schema: "facts.schema.json",
            format: 1,
            title: self.imprint(|frame| Run::plain(&frame.imprint.title)),
            edition: self.frames.first().map_or_else(String::new, |frame| frame.imprint.iso_date.clone()),
            notice: self.imprint(|frame| Run::plain(&frame.imprint.notice)),
            licence: self.imprint(|frame| Run::plain(&frame.imprint.licence)),
            facts: self.ordered().map(object).collect(),
        };
        described::json(&file)
    }

    /// `indicators.csv`: a row an indicator, a column a year.
    pub(super) fn indicators_csv(&self, years: &[i32]) -> Vec<u8> {
        use crate::model::document::Run;
        let languages = [Language::Zh, Language::En].into_iter().filter(|language| self.of(*language).is_some());
        let languages: Vec<Language> = languages.collect();
        let mut writer = table();
        let mut head: Vec<String> = ["number", "id", "class"].map(str::to_owned).to_vec();
        for column in ["class", "name"] {
            head.extend(languages.iter().map(|language| format!("{column}_{language}")));
        }
        head.extend(["attribute", "direction", "unit", "fact"].map(str::to_owned));
        for (position, year) in years.iter().enumerate() {
            head.push(format!("{}_{year}", if position == 0 { "base" } else { "target" }));
        }
        writer.write_record(&head).expect("a row of plain fields goes into memory");
        let Some(first) = self.frames.first() else { return finish(writer) };
        for (position, indicator) in first.indicators.iter().enumerate() {
            let said = |language, what: fn(&crate::model::document::IndicatorEntry) -> String| {
                self.of(language).and_then(|frame| frame.indicators.get(position)).map(what).unwrap_or_default()
            };
            let mut row = vec![indicator.number.to_string(), indicator.id.clone(), indicator.class.clone()];
            row.extend(languages.iter().map(|language| said(*language, |indicator| indicator.class_name.clone())));
            row.extend(languages.iter().map(|language| said(*language, |indicator| Run::plain(&indicator.name))));
            row.extend([
                indicator.attribute.to_owned(),
                indicator.direction.to_owned(),
                indicator.unit.clone(),
                indicator.fact.clone(),
            ]);
            row.iter_mut().for_each(|cell| *cell = guarded(cell).into_owned());
            for key in &indicator.keys {
                let value = key.as_ref().and_then(|key| first.numbers.get(key)?.value);
                row.push(value.map(|number| number.to_string()).unwrap_or_default());
            }
            writer.write_record(&row).expect("a row of plain fields goes into memory");
        }
        finish(writer)
    }
}

/// Rows of words as CSV.
pub(super) fn rows_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = table();
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell).into_owned())).expect("memory takes plain fields");
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
