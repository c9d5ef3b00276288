//! Spreadsheets (.xlsx): each sheet is a heading and a table, with the values that its formulas last had. Hidden sheets are read
//! as well; charts and pictures are counted.

use super::builder::{Builder, Given};
use crate::audit::document::{Unread, Words};
use crate::diagnostic::{Failure, Message};
use crate::office::{Package, attribute, child, children, named, tree};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Rows and columns of a sheet that are read.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 256;
/// Significant figures of a value: what a program's own fractions leave behind them is no part of it.
const FIGURES: u32 = 11;

/// Reads a spreadsheet; gives the text that its places are in.
///
/// # Errors
/// When it is no sound spreadsheet.
pub(in crate::audit) fn read(bytes: &[u8], builder: &mut Builder) -> Result<String, Failure> {
    let package = Package::open(bytes)?;
    let foreign = || Failure::new(Message::new("audit.no-sheet"));
    let main = package.related("", "officeDocument")?.ok_or_else(foreign)?;
    let book = package.text(&main)?.ok_or_else(foreign)?;
    let book = tree(&main, &book)?;
    if !named(book.root_element(), "workbook") {
        return Err(foreign());
    }
    let strings = strings(&package, &main)?;
    let parts: BTreeMap<String, String> = package.relations(&main, "worksheet")?.into_iter().collect();
    let mut reader = Reader { builder, text: String::new(), strings };
    let sheets = child(book.root_element(), "sheets");
    for sheet in sheets.iter().flat_map(|sheets| children(*sheets, "sheet")) {
        let part = attribute(sheet, "id").and_then(|id| parts.get(id));
        let Some(text) = part.map(|part| package.text(part)).transpose()?.flatten() else { continue };
        let part = part.map_or("", String::as_str);
        let name = attribute(sheet, "name").unwrap_or_default();
        let words = reader.line(name);
        reader.builder.heading(1, words);
        reader.sheet(&tree(part, &text)?);
    }
    let pictures = package.paths().filter(|path| path.contains("/media/")).count();
    let charts = package.paths().filter(|path| path.contains("/charts/chart")).count();
    for (kind, count) in [(Unread::Picture, pictures), (Unread::Object, charts)] {
        if count > 0 {
            reader.builder.unread(kind, count);
        }
    }
    Ok(reader.text)
}

/// The texts that cells share.
fn strings(package: &Package<'_>, main: &str) -> Result<Vec<String>, Failure> {
    let Some(part) = package.related(main, "sharedStrings")? else { return Ok(Vec::new()) };
    let Some(text) = package.text(&part)? else { return Ok(Vec::new()) };
    let tree = tree(&part, &text)?;
    Ok(children(tree.root_element(), "si").map(words).collect())
}

/// The words below an element, without what says how they are read aloud.
fn words(node: roxmltree::Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|inner| named(*inner, "t"));
    let spoken = texts.filter(|text| !text.ancestors().any(|outer| named(outer, "rPh")));
    spoken.filter_map(|text| text.text()).collect()
}

struct Reader<'b> {
    builder: &'b mut Builder,
    text: String,
    strings: Vec<String>,
}

