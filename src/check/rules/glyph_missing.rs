//! The fonts of the book lack a character that the text uses.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, SourceId, Span, rule};
use crate::locale::{Catalogue, stray, unshifted};
use crate::model::{Block, Face, Inline, LANGUAGES, Project, ProseText};
use crate::prose::fields;
use read_fonts::{FontData, FontRead, tables::cmap::Cmap};
use std::collections::{BTreeMap, BTreeSet};

const RULE: RuleId = rule::GLYPH_MISSING;

/// So many characters that a face lacks are named; what lacks more is no font for this book.
const NAMED: usize = 12;

/// Reports every character of pages, text fields, drawings, units and labels that a face of the book lacks: at its place, or,
/// if the book chose the face itself, where `plan.yaml` names it.
pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    // A book in memory may come without templates; building it says so.
    if project.templates.is_empty() {
        return;
    }
    let Some((faces, own)) = faces(&project.faces, faults) else { return };
    let mut search = Search { faces, own, known: Known::default(), found: BTreeMap::new() };
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
    project.assets.iter().flat_map(|asset| &asset.words).for_each(|words| search.drawn(&words.value, words.span));
    let missing = std::mem::take(&mut search.found);
    for ((_, character), (span, count)) in missing {
        let message = Message::new("glyph-missing").with("character", named(character)).with("count", count);
        faults.report(Diagnostic::error(RULE, span, message).hint(hint()));
    }
    labels(project, &mut search, faults);
    search.own.iter().for_each(|face| face.report(faults));
}

fn hint() -> Message {
    Message::new("glyph-missing.hint")
}

/// The faces that come with the tool, and those of the book's own.
type Faces<'a> = (Vec<Cmap<'a>>, Vec<OwnFace<'a>>);

/// The character maps of all faces; none, with a fault, when there is nothing to look at.
fn faces<'a>(faces: &'a [Face], faults: &mut Diagnostics) -> Option<Faces<'a>> {
    let (mut usual, mut own) = (Vec::new(), Vec::new());
    let mut sound = true;
    for face in faces {
        match (Cmap::read(FontData::new(&face.character_map)), face.named) {
            (Ok(map), Some(place)) => own.push(OwnFace { map, path: &face.path, place, lacks: BTreeMap::new() }),
            (Ok(map), None) => usual.push(map),
            (Err(_), _) => {
                let message = Message::new("glyph-missing.font").with("path", face.path.as_str());
                faults.report(Diagnostic::placeless(RULE, message));
                sound = false;
            }
        }
    }
    if faces.is_empty() && sound {
        faults.report(Diagnostic::placeless(RULE, Message::new("glyph-missing.no-fonts")));
    }
    (usual.len() + own.len() > 0).then_some((usual, own))
}

/// A face that the book chose itself, and the characters of the text that it lacks, each with its first place.
struct OwnFace<'a> {
    map: Cmap<'a>,
    path: &'a str,
    place: Span,
    lacks: BTreeMap<char, Option<Span>>,
}

impl OwnFace<'_> {
    fn report(&self, faults: &mut Diagnostics) {
        if self.lacks.is_empty() {
            return;
        }
        let some: Vec<String> = self.lacks.keys().take(NAMED).map(|character| character.to_string()).collect();
        let message = Message::new("glyph-missing-in-font")
            .with("file", self.path.strip_prefix("fonts/").unwrap_or(self.path))
            .with("count", self.lacks.len())
            .with("characters", some.join(" "));
        let fault = Diagnostic::error(RULE, self.place, message).hint(Message::new("glyph-missing.own-hint"));
        let first = self.lacks.iter().find_map(|(character, place)| place.map(|place| (character, place)));
        faults.report(match first {
            Some((character, place)) => {
                fault.related(place, Message::new("glyph-missing.here").with("character", named(*character)))
            }
            None => fault,
        });
    }
}

/// Whether a face can show a character, if need be as an ordinary one set smaller.
fn shows(face: &Cmap<'_>, character: char) -> bool {
    let has = |character| face.map_codepoint(character).is_some();
    has(character) || unshifted(character).is_some_and(has)
}

