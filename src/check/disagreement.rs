//! All disagreements of a book in one list, whichever rule reports them, and the findings that excuse them.
//!
//! A finding (`data/findings.yaml`) excuses the disagreement of the same rule and subject while both numbers are
//! still what the finding says: a known fault of the printed plan is published beside the number, a new one stops
//! the build. A finding that excuses nothing any more is `finding-stale`.

use super::twice;
use super::written::{self, Written};
use crate::diagnostic::{RuleId, Span, Spanned, rule};
use crate::model::{
    Block, Check, ClaimResult, Finding, Interval, Observation, Place, Quantity, Relation, Report, TieId, TieKind,
    Total, TotalKind, Truth, UnitTable,
};
use std::collections::BTreeSet;

/// Two numbers, or words and numbers, that do not match.
#[derive(Debug, Clone)]
pub(super) struct Disagreement<'a> {
    /// The rule that reports it.
    pub(super) rule: RuleId,
    /// What a finding names: a key, a claim id, or the formula in a tie's destination.
    pub(super) subject: String,
    /// Where it is reported.
    pub(super) place: Span,
    /// What the plan says, if it is a number.
    pub(super) stated: Option<Quantity>,
    /// What the data give, if it is a number.
    pub(super) computed: Option<Quantity>,
    /// What the data give, if it is members.
    pub(super) members: Option<Vec<String>>,
    /// What disagrees.
    pub(super) what: What<'a>,
}

/// What disagrees.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'a> {
    /// A stated value and its formula.
    Formula(&'a Observation),
    /// A named claim.
    Claim(&'a ClaimResult),
    /// Words tied to a claim.
    Words(TieId),
    /// A literal and the data.
    Literal(TieId),
    /// A declared relation.
    Relation(&'a Relation),
    /// Parts that do not make their whole.
    Total(&'a Total),
    /// One quantity with two values: the first, and the one that differs.
    Twice(&'a Observation, &'a Observation),
}

/// One number of a finding that is no longer so.
#[derive(Debug, Clone)]
pub(super) struct Change<'a> {
    /// `true` for `stated`, `false` for `computed`.
    pub(super) stated: bool,
    /// What the finding says; none when it leaves the number out.
    pub(super) was: Option<&'a Spanned<String>>,
    /// What it should say; nothing where no number belongs.
    pub(super) now: Option<String>,
}

/// Lists all disagreements of a report.
pub(super) fn all(report: &Report) -> Vec<Disagreement<'_>> {
    let (twice, ties) = rayon::join(|| twice::all(report), || ties(report).collect::<Vec<_>>());
    let mut list: Vec<Disagreement<'_>> = report.observations.values().filter_map(formula).collect();
    list.extend(report.claims.values().filter_map(|result| claim(report, result)));
    list.extend(report.relations.iter().filter_map(|held| relation(report, held)));
    list.extend(report.totals.iter().filter_map(total));
    list.extend(twice.into_iter().map(|(first, second)| stated_twice(first, second)));
    list.extend(ties);
    list
}

/// The literals among them.
fn ties(report: &Report) -> impl Iterator<Item = Disagreement<'_>> {
    (0..report.ties.len()).filter_map(|index| tie(report, TieId(index)))
}

fn formula(observation: &Observation) -> Option<Disagreement<'_>> {
    let (stated, computed) = (observation.quantity.as_ref()?, observation.computed.as_ref()?);
    if !stated.unit.same_dimension(&computed.unit) || stated.interval.meets(computed.interval) {
        return None;
    }
    Some(Disagreement {
        rule: rule::FORMULA_DIFFERS,
        subject: observation.key.to_string(),
        place: observation.span,
        stated: Some(stated.clone()),
        computed: Some(computed.clone()),
        members: None,
        what: What::Formula(observation),
    })
}

fn claim<'a>(report: &'a Report, result: &'a ClaimResult) -> Option<Disagreement<'a>> {
    let claim = report.project.claims.get(result.claim)?;
    if result.truth != Some(Truth::Fails) {
        return None;
    }
    Some(Disagreement {
        rule: rule::CLAIM_FALSE,
        subject: claim.id.value.clone(),
        place: claim.formula.as_ref().map_or(claim.id.span, |formula| formula.span),
        stated: result.comparison.as_ref().map(|sides| sides.stated.clone()),
        computed: result.comparison.as_ref().map(|sides| sides.computed.clone()),
        members: result.members.clone().filter(|_| result.comparison.is_none()),
        what: What::Claim(result),
    })
}

fn relation<'a>(report: &'a Report, relation: &'a Relation) -> Option<Disagreement<'a>> {
    let fact = report.project.facts.get(relation.fact)?;
    (relation.truth == Truth::Fails).then(|| Disagreement {
        rule: rule::RELATION_FALSE,
        subject: relation.own_key.as_ref().map_or_else(|| fact.id.value.clone(), ToString::to_string),
        place: relation.span,
        stated: Some(relation.own.clone()),
        computed: Some(relation.other.clone()),
        members: None,
        what: What::Relation(relation),
    })
}

fn total(total: &Total) -> Option<Disagreement<'_>> {
    (total.truth == Truth::Fails).then(|| Disagreement {
        rule: if total.kind == TotalKind::Shares { rule::SHARES_DIFFER } else { rule::TOTAL_DIFFERS },
        subject: total.subject.clone(),
        place: total.span,
        stated: Some(total.whole.clone()),
        computed: Some(total.sum.clone()),
        members: None,
        what: What::Total(total),
    })
}

