//! `tie`: which facts an untied number may stand for, and the edits that tie those with one candidate.
//!
//! A candidate's value, in any unit of the literal's kind, rounds to the literal at the literal's precision. The
//! candidates are ranked by what speaks for them nearby: keys tied in the same paragraph or in its pair of the other
//! language, and words of their names in the sentence.

use crate::diagnostic::{SourceMap, Span};
use crate::locale::{Literal, Numeral, Numerals};
use crate::model::{
    Block, Edit, FactValue, Home, Key, LANGUAGES, Language, Observation, PageId, Passage, Report, UnitExpr,
};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What would stand behind `=`: an observation's key, or the id of a range.
    pub target: String,
    /// The observation that it names; of a range the low end.
    pub key: Key,
    /// How much speaks for it; the greater the better.
    pub weight: usize,
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
    /// Whether a tie may be written there: the place is exact, and neither a heading nor bare YAML.
    pub writable: bool,
    /// The paragraph's own number among all of the book, the same for its pair in the other language.
    paragraph: Paragraph,
}

/// A paragraph in both languages: page path, heading, block below it; or a text field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Paragraph {
    Block { page: String, heading: String, block: usize },
    Field(usize),
}

/// All untied numbers of what is asked for, and those of the paired paragraphs, in the order of the book.
pub fn proposals(report: &Report, sources: &SourceMap, request: &TieRequest) -> Vec<Proposal> {
    let project = &report.project;
    let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
    let finder = Numerals::new(&project.units, own);
    let places = paragraphs(report);
    let mut proposals = Vec::new();
    let passages = project.passages();
    let tied = tied(report, &passages, &places);
    for passage in &passages {
        let Some(paragraph) = place(passage, &places) else { continue };
        for numeral in finder.untied(passage.language, &passage.text) {
            let Some((span, exact)) = passage.span(numeral.range.clone()) else { continue };
            let near = tied.get(&paragraph);
            let candidates = match finder.read(passage.language, &passage.text, &numeral) {
                Some(literal) => rank(report, passage, &numeral, &literal, near),
                None => Vec::new(),
            };
            let number = passage.text.get(numeral.range.clone()).unwrap_or_default().to_owned();
            let alone = candidates.first().is_none_or(|first| holds(report, &finder, passage, &numeral, &first.key));
            let writable = exact && alone && may_be_written(report, sources, passage, span);
            let language = passage.language;
            proposals.push(Proposal { span, number, language, candidates, writable, paragraph: paragraph.clone() });
        }
    }
    let asked: BTreeSet<Paragraph> = proposals
        .iter()
        .filter(|proposal| request.asks_for(&sources.source(proposal.span.source).path))
        .map(|proposal| proposal.paragraph.clone())
        .collect();
    proposals.retain(|proposal| asked.contains(&proposal.paragraph));
    proposals
}

/// The edits that tie every number with one candidate, and its equal in the paired paragraph.
pub fn edits(report: &Report, sources: &SourceMap, request: &TieRequest, proposals: &[Proposal]) -> Vec<Edit> {
    let tie = |proposal: &Proposal, target: &str| Edit {
        span: proposal.span,
        text: format!("[{}](={target})", proposal.number),
    };
    let mut edits = BTreeSet::new();
    for proposal in proposals.iter().filter(|proposal| request.asks_for(&sources.source(proposal.span.source).path)) {
        let [only] = proposal.candidates.as_slice() else { continue };
        if !proposal.writable || !report.observations.contains_key(&only.key) {
            continue;
        }
        edits.insert(tie(proposal, &only.target));
        // Carried over by value: the one number of the pair that the same fact fits.
        let pair: Vec<&Proposal> = proposals
            .iter()
            .filter(|other| other.paragraph == proposal.paragraph && other.language != proposal.language)
            .filter(|other| other.candidates.iter().any(|candidate| candidate.target == only.target))
            .collect();
        if let [equal] = pair.as_slice()
            && equal.writable
        {
            edits.insert(tie(equal, &only.target));
        }
    }
    edits.into_iter().collect()
}

type Places = BTreeMap<(PageId, usize), Paragraph>;

/// What each block of each page is paired by: its heading's id (its place, where it has none) and its order below it.
fn paragraphs(report: &Report) -> Places {
    let mut places = Places::new();
    for (index, page) in report.project.pages.iter().enumerate() {
        let (mut heading, mut headings, mut below) = (String::new(), 0usize, 0usize);
        for (block, content) in page.blocks.iter().enumerate() {
            if let Block::Heading(found) = content {
                headings += 1;
                heading = found.id.as_ref().map_or_else(|| format!("#{headings}"), |id| id.value.clone());
                below = 0;
            }
            let paragraph = Paragraph::Block { page: page.path.clone(), heading: heading.clone(), block: below };
            places.insert((PageId(index), block), paragraph);
            below += 1;
        }
    }
    places
}

fn place(passage: &Passage, places: &Places) -> Option<Paragraph> {
    match passage.home {
        Home::Block(page, block) => places.get(&(page, block)).cloned(),
        Home::Field(number) => Some(Paragraph::Field(number)),
    }
}

