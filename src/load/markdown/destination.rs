//! What a link's destination says: the family of ties and references.

use crate::diagnostic::Message;
use crate::model::decimal;
use rust_decimal::Decimal;
use std::ops::Range;

/// Why a number is not data.
pub(in crate::load) const REASONS: [&str; 6] = ["date", "doc", "example", "idiom", "law", "name"];

/// A destination, read. Ranges count from its own start.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Destination {
    /// `=formula` with an optional `~100`.
    Number { formula: Range<usize>, rounded_to: Option<Decimal> },
    /// `?formula` or `?claim-id`.
    Claim { formula: Range<usize> },
    /// `!doc`.
    Waived { reason: &'static str },
    /// `#fig:id`, `#tab:id`, `#sec:id`.
    Reference { kind: &'static str, id: Range<usize> },
    /// Anything else.
    Other,
}

/// Reads a destination.
///
/// # Errors
/// With a message when it belongs to the family and is not well formed.
pub(super) fn read(text: &str) -> Result<Destination, Message> {
    match text.chars().next() {
        Some('=') => number(text),
        Some('?') if text.len() > 1 => Ok(Destination::Claim { formula: 1..text.len() }),
        Some('?') => Err(Message::new("tie-empty")),
        Some('!') => match REASONS.iter().find(|reason| **reason == &text[1..]) {
            Some(reason) => Ok(Destination::Waived { reason }),
            None => Err(Message::new("tie-unknown-reason")
                .with("reason", &text[1..])
                .with("reasons", crate::load::reasons().join(" "))),
        },
        Some('＝' | '？' | '！') => Err(Message::new("tie-full-width")),
        Some('#') => reference(text),
        _ => Ok(Destination::Other),
    }
}

fn number(text: &str) -> Result<Destination, Message> {
    let (formula, rounding) = match text.rfind('~') {
        Some(at) => (1..at, Some(&text[at + 1..])),
        None => (1..text.len(), None),
    };
    if formula.is_empty() {
        return Err(Message::new("tie-empty"));
    }
    let rounded_to = match rounding {
        None => None,
        Some(step) => {
            let step = decimal(step).ok().filter(|step| *step > Decimal::ZERO);
            Some(step.ok_or_else(|| Message::new("tie-rounding"))?)
        }
    };
    Ok(Destination::Number { formula, rounded_to })
}

fn reference(text: &str) -> Result<Destination, Message> {
    for kind in ["fig", "tab", "sec"] {
        if text[1..].starts_with(kind) && text[1 + kind.len()..].starts_with(':') {
            let start = kind.len() + 2;
            if start == text.len() {
                return Err(Message::new("tie-empty"));
            }
            return Ok(Destination::Reference { kind, id: start..text.len() });
        }
    }
    Ok(Destination::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_is_read() {
        let cases = [
            ("=a.b", Ok(Destination::Number { formula: 1..4, rounded_to: None })),
            ("=a.b~100", Ok(Destination::Number { formula: 1..4, rounded_to: Some(Decimal::from(100)) })),
            ("?a>50%", Ok(Destination::Claim { formula: 1..6 })),
            ("!doc", Ok(Destination::Waived { reason: "doc" })),
            ("#fig:a-b", Ok(Destination::Reference { kind: "fig", id: 5..8 })),
            ("#water", Ok(Destination::Other)),
            ("a.md#b", Ok(Destination::Other)),
            ("", Ok(Destination::Other)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn slips_are_named() {
        for (text, id) in [
            ("=", "tie-empty"),
            ("=~100", "tie-empty"),
            ("?", "tie-empty"),
            ("#tab:", "tie-empty"),
            ("=a~", "tie-rounding"),
            ("=a~0", "tie-rounding"),
            ("=a~-5", "tie-rounding"),
            ("!dok", "tie-unknown-reason"),
            ("!", "tie-unknown-reason"),
            ("＝a", "tie-full-width"),
            ("？a", "tie-full-width"),
        ] {
            assert_eq!(read(text).unwrap_err().id, id, "{text}");
        }
    }
}
