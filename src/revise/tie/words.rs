//! What the words around an untied number say against a fact: another member, another year, the other direction, another
//! statistic, a plan for what is observed. Words that say nothing of it speak neither way.

use crate::locale::Numeral;
use crate::model::{Bound, Date, Fact, Language, Measures, Named, Observation, Qualifier, Report, TieId};
use crate::prose::setting::{Governor, Line, Mark, Settings, Stage, Way};
use crate::prose::{Passage, Passages};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// How the words stand to a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They name its member or its year.
    For,
    /// They say nothing of it.
    Open,
    /// They say another thing.
    Against,
}

/// Words that say which statistic a number is, each with those of a name that is another one.
const STATISTICS_ZH: [(&str, &[&str]); 6] = [
    ("最高", &["最低", "平均"]),
    ("最低", &["最高", "平均"]),
    ("平均", &["最高", "最低", "极端", "总量", "总数"]),
    ("年均", &["最高", "最低", "极端"]),
    ("人均", &["总量", "总数"]),
    ("累计", &["平均"]),
];
const STATISTICS_EN: [(&str, &[&str]); 6] = [
    ("highest", &["lowest", "mean", "average"]),
    ("lowest", &["highest", "mean", "average"]),
    ("maximum", &["minimum", "lowest", "mean", "average"]),
    ("minimum", &["maximum", "highest", "mean", "average"]),
    ("mean", &["highest", "lowest", "maximum", "minimum", "total"]),
    ("average", &["highest", "lowest", "maximum", "minimum", "total"]),
];

/// The settings of all untied numbers; each stands for a tie after those of the book.
pub(super) struct Words<'a> {
    report: &'a Report,
    settings: Settings,
    /// Of each passage the number of its first numeral.
    first: Vec<usize>,
}

impl<'a> Words<'a> {
    /// Reads what stands around the numerals of all passages.
    pub(super) fn of(report: &'a Report, passages: &Passages<'_>, numerals: &[Vec<Numeral>]) -> Self {
        let mut next = report.project.ties.len();
        let first: Vec<usize> = numerals
            .iter()
            .map(|all| {
                next += all.len();
                next - all.len()
            })
            .collect();
        let stretches = |index: usize, passage: &Passage<'_>| {
            let (Some(all), Some(first)) = (numerals.get(index), first.get(index)) else { return Vec::new() };
            if all.is_empty() {
                return Vec::new();
            }
            let own = all.iter().enumerate().map(|(at, numeral)| (TieId(first + at), numeral.range.clone()));
            let mut both: Vec<_> = passage.ties().chain(own).collect();
            both.sort_by_key(|(_, range)| range.start);
            both
        };
        let settings = Settings::around(&report.project, passages, &stretches);
        Self { report, settings, first }
    }

    /// What is said of the numeral of a passage.
    pub(super) fn around(&self, passage: usize, numeral: usize) -> Option<Around<'_>> {
        let id = TieId(self.first.get(passage)? + numeral);
        let line = self.settings.line(passage)?;
        let (at, _) = line.ties().find(|(_, one)| *one == id)?;
        Some(Around { report: self.report, settings: &self.settings, line, at })
    }
}

/// What stands around one numeral.
#[derive(Clone, Copy)]
pub(super) struct Around<'w> {
    report: &'w Report,
    settings: &'w Settings,
    line: &'w Line,
    at: usize,
}

