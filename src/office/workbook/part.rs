//! The parts of a spreadsheet's archive: shared texts, format codes, cells.

use super::format::{self, Shown};
use super::{Area, Cell, Place, Sheet};
use crate::diagnostic::limits::{MOST_SHEET_CELLS, MOST_SHEET_MERGED};
use crate::diagnostic::{Failure, Message};
use crate::office::{Package, attribute, child, children, named, tree};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows and columns that such a sheet can have.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// What the cells of all sheets refer to.
pub(super) struct Reader {
    pub(super) strings: Vec<String>,
    /// The format code of each style.
    pub(super) formats: Vec<Arc<str>>,
    /// Days are counted from 1 January 1904.
    pub(super) from_1904: bool,
}

/// Whether an attribute says yes.
pub(super) fn is_true(node: Node<'_, '_>, name: &str) -> bool {
    attribute(node, name).is_some_and(|word| matches!(word, "1" | "true" | "on"))
}

/// The texts that cells share.
pub(super) fn strings(package: &Package<'_>, main: &str) -> Result<Vec<String>, Failure> {
    let Some(part) = package.related(main, "sharedStrings")? else { return Ok(Vec::new()) };
    let Some(text) = package.text(&part)? else { return Ok(Vec::new()) };
    let tree = tree(&part, &text)?;
    Ok(children(tree.root_element(), "si").map(words).collect())
}

/// The format code of each style of cells.
pub(super) fn formats(package: &Package<'_>, main: &str) -> Result<Vec<Arc<str>>, Failure> {
    let Some(part) = package.related(main, "styles")? else { return Ok(Vec::new()) };
    let Some(text) = package.text(&part)? else { return Ok(Vec::new()) };
    let tree = tree(&part, &text)?;
    let number = |node: Node<'_, '_>| attribute(node, "numFmtId").and_then(|number| number.parse::<u32>().ok());
    let mut own: BTreeMap<u32, Arc<str>> = BTreeMap::new();
    for code in child(tree.root_element(), "numFmts").iter().flat_map(|list| children(*list, "numFmt")) {
        if let Some((number, code)) = number(code).zip(attribute(code, "formatCode")) {
            own.insert(number, Arc::from(code));
        }
    }
    let code = |style: Node<'_, '_>| {
        let number = number(style).unwrap_or(0);
        own.get(&number).cloned().unwrap_or_else(|| Arc::from(format::built_in(number)))
    };
    Ok(child(tree.root_element(), "cellXfs").iter().flat_map(|list| children(*list, "xf")).map(code).collect())
}

/// The words below an element, without what says how they are read aloud.
fn words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|inner| named(*inner, "t"));
    let spoken = texts.filter(|text| !text.ancestors().any(|outer| named(outer, "rPh")));
    spoken.filter_map(|text| text.text()).collect()
}

/// Removes what a program keeps below a merged area, out of sight; `None` if the areas have too many rows.
fn uncover(sheet: &mut Sheet) -> Option<()> {
    let mut covered: BTreeMap<u32, Vec<Area>> = BTreeMap::new();
    let mut rows: usize = 0;
    for area in &sheet.merged {
        rows += (area.to.row + 1).saturating_sub(area.from.row) as usize;
        if rows > MOST_SHEET_CELLS {
            return None;
        }
        (area.from.row..=area.to.row).for_each(|row| covered.entry(row).or_default().push(*area));
    }
    let hidden = |place: &Place| {
        let areas = covered.get(&place.row);
        areas.is_some_and(|areas| areas.iter().any(|area| area.holds(*place) && area.from != *place))
    };
    sheet.cells.retain(|place, _| !hidden(place));
    Some(())
}

impl Reader {
    pub(super) fn sheet(&self, part: &str, tree: &Document<'_>) -> Result<Sheet, Failure> {
        let root = tree.root_element();
        let mut sheet = Sheet::default();
        let too_much = || Failure::new(Message::new("office.too-much").with("part", part));
        for column in child(root, "cols").iter().flat_map(|list| children(*list, "col")) {
            let end = |name| attribute(column, name).and_then(|end| end.parse::<u32>().ok());
            if let Some((from, to)) = end("min").zip(end("max")).filter(|_| is_true(column, "hidden")) {
                sheet.hidden_columns.extend((from..=to.min(COLUMNS)).filter_map(|column| column.checked_sub(1)));
            }
        }
        let merged = child(root, "mergeCells");
        let areas = merged.iter().flat_map(|list| children(*list, "mergeCell"));
        sheet.merged = areas.filter_map(|area| attribute(area, "ref")?.parse::<Area>().ok()).collect();
        if sheet.merged.len() > MOST_SHEET_MERGED {
            return Err(too_much());
        }
        let mut next = 0;
        for row in child(root, "sheetData").iter().flat_map(|data| children(*data, "row")) {
            let number = attribute(row, "r").and_then(|row| row.parse::<u32>().ok());
            let number = number.and_then(|row| row.checked_sub(1)).unwrap_or(next);
            if number >= ROWS {
                return Err(too_much());
            }
            next = number + 1;
            if is_true(row, "hidden") {
                sheet.hidden_rows.insert(number);
            }
            self.row(row, number, &mut sheet.cells);
            if sheet.cells.len() > MOST_SHEET_CELLS {
                return Err(too_much());
            }
        }
        uncover(&mut sheet).ok_or_else(too_much)?;
        Ok(sheet)
    }

    fn row(&self, row: Node<'_, '_>, number: u32, cells: &mut BTreeMap<Place, Cell>) {
        let mut next = 0;
        for cell in children(row, "c") {
            let column = attribute(cell, "r").and_then(|name| name.parse::<Place>().ok());
            let column = column.map_or(next, |place| place.column);
            next = column + 1;
            let style = attribute(cell, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
            let format = self.formats.get(style).cloned().unwrap_or_else(|| Arc::from("General"));
            let formula = child(cell, "f").map(|formula| formula.text().unwrap_or_default().to_owned());
            let waits = formula.is_some() && child(cell, "v").is_none();
            if column < COLUMNS
                && let Some(shown) = self.shown(cell, &format).or(waits.then_some(Shown::Pending))
            {
                cells.insert(Place { row: number, column }, Cell { shown, format, formula });
            }
        }
    }

    /// What a cell shows; `None` if it is empty.
    fn shown(&self, cell: Node<'_, '_>, code: &str) -> Option<Shown> {
        let stored = || child(cell, "v").and_then(|value| value.text());
        let words_of = |text: String| Some(Shown::Text(text)).filter(|shown| !shown.text().trim().is_empty());
        match attribute(cell, "t") {
            Some("s") => words_of(self.strings.get(stored()?.trim().parse::<usize>().ok()?)?.clone()),
            Some("inlineStr") => words_of(words(cell)),
            Some("str") => words_of(stored()?.to_owned()),
            Some("b") => Some(Shown::Truth(stored()?.trim() == "1")),
            Some("e") => Some(Shown::Error(stored()?.trim().to_owned())),
            Some("d") => {
                let text = stored()?.trim();
                let day = crate::model::Day::from_iso(text.split('T').next().unwrap_or(text));
                Some(day.map_or_else(|| Shown::Text(text.to_owned()), Shown::Day))
            }
            _ => Some(format::shown(stored()?.trim(), code, self.from_1904)),
        }
    }
}
