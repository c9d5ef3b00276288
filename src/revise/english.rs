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

/// Whether the word after a literal no longer fits its number: towns after one, town after two.
pub(super) fn plural_is_off(old: Decimal, new: Decimal, after: &str) -> bool {
    let word: String = after.trim_start().chars().take_while(|letter| letter.is_ascii_alphabetic()).collect();
    let glued = after.starts_with(|next: char| !next.is_whitespace() && next != '-');
    let many = word.ends_with('s') && !["is", "was", "has", "as", "its", "this"].contains(&word.as_str());
    let small = ["of", "and", "or", "in", "to", "for", "with", "from", "by", "at", "on", "is", "was"];
    match (old == Decimal::ONE, new == Decimal::ONE) {
        _ if glued || word.is_empty() || after.starts_with('-') => false,
        (false, true) => many || ["are", "were", "have", "people"].contains(&word.as_str()),
        (true, false) => !many && !small.contains(&word.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{article, plural_is_off};
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
        for (old, new, after, off) in [
            (6, 1, " towns and", true),
            (6, 1, " town", false),
            (1, 2, " town", true),
            (1, 2, " towns", false),
            (6, 7, " towns", false),
            (1, 2, ", and", false),
            (1, 2, " of the towns", false),
            (2, 1, "", false),
        ] {
            assert_eq!(plural_is_off(Decimal::from(old), Decimal::from(new), after), off, "{old} {new}{after}");
        }
    }
}
