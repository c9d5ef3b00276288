//! The printed plan: a Typst document for each language, made of the same report as the site.
//!
//! Nothing an author wrote becomes Typst markup: the book travels as JSON ([`book`]) and the templates walk it.
//! Only [`typst`] starts a process or writes a file (into its own staging folder); nothing here computes a number.

mod block;
mod book;
mod child;
mod complaint;
mod figure;
mod finding;
mod fonts;
mod inline;
mod listing;
mod origin;
mod table;
mod typst;
mod words;

use crate::diagnostic::{Diagnostics, Failure};
use crate::model::{Drawing, LANGUAGES, Language, Report};
use std::collections::BTreeMap;

pub use self::child::{KEEPER, enter};
pub use self::typst::{Typst, locate};

/// All drawn figures by figure id and language.
pub type Drawings = BTreeMap<(String, Language), Drawing>;

/// The PDFs of the book: `print/plan.<lang>.pdf` with their bytes, Chinese first. The same report and fonts give the
/// same bytes. Warnings of the templates become warnings in `faults`.
///
/// # Errors
/// When typst is missing, is not of the series 0.15, or refuses the document; when a template or font is missing; when
/// the staging folder cannot be written.
pub fn render(
    report: &Report,
    drawings: &Drawings,
    typst: &Typst,
    faults: &mut Diagnostics,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    typst.check_version()?;
    let mut printed = Vec::new();
    for language in LANGUAGES {
        let job = typst::Job {
            report,
            language,
            files: files(report, drawings, language)?,
            created: unix_midnight(report.project.plan.edition_date),
        };
        let pdf = typst.compile(&job, faults)?;
        printed.push((format!("print/plan.{language}.pdf"), pdf));
    }
    Ok(printed)
}

/// One language's book as the print templates read it: `book.<lang>.json` of the staging folder.
pub fn book_json(report: &Report, drawings: &Drawings, language: Language) -> Vec<u8> {
    serde_json::to_vec(&book::book(report, drawings, language)).unwrap_or_default()
}

/// Everything that one language's document reads, by path in the staging folder.
fn files(report: &Report, drawings: &Drawings, language: Language) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files = BTreeMap::new();
    for (path, bytes) in &report.project.templates {
        if let Some(name) = path.strip_prefix("print/") {
            typst::refuse_packages(path, bytes)?;
            files.insert(name.to_owned(), bytes.clone());
        }
    }
    files.extend(fonts::staged(&report.project)?);
    files.insert(format!("book.{language}.json"), book_json(report, drawings, language));
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
