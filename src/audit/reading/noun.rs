//! What a number is the number of: the words before it without what only joins them, and the same bare of all that two
//! mentions of one thing may differ in.

use crate::locale::script::is_han;
use crate::model::Language;

/// Chinese words between a name and its number.
const TAILS_ZH: [&str; 46] = [
    "累计完成",
    "完成",
    "实现",
    "达到了",
    "达到",
    "达",
    "分别为",
    "依次为",
    "约为",
    "为",
    "是",
    "共有",
    "共计",
    "总计",
    "合计",
    "共",
    "有",
    "约",
    "近",
    "超过",
    "超",
    "逾",
    "不足",
    "已",
    "仅",
    "只",
    "累计",
    "增至",
    "降至",
    "增加到",
    "增长到",
    "提高到",
    "减少到",
    "下降到",
    "上升到",
    "占",
    "为全",
    "规模",
    "则",
    "也",
    "均",
    "由",
    "从",
    "面积较大",
    "到",
    "至",
];
/// Chinese words before a name that say where or when, not what.
const HEADS_ZH: [&str; 54] = [
    "实现",
    "完成",
    "其中",
    "另外",
    "此外",
    "同时",
    "其次",
    "目前",
    "截至",
    "截止",
    "年末",
    "年底",
    "全年",
    "当年",
    "本年",
    "今年",
    "去年",
    "上年",
    "末",
    "底",
    "全国",
    "我国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全旗",
    "全盟",
    "全州",
    "全镇",
    "全乡",
    "全村",
    "本市",
    "本县",
    "本区",
    "本省",
    "该",
    "其",
    "现有",
    "共有",
    "共",
    "有",
    "的",
    "了",
    "已",
    "将",
    "在",
    "到",
    "至",
    "据统计",
    "初步核算",
    "按",
    "与",
    "和",
];

/// The words before a number, without what joins them to it.
pub fn head(language: Language, lead: &str) -> String {
    match language {
        Language::Zh => chinese(lead),
        Language::En => english(lead),
    }
}

fn chinese(lead: &str) -> String {
    let mut head: String = lead.chars().filter(|sign| !sign.is_whitespace()).collect();
    loop {
        let before = head.len();
        head.truncate(head.trim_end_matches(['的', '：', '、', '“', '”', '约', '了', '-', '—']).len());
        let dated = undated(&head).len();
        head.truncate(dated);
        if let Some(tail) = TAILS_ZH.iter().find(|tail| head.ends_with(**tail)) {
            head.truncate(head.len() - tail.len());
        }
        if head.len() == before {
            break;
        }
    }
    let mut start = 0;
    loop {
        let rest = head.get(start..).unwrap_or_default();
        let marks = rest.len() - rest.trim_start_matches(['：', '、', '，', '“', '”', ' ', '和', '—']).len();
        let dated = date(rest.get(marks..).unwrap_or_default());
        let word = HEADS_ZH.iter().find(|word| {
            let rest = rest.get(marks + dated..).unwrap_or_default();
            let left_out =
                ["其他", "其它", "其余", "其次"].iter().any(|other| rest.starts_with(other)) && **word != "其次";
            rest.starts_with(**word) && rest.len() > word.len() && !left_out
        });
        let step = marks + dated + word.map_or(0, |word| word.len());
        if step == 0 {
            break;
        }
        start += step;
    }
    head.get(start..).unwrap_or_default().to_owned()
}

/// Without the year at the end: 由2009年.
fn undated(head: &str) -> &str {
    let rest = ["年末", "年底", "年初", "年"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    let kept = rest.trim_end_matches(|sign: char| sign.is_ascii_digit());
    if rest.len() - kept.len() == 4 { kept } else { head }
}

/// The bytes of a date that a text begins with: 2019年末, 4月, 1-4月.
fn date(text: &str) -> usize {
    let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || "-—–~～至.".contains(sign));
    let digits = text.len() - rest.len();
    if digits == 0 {
        return 0;
    }
    ["年年末", "年末", "年底", "年度", "年", "月末", "月底", "月份", "月", "日"]
        .iter()
        .find(|unit| rest.starts_with(**unit))
        .map_or(0, |unit| digits + unit.len())
}

