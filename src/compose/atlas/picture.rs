//! The pictures of the sheets: what each figure of the book is about, how wide it is drawn, and its data as a table.

use super::{Maker, PLACES, words};
use crate::compose::Composer;
use crate::diagnostic::Message;
use crate::model::document::{Frame, Picture, Plate, PlateSize, Role, Row, Run, SheetPart, SheetPicture, Table};
use crate::model::{Chart, ChartKind, Figure, FigureData, Key, Listed, PageId};

/// What a figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The members of a dimension of places.
    Place(&'static str),
    /// The planning indicators.
    Indicators,
    /// Programmes and projects.
    Projects,
    /// Something else: it belongs to the page that it stands on.
    Page(Option<PageId>),
}

/// What each figure that has a picture is about, in the order of the text.
pub(super) fn subjects(composer: &Composer<'_>, frame: &Frame) -> Vec<(String, Subject)> {
    let shown = |figure: &&Figure| {
        let known = frame.figures.get(&figure.id.value);
        known.is_some_and(|known| !matches!(known.picture, Picture::Missing { .. }))
    };
    let figures = composer.report.project.figures.iter().filter(shown);
    let mut subjects: Vec<(String, Subject)> =
        figures.map(|figure| (figure.id.value.clone(), subject(composer, frame, figure))).collect();
    let order = |id: &String| frame.figures.get(id).map(|figure| figure.caption.order);
    let place = |id: &String| frame.places.get(&crate::model::document::Target::Figure(id.clone())).copied();
    subjects.sort_by_key(|(id, _)| (place(id).is_none(), place(id), order(id)));
    subjects
}

fn subject(composer: &Composer<'_>, frame: &Frame, figure: &Figure) -> Subject {
    match &figure.data {
        FigureData::Listed(Listed::Projects) => return Subject::Projects,
        FigureData::Listed(Listed::Indicators) => return Subject::Indicators,
        FigureData::Members(dimension) => {
            if let Some(place) = PLACES.into_iter().find(|place| *place == dimension.value) {
                return Subject::Place(place);
            }
        }
        _ => {}
    }
    let keys = frame.charts.get(&figure.id.value).into_iter().flat_map(Chart::keys);
    let runs_over: Vec<&str> = keys
        .filter_map(|key| composer.fact(key.base()))
        .flat_map(|fact| fact.by.iter().map(|dimension| dimension.value.as_str()))
        .collect();
    if let Some(place) = PLACES.into_iter().find(|place| runs_over.contains(place)) {
        return Subject::Place(place);
    }
    if runs_over.contains(&"programme") {
        return Subject::Projects;
    }
    Subject::Page(frame.places.get(&crate::model::document::Target::Figure(figure.id.value.clone())).copied())
}

/// Whether a kind shows how things lie to each other without measuring: a scheme (示意).
fn is_scheme(kind: ChartKind) -> bool {
    matches!(kind, ChartKind::Scheme | ChartKind::Compass | ChartKind::Tiles)
}

