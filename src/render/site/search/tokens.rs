//! Words as they are looked for: overlapping pairs of Chinese characters, words of other letters, numbers.
//!
//! `static/search.js` takes a question apart by the same rules. Case, width and form of characters make no difference
//! (NFKC); a number is one word without the commas of its thousands.

use crate::locale::is_han;
use unicode_normalization::UnicodeNormalization;

/// A word as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Token {
    /// Two Chinese characters, or the last one of a row and nothing.
    Pair(char, Option<char>),
    /// A word or a number.
    Word(String),
}

/// Text in small letters, without differences of width and form.
pub(super) fn fold(text: &str, folded: &mut String) {
    for character in text.chars() {
        match character {
            _ if character.is_ascii() => folded.push(character.to_ascii_lowercase()),
            '\u{3400}'..='\u{9fff}' => folded.push(character),
            _ => folded.extend(character.nfkc().flat_map(char::to_lowercase)),
        }
    }
}

/// Calls `see` for each word of a folded text.
pub(super) fn each(folded: &str, see: &mut dyn FnMut(Token)) {
    let mut characters = folded.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if is_han(first) {
            let mut last = first;
            while let Some((_, next)) = characters.next_if(|(_, next)| is_han(*next)) {
                see(Token::Pair(last, Some(next)));
                last = next;
            }
            see(Token::Pair(last, None));
        } else if first.is_numeric() || first.is_alphabetic() {
            let numeric = first.is_ascii_digit();
            let mut end = start + first.len_utf8();
            while let Some((at, next)) = characters.peek().copied() {
                let inner = if numeric {
                    next.is_ascii_digit()
                        || ".,".contains(next) && folded[at + 1..].starts_with(|c: char| c.is_ascii_digit())
                } else {
                    (next.is_alphanumeric() || is_joint(next)) && !is_han(next)
                };
                if !inner {
                    break;
                }
                characters.next();
                end = at + next.len_utf8();
            }
            let word = &folded[start..end];
            see(Token::Word(if numeric { word.replace(',', "") } else { word.to_owned() }));
        }
    }
}

/// A mark that some languages write inside words.
fn is_joint(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let (mut folded, mut all) = (String::new(), Vec::new());
        fold(text, &mut folded);
        each(&folded, &mut |token| {
            all.push(match token {
                Token::Pair(one, two) => [Some(one), two].into_iter().flatten().collect(),
                Token::Word(word) => word,
            });
        });
        all
    }

    #[test]
    fn chinese_is_taken_in_pairs_and_other_words_whole() {
        for (text, expected) in [
            ("草地面积", "草地 地面 面积 积"),
            ("水", "水"),
            ("Grassland’s area", "grassland s area"),
            ("2,124.01平方千米", "2124.01 平方 方千 千米 米"),
            ("ＫＭ² 和CO₂", "km2 和 co2"),
            ("第3.2节，2021—2035年。", "第 3.2 节 2021 2035 年"),
            ("1,2; 3.", "12 3"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
