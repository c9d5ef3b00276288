//! `tie`: which facts an untied number may stand for, and the edits that tie those about which there is no
//! doubt.
//!
//! A candidate's value, in any unit of the literal's kind, rounds to the literal at the literal's precision. The
//! candidates are ranked by what speaks for them nearby: keys tied in the same paragraph or in its pair of the other
//! language, and words of their names in the sentence ([`evidence`]). What the words around the number contradict
//! ([`words`]) is never tied unasked, and is shown only where there is nothing else.

mod evidence;
mod paragraph;
mod words;

use crate::diagnostic::{SourceMap, Span};
use crate::locale::{Literal, Numeral, Numerals};
use crate::model::{
    Block, Edit, FactValue, Interval, Key, LANGUAGES, Language, Observation, Quantity, Report, UnitExpr, ValueState,
};
use crate::prose::{Home, Passage, Passages, Reading};
use evidence::Common;
use paragraph::{Paragraph, Paragraphs, Ties};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use words::{Around, Verdict, Words};

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct TieRequest {
    /// Only this page, as `01-status/02-society.md`, or `content/zh/…` for one language; or a data file.
    pub page: Option<String>,
}

impl TieRequest {
    /// Whether a file is asked for: `01-status/02-society.md` means both languages, a path from the root one file.
    pub fn asks_for(&self, path: &str) -> bool {
        let Some(page) = &self.page else { return true };
        let page = page.trim_start_matches("./");
        path == page || LANGUAGES.iter().any(|language| path == format!("content/{language}/{page}"))
    }
}

/// A fact that a number may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What would stand after `=`: an observation's key, or the id of a range.
    pub target: String,
    /// The observation that it names; of a range the low end.
    pub key: Key,
    /// How much speaks for it; the greater the better.
    pub weight: usize,
    /// Whether so much speaks for it that it need not be looked at if it is the only one.
    pub likely: bool,
    /// Whether a tie shows it, which leaves out the counted noun.
    shown: bool,
    /// Whether the words around the number name another member, year or kind of number.
    against: bool,
}

/// An untied number with its candidates, best first.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Where the number stands.
    pub span: Span,
    /// The number.
    pub number: String,
    /// Its language.
    pub language: Language,
    /// What it may stand for.
    pub candidates: Vec<Candidate>,
    /// Whether a tie may be written there: the place is exact, and neither a heading, a link's words nor bare YAML.
    pub writable: bool,
    /// Its paragraph, which is that of its pair in the other language too.
    paragraph: Paragraph,
}

/// All untied numbers of what is asked for, and those of the paired paragraphs, in the order of the book.
pub fn proposals(report: &Report, sources: &SourceMap, request: &TieRequest) -> Vec<Proposal> {
    let passages = Passages::of(&report.project, Reading::Untied);
    let search = Search::new(report, sources, &passages);
    let mut proposals: Vec<Proposal> =
        passages.iter().enumerate().flat_map(|(index, passage)| search.proposals(index, passage)).collect();
    let asked: BTreeSet<Paragraph> = proposals
        .iter()
        .filter(|proposal| request.asks_for(&sources.source(proposal.span.source).path))
        .map(|proposal| proposal.paragraph.clone())
        .collect();
    proposals.retain(|proposal| asked.contains(&proposal.paragraph));
    proposals
}

/// The edits that tie the numbers about which there is no doubt: those with one likely candidate, and those of which
/// one candidate is tied in the paired paragraph and not yet here. Each tie may settle another in the pair.
pub fn edits(report: &Report, sources: &SourceMap, request: &TieRequest, proposals: &[Proposal]) -> Vec<Edit> {
    let passages = Passages::of(&report.project, Reading::Untied);
    let mut ties = Ties::of(report, passages.as_slice(), &Paragraphs::of(report));
    let mut edits: BTreeMap<Span, Edit> = BTreeMap::new();
    let asked = |proposal: &Proposal| request.asks_for(&sources.source(proposal.span.source).path);
    loop {
        let left: Vec<&Proposal> = proposals.iter().filter(|one| !edits.contains_key(&one.span)).collect();
        let fits = |(proposal, candidate): &(&Proposal, &Candidate)| {
            proposal.writable && candidate.shown && !candidate.against
        };
        let mut settled: Settled<'_> = settled_by_pair(&left, &ties).into_iter().filter(fits).collect();
        if settled.is_empty() {
            let likely = left.iter().filter(|proposal| asked(proposal));
            settled = likely.filter_map(|proposal| Some((*proposal, only(proposal)?))).filter(fits).collect();
        }
        if settled.is_empty() {
            return edits.into_values().collect();
        }
        for (proposal, candidate) in settled {
            ties.add(&proposal.paragraph, proposal.language, &candidate.target);
            let text = format!("[{}](={})", proposal.number, named(report, candidate));
            edits.insert(proposal.span, Edit { span: proposal.span, text });
        }
    }
}

