//! Where a line of a drawing may be broken, in both languages. Measures nothing.

use crate::locale::unshifted;
use unicode_width::UnicodeWidthChar;

/// Whether a character must not open a line.
fn closes(character: char) -> bool {
    matches!(
        character,
        '、' | '，'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '”'
            | '’'
            | '％'
            | '℃'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '°'
    )
}

/// Whether a character must not close a line.
fn opens(character: char) -> bool {
    matches!(character, '（' | '《' | '〈' | '「' | '『' | '【' | '“' | '‘' | '(' | '[' | '{')
}

/// Han, kana, full-width and ambiguous characters: beside them a line may be broken.
pub(super) fn is_wide(character: char) -> bool {
    match character {
        '°' | '²' | '³' | '¹' | '−' | '–' | '—' | '\u{a0}' => false,
        'À'..='ɏ' if !matches!(character, '×' | '÷' | 'Æ' | 'Œ' | 'œ' | 'æ') => false,
        _ if character.is_ascii() => false,
        // The most common ones, asked first.
        '\u{4e00}'..='\u{9fff}' => true,
        _ if unshifted(character).is_some() => false,
        _ => character.width_cjk().is_some_and(|cells| cells > 0),
    }
}

fn may_break(before: char, after: char) -> bool {
    if opens(before) || closes(after) || after == ' ' {
        return false;
    }
    before == ' ' || matches!(before, '-' | '–' | '/') || is_wide(before) || is_wide(after)
}

/// The pieces of a text that are never broken, spaces kept at their ends.
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(character);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}
