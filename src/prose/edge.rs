//! The two ends of what a part of a line shows: what a space, a quotation mark or a unit beside it depends on.

use crate::model::Inline;

/// First or last character of what an inline shows; none where it shows nothing of its own.
pub fn edge(inline: &Inline, first: bool) -> Option<char> {
    let of = |words: &str| if first { words.chars().next() } else { words.chars().next_back() };
    match inline {
        Inline::Text(piece) | Inline::Code(piece) | Inline::Waived(piece, _) => of(&piece.value),
        Inline::Tie(_, words) => of(words),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
            if first {
                inner.iter().find_map(|inline| edge(inline, first))
            } else {
                inner.iter().rev().find_map(|inline| edge(inline, first))
            }
        }
        // 图1-2: begins with a Chinese character, ends with a digit.
        Inline::CrossReference { .. } => Some(if first { '图' } else { '1' }),
        Inline::SoftBreak | Inline::HardBreak => Some(' '),
        Inline::FootnoteReference(_) | Inline::Image { .. } => None,
    }
}

/// The words next to what stands before a line's part, or after it; empty where it shows something else.
pub fn neighbour(inlines: &[Inline], first: bool) -> &str {
    let next = if first { inlines.first() } else { inlines.last() };
    match next {
        Some(Inline::Text(piece) | Inline::Waived(piece, _)) => &piece.value,
        Some(Inline::Tie(_, words)) => words,
        Some(Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. }) => {
            neighbour(inner, first)
        }
        _ => "",
    }
}
