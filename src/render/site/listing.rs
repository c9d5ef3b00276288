//! Tables of registers (projects, zones) and the entries of projects, from the listings that bind has put together.

use super::html::Writer;
use super::markup::{anchor, escape};
use super::{address, numbers};
use crate::diagnostic::{Arg, Message};
use crate::locale;
use crate::model::{Key, Language, Listing, ListingPart, ListingRow, Missing};

/// A table with its ready caption; one without a caption is named by `label`.
pub(super) fn table_html(writer: &Writer, listing: &Listing, caption: &str, label: Option<&str>) -> String {
    let word = |id: &'static str| escape(&writer.book.say(writer.language, &Message::new(id)));
    let head: String = listing.columns.iter().map(|id| format!("<th scope=\"col\">{}</th>", word(id))).collect();
    let head = if head.is_empty() { head } else { format!("<thead><tr>{head}</tr></thead>\n") };
    let rows: String = listing.rows.iter().map(|row| row_html(writer, row, &listing.columns)).collect();
    let label = label.map_or_else(String::new, |label| format!(" aria-label=\"{}\"", escape(label)));
    format!("<table class=\"listing\"{label}>\n{caption}{head}<tbody>\n{rows}</tbody></table>\n")
}

/// The columns that no row fills, in a sentence; nothing if there are none.
pub(super) fn open_html(writer: &Writer, listing: &Listing) -> String {
    if listing.open.is_empty() {
        return String::new();
    }
    let columns = listing.open.iter().map(|id| Arg::from(Message::new(id))).collect();
    let message = Message::new("listing.open").with_list("columns", columns);
    format!("<p class=\"note\">{}</p>\n", escape(&writer.book.say(writer.language, &message)))
}

/// The entry of a project; an unknown id (refused before) gives nothing.
pub(super) fn project_html(writer: &Writer, id: &str) -> String {
    let report = writer.book.report;
    let Some(listing) = report.project_entries.get(id) else { return String::new() };
    let project = report.project.projects.get(id);
    let name = project.map(|project| project.name.get(writer.language).plain());
    format!("<div class=\"register entry\">{}</div>\n", table_html(writer, listing, "", name.as_deref()))
}

fn row_html(writer: &Writer, row: &ListingRow, columns: &[&str]) -> String {
    match row {
        ListingRow::Group(cell) => {
            let (words, width) = (cell_html(writer, cell), columns.len());
            format!("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{width}\">{words}</th></tr>\n")
        }
        ListingRow::Cells(cells) => {
            let cells: String = cells
                .iter()
                .enumerate()
                .map(|(index, cell)| {
                    let words = cell_html(writer, cell);
                    if index == 0 { format!("<th scope=\"row\">{words}</th>") } else { format!("<td>{words}</td>") }
                })
                .collect();
            format!("<tr>{cells}</tr>\n")
        }
    }
}

fn cell_html(writer: &Writer, cell: &[ListingPart]) -> String {
    cell.iter().map(|part| part_html(writer, part)).collect()
}

fn part_html(writer: &Writer, part: &ListingPart) -> String {
    let (book, language) = (writer.book, writer.language);
    match part {
        ListingPart::Text(text) => escape(text.get(language)),
        ListingPart::Prose(prose) => writer.inlines(&prose.get(language).inlines),
        ListingPart::Label(id) => escape(&book.say(language, &Message::new(id))),
        ListingPart::Period(start, end) => {
            let year = |key: &Key| numbers::cell_html(book, language, writer.here, key);
            let dash = if language == Language::Zh { "—" } else { "–" };
            format!("<span class=\"amount\">{}{dash}{}</span>", year(start), year(end))
        }
        ListingPart::Labelled(label, keys) => {
            let label = writer.inlines(&label.get(language).inlines);
            format!("{label}{}{}", colon(language), amounts_html(writer, keys))
        }
        ListingPart::Named(key) => named_html(writer, key),
        ListingPart::Heading(words, id) => {
            let words = writer.inlines(&words.get(language).inlines);
            match book.section(language, id) {
                Some(entry) => anchor(&address::relative(writer.here, &book.section_path(entry)), &words),
                None => words,
            }
        }
        ListingPart::Missing => {
            format!("<span class=\"tbd\">{}</span>", escape(&book.say(language, &Missing::NotStated.words())))
        }
        ListingPart::Break => "<br>".to_owned(),
    }
}

/// `治理面积：40平方千米`, the number a link to the ledger.
fn named_html(writer: &Writer, key: &Key) -> String {
    let (book, language) = (writer.book, writer.language);
    let name = book.report.observations.get(key).map_or("", |observation| observation.name.get(language));
    format!("{}{}{}", escape(name), colon(language), amounts_html(writer, std::slice::from_ref(key)))
}

/// Between a label and its number.
fn colon(language: Language) -> &'static str {
    if language == Language::Zh { "：" } else { ": " }
}

/// A number with its unit, or both ends of a range, on one line; links to the ledger.
fn amounts_html(writer: &Writer, keys: &[Key]) -> String {
    let (book, language) = (writer.book, writer.language);
    let units = &book.report.project.units;
    let unit = |key: &Key| units.parse(numbers::unit_written(book, book.report.observations.get(key)?));
    let values = keys.iter().enumerate().map(|(position, key)| {
        let lower = position + 1 < keys.len();
        if lower && unit(key).is_some_and(|unit| locale::serves_both_ends(&unit, units)) {
            numbers::cell_html(book, language, writer.here, key)
        } else {
            numbers::quantity_html(book, language, writer.here, key)
        }
    });
    let range = if language == Language::Zh { "～" } else { "–" };
    format!("<span class=\"amount\">{}</span>", values.collect::<Vec<_>>().join(range))
}
