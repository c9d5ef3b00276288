//! Footnotes: how a mark finds its note, and what number both carry, alike on the site and on paper.

use super::{Block, Inline, Page};
use crate::diagnostic::Spanned;

/// A footnote that the text refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// [`Note::key`] of its label.
    pub key: String,
    /// Its number; they run through a chapter, since on paper the pages of a chapter follow each other on one leaf.
    pub number: u32,
    /// How many marks lead to it.
    pub marks: u32,
}

/// A mark in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct NoteMark {
    /// The number of its note.
    pub number: u32,
    /// Which of the marks of that note it is, from 1.
    pub nth: u32,
}

impl Note {
    /// What a mark and its note have in common: case does not matter.
    pub fn key(label: &str) -> String {
        label.to_lowercase()
    }

    /// The number as it is set, raised, after a word: in brackets, since `km²` with a bare 2 after it reads `km²²`.
    pub fn shown(number: u32) -> String {
        format!("[{number}]")
    }
}

/// A footnote's text where it is written.
type Written<'a> = (&'a Spanned<String>, &'a [Block]);

impl Page {
    /// The notes written on the page, those inside other blocks among them, in their order.
    pub fn notes(&self) -> Vec<Written<'_>> {
        let mut found = Vec::new();
        notes(&self.blocks, &mut found);
        found
    }
}

fn notes<'a>(blocks: &'a [Block], found: &mut Vec<Written<'a>>) {
    for block in blocks {
        match block {
            Block::Footnote { label, blocks, .. } => {
                found.push((label, blocks));
                notes(blocks, found);
            }
            Block::List { items, .. } => items.iter().for_each(|item| notes(&item.blocks, found)),
            Block::Quote { blocks, .. } => notes(blocks, found),
            _ => {}
        }
    }
}

impl Block {
    /// Calls `see` for the label of every mark of a footnote in the block, notes written in it left out.
    pub fn for_each_note_mark<'a>(&'a self, see: &mut dyn FnMut(&'a Spanned<String>)) {
        match self {
            Self::Footnote { .. } => {}
            Self::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.for_each_note_mark(see));
            }
            Self::Quote { blocks, .. } => blocks.iter().for_each(|block| block.for_each_note_mark(see)),
            _ => self.for_each_inline(&mut |inline| {
                if let Inline::FootnoteReference(label) = inline {
                    see(label);
                }
            }),
        }
    }
}