/// What was looked at, and what was not found: by file and character, the first place and the number of places.
struct Search<'a> {
    faces: Vec<Cmap<'a>>,
    own: Vec<OwnFace<'a>>,
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
    /// Whether one of the tool's faces lacks a character; what those of the book lack is noted with them.
    fn lacks(&mut self, character: char, place: Option<Span>) -> bool {
        let seen = !invisible(character);
        for face in self.own.iter_mut().filter(|face| seen && !shows(&face.map, character)) {
            face.lacks.entry(character).or_insert(place);
        }
        let lacks = seen && self.faces.iter().any(|face| !shows(face, character));
        if !lacks {
            self.known.add(character);
        }
        lacks
    }

    /// Text that stands at `span`: places are exact where it is written as it reads, else they are the whole.
    fn text(&mut self, text: &str, span: Span) {
        let exact = span.range().len() == text.len();
        for (start, character) in text.char_indices() {
            if self.known.has(character) {
                continue;
            }
            let place = if exact { span.slice(start..start + character.len_utf8()) } else { span };
            if self.lacks(character, Some(place)) {
                let (first, count) = self.found.entry((span.source, character)).or_insert((place, 0));
                *first = (*first).min(place);
                *count += 1;
            }
        }
    }

    /// The words of a drawing, which nobody sets anew: its raised and lowered characters need glyphs of their own.
    fn drawn(&mut self, text: &str, span: Span) {
        self.text(text, span);
        for character in text.chars().filter(|character| unshifted(*character).is_some()) {
            for face in self.own.iter_mut().filter(|face| face.map.map_codepoint(character).is_none()) {
                face.lacks.entry(character).or_insert(Some(span));
            }
            if self.faces.iter().any(|face| face.map_codepoint(character).is_none()) {
                self.found.entry((span.source, character)).or_insert((span, 0)).1 += 1;
            }
        }
    }

    fn block(&mut self, block: &Block) {
        let whole = block.span();
        if let Block::Code { text, .. } = block {
            self.text(text, whole);
        }
        block.for_each_inline(&mut |inline| self.inline(inline));
    }

    fn prose(&mut self, text: &ProseText) {
        Inline::walk(&text.inlines, &mut |inline| self.inline(inline));
    }

    /// The words of ties are looked at where the ties are.
    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(piece) | Inline::Code(piece) | Inline::Waived(piece, _) => self.text(&piece.value, piece.span),
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
    // Beside the labels what typewriter quotation marks, dashes, minus signs and lists are set in.
    let mut texts = BTreeSet::from(["“”‘’–—−•".to_owned()]);
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
            if !search.known.has(character) && search.lacks(character, None) && reported.insert(character) {
                let message = Message::new("glyph-missing-in-label")
                    .with("character", named(character))
                    .with("label", label.as_str());
                faults.report(Diagnostic::placeless(RULE, message).hint(hint()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Spanned;
    use crate::model::{Heading, Role, TieId};
    use read_fonts::{FontRef, TableProvider, TopLevelTable};

    const SERIF: &[u8] = include_bytes!("../../../templates/fonts/NotoSerifSC-Regular.ttf");
    const SANS: &[u8] = include_bytes!("../../../templates/fonts/NotoSansSC-Bold.ttf");

    fn search<'a>() -> Search<'a> {
        let faces = [SERIF, SANS].map(|bytes| FontRef::new(bytes).unwrap().cmap().unwrap());
        Search { faces: faces.into(), own: Vec::new(), known: Known::default(), found: BTreeMap::new() }
    }

    fn span(range: std::ops::Range<usize>) -> Span {
        Span::new(SourceId(0), range)
    }

    #[test]
    fn the_exact_place_of_a_strange_character_is_found() {
        let mut search = search();
        let text = "有䀀，又有䀀";
        let piece = Spanned::new(text.to_owned(), span(10..10 + text.len()));
        let heading = Heading { level: 1, id: None, inlines: vec![Inline::Text(piece)], span: span(0..99) };
        search.block(&Block::Heading(heading));
        assert_eq!(search.found, BTreeMap::from([((SourceId(0), '䀀'), (span(13..16), 2))]));
    }

    #[test]
    fn text_with_escapes_is_blamed_as_a_whole_and_ties_are_left_to_their_own_list() {
        let mut search = search();
        search.text("𠮷", span(3..9));
        search.inline(&Inline::Tie(TieId(0), "䀁".to_owned()));
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
    fn raised_and_lowered_characters_need_no_glyph_but_the_ordinary_ones_do() {
        let mut search = search();
        search.text("CO₂、PM₂.₅、mg·L⁻¹、10⁸、NOₓ、SO₄²⁻", span(0..1));
        assert_eq!(search.found, BTreeMap::new());
        search.text("ˤ", span(0..2));
        search.drawn("km² CO₂", span(0..9));
        let found: Vec<char> = search.found.keys().map(|(_, character)| *character).collect();
        assert_eq!(found, ['ˤ', '₂']);
    }

    #[test]
    fn what_a_face_of_the_book_lacks_is_said_where_the_book_names_it() {
        let named = |path: &str, bytes: &[u8]| Face {
            path: format!("fonts/{path}"),
            role: Role::Serif,
            bold: false,
            character_map: FontRef::new(bytes).unwrap().table_data(Cmap::TAG).unwrap().as_bytes().to_vec(),
            family: String::new(),
            licence: String::new(),
            named: Some(span(0..5)),
        };
        let (mut faults, chosen) = (Diagnostics::new(), [named("a.ttf", SERIF), named("b.ttf", SANS)]);
        let (usual, own) = faces(&chosen, &mut faults).unwrap();
        let mut search = Search { faces: usual, own, known: Known::default(), found: BTreeMap::new() };
        search.text("有䀀，又有𠮷和CO₂", span(20..99));
        assert_eq!(search.found, BTreeMap::new());
        search.own.iter().for_each(|face| face.report(&mut faults));
        let said: Vec<_> = faults.iter().map(|fault| (fault.place, fault.message.id, fault.related.len())).collect();
        assert_eq!(said, [(Some(span(0..5)), "glyph-missing-in-font", 1); 2]);
    }

    #[test]
    fn a_font_without_a_character_map_is_a_fault_and_so_are_no_fonts() {
        let broken = Face {
            path: "fonts/a.ttf".to_owned(),
            role: Role::Sans,
            bold: true,
            character_map: Vec::new(),
            family: String::new(),
            licence: String::new(),
            named: None,
        };
        let mut faults = Diagnostics::new();
        assert!(faces(&[broken], &mut faults).is_none());
        assert!(faces(&[], &mut faults).is_none());
        let said: Vec<&str> = faults.iter().map(|fault| fault.message.id).collect();
        assert_eq!(said, ["glyph-missing.font", "glyph-missing.no-fonts"]);
    }
}
