//! Indicators, the lists of figures and tables, the downloads.

use super::address::relative;
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::markup::{anchor, escape};
use super::view::{Download, DownloadsView, IndicatorNote, IndicatorsView, ListRow, ListsView};
use super::{DataFile, PrintFile};
use crate::locale;
use crate::model::Language;
use crate::model::document::{Caption, Target};
use rust_decimal::Decimal;

/// The planning indicators with their notes.
pub(super) fn indicators(framing: &Framing) -> IndicatorsView {
    let (tongue, frame) = (framing.tongue, framing.tongue.frame());
    let here = Tool::Indicators.path(tongue.language());
    let writer = Writer { site: framing.site, tongue, here: &here };
    let notes = frame.indicators.iter().filter_map(|indicator| {
        Some(IndicatorNote {
            number: indicator.number,
            name_html: writer.runs(&indicator.name),
            note_html: writer.runs(indicator.note.as_ref()?),
        })
    });
    IndicatorsView {
        frame: framing.frame(Subject::Tool(Tool::Indicators), &[]),
        table_html: frame.indicator_table.as_ref().map_or_else(String::new, |table| writer.boxed(table)),
        notes: notes.collect(),
    }
}

/// All figures and tables, those of the text first, in the order of their numbers.
pub(super) fn lists(framing: &Framing) -> ListsView {
    let (tongue, frame) = (framing.tongue, framing.tongue.frame());
    let language = tongue.language();
    let here = Tool::Figures.path(language);
    let writer = Writer { site: framing.site, tongue, here: &here };
    let row = |caption: &Caption, target: Target, kind: &str, file: Option<String>| ListRow {
        label_html: label_link(&writer, &caption.label, &target),
        title_html: writer.runs(&caption.title),
        printed: caption.printed_number.clone().unwrap_or_default(),
        kind: kind.to_owned(),
        file,
    };
    let mut figures: Vec<_> = frame.figures.values().collect();
    figures.sort_by_key(|figure| figure.caption.order);
    let figures = figures.into_iter().map(|figure| {
        let id = figure.caption.id.clone();
        let drawn = framing.site.drawings.contains_key(&(id.clone(), language));
        let file = drawn.then(|| relative(&here, &format!("figures/{id}.{language}.svg")));
        row(&figure.caption, Target::Figure(id), &figure.kind_word, file)
    });
    let mut tables: Vec<_> = frame.tables.values().collect();
    tables.sort_by_key(|(caption, _)| caption.order);
    let tables = tables.into_iter().map(|(caption, kind)| row(caption, Target::Table(caption.id.clone()), kind, None));
    ListsView {
        figures: figures.collect(),
        tables: tables.collect(),
        frame: framing.frame(Subject::Tool(Tool::Figures), &[]),
    }
}

/// The label of a figure or table, leading to its place in the text.
fn label_link(writer: &Writer, label: &str, target: &Target) -> String {
    match (label, writer.href(target).as_str()) {
        ("", _) => "—".to_owned(),
        (label, "") => escape(label),
        (label, href) => anchor(href, &escape(label)),
    }
}

/// The downloads: what was printed, and the data files with their sizes.
pub(super) fn downloads(framing: &Framing, prints: &[PrintFile], files: &[DataFile]) -> DownloadsView {
    let tongue = framing.tongue;
    let language = tongue.language();
    let here = Tool::Downloads.path(language);
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let prints = prints.iter().map(|print| Download {
        href: relative(&here, &print.path),
        name: name(&print.path),
        about: print_about(framing, print),
        size: print.bytes_len.map(|bytes| size(language, bytes)),
    });
    let files = files.iter().map(|(path, bytes)| Download {
        href: relative(&here, path),
        name: name(path),
        about: tongue.label(&format!("ui.site.file_{}", name(path).replace('.', "_"))),
        size: Some(size(language, *bytes)),
    });
    DownloadsView {
        prints: prints.collect(),
        files: files.collect(),
        frame: framing.frame(Subject::Tool(Tool::Downloads), &[]),
    }
}

/// What a printed file is, and in which language.
fn print_about(framing: &Framing, print: &PrintFile) -> String {
    let kind = framing.tongue.label(&format!("ui.site.print_{}", print.work));
    let tongues = &framing.site.tongues;
    let tongue = tongues.iter().find(|tongue| tongue.language() == print.language);
    let tongue = tongue.map_or_else(String::new, |tongue| tongue.label("ui.site.language_name"));
    if kind.is_empty() { tongue } else { format!("{kind} · {tongue}") }
}

/// A size in kB or MB.
fn size(language: Language, bytes: usize) -> String {
    let kilobytes = Decimal::from(bytes).checked_div(Decimal::from(1000)).unwrap_or_default();
    let (number, unit) = if kilobytes < Decimal::from(1000) {
        (kilobytes.round().max(Decimal::ONE), "kB")
    } else {
        (kilobytes.checked_div(Decimal::from(1000)).unwrap_or_default().round_dp(1), "MB")
    };
    format!("{}\u{a0}{unit}", locale::format_number(language, number))
}
