//! Texts as YAML writes them, and as Markdown does not misread them.

/// A text in quotation marks, on one line.
pub(super) fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    if line.contains(['"', '\\']) {
        return format!("'{}'", line.replace('\'', "''"));
    }
    format!("\"{line}\"")
}

/// Words of a document as a text field of the data: no mark of Markdown does anything.
pub(super) fn field(text: &str) -> String {
    quoted(&plain(text.trim()))
}

/// Words of a document so that Markdown leaves them as they are, wherever they stand in a line.
pub(super) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut before = ' ';
    for sign in text.chars() {
        let doubled = matches!(sign, '=' | '%' | '+' | '-' | '!' | '?' | ':') && before == sign;
        if is_mark(sign) || doubled {
            safe.push('\\');
        }
        safe.push(if sign == '\n' || sign == '\t' { ' ' } else { sign });
        before = sign;
    }
    safe
}

/// The same with every mark of ASCII escaped that could begin anything.
pub(super) fn strict(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_ascii_punctuation() && !matches!(sign, '.' | ',' | '(' | ')' | '%' | '\'' | '"' | '/') {
            safe.push('\\');
        }
        safe.push(if sign.is_control() { ' ' } else { sign });
    }
    safe
}

fn is_mark(sign: char) -> bool {
    matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '^' | '$' | '{' | '}' | '#')
}

/// What a paragraph begins with where that would be a list, a quotation or a rule.
pub(super) fn guarded(text: &str) -> String {
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let count = text.len() - digits.len();
    if (1..=9).contains(&count) && digits.starts_with(['.', ')']) {
        let (number, rest) = text.split_at(count);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['-', '+', '=', ':', '!']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_what_they_say() {
        assert_eq!(quoted("a\"b"), "'a\"b'");
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(field("1*2 [a]\n"), "'1\\*2 \\[a\\]'");
        assert_eq!(plain("a==b"), "a=\\=b");
        assert_eq!(guarded("1. 水"), "1\\. 水");
        assert_eq!(guarded("- 水"), "\\- 水");
        assert_eq!(guarded("2021年"), "2021年");
    }
}
