//! The words around ties name another member of a dimension than those of the translation.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::Named;
use crate::prose::setting::{Line, Mark, Token};
use std::ops::Range;

const RULE: RuleId = rule::TRANSLATION_MEMBERS_DIFFER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let line = |passage| context.settings.line(passage);
    for [zh, en] in context.passages.side_by_side(&context.report.project) {
        if zh.len() == en.len() {
            for (zh, en) in zh.zip(en).filter_map(|(zh, en)| Some((line(zh)?, line(en)?))) {
                compare(context, zh, en, faults);
            }
        }
    }
}

/// A name in a line: the members that it may mean, and the place of it or of the row that it stands in.
type Name = (Vec<Named>, Range<usize>);

fn named(line: &Line) -> Vec<Name> {
    let row = |token: &Token| match &token.mark {
        Mark::Members(row) => row.iter().map(|name| (name.clone(), token.range.clone())).collect(),
        _ => Vec::new(),
    };
    line.tokens.iter().flat_map(row).collect()
}

/// Whether two names may mean one member.
fn agree(one: &Name, other: &Name) -> bool {
    one.0.iter().any(|named| other.0.contains(named))
}

/// Whether two names mean members of one dimension.
fn compete(one: &Name, other: &Name) -> bool {
    one.0.iter().any(|named| other.0.iter().any(|other| other.dimension == named.dimension))
}

/// Reports a member of one language that stands for another of the same dimension in the other: each of the two is named
/// more often there than here.
fn compare(context: &Context<'_>, zh: &Line, en: &Line, faults: &mut Diagnostics) {
    let (mut of_zh, mut of_en) = (named(zh), named(en));
    of_zh.retain(|one| match of_en.iter().position(|other| agree(one, other)) {
        Some(at) => {
            of_en.remove(at);
            false
        }
        None => true,
    });
    for one in &of_zh {
        let Some(at) = of_en.iter().position(|other| compete(one, other)) else { continue };
        let (place, there) = (&one.1, of_en.remove(at).1);
        let spot = |line: &Line, range: &Range<usize>| context.passage(line).map(|found| found.place(range.clone()));
        let Some((here, there_place)) = spot(zh, place).zip(spot(en, &there)) else { continue };
        let message = Message::new("translation-members-differ")
            .with("zh", zh.text(place.clone()))
            .with("en", en.text(there.clone()));
        faults.report(
            Diagnostic::warning(RULE, there_place, message)
                .related(here, Message::new("note-other-language"))
                .hint(Message::new("translation-members-differ.hint")),
        );
    }
}
