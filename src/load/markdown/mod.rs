//! Markdown to the model's blocks and inlines, with places: pages as a whole, text fields as one line of text.
//!
//! CommonMark with tables, footnotes and heading attributes. The family of `=`, `?`, `!`, `fig:`, `tab:` and `#…:`
//! destinations gets its meaning here (design.md, section 1), but no name is resolved. What the book cannot print
//! (raw HTML) or what looks like a tie and is not one is a fault at its place.

mod block;
mod breaks;
mod destination;
mod enumerator;
mod foreign;
mod inline;
mod leftover;
mod line;
mod link;
mod shape;

pub(super) use destination::REASONS;

use crate::diagnostic::limits::LARGEST_PARAGRAPH;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, Spanned, rule};
use crate::load::mapped::{Map, Mapped};
use crate::model::{Block, Inline, Language, PageId, Place, Tie};
use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// A page's content.
pub(super) struct Content {
    /// Its blocks.
    pub(super) blocks: Vec<Block>,
    /// Its images, by path below `content/`, each where it is named.
    pub(super) images: Vec<Spanned<String>>,
}

/// Reads a page; `text` is what stands after the byte order mark.
pub(super) fn page(
    text: &Mapped,
    page: PageId,
    language: Language,
    faults: &mut Diagnostics,
    ties: &mut Vec<Tie>,
) -> Content {
    let parsed = parse(&text.text);
    let mut walker = Walker::new(text, &parsed, language, faults, ties);
    walker.page = Some(page);
    let mut blocks = walker.blocks(0);
    blocks.iter_mut().for_each(|block| breaks::fold_block(language, block));
    walker.tell_indents();
    walker.unused_definitions();
    Content { blocks, images: walker.images }
}

/// Reads a text field: a line of text, whatever it begins with; paragraphs of a block are joined by line breaks.
pub(super) fn field(text: &Mapped, language: Language, faults: &mut Diagnostics, ties: &mut Vec<Tie>) -> Vec<Inline> {
    if is_plain(text) {
        return vec![Inline::Text(Spanned::new(text.text.clone(), text.span(0..text.text.len())))];
    }
    marked(text, language, faults, ties)
}

/// A text field that Markdown has to look at.
fn marked(text: &Mapped, language: Language, faults: &mut Diagnostics, ties: &mut Vec<Tie>) -> Vec<Inline> {
    // A full stop in front keeps `1. …`, `# …` and `- …` from being lists and headings.
    let shown = Mapped { text: format!("{GUARD}{}", text.text), source: text.source, map: guarded(&text.map) };
    let parsed = parse(&shown.text);
    let mut walker = Walker::new(&shown, &parsed, language, faults, ties);
    let blocks = walker.blocks(0);
    let mut inlines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { inlines: paragraph, .. } => {
                if !inlines.is_empty() {
                    inlines.push(Inline::HardBreak);
                }
                inlines.extend(paragraph);
            }
            other => faults.report(Diagnostic::error(rule::YAML_SHAPE, other.span(), Message::new("text-not-a-line"))),
        }
    }
    unguard(&mut inlines);
    breaks::fold(language, &mut inlines);
    inlines
}

/// Whether a text has nothing that Markdown or a tie is made of, as most names have not: it is what it is.
fn is_plain(text: &Mapped) -> bool {
    let marks = |sign: char| {
        matches!(
            sign,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '&'
                | '!'
                | '#'
                | '|'
                | '~'
                | '^'
                | '$'
                | '{'
                | '］'
                | '】'
        )
    };
    text.text.len() <= LARGEST_PARAGRAPH
        && !matches!(text.map, Map::Whole(_))
        && !text.text.is_empty()
        && text.text.trim().len() == text.text.len()
        && !text.text.contains(|sign: char| marks(sign) || sign.is_control())
        && !["==", "%%", "＊＊"].iter().any(|mark| text.text.contains(mark))
        && text.text.matches(':').nth(1).is_none()
}

const GUARD: char = '.';

/// Every place moves by the guard's one byte.
fn guarded(map: &Map) -> Map {
    match map {
        Map::From(0) => Map::Lines(vec![(0, 0), (1, 0)]),
        Map::From(base) => Map::From(base - 1),
        Map::Lines(lines) => {
            let first = lines.first().map_or(0, |(_, file)| *file);
            let moved = lines.iter().map(|(text, file)| (text + 1, *file));
            Map::Lines(std::iter::once((0, first)).chain(moved).collect())
        }
        Map::Whole(whole) => Map::Whole(whole.clone()),
    }
}

fn unguard(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(piece)) = inlines.first_mut() {
        if let Some(rest) = piece.value.strip_prefix(GUARD) {
            piece.value = rest.to_owned();
            // In a text that is not byte for byte the place stays the whole.
            if piece.span.range().len() > piece.value.len() && piece.span.end > piece.span.start {
                let shifted = piece.span.range().len() == piece.value.len() + 1;
                piece.span.start += u32::from(shifted);
            }
        }
        if piece.value.is_empty() {
            inlines.remove(0);
        }
    }
}

