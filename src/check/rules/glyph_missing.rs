//! The fonts of the book lack a character that the text uses.
//!
//! A missing character is printed as an empty box, or in another font without a word, and nobody sees it before
//! the plan is printed.
//!
//! Bad:
//!
//! ```markdown
//! the village of 𪚥
//! ```
//!
//! Good:
//!
//! ```markdown
//! the village of Long (龘)
//! ```
//!
//! Limits: Looks at the fonts that come with the book, for site and print alike; a browser may have the character.
//! Each character is reported once a file, at its first place. Rare characters of place names can be added to
//! `templates/fonts/charset.txt` and the fonts refreshed.
//!
//! ---
//!
//! 书所带的字体里没有正文用到的某个字。
//!
//! 缺的字会印成空框，或者悄悄换成别的字体，印出来之前没有人看见。
//!
//! 不好：
//!
//! ```markdown
//! 𪚥村
//! ```
//!
//! 好：
//!
//! ```markdown
//! 龘村
//! ```
//!
//! 限度：检查的是印刷用的字体，它们随书一起提供；浏览器里也许能显示。地名用的生僻字可以补进字体子集。

use crate::check::{Context, fields};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, SourceId, Span};
use crate::locale::{Catalogue, stray};
use crate::model::{Block, Inline, LANGUAGES, Project, ProseText};
use read_fonts::{FontData, FontRead, tables::cmap::Cmap};
use std::collections::{BTreeMap, BTreeSet};

const RULE: &str = "glyph-missing";

/// Reports every character of pages, text fields, drawings, units and labels that a face of `templates/fonts/` lacks.
pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    // A book in memory may come without templates; building it says so.
    if project.templates.is_empty() {
        return;
    }
    let Some(faces) = faces(&project.character_maps, faults) else { return };
    let mut search = Search { faces, known: Known::default(), found: BTreeMap::new() };
    for page in &project.pages {
        page.blocks.iter().for_each(|block| search.block(block));
    }
    for tie in &project.ties {
        search.text(&tie.literal.value, tie.literal.span);
    }
    fields::each(project, &mut |field| {
        search.prose(&field.prose.zh);
        search.prose(&field.prose.en);
    });
    project.assets.iter().flat_map(|asset| &asset.words).for_each(|words| search.text(&words.value, words.span));
    let missing = std::mem::take(&mut search.found);
    for ((_, character), (span, count)) in missing {
        let message = Message::new("glyph-missing").with("character", named(character)).with("count", count);
        faults.report(Diagnostic::error(RULE, span, message).hint(Message::new("glyph-missing.hint")));
    }
    labels(project, &mut search, faults);
}

/// The character maps of all faces; none, with a fault, when there is nothing to look at.
fn faces<'a>(maps: &'a BTreeMap<String, Vec<u8>>, faults: &mut Diagnostics) -> Option<Vec<Cmap<'a>>> {
    let mut faces = Vec::new();
    let mut sound = true;
    for (path, map) in maps {
        match Cmap::read(FontData::new(map)) {
            Ok(cmap) => faces.push(cmap),
            Err(_) => {
                let message = Message::new("glyph-missing.font").with("path", path.as_str());
                faults.report(Diagnostic::placeless(RULE, message));
                sound = false;
            }
        }
    }
    if faces.is_empty() && sound {
        faults.report(Diagnostic::placeless(RULE, Message::new("glyph-missing.no-fonts")));
    }
    (!faces.is_empty()).then_some(faces)
}

/// What was looked at, and what was not found: by file and character, the first place and the number of places.
struct Search<'a> {
    faces: Vec<Cmap<'a>>,
    known: Known,
    found: BTreeMap<(SourceId, char), (Span, usize)>,
}

/// A set of characters, one bit each: a book has few characters and many of each.
#[derive(Default)]
struct Known(Vec<u64>);

impl Known {
    fn has(&self, character: char) -> bool {
        let code = u32::from(character) as usize;
        self.0.get(code / 64).is_some_and(|bits| bits >> (code % 64) & 1 == 1)
    }

    fn add(&mut self, character: char) {
        let code = u32::from(character) as usize;
        if self.0.len() <= code / 64 {
            self.0.resize(code / 64 + 1, 0);
        }
        self.0[code / 64] |= 1 << (code % 64);
    }
}

