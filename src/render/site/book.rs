//! The documents as the site sees them: addresses of pages and anchors, labels of the site's own. Looks up, decides
//! nothing.

use super::{Pictures, address, annex};
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::{Document, Figure, Frame, PageEntry, Picture, Run, Target};
use crate::model::{Chart, Drawing, Language, PageId, Paintings, Project};
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
    pub(super) paintings: &'a Paintings,
}

/// The site of one language.
pub(super) struct Tongue<'a> {
    pub(super) document: &'a dyn Document,
    catalogue: Catalogue,
    paths: BTreeMap<PageId, String>,
    /// The figures that show something, in the order of the pages that they stand on and of their
    /// numbers: each has a page of its own.
    pub(super) gallery: Vec<&'a Figure>,
}

impl<'a> Site<'a> {
    pub(super) fn new(project: &'a Project, documents: &[&'a dyn Document], pictures: &'a Pictures<'a>) -> Self {
        let tongues = documents.iter().map(|document| Tongue::new(*document, pictures.drawings)).collect();
        Self { tongues, project, drawings: pictures.drawings, paintings: &pictures.paintings }
    }

    /// The other language of a book of two.
    pub(super) fn other(&self, language: Language) -> Option<&Tongue<'a>> {
        self.tongues.iter().find(|tongue| tongue.language() != language)
    }
}

impl<'a> Tongue<'a> {
    fn new(document: &'a dyn Document, drawings: &Drawings) -> Self {
        let frame = document.frame();
        let paths = frame.pages.iter().map(|page| (page.id, address::page_path(frame.language, &page.path)));
        let shows = |figure: &&Figure| match &figure.picture {
            Picture::Chart { .. } => drawings.contains_key(&(figure.caption.id.clone(), frame.language)),
            Picture::Image(_) => true,
            Picture::Missing { .. } => false,
        };
        let mut gallery: Vec<&Figure> = frame.figures.values().filter(shows).collect();
        gallery.sort_by_key(|figure| (page_place(frame, figure), figure.caption.order));
        Self { document, catalogue: Catalogue::of(frame.language), paths: paths.collect(), gallery }
    }

    /// The path of a figure's page below `site/`; `None` for one that shows nothing.
    pub(super) fn plate_path(&self, id: &str) -> Option<String> {
        let known = self.gallery.iter().any(|figure| figure.caption.id == id);
        known.then(|| format!("{}/figures/{id}.html", self.language()))
    }

    /// What heads the labels of a chart's table, and its values where they have no measure.
    pub(super) fn heads(&self, chart: &Chart) -> [String; 2] {
        ["ui.site.column_part", chart.value_head()].map(|id| self.label(id))
    }

    /// What kind of picture a figure is; of a chart which.
    pub(super) fn kind_of(&self, figure: &Figure) -> String {
        let chart = self.frame().charts.get(&figure.caption.id);
        chart.map_or_else(|| figure.kind_word.clone(), |chart| self.say(&chart.kind.words()))
    }

    /// Number and title of a figure in one line.
    pub(super) fn named(&self, figure: &Figure) -> String {
        format!("{} {}", figure.caption.label, Run::plain(&figure.caption.title)).trim().to_owned()
    }

    /// The folder of the chapter that a figure stands in.
    pub(super) fn chapter_of(&self, figure: &str) -> Option<&'a str> {
        let page = *self.frame().places.get(&Target::Figure(figure.to_owned()))?;
        self.page(page).map(|page| page.chapter.as_str())
    }

    /// What a chapter is called.
    pub(super) fn chapter_title(&self, chapter: &str) -> Option<String> {
        Some(self.frame().title(self.opening(chapter)?.id)?.text.clone())
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

/// The place in reading order of the page that a figure stands on; those of no place come last.
fn page_place(frame: &Frame, figure: &Figure) -> usize {
    let page = frame.places.get(&Target::Figure(figure.caption.id.clone()));
    let place = page.and_then(|page| frame.pages.iter().position(|entry| entry.id == *page));
    place.unwrap_or(usize::MAX)
}
