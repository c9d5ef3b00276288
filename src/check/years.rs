//! The years that the words around a tie name, against those that its formula names.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, rule};
use crate::model::{TieId, TieKind};
use crate::prose::setting::{Line, Mark, Token};

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
    let own = bound.sense.as_deref().map(|sense| sense.years.as_slice()).filter(|years| !years.is_empty())?;
    let named = line.years(at, tie.kind == TieKind::Claim);
    let first = *named.first()?;
    if named.iter().any(|token| fits(token, own)) {
        return None;
    }
    let years: Vec<String> = own.iter().map(ToString::to_string).collect();
    let named = match first.mark {
        Mark::Years(from, to) if from != to => format!("{from}–{to}"),
        Mark::Years(year, _) => year.to_string(),
        _ => String::new(),
    };
    let message = Message::new("date-differs.words")
        .with("literal", tie.literal.value.as_str())
        .with("named", named)
        .with("own", years.join(", "));
    let fault = Diagnostic::error(rule::DATE_DIFFERS, tie.literal.span, message);
    let fault = fault.hint(Message::new("date-differs.words-hint"));
    match context.passage(line).filter(|_| line.holds(first)) {
        Some(passage) => Some(fault.related(passage.place(first.range.clone()), Message::new("date-differs.named"))),
        None => Some(fault),
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
