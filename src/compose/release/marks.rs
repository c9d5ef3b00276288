//! What stands in a cell where there is no number, and what the notes column says of a number: shorthand, hedges, notes.

use super::Making;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::document::{Entry, ReleaseCell, Run, Status};
use crate::model::{FindingState, Language};
use rust_decimal::Decimal;

/// The sign of a number that there is none of: not available, not applicable, confidential.
fn sign(status: Status) -> Option<&'static str> {
    match status {
        Status::Given | Status::Computed => None,
        Status::Undetermined | Status::NotStated => Some("[x]"),
        Status::NotApplicable => Some("[z]"),
        Status::Withheld => Some("[c]"),
    }
}

/// A number that is not zero and shows as zero.
pub(super) const LOW: &str = "[low]";

/// A number that a finding doubts.
const PROVISIONAL: &str = "[p]";

/// The shorthand of a language, with what it means. A yearbook has other signs than British statisticians: an empty cell,
/// … for what is less than half of the last digit, # for a part of what is named.
pub(super) fn explained(making: &Making<'_>) -> Vec<(String, &'static str)> {
    let signs: &[(&str, &'static str)] = match making.frame.language {
        Language::En => &[
            ("[x]", "release.shorthand.x"),
            ("[z]", "release.shorthand.z"),
            ("[c]", "release.shorthand.c"),
            (LOW, "release.shorthand.low"),
            (PROVISIONAL, "release.shorthand.p"),
        ],
        Language::Zh => &[
            ("空格", "release.shorthand.x"),
            ("…", "release.shorthand.low"),
            ("#", "release.shorthand.part"),
            ("〔存疑〕", "release.shorthand.p"),
        ],
    };
    signs.iter().map(|(sign, id)| ((*sign).to_owned(), *id)).collect()
}

impl Making<'_> {
    /// A number's cell: the number; where there is none the shorthand for why, in Chinese nothing.
    pub(super) fn value_cell(&self, entry: &Entry) -> ReleaseCell {
        match (entry.value, self.frame.language) {
            (Some(value), _) => ReleaseCell::Number(self.in_column(value, &entry.unit)),
            (None, Language::Zh) => ReleaseCell::Blank,
            (None, Language::En) => ReleaseCell::Words(sign(entry.status).unwrap_or("[x]").to_owned()),
        }
    }

    /// A number in the unit that [`Entry::unit_label`] names: English has no 万 and no 亿, so 13.8 in `1e4 mu` is 138000.
    fn in_column(&self, value: Decimal, unit: &str) -> Decimal {
        let unit = self.composer.report.project.units.parse(unit);
        let power = unit.map_or(0, |unit| locale::amount_power(self.frame.language, &unit));
        let factor = 10_i64.checked_pow(power).map(Decimal::from);
        let Some(mut moved) = factor.and_then(|factor| value.checked_mul(factor)) else { return value };
        moved.rescale(value.scale().saturating_sub(power));
        moved
    }

    /// The cell of a number that the data do not have.
    pub(super) fn absent_cell(&self) -> ReleaseCell {
        match self.frame.language {
            Language::Zh => ReleaseCell::Blank,
            Language::En => ReleaseCell::Words("[z]".to_owned()),
        }
    }

    /// The sign of a number that shows as zero and is not.
    pub(super) fn low_sign(&self) -> String {
        match self.frame.language {
            Language::Zh => "…".to_owned(),
            Language::En => LOW.to_owned(),
        }
    }

    /// What the notes column says of a number: why there is none, how it is hedged, that a finding doubts it. Nothing where
    /// nothing need be said.
    pub(super) fn remarks(&self, entry: &Entry) -> Vec<String> {
        let mut remarks = Vec::new();
        if entry.value.is_none() {
            remarks.push(match (sign(entry.status), self.frame.language) {
                (Some(sign), Language::En) => format!("{sign} {}", entry.text),
                _ => entry.text.clone(),
            });
        } else if entry.hedge != (String::new(), String::new()) {
            let stated = Message::new("release.stated-as").with("text", entry.text.replace('\u{a0}', " "));
            remarks.push(self.composer.say(&stated));
        }
        let finding = self.composer.finding_on_number(&entry.key).and_then(|index| self.composer.finding(index));
        if let Some(finding) = finding.filter(|finding| finding.state == FindingState::Open) {
            let sign = match self.frame.language {
                Language::Zh => "〔存疑〕",
                Language::En => PROVISIONAL,
            };
            let id = finding.id.value.clone();
            remarks.push(self.composer.say(&Message::new("release.doubted").with("sign", sign).with("finding", id)));
        }
        remarks
    }

    /// What the notes column says of a number and of its fact.
    pub(super) fn all_remarks(&mut self, entry: &Entry) -> Vec<String> {
        let mut remarks = self.remarks(entry);
        let fact = self.composer.fact(entry.key.base());
        let whole = fact.and_then(|fact| fact.part_of.as_ref()).and_then(|whole| self.composer.fact(&whole.value));
        if let Some(whole) = whole {
            let name = self.composer.field_text(&whole.name);
            remarks.push(self.composer.say(&Message::new("release.part-of").with("name", name)));
        }
        let note = self.facts.get(entry.key.base()).and_then(|fact| fact.note.as_deref()).map(Run::plain);
        remarks.extend(note.map(|note| self.noted(note)));
        remarks
    }

    /// The mark of a note, which is kept if it is new.
    fn noted(&mut self, note: String) -> String {
        let next = self.notes.len() + 1;
        let number = *self.numbered.entry(note.clone()).or_insert(next);
        if number == next {
            self.notes.push(note);
        }
        self.note_mark(number)
    }

    /// The cell of the notes column.
    pub(super) fn notes_cell(&self, remarks: &[String]) -> ReleaseCell {
        let between = if self.frame.language == Language::Zh { "；" } else { "; " };
        let none = || self.word("word.none");
        ReleaseCell::Words(if remarks.is_empty() { none() } else { remarks.join(between) })
    }
}
