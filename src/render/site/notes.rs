//! `notes/`: the findings. The plan is printed as stated; what disagrees in it is shown here.

use super::address::relative;
use super::book::{Book, ledger_path, notes_path};
use super::frame::{Framing, Subject, Tool};
use super::html::Writer;
use super::markup::escape;
use super::view::{Entry, FindingView, Link, NotesGroup, NotesView, SideView};
use crate::model::{Check, Finding, Key, Language};
use crate::render::sides::{Words, sides};
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
    let words = |words: &Words| match words {
        Words::Book(inlines) => writer.inlines(inlines),
        Words::Said(message) => escape(&book.say(language, message)),
        Words::Plain(text) => escape(text),
    };
    let sides = sides(book.report, language, finding);
    let sides = sides.iter().map(|side| SideView { name_html: words(&side.name), value_html: words(&side.value) });
    let subject = match &finding.check {
        Check::Editorial => None,
        Check::Rule { subject, .. } => subject_link(writer, subject),
    };
    FindingView {
        id: finding.id.value.clone(),
        kind: finding.kind.map(|kind| book.say(language, &kind.words())),
        severity: book.say(language, &finding.severity.words()),
        severity_class: finding.severity.keyword().to_owned(),
        state: book.say(language, &finding.state.words()),
        quote_html: finding.quote.as_ref().map(|quote| writer.inlines(&quote.get(language).inlines)),
        sides: sides.collect(),
        subject,
        note_html: writer.inlines(&finding.note.get(language).inlines),
        place: place(writer, finding),
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
    let anchor = match Key::find(observations, subject).map(|(key, _)| key) {
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
