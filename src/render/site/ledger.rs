//! `numbers/`: the ledger. Each fact with value, unit, date, source, formula and the places that use it, grouped by the
//! section that first says it; then the claims.

use super::address::relative;
use super::book::{ledger_path, reading_order};
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::markup::escape;
use super::numbers;
use super::table::member_name;
use super::view::{ClaimView, Entry, FactView, LedgerGroup, LedgerView, Link, ObservationView};
use crate::locale;
use crate::model::{Fact, Key, Language, Observation, TieId, TieKind, Truth, ValueState, truth_words};
use std::collections::BTreeMap;

/// The ledger of a language.
pub(super) fn ledger(framing: &Framing, language: Language) -> LedgerView {
    let book = framing.book;
    let here = ledger_path(language);
    let writer = Writer { book, language, here: &here, page: None };
    let groups = groups(&writer);
    let claims: Vec<ClaimView> = claims(&writer);
    let mut headings: Vec<Entry> = groups
        .iter()
        .map(|group| Entry { href: format!("#{}", group.id), title: group.title.clone(), ..Entry::default() })
        .collect();
    if !claims.is_empty() {
        let title = book.label(language, "claims");
        headings.push(Entry { href: "#list.claims".to_owned(), title, ..Entry::default() });
    }
    LedgerView { frame: framing.frame(language, Subject::Tool(Tool::Numbers), headings), groups, claims }
}

fn groups(writer: &Writer) -> Vec<LedgerGroup> {
    let book = writer.book;
    let mut keys: BTreeMap<usize, Vec<(&Key, &Observation)>> = BTreeMap::new();
    for (key, observation) in &book.report.observations {
        keys.entry(observation.fact).or_default().push((key, observation));
    }
    let mut by_page: BTreeMap<_, Vec<(TieId, FactView)>> = BTreeMap::new();
    for (fact, mut keys) in keys {
        let Some(entry) = book.report.project.facts.get(fact) else { continue };
        keys.sort_by_cached_key(|(key, observation)| numbers::key_order(book, key, observation));
        let (group, first) = match numbers::first_said(book, &keys) {
            Some((path, tie)) => {
                let (chapter, later, file) = reading_order(path);
                ((false, chapter, later, file), tie)
            }
            None => ((true, "", true, ""), TieId(fact)),
        };
        by_page.entry(group).or_default().push((first, fact_view(writer, entry, &keys)));
    }
    let mut groups = Vec::new();
    for (number, (group, mut facts)) in (1..).zip(by_page) {
        facts.sort_by_key(|(first, _)| *first);
        groups.push(group_view(writer, number, group, facts.into_iter().map(|(_, fact)| fact).collect()));
    }
    groups
}

fn group_view(
    writer: &Writer,
    number: usize,
    (unsaid, chapter, _, file): (bool, &str, bool, &str),
    facts: Vec<FactView>,
) -> LedgerGroup {
    let (book, language) = (writer.book, writer.language);
    let id = format!("list.{number}");
    let page = book.page_at(language, &format!("{chapter}/{file}")).filter(|_| !unsaid);
    let entry = page.and_then(|page| book.title_of(language, page));
    match entry {
        Some(entry) => LedgerGroup {
            id,
            title: book.section_trail(language, entry),
            href: Some(relative(writer.here, book.path_of(entry.page))),
            facts,
        },
        None => LedgerGroup { id, title: book.label(language, "unsaid"), href: None, facts },
    }
}

fn fact_view(writer: &Writer, fact: &Fact, keys: &[(&Key, &Observation)]) -> FactView {
    let (book, language) = (writer.book, writer.language);
    let project = &book.report.project;
    let source = fact.source.as_ref().and_then(|id| project.sources.get(id));
    let finding = book.report.finding_on(&fact.id);
    let observations = keys.iter().map(|(key, observation)| observation_view(writer, fact, key, observation)).collect();
    FactView {
        id: fact.id.value.clone(),
        name_html: writer.inlines(&fact.name.get(language).inlines),
        unit: numbers::unit_text(book, language, &fact.unit),
        date: fact.date.as_ref().map(|date| locale::format_date(language, date)),
        source: source.map(|source| source.name.get(language).plain()),
        formula: fact.formula.as_ref().map(|formula| formula.value.clone()),
        note_html: note_html(writer, fact),
        mark_html: finding.map_or_else(String::new, |finding| numbers::mark_html(book, language, writer.here, finding)),
        single: matches!(keys, [(key, _)] if key.reads(&fact.id)),
        observations,
    }
}

/// What readers should know of a fact: its own note, and that its parts are rounded.
fn note_html(writer: &Writer, fact: &Fact) -> Option<String> {
    let own = fact.note.as_ref().map(|note| writer.inlines(&note.get(writer.language).inlines));
    let rounding = writer.book.report.rounding_notes.get(&format!("fact:{}", fact.id.value));
    let rounding = rounding.map(|note| escape(&writer.book.say(writer.language, note)));
    let gap = if writer.language == Language::Zh { "" } else { " " };
    let notes: Vec<String> = [own, rounding].into_iter().flatten().collect();
    (!notes.is_empty()).then(|| notes.join(gap))
}

