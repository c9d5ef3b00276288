//! Figures of the register as JSON: a drawing, an image, or a frame that says what is missing.

use super::book::Writer;
use super::inline::text;
use crate::model::Language;
use crate::model::document::{Figure, Picture, Run};
use crate::render::picture;
use serde_json::{Value, json};

/// Where a drawing lies in the staging folder.
pub(super) fn drawing_path(id: &str, language: Language) -> String {
    let safe: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect();
    format!("figures/{safe}.{language}.svg")
}

/// Where a plate of the atlas lies in the staging folder, drawn at a width in pixels.
pub(super) fn plate_path(id: &str, width: f64, language: Language) -> String {
    format!("plates/{}", drawing_path(&format!("{id}.{width:.0}"), language))
}

/// Where an image lies in the staging folder: by number, so that no name of the author's becomes a path.
pub(super) fn asset_path(index: usize, path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("images/{index}.{}", extension.to_ascii_lowercase())
}

/// What fits a line of small type, in halves of a Chinese character.
const LINE: usize = 100;

/// How wide words are, in halves of a Chinese character.
fn width(words: &str) -> usize {
    words.chars().map(|character| if character > '\u{2e7f}' { 2 } else { 1 }).sum()
}

/// The words for who cannot see a figure: its own, else those of its drawing, else its title.
pub(super) fn alternative(figure: &Figure, drawn: Option<String>) -> String {
    figure.alt.clone().or(drawn).unwrap_or_else(|| Run::plain(&figure.caption.title))
}

impl Writer<'_> {
    /// A figure with its caption; none if there is no such figure (refused before).
    pub(super) fn figure(&mut self, id: &str) -> Option<Value> {
        let frame = self.frame;
        let figure = frame.figures.get(id)?;
        let (mut file, mut width, mut drawn, mut missing) = (None, None, None, None);
        match &figure.picture {
            Picture::Chart { .. } => {
                let drawing = self.drawings.get(&(id.to_owned(), self.language()))?;
                (file, drawn) = (Some(drawing_path(id, self.language())), Some(drawing.description.clone()));
            }
            Picture::Image(path) => {
                let (own, wide) = self.asset(path)?;
                (file, width) = (Some(own), wide);
            }
            Picture::Missing { head, needs } => {
                let needs = needs.as_ref().map(|needs| self.line(needs)).unwrap_or_default();
                missing = Some(json!({"head": head, "needs": needs}));
            }
        }
        Some(json!({
            "k": "figure",
            "to": self.place(format!("fig:{id}")),
            "label": figure.caption.label,
            "title": self.line(&figure.caption.title),
            "headline": figure.headline.as_ref().map(|headline| self.line(headline)),
            "marks": self.line(&figure.marks),
            "lines": self.lines(figure),
            "file": file,
            "alt": alternative(figure, drawn),
            "width": width,
            "missing": missing,
        }))
    }

    /// Where an image of the book lies, and how wide it is by nature.
    pub(super) fn asset(&self, path: &str) -> Option<(String, Option<f64>)> {
        let assets = &self.project.assets;
        let index = assets.iter().position(|asset| asset.path == path)?;
        Some((asset_path(index, path), picture::points(path, &assets[index].bytes)))
    }

    /// The small lines under a caption: the note, the printed plan's number, the source.
    pub(super) fn lines(&mut self, figure: &Figure) -> Vec<Value> {
        let mut lines = Vec::new();
        lines.extend(figure.note.as_ref().map(|note| json!(self.line(note))));
        lines.extend(figure.rounding.as_ref().map(|note| json!(self.words(note))));
        match (&figure.caption.printed, &figure.source) {
            (Some(printed), Some(source)) if width(printed) + width(source) <= LINE => {
                let mut line = self.words(printed);
                line.push(text("\u{2003}"));
                line.extend(self.words(source));
                lines.push(json!(line));
            }
            (printed, source) => {
                lines.extend([printed, source].into_iter().flatten().map(|line| json!(self.words(line))))
            }
        }
        lines
    }
}
