//! The ledger: each fact with its numbers, grouped by the page that first says it; the claims; where each is used.

use super::Composer;
use crate::locale;
use crate::model::document::{ClaimEntry, FactEntry, LedgerGroup, Run, SourceName, Target, Use};
use crate::model::{Fact, Key, Language, PageId, Report, Shower, Showing, TieId, TieKind, truth_words};
use std::collections::BTreeMap;

/// Named claims keep their ids; formulas in the text are numbered in the order of their letters, so that both
/// languages and every run give the same anchors. A dot keeps them apart from the ids of headings.
pub(super) fn claim_anchors(report: &Report) -> BTreeMap<&str, String> {
    let mut anchors: BTreeMap<&str, String> =
        report.claims.keys().map(|id| (id.as_str(), format!("claim.{id}"))).collect();
    let ties = report.project.ties.iter().zip(&report.ties);
    let formulas = ties.filter(|(tie, bound)| tie.kind == TieKind::Claim && bound.claim.is_none());
    let mut formulas: Vec<&str> = formulas.map(|(tie, _)| tie.target.value.as_str()).collect();
    formulas.sort_unstable();
    formulas.dedup();
    for (number, formula) in (1..).zip(formulas) {
        anchors.entry(formula).or_insert_with(|| format!("relation.{number}"));
    }
    anchors
}

/// The first sentence that says a fact: the place of its page in reading order, and the tie.
type First = (usize, TieId);

/// The page of a group: its place in reading order, and which it is.
type At = (usize, Option<PageId>);

/// Facts, each with the sentence that first says it.
type Said = Vec<(TieId, FactEntry)>;

