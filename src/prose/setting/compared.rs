//! Two numbers with a word of more or less between them: 1.76，低于2020年的1.91; 1.76, down from 1.91.

use super::direction::{ends, without_year};
use super::{Line, Mark};
use crate::model::{Language, TieId};
use std::cmp::Ordering::{self, Greater, Less};

const MORE_ZH: [&str; 7] = ["高于", "多于", "大于", "超过", "长于", "快于", "高出"];
const LESS_ZH: [&str; 6] = ["低于", "少于", "小于", "短于", "慢于", "不及"];
const YEARS_ZH: [&str; 4] = ["上年的", "去年的", "上年", "去年"];
const MORE_EN: [&str; 7] =
    ["higher than", "more than", "larger than", "greater than", "longer than", "above", "up from"];
const LESS_EN: [&str; 7] =
    ["lower than", "less than", "smaller than", "fewer than", "shorter than", "below", "down from"];
const NOT_EN: [&str; 4] = ["not", "no", "never", "nor"];

impl Line {
    /// The number before one in its sentence, and how the words between say that it compares: `Greater` is more.
    pub fn compared(&self, at: usize) -> Option<(TieId, Ordering)> {
        let start = self.sentence(at).start;
        let (before, id) = self.tokens.get(start..at)?.iter().rev().find_map(|token| match token.mark {
            Mark::Tie(id) => Some((token, id)),
            _ => None,
        })?;
        let between = self.text(before.range.end..self.tokens.get(at)?.range.start);
        read(self.language, between).map(|order| (id, order))
    }
}

/// Only where the word governs the second number, and nothing denies it.
fn read(language: Language, between: &str) -> Option<Ordering> {
    match language {
        Language::Zh => {
            let between = without_year(between);
            let between = ends(between, &YEARS_ZH).unwrap_or(between);
            let more = ends(between, &MORE_ZH).map(|rest| (rest, Greater));
            let (rest, order) = more.or_else(|| ends(between, &LESS_ZH).map(|rest| (rest, Less)))?;
            // 高于 in 不高于; and the word must speak of the number before, not of another that is named.
            let bare =
                rest.trim_start_matches(['，', ' ']).trim_end_matches(['明', '显', '远', '大', '略', '仍', '已']);
            bare.is_empty().then_some(order)
        }
        Language::En => {
            let lower = between.trim_end().to_ascii_lowercase();
            let words: Vec<&str> = lower.split_whitespace().collect();
            let words = words.strip_suffix(&["the"]).unwrap_or(&words);
            let text = format!(" {}", words.join(" "));
            let ends = |known: &[&str]| {
                known.iter().find_map(|word| text.strip_suffix(&format!(" {word}")).map(str::to_owned))
            };
            let more = ends(&MORE_EN).map(|rest| (rest, Greater));
            let (rest, order) = more.or_else(|| ends(&LESS_EN).map(|rest| (rest, Less)))?;
            let words: Vec<&str> = rest.split_whitespace().collect();
            (words.len() <= 4 && !words.iter().any(|word| NOT_EN.contains(word))).then_some(order)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};

    #[test]
    fn words_between_two_numbers_compare_them() {
        for (language, between, expected) in [
            (Zh, "，高于2020年的", Some(Greater)),
            (Zh, "，远低于上年的", Some(Less)),
            (Zh, "，不高于", None),
            (Zh, "，城镇化率高于", None),
            (Zh, "，2020年为", None),
            (En, ", higher than the ", Some(Greater)),
            (En, ", down from ", Some(Less)),
            (En, " km², no more than ", None),
            (En, " of people, and its growth is slower still and far below ", None),
            (En, " in 2024 and ", None),
        ] {
            assert_eq!(read(language, between), expected, "{between}");
        }
    }
}
