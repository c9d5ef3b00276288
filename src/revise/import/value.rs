//! What a cell says: a number, why there is none, a date, a source.

use crate::diagnostic::{Message, Phrases, did_you_mean, nearest};
use crate::locale::{self, Catalogue};
use crate::model::{Day, LANGUAGES, Missing, Report};
use crate::office::workbook::{Figure, Shown};
use rust_decimal::Decimal;

/// What stands in the cell of a new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    /// Nothing: as before.
    Nothing,
    /// A number with the digits that it shows.
    Number(Decimal),
    /// A number as somebody has written it, perhaps with a unit.
    Words(String),
    /// Why there is none.
    Missing(Missing),
}

/// Words without what a keyboard for Chinese does to them: full-width letters and digits, spaces of other widths.
pub(super) fn plain(text: &str) -> String {
    let narrow = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => ' ',
        '\u{2212}' | '\u{2013}' => '-',
        '\u{200b}' | '\u{feff}' => ' ',
        other => other,
    };
    text.chars().map(narrow).collect::<String>().trim().to_owned()
}

/// What a cell of new values says.
pub(super) fn entry(shown: &Shown) -> Result<Entry, Message> {
    match shown {
        Shown::Number(figure) if figure.disguised => {
            Err(Message::new("import.disguised").with("held", figure.held.to_string()))
        }
        Shown::Number(Figure { number, percent: false, before, after, .. })
            if before.is_empty() && after.is_empty() =>
        {
            Ok(Entry::Number(*number))
        }
        Shown::Number(figure) => Ok(Entry::Words(figure.text())),
        Shown::Text(text) => Ok(words(text)),
        Shown::Day(day) => Err(Message::new("import.day").with("day", day.iso())),
        Shown::Truth(_) => Err(Message::new("import.truth")),
        Shown::Error(code) => Err(Message::new("import.error").with("code", code.as_str())),
        Shown::Pending => Err(Message::new("import.pending")),
    }
}

/// A number that was typed as text, or words for a missing one.
fn words(text: &str) -> Entry {
    let text = plain(text.trim().trim_start_matches('\''));
    if text.is_empty() {
        return Entry::Nothing;
    }
    if let Some(Some(missing)) = state(&text) {
        return Entry::Missing(missing);
    }
    Entry::Words(ungrouped(text.strip_prefix('+').unwrap_or(&text)))
}

/// A number without the signs between its thousands: `1,234.50`, `1 234.50`.
fn ungrouped(text: &str) -> String {
    let digits = text.find(|sign: char| !(sign.is_ascii_digit() || ", -".contains(sign))).unwrap_or(text.len());
    let (whole, rest) = text.split_at(digits);
    let bare = whole.trim().trim_start_matches('-');
    for mark in [',', ' '] {
        let mut groups = bare.split(mark);
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        let others: Vec<&str> = groups.collect();
        let all = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
        if first && !others.is_empty() && others.iter().all(all) {
            return whole.trim().replace(mark, "") + rest;
        }
    }
    text.to_owned()
}

/// The state that words name: `Some(None)` where they say that there is a number, or nothing; `None` where they are no
/// state.
pub(super) fn state(words: &str) -> Option<Option<Missing>> {
    let is = |id: &str| LANGUAGES.iter().any(|language| Catalogue::of(*language).label(id) == words);
    if words.is_empty() || is("workbook.given") || is("workbook.computed") {
        return Some(None);
    }
    let named = |missing: &Missing| {
        missing.keyword() == words
            || LANGUAGES.iter().any(|language| Catalogue::of(*language).phrase(&missing.words()) == words)
    };
    super::STATES.into_iter().find(named).map(Some)
}

/// Whether a cell holds a number of the data: a program's fractions are not exact.
pub(super) fn nearly(figure: &Figure, number: Decimal) -> bool {
    let shown = if figure.percent { figure.held.checked_div(Decimal::ONE_HUNDRED) } else { Some(figure.held) };
    [shown, Some(figure.held), Some(figure.number)].into_iter().flatten().any(|own| own == number)
        || number.round_sf(15).is_some_and(|number| number == figure.held)
}

/// When a number held: a year, a month, a day or a period, as the data write it.
pub(super) fn date(shown: &Shown) -> Result<Option<String>, Message> {
    let text = match shown {
        Shown::Day(day) => return Ok(Some(day.iso())),
        other => plain(&other.text()),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let dashed = dashed(&text);
    let found = Day::from_iso(&dashed).map(Day::iso);
    let found = found.or_else(|| {
        let read = LANGUAGES.iter().find_map(|language| locale::parse_date(*language, &text));
        read.map(|date| date.iso())
    });
    found.map(Some).ok_or_else(|| Message::new("import.date").with("date", text.as_str()))
}

/// `2025/6/30` and `2025.6.30` as ISO 8601 writes them.
fn dashed(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let padded = parts.iter().enumerate().map(|(place, part)| match place {
        0 => (*part).to_owned(),
        _ => format!("{part:0>2}"),
    });
    padded.collect::<Vec<_>>().join("-")
}

/// The source that a cell names: by its id, which the list puts first, or by its name.
pub(super) fn source(report: &Report, text: &str) -> Result<Option<String>, (Message, Option<Message>)> {
    let text = plain(text);
    let Some(id) = text.split_whitespace().next() else { return Ok(None) };
    let sources = &report.project.sources;
    let named = sources.iter().find(|source| {
        source.id.value == text || LANGUAGES.iter().any(|language| plain(&source.name.get(*language).plain()) == text)
    });
    if let Some(found) = named.or_else(|| sources.get(id)) {
        return Ok(Some(found.id.value.clone()));
    }
    let near = nearest(id, sources.iter().map(|source| source.id.value.as_str())).map(did_you_mean);
    Err((Message::new("import.source").with("source", text.as_str()), near))
}
