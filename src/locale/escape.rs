//! Text as HTML and XML write it: the one home of their entities.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_not() {
        assert_eq!(escaped(r#"<a & "b'">草"#), "&lt;a &amp; &quot;b'&quot;&gt;草");
    }
}
