//! A comparison with an edition for those who review on paper: rows of the table of changes, paragraphs with a bar, old
//! numbers to be struck out. Text is compared line by line, so that an item of a list or a row of a table stands alone.

use super::blocks::{Line, lines};
use super::changes::{Change, Changes, FactChange, RecordChange, as_far_as};
use super::meeting::Comparison;
use super::print::{Words, place};
use super::reasons::Reasons;
use super::record::{BlockRecord, Edition, FactRecord};
use super::sentences::{SentenceChange, TextChange};
use super::texts::{self, is_data};
use super::wording::{Wording, bare};
use super::words::{compared, former};
use crate::diagnostic::{Arg, Message, Phrases};
use crate::locale::Catalogue;
use crate::model::document::{Before, ChangeRow, Compared, FormerNumber, Revision};
use crate::model::{Language, ParagraphNumber, Report, TieId, TieKind};
use std::collections::{BTreeMap, BTreeSet};

/// So much of a paragraph that only moved is shown.
const SHOWN: usize = 40;

/// What a book says otherwise than one of its editions, in one language.
pub fn revision(before: &Edition, report: &Report, language: Language) -> Revision {
    let now = Edition::of(report, &before.edition);
    let changes = Changes::between(before, &now, &report.project);
    let catalogue = Catalogue::of(language);
    let words = Words { catalogue: &catalogue, units: &report.project.units };
    let changed = changes.facts.iter().map(|fact| fact.key.as_str()).collect();
    let reasons = Reasons::of(&report.project, &before.edition, &catalogue);
    let mut reviewer = Reviewer { report, language, words, changed, reasons, said: said(report, language) };
    let mut revision = Revision {
        edition: changes.edition.clone(),
        date: Wording::new(&report.project).date(&changes.date).get(language).to_owned(),
        numbers: changes.facts.iter().map(|fact| reviewer.number(fact)).collect(),
        former: changes.facts.iter().filter_map(|fact| reviewer.former(fact)).collect(),
        ..Revision::default()
    };
    let records = [&changes.indicators, &changes.figures, &changes.claims];
    revision.records = records.into_iter().flatten().flat_map(|record| reviewer.record(record)).collect();
    let (old, new) = (line_by_line(&before.blocks), line_by_line(&as_far_as(before, &now).blocks));
    let (texts, moves) = texts::changes(&old, &new);
    revision.gone = gone(&old, &new, language);
    for change in &texts {
        reviewer.text(change, &mut revision);
    }
    for (was, is) in moves.iter().flat_map(|moved| &moved.pairs) {
        reviewer.moved(was, is, &mut revision);
    }
    revision
}

/// Records of one line each, of all text that stands in several.
fn line_by_line(blocks: &[BlockRecord]) -> Vec<BlockRecord> {
    let mut single = Vec::with_capacity(blocks.len());
    for block in blocks {
        let (zh, en): (Vec<&str>, Vec<&str>) = (block.zh.lines().collect(), block.en.lines().collect());
        let alike = zh.len() == en.len() || zh.is_empty() || en.is_empty();
        let length = zh.len().max(en.len());
        if length < 2 || !alike || is_data(&block.page) || block.kind == "code" {
            single.push(block.clone());
            continue;
        }
        for at in 0..length {
            let line = |lines: &[&str]| lines.get(at).copied().unwrap_or_default().to_owned();
            let numbers = block.numbers.get(at).cloned().into_iter().collect();
            single.push(BlockRecord { numbers, zh: line(&zh), en: line(&en), ..block.clone() });
        }
    }
    single
}

