//! The years of the plan itself as texts name them: its period, the base year, those in its title. Knows no plan; the
//! text of another plan is told apart by its words.

use crate::model::Language;
use regex::Regex;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// Years that a text gives to the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanYears {
    /// Their bytes in the text.
    pub range: Range<usize>,
    /// What they are.
    pub named: NamedYears,
}

/// What the years are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedYears {
    /// First and last year of the period.
    Period(i32, i32),
    /// First and last year after the title.
    Title(i32, i32),
    /// The last year of the period.
    End(i32),
    /// The base year.
    Base(i32),
}

/// A form of words with one year or two.
struct Form {
    /// One of these stands in it.
    heads: &'static [&'static str],
    source: &'static str,
    /// Compiled when a text first holds a head.
    pattern: OnceLock<Option<Regex>>,
    named: fn(i32, i32) -> NamedYears,
}

impl Form {
    fn pattern(&self) -> Option<&Regex> {
        self.pattern.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }
}

const fn form(heads: &'static [&'static str], source: &'static str, named: fn(i32, i32) -> NamedYears) -> Form {
    Form { heads, source, pattern: OnceLock::new(), named }
}

const BASE: fn(i32, i32) -> NamedYears = |year, _| NamedYears::Base(year);
const END: fn(i32, i32) -> NamedYears = |year, _| NamedYears::End(year);

static ZH: [Form; 4] = [
    form(
        &["规划期", "规划年", "规划时"],
        "规划(?:期限|年限|时限|期)(?:范围)?(?:确定为|定为|为|是|自|从|即|：|（)?(?:自|从)?([0-9]{4})年?(?:起，?|开始，?)?(?:—|–|-|－|～|~|至|到)([0-9]{4})年",
        NamedYears::Period,
    ),
    form(&["规划期末"], "规划期末(?:年份|年)?(?:为|是|即|（)?([0-9]{4})年", END),
    form(&["基期", "基准年"], "(?:基准年|基期年|基期)(?:份)?(?:确定为|定为|为|是|：|（)?([0-9]{4})年", BASE),
    form(
        &["基期", "基准年"],
        "以([0-9]{4})年(?:末|底)?(?:数据)?(?:作)?为(?:本)?(?:规划)?(?:的)?(?:基准年|基期年|基期)",
        BASE,
    ),
];

static EN: [Form; 3] = [
    form(
        &["eriod", "lan runs", "lan covers", "lan extends", "lan lasts"],
        r"(?i-u:\b(?:plan(?:ning)? period|period of (?:the|this) plan|(?:its|the) period|plan (?:runs|covers|extends|lasts))(?: is| was| runs| covers| extends| lasts|,|:)?(?: the)?(?: years| period)?(?: of| from)?) ([0-9]{4})(?: ?[–—-] ?|(?i-u: (?:to|until|through) ))([0-9]{4})(?-u:\b)",
        NamedYears::Period,
    ),
    form(
        &["ase year", "ase-year"],
        r"(?i-u)\bbase[ -]year(?: of (?:the|this) plan)?(?: is| was|:|,| of)?(?: the year)? ([0-9]{4})\b",
        BASE,
    ),
    form(&["ase year"], r"(?i-u)\b([0-9]{4})(?: is| as)?(?: its| the)? base year\b", BASE),
];

static AFTER_TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[”’]? ?[（(]([0-9]{4}) ?[—–－～~-] ?([0-9]{4})年?[）)]").ok());

/// Words of another plan, an earlier one, or of another base.
const OTHERS_ZH: [&str; 22] = [
    "《",
    "上一轮",
    "上轮",
    "前一轮",
    "原规划",
    "上位",
    "总体规划",
    "专项规划",
    "详细规划",
    "年规划",
    "五”",
    "该规划",
    "其规划",
    "指数",
    "价格",
    "不变价",
    "可比价",
    "排放",
    "碳",
    "能耗",
    "各规划",
    "修订前",
];
const OTHERS_EN: [&str; 21] = [
    "previous",
    "earlier",
    "former",
    "last",
    "old",
    "other",
    "superseded",
    "municipal",
    "provincial",
    "national",
    "regional",
    "master",
    "five-year",
    "that",
    "their",
    "index",
    "prices",
    "emissions",
    "carbon",
    "energy",
    "each",
];
/// So far before its title, in characters, another plan of the same name is called the earlier one.
const NEAR: usize = 16;

/// The years that a text gives to the plan of one of these titles, in order.
pub fn plan_years(language: Language, text: &str, titles: &[&str]) -> Vec<PlanYears> {
    // All forms name a year.
    let mut digits = 0;
    let ends_a_year = |byte: u8| {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    };
    if !text.bytes().any(ends_a_year) {
        return Vec::new();
    }
    let forms: &[Form] = match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    };
    let mut found: Vec<PlanYears> = titles.iter().flat_map(|title| after_title(language, text, title)).collect();
    for form in forms.iter().filter(|form| form.heads.iter().any(|head| text.contains(head))) {
        for captures in form.pattern().into_iter().flat_map(|pattern| pattern.captures_iter(text)) {
            let year = |group| captures.get(group).and_then(|year| year.as_str().parse::<i32>().ok());
            let (Some(first), Some(place)) = (year(1), captures.get(1)) else { continue };
            let end = captures.get(2).unwrap_or(place).end();
            let named = (form.named)(first, year(2).unwrap_or(first));
            if is_of_this(language, text, place.start(), titles, named) {
                found.push(PlanYears { range: place.start()..end, named });
            }
        }
    }
    found.sort_by_key(|years| years.range.start);
    found.dedup_by_key(|years| years.range.start);
    found
}

