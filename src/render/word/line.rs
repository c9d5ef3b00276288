//! Lines: runs as the document has them to runs as Word has them.

use super::track::Piece;
use super::writer::{Stand, Writer};
use crate::diagnostic::Message;
use crate::model::document::{Block, Number, Run, Target};
use crate::model::{Note, NoteMark};
use crate::office::Markup;
use crate::office::copy::{self, tag};
use crate::office::tracked::{Face, Looks};
use crate::office::word::OBJECT;

/// How words are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    emphasis: bool,
    strong: bool,
    /// Words of a link, in which LibreOffice bears no content control.
    linked: bool,
    style: Option<&'static str>,
}

impl Look {
    /// That of words as a record has them.
    pub(super) fn of(looks: Looks) -> Self {
        let Looks { emphasis, strong, face } = looks;
        let style = face.map(|face| match face {
            Face::Code => "VerbatimChar",
            Face::Faint => "Faint",
            Face::Mark => "FindingMark",
            Face::Note => "FootnoteReference",
            Face::Link => "Hyperlink",
        });
        Self { emphasis, strong, style, linked: false }
    }
}

impl Writer<'_> {
    /// The parts of a line.
    pub(super) fn runs(&mut self, runs: &[Run]) {
        self.with_look(runs, Look::default());
    }

    /// Words as they are.
    pub(super) fn plain(&mut self, words: &str) {
        self.words(words, Look::default());
    }

    /// Words in a character style.
    pub(super) fn styled(&mut self, words: &str, style: &'static str) {
        self.words(words, Look { style: Some(style), ..Look::default() });
    }

    fn with_look(&mut self, runs: &[Run], look: Look) {
        runs.iter().for_each(|run| self.run(run, look));
    }

    fn run(&mut self, run: &Run, look: Look) {
        match run {
            Run::Words(words) => self.words(words, look),
            Run::Claim(claim) => self.words(&claim.text, look),
            Run::Emphasis(inner) => self.with_look(inner, Look { emphasis: true, ..look }),
            Run::Strong(inner) => self.with_look(inner, Look { strong: true, ..look }),
            Run::Code(words) => self.words(words, Look { style: Some("VerbatimChar"), ..look }),
            Run::Number(number) => self.number(number, look),
            Run::Joined(inner) => self.words(&Run::plain(inner), look),
            Run::Absent(words) => self.words(words, Look { style: Some("Faint"), ..look }),
            Run::Mark(id) => {
                let words = self.say(&Message::new("ui.finding-mark").with("id", id.as_str()));
                let look = Look { style: Some("FindingMark"), ..Look::default() };
                self.inside(&Target::Finding(id.clone()), |writer| writer.words(&words, look));
            }
            Run::Outside { url, runs } => {
                let id = self.relation("hyperlink", url, true);
                self.out.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                self.with_look(runs, Look { style: Some("Hyperlink"), linked: true, ..look });
                self.out.close("w:hyperlink");
            }
            Run::Link { to, runs } => {
                self.inside(to, |writer| writer.with_look(runs, Look { linked: true, ..look }));
            }
            Run::Reference { to, words } => self.inside(to, |writer| writer.words(words, look)),
            Run::Picture { path: Some(path), alt } => self.picture_in_line(path, alt),
            Run::Picture { path: None, alt } => self.words(alt, look),
            Run::Footnote(mark) => self.footnote(*mark),
            Run::Break => {
                let is_new = self.is_new('\n');
                self.as_new(is_new, |writer| {
                    writer.out.element("w:r", &[], |run| {
                        run.empty("w:br", &[]);
                    });
                });
            }
        }
    }

    /// Words that lead to a place of the copy; alone where it has no such place.
    pub(super) fn inside(&mut self, to: &Target, words: impl FnOnce(&mut Self)) {
        let place = match to {
            Target::Page(page) => self.frame.title(*page).map(|title| Target::Section(title.id.clone())),
            Target::Number(_) | Target::Claim(_) | Target::Ledger => None,
            other => Some(other.clone()),
        };
        let Some(place) = place else { return words(self) };
        self.out.open("w:hyperlink", &[("w:anchor", &copy::target(&place)), ("w:history", "1")]);
        words(self);
        self.out.close("w:hyperlink");
    }

    /// A number stands in a content control that names its key.
    fn number(&mut self, number: &Number, look: Look) {
        if look.linked {
            return self.words(&number.text, look);
        }
        let id = self.fresh().to_string();
        self.out.open("w:sdt", &[]).open("w:sdtPr", &[]).value("w:tag", tag(&number.key)).value("w:id", &id);
        self.out.empty("w15:appearance", &[("w15:val", "hidden")]).close("w:sdtPr").open("w:sdtContent", &[]);
        self.words(&number.text, look);
        self.out.close("w:sdtContent").close("w:sdt");
    }

    fn words(&mut self, words: &str, look: Look) {
        if words.is_empty() {
            return;
        }
        let look = self.look(look);
        for piece in self.progress.pieces(words) {
            match piece {
                Piece::Stands(words, is_new) => self.as_new(is_new, |writer| writer.stretch(words, &look)),
                Piece::Gone(lost) => self.deleted(&lost, &look),
            }
        }
    }

    fn stretch(&mut self, words: &str, look: &str) {
        self.out.open("w:r", &[]).raw(look);
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                self.out.empty("w:br", &[]);
            }
            self.out.element("w:t", &[("xml:space", "preserve")], |text| {
                text.words(part);
            });
        }
        self.out.close("w:r");
    }

    /// The properties of a run.
    pub(super) fn look(&self, look: Look) -> String {
        let style = look.style.or(look.emphasis.then_some("Emphasis"));
        let mut own = Markup::default();
        if style.is_none() && !look.strong {
            return String::new();
        }
        own.open("w:rPr", &[]);
        if let Some(style) = style {
            own.value("w:rStyle", self.styles.id(style));
        }
        if look.strong {
            own.empty("w:b", &[]);
        }
        own.close("w:rPr");
        own.finish()
    }

    /// A mark: the first brings its note along. The number is counted by the program, anew in each chapter; where the book
    /// counts otherwise, since a note cites another, it is written out.
    fn footnote(&mut self, mark: NoteMark) {
        let shown = Note::shown(mark.number);
        if self.in_note || mark.nth > 1 {
            if mark.nth == 1 {
                self.nested.push(mark.number);
            }
            return self.styled(&shown, "FootnoteReference");
        }
        let id = self.next_note.to_string();
        self.next_note += 1;
        let is_counted = mark.number == self.notes_of_chapter + 1;
        self.notes_of_chapter += u32::from(is_counted);
        let number = (!is_counted).then_some(mark.number);
        let first = self.page.note(mark.number, 0);
        self.with_new_mark(&first, |writer| {
            writer.styled("[", "FootnoteReference");
            match number {
                None => writer.counted("w:footnoteReference", &[("w:id", &id)], None),
                Some(_) => {
                    writer.counted("w:footnoteReference", &[("w:customMarkFollows", "1"), ("w:id", &id)], number);
                }
            }
            writer.styled("]", "FootnoteReference");
        });
        // The note is written into a part of its own.
        let body = std::mem::take(&mut self.out);
        self.in_note = true;
        self.out.open("w:footnote", &[("w:id", &id)]);
        self.note_blocks(mark.number, number, true);
        while !self.nested.is_empty() {
            let nested = self.nested.remove(0);
            self.note_blocks(nested, Some(nested), false);
        }
        self.out.close("w:footnote");
        let written = std::mem::replace(&mut self.out, body);
        self.notes.raw(written.as_str());
        self.in_note = false;
    }

    /// The blocks of a note. `number` is written out; else, and before the first note of its kind, the program counts.
    fn note_blocks(&mut self, note: u32, number: Option<u32>, is_own: bool) {
        let blocks = self.waiting.remove(&note).map_or_else(Vec::new, |note| note.blocks);
        let page = self.page.clone();
        if !matches!(blocks.first(), Some(Block::Paragraph { .. })) {
            self.open(&Stand::of("FootnoteText"));
            self.note_number(number, is_own);
            self.out.close("w:p");
        }
        for (index, block) in blocks.iter().enumerate() {
            let spot = page.note(note, index);
            match block {
                Block::Paragraph { runs, .. } if index == 0 => self.note(&spot, (number, is_own), runs),
                Block::Paragraph { runs, .. } => self.line(&Stand::of("FootnoteText"), &spot, "", runs),
                other => self.block(other, &spot),
            }
        }
    }

    /// The number before a note.
    pub(super) fn note_number(&mut self, number: Option<u32>, is_own: bool) {
        match (number, is_own) {
            (Some(number), true) => self.styled(&number.to_string(), "FootnoteReference"),
            (Some(number), false) => self.styled(&Note::shown(number), "FootnoteReference"),
            (None, _) => self.counted("w:footnoteRef", &[], None),
        }
    }

    /// What counts notes, raised.
    fn counted(&mut self, element: &str, attributes: &[(&str, &str)], number: Option<u32>) {
        let look = self.look(Look { style: Some("FootnoteReference"), ..Look::default() });
        let is_new = self.is_new(OBJECT);
        self.as_new(is_new, |writer| {
            writer.out.open("w:r", &[]).raw(&look).empty(element, attributes);
            if let Some(number) = number {
                writer.out.element("w:t", &[], |text| {
                    text.words(&number.to_string());
                });
            }
            writer.out.close("w:r");
        });
    }
}
