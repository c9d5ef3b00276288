//! Pages and what stands on them: blocks, tables, figures.

use super::Run;
use crate::model::{Alignment, ParagraphNumber};
use serde::Serialize;

/// A page of the book.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Page {
    /// Its blocks; the first is its heading once the book is sound.
    pub blocks: Vec<Block>,
    /// The footnotes that its text refers to, in the order of their first marks.
    pub notes: Vec<Footnote>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footnote {
    /// Its number; they run through a chapter.
    pub number: u32,
    /// How many marks lead to it.
    pub marks: u32,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph {
        /// Its line.
        runs: Vec<Run>,
        /// Whether it is nothing but pictures.
        pictures: bool,
        /// By which reviewers point at it; none in a footnote.
        number: Option<ParagraphNumber>,
    },
    /// A list.
    List {
        /// First number of an ordered list.
        start: Option<u64>,
        /// The blocks of each item.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A quotation.
    Quote(Vec<Block>),
    /// A block of code.
    Code {
        /// As typed.
        text: String,
        /// By which reviewers point at it; none in a footnote.
        number: Option<ParagraphNumber>,
    },
    /// A figure by its id; see `Frame::figures`.
    Figure(String),
    /// A line across the page.
    Rule,
}

impl Block {
    /// The number by which reviewers point at it; none for what has no number, or holds blocks that have.
    pub fn number(&self) -> Option<ParagraphNumber> {
        match self {
            Self::Paragraph { number, .. } | Self::Code { number, .. } => *number,
            Self::Table(table) => table.number,
            Self::Heading(_) | Self::List { .. } | Self::Quote(_) | Self::Figure(_) | Self::Rule => None,
        }
    }

    /// Calls `see` for every line of text in the block, at any depth.
    pub fn for_each_line<'a>(&'a self, see: &mut dyn FnMut(&'a [Run])) {
        match self {
            Self::Heading(heading) => see(&heading.runs),
            Self::Paragraph { runs, .. } => see(runs),
            Self::List { items, .. } => items.iter().flatten().for_each(|block| block.for_each_line(see)),
            Self::Quote(blocks) => blocks.iter().for_each(|block| block.for_each_line(see)),
            Self::Table(table) => {
                table.caption.iter().for_each(|caption| see(&caption.title));
                table.columns.iter().for_each(|column| see(&column.head));
                for row in &table.rows {
                    match row {
                        Row::Group(runs) => see(runs),
                        Row::Cells(cells) | Row::Total(cells) => cells.iter().for_each(|cell| see(cell)),
                    }
                }
                table.notes.iter().for_each(|note| see(note));
            }
            Self::Code { .. } | Self::Figure(_) | Self::Rule => {}
        }
    }
}

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Depth in the book: 1 chapter, 2 section, …
    pub depth: u8,
    /// 第一节, 1.1; empty where it has no number.
    pub label: String,
    /// Its id.
    pub id: Option<String>,
    /// Its words.
    pub runs: Vec<Run>,
    /// Ids of findings about the words below it, which no number can carry.
    pub findings: Vec<String>,
}

/// How a table fits the width of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum TableFit {
    /// As it comes.
    Plain,
    /// In columns of these widths, in points.
    Squeezed {
        /// The width of each column.
        widths: Vec<f64>,
        /// The size of its type, in points.
        size: f64,
        /// Along the long side of the page.
        turned: bool,
    },
    /// Not at all: no page is wide enough.
    TooWide,
}

/// What a table is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum TableForm {
    /// Written in the text; how wide its columns want to be.
    Written(TableFit),
    /// The planning indicators.
    Indicators,
    /// Rows of facts, or a grid; how wide its columns want to be.
    Facts(TableFit),
    /// A register; `period` is the column of years, which takes the room that it needs.
    Register {
        /// Index of that column.
        period: Option<usize>,
    },
    /// One entry of a register: the field's name, then what there is to say.
    Entry,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// The number of the row.
    Ordinal,
    /// The name of the row.
    Name,
    /// Numbers.
    Amount,
    /// Units, and what is as short.
    Unit,
    /// Dates.
    Date,
    /// Words.
    Words,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: Vec<Run>,
    /// What it holds.
    pub role: Role,
    /// How its cells stand, where the author says it.
    pub side: Alignment,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Row {
    /// A line across the table that names what follows.
    Group(Vec<Run>),
    /// One cell a column, or fewer.
    Cells(Vec<Vec<Run>>),
    /// The last row: what the others make.
    Total(Vec<Vec<Run>>),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// What it is made of.
    pub form: TableForm,
    /// By which reviewers point at it; none where it stands in no page.
    pub number: Option<ParagraphNumber>,
    /// Its caption, if it is one of the register.
    pub caption: Option<Caption>,
    /// What it is called where it has no caption; empty for one of the text.
    pub name: String,
    /// Its columns; without heads for an entry.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Lines below it.
    pub notes: Vec<Vec<Run>>,
}

/// What stands above a table or below a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Caption {
    /// The id.
    pub id: String,
    /// 图1-12, Table 2-1; empty where it stands nowhere in the text.
    pub label: String,
    /// The title.
    pub title: Vec<Run>,
    /// Its number in the printed plan, in a sentence.
    pub printed: Option<String>,
    /// The same as the register has it: `1-12`.
    pub printed_number: Option<String>,
    /// Its place among its like: chapter and number, those of no place last, then the order of the register.
    pub order: (u32, u32, usize),
}

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Picture {
    /// A chart by its figure's id.
    Chart {
        /// The name of its kind.
        kind: &'static str,
    },
    /// An image of the book: path below `content/`.
    Image(String),
    /// Nothing yet.
    Missing {
        /// What is the matter.
        head: String,
        /// What is needed, if the book says so.
        needs: Option<Vec<Run>>,
    },
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Its caption.
    pub caption: Caption,
    /// What it shows.
    pub picture: Picture,
    /// `chart`, `image`, `wanted`: what kind it was meant to be.
    pub kind: &'static str,
    /// The same in a word.
    pub kind_word: String,
    /// The author's text alternative.
    pub alt: Option<String>,
    /// What it says, in a sentence that stands over it.
    pub headline: Option<Vec<Run>>,
    /// The findings about what it shows: marks.
    pub marks: Vec<Run>,
    /// The note under its title.
    pub note: Option<Vec<Run>>,
    /// The sentence on rounding, if one is needed.
    pub rounding: Option<String>,
    /// Where it comes from, in a sentence.
    pub source: Option<String>,
}
