//! The data atlas: a printed work of large sheets, each about one thing, made from the same data as the pages.

use super::{Finding, Run, Table};
use crate::model::Chart;

/// How wide a picture of the atlas is to stand; it is drawn for some widths, and the sheet takes one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlateSize {
    /// A third of a sheet.
    Third,
    /// Half a sheet.
    Half,
    /// Two thirds of a sheet.
    Main,
}

/// How the parts of a sheet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetLayout {
    /// In so many columns, each as full as the others.
    Columns(u8),
    /// The first part over two thirds of the sheet, the others in the column beside it and on the sheets that follow.
    Main,
    /// Over the whole width, one after another.
    Whole,
    /// In so many columns of small lines, one flowing into the next.
    Index(u8),
}

/// A chart drawn for the atlas.
#[derive(Debug, Clone)]
pub struct Plate {
    /// Its id among the plates.
    pub id: String,
    /// What it draws.
    pub chart: Chart,
    /// How wide.
    pub size: PlateSize,
}

/// A picture on a sheet.
#[derive(Debug, Clone)]
pub struct SheetPicture {
    /// The figure of the book: its caption, headline, source and marks.
    pub figure: String,
    /// The plate that is drawn for it; `None` for an image of the book.
    pub plate: Option<String>,
    /// What is to be said of it on this sheet: that it is a scheme, that the sheet's place is not in it.
    pub remarks: Vec<String>,
    /// Its data.
    pub table: Option<Table>,
}

/// Some words under a lead: a sentence and where it stands, a name and what belongs to it.
#[derive(Debug, Clone, Default)]
pub struct SheetLine {
    /// Small words before it; empty where they are those of the line before.
    pub lead: Vec<Run>,
    /// The words.
    pub runs: Vec<Run>,
    /// Ids of the sheets that it leads to.
    pub sheets: Vec<String>,
}

/// A part of a sheet.
#[derive(Debug, Clone)]
pub enum SheetPart {
    /// Numbers in large type: each with its name.
    Numbers(Vec<(Vec<Run>, Vec<Run>)>),
    /// A picture with its data.
    Picture(Box<SheetPicture>),
    /// A table; what stands over it.
    Table(String, Table),
    /// Lines under a head.
    Lines(String, Vec<SheetLine>),
    /// A finding in full.
    Finding(Box<Finding>),
}

/// A sheet; it may run over several pages.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its id: `county`, `town.shiqiao`.
    pub id: String,
    /// What the sheets of its group are called together.
    pub group: String,
    /// What it is called.
    pub title: Vec<Run>,
    /// What its pictures are: data, maps, schemes (数据图、示意).
    pub kind: String,
    /// How its parts stand.
    pub layout: SheetLayout,
    /// What its findings are called.
    pub findings: String,
    /// What stands on it.
    pub parts: Vec<SheetPart>,
}

/// A map sheet of the owner's that is bound.
#[derive(Debug, Clone)]
pub struct MapPlate {
    /// Its id: `map.zones`.
    pub id: String,
    /// What it is called.
    pub title: Vec<Run>,
    /// Path of its image below `content/`.
    pub file: String,
    /// Its approval number, or that it has none.
    pub approval: String,
    /// Its alternative text.
    pub alt: String,
}

/// The atlas of a book, in one language and for one audience.
#[derive(Debug, Clone, Default)]
pub struct Atlas {
    /// The sheets made from the data; numbered from 1 in this order.
    pub sheets: Vec<Sheet>,
    /// The owner's map sheets that are bound after them.
    pub maps: Vec<MapPlate>,
    /// The charts to be drawn for it.
    pub plates: Vec<Plate>,
}
