//! What two texts have in common: the sentences of a text, and which entries of two sequences are the same.

use crate::model::Language;

/// No table larger than this is made for two sequences; beyond it they are compared in one pass.
const LARGEST: usize = 4_000_000;

/// The sentences of a plain text, in order; together they are the text but for the spaces around them.
pub fn sentences(language: Language, text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends = match language {
            Language::Zh => matches!(character, '。' | '！' | '？' | '；' | '\n') && !closes(next),
            // A full stop inside a number or a name is none.
            Language::En => {
                character == '\n' || matches!(character, '.' | '?' | '!' | ';') && next.is_none_or(char::is_whitespace)
            }
        } || closes(Some(character)) && ended(language, &text[start..at]);
        if ends {
            sentences.push(text[start..at + character.len_utf8()].trim());
            start = at + character.len_utf8();
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// A closing quotation mark or bracket that belongs to the sentence before it.
fn closes(character: Option<char>) -> bool {
    matches!(character, Some('”' | '』' | '」' | '）'))
}

fn ended(language: Language, before: &str) -> bool {
    match language {
        Language::Zh => before.ends_with(['。', '！', '？', '；']),
        Language::En => before.ends_with(['.', '?', '!']),
    }
}

/// Where the first sentence of a text ends that is read as it is printed; `None` if it does not. Unlike [`sentences`], which
/// compares texts in small pieces, it knows initials and e.g., and goes on after a semicolon.
pub fn sentence_end(language: Language, words: &str) -> Option<usize> {
    let closing = |sign: char| matches!(sign, '”' | '’' | '）' | ')' | '」');
    let marks: &[char] = match language {
        Language::Zh => &['。', '！', '？'],
        Language::En => &['.', '!', '?'],
    };
    let ends = words.match_indices(marks).filter_map(|(at, sign)| {
        let rest = words[at + sign.len()..].trim_start_matches(closing);
        let end = words.len() - rest.len();
        if language == Language::Zh || rest.is_empty() {
            return Some(end);
        }
        // An initial or e.g. ends no sentence, nor does the point of a number or an address.
        let last = words[..at].rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        let next = rest.trim_start().chars().next();
        let begins = next.is_none_or(|next| next.is_uppercase() || next.is_ascii_digit() || next == '“');
        (rest.starts_with(char::is_whitespace) && begins && last.len() != 1).then_some(end)
    });
    ends.into_iter().next()
}

/// A longest common subsequence: pairs of places whose entries are equal, both rising.
pub fn align<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let head = one.iter().zip(other).take_while(|(left, right)| left == right).count();
    let (left, right) = (&one[head..], &other[head..]);
    let tail = left.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[..left.len() - tail], &right[..right.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let middle =
        if left.len().saturating_mul(right.len()) > LARGEST { in_one_pass(left, right) } else { longest(left, right) };
    pairs.extend(middle.into_iter().map(|(from, to)| (from + head, to + head)));
    pairs.extend((0..tail).rev().map(|back| (one.len() - 1 - back, other.len() - 1 - back)));
    pairs
}

fn longest<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    // `lengths[i * width + j]`: the most that `one[i..]` and `other[j..]` have in common.
    let mut lengths = vec![0u32; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            lengths[i * width + j] = if one[i] == other[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < one.len() && j < other.len() {
        if one[i] == other[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Each entry with the next equal one: common, not always longest.
fn in_one_pass<T: PartialEq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut from = 0;
    for (at, entry) in one.iter().enumerate() {
        // Looks ahead no further than a page is long, so that the pass stays one.
        if let Some(found) = other[from..].iter().take(1000).position(|candidate| candidate == entry) {
            pairs.push((at, from + found));
            from += found + 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_stop() {
        let zh = |text| sentences(Language::Zh, text);
        assert_eq!(
            zh("草地2124.01平方千米，占43.55%。其次是林地；再次不详"),
            ["草地2124.01平方千米，占43.55%。", "其次是林地；", "再次不详"]
        );
        assert_eq!(zh("他说“可以。”又去"), ["他说“可以。”", "又去"]);
        let en = |text| sentences(Language::En, text);
        assert_eq!(
            en("Grass takes 43.55% of 2.1 km². Woods follow; No. 3 is last"),
            ["Grass takes 43.55% of 2.1 km².", "Woods follow;", "No.", "3 is last"]
        );
        assert!(en("  ").is_empty() && zh("").is_empty());
    }

    #[test]
    fn what_is_common_is_found_around_what_is_not() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (one, other, common) in [
            ("abc", "abc", "abc"),
            ("abc", "axbc", "abc"),
            ("abc", "", ""),
            ("abcd", "bd", "bd"),
            ("abcbdab", "bdcaba", "bcba"),
            ("aab", "ab", "ab"),
        ] {
            let (one, other) = (letters(one), letters(other));
            for pairs in [align(&one, &other), in_one_pass(&one, &other)] {
                assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1), "{pairs:?}");
                assert!(pairs.iter().all(|(left, right)| one[*left] == other[*right]));
            }
            assert_eq!(align(&one, &other).len(), common.len(), "{one:?} {other:?}");
        }
    }
}