impl Maker<'_> {
    /// What the pictures of a sheet are, each word once: what measures, maps, schemes (示意). A sheet of words and tables
    /// is one of data.
    pub(super) fn kind_of(&self, parts: &[SheetPart]) -> String {
        let word = |part: &SheetPart| match part {
            SheetPart::Picture(picture) => match self.frame.charts.get(&picture.figure).map(|chart| chart.kind) {
                Some(ChartKind::Map) => Some("atlas.map"),
                Some(kind) if is_scheme(kind) => Some("atlas.scheme"),
                _ => Some("atlas.data-sheet"),
            },
            _ => None,
        };
        let found: Vec<&str> = parts.iter().filter_map(word).collect();
        let words = ["atlas.data-sheet", "atlas.map", "atlas.scheme"].into_iter().filter(|word| found.contains(word));
        let words: Vec<String> = words.map(|word| self.word(word)).collect();
        if words.is_empty() { self.word("atlas.data-sheet") } else { words.join(self.composer.name_sign()) }
    }

    /// The figures about a subject, in order.
    pub(super) fn figures_about(&self, subject: &Subject) -> Vec<String> {
        self.subjects.iter().filter(|(_, about)| about == subject).map(|(id, _)| id.clone()).collect()
    }

    /// A figure on a sheet, drawn at a width, with its data below it.
    pub(super) fn picture(&mut self, figure: &str, size: PlateSize) -> SheetPart {
        let chart = self.frame.charts.get(figure).cloned();
        let table = chart.as_ref().and_then(|chart| self.data_of(chart));
        let id = format!("{figure}.{size:?}").to_lowercase();
        let plate = chart.map(|chart| self.plate(id, chart, size));
        let remarks = self.remarks(figure);
        SheetPart::Picture(Box::new(SheetPicture { figure: figure.to_owned(), plate, remarks, table }))
    }

    /// A figure that compares the members of a dimension, with one of them pointed at.
    pub(super) fn pointed(
        &mut self,
        figure: &str,
        dimension: &str,
        member: &str,
        size: PlateSize,
    ) -> Option<SheetPart> {
        let mut chart = self.frame.charts.get(figure).cloned()?;
        let place = |key: &Key| {
            let by = &self.composer.fact(key.base())?.by;
            by.iter().position(|by| by.value == dimension)
        };
        let of_member =
            |key: &Key| place(key).and_then(|place| key.members.get(place)).is_some_and(|own| own == member);
        let mut found = false;
        for part in &mut chart.parts {
            part.highlighted = part.keys.iter().any(of_member);
            found |= part.highlighted;
        }
        let mut remarks = self.remarks(figure);
        let compares = chart.parts.iter().flat_map(|part| &part.keys).any(|key| place(key).is_some());
        if !found && compares {
            remarks.push(self.word("atlas.not-in-picture"));
        }
        let id = format!("{figure}.{dimension}-{member}");
        let plate = Some(self.plate(id, chart, size));
        Some(SheetPart::Picture(Box::new(SheetPicture { figure: figure.to_owned(), plate, remarks, table: None })))
    }

    fn plate(&mut self, id: String, mut chart: Chart, size: PlateSize) -> String {
        if !self.atlas.plates.iter().any(|plate| plate.id == id) {
            // Ids inside of the drawings must differ from those of its like.
            chart.id.clone_from(&id);
            self.atlas.plates.push(Plate { id: id.clone(), chart, size });
        }
        id
    }

    fn remarks(&self, figure: &str) -> Vec<String> {
        let scheme = self.frame.charts.get(figure).is_some_and(|chart| is_scheme(chart.kind));
        if scheme { vec![self.word("atlas.scheme-about")] } else { Vec::new() }
    }

    /// The numbers of a chart as a table; none where it shows what goes with what, or years, which tables of their own
    /// tell.
    fn data_of(&self, chart: &Chart) -> Option<Table> {
        let silent = matches!(chart.kind, ChartKind::Matrix | ChartKind::Gantt) || is_scheme(chart.kind);
        if silent || chart.parts.is_empty() {
            return None;
        }
        let language = self.frame.language;
        let cell = |part: &crate::model::ChartPart| {
            let text = part.with_unit(language, &chart.unit);
            if part.missing { Run::Absent(text) } else { Run::Words(text) }
        };
        let row = |part: &crate::model::ChartPart| {
            let mut name = words(chart.name_of(part, language));
            let finding = part.keys.iter().find_map(|key| self.composer.finding_on_number(key));
            name.extend(self.composer.mark(finding));
            Row::Cells(vec![name, vec![cell(part)]])
        };
        let mut rows: Vec<Row> = chart.parts.iter().map(row).collect();
        rows.extend(chart.references.iter().map(|reference| {
            let value = reference.with_unit(language, &chart.unit);
            let label = Message::new("atlas.reference").with("label", reference.label.get(language).clone());
            Row::Cells(vec![words(self.say(&label)), words(value)])
        }));
        Some(self.table(&[("ui.label.name", Role::Name), (chart.value_head(), Role::Amount)], rows))
    }
}
