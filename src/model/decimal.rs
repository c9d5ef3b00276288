//! Decimals as a planner types them: digits, one point, maybe a minus. Nothing is rounded, no zero is lost.

use crate::diagnostic::Message;
use rust_decimal::Decimal;

/// More digits than any plan prints; the arithmetic of formulas needs the room that is left.
const MOST_DIGITS: usize = 24;

/// Reads a decimal from its source text.
///
/// # Errors
/// With a message when it is written in another way than `-12.50`.
pub fn decimal(text: &str) -> Result<Decimal, Message> {
    let refuse = |id: &'static str| Message::new(id).with("text", text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.contains(['_', ',', '\'', '，']) {
        return Err(refuse("decimal-separators"));
    }
    if all_digits(&whole.replace(['e', 'E', '+', '-'], "")) && whole.contains(['e', 'E'])
        || fraction.is_some_and(|part| part.contains(['e', 'E']))
    {
        return Err(refuse("decimal-exponent"));
    }
    if text.starts_with('\u{2212}') || text.starts_with('－') {
        return Err(refuse("decimal-minus"));
    }
    if !all_digits(whole) || fraction.is_some_and(|part| !all_digits(part)) {
        return Err(refuse("decimal-form"));
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(refuse("decimal-leading-zero"));
    }
    if whole.len() + fraction.map_or(0, str::len) > MOST_DIGITS {
        return Err(refuse("decimal-too-long"));
    }
    Decimal::from_str_exact(text).map_err(|_| refuse("decimal-too-long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept() {
        for text in ["2963.30", "0", "0.50", "-36.1", "12345678901234567890.1234", "-0.0"] {
            assert_eq!(decimal(text).unwrap().to_string(), text.replace("-0.0", "0.0"), "{text}");
        }
    }

    #[test]
    fn other_ways_of_writing_are_named() {
        for (text, id) in [
            ("1_000", "decimal-separators"),
            ("1,000", "decimal-separators"),
            ("1e3", "decimal-exponent"),
            ("1.5E-3", "decimal-exponent"),
            (".5", "decimal-form"),
            ("5.", "decimal-form"),
            ("+5", "decimal-form"),
            ("", "decimal-form"),
            ("-", "decimal-form"),
            ("1.2.3", "decimal-form"),
            ("12%", "decimal-form"),
            ("１２", "decimal-form"),
            ("0x1F", "decimal-form"),
            ("e", "decimal-form"),
            ("017", "decimal-leading-zero"),
            ("-036.1", "decimal-leading-zero"),
            ("−36.1", "decimal-minus"),
            ("1234567890123456789012345", "decimal-too-long"),
        ] {
            assert_eq!(decimal(text).unwrap_err().id, id, "{text}");
        }
    }
}
