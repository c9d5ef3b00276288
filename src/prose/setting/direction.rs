//! Up and down: the word that governs a tied number directly, before it or after it.

use crate::model::Language;
use std::cmp::Ordering::{self, Greater, Less};

/// What governs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Governor {
    /// How.
    pub way: Way,
    /// Up is `Greater`.
    pub points: Ordering,
    /// The word names the change without a doubt (增加, rose by): of a level it is wrong.
    pub sure: bool,
}

/// How a word governs a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 增长\[x\], rose by \[x\], 降幅为\[x\]: the number is how much.
    By,
    /// 增至\[x\], fell to \[x\]: the number is what it came to.
    To,
    /// 增速为\[x\], growth was \[x\]: the number has its sign.
    Signed,
}

const UP_ZH: [&str; 21] = [
    "增长", "增加", "上升", "提高", "提升", "扩大", "加快", "净增", "上涨", "升高", "攀升", "增多", "拓宽", "延长",
    "回升", "增大", "加深", "增收", "增支", "增产", "多收",
];
const DOWN_ZH: [&str; 23] = [
    "下降", "减少", "降低", "回落", "缩小", "收窄", "放缓", "缩减", "下滑", "减缓", "压减", "削减", "缩短", "下跌",
    "减小", "下调", "降幅", "减幅", "净减", "减收", "减支", "减产", "少收",
];
const FILLERS_ZH: [&str; 14] =
    ["了", "约", "大约", "近", "逾", "超过", "不足", "将近", "共", "仅", "累计", " ", "将", "已"];
const TO_ZH: [&str; 3] = ["至", "到", "为"];
const UP_SHORT_ZH: [&str; 2] = ["增", "升"];
const DOWN_SHORT_ZH: [&str; 3] = ["降", "减", "缩"];
/// Before a word of change: it is denied, or wished for.
const NEGATIONS_ZH: [&str; 6] = ["未", "没有", "不", "无", "不再", "防止"];

const UP_EN: [&str; 24] = [
    "rose",
    "grew",
    "increased",
    "up",
    "climbed",
    "risen",
    "grown",
    "expanded",
    "gained",
    "improved",
    "accelerated",
    "quickened",
    "widened",
    "widening",
    "raised",
    "increase",
    "rise",
    "increasing",
    "rising",
    "growing",
    "gain",
    "lengthened",
    "went up",
    "go up",
];
const DOWN_EN: [&str; 30] = [
    "fell",
    "dropped",
    "decreased",
    "declined",
    "down",
    "shrank",
    "shrunk",
    "contracted",
    "reduced",
    "slowed",
    "slackened",
    "narrowed",
    "fallen",
    "narrowing",
    "drop",
    "fall",
    "decline",
    "decrease",
    "reduction",
    "cut",
    "shrinking",
    "falling",
    "lowered",
    "shortened",
    "diminished",
    "went down",
    "eased",
    "receded",
    "closed",
    "lost",
];
/// Words of a gap, or of a decline: what narrows may go up.
const TURNS_EN: [&str; 6] = ["widened", "widening", "narrowed", "narrowing", "deepened", "eased"];
const FILLERS_EN: [&str; 12] =
    ["about", "some", "nearly", "almost", "over", "around", "roughly", "a", "further", "another", "just", "only"];
const MORE_EN: [&str; 8] = ["more", "higher", "larger", "faster", "above", "greater", "longer", "up"];
const LESS_EN: [&str; 8] = ["less", "lower", "smaller", "slower", "below", "fewer", "shorter", "down"];

/// The word that governs a number between two texts: those of its clause, `before` from the beginning of the sentence.
pub fn read(language: Language, before: &str, after: &str) -> Option<Governor> {
    match language {
        Language::Zh => chinese(before),
        Language::En => english(before).or_else(|| english_after(before, after)),
    }
}

fn strip_all<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    while let Some(rest) = ends(text, words) {
        text = rest;
    }
    text
}

/// The text without the first of the words that it ends with. Asked of every tie: most words fail at their last byte.
pub(super) fn ends<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    let last = text.as_bytes().last()?;
    words.iter().filter(|word| word.as_bytes().last() == Some(last)).find_map(|word| text.strip_suffix(word))
}

