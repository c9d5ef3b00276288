//! A change is told, and nothing near it says since when or compared with what.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Language, TieId, TieKind};
use crate::prose::Home;
use crate::prose::setting::Mark;
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
        let changes = line.ties().filter(|(_, id)| change(context, *id).is_some());
        // Where all are counted from one year, the reader is told once, here or before.
        if changes.map(|(_, id)| years(context, id)).collect::<BTreeSet<_>>().len() < 2 {
            continue;
        }
        for (at, id) in line.ties() {
            let Some(target) = change(context, id) else { continue };
            let (tie, bound) = context.report.tie(id);
            if bound.missing.is_some() || line.governor(at).is_none() {
                continue;
            }
            let Some(passage) = context.passage(line).filter(|passage| matches!(passage.home, Home::Page { .. }))
            else {
                continue;
            };
            let dated = line.tokens.iter().chain(&line.heading).any(|token| matches!(token.mark, Mark::Years(..)));
            if dated || speaks_of_time(line.language, &passage.text) {
                continue;
            }
            let message = Message::new("base-untold").with("literal", tie.literal.value.as_str());
            let hint = Message::new("base-untold.hint").with("target", target);
            faults.report(Diagnostic::warning(RULE, tie.literal.span, message).hint(hint));
        }
    }
}

/// What a tie is tied to, if it is a change.
fn change<'a>(context: &Context<'a>, id: TieId) -> Option<&'a str> {
    let tie = context.report.tie(id).0;
    let target = tie.target.value.as_str();
    let calls = ["growth(", "change("].iter().any(|call| target.contains(call));
    (tie.kind == TieKind::Number && calls).then_some(target)
}

/// The years of a change: 2020 and 2025 of `growth(x, 2020, 2025)`, whatever the formula calls them.
fn years<'a>(context: &Context<'a>, id: TieId) -> BTreeSet<&'a str> {
    let members = context.report.tie(id).1.keys.iter().filter_map(|key| key.members.last());
    members
        .map(String::as_str)
        .filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
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
