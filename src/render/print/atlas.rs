//! The atlas as the JSON that `templates/print/atlas.typ` walks. The shapes are described at the top of that file.

use super::Plates;
use super::book::{Writer, meta, shifted};
use super::figure::{alternative, plate_path};
use crate::diagnostic::Message;
use crate::model::document::{
    Atlas, Document, MapPlate, Row, Run, Sheet, SheetLayout, SheetLine, SheetPart, SheetPicture, Table,
};
use crate::model::{PlateDrawing, Project};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Points of a pixel.
const POINTS: f64 = 0.75;

/// What the sheets of one language are written with.
struct Sheets<'a> {
    writer: Writer<'a>,
    plates: &'a Plates,
    /// The number of each sheet by its id.
    numbers: BTreeMap<&'a str, usize>,
}

/// One language's atlas.
pub(super) fn atlas(
    document: &dyn Document,
    atlas: &Atlas,
    project: &Project,
    drawings: &super::Drawings,
    plates: &Plates,
) -> Value {
    let frame = document.frame();
    let ids = atlas.sheets.iter().map(|sheet| sheet.id.as_str()).chain(atlas.maps.iter().map(|map| map.id.as_str()));
    let numbers: BTreeMap<&str, usize> = ids.zip(1..).collect();
    let findings = atlas.sheets.iter().flat_map(|sheet| &sheet.parts).filter_map(|part| match part {
        SheetPart::Finding(finding) => Some(format!("finding:{}", finding.id)),
        _ => None,
    });
    let targets: BTreeSet<String> = findings.collect();
    let mut writer = Writer::among(frame, project, drawings, targets);
    let meta = meta(&mut writer);
    let labels = labels(&writer);
    let mut sheets = Sheets { writer, plates, numbers };
    let mut group = "";
    let mut written = Vec::new();
    for sheet in &atlas.sheets {
        let opens = group != sheet.group;
        group = &sheet.group;
        written.push(sheets.sheet(sheet, opens));
    }
    let maps: Vec<Value> = atlas.maps.iter().filter_map(|map| sheets.map(map)).collect();
    json!({ "meta": meta, "shifted": shifted(project), "labels": labels, "sheets": written, "maps": maps })
}

/// The words of the frame, by the ends of their ids.
fn labels(writer: &Writer<'_>) -> Value {
    let mut labels = Map::new();
    for (name, id) in [("cover", "ui.site.print_atlas"), ("language-name", "ui.site.language_name")] {
        labels.insert(name.to_owned(), json!(writer.say(&Message::new(id))));
    }
    for prefix in ["ui.label.", "atlas."] {
        labels.extend(writer.words_under(prefix).map(|(id, text)| (id.to_owned(), json!(text))));
    }
    Value::Object(labels)
}

