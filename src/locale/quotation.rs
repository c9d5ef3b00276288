//! Quotation marks and apostrophes as printers set them.

use crate::model::Language;
use std::borrow::Cow;

/// Typewriter quotation marks and apostrophes of English as printers set them; Chinese stays as it is written. `before`
/// is the character before `words`.
pub fn curled(language: Language, words: &str, before: Option<char>) -> Cow<'_, str> {
    if language == Language::Zh || !words.contains(['\'', '"']) {
        return Cow::Borrowed(words);
    }
    let mut previous = before;
    let curl = |character: char| {
        let opens = previous.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '“' | '‘'));
        let feet = previous.is_some_and(|c| c.is_ascii_digit());
        let set = match character {
            '\'' if opens => '‘',
            '"' if opens => '“',
            '\'' if !feet => '’',
            '"' if !feet => '”',
            other => other,
        };
        previous = Some(set);
        set
    };
    Cow::Owned(words.chars().map(curl).collect())
}

/// Where words hold an apostrophe between Latin letters (Xu’s): the byte of each. Chinese faces draw the mark as wide as
/// a character, which tears such a word apart.
pub fn apostrophes(words: &str) -> Vec<usize> {
    let latin = |character: Option<char>| {
        character.is_some_and(|c| c.is_alphabetic() && (c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c)))
    };
    let marks = words
        .match_indices('’')
        .filter(|(at, mark)| latin(words[..*at].chars().next_back()) && latin(words[at + mark.len()..].chars().next()));
    marks.map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typewriter_quotes_are_curled_in_english_alone() {
        let said = "a county's 'own' \"words\", \"'so'\", 5' 6\"";
        assert_eq!(curled(Language::En, said, None), "a county’s ‘own’ “words”, “‘so’”, 5' 6\"");
        assert_eq!(curled(Language::En, "'s", Some('y')), "’s");
        assert_eq!(curled(Language::Zh, said, None), said);
    }

    #[test]
    fn an_apostrophe_stands_between_latin_letters() {
        assert_eq!(apostrophes("据Xu’s法，‘草’与‘b’"), [5]);
        assert_eq!(apostrophes("‘Xu’ 与’a"), [0_usize; 0]);
    }
}
