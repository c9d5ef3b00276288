//! Numbers of other books, from the `facts.json` of their sites: those that the book's texts and formulas name become
//! facts whose source is the other book.
//!
//! A file that is not the one of which the ledger has the hash is refused: its numbers may have changed unseen.

use super::files::{Files, is_outside};
use super::inventory::is_authors;
use crate::diagnostic::limits::LARGEST_DATA;
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, SourceMap, Spanned, nearest, rule};
use crate::model::{
    DataSource, Date, Day, Fact, FactValue, Inline, Missing, OF_BOOK, OtherBook, ProseText, Reading, Registers, Text,
    ValueState, decimal, in_word,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What this needs of a `facts.json`.
#[derive(Deserialize)]
struct FactsFile {
    format: u32,
    facts: Vec<Number>,
}

/// One number of it.
#[derive(Deserialize)]
struct Number {
    id: String,
    members: Vec<String>,
    name: Names,
    value: Option<String>,
    unit: String,
    date: Option<String>,
    status: String,
    target: bool,
}

#[derive(Deserialize)]
struct Names {
    zh: Option<String>,
    en: Option<String>,
}

/// Adds the numbers of other books that the texts in `sources` name.
///
/// # Errors
/// When a file cannot be read for a reason that is not the author's.
pub(super) fn read(
    files: &dyn Files,
    registers: &mut Registers,
    sources: &SourceMap,
    faults: &mut Diagnostics,
) -> Result<(), Failure> {
    if registers.books.is_empty() {
        return Ok(());
    }
    let books: Vec<OtherBook> = registers.books.iter().cloned().collect();
    let mut facts: Vec<Fact> = registers.facts.iter().cloned().collect();
    let mut known: Vec<DataSource> = registers.sources.iter().cloned().collect();
    for book in &books {
        let Some(numbers) = numbers(files, book, faults)? else { continue };
        let wanted = wanted(sources, &book.id.value);
        let ids: BTreeSet<&str> = numbers.iter().map(|number| number.id.as_str()).collect();
        for (name, place) in &wanted {
            let base = name.strip_suffix(crate::model::TARGET).unwrap_or(name);
            if !ids.contains(base) {
                let message = Message::new("book-key-unknown").with("key", name.as_str());
                let message = message.with("book", book.id.value.as_str());
                let fault = Diagnostic::error(rule::UNKNOWN_NAME, *place, message);
                faults.report(match nearest(base, ids.iter().copied()) {
                    Some(near) => fault.hint(crate::diagnostic::did_you_mean(near)),
                    None => fault,
                });
            }
        }
        let base = |name: &str| name.strip_suffix(crate::model::TARGET).unwrap_or(name).to_owned();
        let wanted: BTreeSet<String> = wanted.keys().map(|name| base(name)).collect();
        for id in wanted.iter().filter(|id| ids.contains(id.as_str())) {
            let own: Vec<&Number> = numbers.iter().filter(|number| number.id == *id).collect();
            facts.extend(fact(book, &own, registers, faults));
        }
        known.push(DataSource {
            id: book.id.clone(),
            name: book.name.clone(),
            publisher: None,
            date: None,
            scope: None,
            note: None,
        });
        registers.themes.insert(book.span.source, "books".into());
    }
    registers.facts = facts.into();
    registers.sources = known.into();
    Ok(())
}

/// The numbers of a book; `None` after a fault.
fn numbers(files: &dyn Files, book: &OtherBook, faults: &mut Diagnostics) -> Result<Option<Vec<Number>>, Failure> {
    let path = format!("data/{}", book.file.value);
    let mut refuse = |id: &'static str, place: &Spanned<String>, more: String| {
        let message = Message::new(id).with("path", path.as_str()).with("more", more);
        faults.report(Diagnostic::error(rule::FILE_MISSING, place.span, message));
        Ok(None)
    };
    let bytes = match files.read_part(&path, 0..LARGEST_DATA + 1) {
        Ok(bytes) => bytes,
        Err(error) if is_outside(&error) || is_authors(&error) => {
            return refuse("book-file-missing", &book.file, String::new());
        }
        Err(error) => return Err(Failure::io("load-cannot-read", path, &error)),
    };
    let sha: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let blake = blake3::hash(&bytes).to_hex().to_string();
    let stated = book.hash.value.to_lowercase();
    if stated != sha && stated != blake {
        return refuse("book-hash", &book.hash, sha);
    }
    match serde_json::from_slice::<FactsFile>(&bytes) {
        Ok(file) if file.format == 1 => Ok(Some(file.facts)),
        Ok(file) => refuse("book-format", &book.file, file.format.to_string()),
        Err(cause) => refuse("book-file-broken", &book.file, cause.to_string()),
    }
}

