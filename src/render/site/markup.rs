//! Text to HTML: escaping, attributes, addresses, gaps between Chinese and other characters.

use crate::locale::{apostrophes, entity};
use crate::model::Language;

/// Escapes text for an element's content or a double-quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match entity(character) {
            Some(entity) => html.push_str(entity),
            None if character == '\'' => html.push_str("&#39;"),
            None => html.push(character),
        }
    }
    html
}

/// Signs that stand inside a number or between two, beside which a line could break.
const JOINTS: [char; 14] = ['—', '–', '～', '~', '-', '−', '／', '/', ':', '°', '′', '″', '\u{a0}', '\u{2009}'];

/// Text whose ranges, dates and compound numbers stay on one line: 7—8月, 2021–2035, 2022年. The rest may break; a number
/// and its unit are held together by their space (see [`crate::locale::Bonds`]).
pub(super) fn held(language: Language, text: &str) -> String {
    let escape = |text: &str| words(language, text);
    let mut html = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        let end = number_end(number);
        html.push_str(&escape(before));
        let (number, after) = number.split_at(end);
        let counted = after.chars().next().filter(|next| "年月日".contains(*next));
        let jointed = number.contains(JOINTS);
        let unit = counted.or_else(|| after.chars().next().filter(|next| jointed && "天时米人个处%℃".contains(*next)));
        let unit_len = unit.map_or(0, char::len_utf8);
        if jointed || unit_len > 0 {
            html.push_str(&format!("<span class=\"held\">{}{}</span>", escape(number), escape(&after[..unit_len])));
        } else {
            html.push_str(&escape(number));
        }
        rest = &after[unit_len..];
    }
    html.push_str(&escape(rest));
    html
}

/// Escaped words; in Chinese with the apostrophes of Latin ones narrow.
fn words(language: Language, text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    let mut from = 0;
    let marks = if language == Language::Zh { apostrophes(text) } else { Vec::new() };
    for at in marks {
        html.push_str(&escape(&text[from..at]));
        html.push_str("<span class=\"narrow\">’</span>");
        from = at + '’'.len_utf8();
    }
    html.push_str(&escape(&text[from..]));
    html
}

/// Where a number that begins `text` ends: after its last digit, or the sign of a degree or an angle.
fn number_end(text: &str) -> usize {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        let closes = character.is_ascii_digit() || matches!(character, '°' | '′' | '″' | '%');
        if closes {
            end = at + character.len_utf8();
        } else if !(matches!(character, '.' | ',') || JOINTS.contains(&character)) {
            break;
        }
        if at >= end + 4 {
            break;
        }
    }
    end
}

/// A link with a plain or already escaped text.
pub(super) fn anchor(href: &str, inner_html: &str) -> String {
    format!("<a href=\"{}\">{inner_html}</a>", escape(href))
}

/// Whether an address names a scheme or a host at all, or is relative.
pub(super) fn has_scheme(target: &str) -> bool {
    let before_path = target.split(['/', '?', '#']).next().unwrap_or("");
    before_path.contains(':') || target.starts_with("//") || target.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_escaped() {
        assert_eq!(escape("<b a=\"x\">&'"), "&lt;b a=&quot;x&quot;&gt;&amp;&#39;");
    }

    #[test]
    fn ranges_and_dates_are_held_together() {
        for (text, expected) in [
            ("出现在7—8月。", "出现在<span class=\"held\">7—8月</span>。"),
            ("2021–2035, about", "<span class=\"held\">2021–2035</span>, about"),
            ("2022年11月底", "<span class=\"held\">2022年</span><span class=\"held\">11月</span>底"),
            ("40°42′00″至", "<span class=\"held\">40°42′00″</span>至"),
            ("69～177天之间", "<span class=\"held\">69～177天</span>之间"),
            ("2124.01平方千米<", "2124.01平方千米&lt;"),
            ("1,280 & 5.", "1,280 &amp; 5."),
            ("约50%", "约50%"),
            ("up to 5,170\u{a0}km², but", "up to 5,170\u{a0}km², but"),
            ("5 — 见", "5 — 见"),
            ("", ""),
        ] {
            assert_eq!(held(Language::En, text), expected, "{text}");
        }
        assert_eq!(held(Language::Zh, "Xu’s法"), "Xu<span class=\"narrow\">’</span>s法");
    }

    #[test]
    fn a_scheme_or_a_host_makes_an_address_absolute() {
        for (target, absolute) in [
            ("https://a.cn", true),
            ("tel:123", true),
            ("//host/x", true),
            ("02-society.md#people", false),
            ("a/b:c", false),
        ] {
            assert_eq!(has_scheme(target), absolute, "{target}");
        }
    }
}
