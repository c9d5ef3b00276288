//! The palette: what each colour is for, its CSS variable, and its value on white and on the dark page.
//!
//! Each colour of a part has at least 3:1 against its ground (WCAG 2.2, 1.4.11), each colour of text 4.5:1 (1.4.3);
//! neighbours stay apart for readers who do not tell red from green. A test holds the contrasts.

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

/// All colours of the charts, for a style sheet.
pub const PALETTE: [Swatch; 17] = [
    swatch("--chart-1", "#2f6f4f", "#6fb592"),
    swatch("--chart-2", "#b9851c", "#f2cf86"),
    swatch("--chart-3", "#1d4f8a", "#6bb0ea"),
    swatch("--chart-4", "#8f3a20", "#d0755c"),
    swatch("--chart-5", "#3a9bc4", "#9fe0ea"),
    swatch("--chart-6", "#8a5a94", "#b07ab4"),
    swatch("--chart-7", "#4f9d79", "#a4dcbc"),
    swatch("--chart-8", "#765400", "#b18f3e"),
    swatch("--chart-9", "#4283c6", "#4a8fc8"),
    swatch("--chart-10", "#a8505e", "#e0a08c"),
    swatch("--chart-11", "#0b7f93", "#57b7c4"),
    swatch("--chart-12", "#34404a", "#b9c2c8"),
    swatch("--chart-rest", "#8b9196", "#8b9196"),
    swatch("--chart-text", "#222222", "#e4e7e5"),
    swatch("--chart-muted", "#5a6166", "#a9b1b5"),
    swatch("--chart-rule", "#8f9599", "#737b80"),
    swatch("--chart-grid", "#e3e6e4", "#2c3235"),
];

impl Ink {
    fn index(self) -> usize {
        match self {
            Self::Part(number) => usize::from(number) % PARTS,
            Self::Rest => PARTS,
            Self::Text => PARTS + 1,
            Self::Muted => PARTS + 2,
            Self::Rule => PARTS + 3,
            Self::Grid => PARTS + 4,
        }
    }

    /// Its entry of the palette.
    pub(super) fn swatch(self) -> Swatch {
        PALETTE[self.index()]
    }

    /// The ink that plotters carried through as a colour; what it invented itself counts as text.
    pub(super) fn carried_by(color: BackendColor) -> Self {
        let number = usize::from(color.rgb.2);
        match number {
            _ if number < PARTS => Self::Part(color.rgb.2),
            _ if number == PARTS => Self::Rest,
            _ if number == PARTS + 2 => Self::Muted,
            _ if number == PARTS + 3 => Self::Rule,
            _ if number == PARTS + 4 => Self::Grid,
            _ => Self::Text,
        }
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
        let inks = (0..PARTS as u8).map(Ink::Part).chain([Ink::Rest, Ink::Text, Ink::Muted, Ink::Rule, Ink::Grid]);
        for ink in inks {
            assert_eq!(Ink::carried_by(ink.to_backend_color()), ink);
        }
    }
}