fn chinese(before: &str) -> Option<Governor> {
    let sentence = before;
    let before = strip_all(without_year(before), &FILLERS_ZH);
    let carried = strip_all(ends(before, &["为", "达", "达到", "是"]).unwrap_or(before), &FILLERS_ZH);
    if ends(carried, &["增幅", "涨幅"]).is_some() {
        return Some(Governor { way: Way::By, points: Greater, sure: false });
    }
    if ends(carried, &["降幅", "减幅", "跌幅"]).is_some() {
        return Some(Governor { way: Way::By, points: Less, sure: false });
    }
    if ends(carried, &["增速", "增长率", "增长速度"]).is_some() {
        return Some(Governor { way: Way::Signed, points: Greater, sure: false });
    }
    if let Some(moved) = ends(before, &TO_ZH) {
        let moved = ends(moved, &["了"]).unwrap_or(moved);
        let up = ends(moved, &UP_ZH).or_else(|| ends(moved, &UP_SHORT_ZH)).map(|_| Greater);
        let points = up.or_else(|| ends(moved, &DOWN_ZH).or_else(|| ends(moved, &DOWN_SHORT_ZH)).map(|_| Less))?;
        return Some(Governor { way: Way::To, points, sure: true });
    }
    let (rest, points) =
        ends(before, &UP_ZH).map(|rest| (rest, Greater)).or_else(|| ends(before, &DOWN_ZH).map(|rest| (rest, Less)))?;
    if NEGATIONS_ZH.iter().any(|word| rest.ends_with(word)) {
        return None;
    }
    // A decline that narrows goes up.
    let turns = ["收窄", "扩大", "缩小"].iter().any(|word| before.ends_with(word));
    let declines = ["降幅", "减幅", "跌幅"].iter().any(|word| sentence.contains(word));
    let points = if turns && declines { points.reverse() } else { points };
    Some(Governor { way: Way::By, points, sure: !turns })
}

/// Without the year of the number itself: 减少到2024年的.
pub(super) fn without_year(before: &str) -> &str {
    let Some(rest) = before.strip_suffix("年的").or_else(|| before.strip_suffix('年')) else { return before };
    let digits = rest.len() - rest.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
    rest.get(..rest.len() - digits).filter(|_| digits == 4).unwrap_or(before)
}

/// The last words of a text, lower case, without the fillers at its end.
fn last_words(text: &str) -> Vec<String> {
    let start = text.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
    let tail = text.get(start..).unwrap_or_default();
    let mut words: Vec<String> = tail.split_whitespace().map(str::to_ascii_lowercase).collect();
    while words.last().is_some_and(|word| FILLERS_EN.contains(&word.as_str())) {
        words.pop();
    }
    words
}

fn english(before: &str) -> Option<Governor> {
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    let words = last_words(before);
    let points = |words: &[String]| -> Option<(Ordering, usize)> {
        let last = words.last()?.as_str();
        let two = words.len().checked_sub(2).and_then(|at| words.get(at)).map(|first| format!("{first} {last}"));
        let known = |list: &[&str]| list.contains(&last) || two.as_deref().is_some_and(|two| list.contains(&two));
        let found = if known(&UP_EN) { Greater } else { known(&DOWN_EN).then_some(Less)? };
        Some((found, words.len() - 1))
    };
    let negated = |words: &[String], at: usize| {
        let near = words.get(at.saturating_sub(3)..at).unwrap_or_default();
        near.iter().any(|word| ["not", "never", "no", "without", "didn’t"].contains(&word.as_str()))
    };
    let (last, rest) = words.split_last()?;
    let (way, moved, sure) = match last.as_str() {
        "by" => (Way::By, rest, true),
        "of" => (Way::By, rest, false),
        // "up to" is how far, not where to.
        "to" if rest.last().is_some_and(|word| word == "up") => return None,
        // "fell from [x] to [y]": the word stands before both.
        "to" => match rest.iter().rposition(|word| word == "from").filter(|_| points(rest).is_none()) {
            Some(from) => (Way::To, rest.get(..from).unwrap_or_default(), true),
            None => (Way::To, rest, true),
        },
        "was" | "is" | "were" | "at" => return carried(rest),
        _ => (Way::By, words.as_slice(), false),
    };
    let (points, at) = points(moved)?;
    // A decline that narrows goes up.
    let turns = moved.last().is_some_and(|word| TURNS_EN.contains(&word.as_str())) && declines(before);
    let (points, sure) = if turns { (points.reverse(), false) } else { (points, sure) };
    if negated(moved, at) {
        return None;
    }
    // "a rise [x]" governs nothing, "a rise of [x]" does.
    let noun = ["increase", "rise", "gain", "drop", "fall", "decline", "decrease", "reduction", "cut"];
    let is_noun = moved.last().is_some_and(|word| noun.contains(&word.as_str()));
    if is_noun && last != "of" && last != "to" {
        return None;
    }
    (last != "of" || is_noun).then_some(Governor { way, points, sure })
}