/// The keys tied in each paragraph, by language.
fn tied(
    report: &Report,
    passages: &[Passage],
    places: &Places,
) -> BTreeMap<Paragraph, BTreeMap<Language, BTreeSet<Key>>> {
    let mut tied: BTreeMap<Paragraph, BTreeMap<Language, BTreeSet<Key>>> = BTreeMap::new();
    for passage in passages {
        let Some(paragraph) = place(passage, places) else { continue };
        let keys = passage.ties.iter().flat_map(|id| report.tie(*id).1.keys.iter().cloned());
        tied.entry(paragraph).or_default().entry(passage.language).or_default().extend(keys);
    }
    tied
}

fn rank(
    report: &Report,
    passage: &Passage,
    numeral: &Numeral,
    literal: &Literal,
    near: Option<&BTreeMap<Language, BTreeSet<Key>>>,
) -> Vec<Candidate> {
    let sentence = sentence(&passage.text, numeral);
    let mut candidates: Vec<Candidate> = report
        .observations
        .values()
        .filter_map(|observation| {
            let target = target(report, observation, literal)?;
            let weight = weight(passage.language, sentence, observation, near);
            Some(Candidate { target, key: observation.key.clone(), weight })
        })
        .collect();
    candidates.sort_by(|one, other| other.weight.cmp(&one.weight).then_with(|| one.target.cmp(&other.target)));
    candidates
}

/// What would stand behind `=` if the literal shows this observation.
fn target(report: &Report, observation: &Observation, literal: &Literal) -> Option<String> {
    let value = observation.value()?;
    let fact = report.project.facts.get(observation.fact)?;
    if literal.unit.is_none() && !needs_no_unit(&value.unit) {
        return None;
    }
    if !literal.shows(value)? {
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

/// A bare number is a count or a pure number, but no percentage and no area.
fn needs_no_unit(unit: &UnitExpr) -> bool {
    let counted = ["count", "person", "household"];
    unit.dimensions.keys().all(|name| counted.contains(&name.as_str())) && !unit.written.contains('%')
}

/// Whether the tie's own literal, which leaves out the counted noun, still shows the fact.
fn holds(report: &Report, finder: &Numerals, passage: &Passage, numeral: &Numeral, key: &Key) -> bool {
    let short = Numeral { reading: numeral.range.clone(), ..numeral.clone() };
    let literal = finder.read(passage.language, &passage.text, &short);
    let value = report.observations.get(key).and_then(Observation::value);
    literal.zip(value).is_some_and(|(literal, value)| literal.shows(value) == Some(true))
}

/// A tie stands neither in a heading nor where YAML would read its bracket as a list.
fn may_be_written(report: &Report, sources: &SourceMap, passage: &Passage, span: Span) -> bool {
    if let Home::Block(page, block) = passage.home {
        return !matches!(report.project.pages[page.0].blocks[block], Block::Heading(_));
    }
    let text = &sources.source(span.source).text;
    let line = text.get(..span.range().start).and_then(|before| before.rsplit('\n').next()).unwrap_or("");
    // Within quotation marks: an odd number of them stands before, none of them escaped.
    line.matches('"').count() % 2 == 1 && !line.contains('\\')
}

/// The sentence around a number.
fn sentence<'a>(text: &'a str, numeral: &Numeral) -> &'a str {
    let ends = ['。', '；', '！', '？', '\n'];
    let before = &text[..numeral.range.start];
    let start = before.rfind(ends).into_iter().chain(before.rfind(". ")).max().unwrap_or(0);
    let after = &text[numeral.range.end..];
    let end = after.find(ends).into_iter().chain(after.find(". ")).min().unwrap_or(after.len());
    text[start..numeral.range.end + end].trim_start_matches(ends)
}

/// Tied in the pair counts most, then facts of the same kin tied nearby, then each word shared with the name.
fn weight(
    language: Language,
    sentence: &str,
    observation: &Observation,
    near: Option<&BTreeMap<Language, BTreeSet<Key>>>,
) -> usize {
    let key = &observation.key;
    let keys = |language: Language| near.and_then(|near| near.get(&language));
    let in_pair = keys(language.other()).is_some_and(|keys| keys.contains(key));
    let here = keys(language).is_some_and(|keys| keys.contains(key));
    let is_kin = |other: &Key| kin(&other.fact) == kin(&key.fact);
    let related = near.is_some_and(|near| near.values().flatten().any(is_kin));
    let words = match language {
        Language::Zh => shared_pairs(sentence, &observation.name.zh),
        Language::En => shared_words(sentence, &observation.name.en),
    };
    let open = in_pair && !here;
    usize::from(open) * 100 + usize::from(related) * 10 + words * 3
}

/// `land.grassland` of `land.grassland.area`.
fn kin(fact: &str) -> &str {
    fact.rsplit_once('.').map_or(fact, |(kin, _)| kin)
}

/// Pairs of Chinese characters that name and sentence share.
fn shared_pairs(sentence: &str, name: &str) -> usize {
    let signs: Vec<char> = name.chars().collect();
    let pairs: BTreeSet<String> = signs.windows(2).map(|pair| pair.iter().collect()).collect();
    pairs.iter().filter(|pair| sentence.contains(pair.as_str())).count()
}

/// Words of more than three letters that name and sentence share.
fn shared_words(sentence: &str, name: &str) -> usize {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.len() > 3);
        words.map(|word| word.to_lowercase().trim_end_matches('s').to_owned()).collect()
    };
    words(sentence).intersection(&words(name)).count()
}
