//! The hedge that stands right beside a number, outside of it: 约 before it, "or more" behind it.

use super::hedge::{Hedge, hedges, may_be_edge};
use crate::locale::script::is_han;
use crate::model::Language;

/// Chinese words that hold a hedge's character and hedge nothing.
#[rustfmt::skip]
pub const NO_HEDGES: [&str; 97] = [
    "附近", "最近", "邻近", "临近", "靠近", "远近", "相近", "就近", "近年", "近期", "近来", "近日", "近几", "近些",
    "近郊", "近代", "近岸", "近似", "近自然",
    "多年", "多数", "多样", "多种", "多元", "多次", "多处", "多项", "多类", "多级", "多层", "多方", "多部门", "多渠道",
    "多用途", "多功能", "多目标", "多发", "多见", "多雨", "多风", "多云", "多为", "多在", "多属", "多呈", "多由", "多以",
    "多半", "多少", "许多", "众多", "诸多", "大多", "较多", "更多", "很多", "最多", "增多", "偏多", "过多", "繁多",
    "其余", "业余", "余下", "余量", "余地", "余热", "余额", "剩余", "富余", "多余", "盈余", "结余", "冗余", "残余",
    "超采", "超载", "超标", "超限", "超额", "超前", "超越", "超级", "超常",
    "约束", "节约", "集约", "制约", "公约", "条约", "预约", "约定", "契约", "逾期", "左右岸", "上下游", "上下级",
];
/// English words that end like a hedge and lead to the number itself.
const NO_ENGLISH_HEDGES: [&str; 6] =
    ["add up to", "adds up to", "added up to", "adding up to", "come up to", "comes up to"];
/// Words beside a number that may say something else: dredged over 27 km, 高于 another number, climbed up to it.
const AMBIGUOUS: [&str; 19] = [
    "over", "around", "above", "below", "under", "within", "some", "高于", "低于", "大于", "小于", "多于", "少于",
    "plus", "up to", "强", "弱", "passed", "topped",
];
/// Words after which these say nothing else: "loans are over 600", "a total of over 600".
const SURE: [&str; 4] = ["over", "under", "around", "some"];
const BEFORE_SURE: [&str; 13] =
    ["is", "are", "was", "were", "of", "with", "at", "to", "by", "has", "have", "had", "reached"];
/// Characters beside a number that are looked at: the longest hedge has fewer, with a letter to spare.
const NEAR: usize = 24;

/// A hedge beside a number.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    /// Its word.
    pub hedge: &'static Hedge,
    /// It says nothing else. "Over" may be the end of "dredged over".
    pub certain: bool,
}

/// The longest hedge right before or right after a number.
pub fn beside(language: Language, before: &str, after: &str) -> Option<Beside> {
    let (before, after) = (before.trim_end(), after.trim_start());
    let (last, first) = (before.chars().next_back(), after.chars().next());
    if !may_be_edge(language, true, false, last) && !may_be_edge(language, false, true, first) {
        return None;
    }
    // No hedge is longer; what stands further away is none of the number's.
    let (before, after) = (last_characters(before, NEAR).to_lowercase(), first_characters(after, NEAR).to_lowercase());
    if language == Language::Zh && NO_HEDGES.iter().any(|word| before.ends_with(word) && *word != "最多") {
        return None;
    }
    if NO_ENGLISH_HEDGES.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let letter = |character: Option<char>| character.is_some_and(|found| found.is_ascii_alphabetic());
    let stands = |hedge: &&Hedge| {
        if hedge.before {
            before.strip_suffix(hedge.word).is_some_and(|rest| !(latin(hedge) && letter(rest.chars().last())))
        } else {
            after.strip_prefix(hedge.word).is_some_and(|rest| !(latin(hedge) && letter(rest.chars().next())))
        }
    };
    let hedge = hedges(language).iter().filter(stands).max_by_key(|hedge| hedge.word.len())?;
    // "Over 27 km" that begins a sentence is no "dredged over".
    let rest = if hedge.before { before.strip_suffix(hedge.word).unwrap_or_default() } else { "." };
    let begins = latin(hedge) && (rest.is_empty() || rest.ends_with(['.', ';', ':', '\n']) && hedge.before);
    let led = || rest.split_whitespace().next_back().is_some_and(|word| BEFORE_SURE.contains(&word));
    let begins = begins || hedge.before && SURE.contains(&hedge.word) && led();
    Some(Beside { hedge, certain: begins || !AMBIGUOUS.contains(&hedge.word) })
}

/// The sign of a negative number right before it, outside of its literal: 零下, minus. Between numbers and letters stands
/// a dash.
pub fn minus_beside(language: Language, before: &str) -> Option<&str> {
    let words: &[&str] = match language {
        Language::Zh => &["零下", "负", "−", "-"],
        Language::En => &["minus ", "Minus ", "−", "-"],
    };
    let word = words.iter().find(|word| before.ends_with(**word))?;
    let (rest, sign) = before.split_at_checked(before.len() - word.len())?;
    let last = rest.chars().next_back();
    let opens = |last: char| last.is_whitespace() || "（(：:“".contains(last) || is_han(last);
    (word.chars().count() > 1 || word.starts_with('负') || last.is_none_or(opens)).then_some(sign)
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth_back(count - 1).map_or(text, |(start, _)| &text[start..])
}

fn latin(hedge: &Hedge) -> bool {
    hedge.word.is_ascii()
}
