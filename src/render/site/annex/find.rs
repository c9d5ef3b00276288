//! `find/`: the page of the search. Its script opens the box; without one it is a plain list of what there is to read.

use super::{Annex, Making, always};
use crate::diagnostic::Failure;
use crate::render::site::address::relative;
use crate::render::site::frame::{Subject, subject_path, subject_title};
use crate::render::site::view::{Frame, Link};
use serde::Serialize;

pub(super) static ANNEX: Annex =
    Annex { name: "find", path: "find/index.html", title: "ui.site.find", stands: always, page };

/// The page of a book of more pages lists its chapters alone.
const PAGES_LISTED: usize = 500;

/// The list.
#[derive(Debug, Serialize)]
struct FindView {
    frame: Frame,
    chapters: Vec<Chapter>,
    others: Vec<Link>,
}

/// A chapter with its pages.
#[derive(Debug, Serialize)]
struct Chapter {
    link: Link,
    pages: Vec<Link>,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let tongue = making.tongue();
    let pages = &tongue.frame().pages;
    let link = |subject| Link {
        href: relative(&making.here, &subject_path(tongue, subject)),
        text: subject_title(tongue, subject),
    };
    let chapters = tongue.chapters.iter().map(|(_, places)| {
        let mut own = pages[places.clone()].iter().map(|page| link(Subject::Page(page.id)));
        let opening = own.next().unwrap_or_default();
        Chapter { link: opening, pages: if pages.len() <= PAGES_LISTED { own.collect() } else { Vec::new() } }
    });
    let others = super::all(tongue).filter(|annex| *annex != &ANNEX).map(|annex| link(Subject::Annex(annex)));
    let view = FindView { chapters: chapters.collect(), others: others.collect(), frame: making.frame(&[]) };
    making.render(&view)
}
