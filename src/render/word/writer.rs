//! What the copy is written with: the body and the notes as they grow, what they name in other parts, and paragraphs.

use super::Pictures;
use super::pager::Pager;
use super::styles::Styles;
use super::track::Progress;
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::{Document, Footnote, Frame, Run, Target};
use crate::model::{Language, Project};
use crate::office::Markup;
use crate::office::copy::{self, Bookmark, Spot};
use crate::office::tracked::{Line, Tracked};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the parts of one language's copy.
pub(super) struct Writer<'a> {
    pub(super) frame: &'a Frame,
    pub(super) project: &'a Project,
    pub(super) pictures: Option<Pictures<'a>>,
    pub(super) styles: &'a Styles,
    pub(super) catalogue: Catalogue,
    /// The body, or the notes while one is written.
    pub(super) out: Markup,
    /// The notes written so far.
    pub(super) notes: Markup,
    /// The id that the next note gets; those of the lines above the notes come first.
    pub(super) next_note: usize,
    /// The notes of the page being written, by number.
    pub(super) waiting: BTreeMap<u32, Footnote>,
    /// Where the page being written stands.
    pub(super) page: Spot,
    /// Files that the body names, by path in the package, in order.
    pub(super) media: Vec<(String, Vec<u8>)>,
    /// Relations of the body and of the notes: a kind, its target, whether it leads out.
    pub(super) relations: Vec<(&'static str, String, bool)>,
    pub(super) note_relations: Vec<(&'static str, String, bool)>,
    pub(super) in_note: bool,
    /// Notes that the note being written cites first.
    pub(super) nested: Vec<u32>,
    /// The notes that the program has counted in the chapter.
    pub(super) notes_of_chapter: u32,
    /// The bookmarks of all lines so far.
    pub(super) line_names: Vec<String>,
    /// Lists begun so far: of each whether it is numbered, its first number and its level.
    pub(super) lists: Vec<(Option<u64>, usize)>,
    /// The number that the next bookmark, content control or picture gets.
    next_id: usize,
    /// Link targets already set.
    placed: BTreeSet<String>,
    /// Whether the first section of the chapters was written.
    pub(super) counts_pages: bool,
    /// Whether the section being written opens a chapter, where notes are counted anew.
    pub(super) opens_chapter: bool,
    /// Whether a chapter was begun.
    pub(super) is_in_chapter: bool,
    /// Of a house's page its size and margins, and what stands at its head and foot.
    pub(super) page_setup: super::page::PageSetup,
    /// What has changed since an edition.
    pub(super) tracked: Option<&'a Tracked>,
    /// What has become of the parts of the line being written.
    pub(super) progress: Progress,
    /// The lines written so far, those of the body and those of the notes, where they are asked for.
    pub(super) log: Option<(Vec<Line>, Vec<Line>)>,
    /// The kind of the block being written; empty for what is made from the data.
    pub(super) kind: &'static str,
    /// The row of a table being written, each counted through the copy.
    pub(super) row: Option<(usize, usize)>,
    /// The tables begun so far.
    pub(super) tables: usize,
    /// The pages as they fill.
    pub(super) pager: Pager,
    /// The width of the cell being written.
    pub(super) cell: u32,
}

/// How a paragraph stands.
#[derive(Default)]
pub(super) struct Stand<'a> {
    /// Its style.
    pub(super) style: &'a str,
    /// What the style does not say: XML of `w:pPr` after the style.
    pub(super) more: String,
}

impl<'a> Stand<'a> {
    pub(super) fn of(style: &'a str) -> Self {
        Self { style, more: String::new() }
    }

    /// Whether it is text, whose lead is its number alone.
    fn is_text(&self) -> bool {
        matches!(self.style, "BodyText" | "ListParagraph" | "Quote" | "Code")
    }

    pub(super) fn with(style: &'a str, more: impl Into<String>) -> Self {
        Self { style, more: more.into() }
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        frame: &'a Frame,
        project: &'a Project,
        pictures: Option<Pictures<'a>>,
        styles: &'a Styles,
        page_setup: super::page::PageSetup,
    ) -> Self {
        Self {
            frame,
            project,
            pictures,
            styles,
            catalogue: Catalogue::of(frame.language).saying(&project.plan.wording),
            out: Markup::default(),
            notes: Markup::default(),
            next_note: 1,
            waiting: BTreeMap::new(),
            page: Spot::of(""),
            media: Vec::new(),
            relations: Vec::new(),
            note_relations: Vec::new(),
            in_note: false,
            nested: Vec::new(),
            notes_of_chapter: 0,
            line_names: Vec::new(),
            lists: Vec::new(),
            next_id: 1,
            placed: BTreeSet::new(),
            counts_pages: false,
            opens_chapter: true,
            is_in_chapter: false,
            page_setup,
            tracked: None,
            progress: Progress::default(),
            log: None,
            kind: "",
            row: None,
            tables: 0,
            pager: Pager::new(frame.language, &page_setup),
            cell: 0,
        }
    }

    pub(super) fn language(&self) -> Language {
        self.frame.language
    }

    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    pub(super) fn word(&self, id: &'static str) -> String {
        self.say(&Message::new(id))
    }

    pub(super) fn fresh(&mut self) -> usize {
        self.next_id += 1;
        self.next_id
    }

