//! The pages of the book: language choice, front pages, chapters.

use super::address::relative;
use super::book::Site;
use super::frame::{Framing, Subject, subject_path, tag};
use super::html::Writer;
use super::machine;
use super::markup::escape;
use super::view::{ChoiceLanguage, ChoiceView, FrontFigure, FrontNumber, FrontView, ImprintRow, Link, PageView, Way};
use super::{PrintFile, annex};
use crate::diagnostic::Message;
use crate::model::document::{Block, LeadingNumber, Page, PageEntry, Picture, Run, Topic, TopicKind};

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
    ChoiceView { machine: machine::choice(site), stylesheets: stylesheets.to_vec(), languages: languages.collect() }
}

/// The front page of a language.
pub(super) fn front(framing: &Framing, prints: &[PrintFile]) -> FrontView {
    let (tongue, frame) = (framing.tongue, framing.tongue.frame());
    let here = subject_path(tongue, Subject::Front);
    let writer = Writer { site: framing.site, tongue, here: &here };
    let findings: usize = frame.findings.iter().map(|group| group.findings.len()).sum();
    let counts = Message::new("ui.site.counts")
        .with("numbers", frame.numbers.len())
        .with("claims", frame.claims.len())
        .with("figures", frame.figures.len())
        .with("findings", findings);
    let consultation = frame.imprint.consultation.as_ref().map(|notice| Link {
        href: relative(&here, &annex::CONSULTATION.path(tongue.language())),
        text: tongue.say(&Message::new("ui.site.consultation_open").with("period", notice.period.as_str())),
    });
    let front = &tongue.guide.front;
    let number = |number: &LeadingNumber| FrontNumber {
        amount_html: writer.amount(&number.amount),
        name_html: writer.runs(&number.name),
    };
    let towns = tongue.guide.topics.iter().enumerate().filter(|(_, topic)| topic.kind == TopicKind::Town);
    let town = |(place, topic): (usize, &Topic)| Link {
        href: relative(&here, &subject_path(tongue, Subject::Topic(place))),
        text: Run::plain(&topic.title),
    };
    FrontView {
        consultation,
        frame: framing.frame(Subject::Front, &[]),
        title: Run::plain(&frame.imprint.title),
        independent: front.independent.clone(),
        lead_html: front.lead.iter().map(|sentence| writer.runs(sentence)).collect(),
        figure: front.figure.as_ref().and_then(|id| front_figure(&writer, id)),
        numbers: front.numbers.iter().map(number).collect(),
        ways: ways(&writer, prints),
        towns: towns.map(town).collect(),
        lacking: lacking(&writer),
        imprint: imprint(framing),
        counts: tongue.say(&counts),
    }
}

fn front_figure(writer: &Writer, id: &str) -> Option<FrontFigure> {
    let tongue = writer.tongue;
    let figure = tongue.frame().figures.get(id)?;
    let picture_html = match &figure.picture {
        Picture::Image(path) => writer.picture(path, &writer.alternative(figure)),
        _ => writer.chart(id),
    };
    (!picture_html.is_empty()).then(|| FrontFigure {
        href: tongue.plate_path(id).map(|path| relative(writer.here, &path)).unwrap_or_default(),
        label: figure.caption.label.clone(),
        words_html: writer.runs(figure.headline.as_ref().unwrap_or(&figure.caption.title)),
        picture_html,
        source: figure.source.clone().unwrap_or_default(),
    })
}

/// The ways in, those that the book has: to read, programmes and projects, numbers, figures, findings, how to object,
/// the printed plan.
fn ways(writer: &Writer, prints: &[PrintFile]) -> Vec<Way> {
    let (tongue, language) = (writer.tongue, writer.language());
    let mut ways = Vec::new();
    if let Some(page) = tongue.frame().pages.first() {
        let about = tongue.frame().title(page.id).map_or_else(String::new, |section| section.text.clone());
        let href = relative(writer.here, tongue.path_of(page.id));
        ways.push(Way { href, title: tongue.label("ui.site.way_read"), about, first: true });
    }
    let print = prints.iter().find(|print| print.language == language && print.path.ends_with(".pdf"));
    if let Some(print) = print {
        ways.push(Way {
            href: relative(writer.here, &print.path),
            title: tongue.label("ui.site.print_plan"),
            about: annex::print_size(tongue, print),
            first: false,
        });
    }
    let annexes = [
        (annex::CONSULTATION, "ui.site.way_object"),
        (annex::WORKS, "ui.site.way_works"),
        (annex::PLACES, "ui.site.way_places"),
        (annex::INDICATORS, "ui.site.way_indicators"),
        (annex::GALLERY, "ui.site.way_figures"),
        (annex::LEDGER, "ui.site.way_numbers"),
        (annex::DOWNLOADS, "ui.site.way_downloads"),
        (annex::ABOUT, "ui.site.way_about"),
    ];
    let standing: Vec<&'static annex::Annex> = annex::all(tongue).collect();
    for (annex, about) in annexes {
        if standing.contains(&annex) {
            ways.push(Way {
                href: relative(writer.here, &annex.path(language)),
                title: tongue.label(annex.title),
                about: tongue.label(about),
                first: false,
            });
        }
    }
    ways
}

/// What the book still lacks, each line leading to where it is listed.
fn lacking(writer: &Writer) -> Vec<Link> {
    let (tongue, lacking) = (writer.tongue, writer.tongue.guide.lacking);
    let path = |annex: &annex::Annex, anchor: &str| {
        relative(writer.here, &format!("{}{anchor}", annex.path(writer.language())))
    };
    let (open, all) = lacking.cells;
    let mut lines = Vec::new();
    if open > 0 {
        let message = Message::new("ui.site.lacking_cells").with("open", open).with("all", all);
        lines.push(Link { href: path(annex::INDICATORS, ""), text: tongue.say(&message) });
    }
    if lacking.figures > 0 {
        let message = Message::new("ui.site.lacking_figures").with("count", lacking.figures);
        lines.push(Link { href: path(annex::GALLERY, "#list.missing"), text: tongue.say(&message) });
    }
    if lacking.findings > 0 {
        let message = Message::new("ui.site.lacking_findings").with("count", lacking.findings);
        lines.push(Link { href: path(annex::FINDINGS, ""), text: tongue.say(&message) });
    }
    lines
}

/// Who answers for the plan, who wrote it, who made this edition, as far as the book says so.
pub(super) fn imprint(framing: &Framing) -> Vec<ImprintRow> {
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
    let mut frame = framing.frame(Subject::Page(entry.id), &framing.headings(entry.id));
    let first_words = page.blocks.iter().find_map(|block| match block {
        Block::Paragraph { runs, pictures: false, .. } => Some(Run::plain(runs)),
        _ => None,
    });
    frame.machine.describe(&first_words.unwrap_or_default());
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
