//! Numbers the footnotes: through each chapter, in the order of their first marks. Reports a note that is written twice.

use crate::diagnostic::{Diagnostic, Diagnostics, Message, Span, Spanned, rule};
use crate::model::{Block, LANGUAGES, Note, NoteMark, Outline, Page, Project};
use std::collections::BTreeMap;

/// Numbers the notes of a book.
pub(super) fn number(project: &Project, outline: &mut Outline, faults: &mut Diagnostics) {
    for language in LANGUAGES {
        let (mut chapter, mut last) = ("", 0);
        for (id, page) in project.pages_of(language) {
            if page.chapter() != chapter {
                (chapter, last) = (page.chapter(), 0);
            }
            let written = written(page, faults);
            let mut numbering = Numbering { last, written: &written, notes: Vec::new(), marks: BTreeMap::new() };
            numbering.page(page);
            last = numbering.last;
            outline.note_marks.append(&mut numbering.marks);
            if !numbering.notes.is_empty() {
                outline.notes.insert(id, numbering.notes);
            }
        }
    }
}

/// The notes of a page by their keys. Of two with one label the first holds.
fn written<'a>(page: &'a Page, faults: &mut Diagnostics) -> BTreeMap<String, &'a [Block]> {
    let mut known: BTreeMap<String, (Span, &[Block])> = BTreeMap::new();
    for (label, blocks) in page.notes() {
        let key = Note::key(label);
        match known.get(&key) {
            None => drop(known.insert(key, (label.span, blocks))),
            Some((first, _)) => {
                let message = Message::new("footnote-twice").with("mark", format!("[^{}]", label.value));
                let fault = Diagnostic::error(rule::DUPLICATE_ID, label.span, message);
                faults.report(
                    fault.related(*first, Message::new("note-first")).hint(Message::new("footnote-twice-hint")),
                );
            }
        }
    }
    known.into_iter().map(|(key, (_, blocks))| (key, blocks)).collect()
}

struct Numbering<'a> {
    /// The last number given out in the chapter.
    last: u32,
    written: &'a BTreeMap<String, &'a [Block]>,
    notes: Vec<Note>,
    marks: BTreeMap<Span, NoteMark>,
}

impl<'a> Numbering<'a> {
    /// The text first, then the notes in their order: a note may refer to another.
    fn page(&mut self, page: &'a Page) {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for block in &page.blocks {
            block.for_each_note_mark(&mut |label| self.mark(label, &mut places));
        }
        let mut next = 0;
        while let Some(note) = self.notes.get(next) {
            let blocks = self.written.get(&note.key).copied().unwrap_or_default();
            for block in blocks {
                block.for_each_note_mark(&mut |label| self.mark(label, &mut places));
            }
            next += 1;
        }
    }

    fn mark(&mut self, label: &Spanned<String>, places: &mut BTreeMap<String, usize>) {
        let key = Note::key(label);
        if !self.written.contains_key(&key) {
            return;
        }
        let at = *places.entry(key.clone()).or_insert_with(|| {
            self.last += 1;
            self.notes.push(Note { key, number: self.last, marks: 0 });
            self.notes.len() - 1
        });
        if let Some(note) = self.notes.get_mut(at) {
            note.marks += 1;
            self.marks.insert(label.span, NoteMark { number: note.number, nth: note.marks });
        }
    }
}
