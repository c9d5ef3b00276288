//! The documents as the site sees them: addresses of pages and anchors, labels of the site's own. Looks up, decides
//! nothing.

use super::ledger::Themes;
use super::{Pictures, address, annex};
use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::{
    ClaimEntry, Document, FactEntry, Figure, Finding, Frame, Guide, PageEntry, Picture, Revision, Run, Target, Topic,
};
use crate::model::{Chart, Drawing, Language, PageId, Paintings, Project};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

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
    /// Where each page stands in reading order.
    places: BTreeMap<PageId, usize>,
    /// The same by their paths below `content/<lang>/`. Never walked, nor is `chapter_places`: they have no order.
    written: HashMap<&'a str, usize>,
    /// The chapters in reading order, each by its folder and with its pages.
    pub(super) chapters: Vec<(&'a str, Range<usize>)>,
    chapter_places: HashMap<&'a str, usize>,
    /// The figures that show something, in the order of the pages that they stand on and of their
    /// numbers: each has a page of its own.
    pub(super) gallery: Vec<&'a Figure>,
    /// Where each stands in the gallery.
    plates: BTreeMap<&'a str, usize>,
    /// The pages of the ledger, if it has several.
    pub(super) themes: Themes<'a>,
    /// What stands beside the pages of the book.
    pub(super) guide: Guide,
    /// What the book says otherwise than its latest edition, if one was cut.
    pub(super) history: Option<&'a Revision>,
    /// The address of each topic below the language's folder, and its place by its id.
    topic_paths: Vec<String>,
    topic_places: BTreeMap<String, usize>,
    /// Facts, findings and claims by what they are called. Never walked: they have no order.
    facts: HashMap<&'a str, &'a FactEntry>,
    findings: HashMap<&'a str, &'a Finding>,
    claims: HashMap<&'a str, &'a ClaimEntry>,
}

impl<'a> Site<'a> {
    pub(super) fn new(project: &'a Project, documents: &[&'a dyn Document], pictures: &'a Pictures<'a>) -> Self {
        let tongues = documents.par_iter().map(|document| Tongue::new(*document, project, pictures)).collect();
        Self { tongues, project, drawings: pictures.drawings, paintings: &pictures.paintings }
    }

    /// The other language of a book of two.
    pub(super) fn other(&self, language: Language) -> Option<&Tongue<'a>> {
        self.tongues.iter().find(|tongue| tongue.language() != language)
    }
}

impl<'a> Tongue<'a> {
    fn new(document: &'a dyn Document, project: &Project, pictures: &'a Pictures<'a>) -> Self {
        let drawings = pictures.drawings;
        let frame = document.frame();
        let paths = frame.pages.iter().map(|page| (page.id, address::page_path(frame.language, &page.path)));
        let shows = |figure: &&Figure| match &figure.picture {
            Picture::Chart { .. } => drawings.contains_key(&(figure.caption.id.clone(), frame.language)),
            Picture::Image(_) => true,
            Picture::Missing { .. } => false,
        };
        let places: BTreeMap<PageId, usize> = frame.pages.iter().map(|page| page.id).zip(0..).collect();
        // Those of no place come last.
        let place = |figure: &Figure| {
            let page = frame.places.get(&Target::Figure(figure.caption.id.clone()))?;
            places.get(page).copied()
        };
        let mut gallery: Vec<&Figure> = frame.figures.values().filter(shows).collect();
        gallery.sort_by_cached_key(|figure| (place(figure).unwrap_or(usize::MAX), figure.caption.order));
        let mut chapters: Vec<(&str, Range<usize>)> = Vec::new();
        for (place, page) in frame.pages.iter().enumerate() {
            match chapters.last_mut() {
                Some((chapter, pages)) if *chapter == page.chapter => pages.end = place + 1,
                _ => chapters.push((&page.chapter, place..place + 1)),
            }
        }
        let guide = document.guide();
        let mut taken = BTreeSet::new();
        let mut topic_path = |topic: &Topic| {
            let name = address::free_name(&format!("{}-{}", topic.kind.word(), topic.entry), &mut taken);
            address::topic_path(frame.language, &name)
        };
        let topic_paths = guide.topics.iter().map(&mut topic_path).collect();
        Self {
            document,
            catalogue: Catalogue::of(frame.language).saying(&project.plan.wording),
            paths: paths.collect(),
            written: frame.pages.iter().map(|page| page.path.as_str()).zip(0..).collect(),
            chapter_places: chapters.iter().map(|(chapter, _)| *chapter).zip(0..).collect(),
            plates: gallery.iter().map(|figure| figure.caption.id.as_str()).zip(0..).collect(),
            themes: Themes::of(&frame.ledger),
            topic_places: guide.topics.iter().map(Topic::id).zip(0..).collect(),
            topic_paths,
            guide,
            history: pictures.history.get(&frame.language),
            facts: frame.ledger.iter().flat_map(|group| &group.facts).map(|fact| (fact.id.as_str(), fact)).collect(),
            findings: frame.all_findings().map(|finding| (finding.id.as_str(), finding)).collect(),
            claims: frame.claims.iter().map(|claim| (claim.anchor.as_str(), claim)).collect(),
            places,
            chapters,
            gallery,
        }
    }

