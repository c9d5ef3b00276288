//! The palette: what each colour is for, its CSS variable, and its value on white and on the dark page.
//!
//! Each colour of a part has at least 3:1 against its ground (WCAG 2.2, 1.4.11), each colour of text 4.5:1 (1.4.3);
//! neighbours stay apart for readers who do not tell red from green. A test holds the contrasts.

use crate::model::Colour;
use plotters::style::Color;
use plotters_backend::BackendColor;

/// What a stroke, a surface or a text is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The colour of a part, counted from 0; the palette begins again after the last.
    Part(u8),
    /// The undeclared rest.
    Rest,
    /// Labels and values.
    Text,
    /// The measure and the ticks.
    Muted,
    /// Baselines and leader lines.
    Rule,
    /// Grid lines.
    Grid,
    /// What is not pointed at, and what lies under a mark.
    Pale,
    /// What is pointed at beside marks of [`Ink::Part`].
    Strong,
    /// The page itself, inside a ring.
    Paper,
    /// What it stands for.
    Meaning(Colour),
}

/// One colour of the charts: a site sets `variable` to `dark` where its page is dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swatch {
    /// The custom property: `--chart-1`.
    pub variable: &'static str,
    /// On white, on the site's paper (`#fbfaf5`) and in print: `#2f6f4f`.
    pub light: &'static str,
    /// On the dark page (`#14181a`).
    pub dark: &'static str,
}

const fn swatch(variable: &'static str, light: &'static str, dark: &'static str) -> Swatch {
    Swatch { variable, light, dark }
}

/// Colours for parts: the first `PARTS` of the palette.
const PARTS: usize = 12;
/// Where the colours with a meaning begin.
const MEANINGS: usize = PARTS + 7;
/// Where the colours of air quality begin: those of HJ 633-2012, on any ground.
const AIR: usize = MEANINGS + 7;
/// Where the steps of an order begin, and how many there are.
const STEPS: (usize, u8) = (AIR + 6, 7);

/// Where the steps below nothing begin, and how many there are; those above it are the steps of an order without the
/// lightest, so that both sides have as many.
const BELOW: (usize, u8) = (STEPS.0 + STEPS.1 as usize, STEPS.1 - 1);

/// What is neither above nor below.
const EVEN: usize = BELOW.0 + BELOW.1 as usize;

/// The page, after all others.
const PAPER: usize = EVEN + 1;

