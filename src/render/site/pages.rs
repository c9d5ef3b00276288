//! The pages of the book: language choice, front pages, chapters.

use super::address::relative;
use super::book::Book;
use super::frame::{Framing, Subject, period, tag};
use super::html::Writer;
use super::markup::escape;
use super::view::{ChoiceLanguage, ChoiceView, Entry, FrontView, ImprintRow, PageView};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Authority, Block, LANGUAGES, Language, Missing, PageId};

/// The first page of the site.
pub(super) fn choice(book: &Book, stylesheets: &[String]) -> ChoiceView {
    let plan = &book.report.project.plan;
    let languages = LANGUAGES
        .into_iter()
        .map(|language| ChoiceLanguage {
            tag: tag(language).to_owned(),
            href: format!("{language}/index.html"),
            title: plan.title.get(language).plain(),
            period: period(book, language),
            edition: format!(
                "{} · {}",
                plan.edition_label.get(language).plain(),
                plan.edition_name.get(language).plain()
            ),
            read: book.label(language, "read"),
            notice: plan.notice.get(language).plain(),
        })
        .collect();
    ChoiceView { stylesheets: stylesheets.to_vec(), languages }
}

/// The front page of a language.
pub(super) fn front(framing: &Framing, language: Language) -> FrontView {
    let (book, plan) = (framing.book, &framing.book.report.project.plan);
    let project = &book.report.project;
    let counts = Message::new("ui.site.counts")
        .with("numbers", book.report.observations.len())
        .with("claims", book.claims().count())
        .with("figures", project.figures.len())
        .with("findings", project.findings.len());
    FrontView {
        frame: framing.frame(language, Subject::Front, Vec::new()),
        title: plan.title.get(language).plain(),
        imprint: imprint(book, language),
        counts: book.say(language, &counts),
    }
}

/// Who answers for the plan, who wrote it, who made this edition, as far as the book says so.
fn imprint(book: &Book, language: Language) -> Vec<ImprintRow> {
    let plan = &book.report.project.plan;
    let authority = plan.authority.as_ref().map(|authority| match authority {
        Authority::Named(name) => name.get(language).plain(),
        Authority::NotStated => book.say(language, &Missing::NotStated.words()),
    });
    let rows = [
        ("authority", authority),
        ("compiled_by", Some(plan.compiled_by.get(language).plain())),
        ("edited_by", plan.edited_by.as_ref().map(|name| name.get(language).plain())),
    ];
    let named = rows.into_iter().filter_map(|(label, text)| Some((label, text?)));
    named.map(|(label, text)| ImprintRow { name: book.label(language, label), text }).collect()
}

/// A page of the book.
pub(super) fn page(framing: &Framing, id: PageId) -> Option<PageView> {
    let book = framing.book;
    let page = book.report.project.pages.get(id.0)?;
    let here = book.path_of(id);
    let writer = Writer { book, language: page.language, here, page: Some(id) };
    let (heading_html, anchor, first) = match page.blocks.first() {
        Some(Block::Heading(heading)) => {
            let anchor = heading.id.as_ref().map_or_else(String::new, |id| id.value.clone());
            (writer.heading_words(heading, 0), anchor, 1)
        }
        _ => (escape(&page.path), String::new(), 0),
    };
    let frame = framing.frame(page.language, Subject::Page(id), headings(book, page.language, id));
    let sections = if page.opens_chapter() {
        let own = frame.chapters.iter().find(|chapter| chapter.current);
        own.map_or_else(Vec::new, |chapter| {
            chapter.entries.iter().filter(|entry| !entry.href.starts_with('#')).cloned().collect()
        })
    } else {
        Vec::new()
    };
    Some(PageView {
        frame,
        opens_chapter: page.opens_chapter(),
        id: anchor,
        heading_html,
        body_html: writer.page(&page.blocks, first),
        sections,
    })
}

/// The two upper levels of a page's headings below its title, nested.
fn headings(book: &Book, language: Language, page: PageId) -> Vec<Entry> {
    let here = book.path_of(page);
    let own: Vec<_> = book.sections(language).iter().filter(|entry| entry.page == page).skip(1).collect();
    let Some(top) = own.iter().map(|entry| entry.depth).min() else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = Vec::new();
    for section in own {
        let entry = Entry {
            href: relative(here, &book.section_path(section)),
            label: locale::heading_label(language, section.depth, &section.numbers),
            title: section.title.clone(),
            ..Entry::default()
        };
        if section.depth == top {
            entries.push(entry);
        } else if section.depth == top + 1
            && let Some(parent) = entries.last_mut()
        {
            parent.entries.push(entry);
        }
    }
    entries
}