fn stated_twice<'a>(first: &'a Observation, second: &'a Observation) -> Disagreement<'a> {
    Disagreement {
        rule: rule::QUANTITY_TWICE,
        subject: second.key.to_string(),
        place: second.span,
        stated: second.quantity.clone(),
        computed: first.quantity.clone(),
        members: None,
        what: What::Twice(first, second),
    }
}

fn tie(report: &Report, id: TieId) -> Option<Disagreement<'_>> {
    let (tie, bound) = report.tie(id);
    match tie.kind {
        TieKind::Number if bound.agrees == Some(false) => Some(Disagreement {
            rule: if tie.dated().is_some() { rule::DATE_DIFFERS } else { rule::NUMBER_DIFFERS },
            subject: bound.key.as_ref().map_or_else(|| tie.target.value.clone(), ToString::to_string),
            place: tie.literal.span,
            stated: bound.literal_value.zip(bound.value.as_ref()).map(|(nominal, value)| Quantity {
                nominal,
                interval: Interval::exact(nominal),
                unit: value.unit.clone(),
            }),
            computed: bound.value.clone(),
            members: None,
            what: What::Literal(id),
        }),
        TieKind::Claim if bound.truth == Some(Truth::Fails) => {
            let sides = bound.comparison.as_ref();
            Some(Disagreement {
                rule: rule::CLAIM_FALSE,
                subject: bound.claim.clone().unwrap_or_else(|| tie.target.value.clone()),
                place: tie.literal.span,
                stated: sides.map(|sides| sides.stated.clone()),
                computed: sides.map(|sides| sides.computed.clone()),
                members: bound.members.clone().filter(|_| sides.is_none()),
                what: What::Words(id),
            })
        }
        _ => None,
    }
}

/// What a finding no longer has right about a disagreement it names; `None` when it is about another one, empty when
/// it excuses it.
pub(super) fn judge<'a>(
    finding: &'a Finding,
    disagreement: &Disagreement<'_>,
    report: &Report,
) -> Option<Vec<Change<'a>>> {
    let Check::Rule { rule, subject, stated, computed } = &finding.check else { return None };
    let same = rule.value == disagreement.rule.name && subject.value == disagreement.subject;
    if !same || !reaches(finding, disagreement, report) {
        return None;
    }
    let units = &report.project.units;
    let sides = [(true, stated, &disagreement.stated), (false, computed, &disagreement.computed)];
    if let Some(members) = &disagreement.members {
        let stated = stated.as_ref().map(|was| Change { stated: true, was: Some(was), now: None });
        return Some(stated.into_iter().chain(other_members(computed.as_ref(), members)).collect());
    }
    let changes = sides.into_iter().filter_map(|(stated, was, now)| match (was, now) {
        (was, Some(now)) => change(stated, was.as_ref(), now, units),
        // A number where nothing is a number can never have been right.
        (Some(was), None) => Some(Change { stated, was: Some(was), now: None }),
        (None, None) => None,
    });
    Some(changes.collect())
}

/// Whether a finding was written for other members than the data give now, or names none.
fn other_members<'a>(was: Option<&'a Spanned<String>>, members: &[String]) -> Option<Change<'a>> {
    let names = |text: &str| text.split(',').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let same = was.is_some_and(|was| names(was) == members);
    (!same).then(|| Change { stated: false, was, now: Some(members.join(", ")) })
}

/// The literals that a finding keeps as they are printed, also when the data behind them have changed since.
pub(super) fn kept_literals(report: &Report) -> BTreeSet<TieId> {
    let keeps = |finding, found: &Disagreement<'_>| {
        judge(finding, found, report).is_some_and(|changes| changes.iter().all(|change| !change.stated))
    };
    // Only a finding keeps a literal; most books have none.
    let found = (!report.project.findings.is_empty()).then(|| ties(report)).into_iter().flatten();
    let literals = found.filter_map(|found| match found.what {
        What::Literal(id) if report.project.findings.iter().any(|finding| keeps(finding, &found)) => Some(id),
        _ => None,
    });
    literals.collect()
}

fn change<'a>(stated: bool, was: Option<&'a Spanned<String>>, now: &Quantity, units: &UnitTable) -> Option<Change<'a>> {
    let written = was.and_then(|text| Written::read(text, units));
    match written {
        Some(written) if written.fits(now) => None,
        Some(written) => Some(Change { stated, was, now: Some(written.rewrite(now)) }),
        None => Some(Change { stated, was, now: Some(written::suggest(now)) }),
    }
}

/// A finding about a literal excuses it on the finding's own page only, under the heading it names.
fn reaches(finding: &Finding, disagreement: &Disagreement<'_>, report: &Report) -> bool {
    let (What::Literal(id), Some(path)) = (disagreement.what, &finding.page) else { return true };
    let Place::Page { page, block } = report.tie(id).0.place else { return false };
    let Some(page) = report.project.pages.get(page.0).filter(|page| page.path == path.value) else { return false };
    let above = page.blocks.iter().take(block + 1).rev().find_map(|block| match block {
        Block::Heading(heading) => Some(heading.id.as_ref().map(|id| id.value.as_str())),
        _ => None,
    });
    finding.section.as_ref().is_none_or(|section| above == Some(Some(section.value.as_str())))
}
