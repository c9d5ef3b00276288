//! Text of the book, of file names and of other programs on its way to a terminal: what would steer the terminal, turn the
//! line round or not be seen is written out, as in `\u{1b}`.

use std::borrow::Cow;

/// The text with everything in it to be seen. Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, |character, shown| shown.extend(character.escape_unicode()))
}

/// JSON with everything in it to be seen, in the way of JSON: such characters stand inside its strings only.
pub fn visible_json(text: &str) -> Cow<'_, str> {
    written_out(text, |character, shown| {
        let units = character.encode_utf16(&mut [0; 2]).to_vec();
        units.into_iter().for_each(|unit| *shown += &format!("\\u{unit:04x}"));
    })
}

fn written_out(text: &str, write: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|(at, character)| is_hidden(*character, &text[*at..])) else {
        return Cow::Borrowed(text);
    };
    let mut shown = text[..first].to_owned();
    for (at, character) in text[first..].char_indices() {
        if is_hidden(character, &text[first + at..]) {
            write(character, &mut shown);
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character is not to be seen for what it is; `rest` is the text from it on.
fn is_hidden(character: char, rest: &str) -> bool {
    match character {
        '\n' | '\t' => false,
        '\r' => !rest.starts_with("\r\n"),
        _ => {
            character.is_control()
                || matches!(character,
                    '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                    | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_hides_is_written_out() {
        assert_eq!(visible("Grass\u{1b}]0;x\u{7}\u{9b}2J"), "Grass\\u{1b}]0;x\\u{7}\\u{9b}2J");
        assert_eq!(visible("草\u{202e}地\u{200b}a\rb"), "草\\u{202e}地\\u{200b}a\\u{d}b");
    }

    #[test]
    fn json_stays_json() {
        let text = serde_json::to_string("草\u{202e}\u{9b}\u{e0041}").unwrap();
        assert_eq!(visible_json(&text), "\"草\\u202e\\u009b\\udb40\\udc41\"");
        assert_eq!(serde_json::from_str::<String>(&visible_json(&text)).unwrap(), "草\u{202e}\u{9b}\u{e0041}");
    }

    #[test]
    fn what_is_seen_stays() {
        for text in ["", "草地\t2124.01\u{a0}km²\r\n“一”——é 👪\n", "a\u{2009}b"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
        }
    }
}
