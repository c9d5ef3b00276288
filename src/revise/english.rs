//! What English words around a number say about it: a or an before it, one or many after it.

use rust_decimal::Decimal;

/// The article that should stand before `literal` where another one does; `None` if all is well or there is none.
pub(super) fn article(before: &str, literal: &str) -> Option<&'static str> {
    let words = before.trim_end_matches(['*', '_', '(', '“', '"']);
    let spoken = words.trim_end();
    if spoken.len() == words.len() {
        return None;
    }
    let last = spoken.rsplit(|letter: char| !letter.is_alphabetic()).next()?;
    let written = ["a", "an"].into_iter().find(|article| last.eq_ignore_ascii_case(article))?;
    let wanted = if begins_with_vowel(literal) { "an" } else { "a" };
    (wanted != written).then_some(wanted)
}

/// Whether a number begins with a vowel when read aloud: eight, eleven, eighteen and what begins with them.
fn begins_with_vowel(literal: &str) -> bool {
    let digits: String = literal.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        let word = literal.to_lowercase();
        return ["eight", "eleven"].iter().any(|known| word.starts_with(known));
    }
    // What is said first is the group before the first comma, or the leading digits of a long number.
    let first = match digits.len() % 3 {
        0 => &digits[..1],
        length => &digits[..length],
    };
    first.starts_with('8') || (first.len() == 2 && ["11", "18"].contains(&first))
}

/// Where the word stands that a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    /// Behind the literal, maybe after an adjective: [seven](=n) new towns.
    Follows,
    /// In the literal, so that a verb or anything may follow: [seven towns](=n) lie.
    Inside,
}

/// Words that stand after one and many alike, and end what a number counts.
const NEUTRAL: [&str; 46] = [
    "a", "above", "across", "after", "along", "and", "as", "at", "before", "below", "between", "by", "can", "could",
    "deep", "each", "for", "from", "had", "high", "in", "into", "less", "long", "may", "more", "must", "now", "of",
    "on", "only", "or", "per", "should", "than", "that", "the", "through", "to", "under", "where", "which", "wide",
    "will", "with", "would",
];
/// Forms of verbs beside one thing.
const BESIDE_ONE: [&str; 3] = ["is", "was", "has"];
/// Words beside many things that do not end in s.
const BESIDE_MANY: [&str; 4] = ["are", "were", "have", "people"];

/// Whether the words after a literal no longer fit its number: towns or lie after one, town or lies after two.
pub(super) fn plural_is_off(old: Decimal, new: Decimal, noun: Noun, after: &str) -> bool {
    let (was_one, is_one) = (old == Decimal::ONE, new == Decimal::ONE);
    if was_one == is_one || !after.starts_with(char::is_whitespace) {
        return false;
    }
    let words: Vec<&str> = counted(after).collect();
    let in_s = |word: &str| word.ends_with('s') && !BESIDE_ONE.contains(&word) && !["its", "this"].contains(&word);
    match (noun, words.first()) {
        (_, None) => false,
        (Noun::Follows, _) if is_one => words.iter().any(|word| in_s(word) || BESIDE_MANY.contains(word)),
        (Noun::Follows, Some(first)) => !BESIDE_ONE.contains(first) && !words.iter().any(|word| in_s(word)),
        // A verb in the plural has no s, one in the singular has; a past form serves both.
        (Noun::Inside, Some(first)) if is_one => !in_s(first) && !BESIDE_ONE.contains(first) && !first.ends_with("ed"),
        (Noun::Inside, Some(first)) => in_s(first) || BESIDE_ONE.contains(first),
    }
}

/// The words up to a sign or to a word that begins something else; no more than three.
fn counted(after: &str) -> impl Iterator<Item = &str> {
    let is_word = |letter: char| letter.is_ascii_alphabetic() || letter.is_whitespace() || letter == '-';
    let end = after.find(|letter| !is_word(letter)).unwrap_or(after.len());
    after[..end].split_whitespace().take(3).take_while(|word| !NEUTRAL.contains(word) && !word.ends_with("ing"))
}

#[cfg(test)]
mod tests {
    use super::{Noun, article, plural_is_off};
    use rust_decimal::Decimal;

    #[test]
    fn a_or_an_follows_the_number_as_it_is_read() {
        for (before, literal, wanted) in [
            ("there is a ", "8 km", Some("an")),
            ("there is a ", "80 km", Some("an")),
            ("there is an ", "7 km", Some("a")),
            ("there is an ", "8 km", None),
            ("a ", "11-year", Some("an")),
            ("a ", "110 km", None),
            ("a ", "18 km", Some("an")),
            ("an ", "1,100 km", Some("a")),
            ("a ", "11,000 km", Some("an")),
            ("a ", "800,000 t", Some("an")),
            ("An ", "six", Some("a")),
            ("a **", "eighteen", Some("an")),
            ("Canada ", "8", None),
            ("data: ", "8", None),
            ("", "8", None),
        ] {
            assert_eq!(article(before, literal), wanted, "{before}{literal}");
        }
    }

    #[test]
    fn one_and_many() {
        for (old, new, noun, after, off) in [
            (6, 1, Noun::Follows, " towns and", true),
            (6, 1, Noun::Follows, " new towns", true),
            (6, 1, Noun::Follows, " town", false),
            (6, 1, Noun::Follows, " town in the hills", false),
            (1, 2, Noun::Follows, " town", true),
            (1, 2, Noun::Follows, " towns", false),
            (1, 2, Noun::Follows, " new towns", false),
            (6, 7, Noun::Follows, " towns", false),
            (1, 2, Noun::Follows, ", and", false),
            (1, 2, Noun::Follows, "-town group", false),
            (1, 2, Noun::Follows, " of the towns", false),
            (1, 2, Noun::Follows, " was mined", false),
            (2, 1, Noun::Follows, "", false),
            (7, 1, Noun::Inside, " lie in the north", true),
            (7, 1, Noun::Inside, " have no water", true),
            (7, 1, Noun::Inside, " in the north", false),
            (7, 1, Noun::Inside, " covered", false),
            (1, 7, Noun::Inside, " lies", true),
            (1, 7, Noun::Inside, " has", true),
            (1, 7, Noun::Inside, ".", false),
        ] {
            let (old, new) = (Decimal::from(old), Decimal::from(new));
            assert_eq!(plural_is_off(old, new, noun, after), off, "{old} {new}{after}");
        }
    }
}
