//! What a site has beside the pages of the book. Everything here is chosen by a rule that holds for any book; a book that
//! has nothing of a kind gets nothing of it.

mod front;

use super::{Composer, atlas};
use crate::locale;
use crate::model::document::{Frame, Guide, Lacking, Picture, Run, SourceEntry, Status, Target, TermEntry};
use crate::model::{FindingState, Language, Prose};
use std::collections::BTreeMap;

/// The book's guide.
pub(super) fn guide(composer: &Composer<'_>, frame: &Frame) -> Guide {
    Guide {
        front: front::front(composer, frame),
        topics: atlas::topics(composer, frame),
        sources: sources(composer, frame),
        terms: terms(composer),
        lacking: lacking(composer, frame),
    }
}

/// The sources in the order of their register, each with the facts that rest on it.
fn sources(composer: &Composer<'_>, frame: &Frame) -> Vec<SourceEntry> {
    let mut resting: BTreeMap<&str, Vec<(Target, String)>> = BTreeMap::new();
    for fact in frame.ledger.iter().flat_map(|group| &group.facts) {
        if let Some(source) = &fact.source {
            let entry = (Target::Number(fact.id.clone()), Run::plain(&fact.name));
            resting.entry(&source.id).or_default().push(entry);
        }
    }
    let text = |text: &Option<Prose>| text.as_ref().map(|text| composer.field(text));
    let mut entry = |source: &crate::model::DataSource| SourceEntry {
        id: source.id.value.clone(),
        name: composer.field(&source.name),
        publisher: text(&source.publisher),
        date: source.date.as_ref().map(|date| locale::format_date(composer.language, date)),
        scope: text(&source.scope),
        note: text(&source.note),
        facts: resting.remove(source.id.value.as_str()).unwrap_or_default(),
    };
    composer.report.project.sources.iter().map(&mut entry).collect()
}

/// The terms in the order of their register.
fn terms(composer: &Composer<'_>) -> Vec<TermEntry> {
    let entry = |term: &crate::model::Term| {
        let also = term.also.iter().map(|word| word.value.clone()).collect();
        let (zh, en) = (term.zh.value.clone(), term.en.value.clone());
        match composer.language {
            Language::Zh => TermEntry { term: zh, counterpart: en, also },
            Language::En => TermEntry { term: en, counterpart: zh, also },
        }
    };
    let mut terms: Vec<TermEntry> = composer.report.project.terms.iter().map(entry).collect();
    if composer.language == Language::En {
        terms.sort_by_cached_key(|term| term.term.to_lowercase());
    }
    terms
}

/// What the book still lacks, counted.
fn lacking(composer: &Composer<'_>, frame: &Frame) -> Lacking {
    let years = composer.report.project.plan.years.len();
    let known = |key: &crate::model::Key| {
        let status = frame.numbers.get(key).map(|entry| entry.status);
        status.is_some_and(|status| !matches!(status, Status::Undetermined | Status::NotStated))
    };
    let filled =
        |entry: &crate::model::document::IndicatorEntry| entry.keys.iter().flatten().filter(|key| known(key)).count();
    let all = frame.indicators.len() * years;
    let filled: usize = frame.indicators.iter().map(filled).sum();
    let missing = frame.figures.values().filter(|figure| matches!(figure.picture, Picture::Missing { .. })).count();
    let open = composer.report.project.findings.iter().filter(|finding| finding.state == FindingState::Open).count();
    Lacking { cells: (all.saturating_sub(filled), all), figures: missing, findings: open }
}
