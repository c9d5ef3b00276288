//! Tables of the register: the indicator table and tables of facts, every number tied to the ledger.

use super::html::Writer;
use super::markup::{anchor, escape};
use super::{address, listing, numbers};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Indicator, Key, Language, Missing, Observation, Table, TableKind};

/// A table with its caption above it. An unknown id (refused before) gives nothing.
pub(super) fn table_html(writer: &Writer, id: &str) -> String {
    let Some(table) = writer.book.report.project.tables.get(id) else {
        return String::new();
    };
    let caption = caption(writer, table);
    let body = match table.kind {
        TableKind::Indicators => indicators_html(writer, &caption),
        TableKind::Facts => facts_html(writer, table, &caption),
        TableKind::Projects | TableKind::Members => match writer.book.report.listings.get(id) {
            Some(listed) => {
                let body = listing::table_html(writer, listed, &caption, None);
                format!("{}{}", boxed(writer, &body), listing::open_html(writer, listed))
            }
            None => String::new(),
        },
    };
    let note = rounding_html(writer, &format!("tab:{id}"));
    format!("<div class=\"register\" id=\"tab-{}\">\n{body}{note}</div>\n", escape(id))
}

/// The sentence on rounding that a table, figure or fact needs; nothing where the printed numbers add up.
pub(super) fn rounding_html(writer: &Writer, place: &str) -> String {
    let note = writer.book.report.rounding_notes.get(place);
    note.map_or_else(String::new, |note| {
        format!("<p class=\"note\">{}</p>\n", escape(&writer.book.say(writer.language, note)))
    })
}

