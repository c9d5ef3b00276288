//! Changes since an edition, as Word tracks them: what is new and what is gone, under the tool's name and the day of the
//! book's edition. Decides nothing: what became of each line is handed in ([`crate::office::tracked`]).

use super::line::Look;
use super::styles::heading_style;
use super::writer::{Stand, Writer};
use crate::model::document::Run;
use crate::office::copy::{NOTE_LEAD, Spot};
use crate::office::tracked::{Gone, Line, LineChange, Lost, Part};
use std::collections::VecDeque;

/// What has become of the line being written.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// All of it is new.
    whole: bool,
    /// What is left of its parts.
    parts: VecDeque<Part>,
    /// Whether its lead is written.
    begun: bool,
}

/// A piece of words, and whether it is new; or words that are gone.
pub(super) enum Piece<'w> {
    Stands(&'w str, bool),
    Gone(Vec<Lost>),
}

impl Progress {
    /// The lead is written; what follows is counted.
    pub(super) fn begin(&mut self) {
        self.begun = true;
    }

    /// The words of a run in pieces.
    pub(super) fn pieces<'w>(&mut self, mut words: &'w str) -> Vec<Piece<'w>> {
        if self.whole || !self.begun || self.parts.is_empty() {
            return vec![Piece::Stands(words, self.whole)];
        }
        let mut pieces = Vec::new();
        while !words.is_empty() {
            let (length, is_new) = match self.parts.pop_front() {
                Some(Part::Gone(gone)) => {
                    pieces.push(Piece::Gone(gone));
                    continue;
                }
                Some(Part::Kept(length)) => (length, false),
                Some(Part::New(length)) => (length, true),
                None => (words.len(), false),
            };
            let mut own = length.min(words.len());
            while !words.is_char_boundary(own) {
                own += 1;
            }
            let (piece, rest) = words.split_at(own);
            pieces.push(Piece::Stands(piece, is_new));
            words = rest;
            if let Some(left) = length.checked_sub(own).filter(|left| *left > 0) {
                self.parts.push_front(if is_new { Part::New(left) } else { Part::Kept(left) });
            }
        }
        pieces
    }
}

impl<'a> Writer<'a> {
    /// Notes a line, and takes up what has become of it; gives what is to be taken up after it.
    pub(super) fn begin_line(&mut self, (spot, style, lead): (&Spot, &str, &str), runs: &[Run]) -> Progress {
        let page = if self.kind.is_empty() { String::new() } else { self.page.name().to_owned() };
        let kind = if self.in_note && !self.kind.is_empty() { "footnote" } else { self.kind };
        let row = self.row.filter(|_| !self.in_note);
        if let Some((body, notes)) = &mut self.log {
            // A note is written while its mark is, which may stand in the middle of a row.
            let log = if self.in_note { notes } else { body };
            let (style, lead) = (style.to_owned(), lead.to_owned());
            log.push(Line { spot: spot.clone(), page, kind, style, lead, row, runs: runs.to_vec() });
        }
        let change = self.tracked.and_then(|tracked| tracked.lines.get(spot.name()));
        let own = match change {
            None => Progress::default(),
            Some(LineChange::New) => Progress { whole: true, ..Progress::default() },
            Some(LineChange::Parts(parts)) => Progress { parts: parts.clone().into(), ..Progress::default() },
        };
        std::mem::replace(&mut self.progress, own)
    }

    /// Begins the paragraph of a line; the end of a new one is new too, save in a table.
    pub(super) fn open_line(&mut self, stand: &Stand<'_>) {
        match self.progress.whole && (self.row.is_none() || self.in_note) {
            true => self.open_changed(stand, "w:ins"),
            false => self.open(stand),
        }
    }

    /// What is gone from the end of a line.
    pub(super) fn rest_of_line(&mut self) {
        for part in std::mem::take(&mut self.progress.parts) {
            if let Part::Gone(lost) = part {
                self.deleted(&lost, "");
            }
        }
    }

