//! The owner's map sheets: the list of them, and those that are bound.

use super::{Maker, words};
use crate::diagnostic::Message;
use crate::model::document::{Audience, MapPlate, Role, Row, Run, SheetLayout, SheetPart};
use crate::model::{Figure, MapSheet, SheetStatus};

impl Maker<'_> {
    /// The list of the map sheets, and the sheets that this audience is given.
    pub(super) fn maps(&mut self) {
        let sheets = &self.composer.report.project.map_sheets;
        let mut rows = Vec::new();
        let mut bound = Vec::new();
        for (number, sheet) in sheets.iter().enumerate() {
            let state = match self.bound(sheet) {
                Ok(plate) => {
                    bound.push(plate);
                    words(self.word("atlas.map-bound"))
                }
                Err(why) => vec![Run::Absent(self.word(why))],
            };
            let figure = self.figure_of(sheet);
            let printed = figure.and_then(|figure| figure.printed.as_deref());
            let printed = printed.map(|printed| crate::locale::printed_label(self.frame.language, "fig", printed));
            let needs =
                figure.and_then(|figure| figure.needs.as_ref()).filter(|_| sheet.status() == SheetStatus::Wanted);
            rows.push(Row::Cells(vec![
                words((number + 1).to_string()),
                self.map_title(sheet),
                words(printed.unwrap_or_default()),
                state,
                sheet.approval.as_ref().map(words).unwrap_or_default(),
                needs.map(|needs| self.composer.field(needs)).unwrap_or_default(),
            ]));
        }
        let heads = [
            ("ui.label.number", Role::Ordinal),
            ("atlas.map-title", Role::Name),
            ("ui.label.printed", Role::Unit),
            ("atlas.map-state", Role::Unit),
            ("atlas.map-approval", Role::Unit),
            ("ui.label.what_is_needed", Role::Words),
        ];
        let mut table = self.table(&heads, rows);
        table.notes.push(words(self.word("atlas.maps-about")));
        let parts = if sheets.is_empty() { Vec::new() } else { vec![SheetPart::Table(String::new(), table)] };
        let title = words(self.word("atlas.maps"));
        self.sheet("maps", "atlas.group.maps", title, SheetLayout::Whole, parts);
        self.atlas.maps = bound;
    }

    fn figure_of(&self, sheet: &MapSheet) -> Option<&Figure> {
        self.composer.report.project.figures.get(sheet.figure.as_ref()?)
    }

    pub(super) fn map_title(&self, sheet: &MapSheet) -> Vec<Run> {
        let title = sheet.title.as_ref().or_else(|| self.figure_of(sheet).map(|figure| &figure.title));
        title.map_or_else(|| words(sheet.id.value.clone()), |title| self.composer.field(title))
    }

    /// A sheet as it is bound; the message that says why it is not.
    fn bound(&self, sheet: &MapSheet) -> Result<MapPlate, &'static str> {
        let public = self.frame.audience == Audience::Public;
        let file = sheet.file.as_ref().map(|file| &file.value);
        let there = file.filter(|path| self.composer.report.project.assets.iter().any(|asset| asset.path == **path));
        let file = there.ok_or("atlas.map-not-supplied")?;
        if public && sheet.internal {
            return Err("atlas.map-internal");
        }
        if public && sheet.approval.is_none() {
            return Err("atlas.map-unreviewed");
        }
        let title = self.map_title(sheet);
        let approval = match &sheet.approval {
            Some(number) => self.say(&Message::new("atlas.map-approved").with("number", number.as_str())),
            None => self.word("atlas.map-internal-use"),
        };
        let own = self.figure_of(sheet).and_then(|figure| figure.alt.as_ref());
        let alt = own.map_or_else(|| Run::plain(&title), |alt| self.composer.field_text(alt));
        Ok(MapPlate { id: format!("map.{}", sheet.id.value), title, file: file.clone(), approval, alt })
    }
}
