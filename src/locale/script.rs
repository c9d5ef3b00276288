//! Which characters are Chinese, and which take a full square: one answer for spaces, line breaks, widths and rules.

use crate::model::Language;

/// Stands in a text for what is no prose: code, an address, a cross-reference, the mark of a note, an image.
pub const GAP: char = '\u{fffc}';

/// Chinese characters, as a character class of a regular expression; those outside the first plane are left out.
pub const HAN_CLASS: &str = r"\x{3400}-\x{9fff}";

/// A Chinese character: the unified ideographs with their extensions, those of compatibility, and 〇, which is written
/// among them. Source: Unicode's blocks.
pub fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇' | '\u{f900}'..='\u{faff}')
        || matches!(character, '\u{20000}'..='\u{3ffff}')
}

/// A character that takes a full square in any language: Chinese characters, kana, and the marks and full-width forms
/// that only their scripts have.
pub fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}')
        || matches!(character, '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// A quotation mark, a dash or dots: they take a full square in Chinese, and are narrow in English.
pub fn is_wide_in_chinese(character: char) -> bool {
    matches!(character, '—' | '‘' | '’' | '“' | '”' | '…')
}

/// Whether a character takes a full square in a text of a language.
pub fn fills_a_square(language: Language, character: char) -> bool {
    is_wide(character) || language == Language::Zh && is_wide_in_chinese(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_are_told_from_the_rest() {
        for character in "草〇㐀鿿豈𠀀".chars() {
            assert!(is_han(character) && is_wide(character), "{character}");
        }
        for character in "，（カ。".chars() {
            assert!(!is_han(character) && is_wide(character), "{character}");
        }
        for character in "aé5°² ‘\u{fffc}".chars() {
            assert!(!is_han(character) && !is_wide(character), "{character}");
        }
        assert!(fills_a_square(Language::Zh, '“') && !fills_a_square(Language::En, '“'));
        assert!(fills_a_square(Language::En, '草'));
    }
}
