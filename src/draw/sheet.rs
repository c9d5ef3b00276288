//! What a chart's kinds share: the parts in one language, ready to be laid out, the type sizes, and the line that
//! names the measure. Knows no kind of chart.

use super::ink::Ink;
use super::recording::{Anchor, Recording};
use super::text::{self, Lettering};
use crate::model::{Chart, Language, Text};

/// Width of a drawing, in pixels of the view box.
const WIDTH: f64 = 640.0;
/// Width of a drawing for a telephone, where a pixel of the view box is about one of the screen.
const NARROW: f64 = 320.0;
/// Room kept free at every side.
pub(super) const MARGIN: f64 = 4.0;
/// Size of labels and values.
pub(super) const SIZE: f64 = 12.0;
/// Size of the measure and the ticks in the full drawing; in a narrow one a telephone may shrink them further.
const SMALL: f64 = 11.0;
/// From one baseline of a label to the next.
pub(super) const LEADING: f64 = 15.0;
/// Width of leader lines.
pub(super) const HAIRLINE: f64 = 0.8;
/// From the middle of a line of text down to its baseline, in ems: half the height of a capital.
const DROP: f64 = 0.36;

/// Values beyond this are drawn as this; no quantity of a county comes near.
const MOST: f64 = 1e15;
/// Values nearer to 0 are drawn as 0.
const LEAST: f64 = 1e-9;

/// One part in one language.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    /// What it is set in.
    pub(super) letters: &'a Lettering<'a>,
    /// Its label.
    pub(super) label: String,
    /// Its value as printed, with the unit where the measure's line does not name it.
    pub(super) value: String,
    /// Its value for the geometry: finite.
    pub(super) amount: f64,
    /// Its colour where the parts of a whole are told apart.
    pub(super) ink: Ink,
    /// Whether it is the undeclared rest.
    pub(super) rest: bool,
}

impl Entry<'_> {
    /// Label and value on one line, apart so that a label's last number is not read as the value's first.
    pub(super) fn inline(&self) -> String {
        format!("{}\u{a0}\u{a0}{}", self.label, self.value).trim().to_owned()
    }

    /// Label and value in at most `limit` pixels: on one line if they fit, else the value on a line of its own.
    pub(super) fn block(&self, limit: f64) -> Vec<String> {
        let inline = self.inline();
        if self.letters.width(&inline, SIZE) <= limit {
            return vec![inline];
        }
        self.stacked(limit)
    }

    /// The label in at most `limit` pixels, the value below it.
    pub(super) fn stacked(&self, limit: f64) -> Vec<String> {
        let mut lines = self.letters.wrap(&self.label, SIZE, limit);
        lines.extend(self.letters.wrap(&self.value, SIZE, limit));
        lines
    }
}

/// A chart in one language.
#[derive(Clone)]
pub(super) struct Sheet<'a> {
    /// What it is set in.
    pub(super) letters: &'a Lettering<'a>,
    /// Width of the drawing, in pixels of the view box.
    pub(super) width: f64,
    /// The measure and its unit.
    pub(super) axis: String,
    /// The parts.
    pub(super) entries: Vec<Entry<'a>>,
    /// What sets the thousands of a tick apart: a comma in English, nothing in Chinese.
    pub(super) separator: &'static str,
}

impl<'a> Sheet<'a> {
    /// The chart in a language.
    pub(super) fn of(chart: &Chart, language: Language, letters: &'a Lettering<'a>) -> Self {
        let axis = text::clean(chart.axis.get(language));
        let unit = chart.unit.get(language);
        let named = !axis.is_empty() && !is_sign(unit);
        let unit = if named { Text::default() } else { chart.unit.clone() };
        let mut declared = 0_u8;
        let entries = chart.parts.iter().map(|part| {
            let ink = if part.rest { Ink::Rest } else { Ink::Part(declared) };
            declared = if part.rest { declared } else { declared.wrapping_add(1) };
            Entry {
                letters,
                label: text::clean(part.label.get(language)),
                value: text::clean(&part.with_unit(language, &unit)).replace(' ', "\u{a0}"),
                amount: drawable(part.value),
                ink,
                rest: part.rest,
            }
        });
        let entries = entries.collect();
        let separator = match language {
            Language::Zh => "",
            Language::En => ",",
        };
        Self { letters, width: WIDTH, axis, entries, separator }
    }

    /// The same for a telephone.
    pub(super) fn narrow(self) -> Self {
        Self { width: NARROW, ..self }
    }

    /// Whether the drawing is too narrow for labels on both sides of a ring, or two columns of them.
    pub(super) fn is_narrow(&self) -> bool {
        self.width < WIDTH
    }

    /// Size of the measure and the ticks.
    pub(super) fn small(&self) -> f64 {
        if self.is_narrow() { SIZE } else { SMALL }
    }

    /// A width of the full drawing in proportion to this one.
    pub(super) fn scaled(&self, pixels: f64) -> f64 {
        pixels * self.width / WIDTH
    }

    /// The amounts as shares of their sum, those below 0 counted as 0; all 0 if the sum is.
    pub(super) fn shares(&self) -> Vec<f64> {
        let total: f64 = self.entries.iter().map(|entry| entry.amount.max(0.0)).sum();
        let share = |entry: &Entry<'_>| if total > 0.0 { entry.amount.max(0.0) / total } else { 0.0 };
        self.entries.iter().map(share).collect()
    }

    /// The lowest and the highest amount, 0 included.
    pub(super) fn bounds(&self) -> (f64, f64) {
        let amounts = || self.entries.iter().map(|entry| entry.amount);
        (amounts().fold(0.0, f64::min), amounts().fold(0.0, f64::max))
    }

    /// The widest value.
    pub(super) fn widest_value(&self) -> f64 {
        self.letters.widest(self.entries.iter().map(|entry| &entry.value), SIZE)
    }
}

/// A sign such as `%` belongs to each number; a unit of letters is named once, with the measure.
fn is_sign(unit: &str) -> bool {
    !unit.is_empty() && !unit.chars().any(char::is_alphabetic)
}

fn drawable(value: f64) -> f64 {
    if !value.is_finite() || value.abs() < LEAST { 0.0 } else { value.clamp(-MOST, MOST) }
}

/// Names the measure at the top left; gives the bottom of the line, or 0 if there is none.
pub(super) fn heading(recording: &mut Recording, sheet: &Sheet) -> f64 {
    let lines = sheet.letters.wrap(&sheet.axis, sheet.small(), sheet.width - 2.0 * MARGIN);
    let mut bottom = 0.0;
    for line in &lines {
        recording.label((MARGIN, bottom + 13.0), Anchor::Start, sheet.small(), Ink::Muted, line);
        bottom += LEADING;
    }
    bottom
}

/// The height of lines of text.
pub(super) fn height(lines: &[String]) -> f64 {
    lines.len() as f64 * LEADING
}

/// Sets lines of text, the middle of the block at `middle`.
pub(super) fn set(recording: &mut Recording, lines: &[String], x: f64, middle: f64, anchor: Anchor) {
    let first = middle - height(lines) / 2.0 + LEADING / 2.0 + DROP * SIZE;
    for (number, line) in lines.iter().enumerate() {
        recording.label((x, first + number as f64 * LEADING), anchor, SIZE, Ink::Text, line);
    }
}

/// Sets a tick's label in `size`, its middle at `middle`.
pub(super) fn set_tick(recording: &mut Recording, label: &str, size: f64, x: f64, middle: f64) {
    recording.label((x, middle + DROP * size), Anchor::End, size, Ink::Muted, label);
}
