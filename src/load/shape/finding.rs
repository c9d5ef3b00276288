//! `data/findings.yaml`: known disagreements of the printed plan.

use super::{Ids, Reader};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Check, Finding, Verdict};
use schemars::JsonSchema;
use serde::Deserialize;

/// A disagreement of the printed plan: published beside the number, never repaired in silence. 印本前后不合之处：印在数的旁边，不作暗改。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "check", "verdict", "state", "note"]))]
pub(super) struct FindingShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// The rule that would fail, with its subject and both numbers; or `editorial`, for what no formula can state.
    /// 不成立的规则及其对象、所列的数和算出的数；公式反映不了的写 `editorial`。
    #[schemars(with = "super::schema::CheckForm")]
    check: Field,
    /// error: the plan is wrong; rounding: an effect of rounding; ambiguous: can be read either way.
    /// error 原文有误；rounding 修约所致；ambiguous 可作两种理解。
    #[schemars(extend("enum" = ["error", "rounding", "ambiguous"]))]
    verdict: Spanned<String>,
    /// open: to be settled; confirmed: the compilers agree; fixed: corrected in the official text.
    /// open 待核实；confirmed 编制单位已确认；fixed 正式文本已更正。
    #[schemars(extend("enum" = ["open", "confirmed", "fixed"]))]
    state: Spanned<String>,
    /// The page where it stands, below content/zh/: `01-status/01-natural.md`. 所在的页，从 content/zh/ 之下写起。
    page: Option<Spanned<String>>,
    /// The id of the heading under which it stands. 所在标题的标识。
    section: Option<Spanned<String>>,
    /// The printed words, letter by letter. 原文的字句，一字不改。
    #[serde(default)]
    #[schemars(with = "Option<super::text::TextShape>")]
    quote: Field,
    /// What is wrong, for readers; it may bind numbers. 说明何处不合，给读者看；可以系连数据。
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    note: Field,
}

/// The failure of a rule that a finding accounts for. 这条意见所说明的规则问题。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckShape {
    /// The name of the rule: claim-false, formula-differs, relation-false. 规则名。
    rule: Spanned<String>,
    /// The id of the fact, claim or table that it fails on. 所涉数据、判断或表的标识。
    subject: Spanned<String>,
    /// The number that the plan states, as the message of the rule gives it. 规划所列的数，照规则的提示写。
    stated: Option<Spanned<String>>,
    /// The number that the tool computes, as the message of the rule gives it. 算出的数，照规则的提示写。
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
