//! The sheets of what is wrong and what is not there.

use super::{Maker, plain_line, words};
use crate::diagnostic::Message;
use crate::model::document::{Column, Finding, Picture, Role, Row, Run, SheetLayout, SheetLine, SheetPart, Status};
use crate::model::{Alignment, Key};
use crate::model::{FindingSeverity, SheetStatus};

/// A field of projects, and whether a project leaves it open.
type OpenField = (&'static str, fn(&crate::model::RestorationProject) -> bool);

/// The word of the data for what cannot both be true.
const GRAVEST: &str = "contradiction";

impl Maker<'_> {
    /// Problems that the plan itself names, the findings by chapter and weight, and all contradictions in full.
    pub(super) fn review(&mut self) {
        let mut parts = self.problems();
        parts.extend(self.counts());
        let gravest = self.frame.all_findings().filter(|finding| finding.weight == GRAVEST);
        parts.extend(gravest.map(|finding| SheetPart::Finding(Box::new(finding.clone()))));
        let title = words(self.word("atlas.problems"));
        self.sheet("review", "atlas.group.review", title, SheetLayout::Columns(3), parts);
    }

    /// What the plan says is wrong in its places.
    fn problems(&self) -> Vec<SheetPart> {
        let mut lines = Vec::new();
        for dimension in &self.composer.report.project.dimensions {
            for member in &dimension.members {
                let Some(problems) = &member.problems else { continue };
                let (dimension, member_id) = (&dimension.id.value, &member.id.value);
                let sheets = vec![Self::member_sheet(dimension, member_id)];
                let lead = self.composer.field(&member.name);
                lines.push(SheetLine { lead, ..self.leading_to(self.composer.field(problems), sheets) });
            }
        }
        self.lines("atlas.problems-named", lines)
    }

    /// The findings counted by chapter and weight.
    fn counts(&self) -> Option<SheetPart> {
        let groups = self.frame.findings.iter().filter(|group| !group.findings.is_empty());
        let count = |findings: &[Finding], weight: &str| {
            let number = findings.iter().filter(|finding| finding.weight == weight).count();
            if number == 0 { vec![Run::Absent(self.word("ui.value.absent"))] } else { words(number.to_string()) }
        };
        let row = |group: &crate::model::document::FindingGroup| {
            let mut cells = vec![words(group.title.clone())];
            cells.extend(FindingSeverity::ALL.iter().map(|(word, _)| count(&group.findings, word)));
            Row::Cells(cells)
        };
        let rows: Vec<Row> = groups.map(row).collect();
        if rows.is_empty() {
            return None;
        }
        let mut table = self.table(&[("atlas.chapter", Role::Name)], rows);
        for (_, severity) in FindingSeverity::ALL {
            let head = words(self.say(&severity.words()));
            table.columns.push(Column { head, role: Role::Amount, side: Alignment::End });
        }
        table.notes.push(words(self.word("atlas.findings-where")));
        Some(SheetPart::Table(self.word("atlas.findings-counted"), table))
    }

    /// Figures that are wanted, numbers without a value, fields that no project fills.
    pub(super) fn missing(&mut self) {
        let mut parts = self.wanted();
        parts.extend(self.maps_lacking());
        parts.extend(self.open_numbers());
        parts.extend(self.open_fields());
        let title = words(self.word("atlas.missing"));
        self.sheet("missing", "atlas.group.missing", title, SheetLayout::Columns(3), parts);
    }

    /// The figures that are not there and are no map sheets, with what they need.
    fn wanted(&self) -> Vec<SheetPart> {
        let sheets = &self.composer.report.project.map_sheets;
        let of_register =
            |id: &str| sheets.iter().any(|sheet| sheet.figure.as_ref().is_some_and(|figure| figure.value == id));
        let mut figures: Vec<_> =
            self.frame.figures.values().filter(|figure| !of_register(&figure.caption.id)).collect();
        figures.sort_by_key(|figure| figure.caption.order);
        let mut lines = Vec::new();
        for figure in figures {
            let Picture::Missing { head, needs } = &figure.picture else { continue };
            let mut lead = words(figure.caption.label.clone());
            lead.push(Run::Words("\u{2002}".to_owned()));
            lead.extend(figure.caption.title.clone());
            let runs = needs.clone().unwrap_or_else(|| vec![Run::Absent(head.clone())]);
            lines.push(SheetLine { lead, runs, sheets: Vec::new() });
        }
        self.lines("atlas.pictures-wanted", lines)
    }

    /// The map sheets that are not there.
    fn maps_lacking(&self) -> Vec<SheetPart> {
        let sheets = self.composer.report.project.map_sheets.iter();
        let lacking = sheets.filter(|sheet| sheet.status() == SheetStatus::Wanted);
        let line = |sheet| SheetLine { runs: self.map_title(sheet), sheets: vec!["maps".to_owned()], lead: Vec::new() };
        self.lines("atlas.maps-lacking", lacking.map(line).collect())
    }

    /// The numbers without a value: a line a fact.
    fn open_numbers(&self) -> Vec<SheetPart> {
        let mut parts = Vec::new();
        let states = [
            (Status::Undetermined, "atlas.numbers-undetermined"),
            (Status::NotStated, "atlas.numbers-not-stated"),
            (Status::Withheld, "atlas.numbers-withheld"),
        ];
        for (status, head) in states {
            let mut lines: Vec<(String, SheetLine)> = Vec::new();
            for entry in self.frame.numbers.values().filter(|entry| entry.status == status) {
                let (key, member) = (&entry.key, &entry.member);
                let member = if member.is_empty() { Vec::new() } else { vec![Run::Absent(member.clone())] };
                match lines.last_mut().filter(|(fact, _)| fact == key.base()) {
                    Some((_, line)) => {
                        line.runs.push(Run::Words(self.composer.name_sign().to_owned()));
                        line.runs.extend(member);
                    }
                    None => lines.push((
                        key.base().to_owned(),
                        SheetLine { lead: self.fact_name(key), runs: member, sheets: Vec::new() },
                    )),
                }
            }
            parts.extend(self.lines(head, lines.into_iter().map(|(_, line)| line).collect()));
        }
        parts
    }

    fn fact_name(&self, key: &Key) -> Vec<Run> {
        let fact = self.composer.fact(key.base());
        fact.map_or_else(|| words(key.to_string()), |fact| self.composer.field(&fact.name))
    }

    /// The fields of projects that the plan leaves open, and for how many of them.
    fn open_fields(&self) -> Vec<SheetPart> {
        let projects = &self.composer.report.project.projects;
        let fields: [OpenField; 5] = [
            ("listing.place", |project| project.place.is_none() && project.towns.is_empty()),
            ("listing.measures", |project| project.measures.is_empty()),
            ("listing.investment", |project| project.investment.is_none()),
            ("listing.responsible", |project| project.responsible.is_none()),
            ("listing.funding", |project| project.funding.is_none()),
        ];
        let line = |(field, open): &OpenField| {
            let count = projects.iter().filter(|project| open(project)).count();
            let told = Message::new("atlas.projects-open").with("count", count).with("all", projects.len());
            let line = SheetLine { lead: words(self.word(field)), runs: words(self.say(&told)), sheets: Vec::new() };
            (count > 0).then_some(line)
        };
        let mut lines: Vec<SheetLine> = fields.iter().filter_map(line).collect();
        if !lines.is_empty() {
            lines.push(plain_line(vec![Run::Absent(self.word("atlas.projects-open-about"))]));
        }
        self.lines("atlas.fields-open", lines)
    }
}
