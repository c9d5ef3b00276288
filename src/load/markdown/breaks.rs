//! Line breaks of the source inside a run of words: nothing between two characters that fill a square, else a space. The
//! former are left out here, so that no reader has to ask; how a text is broken over lines says nothing.

use crate::locale::script::fills_a_square;
use crate::model::{Block, Inline, Language};
use crate::prose::edge;

/// Leaves the breaks that are nothing out of all runs of words of a block.
pub(super) fn fold_block(language: Language, block: &mut Block) {
    match block {
        Block::Heading(heading) => fold(language, &mut heading.inlines),
        Block::Paragraph { inlines, .. } => fold(language, inlines),
        Block::List { items, .. } => {
            items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| fold_block(language, block));
        }
        Block::Table { rows, .. } => {
            rows.iter_mut().flatten().for_each(|cell| fold(language, &mut cell.inlines));
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
            blocks.iter_mut().for_each(|block| fold_block(language, block));
        }
        Block::Code { .. }
        | Block::Figure { .. }
        | Block::RegisterTable { .. }
        | Block::Project { .. }
        | Block::Rule { .. } => {}
    }
}

/// Leaves the breaks that are nothing out of a run of words.
pub(super) fn fold(language: Language, inlines: &mut Vec<Inline>) {
    let mut broken = false;
    Inline::walk(inlines, &mut |inline| broken |= matches!(inline, Inline::SoftBreak | Inline::Image { .. }));
    if broken {
        between(language, inlines, None, None);
    }
}

/// The same for a part of a line; the characters on either side of it count.
fn between(language: Language, inlines: &mut Vec<Inline>, mut before: Option<char>, after: Option<char>) {
    let mut next = after;
    let mut follows: Vec<Option<char>> = Vec::with_capacity(inlines.len());
    for inline in inlines.iter().rev() {
        follows.push(next);
        next = edge(inline, true).or(next);
    }
    let wide = |character: Option<char>| character.is_some_and(|found| fills_a_square(language, found));
    inlines.retain_mut(|inline| {
        let after = follows.pop().flatten();
        match inline {
            Inline::SoftBreak if wide(before) && wide(after) => return false,
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { inlines: inner, .. } => {
                between(language, inner, before, after);
            }
            Inline::Image { alt, .. } => between(language, alt, None, None),
            _ => {}
        }
        before = edge(inline, false).or(before);
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Span, Spanned};

    fn words(text: &str) -> Inline {
        Inline::Text(Spanned::new(text.to_owned(), Span::new(SourceId(0), 0..text.len())))
    }

    #[test]
    fn a_line_break_between_chinese_characters_is_nothing() {
        for (language, before, after, expected) in [
            (Language::Zh, "草", "地", "草地"),
            (Language::Zh, "草，", "地", "草，地"),
            (Language::Zh, "草”", "“地", "草”“地"),
            (Language::En, "a”", "“b", "a” “b"),
            (Language::En, "a", "b", "a b"),
            (Language::Zh, "草", "b", "草 b"),
            (Language::En, "草", "地", "草地"),
        ] {
            let mut line = vec![words(before), Inline::SoftBreak, words(after)];
            fold(language, &mut line);
            assert_eq!(Inline::plain(&line), expected);
            // What is inside an element sees what is beside it.
            let strong = Inline::Strong(vec![words(before), Inline::SoftBreak]);
            let mut line = vec![strong, Inline::Emphasis(vec![words(after)])];
            fold(language, &mut line);
            assert_eq!(Inline::plain(&line), expected);
            let note = Inline::FootnoteReference(Spanned::new("a".to_owned(), Span::new(SourceId(0), 0..1)));
            let mut line = vec![words(before), note, Inline::SoftBreak, words(after)];
            fold(language, &mut line);
            assert_eq!(Inline::plain(&line), expected);
        }
    }

    #[test]
    fn a_tied_number_keeps_its_distance() {
        let tie = |text: &str| Inline::Tie(crate::model::TieId(0), text.to_owned());
        for (literal, expected) in [("6个", "共 6个"), ("六个", "共六个")] {
            let mut line = vec![words("共"), Inline::SoftBreak, tie(literal)];
            fold(Language::Zh, &mut line);
            assert_eq!(Inline::plain(&line), expected);
        }
    }
}
