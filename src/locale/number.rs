//! Decimals as text, and rounding. Never floating point; a decimal keeps the digits it has.
//!
//! Chinese follows GB/T 15835: four digits stand together, from five a thin space groups them. English has commas from
//! four digits. Both have the minus sign U+2212.

use crate::model::Language;
use rust_decimal::{Decimal, RoundingStrategy};

/// The minus sign: a hyphen is none, and lines break behind it.
pub(super) const MINUS: char = '\u{2212}';
/// The thin space between groups of three digits in Chinese.
const THIN_SPACE: char = '\u{2009}';

/// A decimal's digits, so that the point can be moved without overflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Digits {
    pub(super) fn of(number: Decimal) -> Self {
        let text = number.abs().to_string();
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let negative = number.is_sign_negative() && !number.is_zero();
        Self { negative, whole: whole.to_owned(), fraction: fraction.to_owned() }
    }

    /// Times ten to the `power`. Decimals that only appear because zeros of a whole number moved behind the point go.
    pub(super) fn shifted(&self, power: i64) -> Self {
        let was_whole = self.fraction.is_empty();
        let mut digits = format!("{}{}", self.whole, self.fraction);
        let mut decimals = i64::try_from(self.fraction.len()).unwrap_or(0) - power;
        while decimals < 0 {
            digits.push('0');
            decimals += 1;
        }
        let decimals = usize::try_from(decimals).unwrap_or(0);
        if digits.len() <= decimals {
            digits.insert_str(0, &"0".repeat(decimals + 1 - digits.len()));
        }
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let whole = match whole.trim_start_matches('0') {
            "" => "0",
            trimmed => trimmed,
        };
        let fraction = if was_whole { fraction.trim_end_matches('0') } else { fraction };
        Self { negative: self.negative, whole: whole.to_owned(), fraction: fraction.to_owned() }
    }

    /// Number of digits before the point; 0 for a number below one.
    pub(super) fn magnitude(&self) -> usize {
        self.whole.trim_start_matches('0').len()
    }

    pub(super) fn is_one(&self) -> bool {
        !self.negative && self.whole == "1" && self.fraction.bytes().all(|digit| digit == b'0')
    }

    pub(super) fn print(&self, language: Language) -> String {
        let (separator, from) = match language {
            Language::Zh => (THIN_SPACE, 5),
            Language::En => (',', 4),
        };
        let mut text = String::new();
        if self.negative {
            text.push(MINUS);
        }
        let length = self.whole.len();
        for (position, digit) in self.whole.chars().enumerate() {
            if length >= from && position > 0 && (length - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        if !self.fraction.is_empty() {
            text.push('.');
            text.push_str(&self.fraction);
        }
        text
    }
}

/// A number with its own decimals: `2,124.01`, `118 600` (thin space), `−36.1`.
pub fn format_number(language: Language, number: Decimal) -> String {
    Digits::of(number).print(language)
}

/// `value` rounded to a multiple of `step`: half away from zero, or half to even (GB/T 8170). `None` when the step is
/// not positive or a number is too large.
pub fn round(value: Decimal, step: Decimal, half_even: bool) -> Option<Decimal> {
    let strategy =
        if half_even { RoundingStrategy::MidpointNearestEven } else { RoundingStrategy::MidpointAwayFromZero };
    steps(value, step)?.round_dp_with_strategy(0, strategy).checked_mul(step)
}

/// Whether `value`, rounded to `step` by either rule, is `literal`. Counted in steps, so that a step which is no power
/// of ten (an angle's second) does no harm.
pub fn agrees(value: Decimal, literal: Decimal, step: Decimal) -> bool {
    let (Some(value_steps), Some(literal_steps)) = (steps(value, step), steps(literal, step)) else {
        return value == literal;
    };
    let target = literal_steps.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
    if (literal_steps - target).abs() > Decimal::new(1, 6) {
        return value == literal;
    }
    let rounded = |strategy| value_steps.round_dp_with_strategy(0, strategy) == target;
    rounded(RoundingStrategy::MidpointAwayFromZero) || rounded(RoundingStrategy::MidpointNearestEven)
}

fn steps(value: Decimal, step: Decimal) -> Option<Decimal> {
    if step <= Decimal::ZERO { None } else { value.checked_div(step) }
}

/// `number` times ten to the `power`, keeping the digits it has; `None` on overflow.
pub(super) fn times_power(number: Decimal, power: u32) -> Option<Decimal> {
    let mut moved = number;
    let decimals = number.scale();
    if decimals >= power {
        moved.set_scale(decimals - power).ok()?;
        return Some(moved);
    }
    moved.set_scale(0).ok()?;
    moved.checked_mul(power_of_ten(power - decimals)?)
}

/// Ten to the `power`; `None` above 28.
pub(super) fn power_of_ten(power: u32) -> Option<Decimal> {
    10i128.checked_pow(power).and_then(|whole| Decimal::try_from_i128_with_scale(whole, 0).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn numbers_keep_their_decimals_and_group_by_language() {
        for (number, zh, en) in [
            ("2963.30", "2963.30", "2,963.30"),
            ("118600", "118\u{2009}600", "118,600"),
            ("-36.1", "\u{2212}36.1", "\u{2212}36.1"),
            ("0.0100", "0.0100", "0.0100"),
            ("-0.0", "0.0", "0.0"),
            ("999", "999", "999"),
            ("1000", "1000", "1,000"),
            ("12345678.5", "12\u{2009}345\u{2009}678.5", "12,345,678.5"),
        ] {
            assert_eq!(format_number(Language::Zh, decimal(number)), zh);
            assert_eq!(format_number(Language::En, decimal(number)), en);
        }
    }

    #[test]
    fn the_point_moves_both_ways() {
        for (number, power, moved) in [
            ("11.86", 4, "118600"),
            ("2.030", 2, "203.0"),
            ("76.72", -1, "7.672"),
            ("1000", -2, "10"),
            ("10.0", -1, "1.00"),
            ("5", -3, "0.005"),
            ("0.5", 0, "0.5"),
            ("0", 8, "0"),
        ] {
            let digits = Digits::of(decimal(number)).shifted(power);
            let plain =
                if digits.fraction.is_empty() { digits.whole } else { format!("{}.{}", digits.whole, digits.fraction) };
            assert_eq!(plain, moved, "{number} e{power}");
        }
    }

    #[test]
    fn rounding_goes_both_ways_at_the_half() {
        for (value, step, away, even) in [
            ("2.345", "0.01", "2.35", "2.34"),
            ("-2.345", "0.01", "-2.35", "-2.34"),
            ("2149.9", "100", "2100", "2100"),
            ("2150", "100", "2200", "2200"),
            ("2050", "100", "2100", "2000"),
            ("7.5", "0.10", "7.50", "7.50"),
        ] {
            let (value, step) = (decimal(value), decimal(step));
            assert_eq!(round(value, step, false), Some(decimal(away)));
            assert_eq!(round(value, step, true), Some(decimal(even)));
        }
        assert_eq!(round(Decimal::ONE, Decimal::ZERO, false), None);
        assert_eq!(round(Decimal::MAX, decimal("0.0001"), false), None);
    }

    #[test]
    fn a_literal_agrees_with_what_rounds_to_it() {
        for (value, literal, step, expected) in [
            ("43.5512", "43.55", "0.01", true),
            ("43.555", "43.55", "0.01", false),
            ("43.545", "43.55", "0.01", true),
            ("43.545", "43.54", "0.01", true),
            ("2124.01", "2100", "100", true),
            ("2124.01", "2124.01", "0.01", true),
            ("118649", "118600", "100", true),
            ("118651", "118600", "100", false),
            ("5", "5.05", "0.1", false),
            ("5.05", "5.05", "0.1", true),
        ] {
            assert_eq!(agrees(decimal(value), decimal(literal), decimal(step)), expected, "{value} {literal}");
        }
        let second = Decimal::ONE / Decimal::from(3600);
        assert!(agrees(decimal("40.7"), decimal("40.7"), second));
        assert!(!agrees(decimal("40.7"), decimal("40.701"), second));
    }
}
