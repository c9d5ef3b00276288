//! Indicators, the lists of figures and tables, the downloads.

use super::address::relative;
use super::book::Book;
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::view::{Download, DownloadsView, IndicatorNote, IndicatorsView, ListRow, ListsView};
use super::{PrintFile, figure, table};
use crate::locale;
use crate::model::{Language, TableKind};
use rust_decimal::Decimal;

/// The planning indicators with their notes.
pub(super) fn indicators(framing: &Framing, language: Language) -> IndicatorsView {
    let here = Tool::Indicators.path(language);
    let writer = Writer { book: framing.book, language, here: &here, page: None };
    let indicators = &framing.book.report.project.indicators;
    let notes = indicators
        .iter()
        .filter_map(|indicator| {
            let note = indicator.note.as_ref()?.get(language);
            Some(IndicatorNote {
                number: indicator.number,
                name_html: table::indicator_name(&writer, indicator),
                note_html: writer.inlines(&note.inlines),
            })
        })
        .collect();
    IndicatorsView {
        frame: framing.frame(language, Subject::Tool(Tool::Indicators), Vec::new()),
        table_html: if indicators.is_empty() { String::new() } else { table::indicators_html(&writer, "") },
        notes,
    }
}

/// All figures and tables, those of the text first, in the order of their numbers.
pub(super) fn lists(framing: &Framing, language: Language) -> ListsView {
    let here = Tool::Figures.path(language);
    let book = framing.book;
    let writer = Writer { book, language, here: &here, page: None };
    let outline = &book.report.outline;
    let order = |number: Option<&(u32, u32)>| number.copied().unwrap_or((u32::MAX, u32::MAX));
    let mut figures: Vec<_> = book.report.project.figures.iter().collect();
    figures.sort_by_key(|figure| order(outline.figures.get(&figure.id.value)));
    let mut tables: Vec<_> = book.report.project.tables.iter().collect();
    tables.sort_by_key(|table| order(outline.tables.get(&table.id.value)));
    let figures = figures.into_iter().map(|entry| ListRow {
        label_html: table::label_link(&writer, "fig", &entry.id),
        title_html: writer.inlines(&entry.title.get(language).inlines),
        printed: entry.printed.clone().unwrap_or_default(),
        kind: figure::kind_label(&writer, entry),
        file: book
            .drawings
            .contains_key(&(entry.id.value.clone(), language))
            .then(|| relative(&here, &format!("figures/{}.{language}.svg", entry.id.value))),
    });
    let tables = tables.into_iter().map(|entry| ListRow {
        label_html: table::label_link(&writer, "tab", &entry.id),
        title_html: writer.inlines(&entry.title.get(language).inlines),
        printed: entry.printed.clone().unwrap_or_default(),
        kind: book.label(
            language,
            match entry.kind {
                TableKind::Indicators => "kind_indicators",
                TableKind::Facts => "kind_facts",
                TableKind::Projects | TableKind::Members => "kind_listing",
            },
        ),
        file: None,
    });
    ListsView {
        figures: figures.collect(),
        tables: tables.collect(),
        frame: framing.frame(language, Subject::Tool(Tool::Figures), Vec::new()),
    }
}

/// The downloads: what was printed, and the data files with their sizes.
pub(super) fn downloads(
    framing: &Framing,
    language: Language,
    prints: &[PrintFile],
    files: &[(&'static str, usize)],
) -> DownloadsView {
    let here = Tool::Downloads.path(language);
    let book = framing.book;
    let prints = prints
        .iter()
        .map(|print| Download {
            href: relative(&here, &print.path),
            name: print.path.rsplit('/').next().unwrap_or(&print.path).to_owned(),
            about: print_about(book, language, print),
            size: print.bytes_len.map(|bytes| size(language, bytes)),
        })
        .collect();
    let files = files
        .iter()
        .map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            Download {
                href: relative(&here, path),
                name: name.to_owned(),
                about: book.label(language, &format!("file_{}", name.replace('.', "_"))),
                size: Some(size(language, *bytes)),
            }
        })
        .collect();
    DownloadsView { frame: framing.frame(language, Subject::Tool(Tool::Downloads), Vec::new()), prints, files }
}

/// What a printed file is, and in which language.
fn print_about(book: &Book, language: Language, print: &PrintFile) -> String {
    let name = print.path.rsplit('/').next().unwrap_or("");
    let stem = name.split('.').next().unwrap_or("");
    let kind = book.label(language, &format!("print_{stem}"));
    let tongue = book.label(print.language, "language_name");
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
