//! A date in the text is not that of the number it belongs to.

use crate::check::disagreement::What;
use crate::check::{Context, plan_years, years};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::{self, script::GAP};
use crate::model::{DATE, Date, Day, LANGUAGES, Observation, TieId};
use crate::prose::{Passage, tied};
use std::collections::BTreeSet;

const RULE: RuleId = rule::DATE_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    years::against_words(context, faults);
    plan_years::against_plan(context, faults);
    for found in context.standing(RULE) {
        if let What::Literal(id) = found.what {
            faults.report(tied(context, id));
        }
    }
    let stale: BTreeSet<TieId> = context
        .standing(rule::NUMBER_DIFFERS)
        .filter_map(|found| match found.what {
            What::Literal(id) => Some(id),
            _ => None,
        })
        .collect();
    if stale.is_empty() {
        return;
    }
    // A passage is one line of prose: items of a list and cells of a table do not speak of each other's dates.
    for passage in context.untied.iter() {
        untied(context, passage, &stale, faults);
    }
}

fn tied(context: &Context<'_>, id: TieId) -> Diagnostic {
    let (tie, bound) = context.report.tie(id);
    let mut message = Message::new("date-differs")
        .with("literal", tie.literal.value.as_str())
        .with("key", bound.key.as_ref().map_or_else(String::new, ToString::to_string));
    if let Some(found) = &bound.explanation {
        message = message.with("found", found.clone());
    }
    let fault = Diagnostic::error(RULE, tie.literal.span, message);
    let fault = context.lines(&bound.keys).into_iter().fold(fault, |fault, (span, note)| fault.related(span, note));
    let rewritten = tied::date_text(context.report, tie, bound).filter(|_| tie.is_exact());
    fault.hint(Message::new(if rewritten.is_some() { "number-differs.hint-sync" } else { "number-differs.hint-other" }))
}

/// One sentence: the ties in it that are stale, and the words between the links.
struct Sentence {
    stale: Vec<TieId>,
    words: String,
}

fn untied(context: &Context<'_>, passage: &Passage<'_>, stale: &BTreeSet<TieId>, faults: &mut Diagnostics) {
    for sentence in sentences(passage, stale) {
        let named = locale::dates_in(passage.language, &sentence.words);
        for id in sentence.stale {
            let (tie, bound) = context.report.tie(id);
            let observation = bound.key.as_ref().and_then(|key| context.report.observations.get(key));
            let Some((observation, date)) = observation.and_then(|one| one.date.map(|date| (one, date))) else {
                continue;
            };
            // A later date is no old one; a sentence that names the right date as well is taken to mean it.
            if named.iter().any(|written| same(*written, date)) {
                continue;
            }
            if let Some(old) = named.iter().filter(|written| last(**written) < last(date)).max_by_key(|one| last(**one))
            {
                let message = Message::new("date-differs.untied")
                    .with("literal", tie.literal.value.as_str())
                    .with("old", locale::format_date(passage.language, old))
                    .with("date", both(date))
                    .with("key", observation.key.to_string());
                let hint = Message::new("date-differs.untied-hint").with("key", date_key(observation));
                faults.report(Diagnostic::warning(RULE, tie.literal.span, message).hint(hint));
            }
        }
    }
}

fn date_key(observation: &Observation) -> String {
    format!("{}{DATE}", observation.key)
}

fn both(date: Date) -> Arg {
    let [zh, en] = LANGUAGES.map(|language| locale::format_date(language, &date));
    Arg::Both { zh, en }
}

fn sentences(passage: &Passage<'_>, stale: &BTreeSet<TieId>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    while start < passage.text.len() {
        let end = sentence_end(&passage.text[start..]).map_or(passage.text.len(), |end| start + end);
        let ties = passage.ties().filter(|(id, gap)| stale.contains(id) && (start..end).contains(&gap.start));
        let stale: Vec<TieId> = ties.map(|(id, _)| id).collect();
        if !stale.is_empty() {
            // A link keeps its words apart: 截至[…]年.
            sentences.push(Sentence { stale, words: passage.text[start..end].replace([GAP, '\n'], " ") });
        }
        start = end;
    }
    sentences
}

fn sentence_end(text: &str) -> Option<usize> {
    let mut following = text.chars().skip(1);
    text.char_indices().find_map(|(at, sign)| {
        let next = following.next();
        let ends =
            matches!(sign, '。' | '；' | '！' | '？') || matches!(sign, '.' | ';' | '!' | '?') && next == Some(' ');
        ends.then_some(at + sign.len_utf8())
    })
}

/// Whether a written date is the known one, or the end of its period, as exactly as it is written.
fn same(written: Date, known: Date) -> bool {
    let (written, known) = (last(written), last(known));
    written.year == known.year
        && (written.month.is_none() || known.month.is_none() || written.month == known.month)
        && (written.day.is_none() || known.day.is_none() || written.day == known.day)
}

fn last(date: Date) -> Day {
    match date {
        Date::At(day) | Date::Between(_, day) => day,
    }
}

#[cfg(test)]
mod tests {
    use super::sentence_end;

    #[test]
    fn a_sentence_ends_at_its_mark_and_not_inside_a_number() {
        assert_eq!(sentence_end("草地。湿地"), Some("草地。".len()));
        assert_eq!(sentence_end("2.5 km. Then"), Some(7));
        assert_eq!(sentence_end("2.5 km"), None);
    }
}