impl Composer<'_> {
    /// All facts by the page that first says them; those that no sentence says come last.
    pub(super) fn ledger(&self) -> Vec<LedgerGroup> {
        let mut keys: BTreeMap<usize, Vec<&Key>> = BTreeMap::new();
        for (key, observation) in &self.report.observations {
            keys.entry(observation.fact).or_default().push(key);
        }
        let pages = self.page_order();
        let mut groups: BTreeMap<At, Said> = BTreeMap::new();
        for (index, mut keys) in keys {
            let Some(fact) = self.report.project.facts.get(index) else { continue };
            keys.sort_by_cached_key(|key| self.key_order(key));
            let first = self.first_said(&keys, &pages.places);
            let (group, order) = match first {
                Some((place, tie)) => ((place, pages.own.get(place).copied()), tie),
                None => ((usize::MAX, None), TieId(index)),
            };
            groups.entry(group).or_default().push((order, self.fact_entry(fact, &keys)));
        }
        let group = |((_, page), mut facts): (At, Said)| {
            facts.sort_by_key(|(first, _)| *first);
            let section = page.and_then(|page| self.sections.title(page));
            LedgerGroup {
                page: section.map(|section| section.page),
                title: section.map_or_else(|| self.word("ui.ledger.unsaid"), |section| section.trail.clone()),
                facts: facts.into_iter().map(|(_, fact)| fact).collect(),
            }
        };
        groups.into_iter().map(group).collect()
    }

    /// Places in reading order of all pages by the path that both languages share.
    fn page_order(&self) -> PageOrder<'_> {
        let project = &self.report.project;
        let own: Vec<(PageId, &str)> =
            project.pages_of(self.language).map(|(id, page)| (id, page.path.as_str())).collect();
        let places: BTreeMap<&str, usize> = own.iter().enumerate().map(|(place, (_, path))| (*path, place)).collect();
        PageOrder { places, own: own.into_iter().map(|(id, _)| id).collect() }
    }

    /// Where one of the keys is first said in the text, in whatever language.
    fn first_said(&self, keys: &[&Key], places: &BTreeMap<&str, usize>) -> Option<First> {
        let uses = keys.iter().filter_map(|key| self.report.uses.get(*key)).flatten();
        let said = uses.filter_map(|tie| {
            let (_, page, _) = self.place_of(*tie)?;
            let path = self.report.project.pages.get(page.0)?.path.as_str();
            Some((*places.get(path)?, *tie))
        });
        said.min()
    }

    fn fact_entry(&self, fact: &Fact, keys: &[&Key]) -> FactEntry {
        let sources = &self.report.project.sources;
        let source = fact.source.as_ref().and_then(|id| sources.get(id));
        let unit = self.report.project.units.parse(&fact.unit.value);
        let withheld = keys.iter().any(|key| self.withheld.contains(key));
        FactEntry {
            id: fact.id.value.clone(),
            theme: self.report.project.themes.get(&fact.span.source).cloned().unwrap_or_default(),
            name: self.field(&fact.name),
            unit_label: unit.map_or_else(|| fact.unit.value.clone(), |unit| self.column_label(&unit)),
            date: fact.date.as_ref().map(|date| locale::format_date(self.language, date)),
            source: source
                .map(|source| SourceName { id: source.id.value.clone(), name: self.field_text(&source.name) }),
            // A formula may hold the number itself.
            formula: fact.formula.as_ref().filter(|_| !withheld).map(|formula| formula.value.clone()),
            reckoning: fact.formula.as_ref().filter(|_| !withheld).map(|formula| self.reckoning(&formula.value)),
            note: self.fact_note(fact, withheld),
            finding: self.finding_on(&fact.id.value).and_then(|index| Some(self.finding(index)?.id.value.clone())),
            keys: keys.iter().map(|key| (*key).clone()).collect(),
        }
    }

    /// What readers should know of a fact: its own note, and that its parts are rounded.
    fn fact_note(&self, fact: &Fact, withheld: bool) -> Option<Vec<Run>> {
        let own = fact.note.as_ref().map(|note| self.field(note));
        let rounding = self.rounding(&format!("fact:{}", fact.id.value)).filter(|_| !withheld);
        let gap = if self.language == Language::Zh { "" } else { " " };
        match (own, rounding) {
            (Some(mut own), Some(rounding)) => {
                own.push(Run::Words(format!("{gap}{rounding}")));
                Some(own)
            }
            (own, rounding) => own.or_else(|| Some(vec![Run::Words(rounding?)])),
        }
    }

    /// The sentence on rounding that a table (`tab:id`), figure (`fig:id`) or fact (`fact:id`) needs.
    pub(super) fn rounding(&self, place: &str) -> Option<String> {
        self.report.rounding_notes.get(place).map(|note| self.say(note))
    }

    /// The places that use a number: headings of sentences, each once, then figures and tables.
    pub(super) fn number_uses(&self, key: &Key, showing: &Showing<'_>) -> Vec<Use> {
        let mut uses = self.uses(self.report.uses.get(key).map_or(&[], Vec::as_slice));
        let shown = showing.of(key).into_iter().filter_map(|shower| match shower {
            Shower::Figure(figure) => {
                let id = figure.id.value.as_str();
                Some(Use { to: Target::Figure(id.to_owned()), text: self.figure_label(id)?, paragraphs: Vec::new() })
            }
            Shower::Table(table) => {
                let id = table.id.value.as_str();
                Some(Use { to: Target::Table(id.to_owned()), text: self.table_label(id)?, paragraphs: Vec::new() })
            }
            Shower::Formula(_) | Shower::Indicator(_) | Shower::Project(_) => None,
        });
        uses.extend(shown);
        uses
    }

    /// The places of ties in this language, each heading once with its paragraphs.
    pub(super) fn uses(&self, ties: &[TieId]) -> Vec<Use> {
        let mut uses: Vec<Use> = Vec::new();
        let mut seen: BTreeMap<Target, usize> = BTreeMap::new();
        for tie in ties {
            let Some((language, page, block)) = self.place_of(*tie) else { continue };
            if language != self.language {
                continue;
            }
            let Some(found) = self.use_at(page, block) else { continue };
            let place = *seen.entry(found.to.clone()).or_insert(uses.len());
            if place == uses.len() {
                uses.push(found);
            }
            let (written, _) = self.report.tie(*tie);
            if let Some(number) = self.report.outline.paragraph_at(written.span)
                && !uses[place].paragraphs.contains(&number)
            {
                uses[place].paragraphs.push(number);
            }
        }
        uses
    }

    /// All claims, by what stands after the `?`.
    pub(super) fn claims(&self) -> Vec<ClaimEntry> {
        let report = self.report;
        let mut ties: BTreeMap<&str, Vec<TieId>> = BTreeMap::new();
        for (index, (tie, bound)) in report.project.ties.iter().zip(&report.ties).enumerate() {
            if tie.kind == TieKind::Claim {
                ties.entry(bound.claim.as_deref().unwrap_or(&tie.target.value)).or_default().push(TieId(index));
            }
        }
        let entry = |(target, anchor): (&&str, &String)| {
            let own = ties.get(target).map_or(&[][..], Vec::as_slice);
            let named = report.claims.get(*target);
            let claim = named.and_then(|result| report.project.claims.get(result.claim));
            let first = own.first().and_then(|tie| report.ties.get(tie.0));
            let truth = named.map_or_else(|| first.and_then(|bound| bound.truth), |result| result.truth);
            let keys = named.map(|result| &result.keys).or_else(|| first.map(|bound| &bound.keys));
            let withheld = keys.is_some_and(|keys| keys.iter().any(|key| self.withheld.contains(key)));
            let formula = match claim {
                Some(claim) => claim.formula.as_ref().map(|formula| formula.value.clone()),
                None => Some((*target).to_owned()),
            };
            ClaimEntry {
                anchor: anchor.clone(),
                text: claim.map(|claim| self.field(&claim.text)),
                reckoning: formula.as_ref().filter(|_| !withheld).map(|formula| self.reckoning(formula)),
                formula: formula.filter(|_| !withheld),
                truth,
                truth_word: self.say(&truth_words(truth)),
                finding: self.finding_on(target).and_then(|index| Some(self.finding(index)?.id.value.clone())),
                uses: self.uses(own),
            }
        };
        self.anchors.iter().map(entry).collect()
    }
}

/// The pages of a language in reading order.
struct PageOrder<'a> {
    places: BTreeMap<&'a str, usize>,
    own: Vec<PageId>,
}
