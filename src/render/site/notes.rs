//! `notes/`: the findings. The plan is printed as stated; what disagrees in it is shown here.

use super::address::relative;
use super::book::{Book, ledger_path, notes_path};
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::numbers::stated_text;
use super::view::{Entry, FindingView, Link, NotesGroup, NotesView};
use crate::model::{Check, Finding, Language, Verdict};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The findings of a language, by chapter in reading order; those without a place come last.
pub(super) fn notes(framing: &Framing, language: Language) -> NotesView {
    let book = framing.book;
    let here = notes_path(language);
    let writer = Writer { book, language, here: &here, page: None };
    let mut chapters: BTreeMap<(bool, &str), Vec<FindingView>> = BTreeMap::new();
    for finding in &book.report.project.findings {
        let chapter = finding.page.as_ref().and_then(|page| page.value.split('/').next());
        let group = chapter.map_or((true, ""), |chapter| (false, chapter));
        chapters.entry(group).or_default().push(finding_view(&writer, finding));
    }
    let groups: Vec<NotesGroup> = (1..)
        .zip(chapters)
        .map(|(number, ((placeless, chapter), findings))| NotesGroup {
            id: format!("list.{number}"),
            title: chapter_title(book, language, chapter)
                .filter(|_| !placeless)
                .unwrap_or_else(|| book.label(language, "whole_plan")),
            findings,
        })
        .collect();
    let headings = groups
        .iter()
        .map(|group| Entry { href: format!("#{}", group.id), title: group.title.clone(), ..Entry::default() })
        .collect();
    NotesView { frame: framing.frame(language, Subject::Tool(Tool::Notes), headings), groups }
}

fn chapter_title(book: &Book, language: Language, chapter: &str) -> Option<String> {
    let page = book.page_at(language, &format!("{chapter}/_index.md"))?;
    Some(book.section_text(language, book.title_of(language, page)?))
}

fn finding_view(writer: &Writer, finding: &Finding) -> FindingView {
    let (book, language) = (writer.book, writer.language);
    let (verdict, verdict_class) = match finding.verdict {
        Verdict::Error => ("verdict_error", "error"),
        Verdict::Rounding => ("verdict_rounding", "rounding"),
        Verdict::Ambiguous => ("verdict_ambiguous", "ambiguous"),
    };
    let state = book.label(language, &format!("state_{}", finding.state.value));
    let (subject, stated, computed) = match &finding.check {
        Check::Editorial => (None, None, None),
        Check::Rule { subject, stated, computed, .. } => {
            let text = |written: &str| number_text(book, language, subject, written);
            (
                subject_link(writer, subject),
                stated.as_ref().map(|number| text(number)),
                computed.as_ref().map(|number| text(number)),
            )
        }
    };
    FindingView {
        id: finding.id.value.clone(),
        verdict: book.label(language, verdict),
        verdict_class: verdict_class.to_owned(),
        state: if state.is_empty() { finding.state.value.clone() } else { state },
        quote_html: finding.quote.as_ref().map(|quote| writer.inlines(&quote.get(language).inlines)),
        stated,
        computed,
        subject,
        note_html: writer.inlines(&finding.note.get(language).inlines),
        place: place(writer, finding),
    }
}

/// A number of `findings.yaml` in its subject's unit; as written where it carries its own.
fn number_text(book: &Book, language: Language, subject: &str, written: &str) -> String {
    let fact = book.report.project.facts.iter().find(|fact| subject_names(subject, &fact.id));
    match (written.parse::<Decimal>(), fact) {
        (Ok(number), Some(fact)) => stated_text(book, language, number, &fact.unit),
        (Ok(number), None) => crate::locale::format_number(language, number),
        (Err(_), _) => written.to_owned(),
    }
}

/// A subject names a fact or one of its members.
fn subject_names(subject: &str, fact: &str) -> bool {
    subject.split('@').next() == Some(fact)
}

/// The ledger's entry of a fact or claim.
fn subject_link(writer: &Writer, subject: &str) -> Option<Link> {
    let book = writer.book;
    let ledger = ledger_path(writer.language);
    if let Some(anchor) = book.claim_anchor(subject) {
        return Some(Link { href: relative(writer.here, &format!("{ledger}#{anchor}")), text: subject.to_owned() });
    }
    let observations = &book.report.observations;
    let anchor = match observations.keys().find(|key| key.to_string() == subject) {
        Some(key) => key.to_string(),
        None => {
            let facts = &book.report.project.facts;
            let fact = facts.iter().position(|fact| subject_names(subject, &fact.id))?;
            observations.values().any(|observation| observation.fact == fact).then(|| facts[fact].id.value.clone())?
        }
    };
    Some(Link { href: relative(writer.here, &format!("{ledger}#{anchor}")), text: subject.to_owned() })
}

fn place(writer: &Writer, finding: &Finding) -> Option<Link> {
    let (book, language) = (writer.book, writer.language);
    let page = book.page_at(language, finding.page.as_ref()?)?;
    let section = finding
        .section
        .as_ref()
        .and_then(|id| book.section(language, id))
        .filter(|entry| entry.page == page)
        .or_else(|| book.title_of(language, page))?;
    let title = book.title_of(language, page).filter(|title| title.id != section.id);
    let text = match title {
        Some(title) => {
            format!("{} · {}", book.section_trail(language, title), book.section_text(language, section))
        }
        None => book.section_trail(language, section),
    };
    Some(Link { href: relative(writer.here, &book.section_path(section)), text })
}
