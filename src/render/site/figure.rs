//! Figures: the drawing inline, its caption below it, the data it shows as a table.

use super::address::relative;
use super::html::Writer;
use super::markup::{anchor, escape};
use crate::model::document::{Figure, Picture, Run};
use crate::model::{Chart, ChartPart, Language};
use crate::render::picture;
use std::collections::BTreeMap;

impl Writer<'_, '_> {
    /// A figure with its caption. An unknown id (refused before) gives nothing.
    pub(super) fn figure(&self, id: &str) -> String {
        let Some(figure) = self.tongue.frame().figures.get(id) else { return String::new() };
        if let (Picture::Missing { head, .. }, "wanted") = (&figure.picture, figure.kind) {
            return self.wanted(id, figure, head);
        }
        let (class, body) = match &figure.picture {
            Picture::Chart { kind } => (format!("chart {}", kind), self.chart(id)),
            Picture::Image(path) => {
                ("image".to_owned(), format!("{}\n", self.picture(path, &self.alternative(figure))))
            }
            Picture::Missing { head, needs } => (figure.kind.to_owned(), self.missing(head, needs.as_deref())),
        };
        let headline = figure
            .headline
            .as_ref()
            .map_or_else(String::new, |headline| format!("<p class=\"headline\">{}</p>\n", self.runs(headline)));
        let (id, caption, data) = (escape(id), self.figure_caption(figure), self.figure_data(id));
        format!("<figure id=\"fig-{id}\" class=\"{class}\">\n{headline}{body}{caption}</figure>\n{data}")
    }

    /// What stands for an image where it cannot be seen.
    fn alternative(&self, figure: &Figure) -> String {
        figure.alt.clone().unwrap_or_else(|| Run::plain(&figure.caption.title))
    }

    fn chart(&self, id: &str) -> String {
        match self.site.drawings.get(&(id.to_owned(), self.language())) {
            Some(drawing) => {
                let (full, narrow) = (inline_svg(&drawing.svg_web), inline_svg(&drawing.svg_narrow));
                format!("<div class=\"drawing\">{full}</div>\n<div class=\"drawing narrow\">{narrow}</div>\n")
            }
            None => String::new(),
        }
    }

    /// A figure still to be supplied: one line, which leads to the list of all that are missing.
    fn wanted(&self, id: &str, figure: &Figure, head: &str) -> String {
        let (label, title) = (escape(&figure.caption.label), self.runs(&figure.caption.title));
        let list = relative(self.here, &format!("{}/figures/index.html", self.language()));
        let words = anchor(&format!("{list}#missing-{}", escape(id)), &escape(head));
        let line = format!("<span class=\"label\">{label}</span> {title}<span class=\"absent\">{words}</span>");
        format!("<figure id=\"fig-{}\" class=\"wanted\"><figcaption><p>{line}</p></figcaption></figure>\n", escape(id))
    }

    fn missing(&self, head: &str, needs: Option<&[Run]>) -> String {
        let needs = needs.map_or_else(String::new, |needs| {
            let word = escape(&self.tongue.label("ui.site.figure_needs"));
            format!("<p><span class=\"word\">{word}</span>{}</p>", self.runs(needs))
        });
        format!("<div class=\"missing\"><p class=\"what\">{}</p>{needs}</div>\n", escape(head))
    }

    /// An image that the book brings along, in its natural width; of one that is not there the words remain.
    pub(super) fn picture(&self, path: &str, alt: &str) -> String {
        let Some(asset) = self.site.project.assets.iter().find(|asset| asset.path == path) else {
            return escape(alt);
        };
        let source = escape(&relative(self.here, &asset_path(path)));
        let width = picture::pixels(path, &asset.bytes);
        let width = width.map_or_else(String::new, |width| format!(" width=\"{width:.0}\""));
        format!("<img src=\"{source}\" alt=\"{}\"{width}>", escape(alt))
    }

