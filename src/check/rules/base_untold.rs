//! A change is told, and nothing near it says since when or compared with what.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Language, TieKind};
use crate::prose::setting::Mark;
use crate::prose::{Home, Passage};
use std::collections::BTreeSet;

const RULE: RuleId = rule::BASE_UNTOLD;

/// Signs that a text speaks of time or compares; one is enough.
const TIME_ZH: [char; 20] = [
    '年', '月', '期', '季', '比', '较', '来', '前', '后', '初', '末', '起', '原', '由', '从', '自', '上', '累', '逐',
    '五',
];
const TIME_EN: [&str; 22] = [
    "year", "annual", "month", "quarter", "period", "since", "from", "than", "over", "between", "compar", "against",
    "base", "before", "previous", "former", "earlier", "last", "ago", "after", "start", "decade",
];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for line in context.settings.iter().filter(|line| !line.cell) {
        for (at, id) in line.ties() {
            let (tie, bound) = context.report.tie(id);
            let target = tie.target.value.as_str();
            let is_change =
                tie.kind == TieKind::Number && ["growth(", "change("].iter().any(|call| target.contains(call));
            if !is_change || bound.missing.is_some() || line.governor(at).is_none() {
                continue;
            }
            let Some(passage) = context.passage(line).filter(|passage| matches!(passage.home, Home::Page { .. }))
            else {
                continue;
            };
            let dated = line.tokens.iter().chain(&line.heading).any(|token| matches!(token.mark, Mark::Years(..)));
            if dated || speaks_of_time(line.language, &passage.text) || !names_years(context, passage) {
                continue;
            }
            let message = Message::new("base-untold").with("literal", tie.literal.value.as_str());
            let hint = Message::new("base-untold.hint").with("target", target);
            faults.report(Diagnostic::warning(RULE, tie.literal.span, message).hint(hint));
        }
    }
}

/// Whether the page of a passage names two years: a reader cannot know which of them a change is counted from.
fn names_years(context: &Context<'_>, of: &Passage<'_>) -> bool {
    let page = |passage: &Passage<'_>| match passage.home {
        Home::Page { page, .. } => Some(page),
        Home::Field(_) => None,
    };
    let own = page(of);
    let mut years: BTreeSet<&str> = BTreeSet::new();
    for passage in context.passages.iter().filter(|passage| page(passage) == own) {
        let digits = passage.text.split(|letter: char| !letter.is_ascii_digit());
        years.extend(digits.filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"))));
    }
    years.len() > 1
}

fn speaks_of_time(language: Language, text: &str) -> bool {
    let has_year = text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    has_year
        || match language {
            Language::Zh => text.contains(TIME_ZH),
            Language::En => {
                let text = text.to_ascii_lowercase();
                TIME_EN.iter().any(|word| text.contains(word))
            }
        }
}
