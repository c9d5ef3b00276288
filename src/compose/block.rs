//! Pages and their blocks.

use super::Composer;
use super::line::is_pictures;
use crate::locale::{heading_label, table_fit};
use crate::model::document::{self, Column, Role, Row, Run, Table, TableForm};
use crate::model::{Alignment, Block, Cell, Check, Finding, Heading, Note, PageId};
use std::collections::BTreeMap;

/// Where a block stands: its page, and how many blocks it is in.
#[derive(Clone, Copy)]
struct At {
    page: PageId,
    depth: usize,
}

impl At {
    fn inner(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl Composer<'_> {
    /// A page with its footnotes.
    pub(super) fn page(&self, id: PageId) -> document::Page {
        let own = self.report.project.pages.get(id.0).filter(|page| page.language == self.language);
        let Some(page) = own else { return document::Page::default() };
        let at = At { page: id, depth: 0 };
        let blocks = page.blocks.iter().enumerate().filter_map(|(index, block)| match block {
            Block::Heading(heading) => Some(document::Block::Heading(self.heading(id, index, heading))),
            other => self.block(other, at),
        });
        document::Page { blocks: blocks.collect(), notes: self.notes(at) }
    }

    /// The footnotes that the text refers to. Of two with one label the first holds.
    fn notes(&self, at: At) -> Vec<document::Footnote> {
        let (outline, project) = (&self.report.outline, &self.report.project);
        let Some(cited) = outline.notes.get(&at.page) else { return Vec::new() };
        let mut written: BTreeMap<String, &[Block]> = BTreeMap::new();
        for (label, blocks) in project.pages[at.page.0].notes() {
            written.entry(Note::key(label)).or_insert(blocks);
        }
        let note = |note: &Note| document::Footnote {
            number: note.number,
            marks: note.marks,
            blocks: self.blocks(written.get(&note.key).copied().unwrap_or_default(), at.inner()),
        };
        cited.iter().map(note).collect()
    }

    fn heading(&self, page: PageId, block: usize, heading: &Heading) -> document::Heading {
        let section = self.sections.at(page, block).filter(|section| section.block == block);
        let opens = self.report.project.pages[page.0].opens_chapter();
        let depth = section.map_or(heading.level + u8::from(!opens), |section| section.depth);
        let id = heading.id.as_ref().map(|id| id.value.clone());
        document::Heading {
            level: heading.level,
            depth,
            label: section.map_or_else(String::new, |section| {
                heading_label(self.headings(), self.language, section.depth, &section.numbers)
            }),
            runs: self.line(&heading.inlines, Some(page)),
            findings: id.as_deref().map_or_else(Vec::new, |id| self.editorial(page, id)),
            id,
        }
    }

    /// The findings about the words of a section, which no tie can carry.
    fn editorial(&self, page: PageId, section: &str) -> Vec<String> {
        let path = &self.report.project.pages[page.0].path;
        let stands_here = |finding: &&Finding| {
            matches!(finding.check, Check::Editorial)
                && finding.page.as_ref().is_some_and(|page| page.value == *path)
                && finding.section.as_ref().is_some_and(|named| named.value == section)
        };
        self.report.project.findings.iter().filter(stands_here).map(|finding| finding.id.value.clone()).collect()
    }

    fn blocks(&self, blocks: &[Block], at: At) -> Vec<document::Block> {
        blocks.iter().filter_map(|block| self.block(block, at)).collect()
    }

    /// A block; none of what stands elsewhere (footnotes) or nowhere (an unknown id, refused before).
    fn block(&self, block: &Block, at: At) -> Option<document::Block> {
        let number = self.report.outline.paragraphs.get(&block.span()).copied();
        let numbered = |table| document::Block::Table(Table { number, ..table });
        let line = |inlines| self.line(inlines, Some(at.page));
        Some(match block {
            // A heading inside a list or a quotation has no number; its words are kept.
            Block::Heading(heading) => {
                let runs = vec![Run::Strong(line(&heading.inlines))];
                document::Block::Paragraph { runs, pictures: false, number }
            }
            Block::Paragraph { inlines, .. } => {
                document::Block::Paragraph { runs: line(inlines), pictures: is_pictures(inlines), number }
            }
            Block::List { start, items, .. } => {
                let items = items.iter().map(|item| self.blocks(&item.blocks, at.inner())).collect();
                document::Block::List { start: *start, items }
            }
            Block::Table { columns, rows, .. } => numbered(self.written_table(columns, rows, at)),
            Block::Quote { blocks, .. } => document::Block::Quote(self.blocks(blocks, at.inner())),
            Block::Code { text, .. } => document::Block::Code { text: text.clone(), number },
            Block::Figure { id, .. } => {
                self.report.project.figures.get(id)?;
                document::Block::Figure(id.value.clone())
            }
            Block::RegisterTable { id, .. } => numbered(self.register_table(&id.value)?),
            Block::Project { id, .. } => numbered(self.project_entry(&id.value)?),
            Block::Footnote { .. } => return None,
            Block::Rule { .. } => document::Block::Rule,
        })
    }

    /// A table of the text; short rows are filled up, since a table is a rectangle.
    fn written_table(&self, columns: &[Alignment], rows: &[Vec<Cell>], at: At) -> Table {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let cells = |row: &Vec<Cell>| {
            let mut cells: Vec<_> = row.iter().map(|cell| self.line(&cell.inlines, Some(at.page))).collect();
            cells.resize(width, Vec::new());
            cells
        };
        let head = rows.first().map_or_else(|| vec![Vec::new(); width], cells);
        let sides = columns.iter().copied().chain(std::iter::repeat(Alignment::Start));
        let column = |(head, side)| Column { head, role: Role::Words, side };
        Table {
            form: TableForm::Written(table_fit(rows, at.depth)),
            number: None,
            caption: None,
            name: String::new(),
            columns: head.into_iter().zip(sides).map(column).collect(),
            rows: rows.iter().skip(1).map(|row| Row::Cells(cells(row))).collect(),
            notes: Vec::new(),
        }
    }
}
