//! Tables of registers (projects, zones) and the entries of projects, from the listings that bind has put together.

use super::Composer;
use super::table::column;
use crate::diagnostic::{Arg, Message};
use crate::locale;
use crate::model::document::{Audience, Column, Role, Row, Run, Table, TableForm, Target};
use crate::model::{Alignment, Date, Listing, ListingPart, ListingRow, Missing};

impl Composer<'_> {
    /// A table of a register, without a caption; below it a line for the columns that no row fills.
    pub(super) fn listing(&self, listing: &Listing) -> Table {
        let period = listing.columns.iter().position(|id| *id == "listing.period");
        let columns = listing
            .columns
            .iter()
            .enumerate()
            .map(|(index, id)| column(self.word(id), if index == 0 { Role::Name } else { Role::Words }));
        self.body(listing, TableForm::Register { period }, columns.collect())
    }

    /// The entry of a project; none if there is no such project (refused before).
    pub(super) fn project_entry(&self, id: &str) -> Option<Table> {
        let report = self.report;
        let listing = report.project_entries.get(id)?;
        let bare = |role| Column { head: Vec::new(), role, side: Alignment::Start };
        let mut table = self.body(listing, TableForm::Entry, vec![bare(Role::Name), bare(Role::Words)]);
        let project = report.project.projects.get(id);
        table.name = project.map_or_else(String::new, |project| self.field_text(&project.name));
        Some(table)
    }

    fn body(&self, listing: &Listing, form: TableForm, columns: Vec<Column>) -> Table {
        let row = |row: &ListingRow| match row {
            ListingRow::Group(cell) => Row::Group(self.listing_cell(cell)),
            ListingRow::Cells(cells) => Row::Cells(cells.iter().map(|cell| self.listing_cell(cell)).collect()),
        };
        let mut notes = Vec::new();
        if !listing.open.is_empty() {
            let open = listing.open.iter().map(|id| Arg::from(Message::new(id))).collect();
            notes.push(vec![Run::Words(self.say(&Message::new("listing.open").with_list("columns", open)))]);
        }
        Table {
            form,
            number: None,
            caption: None,
            name: String::new(),
            columns,
            rows: listing.rows.iter().map(row).collect(),
            notes,
        }
    }

    fn listing_cell(&self, cell: &[ListingPart]) -> Vec<Run> {
        cell.iter().flat_map(|part| self.part(part)).collect()
    }

    fn part(&self, part: &ListingPart) -> Vec<Run> {
        let language = self.language;
        match part {
            ListingPart::Text(words) => vec![Run::Words(words.get(language).clone())],
            ListingPart::Prose(prose) => self.field(prose),
            ListingPart::Label(id) => vec![Run::Words(self.word(id))],
            ListingPart::Replied { day, silent } => {
                let date = locale::format_date(language, &Date::At(*day));
                let said = if *silent {
                    Message::new("opinion.none").with("date", date)
                } else {
                    Message::new("opinion.replied").with("date", date)
                };
                vec![Run::Words(self.say(&said))]
            }
            ListingPart::Person(_) if self.audience == Audience::Public => Vec::new(),
            ListingPart::Person(name) => vec![Run::Words(name.clone())],
            ListingPart::Period(start, end) => vec![self.period(start, end)],
            ListingPart::Labelled(label, keys) => {
                let mut runs = self.field(label);
                runs.push(Run::Words(self.colon().to_owned()));
                runs.extend(self.amounts(keys));
                runs
            }
            ListingPart::Named(key) => {
                let name = self.numbers.get(key).map_or("", |entry| entry.name.as_str());
                let mut runs = vec![Run::Words(format!("{name}{}", self.colon()))];
                runs.extend(self.amounts(std::slice::from_ref(key)));
                runs
            }
            ListingPart::Heading(words, id) => {
                let words = self.field(words);
                match self.sections.get(id) {
                    Some(section) => vec![Run::Link { to: Target::Section(section.id.clone()), runs: words }],
                    None => words,
                }
            }
            ListingPart::Missing => vec![Run::Absent(self.say(&Missing::NotStated.words()))],
            ListingPart::Break => vec![Run::Break],
        }
    }
}
