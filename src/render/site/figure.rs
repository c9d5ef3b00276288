//! Figures of the register: the drawing inline, its caption below it, the data it shows as a table.

use super::address;
use super::html::Writer;
use super::markup::{anchor, escape};
use super::table::rounding_html;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Chart, Figure, FigureKind};
use crate::render::picture;

/// A figure with its caption. An unknown id (refused before) gives nothing.
pub(super) fn figure_html(writer: &Writer, id: &str) -> String {
    let Some(figure) = writer.book.report.project.figures.get(id) else {
        return String::new();
    };
    let (class, body) = match &figure.kind.value {
        FigureKind::Chart(_) => (format!("chart {}", figure.kind.value.name()), chart_html(writer, figure)),
        FigureKind::Wanted => ("wanted".to_owned(), wanted_html(writer, figure)),
        FigureKind::Image => ("image".to_owned(), image_html(writer, figure)),
    };
    let id = escape(id);
    format!(
        "<figure id=\"fig-{id}\" class=\"{class}\">\n{body}{}</figure>\n{}",
        caption(writer, figure),
        data(writer, figure)
    )
}

fn chart_html(writer: &Writer, figure: &Figure) -> String {
    match writer.book.drawings.get(&(figure.id.value.clone(), writer.language)) {
        Some(drawing) => {
            let (full, narrow) = (inline_svg(&drawing.svg_web), inline_svg(&drawing.svg_narrow));
            format!("<div class=\"drawing\">{full}</div>\n<div class=\"drawing narrow\">{narrow}</div>\n")
        }
        None => wanted_html(writer, figure),
    }
}

/// The `<svg>` element alone: a page has no place for an XML declaration or a document type.
fn inline_svg(svg: &str) -> &str {
    svg.find("<svg").map_or("", |start| svg[start..].trim_end())
}

fn wanted_html(writer: &Writer, figure: &Figure) -> String {
    let id = if figure.kind.value.is_chart() { "figure_not_drawn" } else { "figure_wanted" };
    let missing = escape(&writer.book.label(writer.language, id));
    let needs = figure.needs.as_ref().map_or_else(String::new, |needs| {
        let word = escape(&writer.book.label(writer.language, "figure_needs"));
        format!("<p><span class=\"word\">{word}</span>{}</p>", writer.inlines(&needs.get(writer.language).inlines))
    });
    format!("<div class=\"missing\"><p class=\"what\">{missing}</p>{needs}</div>\n")
}

fn image_html(writer: &Writer, figure: &Figure) -> String {
    let alt = figure.alt.as_ref().unwrap_or(&figure.title).get(writer.language).plain();
    match figure.file.as_ref().filter(|file| has_asset(writer, file)) {
        Some(file) => format!("{}\n", picture_html(writer, file, &alt)),
        None => wanted_html(writer, figure),
    }
}

fn has_asset(writer: &Writer, path: &str) -> bool {
    writer.book.report.project.assets.iter().any(|asset| asset.path == path)
}

/// An image that the book brings along, in its natural width; of one that is not there the words remain.
pub(super) fn picture_html(writer: &Writer, path: &str, alt: &str) -> String {
    let Some(asset) = writer.book.report.project.assets.iter().find(|asset| asset.path == path) else {
        return escape(alt);
    };
    let source = escape(&address::relative(writer.here, &asset_path(path)));
    let width = picture::pixels(path, &asset.bytes).map_or_else(String::new, |width| format!(" width=\"{width:.0}\""));
    format!("<img src=\"{source}\" alt=\"{}\"{width}>", escape(alt))
}

/// Where an image of the book stands in the site.
pub(super) fn asset_path(path: &str) -> String {
    if path.starts_with("images/") { path.to_owned() } else { format!("images/{path}") }
}

/// Number, title, note, source, the printed plan's number.
fn caption(writer: &Writer, figure: &Figure) -> String {
    let language = writer.language;
    let label = writer.book.register_label(language, "fig", &figure.id).unwrap_or_default();
    let title = writer.inlines(&figure.title.get(language).inlines);
    let mut html =
        format!("<figcaption><p class=\"title\"><span class=\"label\">{}</span> {title}</p>", escape(&label));
    if let Some(note) = &figure.caption {
        html.push_str(&format!("<p class=\"note\">{}</p>", writer.inlines(&note.get(language).inlines)));
    }
    html.push_str(&rounding_html(writer, &format!("fig:{}", figure.id.value)));
    let mut small = Vec::new();
    let source = figure.source.as_ref().and_then(|id| writer.book.report.project.sources.get(id));
    if let Some(source) = source {
        let message = Message::new("ui.source-is").with("source", source.name.get(language).plain());
        small.push(escape(&writer.book.say(language, &message)));
    }
    if let Some(printed) = &figure.printed {
        let message = Message::new("ui.printed-as").with("label", locale::printed_label(language, "fig", printed));
        small.push(escape(&writer.book.say(language, &message)));
    }
    if !small.is_empty() {
        let stop = if language == crate::model::Language::Zh { "；" } else { "; " };
        html.push_str(&format!("<p class=\"origin\">{}</p>", small.join(stop)));
    }
    html.push_str("</figcaption>\n");
    html
}

/// The chart's numbers, folded away below it, with a link to the drawing as a file.
fn data(writer: &Writer, figure: &Figure) -> String {
    let Some(chart) = writer.book.report.figure_data.get(&figure.id.value) else {
        return String::new();
    };
    let language = writer.language;
    let drawn = writer.book.drawings.contains_key(&(figure.id.value.clone(), language));
    let file = if drawn {
        let path = format!("figures/{}.{language}.svg", figure.id.value);
        let word = escape(&writer.book.label(language, "figure_file"));
        format!("<p class=\"file\">{}</p>", anchor(&address::relative(writer.here, &path), &word))
    } else {
        String::new()
    };
    let summary = escape(&writer.book.label(language, "figure_data"));
    format!("<details class=\"numbers\"><summary>{summary}</summary>{}{file}</details>\n", chart_table(writer, chart))
}

fn chart_table(writer: &Writer, chart: &Chart) -> String {
    let language = writer.language;
    let rows: String = chart
        .parts
        .iter()
        .map(|part| {
            format!(
                "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td></tr>\n",
                escape(part.label.get(language)),
                escape(&part.with_unit(language, &chart.unit)),
            )
        })
        .collect();
    let part = escape(&writer.book.label(language, "column_part"));
    let axis = escape(chart.axis.get(language));
    format!(
        "<table><thead><tr><th scope=\"col\">{part}</th><th scope=\"col\" class=\"number\">{axis}</th></tr></thead>\
         <tbody>\n{rows}</tbody></table>"
    )
}

/// The chart's text alternative for lists of figures.
pub(super) fn kind_label(writer: &Writer, figure: &Figure) -> String {
    let id = match figure.kind.value {
        FigureKind::Chart(_) => "kind_chart",
        FigureKind::Wanted => "kind_wanted",
        FigureKind::Image => "kind_image",
    };
    writer.book.label(writer.language, id)
}
