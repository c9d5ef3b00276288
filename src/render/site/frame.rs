//! What surrounds every page: head, contents, breadcrumb, previous and next, the switch of language, the foot.

use super::address::relative;
use super::book::Book;
use super::view::{Entry, Frame, Link};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Language, PageId};

/// The pages beside the chapters, in the order of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    /// The planning indicators.
    Indicators,
    /// Figures and tables.
    Figures,
    /// The ledger.
    Numbers,
    /// The findings.
    Notes,
    /// PDFs and data.
    Downloads,
}

/// All of them.
pub(super) const TOOLS: [Tool; 5] = [Tool::Indicators, Tool::Figures, Tool::Numbers, Tool::Notes, Tool::Downloads];

impl Tool {
    /// Its folder and, with `tool_` before it, the id of its label (findings have the one that print shares).
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Indicators => "indicators",
            Self::Figures => "figures",
            Self::Numbers => "numbers",
            Self::Notes => "notes",
            Self::Downloads => "downloads",
        }
    }

    /// Its path below `site/`.
    pub(super) fn path(self, language: Language) -> String {
        format!("{language}/{}/index.html", self.name())
    }
}

/// Which page a frame is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A language's front page.
    Front,
    /// A page of the book.
    Page(PageId),
    /// Another one.
    Tool(Tool),
}

/// Makes the frames of all pages; holds what they share.
pub(super) struct Framing<'a, 'b> {
    pub(super) book: &'b Book<'a>,
    /// Paths of the stylesheets below `site/`.
    pub(super) stylesheets: Vec<String>,
}

/// Where a subject stands.
pub(super) fn subject_path(book: &Book, language: Language, subject: Subject) -> String {
    match subject {
        Subject::Front => format!("{language}/index.html"),
        Subject::Page(page) => book.path_of(page).to_owned(),
        Subject::Tool(tool) => tool.path(language),
    }
}

/// What a subject is called, in one line.
pub(super) fn subject_title(book: &Book, language: Language, subject: Subject) -> String {
    match subject {
        Subject::Front => book.label(language, "home"),
        Subject::Tool(Tool::Notes) => book.label(language, "findings"),
        Subject::Tool(tool) => book.label(language, &format!("tool_{}", tool.name())),
        Subject::Page(page) => match book.title_of(language, page) {
            Some(entry) => book.section_text(language, entry),
            None => book.report.project.pages.get(page.0).map_or_else(String::new, |page| page.path.clone()),
        },
    }
}

/// All subjects of a language in reading order; the first page of a chapter opens it.
pub(super) fn reading(book: &Book, language: Language) -> Vec<Subject> {
    let mut pages: Vec<(PageId, &str)> =
        book.report.project.pages_of(language).map(|(id, page)| (id, page.path.as_str())).collect();
    pages.sort_by_key(|(_, path)| super::book::reading_order(path));
    let pages = pages.into_iter().map(|(id, _)| Subject::Page(id));
    std::iter::once(Subject::Front).chain(pages).chain(TOOLS.map(Subject::Tool)).collect()
}

impl Framing<'_, '_> {
    /// The frame of a page; `headings` go under its entry in the contents.
    pub(super) fn frame(&self, language: Language, subject: Subject, headings: Vec<Entry>) -> Frame {
        let (book, plan) = (self.book, &self.book.report.project.plan);
        let here = subject_path(book, language, subject);
        let order = reading(book, language);
        let position = order.iter().position(|other| *other == subject).unwrap_or(0);
        let neighbour = |index: Option<usize>| {
            index.and_then(|index| order.get(index)).map(|other| Link {
                text: self.turn_title(language, subject, *other),
                ..self.link(language, &here, *other)
            })
        };
        let other = language.other();
        Frame {
            tag: tag(language).to_owned(),
            language: language.tag().to_owned(),
            title: subject_title(book, language, subject),
            book: plan.short_title.get(language).plain(),
            period: period(book, language),
            edition_label: plan.edition_label.get(language).plain(),
            edition_name: plan.edition_name.get(language).plain(),
            notice: plan.notice.get(language).plain(),
            licence: plan.licence.get(language).plain(),
            home: relative(&here, &subject_path(book, language, Subject::Front)),
            stylesheets: self.stylesheets.iter().map(|path| relative(&here, path)).collect(),
            script: relative(&here, "static/place.js"),
            switch: Link {
                href: relative(&here, &subject_path(book, other, self.counterpart(subject))),
                text: book.label(other, "language_name"),
            },
            switch_tag: tag(other).to_owned(),
            crumbs: self.crumbs(language, &here, subject),
            chapters: self.chapters(language, &here, subject, &headings),
            tools: self.tools(language, &here, subject, &headings),
            previous: neighbour(position.checked_sub(1)),
            next: neighbour(Some(position + 1)),
            ui: book.labels(language),
        }
    }

