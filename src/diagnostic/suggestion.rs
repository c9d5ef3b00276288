//! "Did you mean": the nearest of the known names, if any is near enough to be a slip of the hand.

use super::{Arg, Diagnostic, Failure, Message};

/// The candidate most like `typed`, or none when all are too far away. Names that hold `typed` whole count as near.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = strsim::jaro_winkler(typed, candidate);
        if best.is_none_or(|(top, name)| score > top || (score == top && candidate < name)) {
            best = Some((score, candidate));
        }
    }
    best.filter(|(score, _)| *score >= 0.8).map(|(_, name)| name)
}

/// The question after the nearest name.
pub fn did_you_mean(name: impl Into<Arg>) -> Message {
    Message::new("did-you-mean").with("name", name)
}

impl Diagnostic {
    /// Asks whether the nearest of the known names was meant, if one is near.
    #[must_use]
    pub fn near<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        nearest(typed, known).into_iter().fold(self, |fault, name| fault.hint(did_you_mean(name)))
    }
}

impl Failure {
    /// Asks whether the nearest of the known names was meant, if one is near.
    #[must_use]
    pub fn near<'a>(self, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        nearest(typed, known).into_iter().fold(self, |failure, name| failure.hint(did_you_mean(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(nearest("ordre", ["order", "title"]), Some("order"));
        assert_eq!(nearest("quite_other", ["order", "title"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
