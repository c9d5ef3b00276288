//! What the review copy holds beside the book: keys at numbers, findings beside paragraphs, the register, the changes.

use super::book::Writer;
use crate::diagnostic::Message;
use crate::model::document::{
    Before, Block, ChangeRow, Compared, Document, Entry, FactEntry, Finding, Frame, Revision, Run, Target,
};
use crate::model::{Language, ParagraphNumber};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Words of the review copy that other pages say as well, by the names that its template has for them.
const SHARED: [(&str, &str); 5] = [
    ("title", "ui.site.print_review"),
    ("place", "ui.label.place"),
    ("key", "ui.label.key"),
    ("page", "ui.label.page"),
    ("no-changes", "edition.nothing"),
];

/// What is asked of a review copy.
#[derive(Debug, Clone, Default)]
pub struct ReviewCopy {
    /// Its number, on every page.
    pub copy: Option<u32>,
    /// What has changed since an edition, by language; empty without one.
    pub revisions: BTreeMap<Language, Revision>,
    /// Whether the other language stands beside each paragraph.
    pub parallel: bool,
}

/// Where the writer of a review copy is.
pub(super) struct Marking<'a> {
    revision: Option<&'a Revision>,
    findings: BTreeMap<&'a str, &'a Finding>,
    /// The paragraph being written.
    at: Option<ParagraphNumber>,
    /// Whether it is a table.
    in_cells: bool,
    /// How many tied numbers of it are written.
    written: usize,
    /// The findings that were told, each with the paragraph beside which it stands.
    told: BTreeMap<&'a str, Option<ParagraphNumber>>,
}

/// The paragraph before, which the writer comes back to.
pub(super) struct Left(Option<(Option<ParagraphNumber>, bool, usize)>);

impl<'a> Marking<'a> {
    pub(super) fn new(frame: &'a Frame, revision: Option<&'a Revision>) -> Self {
        let findings = frame.findings.iter().flat_map(|group| &group.findings);
        let findings = findings.map(|finding| (finding.id.as_str(), finding)).collect();
        Self { revision, findings, at: None, in_cells: false, written: 0, told: BTreeMap::new() }
    }

    /// What an edition had in the place of the next number of the paragraph.
    fn former(&mut self, key: &str, in_table: bool) -> Option<&'a str> {
        let place = self.at.map(|at| (at, self.written));
        self.written += 1;
        let revision = self.revision?;
        match in_table {
            true => revision.former.get(key).map(|former| former.bare.as_str()),
            false => revision.struck.get(&place?).map(String::as_str),
        }
    }

    /// The paragraphs that stood after a block, and are gone.
    fn gone_after(&self, block: &Block) -> Vec<Message> {
        let place = match block {
            Block::Heading(heading) => heading.id.clone().map(Before::Heading),
            block => block.number().map(Before::Paragraph),
        };
        let gone = self.revision.zip(place).and_then(|(revision, place)| revision.gone.get(&place));
        let told = |number: &String| Message::new("review-copy.gone").with("number", number.as_str());
        gone.into_iter().flatten().map(told).collect()
    }

    fn is_changed(&self, block: &Block) -> bool {
        let Some(revision) = self.revision else { return false };
        match block {
            Block::Heading(heading) => heading.id.as_ref().is_some_and(|id| revision.headings.contains(id)),
            block => block.number().is_some_and(|number| revision.paragraphs.contains(&number)),
        }
    }
}

/// The findings that touch a block, each once, in the order of their marks.
fn touching<'b>(block: &'b Block, frame: &'b Frame) -> Vec<&'b str> {
    let mut marks: Vec<&str> = Vec::new();
    let mut see = |run: &'b Run| {
        if let Run::Mark(id) = run
            && !marks.contains(&id.as_str())
        {
            marks.push(id);
        }
    };
    match block {
        Block::Heading(heading) => {
            Run::walk(&heading.runs, &mut see);
            marks.extend(heading.findings.iter().map(String::as_str));
        }
        Block::Figure(id) => {
            frame.figures.get(id).into_iter().for_each(|figure| Run::walk(&figure.marks, &mut see));
        }
        // What is in them is asked for itself.
        Block::List { .. } | Block::Quote(_) => {}
        block => block.for_each_line(&mut |line| Run::walk(line, &mut see)),
    }
    marks
}

impl<'a> Writer<'a> {
    /// Goes into a block of a review copy.
    pub(super) fn enter(&mut self, block: &Block) -> Left {
        let Some(marking) = &mut self.marking else { return Left(None) };
        let left = Left(Some((marking.at, marking.in_cells, marking.written)));
        (marking.at, marking.in_cells, marking.written) = (block.number(), matches!(block, Block::Table(_)), 0);
        left
    }

    /// Comes out of it.
    pub(super) fn leave(&mut self, left: Left) {
        if let (Some(marking), Left(Some((at, in_cells, written)))) = (&mut self.marking, left) {
            (marking.at, marking.in_cells, marking.written) = (at, in_cells, written);
        }
    }

