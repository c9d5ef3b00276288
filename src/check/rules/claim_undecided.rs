//! The data can neither prove nor refute a claim.
//!
//! Either a value it rests on is still to be determined, or the printed digits are too coarse to decide. The
//! words are then published on trust, which the editor should know.
//!
//! Bad:
//!
//! ```markdown
//! Forest coverage will [keep rising](?forest.cover.target@2035>forest.cover.target@2025).   <!-- 2035 is to be determined -->
//! ```
//!
//! Good:
//!
//! ```markdown
//! Forest coverage will [rise](?forest.cover.target@2025>forest.cover@2020).
//! ```
//!
//! Limits: A warning. A claim that rests on the printed plan alone may say `basis: stated` in claims.yaml; it is
//! then listed and not computed.
//!
//! ---
//!
//! 数据既不能证实也不能否定这一判断。
//!
//! 或者是所依据的数尚待确定，或者是所印位数太粗，定不下来。这样的文字等于凭信任发布，编辑应当知道。
//!
//! 不好：
//!
//! ```markdown
//! 森林覆盖率将[持续提高](?forest.cover.target@2035>forest.cover.target@2025)。   <!-- 2035年待定 -->
//! ```
//!
//! 好：
//!
//! ```markdown
//! 森林覆盖率将[提高](?forest.cover.target@2025>forest.cover@2020)。
//! ```
//!
//! 限度：属于警告。只以原印本为据的判断，可在 claims.yaml 中写 `basis: stated`，这样只列出而不计算。

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, Span};
use crate::model::{Key, TieId, TieKind, Truth};

const RULE: &str = "claim-undecided";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for result in report.claims.values().filter(|result| result.truth == Some(Truth::Undecided)) {
        if let Some(claim) = report.project.claims.get(result.claim) {
            let place = claim.formula.as_ref().map_or(claim.id.span, |formula| formula.span);
            faults.report(fault(context, place, claim.id.as_str(), &result.keys, result.explanation.as_ref()));
        }
    }
    for index in 0..report.ties.len() {
        let (tie, bound) = report.tie(TieId(index));
        if tie.kind == TieKind::Claim && bound.claim.is_none() && bound.truth == Some(Truth::Undecided) {
            let found = bound.explanation.as_ref();
            faults.report(fault(context, tie.literal.span, tie.target.as_str(), &bound.keys, found));
        }
    }
}

fn fault(context: &Context<'_>, place: Span, claim: &str, keys: &[Key], found: Option<&Message>) -> Diagnostic {
    let unknown: Vec<Arg> =
        keys.iter().filter(|key| undetermined(context, key)).map(|key| Arg::Text(format!("`{key}`"))).collect();
    if unknown.is_empty() {
        let message = match found {
            Some(found) => Message::new("claim-undecided.found").with("found", found.clone()),
            None => Message::new("claim-undecided"),
        };
        let message = message.with("claim", claim);
        let fault = Diagnostic::warning(RULE, place, message).hint(Message::new("claim-undecided.hint"));
        return context.lines(keys).into_iter().fold(fault, |fault, (span, note)| fault.related(span, note));
    }
    let message = Message::new("claim-undecided.open").with("claim", claim).with("keys", Arg::List(unknown));
    Diagnostic::warning(RULE, place, message).hint(Message::new("claim-undecided.hint-open"))
}

fn undetermined(context: &Context<'_>, key: &Key) -> bool {
    context.report.observations.get(key).is_some_and(|found| found.value().is_none())
}
