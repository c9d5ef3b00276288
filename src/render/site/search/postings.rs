//! Lists of places for each word, and their files: sorted words, cut into files of a size that is read at once.

use super::tokens::Token;
use std::collections::HashMap;

/// How well a word speaks for a place: once in its text, several times, in a heading or a caption, in the page's title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Once = 0,
    Often = 1,
    Heading = 2,
    Title = 3,
}

/// The places of a word, as they are written: for each the step from the one before, times four, plus the rank.
#[derive(Default)]
struct Places {
    last: u32,
    written: String,
}

/// Five bits a character, the sixth says that more follow.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Places {
    fn add(&mut self, place: u32, rank: Rank) {
        let mut rest = (place - self.last) * 4 + rank as u32;
        self.last = place;
        loop {
            let more = rest >= 32;
            let digit = (rest & 31) | if more { 32 } else { 0 };
            self.written.push(char::from(DIGITS[digit as usize]));
            if !more {
                return;
            }
            rest >>= 5;
        }
    }
}

/// All words of a book.
#[derive(Default)]
pub(super) struct Postings {
    // Never walked as they are: a map has no order; `lines` sorts.
    pairs: HashMap<(char, Option<char>), Places>,
    words: HashMap<String, Places>,
}

impl Postings {
    /// Notes a word at a place; places come in their order.
    pub(super) fn add(&mut self, token: Token, place: u32, rank: Rank) {
        let places = match token {
            Token::Pair(one, two) => self.pairs.entry((one, two)).or_default(),
            Token::Word(word) => self.words.entry(word).or_default(),
        };
        places.add(place, rank);
    }

    /// `WORD PLACES`, sorted as a script sorts.
    pub(super) fn lines(self) -> Vec<String> {
        let pairs = self.pairs.into_iter().map(|((one, two), places)| {
            let word: String = std::iter::once(one).chain(two).collect();
            (word, places)
        });
        let mut all: Vec<(String, Places)> = pairs.chain(self.words).collect();
        all.sort_unstable_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
        all.into_iter().map(|(word, places)| format!("{word} {}", places.written)).collect()
    }
}

/// Cuts what has a length into groups of about so much.
pub(super) fn cut<T>(items: Vec<T>, most: usize, len: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut full = most;
    for item in items {
        let own = len(&item);
        match groups.last_mut() {
            Some(group) if full + own <= most => {
                group.push(item);
                full += own;
            }
            _ => {
                groups.push(vec![item]);
                full = own;
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_steps() {
        let mut places = Places::default();
        places.add(0, Rank::Title);
        places.add(1, Rank::Once);
        places.add(300, Rank::Heading);
        // 3; 4; 299 * 4 + 2 = 1198 = 14 + 5 * 32 + 1 * 1024.
        assert_eq!(places.written, "DEulB");
    }

    #[test]
    fn lines_are_sorted_as_a_script_sorts() {
        let mut postings = Postings::default();
        for word in ["\u{20000}", "\u{ff9e}", "b", "a"] {
            postings.add(Token::Word(word.to_owned()), 0, Rank::Once);
        }
        postings.add(Token::Pair('水', None), 0, Rank::Once);
        let words: Vec<_> = postings.lines().iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
        assert_eq!(words, ["a", "b", "水", "\u{20000}", "\u{ff9e}"]);
    }

    #[test]
    fn groups_are_of_a_size_and_none_is_lost() {
        assert_eq!(cut(vec![3, 3, 3, 9, 1], 6, |item| *item), [vec![3, 3], vec![3], vec![9], vec![1]]);
        assert!(cut(Vec::<usize>::new(), 6, |item| *item).is_empty());
    }
}