fn observation_view(writer: &Writer, fact: &Fact, key: &Key, observation: &Observation) -> ObservationView {
    let (book, language) = (writer.book, writer.language);
    let machine = observation.number().map(|number| number.to_string());
    let computed = match &observation.stated {
        ValueState::Given(_) => {
            observation.computed.as_ref().and_then(|quantity| numbers::quantity_text(book, language, quantity))
        }
        _ => None,
    };
    let source = observation.source.and_then(|index| book.report.project.sources.get(index));
    let own_source = source.filter(|source| fact.source.as_ref().is_none_or(|id| id.value != source.id.value));
    let finding = (!key.members.is_empty()).then(|| book.report.finding_on(&key.to_string())).flatten();
    let value = numbers::value_text(book, language, observation);
    let hedge = machine.as_ref().and_then(|_| numbers::hedge_around(book, language, observation, &value));
    let (before, after) = hedge.unwrap_or_default();
    ObservationView {
        key: key.to_string(),
        member: members_text(writer, fact, key),
        before,
        value,
        after,
        machine,
        computed,
        date: observation
            .date
            .filter(|date| fact.date != Some(*date) && !key.members.iter().any(|member| is_year(member)))
            .map(|date| locale::format_date(language, &date)),
        source: own_source.map(|source| source.name.get(language).plain()),
        mark_html: finding.map_or_else(String::new, |found| numbers::mark_html(book, language, writer.here, found)),
        uses: uses(writer, book.report.uses.get(key).map_or(&[], Vec::as_slice)),
    }
}

fn is_year(member: &str) -> bool {
    member.len() == 4 && member.bytes().all(|byte| byte.is_ascii_digit())
}

/// The members' names, joined: 金山镇 · 2020; for a planned value with the word for it.
fn members_text(writer: &Writer, fact: &Fact, key: &Key) -> String {
    let (book, language) = (writer.book, writer.language);
    let mut names: Vec<String> = Vec::new();
    for (position, member) in key.members.iter().enumerate() {
        let name = match (fact.by.get(position), member.as_str()) {
            (None, "min") => book.label(language, "lowest"),
            (None, "max") => book.label(language, "highest"),
            (Some(dimension), member) => member_name(writer, dimension, member),
            (None, member) => member.to_owned(),
        };
        names.push(name);
    }
    if key.fact != fact.id.value {
        names.push(book.label(language, "target"));
    }
    names.join(" · ")
}

/// The places of ties in this language, each heading once.
fn uses(writer: &Writer, ties: &[TieId]) -> Vec<Link> {
    let book = writer.book;
    let mut places: Vec<(String, String)> = Vec::new();
    for tie in ties {
        let Some((language, page, section)) = book.place_of(*tie) else { continue };
        if language != writer.language {
            continue;
        }
        let (path, text) = match section {
            Some(entry) => (book.section_path(entry), book.section_trail(language, entry)),
            None => (book.path_of(page).to_owned(), book.path_of(page).to_owned()),
        };
        if !places.iter().any(|(known, _)| *known == path) {
            places.push((path, text));
        }
    }
    places.into_iter().map(|(path, text)| Link { href: relative(writer.here, &path), text }).collect()
}

fn claims(writer: &Writer) -> Vec<ClaimView> {
    let (book, language) = (writer.book, writer.language);
    let report = book.report;
    let mut ties: BTreeMap<&str, Vec<TieId>> = BTreeMap::new();
    for (index, (tie, bound)) in report.project.ties.iter().zip(&report.ties).enumerate() {
        if tie.kind == TieKind::Claim {
            ties.entry(bound.claim.as_deref().unwrap_or(&tie.target.value)).or_default().push(TieId(index));
        }
    }
    let view = |(target, anchor): (&str, &str)| {
        let own = ties.get(target).map_or(&[][..], Vec::as_slice);
        let named = report.claims.get(target);
        let claim = named.and_then(|result| report.project.claims.get(result.claim));
        let first = own.first().and_then(|tie| report.ties.get(tie.0));
        let truth = named.map_or_else(|| first.and_then(|bound| bound.truth), |result| result.truth);
        let formula = match claim {
            Some(claim) => claim.formula.as_ref().map(|formula| formula.value.clone()),
            None => Some(target.to_owned()),
        };
        let finding = report.finding_on(target);
        ClaimView {
            anchor: anchor.to_owned(),
            text_html: claim.map(|claim| writer.inlines(&claim.text.get(language).inlines)),
            formula,
            truth: book.say(language, &truth_words(truth)),
            truth_class: truth_class(truth).to_owned(),
            mark_html: finding.map_or_else(String::new, |found| numbers::mark_html(book, language, writer.here, found)),
            uses: uses(writer, own),
        }
    };
    book.claims().map(view).collect()
}

fn truth_class(truth: Option<Truth>) -> &'static str {
    match truth {
        Some(Truth::Holds) => "holds",
        Some(Truth::Fails) => "fails",
        Some(Truth::Undecided) => "undecided",
        None => "stated",
    }
}
