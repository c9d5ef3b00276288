//! What Markdown reads in another way than its author meant: paragraphs that become code, lines that run together,
//! numbers and cells that are dropped.

use super::Walker;
use super::enumerator::enumerator;
use crate::diagnostic::{Diagnostic, Message, RuleId, Span, rule};
use crate::model::{Block, Inline};
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

const RULE: RuleId = rule::PAGE_SHAPE;

/// What begins a paragraph in a word processor: a full-width space, those of `&emsp;` and `&ensp;`, a no-break space.
const INDENTS: [char; 4] = ['\u{3000}', '\u{2003}', '\u{2002}', '\u{a0}'];

impl Walker<'_> {
    /// A paragraph indented by four spaces or a tab is code.
    pub(super) fn indented_code(&mut self, range: &Range<usize>) {
        let range = self.trimmed(range);
        self.fault_with_hint(RULE, &range, Message::new("page-indented"), Message::new("page-indented-hint"));
    }

    /// No tie is read in code.
    pub(super) fn ties_in_code(&mut self, range: &Range<usize>) {
        let code = self.slice(range);
        let mut reached = 0;
        for (at, _) in code.match_indices("](") {
            let behind = &code[at + 2..];
            if !behind.starts_with(['=', '?', '!']) {
                continue;
            }
            let line = code[reached..at].rfind('\n').map_or(reached, |before| reached + before + 1);
            let start = code[line..at].rfind('[').map_or(at, |open| line + open);
            let end = behind.find([')', '\n']).map_or(at + 3, |close| at + 2 + close + 1);
            reached = at + 2;
            let place = range.start + start..range.start + end.min(code.len());
            let message = Message::new("tie-in-code").with("text", self.slice(&place).trim_end());
            self.fault_with_hint(rule::TIE_MALFORMED, &place, message, Message::new("tie-in-code-hint"));
        }
    }

    /// A heading stands on the page itself and has words: a picture alone gives the contents nothing.
    pub(super) fn heading_shape(&mut self, inlines: &[Inline], range: &Range<usize>, depth: usize) {
        if depth > 0 {
            self.fault_with_hint(
                RULE,
                range,
                Message::new("page-heading-inside"),
                Message::new("page-heading-inside-hint"),
            );
        } else if Inline::plain(inlines).trim().is_empty() {
            self.fault_with_hint(
                RULE,
                range,
                Message::new("page-heading-empty"),
                Message::new("page-heading-empty-hint"),
            );
        }
    }

    /// Whether a heading was made by a line of `---` under a text, and most likely not meant as one.
    pub(super) fn underlined(&mut self, level: HeadingLevel, id: bool, range: &Range<usize>) -> bool {
        let by_accident = level == HeadingLevel::H2 && !id && !self.slice(range).starts_with('#');
        if by_accident {
            self.fault_with_hint(RULE, range, Message::new("page-underlined"), Message::new("page-underlined-hint"));
        }
        by_accident
    }

    /// What the registers supply stands on the page itself: only there it is numbered.
    pub(super) fn figure_inside(&mut self, block: &Block, range: &Range<usize>, depth: usize) -> bool {
        let registered = matches!(block, Block::Figure { .. } | Block::RegisterTable { .. } | Block::Project { .. });
        let inside = registered && depth > 0;
        if inside {
            self.fault_with_hint(
                RULE,
                range,
                Message::new("page-figure-inside"),
                Message::new("page-figure-inside-hint"),
            );
        }
        inside
    }

    /// Only the first number of a list counts; the others are printed as they follow from it. `written` are the places
    /// of the items.
    pub(super) fn item_numbers(&mut self, start: u64, written: &[Range<usize>]) {
        let number = |range: &Range<usize>| {
            let digits: String = self.slice(range).chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u64>().ok()
        };
        let numbers: Vec<Option<u64>> = written.iter().map(number).collect();
        // `1. 1. 1.` is how one leaves the counting to Markdown.
        if numbers.iter().all(|number| *number == Some(start)) {
            return;
        }
        let wrong = (start..).zip(&numbers).zip(written).find(|((printed, number), _)| **number != Some(*printed));
        if let Some(((printed, Some(number)), range)) = wrong {
            let place = range.start..range.start + number.to_string().len();
            let message = Message::new("page-item-number").with("written", number.to_string());
            let message = message.with("printed", printed.to_string());
            self.fault_with_hint(RULE, &place, message, Message::new("page-item-number-hint"));
        }
    }

    /// A row has as many cells as the head: more would be dropped; a line without any is not a row.
    pub(super) fn row_shape(&mut self, range: &Range<usize>, head: usize) {
        let range = self.trimmed(range);
        let row = self.slice(&range);
        let cells = cells(row);
        if head > 1 && !row.contains('|') {
            self.fault_with_hint(RULE, &range, Message::new("page-row-text"), Message::new("page-row-text-hint"));
        } else if cells != head {
            let id = if cells > head { "page-row-long" } else { "page-row-short" };
            let message = Message::new(id).with("cells", cells).with("head", head);
            self.fault_with_hint(RULE, &range, message, Message::new("page-row-hint"));
        }
    }

    /// Takes typed spaces from the beginning of a paragraph: site and print indent by themselves. A line further down
    /// that begins so, or with the next of a row of numbers, was meant as a paragraph of its own.
    pub(super) fn indents(&mut self, inlines: &mut [Inline]) {
        if self.page.is_none() {
            return;
        }
        let (mut first, mut broken, mut told) = (true, false, false);
        let mut before = None;
        for inline in inlines {
            if let Inline::Text(piece) = inline
                && (first || broken)
            {
                let bare = piece.value.trim_start_matches(INDENTS).len();
                let typed = piece.value.len() - bare;
                let exact = piece.span.range().len() == piece.value.len();
                let place = if exact { piece.span.slice(0..typed) } else { piece.span };
                if typed > 0 && broken {
                    self.run_in(piece.span, "page-run-in", Diagnostic::error);
                } else if typed > 0 && !told {
                    told = true;
                    self.indents.push(place);
                }
                if typed > 0 {
                    piece.value.drain(..typed);
                    if exact {
                        piece.span = piece.span.slice(typed..typed + bare);
                    }
                }
                if bare == 0 {
                    // An entity is a piece of its own: more may follow.
                    continue;
                }
                let number = enumerator(&piece.value);
                if broken && number.zip(before).is_some_and(|(number, before)| number.follows(before)) {
                    self.run_in(piece.span, "page-run-in-number", Diagnostic::warning);
                }
                if number.is_some() || first {
                    before = number;
                }
            }
            first = false;
            broken = matches!(inline, Inline::SoftBreak);
            first |= matches!(inline, Inline::HardBreak);
        }
    }

    fn run_in(&mut self, place: Span, id: &'static str, weigh: fn(RuleId, Span, Message) -> Diagnostic) {
        let place = Span { end: place.start, ..place };
        self.faults.report(weigh(RULE, place, Message::new(id)).hint(Message::new("page-run-in-hint")));
    }

    /// `[1]: a source` is not a note: Markdown takes it for the address of links, and shows nothing.
    pub(super) fn unused_definitions(&mut self) {
        let definitions = self.definitions;
        for (label, range) in definitions.iter().filter(|(label, _)| !self.used.contains(*label)).collect::<Vec<_>>() {
            let message = Message::new("page-definition-unused").with("label", label.as_str());
            let hint = Message::new("page-definition-unused-hint");
            self.fault_with_hint(RULE, &self.trimmed(range), message, hint);
        }
    }

    /// One word a page about typed spaces, not one a paragraph.
    pub(super) fn tell_indents(&mut self) {
        if let Some(first) = self.indents.first() {
            let message = Message::new("page-spaces").with("count", self.indents.len());
            let fault = Diagnostic::warning(RULE, *first, message);
            self.faults.report(fault.hint(Message::new("page-spaces-hint")));
        }
    }
}

/// How many cells a row of a table is written with.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut bars = 0;
    let mut open = false;
    for sign in row.chars() {
        let bar = sign == '|' && !escaped;
        bars += usize::from(bar);
        open = !bar;
        escaped = sign == '\\' && !escaped;
    }
    bars + usize::from(open)
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_counted_as_the_parser_counts_them() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            (r"| a \| b | c |", 2),
            ("| a |", 1),
            ("||", 1),
            ("| | |", 2),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
