//! Figures of the register with their captions, and the data of charts as this audience sees them.

use super::Composer;
use super::audience::{self, WITHHELD};
use super::table::order;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::document::{Caption, Figure, Picture, Run};
use crate::model::{Chart, ChartPart, FigureKind, FindingState, Key, Text};
use std::collections::{BTreeMap, BTreeSet};

impl Composer<'_> {
    /// All figures by id.
    pub(super) fn figures(&self) -> BTreeMap<String, Figure> {
        let figures = self.report.project.figures.iter().enumerate();
        figures.map(|(place, figure)| (figure.id.value.clone(), self.figure(figure, place))).collect()
    }

    fn figure(&self, figure: &crate::model::Figure, place: usize) -> Figure {
        let id = figure.id.value.as_str();
        let sources = &self.report.project.sources;
        let source = figure.source.as_ref().and_then(|id| sources.get(id));
        let said = |source: &crate::model::DataSource| {
            self.say(&Message::new("ui.source-is").with("source", self.field_text(&source.name)))
        };
        let (kind, kind_word) = match figure.kind.value {
            FigureKind::Chart(_) if self.is_map_withheld(id) => ("wanted", "ui.chart.map"),
            FigureKind::Chart(_) => ("chart", "ui.kind.chart"),
            FigureKind::Image => ("image", "ui.label.kind_image"),
            FigureKind::Wanted => ("wanted", "ui.label.kind_wanted"),
        };
        let label = self.figure_label(id).unwrap_or_default();
        let printed =
            figure.printed.as_deref().filter(|printed| locale::printed_label(self.language, "fig", printed) != label);
        Figure {
            caption: Caption {
                id: id.to_owned(),
                label,
                title: self.field(&figure.title),
                printed: self.printed_as(printed, "fig"),
                printed_number: figure.printed.clone(),
                order: order(self.report.outline.figures.get(id), place),
            },
            picture: self.picture(figure),
            kind,
            kind_word: self.word(kind_word),
            alt: figure.alt.as_ref().map(|alt| self.field_text(alt)),
            headline: figure.headline.as_ref().map(|headline| self.field(headline)),
            marks: self.figure_marks(id),
            note: figure.caption.as_ref().map(|note| self.field(note)),
            rounding: self.rounding(&format!("fig:{id}")),
            source: source.map(said),
        }
    }

    /// The open findings about the numbers that a chart shows, and about claims of which it shows every number, each
    /// once.
    fn figure_marks(&self, id: &str) -> Vec<Run> {
        let Some(chart) = self.report.figure_data.get(id) else { return Vec::new() };
        let shown: BTreeSet<&Key> = chart.keys().collect();
        let on_numbers = chart.keys().filter_map(|key| self.finding_on_number(key));
        let claims = self.report.claims.iter();
        let claims =
            claims.filter(|(_, claim)| !claim.keys.is_empty() && claim.keys.iter().all(|key| shown.contains(key)));
        let on_claims = claims.filter_map(|(claim, _)| self.finding_on(claim));
        let mut marks: Vec<Run> = Vec::new();
        for index in on_numbers.chain(on_claims) {
            let open = self.finding(index).is_some_and(|finding| finding.state == FindingState::Open);
            marks.extend(self.mark(Some(index).filter(|_| open)).filter(|mark| !marks.contains(mark)));
        }
        marks
    }

    /// 图1-2, Figure 1-2; none for a figure that stands nowhere.
    pub(super) fn figure_label(&self, id: &str) -> Option<String> {
        let (chapter, number) = self.report.outline.figures.get(id)?;
        Some(locale::figure_label(self.language, *chapter, *number))
    }

    /// Whether a map is drawn on geometry that this audience must not see.
    fn is_map_withheld(&self, id: &str) -> bool {
        let ground = self.report.figure_data.get(id).and_then(|chart| chart.ground.as_ref());
        ground.is_some_and(|ground| audience::withholds_map(ground, self.audience))
    }

    fn picture(&self, figure: &crate::model::Figure) -> Picture {
        let missing = |head| Picture::Missing {
            head: self.word(head),
            needs: figure.needs.as_ref().map(|needs| self.field(needs)),
        };
        match figure.kind.value {
            FigureKind::Chart(_) if self.is_map_withheld(&figure.id.value) => Picture::Missing {
                head: self.word("ui.label.map_withheld"),
                needs: Some(vec![Run::Words(self.word("ui.label.map_withheld_needs"))]),
            },
            FigureKind::Chart(kind) if self.report.figure_data.contains_key(&figure.id.value) => {
                Picture::Chart { kind: FigureKind::Chart(kind).name() }
            }
            FigureKind::Chart(_) => missing("ui.label.figure_not_drawn"),
            FigureKind::Image => {
                let known = |path: &&str| self.report.project.assets.iter().any(|asset| asset.path == **path);
                match figure.file.as_ref().map(|file| file.value.as_str()).filter(known) {
                    Some(path) => Picture::Image(path.to_owned()),
                    None => missing("ui.label.figure_not_drawn"),
                }
            }
            FigureKind::Wanted => missing("ui.label.figure_wanted"),
        }
    }

    /// The data of charts by figure id. A part that this audience must not see has words instead of a value.
    pub(super) fn charts(&self) -> BTreeMap<String, Chart> {
        let mut charts = self.report.figure_data.clone();
        charts.retain(|id, _| !self.is_map_withheld(id));
        if self.withheld.is_empty() {
            return charts;
        }
        for chart in charts.values_mut() {
            let withheld: Vec<bool> =
                chart.parts.iter().map(|part| part.keys.iter().any(|key| self.withheld.contains(key))).collect();
            // What is left of a whole tells what was taken out of it, and so does the whole beside what is left.
            let any = withheld.iter().any(|withheld| *withheld);
            let seen = |reference: &ChartPart| !reference.keys.iter().any(|key| self.withheld.contains(key));
            chart.references.retain(|reference| !any && seen(reference));
            for (part, withheld) in chart.parts.iter_mut().zip(withheld) {
                if withheld || part.rest && any {
                    part.period = None;
                    part.value = 0.0;
                    part.missing = true;
                    part.shown =
                        Text::build(|language| crate::locale::Catalogue::of(language).label(WITHHELD).to_owned());
                }
            }
        }
        charts
    }
}
