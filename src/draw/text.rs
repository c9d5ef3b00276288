//! How wide a line of text will be, and where it may be broken. Knows no chart and writes nothing.
//!
//! Advances are those of the face that drawings are set in; what it lacks goes by its East Asian width, ambiguous
//! characters counted as wide: a guess may be too wide, never too narrow.

use super::breaks::{is_wide, pieces};
use crate::locale::{Shift, Shifted, Shifting};
use crate::model::{Project, Role};
use read_fonts::tables::{cmap::Cmap, hmtx::Hmtx};
use read_fonts::{FontRef, TableProvider};
use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use unicode_width::UnicodeWidthChar;

/// Size of a raised character to the size of its line, and how far above the line it stands, in ems of the line.
pub(super) const RAISED: (f64, f64) = (0.6, 0.45);
/// The same for a lowered one; below the line.
pub(super) const LOWERED: (f64, f64) = (0.64, 0.14);

/// Size and height above the line of a piece, for text of size 1.
pub(super) fn place(piece: &Shifted<'_>) -> (f64, f64) {
    match piece.shift {
        None => (1.0, 0.0),
        Some(Shift::Up) => RAISED,
        Some(Shift::Down) => (LOWERED.0, -LOWERED.1),
    }
}

/// What drawings are set in.
#[derive(Clone, Default)]
pub struct Lettering<'a> {
    metrics: Option<Metrics<'a>>,
    advances: Advances,
    /// How raised and lowered characters are set.
    pub(super) shifting: Shifting,
}

/// So many characters that follow each other are measured together.
const BLOCK: usize = 64;

/// The advances of characters, measured once: a block when one of its characters is wanted. All copies of a lettering
/// share them.
#[derive(Clone)]
struct Advances {
    blocks: Arc<[OnceLock<Box<[u32]>>]>,
}

impl Default for Advances {
    fn default() -> Self {
        Self { blocks: (0..0x1_0000 / BLOCK).map(|_| OnceLock::new()).collect() }
    }
}

#[derive(Clone)]
struct Metrics<'a> {
    characters: Cmap<'a>,
    advances: Hmtx<'a>,
    /// Font units in an em.
    em: u32,
    /// The forms of the glyphs.
    outlines: OutlineGlyphCollection<'a>,
}

impl<'a> Lettering<'a> {
    /// What the drawings of a book are set in: its regular sans.
    pub fn of(project: &'a Project) -> Self {
        let sans = project.faces.iter().find(|face| face.role == Role::Sans && !face.bold);
        let font = sans.and_then(|face| project.templates.get(&face.path)).map_or(&[][..], Vec::as_slice);
        Self::new(font, &project.shifted)
    }

    /// A face by its file, with the raised and lowered characters that the book's faces lack. Of what is no font the
    /// widths are guessed.
    pub fn new(font: &'a [u8], shifted: &BTreeSet<char>) -> Self {
        let metrics = FontRef::new(font).ok().and_then(|font| {
            let em = u32::from(font.head().ok()?.units_per_em()).max(1);
            let outlines = font.outline_glyphs();
            Some(Metrics { characters: font.cmap().ok()?, advances: font.hmtx().ok()?, em, outlines })
        });
        Self { metrics, advances: Advances::default(), shifting: Shifting::new(shifted) }
    }

    /// The advance of a character in thousandths of an em.
    fn advance(&self, character: char) -> u32 {
        let (block, place) = ((character as usize) / BLOCK, (character as usize) % BLOCK);
        let Some(block_of) = self.advances.blocks.get(block) else { return self.measured(character) };
        let measured = |place: usize| {
            let known = u32::try_from(block * BLOCK + place).ok().and_then(char::from_u32);
            known.map_or(0, |character| self.measured(character))
        };
        let advances = block_of.get_or_init(|| (0..BLOCK).map(measured).collect());
        advances.get(place).copied().unwrap_or_default()
    }

    fn measured(&self, character: char) -> u32 {
        let measured = self.metrics.as_ref().and_then(|metrics| {
            let glyph = metrics.characters.map_codepoint(character)?;
            Some(u32::from(metrics.advances.advance(glyph)?) * 1000 / metrics.em)
        });
        measured.unwrap_or_else(|| match character.width_cjk() {
            None | Some(0) => 0,
            Some(1) if character.is_ascii() => 600,
            Some(_) => 1000,
        })
    }

