//! The printed works, the plan and the atlas: a Typst document for each and each language, made of the same documents as
//! the site.
//!
//! Nothing an author wrote becomes Typst markup: the book travels as JSON ([`book`], [`atlas`]) and the templates walk it.
//! Only [`typst`] starts a process or writes a file (into its own staging folder); nothing here computes a number.

mod atlas;
mod block;
mod book;
mod child;
mod complaint;
mod figure;
mod fonts;
mod inline;
mod origin;
mod paper;
mod review;
mod shares;
mod shelf;
mod table;
mod typst;
mod volume;
mod words;

use self::shelf::Content;
use crate::diagnostic::{Diagnostics, Failure};
use crate::model::document::{Atlas, Document};
use crate::model::{Drawing, Language, PlateDrawing, Project, Report, Work};
use crate::render::stripped::stripped;
use std::collections::BTreeMap;

pub use self::child::{KEEPER, enter};
pub use self::paper::Paper;
pub use self::review::ReviewCopy;
pub use self::typst::{Typst, locate};

/// What the printed works keep to: PDF/A-2a and PDF/UA-1.
const STANDARD: &str = "a-2a,ua-1";

/// All drawn figures by figure id and language.
pub type Drawings = BTreeMap<(String, Language), Drawing>;

/// All plates of the atlases by id and language, each at the widths that it may be needed in.
pub type Plates = BTreeMap<(String, Language), Vec<PlateDrawing>>;

/// What the printed works are made of.
#[derive(Clone, Copy)]
pub struct Prints<'a> {
    /// The book in its languages.
    pub documents: &'a [&'a dyn Document],
    /// It tells where in the book is written what typst complains of.
    pub report: &'a Report,
    /// Its figures.
    pub drawings: &'a Drawings,
    /// Draws the pictures of an atlas: each is put together and drawn where it is wanted.
    pub plates: &'a (dyn Fn(&BTreeMap<Language, Atlas>) -> Plates + Sync),
    /// The plan is printed as this review copy.
    pub copy: Option<&'a ReviewCopy>,
}

impl Prints<'_> {
    /// The PDFs of works by path, each in every language, set side by side, each in a staging folder of its own. The
    /// same documents and fonts give the same bytes. Warnings of the templates become warnings in `faults`.
    ///
    /// # Errors
    /// When typst is missing, is not of the series 0.15, or refuses the document; when a template or font is missing; when
    /// the staging folder cannot be written.
    pub fn render(
        &self,
        works: &[&'static Work],
        typst: &Typst,
        faults: &mut Diagnostics,
    ) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let version = typst.check_version()?;
        let staging = typst.clear()?;
        let shared = self.shared()?;
        let Project { faces, templates, .. } = &self.report.project;
        let faces = fonts::staged(faces, templates)?;
        typst.stage_faces(&faces)?;
        let mut common = Content::new();
        common.add(&typst.program.display().to_string(), version.as_bytes());
        faces.iter().for_each(|(path, bytes)| common.add(path, bytes));
        let jobs = works.iter().flat_map(|work| self.documents.iter().map(|document| (*work, *document)));
        let jobs: Vec<_> = jobs.collect();
        let run = |(work, document): &(&'static Work, &dyn Document)| {
            let mut own = Diagnostics::new();
            let job = typst::Job {
                name: work.name,
                template: work.template(self.copy.is_some()),
                standard: STANDARD,
                report: Some(self.report),
                language: document.frame().language,
                shared: &shared,
                files: self.files(work, *document),
                created: unix_midnight(self.report.project.plan.edition_date),
                common: Some(&common),
            };
            (typst.compile(&job, &mut own), own)
        };
        // All at once: each writes its own input, starts typst and waits, and the system shares the cores among those. So
        // typst sets the plan while the atlas is still put together, and at the end no core is idle while the last waits.
        let mut runs: Vec<_> = jobs.iter().map(|_| None).collect();
        std::thread::scope(|scope| {
            for (job, done) in jobs.iter().zip(&mut runs) {
                scope.spawn(|| *done = Some(run(job)));
            }
        });
        drop(staging);
        let mut printed = Vec::new();
        let mut failure = None;
        for ((work, document), (pdf, own)) in jobs.iter().zip(runs.into_iter().flatten()) {
            faults.merge(own);
            match pdf {
                Ok(pdf) => printed.push((work.path(document.frame().language), pdf)),
                Err(cause) => failure = failure.or(Some(cause)),
            }
        }
        failure.map_or(Ok(printed), Err)
    }

    /// What all works read, by path in the staging folder: templates, images.
    fn shared(&self) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let project = &self.report.project;
        let mut files = BTreeMap::new();
        for (path, bytes) in &project.templates {
            if let Some(name) = path.strip_prefix("print/") {
                typst::refuse_packages(path, bytes)?;
                files.insert(name.to_owned(), bytes.clone());
            }
        }
        for (index, asset) in project.assets.iter().enumerate() {
            let bytes = stripped(&asset.path, &asset.bytes);
            files.insert(figure::asset_path(index, &asset.path), fonts::drawn(&asset.path, &bytes));
        }
        Ok(files)
    }

    /// What one work reads in one language beside that.
    fn files(&self, work: &Work, document: &dyn Document) -> BTreeMap<String, Vec<u8>> {
        let (project, language) = (&self.report.project, document.frame().language);
        let mut files = BTreeMap::new();
        if work.of_sheets {
            let atlases = BTreeMap::from([(language, document.atlas())]);
            let plates = (self.plates)(&atlases);
            let json = |atlas| atlas_json(document, atlas, project, self.drawings, &plates);
            files.extend(atlases.values().map(|atlas| (format!("atlas.{language}.json"), json(atlas))));
            files.extend(plates.into_iter().flat_map(|((id, _), plates)| {
                let file =
                    move |plate: PlateDrawing| (figure::plate_path(&id, plate.width, language), plate.svg.into_bytes());
                plates.into_iter().map(file)
            }));
        } else {
            let json = match self.copy {
                Some(copy) => {
                    let other = self.documents.iter().find(|other| other.frame().language != language);
                    review_json(document, *other.unwrap_or(&document), project, self.drawings, copy)
                }
                None => book_json(document, project, self.drawings),
            };
            files.insert(format!("book.{language}.json"), json);
            let both = self.copy.is_some_and(|copy| copy.parallel);
            let own = self.drawings.iter().filter(|((_, drawn), _)| both || *drawn == language);
            files.extend(own.map(|((id, drawn), drawing)| {
                (figure::drawing_path(id, *drawn), drawing.svg_print.clone().into_bytes())
            }));
        }
        files
    }
}

