//! `register/terms.html`: the terms of the book in both languages.

use super::{Annex, Making};
use crate::diagnostic::Failure;
use crate::model::document::TermEntry;
use crate::render::site::view::Frame;
use serde::Serialize;

pub(super) static ANNEX: Annex = Annex {
    name: "terms",
    path: "register/terms.html",
    title: "ui.label.glossary",
    stands: |tongue| !tongue.guide.terms.is_empty(),
    page,
};

/// The terms.
#[derive(Debug, Serialize)]
struct TermsView {
    frame: Frame,
    /// The tag of the other language.
    other_tag: &'static str,
    terms: Vec<TermView>,
}

/// A term.
#[derive(Debug, Serialize)]
struct TermView {
    id: String,
    term: String,
    counterpart: String,
    also: String,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let chinese = making.tongue().language() == crate::model::Language::Zh;
    let terms = &making.tongue().guide.terms;
    let term = |(number, term): (usize, &TermEntry)| TermView {
        id: format!("list.{number}"),
        term: term.term.clone(),
        counterpart: term.counterpart.clone(),
        also: term.also.join("; "),
    };
    making.render(&TermsView {
        frame: making.frame(&[]),
        other_tag: if chinese { "en-GB" } else { "zh-CN" },
        terms: (1..).zip(terms).map(term).collect(),
    })
}
