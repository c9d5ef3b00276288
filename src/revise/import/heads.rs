//! Which column of a sheet is which: by the words of its heads, in either language, wherever they stand.

use super::Said;
use super::value::plain;
use crate::diagnostic::Message;
use crate::locale::Catalogue;
use crate::model::LANGUAGES;
use crate::office::workbook::{Place, Sheet};
use std::collections::BTreeMap;

/// So many rows may stand above the heads.
const ABOVE: usize = 50;

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The key of the number.
    Key,
    /// The book's number when the workbook was made.
    Old,
    /// The number that it shall be.
    New,
    /// Why there is none.
    State,
    /// When it held.
    Date,
    /// Where it comes from.
    Source,
    /// Why it changed.
    Note,
}

impl Field {
    /// All of them, with the message of their heads and what a plain table may call them.
    const ALL: [(Self, &'static str, &'static [&'static str]); 7] = [
        (Self::Key, "workbook.key", &["key"]),
        (Self::Old, "workbook.old", &["old"]),
        (Self::New, "workbook.new", &["value", "new", "数值", "值"]),
        (Self::State, "workbook.state", &["state"]),
        (Self::Date, "workbook.date", &["date", "日期"]),
        (Self::Source, "workbook.source", &["source"]),
        (Self::Note, "workbook.note", &["note", "why", "备注", "原因"]),
    ];
}

/// Whether words are the head of such a column.
pub(super) fn is_head(words: &str, field: Field) -> bool {
    of(words) == Some(field)
}

/// The column that words are the head of.
fn of(words: &str) -> Option<Field> {
    let small = |words: &str| plain(words).to_lowercase().replace(char::is_whitespace, "");
    let words = small(words);
    let is = |(_, id, plain): &&(Field, &str, &[&str])| {
        let labels = LANGUAGES.map(|language| small(Catalogue::of(language).label(id)));
        labels.contains(&words) || plain.contains(&words.as_str())
    };
    Field::ALL.iter().find(is).map(|(field, ..)| *field)
}

/// The heads of a sheet.
#[derive(Debug)]
pub(super) struct Heads {
    pub(super) row: u32,
    columns: BTreeMap<Field, u32>,
}

impl Heads {
    /// The heads of a sheet; `None` where no row has those of keys and of new values. An error where two columns have the
    /// same head.
    pub(super) fn of(sheet: &Sheet) -> Option<Result<Self, Said>> {
        sheet.rows().into_iter().take(ABOVE).find_map(|row| {
            let mut columns = BTreeMap::new();
            let mut twice: Option<Place> = None;
            for (place, cell) in sheet.row(row) {
                if let Some(field) = of(&cell.shown.text())
                    && columns.insert(field, place.column).is_some()
                {
                    twice = twice.or(Some(place));
                }
            }
            let whole = columns.contains_key(&Field::Key) && columns.contains_key(&Field::New);
            whole.then(|| match twice {
                Some(place) => {
                    Err(Said { cell: sheet.name_of(place), what: Message::new("import.head-twice"), hint: None })
                }
                None => Ok(Self { row, columns }),
            })
        })
    }

    pub(super) fn column(&self, field: Field) -> Option<u32> {
        self.columns.get(&field).copied()
    }
}