impl Search<'_> {
    fn lacks(&mut self, character: char) -> bool {
        if self.known.has(character) {
            return false;
        }
        let lacks = !invisible(character) && self.faces.iter().any(|face| face.map_codepoint(character).is_none());
        if !lacks {
            self.known.add(character);
        }
        lacks
    }

    /// Text that stands at `span`: places are exact where it is written as it reads, else they are the whole.
    fn text(&mut self, text: &str, span: Span) {
        let exact = span.range().len() == text.len();
        for (start, character) in text.char_indices() {
            if self.lacks(character) {
                let place = if exact { span.slice(start..start + character.len_utf8()) } else { span };
                let (first, count) = self.found.entry((span.source, character)).or_insert((place, 0));
                *first = (*first).min(place);
                *count += 1;
            }
        }
    }

    fn block(&mut self, block: &Block) {
        let whole = block.span();
        if let Block::Code { text, .. } = block {
            self.text(text, whole);
        }
        block.for_each_inline(&mut |inline| self.inline(inline, whole));
    }

    fn prose(&mut self, text: &ProseText) {
        Inline::walk(&text.inlines, &mut |inline| self.inline(inline, text.span));
    }

    /// The words of ties are looked at where the ties are.
    fn inline(&mut self, inline: &Inline, whole: Span) {
        match inline {
            Inline::Text(piece) | Inline::Code(piece) => self.text(&piece.value, piece.span),
            Inline::Waived(words, _) => self.text(words, whole),
            _ => {}
        }
    }
}

/// Spaces (a missing one is made from another), and characters of which `character-stray` says more.
fn invisible(character: char) -> bool {
    character.is_whitespace() || stray(character, None).is_some()
}

/// `𠮷 (U+20BB7)`
fn named(character: char) -> String {
    format!("{character} (U+{:04X})", u32::from(character))
}

/// What the tool writes itself: the labels of outputs and the symbols of units.
fn labels(project: &Project, search: &mut Search<'_>, faults: &mut Diagnostics) {
    let mut texts = BTreeSet::new();
    for language in LANGUAGES {
        let catalogue = Catalogue::of(language);
        texts.extend(catalogue.with_prefix("ui.").map(|(_, text)| text.to_owned()));
        for unit in project.units.iter() {
            texts.insert(unit.symbol.get(language).clone());
            texts.extend(unit.plural.clone());
        }
    }
    let mut reported = BTreeSet::new();
    for label in texts {
        for character in label.chars() {
            if search.lacks(character) && reported.insert(character) {
                let message = Message::new("glyph-missing-in-label")
                    .with("character", named(character))
                    .with("label", label.as_str());
                faults.report(Diagnostic::placeless(RULE, message).hint(Message::new("glyph-missing.hint")));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Spanned;
    use crate::model::{Heading, TieId};
    use read_fonts::{FontRef, TableProvider};

    const SERIF: &[u8] = include_bytes!("../../../templates/fonts/NotoSerifSC-Regular.ttf");
    const SANS: &[u8] = include_bytes!("../../../templates/fonts/NotoSansSC-Bold.ttf");

    fn search<'a>() -> Search<'a> {
        let faces = [SERIF, SANS].map(|bytes| FontRef::new(bytes).unwrap().cmap().unwrap());
        Search { faces: faces.into(), known: Known::default(), found: BTreeMap::new() }
    }

    fn span(range: std::ops::Range<usize>) -> Span {
        Span::new(SourceId(0), range)
    }

    #[test]
    fn the_exact_place_of_a_strange_character_is_found() {
        let mut search = search();
        let text = "有䴘，又有䴘";
        let piece = Spanned::new(text.to_owned(), span(10..10 + text.len()));
        let heading = Heading { level: 1, id: None, inlines: vec![Inline::Text(piece)], span: span(0..99) };
        search.block(&Block::Heading(heading));
        assert_eq!(search.found, BTreeMap::from([((SourceId(0), '䴘'), (span(13..16), 2))]));
    }

    #[test]
    fn text_with_escapes_is_blamed_as_a_whole_and_ties_are_left_to_their_own_list() {
        let mut search = search();
        search.text("𠮷", span(3..9));
        search.inline(&Inline::Tie(TieId(0), "䴙".to_owned()), span(0..1));
        assert_eq!(search.found, BTreeMap::from([((SourceId(0), '𠮷'), (span(3..9), 1))]));
        assert_eq!(named('𠮷'), "𠮷 (U+20BB7)");
    }

    #[test]
    fn usual_text_passes_and_so_do_the_built_in_labels() {
        let mut search = search();
        search
            .text("草地2124.01平方千米，−36.1 °C，40°42′00″；“引号”——、\u{a0}\t\nkm² m³ ½\u{2009}\u{202f}", span(0..1));
        for language in LANGUAGES {
            let catalogue = Catalogue::of(language);
            catalogue.with_prefix("ui.").for_each(|(_, text)| search.text(text, span(0..1)));
        }
        assert_eq!(search.found, BTreeMap::new());
    }

    #[test]
    fn a_font_without_a_character_map_is_a_fault_and_so_are_no_fonts() {
        let (mut faults, broken) = (Diagnostics::new(), BTreeMap::from([("fonts/a.ttf".to_owned(), Vec::new())]));
        assert!(faces(&broken, &mut faults).is_none());
        assert!(faces(&BTreeMap::new(), &mut faults).is_none());
        let said: Vec<&str> = faults.iter().map(|fault| fault.message.id).collect();
        assert_eq!(said, ["glyph-missing.font", "glyph-missing.no-fonts"]);
    }
}
