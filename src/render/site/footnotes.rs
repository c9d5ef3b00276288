//! Footnotes: their marks in the text, and the notes below it, each with a way back to every mark.

use super::html::Writer;
use super::markup::escape;
use crate::diagnostic::{Message, Spanned};
use crate::model::{Block, Note};
use std::collections::BTreeMap;

/// A mark behind a word. One without a note (refused before) stays as it was typed.
pub(super) fn mark_html(writer: &Writer, label: &Spanned<String>) -> String {
    let Some(mark) = writer.book.report.outline.note_marks.get(&label.span) else {
        return escape(&format!("[^{}]", label.value));
    };
    let shown = Note::shown(mark.number);
    format!(
        "<sup class=\"footnote\" id=\"{}\"><a href=\"#fn.{}\">{shown}</a></sup>",
        mark_id(mark.number, mark.nth),
        mark.number
    )
}

fn mark_id(number: u32, nth: u32) -> String {
    if nth == 1 { format!("fnref.{number}") } else { format!("fnref.{number}.{nth}") }
}

/// The notes of the page; nothing if its text refers to none.
pub(super) fn notes_html(writer: &Writer) -> String {
    let report = writer.book.report;
    let page = writer.page.and_then(|id| Some((report.outline.notes.get(&id)?, report.project.pages.get(id.0)?)));
    let Some((cited, page)) = page else { return String::new() };
    let mut written: BTreeMap<String, &[Block]> = BTreeMap::new();
    for (label, blocks) in page.notes() {
        written.entry(Note::key(label)).or_insert(blocks);
    }
    let notes: String = cited
        .iter()
        .map(|note| {
            let words = writer.blocks(written.get(&note.key).copied().unwrap_or_default());
            format!("<li id=\"fn.{}\">{words}{}</li>\n", note.number, back_html(writer, note))
        })
        .collect();
    let title = escape(&writer.book.label(writer.language, "footnotes"));
    let first = cited.first().map_or(1, |note| note.number);
    let start = if first == 1 { String::new() } else { format!(" start=\"{first}\"") };
    format!("<section class=\"footnotes\" aria-label=\"{title}\"><ol{start}>\n{notes}</ol></section>\n")
}

/// The ways back: one for each mark.
fn back_html(writer: &Writer, note: &Note) -> String {
    let back = |nth: u32| {
        let (id, raised) = if note.marks == 1 {
            ("ui.site.back_to_text", String::new())
        } else {
            ("ui.site.back_to_text_nth", format!("<sup>{nth}</sup>"))
        };
        let label = writer.book.say(writer.language, &Message::new(id).with("nth", nth.to_string()));
        format!(
            "<a class=\"back\" href=\"#{}\" aria-label=\"{}\">↩{raised}</a>",
            mark_id(note.number, nth),
            escape(&label)
        )
    };
    (1..=note.marks).map(back).collect()
}
