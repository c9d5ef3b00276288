//! Text to HTML: escaping, attributes, addresses, gaps between Chinese and other characters.

/// Escapes text for an element's content or a double-quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// Signs that stand inside a number or between two, beside which a line could break.
const JOINTS: [char; 14] = ['—', '–', '～', '~', '-', '−', '／', '/', ':', '°', '′', '″', '\u{a0}', '\u{2009}'];

/// Text whose ranges, dates and compound numbers stay on one line: 7—8月, 2021–2035, 2022年. The rest may break; a number
/// and its unit are held together by their space (see [`crate::locale::Bonds`]).
pub(super) fn held(text: &str) -> String {
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

/// Where a number that begins `text` ends: behind its last digit, or the sign of a degree or an angle.
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

/// Whether a line break beside this character is no space: Han, kana and full-width punctuation.
pub(super) fn is_wide(character: char) -> bool {
    matches!(u32::from(character),
        0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF
        | 0x2018 | 0x2019 | 0x201C | 0x201D | 0x2014 | 0x2026)
}

/// What a soft line break between two characters becomes.
pub(super) fn soft_break(before: Option<char>, after: Option<char>) -> &'static str {
    match (before, after) {
        (Some(before), Some(after)) if is_wide(before) && is_wide(after) => "",
        _ => " ",
    }
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
            assert_eq!(held(text), expected, "{text}");
        }
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

    #[test]
    fn a_line_break_between_chinese_characters_is_nothing() {
        assert_eq!(soft_break(Some('草'), Some('地')), "");
        assert_eq!(soft_break(Some('。'), Some('地')), "");
        assert_eq!(soft_break(Some('a'), Some('b')), " ");
        assert_eq!(soft_break(Some('草'), Some('b')), " ");
    }
}
