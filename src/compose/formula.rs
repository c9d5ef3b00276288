//! Formulas as people read them: the names of the numbers stand for their keys, and the signs of arithmetic for those of
//! the keyboard. Nothing is computed here.

use super::Composer;
use crate::model::{Key, TARGET, in_word};

impl Composer<'_> {
    /// A formula with the names of its numbers: 草地面积 ÷ 县域面积. What is no number of the book stays as it is written:
    /// functions, plain numbers, members of a wildcard.
    pub(super) fn reckoning(&self, formula: &str) -> String {
        let mut words = String::with_capacity(formula.len() * 2);
        let mut rest = formula;
        while let Some(first) = rest.chars().next() {
            let length = name_length(rest);
            if length == 0 {
                words.push_str(sign(first));
                if sign(first).is_empty() {
                    words.push(first);
                }
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let (name, after) = rest.split_at(length);
            words.push_str(&self.spoken(name));
            rest = after;
        }
        words
    }

    /// What a name in a formula is called; the name itself if the book has no such number.
    fn spoken(&self, name: &str) -> String {
        if let Some((_, entry)) = Key::find(&self.numbers, name) {
            return entry.name.clone();
        }
        let fact = name.split('@').next().unwrap_or(name);
        match self.fact(fact.strip_suffix(TARGET).unwrap_or(fact)) {
            Some(fact) if fact.id.value == name => self.field_text(&fact.name),
            _ => name.to_owned(),
        }
    }
}

/// The length of the key that a text begins with; 0 where it begins with something else.
fn name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| in_word(first) && !first.is_ascii_digit()) {
        return 0;
    }
    let plain = |sign: char| in_word(sign) || sign == '.';
    let fact = text.find(|sign: char| !plain(sign)).unwrap_or(text.len());
    let mut length = fact;
    let mut members = text[fact..].strip_prefix('@');
    while let Some(list) = members {
        let member = list.find(|sign: char| !in_word(sign)).unwrap_or(list.len());
        if member == 0 {
            break;
        }
        length += 1 + member;
        members = list[member..].strip_prefix(',');
    }
    length
}

/// The sign of arithmetic for one of the keyboard; nothing where they are the same.
fn sign(typed: char) -> &'static str {
    match typed {
        '*' => "×",
        '/' => "÷",
        '-' => "−",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_where_its_members_end() {
        for (text, length) in [
            ("land.area / 2", 9),
            ("land.area@forest,2020 + 1", 21),
            ("land.area@forest, 2", 16),
            ("100 * x", 0),
            ("水.面积@东", "水.面积@东".len()),
            ("(a)", 0),
            ("sum(a)", 3),
        ] {
            assert_eq!(name_length(text), length, "{text}");
        }
    }
}
