//! What is recorded of a book: its numbers, indicators and figures, and every block of text in both languages.

use crate::model::{
    Attribute, Block, Date, Day, Direction, FigureKind, Inline, LANGUAGES, Language, Observation, Page, PageId,
    Project, Qualifier, Report, Text, ValueState, pairing,
};
use serde::{Deserialize, Serialize};

/// The form of the file; a later form has a higher number.
const FORMAT: u32 = 1;

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
    /// 1.
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
    /// The blocks with words, in reading order.
    pub blocks: Vec<BlockRecord>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRecord {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// `given`, `computed`, `undetermined` or `na`.
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
    /// The parts of a chart: label and value as printed.
    pub parts: Vec<(Bilingual, Bilingual)>,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockRecord {
    /// Page path below `content/<lang>/`.
    pub page: String,
    /// Id of the heading that it is, or stands under.
    pub heading: String,
    /// Its number under the heading; the heading itself is 0.
    pub block: usize,
    /// Its kind: `paragraph`, `list`.
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
            format: FORMAT,
            edition: name.to_owned(),
            date: day(plan.edition_date),
            label: plan.edition_label.plain().into(),
            facts: report.observations.values().map(|one| fact(&report.project, one)).collect(),
            indicators: indicators(report),
            figures: figures(report),
            blocks: blocks(&report.project),
        }
    }

    /// The file's text.
    ///
    /// # Panics
    /// Never: all keys are words.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a record has only words for keys") + "\n"
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is no record, or of a later form: why, in words.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let edition: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if edition.format == FORMAT { Ok(edition) } else { Err(format!("format {}", edition.format)) }
    }
}

fn fact(project: &Project, one: &Observation) -> FactRecord {
    let fact = project.facts.get(one.fact);
    let state = match (&one.stated, &one.computed) {
        (ValueState::Given(_), _) => "given",
        (ValueState::NotApplicable, _) => "na",
        (ValueState::Undetermined, Some(_)) => "computed",
        (ValueState::Undetermined, None) => "undetermined",
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
        parts: parts(&figure.id),
    };
    let mut figures: Vec<FigureRecord> = report.project.figures.iter().map(record).collect();
    figures.sort_by(|one, other| one.id.cmp(&other.id));
    figures
}

/// All blocks with words. What only English has stands behind the rest of its page; so do its own pages.
fn blocks(project: &Project) -> Vec<BlockRecord> {
    let mut records = Vec::new();
    for (_, page) in project.pages_of(Language::Zh) {
        let other = project.partner(page).map(|(_, other)| other);
        let partners = other.map_or_else(|| vec![None; page.blocks.len()], |other| pairing::partners(page, other));
        let partner = |index: usize| partners[index].and_then(|partner| other?.blocks.get(partner));
        walk(
            page,
            &mut |index, block| {
                let en = partner(index).map(plain).unwrap_or_default();
                (plain(block), en)
            },
            &mut records,
        );
        if let Some(other) = other {
            walk(
                other,
                &mut |index, block| {
                    let own = if partners.contains(&Some(index)) { String::new() } else { plain(block) };
                    (String::new(), own)
                },
                &mut records,
            );
        }
    }
    for (_, page) in project.pages_of(Language::En).filter(|(_, page)| project.partner(page).is_none()) {
        walk(page, &mut |_, block| (String::new(), plain(block)), &mut records);
    }
    records
}

/// Records the blocks of a page that have words in one of the languages.
fn walk(page: &Page, words: &mut dyn FnMut(usize, &Block) -> (String, String), records: &mut Vec<BlockRecord>) {
    let (mut heading, mut number) = (String::new(), 0);
    for (index, block) in page.blocks.iter().enumerate() {
        if let Block::Heading(found) = block {
            heading = found.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
            number = 0;
        } else {
            number += 1;
        }
        let (zh, en) = words(index, block);
        if !(zh.is_empty() && en.is_empty()) {
            let (page, kind) = (page.path.clone(), block.kind().to_owned());
            records.push(BlockRecord { page, heading: heading.clone(), block: number, kind, zh, en });
        }
    }
}

/// The words of a block; a line each for items, rows and paragraphs inside. Cross-references stand as `[fig:id]`,
/// since their numbers change with what stands before them.
fn plain(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Heading(heading) => vec![line(&heading.inlines)],
        Block::Paragraph { inlines, .. } => vec![line(inlines)],
        Block::List { items, .. } => items.iter().flat_map(|item| &item.blocks).map(plain).collect(),
        Block::Table { rows, .. } => {
            let row = |row: &Vec<crate::model::Cell>| {
                row.iter().map(|cell| line(&cell.inlines)).collect::<Vec<_>>().join(" | ")
            };
            rows.iter().map(row).collect()
        }
        Block::Quote { blocks, .. } | Block::Footnote { blocks, .. } => blocks.iter().map(plain).collect(),
        Block::Code { text, .. } => vec![text.trim_end().to_owned()],
        Block::Figure { .. } | Block::RegisterTable { .. } | Block::Project { .. } | Block::Rule { .. } => Vec::new(),
    };
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn line(inlines: &[Inline]) -> String {
    let mut text = String::new();
    Inline::walk(inlines, &mut |inline| match inline {
        Inline::Text(piece) => text.push_str(piece),
        Inline::Code(words) | Inline::Tie(_, words) | Inline::Waived(words, _) => text.push_str(words),
        Inline::CrossReference { kind, id } => text.push_str(&format!("[{kind}:{}]", id.value)),
        // How the source is broken over lines says nothing.
        Inline::SoftBreak | Inline::HardBreak if text.chars().last().is_some_and(|last| last < '\u{2e80}') => {
            text.push(' ');
        }
        _ => {}
    });
    text.trim().to_owned()
}

fn date(date: Date) -> String {
    match date {
        Date::At(at) => day(at),
        Date::Between(from, to) => format!("{}/{}", day(from), day(to)),
    }
}

fn day(day: Day) -> String {
    let parts = [day.month, day.day].into_iter().map_while(|part| part);
    parts.fold(format!("{:04}", day.year), |text, part| format!("{text}-{part:02}"))
}
