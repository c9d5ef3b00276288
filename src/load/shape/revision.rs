//! `data/revisions/*.yaml`: what commands have changed in the data, one file an operation.

use super::Reader;
use crate::diagnostic::{Diagnostic, Message, Spanned, rule};
use crate::load::yaml::{Field, Kind};
use crate::model::{Language, Revised, Revision, RevisionKind, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// What one command has changed in the data. 一次改动数据的记录。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["format", "when", "kind", "changes"]))]
pub(super) struct RevisionShape {
    #[serde(default, rename = "format")]
    #[schemars(with = "super::schema::FormatOne")]
    _format: Field,
    /// The day of the operation. 改动的日期。
    #[schemars(with = "super::schema::WholeDay")]
    when: Spanned<String>,
    /// set: by hand; import: from a workbook; rename: another name. set 逐个改数，import 由表格导入，rename 改名。
    #[schemars(extend("enum" = ["set", "import", "rename"]))]
    kind: Spanned<String>,
    /// The person; shown in no output. 经手人；不出现在任何成果里。
    who: Option<String>,
    /// Where the new values come from, an id of sources.yaml. 新数的来源，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// Why. 缘由。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    why: Field,
    /// What changed. 改了什么。
    changes: Vec<ChangeShape>,
}

/// One value or name that changed. 改动的一个数，或一个名字。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangeShape {
    /// The key of the number; of a rename its kind: key, member, figure. 数的键；改名时写类别，如 key、member、figure。
    key: Spanned<String>,
    /// What stood there. 原来的值。
    from: Option<String>,
    /// What stands there now. 现在的值。
    to: String,
    /// The date that was written with it. 随数写下的时点。
    date: Option<String>,
    /// Its own source, an id of sources.yaml. 这个数自己的来源，见 sources.yaml。
    source: Option<Spanned<String>>,
    /// Its own reason. 这个数自己的缘由。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    why: Field,
}

/// One operation; `name` is that of its file, without folder and ending.
pub(in crate::load) fn revision(reader: &mut Reader<'_>, name: &str) -> Option<Revision> {
    reader.frame(&[])?;
    let shape: RevisionShape = reader.typed(reader.tree.root())?;
    let when = reader.whole_day(&shape.when);
    let kind = reader.word(&shape.kind, &RevisionKind::ALL);
    let why = words(reader, shape.why);
    let mut changes = Vec::new();
    for change in shape.changes {
        let why = words(reader, change.why);
        let ChangeShape { key, from, to, date, source, .. } = change;
        changes.push(Revised { key, from, to, date, source, why });
    }
    let (when, kind, source) = (when?, kind?, shape.source);
    Some(Revision { name: name.to_owned(), when, kind, who: shape.who, source, why, changes })
}

/// Words without ties: plain ones serve all languages, for a clerk writes them once.
fn words(reader: &mut Reader<'_>, field: Field) -> Option<Text> {
    let node = field.given(reader.tree)?;
    if let Some(scalar) = reader.tree.scalar(node) {
        let text = scalar.text.trim();
        return (!text.is_empty()).then(|| Text::build(|_| text.to_owned()));
    }
    let one = |language: Language| {
        let scalar = reader.tree.get(node, language.tag()).and_then(|part| reader.tree.scalar(part));
        scalar.map(|scalar| scalar.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let known = |key: &str| Language::from_tag(key).is_some();
    let sound =
        matches!(&reader.tree.node(node).kind, Kind::Map(entries) if entries.iter().all(|(key, _)| known(&key.text)));
    let (zh, en) = (one(Language::Zh), one(Language::En));
    match (zh.clone().or(en.clone()), en.or(zh)) {
        (Some(zh), Some(en)) if sound => Some(Text { zh, en }),
        _ => {
            let place = reader.tree.span(node);
            reader.faults.report(Diagnostic::error(rule::YAML_SHAPE, place, Message::new("yaml-text-expected")));
            None
        }
    }
}
