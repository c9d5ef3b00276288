//! The numbers of one fact along its dimensions: which of them a reference means, and which of them are not known.
//!
//! A reference fixes a member of each dimension (`zone.area@north`) or lets some run (`x@*,2020`, or none named at all).
//! What is not applicable (`na`) is left out; what nobody has stated is absent, and lies between nothing and what the
//! stated numbers leave of the whole.

use super::evaluate::Evaluator;
use super::formula::Fault;
use super::interval::Trouble;
use super::value::{ALL, Series, Value, YEAR, total};
use crate::diagnostic::{Message, Spanned, nearest, rule};
use crate::model::{FactValue, Key, Missing, Observation, Quantity, ValueState};
use rust_decimal::Decimal;
use std::ops::Range;

impl Evaluator<'_> {
    /// The number of a key, or the series that a reference with open dimensions means.
    pub(super) fn fact(
        &mut self,
        fact: usize,
        target: bool,
        members: &[String],
        range: Range<usize>,
    ) -> Result<Value, Fault> {
        let entry = &self.directory.project.facts[fact];
        let id = Key::new(&entry.id.value, target, Vec::new()).fact;
        if target && !entry.readings().iter().any(|reading| reading.target) {
            let message = Message::new("unknown-target").with("fact", entry.id.value.as_str());
            return Err(Fault::of(rule::UNKNOWN_NAME, range, message));
        }
        let single = matches!(entry.value, FactValue::Single(_));
        if single && members.is_empty() {
            return Ok(self.observed(Key { fact: id, members: Vec::new() }));
        }
        let dimensions = entry.by.len().max(1);
        if single {
            return Err(Fault::of(rule::MEMBER_MISSING, range, Message::new("member-none").with("fact", id)));
        }
        if !members.is_empty() && members.len() != dimensions {
            let message = Message::new("member-count").with("fact", id).with("wanted", dimensions);
            return Err(Fault::of(rule::MEMBER_MISSING, range, message));
        }
        if !members.is_empty() && members.iter().all(|member| member != ALL) {
            let key = Key { fact: id.clone(), members: members.to_vec() };
            if self.observations.contains_key(&key) {
                return Ok(self.observed(key));
            }
            return Err(self.no_such_member(fact, &id, members, range));
        }
        let open = vec![ALL.to_owned(); dimensions];
        let pattern = if members.is_empty() { open } else { members.to_vec() };
        let series = self.series(fact, &id, pattern);
        if series.entries.is_empty() && series.skipped == 0 {
            return Err(self.no_such_member(fact, &id, members, range));
        }
        Ok(Value::Series(series))
    }

    /// The entries that fit the pattern, in the order of the file.
    fn series(&mut self, fact: usize, id: &str, pattern: Vec<String>) -> Series {
        let mut series = Series { fact, id: id.to_owned(), pattern, entries: Vec::new(), skipped: 0 };
        let along = series.along();
        let entry = &self.directory.project.facts[fact];
        for reading in entry.readings() {
            let key = entry.key(reading);
            let fits = |(given, own): (&String, &String)| given == ALL || given == own;
            if key.fact != id || !series.pattern.iter().zip(&key.members).all(fits) {
                continue;
            }
            if reading.state.value == ValueState::Missing(Missing::NotApplicable) {
                series.skipped += 1;
                continue;
            }
            let running: Vec<&str> =
                along.iter().filter_map(|place| key.members.get(*place)).map(String::as_str).collect();
            let quantity = self.observations.get(&key).and_then(Observation::value).cloned();
            let member = running.join(",");
            series.entries.push((key, member, quantity));
        }
        for (key, _, _) in &series.entries {
            self.note(key.clone());
        }
        series
    }

    /// A member that the fact has no number for: the first that is none at its place, else the whole key.
    fn no_such_member(&self, fact: usize, id: &str, members: &[String], range: Range<usize>) -> Fault {
        let entry = &self.directory.project.facts[fact];
        let keys = entry.readings().iter().map(|reading| entry.key(reading));
        let keys: Vec<Key> = keys.filter(|key| key.fact == id).collect();
        let at = |place: usize| {
            let mut known: Vec<&str> = Vec::new();
            for member in keys.iter().filter_map(|key| key.members.get(place)) {
                if !known.contains(&member.as_str()) {
                    known.push(member);
                }
            }
            known
        };
        let stranger = (0..members.len())
            .find(|place| members[*place] != ALL && !at(*place).contains(&members[*place].as_str()))
            .filter(|_| !keys.is_empty());
        let key = Key { fact: id.to_owned(), members: members.to_vec() }.to_string();
        let message = match stranger {
            Some(place) => {
                let known = at(place);
                match nearest(&members[place], known.iter().copied()) {
                    Some(near) => Message::new("member-unknown-near").with("near", near),
                    None => Message::new("member-unknown"),
                }
                .with("members", known.join(", "))
            }
            None => {
                let known: Vec<String> = keys.iter().map(|key| key.members.join(",")).collect();
                Message::new("member-unknown").with("members", known.join(", "))
            }
        };
        Fault::of(rule::MEMBER_MISSING, range, message.with("key", key))
    }

    pub(super) fn member_needed(&self, series: &Series, range: Range<usize>) -> Fault {
        let fact = &self.directory.project.facts[series.fact];
        let members: Vec<&str> = series.entries.iter().map(|(_, member, _)| member.as_str()).collect();
        let message =
            Message::new("member-needed").with("fact", fact.id.value.as_str()).with("members", members.join(", "));
        Fault::of(rule::MEMBER_MISSING, range, message)
    }

    /// How many members of the dimensions that run have no number at all.
    pub(super) fn absent(&self, series: &Series) -> usize {
        let fact = &self.directory.project.facts[series.fact];
        if fact.complete == Some(true) {
            return 0;
        }
        let all: usize = series
            .along()
            .into_iter()
            .filter_map(|place| self.directory.dimension(fact.by.get(place)?))
            .map(|dimension| dimension.members.len())
            .product();
        // No dimension runs but that of the years.
        let all = if series.along().iter().all(|place| fact.by[*place].value == YEAR) { 0 } else { all };
        all.saturating_sub(series.entries.len() + series.skipped)
    }

    /// How much one absent member may have at the most; `None` where nothing bounds it. Together they have no more than
    /// the stated ones leave of the whole; where the source lists the largest, each has no more than the last of these.
    pub(super) fn most_of_absent(&self, series: &Series) -> Result<Option<Decimal>, Trouble> {
        let fact = &self.directory.project.facts[series.fact];
        let numbers: Vec<&Quantity> = series.entries.iter().filter_map(|(_, _, quantity)| quantity.as_ref()).collect();
        let given = total(numbers.iter().copied())?.and_then(|sum| sum.interval.low);
        let rest = self.whole_of(series).zip(given).map(|(whole, given)| whole - given);
        let rest = rest.filter(|rest| *rest >= Decimal::ZERO);
        let least = numbers.iter().map(|quantity| quantity.interval.high).min().flatten();
        let listed = least.filter(|_| fact.listed_largest);
        Ok(match (rest, listed) {
            (Some(rest), Some(listed)) => Some(rest.min(listed)),
            (rest, listed) => rest.or(listed),
        })
    }

    /// The most that all members of a series can have together: the fact's whole, or 100 % of declared shares.
    pub(super) fn whole_of(&self, series: &Series) -> Option<Decimal> {
        let fact = &self.directory.project.facts[series.fact];
        if fact.whole.is_some() {
            let key = self.whole_key(series.fact, &series.pattern)?;
            return self.observations.get(&key)?.value()?.interval.high;
        }
        let shares = fact.complete.is_some() || fact.listed_largest;
        (self.directory.units[series.fact].written == "%" && shares).then_some(Decimal::ONE)
    }

    /// The key that a fact's `whole:` names for these members: as it is written, or that of the members both share.
    pub(super) fn whole_key(&self, fact: usize, members: &[String]) -> Option<Key> {
        let fact = &self.directory.project.facts[fact];
        let written = fact.whole.as_ref()?.value.as_str();
        if let Some((name, members)) = written.split_once('@') {
            return Some(Key { fact: name.to_owned(), members: members.split(',').map(str::to_owned).collect() });
        }
        let whole = &self.directory.project.facts[self.directory.fact_index(written)?];
        let shared = |dimension: &Spanned<String>| {
            let place = fact.by.iter().position(|own| own.value == dimension.value)?;
            members.get(place).filter(|member| *member != ALL).cloned()
        };
        let members = whole.by.iter().map(shared).collect::<Option<_>>()?;
        Some(Key { fact: written.to_owned(), members })
    }
}
