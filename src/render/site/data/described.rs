//! What the files of data are, for programs: CSV on the Web metadata beside each CSV, and one Data Package for all.
//! Both come from one list of columns. No person is named.

use super::Data;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::document::{Entry, Run, Status};
use crate::model::{Language, Project};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Anything as JSON with a line end.
pub(super) fn json(anything: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(anything).expect("plain fields with text keys are sound JSON");
    bytes.push(b'\n');
    bytes
}

/// The JSON of all numbers, and its schema beside it.
const SCHEMA_OF: &str = "facts.json";
const SCHEMA: &str = "facts.schema.json";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Any words.
    Words,
    /// A decimal number, exact.
    Decimal,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Truth,
    /// A date by ISO 8601, or a period with `/` between its ends.
    Date,
    /// What is known of a number.
    Status,
}

/// A year, a year with its month, a day.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?";

/// A column of a CSV file.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its head.
    pub(super) name: String,
    /// Its label.
    label: Message,
    kind: Kind,
    /// No cell is empty.
    required: bool,
    /// The language of its words.
    language: Option<Language>,
}

impl Column {
    fn new(name: &str, label: &'static str, kind: Kind, required: bool) -> Self {
        Self { name: name.to_owned(), label: Message::new(label), kind, required, language: None }
    }

    fn said(name: &str, label: &'static str, language: Language) -> Self {
        let column = Self::new(&format!("{name}_{language}"), label, Kind::Words, true);
        Self { language: Some(language), ..column }
    }
}

/// The columns of `facts.csv`.
pub(super) fn facts(languages: &[Language]) -> Vec<Column> {
    let mut columns = vec![
        Column::new("id", "data.column.fact", Kind::Words, true),
        Column::new("member", "data.column.member", Kind::Words, false),
    ];
    columns.extend(languages.iter().map(|language| Column::said("name", "ui.label.name", *language)));
    columns.extend([
        Column::new("value", "ui.label.value", Kind::Decimal, false),
        Column::new("unit", "ui.label.unit", Kind::Words, false),
        Column::new("date", "data.column.date", Kind::Date, false),
        Column::new("source", "ui.label.source", Kind::Words, false),
        Column::new("formula", "ui.label.formula", Kind::Words, false),
        Column::new("status", "edition.field.state", Kind::Status, true),
        Column::new("target", "data.column.target", Kind::Truth, true),
    ]);
    columns.extend(languages.iter().map(|language| Column::said("text", "data.column.text", *language)));
    columns.push(Column::new("key", "ui.label.key", Kind::Words, true));
    columns
}

/// The columns of `indicators.csv`.
pub(super) fn indicators(languages: &[Language], years: &[i32]) -> Vec<Column> {
    let mut columns = vec![
        Column::new("number", "ui.label.number", Kind::Whole, true),
        Column::new("id", "ui.label.indicator", Kind::Words, true),
        Column::new("class", "data.column.class", Kind::Words, false),
    ];
    columns.extend(languages.iter().map(|language| {
        let column = Column::said("class", "ui.label.kind", *language);
        Column { required: false, ..column }
    }));
    columns.extend(languages.iter().map(|language| Column::said("name", "ui.label.name", *language)));
    columns.extend([
        Column::new("attribute", "ui.label.attribute", Kind::Words, false),
        Column::new("direction", "data.column.direction", Kind::Words, false),
        Column::new("unit", "ui.label.unit", Kind::Words, false),
        Column::new("fact", "data.column.fact", Kind::Words, true),
    ]);
    for (position, year) in years.iter().enumerate() {
        let (name, label) = match position {
            0 => ("base", Message::new("ui.indicator.year-base").with("year", year.to_string())),
            _ => ("target", Message::new("ui.year").with("year", year.to_string())),
        };
        let column = Column::new(&format!("{name}_{year}"), "ui.year", Kind::Decimal, false);
        columns.push(Column { label, ..column });
    }
    columns
}

/// Where labels come from: a language and what is to be said.
pub(in crate::render::site) type Labels<'a> = &'a (dyn Fn(Language, &Message) -> String + Sync);

