//! The findings: what the printed plan states, what its own numbers give, how much it weighs, and where.

use super::Composer;
use crate::diagnostic::rule;
use crate::locale;
use crate::model::document::{self, FindingGroup, Run, Side, Target};
use crate::model::{Check, Finding, FindingKind, Key, Report, TARGET};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Findings by what they are about; of several the first.
pub(super) fn subjects(report: &Report) -> BTreeMap<&str, usize> {
    let mut subjects = BTreeMap::new();
    for (index, finding) in report.project.findings.iter().enumerate() {
        if let Check::Rule { subject, .. } = &finding.check {
            subjects.entry(subject.value.as_str()).or_insert(index);
        }
    }
    subjects
}

/// What the two numbers of a rule are: only where a formula is set against a printed number has the tool computed the one
/// and the plan printed the other. A claim or a relation compares two sides, and the plan may print both, or neither.
fn side_names(rule: &str) -> [&'static str; 2] {
    match rule {
        rule if [rule::FORMULA_DIFFERS.name, rule::NUMBER_DIFFERS.name].contains(&rule) => {
            ["finding.side.stated", "finding.side.computed"]
        }
        rule if rule == rule::RELATION_FALSE.name => ["finding.side.checked", "finding.side.reference"],
        _ => ["finding.side.reference", "finding.side.checked"],
    }
}

impl Composer<'_> {
    /// All findings by chapter, in the order of the places that they are about; those of no place come last.
    pub(super) fn finding_groups(&self) -> Vec<FindingGroup> {
        let mut chapters: BTreeMap<u32, Vec<(Vec<u32>, document::Finding)>> = BTreeMap::new();
        for finding in &self.report.project.findings {
            let section = self.finding_section(finding);
            let numbers = section.map_or_else(Vec::new, |index| self.sections.all[index].numbers.clone());
            let chapter = numbers.first().copied().unwrap_or(u32::MAX);
            chapters.entry(chapter).or_default().push((numbers, self.finding_entry(finding, section)));
        }
        let group = |(chapter, mut found): (u32, Vec<(Vec<u32>, document::Finding)>)| {
            found.sort_by(|(one, _), (other, _)| one.cmp(other));
            let opening = self.sections.all.iter().find(|section| section.depth == 1 && section.numbers == [chapter]);
            FindingGroup {
                title: opening.map_or_else(|| self.word("ui.findings.whole-plan"), |section| section.text.clone()),
                findings: found.into_iter().map(|(_, finding)| finding).collect(),
            }
        };
        chapters.into_iter().map(group).collect()
    }

    /// The heading that a finding is about; that of its page, if it names none there.
    fn finding_section(&self, finding: &Finding) -> Option<usize> {
        let page = finding.page.as_ref().and_then(|path| self.report.project.page_at(self.language, path));
        let page = page.map(|(id, _)| id);
        let named = finding.section.as_ref().and_then(|id| self.sections.ids.get(&id.value).copied());
        let named = named.filter(|index| page.is_none_or(|page| self.sections.all[*index].page == page));
        named.or_else(|| self.sections.titles.get(&page?).copied())
    }

    fn finding_entry(&self, finding: &Finding, section: Option<usize>) -> document::Finding {
        let section = section.and_then(|index| self.sections.all.get(index));
        document::Finding {
            id: finding.id.value.clone(),
            kind: finding.kind.map(|kind| self.say(&kind.words())),
            severity: self.say(&finding.severity.words()),
            weight: finding.severity.keyword(),
            state: self.say(&finding.state.words()),
            quote: finding.quote.as_ref().map(|quote| self.field(quote)),
            sides: self.sides(finding),
            note: self.field(&finding.note),
            subject: self.subject(finding),
            place: section.map(|section| (Target::Section(section.id.clone()), self.within_chapter(section))),
        }
    }

    /// The number, fact or claim that a finding is about, if the ledger holds it.
    fn subject(&self, finding: &Finding) -> Option<(Target, String)> {
        let Check::Rule { subject, .. } = &finding.check else { return None };
        let name = subject.value.clone();
        if let Some(anchor) = self.anchors.get(name.as_str()) {
            return Some((Target::Claim(anchor.clone()), name));
        }
        let anchor = match Key::find(&self.numbers, &name) {
            Some((key, _)) => key.to_string(),
            None => {
                let fact = name.split('@').next().unwrap_or("");
                let fact = fact.strip_suffix(TARGET).unwrap_or(fact);
                self.report.project.facts.get(fact)?.id.value.clone()
            }
        };
        Some((Target::Number(anchor), name))
    }

    /// The statements that disagree, in the order of the file: the finding's own, or the two numbers of its check, each
    /// under the name that is true of it.
    fn sides(&self, finding: &Finding) -> Vec<Side> {
        if !finding.sides.is_empty() {
            let side =
                |side: &crate::model::Side| Side { name: self.field(&side.name), value: self.field(&side.value) };
            return finding.sides.iter().map(side).collect();
        }
        let Check::Rule { rule, subject, stated, computed } = &finding.check else { return Vec::new() };
        let values = [stated, computed].into_iter();
        let sides = side_names(rule).into_iter().zip(values).filter_map(|(name, number)| {
            let value = self.side_number(finding, subject, number.as_ref()?);
            Some(Side { name: vec![Run::Words(self.word(name))], value: vec![value] })
        });
        sides.collect()
    }

    /// A number of `findings.yaml` in its subject's unit; as written where it carries its own, and where it is a year.
    fn side_number(&self, finding: &Finding, subject: &str, written: &str) -> Run {
        let about = |key: &&Key| key.reads(subject) || key.fact == subject || key.base() == subject;
        if self.withheld.iter().any(about) {
            return Run::Absent(self.word(super::audience::WITHHELD));
        }
        let fact = self.fact(subject.split('@').next().unwrap_or(""));
        let units = &self.report.project.units;
        let unit = fact.and_then(|fact| units.parse(&fact.unit.value));
        Run::Words(match (written.parse::<Decimal>(), unit) {
            (Ok(number), Some(unit)) => locale::format_quantity(self.language, number, &unit, units),
            (Ok(number), None) if finding.kind != Some(FindingKind::Date) => {
                locale::format_number(self.language, number)
            }
            _ => written.to_owned(),
        })
    }
}