    /// Whether what is no word (a picture, a note's mark) is new, which counts as so many bytes.
    pub(super) fn is_new(&mut self, sign: char) -> bool {
        let mut is_new = self.progress.whole;
        let sign = sign.to_string();
        for piece in self.progress.pieces(&sign) {
            match piece {
                Piece::Stands(_, new) => is_new |= new,
                Piece::Gone(lost) => self.deleted(&lost, ""),
            }
        }
        is_new
    }

    /// Writes what is new, if it is.
    pub(super) fn as_new(&mut self, is_new: bool, write: impl FnOnce(&mut Self)) {
        if is_new {
            let open = self.change("w:ins", false);
            self.out.raw(&open);
        }
        write(self);
        if is_new {
            self.out.close("w:ins");
        }
    }

    /// Writes what belongs to a new note's mark as new.
    pub(super) fn with_new_mark(&mut self, note: &Spot, write: impl FnOnce(&mut Self)) {
        let lines = self.tracked.map(|tracked| &tracked.lines);
        let is_new = lines.is_some_and(|lines| lines.get(note.name()) == Some(&LineChange::New));
        let whole = self.progress.whole;
        self.progress.whole |= is_new;
        write(self);
        self.progress.whole = whole;
    }

    /// Words that are gone, as they were set; where that is not known, with the looks of what stands beside them.
    pub(super) fn deleted(&mut self, lost: &[Lost], beside: &str) {
        for lost in lost {
            let look = lost.looks.map_or_else(|| beside.to_owned(), |looks| self.look(Look::of(looks)));
            match &lost.note {
                None => self.deleted_words(&lost.words, &look),
                Some(note) => self.deleted_note(note, &look),
            }
        }
    }