/// One language's book as the print templates read it: `book.<lang>.json` of the staging folder.
pub fn book_json(document: &dyn Document, project: &Project, drawings: &Drawings) -> Vec<u8> {
    serde_json::to_vec(&book::book(document, project, drawings, None)).unwrap_or_default()
}

/// The same as a review copy; `other` is the book in the other language.
pub fn review_json(
    document: &dyn Document,
    other: &dyn Document,
    project: &Project,
    drawings: &Drawings,
    copy: &ReviewCopy,
) -> Vec<u8> {
    serde_json::to_vec(&book::book(document, project, drawings, Some((copy, other)))).unwrap_or_default()
}

/// One language's atlas as its template reads it: `atlas.<lang>.json` of the staging folder.
pub fn atlas_json(
    document: &dyn Document,
    atlas: &Atlas,
    project: &Project,
    drawings: &Drawings,
    plates: &Plates,
) -> Vec<u8> {
    serde_json::to_vec(&atlas::atlas(document, atlas, project, drawings, plates)).unwrap_or_default()
}

/// Midnight UTC of a day in Unix seconds; a missing month or day is the first (Howard Hinnant's days-from-civil).
fn unix_midnight(day: crate::model::Day) -> i64 {
    let month = i64::from(day.month.unwrap_or(1));
    let date = i64::from(day.day.unwrap_or(1));
    let year = i64::from(day.year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + date - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn no_name_of_the_author_s_becomes_a_path() {
        assert_eq!(figure::drawing_path("../../etc", Language::Zh), "figures/.._.._etc.zh.svg");
        assert_eq!(figure::asset_path(7, "a/../b.P/NG"), "images/7.png");
    }

    #[test]
    fn the_edition_s_date_becomes_unix_seconds() {
        let seconds = |year, month, day| unix_midnight(Day { year, month, day });
        assert_eq!(seconds(1970, Some(1), Some(1)), 0);
        assert_eq!(seconds(2022, Some(11), Some(1)), 1_667_260_800);
        assert_eq!(seconds(2000, Some(2), Some(29)), 951_782_400);
        assert_eq!(seconds(2024, None, None), 1_704_067_200);
    }
}
