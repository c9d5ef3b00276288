//! `data/findings.yaml`: known disagreements of the printed plan.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Spanned, rule};
use crate::load::yaml::{Field, Kind, NodeId};
use crate::model::{Check, Finding, FindingKind, FindingSeverity, FindingState, Side};
use rayon::prelude::{ParallelIterator, ParallelSlice};
use schemars::JsonSchema;
use serde::Deserialize;

/// A disagreement of the printed plan: published beside the number, never repaired in silence. 印本前后不合之处：印在数的旁边，不作暗改。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "check", "severity", "state", "note"]))]
pub(super) struct FindingShape {
    /// Its id: letters, digits, `-`, `_` and `.`; stands once in this list. 标识：字母、数字、`-`、`_` 和 `.`，同一列表内不重复。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// The rule that would fail, with its subject and both numbers; or `editorial`, for what no formula can state.
    /// 不成立的规则及其对象、所列的数和算出的数；公式反映不了的写 `editorial`。
    #[schemars(with = "super::schema::CheckForm")]
    check: Field,
    /// arithmetic, unit, scope, date, wording or structure: what kind of disagreement it is.
    /// 类别：arithmetic 计算，unit 单位，scope 口径，date 时间，wording 文字，structure 结构。
    #[schemars(extend("enum" = ["arithmetic", "unit", "scope", "date", "wording", "structure", null]))]
    kind: Option<Spanned<String>>,
    /// contradiction: two statements that cannot both be true; doubt: may be right, and may not; note: an effect of rounding.
    /// contradiction 前后矛盾；doubt 存疑；note 说明（如修约所致）。
    #[schemars(extend("enum" = ["contradiction", "doubt", "note"]))]
    severity: Option<Spanned<String>>,
    /// Written `severity` now: error is contradiction, ambiguous doubt, rounding note. 旧写法，现写 `severity`。
    #[schemars(extend("enum" = ["error", "rounding", "ambiguous", null], "deprecated" = true))]
    verdict: Option<Spanned<String>>,
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
    #[schemars(with = "Option<super::schema::Wording>")]
    quote: Field,
    /// The statements that disagree, each named as what it is; their values may bind numbers. Without it the page shows
    /// the two numbers of `check`. 互不相合的各方，各按其本来名称写；不写则列出 `check` 的两个数。
    #[serde(default)]
    #[schemars(with = "Option<Vec<SideShape>>")]
    sides: Option<Vec<Field>>,
    /// What is wrong, for readers; it may bind numbers. 说明何处不合，给读者看；可以系连数据。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    note: Field,
}

/// One of the statements that disagree. 互不相合的一方。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["name", "value"]))]
pub(super) struct SideShape {
    /// What it is. 名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// What it says; it may bind numbers. 所列的数或字句；可以系连数据。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    value: Field,
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

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "findings",
    lists: &[("findings", part::<FindingShape>, "Known disagreements of the printed plan. 印本的校核意见。")],
    read: |reader, book| book.findings = findings(reader).into(),
};

/// Findings that are understood in one go, beside others: the note of each is a text with many ties.
const AT_ONCE: usize = 16;

/// The findings of the file. Their ties are numbered part by part, so that nothing depends on which was read first.
fn findings(reader: &mut Reader<'_>) -> Vec<Finding> {
    let (entries, tree, languages) = (reader.entries("findings"), reader.tree, reader.languages);
    let read = |entries: &[NodeId]| {
        let (mut faults, mut ties) = (Diagnostics::new(), Vec::new());
        let mut reader = Reader { tree, languages, faults: &mut faults, ties: &mut ties };
        let found: Vec<_> = entries.iter().filter_map(|entry| finding(&mut reader, *entry)).collect();
        (found, faults, ties)
    };
    let parts: Vec<_> = entries.par_chunks(AT_ONCE).map(read).collect();
    let (mut ids, mut findings) = (Ids::default(), Vec::with_capacity(entries.len()));
    for (found, faults, mut ties) in parts {
        reader.faults.merge(faults);
        for (id, finding) in found {
            ids.declare(&id, reader);
            findings.extend(finding.map(|mut finding| {
                finding.shift_ties(reader.ties.len());
                finding
            }));
        }
        reader.ties.append(&mut ties);
    }
    findings
}

/// The id of an entry, and the finding unless it lacks what none can do without.
fn finding(reader: &mut Reader<'_>, entry: NodeId) -> Option<(Spanned<String>, Option<Finding>)> {
    let shape: FindingShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    Some((shape.id.clone(), whole(reader, entry, shape)))
}

fn whole(reader: &mut Reader<'_>, entry: NodeId, shape: FindingShape) -> Option<Finding> {
    let check = check(reader, shape.check.0?);
    let severity = severity(reader, &shape, entry);
    let kind = shape.kind.as_ref().and_then(|word| reader.word(word, &FindingKind::ALL));
    let state = reader.word(&shape.state, &FindingState::ALL);
    let sides = shape.sides.unwrap_or_default().into_iter().filter_map(|node| side(reader, node.0?)).collect();
    let quote = reader.optional_text(shape.quote);
    let note = reader.text(shape.note, entry, "note");
    Some(Finding {
        id: shape.id,
        check: check?,
        kind,
        severity: severity?,
        state: state?,
        sides,
        page: shape.page,
        section: shape.section,
        quote,
        note: note?,
        span: reader.tree.span(entry),
    })
}

/// `severity`, or the `verdict` of the first edition, which asks to be renamed.
fn severity(reader: &mut Reader<'_>, shape: &FindingShape, entry: NodeId) -> Option<FindingSeverity> {
    let former = [
        ("error", FindingSeverity::Contradiction),
        ("ambiguous", FindingSeverity::Doubt),
        ("rounding", FindingSeverity::Note),
    ];
    match (&shape.severity, &shape.verdict) {
        (Some(word), None) => reader.word(word, &FindingSeverity::ALL),
        (None, Some(word)) => {
            let severity = reader.word(word, &former)?;
            let message = Message::new("key-deprecated").with("key", "verdict");
            let hint = Message::new("key-deprecated.hint").with("line", format!("severity: {}", severity.keyword()));
            reader.faults.report(Diagnostic::warning(rule::KEY_DEPRECATED, word.span, message).hint(hint));
            Some(severity)
        }
        (Some(_), Some(word)) => {
            reader.fault(word.span, Message::new("finding-severity-twice"));
            None
        }
        (None, None) => {
            reader.fault(reader.tree.head(entry), Message::new("yaml-missing-key").with("key", "severity"));
            None
        }
    }
}

fn side(reader: &mut Reader<'_>, node: NodeId) -> Option<Side> {
    let shape: SideShape = reader.typed(node)?;
    let (name, value) = (reader.text(shape.name, node, "name"), reader.text(shape.value, node, "value"));
    Some(Side { name: name?, value: value? })
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
