//! `data/findings.yaml`: known disagreements of the printed plan.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Check, Finding, Verdict};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "check", "verdict", "state", "note"]))]
pub(super) struct FindingShape {
    id: Spanned<String>,
    #[schemars(with = "super::schema::CheckForm")]
    check: Field,
    #[schemars(extend("enum" = ["error", "rounding", "ambiguous"]))]
    verdict: Spanned<String>,
    #[schemars(extend("enum" = ["open", "confirmed", "fixed"]))]
    state: Spanned<String>,
    page: Option<Spanned<String>>,
    section: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    quote: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    note: Field,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckShape {
    rule: Spanned<String>,
    subject: Spanned<String>,
    stated: Option<Spanned<String>>,
    computed: Option<Spanned<String>>,
}

/// The findings of the file.
pub(in crate::load) fn findings(reader: &mut Reader<'_>) -> Vec<Finding> {
    let mut ids = Ids::default();
    let entries = reader.entries("findings");
    entries.into_iter().filter_map(|entry| finding(reader, entry, &mut ids)).collect()
}

fn finding(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Finding> {
    let shape: FindingShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let check = check(reader, shape.check.0?);
    let verdicts = [("error", Verdict::Error), ("rounding", Verdict::Rounding), ("ambiguous", Verdict::Ambiguous)];
    let verdict = reader.word(&shape.verdict, &verdicts);
    reader.word(&shape.state, &[("open", ()), ("confirmed", ()), ("fixed", ())]);
    let quote = reader.optional_text(shape.quote);
    let note = reader.text(shape.note, entry, "note");
    Some(Finding {
        id: shape.id,
        check: check?,
        verdict: verdict?,
        state: shape.state,
        page: shape.page,
        section: shape.section,
        quote,
        note: note?,
        span: reader.tree.span(entry),
    })
}

/// `editorial`, or a rule with its subject.
fn check(reader: &mut Reader<'_>, node: NodeId) -> Option<Check> {
    if matches!(reader.tree.node(node).kind, Kind::Map(_)) {
        let CheckShape { rule, subject, stated, computed } = reader.typed(node)?;
        return Some(Check::Rule { rule, subject, stated, computed });
    }
    if reader.tree.scalar(node).is_some_and(|scalar| scalar.text == "editorial") {
        return Some(Check::Editorial);
    }
    reader.fault(reader.tree.span(node), Message::new("finding-check-form"));
    None
}
