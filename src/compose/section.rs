//! Headings: their labels, what they are called in lists, and how sentences refer to them.

use super::Composer;
use crate::locale;
use crate::model::document::{Section, Target, Use};
use crate::model::{HeadingNumbers, Language, PageId, SectionEntry};
use std::collections::BTreeMap;

/// The headings of a language, and where they are.
#[derive(Default)]
pub(super) struct Sections {
    /// In reading order.
    pub(super) all: Vec<Section>,
    /// Indexes by id.
    pub(super) ids: BTreeMap<String, usize>,
    /// Indexes of those that open pages.
    pub(super) titles: BTreeMap<PageId, usize>,
}

impl Sections {
    /// The heading under which a block stands.
    pub(super) fn at(&self, page: PageId, block: usize) -> Option<&Section> {
        // The headings of a page follow each other.
        let first = *self.titles.get(&page)?;
        let own = self.all[first..].iter().take_while(|section| section.page == page);
        own.take_while(|section| section.block <= block).last()
    }

    /// The heading that opens a page.
    pub(super) fn title(&self, page: PageId) -> Option<&Section> {
        self.titles.get(&page).map(|index| &self.all[*index])
    }

    pub(super) fn get(&self, id: &str) -> Option<&Section> {
        self.ids.get(id).map(|index| &self.all[*index])
    }
}

impl Composer<'_> {
    /// How the book numbers its headings.
    pub(super) fn headings(&self) -> HeadingNumbers {
        self.report.project.plan.numbering.headings
    }

    /// All headings of the language.
    pub(super) fn all_sections(&self) -> Sections {
        let written = self.report.outline.sections.get(&self.language).map_or(&[][..], Vec::as_slice);
        let mut sections = Sections::default();
        let mut title: Option<&SectionEntry> = None;
        for (index, entry) in written.iter().enumerate() {
            if title.is_none_or(|title| title.page != entry.page) {
                title = Some(entry);
                sections.titles.insert(entry.page, index);
            }
            sections.ids.entry(entry.id.clone()).or_insert(index);
            sections.all.push(self.section(entry, title.unwrap_or(entry)));
        }
        sections
    }

    /// A heading; `page` is the one that opens its page.
    fn section(&self, entry: &SectionEntry, page: &SectionEntry) -> Section {
        let label = locale::heading_label(self.headings(), self.language, entry.depth, &entry.numbers);
        let title = self.curled(&entry.title);
        let text = format!("{label}{}{title}", label_gap(&label));
        let trail = self.trail(entry, page, &text);
        Section {
            page: entry.page,
            block: entry.block,
            id: entry.id.clone(),
            depth: entry.depth,
            numbers: entry.numbers.clone(),
            reference: self.reference(entry, &title),
            label,
            title,
            text,
            trail,
        }
    }

    /// A heading where those of several chapters stand together. The labels of Chinese begin again in each chapter and
    /// section, so these come first: `第一章第一节 社会经济状况`, `第一章第一节 · 二、水文`; English numbers say it all.
    fn trail(&self, entry: &SectionEntry, page: &SectionEntry, text: &str) -> String {
        let begins_again = matches!(self.headings(), HeadingNumbers::Plan | HeadingNumbers::Report);
        if self.language == Language::En || entry.depth <= 1 || !begins_again {
            return text.to_owned();
        }
        let chapter =
            locale::heading_label(self.headings(), self.language, 1, &page.numbers[..page.numbers.len().min(1)]);
        match page.depth {
            _ if page.id == entry.id => format!("{chapter}{text}"),
            1 => format!("{chapter} · {text}"),
            depth => format!(
                "{chapter}{} · {text}",
                locale::heading_label(self.headings(), self.language, depth, &page.numbers)
            ),
        }
    }

    /// A heading as a sentence refers to it.
    fn reference(&self, entry: &SectionEntry, title: &str) -> String {
        let words = locale::section_reference(self.headings(), self.language, entry.depth, &entry.numbers, title);
        self.curled(&self.say(&words))
    }

    /// A heading where its chapter is said already: 第一节“水文特征”, 1.1.1.4 Water.
    pub(super) fn within_chapter(&self, section: &Section) -> String {
        let label = |depth: u8| {
            let count = section.numbers.len().min(usize::from(depth));
            locale::heading_label(self.headings(), self.language, depth, &section.numbers[..count])
        };
        let words = match (self.headings(), self.language) {
            (HeadingNumbers::None, Language::Zh) => format!("“{}”", section.title),
            (HeadingNumbers::None, Language::En) => section.title.clone(),
            (HeadingNumbers::Decimal, _) => format!("{}\u{a0}{}", label(section.depth), section.title),
            (_, Language::Zh) => format!("{}“{}”", label(section.depth.min(2)), section.title),
            (_, Language::En) => format!("{}\u{a0}{}", label(section.depth.min(4)), section.title),
        };
        self.curled(&words)
    }

    /// The place of a block, as lists of uses name it; `None` where its page has no heading.
    pub(super) fn use_at(&self, page: PageId, block: usize) -> Option<Use> {
        let section = self.sections.at(page, block)?;
        Some(Use { to: Target::Section(section.id.clone()), text: section.trail.clone(), paragraphs: Vec::new() })
    }
}

/// What stands between a heading's label and its words: nothing after 一、 and （一） and 1.
pub(super) fn label_gap(label: &str) -> &'static str {
    match label {
        "" => "",
        label if label.ends_with(['、', '）', '.']) => "",
        _ => " ",
    }
}
