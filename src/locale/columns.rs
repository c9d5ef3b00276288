//! How wide the columns of a table must be, and how it is set where they do not fit: in smaller type, then
//! along the long side of the page. One estimate serves the rule that refuses a table and the print that sets it.
//!
//! Widths are estimated from above, in ems of the table's type: a table that is said to fit does, whatever the fonts.

use super::script::fills_a_square;
use crate::model::document::TableFit;
use crate::model::{Cell, Inline, Language};

/// What the margins of an A4 page leave for a line, in points; along the short and the long side.
const SHORT: f64 = 442.0;
const LONG: f64 = 688.0;

/// Kept free left and right of a cell's words in a table that fits, and in one that has to be squeezed.
const ROOMY: f64 = 14.0;
const CLOSE: f64 = 5.0;

/// The sizes of type that are tried, in points.
const SIZES: [f64; 3] = [9.0, 8.0, 7.0];

/// No column is narrower than this, in ems, unless its cells are: words of single characters one below the other are
/// no reading.
const READABLE: f64 = 4.0;

/// A longer word has places to break at, in characters.
const LONGEST: usize = 24;

/// How a table is set. One inside `depth` other blocks has less room, and no page of its own.
pub fn table_fit(rows: &[Vec<Cell>], depth: usize) -> TableFit {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut needs = vec![Need::default(); columns];
    for (number, row) in rows.iter().enumerate() {
        for (need, cell) in needs.iter_mut().zip(row) {
            need.cell(&cell.inlines, number == 0);
        }
    }
    fit(&needs, depth)
}

/// The same for rows that the data make, heads first; each cell by its pieces: its words, and whether no line breaks them.
pub fn made_fit(rows: &[Vec<Vec<(String, bool)>>]) -> TableFit {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut needs = vec![Need::default(); columns];
    for (number, row) in rows.iter().enumerate() {
        for (need, cell) in needs.iter_mut().zip(row) {
            let mut pieces = Pieces::default();
            for (words, unbroken) in cell {
                if *unbroken { pieces.unbroken(words) } else { pieces.words(words) }
            }
            pieces.end(0.0);
            // 2010年 may be broken before its last character: below it stand numbers.
            need.see(&pieces, number == 0, number > 0);
        }
    }
    fit(&needs, 0)
}

fn fit(needs: &[Need], depth: usize) -> TableFit {
    let indents = depth as f64 * 3.0 * 11.0;
    let natural: f64 = needs.iter().map(|need| need.line * SIZES[0] + ROOMY).sum();
    if natural <= SHORT - indents {
        return TableFit::Plain;
    }
    let ways = [(SHORT, false), (LONG, true)];
    for (room, turned) in ways.into_iter().filter(|(_, turned)| !turned || depth == 0) {
        for size in SIZES {
            if let Some(widths) = shared(needs, room - indents, size) {
                return TableFit::Squeezed { widths, size, turned };
            }
        }
    }
    TableFit::TooWide
}

/// What a column needs, in ems.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// Its widest piece that no line breaks.
    piece: f64,
    /// Its longest cell on one line.
    line: f64,
}

impl Need {
    fn cell(&mut self, inlines: &[Inline], head: bool) {
        let mut pieces = Pieces::default();
        Inline::walk(inlines, &mut |inline| match inline {
            Inline::Text(piece) | Inline::Waived(piece, _) => pieces.words(piece),
            Inline::Code(words) => pieces.words(words),
            Inline::Tie(_, words) if words.chars().count() <= 16 => pieces.unbroken(words),
            Inline::Tie(_, words) => pieces.words(words),
            Inline::CrossReference { .. } => pieces.unbroken("Figure 10-10"),
            Inline::FootnoteReference(_) => pieces.unbroken("[1]"),
            Inline::Image { .. } => pieces.end(6.0),
            Inline::SoftBreak => pieces.end(0.3),
            Inline::HardBreak => pieces.end(0.0),
            _ => {}
        });
        pieces.end(0.0);
        self.see(&pieces, head, true);
    }

    fn see(&mut self, pieces: &Pieces, head: bool, readable: bool) {
        // Heads are bold.
        let bold = if head { 1.08 } else { 1.0 };
        let least = if readable { pieces.line.min(READABLE) } else { 0.0 };
        self.piece = self.piece.max(pieces.widest * bold).max(least);
        self.line = self.line.max(pieces.line * bold);
    }
}

/// The pieces of a line that no line breaks, one after the other.
#[derive(Default)]
struct Pieces {
    open: f64,
    characters: usize,
    widest: f64,
    line: f64,
}

impl Pieces {
    fn words(&mut self, words: &str) {
        for character in words.chars() {
            let width = width(character);
            if character.is_whitespace() && character != '\u{a0}' {
                self.end(width);
                continue;
            }
            if self.characters >= LONGEST || (is_wide(character) && !closes(character)) {
                self.end(0.0);
            }
            self.open += width;
            self.characters += 1;
            if matches!(character, '-' | '/') {
                self.end(0.0);
            }
        }
    }

    fn unbroken(&mut self, words: &str) {
        self.open += words.chars().map(width).sum::<f64>();
    }

    /// The end of a piece, with a gap behind it.
    fn end(&mut self, gap: f64) {
        self.widest = self.widest.max(self.open).max(if gap > 1.0 { gap } else { 0.0 });
        self.line += self.open + gap;
        (self.open, self.characters) = (0.0, 0);
    }
}

