//! A page of the book as a tree of CommonMark blocks and inlines, with places.

use super::{Language, TieId};
use crate::diagnostic::{SourceId, Span, Spanned};
use serde::Serialize;

/// Index into [`super::Project::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct PageId(pub usize);

/// One Markdown file.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its language.
    pub language: Language,
    /// Path below `content/<lang>/`: `01-status/02-society.md`; pairs the languages.
    pub path: String,
    /// The file.
    pub source: SourceId,
    /// Its blocks in order; the first is the page's title once the book is sound.
    pub blocks: Vec<Block>,
}

/// What pages are sorted by: language, then chapters by folder, each opened by its `_index.md` (`_` would sort after the
/// digits). `path` is that below `content/<lang>/`.
pub fn reading_order(language: Language, path: &str) -> (Language, &str, bool, &str) {
    let (chapter, section) = path.split_once('/').unwrap_or((path, ""));
    (language, chapter, section != "_index.md", section)
}

impl Page {
    /// Folder of the chapter: `01-status`.
    pub fn chapter(&self) -> &str {
        self.path.split('/').next().unwrap_or("")
    }

    /// Whether it opens a chapter (`_index.md`).
    pub fn opens_chapter(&self) -> bool {
        self.path.ends_with("/_index.md")
    }

    /// The headings in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    }
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The declared id `{#id}`.
    pub id: Option<Spanned<String>>,
    /// Its words.
    pub inlines: Vec<Inline>,
    /// The whole line.
    pub span: Span,
}

/// One item of a list.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// One cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its words.
    pub inlines: Vec<Inline>,
}

/// How the cells of a column stand, its head among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Alignment {
    /// At the line's start.
    Start,
    /// In the middle.
    Center,
    /// At the line's end: numbers.
    End,
}

impl Alignment {
    /// The word that site and print name it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Center => "center",
            Self::End => "end",
        }
    }
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its words.
        inlines: Vec<Inline>,
        /// Where.
        span: Span,
    },
    /// A list.
    List {
        /// First number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<ListItem>,
        /// Where.
        span: Span,
    },
    /// A table; `rows[0]` is the header.
    Table {
        /// How each column stands.
        columns: Vec<Alignment>,
        /// Header first.
        rows: Vec<Vec<Cell>>,
        /// Where.
        span: Span,
    },
    /// A quotation.
    Quote {
        /// Its blocks.
        blocks: Vec<Block>,
        /// Where.
        span: Span,
    },
    /// A code block.
    Code {
        /// Its text.
        text: String,
        /// Where.
        span: Span,
    },
    /// `![](fig:id)` alone in a paragraph.
    Figure {
        /// Figure id; the span is the id's own.
        id: Spanned<String>,
        /// The whole paragraph.
        span: Span,
    },
    /// `![](tab:id)` alone in a paragraph.
    RegisterTable {
        /// Table id; the span is the id's own.
        id: Spanned<String>,
        /// The whole paragraph.
        span: Span,
    },
    /// `![](proj:id)` alone in a paragraph: the entry of a project.
    Project {
        /// Project id; the span is the id's own.
        id: Spanned<String>,
        /// The whole paragraph.
        span: Span,
    },
    /// `[^label]: …`
    Footnote {
        /// Label; the span is that of the label in its brackets.
        label: Spanned<String>,
        /// Its blocks.
        blocks: Vec<Block>,
        /// Where.
        span: Span,
    },
    /// `---`
    Rule {
        /// Where.
        span: Span,
    },
}

