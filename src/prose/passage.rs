//! Passages: the lines of prose that readers see, each as one text that knows where its bytes stand. Ties, waived
//! numbers, code, addresses and cross-references are gaps in it.

use crate::diagnostic::Span;
use crate::locale::script::GAP;
use crate::model::{
    Block, FactValue, FigureData, Inline, LANGUAGES, Language, PageId, Project, Prose, ProseText, TieId,
};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where a passage stands. The two languages of a field have one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// On a page: page, and index of its top-level block.
    Block(PageId, usize),
    /// In a published text field of the data.
    Field(usize),
}

/// One line of prose: a paragraph, a cell, a heading, a text field.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its language.
    pub language: Language,
    /// Where it stands.
    pub home: Home,
    /// What a reader sees, with gaps.
    pub text: String,
    /// The ties in it, in order.
    pub ties: Vec<TieId>,
    /// Where each tie's gap begins in the text.
    gaps: Vec<usize>,
    pieces: Vec<Piece>,
    /// The pieces that are words of a link.
    linked: Vec<Span>,
}

/// A stretch of a passage that stands in the file.
#[derive(Debug, Clone)]
struct Piece {
    /// Its bytes in the passage.
    range: Range<usize>,
    span: Span,
}

/// What a reader sees around a tie's literal on its line.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Before it.
    pub before: String,
    /// After it.
    pub after: String,
}

impl Passage {
    fn new(language: Language, home: Home, inlines: &[Inline]) -> Self {
        let (text, ties, gaps) = (String::new(), Vec::new(), Vec::new());
        let mut passage = Self { language, home, text, ties, gaps, pieces: Vec::new(), linked: Vec::new() };
        passage.read(inlines);
        passage
    }

    fn read(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Link { target, inlines } if Inline::shows_address(target, inlines) => self.text.push(GAP),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
                    self.take(inline);
                    self.read(inner);
                }
                _ => self.take(inline),
            }
        }
    }

    fn take(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(piece) => {
                let start = self.text.len();
                self.text.push_str(piece);
                self.pieces.push(Piece { range: start..self.text.len(), span: piece.span });
            }
            Inline::Tie(id, _) => {
                self.ties.push(*id);
                self.gaps.push(self.text.len());
                self.text.push(GAP);
            }
            Inline::Link { inlines, .. } => Inline::walk(inlines, &mut |inner| {
                if let Inline::Text(piece) = inner {
                    self.linked.push(piece.span);
                }
            }),
            Inline::SoftBreak => self.text.push(' '),
            Inline::HardBreak => self.text.push('\n'),
            Inline::Emphasis(_) | Inline::Strong(_) => {}
            _ => self.text.push(GAP),
        }
    }

    /// Whether a place is among the words of a link, where no tie can stand: links do not nest.
    pub fn is_linked(&self, place: Span) -> bool {
        self.linked.iter().any(|words| words.start <= place.start && place.end <= words.end)
    }

    /// The ties with the places of their gaps in the text.
    pub fn tie_gaps(&self) -> impl Iterator<Item = (TieId, Range<usize>)> {
        self.ties.iter().zip(&self.gaps).map(|(id, start)| (*id, *start..start + GAP.len_utf8()))
    }

    /// The place of a part of the text, and whether it is exact: it is if the part lies in one piece that stands in the
    /// file as it reads. Else the place ends with the piece the part begins in. `None` if it begins in no piece.
    pub fn span(&self, range: Range<usize>) -> Option<(Span, bool)> {
        let index = self.pieces.partition_point(|piece| piece.range.start <= range.start).checked_sub(1)?;
        let Piece { range: whole, span } = self.pieces.get(index)?;
        // A piece with escapes is longer in the file than it reads.
        if span.range().len() != whole.len() {
            return Some((*span, false));
        }
        let start = (range.start - whole.start).min(whole.len());
        let end = range.end.min(whole.end).saturating_sub(whole.start).max(start);
        Some((span.slice(start..end), range.end <= whole.end))
    }
}

/// All passages of the pages, then of the published text fields; findings and names are none of them.
pub fn passages(project: &Project) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, page) in project.pages.iter().enumerate() {
        for (block, content) in page.blocks.iter().enumerate() {
            let home = Home::Block(PageId(index), block);
            lines(content, &mut |inlines| {
                passages.push(Passage::new(page.language, home, inlines));
                Inline::walk(inlines, &mut |inline| {
                    if let Inline::Image { alt, .. } = inline {
                        passages.push(Passage::new(page.language, home, alt));
                    }
                });
            });
        }
    }
    for (number, field) in published_fields(project).into_iter().enumerate() {
        for language in LANGUAGES {
            let text: &ProseText = field.get(language);
            passages.push(Passage::new(language, Home::Field(number), &text.inlines));
        }
    }
    passages
}