/// The numbers of paragraphs that are gone, by what stands before them.
fn gone(old: &[BlockRecord], new: &[BlockRecord], language: Language) -> BTreeMap<Before, Vec<String>> {
    let of_pages = |blocks: &'_ [BlockRecord]| -> Vec<BlockRecord> {
        blocks.iter().filter(|block| !is_data(&block.page)).cloned().collect()
    };
    let (old, new) = (of_pages(old), of_pages(new));
    let comparison = Comparison::of(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>());
    let moved = comparison.moves.iter().flat_map(|moved| &moved.pairs).map(|(was, _)| was);
    // A paragraph that moved is told where it stands; a table that has lost rows stands.
    let mut kept: BTreeSet<(String, String)> =
        moved.flat_map(|was| was.numbers.iter().map(|number| (was.page.clone(), number.clone()))).collect();
    let rows: Vec<_> = comparison.pages.iter().flat_map(|page| page.side_by_side()).collect();
    let stayed = rows.iter().filter(|(_, is)| is.is_some()).filter_map(|(was, _)| *was);
    kept.extend(stayed.flat_map(|was| was.numbers.iter().map(|number| (was.page.clone(), number.clone()))));
    let mut gone: BTreeMap<Before, Vec<String>> = BTreeMap::new();
    for page in &comparison.pages {
        let mut before = None;
        for (was, is) in page.side_by_side() {
            let number = was.and_then(|was| was.numbers.first());
            match (was, is, number) {
                (_, Some(is), _) => {
                    let own = is.numbers.first().and_then(|number| number.parse().ok()).map(Before::Paragraph);
                    let heading = || (is.kind == "heading").then(|| Before::Heading(is.heading.clone()));
                    before = own.or_else(heading).or(before);
                }
                (Some(was), None, Some(number)) if !was.text(language).is_empty() => {
                    let is_told = !kept.insert((was.page.clone(), number.clone()));
                    if let Some(before) = before.clone().filter(|_| !is_told) {
                        gone.entry(before).or_default().push(number.clone());
                    }
                }
                _ => {}
            }
        }
    }
    gone
}

/// A line of the book as it is, and where its numbers stand.
struct Said {
    number: ParagraphNumber,
    /// How many tied numbers stand before it in its paragraph.
    before: usize,
    line: Line,
}

/// All lines of paragraphs, by their words.
fn said(report: &Report, language: Language) -> BTreeMap<String, Vec<Said>> {
    let mut said: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let mut counted: BTreeMap<ParagraphNumber, usize> = BTreeMap::new();
    for line in report.project.pages_of(language).flat_map(|(_, page)| &page.blocks).flat_map(lines) {
        let Some(number) = report.outline.paragraphs.get(&line.owner).copied() else { continue };
        let before = counted.entry(number).or_default();
        let own = line.ties.iter().filter(|(tie, _)| is_number(report, *tie)).count();
        let entry = Said { number, before: *before, line };
        *before += own;
        said.entry(entry.line.text.clone()).or_default().push(entry);
    }
    said
}

fn is_number(report: &Report, tie: TieId) -> bool {
    report.project.ties.get(tie.0).is_some_and(|tie| tie.kind == TieKind::Number)
}

struct Reviewer<'a> {
    report: &'a Report,
    language: Language,
    words: Words<'a>,
    /// Keys of the numbers that have changed.
    changed: BTreeSet<&'a str>,
    reasons: Reasons<'a>,
    said: BTreeMap<String, Vec<Said>>,
}

