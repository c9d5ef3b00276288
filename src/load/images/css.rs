//! The style sheets and `style` attributes of a drawing: known properties, and nothing fetched from anywhere.

use super::lists::{is_known_property, is_name};

/// The functions that a value may call: colours, transforms, and references that are looked at by themselves.
const FUNCTIONS: [&str; 19] = [
    "circle",
    "hsl",
    "hsla",
    "inset",
    "matrix",
    "polygon",
    "rect",
    "rgb",
    "rgba",
    "rotate",
    "scale",
    "scalex",
    "scaley",
    "skewx",
    "skewy",
    "translate",
    "translatex",
    "translatey",
    "url",
];

/// What may not stand in a style sheet, as it is written there; nothing if all is well.
pub(super) fn refused_in_sheet(sheet: &str) -> Option<String> {
    let sheet = without_comments(sheet);
    if let Some(found) = hidden(&sheet) {
        return Some(found);
    }
    let mut rest = sheet.as_str();
    while let Some((_, after)) = rest.split_once('{') {
        let (body, next) = after.split_once('}').unwrap_or((after, ""));
        if let Some(found) = declarations(body) {
            return Some(found);
        }
        rest = next;
    }
    None
}

/// What may not stand in a `style` attribute.
pub(super) fn refused_in_style(style: &str) -> Option<String> {
    let style = without_comments(style);
    hidden(&style).or_else(|| declarations(&style))
}

/// What may not stand in the value of a property or attribute: a reference to anything but a part of the drawing.
pub(super) fn refused_in_value(value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some((before, after)) = rest.split_once('(') {
        let name: String = before.chars().rev().take_while(|sign| is_name(*sign)).collect();
        let name: String = name.chars().rev().collect();
        if name == "url" {
            let target = after.trim_start().trim_start_matches(['"', '\'']).trim_start();
            if !target.starts_with('#') {
                return Some(format!("url({})", shortened(target.split([')', '"', '\'']).next().unwrap_or_default())));
            }
        } else if !name.is_empty() && !FUNCTIONS.contains(&name.as_str()) {
            return Some(format!("{name}()"));
        }
        rest = after;
    }
    None
}

/// At-rules fetch style sheets and fonts, and a backslash hides the words that are looked for.
fn hidden(css: &str) -> Option<String> {
    if let Some((_, after)) = css.split_once('@') {
        let name: String = after.chars().take_while(|sign| is_name(*sign)).collect();
        return Some(format!("@{}", shortened(&name)));
    }
    css.contains('\\').then(|| "\\".to_owned())
}

fn declarations(body: &str) -> Option<String> {
    body.split(';').find_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let property = property.trim().to_ascii_lowercase();
        if is_known_property(&property) { refused_in_value(value) } else { Some(shortened(&property)) }
    })
}

fn without_comments(css: &str) -> String {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    plain + rest
}

pub(super) fn shortened(written: &str) -> String {
    match written.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &written[..cut]),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_is_let_pass() {
        for style in [
            "fill:#fff;stroke:url(#a);stroke-width:1.5",
            "font-family:'Noto Sans SC';-inkscape-font-specification:'Noto Sans SC'",
            "transform: translate(1px, 2px) rotate(30deg) ; /* url(x) */",
            "fill: rgb(1,2,3); marker-end: url( '#arrow' )",
            "",
        ] {
            assert_eq!(refused_in_style(style), None, "{style}");
        }
        assert_eq!(refused_in_sheet("*{stroke-linejoin:round} .a:first-child > b , #c { fill : red }\n"), None);
    }

    #[test]
    fn what_fetches_or_hides_is_named() {
        for (style, named) in [
            ("fill:url(http://a.example/b)", "url(http://a.example/b)"),
            ("fill:URL( \"//a.example/b.svg#c\" )", "url(//a.example/b.svg#c)"),
            ("fill:u\\72l(http://a.example)", "\\"),
            ("background:red", "background"),
            ("behavior:url(#x)", "behavior"),
            ("fill:image-set('a.png' 1x)", "image-set()"),
            ("fill:var(--a)", "var()"),
            ("fill:expression(alert(1))", "expression()"),
        ] {
            assert_eq!(refused_in_style(style).as_deref(), Some(named), "{style}");
        }
        for sheet in ["@import url(a.css);", "a{} @import 'b';", "/**/@font-face{font-family:x;src:url(#y)}"] {
            assert!(refused_in_sheet(sheet).is_some_and(|found| found.starts_with('@')), "{sheet}");
        }
        assert_eq!(refused_in_sheet("a{fill:red}b{mask:url(c.svg#d)").as_deref(), Some("url(c.svg#d)"));
    }
}
