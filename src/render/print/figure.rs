//! Figures of the register as JSON: a drawing, an image, or a frame that says what is missing.

use super::book::Writer;
use super::inline::text;
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{Figure, FigureKind, Language};
use crate::render::picture;
use serde_json::{Value, json};

/// Where a drawing lies in the staging folder.
pub(super) fn drawing_path(id: &str, language: Language) -> String {
    let safe: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect();
    format!("figures/{safe}.{language}.svg")
}

/// Where an image lies in the staging folder: by number, so that no name of the author's becomes a path.
pub(super) fn asset_path(index: usize, path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("images/{index}.{}", extension.to_ascii_lowercase())
}

/// What fits a line of small type, in halves of a Chinese character.
const LINE: usize = 100;

/// How wide the plain words of a line are, in halves of a Chinese character.
fn width(line: &[Value]) -> usize {
    let words = line.iter().filter_map(|part| part["s"].as_str());
    words.flat_map(str::chars).map(|character| if character > '\u{2e7f}' { 2 } else { 1 }).sum()
}

impl<'a> Writer<'a> {
    /// A figure with its caption; none if the register has no such figure (bind reports it).
    pub(super) fn figure(&mut self, id: &str) -> Option<Value> {
        let report = self.report;
        let figure = report.project.figures.get(id)?;
        let label = self.reference("fig", id);
        let picture = self.picture(figure);
        let file = picture.as_ref().map(|(path, _)| path.clone());
        let width = figure.file.as_ref().filter(|_| figure.kind.value == FigureKind::Image).and_then(|file| {
            let asset = report.project.assets.iter().find(|asset| asset.path == file.value)?;
            picture::points(&asset.path, &asset.bytes)
        });
        let alt = figure.alt.as_ref().map(|alt| alt.get(self.language).plain());
        let title = figure.title.get(self.language).plain();
        let alt = alt.or(picture.and_then(|(_, description)| description)).unwrap_or(title);
        let missing = file.is_none().then(|| self.missing(figure));
        Some(json!({
            "k": "figure",
            "to": self.place(format!("fig:{id}")),
            "label": label,
            "title": self.field(&figure.title),
            "lines": self.lines(figure),
            "file": file,
            "alt": alt,
            "width": width,
            "missing": missing,
        }))
    }

    /// The picture's path and its own description.
    fn picture(&self, figure: &Figure) -> Option<(String, Option<String>)> {
        let id = figure.id.value.as_str();
        match &figure.kind.value {
            FigureKind::Chart(_) => {
                let drawing = self.drawings.get(&(id.to_owned(), self.language))?;
                Some((drawing_path(id, self.language), Some(drawing.description.clone())))
            }
            FigureKind::Image => {
                let file = figure.file.as_ref()?;
                let index = self.report.project.assets.iter().position(|asset| asset.path == file.value)?;
                Some((asset_path(index, &file.value), None))
            }
            FigureKind::Wanted => None,
        }
    }

    /// What stands in the frame of a figure that is not there.
    fn missing(&mut self, figure: &'a Figure) -> Value {
        let head = if figure.kind.value.is_chart() { "ui.label.figure_not_drawn" } else { "ui.label.figure_wanted" };
        let head = self.say(&Message::new(head));
        let needs = figure.needs.as_ref().map(|needs| self.field(needs));
        json!({"head": head, "needs": needs.unwrap_or_default()})
    }

    /// The small lines under a caption: the note, the printed plan's number, the source.
    fn lines(&mut self, figure: &'a Figure) -> Vec<Value> {
        let mut lines = Vec::new();
        if let Some(caption) = &figure.caption {
            lines.push(json!(self.field(caption)));
        }
        lines.extend(self.rounding_note(&format!("fig:{}", figure.id.value)));
        let number = self.printed_number("fig", figure.printed.as_deref());
        let source = figure.source.as_ref().and_then(|source| self.source_line(&source.value));
        match (number, source) {
            (Some(mut number), Some(source)) if width(&number) + width(&source) <= LINE => {
                number.push(text("\u{2003}"));
                number.extend(source);
                lines.push(json!(number));
            }
            (number, source) => lines.extend([number, source].into_iter().flatten().map(|line| json!(line))),
        }
        lines
    }

    /// The number that a figure (`fig`) or table (`tab`) has in the printed plan, where it has one.
    pub(super) fn printed_number(&self, kind: &str, printed: Option<&str>) -> Option<Vec<Value>> {
        let printed = printed?;
        let label = locale::printed_label(self.language, kind, printed);
        let line = self.say(&Message::new("ui.printed-as").with("label", label));
        Some(vec![text(&line)])
    }

    /// `Source: …`
    fn source_line(&mut self, id: &str) -> Option<Vec<Value>> {
        let report = self.report;
        let source = report.project.sources.get(id)?;
        let lead = self.say(&Message::new("ui.source-is").with("source", ""));
        let mut line = vec![text(&lead)];
        line.extend(self.field(&source.name));
        Some(line)
    }
}
