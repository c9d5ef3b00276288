//! Figures: the drawing inline, its caption below it, the data it shows as a table.

use super::address::{figure_file, relative};
use super::html::Writer;
use super::markup::{anchor, escape};
use crate::model::document::{Figure, Picture, Run, Target};
use crate::model::{Chart, ChartPart, Key, Language};
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
    pub(super) fn alternative(&self, figure: &Figure) -> String {
        figure.alt.clone().unwrap_or_else(|| Run::plain(&figure.caption.title))
    }

    /// The drawing of a chart, for a page and for a telephone.
    pub(super) fn chart(&self, id: &str) -> String {
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
        let (mut label, mut title) = (escape(&figure.caption.label), self.runs(&figure.caption.title));
        title.push_str(&self.runs(&figure.marks));
        if let Some(plate) = self.tongue.plate_path(&figure.caption.id).filter(|_| !label.is_empty()) {
            label = anchor(&relative(self.here, &plate), &label);
        }
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
            let link =
                |ending: &str, word: &str| anchor(&relative(self.here, &figure_file(id, language, ending)), word);
            let painted = self.site.paintings.contains_key(&(id.to_owned(), language));
            let png = if painted { format!(" {}", link("png", "PNG")) } else { String::new() };
            format!("<p class=\"file\">{}{png} {}</p>", link("svg", &word), link("csv", "CSV"))
        } else {
            String::new()
        };
        let summary = escape(&self.tongue.label("ui.site.figure_data"));
        let table = self.chart_table(chart, false);
        format!("<details class=\"numbers\"><summary>{summary}</summary>{table}{file}</details>\n")
    }

    /// The numbers of a chart; where they are `tied`, each leads to its entry of the ledger.
    pub(super) fn chart_table(&self, chart: &Chart, tied: bool) -> String {
        let mut rows = chart_cells(chart, self.language(), &self.tongue.heads(chart)).into_iter();
        let cells = |row: Vec<Cell<'_>>, head: &str, cell: &str| {
            let mut cells = row.into_iter();
            let first = cells
                .next()
                .map_or_else(String::new, |first| format!("<th scope=\"{head}\">{}</th>", escape(&first.words)));
            let open = if head == "col" { "th scope=\"col\"" } else { "td" };
            let rest = cells.map(|one| format!("<{open} class=\"number\">{}</{cell}>", self.chart_cell(&one, tied)));
            format!("<tr>{first}{}</tr>", rest.collect::<String>())
        };
        let head = cells(rows.next().unwrap_or_default(), "col", "th");
        let body: String = rows.map(|row| format!("{}\n", cells(row, "row", "td"))).collect();
        format!("<table><thead>{head}</thead><tbody>\n{body}</tbody></table>")
    }

    fn chart_cell(&self, cell: &Cell<'_>, tied: bool) -> String {
        let words = escape(&cell.words);
        let Some(key) = cell.key.filter(|_| tied).map(ToString::to_string) else { return words };
        match self.href(&Target::Number(key.clone())).as_str() {
            "" => words,
            href => {
                let (href, key) = (escape(href), escape(&key));
                format!("<a class=\"tie\" href=\"{href}\"><span data-key=\"{key}\">{words}</span></a>")
            }
        }
    }
}

/// What stands in one cell of a chart's table.
#[derive(Clone, Default)]
struct Cell<'c> {
    words: String,
    /// The number that it says, where it says one alone.
    key: Option<&'c Key>,
}

impl Cell<'_> {
    fn of_words(words: &str) -> Self {
        Self { words: words.to_owned(), key: None }
    }
}

/// What a chart shows as rows of words, the head first: the same for a page and for a file.
pub(super) fn chart_rows(chart: &Chart, language: Language, heads: &[String; 2]) -> Vec<Vec<String>> {
    let rows = chart_cells(chart, language, heads).into_iter();
    rows.map(|row| row.into_iter().map(|cell| cell.words).collect()).collect()
}

fn chart_cells<'c>(chart: &'c Chart, language: Language, [part, amount]: &[String; 2]) -> Vec<Vec<Cell<'c>>> {
    let mut rows = Vec::new();
    let axis = chart.axis.get(language);
    let amount = if axis.is_empty() { amount } else { axis };
    let value = |part: &'c ChartPart| Cell { words: part.with_unit(language, &chart.unit), key: part.own_key() };
    if chart.columns.is_empty() {
        rows.push(vec![Cell::of_words(part), Cell::of_words(amount)]);
        rows.extend(chart.parts.iter().map(|part| vec![Cell::of_words(&chart.label_of(part, language)), value(part)]));
    } else {
        let mut head = vec![Cell::of_words(part)];
        head.extend(chart.columns.iter().map(|column| Cell::of_words(column.label.get(language))));
        rows.push(head);
        let mut of_row = BTreeMap::new();
        for part in &chart.parts {
            let row = of_row.entry(part.row).or_insert_with(|| {
                let mut row = vec![Cell::default(); chart.columns.len() + 1];
                row[0] = Cell::of_words(part.label.get(language));
                row
            });
            if let Some(cell) = part.column.and_then(|column| row.get_mut(column + 1)) {
                *cell = value(part);
            }
        }
        rows.extend(of_row.into_values());
    }
    let references = chart.references.iter();
    rows.extend(references.map(|part| vec![Cell::of_words(part.label.get(language)), value(part)]));
    let width = rows.first().map_or(0, Vec::len);
    rows.iter_mut().for_each(|row| row.resize(width, Cell::default()));
    rows
}

/// The `<svg>` element alone: a page has no place for an XML declaration or a document type.
pub(super) fn inline_svg(svg: &str) -> &str {
    svg.find("<svg").map_or("", |start| svg[start..].trim_end())
}

/// Where an image of the book stands in the site.
pub(super) fn asset_path(path: &str) -> String {
    if path.starts_with("images/") { path.to_owned() } else { format!("images/{path}") }
}