    /// The relation of the part being written to a target; its id.
    pub(super) fn relation(&mut self, kind: &'static str, goal: &str, out: bool) -> String {
        let relations = if self.in_note { &mut self.note_relations } else { &mut self.relations };
        let known = relations.iter().position(|(own, target, _)| *own == kind && target == goal);
        let index = known.unwrap_or_else(|| {
            relations.push((kind, goal.to_owned(), out));
            relations.len() - 1
        });
        format!("rLink{index}")
    }

    /// A paragraph that comments come back to: it stands under the bookmark of its spot. `lead` is made by the tool.
    pub(super) fn line(&mut self, stand: &Stand<'_>, spot: &Spot, lead: &str, runs: &[Run]) {
        self.line_at(stand, spot, lead, runs, None);
    }

    /// The same, and a place that links lead to.
    pub(super) fn line_at(&mut self, stand: &Stand<'_>, spot: &Spot, lead: &str, runs: &[Run], place: Option<&Target>) {
        let text = format!("{lead}{}", self.text_of(runs));
        self.fill(stand, &text, place);
        let around = self.begin_line((spot, stand.style, lead), runs);
        self.open_line(stand);
        let bookmark = self.line_bookmark(spot, &text);
        let target = place.map(copy::target).filter(|name| self.placed.insert(name.clone()));
        let target = target.map(|name| self.bookmark(&name));
        if lead.starts_with(|first: char| first.is_ascii_digit()) && lead.ends_with('\u{2002}') && stand.is_text() {
            self.styled(lead, "Faint");
        } else {
            self.plain(lead);
        }
        self.progress.begin();
        self.runs(runs);
        self.rest_of_line();
        target.into_iter().for_each(|id| self.end_bookmark(&id));
        self.end_bookmark(&bookmark);
        self.out.close("w:p");
        self.progress = around;
        self.gone_after(spot);
    }

    /// The first paragraph of a note, after its number.
    pub(super) fn note(&mut self, spot: &Spot, (number, is_own): (Option<u32>, bool), runs: &[Run]) {
        let text = self.text_of(runs);
        self.pager.note(&text);
        let around = self.begin_line((spot, "FootnoteText", ""), runs);
        self.open_line(&Stand::of("FootnoteText"));
        self.note_number(number, is_own);
        let bookmark = self.line_bookmark(spot, &text);
        self.plain(copy::NOTE_LEAD);
        self.progress.begin();
        self.runs(runs);
        self.rest_of_line();
        self.end_bookmark(&bookmark);
        self.out.close("w:p");
        self.progress = around;
    }

    /// A paragraph of words that the tool makes, and no comment need find.
    pub(super) fn made(&mut self, style: &str, words: &str) {
        self.pager.paragraph(style, "", words, None);
        self.open(&Stand::of(style));
        self.plain(words);
        self.out.close("w:p");
    }

    /// All of the body.
    pub(super) fn all(&mut self, document: &dyn Document) {
        self.gone_after(&Spot::of(""));
        self.cover();
        self.imprint();
        self.pager.begin();
        let front = std::mem::take(&mut self.out);
        self.chapters(document);
        self.findings();
        // The contents say on which pages the chapters came to stand.
        let rest = std::mem::replace(&mut self.out, front);
        let (opens, counts) = (self.opens_chapter, self.counts_pages);
        (self.opens_chapter, self.counts_pages) = (false, false);
        self.contents();
        (self.opens_chapter, self.counts_pages) = (opens, counts);
        self.out.raw(rest.as_str());
    }

    /// A line on its page.
    fn fill(&mut self, stand: &Stand<'_>, text: &str, place: Option<&Target>) {
        if self.in_note {
            return self.pager.note(text);
        }
        match self.row {
            Some(_) => self.pager.cell(stand.style, &stand.more, text, self.cell),
            None => self.pager.paragraph(stand.style, &stand.more, text, place.map(copy::target)),
        }
    }

    /// Begins a paragraph.
    pub(super) fn open(&mut self, stand: &Stand<'_>) {
        let style = self.styles.id(stand.style);
        self.out.open("w:p", &[]).open("w:pPr", &[]).value("w:pStyle", style).raw(&stand.more).close("w:pPr");
    }

    /// What a line reads.
    fn text_of(&self, runs: &[Run]) -> String {
        let mark = |id: &str| self.say(&Message::new("ui.finding-mark").with("id", id));
        let stretches = if self.in_note { copy::note_stretches(runs, &mark) } else { copy::stretches(runs, &mark) };
        copy::text(&stretches)
    }

    fn line_bookmark(&mut self, spot: &Spot, text: &str) -> String {
        let name = Bookmark::of(spot, text).name();
        let id = self.bookmark(&name);
        self.line_names.push(name);
        id
    }

    /// Begins a bookmark; its id.
    pub(super) fn bookmark(&mut self, name: &str) -> String {
        let id = self.fresh().to_string();
        self.out.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        id
    }

    pub(super) fn end_bookmark(&mut self, id: &str) {
        self.out.empty("w:bookmarkEnd", &[("w:id", id)]);
    }

    /// Begins a field whose result follows.
    pub(super) fn field(&mut self, instruction: &str) {
        self.field_char("begin");
        self.out.element("w:r", &[], |run| {
            run.element("w:instrText", &[("xml:space", "preserve")], |text| {
                text.words(instruction);
            });
        });
        self.field_char("separate");
    }

    /// Ends a field.
    pub(super) fn end_field(&mut self) {
        self.field_char("end");
    }

    fn field_char(&mut self, kind: &str) {
        self.out.element("w:r", &[], |run| {
            run.empty("w:fldChar", &[("w:fldCharType", kind)]);
        });
    }
}
