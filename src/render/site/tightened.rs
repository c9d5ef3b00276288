//! Stylesheets and scripts as they are sent: without comments and the white space of their layout. What they say stays.

/// A file of the site's `static/` folder as it is published.
pub(super) fn tightened(path: &str, bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if path.ends_with(".css") => style(text).into_bytes(),
        Ok(text) if path.ends_with(".js") => script(text).into_bytes(),
        _ => bytes.to_vec(),
    }
}

/// A stylesheet: comments go, white space is one space, and none beside a bracket or a stop. Strings stay.
fn style(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    let mut rest = text;
    // White space that has been read and may still be needed.
    let mut gap = false;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            gap = true;
            continue;
        }
        if first.is_ascii_whitespace() {
            gap = true;
            rest = &rest[1..];
            continue;
        }
        let joined = |last: char| matches!(last, '{' | '}' | ';' | ',' | ':');
        if gap && !tight.is_empty() && !tight.ends_with(joined) && !matches!(first, '{' | '}' | ';' | ',') {
            tight.push(' ');
        }
        gap = false;
        if first == '}' && tight.ends_with(';') {
            tight.pop();
        }
        let length = if matches!(first, '"' | '\'') { string_length(rest, first) } else { first.len_utf8() };
        tight.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    tight
}

/// The length of the string that a text begins with.
fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if character == quote && !escaped {
            return at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    text.len()
}

/// A script: lines that are comments and the space before a line go. One with a template literal, in which space counts,
/// stays as it is. Characters beyond ASCII are written as escapes, as strings and patterns know them: no script depends on
/// how it is sent, and none brings words of a language that the book is not in.
fn script(text: &str) -> String {
    if text.contains('`') {
        return text.to_owned();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let mut tight = String::with_capacity(text.len());
    for line in lines {
        for character in line.chars() {
            match character.is_ascii() {
                true => tight.push(character),
                false => character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| tight += &format!("\\u{unit:04x}")),
            }
        }
        tight.push('\n');
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stylesheet_says_what_it_said() {
        for (written, tight) in [
            ("/* a */\nbody {\n  margin: 0;\n  color: var(--ink);\n}\n", "body{margin:0;color:var(--ink)}"),
            ("a , b > c :hover { width: calc(100% - 2em) }", "a,b > c :hover{width:calc(100% - 2em)}"),
            ("p::before { content: \"a  /* b */ ; }\"; }", "p::before{content:\"a  /* b */ ; }\"}"),
            ("q { quotes: \"\\\"\" '}' }", "q{quotes:\"\\\"\" '}'}"),
            ("@media (min-width: 62em) and (hover) { a { b: c } }", "@media (min-width:62em) and (hover){a{b:c}}"),
            ("a/* x */b{}", "a b{}"),
        ] {
            assert_eq!(style(written), tight);
        }
    }

    #[test]
    fn a_script_keeps_its_lines() {
        assert_eq!(script("// what\nvar a = 1;\n\n  // b\n  a += 2; // c\n"), "var a = 1;\na += 2; // c\n");
        assert_eq!(script("var a = \"\u{3002}\u{1f600}\";"), "var a = \"\\u3002\\ud83d\\ude00\";\n");
        assert_eq!(script("var a = `\n  x`;\n"), "var a = `\n  x`;\n");
    }
}