/// Whether a sentence speaks of a decline.
fn declines(sentence: &str) -> bool {
    let lower = sentence.to_ascii_lowercase();
    let mut words = lower.split(|next: char| !next.is_alphanumeric());
    words.any(|word| ["decline", "decrease", "contraction"].contains(&word))
        || ["the fall ", "a fall ", "the drop ", "a drop "].iter().any(|noun| lower.contains(noun))
}

/// "The increase in spending was \[x\]", "growth was \[x\]".
fn carried(words: &[String]) -> Option<Governor> {
    let noun = words
        .iter()
        .rposition(|word| ["increase", "rise", "decline", "decrease", "reduction", "drop"].contains(&word.as_str()));
    if let Some(at) = noun.filter(|at| words.get(at + 1).is_some_and(|next| next == "in")) {
        let up = words.get(at).is_some_and(|word| word == "increase" || word == "rise");
        return Some(Governor { way: Way::By, points: if up { Greater } else { Less }, sure: false });
    }
    let declines = ["decline", "decrease", "reduction", "drop"];
    if words.last().is_some_and(|word| declines.contains(&word.as_str())) {
        return Some(Governor { way: Way::By, points: Less, sure: false });
    }
    let growth = words.last().is_some_and(|word| word == "growth");
    growth.then_some(Governor { way: Way::Signed, points: Greater, sure: false })
}

/// "\[x\] more than", "\[x\] slower": after the number and at most two words of its unit.
fn english_after(before: &str, after: &str) -> Option<Governor> {
    if !after.starts_with([' ', '\u{a0}']) {
        return None;
    }
    let mut words = after.split_whitespace().take(3).map(|word| word.trim_end_matches([',', '.', ';', ')']));
    let points = words.find_map(|word| match word {
        word if MORE_EN.contains(&word) => Some(Greater),
        word if LESS_EN.contains(&word) => Some(Less),
        _ => None,
    })?;
    // A decline that is smaller goes up.
    let turned = [" decline ", " decrease ", " a fall ", " a drop "].iter().any(|noun| before.contains(noun));
    Some(Governor { way: Way::By, points: if turned { points.reverse() } else { points }, sure: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(language: Language, before: &str, after: &str) -> Option<(Way, Ordering)> {
        read(language, before, after).map(|found| (found.way, found.points))
    }

    #[test]
    fn words_govern_the_number_beside_them() {
        for (before, expected) in [
            ("比上年增长", Some((Way::By, Greater))),
            ("累计减少了约", Some((Way::By, Less))),
            ("增加值", None),
            ("降至", Some((Way::To, Less))),
            ("提高到", Some((Way::To, Greater))),
            ("达到", None),
            ("降幅为", Some((Way::By, Less))),
            ("降幅比上年收窄", Some((Way::By, Greater))),
            ("差距缩小", Some((Way::By, Less))),
            ("增速为", Some((Way::Signed, Greater))),
            ("没有减少", None),
        ] {
            assert_eq!(found(Language::Zh, before, ""), expected, "{before}");
        }
        for (before, after, expected) in [
            ("GDP rose by ", "", Some((Way::By, Greater))),
            ("revenue was down ", " on the year", Some((Way::By, Less))),
            ("a decline of ", "", Some((Way::By, Less))),
            ("it is up to ", "", None),
            ("fell to ", "", Some((Way::To, Less))),
            ("fell from 5% to ", "", Some((Way::To, Less))),
            ("it had ", " more than in 2020", Some((Way::By, Greater))),
            ("The decline narrowed by ", "", Some((Way::By, Greater))),
            ("The gap narrowed by ", "", Some((Way::By, Less))),
            ("a decline ", " smaller than before", Some((Way::By, Greater))),
            ("growth was ", "", Some((Way::Signed, Greater))),
            ("has not fallen by ", "", None),
            ("the peak of ", "", None),
        ] {
            assert_eq!(found(Language::En, before, after), expected, "{before}[]{after}");
        }
    }
}