    /// Number, title, note, source, the printed plan's number.
    fn figure_caption(&self, figure: &Figure) -> String {
        let (label, mut title) = (escape(&figure.caption.label), self.runs(&figure.caption.title));
        title.push_str(&self.runs(&figure.marks));
        let mut html = format!("<figcaption><p class=\"title\"><span class=\"label\">{label}</span> {title}</p>");
        if let Some(note) = &figure.note {
            html.push_str(&format!("<p class=\"note\">{}</p>", self.runs(note)));
        }
        if let Some(rounding) = &figure.rounding {
            html.push_str(&format!("<p class=\"note\">{}</p>\n", escape(rounding)));
        }
        let small: Vec<String> =
            [&figure.source, &figure.caption.printed].into_iter().flatten().map(|words| escape(words)).collect();
        if !small.is_empty() {
            let stop = if self.language() == Language::Zh { "；" } else { "; " };
            html.push_str(&format!("<p class=\"origin\">{}</p>", small.join(stop)));
        }
        html.push_str("</figcaption>\n");
        html
    }

    /// The chart's numbers, folded away below it, with a link to the drawing as a file.
    fn figure_data(&self, id: &str) -> String {
        let Some(chart) = self.tongue.frame().charts.get(id) else { return String::new() };
        let language = self.language();
        let drawn = self.site.drawings.contains_key(&(id.to_owned(), language));
        let file = if drawn {
            let word = escape(&self.tongue.label("ui.site.figure_file"));
            let link = |ending: &str, word: &str| {
                anchor(&relative(self.here, &format!("figures/{id}.{language}.{ending}")), word)
            };
            format!("<p class=\"file\">{} {}</p>", link("svg", &word), link("csv", "CSV"))
        } else {
            String::new()
        };
        let summary = escape(&self.tongue.label("ui.site.figure_data"));
        let table = self.chart_table(chart);
        format!("<details class=\"numbers\"><summary>{summary}</summary>{table}{file}</details>\n")
    }

    fn chart_table(&self, chart: &Chart) -> String {
        let mut rows = chart_rows(chart, self.language(), &self.tongue.label("ui.site.column_part")).into_iter();
        let cells = |row: Vec<String>, head: &str, cell: &str| {
            let mut cells = row.into_iter().map(|words| escape(&words));
            let first = cells.next().map_or_else(String::new, |words| format!("<th scope=\"{head}\">{words}</th>"));
            let open = if head == "col" { "th scope=\"col\"" } else { "td" };
            let rest: String = cells.map(|words| format!("<{open} class=\"number\">{words}</{cell}>")).collect();
            format!("<tr>{first}{rest}</tr>")
        };
        let head = cells(rows.next().unwrap_or_default(), "col", "th");
        let body: String = rows.map(|row| format!("{}\n", cells(row, "row", "td"))).collect();
        format!("<table><thead>{head}</thead><tbody>\n{body}</tbody></table>")
    }
}

/// What a chart shows as rows of words, the head first: the same for a page and for a file. `part` heads the labels.
pub(super) fn chart_rows(chart: &Chart, language: Language, part: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let value = |part: &ChartPart| part.with_unit(language, &chart.unit);
    if chart.columns.is_empty() {
        rows.push(vec![part.to_owned(), chart.axis.get(language).clone()]);
        rows.extend(chart.parts.iter().map(|part| vec![chart.label_of(part, language), value(part)]));
    } else {
        let mut head = vec![part.to_owned()];
        head.extend(chart.columns.iter().map(|column| column.label.get(language).clone()));
        rows.push(head);
        let mut of_row = BTreeMap::new();
        for part in &chart.parts {
            let row = of_row.entry(part.row).or_insert_with(|| {
                let mut row = vec![String::new(); chart.columns.len() + 1];
                row[0].clone_from(part.label.get(language));
                row
            });
            if let Some(cell) = part.column.and_then(|column| row.get_mut(column + 1)) {
                *cell = value(part);
            }
        }
        rows.extend(of_row.into_values());
    }
    rows.extend(chart.references.iter().map(|part| vec![part.label.get(language).clone(), value(part)]));
    let width = rows.first().map_or(0, Vec::len);
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    rows
}

/// The `<svg>` element alone: a page has no place for an XML declaration or a document type.
fn inline_svg(svg: &str) -> &str {
    svg.find("<svg").map_or("", |start| svg[start..].trim_end())
}

/// Where an image of the book stands in the site.
pub(super) fn asset_path(path: &str) -> String {
    if path.starts_with("images/") { path.to_owned() } else { format!("images/{path}") }
}
