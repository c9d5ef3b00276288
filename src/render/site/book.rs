//! The documents as the site sees them: addresses of pages and anchors, labels of the site's own. Looks up, decides
//! nothing.

use super::{Pictures, address, annex};
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::{Document, Frame, PageEntry, Target};
use crate::model::{Drawing, Language, PageId, Paintings, Project};
use std::collections::BTreeMap;

/// The drawings by figure id and language.
pub(super) type Drawings = BTreeMap<(String, Language), Drawing>;

/// Everything that the makers of pages look at.
pub(super) struct Site<'a> {
    /// The languages in their order.
    pub(super) tongues: Vec<Tongue<'a>>,
    /// For its files: images, templates, faces.
    pub(super) project: &'a Project,
    pub(super) drawings: &'a Drawings,
}

/// The site of one language.
pub(super) struct Tongue<'a> {
    pub(super) document: &'a dyn Document,
    catalogue: Catalogue,
    paths: BTreeMap<PageId, String>,
}

impl<'a> Site<'a> {
    pub(super) fn new(project: &'a Project, documents: &[&'a dyn Document], pictures: &'a Pictures<'a>) -> Self {
        let tongues = documents.iter().map(|document| Tongue::new(*document)).collect();
        Self { tongues, project, drawings: pictures.drawings }
    }

    /// The other language of a book of two.
    pub(super) fn other(&self, language: Language) -> Option<&Tongue<'a>> {
        self.tongues.iter().find(|tongue| tongue.language() != language)
    }
}

impl<'a> Tongue<'a> {
    fn new(document: &'a dyn Document) -> Self {
        let frame = document.frame();
        let paths = frame.pages.iter().map(|page| (page.id, address::page_path(frame.language, &page.path)));
        Self { document, catalogue: Catalogue::of(frame.language), paths: paths.collect() }
    }

    pub(super) fn frame(&self) -> &'a Frame {
        self.document.frame()
    }

    pub(super) fn language(&self) -> Language {
        self.frame().language
    }

    /// A label, without arguments.
    pub(super) fn label(&self, id: &str) -> String {
        self.catalogue.label(id).to_owned()
    }

    /// All labels of the site and those that it shares with print, for the templates' `ui`.
    pub(super) fn labels(&self) -> BTreeMap<String, String> {
        let labels = self.catalogue.with_prefix("ui.site.").chain(self.catalogue.with_prefix("ui.label."));
        labels.map(|(id, text)| (id.to_owned(), text.to_owned())).collect()
    }

    /// A sentence with arguments.
    pub(super) fn say(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// The path of a page below `site/`.
    pub(super) fn path_of(&self, page: PageId) -> &str {
        self.paths.get(&page).map_or("", String::as_str)
    }

    /// The page that opens a chapter.
    pub(super) fn opening(&self, chapter: &str) -> Option<&'a PageEntry> {
        self.frame().pages.iter().find(|page| page.opens_chapter && page.chapter == chapter)
    }

    /// A page of the book.
    pub(super) fn page(&self, id: PageId) -> Option<&'a PageEntry> {
        self.frame().pages.iter().find(|page| page.id == id)
    }

    /// Where a target stands below `site/`; `None` for what stands nowhere.
    pub(super) fn path_to(&self, target: &Target) -> Option<String> {
        let language = self.language();
        Some(match target {
            Target::Page(page) => self.path_of(*page).to_owned(),
            Target::Section(id) => {
                let section = self.frame().section(id)?;
                format!("{}#{id}", self.path_of(section.page))
            }
            Target::Figure(id) => format!("{}#fig-{id}", self.path_of(*self.frame().places.get(target)?)),
            Target::Table(id) => format!("{}#tab-{id}", self.path_of(*self.frame().places.get(target)?)),
            Target::Finding(id) => format!("{}#{id}", annex::FINDINGS.path(language)),
            Target::Number(anchor) | Target::Claim(anchor) => format!("{}#{anchor}", annex::LEDGER.path(language)),
            Target::Ledger => annex::LEDGER.path(language),
        })
    }
}
