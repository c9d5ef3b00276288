//! `register/changes.html`: what the book says otherwise than its latest edition did: the numbers as they were and as they
//! are, and the paragraphs that read otherwise. Words of paragraphs are not told: an edition may hold some that were not
//! public, and a reader finds the present ones in their place.

use super::{Annex, Making};
use crate::diagnostic::{Failure, Message};
use crate::model::document::{Block, ChangeRow, Compared, Status, Target};
use crate::model::{Key, PageId, ParagraphNumber};
use crate::render::site::address::relative;
use crate::render::site::view::{Entry, Frame, Link};
use serde::Serialize;
use std::collections::BTreeMap;

pub(super) static ANNEX: Annex = Annex {
    name: "changes",
    path: "register/changes.html",
    title: "ui.site.annex_changes",
    stands: |tongue| tongue.history.is_some(),
    page,
};

/// The changes.
#[derive(Debug, Serialize)]
struct ChangesView {
    frame: Frame,
    about: String,
    numbers: Vec<NumberRow>,
    sections: Vec<SectionRow>,
}

/// A number that has changed.
#[derive(Debug, Serialize)]
struct NumberRow {
    name: String,
    href: String,
    before: String,
    after: String,
}

/// The changed paragraphs of a page.
#[derive(Debug, Serialize)]
struct SectionRow {
    title: String,
    href: String,
    paragraphs: Vec<Link>,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (tongue, writer) = (making.tongue(), making.writer());
    let Some(revision) = tongue.history else { return Ok(String::new()) };
    let frame = tongue.frame();
    let known = |row: &ChangeRow| row.key.as_ref().and_then(|key| Key::find(&frame.numbers, key));
    let public = |row: &&ChangeRow| known(row).is_some_and(|(_, entry)| entry.status != Status::Withheld);
    let words = |side: &[Compared]| side.iter().map(|part| part.words.as_str()).collect::<String>();
    let number = |row: &ChangeRow| NumberRow {
        name: row.place.clone(),
        href: known(row).map_or_else(String::new, |(key, _)| writer.href(&Target::Number(key.to_string()))),
        before: words(&row.before),
        after: words(&row.after),
    };
    let numbers: Vec<NumberRow> = revision.numbers.iter().filter(public).map(number).collect();
    let mut changed: BTreeMap<usize, (PageId, Vec<ParagraphNumber>)> = BTreeMap::new();
    for (place, entry) in frame.pages.iter().enumerate() {
        let mut found = Vec::new();
        for block in &tongue.document.page(entry.id).blocks {
            numbers_in(block, &mut |number| {
                if revision.paragraphs.contains(&number) {
                    found.push(number);
                }
            });
        }
        if !found.is_empty() {
            changed.insert(place, (entry.id, found));
        }
    }
    let section = |(page, paragraphs): (PageId, Vec<ParagraphNumber>)| {
        let href = relative(&making.here, tongue.path_of(page));
        SectionRow {
            title: frame.title(page).map_or_else(String::new, |section| section.trail.clone()),
            paragraphs: paragraphs
                .into_iter()
                .map(|number| Link { href: format!("{href}#{}", number.anchor()), text: number.to_string() })
                .collect(),
            href,
        }
    };
    let sections: Vec<SectionRow> = changed.into_values().map(section).collect();
    let heading =
        |id: &str, title: &str| Entry { href: format!("#{id}"), title: tongue.label(title), ..Entry::default() };
    let mut headings = Vec::new();
    if !numbers.is_empty() {
        headings.push(heading("list.numbers", "ui.site.changes_numbers"));
    }
    if !sections.is_empty() {
        headings.push(heading("list.paragraphs", "ui.site.changes_paragraphs"));
    }
    let about = Message::new("ui.site.changes_since")
        .with("edition", revision.edition.as_str())
        .with("date", revision.date.as_str());
    making.render(&ChangesView { frame: making.frame(&headings), about: tongue.say(&about), numbers, sections })
}

/// Calls `see` with the numbers of the paragraphs in a block, at any depth.
fn numbers_in(block: &Block, see: &mut dyn FnMut(ParagraphNumber)) {
    block.number().into_iter().for_each(&mut *see);
    match block {
        Block::List { items, .. } => items.iter().flatten().for_each(|block| numbers_in(block, see)),
        Block::Quote(blocks) => blocks.iter().for_each(|block| numbers_in(block, see)),
        _ => {}
    }
}
