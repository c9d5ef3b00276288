//! A mark, a dash, a space or the name of a unit is not set as print sets it.

use crate::check::Context;
use crate::check::typography::{self, Slip};
use crate::check::unit_names::{self, Census, Named};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::locale::literal::without_minus;
use crate::locale::script::GAP;
use crate::model::Language;
use crate::prose::fields::{Field, Use};
use crate::prose::{Home, Passage};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;

const RULE: RuleId = rule::TEXT_TYPOGRAPHY;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let quote = |passage: &&Passage<'_>| matches!(passage.home, Home::Field(Field { purpose: Use::Quote, .. }));
    signed_zeros(context, faults);
    let looked_at = context.passages.as_slice().par_iter().filter(|passage| !quote(passage)).map(Seen::of);
    let passages: Vec<Seen<'_>> = looked_at.collect();
    units(&passages, faults);
    for seen in &passages {
        for slip in &seen.slips {
            let found = seen.text.get(slip.part.clone()).unwrap_or_default();
            faults.report(fault(slip, found, seen.passage.place(slip.part.clone())));
        }
    }
}

/// A zero has no sign: −0.0, 零下0.0.
fn signed_zeros(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for (tie, bound) in report.project.ties.iter().zip(&report.ties) {
        if bound.literal_value.is_none_or(|value| !value.is_zero()) {
            continue;
        }
        let literal = &tie.literal;
        if let Some(better) = without_minus(&literal.value) {
            let message = Message::new("text-typography.signed-zero").with("found", literal.value.as_str());
            let hint = Message::new("text-typography.hint").with("better", better);
            faults.report(Diagnostic::warning(RULE, literal.span, message).hint(hint));
        }
    }
}

/// A passage and what was seen in it.
struct Seen<'a> {
    passage: &'a Passage<'a>,
    /// Its text, without what it quotes of the printed plan.
    text: Cow<'a, str>,
    slips: Vec<Slip>,
    units: Vec<Named>,
}

impl<'a> Seen<'a> {
    fn of(passage: &'a Passage<'a>) -> Self {
        let text = own_words(passage);
        let slips = match passage.language {
            Language::Zh => typography::chinese(&text),
            Language::En => typography::english(&text),
        };
        let units = unit_names::named(&text, passage.language);
        Self { passage, text, slips, units }
    }
}

fn fault(slip: &Slip, found: &str, place: Span) -> Diagnostic {
    let fault = Diagnostic::warning(RULE, place, Message::new(slip.message).with("found", found));
    fault.hint(match (slip.message, slip.better.as_str()) {
        (_, "" | " ") => Message::new(if slip.better.is_empty() {
            "text-typography.hint-no-space"
        } else {
            "text-typography.hint-one-space"
        }),
        (_, better) => Message::new("text-typography.hint").with("better", better),
    })
}

/// In a note about the printed plan, what stands in quotation marks is the plan's.
fn own_words<'a>(passage: &'a Passage<'_>) -> Cow<'a, str> {
    if !matches!(passage.home, Home::Field(Field { purpose: Use::Note, .. })) {
        return Cow::Borrowed(&passage.text);
    }
    let mut depth = 0_usize;
    let mut shown = String::with_capacity(passage.text.len());
    for character in passage.text.chars() {
        depth = if character == '”' { depth.saturating_sub(1) } else { depth };
        match depth {
            0 => shown.push(character),
            // As many bytes as before, so that places hold.
            _ if character.len_utf8() == GAP.len_utf8() => shown.push(GAP),
            _ => (0..character.len_utf8()).for_each(|_| shown.push('_')),
        }
        depth += usize::from(character == '“');
    }
    Cow::Owned(shown)
}

/// One unit under several names.
fn units(passages: &[Seen<'_>], faults: &mut Diagnostics) {
    let mut census = Census::default();
    passages.iter().for_each(|seen| census.count(&seen.units));
    for seen in passages {
        for (family, name, part) in &seen.units {
            if let Some((better, count)) = census.prevailing(*family, *name) {
                let message = Message::new("text-typography.unit-name")
                    .with("found", seen.text.get(part.clone()).unwrap_or_default())
                    .with("better", better)
                    .with("count", count);
                let fault = Diagnostic::warning(RULE, seen.passage.place(part.clone()), message);
                faults.report(fault.hint(Message::new("text-typography.hint").with("better", better)));
            }
        }
    }
}
