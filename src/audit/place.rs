//! Where something stands, as a person names it: the headings above by their numbers, and in a table its row and column.

use super::document::{Document, Role};
use crate::diagnostic::Message;

/// A heading is quoted no further, in characters.
const LONGEST: usize = 24;

/// The place of a line: 第三章 第二节（二）, or in a table its number, row and column.
pub fn place(document: &Document, line: usize) -> Message {
    let Some(found) = document.lines.get(line) else { return Message::new("audit.place.none") };
    let above: Vec<String> = found.under.iter().map(|heading| short(document.text(*heading))).collect();
    let section = above.join(" > ");
    let at = match found.role {
        Role::Cell { table, row, column } => {
            let table = document.tables.get(table);
            let caption = table.and_then(|table| table.caption).map(|caption| short(document.text(caption)));
            let number = table.map_or(0, |table| table.number);
            let named = caption.filter(|caption| super::read::label_of(caption).is_some());
            let name = match named {
                Some(caption) => Message::new("audit.place.named").with("caption", caption),
                None => Message::new("audit.place.table").with("number", number),
            };
            Message::new("audit.place.cell").with("table", name).with("row", row + 1).with("column", column + 1)
        }
        Role::Heading(_) => Message::new("audit.place.heading").with("words", short(&found.words.text)),
        Role::Caption => Message::new("audit.place.caption"),
        Role::Note => Message::new("block.footnote"),
        Role::Item => Message::new("audit.place.item"),
        Role::Paragraph => {
            let before = document.lines.get(..line).unwrap_or_default().iter().rev();
            let same = before.take_while(|other| other.under == found.under && !matches!(other.role, Role::Heading(_)));
            let number = same.filter(|other| other.role == Role::Paragraph).count() + 1;
            Message::new("audit.place.paragraph").with("number", number)
        }
    };
    match section.is_empty() {
        true => at,
        false => Message::new("audit.place").with("section", section).with("at", at),
    }
}

fn short(heading: &str) -> String {
    match heading.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &heading[..end]),
        None => heading.to_owned(),
    }
}
