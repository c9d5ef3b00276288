//! `numbering:` and `wording:` of `data/plan.yaml`: how the frame of a book counts and speaks.

use super::Reader;
use crate::diagnostic::{Message, Span, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::locale;
use crate::model::{FigureNumbers, HeadingNumbers, Language, Numbering, Text};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How headings and figures are numbered. 标题和图表怎样编号。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberingShape {
    /// plan 第一章、第一节; report 一、（一）1.; decimal 1, 1.1, 1.1.1; none. 标题：plan 规划、report 报告、decimal 数字、none 不编号。
    #[schemars(extend("enum" = HeadingNumbers::ALL.map(|(name, _)| name)))]
    headings: Option<Spanned<String>>,
    /// chapter 图1-2; running 图1, 图2 through the whole book. 图表：chapter 按章，running 全书连续。
    #[schemars(extend("enum" = FigureNumbers::ALL.map(|(name, _)| name)))]
    figures: Option<Spanned<String>>,
}

/// How a book is numbered.
pub(super) fn numbering(reader: &mut Reader<'_>, shape: &NumberingShape) -> Numbering {
    let headings = shape.headings.as_ref().and_then(|word| reader.word(word, &HeadingNumbers::ALL));
    let figures = shape.figures.as_ref().and_then(|word| reader.word(word, &FigureNumbers::ALL));
    Numbering { headings: headings.unwrap_or_default(), figures: figures.unwrap_or_default() }
}

/// The words of the frame that the book replaces. Each must be one that the tool writes into books, and keep its places:
/// `{number}`.
pub(super) fn wording(reader: &mut Reader<'_>, node: NodeId) -> BTreeMap<String, Text> {
    let mut wording = BTreeMap::new();
    let Kind::Map(entries) = &reader.tree.node(node).kind else {
        reader.fault(reader.tree.span(node), Message::new("plan-wording-form"));
        return wording;
    };
    for (key, value) in entries {
        let id = &*key.text;
        let place = Span::new(reader.tree.source(), key.range.clone());
        if !id.starts_with("ui.") || locale::Catalogue::of(Language::Zh).label(id).is_empty() {
            reader.fault(place, Message::new("plan-wording-unknown").with("id", id));
            continue;
        }
        let Some(words) = reader.optional_text(Field(Some(*value))) else { continue };
        let words = words.plain();
        for language in reader.languages.iter() {
            let places = |text: &str| locale::places(text).map(str::to_owned).collect::<BTreeSet<String>>();
            let own = locale::Catalogue::of(language);
            if let Some(missing) = places(own.label(id)).symmetric_difference(&places(words.get(language))).next() {
                let message =
                    Message::new("plan-wording-places").with("id", id).with("place", format!("{{{missing}}}"));
                reader.fault(place, message);
            }
        }
        wording.insert(id.to_owned(), words);
    }
    wording
}