    /// Draws the form of a character set at `size` pixels; nothing where the face has none.
    pub(super) fn outline(&self, character: char, size: f64, pen: &mut impl OutlinePen) {
        let glyph = self
            .metrics
            .as_ref()
            .and_then(|metrics| metrics.outlines.get(metrics.characters.map_codepoint(character)?));
        if let Some(glyph) = glyph {
            let settings = DrawSettings::unhinted(Size::new(size as f32), LocationRef::default());
            // An outline that is broken off is one that the face cannot give: what is left of it is drawn.
            let _ = glyph.draw(settings, pen);
        }
    }

    /// The width of a line of text set at `size` pixels, in pixels.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        let width = |text: &str| f64::from(text.chars().map(|character| self.advance(character)).sum::<u32>());
        let thousandths = if self.shifting.concerns(text) {
            self.shifting.pieces(text).iter().map(|piece| width(&piece.text) * place(piece).0).sum()
        } else {
            width(text)
        };
        thousandths * size / 1000.0
    }

    /// The widest of several lines.
    pub(super) fn widest<'t>(&self, lines: impl IntoIterator<Item = &'t String>, size: f64) -> f64 {
        lines.into_iter().map(|line| self.width(line, size)).fold(0.0, f64::max)
    }

    /// The width of the widest piece that is never broken.
    pub(super) fn widest_piece(&self, text: &str, size: f64) -> f64 {
        pieces(text).into_iter().map(|piece| self.width(piece.trim_end_matches(' '), size)).fold(0.0, f64::max)
    }

    /// The narrowest column in which a text reads well: its widest piece, or four Chinese characters.
    pub(super) fn least_column(&self, text: &str, size: f64) -> f64 {
        let four = if text.chars().any(is_wide) { self.width(text, size).min(4.0 * size) } else { 0.0 };
        self.widest_piece(text, size).max(four)
    }

    /// Breaks a text into as few lines as `limit` pixels allow, of about the same length.
    ///
    /// A piece wider than the limit is broken between characters. An empty text gives no line.
    pub(super) fn wrap(&self, text: &str, size: f64, limit: f64) -> Vec<String> {
        let pieces = self.pieces(text, size);
        let full = self.fill(&pieces, size, limit);
        if full.len() < 2 {
            return full;
        }
        if let Some(joined) = self.break_before_joining_word(text, size, limit, full.len()) {
            return joined;
        }
        let widest = pieces.iter().map(|piece| piece.trimmed).fold(0.0, f64::max);
        let (mut narrowest, mut step) = (limit, limit - 4.0);
        while step > widest && lines(&pieces, step) <= full.len() {
            narrowest = step;
            step -= 4.0;
        }
        if narrowest < limit { self.fill(&pieces, size, narrowest) } else { full }
    }

    fn pieces<'t>(&self, text: &'t str, size: f64) -> Vec<Piece<'t>> {
        let measured = |text: &'t str| {
            let trimmed = text.trim_end_matches(' ');
            let width = self.width(trimmed, size);
            let whole = if trimmed.len() < text.len() { self.width(text, size) } else { width };
            Piece { text, width: whole, trimmed: width }
        };
        pieces(text).into_iter().map(measured).collect()
    }

    /// Two lines with the second opening with 与, 和, 及 or 或, if neither is less than a third of the text.
    fn break_before_joining_word(&self, text: &str, size: f64, limit: f64, lines: usize) -> Option<Vec<String>> {
        if lines != 2 {
            return None;
        }
        let whole = self.width(text, size);
        let (at, _) = text.char_indices().find(|&(at, character)| {
            if !JOINING.contains(character) {
                return false;
            }
            let before = self.width(&text[..at], size);
            let after = whole - before;
            before.max(after) <= limit && before.min(after) >= whole / 3.0
        })?;
        Some(vec![text[..at].trim_end_matches(' ').to_owned(), text[at..].to_owned()])
    }

    /// First fit: each line as full as it may be.
    fn fill(&self, pieces: &[Piece<'_>], size: f64, limit: f64) -> Vec<String> {
        let limit = limit + ROUNDING;
        let mut lines: Vec<String> = Vec::new();
        let (mut line, mut taken) = (String::new(), 0.0);
        for piece in pieces {
            if taken + piece.trimmed <= limit {
                line.push_str(piece.text);
                taken += piece.width;
                continue;
            }
            close(&mut lines, &mut line);
            taken = 0.0;
            for character in piece.text.chars() {
                let alone = self.width(character.encode_utf8(&mut [0; 4]), size);
                if !line.is_empty() && character != ' ' && taken + alone > limit {
                    close(&mut lines, &mut line);
                    taken = 0.0;
                }
                line.push(character);
                taken += alone;
            }
        }
        close(&mut lines, &mut line);
        lines
    }
}

