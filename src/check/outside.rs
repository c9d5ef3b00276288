//! A digit, a unit, a scale word or a sign right beside the brackets is part of what readers take the number for.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, rule};
use crate::locale::literal::{Trail, Trails, ends_with_scale, minus_beside};
use crate::locale::{self, Lexicon};
use crate::model::{BoundTie, Language, Quantity, Text, Tie, TieId, TieKind, UnitDef, UnitTable};
use crate::prose::Surroundings;
use rust_decimal::Decimal;
use std::cell::OnceCell;

/// The units of a difference of percentages.
const POINTS: [&str; 2] = ["pp", "pm"];

/// Reports every number that agrees with the data alone and not with what stands beside it.
pub(super) fn beside(context: &Context<'_>, faults: &mut Diagnostics) {
    let units = &context.report.project.units;
    let desk = Desk { context, units, trails: Trails::new(units), lexicon: OnceCell::new() };
    for passage in context.passages.iter() {
        for (id, range) in passage.ties() {
            let around = passage.around(&range);
            if let Some(fault) = desk.judge(id, around) {
                faults.report(fault);
            }
        }
    }
}

struct Desk<'a> {
    context: &'a Context<'a>,
    units: &'a UnitTable,
    trails: Trails<'a>,
    lexicon: OnceCell<Lexicon>,
}

impl Desk<'_> {
    fn judge(&self, id: TieId, around: Surroundings<'_>) -> Option<Diagnostic> {
        let (tie, bound) = self.context.report.tie(id);
        if tie.kind != TieKind::Number || bound.agrees != Some(true) || bound.head.is_some() {
            return None;
        }
        if let Some(joined) = digits(tie.literal.value.as_str(), around) {
            return Some(self.differs(tie, bound, joined));
        }
        let value = bound.value.as_ref()?;
        if let Some(sign) = sign(tie, bound, value, around.before) {
            return Some(self.differs(tie, bound, format!("{sign}{}", tie.literal.value)));
        }
        self.unit(tie, bound, value, around.after)
    }

    /// The unit or scale behind a number that has none of its own.
    fn unit(&self, tie: &Tie, bound: &BoundTie, value: &Quantity, after: &str) -> Option<Diagnostic> {
        let literal = tie.literal.value.as_str();
        let counts = literal.ends_with(|last: char| last.is_ascii_digit()) || is_worded(tie.language, literal);
        let bare = counts || ends_with_scale(literal);
        let Trail { scale, unit, rest } = self.trails.after(tie.language, after);
        if ends_with_scale(literal) && !scale.is_empty() {
            return Some(self.differs(tie, bound, Trail { scale, ..Trail::default() }.join(tie.language, literal)));
        }
        if !bare {
            return self.after_unit(tie, bound, value, Trail { scale, unit, rest });
        }
        let same_kind = |unit: &UnitDef| unit.dimensions == value.unit.dimensions;
        let named = unit.filter(|(name, unit)| name.len() > 1 || !name.is_ascii() || *name == "%" || same_kind(unit));
        if named.is_none() && scale.is_empty() {
            return None;
        }
        let joined = Trail { scale, unit: named, rest: "" }.join(tie.language, literal);
        let lexicon = self.lexicon.get_or_init(|| Lexicon::new(self.units));
        let read = lexicon.parse(tie.language, &joined).ok()?;
        let written = read.unit.as_ref().and_then(|unit| unit.over.as_deref()).unwrap_or_default();
        let own = value.unit.written.as_str();
        let points = POINTS.contains(&own);
        if written == "%" && points {
            return Some(mismatch(tie, Message::new("unit-mismatch.points").with("literal", joined)));
        }
        if POINTS.contains(&written) && !points && own != "permille" && value.unit.is_dimensionless() {
            return Some(mismatch(tie, Message::new("unit-mismatch.percent").with("literal", joined)));
        }
        let Some((up, down)) = read.factor(&value.unit, false) else {
            // Counting words are many; which of them answers for which is the data's to say.
            let people =
                |unit: &UnitDef| ["person", "household"].iter().any(|kind| unit.dimensions.contains_key(*kind));
            let (_, unit) = named?;
            let counts = unit.counting || value.unit.dimensions.contains_key("count");
            let own = Text::build(|language| locale::unit_in_words(&value.unit, self.units).get(language).clone());
            let own = crate::diagnostic::Arg::Both { zh: own.zh, en: own.en };
            let message = Message::new("unit-mismatch.literal").with("literal", joined).with("unit", own);
            let people = people(unit) && value.unit.dimensions.contains_key("person");
            return (!counts || people || named.as_ref().is_some_and(is_physical)).then(|| mismatch(tie, message));
        };
        let shown = read.value.checked_mul(up)?.checked_div(down)?;
        let own = bound.literal_value?;
        let apart = (shown - own).abs() > own.abs().checked_div(Decimal::ONE_HUNDRED)?;
        apart.then(|| self.differs(tie, bound, joined))
    }

    /// A unit or scale behind a number that has its unit already: 2.4%平方千米, 38.6 °C million. Counts may go on with
    /// what they count: 两个百万千瓦级基地.
    fn after_unit(&self, tie: &Tie, bound: &BoundTie, value: &Quantity, trail: Trail<'_, '_>) -> Option<Diagnostic> {
        let Trail { scale, unit, rest } = trail;
        let literal = tie.literal.value.as_str();
        let counts = value.unit.is_dimensionless() && !literal.ends_with(['%', '％', '‰'])
            || value.unit.dimensions.contains_key("count");
        let goes_on = unit.is_some() || rest.starts_with(char::is_alphanumeric);
        let trail = match (scale.is_empty(), unit.filter(is_physical)) {
            (true, Some(unit)) => Trail { unit: Some(unit), ..Trail::default() },
            (false, _) if !counts || !goes_on => Trail { scale, ..Trail::default() },
            _ => return None,
        };
        Some(self.differs(tie, bound, trail.join(tie.language, literal)))
    }

    fn differs(&self, tie: &Tie, bound: &BoundTie, joined: String) -> Diagnostic {
        let message = Message::new("number-differs.outside").with("literal", joined);
        let fault = Diagnostic::error(rule::NUMBER_DIFFERS, tie.literal.span, message);
        let fault = fault.hint(Message::new("number-differs.outside-hint"));
        self.context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note))
    }
}

