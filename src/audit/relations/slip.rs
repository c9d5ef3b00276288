//! Slips of the hand that would explain a difference: two digits changed places, one digit is another, the point or 万 is
//! off. A gap that a slip closes exactly is seldom chance, so relations that cannot be sure of a list ask for one.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::reading::Number;
use crate::diagnostic::Message;
use rust_decimal::Decimal;

/// A slip: what should then stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slip {
    Transposed(String),
    Digit(String),
    Power(String),
}

impl Slip {
    pub(super) fn message(&self) -> Message {
        let (id, right) = match self {
            Self::Transposed(right) => ("audit.slip.transposed", right),
            Self::Digit(right) => ("audit.slip.digit", right),
            Self::Power(right) => ("audit.slip.power", right),
        };
        Message::new(id).with("right", right.as_str())
    }
}

impl Desk<'_, '_> {
    /// The slip with which a number would have said what it should.
    pub(super) fn slip(&self, number: &Number, should: Amount) -> Option<Slip> {
        let digits = digits(self.text(number));
        let written: Decimal = digits.parse().ok()?;
        slip(&digits, number.amount, written, should, &|value| self.shown(number, value))
    }
}

/// The same of bare digits.
pub(super) fn slip(
    digits: &str,
    amount: Amount,
    written: Decimal,
    should: Amount,
    shown: &dyn Fn(Decimal) -> String,
) -> Option<Slip> {
    if written.is_zero() || amount.value.is_zero() {
        return None;
    }
    let one = amount.value.checked_div(written)?;
    let half = (amount.high - amount.low) / Decimal::TWO;
    let fits = |digits: &str| {
        let value = digits.parse::<Decimal>().ok()?.checked_mul(one)?;
        let near = Amount { value, low: value.checked_sub(half)?, high: value.checked_add(half)? };
        near.meets(should).then_some(value)
    };
    let signs: Vec<char> = digits.chars().collect();
    let places: Vec<usize> =
        signs.iter().enumerate().filter(|(_, sign)| sign.is_ascii_digit()).map(|(at, _)| at).collect();
    for pair in places.windows(2) {
        if let [first, second] = *pair {
            let mut other = signs.clone();
            other.swap(first, second);
            if other != signs
                && let Some(value) = fits(&other.iter().collect::<String>())
            {
                return Some(Slip::Transposed(shown(value)));
            }
        }
    }
    for power in [1i64, 2, 3, 4, 8] {
        for up in [true, false] {
            let ten = Decimal::from(10i64.checked_pow(u32::try_from(power).ok()?)?);
            let scaled = |value: Decimal| if up { value.checked_mul(ten) } else { value.checked_div(ten) };
            let (Some(value), Some(low), Some(high)) = (scaled(amount.value), scaled(amount.low), scaled(amount.high))
            else {
                continue;
            };
            if (Amount { value, low, high }).meets(should) {
                return Some(Slip::Power(shown(value)));
            }
        }
    }
    for place in places {
        for digit in '0'..='9' {
            let mut other = signs.clone();
            if let Some(sign) = other.get_mut(place) {
                *sign = digit;
            }
            if other != signs
                && let Some(value) = fits(&other.iter().collect::<String>())
            {
                return Some(Slip::Digit(shown(value)));
            }
        }
    }
    None
}

/// The digits of a number as written, without what groups them.
pub(super) fn digits(text: &str) -> String {
    let start = text.find(|sign: char| sign.is_ascii_digit()).unwrap_or(text.len());
    let mut digits = String::new();
    for sign in text.get(start..).unwrap_or_default().chars() {
        match sign {
            '0'..='9' | '.' => digits.push(sign),
            ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => {}
            _ => break,
        }
    }
    digits.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_by_what_they_would_have_written() {
        let of = |written: &str, should: &str| {
            let (value, should): (Decimal, Decimal) = (written.parse().unwrap(), should.parse().unwrap());
            slip(written, Amount::exact(value), value, Amount::exact(should), &|value| value.normalize().to_string())
        };
        assert_eq!(of("39.85", "93.85"), Some(Slip::Transposed("93.85".to_owned())));
        assert_eq!(of("1.24", "1.14"), Some(Slip::Digit("1.14".to_owned())));
        assert_eq!(of("0.97", "9700"), Some(Slip::Power("9700".to_owned())));
        assert_eq!(of("1.24", "3.75"), None);
    }
}
