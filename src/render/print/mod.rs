//! The printed plan: a Typst document for each language, made of the same documents as the site.
//!
//! Nothing an author wrote becomes Typst markup: the book travels as JSON ([`book`]) and the templates walk it.
//! Only [`typst`] starts a process or writes a file (into its own staging folder); nothing here computes a number.

mod block;
mod book;
mod child;
mod complaint;
mod figure;
mod fonts;
mod inline;
mod origin;
mod table;
mod typst;
mod words;

use crate::diagnostic::{Diagnostics, Failure};
use crate::model::document::Document;
use crate::model::{Drawing, Language, Project, Report, WORKS};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

pub use self::child::{KEEPER, enter};
pub use self::typst::{Typst, locate};

/// All drawn figures by figure id and language.
pub type Drawings = BTreeMap<(String, Language), Drawing>;

/// The PDFs of the book by path: every work in every language, set side by side, each in a staging folder of its own. The same documents and
/// fonts give the same bytes. Warnings of the templates become warnings in `faults`; `report` tells where in the book
/// what they complain of is written.
///
/// # Errors
/// When typst is missing, is not of the series 0.15, or refuses the document; when a template or font is missing; when
/// the staging folder cannot be written.
pub fn render(
    documents: &[&dyn Document],
    report: &Report,
    drawings: &Drawings,
    typst: &Typst,
    faults: &mut Diagnostics,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    typst.check_version()?;
    let mut jobs = Vec::new();
    for work in &WORKS {
        for document in documents {
            jobs.push(typst::Job {
                work,
                report,
                language: document.frame().language,
                files: files(*document, report, drawings)?,
                created: unix_midnight(report.project.plan.edition_date),
            });
        }
    }
    let run = |job: &typst::Job<'_>| {
        let mut own = Diagnostics::new();
        (typst.compile(job, &mut own), own)
    };
    let staging = typst.clear()?;
    let runs: Vec<_> = jobs.par_iter().map(run).collect();
    drop(staging);
    let mut printed = Vec::new();
    let mut failure = None;
    for (job, (pdf, own)) in jobs.iter().zip(runs) {
        faults.merge(own);
        match pdf {
            Ok(pdf) => printed.push((job.work.path(job.language), pdf)),
            Err(cause) => failure = failure.or(Some(cause)),
        }
    }
    failure.map_or(Ok(printed), Err)
}

/// One language's book as the print templates read it: `book.<lang>.json` of the staging folder.
pub fn book_json(document: &dyn Document, project: &Project, drawings: &Drawings) -> Vec<u8> {
    serde_json::to_vec(&book::book(document, project, drawings)).unwrap_or_default()
}

/// Everything that one language's document reads, by path in the staging folder.
fn files(document: &dyn Document, report: &Report, drawings: &Drawings) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let language = document.frame().language;
    let mut files = BTreeMap::new();
    for (path, bytes) in &report.project.templates {
        if let Some(name) = path.strip_prefix("print/") {
            typst::refuse_packages(path, bytes)?;
            files.insert(name.to_owned(), bytes.clone());
        }
    }
    files.extend(fonts::staged(&report.project)?);
    files.insert(format!("book.{language}.json"), book_json(document, &report.project, drawings));
    for ((id, drawn), drawing) in drawings {
        if *drawn == language {
            files.insert(figure::drawing_path(id, language), drawing.svg_print.clone().into_bytes());
        }
    }
    for (index, asset) in report.project.assets.iter().enumerate() {
        files.insert(figure::asset_path(index, &asset.path), fonts::drawn(&asset.path, &asset.bytes));
    }
    Ok(files)
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