/// A text as the parser sees it.
struct Parsed<'a> {
    /// All events with their bytes.
    events: Vec<(Event<'a>, Range<usize>)>,
    /// Where each reference is defined, by its label in lower case.
    definitions: BTreeMap<String, Range<usize>>,
    /// Reference links that nothing defines.
    undefined: Vec<Range<usize>>,
}

fn parse(text: &str) -> Parsed<'_> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut undefined = Vec::new();
    let mut broken = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            undefined.push(link.span);
        }
        None
    };
    let iterator = Parser::new_with_broken_link_callback(text, options, Some(&mut broken)).into_offset_iter();
    let definitions = iterator
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_lowercase(), definition.span.clone()))
        .collect();
    let events = iterator.collect();
    Parsed { events, definitions, undefined }
}

/// Walks over the events of one text.
struct Walker<'a> {
    text: &'a Mapped,
    events: &'a [(Event<'a>, Range<usize>)],
    next: usize,
    definitions: &'a BTreeMap<String, Range<usize>>,
    language: Language,
    /// `None` in a text field.
    page: Option<PageId>,
    /// The top-level block being read.
    block: usize,
    images: Vec<Spanned<String>>,
    /// Where the characters stand that have a backslash in front, once it was asked.
    escapes: OnceCell<HashSet<u32>>,
    /// The spaces typed in front of paragraphs.
    indents: Vec<Span>,
    /// The labels that a link or an image has used, in lower case.
    used: BTreeSet<String>,
    faults: &'a mut Diagnostics,
    ties: &'a mut Vec<Tie>,
}

impl<'a> Walker<'a> {
    fn new(
        text: &'a Mapped,
        parsed: &'a Parsed<'a>,
        language: Language,
        faults: &'a mut Diagnostics,
        ties: &'a mut Vec<Tie>,
    ) -> Self {
        for range in &parsed.undefined {
            let fault = Diagnostic::error(rule::LINK_BROKEN, text.span(range.clone()), Message::new("link-undefined"));
            faults.report(fault.hint(Message::new("link-undefined-hint")));
        }
        let (images, events, definitions) = (Vec::new(), parsed.events.as_slice(), &parsed.definitions);
        let (escapes, indents, used) = (OnceCell::new(), Vec::new(), BTreeSet::new());
        Self {
            text,
            events,
            next: 0,
            definitions,
            language,
            page: None,
            block: 0,
            images,
            escapes,
            indents,
            used,
            faults,
            ties,
        }
    }

    fn peek(&self) -> Option<&'a (Event<'a>, Range<usize>)> {
        self.events.get(self.next)
    }

    fn place(&self) -> Place {
        match self.page {
            Some(page) => Place::Page { page, block: self.block },
            None => Place::Field,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.text.span(range.clone())
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.text.get(range.clone()).unwrap_or("")
    }

    /// Reports a fault.
    fn fault(&mut self, rule: RuleId, range: &Range<usize>, message: Message) {
        let place = self.span(range);
        self.faults.report(Diagnostic::error(rule, place, message));
    }

    /// Reports a fault with a remedy.
    fn fault_with_hint(&mut self, rule: RuleId, range: &Range<usize>, message: Message, hint: Message) {
        let place = self.span(range);
        self.faults.report(Diagnostic::error(rule, place, message).hint(hint));
    }

    /// Passes over an element whose start was just taken, to its end.
    fn skip(&mut self) {
        let mut depth = 1;
        while let Some((event, _)) = self.peek() {
            self.next += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    fn mapped(text: &str) -> Mapped {
        Mapped { text: text.to_owned(), source: SourceId(0), map: Map::From(7) }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What is taken for plain reads as if Markdown had looked at it.
        #[test]
        fn a_plain_text_is_the_same_without_markdown(text in "[甲乙。，、（）：“”a-zA-Z0-9 .,;:()%/'\"=?+{}$@-]{1,30}") {
            let text = mapped(&text);
            if is_plain(&text) {
                let (mut faults, mut ties) = (Diagnostics::new(), Vec::new());
                let fast = field(&text, Language::Zh, &mut faults, &mut ties);
                let slow = marked(&text, Language::Zh, &mut faults, &mut ties);
                prop_assert_eq!(format!("{fast:?}"), format!("{slow:?}"));
                prop_assert_eq!(faults.iter().count() + ties.len(), 0);
            }
        }
    }

    #[test]
    fn what_markdown_or_a_tie_is_made_of_is_not_plain() {
        for text in ["a *b*", "[5](=x)", "】（=x", "a\nb", " a", "<b>", "a & b", "![](x)", "~~a~~", "a\\b"] {
            assert!(!is_plain(&mapped(text)), "{text}");
        }
        assert!(is_plain(&mapped("草地面积（2020年），约43.55%")));
    }
}