impl Around<'_> {
    /// How the words stand to a fact's number.
    pub(super) fn judge(&self, observation: &Observation) -> Verdict {
        let of_members = self.members(observation);
        let said = of_members.into_iter().chain([self.year(observation)]);
        let said: Vec<Verdict> = said.chain([self.kind(observation)]).collect();
        if said.contains(&Verdict::Against) {
            return Verdict::Against;
        }
        if said.contains(&Verdict::For) { Verdict::For } else { Verdict::Open }
    }

    /// Whether a word of decrease stands before: the number may be the size of a negative change.
    pub(super) fn falls(&self) -> bool {
        self.governor().is_some_and(|word| word.way == Way::By && word.points == Ordering::Less)
    }

    fn governor(&self) -> Option<Governor> {
        self.line.governor(self.at)
    }

    /// What is said of each of its members.
    fn members(&self, observation: &Observation) -> Vec<Verdict> {
        let project = &self.report.project;
        let Some(fact) = project.facts.get(observation.fact) else { return Vec::new() };
        let mut said: Vec<Verdict> = Vec::new();
        let mut known: Vec<usize> = Vec::new();
        for (by, member) in fact.by.iter().zip(&observation.key.members) {
            let Some(dimension) = project.dimensions.place(&by.value) else { continue };
            let members = project.dimensions.get(dimension).map(|found| &found.members);
            let Some(member) = members.and_then(|members| members.place(member)) else { continue };
            known.push(dimension);
            if self.settings.knows(Named { dimension, member }) {
                said.push(self.member(dimension, member));
            }
        }
        // A town is named, and the fact is of no town.
        let stranger = |named: &Named| {
            let dimension = project.dimensions.get(named.dimension);
            let member = dimension.and_then(|found| found.members.get(named.member));
            !known.contains(&named.dimension)
                && member.is_some_and(|member| {
                    let (zh, en) = (&member.name.zh.source, &member.name.en.source);
                    !fact.name.zh.source.contains(zh.as_str()) && !fact.name.en.source.contains(en.as_str())
                })
        };
        let parts = self.line.parts(self.at);
        // A name may be of several dimensions: one that the fact has, or tells by its name, speaks for all.
        if said.iter().all(|one| *one != Verdict::For)
            && parts.first().is_some_and(|(_, meant)| !meant.is_empty() && meant.iter().all(stranger))
        {
            said.push(Verdict::Against);
        }
        said
    }

    fn member(&self, dimension: usize, member: usize) -> Verdict {
        let (line, at) = (self.line, self.at);
        if line.is_silent(at, dimension) {
            return Verdict::Open;
        }
        let near = line.directly_after(at, dimension).or_else(|| line.before(at, dimension));
        match near.or_else(|| line.elsewhere(at, dimension)) {
            None => Verdict::Open,
            Some(said) if said.members.contains(&member) => Verdict::For,
            Some(_) => Verdict::Against,
        }
    }

    /// What is said of its year: that of its key, else of its date.
    fn year(&self, observation: &Observation) -> Verdict {
        let named: Vec<(i32, i32)> = self
            .line
            .years(self.at, false)
            .into_iter()
            .filter_map(|token| match token.mark {
                Mark::Years(first, last) => Some((first, last)),
                _ => None,
            })
            .collect();
        let Some(own) = self.own_year(observation) else { return Verdict::Open };
        match named.iter().any(|(first, last)| (*first..=*last).contains(&own)) {
            true => Verdict::For,
            false if named.is_empty() => Verdict::Open,
            false => Verdict::Against,
        }
    }

    fn own_year(&self, observation: &Observation) -> Option<i32> {
        let fact = self.report.project.facts.get(observation.fact)?;
        let of_key = fact.by.iter().zip(&observation.key.members).find(|(by, _)| by.value == "year");
        match of_key {
            Some((_, year)) => year.parse().ok(),
            None => observation.date.map(|date| match date {
                Date::At(day) | Date::Between(_, day) => day.year,
            }),
        }
    }

    /// What is said of its kind: change or level, which statistic, planned or reached, floor or ceiling.
    fn kind(&self, observation: &Observation) -> Verdict {
        let against = self.turns(observation)
            || self.is_other_statistic(observation)
            || self.line.stage.is_some_and(|stage| (stage == Stage::Planned) != observation.target)
                && (observation.target || self.has_targets(observation))
            || observation.target && self.line.is_told(self.at)
            || self.is_beyond(observation);
        if against { Verdict::Against } else { Verdict::Open }
    }

    fn has_targets(&self, observation: &Observation) -> bool {
        let fact = self.report.project.facts.get(observation.fact);
        fact.is_some_and(|fact| fact.readings().iter().any(|reading| reading.target))
    }

    /// 增长 before a level that the data call one, or before a fall.
    fn turns(&self, observation: &Observation) -> bool {
        let Some(word) = self.governor().filter(|word| word.way == Way::By) else { return false };
        let fact = self.report.project.facts.get(observation.fact);
        let falls = observation.value().is_some_and(|value| value.nominal < Decimal::ZERO);
        match fact.and_then(Fact::measured) {
            Some(Measures::Level) => word.sure,
            Some(Measures::Rise) => (word.points == Ordering::Less) != falls,
            Some(Measures::Fall) => (word.points == Ordering::Greater) != falls,
            Some(Measures::Change) => (word.points == Ordering::Less) != falls,
            // What is declared nowhere may be a change.
            None => false,
        }
    }

    fn is_other_statistic(&self, observation: &Observation) -> bool {
        let before = self.line.lead(self.at).to_lowercase();
        let (known, language): (&[(&str, &[&str])], Language) = match self.line.language {
            Language::Zh => (&STATISTICS_ZH, Language::Zh),
            Language::En => (&STATISTICS_EN, Language::En),
        };
        let name = observation.name.get(language).to_lowercase();
        let said = known.iter().filter(|(word, _)| before.contains(word));
        said.filter(|(word, _)| !name.contains(word)).any(|(_, others)| others.iter().any(|word| name.contains(word)))
    }

    /// 不超过 before a floor, 不低于 before a ceiling.
    fn is_beyond(&self, observation: &Observation) -> bool {
        let around = self.line.beside(self.at);
        let hedge = crate::locale::literal::beside(self.line.language, around.before, around.after);
        match (observation.bound, hedge.filter(|found| found.certain).map(|found| found.hedge.qualifier)) {
            (Some(Bound::AtLeast), Some(said)) => said == Qualifier::Under,
            (Some(Bound::AtMost), Some(said)) => said == Qualifier::Over,
            _ => false,
        }
    }
}
