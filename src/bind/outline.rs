//! Numbers headings, figures, tables and paragraphs, and finds the pages of their ids.
//!
//! Figures and tables count by chapter in order of appearance in the source language; the other language has the same
//! ones in the same places (rule structure-differs), so one number serves both.

use super::{footnotes, paragraphs};
use crate::diagnostic::Diagnostics;
use crate::locale;
use crate::model::{Block, FigureNumbers, Inline, LANGUAGES, Outline, Page, PageId, Project, SectionEntry};
use std::collections::BTreeMap;

/// Numbers a book.
pub(super) fn number(project: &Project, faults: &mut Diagnostics) -> Outline {
    let mut outline = Outline::default();
    for language in LANGUAGES {
        let mut counter = Counter::default();
        let mut sections = Vec::new();
        for (id, page) in project.pages_of(language) {
            headings(id, page, &mut counter, &mut sections, &mut outline);
        }
        outline.sections.insert(language, sections);
    }
    registers(project, &mut outline);
    footnotes::number(project, &mut outline, faults);
    paragraphs::number(project, &mut outline);
    outline
}

/// Running numbers, the chapter's first.
#[derive(Default)]
struct Counter {
    numbers: Vec<u32>,
    chapter: String,
}

impl Counter {
    fn step(&mut self, depth: usize) -> Vec<u32> {
        self.numbers.resize(depth, 0);
        if let Some(last) = self.numbers.last_mut() {
            *last += 1;
        }
        self.numbers.clone()
    }
}

fn headings(id: PageId, page: &Page, counter: &mut Counter, sections: &mut Vec<SectionEntry>, outline: &mut Outline) {
    if counter.chapter != page.chapter() {
        page.chapter().clone_into(&mut counter.chapter);
        if !page.opens_chapter() {
            // A chapter without its opening page still counts.
            counter.step(1);
        }
    }
    for (block, heading) in page.blocks.iter().enumerate() {
        let Block::Heading(heading) = heading else { continue };
        let depth = usize::from(heading.level) + usize::from(!page.opens_chapter());
        let numbers = counter.step(depth);
        let name = heading.id.as_ref().map_or_else(String::new, |id| id.value.clone());
        outline.pages.entry((page.language, format!("sec:{name}"))).or_insert(id);
        sections.push(SectionEntry {
            page: id,
            block,
            id: name,
            depth: u8::try_from(depth).unwrap_or(u8::MAX),
            numbers,
            title: locale::curled(page.language, &Inline::plain(&heading.inlines), None).into_owned(),
        });
    }
}

/// The numbers that figures have in the printed plan, each given to the first that claims it.
fn printed(project: &Project) -> BTreeMap<&str, (u32, u32)> {
    let mut numbers: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for figure in &project.figures {
        let parts = figure.printed.as_deref().and_then(|printed| printed.split_once('-'));
        let number = parts.and_then(|(chapter, number)| Some((chapter.parse().ok()?, number.parse().ok()?)));
        if let Some(number) = number.filter(|number| number.0 > 0 && !numbers.values().any(|known| known == number)) {
            numbers.insert(figure.id.value.as_str(), number);
        }
    }
    numbers
}

/// Figures of a printed plan keep their printed numbers, and those of this edition alone count as a series of their own,
/// which is chapter 0. A book without printed numbers counts by chapter.
fn registers(project: &Project, outline: &mut Outline) {
    let printed = printed(project);
    let running = project.plan.numbering.figures == FigureNumbers::Running;
    let mut own = 0;
    for language in LANGUAGES {
        let (mut chapter, mut folder) = (0, "");
        let (mut figures, mut tables) = (0, 0);
        for (id, page) in project.pages_of(language) {
            if page.chapter() != folder {
                folder = page.chapter();
                if running {
                    chapter = locale::RUNNING;
                } else {
                    chapter += 1;
                    (figures, tables) = (0, 0);
                }
            }
            for block in &page.blocks {
                match block {
                    Block::Figure { id: figure, .. } => {
                        outline.pages.entry((language, format!("fig:{}", figure.value))).or_insert(id);
                        if !outline.figures.contains_key(&figure.value) {
                            figures += 1;
                            let number = match printed.get(figure.value.as_str()) {
                                Some(number) => *number,
                                None if printed.is_empty() => (chapter, figures),
                                None => {
                                    own += 1;
                                    (0, own)
                                }
                            };
                            outline.figures.insert(figure.value.clone(), number);
                        }
                    }
                    Block::RegisterTable { id: table, .. } => {
                        outline.pages.entry((language, format!("tab:{}", table.value))).or_insert(id);
                        if !outline.tables.contains_key(&table.value) {
                            tables += 1;
                            outline.tables.insert(table.value.clone(), (chapter, tables));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}
