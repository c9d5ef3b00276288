//! The first sheets: the numbers that the book leads with, one picture of each subject; then the pictures and tables of
//! the chapters.

use super::picture::Subject;
use super::{Maker, PLACES};
use crate::diagnostic::Message;
use crate::model::document::{PlateSize, Role, Run, SheetLayout, SheetPart, Status, Target};
use crate::model::{ChartKind, Key, PageId, TableKind};

/// So many numbers stand in the overview where the book chooses none.
const NUMBERS: usize = 8;

/// A sheet of pictures has at least so many, or it is one with its neighbour.
const PICTURES: usize = 3;

/// So many pages a title names.
const TITLES: usize = 2;

/// So many pictures the overview has at most.
const OVERVIEW: usize = 6;

impl Maker<'_> {
    pub(super) fn overview(&mut self) {
        let mut parts = Vec::new();
        let numbers = self.key_numbers();
        if !numbers.is_empty() {
            parts.push(SheetPart::Numbers(numbers));
        }
        let leads: Vec<String> = self.leading().into_iter().take(OVERVIEW).collect();
        for figure in leads {
            let SheetPart::Picture(picture) = self.picture(&figure, PlateSize::Third) else { continue };
            parts.push(SheetPart::Picture(Box::new(crate::model::document::SheetPicture { table: None, ..*picture })));
        }
        let title = vec![Run::Words(self.word("atlas.overview"))];
        self.sheet("overview", "atlas.group.county", title, SheetLayout::Columns(3), parts);
    }

    /// The numbers that the book chooses; else those that its text says most often and that nobody doubts.
    fn key_numbers(&self) -> Vec<(Vec<Run>, Vec<Run>)> {
        let chosen = &self.composer.report.project.key_numbers;
        if !chosen.is_empty() {
            let number = |number: &crate::model::KeyNumber| {
                let (key, entry) = Key::find(&self.frame.numbers, &number.key.value)?;
                let own = number.label.as_ref().map(|label| self.composer.field(label));
                Some((
                    self.composer.amounts(std::slice::from_ref(key)),
                    own.unwrap_or_else(|| vec![Run::Words(entry.name.clone())]),
                ))
            };
            return chosen.iter().filter_map(number).collect();
        }
        let said = self.frame.numbers.values().filter(|entry| {
            let sound = self.composer.finding_on_number(&entry.key).is_none();
            entry.status == Status::Given && sound && !entry.uses.is_empty() && entry.unit != "year"
        });
        let mut said: Vec<_> = said.collect();
        said.sort_by_key(|entry| (std::cmp::Reverse(entry.uses.len()), &entry.key));
        let number = |entry: &crate::model::document::Entry| {
            (self.composer.amounts(std::slice::from_ref(&entry.key)), vec![Run::Words(entry.name.clone())])
        };
        said.into_iter().take(NUMBERS).map(number).collect()
    }

    /// One picture of each subject, none of a number that a finding contradicts; the pages give one each until there are
    /// enough.
    fn leading(&self) -> Vec<String> {
        let sound = |id: &String| {
            let figure = self.frame.figures.get(id);
            let drawn = self.frame.charts.get(id);
            // A large picture would take the room of the others.
            let large = drawn.is_none_or(|chart| matches!(chart.kind, ChartKind::Matrix | ChartKind::Gantt));
            figure.is_some_and(|figure| figure.marks.is_empty()) && !large
        };
        let mut found: Vec<String> = Vec::new();
        let places = PLACES.into_iter().map(Subject::Place);
        for subject in places.chain([Subject::Indicators, Subject::Projects]) {
            found.extend(self.figures_about(&subject).into_iter().find(sound));
        }
        let mut seen: Vec<&Option<PageId>> = Vec::new();
        let mut own = Vec::new();
        for (id, subject) in &self.subjects {
            if let Subject::Page(page) = subject
                && sound(id)
                && !seen.contains(&page)
                && found.len() + own.len() < OVERVIEW
            {
                seen.push(page);
                own.push(id.clone());
            }
        }
        own.extend(found);
        own
    }

    /// The pictures and tables of facts of the pages; pages with few are put together with those that follow.
    pub(super) fn chapters(&mut self) {
        let mut batch: Vec<(PageId, Vec<Item>)> = Vec::new();
        let mut batches: Vec<Vec<(PageId, Vec<Item>)>> = Vec::new();
        for page in self.frame.pages.iter().map(|entry| entry.id) {
            let items = self.items_of(page);
            if items.is_empty() {
                continue;
            }
            batch.push((page, items));
            if batch.iter().map(|(_, items)| items.len()).sum::<usize>() >= PICTURES {
                batches.push(std::mem::take(&mut batch));
            }
        }
        match batches.last_mut() {
            Some(last) if batch.iter().map(|(_, items)| items.len()).sum::<usize>() < PICTURES => {
                last.append(&mut batch)
            }
            _ if !batch.is_empty() => batches.push(batch),
            _ => {}
        }
        for (number, batch) in batches.into_iter().enumerate() {
            let titles: Vec<String> =
                batch.iter().filter_map(|(page, _)| Some(self.frame.title(*page)?.title.clone())).collect();
            let mut parts = Vec::new();
            for item in batch.into_iter().flat_map(|(_, items)| items) {
                match item {
                    Item::Figure(id) => parts.push(self.picture(&id, PlateSize::Half)),
                    Item::Table(id) => parts.extend(self.facts_table(&id)),
                }
            }
            parts.extend(self.touching(&parts));
            let named = titles[..titles.len().min(TITLES)].join(self.composer.name_sign());
            let title = match titles.len() > TITLES {
                true => self.say(&Message::new("atlas.titles-more").with("titles", named)),
                false => named,
            };
            let title = vec![Run::Words(title)];
            self.sheet(&format!("county.{}", number + 1), "atlas.group.county", title, SheetLayout::Columns(2), parts);
        }
    }

    /// The figures and tables of facts that stand on a page and belong to no other sheet, in their order.
    fn items_of(&self, page: PageId) -> Vec<Item> {
        let figures = self.figures_about(&Subject::Page(Some(page))).into_iter().map(Item::Figure);
        let of_facts = self
            .composer
            .report
            .project
            .tables
            .iter()
            .filter(|table| matches!(table.kind, TableKind::Facts | TableKind::Grid));
        let here = of_facts.filter(|table| {
            self.frame.places.get(&Target::Table(table.id.value.clone())).is_some_and(|at| *at == page)
        });
        figures.chain(here.map(|table| Item::Table(table.id.value.clone()))).collect()
    }

    /// A table of facts of the register, in parts.
    fn facts_table(&self, id: &str) -> Vec<SheetPart> {
        let Some(mut table) = self.composer.register_table(id) else { return Vec::new() };
        let head = table.caption.take().map_or_else(String::new, |caption| {
            format!("{} {}", caption.label, Run::plain(&caption.title)).trim().to_owned()
        });
        for column in &mut table.columns {
            if column.role == Role::Date {
                column.role = Role::Unit;
            }
        }
        self.cut(head, table)
    }
}

/// Something that a page shows.
enum Item {
    Figure(String),
    Table(String),
}
