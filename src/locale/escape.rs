//! Text as HTML and XML write it: the one home of their entities.

use std::borrow::Cow;

/// The entity of a sign that would be read as markup in an element or in a value between double quotes; `None` for all
/// other signs.
pub fn entity(sign: char) -> Option<&'static str> {
    match sign {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    }
}

/// A text with its entities.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match entity(sign) {
            Some(entity) => escaped.push_str(entity),
            None => escaped.push(sign),
        }
    }
    escaped
}

/// Entities that stand in markup of the tool's own and its templates' engine, with what they are.
const PLAIN: [(&str, char); 10] = [
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&#39;", '\''),
    ("&#x27;", '\''),
    ("&#x2F;", '/'),
    ("&nbsp;", '\u{a0}'),
    ("&#160;", '\u{a0}'),
    ("&shy;", '\u{ad}'),
    ("&amp;", '&'),
];

/// A text without the entities of the tool's own markup; any other is left as it stands.
pub fn plain_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match PLAIN.iter().find(|(entity, _)| rest.starts_with(entity)) {
            Some((entity, sign)) => {
                plain.push(*sign);
                rest = &rest[entity.len()..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_back_once() {
        assert_eq!(plain_entities("&lt;a &amp;amp; &quot;b&#39;&#x27; &x; &"), "<a &amp; \"b'' &x; &");
        assert_eq!(plain_entities(&escaped("<a & \"b\">草")), "<a & \"b\">草");
        assert!(matches!(plain_entities("草"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_would_be_markup_is_not() {
        assert_eq!(escaped(r#"<a & "b'">草"#), "&lt;a &amp; &quot;b'&quot;&gt;草");
    }
}