/// What is written after `=`: the latest year and the one before by the names that plan.yaml gives them, so that a yearly
/// book needs no new ties next year.
fn named(report: &Report, candidate: &Candidate) -> String {
    let plan = &report.project.plan;
    let mut key = candidate.key.clone();
    if key.to_string() != candidate.target {
        return candidate.target.clone();
    }
    let by = report.project.facts.get(key.base()).map_or(&[][..], |fact| fact.by.as_slice());
    let names = [("latest", plan.year("plan.latest")), ("prior", plan.year("plan.prior"))];
    for (_, member) in by.iter().zip(&mut key.members).filter(|(by, _)| by.value == "year") {
        let is_it = |(_, year): &&(&str, Option<i32>)| year.is_some_and(|year| year.to_string() == *member);
        if let Some((name, _)) = names.iter().find(is_it) {
            (*name).clone_into(member);
        }
    }
    key.to_string()
}

type Settled<'a> = Vec<(&'a Proposal, &'a Candidate)>;

/// The only candidate, if it is a likely one.
fn only(proposal: &Proposal) -> Option<&Candidate> {
    let [only] = proposal.candidates.as_slice() else { return None };
    only.likely.then_some(only)
}

/// The numbers of which exactly one candidate is tied in the pair and open here; none where more numbers want a tie
/// than the pair has.
fn settled_by_pair<'a>(proposals: &[&'a Proposal], ties: &Ties) -> Settled<'a> {
    let mut wanted: BTreeMap<(&Paragraph, Language, &str), Settled<'a>> = BTreeMap::new();
    for proposal in proposals {
        let (paragraph, language) = (&proposal.paragraph, proposal.language);
        let is_open = |candidate: &&Candidate| ties.open(paragraph, language, &candidate.target) > 0;
        let open: Vec<&Candidate> = proposal.candidates.iter().filter(is_open).collect();
        if let [one] = open.as_slice() {
            wanted.entry((paragraph, language, &one.target)).or_default().push((proposal, one));
        }
    }
    wanted.retain(|(paragraph, language, target), numbers| numbers.len() <= ties.open(paragraph, *language, target));
    wanted.into_values().flatten().collect()
}

/// What numbers are held against.
struct Search<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    finder: Numerals,
    /// The untied numbers of each passage, and what stands around them.
    numerals: Vec<Vec<Numeral>>,
    words: Words<'a>,
    places: Paragraphs,
    ties: Ties,
    common: Common,
}

/// An untied number of a passage, with what is known of its place.
struct Found<'a> {
    passage: &'a Passage<'a>,
    paragraph: &'a Paragraph,
    numeral: &'a Numeral,
    sentence: String,
    around: Option<Around<'a>>,
}

