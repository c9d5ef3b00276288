//! The figures of the document in the register: pictures that it holds, and captions whose pictures are missing; their
//! printed numbers are kept, and what the text says of 图1-5 becomes a reference.

use super::Material;
use super::decisions::Decisions;
use super::line::{Care, Insert, Put, written};
use super::numbers::Finder;
use super::yaml::{plain, quoted};
use crate::audit::document::{Document, Role};
use crate::audit::label_of;
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::Language;
use std::collections::BTreeMap;

/// A figure.
#[derive(Debug, Clone)]
struct Figure {
    id: String,
    /// 1-5 of 图1-5.
    printed: Option<String>,
    title: String,
    /// The line of its caption.
    caption: Option<usize>,
    /// Its picture, by index.
    picture: Option<usize>,
    /// The picture's file below `content/images/`; none where there is none that the book can print.
    file: Option<String>,
}

/// All figures.
#[derive(Debug, Default)]
pub(super) struct Figures {
    figures: Vec<Figure>,
    /// The first figure of each printed number.
    numbers: BTreeMap<Vec<u32>, String>,
}

impl Figures {
    /// The figures of a document.
    pub(super) fn of(material: &Material<'_>, decisions: &Decisions) -> Self {
        let mut all = Self::default();
        let document = material.document;
        let captions = captions(document);
        for (line, found) in document.lines.iter().enumerate() {
            let text = found.words.text.trim();
            let Some((false, parts, end)) = label_of(text).filter(|_| found.role == Role::Caption) else { continue };
            let printed = printed(text, end);
            let dashed = parts.iter().map(u32::to_string).collect::<Vec<_>>().join("-");
            let title = text.get(end..).unwrap_or_default().trim_matches([' ', '\u{3000}', '：', ':', '.', '\u{a0}']);
            let title = if title.is_empty() { text } else { title };
            let id = all.id(&format!("figure-{dashed}"));
            all.numbers.entry(parts).or_insert_with(|| id.clone());
            let title = title.to_owned();
            let picture = captions.iter().position(|caption| *caption == Some(line));
            let file = picture.and_then(|picture| file(material, decisions, &id, picture));
            all.figures.push(Figure { id, printed: Some(printed), title, caption: Some(line), picture, file });
        }
        let catalogue = Catalogue::of(material.language);
        for (index, picture) in document.pictures.iter().enumerate() {
            if captions.get(index).copied().flatten().is_some() {
                continue;
            }
            let id = all.id(&format!("picture-{}", index + 1));
            let title = match picture.words.trim() {
                "" => catalogue.phrase(&Message::new("adopt.picture").with("number", index + 1)),
                words => words.to_owned(),
            };
            // A picture that nobody can print and nothing names is told in the report alone.
            if let Some(file) = file(material, decisions, &id, index) {
                all.figures.push(Figure {
                    id,
                    printed: None,
                    title,
                    caption: None,
                    picture: Some(index),
                    file: Some(file),
                });
            }
        }
        all
    }