/// The box that lets a wide table scroll without the page.
fn boxed(writer: &Writer, table: &str) -> String {
    let label = escape(&writer.book.label(writer.language, "table_box"));
    format!("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">{table}</div>\n")
}

fn caption(writer: &Writer, table: &Table) -> String {
    let language = writer.language;
    let label = writer.book.register_label(language, "tab", &table.id).unwrap_or_default();
    let printed = table.printed.as_ref().map_or_else(String::new, |number| {
        let message = Message::new("ui.printed-as").with("label", locale::printed_label(language, "tab", number));
        format!(" <span class=\"origin\">{}</span>", escape(&writer.book.say(language, &message)))
    });
    format!(
        "<caption><span class=\"label\">{}</span> {}{printed}</caption>\n",
        escape(&label),
        writer.inlines(&table.title.get(language).inlines)
    )
}

/// The rows of the indicator table; `caption` is ready HTML.
pub(super) fn indicators_html(writer: &Writer, caption: &str) -> String {
    let (book, language) = (writer.book, writer.language);
    let years = &book.report.project.plan.years;
    let word = |id: &str| escape(&book.label(language, id));
    let mut head = format!(
        "<th scope=\"col\" class=\"number\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
        word("number"),
        word("indicator"),
        word("unit")
    );
    for (position, year) in years.iter().enumerate() {
        let id = if position == 0 { "ui.site.year_base" } else { "ui.site.year_target" };
        let text = book.say(language, &Message::new(id).with("year", year.to_string()));
        head.push_str(&format!("<th scope=\"col\" class=\"number\">{}</th>", escape(&text)));
    }
    head.push_str(&format!("<th scope=\"col\">{}</th>", word("attribute")));
    let mut rows = String::new();
    let mut class = None;
    for indicator in &book.report.project.indicators {
        if class != Some(indicator.class.value.as_str()) {
            class = Some(indicator.class.value.as_str());
            let name = escape(&member_name(writer, "indicator_class", &indicator.class));
            let width = years.len() + 4;
            rows.push_str(&format!(
                "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{width}\">{name}</th></tr>\n"
            ));
        }
        rows.push_str(&indicator_row(writer, indicator));
    }
    boxed(
        writer,
        &format!(
            "<table class=\"indicators\">\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
        ),
    )
}

fn indicator_row(writer: &Writer, indicator: &Indicator) -> String {
    let (book, language) = (writer.book, writer.language);
    let fact = book.report.project.facts.get(&indicator.fact);
    let name = indicator_name(writer, indicator);
    let unit = fact.map_or_else(String::new, |fact| numbers::unit_text(book, language, &fact.unit));
    let mut cells = format!(
        "<td class=\"number\">{}</td><th scope=\"row\">{name}</th><td class=\"unit\">{}</td>",
        indicator.number,
        escape(&unit)
    );
    for (position, year) in book.report.project.plan.years.iter().enumerate() {
        let key = Key::new(&indicator.fact.value, position > 0, vec![year.to_string()]);
        cells.push_str(&format!("<td class=\"number\">{}</td>", numbers::cell_html(book, language, writer.here, &key)));
    }
    let attribute = match indicator.attribute {
        Some(attribute) => escape(&book.say(language, &attribute.words())),
        None => format!("<span class=\"tbd\">{}</span>", escape(&book.say(language, &Missing::NotStated.words()))),
    };
    format!("<tr>{cells}<td class=\"unit\">{attribute}</td></tr>\n")
}

/// The indicator's name, else its fact's, as HTML.
pub(super) fn indicator_name(writer: &Writer, indicator: &Indicator) -> String {
    let fact = writer.book.report.project.facts.get(&indicator.fact);
    let name = indicator.name.as_ref().or_else(|| fact.map(|fact| &fact.name));
    name.map_or_else(|| escape(&indicator.fact), |name| writer.inlines(&name.get(writer.language).inlines))
}

/// The name of a dimension's member; its id where it is not declared.
pub(super) fn member_name(writer: &Writer, dimension: &str, member: &str) -> String {
    let found = writer.book.report.project.dimensions.get(dimension);
    found
        .and_then(|known| known.members.get(member))
        .map_or_else(|| member.to_owned(), |known| known.name.get(writer.language).plain())
}

fn facts_html(writer: &Writer, table: &Table, caption: &str) -> String {
    let (book, language) = (writer.book, writer.language);
    let word = |id: &str| escape(&book.label(language, id));
    let dated = book.report.is_dated(table);
    let mut head = format!(
        "<th scope=\"col\">{}</th><th scope=\"col\" class=\"number\">{}</th><th scope=\"col\">{}</th>",
        word("name"),
        word("value"),
        word("unit")
    );
    if dated {
        head.push_str(&format!("<th scope=\"col\">{}</th>", word("date")));
    }
    let fact_row = |key, observation, class| fact_row(writer, (key, observation), dated, class);
    let mut rows = String::new();
    for row in &table.rows {
        let mut held: Vec<_> = Key::named(&book.report.observations, row).collect();
        held.sort_by_cached_key(|(key, observation)| numbers::key_order(book, key, observation));
        rows.extend(held.into_iter().map(|(key, observation)| fact_row(key, observation, "")));
    }
    let last = table.total.as_ref().map(|total| total.value.as_str());
    let last = book.report.observations.iter().filter(|(key, _)| last == Some(key.to_string().as_str()));
    rows.extend(last.map(|(key, observation)| fact_row(key, observation, " class=\"total\"")));
    boxed(writer, &format!("<table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table>"))
}

fn fact_row(writer: &Writer, (key, observation): (&Key, &Observation), dated: bool, class: &str) -> String {
    let (book, language) = (writer.book, writer.language);
    let date = observation.date.as_ref().map_or_else(String::new, |date| locale::format_date(language, date));
    let date = if dated { format!("<td class=\"date\">{}</td>", escape(&date)) } else { String::new() };
    let (number, unit) = numbers::row_html(book, language, writer.here, key);
    format!(
        "<tr{class}><th scope=\"row\">{}</th><td class=\"number\">{number}</td><td class=\"unit\">{unit}</td>{date}</tr>\n",
        escape(observation.name.get(language)),
    )
}

/// Links from a list to the place of a figure or table: 图1-12.
pub(super) fn label_link(writer: &Writer, kind: &str, id: &str) -> String {
    let language: Language = writer.language;
    let label = writer.book.register_label(language, kind, id).map(|label| escape(&label));
    match (label, writer.book.register_path(language, kind, id)) {
        (Some(label), Some(path)) => anchor(&address::relative(writer.here, &path), &label),
        (Some(label), None) => label,
        _ => "—".to_owned(),
    }
}
