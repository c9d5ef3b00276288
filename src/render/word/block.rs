//! Blocks of pages: headings, paragraphs, lists, quotations, code.

use super::page::Section;
use super::styles::heading_style;
use super::writer::{Stand, Writer};
use crate::diagnostic::Message;
use crate::model::document::{Block, Document, Heading, Run, Table, TableForm, Target};
use crate::model::{Language, ParagraphNumber};
use crate::office::copy::{self, Spot};

/// How far a level of a list stands in, in twentieths of a point.
const STEP: usize = 420;

impl Writer<'_> {
    /// All pages.
    pub(super) fn chapters(&mut self, document: &dyn Document) {
        for entry in &self.frame.pages {
            let page = document.page(entry.id);
            self.page = Spot::of(&entry.path);
            self.waiting = page.notes.into_iter().map(|note| (note.number, note)).collect();
            let spot = self.page.clone();
            self.gone_after(&spot);
            for (index, block) in page.blocks.iter().enumerate() {
                self.kind = kind(block);
                self.block(block, &spot.at(index));
            }
            self.kind = "";
        }
    }

    pub(super) fn block(&mut self, block: &Block, spot: &Spot) {
        match block {
            Block::Heading(heading) => self.heading(heading, spot),
            Block::Paragraph { runs, pictures, number } => {
                let style = if *pictures { "Figure" } else { "BodyText" };
                self.numbered(&Stand::of(style), spot, *number, runs);
            }
            Block::List { start, items } => self.list(*start, items, spot, 0),
            Block::Table(table) => self.table(table, &spot.numbered(table.number)),
            Block::Quote(blocks) => self.quote(blocks, spot),
            Block::Code { text, number } => {
                let text = text.trim_end_matches('\n').to_owned();
                self.numbered(&Stand::of("Code"), spot, *number, &[Run::Code(text)]);
            }
            Block::Figure(id) => self.figure(id, spot),
            Block::Rule => {
                let border = r#"<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="9AA5B1"/></w:pBdr>"#;
                self.open(&Stand::with("Normal", border));
                self.out.close("w:p");
            }
        }
    }

    /// Ends the chapter before: a chapter is a section, in which notes are counted.
    pub(super) fn open_chapter(&mut self) {
        if std::mem::replace(&mut self.is_in_chapter, true) {
            self.end_section(Section::Chapters);
        }
        self.opens_chapter = true;
        self.notes_of_chapter = 0;
    }

    /// A paragraph under its number, which reviewers see.
    fn numbered(&mut self, stand: &Stand<'_>, spot: &Spot, number: Option<ParagraphNumber>, runs: &[Run]) {
        let shown = copy::lead(self.frame.audience, number);
        self.line(stand, &spot.numbered(number), &shown, runs);
    }

    fn heading(&mut self, heading: &Heading, spot: &Spot) {
        if heading.depth == 1 {
            self.open_chapter();
        }
        let lead = format!("{}{}", heading.label, gap(self.language(), &heading.label, heading.depth));
        let target = heading.id.clone().map(Target::Section);
        let runs_on = heading.depth == 1 && self.frame.runs_on;
        let more =
            if runs_on { "<w:pageBreakBefore w:val=\"0\"/><w:spacing w:before=\"480\" w:after=\"240\"/>" } else { "" };
        let stand = Stand::with(heading_style(heading.depth), more);
        self.line_at(&stand, spot, &lead, &heading.runs, target.as_ref());
        if heading.findings.is_empty() {
            return;
        }
        self.open(&Stand::with("Finding", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"120\"/>"));
        for (index, id) in heading.findings.iter().enumerate() {
            let words = self.say(&Message::new(if index == 0 { "ui.findings-here" } else { "ui.print.comma" }));
            self.plain(&words);
            self.inside(&Target::Finding(id.clone()), |writer| writer.plain(id));
        }
        self.out.close("w:p");
    }

    /// The words that an item begins with stand beside its mark; what follows them stands in as far.
    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], spot: &Spot, level: usize) {
        let level = level.min(8);
        self.lists.push((start, level));
        let list = self.lists.len();
        let left = STEP * (level + 1) + if self.language() == Language::Zh { STEP / 2 } else { 0 };
        let marked = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        let beside = format!("<w:ind w:left=\"{left}\"/>");
        for (index, item) in items.iter().enumerate() {
            let spot = spot.at(index);
            if !matches!(item.first(), Some(Block::Paragraph { .. })) {
                self.open(&Stand::with("ListParagraph", &marked));
                self.out.close("w:p");
            }
            for (place, block) in item.iter().enumerate() {
                let spot = spot.at(place);
                match block {
                    Block::Paragraph { runs, number, .. } => {
                        let more = if place == 0 { &marked } else { &beside };
                        self.numbered(&Stand::with("ListParagraph", more), &spot, *number, runs);
                    }
                    Block::List { start, items } => self.list(*start, items, &spot, level + 1),
                    other => self.block(other, &spot),
                }
            }
        }
    }

    fn quote(&mut self, blocks: &[Block], spot: &Spot) {
        for (index, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph { runs, number, .. } => {
                    self.numbered(&Stand::of("Quote"), &spot.at(index), *number, runs);
                }
                other => self.block(other, &spot.at(index)),
            }
        }
    }
}

/// What records call a block; nothing where the data make it.
fn kind(block: &Block) -> &'static str {
    match block {
        Block::Heading(_) => "heading",
        Block::Paragraph { .. } => "paragraph",
        Block::List { .. } => "list",
        Block::Table(Table { form: TableForm::Written(_), .. }) => "table",
        Block::Quote(_) => "quote",
        Block::Code { .. } => "code",
        Block::Table(_) | Block::Figure(_) | Block::Rule => "",
    }
}

/// What stands between a heading's label and its words: nothing after 一、 and （一）.
pub(super) fn gap(language: Language, label: &str, depth: u8) -> &'static str {
    match language {
        _ if label.is_empty() || label.ends_with(['、', '）']) => "",
        Language::Zh if depth <= 2 => "\u{3000}",
        _ => "\u{2002}",
    }
}
