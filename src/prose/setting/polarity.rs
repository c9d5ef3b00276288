//! Which way the words of a claim point: largest or smallest, up or down, over or under.

use crate::model::{Kind, Language, Text};
use std::cmp::Ordering::{self, Greater, Less};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Extreme,
    Trend,
    Measure,
    /// Turns what follows.
    Not,
    /// Makes a negation less than the opposite: 没有明显减少.
    Degree,
    /// A longer word in which a known one stands.
    Nothing,
}

type Entry = (&'static str, Class, Ordering);

const ZH: &[Entry] = &[
    ("最大", Class::Extreme, Greater),
    ("最高", Class::Extreme, Greater),
    ("最多", Class::Extreme, Greater),
    ("最强", Class::Extreme, Greater),
    ("最长", Class::Extreme, Greater),
    ("最快", Class::Extreme, Greater),
    ("首位", Class::Extreme, Greater),
    ("第一", Class::Extreme, Greater),
    ("之首", Class::Extreme, Greater),
    ("居首", Class::Extreme, Greater),
    ("新高", Class::Extreme, Greater),
    ("居多", Class::Extreme, Greater),
    ("主要", Class::Extreme, Greater),
    ("为主", Class::Extreme, Greater),
    ("最小", Class::Extreme, Less),
    ("最低", Class::Extreme, Less),
    ("最少", Class::Extreme, Less),
    ("最短", Class::Extreme, Less),
    ("最慢", Class::Extreme, Less),
    ("最弱", Class::Extreme, Less),
    ("末位", Class::Extreme, Less),
    ("垫底", Class::Extreme, Less),
    ("极少", Class::Extreme, Less),
    ("很少", Class::Extreme, Less),
    ("新低", Class::Extreme, Less),
    ("增长", Class::Trend, Greater),
    ("增加", Class::Trend, Greater),
    ("上升", Class::Trend, Greater),
    ("提高", Class::Trend, Greater),
    ("提升", Class::Trend, Greater),
    ("扩大", Class::Trend, Greater),
    ("加快", Class::Trend, Greater),
    ("上涨", Class::Trend, Greater),
    ("升高", Class::Trend, Greater),
    ("升", Class::Trend, Greater),
    ("增", Class::Trend, Greater),
    ("下降", Class::Trend, Less),
    ("减少", Class::Trend, Less),
    ("降低", Class::Trend, Less),
    ("缩小", Class::Trend, Less),
    ("收窄", Class::Trend, Less),
    ("回落", Class::Trend, Less),
    ("放缓", Class::Trend, Less),
    ("下滑", Class::Trend, Less),
    ("降", Class::Trend, Less),
    ("减", Class::Trend, Less),
    ("超过", Class::Measure, Greater),
    ("高于", Class::Measure, Greater),
    ("多于", Class::Measure, Greater),
    ("大于", Class::Measure, Greater),
    ("长于", Class::Measure, Greater),
    ("快于", Class::Measure, Greater),
    ("以上", Class::Measure, Greater),
    ("过半", Class::Measure, Greater),
    ("突破", Class::Measure, Greater),
    ("低于", Class::Measure, Less),
    ("少于", Class::Measure, Less),
    ("小于", Class::Measure, Less),
    ("慢于", Class::Measure, Less),
    ("不足", Class::Measure, Less),
    ("不到", Class::Measure, Less),
    ("未达", Class::Measure, Less),
    ("以下", Class::Measure, Less),
    ("没有", Class::Not, Less),
    ("并未", Class::Not, Less),
    ("并不", Class::Not, Less),
    ("并非", Class::Not, Less),
    ("从未", Class::Not, Less),
    ("不再", Class::Not, Less),
    ("未", Class::Not, Less),
    ("不", Class::Not, Less),
    ("明显", Class::Degree, Less),
    ("显著", Class::Degree, Less),
    ("大幅", Class::Degree, Less),
    ("无一", Class::Degree, Less),
    ("增加值", Class::Nothing, Less),
    ("新增", Class::Nothing, Less),
    ("不仅", Class::Nothing, Less),
    ("不断", Class::Nothing, Less),
    ("不但", Class::Nothing, Less),
    ("不少", Class::Nothing, Less),
    ("无不", Class::Nothing, Less),
    ("不同", Class::Nothing, Less),
    ("不均", Class::Nothing, Less),
    ("降水", Class::Nothing, Less),
    ("升级", Class::Nothing, Less),
    ("增速", Class::Nothing, Less),
    ("增幅", Class::Nothing, Less),
];

const EN: &[Entry] = &[
    ("largest", Class::Extreme, Greater),
    ("biggest", Class::Extreme, Greater),
    ("highest", Class::Extreme, Greater),
    ("greatest", Class::Extreme, Greater),
    ("longest", Class::Extreme, Greater),
    ("first", Class::Extreme, Greater),
    ("best", Class::Extreme, Greater),
    ("main", Class::Extreme, Greater),
    ("mainly", Class::Extreme, Greater),
    ("chief", Class::Extreme, Greater),
    ("chiefly", Class::Extreme, Greater),
    ("predominantly", Class::Extreme, Greater),
    ("most", Class::Extreme, Greater),
    ("smallest", Class::Extreme, Less),
    ("hardly", Class::Extreme, Less),
    ("rarely", Class::Extreme, Less),
    ("minor", Class::Extreme, Less),
    ("lowest", Class::Extreme, Less),
    ("fewest", Class::Extreme, Less),
    ("shortest", Class::Extreme, Less),
    ("least", Class::Extreme, Less),
    ("last", Class::Extreme, Less),
    ("worst", Class::Extreme, Less),
    ("rise", Class::Trend, Greater),
    ("rises", Class::Trend, Greater),
    ("grow", Class::Trend, Greater),
    ("grows", Class::Trend, Greater),
    ("increase", Class::Trend, Greater),
    ("increases", Class::Trend, Greater),
    ("expand", Class::Trend, Greater),
    ("widen", Class::Trend, Greater),
    ("rose", Class::Trend, Greater),
    ("risen", Class::Trend, Greater),
    ("grew", Class::Trend, Greater),
    ("grown", Class::Trend, Greater),
    ("increased", Class::Trend, Greater),
    ("expanded", Class::Trend, Greater),
    ("widened", Class::Trend, Greater),
    ("doubled", Class::Trend, Greater),
    ("climbed", Class::Trend, Greater),
    ("rising", Class::Trend, Greater),
    ("growing", Class::Trend, Greater),
    ("fall", Class::Trend, Less),
    ("falls", Class::Trend, Less),
    ("shrink", Class::Trend, Less),
    ("shrinks", Class::Trend, Less),
    ("decline", Class::Trend, Less),
    ("declines", Class::Trend, Less),
    ("decrease", Class::Trend, Less),
    ("decreases", Class::Trend, Less),
    ("drop", Class::Trend, Less),
    ("narrow", Class::Trend, Less),
    ("fell", Class::Trend, Less),
    ("fallen", Class::Trend, Less),
    ("shrank", Class::Trend, Less),
    ("shrunk", Class::Trend, Less),
    ("declined", Class::Trend, Less),
    ("decreased", Class::Trend, Less),
    ("dropped", Class::Trend, Less),
    ("narrowed", Class::Trend, Less),
    ("halved", Class::Trend, Less),
    ("halving", Class::Trend, Less),
    ("reduced", Class::Trend, Less),
    ("contracted", Class::Trend, Less),
    ("falling", Class::Trend, Less),
    ("shrinking", Class::Trend, Less),
    ("more", Class::Measure, Greater),
    ("over", Class::Measure, Greater),
    ("above", Class::Measure, Greater),
    ("exceeds", Class::Measure, Greater),
    ("exceed", Class::Measure, Greater),
    ("exceeded", Class::Measure, Greater),
    ("higher", Class::Measure, Greater),
    ("larger", Class::Measure, Greater),
    ("greater", Class::Measure, Greater),
    ("outweigh", Class::Measure, Greater),
    ("outweighs", Class::Measure, Greater),
    ("outnumber", Class::Measure, Greater),
    ("at least", Class::Measure, Greater),
    ("majority", Class::Measure, Greater),
    ("less", Class::Measure, Less),
    ("fewer", Class::Measure, Less),
    ("under", Class::Measure, Less),
    ("below", Class::Measure, Less),
    ("lower", Class::Measure, Less),
    ("smaller", Class::Measure, Less),
    ("short of", Class::Measure, Less),
    ("at most", Class::Measure, Less),
    ("not", Class::Not, Less),
    ("never", Class::Not, Less),
    ("no", Class::Not, Less),
    ("much", Class::Degree, Less),
    ("significantly", Class::Degree, Less),
    ("broadly", Class::Degree, Less),
    ("not only", Class::Nothing, Less),
    ("no one", Class::Nothing, Less),
    ("last year", Class::Nothing, Less),
    ("at first", Class::Nothing, Less),
    ("all over", Class::Nothing, Less),
];

/// Which way words point in a statement of a kind; `before` is what stands before them in their sentence. `None` where
/// they say nothing of it, or two things.
pub(super) fn read(language: Language, kind: Kind, before: &str, words: &str) -> Option<Ordering> {
    let entries = scan(language, words);
    let negated = denies(language, before);
    let of = |class: Class| entries.iter().filter(move |(_, entry)| entry.1 == class);
    // "The smallest decline" is no decline and not the smallest.
    let trends = of(Class::Trend).count() > 0;
    let class = match kind {
        Kind::Extreme if trends => return None,
        Kind::Extreme => Class::Extreme,
        Kind::Trend if trends => Class::Trend,
        Kind::Comparison if trends => return None,
        Kind::Trend | Kind::Comparison => Class::Measure,
    };
    let also = |entry: &Entry| entry.1 == class || kind == Kind::Comparison && entry.1 == Class::Extreme;
    let mut found = entries.iter().enumerate().filter(|(_, (_, entry))| also(entry));
    let (at, (_, first)) = found.next()?;
    if found.any(|(_, (_, other))| other.2 != first.2) {
        return None;
    }
    let inner = at.checked_sub(1).and_then(|at| entries.get(at)).is_some_and(|(_, entry)| entry.1 == Class::Not);
    let nots = of(Class::Not).count();
    if of(Class::Degree).count() > 0 && (nots > 0 || negated) || nots > usize::from(inner) {
        return None;
    }
    Some(if inner != negated { first.2.reverse() } else { first.2 })
}

/// The known words by their first character: at most places of a text none begins.
static BY_FIRST: LazyLock<Text<HashMap<char, Vec<Entry>>>> = LazyLock::new(|| {
    Text::build(|language| {
        let known = match language {
            Language::Zh => ZH,
            Language::En => EN,
        };
        let mut by_first: HashMap<char, Vec<Entry>> = HashMap::new();
        for entry in known {
            by_first.entry(entry.0.chars().next().unwrap_or_default()).or_default().push(*entry);
        }
        by_first
    })
});

/// The known words of a text, the longest at each place.
fn scan(language: Language, text: &str) -> Vec<(usize, Entry)> {
    let lower = text.to_ascii_lowercase();
    let known = BY_FIRST.get(language);
    let whole = |at: usize, word: &str| {
        let edge = |found: Option<char>| found.is_none_or(|found| !found.is_alphanumeric());
        let before = lower.get(..at).and_then(|before| before.chars().next_back());
        let after = lower.get(at + word.len()..).and_then(|after| after.chars().next());
        language == Language::Zh || edge(before) && edge(after)
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = lower.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let fits = known.get(&first).map_or(&[][..], Vec::as_slice).iter();
        let fits = fits.filter(|(word, ..)| rest.starts_with(word) && whole(at, word));
        match fits.max_by_key(|(word, ..)| word.len()) {
            Some(entry) => {
                found.push((at, *entry));
                at += entry.0.len();
            }
            None => at += first.len_utf8(),
        }
    }
    found
}

/// Whether what stands directly before denies.
pub(super) fn denies(language: Language, before: &str) -> bool {
    match language {
        Language::Zh => {
            let last = scan(language, before).pop();
            last.is_some_and(|(at, entry)| entry.1 == Class::Not && at + entry.0.len() == before.len())
        }
        Language::En => {
            let last = before.split_whitespace().next_back().unwrap_or_default().to_ascii_lowercase();
            let last = last.trim_start_matches(|sign: char| !sign.is_alphanumeric());
            ["not", "never", "hardly"].contains(&last) || last.ends_with("n’t") || last.ends_with("n't")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language::{En, Zh};

    #[test]
    fn words_point_one_way_or_say_nothing() {
        for (language, kind, before, words, expected) in [
            (Zh, Kind::Extreme, "", "面积最大", Some(Greater)),
            (Zh, Kind::Extreme, "", "降幅最大", None),
            (Zh, Kind::Extreme, "", "增加值最少", Some(Less)),
            (Zh, Kind::Comparison, "", "不超过三成", Some(Less)),
            (Zh, Kind::Comparison, "", "不足三成", Some(Less)),
            (Zh, Kind::Comparison, "并不", "低于", Some(Greater)),
            (Zh, Kind::Trend, "", "没有减少", Some(Greater)),
            (Zh, Kind::Trend, "", "没有明显减少", None),
            (Zh, Kind::Trend, "", "不降反升", None),
            (Zh, Kind::Trend, "", "减少一半以上", Some(Less)),
            (Zh, Kind::Trend, "不断", "增长", Some(Greater)),
            (En, Kind::Extreme, "", "the largest", Some(Greater)),
            (En, Kind::Comparison, "", "no more than", Some(Less)),
            (En, Kind::Comparison, "", "at least a third", Some(Greater)),
            (En, Kind::Trend, "has not ", "fallen", Some(Greater)),
            (En, Kind::Trend, "did not ", "rise", Some(Less)),
            (En, Kind::Extreme, "", "the largest decline", None),
            (En, Kind::Trend, "", "more than halved", Some(Less)),
            (En, Kind::Comparison, "", "moreover it lies", None),
        ] {
            assert_eq!(read(language, kind, before, words), expected, "{before}[{words}]");
        }
    }
}
