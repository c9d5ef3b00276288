//! What surrounds every page: head, contents, breadcrumb, previous and next, the switch of language, the foot.

use super::address::{relative, theme_path};
use super::annex::{self, Annex};
use super::book::{Site, Tongue};
use super::machine;
use super::view::{self, Entry, Link};
use crate::model::document::{Run, Target, TopicKind};
use crate::model::{Language, PageId};

/// Which page a frame is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// A language's front page.
    Front,
    /// A page of the book.
    Page(PageId),
    /// A page after the chapters.
    Annex(&'static Annex),
    /// The page of a picture, by its place in the gallery.
    Plate(usize),
    /// A page of the divided ledger, by its place among them.
    Theme(usize),
    /// A page of the registers, by its place among them.
    Topic(usize),
}

/// A book of more chapters than these has in the contents of a page those around its own.
const CHAPTERS_LISTED: usize = 24;

/// So many stand before its own one then, and as many after it.
const CHAPTERS_AROUND: usize = 6;

/// Makes the frames of all pages of a language; holds what they share.
pub(super) struct Framing<'a, 'b> {
    pub(super) site: &'b Site<'a>,
    pub(super) tongue: &'b Tongue<'a>,
    /// Paths of the stylesheets below `site/`.
    pub(super) stylesheets: &'b [String],
}

/// Where a subject stands.
pub(super) fn subject_path(tongue: &Tongue, subject: Subject) -> String {
    match subject {
        Subject::Front => format!("{}/index.html", tongue.language()),
        Subject::Page(page) => tongue.path_of(page).to_owned(),
        Subject::Annex(annex) => annex.path(tongue.language()),
        Subject::Plate(place) => {
            let figure = tongue.gallery.get(place).map(|figure| figure.caption.id.as_str());
            figure.and_then(|id| tongue.plate_path(id)).unwrap_or_default()
        }
        Subject::Theme(place) => {
            let theme = tongue.themes.all.get(place);
            theme.map_or_else(String::new, |theme| theme_path(tongue.language(), &theme.address))
        }
        Subject::Topic(place) => tongue.topic_path(place),
    }
}

/// What a subject is called, in one line.
pub(super) fn subject_title(tongue: &Tongue, subject: Subject) -> String {
    match subject {
        Subject::Front => tongue.label("ui.site.home"),
        Subject::Annex(annex) => tongue.label(annex.title),
        Subject::Plate(place) => tongue.gallery.get(place).map_or_else(String::new, |figure| tongue.named(figure)),
        Subject::Theme(place) => {
            let name = tongue.themes.all.get(place).map_or("", |theme| theme.name);
            format!("{} · {name}", tongue.label(annex::LEDGER.title))
        }
        Subject::Topic(place) => {
            tongue.guide.topics.get(place).map_or_else(String::new, |topic| Run::plain(&topic.title))
        }
        Subject::Page(page) => match tongue.frame().title(page) {
            Some(section) => section.text.clone(),
            None => tongue.page(page).map_or_else(String::new, |page| page.path.clone()),
        },
    }
}

/// How much a hit on a page weighs in the search, 1 to 9: what is read first of all; what lists or repeats it less.
pub(super) fn weight(subject: Subject) -> u8 {
    match subject {
        Subject::Front => 2,
        Subject::Annex(annex) => annex.weight(),
        Subject::Theme(_) => annex::LEDGER.weight(),
        Subject::Plate(_) | Subject::Topic(_) => 5,
        Subject::Page(_) => 6,
    }
}

/// All subjects of a language: in reading order, the first page of a chapter opening it; then the pages of the ledger,
/// those of the registers, and the pictures.
pub(super) fn all(tongue: &Tongue) -> Vec<Subject> {
    let pages = tongue.frame().pages.iter().map(|page| Subject::Page(page.id));
    let read = std::iter::once(Subject::Front).chain(pages).chain(annex::all(tongue).map(Subject::Annex));
    let themes = (0..tongue.themes.all.len()).map(Subject::Theme);
    let topics = (0..tongue.guide.topics.len()).map(Subject::Topic);
    read.chain(themes).chain(topics).chain((0..tongue.gallery.len()).map(Subject::Plate)).collect()
}

