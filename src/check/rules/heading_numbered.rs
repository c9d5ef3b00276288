//! A heading carries a number that somebody typed.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::locale::Numerals;
use crate::locale::script::HAN_CLASS;
use crate::model::{Heading, Inline, Language};
use regex::Regex;
use std::cell::LazyCell;
use std::sync::LazyLock;

const RULE: RuleId = rule::HEADING_NUMBERED;

/// The characters of a Chinese number in a heading.
const HAN: &str = "一二三四五六七八九十百〇零";

/// Each ends where the heading's own words begin; a pattern asks for what follows with the group `rest`.
static NUMBERS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        // 第三节水, 第一部分; but not 第三节点, 第一篇章, 第二部门, 第一章程
        format!(r"^第\s*[{HAN}0-9]+\s*(?:章|节|篇|编|部分)\s*[：:、.．]?\s*(?P<rest>[^程点奏章制].*)"),
        // 一、草地; but not 三、四级公路
        format!(r"^[{HAN}]+\s*[、.．]\s*(?P<rest>[^{HAN}].*)"),
        // （一）, (1), (b), (iv); but not （2021）, (GIS)
        format!(
            r"^[（(]\s*(?:[{HAN}]{{1,3}}|[0-9]{{1,2}}|[A-Za-z]|[ivx]{{1,5}}|[IVX]{{1,5}})\s*[)）]\s*[、.．]?\s*(?P<rest>\S.*)"
        ),
        // 1）, 2、, a)
        r"^(?:[0-9]{1,2}|[A-Za-z])\s*(?:[)）]|、)\s*(?P<rest>[^0-9].*)".to_owned(),
        r"^[①-⑳㈠-㈩⑴-⒇⒈-⒛Ⅰ-Ⅻ]\s*[、.．]?\s*(?P<rest>\S.*)".to_owned(),
        // 1. Water, I. Grass, 1．水文; but not 1.5 million, U.S. policy
        r"^(?:[0-9]{1,2}|[IVX]{1,5}|[A-Za-z])[.．]\s+(?P<rest>[A-Z“].*)".to_owned(),
        format!(r"^(?:[0-9]{{1,2}}|[IVX]{{1,5}}|[A-Za-z])[.．]\s*(?P<rest>[{HAN_CLASS}“].*)"),
        // 1.2 Water, 1.2.3水文
        format!(r"^[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,5}}[.．]?\s*(?P<rest>[A-Z{HAN_CLASS}“].*)"),
        // 1 总则
        format!(r"^[0-9]{{1,2}}\s+(?P<rest>[{HAN_CLASS}].*)"),
        // Section 3 Water, Chapter IV: Wood; but not Part 2 of the plan
        format!(
            r"^(?:Chapter|CHAPTER|Section|SECTION|Part|PART)\s+(?:[0-9]+(?:\.[0-9]+)*|[IVX]+|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\b\s*[.:：、—–-]?\s*(?P<rest>[A-Z{HAN_CLASS}“].*)"
        ),
    ];
    patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    // Hardly a book has such a heading.
    let finder = LazyCell::new(|| Numerals::new(&project.units, std::iter::empty()));
    for page in &project.pages {
        for heading in page.headings() {
            let text = leading_text(heading);
            if let Some(rest) = behind_number(&|| &finder, page.language, &text) {
                let message = Message::new("heading-numbered").with("number", text[..text.len() - rest.len()].trim());
                let hint = Message::new("heading-numbered.hint").with("heading", rest);
                let place = number_place(heading, text.len() - rest.len());
                faults.report(Diagnostic::error(RULE, place, message).hint(hint));
            }
        }
    }
}

/// The heading's words up to the first part that is no plain text.
fn leading_text(heading: &Heading) -> String {
    let mut text = String::new();
    let mut ended = false;
    Inline::walk(&heading.inlines, &mut |inline| match inline {
        Inline::Text(piece) if !ended => text.push_str(piece),
        Inline::Strong(_) | Inline::Emphasis(_) => {}
        _ => ended = true,
    });
    text.trim().to_owned()
}

/// The place of the number if it stands in the file as it reads, else the heading's.
fn number_place(heading: &Heading, length: usize) -> Span {
    match heading.inlines.first() {
        Some(Inline::Text(first)) if first.span.range().len() == first.value.len() && length <= first.value.len() => {
            first.span.slice(0..first.value[..length].trim_end().len())
        }
        _ => heading.span,
    }
}

