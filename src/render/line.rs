//! What site and print decide alike about a line of text.

use crate::model::Inline;

/// Whether a paragraph is nothing but pictures: it has no first line to indent.
pub(super) fn is_pictures(inlines: &[Inline]) -> bool {
    let blank = |inline: &Inline| match inline {
        Inline::Text(piece) => piece.value.trim().is_empty(),
        Inline::SoftBreak | Inline::HardBreak => true,
        _ => false,
    };
    let picture = |inline: &Inline| matches!(inline, Inline::Image { .. });
    inlines.iter().any(picture) && inlines.iter().all(|inline| picture(inline) || blank(inline))
}