/// The subjects before and after one: in reading order; a picture stands among pictures, a page of the ledger among its like.
fn beside(tongue: &Tongue, subject: Subject) -> [Option<Subject>; 2] {
    let pages = &tongue.frame().pages;
    let read = |place: usize| match place.checked_sub(1) {
        None => Some(Subject::Front),
        Some(place) => match pages.get(place) {
            Some(page) => Some(Subject::Page(page.id)),
            None => annex::all(tongue).nth(place - pages.len()).map(Subject::Annex),
        },
    };
    let annexed = |annex: &Annex| annex::all(tongue).position(|other| other == annex).unwrap_or(0);
    let around =
        |place: usize, at: &dyn Fn(usize) -> Option<Subject>| [place.checked_sub(1).and_then(at), at(place + 1)];
    match subject {
        Subject::Front => around(0, &read),
        Subject::Page(page) => around(tongue.place_of(page).map_or(0, |place| place + 1), &read),
        Subject::Annex(annex) => around(1 + pages.len() + annexed(annex), &read),
        Subject::Plate(place) => {
            around(place, &|place| (place < tongue.gallery.len()).then_some(Subject::Plate(place)))
        }
        Subject::Theme(place) => {
            around(place, &|place| (place < tongue.themes.all.len()).then_some(Subject::Theme(place)))
        }
        Subject::Topic(place) => {
            let topics = &tongue.guide.topics;
            let kind = topics.get(place).map(|topic| topic.kind);
            let like = |place: usize| topics.get(place).filter(|topic| Some(topic.kind) == kind);
            around(place, &|place| like(place).map(|_| Subject::Topic(place)))
        }
    }
}

impl Framing<'_, '_> {
    /// The frame of a page; `headings` go under its entry in the contents.
    pub(super) fn frame(&self, subject: Subject, headings: &[Entry]) -> view::Frame {
        let (tongue, imprint) = (self.tongue, &self.tongue.frame().imprint);
        let here = subject_path(tongue, subject);
        let turn = |other| Link { text: self.turn_title(subject, other), ..self.link(&here, other) };
        let [previous, next] = beside(tongue, subject).map(|other| other.map(turn));
        let (chapters, all_chapters) = self.chapters(&here, subject, headings);
        let other = self.site.other(tongue.language());
        let plain = |runs: &[Run]| Run::plain(runs);
        view::Frame {
            tag: tag(tongue.language()).to_owned(),
            language: tongue.language().tag().to_owned(),
            title: subject_title(tongue, subject),
            book: plain(&imprint.short_title),
            period: imprint.period.clone(),
            edition_label: plain(&imprint.edition_label),
            edition_name: plain(&imprint.edition_name),
            notice: plain(&imprint.notice),
            licence: plain(&imprint.licence),
            home: relative(&here, &subject_path(tongue, Subject::Front)),
            stylesheets: self.stylesheets.iter().map(|path| relative(&here, path)).collect(),
            script: relative(&here, "static/place.js"),
            find_script: relative(&here, "static/find.js"),
            find: relative(&here, &annex::FIND.path(tongue.language())),
            root: relative(&here, ""),
            machine: machine::of(self, subject, &here),
            switch: other.map_or_else(Link::default, |other| Link {
                href: relative(&here, &subject_path(other, self.counterpart(subject, other))),
                text: other.label("ui.site.language_name"),
            }),
            switch_tag: other.map_or_else(String::new, |other| tag(other.language()).to_owned()),
            card_script: relative(&here, "static/card.js"),
            crumbs: self.crumbs(&here, subject),
            chapters,
            all_chapters,
            annexes: self.annexes(&here, subject, headings),
            previous,
            next,
        }
    }

    fn link(&self, here: &str, subject: Subject) -> Link {
        Link { href: relative(here, &subject_path(self.tongue, subject)), text: subject_title(self.tongue, subject) }
    }

    /// What the page before or after is called: with its chapter, where that is another one.
    fn turn_title(&self, from: Subject, to: Subject) -> String {
        let chapter = |subject| match subject {
            Subject::Page(page) => self.tongue.page(page).map(|page| page.chapter.as_str()),
            Subject::Front | Subject::Annex(_) | Subject::Plate(_) | Subject::Theme(_) | Subject::Topic(_) => None,
        };
        let trail = match to {
            Subject::Page(page) if chapter(from) != chapter(to) => self.tongue.frame().title(page),
            _ => None,
        };
        trail.map_or_else(|| subject_title(self.tongue, to), |section| section.trail.clone())
    }

    /// The same subject in the other language; its front page where there is none.
    pub(super) fn counterpart(&self, subject: Subject, other: &Tongue) -> Subject {
        let page = match subject {
            Subject::Page(page) => page,
            Subject::Plate(place) => {
                let own = self.tongue.gallery.get(place).map(|figure| &figure.caption.id);
                let place = own.and_then(|id| other.plate_place(id));
                return place.map_or(Subject::Annex(annex::GALLERY), Subject::Plate);
            }
            // Both languages have the same facts, and so the same pages.
            Subject::Theme(place) if place >= other.themes.all.len() => return Subject::Annex(annex::LEDGER),
            Subject::Topic(place) if place >= other.guide.topics.len() => return Subject::Front,
            subject => return subject,
        };
        let partner = self.tongue.page(page).and_then(|page| other.page_at(&page.path));
        partner.map_or(Subject::Front, |page| Subject::Page(page.id))
    }

