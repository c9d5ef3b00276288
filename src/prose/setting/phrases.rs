//! Phrases beside a number that say what kind of number it is: one a head, one end of a range, one that is reached.

use crate::model::Language;

/// For whom a number is told to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// 人均, per capita.
    Person,
    /// 户均.
    Household,
    /// 亩均, 地均.
    Area,
}

const EACH_ZH: [(&str, Each); 5] = [
    ("人均", Each::Person),
    ("户均", Each::Household),
    ("亩均", Each::Area),
    ("地均", Each::Area),
    ("每平方千米平均", Each::Area),
];
const EACH_EN: [(&str, Each); 6] = [
    ("per capita", Each::Person),
    ("per head", Each::Person),
    ("per person", Each::Person),
    ("per household", Each::Household),
    ("per mu", Each::Area),
    ("per hectare", Each::Area),
];
/// After 人均 it is part of another word: 三人均应到场, 均匀.
const NO_EACH_ZH: [&str; 12] = ["匀", "衡", "可", "应", "须", "需", "能", "来", "在", "属", "为本", "不"];
/// Between 人均 and the number they name another number.
const OTHERS_ZH: [&str; 8] = ["的", "总", "合计", "共", "水平", "标准", "和", "与"];
const OTHERS_EN: [&str; 9] = ["and", "while", "of", "which", "whose", "level", "but", "than", "a"];
/// So far before its number the word stands.
const NEAR_ZH: usize = 12;
const NEAR_EN: usize = 6;

/// For whom the words beside a number tell it to be; `before` from its clause, or the tie before it (`tied`), on.
pub(super) fn each(language: Language, tied: bool, before: &str, after: &str) -> Option<Each> {
    match language {
        Language::Zh if !before.contains('均') => None,
        Language::En if ![before, after].iter().any(|text| text.contains("per ") || text.contains("Per ")) => None,
        Language::Zh => EACH_ZH.iter().find_map(|(word, each)| {
            let at = before.rfind(word)?;
            let between = before.get(at + word.len()..)?;
            let other = NO_EACH_ZH.iter().any(|word| between.starts_with(word));
            let named = OTHERS_ZH.iter().any(|word| between.contains(word)) || between.contains(char::is_numeric);
            // [12]户均, 两户均: a number of them, and all of them.
            let counted = before
                .get(..at)
                .is_some_and(|head| head.is_empty() && tied || head.ends_with(['每', '个', '两', '三']));
            let near = between.chars().count() <= NEAR_ZH;
            (near && !other && !named && !counted).then_some(*each)
        }),
        Language::En => EACH_EN.iter().find_map(|(word, each)| {
            let after = after.trim_start();
            let follows = after.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
            if follows && !after.get(word.len()..)?.starts_with(char::is_alphanumeric) {
                return Some(*each);
            }
            let lower = before.to_ascii_lowercase();
            let between = lower.get(lower.rfind(word)? + word.len()..)?;
            let words: Vec<&str> = between.split_whitespace().collect();
            let named = words.iter().any(|word| OTHERS_EN.contains(word)) || between.contains(char::is_numeric);
            (words.len() <= NEAR_EN && !named && between.starts_with(' ')).then_some(*each)
        }),
    }
}

/// What joins the two ends of a range.
const ENDS: [&str; 14] = ["至", "到", "～", "~", "—", "–", "－", "-", "和", "与", "、", "及", " and ", " to "];
/// So far before a number the other end of its range stands.
const END: usize = 24;

/// Whether 之间, or between, stands around one value: 在\[120天\]之间. `literal` is the number's own words.
pub fn is_between_one(language: Language, before: &str, literal: &str, after: &str) -> bool {
    // Most places are told by the words beside them; what a range needs is looked for where those stand.
    let one = || !ENDS.iter().any(|joint| literal.contains(joint));
    match language {
        Language::Zh if !after.starts_with("之间") || !one() => false,
        Language::Zh => {
            let start = before.char_indices().rev().nth(END).map_or(0, |(at, _)| at);
            let near = before.get(start..).unwrap_or_default();
            let clause = near.rsplit(['，', '。', '；', '：', '\n']).next().unwrap_or_default();
            !ENDS.iter().any(|joint| clause.contains(joint))
        }
        Language::En => {
            let opens = |word: &str| {
                let rest = before.trim_end().get(..).and_then(|text| text.strip_suffix(word));
                rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)) && before.ends_with(char::is_whitespace)
            };
            if !(opens("between") || opens("Between")) || !one() {
                return false;
            }
            let end = after.find([',', ';', '.']).unwrap_or(after.len());
            !ENDS.iter().any(|joint| after.get(..end).is_some_and(|part| part.contains(joint)))
        }
    }
}

/// Whether a "to" stands before words that begin with their own: rise to [to be determined].
pub fn is_to_twice(language: Language, before: &str, literal: &str) -> bool {
    let own = literal.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("to "));
    let to = before.trim_end().strip_suffix("to").is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    language == Language::En && own && to
}

