//! A Word document as it reads: paragraphs and tables in their order, with what a reviewer has left in them.
//!
//! Text comes whole however it is split: runs, smart tags, fields (their results), content controls, links, alternatives
//! (the first), ruby (its base). A picture, a note's mark or an object is [`OBJECT`], one character.

mod aside;
mod change;
mod look;
mod origin;
mod reading;
mod remark;
mod settled;

pub use origin::{Breaks, Origin};
pub use remark::{Mark, Remark, remarked};

use std::collections::BTreeMap;

/// What stands for a picture, a note's mark or an object.
pub const OBJECT: char = '\u{fffc}';

/// A Word document.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// Its body; text boxes come after the paragraph that holds them.
    pub body: Vec<Block>,
    /// Footnotes and endnotes: the mark's id (`footnote 3`, `endnote 1`) and what it says.
    pub notes: Vec<(String, Vec<Block>)>,
    /// Comments in the order of the file.
    pub comments: Vec<Comment>,
    /// Properties of its own, by name.
    pub properties: BTreeMap<String, String>,
    /// How many things of each kind are not read: `chart`, `drawing`, `math`, `object`.
    pub unread: BTreeMap<&'static str, usize>,
    /// Where the marks of notes stand in the main part, by the note's id.
    pub marks: BTreeMap<String, Origin>,
    /// The parts that hold pictures, by the name of their relation.
    pub media: BTreeMap<String, String>,
}

/// A block.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub struct Paragraph {
    /// The name of its style in lower case: `heading 1`, `caption`; empty for the standard one.
    pub style: String,
    /// Its level in the outline, 1 to 9, if it is a heading.
    pub outline: Option<u8>,
    /// Its list and level there, from 0.
    pub list: Option<ListPlace>,
    /// Its text.
    pub pieces: Vec<Piece>,
    /// Bookmarks that begin in it.
    pub bookmarks: Vec<String>,
    /// What has become of its end: inserted with the paragraph, or deleted so that it joins the next.
    pub end: Option<Change>,
    /// Where its words stand in its part, in the order of all its pieces; as it was read, before any change is taken.
    pub origins: Vec<Origin>,
    /// Its pictures: the name of the relation (see [`Manuscript::media`]), and the words for readers who cannot see it.
    pub pictures: Vec<(String, String)>,
}

/// Where in a list a paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    /// The list.
    pub list: String,
    /// Its level, from 0.
    pub level: u8,
    /// How the level is numbered: `bullet`, `decimal`, `chineseCounting`; empty if the file does not say.
    pub format: String,
    /// What its number looks like: `%1.`, `第%1章`.
    pub text: String,
}

/// A stretch of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Whether it was inserted, deleted or moved.
    pub change: Option<Change>,
    /// Ids of the comments on it.
    pub comments: Vec<String>,
    /// The tag of the innermost content control around it.
    pub tag: Option<String>,
    /// The note whose mark it is: `footnote 3`.
    pub note: Option<String>,
}

/// What a reviewer has done to a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// Who.
    pub author: String,
    /// When, as written: `2026-11-30T09:00:00Z`.
    pub date: String,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is new.
    Inserted,
    /// It is to go.
    Deleted,
    /// It goes, and stands elsewhere.
    MovedFrom,
    /// It comes from elsewhere.
    MovedTo,
}

impl ChangeKind {
    /// Whether it stands there once all changes are taken.
    pub fn stays(self) -> bool {
        matches!(self, Self::Inserted | Self::MovedTo)
    }
}

/// A comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// Who.
    pub author: String,
    /// When, as written.
    pub date: String,
    /// Its paragraphs, one a line.
    pub text: String,
    /// The id of the comment that it answers.
    pub answers: Option<String>,
    /// Whether it is settled.
    pub done: bool,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is repeated as a head.
    pub head: bool,
    /// Whether the whole row is new or is to go.
    pub change: Option<Change>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What is in it.
    pub blocks: Vec<Block>,
    /// How many columns it covers.
    pub columns: usize,
    /// Whether it goes on from the cell above.
    pub goes_on: bool,
}

impl Paragraph {
    /// Its text once all changes are taken.
    pub fn text(&self) -> String {
        let stays = |piece: &&Piece| piece.change.as_ref().is_none_or(|change| change.kind.stays());
        self.pieces.iter().filter(stays).map(|piece| piece.text.as_str()).collect()
    }

    /// Its text before any change.
    pub fn former(&self) -> String {
        let stood = |piece: &&Piece| piece.change.as_ref().is_none_or(|change| !change.kind.stays());
        self.pieces.iter().filter(stood).map(|piece| piece.text.as_str()).collect()
    }
}

impl Block {
    /// Calls `see` for every paragraph in it, those of cells too.
    pub fn for_each_paragraph<'a>(&'a self, see: &mut dyn FnMut(&'a Paragraph)) {
        match self {
            Self::Paragraph(paragraph) => see(paragraph),
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.blocks).for_each(|block| block.for_each_paragraph(see));
            }
        }
    }
}
