//! What the site's templates are given: plain data. Fields ending in `html` are ready markup; all others are text
//! that the templates escape. The pages after the chapters keep theirs beside their makers, in `annex`.

use super::machine::Machine;
use serde::Serialize;

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
    /// The script that opens the search, the page that stands for it without scripts, and the folder of the site.
    pub(super) find_script: String,
    pub(super) find: String,
    pub(super) root: String,
    pub(super) machine: Machine,
    /// The same page in the other language.
    pub(super) switch: Link,
    pub(super) switch_tag: String,
    /// The script of the cards.
    pub(super) card_script: String,
    pub(super) crumbs: Vec<Link>,
    /// Chapters, that of the page with its sections; on the front page all with theirs.
    pub(super) chapters: Vec<Entry>,
    /// The way to all chapters, where they are too many to be listed.
    pub(super) all_chapters: Option<Link>,
    /// The pages after the chapters.
    pub(super) annexes: Vec<Entry>,
    pub(super) previous: Option<Link>,
    pub(super) next: Option<Link>,
}

/// The language choice.
#[derive(Debug, Serialize)]
pub(super) struct ChoiceView {
    pub(super) machine: Machine,
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
    /// That the edition is an independent one, where it is.
    pub(super) independent: Option<String>,
    /// What the book is about, sentence by sentence.
    pub(super) lead_html: Vec<String>,
    /// The figure beside it.
    pub(super) figure: Option<FrontFigure>,
    /// The numbers that the book leads with.
    pub(super) numbers: Vec<FrontNumber>,
    /// The ways in.
    pub(super) ways: Vec<Way>,
    /// The towns, each with its page.
    pub(super) towns: Vec<Link>,
    /// What is still missing, each line leading to where it is listed.
    pub(super) lacking: Vec<Link>,
    /// Who answers for the plan, who wrote it, who made this edition: only what the book says.
    pub(super) imprint: Vec<ImprintRow>,
    pub(super) counts: String,
    /// Of a draft on display: until when, and where to say what one thinks of it.
    pub(super) consultation: Option<Link>,
}

/// The figure of the front page.
#[derive(Debug, Serialize)]
pub(super) struct FrontFigure {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) words_html: String,
    pub(super) picture_html: String,
    pub(super) source: String,
}

/// A number of the front page.
#[derive(Debug, Serialize)]
pub(super) struct FrontNumber {
    pub(super) amount_html: String,
    pub(super) name_html: String,
}

/// A way into the site.
#[derive(Debug, Serialize)]
pub(super) struct Way {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) about: String,
    /// The one that most readers want.
    pub(super) first: bool,
}

/// A line of the imprint.
#[derive(Debug, Serialize)]
pub(super) struct ImprintRow {
    pub(super) name: String,
    pub(super) text: String,
}
