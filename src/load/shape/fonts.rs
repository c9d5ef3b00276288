//! `fonts:` of `data/plan.yaml`: the font files of the book's own.

use super::Reader;
use crate::diagnostic::{Message, Spanned};
use crate::model::FontNames;
use schemars::JsonSchema;
use serde::Deserialize;

/// Fonts of the book's own: TTF or OTF, first the regular face, then the bold one. 自备字体：TTF 或 OTF，先常规体，后粗体。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FontsShape {
    /// For text: Song. 正文用，宋体。
    #[schemars(length(min = 1, max = 2))]
    serif: Option<Spanned<Vec<Spanned<String>>>>,
    /// For headings, tables and charts: Hei. 标题、表和图用，黑体。
    #[schemars(length(min = 1, max = 2))]
    sans: Option<Spanned<Vec<Spanned<String>>>>,
}

/// The files by what they serve for.
pub(super) fn fonts(reader: &mut Reader<'_>, shape: FontsShape) -> FontNames {
    FontNames { serif: font_files(reader, shape.serif), sans: font_files(reader, shape.sans) }
}

/// A regular face, or a regular and a bold one.
fn font_files(reader: &mut Reader<'_>, files: Option<Spanned<Vec<Spanned<String>>>>) -> Vec<Spanned<String>> {
    let Some(files) = files else { return Vec::new() };
    if !matches!(files.value.len(), 1 | 2) {
        reader.fault(files.span, Message::new("plan-fonts"));
    }
    files.value.into_iter().take(2).collect()
}