impl<'a> Search<'a> {
    fn new(report: &'a Report, sources: &'a SourceMap, passages: &Passages<'_>) -> Self {
        let project = &report.project;
        let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
        let places = Paragraphs::of(report);
        let finder = Numerals::new(&project.units, own);
        let untied = |passage: &Passage<'_>| match passage.is_counted() {
            true => finder.untied(passage.language, &passage.text),
            false => Vec::new(),
        };
        let numerals: Vec<Vec<Numeral>> = passages.iter().map(untied).collect();
        Self {
            report,
            sources,
            words: Words::of(report, passages, &numerals),
            numerals,
            finder,
            ties: Ties::of(report, passages.as_slice(), &places),
            places,
            common: Common::of(report),
        }
    }

    fn proposals(&self, index: usize, passage: &Passage<'_>) -> Vec<Proposal> {
        let Some(paragraph) = self.places.at(passage) else { return Vec::new() };
        let Some(numerals) = self.numerals.get(index) else { return Vec::new() };
        let measured: Vec<Range<usize>> =
            numerals.iter().filter(|one| self.is_measure(passage, one)).map(|one| one.reading.clone()).collect();
        let proposal = |(place, numeral): (usize, &Numeral)| {
            let exact = passage.exact_place(numeral.range.clone());
            let span = exact.unwrap_or_else(|| passage.place(numeral.range.clone()));
            let sentence = evidence::sentence(&passage.text, numeral, &measured);
            let around = self.words.around(index, place);
            let candidates = self.candidates(&Found { passage, paragraph: &paragraph, numeral, sentence, around });
            Proposal {
                span,
                number: passage.text.get(numeral.range.clone()).unwrap_or_default().to_owned(),
                language: passage.language,
                candidates,
                writable: exact.is_some_and(|place| self.may_be_written(passage, place)),
                paragraph: paragraph.clone(),
            }
        };
        numerals.iter().enumerate().map(proposal).collect()
    }

    /// Whether a number measures something, instead of counting it.
    fn is_measure(&self, passage: &Passage<'_>, numeral: &Numeral) -> bool {
        let literal = self.finder.read(passage.language, &passage.text, numeral);
        literal.and_then(|literal| literal.unit).is_some_and(|unit| !needs_no_unit(&unit))
    }

    /// The candidates of the number with its noun; if there are none, of the number alone: the first two characters
    /// of 11个居民委员会 count persons, but it is a count of committees.
    fn candidates(&self, found: &Found<'_>) -> Vec<Candidate> {
        let (passage, numeral) = (found.passage, found.numeral);
        let read = |numeral: &Numeral| self.finder.read(passage.language, &passage.text, numeral);
        let short = read(&Numeral { reading: numeral.range.clone(), ..numeral.clone() });
        let whole = read(numeral).map(|literal| self.rank(found, &literal, short.as_ref())).unwrap_or_default();
        match &short {
            Some(literal) if whole.is_empty() => self.rank(found, literal, short.as_ref()),
            _ => whole,
        }
    }

    /// The facts that the literal shows, best first. `short` is the tie's own literal, without the counted noun.
    fn rank(&self, found: &Found<'_>, literal: &Literal, short: Option<&Literal>) -> Vec<Candidate> {
        let candidate = |observation: &Observation| {
            let falls = found.around.is_some_and(|around| around.falls());
            let target = target(self.report, observation, literal, falls)?;
            let language = found.passage.language;
            let words = self.common.shared(language, &found.sentence, observation.name.get(language));
            // Tied in the pair counts most, then facts of the same kin tied nearby, then each word.
            let open = self.ties.open(found.paragraph, language, &target) > 0;
            let related = self.ties.is_related(found.paragraph, &observation.key.fact);
            let said = found.around.map_or(Verdict::Open, |around| around.judge(observation));
            Some(Candidate {
                target,
                key: observation.key.clone(),
                weight: usize::from(open) * 100
                    + usize::from(said == Verdict::For) * 20
                    + usize::from(related) * 10
                    + words.weight(),
                against: said == Verdict::Against,
                likely: words.is_enough(literal, is_coarse(observation, literal)),
                shown: short.is_some_and(|short| {
                    observation.value().and_then(|value| shows(short, value, falls)) == Some(true)
                }),
            })
        };
        let mut candidates: Vec<Candidate> = self.report.observations.values().filter_map(candidate).collect();
        // What the words contradict is shown only where nothing else has the value.
        if candidates.iter().any(|one| !one.against) {
            candidates.retain(|one| !one.against);
        }
        candidates.sort_by(|one, other| other.weight.cmp(&one.weight).then_with(|| one.target.cmp(&other.target)));
        candidates
    }

    /// A tie stands neither in a heading, nor in a link, nor where YAML would read its bracket as a list: only a text
    /// in quotation marks takes one.
    fn may_be_written(&self, passage: &Passage<'_>, span: Span) -> bool {
        if passage.is_linked(span) {
            return false;
        }
        match passage.home {
            Home::Page { page, block, .. } => {
                !matches!(self.report.project.pages[page.0].blocks[block], Block::Heading(_))
            }
            Home::Field(field) => {
                let start = field.prose.get(passage.language).span.range().start;
                let before = self.sources.source(span.source).text.get(..start);
                before.is_some_and(|before| before.ends_with(['"', '\'']))
            }
        }
    }
}

/// What would stand after `=` if the literal shows this observation.
fn target(report: &Report, observation: &Observation, literal: &Literal, falls: bool) -> Option<String> {
    let value = observation.value()?;
    let fact = report.project.facts.get(observation.fact)?;
    if literal.unit.is_none() && !needs_no_unit(&value.unit) {
        return None;
    }
    if !shows(literal, value, falls && fact.measured().is_some())? {
        return None;
    }
    let Some(high) = literal.high else { return Some(observation.key.to_string()) };
    let low = observation.key.members.first().is_some_and(|member| member == "min");
    let FactValue::Range(..) = &fact.value else { return None };
    let top = Key { fact: observation.key.fact.clone(), members: vec!["max".to_owned()] };
    let top = report.observations.get(&top).and_then(Observation::value)?;
    let above = Literal { value: high, high: None, ..literal.clone() };
    (low && above.shows(top)?).then(|| fact.id.value.clone())
}

/// Whether a literal shows a value; after a word of decrease the size of a negative one.
fn shows(literal: &Literal, value: &Quantity, falls: bool) -> Option<bool> {
    if !falls || value.nominal >= Decimal::ZERO {
        return literal.shows(value);
    }
    let Interval { low, high } = value.interval;
    let interval = Interval { low: high.map(|end| -end), high: low.map(|end| -end) };
    literal.shows(&Quantity { nominal: -value.nominal, interval, unit: value.unit.clone() })
}

/// A bare number is a count or a pure number, but no percentage and no area.
fn needs_no_unit(unit: &UnitExpr) -> bool {
    let counted = ["count", "person", "household"];
    unit.dimensions.keys().all(|name| counted.contains(&name.as_str())) && !unit.written.contains('%')
}

/// Whether a literal shows less than the fact states: 12% for 11.5%.
fn is_coarse(observation: &Observation, literal: &Literal) -> bool {
    let ValueState::Given(_) = observation.stated else { return false };
    // A fraction shows what its number lies in the interval of, whatever its last digit.
    let exact = Literal { fraction: literal.fraction.or(Some((literal.value, Decimal::ONE))), ..literal.clone() };
    observation.value().and_then(|value| exact.shows(value)) == Some(false)
}
