//! A number in the text says something else than the data it is tied to.
//!
//! A reader who finds one wrong number trusts none of them. Numbers go wrong when a table is updated and the text
//! is not, or when digits are swapped while typing. The literal must equal the data's value, rounded to the
//! digits that the literal shows (half up or half even).
//!
//! Bad:
//!
//! ```markdown
//! Grassland covers [2,142.01 km²](=land.grassland.area).
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland covers [2,124.01 km²](=land.grassland.area).
//! ```
//!
//! Limits: Look first whether the text or the data are wrong; the message shows the literal that `tallybook sync` would write. A number rounded on purpose says so: `[2,100 km²](=land.grassland.area~100)`. A known
//! misprint that must stay as printed is listed in findings.yaml.
//!
//! ---
//!
//! 正文里的数与它所系的数据不一致。
//!
//! 读者只要发现一个数不对，就不会再相信其余的数。表更新了而正文没有改，或者录入时颠倒了数字，都会出这种错。正文所写的数应当等于数据按其所写位数修约后的值（四舍五入或四舍六入五成双都算对）。
//!
//! 不好：
//!
//! ```markdown
//! 全县草地面积[2142.01平方千米](=land.grassland.area)。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 全县草地面积[2124.01平方千米](=land.grassland.area)。
//! ```
//!
//! 限度：应先弄清错的是正文还是数据；提示里给出与数据相符的写法。有意取整的应写明：`[2100平方千米](=land.grassland.area~100)`。原印本的错数要照印的，列入 findings.yaml。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::locale::Lexicon;
use crate::model::{BoundTie, Missing, Tie, TieId};
use crate::prose::{self, Surroundings, tied};
use std::collections::BTreeMap;

const RULE: &str = "number-differs";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let literals = context.standing(RULE).filter_map(|found| match found.what {
        What::Literal(id) => Some(id),
        _ => None,
    });
    let literals: Vec<TieId> = literals.collect();
    if literals.is_empty() {
        return;
    }
    let project = &context.report.project;
    let writer = Writer { lexicon: Lexicon::new(&project.units), around: prose::surroundings(project) };
    for id in literals {
        faults.report(fault(context, &writer, id));
    }
}

/// What tells how `sync` would write a literal.
struct Writer {
    lexicon: Lexicon,
    around: BTreeMap<TieId, Surroundings>,
}

impl Writer {
    /// The literal that `sync` writes; `None` where it refuses.
    fn literal(&self, context: &Context<'_>, id: TieId) -> Option<String> {
        let (tie, bound) = context.report.tie(id);
        let around = self.around.get(&id).cloned().unwrap_or_default();
        tied::literal_text(&self.lexicon, context.report, (tie, bound), &around).filter(|_| tie.is_exact())
    }
}

fn fault(context: &Context<'_>, writer: &Writer, id: TieId) -> Diagnostic {
    let (tie, bound) = context.report.tie(id);
    let mut fault = Diagnostic::error(RULE, tie.literal.span, message(context, tie, bound));
    for (span, note) in context.lines(&bound.keys) {
        fault = fault.related(span, note);
    }
    if let Some(head) = &bound.head {
        fault = fault.hint(Message::new("number-differs.head").with("head", head.words.as_str()));
    }
    match writer.literal(context, id) {
        _ if let Some(missing) = bound.missing => {
            fault.hint(Message::new("number-differs.hint-missing").with("words", missing.words()))
        }
        Some(literal) => fault.hint(Message::new("number-differs.hint").with("literal", literal)),
        None => fault.hint(Message::new("number-differs.hint-other")),
    }
}

fn message(context: &Context<'_>, tie: &Tie, bound: &BoundTie) -> Message {
    let literal = tie.literal.value.as_str();
    let stated = bound.key.as_ref().and_then(|key| context.report.observations.get(key));
    match (stated, &bound.value) {
        (_, None) => {
            let missing = bound.missing.unwrap_or(Missing::Undetermined);
            Message::new("number-differs.missing")
                .with("literal", literal)
                .with("key", tie.target.value.as_str())
                .with("words", missing.words())
        }
        (Some(observation), Some(_)) if observation.quantity.is_some() => Message::new("number-differs")
            .with("literal", literal)
            .with("key", observation.key.to_string())
            .with("value", context.value(observation)),
        (_, Some(value)) => Message::new("number-differs.computed")
            .with("literal", literal)
            .with("formula", tie.target.value.as_str())
            .with("value", context.computed(&context.like_literal(value, literal))),
    }
}