/// The keys of a book that the texts name, each with its first place: `baotou:forest.cover`.
fn wanted(sources: &SourceMap, book: &str) -> BTreeMap<String, crate::diagnostic::Span> {
    let mut wanted = BTreeMap::new();
    let prefix = format!("{book}{OF_BOOK}");
    for (id, source) in sources.iter().filter(|(_, source)| source.path != "data/books.yaml") {
        for (at, _) in source.text.match_indices(prefix.as_str()) {
            let start = at + prefix.len();
            let rest = &source.text[start..];
            if source.text[..at].ends_with(|sign: char| in_word(sign) || sign == '.') {
                continue;
            }
            let length = rest.find(|sign: char| !(in_word(sign) || sign == '.')).unwrap_or(rest.len());
            let name = rest[..length].trim_end_matches('.');
            if name.starts_with(char::is_alphabetic) {
                let place = crate::diagnostic::Span::new(id, at..start + name.len());
                wanted.entry(name.to_owned()).or_insert(place);
            }
        }
    }
    wanted
}

/// A fact of the other book, as one of this.
fn fact(book: &OtherBook, numbers: &[&Number], registers: &Registers, faults: &mut Diagnostics) -> Option<Fact> {
    let first = numbers.first()?;
    let spanned = |text: &str| Spanned::new(text.to_owned(), book.id.span);
    let by = by(numbers, registers);
    let Some(by) = by else {
        let message = Message::new("book-members").with("key", format!("{}{OF_BOOK}{}", book.id.value, first.id));
        faults.report(Diagnostic::error(rule::UNKNOWN_NAME, book.id.span, message));
        return None;
    };
    let reading = |number: &&Number| Reading {
        state: Spanned::new(state(number), book.id.span),
        members: number.members.iter().map(|member| spanned(member)).collect(),
        target: number.target,
        bound: None,
        date: number.date.as_deref().and_then(date),
        source: None,
        note: None,
        internal: false,
    };
    let readings: Vec<Reading> = numbers.iter().map(reading).collect();
    let value = match by.is_empty() {
        true => FactValue::Single(readings.into_iter().next()),
        false => FactValue::Members(readings),
    };
    let said = |own: &Option<String>, other: &Option<String>| {
        // The name of one number has its member in brackets.
        let words = own.as_ref().or(other.as_ref()).cloned().unwrap_or_else(|| first.id.clone());
        let bare =
            if first.members.is_empty() { words.as_str() } else { words.split(['（', '(']).next().unwrap_or(&words) };
        let words = bare.trim().to_owned();
        let piece = Inline::Text(Spanned::new(words.clone(), book.id.span));
        ProseText { source: words, inlines: vec![piece], span: book.id.span }
    };
    let name = Text { zh: said(&first.name.zh, &first.name.en), en: said(&first.name.en, &first.name.zh) };
    Some(Fact {
        id: spanned(&format!("{}{OF_BOOK}{}", book.id.value, first.id)),
        formerly: Vec::new(),
        name,
        value,
        formula: None,
        unit: spanned(&first.unit),
        date: None,
        source: Some(spanned(&book.id.value)),
        by: by.iter().map(|dimension| spanned(dimension)).collect(),
        qualifier: None,
        measures: None,
        complete: Some(false),
        listed_largest: false,
        exact: None,
        whole: None,
        part_of: None,
        restates: None,
        filled_by: None,
        due: None,
        note: None,
        internal: false,
        span: book.span,
    })
}

/// The dimensions that the members belong to: years, or those of this book that have all of them.
fn by(numbers: &[&Number], registers: &Registers) -> Option<Vec<String>> {
    let places = numbers.first()?.members.len();
    let dimension = |place: usize| {
        let members: Option<Vec<&str>> =
            numbers.iter().map(|number| number.members.get(place).map(String::as_str)).collect();
        let members = members?;
        if members.iter().all(|member| Date::of_period(member).is_some()) {
            return Some("year".to_owned());
        }
        let has = |one: &&crate::model::Dimension| {
            members.iter().all(|member| one.members.iter().any(|own| own.id.value == **member))
        };
        registers.dimensions.iter().find(has).map(|one| one.id.value.clone())
    };
    (0..places).map(dimension).collect()
}

fn state(number: &Number) -> ValueState {
    let given = number.value.as_deref().and_then(|value| decimal(value).ok());
    given.map_or_else(
        || {
            ValueState::Missing(match number.status.as_str() {
                "not-applicable" => Missing::NotApplicable,
                "to-be-determined" => Missing::Undetermined,
                _ => Missing::NotStated,
            })
        },
        ValueState::Given,
    )
}

/// As `facts.json` writes it: a period with `/`.
fn date(text: &str) -> Option<Date> {
    match text.split_once('/') {
        Some((from, to)) => Some(Date::Between(Day::from_iso(from)?, Day::from_iso(to)?)),
        None => Day::from_iso(text).map(Date::At),
    }
}
