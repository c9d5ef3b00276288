//! The pages of the book: language choice, front pages, chapters.

use super::address::relative;
use super::annex;
use super::book::Site;
use super::frame::{Framing, Subject, subject_path, tag};
use super::html::Writer;
use super::markup::escape;
use super::view::{ChoiceLanguage, ChoiceView, FrontView, ImprintRow, Link, PageView};
use crate::diagnostic::Message;
use crate::model::document::{Block, Page, PageEntry, Run};

/// The first page of the site.
pub(super) fn choice(site: &Site, stylesheets: &[String]) -> ChoiceView {
    let languages = site.tongues.iter().map(|tongue| {
        let (language, imprint) = (tongue.language(), &tongue.frame().imprint);
        let edition = [&imprint.edition_label, &imprint.edition_name].map(|runs| Run::plain(runs));
        ChoiceLanguage {
            tag: tag(language).to_owned(),
            href: format!("{language}/index.html"),
            title: Run::plain(&imprint.title),
            period: imprint.period.clone(),
            edition: edition.join(" · "),
            read: tongue.label("ui.site.read"),
            notice: Run::plain(&imprint.notice),
        }
    });
    ChoiceView { stylesheets: stylesheets.to_vec(), languages: languages.collect() }
}

/// The front page of a language.
pub(super) fn front(framing: &Framing) -> FrontView {
    let (tongue, frame) = (framing.tongue, framing.tongue.frame());
    let findings: usize = frame.findings.iter().map(|group| group.findings.len()).sum();
    let counts = Message::new("ui.site.counts")
        .with("numbers", frame.numbers.len())
        .with("claims", frame.claims.len())
        .with("figures", frame.figures.len())
        .with("findings", findings);
    let consultation = frame.imprint.consultation.as_ref().map(|notice| Link {
        href: relative(&subject_path(tongue, Subject::Front), &annex::CONSULTATION.path(tongue.language())),
        text: tongue.say(&Message::new("ui.site.consultation_open").with("period", notice.period.as_str())),
    });
    FrontView {
        consultation,
        frame: framing.frame(Subject::Front, &[]),
        title: Run::plain(&frame.imprint.title),
        imprint: imprint(framing),
        counts: tongue.say(&counts),
    }
}

/// Who answers for the plan, who wrote it, who made this edition, as far as the book says so.
fn imprint(framing: &Framing) -> Vec<ImprintRow> {
    let imprint = &framing.tongue.frame().imprint;
    let rows = [
        ("ui.label.authority", imprint.authority.as_ref()),
        ("ui.label.compiled_by", Some(&imprint.compiled_by)),
        ("ui.label.edited_by", imprint.edited_by.as_ref()),
    ];
    let named = rows.into_iter().filter_map(|(label, runs)| Some((label, runs?)));
    named.map(|(label, runs)| ImprintRow { name: framing.tongue.label(label), text: Run::plain(runs) }).collect()
}

/// A page of the book.
pub(super) fn page(framing: &Framing, entry: &PageEntry, page: &Page) -> PageView {
    let tongue = framing.tongue;
    let writer = Writer { site: framing.site, tongue, here: tongue.path_of(entry.id) };
    let (heading_html, anchor, first) = match page.blocks.first() {
        Some(Block::Heading(heading)) => (writer.heading_words(heading), heading.id.clone().unwrap_or_default(), 1),
        _ => (escape(&entry.path), String::new(), 0),
    };
    let frame = framing.frame(Subject::Page(entry.id), &framing.headings(entry.id));
    let sections = if entry.opens_chapter {
        let own = frame.chapters.iter().find(|chapter| chapter.current);
        own.map_or_else(Vec::new, |chapter| {
            chapter.entries.iter().filter(|entry| !entry.href.starts_with('#')).cloned().collect()
        })
    } else {
        Vec::new()
    };
    PageView {
        frame,
        opens_chapter: entry.opens_chapter,
        id: anchor,
        heading_html,
        body_html: writer.page(page, first),
        sections,
    }
}