impl Sheets<'_> {
    fn sheet(&mut self, sheet: &Sheet, opens: bool) -> Value {
        let (layout, columns) = match sheet.layout {
            SheetLayout::Columns(columns) => ("columns", columns),
            SheetLayout::Main => ("main", 3),
            SheetLayout::Whole => ("whole", 1),
            SheetLayout::Index(columns) => ("index", columns),
        };
        let parts: Vec<Value> = sheet.parts.iter().filter_map(|part| self.part(part)).collect();
        json!({
            "to": format!("sheet:{}", sheet.id),
            "number": self.numbers.get(sheet.id.as_str()),
            "group": sheet.group,
            "opens": opens,
            "title": self.writer.line(&sheet.title),
            "kind": sheet.kind,
            "findings": self.writer.words(&sheet.findings),
            "layout": layout,
            "columns": columns,
            "parts": parts,
        })
    }

    fn part(&mut self, part: &SheetPart) -> Option<Value> {
        Some(match part {
            SheetPart::Numbers(numbers) => {
                let items = numbers
                    .iter()
                    .map(|(number, name)| json!({"value": self.writer.line(number), "name": self.writer.line(name)}));
                json!({"k": "numbers", "items": items.collect::<Vec<_>>()})
            }
            SheetPart::Picture(picture) => self.picture(picture)?,
            SheetPart::Table(head, table) => {
                let mut value = self.table(table);
                value["head"] = json!(self.writer.words(head));
                value
            }
            SheetPart::Lines(head, lines) => {
                let items: Vec<Value> = lines.iter().map(|line| self.line(line)).collect();
                json!({"k": "lines", "head": self.writer.words(head), "items": items})
            }
            SheetPart::Finding(finding) => {
                let mut value = self.writer.finding(finding);
                value["k"] = json!("finding");
                value
            }
        })
    }

    fn line(&mut self, line: &SheetLine) -> Value {
        let sheets = line
            .sheets
            .iter()
            .filter_map(|id| Some(json!({"n": self.numbers.get(id.as_str())?, "to": format!("sheet:{id}")})));
        let sheets: Vec<Value> = sheets.collect();
        json!({"lead": self.writer.line(&line.lead), "c": self.writer.line(&line.runs), "sheets": sheets})
    }

    /// A picture; none of a figure without one.
    fn picture(&mut self, picture: &SheetPicture) -> Option<Value> {
        let (frame, language) = (self.writer.frame, self.writer.frame.language);
        let figure = frame.figures.get(&picture.figure)?;
        let (drawings, drawn) = match &picture.plate {
            Some(id) => {
                let plates = self.plates.get(&(id.clone(), language))?;
                let file = |plate: &PlateDrawing| json!({"file": plate_path(id, plate.width, language), "width": plate.width * POINTS});
                (plates.iter().map(file).collect(), plates.first().map(|plate| plate.description.clone()))
            }
            None => {
                let crate::model::document::Picture::Image(path) = &figure.picture else { return None };
                let (file, width) = self.writer.asset(path)?;
                (vec![json!({"file": file, "width": width})], None)
            }
        };
        let table = picture.table.as_ref().map(|table| self.table(table));
        Some(json!({
            "k": "picture",
            "label": figure.caption.label,
            "title": self.writer.line(&figure.caption.title),
            "headline": figure.headline.as_ref().map(|headline| self.writer.line(headline)),
            "marks": self.writer.line(&figure.marks),
            "lines": self.writer.lines(figure),
            "remarks": picture.remarks.iter().map(|remark| self.writer.words(remark)).collect::<Vec<_>>(),
            "drawings": drawings,
            "alt": alternative(figure, drawn),
            "table": table,
        }))
    }

    fn table(&mut self, table: &Table) -> Value {
        let roles: Vec<String> =
            table.columns.iter().map(|column| format!("{:?}", column.role).to_lowercase()).collect();
        let heads: Vec<Value> = table.columns.iter().map(|column| json!(self.writer.line(&column.head))).collect();
        let rows = table.rows.iter().map(|row| match row {
            Row::Group(words) => json!({"span": self.writer.line(words)}),
            Row::Cells(cells) => json!({"cells": self.cells(cells), "total": false}),
            Row::Total(cells) => json!({"cells": self.cells(cells), "total": true}),
        });
        let rows: Vec<Value> = rows.collect();
        let notes: Vec<Value> = table.notes.iter().map(|note| json!(self.writer.line(note))).collect();
        json!({"k": "table", "head": [], "roles": roles, "heads": heads, "rows": rows, "notes": notes})
    }

    fn cells(&mut self, cells: &[Vec<Run>]) -> Vec<Value> {
        cells.iter().map(|cell| json!(self.writer.cell(cell))).collect()
    }

    /// A map sheet; none whose image is not there (refused before).
    fn map(&mut self, map: &MapPlate) -> Option<Value> {
        let (file, _) = self.writer.asset(&map.file)?;
        Some(json!({
            "to": format!("sheet:{}", map.id),
            "number": self.numbers.get(map.id.as_str()),
            "title": self.writer.line(&map.title),
            "file": file,
            "alt": map.alt,
            "approval": self.writer.words(&map.approval),
        }))
    }
}
