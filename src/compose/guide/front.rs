//! What the front page leads with: what the book chooses, and where it chooses nothing what its data allow. No number of
//! it is under an open contradiction: sentences and figures of the book's own that are, are refused before.

use crate::compose::Composer;
use crate::model::document::{Entry, Frame, FrontMatter, LeadingNumber, Picture, Run, Status, Target};
use crate::model::{ChartKind, Contradicted, Key};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// So many numbers stand on the front page.
const NUMBERS: usize = 6;

/// Fewer are no strip of numbers.
const FEWEST: usize = 3;

/// A figure with more parts is too tall to stand beside the title.
const PARTS: usize = 8;

/// The front page.
pub(super) fn front(composer: &Composer<'_>, frame: &Frame) -> FrontMatter {
    let plan = &composer.report.project.plan;
    let contradicted = composer.report.contradicted();
    let others = frame.imprint.edited_by.is_some() && !frame.imprint.authority_named;
    let chosen = plan.front.figure.as_ref().map(|figure| figure.value.clone());
    let shown =
        |id: &String| frame.figures.get(id).is_some_and(|figure| !matches!(figure.picture, Picture::Missing { .. }));
    FrontMatter {
        independent: others.then(|| composer.word("ui.front.independent")),
        lead: plan.front.lead.iter().map(|sentence| composer.field(sentence)).collect(),
        figure: chosen.filter(shown).or_else(|| figure(frame, &contradicted)),
        numbers: numbers(composer, frame, &contradicted),
        contact: plan.front.contact.as_ref().map(|contact| composer.field(contact)),
    }
}

/// The first figure of the text that nobody doubts and that is small enough.
fn figure(frame: &Frame, contradicted: &Contradicted<'_>) -> Option<String> {
    let place = |id: &str| {
        let page = frame.places.get(&Target::Figure(id.to_owned()))?;
        frame.pages.iter().position(|entry| entry.id == *page)
    };
    let fit = frame.charts.iter().filter(|(id, chart)| {
        let figure = frame.figures.get(*id);
        let drawn =
            figure.is_some_and(|figure| figure.marks.is_empty() && !matches!(figure.picture, Picture::Missing { .. }));
        let large =
            matches!(chart.kind, ChartKind::Matrix | ChartKind::Gantt | ChartKind::Map) || chart.parts.len() > PARTS;
        let whole = chart.parts.iter().all(|part| !part.missing);
        drawn && !large && whole && chart.keys().all(|key| contradicted.number(key).is_none())
    });
    let placed = fit.filter_map(|(id, _)| Some((place(id)?, frame.figures.get(id)?.caption.order, id)));
    placed.min().map(|(_, _, id)| id.clone())
}

/// The numbers that the book leads with in `data/atlas.yaml`, else those that its text says most often and that nobody
/// doubts; each of another fact.
fn numbers(composer: &Composer<'_>, frame: &Frame, contradicted: &Contradicted<'_>) -> Vec<LeadingNumber> {
    let chosen = &composer.report.project.key_numbers;
    let mut leading: Vec<LeadingNumber> = if chosen.is_empty() {
        let said = frame.numbers.values().filter(|entry| composer.may_lead(entry) && !entry.uses.is_empty());
        let mut said: Vec<&Entry> = said.collect();
        said.sort_by_key(|entry| (Reverse(entry.uses.len()), &entry.key));
        let mut facts = BTreeSet::new();
        said.retain(|entry| facts.insert(entry.fact));
        said.into_iter().take(NUMBERS).map(|entry| composer.leading_number(entry)).collect()
    } else {
        let known = |number: &crate::model::KeyNumber| {
            let (key, entry) = Key::find(&frame.numbers, &number.key.value)?;
            let sound = contradicted.number(key).is_none();
            let there = matches!(entry.status, Status::Given | Status::Computed);
            (sound && there).then(|| composer.leading_number(entry))
        };
        chosen.iter().filter_map(known).take(NUMBERS).collect()
    };
    if leading.len() < FEWEST {
        leading.clear();
    }
    // The mark of a finding has no room in the strip; the card of the number has the finding.
    for number in &mut leading {
        number.amount.retain(|run| !matches!(run, Run::Mark(_)));
    }
    leading
}
