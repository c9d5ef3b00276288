//! Why a literal cannot be read, in words a planner understands.

use crate::diagnostic::Message;

/// What is wrong with a literal. The strings are what the author typed, in plain signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiteralFault {
    /// Nothing stands there.
    Empty,
    /// No number could be found.
    NotANumber(String),
    /// What follows the number is no unit.
    UnknownUnit {
        /// What was typed.
        unit: String,
        /// The nearest known name.
        suggestion: Option<String>,
    },
    /// More than one number that is not a range.
    TwoNumbers(String),
    /// Thousands separators not every three digits: `12,34`.
    WrongGroups(String),
    /// `.597`: the zero before the point is missing.
    NoLeadingZero(String),
    /// More digits than can be computed with.
    TooLarge(String),
    /// Two ends of a range, or a prefix and a suffix, with different units.
    TwoUnits(String),
    /// A range from high to low.
    RangeReversed(String),
    /// "About" and "over" may meet; "over" and "under" contradict each other.
    HedgesContradict(String),
    /// 3月, 5日: a month or a day, where a span of time is meant.
    Calendar(String),
}

impl LiteralFault {
    /// The sentence's id in the catalogue.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Empty => "literal-empty",
            Self::NotANumber(_) => "literal-not-a-number",
            Self::UnknownUnit { suggestion: None, .. } => "unit-unknown",
            Self::UnknownUnit { suggestion: Some(_), .. } => "literal-unknown-unit-near",
            Self::TwoNumbers(_) => "literal-two-numbers",
            Self::WrongGroups(_) => "literal-wrong-groups",
            Self::NoLeadingZero(_) => "literal-no-leading-zero",
            Self::TooLarge(_) => "literal-too-large",
            Self::TwoUnits(_) => "literal-two-units",
            Self::RangeReversed(_) => "literal-range-reversed",
            Self::HedgesContradict(_) => "literal-hedges-contradict",
            Self::Calendar(_) => "literal-calendar",
        }
    }

    /// The sentence for people.
    pub fn message(&self) -> Message {
        let message = Message::new(self.id());
        match self {
            Self::Empty => message,
            Self::UnknownUnit { unit, suggestion: None } => message.with("unit", unit.as_str()),
            Self::UnknownUnit { unit, suggestion: Some(near) } => {
                message.with("unit", unit.as_str()).with("near", near.as_str())
            }
            Self::NotANumber(text)
            | Self::TwoNumbers(text)
            | Self::WrongGroups(text)
            | Self::NoLeadingZero(text)
            | Self::TooLarge(text)
            | Self::TwoUnits(text)
            | Self::RangeReversed(text)
            | Self::HedgesContradict(text)
            | Self::Calendar(text) => message.with("text", text.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LiteralFault;
    use crate::diagnostic::Phrases;
    use crate::locale::Catalogue;
    use crate::model::LANGUAGES;

    #[test]
    fn every_fault_has_its_sentence() {
        let text = || "x".to_owned();
        let faults = [
            LiteralFault::Empty,
            LiteralFault::NotANumber(text()),
            LiteralFault::UnknownUnit { unit: text(), suggestion: None },
            LiteralFault::UnknownUnit { unit: text(), suggestion: Some("y".to_owned()) },
            LiteralFault::TwoNumbers(text()),
            LiteralFault::WrongGroups(text()),
            LiteralFault::NoLeadingZero(text()),
            LiteralFault::TooLarge(text()),
            LiteralFault::TwoUnits(text()),
            LiteralFault::RangeReversed(text()),
            LiteralFault::HedgesContradict(text()),
            LiteralFault::Calendar(text()),
        ];
        for language in LANGUAGES {
            let catalogue = Catalogue::of(language);
            for fault in &faults {
                let sentence = catalogue.phrase(&fault.message());
                assert_ne!(sentence, fault.id());
                assert!(!sentence.contains('{'), "{sentence}");
            }
        }
    }
}
