//! Footnotes: their marks in the text, and the notes below it, each with a way back to every mark.

use super::html::Writer;
use super::markup::escape;
use crate::diagnostic::Message;
use crate::model::document::Footnote;
use crate::model::{Note, NoteMark};

fn mark_id(number: u32, nth: u32) -> String {
    if nth == 1 { format!("fnref.{number}") } else { format!("fnref.{number}.{nth}") }
}

impl Writer<'_, '_> {
    /// A mark after a word.
    pub(super) fn footnote_mark(&self, mark: NoteMark) -> String {
        let shown = Note::shown(mark.number);
        let id = mark_id(mark.number, mark.nth);
        format!("<sup class=\"footnote\" id=\"{id}\"><a href=\"#fn.{}\">{shown}</a></sup>", mark.number)
    }

    /// The notes of the page; nothing if its text refers to none.
    pub(super) fn footnotes(&self, notes: &[Footnote]) -> String {
        let Some(first) = notes.first() else { return String::new() };
        let note = |note: &Footnote| {
            format!("<li id=\"fn.{}\">{}{}</li>\n", note.number, self.blocks(&note.blocks), self.ways_back(note))
        };
        let start = if first.number == 1 { String::new() } else { format!(" start=\"{}\"", first.number) };
        let notes: String = notes.iter().map(note).collect();
        let title = escape(&self.tongue.label("ui.site.footnotes"));
        format!("<section class=\"footnotes\" aria-label=\"{title}\"><ol{start}>\n{notes}</ol></section>\n")
    }

    /// The ways back: one for each mark.
    fn ways_back(&self, note: &Footnote) -> String {
        let back = |nth: u32| {
            let (id, raised) = if note.marks == 1 {
                ("ui.site.back_to_text", String::new())
            } else {
                ("ui.site.back_to_text_nth", format!("<sup>{nth}</sup>"))
            };
            let label = escape(&self.tongue.say(&Message::new(id).with("nth", nth.to_string())));
            let id = mark_id(note.number, nth);
            format!("<a class=\"back\" href=\"#{id}\" aria-label=\"{label}\">↩{raised}</a>")
        };
        (1..=note.marks).map(back).collect()
    }
}
