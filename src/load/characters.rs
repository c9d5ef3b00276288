//! The gate for characters: no text of the book holds what nobody sees or what is not what it looks like.

use crate::diagnostic::limits::MOST_STRAY_CHARACTERS;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId, Span, rule};
use crate::locale::{strays, told};

/// Whether a text holds stray characters.
pub(super) fn any(text: &str) -> bool {
    strays(text.trim_start_matches('\u{feff}')).next().is_some()
}

/// Reports the stray characters of a file. A byte order mark at its beginning is not one.
pub(super) fn check(text: &str, source: SourceId, faults: &mut Diagnostics) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[start..];
    for found in strays(text).take(MOST_STRAY_CHARACTERS) {
        let (message, hint) = told(text, &found);
        let place = Span::new(source, start + found.range.start..start + found.range.end);
        faults.report(Diagnostic::error(rule::CHARACTER_STRAY, place, message).hint(hint));
    }
}

/// Reports the first stray character of a text that is not written as it reads (an escape of YAML, an entity of
/// Markdown), unless it stands in the file as well and is known from there.
pub(super) fn check_value(text: &str, written: &str, place: Span, faults: &mut Diagnostics) {
    if let Some(found) = strays(text).next().filter(|_| strays(written).next().is_none()) {
        let (message, hint) = told(text, &found);
        faults.report(Diagnostic::error(rule::CHARACTER_STRAY, place, message).hint(hint));
    }
}
