//! Numbers in classes, each a step of colour: between the borders that the book gives, else between round ones.

use crate::draw::ink::Ink;
use crate::draw::sheet::Sheet;
use crate::locale::format_number;
use crate::model::{Colour, Language};
use rust_decimal::Decimal;

/// About so many classes are made where the book gives no borders.
const ABOUT: f64 = 5.0;
/// There are so many steps of colour.
const MOST: usize = 7;

/// The classes of a map.
pub(super) struct Classes {
    /// The borders between them, ascending; each belongs to the class above it.
    breaks: Vec<f64>,
    decimals: usize,
    /// Whether there are numbers on both sides of nothing.
    signs: bool,
}

/// Where a class lies: how many classes lie between it and nothing.
enum Side {
    Below(usize),
    Even,
    Above(usize),
}

impl Classes {
    /// The classes of the numbers of a sheet.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let amounts = || sheet.entries.iter().filter(|entry| !entry.missing).map(|entry| entry.amount);
        let (low, high) = (amounts().fold(f64::MAX, f64::min), amounts().fold(f64::MIN, f64::max));
        let mut breaks = sheet.breaks.clone();
        if breaks.is_empty() && high > low {
            breaks = round_between(low, high);
        }
        breaks.truncate(MOST - 1);
        let whole = |decimals: usize| {
            let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
            breaks.iter().all(|number| ((number * scale).round() - number * scale).abs() < 1e-6)
        };
        let decimals = (0..6).find(|decimals| whole(*decimals)).unwrap_or(6);
        Self { breaks, decimals, signs: low < 0.0 && high > 0.0 }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.breaks.len() + 1
    }

    /// The colour of a number.
    pub(super) fn ink(&self, amount: f64) -> Ink {
        self.step(self.class(amount))
    }

    /// The class of a number.
    fn class(&self, amount: f64) -> usize {
        self.breaks.iter().filter(|number| **number <= amount).count()
    }

    /// The colour of a class: where the numbers have both signs, of its side of nothing.
    pub(super) fn step(&self, class: usize) -> Ink {
        let small = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
        let colour = match (self.signs && self.count() > 1).then(|| self.sides(class)) {
            Some((Side::Below(away), most)) => Colour::Below(small(away), small(most)),
            Some((Side::Above(away), most)) => Colour::Above(small(away), small(most)),
            Some((Side::Even, _)) => Colour::Even,
            None => Colour::Step(small(class), small(self.count())),
        };
        Ink::of(colour).unwrap_or(Ink::Pale)
    }

    /// Whether a class lies below nothing while others do not.
    pub(super) fn is_below(&self, class: usize) -> bool {
        self.signs && self.count() > 1 && matches!(self.sides(class).0, Side::Below(_))
    }

    /// The same of a number.
    pub(super) fn holds_below(&self, amount: f64) -> bool {
        self.is_below(self.class(amount))
    }

    /// On which side of nothing a class lies, and how many classes the side with more of them has.
    fn sides(&self, class: usize) -> (Side, usize) {
        // A border belongs to the class above it.
        let below = self.breaks.iter().filter(|number| **number <= 0.0).count();
        let even = usize::from(self.breaks.get(below.wrapping_sub(1)).is_none_or(|last| *last < 0.0));
        let above = self.count() - below - even;
        let side = match class {
            class if class < below => Side::Below(below - 1 - class),
            class if class < below + even => Side::Even,
            class => Side::Above(class - below - even),
        };
        (side, below.max(above))
    }

    /// What a class is called: `20–<40%`; a border belongs to the class above it.
    pub(super) fn label(&self, sheet: &Sheet, class: usize) -> String {
        let number = |number: &f64| format!("{}{}", written(*number, self.decimals, sheet.language), sheet.sign);
        let dash = match sheet.language {
            Language::Zh => "～",
            Language::En => "–",
        };
        let below = class.checked_sub(1).and_then(|below| self.breaks.get(below));
        match (below, self.breaks.get(class)) {
            (Some(low), Some(high)) => format!("{}{dash}<{}", number(low), number(high)),
            (Some(low), None) => format!("≥{}", number(low)),
            (None, Some(high)) => format!("<{}", number(high)),
            (None, None) => {
                sheet.entries.iter().find(|entry| !entry.missing).map_or_else(String::new, |entry| entry.value.clone())
            }
        }
    }

    /// Whether any number is in a class.
    pub(super) fn holds(&self, sheet: &Sheet, class: usize) -> bool {
        sheet.entries.iter().any(|entry| !entry.missing && self.class(entry.amount) == class)
    }
}