    fn link(&self, language: Language, here: &str, subject: Subject) -> Link {
        Link {
            href: relative(here, &subject_path(self.book, language, subject)),
            text: subject_title(self.book, language, subject),
        }
    }

    /// What the page before or after is called: with its chapter, where that is another one.
    fn turn_title(&self, language: Language, from: Subject, to: Subject) -> String {
        let chapter = |subject| match subject {
            Subject::Page(page) => self.book.report.project.pages.get(page.0).map(|page| page.chapter()),
            Subject::Front | Subject::Tool(_) => None,
        };
        match to {
            Subject::Page(page) if chapter(from) != chapter(to) => self.book.title_of(language, page).map_or_else(
                || subject_title(self.book, language, to),
                |entry| self.book.section_trail(language, entry),
            ),
            _ => subject_title(self.book, language, to),
        }
    }

    /// The same subject in the other language; its front page where there is none.
    fn counterpart(&self, subject: Subject) -> Subject {
        let Subject::Page(page) = subject else {
            return subject;
        };
        let project = &self.book.report.project;
        let partner = project.pages.get(page.0).and_then(|page| project.partner(page));
        partner.map_or(Subject::Front, |(id, _)| Subject::Page(id))
    }

    /// Front page and chapter; the page itself is the heading below.
    fn crumbs(&self, language: Language, here: &str, subject: Subject) -> Vec<Link> {
        let mut crumbs = Vec::new();
        if subject == Subject::Front {
            return crumbs;
        }
        crumbs.push(self.link(language, here, Subject::Front));
        if let Subject::Page(id) = subject
            && let Some(page) = self.book.report.project.pages.get(id.0)
            && !page.opens_chapter()
            && let Some(opening) = self.book.page_at(language, &format!("{}/_index.md", page.chapter()))
        {
            crumbs.push(self.link(language, here, Subject::Page(opening)));
        }
        crumbs
    }

    fn chapters(&self, language: Language, here: &str, subject: Subject, headings: &[Entry]) -> Vec<Entry> {
        let mut chapters: Vec<(&str, Entry)> = Vec::new();
        for other in reading(self.book, language) {
            let Subject::Page(id) = other else { continue };
            let Some(page) = self.book.report.project.pages.get(id.0) else { continue };
            let current = other == subject;
            let mut entry = self.page_entry(language, here, id);
            entry.current = current;
            if current {
                entry.entries = headings.to_vec();
            }
            match chapters.last_mut() {
                Some((chapter, opening)) if *chapter == page.chapter() => opening.entries.push(entry),
                _ => chapters.push((page.chapter(), entry)),
            }
        }
        chapters.into_iter().map(|(_, entry)| entry).collect()
    }

    fn page_entry(&self, language: Language, here: &str, page: PageId) -> Entry {
        let href = relative(here, self.book.path_of(page));
        match self.book.title_of(language, page) {
            Some(entry) => Entry {
                href,
                label: locale::heading_label(language, entry.depth, &entry.numbers),
                title: entry.title.clone(),
                ..Entry::default()
            },
            None => Entry { href, title: subject_title(self.book, language, Subject::Page(page)), ..Entry::default() },
        }
    }

    fn tools(&self, language: Language, here: &str, subject: Subject, headings: &[Entry]) -> Vec<Entry> {
        TOOLS
            .into_iter()
            .map(|tool| {
                let link = self.link(language, here, Subject::Tool(tool));
                let current = subject == Subject::Tool(tool);
                let entries = if current { headings.to_vec() } else { Vec::new() };
                Entry { href: link.href, title: link.text, current, entries, ..Entry::default() }
            })
            .collect()
    }
}

/// The tag for `lang` attributes.
pub(super) fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en-GB",
    }
}

/// 2021—2035年 / 2021–2035.
pub(super) fn period(book: &Book, language: Language) -> String {
    let (first, last) = book.report.project.plan.period;
    let message = Message::new("ui.period").with("first", first.to_string()).with("last", last.to_string());
    book.say(language, &message)
}