/// Text as it may stand in a drawing: one line, no control characters, narrow no-break spaces (which the print's
/// font lacks) as no-break spaces, other runs of white space as one space.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{a0}' | '\u{2009}' | '\u{202f}' => cleaned.push('\u{a0}'),
            _ if character.is_whitespace() || character.is_control() => {
                if !cleaned.ends_with(' ') {
                    cleaned.push(' ');
                }
            }
            '\u{fffe}' | '\u{ffff}' => {}
            _ => cleaned.push(character),
        }
    }
    cleaned.trim_matches(' ').to_owned()
}

/// Chinese words of joining: a line is better broken before them than inside a word.
const JOINING: &str = "与和及或";

/// What is never broken: with the spaces at its end, its width, and its width without them.
struct Piece<'t> {
    text: &'t str,
    width: f64,
    trimmed: f64,
}

/// How many lines pieces fill, none of which is wider than a line may be.
fn lines(pieces: &[Piece<'_>], limit: f64) -> usize {
    let (mut lines, mut taken) = (usize::from(!pieces.is_empty()), 0.0);
    for piece in pieces {
        if taken + piece.trimmed > limit + ROUNDING {
            (lines, taken) = (lines + 1, 0.0);
        }
        taken += piece.width;
    }
    lines
}

/// Sums of widths in another order differ in their last digit; a line that fits exactly must still fit.
const ROUNDING: f64 = 0.01;

fn close(lines: &mut Vec<String>, line: &mut String) {
    let full = line.trim_matches(' ');
    if !full.is_empty() {
        lines.push(full.to_owned());
    }
    line.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::tests::lettering;

    fn width(text: &str, size: f64) -> f64 {
        lettering().width(text, size)
    }

    fn wrap(text: &str, size: f64, limit: f64) -> Vec<String> {
        lettering().wrap(text, size, limit)
    }

    #[test]
    fn widths_are_those_of_the_face() {
        for (text, expected) in [
            ("", 0.0),
            ("土地", 24.0),
            ("WW", 21.07),
            ("ii", 6.6),
            ("km²", 22.67),
            ("e\u{301}", 6.65),
            ("CO₂", 20.82),
            ("10⁻⁸", 21.31),
        ] {
            assert!((width(text, 12.0) - expected).abs() < 0.01, "{text}: {}", width(text, 12.0));
        }
        let guessed = Lettering::default();
        assert!(guessed.width("土地WW", 12.0) >= 24.0 + 14.4 - 0.01);
    }

    #[test]
    fn lines_break_where_they_may() {
        for (text, limit, expected) in [
            ("Shrub land", 200.0, vec!["Shrub land"]),
            (
                "Urban Living-Environment Improvement Zone",
                160.0,
                vec!["Urban Living-", "Environment", "Improvement Zone"],
            ),
            ("城市人居环境提升区", 70.0, vec!["城市人居环", "境提升区"]),
            ("中部矿山修复与水土流失治理区", 130.0, vec!["中部矿山修复", "与水土流失治理区"]),
            ("面积（平方千米）", 50.0, vec!["面积（平", "方千米）"]),
            ("排放CO₂的量", 46.0, vec!["排放CO₂", "的量"]),
            ("", 50.0, vec![]),
        ] {
            let lines = wrap(text, 12.0, limit);
            assert!(lines.iter().all(|line| width(line, 12.0) <= limit + ROUNDING), "{lines:?}");
            if expected.len() != 3 {
                assert_eq!(lines, expected);
            }
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn lines_are_counted_as_they_are_filled() {
        let letters = lettering();
        for text in
            ["Urban Living-Environment Improvement Zone", "中部矿山修复与水土流失治理区，约 12 处", "a b c d e f g"]
        {
            let pieces = letters.pieces(text, 12.0);
            let widest = pieces.iter().map(|piece| piece.trimmed).fold(0.0, f64::max);
            for limit in (0..80).map(|step| widest + f64::from(step) * 3.0) {
                assert_eq!(lines(&pieces, limit), letters.fill(&pieces, 12.0, limit).len(), "{text} {limit}");
            }
        }
    }

    #[test]
    fn a_piece_too_wide_is_broken_between_characters() {
        let lines = wrap("Llanfairpwllgwyngyll", 12.0, 50.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, 12.0) <= 50.0), "{lines:?}");
        assert_eq!(wrap("宽", 12.0, 1.0), ["宽"]);
    }

    #[test]
    fn text_is_cleaned() {
        assert_eq!(clean(" a\n\tb\u{0}c\u{202f}km "), "a b c\u{a0}km");
    }
}
