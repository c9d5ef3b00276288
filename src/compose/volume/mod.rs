//! What a bound book has beside its pages. Everything here is chosen by a rule that holds for any book and says nothing
//! that the book's audience may not see; a book that has nothing of a kind gets nothing of it.

mod colophon;
mod cover;
mod glossary;
mod running;

pub(super) use running::runs_on;

use super::Composer;
use crate::model::document::{Entry, Frame, LeadingNumber, Run, Volume};
use crate::model::{Key, Place, Qualifier, TARGET, TieKind};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A chapter opens with at least so many numbers, or with none.
const FEWEST: usize = 3;

/// And at most with so many.
const MOST: usize = 4;

/// A smaller count says little.
const SMALL_COUNT: u32 = 10;

/// The book's volume.
pub(super) fn volume(composer: &Composer<'_>, frame: &Frame) -> Volume {
    let (cover, shown) = cover::cover(composer, frame);
    Volume {
        cover,
        openers: composer.openers(frame),
        glossary: glossary::glossary(composer),
        colophon: colophon::colophon(composer, frame, &shown),
    }
}

/// How often a chapter says each number, and which tie says it first.
type Said<'a> = BTreeMap<&'a Key, (usize, usize)>;

impl Composer<'_> {
    /// The numbers that chapters open with. Of the numbers that a chapter ties in the language that is translated from,
    /// first come those that the book leads with in `data/atlas.yaml`, then those of indicators and those that have a target,
    /// then those that the most places of the book say or show, then those that the chapter says most often, then those that
    /// it says first; a number of one member comes after those of the whole, and those that an earlier chapter opens with
    /// after all others. Left out is what a
    /// finding doubts, is withheld, missing or a mere bound, what is a year or nothing; small counts, save those that the
    /// book leads with; and of each fact all but one.
    fn openers(&self, frame: &Frame) -> BTreeMap<String, Vec<LeadingNumber>> {
        let project = &self.report.project;
        let mut said: BTreeMap<&str, Said<'_>> = BTreeMap::new();
        for (at, (tie, bound)) in project.ties.iter().zip(&self.report.ties).enumerate() {
            let Place::Page { page, .. } = tie.place else { continue };
            if tie.language == project.plan.languages.source()
                && tie.kind == TieKind::Number
                && tie.dated().is_none()
                && let (Some(key), Some(page)) = (&bound.key, project.pages.get(page.0))
            {
                said.entry(page.chapter()).or_default().entry(key).or_insert((0, at)).0 += 1;
            }
        }
        let mut openers = BTreeMap::new();
        let mut used = BTreeSet::new();
        for page in frame.pages.iter().filter(|page| page.opens_chapter) {
            let (Some(said), Some(heading)) = (said.get(page.chapter.as_str()), frame.title(page.id)) else { continue };
            let leading = self.leading(said, &used);
            if leading.len() >= FEWEST {
                used.extend(leading.iter().map(|entry| entry.fact));
                let numbers = leading.into_iter().map(|entry| self.leading_number(entry)).collect();
                openers.insert(heading.id.clone(), numbers);
            }
        }
        openers
    }

    /// The leading ones among the numbers of a chapter; `used`: the facts of those that earlier chapters open with.
    fn leading(&self, said: &Said<'_>, used: &BTreeSet<usize>) -> Vec<&Entry> {
        let known = |(key, said): (&&Key, &(usize, usize))| Some((self.numbers.get(*key)?, *said));
        let mut fit: Vec<(&Entry, (usize, usize))> = said.iter().filter_map(known).collect();
        fit.retain(|(entry, _)| self.may_lead(entry));
        fit.sort_by_cached_key(|(entry, (times, first))| {
            let chosen = self.chosen(&entry.key).unwrap_or(usize::MAX);
            let weight = (!self.is_aimed_at(entry), is_of_member(&entry.key), Reverse(entry.uses.len()));
            (used.contains(&entry.fact), chosen, weight, Reverse(*times), *first)
        });
        let mut facts = BTreeSet::new();
        fit.retain(|(entry, _)| facts.insert(entry.fact));
        fit.into_iter().map(|(entry, _)| entry).take(MOST).collect()
    }

    /// Whether it is an indicator's, or there is a target for it.
    fn is_aimed_at(&self, entry: &Entry) -> bool {
        let Some(fact) = self.report.project.facts.get(entry.fact) else { return false };
        let is_indicators = self.report.project.indicators.iter().any(|own| own.fact.value == fact.id.value);
        is_indicators || self.numbers.values().any(|other| other.fact == entry.fact && other.key.fact.ends_with(TARGET))
    }

    /// Its place among the numbers that the book leads with.
    fn chosen(&self, key: &Key) -> Option<usize> {
        self.report.project.key_numbers.iter().position(|number| key.reads(&number.key.value))
    }

    pub(in crate::compose) fn may_lead(&self, entry: &Entry) -> bool {
        let Some(value) = entry.value.filter(|value| !value.is_zero()) else { return false };
        let fact = self.report.project.facts.get(entry.fact);
        // 不足0.3 is a threshold, 80以上 no amount.
        let open = fact.is_none_or(|fact| matches!(fact.qualifier, Some(Qualifier::Over | Qualifier::Under)));
        let bound = self.report.observations.get(&entry.key).is_none_or(|number| number.bound.is_some());
        let small = is_count(entry) && value < Decimal::from(SMALL_COUNT) && self.chosen(&entry.key).is_none();
        let unfit = open || bound || small || entry.unit == "year";
        !unfit && self.finding_on_number(&entry.key).is_none()
    }

    pub(in crate::compose) fn leading_number(&self, entry: &Entry) -> LeadingNumber {
        let own = self.chosen(&entry.key).and_then(|place| self.report.project.key_numbers.get(place)?.label.as_ref());
        LeadingNumber {
            // The name of a count says of what.
            amount: match is_count(entry) {
                true => vec![self.cell(&entry.key, |entry| &entry.bare)],
                false => self.amounts(std::slice::from_ref(&entry.key)),
            },
            name: own.map_or_else(|| vec![Run::Words(entry.name.clone())], |label| self.field(label)),
        }
    }
}

/// Whether a number counts things.
fn is_count(entry: &Entry) -> bool {
    entry.unit == "item"
}

/// Whether a number is of a part: a member that is no year.
fn is_of_member(key: &Key) -> bool {
    key.members.iter().any(|member| !member.starts_with(|first: char| first.is_ascii_digit()))
}