    fn deleted_words(&mut self, words: &str, look: &str) {
        if words.is_empty() {
            return;
        }
        let open = self.change("w:del", false);
        self.out.raw(&open).open("w:r", &[]).raw(look);
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                self.out.empty("w:br", &[]);
            }
            self.out.element("w:delText", &[("xml:space", "preserve")], |text| {
                text.words(line);
            });
        }
        self.out.close("w:r").close("w:del");
    }

    /// The mark of a note that is gone, and its note. In a note, which can have none of its own, nothing is left of it.
    fn deleted_note(&mut self, note: &[Vec<Lost>], look: &str) {
        if self.in_note {
            return;
        }
        let id = self.next_note.to_string();
        self.next_note += 1;
        self.deleted_words("[", look);
        let open = self.change("w:del", false);
        self.out.raw(&open).open("w:r", &[]).raw(look).empty("w:footnoteReference", &[("w:id", &id)]);
        self.out.close("w:r").close("w:del");
        self.deleted_words("]", look);
        let body = std::mem::take(&mut self.out);
        self.in_note = true;
        self.out.open("w:footnote", &[("w:id", &id)]);
        for (index, paragraph) in note.iter().enumerate() {
            self.open(&Stand::of("FootnoteText"));
            if index == 0 {
                self.note_number(None, true);
                self.deleted_words(NOTE_LEAD, "");
            }
            self.deleted(paragraph, "");
            self.out.close("w:p");
        }
        self.out.close("w:footnote");
        let written = std::mem::replace(&mut self.out, body);
        self.notes.raw(written.as_str());
        self.in_note = false;
    }

    /// The element of a change, open or empty.
    fn change(&mut self, name: &str, is_empty: bool) -> String {
        let id = self.fresh().to_string();
        let date = self.edition_day();
        let author = self.tracked.map_or("", |tracked| tracked.author.as_str());
        let mut mark = crate::office::Markup::default();
        let attributes = [("w:id", id.as_str()), ("w:author", author), ("w:date", &date)];
        match is_empty {
            true => mark.empty(name, &attributes),
            false => mark.open(name, &attributes),
        };
        mark.finish()
    }

    /// Of a row of a table that it is new.
    pub(super) fn row_mark(&mut self, first: &Spot) -> String {
        let is_new = self.tracked.is_some_and(|tracked| tracked.rows.contains(first.name()));
        if is_new { self.change("w:ins", true) } else { String::new() }
    }

    /// What stood after a line and is gone.
    pub(super) fn gone_after(&mut self, spot: &Spot) {
        if self.row.is_none() && !self.in_note {
            let gone = self.gone(spot);
            self.write_gone(gone);
        }
    }

    /// The same of a row: rows that fit its table are written into it, what else is gone waits for the table's end.
    pub(super) fn gone_after_row(&mut self, first: &Spot, widths: &[u32]) -> Vec<&'a Gone> {
        let gone = self.gone(first).iter();
        let (rows, rest): (Vec<&Gone>, Vec<&Gone>) =
            gone.partition(|gone| matches!(gone, Gone::Row(cells) if cells.len() == widths.len() || cells.len() == 1));
        rows.into_iter().for_each(|row| self.gone_row(row, widths));
        rest
    }

    fn gone(&self, spot: &Spot) -> &'a [Gone] {
        self.tracked.and_then(|tracked| tracked.gone.get(spot.name())).map_or(&[], Vec::as_slice)
    }

    /// Paragraphs and tables that are gone.
    pub(super) fn write_gone<'g>(&mut self, gone: impl IntoIterator<Item = &'g Gone>) {
        let mut rows: Vec<&Gone> = Vec::new();
        for gone in gone {
            let fits =
                |first: &&Gone| matches!((first, gone), (Gone::Row(one), Gone::Row(other)) if one.len() == other.len());
            if !rows.is_empty() && !rows.first().is_some_and(fits) {
                self.gone_table(&std::mem::take(&mut rows));
            }
            match gone {
                Gone::Row(_) => rows.push(gone),
                Gone::Paragraph { kind, depth, style, lead, words } => {
                    let style = match kind.as_str() {
                        _ if is_style(style) => style.as_str(),
                        "heading" => heading_style(*depth),
                        "list" => "ListParagraph",
                        "quote" => "Quote",
                        "code" => "Code",
                        _ => "BodyText",
                    };
                    let held = Stand::with(style, if style == "Figure" { "<w:keepNext w:val=\"0\"/>" } else { "" });
                    self.open_changed(&held, "w:del");
                    self.deleted_words(lead, "");
                    self.deleted(words, "");
                    self.out.close("w:p");
                }
            }
        }
        if !rows.is_empty() {
            self.gone_table(&rows);
        }
    }

    fn gone_table(&mut self, rows: &[&Gone]) {
        let Some(Gone::Row(cells)) = rows.first() else { return };
        let columns = u32::try_from(cells.len().max(1)).unwrap_or(1);
        let widths = vec![self.page_setup.width() / columns; cells.len()];
        self.open_table(&widths);
        rows.iter().for_each(|row| self.gone_row(row, &widths));
        self.out.close("w:tbl");
        self.open_changed(&Stand::with("Small", "<w:spacing w:before=\"0\" w:after=\"0\"/>"), "w:del");
        self.out.close("w:p");
    }

    /// A row that is gone; one of a single cell reaches over all columns.
    fn gone_row(&mut self, row: &Gone, widths: &[u32]) {
        let Gone::Row(cells) = row else { return };
        let mark = self.change("w:del", true);
        self.out.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]).raw(&mark).close("w:trPr");
        let over_all = [widths.iter().sum()];
        let is_group = cells.len() == 1 && widths.len() > 1;
        for (cell, width) in cells.iter().zip(if is_group { &over_all[..] } else { widths }) {
            self.out.open("w:tc", &[]).open("w:tcPr", &[]);
            self.out.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if is_group {
                self.out.value("w:gridSpan", widths.len());
            }
            self.out.close("w:tcPr");
            self.open(&Stand::of(if is_group { "TableHead" } else { "TableText" }));
            self.deleted(cell, "");
            self.out.close("w:p").close("w:tc");
        }
        self.out.close("w:tr");
    }

    /// Begins a paragraph whose end is new or gone.
    fn open_changed(&mut self, stand: &Stand<'_>, change: &str) {
        let mark = self.change(change, true);
        self.open(&Stand::with(stand.style, format!("{}<w:rPr>{mark}</w:rPr>", stand.more)));
    }
}

/// Whether a record names a style, and not something else.
fn is_style(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