impl Block {
    /// Where the block stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(heading) => heading.span,
            Self::Paragraph { span, .. }
            | Self::List { span, .. }
            | Self::Table { span, .. }
            | Self::Quote { span, .. }
            | Self::Code { span, .. }
            | Self::Figure { span, .. }
            | Self::RegisterTable { span, .. }
            | Self::Project { span, .. }
            | Self::Footnote { span, .. }
            | Self::Rule { span } => *span,
        }
    }

    /// A word for the kind of block, the same for both languages' blocks of a pair.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Heading(_) => "heading",
            Self::Paragraph { .. } => "paragraph",
            Self::List { .. } => "list",
            Self::Table { .. } => "table",
            Self::Quote { .. } => "quote",
            Self::Code { .. } => "code",
            Self::Figure { .. } => "figure",
            Self::RegisterTable { .. } => "register-table",
            Self::Project { .. } => "project",
            Self::Footnote { .. } => "footnote",
            Self::Rule { .. } => "rule",
        }
    }

    /// Adds to the number of every tie in the block: files are read side by side, each counting its own.
    pub fn shift_ties(&mut self, by: usize) {
        match self {
            Self::Heading(heading) => Inline::shift_ties(&mut heading.inlines, by),
            Self::Paragraph { inlines, .. } => Inline::shift_ties(inlines, by),
            Self::List { items, .. } => {
                items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| block.shift_ties(by));
            }
            Self::Table { rows, .. } => {
                rows.iter_mut().flatten().for_each(|cell| Inline::shift_ties(&mut cell.inlines, by));
            }
            Self::Quote { blocks, .. } | Self::Footnote { blocks, .. } => {
                blocks.iter_mut().for_each(|block| block.shift_ties(by));
            }
            Self::Code { .. }
            | Self::Figure { .. }
            | Self::RegisterTable { .. }
            | Self::Project { .. }
            | Self::Rule { .. } => {}
        }
    }

    /// Calls `see` for every inline of the block, at any depth.
    pub fn for_each_inline<'a>(&'a self, see: &mut dyn FnMut(&'a Inline)) {
        match self {
            Self::Heading(heading) => Inline::walk(&heading.inlines, see),
            Self::Paragraph { inlines, .. } => Inline::walk(inlines, see),
            Self::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.for_each_inline(see));
            }
            Self::Table { rows, .. } => {
                rows.iter().flatten().for_each(|cell| Inline::walk(&cell.inlines, see));
            }
            Self::Quote { blocks, .. } | Self::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| block.for_each_inline(see));
            }
            Self::Code { .. }
            | Self::Figure { .. }
            | Self::RegisterTable { .. }
            | Self::Project { .. }
            | Self::Rule { .. } => {}
        }
    }
}

/// A stretch of plain text and where it stands.
pub type TextPiece = Spanned<String>;

/// A part of a line of text.
#[derive(Debug, Clone)]
pub enum Inline {
    /// Plain text.
    Text(TextPiece),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `` `…` ``; the place holds the backticks too.
    Code(TextPiece),
    /// A tied number or phrase; the words are in [`super::Tie::literal`].
    Tie(TieId, String),
    /// `[31号](!doc)`: a number that is not data; the reason is kept.
    Waived(TextPiece, String),
    /// `[text](page.md#id)` inside the book, or an outside address.
    Link {
        /// Destination as written.
        target: Spanned<String>,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// `[](#fig:id)`, `[](#tab:id)`, `[](#sec:id)`: its text is made by the tool.
    CrossReference {
        /// `fig`, `tab` or `sec`.
        kind: &'static str,
        /// The id.
        id: Spanned<String>,
    },
    /// `![words](path)`: an image file that the book brings along.
    Image {
        /// Path below `content/`.
        path: Spanned<String>,
        /// Text alternative, of which only the words are shown.
        alt: Vec<Inline>,
    },
    /// `[^label]`
    FootnoteReference(Spanned<String>),
    /// A line break in the source that is a space to readers. Where it is nothing, between two Chinese characters,
    /// load has left it out.
    SoftBreak,
    /// A forced line break.
    HardBreak,
}

impl Inline {
    /// Adds to the number of every tie.
    pub fn shift_ties(inlines: &mut [Inline], by: usize) {
        for inline in inlines {
            match inline {
                Self::Tie(id, _) => id.0 += by,
                Self::Emphasis(inner)
                | Self::Strong(inner)
                | Self::Link { inlines: inner, .. }
                | Self::Image { alt: inner, .. } => Self::shift_ties(inner, by),
                _ => {}
            }
        }
    }

    /// Calls `see` for every inline, parents before children; an image's alternative is not part of the line.
    pub fn walk<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(&'a Inline)) {
        for inline in inlines {
            see(inline);
            match inline {
                Self::Emphasis(inner) | Self::Strong(inner) | Self::Link { inlines: inner, .. } => {
                    Self::walk(inner, see)
                }
                _ => {}
            }
        }
    }

    /// Whether a link shows nothing but its own address: `<https://…>`, `<a@b.cn>`. That is not prose.
    pub fn shows_address(target: &str, inlines: &[Self]) -> bool {
        let words = Self::plain(inlines);
        target == words || target.strip_prefix("mailto:") == Some(&words)
    }

    /// The words as a reader sees them, without cross-references.
    pub fn plain(inlines: &[Inline]) -> String {
        let mut text = String::new();
        Self::walk(inlines, &mut |inline| match inline {
            Self::Text(piece) | Self::Code(piece) | Self::Waived(piece, _) => text.push_str(piece),
            Self::Tie(_, words) => text.push_str(words),
            Self::SoftBreak | Self::HardBreak => text.push(' '),
            _ => {}
        });
        text
    }
}
