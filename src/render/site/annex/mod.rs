//! The pages after the chapters, in the order of the menu: a file each, which holds its line for the list, what its
//! template is given, and how that is made.
//!
//! A new one is a file here, its `mod` and its place in [`ALL`], a template `templates/site/NAME.html` and its title in
//! the catalogues. Menu, contents, turning and the switch of language follow from the list.

mod about;
mod changes;
mod consultation;
mod downloads;
mod figures;
mod find;
mod indicators;
mod notes;
pub(super) mod numbers;
pub(super) mod plate;
mod sources;
mod terms;
pub(super) mod topic;

use super::book::Tongue;
use super::frame::{Framing, Subject};
use super::html::Writer;
use super::templates::Templates;
use super::view::{Entry, Frame};
use super::{DataFile, PrintFile};
use crate::diagnostic::Failure;
use crate::locale;
use crate::model::Language;
pub(super) use downloads::print_size;
use rust_decimal::Decimal;
use serde::Serialize;

/// A page after the chapters.
#[derive(Debug)]
pub(super) struct Annex {
    /// Its template.
    name: &'static str,
    /// Its path below the language's folder.
    path: &'static str,
    /// The id of its title.
    pub(super) title: &'static str,
    /// Whether a book has something to say on it.
    stands: fn(&Tongue) -> bool,
    /// Makes it.
    page: fn(&Making<'_>) -> Result<String, Failure>,
}

/// All of them.
static ALL: [&Annex; 13] = [
    &topic::PLACES,
    &topic::WORKS,
    &indicators::ANNEX,
    &figures::ANNEX,
    &numbers::ANNEX,
    &sources::ANNEX,
    &terms::ANNEX,
    &notes::ANNEX,
    &changes::ANNEX,
    &consultation::ANNEX,
    &downloads::ANNEX,
    &find::ANNEX,
    &about::ANNEX,
];

/// Those of a book.
pub(super) fn all(tongue: &Tongue) -> impl Iterator<Item = &'static Annex> {
    ALL.into_iter().filter(|annex| (annex.stands)(tongue))
}

/// Of a page that each book has.
fn always(_: &Tongue) -> bool {
    true
}

/// The ledger, to which numbers lead.
pub(super) static LEDGER: &Annex = &numbers::ANNEX;

/// The gallery, which holds the pages of pictures.
pub(super) static GALLERY: &Annex = &figures::ANNEX;

/// The findings, to which marks lead.
pub(super) static FINDINGS: &Annex = &notes::ANNEX;

/// The public notice of a draft, which the front page names.
pub(super) static CONSULTATION: &Annex = &consultation::ANNEX;

/// How the book is made.
pub(super) static ABOUT: &Annex = &about::ANNEX;

/// The files to take away.
pub(super) static DOWNLOADS: &Annex = &downloads::ANNEX;

/// The page of the search, to which every page leads.
pub(super) static FIND: &Annex = &find::ANNEX;

/// The planning indicators.
pub(super) static INDICATORS: &Annex = &indicators::ANNEX;

/// Zones and towns.
pub(super) static PLACES: &Annex = &topic::PLACES;

/// Programmes and projects.
pub(super) static WORKS: &Annex = &topic::WORKS;

/// Two are the same if their paths are.
impl PartialEq for Annex {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Annex {}

impl Annex {
    /// Its path below `site/`.
    pub(super) fn path(&self, language: Language) -> String {
        format!("{language}/{}", self.path)
    }

    /// How much a hit on it weighs in the search, 1 to 9.
    pub(super) fn weight(&self) -> u8 {
        match self.name {
            "indicators" | "consultation" | "terms" => 6,
            "numbers" => 3,
            "find" | "figures" => 1,
            _ => 2,
        }
    }

    /// The page, rendered.
    ///
    /// # Errors
    /// Its template is broken or missing.
    pub(super) fn page(&'static self, shelf: &Shelf<'_>, framing: &Framing) -> Result<String, Failure> {
        let here = self.path(framing.tongue.language());
        (self.page)(&Making { annex: self, shelf, framing, here })
    }
}

/// What all pages after the chapters are made with.
pub(super) struct Shelf<'a> {
    pub(super) templates: &'a Templates,
    /// The PDFs.
    pub(super) prints: &'a [PrintFile],
    /// The files of data.
    pub(super) files: &'a [DataFile],
}

/// What one page is made with.
struct Making<'a> {
    annex: &'static Annex,
    shelf: &'a Shelf<'a>,
    framing: &'a Framing<'a, 'a>,
    /// Its path below `site/`.
    here: String,
}

impl<'a> Making<'a> {
    fn tongue(&self) -> &'a Tongue<'a> {
        self.framing.tongue
    }

    /// Writes text for this page.
    fn writer(&self) -> Writer<'_, 'a> {
        Writer { site: self.framing.site, tongue: self.framing.tongue, here: &self.here }
    }

    /// What surrounds it; `headings` go under its entry in the contents.
    fn frame(&self, headings: &[Entry]) -> Frame {
        self.framing.frame(Subject::Annex(self.annex), headings)
    }

    /// Gives its template a view.
    fn render(&self, view: &impl Serialize) -> Result<String, Failure> {
        self.render_as(&format!("{}.html", self.annex.name), view)
    }

    /// Gives a template that it shares with others a view.
    fn render_as(&self, template: &str, view: &impl Serialize) -> Result<String, Failure> {
        self.shelf.templates.page(template, self.tongue().language(), view)
    }
}

/// A size in kB or MB.
fn size(language: Language, bytes: usize) -> String {
    let kilobytes = Decimal::from(bytes).checked_div(Decimal::from(1000)).unwrap_or_default();
    let (number, unit) = if kilobytes < Decimal::from(1000) {
        (kilobytes.round().max(Decimal::ONE), "kB")
    } else {
        (kilobytes.checked_div(Decimal::from(1000)).unwrap_or_default().round_dp(1), "MB")
    };
    format!("{}\u{a0}{unit}", locale::format_number(language, number))
}
