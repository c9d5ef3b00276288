//! About which page of the copy each place stands on. The contents are handed out with these pages, so that the file opens
//! without a question and reads well at once; the program that lays it out puts in its own when it renews them.
//!
//! An estimate: lines are counted by the widths of characters, heights are those of the tool's styles. Fonts and programs
//! move a place by a page, seldom by two.

use super::looks::{LOOKS, Look, TEXT_EN, TEXT_ZH};
use super::page::PageSetup;
use super::styles::HEADINGS;
use crate::locale::script::is_wide;
use crate::model::Language;
use std::collections::BTreeMap;

/// How high a line of a face is, in its size, where no style says it.
const NATURAL: f64 = 1.3;

/// The same of Latin text.
const NATURAL_LATIN: f64 = 1.15;

/// What a cell has above and below its words, and beside them, in points.
const CELL: (f64, f64) = (5.0, 8.5);

/// How a paragraph stands, in points.
#[derive(Debug, Clone, Copy)]
struct Metrics {
    size: f64,
    line: f64,
    above: f64,
    below: f64,
    /// What its lines lose to its sides, and its first line more.
    sides: f64,
    first: f64,
    keeps: bool,
    breaks: bool,
}

/// The pages of a copy as they fill.
#[derive(Debug, Clone)]
pub(super) struct Pager {
    language: Language,
    width: f64,
    height: f64,
    page: u32,
    at: f64,
    /// What is kept with the next paragraph: its height, and the places in it.
    held: f64,
    waiting: Vec<String>,
    /// The row of a table being filled, and the room of a cell.
    row: f64,
    /// The pages of places, by the names of their bookmarks.
    pub(super) places: BTreeMap<String, u32>,
}

impl Pager {
    pub(super) fn new(language: Language, setup: &PageSetup) -> Self {
        let points = |twentieths: u32| f64::from(twentieths) / 20.0;
        let (width, height) = (points(setup.width()), points(setup.height()));
        let (page, at, held, row) = (1, 0.0, 0.0, 0.0);
        Self { language, width, height, page, at, held, waiting: Vec::new(), row, places: BTreeMap::new() }
    }

    /// The chapters begin: pages are counted from one.
    pub(super) fn begin(&mut self) {
        (self.page, self.at, self.held) = (1, 0.0, 0.0);
        self.waiting.clear();
    }

    /// A section begins on a page of its own.
    pub(super) fn next_page(&mut self) {
        self.settle();
        if self.at > 0.0 {
            self.page += 1;
            self.at = 0.0;
        }
    }

    /// A paragraph of a style; `more`: what the style does not say.
    pub(super) fn paragraph(&mut self, style: &str, more: &str, text: &str, place: Option<String>) {
        let metrics = self.metrics(style, more);
        if metrics.breaks {
            self.next_page();
        }
        let count = lines(text, metrics.size, self.width - metrics.sides, metrics.first);
        self.waiting.extend(place);
        if metrics.keeps {
            self.held += metrics.above + count * metrics.line + metrics.below;
            return;
        }
        let above = if self.at + self.held > 0.0 { metrics.above } else { 0.0 };
        // No line of a paragraph stands alone.
        let first = metrics.line * count.min(2.0);
        if self.at + self.held + above + first > self.height {
            self.page += 1;
            self.at = 0.0;
        }
        self.settle();
        self.at += above;
        let mut left = count;
        loop {
            let fit = ((self.height - self.at) / metrics.line).floor().max(0.0);
            if left <= fit {
                self.at += left * metrics.line + metrics.below;
                break;
            }
            left -= fit;
            self.page += 1;
            self.at = 0.0;
            // A line is higher than a page: it is cut off.
            if metrics.line > self.height {
                break;
            }
        }
    }

    /// A picture of a height, with what is kept with it.
    pub(super) fn picture(&mut self, height: f64) {
        self.held += height;
    }

    /// A cell of a table with columns of this width, in twentieths of a point.
    pub(super) fn cell(&mut self, style: &str, more: &str, text: &str, width: u32) {
        let metrics = self.metrics(style, more);
        let room = (f64::from(width) / 20.0 - CELL.1).max(metrics.size);
        let count: f64 = text.split('\n').map(|line| lines(line, metrics.size, room, 0.0)).sum();
        self.row = self.row.max(count * metrics.line + CELL.0);
    }

