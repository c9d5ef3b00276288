//! A block and its translation do not tie the same numbers and claims, or state different values.

use crate::check::Context;
use crate::check::counterparts::destination;
use crate::check::disagreement::What;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Block, BoundTie, Heading, Inline, Interval, Language, ProseText, Report, TieId};
use crate::prose::{fields, pairing};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

const RULE: RuleId = rule::TRANSLATION_NUMBERS_DIFFER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    let reported = context.standing(rule::NUMBER_DIFFERS).filter_map(|found| match found.what {
        What::Literal(id) => Some(id),
        _ => None,
    });
    let reported: BTreeSet<TieId> = reported.collect();
    for pair in pairing::pages(&report.project) {
        for (zh, en) in pairing::paired_sections(&pair) {
            if let (Some(zh), Some(en)) = (zh.heading, en.heading) {
                compare(report, &Tied::of_heading(report, zh), &Tied::of_heading(report, en), &reported, faults);
            }
            for (zh, en) in zh.blocks.iter().zip(&en.blocks).take_while(|(zh, en)| zh.kind() == en.kind()) {
                compare(report, &Tied::of_block(report, zh), &Tied::of_block(report, en), &reported, faults);
            }
        }
    }
    if report.project.plan.languages.is_one() {
        return;
    }
    fields::each(&report.project, &mut |field| {
        if plain(&field.prose.zh) && plain(&field.prose.en) {
            return;
        }
        compare(
            report,
            &Tied::of_field(report, &field.prose.zh),
            &Tied::of_field(report, &field.prose.en),
            &reported,
            faults,
        );
    });
}

/// Whether a text field ties nothing, as most names do not.
fn plain(text: &ProseText) -> bool {
    matches!(text.inlines.as_slice(), [] | [Inline::Text(_)])
}

/// What a block ties.
struct Tied {
    place: Span,
    /// Destinations, `=key` and `?claim`, each with its ties.
    ties: BTreeMap<String, Vec<TieId>>,
}

impl Tied {
    fn of_block(report: &Report, block: &Block) -> Self {
        let mut tied = Self::empty(block.span());
        block.for_each_inline(&mut |inline| tied.see(report, inline));
        tied
    }

    fn of_heading(report: &Report, heading: &Heading) -> Self {
        let mut tied = Self::empty(heading.span);
        Inline::walk(&heading.inlines, &mut |inline| tied.see(report, inline));
        tied
    }

    fn of_field(report: &Report, field: &ProseText) -> Self {
        let mut tied = Self::empty(field.span);
        Inline::walk(&field.inlines, &mut |inline| tied.see(report, inline));
        tied
    }

    fn empty(place: Span) -> Self {
        Self { place, ties: BTreeMap::new() }
    }

    fn see(&mut self, report: &Report, inline: &Inline) {
        if let Inline::Tie(id, _) = inline {
            self.ties.entry(destination(report, *id)).or_default().push(*id);
        }
    }
}

fn compare(report: &Report, zh: &Tied, en: &Tied, reported: &BTreeSet<TieId>, faults: &mut Diagnostics) {
    lacking(report, zh, en, Language::En, faults);
    lacking(report, en, zh, Language::Zh, faults);
    values(report, zh, en, reported, faults);
}

/// What one language ties and the other, `short`, does not.
fn lacking(report: &Report, full: &Tied, short: &Tied, language: Language, faults: &mut Diagnostics) {
    let missing: Vec<(&String, &Vec<TieId>)> =
        full.ties.iter().filter(|(destination, _)| !short.ties.contains_key(*destination)).collect();
    if missing.is_empty() {
        return;
    }
    let id = match language {
        Language::Zh => "translation-numbers-differ.chinese-lacks",
        Language::En => "translation-numbers-differ.english-lacks",
    };
    let names = missing.iter().map(|(destination, _)| Arg::Text(format!("`{destination}`"))).collect();
    let mut fault = Diagnostic::error(RULE, short.place, Message::new(id).with("ties", Arg::List(names)));
    for tie in missing.iter().filter_map(|(_, ties)| ties.first()) {
        fault = fault.related(report.tie(*tie).0.span, Message::new("translation-numbers-differ.tied-here"));
    }
    faults.report(fault.hint(Message::new("translation-numbers-differ.hint")));
}

/// The same key with literals that say different values, beyond the digits that the coarser one shows. One that is
/// reported as `number-differs` is left to that rule; one that a finding excuses is not.
fn values(report: &Report, zh: &Tied, en: &Tied, reported: &BTreeSet<TieId>, faults: &mut Diagnostics) {
    for (destination, ties) in &en.ties {
        let others = zh.ties.get(destination).map_or(&[][..], Vec::as_slice);
        let Some(first) = others.first() else { continue };
        for tie in ties {
            let (written, bound) = report.tie(*tie);
            let known = |id: &TieId| !reported.contains(id);
            let alike = |other: &TieId| !known(other) || agree(bound, report.tie(*other).1);
            if known(tie) && !others.iter().any(alike) {
                let (other, _) = report.tie(*first);
                let message = Message::new("translation-numbers-differ")
                    .with("en", written.literal.as_str())
                    .with("zh", other.literal.as_str())
                    .with("tie", destination.as_str());
                faults.report(
                    Diagnostic::error(RULE, written.literal.span, message)
                        .related(other.literal.span, Message::new("note-other-language"))
                        .hint(Message::new("translation-numbers-differ.hint-value")),
                );
            }
        }
    }
}

/// Whether two literals can stand for one value.
fn agree(one: &BoundTie, other: &BoundTie) -> bool {
    spread(one).zip(spread(other)).is_none_or(|(one, other)| one.meets(other))
}

/// The values that round to a literal.
fn spread(tie: &BoundTie) -> Option<Interval> {
    let value = tie.literal_value?;
    let half = tie.literal_step.unwrap_or_default().checked_mul(Decimal::new(5, 1))?;
    Some(Interval::between(value.checked_sub(half)?, value.checked_add(half)?))
}
