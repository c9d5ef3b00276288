//! What a chart's kinds share: the parts in one language, ready to be laid out, the type sizes, and the line that
//! names the measure. Knows no kind of chart.

use super::geometry::Point;
use super::ink::Ink;
use super::recording::{Anchor, Recording};
use super::text::{self, Lettering};
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::{Bearing, Chart, Form, Ground, Language, Text};

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
pub(super) const DROP: f64 = 0.36;

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
    /// The colour of what it stands for, if it has one.
    pub(super) own_ink: Option<Ink>,
    /// Whether it is the undeclared rest.
    pub(super) rest: bool,
    /// Whether there is no value: the words say why.
    pub(super) missing: bool,
    /// Whether it is planned.
    pub(super) target: bool,
    /// Whether the author points at it.
    pub(super) highlighted: bool,
    /// Its row.
    pub(super) row: usize,
    /// Its column.
    pub(super) column: Option<usize>,
    /// From a year to a year.
    pub(super) period: Option<(f64, f64)>,
    /// What it is grouped under.
    pub(super) group: String,
    /// Its place among tiles, from 1.
    pub(super) tile: Option<(u8, u8)>,
    /// Its side.
    pub(super) side: Option<Bearing>,
    /// Its form.
    pub(super) form: Option<Form>,
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

/// A column in one language.
#[derive(Clone)]
pub(super) struct Column {
    /// What it is called.
    pub(super) label: String,
    /// The year it stands for.
    pub(super) at: Option<f64>,
    /// Its colour: its own, or by its place.
    pub(super) ink: Ink,
}

/// What values are compared with, in one language.
#[derive(Clone)]
pub(super) struct Reference {
    /// Its name and its value.
    pub(super) words: String,
    /// Its name.
    pub(super) label: String,
    /// Its value as printed.
    pub(super) value: String,
    /// Its value for the geometry.
    pub(super) amount: f64,
}

/// A chart in one language.
#[derive(Clone)]
pub(super) struct Sheet<'a> {
    /// What it is set in.
    pub(super) letters: &'a Lettering<'a>,
    /// The language.
    pub(super) language: Language,
    /// Width of the drawing, in pixels of the view box.
    pub(super) width: f64,
    /// The measure and its unit.
    pub(super) axis: String,
    /// One of the unit.
    pub(super) one: String,
    /// The parts.
    pub(super) entries: Vec<Entry<'a>>,
    /// The columns that they stand in.
    pub(super) columns: Vec<Column>,
    /// What they are compared with.
    pub(super) references: Vec<Reference>,
    /// The author's note.
    pub(super) note: String,
    /// The scale to draw on, where it is not that of the amounts: the lowest and the highest.
    pub(super) scale: Option<(f64, f64)>,
    /// Whether its scale goes by powers of ten.
    pub(super) logarithmic: bool,
    /// What a map is drawn on.
    pub(super) ground: Option<&'a Ground>,
    /// The borders between its classes, as the language prints numbers.
    pub(super) breaks: Vec<f64>,
    /// The unit where it is a sign that stands after each number: `%`.
    pub(super) sign: String,
}