const TOLD_ZH: [&str; 9] = ["已", "实际", "达到了", "实现了", "建成了", "完成了", "目前", "现有", "去年"];
const PLANNED_ZH: [&str; 17] = [
    "将", "目标", "规划", "计划", "拟", "预期", "力争", "要", "应", "争取", "预计", "提出", "确定", "明确", "下达",
    "尚", "未",
];
const TOLD_EN: [&str; 9] = ["was", "were", "had", "reached", "stood", "actual", "actually", "already", "stayed"];
const PLANNED_EN: [&str; 24] = [
    "target", "targets", "targeted", "plan", "plans", "planned", "planning", "goal", "goals", "aim", "aims", "will",
    "would", "should", "must", "shall", "expected", "set", "fixed", "wanted", "asked", "not", "never", "until",
];

/// Longer words in which a word of planning stands.
const NO_PLAN_ZH: [&str; 9] = ["主要", "重要", "供应", "效应", "适应", "反应", "响应", "相应", "明确了"];

/// Whether the words before a number tell it as reached, and none in its sentence speaks of a plan.
pub(super) fn is_told(language: Language, clause: &str, sentence: [&str; 2]) -> bool {
    let told = match language {
        Language::Zh => TOLD_ZH.iter().any(|word| clause.contains(word)),
        Language::En => {
            let mut words = clause.split(|c: char| !c.is_alphanumeric()).map(str::to_ascii_lowercase);
            words.any(|word| TOLD_EN.contains(&word.as_str()))
        }
    };
    told && !sentence.iter().any(|part| is_planned(language, part))
}

/// Whether a part of a sentence speaks of what is planned.
pub(super) fn is_planned(language: Language, text: &str) -> bool {
    let until = |text: &str, word: &str| {
        text.match_indices(word)
            .any(|(at, _)| text.get(at + word.len()..).is_some_and(|rest| rest.starts_with(char::is_numeric)))
    };
    match language {
        Language::Zh => {
            let text = NO_PLAN_ZH.iter().fold(text.to_owned(), |text, word| text.replace(word, " "));
            PLANNED_ZH.iter().any(|word| text.contains(word)) || until(&text, "到")
        }
        Language::En => {
            let text = text.to_ascii_lowercase();
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| PLANNED_EN.contains(&word))
                || until(&text, "by ")
                || ["is to ", "are to "].iter().any(|words| text.contains(words))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};

    #[test]
    fn each_is_for_whom_the_words_say() {
        for (language, before, after, expected) in [
            (Zh, "规划人均投资", "", Some(Each::Person)),
            (Zh, "亩均用水量为", "", Some(Each::Area)),
            (Zh, "三人均来自", "", None),
            (Zh, "低于全国人均水平的地区面积", "", None),
            (Zh, "人均水资源少，水资源总量", "", None),
            (En, "Water per head totals ", "", Some(Each::Person)),
            (En, "output was ", " per capita", Some(Each::Person)),
            (En, "Per capita water is ", "", Some(Each::Person)),
            (En, "income per head and a total of ", "", None),
            (En, "paper ", " per headline", None),
        ] {
            assert_eq!(each(language, false, before, after), expected, "{before}[…]{after}");
        }
        assert_eq!(each(Zh, true, "户均补助", ""), None);
    }

    #[test]
    fn a_range_has_two_ends() {
        for (language, before, literal, after, expected) in [
            (Zh, "无霜期在", "120天", "之间", true),
            (Zh, "无霜期在", "69～177天", "之间", false),
            (Zh, "无霜期在69天至", "177天", "之间", false),
            (Zh, "和风，最长", "177天", "之间", true),
            (Zh, "介于", "69天", "和177天之间", false),
            (En, "it lies between ", "120 days", ", and is short", true),
            (En, "it lies between ", "69", " and 177 days", false),
            (En, "it lies between ", "69–177 days", ".", false),
            (En, "in between", "69", ".", false),
        ] {
            assert_eq!(is_between_one(language, before, literal, after), expected, "{before}[{literal}]{after}");
        }
        assert!(is_to_twice(En, "from 23% to ", "to be determined"));
        assert!(!is_to_twice(En, "from 23% to ", "28%") && !is_to_twice(En, "photo ", "to be determined"));
    }

    #[test]
    fn what_is_told_as_reached_is_not_planned() {
        for (language, clause, expected) in [
            (Zh, "森林覆盖率已达", true),
            (Zh, "规划已确定", false),
            (Zh, "主要河流水质优良比例已达", true),
            (Zh, "到2025年已达", false),
            (Zh, "森林覆盖率达到", false),
            (En, "forest cover was ", true),
            (En, "the target was ", false),
            (En, "forest cover is to reach ", false),
            (En, "by 2025 it had reached ", false),
            (En, "it had risen by half, to ", true),
        ] {
            assert_eq!(is_told(language, clause, [clause, ""]), expected, "{clause}");
        }
    }
}
