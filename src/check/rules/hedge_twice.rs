//! One number has two hedges that say the same: 约…左右, 超过…以上, about … or so.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::literal::NO_HEDGES;
use crate::model::{Language, TieKind};

const RULE: RuleId = rule::HEDGE_TWICE;

/// Words before a number, each with the words after it that say the same again; longer ones first.
type Pairs = [(&'static [&'static str], &'static [&'static str]); 4];
const PAIRS_ZH: Pairs = [
    (&["至少", "不少于", "不低于"], &["以上"]),
    (&["至多", "最多", "不超过", "不高于", "不多于"], &["以下", "以内"]),
    (&["大约", "大概", "将近", "接近", "约"], &["左右"]),
    (&["超过", "多于", "高于", "大于", "突破", "逾"], &["以上"]),
];
const UNDER_ZH: (&[&str], &[&str]) = (&["不足", "不到", "低于", "少于", "小于"], &["以下"]);
const PAIRS_EN: Pairs = [
    (&["at least", "no fewer than", "no less than", "not less than"], &["or more", "and more", "or above"]),
    (&["at most", "no more than", "not more than", "up to"], &["or less", "or fewer", "or below"]),
    (&["about", "around", "approximately", "roughly", "nearly", "almost"], &["or so", "or thereabouts"]),
    (&["more than", "over", "exceeding"], &["or more", "and more", "or above"]),
];
const UNDER_EN: (&[&str], &[&str]) = (&["less than", "fewer than", "under"], &["or less", "or fewer", "or below"]);
/// With these behind it 左右 is no hedge: 左右岸.
const SIDES: [char; 6] = ['岸', '两', '侧', '翼', '邻', '手'];
/// Words after which "or more" hedges the number before it, and not a noun behind it.
const GO_ON: [&str; 9] = ["of ", "in ", "are ", "were ", "is ", "was ", "than ", "for ", "by "];
/// So many characters of a unit stand between a bare number and a hedge.
const UNIT: usize = 4;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        let Some(passage) = context.passage(line) else { continue };
        for (at, id) in line.ties() {
            let (tie, _) = context.report.tie(id);
            let Some(token) = line.tokens.get(at).filter(|_| tie.kind == TieKind::Number) else { continue };
            let around = passage.around(&token.range);
            let literal = tie.literal.value.as_str();
            let Some((first, second)) = twice(line.language, around.before, literal, around.after) else { continue };
            let message =
                Message::new("hedge-twice").with("literal", literal).with("first", first).with("second", second);
            faults.report(Diagnostic::warning(RULE, tie.literal.span, message).hint(Message::new("hedge-twice.hint")));
        }
    }
}

/// The two hedges of a number that say the same.
fn twice(language: Language, before: &str, literal: &str, after: &str) -> Option<(&'static str, &'static str)> {
    let digit = literal.find(|letter: char| letter.is_ascii_digit())?;
    let last = literal.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (head, tail) = (literal.get(..digit)?, literal.get(last..)?);
    let (pairs, under) = match language {
        Language::Zh => (&PAIRS_ZH, &UNDER_ZH),
        Language::En => (&PAIRS_EN, &UNDER_EN),
    };
    pairs.iter().chain([under]).find_map(|(firsts, seconds)| {
        let second = seconds.iter().find(|word| follows(language, tail, after, word))?;
        let first = firsts.iter().find(|word| leads(language, before, head, word))?;
        Some((*first, *second))
    })
}

/// Whether a hedge stands right before a number, in its literal or outside.
fn leads(language: Language, before: &str, head: &str, word: &str) -> bool {
    let text = if head.trim().is_empty() { before.trim_end() } else { head.trim_end() };
    match language {
        Language::Zh => text.ends_with(word) && !NO_HEDGES.iter().any(|other| text.ends_with(other)),
        Language::En => {
            // Money: over CNY 600 million.
            let text = text.strip_suffix("CNY").map_or(text, str::trim_end);
            let text = if text.is_empty() { before.trim_end() } else { text };
            let start = text.len().checked_sub(word.len()).filter(|start| text.is_char_boundary(*start));
            start.is_some_and(|start| {
                text[start..].eq_ignore_ascii_case(word) && !text[..start].ends_with(char::is_alphanumeric)
            })
        }
    }
}

/// Whether a hedge follows a number: in its literal, right behind it, or behind the unit of a bare one.
fn follows(language: Language, tail: &str, after: &str, word: &str) -> bool {
    match language {
        Language::Zh => {
            let inside = tail.strip_suffix(word).is_some();
            let bare = tail.is_empty();
            let gap = after.find(word).filter(|at| {
                let unit = &after[..*at];
                let letters = unit.chars().count();
                letters == 0 || bare && letters <= UNIT && unit.chars().all(crate::locale::script::is_han)
            });
            let side = |at: usize| word == "左右" && after[at + word.len()..].starts_with(SIDES);
            inside || gap.is_some_and(|at| !side(at))
        }
        Language::En => {
            let rest = after.trim_start().strip_prefix(word);
            rest.is_some_and(|rest| {
                let next = rest.trim_start();
                !rest.starts_with(char::is_alphanumeric)
                    && (next.is_empty()
                        || next.starts_with(|sign: char| !sign.is_alphanumeric())
                        || GO_ON.iter().any(|go| next.starts_with(go)))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::twice;
    use crate::model::Language::{En, Zh};

    #[test]
    fn two_hedges_that_say_the_same() {
        for (language, before, literal, after, expected) in [
            (Zh, "面积约", "610平方千米", "左右。", true),
            (Zh, "面积", "约610平方千米", "左右。", true),
            (Zh, "面积约", "61", "万亩左右。", true),
            (Zh, "存款超过", "600亿元", "以上。", true),
            (Zh, "降水不足", "300毫米", "以下。", true),
            (Zh, "不低于", "300毫米", "以上。", true),
            (Zh, "面积约", "610平方千米", "，左右两岸", false),
            (Zh, "长约", "61千米", "左右岸均有", false),
            (Zh, "每年节约", "61吨", "左右。", false),
            (Zh, "面积约", "610平方千米", "。以上各区", false),
            (Zh, "存款超过", "600亿元", "。", false),
            (Zh, "面积", "610平方千米", "左右。", false),
            (En, "It covers about ", "610 km²", " or so.", true),
            (En, "There are at least ", "5", " or more.", true),
            (En, "Deposits are over ", "CNY 600 million", " or more in all.", true),
            (En, "There are at least ", "5", " or more mines", false),
            (En, "It covers about ", "610 km²", " of land.", false),
            (En, "all of them over ", "610 km²", ", or more", false),
        ] {
            assert_eq!(twice(language, before, literal, after).is_some(), expected, "{before}[{literal}]{after}");
        }
    }
}
