//! A book as a record: what the report says, in the words of the record. Nothing is decided here.

use super::record::{ClaimRecord, Edition, FactRecord, FigureRecord, IndicatorRecord};
use super::{blocks, fields, file};
use crate::model::{
    Attribute, Bound, ChartPart, Counts, Date, Direction, LANGUAGES, Missing, Observation, PageId, Project, Qualifier,
    Report, Text, ValueState,
};

impl Edition {
    /// Records a book.
    pub fn of(report: &Report, name: &str) -> Self {
        let plan = &report.project.plan;
        Self {
            format: file::FORMAT,
            edition: name.to_owned(),
            date: plan.edition_date.iso(),
            label: plan.edition_label.plain().into(),
            facts: facts(report),
            indicators: indicators(report),
            figures: figures(report),
            claims: Some(claims(&report.project)),
            blocks: blocks::of_pages(report).into_iter().chain(fields::blocks(&report.project)).collect(),
            copies: Vec::new(),
        }
    }
}

/// All numbers, by key.
pub(in crate::revise) fn facts(report: &Report) -> Vec<FactRecord> {
    report.observations.values().map(|one| fact(&report.project, one)).collect()
}

fn fact(project: &Project, one: &Observation) -> FactRecord {
    let fact = project.facts.get(one.fact);
    let state = match (&one.stated, &one.computed) {
        (ValueState::Given(_), _) => "given",
        (ValueState::Missing(Missing::NotApplicable), _) => "na",
        (ValueState::Missing(Missing::NotStated), _) => "not_stated",
        (ValueState::Missing(Missing::Undetermined), Some(_)) => "computed",
        (ValueState::Missing(Missing::Undetermined), None) => "undetermined",
    };
    let qualifier = fact.and_then(|fact| fact.qualifier).map(|qualifier| match qualifier {
        Qualifier::About => "about",
        Qualifier::Over => "over",
        Qualifier::Under => "under",
    });
    FactRecord {
        key: one.key.to_string(),
        name: one.name.clone().into(),
        state: state.to_owned(),
        value: one.number().map(|number| number.to_string()),
        unit: fact.map(|fact| fact.unit.value.clone()).unwrap_or_default(),
        date: one.date.map(Date::iso),
        source: one.source.and_then(|index| project.sources.get(index)).map(|source| source.id.value.clone()),
        qualifier: qualifier.map(str::to_owned),
        bound: one.bound.map(|bound| match bound {
            Bound::AtLeast => "at_least".to_owned(),
            Bound::AtMost => "at_most".to_owned(),
        }),
    }
}

fn indicators(report: &Report) -> Vec<IndicatorRecord> {
    let record = |indicator: &crate::model::Indicator| IndicatorRecord {
        id: indicator.id.value.clone(),
        name: report.project.indicator_name(indicator).map(|name| name.plain().into()).unwrap_or_default(),
        number: indicator.number,
        class: indicator.class.value.clone(),
        attribute: indicator.attribute.map(|attribute| match attribute {
            Attribute::Binding => "binding".to_owned(),
            Attribute::Anticipatory => "anticipatory".to_owned(),
        }),
        direction: indicator.direction.map(|direction| match direction {
            Direction::Up => "up".to_owned(),
            Direction::Down => "down".to_owned(),
        }),
        counts: Some(match indicator.counts {
            Counts::Level => "level".to_owned(),
            Counts::Cumulative => "cumulative".to_owned(),
        }),
        fact: indicator.fact.value.clone(),
    };
    report.project.indicators.iter().map(record).collect()
}

fn claims(project: &Project) -> Vec<ClaimRecord> {
    let record = |claim: &crate::model::Claim| ClaimRecord {
        id: claim.id.value.clone(),
        text: claim.text.plain().into(),
        basis: if claim.stated { "stated" } else { "computed" }.to_owned(),
        formula: claim.formula.as_ref().map(|formula| formula.value.clone()),
    };
    project.claims.iter().map(record).collect()
}

fn figures(report: &Report) -> Vec<FigureRecord> {
    let page = |id: &str| {
        let places = LANGUAGES.into_iter();
        let found = places.filter_map(|language| report.outline.pages.get(&(language, format!("fig:{id}"))));
        found.map(|PageId(index)| report.project.pages[*index].path.clone()).next()
    };
    let parts = |id: &str| {
        let Some(chart) = report.figure_data.get(id) else { return Vec::new() };
        let name = |part: &ChartPart| Text::build(|language| chart.name_of(part, language));
        chart.told().map(|part| (name(part).into(), part.shown.clone().into())).collect()
    };
    let record = |figure: &crate::model::Figure| FigureRecord {
        id: figure.id.value.clone(),
        title: figure.title.plain().into(),
        kind: figure.kind.value.name().to_owned(),
        page: page(&figure.id),
        unit: report.figure_data.get(&figure.id.value).map(|chart| chart.unit.clone().into()).unwrap_or_default(),
        parts: parts(&figure.id),
    };
    let mut figures: Vec<FigureRecord> = report.project.figures.iter().map(record).collect();
    figures.sort_by(|one, other| one.id.cmp(&other.id));
    figures
}