    /// Front page and chapter; the page itself is the heading below.
    fn crumbs(&self, here: &str, subject: Subject) -> Vec<Link> {
        let mut crumbs = Vec::new();
        if subject == Subject::Front {
            return crumbs;
        }
        crumbs.push(self.link(here, Subject::Front));
        if let Subject::Plate(_) = subject {
            crumbs.push(self.link(here, Subject::Annex(annex::GALLERY)));
        }
        if let Subject::Theme(_) = subject {
            crumbs.push(self.link(here, Subject::Annex(annex::LEDGER)));
        }
        if let Subject::Topic(place) = subject
            && let Some(topic) = self.tongue.guide.topics.get(place)
        {
            crumbs.push(self.link(here, Subject::Annex(home(topic.kind))));
        }
        if let Subject::Page(id) = subject
            && let Some(page) = self.tongue.page(id)
            && !page.opens_chapter
            && let Some(opening) = self.tongue.opening(&page.chapter)
        {
            crumbs.push(self.link(here, Subject::Page(opening.id)));
        }
        crumbs
    }

    /// The chapters with the sections of the one at hand; on the front page all of them with all sections. Of a book of
    /// many chapters those around that one alone, and the way to all.
    fn chapters(&self, here: &str, subject: Subject, headings: &[Entry]) -> (Vec<Entry>, Option<Link>) {
        let tongue = self.tongue;
        let own = match subject {
            Subject::Page(page) => tongue.page(page).and_then(|page| tongue.chapter_place(&page.chapter)),
            _ => None,
        };
        let count = tongue.chapters.len();
        let all = subject == Subject::Front || count <= CHAPTERS_LISTED;
        let listed = if all {
            0..count
        } else {
            let shown = 2 * CHAPTERS_AROUND + 1;
            let first = own.unwrap_or(0).saturating_sub(CHAPTERS_AROUND).min(count - shown);
            first..first + shown
        };
        let entry = |place: usize| {
            let page = &tongue.frame().pages[place];
            let current = Subject::Page(page.id) == subject;
            let entries = if current { headings.to_vec() } else { Vec::new() };
            Entry { current, entries, ..self.page_entry(here, page.id) }
        };
        let chapter = |place: usize| {
            let pages = tongue.chapters[place].1.clone();
            let mut opening = entry(pages.start);
            if subject == Subject::Front || own == Some(place) {
                opening.entries.extend(pages.skip(1).map(entry));
            }
            opening
        };
        let more =
            (!all).then(|| Link { text: tongue.label("ui.site.all_chapters"), ..self.link(here, Subject::Front) });
        (listed.map(chapter).collect(), more)
    }

    fn page_entry(&self, here: &str, page: PageId) -> Entry {
        let href = relative(here, self.tongue.path_of(page));
        match self.tongue.frame().title(page) {
            Some(section) => {
                Entry { href, label: section.label.clone(), title: section.title.clone(), ..Entry::default() }
            }
            None => Entry { href, title: subject_title(self.tongue, Subject::Page(page)), ..Entry::default() },
        }
    }

    fn annexes(&self, here: &str, subject: Subject, headings: &[Entry]) -> Vec<Entry> {
        let entry = |annex: &'static Annex| {
            let link = self.link(here, Subject::Annex(annex));
            let current = subject == Subject::Annex(annex);
            let part = match subject {
                Subject::Theme(_) => *annex == *annex::LEDGER,
                Subject::Topic(place) => {
                    self.tongue.guide.topics.get(place).is_some_and(|topic| *annex == *home(topic.kind))
                }
                _ => false,
            };
            let entries = if current || part { headings.to_vec() } else { Vec::new() };
            Entry { href: link.href, title: link.text, current, entries, ..Entry::default() }
        };
        annex::all(self.tongue).map(entry).collect()
    }

    /// The two upper levels of a page's headings below its title, nested.
    pub(super) fn headings(&self, page: PageId) -> Vec<Entry> {
        let (frame, here) = (self.tongue.frame(), self.tongue.path_of(page));
        let Some(first) = frame.titles.get(&page) else { return Vec::new() };
        let own = frame.sections[*first..].iter().take_while(|section| section.page == page).skip(1);
        let Some(top) = own.clone().map(|section| section.depth).min() else { return Vec::new() };
        let mut entries: Vec<Entry> = Vec::new();
        for section in own {
            let path = self.tongue.path_to(&Target::Section(section.id.clone())).unwrap_or_default();
            let entry = Entry {
                href: relative(here, &path),
                label: section.label.clone(),
                title: section.title.clone(),
                ..Entry::default()
            };
            if section.depth == top {
                entries.push(entry);
            } else if section.depth == top + 1
                && let Some(parent) = entries.last_mut()
            {
                parent.entries.push(entry);
            }
        }
        entries
    }
}

/// The list that a kind of topics stands in.
fn home(kind: TopicKind) -> &'static Annex {
    match kind {
        TopicKind::Zone | TopicKind::Town => annex::PLACES,
        TopicKind::Programme | TopicKind::Project => annex::WORKS,
        TopicKind::Indicator => annex::INDICATORS,
    }
}

/// The tag for `lang` attributes.
pub(super) fn tag(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en-GB",
    }
}
