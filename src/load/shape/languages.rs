//! `languages:` of `data/plan.yaml`: what the book is written in.

use super::Reader;
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Kind, Tree};
use crate::model::{LANGUAGES, Language, Languages};

/// Each language is one that the tool knows, and stands once.
pub(super) fn check_languages(reader: &mut Reader<'_>, languages: &Spanned<Vec<Spanned<String>>>) {
    let known = LANGUAGES.map(|language| (language.tag(), language));
    for (place, word) in languages.value.iter().enumerate() {
        reader.word(word, &known);
        if languages.value.iter().take(place).any(|before| before.value == word.value) {
            reader.fault(word.span, Message::new("plan-language-twice").with("language", word.value.as_str()));
        }
    }
    if languages.value.is_empty() {
        reader.fault(languages.span, Message::new("plan-languages"));
    }
}

/// The languages that `plan.yaml` names, before anything else of it is read: every text of every file depends on them.
/// What is wrong with the list is reported with the rest of the file, and until then it is taken for all languages.
pub(in crate::load) fn languages(tree: &Tree<'_>) -> Languages {
    let list = tree.get(tree.root(), "languages").map(|node| &tree.node(node).kind);
    let named: Vec<Language> = match list {
        Some(Kind::List(items)) => {
            // One that is not known may be a slip for any: its texts are not to be thrown out for that.
            let words = items.iter().map(|item| Language::from_tag(&tree.scalar(*item)?.text));
            words.collect::<Option<Vec<Language>>>().unwrap_or_default()
        }
        _ => Vec::new(),
    };
    Languages::of(&named).unwrap_or_default()
}
