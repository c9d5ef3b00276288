//! Writes a recording as SVG, for the web or for print. Knows no layout; decides nothing but the writing.

use super::ink::Ink;
use super::recording::{Anchor, FINE, Mark, Recording};
use super::text::{self, Lettering};
use crate::locale::escaped;
use crate::model::{Language, Role};
use plotters_backend::BackendCoord;
use std::fmt::Write;

/// Who will read the SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// A browser: colours are CSS variables with fallbacks, so that a page may go dark and a lone file has colours.
    Web,
    /// Typst, which ignores variables and wants the font by its one name.
    Print,
}

impl Reader {
    fn font(self) -> &'static str {
        match self {
            Self::Web => "'Tallybook Sans', 'Noto Sans SC', sans-serif",
            Self::Print => Role::Sans.family(),
        }
    }

    fn color(self, ink: Ink) -> String {
        let swatch = ink.swatch();
        match self {
            Self::Web => format!("var({}, {})", swatch.variable, swatch.light),
            Self::Print => swatch.light.to_owned(),
        }
    }
}

/// What the SVG says about itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming<'a> {
    /// The figure's id.
    pub(super) id: &'a str,
    /// The language of all text.
    pub(super) language: Language,
    /// The figure's title.
    pub(super) title: &'a str,
    /// The text alternative.
    pub(super) description: &'a str,
}

/// The SVG, without an XML declaration, so that it may stand in a page as it is.
pub(super) fn write(recording: &Recording, naming: Naming<'_>, letters: &Lettering<'_>, reader: Reader) -> String {
    let mut svg = String::new();
    open(&mut svg, recording, naming, reader);
    for mark in &recording.marks {
        let narrow = reader == Reader::Print && naming.language == Language::En;
        write_mark(&mut svg, mark, letters, (reader, narrow));
    }
    svg.push_str("</svg>\n");
    svg
}