    /// The pictures of the register: file below `content/images/`, and bytes.
    pub(super) fn files<'m>(&self, material: &'m Material<'_>) -> Vec<(String, &'m [u8])> {
        let bytes = |figure: &Figure| Some((figure.file.clone()?, material.pictures.get(figure.picture?)?.as_deref()?));
        self.figures.iter().filter_map(bytes).collect()
    }

    fn id(&self, base: &str) -> String {
        let taken = |id: &str| self.figures.iter().any(|figure| figure.id == id);
        let mut id = base.to_owned();
        let mut count = 1;
        while taken(&id) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }

    pub(super) fn of_caption(&self, line: usize) -> Option<&str> {
        self.figures.iter().find(|figure| figure.caption == Some(line)).map(|figure| figure.id.as_str())
    }

    pub(super) fn of_picture(&self, picture: usize) -> Option<&str> {
        self.figures
            .iter()
            .find(|figure| figure.caption.is_none() && figure.picture == Some(picture))
            .map(|figure| figure.id.as_str())
    }

    /// The figures with a picture, and those without.
    pub(super) fn counts(&self) -> (usize, usize) {
        let with = self.figures.iter().filter(|figure| figure.file.is_some()).count();
        (with, self.figures.len() - with)
    }

    /// What a line says of figures.
    pub(super) fn references(&self, text: &str) -> Vec<Insert> {
        let mut found = Vec::new();
        let marks = text.match_indices('图').chain(text.match_indices("Figure ")).chain(text.match_indices("Fig. "));
        for (at, _) in marks {
            let Some((false, parts, end)) = text.get(at..).and_then(label_of) else { continue };
            if let Some(id) = self.numbers.get(&parts) {
                found.push(Insert { range: at..at + end, put: Put::Reference(format!("#fig:{id}")) });
            }
        }
        found
    }

    /// The register as a file; none without figures.
    pub(super) fn file(&self, material: &Material<'_>, clean: &dyn Fn(&str) -> String) -> Option<String> {
        if self.figures.is_empty() {
            return None;
        }
        let catalogue = Catalogue::of(material.language);
        let told = |id: &'static str| catalogue.phrase(&Message::new(id));
        let mut text = format!(
            "# yaml-language-server: $schema=.schema/figures.schema.json\n# {}\nformat: 1\nfigures:\n",
            told("adopt.comment-figures")
        );
        for figure in &self.figures {
            let title = quoted(&clean(&figure.title));
            text += &format!("- id: {}\n", figure.id);
            match &figure.file {
                Some(file) => text += &format!("  kind: image\n  file: images/{file}\n"),
                None => text += "  kind: wanted\n",
            }
            if let Some(printed) = &figure.printed {
                text += &format!("  printed: \"{printed}\"\n");
            }
            text += &format!("  title: {title}\n  alt: {title}\n  source: document\n");
            if figure.file.is_none() {
                text += &format!("  needs: {}\n", quoted(&plain(&told("adopt.figure-needs"))));
            }
        }
        Some(text)
    }
}

/// The number of a caption as it is printed: 1-5, 2.1.
pub(super) fn printed(text: &str, end: usize) -> String {
    let label = text.get(..end).unwrap_or_default();
    label.trim_start_matches(|sign: char| !sign.is_ascii_digit()).to_owned()
}

/// The caption of each picture: the line after it or before it.
pub(super) fn captions(document: &Document) -> Vec<Option<usize>> {
    let is_caption = |line: usize| {
        document.lines.get(line).is_some_and(|found| {
            found.role == Role::Caption && label_of(found.words.text.trim()).is_some_and(|(table, ..)| !table)
        })
    };
    let mut taken: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for picture in &document.pictures {
        let mut near = [Some(picture.before), picture.before.checked_sub(1)].into_iter().flatten();
        let caption = near.find(|line| is_caption(*line) && !taken.contains(line));
        taken.extend(caption);
        found.push(caption);
    }
    found
}

/// The file of a picture, if the book can print its form.
fn file(material: &Material<'_>, decisions: &Decisions, id: &str, picture: usize) -> Option<String> {
    let bytes = material.pictures.get(picture)?.as_deref()?;
    let ending = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xff, 0xd8, ..] => "jpg",
        _ => return None,
    };
    let name = format!("{id}.{ending}");
    let refused = &decisions.refused;
    (!refused.contains(&name) && !refused.contains("*")).then_some(name)
}

/// A short text of the register with its numbers named as no data.
pub(super) fn named(finder: &Finder, language: Language, text: &str) -> String {
    let said = finder.find(language, text, &[]);
    let inserts = said.into_iter().map(|said| Insert { range: said.range, put: Put::Link("!name".to_owned()) });
    written(text, inserts.collect(), Care::Plain).0
}