/// All colours of the charts, for a style sheet.
pub const PALETTE: [Swatch; 47] = [
    swatch("--chart-1", "#2f6f4f", "#4f9d79"),
    swatch("--chart-2", "#3a9bc4", "#9fe0ea"),
    swatch("--chart-3", "#765400", "#b18f3e"),
    swatch("--chart-4", "#1d4f8a", "#6bb0ea"),
    swatch("--chart-5", "#a8505e", "#e0a08c"),
    swatch("--chart-6", "#4283c6", "#4a8fc8"),
    swatch("--chart-7", "#34404a", "#b9c2c8"),
    swatch("--chart-8", "#b9851c", "#f2cf86"),
    swatch("--chart-9", "#0b7f93", "#57b7c4"),
    swatch("--chart-10", "#8f3a20", "#d0755c"),
    swatch("--chart-11", "#4f9d79", "#a4dcbc"),
    swatch("--chart-12", "#8a5a94", "#b07ab4"),
    swatch("--chart-rest", "#8b9196", "#8b9196"),
    swatch("--chart-text", "#222222", "#e4e7e5"),
    swatch("--chart-muted", "#5a6166", "#a9b1b5"),
    swatch("--chart-rule", "#8f9599", "#737b80"),
    swatch("--chart-grid", "#e3e6e4", "#2c3235"),
    swatch("--chart-pale", "#b3cabd", "#3a4a42"),
    swatch("--chart-strong", "#c0641c", "#e39a55"),
    swatch("--chart-grass", "#6f9a3e", "#9cc46b"),
    swatch("--chart-arable", "#b0811a", "#e6bb57"),
    swatch("--chart-wood", "#2f6f4f", "#5fae86"),
    swatch("--chart-water", "#2b6ea8", "#6bb0ea"),
    swatch("--chart-mining", "#7a5a46", "#b08a72"),
    swatch("--chart-bare", "#b4734b", "#e0a58a"),
    swatch("--chart-town", "#8a4b5c", "#c98a9c"),
    swatch("--chart-air-1", "#00e400", "#00e400"),
    swatch("--chart-air-2", "#ffff00", "#ffff00"),
    swatch("--chart-air-3", "#ff7e00", "#ff7e00"),
    swatch("--chart-air-4", "#ff0000", "#ff0000"),
    swatch("--chart-air-5", "#99004c", "#99004c"),
    swatch("--chart-air-6", "#7e0023", "#7e0023"),
    swatch("--chart-step-1", "#dcebd6", "#22473d"),
    swatch("--chart-step-2", "#b7d5b4", "#2f6152"),
    swatch("--chart-step-3", "#8fbd97", "#447d68"),
    swatch("--chart-step-4", "#66a47e", "#5f997e"),
    swatch("--chart-step-5", "#41876a", "#82b498"),
    swatch("--chart-step-6", "#286a55", "#abcfb4"),
    swatch("--chart-step-7", "#164c40", "#d6e9d2"),
    swatch("--chart-below-1", "#d7bceb", "#604197"),
    swatch("--chart-below-2", "#baa3cc", "#8063ad"),
    swatch("--chart-below-3", "#9d87ba", "#9786bf"),
    swatch("--chart-below-4", "#8170a8", "#bc9ad8"),
    swatch("--chart-below-5", "#6f50a2", "#ddb3f1"),
    swatch("--chart-below-6", "#563791", "#f5d0fe"),
    swatch("--chart-even", "#eeeeea", "#2b2f31"),
    swatch("--chart-paper", "#fbfaf5", "#14181a"),
];

impl Ink {
    /// The ink of a meaning. An order with more classes than there are steps has none, nor has a side of nothing.
    pub(super) fn of(colour: Colour) -> Option<Self> {
        match colour {
            Colour::Step(place, count) if count > STEPS.1 || place >= count => None,
            Colour::Above(place, count) | Colour::Below(place, count) if count > BELOW.1 || place >= count => None,
            colour => Some(Self::Meaning(colour)),
        }
    }

    fn index(self) -> usize {
        match self {
            Self::Part(number) => usize::from(number) % PARTS,
            Self::Rest => PARTS,
            Self::Text => PARTS + 1,
            Self::Muted => PARTS + 2,
            Self::Rule => PARTS + 3,
            Self::Grid => PARTS + 4,
            Self::Pale => PARTS + 5,
            Self::Strong => PARTS + 6,
            Self::Paper => PAPER,
            Self::Meaning(colour) => match colour {
                Colour::Grass => MEANINGS,
                Colour::Arable => MEANINGS + 1,
                Colour::Wood => MEANINGS + 2,
                Colour::Water => MEANINGS + 3,
                Colour::Mining => MEANINGS + 4,
                Colour::Bare => MEANINGS + 5,
                Colour::Town => MEANINGS + 6,
                Colour::Air(grade) => AIR + usize::from(grade.clamp(1, 6)) - 1,
                Colour::Step(place, count) => STEPS.0 + step(place, count),
                Colour::Above(place, count) => STEPS.0 + 1 + away(place, count),
                Colour::Below(place, count) => BELOW.0 + away(place, count),
                Colour::Even => EVEN,
            },
        }
    }

    /// Its entry of the palette.
    pub(super) fn swatch(self) -> Swatch {
        PALETTE[self.index()]
    }

    /// Whether it may be too near to its ground: then its surfaces have an edge.
    pub(super) fn needs_edge(self) -> bool {
        (AIR..PAPER).contains(&self.index())
    }