/// Whether a heading begins as one with a typed number may. Of a sound book hardly any does, and the patterns are
/// compiled only where one does.
fn may_be_numbered(text: &str) -> bool {
    let counts = |sign: char| sign.is_ascii_alphanumeric() || HAN.contains(sign);
    let behind = text.trim_start_matches(counts);
    let marked = behind.len() < text.len() && behind.trim_start().starts_with([')', '）', '、', '.', '．']);
    let spaced = text.starts_with(|sign: char| sign.is_ascii_digit()) && behind.starts_with(char::is_whitespace);
    let chapter = text.strip_prefix('第').is_some_and(|rest| rest.trim_start().starts_with(counts));
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    let named = ["Chapter", "CHAPTER", "Section", "SECTION", "Part", "PART"].contains(&word);
    // ①, Ⅻ, ㈠
    let listed = |sign: char| matches!(sign, '\u{2150}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}');
    marked || spaced || chapter || named || text.starts_with(['（', '(']) || text.starts_with(listed)
}

/// What follows the typed number; none if the heading begins with no number, or with one that says something.
fn behind_number<'a, 'f>(finder: &dyn Fn() -> &'f Numerals, language: Language, text: &'a str) -> Option<&'a str> {
    if !may_be_numbered(text) {
        return None;
    }
    let rest = NUMBERS.iter().find_map(|pattern| pattern.captures(text)?.name("rest"))?.as_str();
    let number = text.len() - rest.len();
    // A unit, a scale word or a measure word reaches into what follows.
    let measured = finder()
        .scan(language, text)
        .first()
        .is_some_and(|numeral| numeral.range.start == 0 && numeral.reading.end.max(numeral.range.end) > number);
    (!measured).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::behind_number;
    use crate::locale::{Numerals, built_in_units};
    use crate::model::Language;

    fn rest(text: &str) -> Option<String> {
        let finder = Numerals::new(&built_in_units(), std::iter::empty());
        let language = if text.chars().any(|sign| sign > '\u{2e7f}') { Language::Zh } else { Language::En };
        behind_number(&|| &finder, language, text).map(str::to_owned)
    }

    #[test]
    fn typed_numbers_are_seen() {
        for (text, words) in [
            ("一、草地", "草地"),
            ("十二、林地", "林地"),
            ("（一）草地", "草地"),
            ("(2)林地", "林地"),
            ("第三节水", "水"),
            ("第一章　总则", "总则"),
            ("第2章：现状", "现状"),
            ("第一部分 总论", "总论"),
            ("1、草地", "草地"),
            ("1.草地", "草地"),
            ("1．草地", "草地"),
            ("1.2水文特征", "水文特征"),
            ("1.2.3 水文", "水文"),
            ("3 总则", "总则"),
            ("①草地", "草地"),
            ("Ⅱ、草地", "草地"),
            ("1.2 Water", "Water"),
            ("1. Water", "Water"),
            ("I. Grass", "Grass"),
            ("IV. Wood", "Wood"),
            ("(b) Wood", "Wood"),
            ("(iii) Water", "Water"),
            ("a) Water", "Water"),
            ("A. Water", "Water"),
            ("Section 3 Water", "Water"),
            ("Chapter 4: Wood", "Wood"),
            ("Part II – The county", "The county"),
        ] {
            assert_eq!(rest(text).as_deref(), Some(words), "{text}");
        }
    }

    #[test]
    fn numbers_that_say_something_stay() {
        for text in [
            "2025年目标",
            "2.03亿立方米水资源",
            "2.03 亿立方米水资源",
            "5.5万亩退化草地",
            "十四五规划",
            "三北工程",
            "一屏两带",
            "第三次调查",
            "第一产业",
            "第三方评估",
            "第三节点",
            "第二部门",
            "三、四级公路",
            "一二三产业融合",
            "14个项目",
            "14 个项目",
            "2021—2035年",
            "3处重点区",
            "一带一路",
            "（试行）",
            "（2021—2035年）",
            "5G基站",
            "24节气",
            "“三线一单”",
            "14 projects",
            "14 Projects",
            "2021–2035",
            "1.5 million mu",
            "2.03 billion m³ of water",
            "3.5 MW of wind",
            "C. elegans",
            "U.S. policy",
            "A river",
            "I support this",
            "Part 2 of the plan",
            "Section of the river",
            "(draft)",
            "100 days",
            "5 °C more",
        ] {
            assert_eq!(rest(text), None, "{text}");
        }
    }
}
