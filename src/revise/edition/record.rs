//! What is recorded of a book: its numbers, indicators and figures, and every block of text in both languages.

use super::{blocks, fields, file};
use crate::model::{
    Attribute, Bound, Counts, Date, Direction, FigureKind, LANGUAGES, Language, Missing, Observation, PageId, Project,
    Qualifier, Report, Text, ValueState,
};
use serde::{Deserialize, Serialize};

/// Text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Bilingual {
    /// The one of a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

impl From<Text> for Bilingual {
    fn from(text: Text) -> Self {
        Self { zh: text.zh, en: text.en }
    }
}

/// One edition of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// 2; 1 in older files, which lack what is said to be absent there.
    pub format: u32,
    /// Its name.
    pub edition: String,
    /// The plan's edition date: `2022-11-01`.
    pub date: String,
    /// The plan's edition label.
    pub label: Bilingual,
    /// All numbers, by key.
    pub facts: Vec<FactRecord>,
    /// The indicators, in their order.
    pub indicators: Vec<IndicatorRecord>,
    /// The figures, by id.
    pub figures: Vec<FigureRecord>,
    /// The blocks with words, in reading order; then the text fields of the data, which format 1 lacks.
    pub blocks: Vec<BlockRecord>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRecord {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// `given`, `computed`, `undetermined`, `not_stated` or `na`.
    pub state: String,
    /// The number with its digits, in its unit.
    pub value: Option<String>,
    /// Its unit.
    pub unit: String,
    /// `2020`, `2020-10` or `2020-10-31`; a period with `/`.
    pub date: Option<String>,
    /// Id of its source.
    pub source: Option<String>,
    /// `about`, `over` or `under`.
    pub qualifier: Option<String>,
    /// `at_least` or `at_most`, of a target; absent in format 1.
    #[serde(default)]
    pub bound: Option<String>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorRecord {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Row number.
    pub number: u32,
    /// Its class.
    pub class: String,
    /// `binding` or `anticipatory`.
    pub attribute: Option<String>,
    /// `up` or `down`.
    pub direction: Option<String>,
    /// `level` or `cumulative`; absent in format 1.
    #[serde(default)]
    pub counts: Option<String>,
    /// The fact that holds its values.
    pub fact: String,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Bilingual,
    /// A chart kind, `wanted` or `image`.
    pub kind: String,
    /// The page it stands on.
    pub page: Option<String>,
    /// What stands after a value in a chart: `%`, ` km²`; absent in format 1.
    #[serde(default)]
    pub unit: Bilingual,
    /// The parts of a chart: label and value as printed, without the unit.
    pub parts: Vec<(Bilingual, Bilingual)>,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockRecord {
    /// Page path below `content/<lang>/`; for a field of the data its file, from the book's root.
    pub page: String,
    /// Id of the heading that it is, or stands under; for a field that of its entry.
    pub heading: String,
    /// Its number under the heading, the heading itself being 0; that of a field among those of its entry.
    pub block: usize,
    /// Its kind: `paragraph`, `list`; for a field its key: `tasks`.
    pub kind: String,
    /// Its words in Chinese.
    pub zh: String,
    /// Its words in English.
    pub en: String,
}

impl Edition {
    /// Records a book.
    pub fn of(report: &Report, name: &str) -> Self {
        let plan = &report.project.plan;
        Self {
            format: file::FORMAT,
            edition: name.to_owned(),
            date: plan.edition_date.iso(),
            label: plan.edition_label.plain().into(),
            facts: report.observations.values().map(|one| fact(&report.project, one)).collect(),
            indicators: indicators(report),
            figures: figures(report),
            blocks: blocks::of_pages(&report.project).into_iter().chain(fields::blocks(&report.project)).collect(),
        }
    }
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
        date: one.date.map(date),
        source: one.source.and_then(|index| project.sources.get(index)).map(|source| source.id.value.clone()),
        qualifier: qualifier.map(str::to_owned),
        bound: one.bound.map(|bound| match bound {
            Bound::AtLeast => "at_least".to_owned(),
            Bound::AtMost => "at_most".to_owned(),
        }),
    }
}

fn indicators(report: &Report) -> Vec<IndicatorRecord> {
    let name = |fact: &str| report.project.facts.iter().find(|known| known.id.value == fact).map(|fact| &fact.name);
    let record = |indicator: &crate::model::Indicator| IndicatorRecord {
        id: indicator.id.value.clone(),
        name: indicator.name.as_ref().or(name(&indicator.fact)).map(|name| name.plain().into()).unwrap_or_default(),
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

fn figures(report: &Report) -> Vec<FigureRecord> {
    let page = |id: &str| {
        let places = LANGUAGES.into_iter();
        let found = places.filter_map(|language| report.outline.pages.get(&(language, format!("fig:{id}"))));
        found.map(|PageId(index)| report.project.pages[*index].path.clone()).next()
    };
    let parts = |id: &str| {
        let parts = report.figure_data.get(id).map_or(&[][..], |chart| chart.parts.as_slice());
        parts.iter().map(|part| (part.label.clone().into(), part.shown.clone().into())).collect()
    };
    let record = |figure: &crate::model::Figure| FigureRecord {
        id: figure.id.value.clone(),
        title: figure.title.plain().into(),
        kind: match &figure.kind.value {
            FigureKind::Chart(kind) => kind.clone(),
            FigureKind::Wanted => "wanted".to_owned(),
            FigureKind::Image => "image".to_owned(),
        },
        page: page(&figure.id),
        unit: report.figure_data.get(&figure.id.value).map(|chart| chart.unit.clone().into()).unwrap_or_default(),
        parts: parts(&figure.id),
    };
    let mut figures: Vec<FigureRecord> = report.project.figures.iter().map(record).collect();
    figures.sort_by(|one, other| one.id.cmp(&other.id));
    figures
}

fn date(date: Date) -> String {
    match date {
        Date::At(at) => at.iso(),
        Date::Between(from, to) => format!("{}/{}", from.iso(), to.iso()),
    }
}
