//! Whether the words that a literal keeps still suit another number: its scale word, and 多 or -odd behind the number.

use super::token::tokens;
use super::{Lexicon, Literal, Style, figures, spelling};
use crate::locale::number::power_of_ten;
use crate::model::Language;
use rust_decimal::Decimal;

impl Lexicon {
    /// Whether a literal's unit and scale word suit a value: 万 holds up to 9999 of them, million up to 999, and of
    /// what is not zero something must be left. `value` counts as [`Literal::value`] does.
    pub fn suits(&self, language: Language, text: &str, value: Decimal) -> bool {
        let Ok(literal) = self.parse(language, text) else { return true };
        let power = scale_power(text, &literal);
        let number = |value: Decimal| power_of_ten(power).and_then(|size| value.abs().checked_div(size));
        let Some(largest) = number(literal.high.unwrap_or(value).max(value)) else { return true };
        let limit = match (language, power) {
            (_, 0) => Decimal::MAX,
            (Language::Zh, _) => Decimal::from(10_000),
            (Language::En, _) => Decimal::ONE_THOUSAND,
        };
        let vanished = literal.value.is_zero() && !value.is_zero() && literal.style != Style::Fraction;
        largest < limit && !vanished
    }

    /// Whether 多, 余 or -odd stands right behind a number that cannot carry it: only round ones can (十多, 80-odd).
    /// `text` may run on behind the literal.
    pub fn odd_is_off(&self, language: Language, text: &str) -> bool {
        let words: &[&str] = match language {
            Language::Zh => &["多", "余"],
            Language::En => &["-odd", " odd"],
        };
        let numbers = tokens(language, text);
        let carriers =
            numbers.iter().filter(|token| words.iter().any(|word| text[token.range.end..].starts_with(word)));
        // 三十 is read from its end: of 三十多 the number that begins first counts.
        let carrier = carriers.min_by_key(|token| token.range.start);
        carrier.is_some_and(|token| token.number.is_zero() || !(token.number % Decimal::TEN).is_zero())
    }
}

/// The power of ten of the largest scale word: of 1亿2000万 that of 亿.
fn scale_power(text: &str, literal: &Literal) -> u32 {
    let plain = spelling::plain(text);
    let start = plain.find(|sign: char| sign.is_ascii_digit());
    start.and_then(|start| figures::compound_scale(&plain[start..])).unwrap_or(literal.scale_power)
}