fn after_title(language: Language, text: &str, title: &str) -> Vec<PlanYears> {
    if title.is_empty() || !text.contains(['(', '（']) {
        return Vec::new();
    }
    let read = |(at, _): (usize, &str)| {
        let end = at + title.len();
        let captures = AFTER_TITLE.as_ref()?.captures(text.get(end..)?)?;
        let (first, last) = (captures.get(1)?, captures.get(2)?);
        let near = text.get(..at)?.char_indices().rev().nth(NEAR).map_or(0, |(near, _)| near);
        let before = text.get(near..at)?;
        let (start, longer) = match language {
            Language::Zh => (before.trim_end_matches('《'), false),
            // Territorial Plan is another one than Plan.
            Language::En => {
                let word = before.split_whitespace().next_back().unwrap_or_default();
                (before, word.starts_with(char::is_uppercase) && !["The", "This", "Our"].contains(&word))
            }
        };
        if longer || speaks_of_others(language, start) {
            return None;
        }
        let named = NamedYears::Title(first.as_str().parse().ok()?, last.as_str().parse().ok()?);
        Some(PlanYears { range: end + first.start()..end + last.end(), named })
    };
    text.match_indices(title).filter_map(read).collect()
}

/// Whether years are those of the plan that the book is: no other plan stands before them, and a base year is none of
/// prices.
fn is_of_this(language: Language, text: &str, at: usize, titles: &[&str], named: NamedYears) -> bool {
    let this = match language {
        Language::Zh => "本规划",
        Language::En => "this plan",
    };
    let before = text.get(..at).unwrap_or_default();
    let before = before.get(before.rfind(this).unwrap_or_default()..).unwrap_or_default();
    let before = titles
        .iter()
        .filter(|title| !title.is_empty())
        .fold(before.to_owned(), |before, title| before.replace(&format!("《{title}"), " ").replace(title, " "));
    let speaks = match (language, named) {
        (Language::Zh, NamedYears::Base(_)) => text.contains("规划"),
        (Language::En, NamedYears::Base(_)) => {
            ["plan", "Plan", "near term", "long term"].iter().any(|word| text.contains(word))
        }
        (Language::En, _) => text.contains("plan") || text.contains("Plan"),
        (Language::Zh, _) => true,
    };
    speaks && !speaks_of_others(language, &before)
}

fn speaks_of_others(language: Language, before: &str) -> bool {
    match language {
        Language::Zh => OTHERS_ZH.iter().any(|word| before.contains(word)),
        Language::En => {
            let mut words = before.split(|next: char| !next.is_alphanumeric() && next != '-');
            // A plan with a capital is one by name.
            words.any(|word| word == "Plan" || OTHERS_EN.contains(&word.to_ascii_lowercase().as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};
    use NamedYears::{Base, End, Period, Title};

    #[test]
    fn the_years_of_the_plan_are_read() {
        for (language, text, expected) in [
            (Zh, "规划期限自2022年起，至2036年止。", vec![Period(2022, 2036)]),
            (Zh, "规划期为2021—2035年，基准年为2019年。", vec![Period(2021, 2035), Base(2019)]),
            (Zh, "以2020年为规划基准年，规划期末为2030年", vec![Base(2020), End(2030)]),
            (Zh, "《示范县修复规划（2020—2030年）》", vec![Title(2020, 2030)]),
            (Zh, "《示范县修复规划》（2020—2030年）", vec![]),
            (Zh, "上一轮《示范县修复规划（2016—2020年）》", vec![]),
            (Zh, "《某市总体规划》的规划期为2016—2030年", vec![]),
            (Zh, "落实《某市总体规划》。本规划期限为2022—2035年", vec![Period(2022, 2035)]),
            (Zh, "《示范县修复规划》规划期为2022—2035年", vec![Period(2022, 2035)]),
            (Zh, "按可比价计算，以2015年为基期，规划", vec![]),
            (Zh, "规划期内共投资2021万元", vec![]),
            (En, "The plan runs from 2022 to 2036, base year 2019.", vec![Period(2022, 2036), Base(2019)]),
            (En, "The base year of this plan is 2020 and its period 2022–2036", vec![Base(2020), Period(2022, 2036)]),
            (En, "The planning period is 2021–2035; 2020 is the base year.", vec![Period(2021, 2035), Base(2020)]),
            (En, "under the Model Plan (2020–2030)", vec![Title(2020, 2030)]),
            (En, "under the Territorial Model Plan (2020–2030)", vec![]),
            (En, "the previous Model Plan (2016–2020)", vec![]),
            (En, "The Master Plan of the city: the plan runs from 2016 to 2030.", vec![]),
            (En, "at prices of the base year 2015, as planned", vec![]),
            (En, "The earlier plan covers 2016–2020.", vec![]),
        ] {
            let titles = match language {
                Zh => ["示范县修复规划", ""],
                En => ["Model Plan", ""],
            };
            let found: Vec<NamedYears> = plan_years(language, text, &titles).iter().map(|one| one.named).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn all_forms_can_be_read() {
        let forms = ZH.iter().chain(&EN).filter_map(Form::pattern).count();
        assert_eq!((forms, AFTER_TITLE.is_some()), (7, true));
    }
}