    /// The path of a topic's page below `site/`.
    pub(super) fn topic_path(&self, place: usize) -> String {
        self.topic_paths.get(place).cloned().unwrap_or_default()
    }

    /// Where the topic of an id stands.
    pub(super) fn topic_place(&self, id: &str) -> Option<usize> {
        self.topic_places.get(id).copied()
    }

    /// What the ledger says of a fact.
    pub(super) fn fact(&self, id: &str) -> Option<&'a FactEntry> {
        self.facts.get(id).copied()
    }

    /// A finding by its id.
    pub(super) fn finding(&self, id: &str) -> Option<&'a Finding> {
        self.findings.get(id).copied()
    }

    /// A claim by its anchor.
    pub(super) fn claim_at(&self, anchor: &str) -> Option<&'a ClaimEntry> {
        self.claims.get(anchor).copied()
    }

    /// Where a page stands in reading order.
    pub(super) fn place_of(&self, page: PageId) -> Option<usize> {
        self.places.get(&page).copied()
    }

    /// Where a chapter stands among the others.
    pub(super) fn chapter_place(&self, chapter: &str) -> Option<usize> {
        self.chapter_places.get(chapter).copied()
    }

    /// The page at a path below `content/<lang>/`.
    pub(super) fn page_at(&self, path: &str) -> Option<&'a PageEntry> {
        self.frame().pages.get(*self.written.get(path)?)
    }

    /// Where the pictures of a page begin in the gallery, or those of the pages after it.
    pub(super) fn gallery_from(&self, page: PageId) -> usize {
        let place = |figure: &Figure| {
            let page = self.frame().places.get(&Target::Figure(figure.caption.id.clone()))?;
            self.place_of(*page)
        };
        let own = self.place_of(page);
        self.gallery.partition_point(|figure| place(figure).is_some_and(|place| Some(place) < own))
    }

    /// Where a figure stands in the gallery.
    pub(super) fn plate_place(&self, id: &str) -> Option<usize> {
        self.plates.get(id).copied()
    }

    /// The other pictures of a figure's chapter, with their places in the gallery; they follow each other there.
    pub(super) fn neighbours_of(&self, id: &str) -> impl Iterator<Item = (usize, &'a Figure)> {
        let chapter = self.chapter_of(id);
        let own = self.plate_place(id).filter(|_| chapter.is_some()).unwrap_or(self.gallery.len());
        let with_it =
            |place: &usize| self.gallery.get(*place).is_some_and(|it| self.chapter_of(&it.caption.id) == chapter);
        let first = (0..own).rev().take_while(with_it).last().unwrap_or(own);
        let all: Vec<usize> = (first..self.gallery.len()).take_while(with_it).filter(|place| *place != own).collect();
        all.into_iter().filter_map(|place| Some((place, *self.gallery.get(place)?)))
    }

    /// The path of a figure's page below `site/`; `None` for one that shows nothing.
    pub(super) fn plate_path(&self, id: &str) -> Option<String> {
        self.plate_place(id).map(|_| format!("{}/figures/{id}.html", self.language()))
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
        let (_, pages) = self.chapters.get(self.chapter_place(chapter)?)?;
        self.frame().pages.get(pages.start).filter(|page| page.opens_chapter)
    }

    /// A page of the book.
    pub(super) fn page(&self, id: PageId) -> Option<&'a PageEntry> {
        self.frame().pages.get(self.place_of(id)?)
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
            Target::Number(anchor) => match self.themes.home(anchor) {
                Some(theme) => format!("{}#{anchor}", address::theme_path(language, &theme.address)),
                None => format!("{}#{anchor}", annex::LEDGER.path(language)),
            },
            Target::Claim(anchor) => format!("{}#{anchor}", annex::LEDGER.path(language)),
            Target::Ledger => annex::LEDGER.path(language),
        })
    }
}
