//! Years as sentences name them, and those that date something else than a number.

use crate::model::Language;

/// Before a year: what began then, or a document of it.
const BEFORE_ZH: [&str; 14] = [
    "建于",
    "建成于",
    "成立于",
    "设立于",
    "始于",
    "启动于",
    "始建于",
    "自",
    "从",
    "〔",
    "《",
    "投产于",
    "竣工于",
    "据",
];
/// After a year: since then, an edition, a survey.
const AFTER_ZH: [&str; 12] = ["以来", "版", "度", "起", "启动", "建成", "成立", "投产", "〕", "修订", "发布", "印发"];
const BEFORE_EN: [&str; 14] = [
    "since ",
    "since early ",
    "began in ",
    "begun in ",
    "started in ",
    "launched in ",
    "built in ",
    "founded in ",
    "established in ",
    "opened in ",
    "completed in ",
    "set up in ",
    "adopted in ",
    "rules of ",
];
const AFTER_EN: [&str; 6] = [" edition", " survey", " census", " standard", " plan", " version"];

/// After a year: a survey whose numbers are of that year.
const SURVEYS_ZH: [&str; 4] = ["度国土变更调查", "国土变更调查", "度土地变更调查", "度变更调查"];

/// A year, or a period, at the beginning of a text: its length with 年, its first and its last year.
pub(super) fn read(language: Language, before: &str, text: &str) -> Option<(usize, i32, i32)> {
    let (first, rest) = four_digits(text)?;
    if before.ends_with(|last: char| last.is_ascii_alphanumeric()) {
        return None;
    }
    if before.ends_with(['.', ',', '-', '/'])
        && before.trim_end_matches(['.', ',', '-', '/']).ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let joint = ["—", "–", "～", "-", "至", "年至", "年—", "年～", " to ", "年到"];
    let period = joint.iter().find_map(|joint| four_digits(rest.strip_prefix(joint)?));
    let (last, rest) = match period {
        Some((last, rest)) if last >= first => (last, rest),
        _ => (first, rest),
    };
    match language {
        Language::Zh => {
            let rest = rest.strip_prefix('年')?;
            // Of the land there is one survey a year: its year is that of its numbers.
            let rest = SURVEYS_ZH.iter().find_map(|survey| rest.strip_prefix(survey)).unwrap_or(rest);
            // The beginning of a year is the end of the one before.
            let earlier = i32::from(rest.starts_with('初'));
            Some((text.len() - rest.len(), first - earlier, last))
        }
        Language::En => {
            let ends = !rest.starts_with(|next: char| next.is_alphanumeric() || next == '%' || next == '°');
            let unit = [" m ", " km", " mu", " ha", " t ", " people", " mm", "-", "/"]
                .iter()
                .any(|unit| rest.starts_with(unit));
            let number =
                rest.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            (ends && !unit && !number).then_some((text.len() - rest.len(), first, last))
        }
    }
}

/// Four digits that are a year of our times.
fn four_digits(text: &str) -> Option<(i32, &str)> {
    let digits = text.get(..4)?;
    let year: i32 = digits.parse().ok().filter(|year| (1900..2100).contains(year))?;
    let rest = text.get(4..)?;
    (digits.bytes().all(|byte| byte.is_ascii_digit()) && !rest.starts_with(|next: char| next.is_ascii_digit()))
        .then_some((year, rest))
}

/// Whether a year dates a building, a document, a beginning, not a number.
pub(super) fn dates_something_else(language: Language, before: &str, year: &str, after: &str) -> bool {
    match language {
        Language::Zh if year.ends_with("调查") => in_a_title(before, after),
        Language::Zh => {
            BEFORE_ZH.iter().any(|word| before.ends_with(word))
                || AFTER_ZH.iter().any(|word| after.starts_with(word))
                || in_a_title(before, after)
        }
        Language::En => {
            let before = |word: &str| {
                let head = before.len().checked_sub(word.len()).and_then(|at| before.get(at..));
                head.is_some_and(|head| head.eq_ignore_ascii_case(word))
            };
            BEFORE_EN.iter().any(|word| before(word)) || AFTER_EN.iter().any(|word| after.starts_with(word))
        }
    }
}

/// Whether a place lies between 《 and 》.
fn in_a_title(before: &str, after: &str) -> bool {
    let opened = before.rfind('《').is_some_and(|at| !before.get(at..).is_some_and(|rest| rest.contains('》')));
    opened && after.contains('》')
}