impl Reader<'_> {
    fn line(&mut self, words: &str) -> Words {
        let words = words.replace(['\n', '\r', '\t'], " ");
        let at = self.text.len();
        self.text.push_str(&words);
        self.text.push('\n');
        Words::at(&words, at)
    }

    fn sheet(&mut self, tree: &roxmltree::Document<'_>) {
        let root = tree.root_element();
        let mut merged: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        let mut covered: Vec<((usize, usize), (usize, usize))> = Vec::new();
        for cells in child(root, "mergeCells").iter().flat_map(|cells| children(*cells, "mergeCell")) {
            let ends = attribute(cells, "ref").and_then(|area| area.split_once(':'));
            let Some((from, to)) = ends.and_then(|(from, to)| place(from).zip(place(to))) else { continue };
            merged.insert(from, ((to.0 + 1).saturating_sub(from.0), (to.1 + 1).saturating_sub(from.1)));
            covered.push((from, to));
        }
        let is_covered = |row: usize, column: usize| {
            covered.iter().any(|(from, to)| {
                (row, column) != *from && (from.0..=to.0).contains(&row) && (from.1..=to.1).contains(&column)
            })
        };
        let mut rows: Vec<Vec<Given>> = Vec::new();
        for (index, row) in child(root, "sheetData").iter().flat_map(|data| children(*data, "row")).enumerate() {
            let number = attribute(row, "r")
                .and_then(|row| row.parse::<usize>().ok())
                .map_or(index, |row| row.saturating_sub(1));
            if number >= MOST_ROWS || number < rows.len() {
                continue;
            }
            rows.resize_with(number, Vec::new);
            let mut line: Vec<Given> = Vec::new();
            let mut next = 0;
            for cell in children(row, "c") {
                let column = attribute(cell, "r").and_then(place).map_or(next, |(_, column)| column);
                if column >= MOST_COLUMNS || column < next {
                    continue;
                }
                while next < column {
                    if !is_covered(number, next) {
                        line.push(Given::one(Words::default()));
                    }
                    next += 1;
                }
                next += 1;
                if is_covered(number, column) {
                    continue;
                }
                let value = self.value(cell);
                let words = self.line(&value);
                let (down, across) = merged.get(&(number, column)).copied().unwrap_or((1, 1));
                line.push(Given { words, across, down });
            }
            rows.push(line);
        }
        self.builder.table(rows);
    }

    fn value(&self, cell: roxmltree::Node<'_, '_>) -> String {
        let stored = child(cell, "v").and_then(|value| value.text()).unwrap_or_default().trim();
        match attribute(cell, "t") {
            Some("s") => stored.parse::<usize>().ok().and_then(|at| self.strings.get(at)).cloned().unwrap_or_default(),
            Some("inlineStr") => words(cell),
            Some("str") => stored.to_owned(),
            Some("b" | "e") => String::new(),
            _ => rounded(stored),
        }
    }
}

/// A number without what a program's own fractions have left: 12.100000000000001.
fn rounded(stored: &str) -> String {
    let value = stored.parse::<Decimal>().ok().or_else(|| Decimal::from_scientific(stored).ok());
    match value.and_then(|value| value.round_sf(FIGURES)) {
        Some(value) => value.normalize().to_string(),
        None => stored.to_owned(),
    }
}

/// Row and column of a name such as B3, from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let letters = name.trim_start_matches('$');
    let digits = letters.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
    let column = letters.get(..letters.len() - digits.len()).filter(|letters| (1..=3).contains(&letters.len()))?;
    let column = column.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
    let row: usize = digits.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::audit::read::document;
    use crate::diagnostic::SourceMap;
    use crate::office::Archive;

    fn file(sheet: &str) -> Vec<u8> {
        let mut archive = Archive::default();
        let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
        };
        archive.add("[Content_Types].xml", b"<Types/>");
        archive.add("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml")).as_bytes());
        let own = relation("s", "worksheet", "sheet1.xml") + &relation("t", "sharedStrings", "strings.xml");
        archive.add("xl/_rels/workbook.xml.rels", relations(&own).as_bytes());
        let book = "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"用水\" r:id=\"s\"/></sheets></workbook>";
        archive.add("xl/workbook.xml", book.as_bytes());
        archive.add(
            "xl/strings.xml",
            "<sst><si><t>名称</t></si><si><r><t>万</t></r><r><t>吨</t></r></si></sst>".as_bytes(),
        );
        archive.add("xl/sheet1.xml", sheet.as_bytes());
        archive.finish()
    }

    #[test]
    fn a_sheet_is_a_heading_and_a_table() {
        let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t>东镇</t></is></c><c r="C3"><f>1+1</f><v>12.100000000000001</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#;
        let read = document("a.xlsx", &file(sheet), &mut SourceMap::default()).unwrap();
        assert_eq!(read.lines[0].words.text, "用水");
        let cell = |row, column| read.cell(0, row, column);
        assert_eq!((cell(0, 0), cell(0, 1), cell(0, 2)), (Some("名称"), Some("名称"), Some("万吨")));
        assert_eq!((cell(1, 0), cell(2, 0), cell(2, 2)), (None, Some("东镇"), Some("12.1")));
        assert!(document("a.xlsx", b"PK\x03\x04", &mut SourceMap::default()).is_err());
    }

    #[test]
    fn names_of_places_are_rows_and_columns() {
        assert_eq!(
            (place("A1"), place("$AB$12"), place("1A"), place("A0")),
            (Some((0, 0)), Some((11, 27)), None, None)
        );
    }
}