/// Cells of both languages are measured alike: a mark that may fill a square is taken to.
fn is_wide(character: char) -> bool {
    fills_a_square(Language::Zh, character)
}

/// Marks that no line begins with.
fn closes(character: char) -> bool {
    matches!(
        character,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '”' | '’' | '…' | '％' | '〕' | '】'
    )
}

/// The width of a character, in ems.
fn width(character: char) -> f64 {
    match character {
        _ if is_wide(character) => 1.0,
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ';' | ':' | '!' | '|' | '\'' | '(' | ')' | '[' | ']'
        | '-' | ' ' | '\u{a0}' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' => 0.72,
        _ => 0.6,
    }
}

/// The room of a line shared out: to each column what it must have, of the rest in proportion to what it could use.
fn shared(needs: &[Need], room: f64, size: f64) -> Option<Vec<f64>> {
    let least = |need: &Need| need.piece * size + CLOSE;
    let wanted = |need: &Need| (need.line - need.piece).max(0.0) * size;
    let left = room - needs.iter().map(least).sum::<f64>();
    if left < 0.0 {
        return None;
    }
    let could: f64 = needs.iter().map(wanted).sum();
    let share = if could > 0.0 { (left / could).min(1.0) } else { 0.0 };
    Some(needs.iter().map(|need| ((least(need) + wanted(need) * share) * 10.0).floor() / 10.0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Span, Spanned};

    fn table(columns: usize, words: &str) -> Vec<Vec<Cell>> {
        let piece = || Spanned::new(words.to_owned(), Span::new(SourceId(0), 0..0));
        let cell = || Cell { inlines: vec![Inline::Text(piece())] };
        vec![(0..columns).map(|_| cell()).collect(); 2]
    }

    fn size(fit: &TableFit) -> Option<(f64, bool)> {
        match fit {
            TableFit::Squeezed { size, turned, .. } => Some((*size, *turned)),
            _ => None,
        }
    }

    #[test]
    fn a_wide_grid_is_squeezed_and_then_turned() {
        let grid = |columns: usize, number: &str| {
            let cell = |words: &str, unbroken: bool| vec![(words.to_owned(), unbroken)];
            let row = |first: &str, other: &str, unbroken: bool| {
                let mut row = vec![cell(first, false)];
                row.extend(std::iter::repeat_n(cell(other, unbroken), columns));
                row
            };
            made_fit(&[row("名称", "2010年", false), row("粮食产量", number, true)])
        };
        assert_eq!(grid(5, "343"), TableFit::Plain);
        assert!(matches!(grid(15, "343"), TableFit::Squeezed { turned: false, .. }), "{:?}", grid(15, "343"));
        let TableFit::Squeezed { widths, size, turned: true } = grid(15, "3430000") else { panic!() };
        assert!(widths.len() == 16 && widths.iter().sum::<f64>() <= LONG && size >= 7.0, "{widths:?} {size}");
        assert_eq!(grid(40, "3430000"), TableFit::TooWide);
    }

    #[test]
    fn a_table_is_squeezed_then_turned_then_refused() {
        assert_eq!(table_fit(&table(4, "Area"), 0), TableFit::Plain);
        assert_eq!(table_fit(&table(4, "草地面积"), 0), TableFit::Plain);
        assert_eq!(table_fit(&[], 0), TableFit::Plain);
        let seen: Vec<_> = (5..22).map(|columns| table_fit(&table(columns, "interdepartmental"), 0)).collect();
        let turned = seen.iter().position(|fit| size(fit).is_some_and(|(_, turned)| turned)).unwrap();
        let refused = seen.iter().position(|fit| *fit == TableFit::TooWide).unwrap();
        assert!(0 < turned && turned < refused, "{seen:?}");
        assert!(seen[refused..].iter().all(|fit| *fit == TableFit::TooWide));
        assert!(seen[..turned].iter().all(|fit| size(fit).is_some_and(|(_, turned)| !turned)), "{seen:?}");
    }

    #[test]
    fn widths_keep_to_the_page_and_every_word_to_its_column() {
        let wide = table(7, "Responsible authority of the county");
        let TableFit::Squeezed { widths, size, turned } = table_fit(&wide, 0) else { panic!() };
        assert!(!turned && widths.iter().sum::<f64>() <= SHORT);
        let word: f64 = "Responsible".chars().map(width).sum();
        assert!(widths.iter().all(|column| *column >= word * size), "{widths:?}");
    }

    #[test]
    fn a_table_inside_other_blocks_has_less_room_and_no_page_of_its_own() {
        let wide = table(6, "interdepartmental");
        assert!(matches!(table_fit(&wide, 0), TableFit::Squeezed { turned: true, .. }), "{:?}", table_fit(&wide, 0));
        assert_eq!(table_fit(&wide, 1), TableFit::TooWide);
    }

    #[test]
    fn chinese_breaks_anywhere_and_a_very_long_word_somewhere() {
        let chinese = table(10, "各有关部门要加强协调配合，形成合力。");
        assert!(matches!(table_fit(&chinese, 0), TableFit::Squeezed { turned: false, .. }));
        assert!(matches!(table_fit(&table(2, &"x".repeat(400)), 0), TableFit::Squeezed { .. }));
    }
}