    /// The row is full.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if self.at + self.held + row > self.height && self.at > 0.0 {
            self.page += 1;
            self.at = 0.0;
        }
        self.settle();
        self.at += row;
    }

    /// A note at the foot of the page.
    pub(super) fn note(&mut self, text: &str) {
        let metrics = self.metrics("FootnoteText", "");
        self.at += lines(text, metrics.size, self.width, 0.0) * metrics.line;
    }

    /// What was held stands on this page.
    fn settle(&mut self) {
        for place in std::mem::take(&mut self.waiting) {
            self.places.entry(place).or_insert(self.page);
        }
        self.at += std::mem::take(&mut self.held);
    }

    fn metrics(&self, style: &str, more: &str) -> Metrics {
        let texts = match self.language {
            Language::Zh => &TEXT_ZH,
            Language::En => &TEXT_EN,
        };
        let standard = if self.language == Language::Zh { 12.0 } else { 11.0 };
        let natural = if self.language == Language::Zh { NATURAL } else { NATURAL_LATIN };
        let look = |id: &str| LOOKS.iter().chain(texts).find(|look| look.id == id);
        let heading = style.strip_prefix("Heading").and_then(|level| level.parse::<usize>().ok());
        if let Some((half, above, below)) = heading.and_then(|level| HEADINGS.get(level.checked_sub(1)?)) {
            let size = f64::from(*half) / 2.0;
            let (above, below) = (f64::from(*above) / 20.0, f64::from(*below) / 20.0);
            let (keeps, breaks) = (true, heading == Some(1) && !more.contains("<w:pageBreakBefore w:val=\"0\"/>"));
            return Metrics { size, line: size * natural, above, below, sides: 0.0, first: 0.0, keeps, breaks };
        }
        let own: Option<&Look> = look(style);
        let size = own.map_or(0, |look| look.size);
        let size = if size > 0 { f64::from(size) / 2.0 } else { standard };
        let said = format!("{more}{}", own.map_or("", |look| look.paragraph));
        let twentieths = |name: &str| value(&said, name).map(|value| value / 20.0);
        let line = match value(&said, "w:line") {
            Some(line) if said.contains("\"auto\"") => size * natural * line / 240.0,
            Some(line) => (line / 20.0).max(if said.contains("\"exact\"") { 0.0 } else { size * natural }),
            None => size * natural,
        };
        let sides = twentieths("w:left").unwrap_or(0.0) + twentieths("w:right").unwrap_or(0.0);
        Metrics {
            size,
            line: line.max(1.0),
            above: twentieths("w:before").unwrap_or(0.0),
            below: twentieths("w:after").unwrap_or(0.0),
            sides,
            first: twentieths("w:firstLine").unwrap_or(0.0),
            keeps: said.contains("<w:keepNext/>") && !said.contains("<w:keepNext w:val=\"0\"/>"),
            breaks: said.contains("<w:pageBreakBefore/>"),
        }
    }
}

/// The number that an attribute has first.
fn value(said: &str, name: &str) -> Option<f64> {
    let (_, rest) = said.split_once(&format!("{name}=\""))?;
    rest.split('"').next()?.parse().ok()
}

/// How many lines words take of a size in so much room.
fn lines(text: &str, size: f64, room: f64, first: f64) -> f64 {
    let room = room.max(size);
    let length: f64 = first + text.chars().map(width).sum::<f64>() * size;
    // Words that do not fit leave the end of their line free; Chinese fills it.
    let wide = text.chars().filter(|sign| is_wide(*sign)).count() * 2 > text.chars().count();
    let used = if wide { room - size * 0.3 } else { room - size * 1.1 };
    (length / used.max(size)).ceil().max(1.0)
}

/// How wide a character is, in its size.
fn width(sign: char) -> f64 {
    match sign {
        _ if is_wide(sign) => 1.0,
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ';' | ':' | '\'' | '(' | ')' | '-' | '|' | ' ' | '\u{a0}' => {
            0.28
        }
        'm' | 'w' | 'M' | 'W' | '%' => 0.8,
        'A'..='Z' => 0.68,
        _ => 0.48,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_fill_and_headings_stay_with_their_text() {
        let mut pager = Pager::new(Language::Zh, &PageSetup::default());
        pager.begin();
        pager.paragraph("Heading1", "", "第一章", Some("one".to_owned()));
        for _ in 0..100 {
            pager.paragraph("BodyText", "", &"草".repeat(200), None);
        }
        pager.paragraph("Heading2", "", "第一节", Some("two".to_owned()));
        pager.paragraph("BodyText", "", "草", None);
        pager.paragraph("Heading1", "", "第二章", Some("three".to_owned()));
        pager.paragraph("BodyText", "", "草", None);
        assert_eq!(pager.places["one"], 1);
        // Six lines a paragraph, thirty of them a page.
        assert!((18..=24).contains(&pager.places["two"]), "{:?}", pager.places);
        assert_eq!(pager.places["three"], pager.places["two"] + 1);
    }
}
