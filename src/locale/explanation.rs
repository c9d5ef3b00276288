//! The longer texts of `explain`: what ties, formulas, literals and units look like, a Markdown file a language.
//!
//! Their fences hold examples, a line each, with a gloss behind three spaces; tests read each of them as the tool reads
//! a book. What stands in `{braces}` is filled in from the tables that the tool works by.

use crate::model::Language;

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// How a document becomes a book.
    Adopt,
    /// How a text is tied to the data.
    Ties,
    /// Operators and functions.
    Formulas,
    /// Numbers as prose writes them.
    Literals,
    /// Units.
    Units,
    /// Documents that are no books.
    Audit,
}

/// What parts an example from its gloss.
const GLOSS: &str = "   ";

/// The text as it is written.
fn source(topic: Topic, language: Language) -> &'static str {
    match (topic, language) {
        (Topic::Adopt, Language::Zh) => include_str!("explain/adopt.zh.md"),
        (Topic::Adopt, Language::En) => include_str!("explain/adopt.en.md"),
        (Topic::Ties, Language::Zh) => include_str!("explain/ties.zh.md"),
        (Topic::Ties, Language::En) => include_str!("explain/ties.en.md"),
        (Topic::Formulas, Language::Zh) => include_str!("explain/formulas.zh.md"),
        (Topic::Formulas, Language::En) => include_str!("explain/formulas.en.md"),
        (Topic::Literals, Language::Zh) => include_str!("explain/literals.zh.md"),
        (Topic::Literals, Language::En) => include_str!("explain/literals.en.md"),
        (Topic::Units, Language::Zh) => include_str!("explain/units.zh.md"),
        (Topic::Units, Language::En) => include_str!("explain/units.en.md"),
        (Topic::Audit, Language::Zh) => include_str!("explain/audit.zh.md"),
        (Topic::Audit, Language::En) => include_str!("explain/audit.en.md"),
    }
}

/// The examples of the fences of one kind, without their glosses.
pub fn examples(topic: Topic, language: Language, kind: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in source(topic, language).lines() {
        match line.strip_prefix("```") {
            Some(info) => inside = info == kind,
            None if inside => found.push(line.split_once(GLOSS).map_or(line, |(example, _)| example)),
            None => {}
        }
    }
    found
}

/// The text for a terminal: examples set in, places filled.
pub fn explanation(topic: Topic, language: Language, fill: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut inside = false;
    let block: Vec<&str> = source(topic, language).lines().collect();
    let mut width = 0;
    for (index, line) in block.iter().enumerate() {
        if line.starts_with("```") {
            inside = !inside;
            let fence = block[index + 1..].iter().take_while(|line| !line.starts_with("```"));
            let examples = fence.map(|line| line.split_once(GLOSS).map_or("", |(example, _)| example));
            width = examples.map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
            continue;
        }
        let line = match line.split_once(GLOSS).filter(|_| inside) {
            Some((example, gloss)) => {
                let gap = width.saturating_sub(unicode_width::UnicodeWidthStr::width(example));
                format!("    {example}{}  {gloss}", " ".repeat(gap))
            }
            None if inside => format!("    {line}"),
            None => (*line).to_owned(),
        };
        text += &filled(&line, fill);
        text.push('\n');
    }
    text
}

/// A line with what its places stand for.
fn filled(line: &str, fill: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(open) = rest.find('{') {
        let place = rest[open..].find('}').map(|length| open..open + length + 1);
        let word = place.clone().and_then(|place| fill(&rest[place.start + 1..place.end - 1]).zip(Some(place)));
        let (shown, end) = match word {
            Some((word, place)) => (word, place.end),
            None => ("{".to_owned(), open + 1),
        };
        text += &rest[..open];
        text += &shown;
        rest = &rest[end..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{Lexicon, built_in_units};
    use crate::model::LANGUAGES;

    #[test]
    fn literals_are_read_as_the_text_says() {
        let lexicon = Lexicon::new(&built_in_units());
        for told_in in LANGUAGES {
            for language in LANGUAGES {
                let sound = examples(Topic::Literals, told_in, &format!("literal {language}"));
                let refused = examples(Topic::Literals, told_in, &format!("refused {language}"));
                assert!(sound.len() > 10 && !refused.is_empty(), "{told_in} {language}");
                for example in sound {
                    let read = lexicon.parse(language, example);
                    assert!(read.is_ok(), "{told_in}: {example}: {read:?}");
                }
                for example in refused {
                    assert!(lexicon.parse(language, example).is_err(), "{told_in}: {example}");
                }
            }
        }
    }

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        let fill = |name: &str| (name == "a").then(|| "x".to_owned());
        assert_eq!(filled("{a}, {b} {a", &fill), "x, {b} {a");
        assert_eq!(filled("{{a}}", &fill), "{x}");
    }
}
