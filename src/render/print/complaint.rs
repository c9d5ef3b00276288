//! What typst prints on its standard error, read back into places and words.
//!
//! The short form is `file:line:column: error: text`, columns from 0; hints stand only in the long form.

use crate::diagnostic::Message;

/// One line of typst's short form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    /// Template, line and column, both from 1; none where typst blames no file.
    pub(super) place: Option<(String, usize, usize)>,
    /// Error or warning.
    pub(super) error: bool,
    /// Typst's words.
    pub(super) text: String,
}

impl Complaint {
    /// The complaint under a message id with the places `place` and `said`.
    pub(super) fn message(&self, id: &'static str) -> Message {
        let place = match &self.place {
            Some((file, line, column)) => format!("templates/print/{file}:{line}:{column}"),
            None => "templates/print".to_owned(),
        };
        let said = match self.missing_text() {
            Some(text) => Message::new("print.no-glyph").with("text", name_characters(text)),
            None => Message::new("print.typst-says").with("said", self.text.as_str()),
        };
        Message::new(id).with("place", place).with("said", said)
    }

    /// The text that no font could show, where that is the complaint.
    pub(super) fn missing_text(&self) -> Option<&str> {
        let (_, rest) = self.text.split_once("the text `\"")?;
        let (text, _) = rest.split_once("\"` could not be displayed")?;
        Some(text)
    }
}

/// `𠮷 (U+20BB7)`
fn name_characters(text: &str) -> String {
    let codes: Vec<String> = text.chars().map(|character| format!("U+{:04X}", u32::from(character))).collect();
    format!("{text} ({})", codes.join(" "))
}

/// The complaints of the short form; lines of another shape belong to the complaint before them.
pub(super) fn parse(short: &str) -> Vec<Complaint> {
    let mut found: Vec<Complaint> = Vec::new();
    for line in short.lines() {
        match (complaint(line), found.last_mut()) {
            (Some(complaint), _) => found.push(complaint),
            (None, Some(last)) if !line.trim().is_empty() => {
                last.text.push(' ');
                last.text.push_str(line.trim());
            }
            _ => {}
        }
    }
    found
}

fn complaint(line: &str) -> Option<Complaint> {
    let plain = |line: &str| {
        let (word, text) = line.split_once(": ")?;
        let error = match word {
            "error" => true,
            "warning" => false,
            _ => return None,
        };
        Some((error, text.to_owned()))
    };
    if let Some((error, text)) = plain(line) {
        return Some(Complaint { place: None, error, text });
    }
    let (place, rest) = line.split_once(": ")?;
    let (error, text) = plain(rest)?;
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    Some(Complaint { place: Some((parts.next()?.to_owned(), line, column + 1)), error, text })
}

/// The hints of the long form, each once.
pub(super) fn hints(human: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in human.lines() {
        if let Some((_, hint)) = line.split_once("= hint: ")
            && !found.iter().any(|known| known == hint)
        {
            found.push(hint.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_become_places_from_one() {
        let said = "plan.typ:4:1: error: unknown variable: x\nwarning: unknown font family: y\n  more\n";
        let found = parse(said);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].place, Some(("plan.typ".to_owned(), 4, 2)));
        assert!(found[0].error);
        assert_eq!(found[0].text, "unknown variable: x");
        assert_eq!((found[1].place.clone(), found[1].error), (None, false));
        assert_eq!(found[1].text, "unknown font family: y more");
    }

    #[test]
    fn a_missing_glyph_names_the_character() {
        let said = "a.typ:4:1: error: PDF/A-2a error: the text `\"𠮷\"` could not be displayed with font `\"X\"`";
        let found = parse(said);
        assert_eq!(found[0].missing_text(), Some("𠮷"));
        assert_eq!(name_characters("𠮷"), "𠮷 (U+20BB7)");
    }

    #[test]
    fn hints_are_taken_from_the_long_form_once() {
        let said = "error: x\n  │\n  = hint: try this\n\n  = hint: try this\n  = hint: or that\n";
        assert_eq!(hints(said), ["try this", "or that"]);
        assert!(parse("garbage").is_empty());
    }
}