impl Data<'_> {
    fn languages(&self) -> Vec<Language> {
        [Language::Zh, Language::En].into_iter().filter(|language| self.of(*language).is_some()).collect()
    }

    /// `facts.csv-metadata.json`.
    pub(in crate::render::site) fn facts_metadata(&self, labels: Labels<'_>) -> Vec<u8> {
        self.metadata("facts.csv", &facts(&self.languages()), "key", labels)
    }

    /// `indicators.csv-metadata.json`.
    pub(in crate::render::site) fn indicators_metadata(&self, years: &[i32], labels: Labels<'_>) -> Vec<u8> {
        self.metadata("indicators.csv", &indicators(&self.languages(), years), "id", labels)
    }

    /// CSV on the Web: what a CSV file beside it holds.
    fn metadata(&self, file: &str, columns: &[Column], key: &str, labels: Labels<'_>) -> Vec<u8> {
        let languages = self.languages();
        let source = self.frames.first().map_or("und", |frame| frame.language.tag());
        let in_all = |said: &dyn Fn(Language) -> String| -> Value {
            let value = |language: &Language| json!({"@value": said(*language), "@language": language.tag()});
            languages.iter().map(value).collect::<Vec<_>>().into()
        };
        let title = |language| self.of(language).map(|frame| Run::plain(&frame.imprint.title)).unwrap_or_default();
        let licence = |language| self.of(language).map(|frame| Run::plain(&frame.imprint.licence)).unwrap_or_default();
        let column = |column: &Column| {
            let mut described = json!({
                "name": column.name,
                "titles": column.name,
                "datatype": match column.kind {
                    Kind::Words => json!("string"),
                    Kind::Decimal => json!("decimal"),
                    Kind::Whole => json!("integer"),
                    Kind::Truth => json!({"base": "boolean", "format": "true|false"}),
                    Kind::Date => json!({"base": "string", "format": DATE}),
                    Kind::Status => json!({"base": "string", "format": statuses().join("|")}),
                },
                "required": column.required,
                "rdfs:label": in_all(&|language| labels(language, &column.label)),
            });
            if let (Some(language), Some(object)) = (column.language, described.as_object_mut()) {
                object.insert("lang".to_owned(), language.tag().into());
            }
            described
        };
        json(&json!({
            "@context": ["http://www.w3.org/ns/csvw", {"@language": source}],
            "url": file,
            "dc:title": in_all(&title),
            "dc:rights": in_all(&licence),
            "dc:issued": self.frames.first().map_or("", |frame| &frame.imprint.iso_date),
            "dialect": {"header": true, "encoding": "utf-8"},
            "tableSchema": {
                "columns": columns.iter().map(column).collect::<Vec<_>>(),
                "primaryKey": key,
            },
        }))
    }

    /// `datapackage.json`: all files of data, and where the numbers come from.
    pub(in crate::render::site) fn package(
        &self,
        project: &Project,
        files: &[(String, &'static str)],
        labels: Labels<'_>,
    ) -> Vec<u8> {
        let languages = self.languages();
        let Some(first) = self.frames.first() else { return json(&json!({})) };
        let source = first.language;
        let resource = |(path, about): &(String, &'static str)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let ending = name.rsplit('.').next().unwrap_or(name);
            let mut described = json!({
                "name": name.to_lowercase().replace('.', "-"),
                "path": name,
                "title": labels(source, &Message::new(about)),
                "format": ending,
                "mediatype": match ending {
                    "csv" => "text/csv",
                    "json" => "application/json",
                    _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                },
            });
            let columns = match name {
                "facts.csv" => Some((facts(&languages), "key")),
                "indicators.csv" => Some((indicators(&languages, &project.plan.years.to_vec()), "id")),
                _ => None,
            };
            if let (SCHEMA_OF, Some(object)) = (name, described.as_object_mut()) {
                object.insert("jsonSchema".to_owned(), SCHEMA.into());
            }
            if let (Some((columns, key)), Some(object)) = (columns, described.as_object_mut()) {
                object.insert("profile".to_owned(), "tabular-data-resource".into());
                object.insert("encoding".to_owned(), "utf-8".into());
                object.insert("schema".to_owned(), table_schema(&columns, key, labels, source));
            }
            described
        };
        let unit = |language: Language, entry: &Entry| {
            let said = self.of(language).and_then(|frame| frame.numbers.get(&entry.key));
            let label = said.map_or("", |entry| entry.unit_label.as_str());
            // English has no 亿: the label of `1e8 m3` is million m³, of which one of the data is a hundred.
            let power = project.units.parse(&entry.unit).map_or(0, |unit| locale::amount_power(language, &unit));
            let many = if power == 0 { String::new() } else { format!("1{} ", "0".repeat(power as usize)) };
            (language.tag().to_owned(), Value::from(many + label))
        };
        let units = self.ordered().map(|(_, entry)| {
            let labels = languages.iter().map(|language| unit(*language, entry));
            (entry.unit.clone(), Value::Object(labels.collect()))
        });
        let units: Map<String, Value> = units.collect();
        // A schema is no data: judges take it for that of its own resource.
        let listed = files.iter().filter(|(path, _)| !path.ends_with(SCHEMA));
        let sources = project.sources.iter();
        let sources = sources.map(|of| json!({"title": of.name.get(source).source}));
        json(&json!({
            "profile": "data-package",
            "name": slug(&project.plan.short_title.en.source),
            "title": Run::plain(&first.imprint.title),
            "description": Run::plain(&first.imprint.notice),
            "version": first.imprint.iso_date,
            "languages": languages.iter().map(|language| language.tag()).collect::<Vec<_>>(),
            "licenses": [licence(&Run::plain(&first.imprint.licence))],
            "sources": sources.collect::<Vec<_>>(),
            "units": units,
            "resources": listed.map(resource).collect::<Vec<_>>(),
        }))
    }
}

/// The words of the column `status`.
fn statuses() -> [&'static str; 6] {
    use Status::{Computed, Given, NotApplicable, NotStated, Undetermined, Withheld};
    [Given, Computed, Undetermined, NotStated, NotApplicable, Withheld].map(Status::keyword)
}

/// A Table Schema.
fn table_schema(columns: &[Column], key: &str, labels: Labels<'_>, language: Language) -> Value {
    let field = |column: &Column| {
        let mut constraints = Map::new();
        if column.required {
            constraints.insert("required".to_owned(), true.into());
        }
        match column.kind {
            Kind::Date => drop(constraints.insert("pattern".to_owned(), DATE.into())),
            Kind::Status => drop(constraints.insert("enum".to_owned(), json!(statuses()))),
            _ => {}
        }
        json!({
            "name": column.name,
            "title": labels(language, &column.label),
            "type": match column.kind {
                Kind::Words | Kind::Date | Kind::Status => "string",
                Kind::Decimal => "number",
                Kind::Whole => "integer",
                Kind::Truth => "boolean",
            },
            "constraints": constraints,
        })
    };
    json!({
        "fields": columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": key,
    })
}

/// A licence that programs know, by its words in the book; else its words alone.
fn licence(words: &str) -> Value {
    const KNOWN: [(&str, &str, &str); 4] = [
        ("CC BY-SA 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC BY-NC 4.0", "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC0 1.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ];
    match KNOWN.iter().find(|(known, ..)| words.contains(known)) {
        Some((_, name, path)) => json!({"name": name, "path": path, "title": words}),
        None => json!({"name": "notspecified", "title": words}),
    }
}

/// A name for programs: small letters, digits and `-`.
fn slug(title: &str) -> String {
    let small = title.to_lowercase();
    let words = small.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "book".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::{DATE, licence, slug};

    #[test]
    fn names_for_programs_are_plain() {
        assert_eq!(slug("Guyang Restoration Plan"), "guyang-restoration-plan");
        assert_eq!(slug("固阳县"), "book");
    }

    #[test]
    fn licences_that_programs_know_have_an_address() {
        assert_eq!(licence("采用CC BY 4.0。")["name"], "CC-BY-4.0");
        assert_eq!(licence("All rights reserved.")["name"], "notspecified");
    }

    #[test]
    fn dates_are_days_months_years_and_periods() {
        let date = regex::Regex::new(&format!("^(?:{DATE})$")).unwrap();
        for good in ["2020", "2020-07", "2020-07-01", "2016/2020", "2020-01/2020-06-30"] {
            assert!(date.is_match(good), "{good}");
        }
        for bad in ["20", "2020-7", "2020年", "2020/"] {
            assert!(!date.is_match(bad), "{bad}");
        }
    }
}
