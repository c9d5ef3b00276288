//! What is recorded of a book: its numbers, indicators and figures, and every block of text in both languages.

use super::copied::CopyRecord;
use crate::model::{Language, Text};
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
    /// The claims, in their order; absent in editions that were cut before they were recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<Vec<ClaimRecord>>,
    /// The blocks with words, in reading order; then the text fields of the data, which format 1 lacks.
    pub blocks: Vec<BlockRecord>,
    /// The lines of its Word copies for reviewers; absent in editions that were cut before they were recorded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<CopyRecord>,
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

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: Bilingual,
    /// `computed` or `stated`.
    pub basis: String,
    /// Its formula.
    pub formula: Option<String>,
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
    /// The number of the paragraph that each line of the words is of; none for headings, footnotes and the data, and in
    /// editions that were cut before paragraphs had numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// Its words in Chinese.
    pub zh: String,
    /// Its words in English.
    pub en: String,
}

impl BlockRecord {
    /// Its words in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}
