//! Two texts word by word: what each has that the other lacks, and what stood where something stands.

use crate::locale::align;
use crate::locale::script::is_wide;
use crate::model::document::Compared;
use std::ops::Range;

/// Where the tokens of a text stand in it.
type Tokens = Vec<Range<usize>>;

/// Words, numbers with their points and commas, single signs; in Chinese single characters. Together they are the text.
fn tokens(text: &str) -> Tokens {
    let mut tokens = Tokens::new();
    let kind = |character: char| match character {
        c if is_wide(c) => 0,
        c if c.is_ascii_digit() => 1,
        c if c.is_alphabetic() => 2,
        _ => 0,
    };
    let mut last = 0;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let digit_follows = text[end..].starts_with(|next: char| next.is_ascii_digit());
        let inside = last == 1 && matches!(character, '.' | ',') && digit_follows;
        let own = if inside { 1 } else { kind(character) };
        match tokens.last_mut() {
            Some(token) if own != 0 && own == last => token.end = end,
            _ => tokens.push(at..end),
        }
        last = own;
    }
    tokens
}

/// Tokens that both texts have, as pairs of their indexes. A single sign between two changes is no likeness.
fn alike(old: &str, new: &str) -> (Tokens, Tokens, Vec<(usize, usize)>) {
    let (one, other) = (tokens(old), tokens(new));
    let words = |text: &'_ str, tokens: &[Range<usize>]| -> Vec<String> {
        tokens.iter().map(|token| text[token.clone()].to_owned()).collect()
    };
    let pairs = align(&words(old, &one), &words(new, &other));
    let follows = |from: (usize, usize), to: (usize, usize)| from.0 + 1 == to.0 && from.1 + 1 == to.1;
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for at in 0..pairs.len() {
        if pairs.get(at + 1).is_some_and(|next| follows(pairs[at], *next)) {
            continue;
        }
        let run = &pairs[start..=at];
        let first = run.first().is_some_and(|(left, right)| *left == 0 && *right == 0);
        let last = run.last().is_some_and(|(left, right)| left + 1 == one.len() && right + 1 == other.len());
        let long = run.iter().map(|(left, _)| one[*left].len()).sum::<usize>() > 3;
        if first || last || long || run.len() > 2 {
            kept.extend(run);
        }
        start = at + 1;
    }
    (one, other, kept)
}

/// Both texts in steps, one after another: what stood there, what stands there, whether it stayed. Texts that have little
/// in common are one step.
pub(super) fn steps(old: &str, new: &str) -> Vec<(Range<usize>, Range<usize>, bool)> {
    let (one, other, kept) = alike(old, new);
    let shared: usize = kept.iter().map(|(left, _)| one[*left].len()).sum();
    let kept = if shared * 3 < old.len().min(new.len()) { Vec::new() } else { kept };
    let mut steps: Vec<(Range<usize>, Range<usize>, bool)> = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (left, right) in kept {
        let (left, right) = (one[left].clone(), other[right].clone());
        if from < left.start || to < right.start {
            steps.push((from..left.start, to..right.start, false));
        }
        (from, to) = (left.end, right.end);
        match steps.last_mut() {
            Some((old, new, true)) => (old.end, new.end) = (from, to),
            _ => steps.push((left, right, true)),
        }
    }
    if from < old.len() || to < new.len() {
        steps.push((from..old.len(), to..new.len(), false));
    }
    steps
}

/// Both texts in parts, each its own or shared with the other.
pub(super) fn compared(old: &str, new: &str) -> (Vec<Compared>, Vec<Compared>) {
    let (one, other, kept) = alike(old, new);
    let parts = |text: &str, tokens: &[Range<usize>], shared: &dyn Fn(usize) -> bool| {
        let mut parts: Vec<Compared> = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let (own, words) = (!shared(index), &text[token.clone()]);
            match parts.last_mut() {
                Some(part) if part.own == own => part.words.push_str(words),
                _ => parts.push(Compared { own, words: words.to_owned() }),
            }
        }
        parts
    };
    (
        parts(old, &one, &|index| kept.iter().any(|(left, _)| *left == index)),
        parts(new, &other, &|index| kept.iter().any(|(_, right)| *right == index)),
    )
}

/// What stood in the old text where a part of the new one stands; none where that cannot be told: what surrounds it is
/// new as well, or what stood there is much longer.
pub(super) fn former(old: &str, new: &str, range: &Range<usize>) -> Option<String> {
    let (one, other, kept) = alike(old, new);
    let before = kept.iter().rev().find(|(_, right)| other[*right].end <= range.start);
    let after = kept.iter().find(|(_, right)| other[*right].start >= range.end);
    let start = before.map_or(0, |(left, _)| one[*left].end);
    let end = after.map_or(old.len(), |(left, _)| one[*left].start);
    // The same words must stand close by in the new text.
    let near = |from: usize, to: usize| new.get(from..to).is_some_and(|gap| gap.chars().count() <= 2);
    let close = near(before.map_or(0, |(_, right)| other[*right].end), range.start)
        && near(range.end, after.map_or(new.len(), |(_, right)| other[*right].start));
    let words = old.get(start..end)?.trim();
    let length = new.get(range.clone())?.chars().count();
    (close && !words.is_empty() && words.chars().count() <= length * 2 + 6).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[Compared]) -> String {
        parts.iter().map(|part| if part.own { format!("[{}]", part.words) } else { part.words.clone() }).collect()
    }

    #[test]
    fn numbers_and_words_are_compared_whole() {
        let (old, new) = compared("草地2124.01平方千米，占43.6%。", "草地2130平方千米，占43.7%。");
        assert_eq!(shown(&old), "草地[2124.01]平方千米，占[43.6]%。");
        assert_eq!(shown(&new), "草地[2130]平方千米，占[43.7]%。");
        let (old, new) = compared("The county covers 4,877 km².", "The whole county covers 4,880 km².");
        assert_eq!(shown(&old), "The county covers [4,877] km².");
        assert_eq!(shown(&new), "The [whole ]county covers [4,880] km².");
        assert_eq!(shown(&compared("同", "同").0), "同");
        assert_eq!(shown(&compared("", "新").1), "[新]");
    }

    #[test]
    fn what_stood_in_the_place_of_a_number_is_found() {
        let (old, new) = ("草地2124.01平方千米，占43.6%。", "草地2130平方千米，占43.7%。");
        let at = |part: &str| new.find(part).map(|at| at..at + part.len()).unwrap();
        assert_eq!(former(old, new, &at("2130平方千米")).as_deref(), Some("2124.01平方千米"));
        assert_eq!(former(old, new, &at("43.7%")).as_deref(), Some("43.6%"));
        let new = "本县另有林地、水面、建设用地和草地2130平方千米在北部。";
        let at = |part: &str| new.find(part).map(|at| at..at + part.len()).unwrap();
        assert_eq!(former("全文完全不同。", new, &at("2130平方千米")), None);
    }
}
