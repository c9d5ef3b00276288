//! What stands close to a number and is neither unit nor hedge: the minus, and the bearing of an angle.

use super::hedge::strip_head;
use crate::model::Language;

/// Takes a minus off the start.
pub(super) fn sign(language: Language, text: &str) -> (bool, &str) {
    let words: &[&str] = match language {
        Language::Zh => &["-", "负", "零下"],
        Language::En => &["-", "minus", "negative"],
    };
    match words.iter().find_map(|word| strip_head(text, word)) {
        Some(rest) => (true, rest),
        // A plus is said of changes: +5.2%.
        None => match text.strip_prefix('+') {
            Some(rest) if rest.starts_with(|next: char| next.is_ascii_digit()) => (false, rest),
            _ => (false, text),
        },
    }
}

/// 北纬, 东经 and their opposites before a Chinese angle; `true` for south and west.
pub(super) fn bearing(language: Language, text: &str) -> (bool, &str) {
    const BEARINGS: [(&str, bool); 4] = [("北纬", false), ("东经", false), ("南纬", true), ("西经", true)];
    if language == Language::En {
        return (false, text);
    }
    BEARINGS
        .iter()
        .find_map(|(word, negative)| text.strip_prefix(word).map(|rest| (*negative, rest.trim_start())))
        .unwrap_or((false, text))
}

/// N, E, S, W behind an angle.
pub(super) fn bearing_behind(text: &str) -> (bool, &str) {
    match text.trim_start().strip_prefix(['N', 'E']) {
        Some("") => (false, ""),
        _ => match text.trim_start().strip_prefix(['S', 'W']) {
            Some("") => (true, ""),
            _ => (false, text),
        },
    }
}
