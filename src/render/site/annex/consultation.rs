//! `consultation/`: the public notice of a draft: what is on display, until when, and how to say what one thinks of it.
//! A book that is not on display has no such page.
//!
//! The form sends nothing by itself: it opens the reader's mail program, or is printed and filled in by hand.

use super::downloads::{print_about, proper_name};
use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::{Consultation, Run};
use crate::render::site::address::relative;
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "consultation",
    path: "consultation/index.html",
    title: "ui.site.annex_consultation",
    stands: |tongue| tongue.frame().imprint.consultation.is_some(),
    page,
};

/// The notice.
#[derive(Debug, Serialize)]
struct ConsultationView {
    frame: Frame,
    title: String,
    period: String,
    office: String,
    address: Option<String>,
    telephone: Option<String>,
    email: Option<String>,
    prints: Vec<OnDisplay>,
    /// Of a letter with an opinion.
    subject: String,
}

/// A file that is on display.
#[derive(Debug, Serialize)]
struct OnDisplay {
    href: String,
    name: String,
    about: String,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let imprint = &making.tongue().frame().imprint;
    let Some(Consultation { period, office, address, telephone, email }) = imprint.consultation.clone() else {
        return Ok(String::new());
    };
    let prints = making.shelf.prints.iter().map(|print| OnDisplay {
        href: relative(&making.here, &print.path),
        name: proper_name(making, print),
        about: print_about(making, print),
    });
    making.render(&ConsultationView {
        frame: making.frame(&[]),
        title: Run::plain(&imprint.title),
        period,
        office: Run::plain(&office),
        address: address.map(|address| Run::plain(&address)),
        telephone,
        email,
        prints: prints.collect(),
        subject: format!("{} · {}", Run::plain(&imprint.short_title), Run::plain(&imprint.edition_label)),
    })
}