/// Multiples of a round step between two numbers.
fn round_between(low: f64, high: f64) -> Vec<f64> {
    let wanted = (high - low) / ABOUT;
    let mut unit = 1.0;
    while unit > wanted {
        unit /= 10.0;
    }
    while unit * 10.0 <= wanted {
        unit *= 10.0;
    }
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|times| times * unit).find(|step| *step >= wanted);
    let step = step.unwrap_or(unit * 10.0);
    let first = (low / step).floor() + 1.0;
    let count = ((high / step).ceil() - first).clamp(0.0, MOST as f64) as u32;
    let tidy = |number: f64| (number / unit * 100.0).round() / 100.0 * unit;
    (0..count).map(|number| tidy((first + f64::from(number)) * step)).filter(|number| *number <= high).collect()
}

/// A number with as many decimals, as the book writes numbers.
fn written(number: f64, decimals: usize, language: Language) -> String {
    let plain = format!("{number:.decimals$}");
    plain.parse().map_or(plain, |number: Decimal| format_number(language, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_have_sides_that_darken_away_from_nothing() {
        let colours = |breaks: &[f64]| {
            let classes = Classes { breaks: breaks.to_vec(), decimals: 0, signs: true };
            (0..classes.count()).map(|class| classes.step(class)).collect::<Vec<_>>()
        };
        let ink = |colour| Ink::of(colour).unwrap();
        let (above, below) = (|at| ink(Colour::Above(at, 2)), |at| ink(Colour::Below(at, 2)));
        assert_eq!(colours(&[-2.0, 0.0, 2.0]), [below(1), below(0), above(0), above(1)]);
        assert_eq!(colours(&[-2.0, 3.0]), [ink(Colour::Below(0, 1)), ink(Colour::Even), ink(Colour::Above(0, 1))]);
        assert_eq!(colours(&[-2.0, -1.0]), [below(1), below(0), ink(Colour::Even)]);
        assert_eq!(colours(&[3.0, 5.0]), [ink(Colour::Even), above(0), above(1)]);
        let one = Classes { breaks: vec![0.0], decimals: 0, signs: false };
        assert_eq!(one.step(1), ink(Colour::Step(1, 2)));
    }

    #[test]
    fn borders_are_round_and_few() {
        for (low, high, expected) in [
            (12.0, 61.0, vec![20.0, 30.0, 40.0, 50.0, 60.0]),
            (0.0, 100.0, vec![20.0, 40.0, 60.0, 80.0]),
            (-3.0, 4.0, vec![-2.0, 0.0, 2.0]),
            (0.021, 0.034, vec![0.025, 0.03]),
        ] {
            let found = round_between(low, high);
            assert_eq!(found.len(), expected.len(), "{low} {high}: {found:?}");
            for (one, other) in found.iter().zip(&expected) {
                assert!((one - other).abs() < 1e-9 * high, "{low} {high}: {found:?}");
            }
        }
        for power in -6..9 {
            for lead in [1.0, 1.9, 3.3, 7.7] {
                let high = lead * 10_f64.powi(power);
                assert!((2..=6).contains(&round_between(high / 9.0, high).len()), "{high}");
            }
        }
    }
}
