//! The years that the words around a tie name, against those that its formula names, or else the date of its data.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, rule};
use crate::model::{BoundTie, Date, TieId, TieKind};
use crate::prose::setting::{Line, Mark, Token};
use std::ops::RangeInclusive;

/// Reports every tie whose words name another year than its formula.
pub(super) fn against_words(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            if let Some(fault) = judge(context, line, at, id) {
                faults.report(fault);
            }
        }
    }
}

fn judge(context: &Context<'_>, line: &Line, at: usize, id: TieId) -> Option<Diagnostic> {
    let (tie, bound) = context.report.tie(id);
    let own = bound.sense.as_deref().map(|sense| sense.years.as_slice()).unwrap_or_default();
    if own.is_empty() {
        return dated(context, line, at, id);
    }
    let named = line.years(at, tie.kind == TieKind::Claim);
    let first = *named.first()?;
    let fits = |token: &&Token| match bounds(context, line, at, own) {
        Some(earlier) => is_end(token, earlier, own),
        None => fits(token, own),
    };
    if named.iter().any(fits) {
        return None;
    }
    let years: Vec<String> = own.iter().map(ToString::to_string).collect();
    let message = Message::new("date-differs.words")
        .with("literal", tie.literal.value.as_str())
        .with("named", spoken(first))
        .with("own", years.join(", "));
    let fault = Diagnostic::error(rule::DATE_DIFFERS, tie.literal.span, message);
    Some(pointed(context, line, first, fault.hint(Message::new("date-differs.words-hint"))))
}

/// A number without a year of its own, against the date of its data. What differs from the data is stale, and said so.
fn dated(context: &Context<'_>, line: &Line, at: usize, id: TieId) -> Option<Diagnostic> {
    let (tie, bound) = context.report.tie(id);
    let is_number = tie.kind == TieKind::Number && tie.dated().is_none() && bound.agrees == Some(true);
    let own = is_number.then(|| of_data(context, bound)).flatten()?;
    let named = line.years(at, false);
    let first = *named.first()?;
    let meets = |token: &&Token| match token.mark {
        Mark::Years(first, last) => first <= *own.end() && *own.start() <= last,
        _ => true,
    };
    if named.iter().any(meets) || line.is_planned(at) {
        return None;
    }
    let date =
        if own.start() == own.end() { own.end().to_string() } else { format!("{}–{}", own.start(), own.end()) };
    let message = Message::new("date-differs.data")
        .with("literal", tie.literal.value.as_str())
        .with("named", spoken(first))
        .with("date", date);
    let fault = Diagnostic::warning(rule::DATE_DIFFERS, tie.literal.span, message);
    let fault = context.lines(&bound.keys).into_iter().fold(fault, |fault, (place, note)| fault.related(place, note));
    Some(pointed(context, line, first, fault.hint(Message::new("date-differs.data-hint"))))
}

/// The years of the data that a number rests on, where all are of the same time.
fn of_data(context: &Context<'_>, bound: &BoundTie) -> Option<RangeInclusive<i32>> {
    let mut dates = bound.keys.iter().map(|key| context.report.observations.get(key)?.date);
    let first = dates.next()??;
    dates.all(|date| date == Some(first)).then_some(match first {
        Date::At(day) => day.year..=day.year,
        Date::Between(first, last) => first.year..=last.year,
    })
}

/// A year, or a period, in figures.
fn spoken(token: &Token) -> String {
    match token.mark {
        Mark::Years(from, to) if from != to => format!("{from}–{to}"),
        Mark::Years(year, _) => year.to_string(),
        _ => String::new(),
    }
}

/// The fault with the place of the year, where that stands in the line itself.
fn pointed(context: &Context<'_>, line: &Line, year: &Token, fault: Diagnostic) -> Diagnostic {
    match context.passage(line).filter(|_| line.holds(year)) {
        Some(passage) => fault.related(passage.place(year.range.clone()), Message::new("date-differs.named")),
        None => fault,
    }
}

/// Whether a tie is one end of a way from one year to another of the same series, and then whether it is the earlier.
fn bounds(context: &Context<'_>, line: &Line, at: usize, own: &[i32]) -> Option<bool> {
    let year = *own.first().filter(|_| own.len() == 1)?;
    let other = line.other_end(at)?;
    let (_, mine) = context.report.tie(line.tie(at)?);
    let (_, theirs) = context.report.tie(line.tie(other)?);
    let same = mine.fact.is_some() && mine.fact == theirs.fact;
    match theirs.sense.as_deref()?.years.as_slice() {
        [theirs] if same && *theirs != year => Some(year < *theirs),
        _ => None,
    }
}

/// Whether an end of a way is that end of a period; the year before it is its beginning as well.
fn is_end(token: &Token, earlier: bool, own: &[i32]) -> bool {
    match token.mark {
        Mark::Years(first, last) if first != last => own.iter().all(|year| match earlier {
            true => (first - 1..=first).contains(year),
            false => *year == last,
        }),
        _ => fits(token, own),
    }
}

/// Whether a year, or a period or the year before it, is one of a formula's.
fn fits(token: &Token, own: &[i32]) -> bool {
    match token.mark {
        Mark::Years(first, last) if first == last => own.contains(&first),
        Mark::Years(first, last) => own.iter().any(|year| (first - 1..=last).contains(year)),
        _ => true,
    }
}
