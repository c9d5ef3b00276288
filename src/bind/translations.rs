//! How the translation stands: source blocks by hash, beside those that were confirmed.
//!
//! The hash covers a block's words with the keys of tied numbers in place of their literals: an update of the data
//! changes no hash. Which blocks are those that were confirmed: [`super::confirmed`].

use super::confirmed::judge;
use crate::locale::script::is_wide;
use crate::model::{Block, Inline, Page, PageTranslation, Project, SourceBlock, Tie, TieKind, TranslationState};
use crate::prose::pairing;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

/// Hexadecimal digits of a hash: a page has too few blocks for two of them to meet by chance.
const DIGITS: usize = 12;
/// Set around what is no word, so that no word can look like it.
const MARK: char = '\u{1f}';

/// The state of every page of the source language.
pub(super) fn states(project: &Project) -> Vec<PageTranslation> {
    let languages = project.plan.languages;
    let is_source = |page: &&Page| page.language == languages.source() && !languages.is_one();
    let pages = project.pages.par_iter().filter(is_source);
    let state =
        |page: &Page| PageTranslation { page: page.path.clone(), formerly: None, blocks: blocks(project, page) };
    let mut states: Vec<PageTranslation> = pages.map(state).collect();
    judge(&mut states, project.confirmations.as_deref().unwrap_or_default());
    states
}

fn blocks(project: &Project, page: &Page) -> Vec<SourceBlock> {
    let other = project.partner(page).map(|(_, other)| other);
    let partners = other.map_or_else(|| vec![None; page.blocks.len()], |other| pairing::partners(page, other));
    let partner = |index: Option<usize>| Some(other?.blocks.get(index?)?.span());
    let mut heading = String::new();
    let mut blocks = Vec::new();
    for (block, index) in page.blocks.iter().zip(partners) {
        if let Block::Heading(found) = block {
            heading = found.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
        }
        let words = Words::of(block, &project.ties);
        if !words.is_empty() {
            blocks.push(SourceBlock {
                heading: heading.clone(),
                hash: hash(&words),
                span: block.span(),
                partner: partner(index),
                state: TranslationState::Unconfirmed,
            });
        }
    }
    blocks
}

fn hash(words: &str) -> String {
    blake3::hash(words.as_bytes()).to_hex().chars().take(DIGITS).collect()
}

/// The words of a block as its translator sees them.
struct Words<'a> {
    ties: &'a [Tie],
    text: String,
}

impl<'a> Words<'a> {
    /// Empty for blocks without words of their own: figures, tables of the register, rules.
    fn of(block: &Block, ties: &'a [Tie]) -> String {
        let mut words = Words { ties, text: String::new() };
        words.block(block);
        let text = reflowed(&words.text);
        if text.chars().all(|character| character == MARK || character.is_whitespace()) { String::new() } else { text }
    }

    fn mark(&mut self, name: &str) {
        self.text.push(MARK);
        self.text.push_str(name);
        self.text.push(MARK);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.inlines(&heading.inlines),
            Block::Paragraph { inlines, .. } => self.inlines(inlines),
            Block::List { items, .. } => {
                for item in items {
                    self.mark("");
                    item.blocks.iter().for_each(|block| self.block(block));
                }
            }
            Block::Table { rows, .. } => {
                for cell in rows.iter().flatten() {
                    self.mark("");
                    self.inlines(&cell.inlines);
                }
            }
            Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| {
                    self.mark("");
                    self.block(block);
                });
            }
            Block::Code { text, .. } => self.text.push_str(text),
            Block::Figure { .. } | Block::RegisterTable { .. } | Block::Project { .. } | Block::Rule { .. } => {}
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(piece) | Inline::Code(piece) => self.text.push_str(piece),
                Inline::Emphasis(inner) | Inline::Strong(inner) => {
                    self.mark("*");
                    self.inlines(inner);
                    self.mark("*");
                }
                Inline::Tie(id, words) => self.tie(&self.ties[id.0], words),
                Inline::Waived(words, reason) => {
                    self.text.push_str(words);
                    self.mark(reason);
                }
                Inline::Link { target, inlines } => {
                    self.inlines(inlines);
                    self.mark(target);
                }
                Inline::CrossReference { kind, id } => self.mark(&format!("{kind}:{}", id.value)),
                Inline::Image { path, alt } => self.mark(&format!("{}:{}", path.value, Inline::plain(alt))),
                Inline::FootnoteReference(label) => self.mark(&format!("^{}", label.value)),
                Inline::SoftBreak | Inline::HardBreak => self.text.push('\n'),
            }
        }
    }

    /// A number is its key; the words of a claim are words.
    fn tie(&mut self, tie: &Tie, words: &str) {
        match tie.kind {
            TieKind::Number => self.mark(&format!("={}", tie.target.value)),
            TieKind::Claim => {
                self.text.push_str(words);
                self.mark(&format!("?{}", tie.target.value));
            }
        }
    }
}

/// The text on one line: how it is broken over lines says nothing. A break between two Chinese characters is no space.
fn reflowed(text: &str) -> String {
    let mut flowed = String::with_capacity(text.len());
    let mut gap: Option<bool> = None;
    for character in text.chars() {
        if character.is_whitespace() {
            gap = Some(gap.unwrap_or(false) || character == '\n');
            continue;
        }
        if let Some(broken) = gap.take() {
            let wide = |character: char| is_wide(character) || character == MARK;
            if !(broken && wide(character) && flowed.chars().last().is_some_and(wide)) {
                flowed.push(' ');
            }
        }
        flowed.push(character);
    }
    flowed.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::reflowed;

    #[test]
    fn how_a_text_is_broken_over_lines_says_nothing() {
        assert_eq!(reflowed("草地\n面积"), "草地面积");
        assert_eq!(reflowed("grass\nland  is"), "grass land is");
        assert_eq!(reflowed("草地 面积\nkm²"), "草地 面积 km²");
    }
}