/// A number whose digits go on outside the brackets: [2](=mines.built)025 reads as a year, [2](=mines.built).5 as 2.5.
fn digits(literal: &str, around: Surroundings<'_>) -> Option<String> {
    let part = |found: char| found.is_ascii_digit() || found == '.';
    // A point alone ends the sentence.
    let whole = |run: &str| run.contains(|found: char| found.is_ascii_digit());
    let before = &around.before[around.before.trim_end_matches(part).len()..];
    let after = &around.after[..around.after.len() - around.after.trim_start_matches(part).len()];
    let digit = |found: char| found.is_ascii_digit();
    let ends = if literal.starts_with(digit) && whole(before) { before } else { "" };
    let goes_on = if literal.ends_with(digit) && whole(after) { after.trim_end_matches('.') } else { "" };
    (!ends.is_empty() || !goes_on.is_empty()).then(|| format!("{ends}{literal}{goes_on}"))
}

/// A unit of something measured, with a name that is no letter.
fn is_physical((name, unit): &(&str, &UnitDef)) -> bool {
    let counted = unit.counting || unit.dimensions.is_empty() || unit.dimensions.contains_key("count");
    let people = ["person", "household"].iter().any(|kind| unit.dimensions.contains_key(*kind));
    !counted && !people && name.chars().count() > 1
}

/// A number in words, without a unit: 四, two.
fn is_worded(language: Language, literal: &str) -> bool {
    match language {
        Language::Zh => locale::chinese_value(literal).is_some(),
        Language::En => literal.bytes().all(|byte| byte.is_ascii_alphabetic()) && !literal.is_empty(),
    }
}

fn mismatch(tie: &Tie, message: Message) -> Diagnostic {
    let fault = Diagnostic::error(rule::UNIT_MISMATCH, tie.literal.span, message);
    fault.hint(Message::new("number-differs.outside-hint"))
}

/// The sign before a number that has one too, or that is above nothing.
fn sign<'t>(tie: &Tie, bound: &BoundTie, value: &Quantity, before: &'t str) -> Option<&'t str> {
    let sign = minus_beside(tie.language, before)?;
    let negative = bound.literal_value? < Decimal::ZERO;
    let turned = tie.target.value.starts_with('-') || tie.target.value.starts_with("abs(") || bound.magnitude;
    let wrong = negative || value.nominal > Decimal::ZERO && !turned;
    wrong.then_some(sign)
}