impl Reviewer<'_> {
    fn say(&self, message: &Message) -> String {
        self.words.catalogue.phrase(message)
    }

    /// The row of a number: its name, key and paragraphs.
    fn number(&self, fact: &FactChange) -> ChangeRow {
        let [key, name, before, after, reason] = self.words.row(fact);
        let uses = self.report.observed(&key).and_then(|found| self.report.uses.get(&found.key));
        let own = uses.into_iter().flatten().map(|tie| self.report.tie(*tie).0);
        let own = own.filter(|tie| tie.language == self.language);
        let numbers: BTreeSet<ParagraphNumber> =
            own.filter_map(|tie| self.report.outline.paragraph_at(tie.span)).collect();
        let own = fact.is_number();
        let reason = self.joined(reason, self.reasons.of_number(&key));
        let side = |words: String| if words.is_empty() { Vec::new() } else { vec![Compared { own, words }] };
        ChangeRow {
            place: name,
            key: Some(key),
            paragraphs: numbers.iter().map(ParagraphNumber::to_string).collect(),
            before: side(before),
            after: side(after),
            reason,
        }
    }

    fn former(&self, fact: &FactChange) -> Option<(String, FormerNumber)> {
        let (before, _) = fact.before.as_ref().zip(fact.after.as_ref()).filter(|_| fact.is_number())?;
        Some((fact.key.clone(), self.former_number(before)))
    }

    fn former_number(&self, fact: &FactRecord) -> FormerNumber {
        let (units, catalogue) = (&self.report.project.units, self.words.catalogue);
        FormerNumber { text: super::wording::value(fact, units, catalogue), bare: bare(fact, units, catalogue) }
    }

    /// The rows of an indicator, a figure or a claim. The numbers that it shows have rows of their own.
    fn record(&self, record: &RecordChange) -> Vec<ChangeRow> {
        let name = self.words.name(record).to_owned();
        let row = |before, after, reason| ChangeRow {
            place: name.clone(),
            key: Some(record.id.clone()),
            before,
            after,
            reason,
            ..ChangeRow::default()
        };
        let became = self.words.became(record.change);
        if record.change != Change::Changed {
            let side = |own: bool| if own { vec![Compared { own, words: name.clone() }] } else { Vec::new() };
            return vec![row(side(record.change == Change::Removed), side(record.change == Change::Added), became)];
        }
        let own = record.details.iter().filter(|detail| detail.subject.is_none() && detail.field != "value");
        own.map(|detail| {
            let word =
                |side: &Option<super::Bilingual>| side.as_ref().map_or("", |side| side.get(self.language)).to_owned();
            let (before, after) = compared(&word(&detail.before), &word(&detail.after));
            row(before, after, self.words.field(detail.field))
        })
        .filter(|row| row.before != row.after)
        .collect()
    }

    /// A line that reads otherwise, is new or gone.
    fn text(&mut self, change: &TextChange, revision: &mut Revision) {
        let sentences = match self.language {
            Language::Zh => &change.zh,
            Language::En => &change.en,
        };
        if sentences.is_empty() {
            return;
        }
        let number = |block: &Option<BlockRecord>| block.as_ref().and_then(|block| block.numbers.first().cloned());
        let (was, is) = (number(&change.was), number(&change.is));
        let told = |id: &'static str| self.say(&Message::new(id));
        let gone = self.text_of(&change.is).is_empty();
        let new = self.text_of(&change.was).is_empty();
        let mut row = ChangeRow {
            place: self.place(change, is.as_ref().filter(|_| !gone).or(was.as_ref())),
            ..ChangeRow::default()
        };
        (row.before, row.after) = sides(sentences);
        row.reason = match (new, gone) {
            (true, _) => told("edition.added"),
            (_, true) => told("edition.removed"),
            _ => self.follows(&self.text_of(&change.is), is.as_deref()),
        };
        let number = is.as_ref().filter(|_| !gone).and_then(|number| number.parse().ok());
        let reasons = self.reasons.of_paragraph(number, &self.text_of(&change.was));
        row.reason = self.joined(std::mem::take(&mut row.reason), reasons);
        if let Some(number) = number {
            revision.paragraphs.insert(number);
            self.strike(number, &self.text_of(&change.was), &self.text_of(&change.is), revision);
        } else if change.kind == "heading" && !gone {
            revision.headings.insert(change.heading.clone());
        }
        revision.texts.push(row);
    }

    /// Reasons in one line.
    fn joined(&self, first: String, more: Vec<String>) -> String {
        let all: Vec<String> = std::iter::once(first).chain(more).filter(|reason| !reason.is_empty()).collect();
        all.join(self.words.catalogue.label("edition.semicolon"))
    }

    fn text_of(&self, block: &Option<BlockRecord>) -> String {
        block.as_ref().map_or("", |block| block.text(self.language)).to_owned()
    }

    /// Where a change stands: its paragraph, else its heading, else its entry of the data.
    fn place(&self, change: &TextChange, number: Option<&String>) -> String {
        if is_data(&change.page) {
            return place(change);
        }
        let heading = || {
            let sections = self.report.outline.sections.get(&self.language).into_iter().flatten();
            let own = sections.filter(|section| section.id == change.heading);
            own.map(|section| {
                let scheme = self.report.project.plan.numbering.headings;
                let label = crate::locale::heading_label(scheme, self.language, section.depth, &section.numbers);
                if label.is_empty() { section.title.clone() } else { label }
            })
            .next()
            .unwrap_or_else(|| place(change))
        };
        match (number, change.kind.as_str()) {
            (Some(number), _) => number.clone(),
            (None, "footnote") => self.say(&Message::new("review-copy.note").with("place", heading())),
            (None, _) => heading(),
        }
    }

    /// The changed numbers that a line says: they are why it reads otherwise.
    fn follows(&self, text: &str, number: Option<&str>) -> String {
        let own = self.said.get(text).into_iter().flatten();
        let own = own.filter(|said| number.is_some_and(|number| said.number.to_string() == number));
        let ties = own.flat_map(|said| &said.line.ties).filter_map(|(tie, _)| self.report.ties.get(tie.0));
        let keys = ties.flat_map(|bound| bound.key.iter().chain(&bound.keys)).map(ToString::to_string);
        let keys: BTreeSet<String> = keys.filter(|key| self.changed.contains(key.as_str())).collect();
        if keys.is_empty() {
            return String::new();
        }
        self.say(&Message::new("review-copy.follows").with_list("keys", keys.into_iter().map(Arg::from).collect()))
    }

    /// Finds what stood in the place of each number of a line.
    fn strike(&self, number: ParagraphNumber, old: &str, new: &str, revision: &mut Revision) {
        if old.is_empty() {
            return;
        }
        let Some(said) = self.said.get(new).into_iter().flatten().find(|said| said.number == number) else { return };
        let own = said.line.ties.iter().filter(|(tie, _)| is_number(self.report, *tie));
        for (nth, (tie, range)) in own.enumerate() {
            let literal = new.get(range.clone()).unwrap_or_default();
            let stood = former(old, new, range).or_else(|| {
                let key = self.report.ties.get(tie.0)?.key.as_ref()?.to_string();
                revision.former.get(&key).map(|former| former.text.clone())
            });
            if let Some(stood) = stood.filter(|stood| stood != literal) {
                revision.struck.insert((number, said.before + nth), stood);
            }
        }
    }

    /// A paragraph that reads as it did and stands elsewhere.
    fn moved(&self, was: &BlockRecord, is: &BlockRecord, revision: &mut Revision) {
        let text = is.text(self.language);
        if text.is_empty() {
            return;
        }
        let heading = |block: &BlockRecord| block.numbers.first().cloned().unwrap_or_else(|| block.heading.clone());
        let (from, to) = (heading(was), heading(is));
        let mut words: String = text.chars().take(SHOWN).collect();
        if words.len() < text.len() {
            words.push('…');
        }
        match is.numbers.first().and_then(|number| number.parse().ok()) {
            Some(number) => drop(revision.paragraphs.insert(number)),
            None => drop(revision.headings.insert(is.heading.clone())),
        }
        revision.texts.push(ChangeRow {
            place: to,
            before: vec![Compared {
                own: false,
                words: self.say(&Message::new("review-copy.stood").with("place", from)),
            }],
            after: vec![Compared { own: false, words }],
            reason: self.say(&Message::new("review-copy.moved")),
            ..ChangeRow::default()
        });
    }
}

/// The changed sentences of both sides, what lies between them left out.
fn sides(sentences: &[SentenceChange]) -> (Vec<Compared>, Vec<Compared>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for sentence in sentences {
        let words = |side: &Option<String>| side.clone().unwrap_or_default();
        let (old, new) = compared(&words(&sentence.before), &words(&sentence.after));
        for (side, own) in [(&mut before, old), (&mut after, new)] {
            if !side.is_empty() && !own.is_empty() {
                side.push(Compared { own: false, words: " … ".to_owned() });
            }
            side.extend(own);
        }
    }
    (before, after)
}
