//! What the site's templates are given: plain data. Fields ending in `html` are ready markup; all others are text
//! that the templates escape.

use serde::Serialize;
use std::collections::BTreeMap;

/// A link with its words.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

/// One entry of the contents.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Entry {
    pub(super) href: String,
    /// 第一节 / 1.1, if it has a number.
    pub(super) label: String,
    pub(super) title: String,
    /// The page at hand.
    pub(super) current: bool,
    /// Sections of a chapter, or headings of the page at hand.
    pub(super) entries: Vec<Entry>,
}

/// What surrounds every page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame {
    /// BCP 47 tag for `lang`: `zh-CN`, `en-GB`.
    pub(super) tag: String,
    /// `zh` or `en`.
    pub(super) language: String,
    /// The page's title for the window.
    pub(super) title: String,
    /// The book's short title.
    pub(super) book: String,
    pub(super) period: String,
    pub(super) edition_label: String,
    pub(super) edition_name: String,
    pub(super) notice: String,
    pub(super) licence: String,
    pub(super) home: String,
    pub(super) stylesheets: Vec<String>,
    pub(super) script: String,
    /// The same page in the other language.
    pub(super) switch: Link,
    pub(super) switch_tag: String,
    pub(super) crumbs: Vec<Link>,
    /// Chapters with their sections.
    pub(super) chapters: Vec<Entry>,
    /// Indicators, numbers and so on.
    pub(super) tools: Vec<Entry>,
    pub(super) previous: Option<Link>,
    pub(super) next: Option<Link>,
    /// Labels of the site in this language.
    pub(super) ui: BTreeMap<String, String>,
}

/// The language choice.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceView {
    pub(super) stylesheets: Vec<String>,
    pub(super) languages: Vec<ChoiceLanguage>,
}

/// One language of the choice.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceLanguage {
    pub(super) tag: String,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) period: String,
    pub(super) edition: String,
    pub(super) read: String,
    pub(super) notice: String,
}

/// A page of the book.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    pub(super) frame: Frame,
    pub(super) opens_chapter: bool,
    pub(super) id: String,
    pub(super) heading_html: String,
    pub(super) body_html: String,
    /// For a chapter's opening page.
    pub(super) sections: Vec<Entry>,
}

/// The front page of a language.
#[derive(Debug, Serialize)]
pub(super) struct FrontView {
    pub(super) frame: Frame,
    pub(super) title: String,
    /// Who answers for the plan, who wrote it, who made this edition: only what the book says.
    pub(super) imprint: Vec<ImprintRow>,
    pub(super) counts: String,
}

/// A line of the imprint.
#[derive(Debug, Serialize)]
pub(super) struct ImprintRow {
    pub(super) name: String,
    pub(super) text: String,
}

/// The ledger.
#[derive(Debug, Serialize)]
pub(super) struct LedgerView {
    pub(super) frame: Frame,
    pub(super) groups: Vec<LedgerGroup>,
    pub(super) claims: Vec<ClaimView>,
}

/// Facts first said in one section.
#[derive(Debug, Serialize)]
pub(super) struct LedgerGroup {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) href: Option<String>,
    pub(super) facts: Vec<FactView>,
}

/// One fact of the ledger.
#[derive(Debug, Serialize)]
pub(super) struct FactView {
    pub(super) id: String,
    pub(super) name_html: String,
    pub(super) unit: String,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) formula: Option<String>,
    pub(super) note_html: Option<String>,
    pub(super) mark_html: String,
    /// One value without members stands alone.
    pub(super) single: bool,
    pub(super) observations: Vec<ObservationView>,
}

/// One number of the ledger.
#[derive(Debug, Serialize)]
pub(super) struct ObservationView {
    pub(super) key: String,
    pub(super) member: String,
    /// The hedge before the value: 约.
    pub(super) before: String,
    pub(super) value: String,
    /// The hedge behind the value: 以上.
    pub(super) after: String,
    /// The number for `<data value>`, if there is one.
    pub(super) machine: Option<String>,
    /// What the formula gives, where the plan states a value as well.
    pub(super) computed: Option<String>,
    /// Its own date and source, where they differ from the fact's.
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) mark_html: String,
    pub(super) uses: Vec<Link>,
}

/// One claim of the ledger.
#[derive(Debug, Serialize)]
pub(super) struct ClaimView {
    pub(super) anchor: String,
    pub(super) text_html: Option<String>,
    pub(super) formula: Option<String>,
    pub(super) truth: String,
    /// `holds`, `fails`, `undecided`, `stated`: a class.
    pub(super) truth_class: String,
    pub(super) mark_html: String,
    pub(super) uses: Vec<Link>,
}

/// The indicators.
#[derive(Debug, Serialize)]
pub(super) struct IndicatorsView {
    pub(super) frame: Frame,
    pub(super) table_html: String,
    pub(super) notes: Vec<IndicatorNote>,
}

/// A note on one indicator.
#[derive(Debug, Serialize)]
pub(super) struct IndicatorNote {
    pub(super) number: u32,
    pub(super) name_html: String,
    pub(super) note_html: String,
}

/// The lists of figures and tables.
#[derive(Debug, Serialize)]
pub(super) struct ListsView {
    pub(super) frame: Frame,
    pub(super) figures: Vec<ListRow>,
    pub(super) tables: Vec<ListRow>,
}

/// One figure or table of a list.
#[derive(Debug, Serialize)]
pub(super) struct ListRow {
    pub(super) label_html: String,
    pub(super) title_html: String,
    pub(super) printed: String,
    pub(super) kind: String,
    pub(super) file: Option<String>,
}

/// The findings.
#[derive(Debug, Serialize)]
pub(super) struct NotesView {
    pub(super) frame: Frame,
    pub(super) groups: Vec<NotesGroup>,
}

/// The findings of a chapter.
#[derive(Debug, Serialize)]
pub(super) struct NotesGroup {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) findings: Vec<FindingView>,
}

/// One finding.
#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    pub(super) id: String,
    pub(super) kind: Option<String>,
    pub(super) severity: String,
    /// `contradiction`, `doubt`, `note`: a class.
    pub(super) severity_class: String,
    pub(super) state: String,
    pub(super) quote_html: Option<String>,
    pub(super) sides: Vec<SideView>,
    pub(super) subject: Option<Link>,
    pub(super) note_html: String,
    pub(super) place: Option<Link>,
}

/// One of the statements that disagree.
#[derive(Debug, Serialize)]
pub(super) struct SideView {
    pub(super) name_html: String,
    pub(super) value_html: String,
}

/// The downloads.
#[derive(Debug, Serialize)]
pub(super) struct DownloadsView {
    pub(super) frame: Frame,
    pub(super) prints: Vec<Download>,
    pub(super) files: Vec<Download>,
}

/// One file to take away.
#[derive(Debug, Serialize)]
pub(super) struct Download {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) size: Option<String>,
}