impl<'a> Sheet<'a> {
    /// The chart in a language.
    pub(super) fn of(chart: &'a Chart, language: Language, letters: &'a Lettering<'a>) -> Self {
        let axis = text::clean(&measure(chart, language));
        let unit = chart.unit.get(language);
        let named = !chart.axis.get(language).is_empty() && !is_sign(unit);
        let unit = if named { Text::default() } else { chart.unit.clone() };
        let points = chart.parts.iter().any(|part| part.highlighted);
        let mut declared = 0_u8;
        let entries = chart.parts.iter().map(|part| {
            let own_ink = part.colour.and_then(Ink::of).filter(|_| !part.rest);
            let ink = match own_ink {
                _ if part.rest => Ink::Rest,
                _ if points && !part.highlighted => Ink::Pale,
                own => own.unwrap_or(Ink::Part(declared)),
            };
            declared = if part.rest || own_ink.is_some() { declared } else { declared.wrapping_add(1) };
            Entry {
                letters,
                label: text::clean(part.label.get(language)),
                value: text::clean(&part.with_unit(language, &unit)).replace(' ', "\u{a0}"),
                amount: drawable(printed(part.value, part.power, language)),
                ink,
                own_ink,
                rest: part.rest,
                missing: part.missing,
                target: part.target,
                highlighted: part.highlighted,
                row: part.row,
                column: part.column.filter(|column| *column < chart.columns.len()),
                period: part.period.filter(|(from, to)| from.is_finite() && to.is_finite() && from < to),
                group: text::clean(part.group.get(language)),
                tile: part.tile,
                side: part.side,
                form: part.form,
            }
        });
        let entries = entries.collect();
        let columns = chart.columns.iter().zip(0_u8..).map(|(column, number)| Column {
            label: text::clean(column.label.get(language)),
            at: column.at.filter(|at| at.is_finite()),
            ink: column.colour.and_then(Ink::of).unwrap_or(Ink::Part(number)),
        });
        let references = chart.references.iter().map(|reference| {
            let label = text::clean(reference.label.get(language));
            let value = text::clean(&reference.with_unit(language, &unit)).replace(' ', "\u{a0}");
            let words = format!("{label}\u{a0}{value}").trim().to_owned();
            Reference { words, label, value, amount: drawable(printed(reference.value, reference.power, language)) }
        });
        let note = chart.note.as_ref().map_or_else(String::new, |note| text::clean(note.get(language)));
        let (columns, references) = (columns.collect(), references.collect());
        let power = chart.parts.iter().map(|part| part.power).max().unwrap_or(0);
        let breaks = chart.ground.iter().flat_map(|ground| &ground.breaks);
        let breaks = breaks.map(|number| drawable(printed(*number, power, language))).collect();
        let sign = unit.get(language).clone();
        let logarithmic = chart.logarithmic;
        Self {
            letters,
            language,
            width: WIDTH,
            axis,
            one: text::clean(chart.one.get(language)),
            entries,
            columns,
            references,
            note,
            scale: None,
            logarithmic,
            ground: chart.ground.as_ref(),
            breaks,
            sign,
        }
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

    /// The lowest and the highest amount, 0 and what they are compared with included.
    pub(super) fn bounds(&self) -> (f64, f64) {
        if let Some(scale) = self.scale {
            return scale;
        }
        let references = || self.references.iter().map(|reference| reference.amount);
        let amounts = || self.entries.iter().map(|entry| entry.amount).chain(references());
        (amounts().fold(0.0, f64::min), amounts().fold(0.0, f64::max))
    }

    /// The highest of what the amounts are compared with; 0 without any.
    pub(super) fn highest_reference(&self) -> f64 {
        self.references.iter().map(|reference| reference.amount).fold(0.0, f64::max)
    }

    /// The widest value.
    pub(super) fn widest_value(&self) -> f64 {
        self.letters.widest(self.entries.iter().map(|entry| &entry.value), SIZE)
    }

    /// The colour of a part that is compared with others: its own; else one for all, pale where another is pointed at.
    pub(super) fn ink(&self, entry: &Entry<'_>) -> Ink {
        let points = self.entries.iter().any(|entry| entry.highlighted);
        match entry.own_ink {
            _ if entry.rest => Ink::Rest,
            _ if points && !entry.highlighted => Ink::Pale,
            Some(own) => own,
            None => Ink::Part(0),
        }
    }

    /// The rows: the numbers of their entries, in order.
    pub(super) fn rows(&self) -> Vec<Vec<usize>> {
        let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
        for (number, entry) in self.entries.iter().enumerate() {
            match rows.iter_mut().find(|(row, _)| *row == entry.row && entry.column.is_some()) {
                Some((_, entries)) => entries.push(number),
                None => rows.push((entry.row, vec![number])),
            }
        }
        rows.into_iter().map(|(_, entries)| entries).collect()
    }

    /// A word of the catalogue.
    pub(super) fn word(&self, id: &'static str) -> String {
        Catalogue::of(self.language).label(id).to_owned()
    }

    /// A sentence of the catalogue.
    pub(super) fn say(&self, message: &Message) -> String {
        Catalogue::of(self.language).phrase(message)
    }
}

/// The measure, and that the scale goes by powers of ten: a reader who is not told takes equal steps for equal amounts.
fn measure(chart: &Chart, language: Language) -> String {
    let axis = chart.measure(language);
    if !chart.logarithmic {
        return axis;
    }
    let comma = match language {
        _ if axis.is_empty() => "",
        Language::Zh => "，",
        Language::En => ", ",
    };
    format!("{axis}{comma}{}", Catalogue::of(language).label("ui.chart.logarithmic"))
}

/// A sign such as `%` belongs to each number; a unit of letters is named once, with the measure.
fn is_sign(unit: &str) -> bool {
    !unit.is_empty() && !unit.chars().any(char::is_alphabetic)
}

/// A value as the language prints it, so that ticks and values say the same.
fn printed(value: f64, power: u32, language: Language) -> f64 {
    match language {
        Language::Zh => value,
        Language::En => (0..power.min(18)).fold(value, |value, _| value * 10.0),
    }
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
    set_in(recording, lines, (x, middle), anchor, (Ink::Text, SIZE));
}

/// Sets a tick's label in `size`, its middle at `middle`.
pub(super) fn set_tick(recording: &mut Recording, label: &str, size: f64, x: f64, middle: f64) {
    recording.label((x, middle + DROP * size), Anchor::End, size, Ink::Muted, label);
}

/// Sets lines of text in an ink and a size, the middle of the block at `middle`.
pub(super) fn set_in(recording: &mut Recording, lines: &[String], at: Point, anchor: Anchor, (ink, size): (Ink, f64)) {
    let first = at.1 - height(lines) / 2.0 + LEADING / 2.0 + DROP * size;
    for (number, line) in lines.iter().enumerate() {
        recording.label((at.0, first + number as f64 * LEADING), anchor, size, ink, line);
    }
}

/// Says below `bottom` that the drawing is a scheme, and closes it.
pub(super) fn disclaim(mut recording: Recording, sheet: &Sheet, bottom: f64) -> Recording {
    let words = sheet.letters.wrap(&sheet.word("ui.chart.schematic"), sheet.small(), sheet.width - 2.0 * MARGIN);
    let middle = bottom + height(&words) / 2.0;
    set_in(&mut recording, &words, (MARGIN, middle), Anchor::Start, (Ink::Muted, sheet.small()));
    recording.close(bottom + height(&words) + MARGIN)
}

/// Sets the author's note below a drawing.
pub(super) fn note(recording: Recording, sheet: &Sheet) -> Recording {
    let lines = sheet.letters.wrap(&sheet.note, sheet.small(), sheet.width - 2.0 * MARGIN);
    if lines.is_empty() {
        return recording;
    }
    let mut recording = recording;
    let top = f64::from(recording.height) + 2.0;
    let middle = top + height(&lines) / 2.0;
    set_in(&mut recording, &lines, (MARGIN, middle), Anchor::Start, (Ink::Muted, sheet.small()));
    recording.close(top + height(&lines) + MARGIN)
}
