//! All passages of a book, in order: block by block, then field by field.

use super::passage::{Home, Passage, Reading, Surroundings};
use super::{fields, pairing};
use crate::diagnostic::Span;
use crate::model::{Block, Inline, LANGUAGES, Language, Page, PageId, Project, Tie, TieId};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;

/// All passages of a book.
#[derive(Debug)]
pub struct Passages<'a> {
    all: Vec<Passage<'a>>,
    /// Of each page where the passages of each block begin, and where those of the last end.
    blocks: Vec<Vec<usize>>,
    /// Where those of the fields begin: one of each field and language, Chinese first.
    fields: usize,
    /// How many languages there are.
    languages: usize,
    /// Of each tie its passage and its bytes there; none of one that stands nowhere.
    ties: Vec<Option<(usize, Range<usize>)>>,
}

impl<'a> Passages<'a> {
    /// Reads all of a book's text.
    pub fn of(project: &'a Project, reading: Reading) -> Self {
        let page = |(index, page)| of_page(PageId(index), page, reading, &project.ties);
        let pages: Vec<(Vec<Passage<'a>>, Vec<usize>)> = project.pages.par_iter().enumerate().map(page).collect();
        let mut all = Vec::with_capacity(pages.iter().map(|(passages, _)| passages.len()).sum());
        let mut blocks = Vec::with_capacity(pages.len());
        for (passages, starts) in pages {
            blocks.push(starts.into_iter().map(|start| all.len() + start).collect());
            all.extend(passages);
        }
        let fields = all.len();
        let languages: Vec<Language> =
            LANGUAGES.into_iter().filter(|language| project.plan.languages.has(*language)).collect();
        // Nobody asks for what is typed in a name; a large book has a hundred thousand.
        let is_asked = |field: &fields::Field<'_>| {
            reading != Reading::Untied
                || field.is_finding_note()
                || field.looks.counted
                || languages.iter().any(|language| field.prose.get(*language).has_ties())
        };
        let mut asked = 0;
        fields::each(project, &mut |field| asked += usize::from(is_asked(&field)));
        all.reserve_exact(asked * languages.len());
        fields::each(project, &mut |field| {
            if !is_asked(&field) {
                return;
            }
            for language in &languages {
                let text = field.prose.get(*language);
                let words = (text.inlines.as_slice(), text.span);
                all.push(Passage::new((*language, Home::Field(field)), reading, words, &project.ties));
            }
        });
        let mut ties = vec![None; project.ties.len()];
        for (index, passage) in all.iter().enumerate() {
            for (TieId(tie), range) in passage.ties() {
                if let Some(place) = ties.get_mut(tie) {
                    *place = Some((index, range));
                }
            }
        }
        Self { all, blocks, fields, languages: languages.len(), ties }
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Passage<'a>> {
        self.as_slice().iter()
    }

    /// All of them, in order.
    pub fn as_slice(&self) -> &[Passage<'a>] {
        &self.all
    }

    /// Those of a block.
    pub fn of_block(&self, page: PageId, block: usize) -> &[Passage<'a>] {
        self.places(page, block).map(|places| self.part(&places)).unwrap_or_default()
    }

    /// Which of them are those of a block or a field and which those of its translation, Chinese first: of all that have
    /// one.
    pub fn side_by_side(&self, project: &Project) -> Vec<[Range<usize>; 2]> {
        let mut pairs = Vec::new();
        for pair in pairing::pages(project) {
            let partners = pairing::partners(pair.zh.1, pair.en.1).into_iter().enumerate();
            for (zh, en) in partners.filter_map(|(block, partner)| Some((block, partner?))) {
                pairs.extend(self.places(pair.zh.0, zh).zip(self.places(pair.en.0, en)).map(<[_; 2]>::from));
            }
        }
        if self.languages == LANGUAGES.len() {
            let fields = (self.fields..self.all.len()).step_by(self.languages);
            pairs.extend(fields.map(|zh| [zh..zh + 1, zh + 1..zh + 2]));
        }
        pairs
    }

    /// Some of them, by their places.
    pub fn part(&self, places: &Range<usize>) -> &[Passage<'a>] {
        self.all.get(places.clone()).unwrap_or_default()
    }

    fn places(&self, PageId(page): PageId, block: usize) -> Option<Range<usize>> {
        let starts = self.blocks.get(page)?;
        Some(*starts.get(block)?..*starts.get(block + 1)?)
    }

    /// Those of the text fields in a book of both languages: Chinese and English of each. Of what is untied only the fields that are asked for.
    pub fn of_fields(&self) -> impl Iterator<Item = [&Passage<'a>; 2]> {
        let fields = self.all.get(self.fields..).unwrap_or_default();
        fields.chunks_exact(self.languages).filter_map(|pair| match pair {
            [zh, en] => Some([zh, en]),
            _ => None,
        })
    }

    /// What stands around a tie.
    pub fn around(&self, TieId(tie): TieId) -> Surroundings<'_> {
        let place = self.ties.get(tie).and_then(Option::as_ref);
        let found = place.and_then(|(passage, range)| Some(self.all.get(*passage)?.around(range)));
        found.unwrap_or_default()
    }
}

/// The passages of a page, and where those of each block begin and the last end.
fn of_page<'a>(id: PageId, page: &'a Page, reading: Reading, ties: &[Tie]) -> (Vec<Passage<'a>>, Vec<usize>) {
    let mut count = 0;
    page.blocks.iter().for_each(|block| runs(block, &mut |_, _| count += 1));
    let (mut passages, mut starts) = (Vec::with_capacity(count), Vec::with_capacity(page.blocks.len() + 1));
    let mut heading = None;
    for (block, content) in page.blocks.iter().enumerate() {
        starts.push(passages.len());
        if let Block::Heading(found) = content {
            heading = found.id.as_ref().map(|id| id.value.as_str());
        }
        let home = Home::Page { page: id, path: &page.path, block, heading };
        runs(content, &mut |inlines, whole| {
            passages.push(Passage::new((page.language, home), reading, (inlines, whole), ties));
            Inline::walk(inlines, &mut |inline| {
                if let Inline::Image { alt, .. } = inline {
                    passages.push(Passage::new((page.language, home), reading, (alt, whole), ties));
                }
            });
        });
    }
    starts.push(passages.len());
    (passages, starts)
}

/// The runs of words of a block, each with the place of what holds it.
fn runs<'a>(block: &'a Block, see: &mut dyn FnMut(&'a [Inline], Span)) {
    match block {
        Block::Heading(heading) => see(&heading.inlines, heading.span),
        Block::Paragraph { inlines, span } => see(inlines, *span),
        Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|inner| runs(inner, see)),
        Block::Table { rows, span, .. } => rows.iter().flatten().for_each(|cell| see(&cell.inlines, *span)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|inner| runs(inner, see));
        }
        Block::Code { .. }
        | Block::Figure { .. }
        | Block::RegisterTable { .. }
        | Block::Project { .. }
        | Block::Rule { .. } => {}
    }
}
