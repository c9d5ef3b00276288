//! Labels that the tool numbers itself: headings, figures, tables.

use super::chinese_digits::chinese_word;
use crate::diagnostic::Message;
use crate::model::{Date, HeadingNumbers, Language};

/// The label before a heading's text. `depth` counts from the chapter (1); `numbers` are the ordinals on the way down,
/// the heading's own last. Of a plan in Chinese: 第一章, 第一节, 一、, （一）, 1., （1）; in English: Chapter 1, 1.1, 1.1.1,
/// 1.1.1.1, (a), (i). Of a report in Chinese: 一、, （一）, 1., （1）; in English as a plan, its chapters 1, 2. Empty for a
/// depth outside 1-6, without numbers, and where headings have none.
pub fn heading_label(scheme: HeadingNumbers, language: Language, depth: u8, numbers: &[u32]) -> String {
    let Some(own) = numbers.last().copied() else { return String::new() };
    let decimal = || numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
    let depth = match (scheme, language) {
        (HeadingNumbers::None, _) => return String::new(),
        (HeadingNumbers::Decimal, _) if (1..=6).contains(&depth) => return decimal(),
        (HeadingNumbers::Report, Language::En) if depth == 1 => return decimal(),
        // A report begins where the sections of a plan do.
        (HeadingNumbers::Report, Language::Zh) => depth.saturating_add(2),
        _ => depth,
    };
    match (language, depth) {
        (Language::Zh, 1) => format!("第{}章", chinese_number(own)),
        (Language::Zh, 2) => format!("第{}节", chinese_number(own)),
        (Language::Zh, 3) => format!("{}、", chinese_number(own)),
        (Language::Zh, 4) => format!("（{}）", chinese_number(own)),
        (Language::Zh, 5) => format!("{own}."),
        (Language::Zh, 6) => format!("（{own}）"),
        (Language::En, 1) => format!("Chapter {own}"),
        (Language::En, 2..=4) => decimal(),
        (Language::En, 5) => format!("({})", letters(own)),
        (Language::En, 6) => format!("({})", roman(own)),
        _ => String::new(),
    }
}

/// What a member of `by: year` is called that is shorter than a year: 2025年一季度 / Q1 2025, 2025年3月 / March 2025; `None`
/// for a year and for what is none of these.
pub fn period_name(language: Language, id: &str) -> Option<String> {
    let date = Date::of_period(id).filter(|_| id.len() > 4)?;
    let quarter = id.strip_prefix(id.get(..4)?)?.strip_prefix('q').and_then(|quarter| quarter.parse().ok());
    Some(match (quarter, language) {
        (None, _) => super::format_date(language, &date),
        (Some(quarter), Language::Zh) => format!("{}年{}季度", date.last_year(), chinese_number(quarter)),
        (Some(quarter), Language::En) => format!("Q{quarter} {}", date.last_year()),
    })
}

/// The chapter of figures and tables that count through the whole book: 图12 / Figure 12.
pub const RUNNING: u32 = u32::MAX;

/// 图1-12 / Figure 1-12; in English with a no-break space. Chapter 0 is the edition's own series: 编图3 / Picture 3.
pub fn figure_label(language: Language, chapter: u32, number: u32) -> String {
    match language {
        Language::Zh if chapter == RUNNING => format!("图{number}"),
        Language::En if chapter == RUNNING => format!("Figure\u{a0}{number}"),
        Language::Zh if chapter == 0 => format!("编图{number}"),
        Language::En if chapter == 0 => format!("Picture\u{a0}{number}"),
        Language::Zh => format!("图{chapter}-{number}"),
        Language::En => format!("Figure\u{a0}{chapter}-{number}"),
    }
}

/// 表2-1 / Table 2-1; in English with a no-break space.
pub fn table_label(language: Language, chapter: u32, number: u32) -> String {
    match language {
        Language::Zh if chapter == RUNNING => format!("表{number}"),
        Language::En if chapter == RUNNING => format!("Table\u{a0}{number}"),
        Language::Zh => format!("表{chapter}-{number}"),
        Language::En => format!("Table\u{a0}{chapter}-{number}"),
    }
}

/// The number that a figure (`fig`) or table (`tab`) has in the printed plan, as a label: 图1-2 / Figure 1-2 of `1-2`;
/// one of another form as it is written.
pub fn printed_label(language: Language, kind: &str, printed: &str) -> String {
    let known =
        printed.split_once('-').and_then(|(chapter, number)| Some((chapter.parse().ok()?, number.parse().ok()?)));
    match (known, kind) {
        (Some((chapter, number)), "fig") => figure_label(language, chapter, number),
        (Some((chapter, number)), _) => table_label(language, chapter, number),
        (None, _) => printed.to_owned(),
    }
}

/// A heading as a sentence of the text names it. Chinese names chapter and section, and quotes the title of what lies
/// deeper; in English the number says it all, down to where numbers begin again. Where no number says where it is, its
/// title does.
pub fn section_reference(
    scheme: HeadingNumbers,
    language: Language,
    depth: u8,
    numbers: &[u32],
    title: &str,
) -> Message {
    let label = |depth: u8| heading_label(scheme, language, depth, &numbers[..numbers.len().min(usize::from(depth))]);
    match (scheme, language) {
        (HeadingNumbers::None, _) | (HeadingNumbers::Report, Language::Zh) => {
            return Message::new("ui.section-titled").with("title", title);
        }
        (HeadingNumbers::Decimal, Language::Zh) => {
            return Message::new("ui.section").with("number", format!("第{}节", label(depth)));
        }
        (HeadingNumbers::Decimal, Language::En) => {
            return Message::new("ui.section").with("number", label(depth));
        }
        (HeadingNumbers::Report, Language::En) if depth <= 1 => {
            return Message::new("ui.section").with("number", label(depth));
        }
        _ => {}
    }
    match (language, depth) {
        (_, 0..=1) => Message::new("ui.chapter").with("label", label(1)),
        (Language::Zh, 2) => Message::new("ui.section").with("number", label(1) + &label(2)),
        (Language::Zh, _) => {
            Message::new("ui.section-within").with("section", label(1) + &label(2)).with("title", title)
        }
        (Language::En, 2..=4) => Message::new("ui.section").with("number", label(depth)),
        (Language::En, _) => Message::new("ui.section-within").with("section", label(4)).with("title", title),
    }
}