fn open(svg: &mut String, recording: &Recording, naming: Naming<'_>, reader: Reader) {
    let id = format!("{}-{}", name(naming.id), naming.language.tag());
    let language = match naming.language {
        Language::Zh => "zh-CN",
        Language::En => "en",
    };
    let width = match reader {
        Reader::Web => r#" width="100%""#,
        Reader::Print => "",
    };
    add(
        svg,
        format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}""#,
            recording.width, recording.height
        ),
    );
    add(svg, format_args!(r#"{width} role="img" aria-labelledby="{id}-title {id}-desc" lang="{language}""#));
    add(svg, format_args!(" font-family=\"{}\">\n", reader.font()));
    add(svg, format_args!("<title id=\"{id}-title\">{}</title>\n", escaped(naming.title)));
    add(svg, format_args!("<desc id=\"{id}-desc\">{}</desc>\n", escaped(naming.description)));
}

/// Writes a mark. In print an apostrophe would be as wide as a Chinese character, where `narrow` asks for another: an
/// SVG cannot ask for the proportional one as a page can.
fn write_mark(svg: &mut String, mark: &Mark, letters: &Lettering<'_>, (reader, narrow): (Reader, bool)) {
    match mark {
        Mark::Rectangle { from, to, ink } => {
            let (x, y) = (number(from.0), number(from.1));
            let (width, height) = (number(to.0 - from.0), number(to.1 - from.1));
            add(svg, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""));
            svg.push_str(&surface(*ink, reader));
        }
        Mark::Polygon { points, ink, sheer } => {
            let sheer = if *sheer { " fill-opacity=\"0.5\"" } else { "" };
            add(svg, format_args!("<polygon points=\"{}\"{sheer}", coordinates(points)));
            svg.push_str(&surface(*ink, reader));
        }
        Mark::Line { points, ink, width, dashed } => {
            let (points, stroke, width) = (coordinates(points), reader.color(*ink), number(*width));
            add(svg, format_args!(r#"<polyline points="{points}" fill="none" stroke="{stroke}""#));
            let dash = if *dashed { " stroke-dasharray=\"4 3\"" } else { "" };
            add(svg, format_args!(" stroke-width=\"{width}\"{dash}/>\n"));
        }
        Mark::Area { rings, ink, edge } => {
            let mut path = String::new();
            rings.iter().for_each(|ring| add(&mut path, format_args!("M{}z", coordinates(ring))));
            let (fill, edge) = (reader.color(*ink), reader.color(*edge));
            add(svg, format_args!(r#"<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{edge}""#));
            svg.push_str(" stroke-width=\"0.8\" stroke-linejoin=\"round\"/>\n");
        }
        Mark::Label { at, anchor, size, ink, text, halo } => {
            let text = if narrow { text.replace('’', "'") } else { text.clone() };
            let (x, y, fill, words) = (number(at.0), number(at.1), reader.color(*ink), words(&text, *size, letters));
            let size = number(*size);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            add(svg, format_args!(r#"<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}""#));
            if *halo {
                let paper = reader.color(Ink::Paper);
                add(svg, format_args!(r#" stroke="{paper}" stroke-width="2.6" stroke-linejoin="round""#));
                svg.push_str(" paint-order=\"stroke\"");
            }
            add(svg, format_args!(" fill=\"{fill}\">{words}</text>\n"));
        }
    }
}

/// Text with its raised and lowered characters set; what stands behind one is brought back to the line.
fn words(text: &str, size: i32, letters: &Lettering<'_>) -> String {
    let pieces = letters.shifting.pieces(text);
    if pieces.iter().all(|piece| piece.shift.is_none()) {
        return escaped(text);
    }
    let (mut words, mut height) = (String::new(), 0);
    for piece in pieces {
        let (scale, above) = text::place(&piece);
        let [small, above] = [scale, above].map(|part| (part * f64::from(size)).round() as i32);
        let own_size = if piece.shift.is_some() { format!(" font-size=\"{}\"", number(small)) } else { String::new() };
        let drop = number(height - above);
        words.push_str(&format!("<tspan dy=\"{drop}\"{own_size}>{}</tspan>", escaped(&piece.text)));
        height = above;
    }
    words
}

/// How a surface is filled, to the end of its element; one that may be too near to its ground has an edge.
fn surface(ink: Ink, reader: Reader) -> String {
    let fill = reader.color(ink);
    let edge = if ink.needs_edge() {
        format!(" stroke=\"{}\" stroke-width=\"0.6\"", reader.color(Ink::Rule))
    } else {
        String::new()
    };
    format!(" fill=\"{fill}\"{edge}/>\n")
}

fn add(svg: &mut String, text: std::fmt::Arguments<'_>) {
    svg.write_fmt(text).expect("a string takes all that is written to it");
}

fn coordinates(points: &[BackendCoord]) -> String {
    let mut pairs = String::with_capacity(points.len() * 14);
    for (place, &(x, y)) in points.iter().enumerate() {
        if place > 0 {
            pairs.push(' ');
        }
        push_number(&mut pairs, x);
        pairs.push(',');
        push_number(&mut pairs, y);
    }
    pairs
}

/// Units of the virtual canvas as pixels, with no more than two decimals and no idle zero.
fn number(units: i32) -> String {
    let mut number = String::with_capacity(8);
    push_number(&mut number, units);
    number
}

/// The same, digit by digit: a drawing has thousands of them, and the formatting of the language is slow.
fn push_number(into: &mut String, units: i32) {
    let digit = |value: u32| char::from(b'0' + (value % 10) as u8);
    if units < 0 {
        into.push('-');
    }
    let (whole, rest) = (units.unsigned_abs() / FINE.unsigned_abs(), units.unsigned_abs() % FINE.unsigned_abs());
    let mut power = 1;
    while whole / power >= 10 {
        power *= 10;
    }
    while power > 0 {
        into.push(digit(whole / power));
        power /= 10;
    }
    if rest > 0 {
        into.push('.');
        into.push(digit(rest / 10));
    }
    if rest % 10 > 0 {
        into.push(digit(rest));
    }
}

/// An id as XML allows it; other characters become `-`.
fn name(id: &str) -> String {
    let safe = |character: char| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' };
    format!("chart-{}", id.chars().map(safe).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_decimals_at_most() {
        for (units, expected) in [
            (0, "0"),
            (100, "1"),
            (1250, "12.5"),
            (-5, "-0.05"),
            (-150, "-1.5"),
            (64_001, "640.01"),
            (i32::MIN, "-21474836.48"),
        ] {
            assert_eq!(number(units), expected);
        }
    }

    #[test]
    fn raised_and_lowered_characters_are_set_small() {
        let letters = Lettering::new(&[], &crate::locale::shifted_characters().collect());
        let set = words("SO₄²⁻<", 1200, &letters);
        let parts = [
            r#"<tspan dy="0">SO</tspan>"#,
            r#"<tspan dy="1.68" font-size="7.68">4</tspan>"#,
            r#"<tspan dy="-7.08" font-size="7.2">2−</tspan>"#,
            r#"<tspan dy="5.4">&lt;</tspan>"#,
        ];
        assert_eq!(set, parts.concat());
        assert_eq!(words("草<", 1200, &letters), "草&lt;");
    }

    #[test]
    fn ids_are_made_safe() {
        assert_eq!(name("land use.types"), "chart-land-use-types");
    }
}
