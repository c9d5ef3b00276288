//! Where in the book a complaint of typst's comes from. Typst sees templates and one file of data, and blames those; but
//! it often names what it could not set: characters, an image, a place that something leads to.

use super::complaint::Complaint;
use super::figure;
use crate::diagnostic::Span;
use crate::model::{Block, Inline, Language, ProseText, Report};

/// The place in the book; `None` if typst's words do not tell.
pub(super) fn place(complaint: &Complaint, report: &Report, language: Language) -> Option<Span> {
    if let Some(text) = complaint.missing_text() {
        return text.chars().find_map(|character| of_character(character, report, language));
    }
    let file = complaint.place.as_ref().map(|(file, ..)| file.as_str());
    file.into_iter().chain([complaint.text.as_str()]).find_map(|said| {
        of_image(said, report)
            .or_else(|| of_drawing(said, report, language))
            .or_else(|| of_target(said, report, language))
    })
}

/// The first text of a language that holds a character.
fn of_character(character: char, report: &Report, language: Language) -> Option<Span> {
    let pages = report.project.pages.iter().filter(|page| page.language == language);
    let on_pages = pages.flat_map(|page| &page.blocks).find_map(|block| {
        let mut found = None;
        block.for_each_inline(&mut |inline| {
            let (text, place) = match inline {
                Inline::Text(piece) | Inline::Code(piece) | Inline::Waived(piece, _) => {
                    (piece.value.as_str(), piece.span)
                }
                Inline::Tie(_, text) => (text.as_str(), block.span()),
                _ => return,
            };
            if found.is_none() && text.contains(character) {
                found = Some(place);
            }
        });
        let code = matches!(block, Block::Code { text, .. } if text.contains(character));
        found.or_else(|| code.then(|| block.span()))
    });
    let holds = |field: &ProseText| field.plain().contains(character);
    on_pages.or_else(|| {
        let figures = report.project.figures.iter();
        figures.filter(|figure| holds(figure.title.get(language))).map(|figure| figure.span).next()
    })
}

/// An image by its number in the staging folder: where the book shows it.
fn of_image(said: &str, report: &Report) -> Option<Span> {
    let named = |(index, path): (usize, &str)| said.contains(&figure::asset_path(index, path));
    let assets = report.project.assets.iter().map(|asset| asset.path.as_str());
    let (_, path) = assets.enumerate().find(|(index, path)| named((*index, path)))?;
    let of_register =
        report.project.figures.iter().find_map(|figure| figure.file.as_ref().filter(|file| file.value == path));
    of_register.map(|file| file.span).or_else(|| {
        report.project.pages.iter().flat_map(|page| &page.blocks).find_map(|block| {
            let mut found = None;
            block.for_each_inline(&mut |inline| {
                if let Inline::Image { path: shown, .. } = inline
                    && shown.value == path
                {
                    found = found.or(Some(shown.span));
                }
            });
            found
        })
    })
}

/// A drawing by the name of its file.
fn of_drawing(said: &str, report: &Report, language: Language) -> Option<Span> {
    let mut figures = report.project.figures.iter();
    figures.find(|figure| said.contains(&figure::drawing_path(&figure.id.value, language))).map(|figure| figure.id.span)
}

/// A label in typst's angle brackets: a figure, or a heading by its id.
fn of_target(said: &str, report: &Report, language: Language) -> Option<Span> {
    let (_, rest) = said.split_once('<')?;
    let (label, _) = rest.split_once('>')?;
    let (kind, id) = label.split_once(':').unwrap_or(("", label));
    if kind == "fig" {
        return report.project.figures.get(id).map(|figure| figure.id.span);
    }
    let pages = report.project.pages.iter().filter(|page| page.language == language);
    let mut headings = pages.flat_map(|page| page.headings());
    headings.find_map(|heading| heading.id.as_ref().filter(|known| known.value == id)).map(|known| known.span)
}
