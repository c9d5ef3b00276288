//! Raised and lowered characters on a finished page: ordinary ones in `<sup>` and `<sub>`.
//!
//! This is the last step of a page, so that no text of it is passed over, menus and tables included. What holds no
//! markup stays as it is: attributes, the page's title, and drawings, which set such characters themselves.

use crate::locale::{Shift, Shifting};

/// Elements whose text stays.
const PLAIN: [&str; 4] = ["title", "script", "style", "svg"];

/// A page with its raised and lowered characters set.
pub(super) fn set(html: String, shifting: &Shifting) -> String {
    if !shifting.concerns(&html) {
        return html;
    }
    let mut page = String::with_capacity(html.len() + 256);
    let mut rest = html.as_str();
    while let Some(open) = rest.find('<') {
        push(&mut page, &rest[..open], shifting);
        rest = &rest[open..];
        let end = end_of_markup(rest);
        page.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    push(&mut page, rest, shifting);
    page
}

/// Where the tag ends that `rest` begins with; of an element that stays as it is, the tag that closes it.
fn end_of_markup(rest: &str) -> usize {
    let end = rest.find('>').map_or(rest.len(), |close| close + 1);
    let name = rest[1..end].split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or("");
    if !PLAIN.contains(&name) {
        return end;
    }
    rest.find(&format!("</{name}>")).unwrap_or(end)
}

fn push(page: &mut String, text: &str, shifting: &Shifting) {
    for piece in shifting.pieces(text) {
        let element = match piece.shift {
            None => {
                page.push_str(&piece.text);
                continue;
            }
            Some(Shift::Up) => "sup",
            Some(Shift::Down) => "sub",
        };
        page.push_str(&format!("<{element}>{}</{element}>", piece.text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::shifted_characters;

    #[test]
    fn text_is_set_and_what_holds_no_markup_stays() {
        let shifting = Shifting::new(&shifted_characters().filter(|c| !matches!(c, '²' | '³')).collect());
        for (html, expected) in [
            ("<h1 title=\"CO₂\">CO₂</h1>&lt;⁻¹", "<h1 title=\"CO₂\">CO<sub>2</sub></h1>&lt;<sup>−1</sup>"),
            ("<title>CO₂</title><p>km² SO₂", "<title>CO₂</title><p>km² SO<sub>2</sub>"),
            ("<svg a=\"b\"><text>CO₂</text></svg>₂", "<svg a=\"b\"><text>CO₂</text></svg><sub>2</sub>"),
            ("<b>10⁸", "<b>10<sup>8</sup>"),
            ("₂<", "<sub>2</sub><"),
            ("<title>₂", "<title><sub>2</sub>"),
            ("km²", "km²"),
        ] {
            assert_eq!(set(html.to_owned(), &shifting), expected);
        }
    }
}