    /// Adds to a block of a review copy what stands beside it.
    pub(super) fn annotate(&mut self, block: &Block, value: &mut Value) {
        let frame = self.frame;
        let Some(marking) = &mut self.marking else { return };
        value["changed"] = json!(marking.is_changed(block));
        let gone: Vec<Message> = marking.gone_after(block);
        let mut margin = Vec::new();
        for id in touching(block, frame) {
            let Some((id, finding)) = marking.findings.get_key_value(id) else { continue };
            let mut head = finding.severity.clone();
            head.extend(finding.kind.iter().flat_map(|kind| [" · ", kind.as_str()]));
            // Told in full once; then only named.
            let words = match marking.told.get(id) {
                None => Run::plain(&finding.note),
                Some(_) => String::new(),
            };
            marking.told.entry(id).or_insert(marking.at);
            margin.push(json!({"id": id, "head": head, "words": words}));
        }
        value["margin"] = json!(margin);
        value["gone"] = json!(gone.iter().map(|message| self.say(message)).collect::<Vec<_>>());
    }

    /// A number of a review copy with its key, and with what an edition had in its place.
    pub(super) fn keyed(&mut self, key: &str, in_table: bool, parts: Vec<Value>) -> Vec<Value> {
        let Some(marking) = &mut self.marking else { return parts };
        let (old, at, cell) = (marking.former(key, in_table), marking.at, marking.in_cells);
        vec![json!({"k": "keyed", "key": key, "at": at, "old": old, "cell": cell, "c": parts})]
    }

    /// The blocks of the other language, page by page beside those of this one. They lead to the same places and are none
    /// themselves, since a label may stand once.
    pub(super) fn beside(&self, other: &dyn Document, copy: &ReviewCopy) -> Vec<(String, Vec<Value>)> {
        let frame = other.frame();
        let mut writer = Writer::new(frame, self.project, self.drawings);
        writer.placed.clone_from(&self.placed);
        writer.marking = Some(Marking::new(frame, copy.revisions.get(&frame.language)));
        writer.pages(other)
    }

    /// What the review copy holds beside the book.
    pub(super) fn review(&self, copy: &ReviewCopy) -> Value {
        let own = self.words_under("review.").map(|(id, text)| (id, text.to_owned()));
        let shared = SHARED.map(|(name, id)| (name, self.say(&Message::new(id))));
        let words: Map<String, Value> = own.chain(shared).map(|(name, text)| (name.to_owned(), json!(text))).collect();
        let number = |copy: u32| self.say(&Message::new("review-copy.number").with("number", copy.to_string()));
        let revision = copy.revisions.get(&self.language());
        json!({
            "copy": copy.copy.map(number),
            "words": words,
            "register": self.register(),
            "changes": revision.map(|revision| self.changes(revision)),
        })
    }

    /// All numbers by key.
    fn register(&self) -> Vec<Value> {
        let facts = self.frame.ledger.iter().flat_map(|group| &group.facts);
        let facts: BTreeMap<&str, &FactEntry> = facts.map(|fact| (fact.id.as_str(), fact)).collect();
        self.frame.numbers.values().map(|entry| self.registered(entry, &facts)).collect()
    }

    fn registered(&self, entry: &Entry, facts: &BTreeMap<&str, &FactEntry>) -> Value {
        let fact = facts.get(entry.key.base()).or_else(|| facts.get(entry.key.fact.as_str()));
        let source = entry.source.as_ref().or_else(|| fact?.source.as_ref());
        let label = |target: &Target| match target {
            Target::Figure(id) => self.frame.figures.get(id).map(|figure| figure.caption.label.as_str()),
            Target::Table(id) => self.frame.tables.get(id).map(|(caption, _)| caption.label.as_str()),
            _ => None,
        };
        let shown: BTreeSet<&str> =
            entry.uses.iter().filter_map(|place| label(&place.to)).filter(|label| !label.is_empty()).collect();
        json!({
            "key": entry.key.to_string(),
            "name": entry.name,
            "value": entry.text,
            "formula": fact.and_then(|fact| fact.formula.as_deref()),
            "source": source.map(|source| source.name.as_str()),
            "shown": shown,
        })
    }

    /// The table of changes.
    fn changes(&self, revision: &Revision) -> Value {
        let since = Message::new("review-copy.since").with("edition", revision.edition.as_str());
        let groups = [
            ("review.numbers", &revision.numbers),
            ("review.texts", &revision.texts),
            ("review.records", &revision.records),
        ];
        let groups = groups.map(|(name, rows)| {
            json!({"name": self.say(&Message::new(name)), "rows": rows.iter().map(row).collect::<Vec<_>>()})
        });
        json!({"since": self.say(&since.with("date", revision.date.as_str())), "groups": groups})
    }
}

fn row(row: &ChangeRow) -> Value {
    let side = |side: &[Compared]| side.iter().map(|part| json!([part.own, part.words])).collect::<Vec<_>>();
    json!({
        "place": row.place,
        "key": row.key,
        "paragraphs": row.paragraphs,
        "before": side(&row.before),
        "after": side(&row.after),
        "reason": row.reason,
    })
}