/// A whole number in Chinese words: 十五, 三百零一, 一万零五百.
pub fn chinese_number(number: u32) -> String {
    if number == 0 {
        return "零".to_owned();
    }
    let mut text = String::new();
    let mut gap = false;
    for (size, word) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = number / size % 10_000;
        if section == 0 {
            gap = !text.is_empty();
            continue;
        }
        if !text.is_empty() && (gap || section < 1000) {
            text.push('零');
        }
        gap = false;
        section_words(section, &mut text);
        text.push_str(word);
    }
    // 一十五 at the very start is said 十五.
    text.strip_prefix("一十").map_or(text.clone(), |rest| format!("十{rest}"))
}

/// 1-9999 in words, without leading 零.
fn section_words(section: u32, text: &mut String) {
    let mut begun = false;
    let mut gap = false;
    for (size, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = section / size % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            text.push('零');
        }
        (begun, gap) = (true, false);
        text.extend(chinese_word(digit));
        text.push_str(word);
    }
}

/// a, b ... z, aa, ab ...
fn letters(number: u32) -> String {
    let mut rest = number;
    let mut reversed = Vec::new();
    while rest > 0 {
        rest -= 1;
        reversed.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    reversed.iter().rev().collect()
}

/// i, ii, iii, iv ...; beyond 3999 plain digits.
fn roman(number: u32) -> String {
    if !(1..=3999).contains(&number) {
        return number.to_string();
    }
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in NUMERALS {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_each_depth() {
        for (depth, numbers, zh, en) in [
            (1, vec![1], "第一章", "Chapter 1"),
            (2, vec![1, 2], "第二节", "1.2"),
            (3, vec![1, 2, 11], "十一、", "1.2.11"),
            (4, vec![1, 2, 1, 3], "（三）", "1.2.1.3"),
            (5, vec![1, 2, 1, 3, 27], "27.", "(aa)"),
            (6, vec![1, 2, 1, 3, 1, 4], "（4）", "(iv)"),
            (7, vec![1], "", ""),
            (1, vec![], "", ""),
        ] {
            assert_eq!(heading_label(HeadingNumbers::Plan, Language::Zh, depth, &numbers), zh);
            assert_eq!(heading_label(HeadingNumbers::Plan, Language::En, depth, &numbers), en);
        }
    }

    #[test]
    fn headings_of_other_books() {
        use HeadingNumbers::{Decimal, None, Report};
        for (scheme, depth, numbers, zh, en) in [
            (Report, 1, vec![2], "二、", "2"),
            (Report, 2, vec![2, 1], "（一）", "2.1"),
            (Report, 3, vec![2, 1, 3], "3.", "2.1.3"),
            (Report, 5, vec![2, 1, 3, 1, 1], "", "(a)"),
            (Decimal, 1, vec![2], "2", "2"),
            (Decimal, 4, vec![2, 1, 3, 4], "2.1.3.4", "2.1.3.4"),
            (None, 1, vec![2], "", ""),
        ] {
            assert_eq!(heading_label(scheme, Language::Zh, depth, &numbers), zh);
            assert_eq!(heading_label(scheme, Language::En, depth, &numbers), en);
        }
        assert_eq!(figure_label(Language::Zh, RUNNING, 3), "图3");
        assert_eq!(table_label(Language::En, RUNNING, 3), "Table\u{a0}3");
    }

    #[test]
    fn quarters_and_months_have_names() {
        for (id, zh, en) in [
            ("2025q1", Some("2025年一季度"), Some("Q1 2025")),
            ("2025m03", Some("2025年3月"), Some("March 2025")),
            ("2025", None, None),
            ("north", None, None),
        ] {
            assert_eq!(period_name(Language::Zh, id).as_deref(), zh);
            assert_eq!(period_name(Language::En, id).as_deref(), en);
        }
    }

    #[test]
    fn figures_and_tables() {
        assert_eq!(figure_label(Language::Zh, 1, 12), "图1-12");
        assert_eq!(figure_label(Language::Zh, 0, 3), "编图3");
        assert_eq!(figure_label(Language::En, 0, 3), "Picture\u{a0}3");
        assert_eq!(figure_label(Language::En, 1, 12), "Figure\u{a0}1-12");
        assert_eq!(table_label(Language::Zh, 2, 1), "表2-1");
        assert_eq!(table_label(Language::En, 2, 1), "Table\u{a0}2-1");
    }

    #[test]
    fn chinese_words() {
        for (number, words) in [
            (0, "零"),
            (6, "六"),
            (10, "十"),
            (15, "十五"),
            (20, "二十"),
            (104, "一百零四"),
            (110, "一百一十"),
            (301, "三百零一"),
            (1005, "一千零五"),
            (2020, "二千零二十"),
            (10_000, "一万"),
            (10_500, "一万零五百"),
            (100_000, "十万"),
            (150_015, "十五万零一十五"),
            (100_000_001, "一亿零一"),
            (203_000_000, "二亿零三百万"),
            (4_294_967_295, "四十二亿九千四百九十六万七千二百九十五"),
        ] {
            assert_eq!(chinese_number(number), words);
        }
    }
}