    /// The edge of an area that touches others of its like: paper between dark ones, which a print in grey would run
    /// together; a line round light ones, which would run into the paper. A dark page turns both about.
    pub(super) fn border(self) -> Self {
        let (from, steps) = STEPS;
        let light = [from..from + usize::from(steps / 2), BELOW.0..BELOW.0 + usize::from(BELOW.1 / 2), EVEN..PAPER + 1];
        let light = light.iter().any(|range| range.contains(&self.index()));
        if light || (AIR..STEPS.0).contains(&self.index()) { Self::Muted } else { Self::Paper }
    }

    /// The ink that plotters carried through as a colour; what it invented itself counts as text.
    pub(super) fn carried_by(color: BackendColor) -> Self {
        let number = usize::from(color.rgb.2);
        let known = |ink: &Self| ink.index() == number;
        let plain = [Self::Rest, Self::Muted, Self::Rule, Self::Grid, Self::Pale, Self::Strong, Self::Paper];
        let meanings = Colour::ALL.into_iter().map(|(_, colour)| Self::Meaning(colour));
        let steps = (0..STEPS.1).map(|place| Colour::Step(place, STEPS.1));
        let below = (0..BELOW.1).map(|place| Colour::Below(place, BELOW.1));
        let steps = steps.chain(below).chain([Colour::Even]).map(Self::Meaning);
        match number {
            _ if number < PARTS => Self::Part(color.rgb.2),
            _ => plain.into_iter().chain(meanings).chain(steps).find(known).unwrap_or(Self::Text),
        }
    }
}

/// The step of a class: the first of few classes is no lighter than it must be, the last is the darkest.
fn step(place: u8, count: u8) -> usize {
    let last = STEPS.1 - 1;
    let first = u8::from(count < 6);
    let reach = u32::from(last - first);
    let steps = u32::from(count.saturating_sub(1)).max(1);
    usize::from(first) + ((u32::from(place.min(last)) * reach + steps / 2) / steps).min(reach) as usize
}

/// The step of a class away from nothing: the farthest is the darkest, one alone stands in the middle.
fn away(place: u8, count: u8) -> usize {
    let reach = u32::from(BELOW.1 - 1);
    match u32::from(count) {
        0 | 1 => reach as usize / 2,
        count => ((u32::from(place) * reach + (count - 1) / 2) / (count - 1)).min(reach) as usize,
    }
}

/// Plotters knows colours only: the number of the ink travels as the blue of one.
impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (0, 0, self.index() as u8) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(hex: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn colours_stand_out_from_their_ground() {
        for (at, swatch) in PALETTE.iter().enumerate() {
            let least = match at {
                0..=PARTS => 3.0,
                _ if at <= PARTS + 2 => 4.5,
                _ if (PARTS + 6..AIR).contains(&at) => 3.0,
                // A surface that is nearer to its ground has an edge.
                _ => 1.0,
            };
            let grounds = [(swatch.light, "#ffffff"), (swatch.light, "#fbfaf5"), (swatch.dark, "#14181a")];
            for (color, ground) in grounds {
                assert!(contrast(color, ground) >= least, "{} {color}: {}", swatch.variable, contrast(color, ground));
            }
        }
    }

    #[test]
    fn an_ink_survives_the_way_through_plotters() {
        let plain = [Ink::Rest, Ink::Text, Ink::Muted, Ink::Rule, Ink::Grid, Ink::Pale, Ink::Strong, Ink::Paper];
        let steps = (2..=7).flat_map(|count| (0..count).map(move |place| Colour::Step(place, count)));
        let sides = (1..=6)
            .flat_map(|count| (0..count).flat_map(move |at| [Colour::Above(at, count), Colour::Below(at, count)]));
        let steps = steps.chain(sides).chain([Colour::Even]);
        let meanings = Colour::ALL.into_iter().map(|(_, colour)| colour).chain(steps).map(Ink::Meaning);
        for ink in (0..PARTS as u8).map(Ink::Part).chain(plain).chain(meanings) {
            assert_eq!(Ink::carried_by(ink.to_backend_color()).swatch(), ink.swatch());
        }
    }
}