/// What stands around each tie of a passage.
pub fn surroundings(project: &Project) -> BTreeMap<TieId, Surroundings> {
    let around = |passage: &Passage, gap: &Range<usize>| Surroundings {
        before: passage.text[..gap.start].to_owned(),
        after: passage.text[gap.end..].to_owned(),
    };
    let passages = passages(project);
    let ties = passages.iter().flat_map(|passage| passage.tie_gaps().map(move |(id, gap)| (id, around(passage, &gap))));
    ties.collect()
}

/// The text fields that speak of numbers and reach a reader: titles, captions and alternatives of figures and
/// tables, what claims say, notes, what projects and zones say. [`Home::Field`] counts them.
pub fn published_fields(project: &Project) -> Vec<&Prose> {
    let mut fields = vec![&project.plan.notice];
    for figure in &project.figures {
        fields.push(&figure.title);
        fields.extend([&figure.caption, &figure.alt, &figure.rest, &figure.needs].into_iter().flatten());
        if let FigureData::Facts(_, Some(labels)) = &figure.data {
            fields.extend(labels);
        }
    }
    fields.extend(project.tables.iter().map(|table| &table.title));
    fields.extend(project.claims.iter().map(|claim| &claim.text));
    fields.extend(project.indicators.iter().filter_map(|indicator| indicator.note.as_ref()));
    for fact in &project.facts {
        fields.extend(fact.note.as_deref());
        let readings = match &fact.value {
            FactValue::Range(..) => &[],
            _ => fact.readings(),
        };
        fields.extend(readings.iter().filter_map(|reading| reading.note.as_deref()));
    }
    fields.extend(project.sources.iter().flat_map(|source| source.scope.iter().chain(&source.note)));
    for entry in &project.projects {
        fields.push(&entry.tasks);
        fields.extend([&entry.place, &entry.responsible, &entry.funding].into_iter().flatten());
    }
    let members = project.dimensions.iter().flat_map(|dimension| &dimension.members);
    fields.extend(members.flat_map(|member| member.problems.iter().chain(&member.direction)));
    fields
}

/// Calls `see` for every line of a block.
fn lines<'a>(block: &'a Block, see: &mut dyn FnMut(&'a [Inline])) {
    match block {
        Block::Heading(heading) => see(&heading.inlines),
        Block::Paragraph { inlines, .. } => see(inlines),
        Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|block| lines(block, see)),
        Block::Table { rows, .. } => rows.iter().flatten().for_each(|cell| see(&cell.inlines)),
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter().for_each(|block| lines(block, see));
        }
        Block::Code { .. }
        | Block::Figure { .. }
        | Block::RegisterTable { .. }
        | Block::Project { .. }
        | Block::Rule { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Spanned};

    fn piece(text: &str, start: usize, length: usize) -> Inline {
        Inline::Text(Spanned::new(text.to_owned(), Span::new(SourceId(0), start..start + length)))
    }

    #[test]
    fn places_are_exact_where_the_file_reads_as_the_text() {
        let strong = Inline::Strong(vec![piece("6个", 10, 4)]);
        let inlines = [piece("共", 5, 3), strong, Inline::Tie(TieId(0), "x".to_owned()), piece("a*b", 40, 4)];
        let passage = Passage::new(Language::Zh, Home::Field(0), &inlines);
        assert_eq!(passage.text, "共6个\u{fffc}a*b");
        let at = |range| passage.span(range).map(|(span, exact)| (span.range(), exact));
        assert_eq!(at(3..7), Some((10..14, true)));
        assert_eq!(at(4..7), Some((11..14, true)));
        assert_eq!(at(10..11), Some((40..44, false)));
        assert_eq!(at(0..4), Some((5..8, false)));
        let gaps: Vec<_> = passage.tie_gaps().collect();
        assert_eq!(gaps, [(TieId(0), 7..10)]);
    }

    #[test]
    fn a_number_goes_on_after_a_line_end() {
        let read = |language, inlines: &[Inline]| Passage::new(language, Home::Field(0), inlines);
        let broken = [piece("共六", 5, 6), piece("十处", 12, 6)];
        let passage = read(Language::Zh, &broken);
        assert_eq!(passage.text, "共六十处");
        let place = passage.span(3..12).map(|(span, exact)| (span.range(), exact));
        assert_eq!(place, Some((8..11, false)), "to the end of its line");
        let english = [piece("covers 5", 5, 8), Inline::SoftBreak, piece("km", 14, 2)];
        assert_eq!(read(Language::En, &english).text, "covers 5 km");
    }
}