const STOPS_EN: [&str; 44] = [
    "was",
    "were",
    "is",
    "are",
    "be",
    "been",
    "being",
    "has",
    "have",
    "had",
    "of",
    "at",
    "to",
    "by",
    "from",
    "in",
    "with",
    "for",
    "about",
    "around",
    "some",
    "nearly",
    "over",
    "just",
    "under",
    "estimated",
    "reached",
    "stood",
    "totalled",
    "totaled",
    "than",
    "rose",
    "fell",
    "increased",
    "decreased",
    "grew",
    "accounted",
    "account",
    "accounts",
    "a",
    "an",
    "the",
    "and",
    "approximately",
];

/// English words that tell no thing.
const EMPTY_EN: [&str; 26] = [
    "the",
    "total",
    "overall",
    "of",
    "in",
    "and",
    "for",
    "to",
    "a",
    "an",
    "its",
    "their",
    "all",
    "at",
    "by",
    "year",
    "mid",
    "estimated",
    "number",
    "this",
    "that",
    "there",
    "whole",
    "mid-year",
    "on",
    "uk's",
];

fn english(lead: &str) -> String {
    let words: Vec<String> = lead
        .split(|sign: char| sign.is_whitespace() || sign == ',' || sign == ':')
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let skip = words
        .iter()
        .take_while(|word| {
            ["the", "a", "an", "and", "with", "in", "of", "this", "that", "while"].contains(&word.as_str())
                || word.chars().all(|sign| sign.is_ascii_digit())
        })
        .count();
    let verbs = [
        "was",
        "were",
        "is",
        "are",
        "being",
        "has",
        "have",
        "had",
        "rose",
        "fell",
        "reached",
        "stood",
        "increased",
        "decreased",
        "grew",
        "declined",
        "totalled",
        "accounted",
        "account",
        "accounts",
    ];
    let rest = words.get(skip..).unwrap_or_default();
    let end = rest.iter().position(|word| verbs.contains(&word.as_str())).unwrap_or(rest.len());
    let mut kept: Vec<&str> = rest.get(..end).unwrap_or_default().iter().map(String::as_str).collect();
    while kept.last().is_some_and(|word| STOPS_EN.contains(word) || word.chars().all(|sign| sign.is_ascii_digit())) {
        kept.pop();
    }
    kept.join(" ")
}

/// A head bare of what two mentions of one thing may differ in: 总, 的, 年末, "total", "the".
pub(in crate::audit) fn core(language: Language, head: &str) -> String {
    match language {
        Language::Zh => {
            let mut core = chinese(head);
            for word in [
                "总",
                "的",
                "全国",
                "全省",
                "全市",
                "全县",
                "全区",
                "全旗",
                "约",
                "年末",
                "合计",
                "累计",
                "资源",
                "行政区域",
                "预算",
            ] {
                core = core.replace(word, "");
            }
            core.retain(|sign| is_han(sign) || sign.is_ascii_alphanumeric());
            core
        }
        // "The UK population" and "the population of the UK": the same words in any order.
        Language::En => {
            let words = english(head);
            let content = words.split(' ').filter(|word| !EMPTY_EN.contains(word) && !word.is_empty());
            let mut content: Vec<&str> =
                content.filter(|word| !word.chars().all(|sign| sign.is_ascii_digit())).collect();
            content.sort_unstable();
            content.dedup();
            content.join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_what_is_counted() {
        for (lead, expected) in [
            ("2018年末，全国公路总里程达到", "公路总里程"),
            ("其中，水田", "水田"),
            ("4月，一般公共预算收入累计完成", "一般公共预算收入"),
            ("县域森林覆盖率达到", "县域森林覆盖率"),
            ("是", ""),
        ] {
            assert_eq!(head(Language::Zh, lead.rsplit('，').next().unwrap()), expected, "{lead}");
        }
        assert_eq!(head(Language::En, "The population of the town was estimated to be "), "population of the town");
        assert_eq!(core(Language::Zh, "全国总供水量"), "供水量");
        assert_eq!(core(Language::En, "The total area of woodland in "), core(Language::En, "woodland area"));
    }
}
