//! `data/claims.yaml`: relations that must hold.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Claim, is_claim_id};
use schemars::JsonSchema;
use serde::Deserialize;

/// A relation that must hold, or a statement of the plan that words are tied to. 必须成立的关系，或供文字系连的判断。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "text"]))]
pub(super) struct ClaimShape {
    /// What `[words](?id)` names: small letters, digits and `-`. 正文以 `[文字](?标识)` 系连：小写字母、数字和 `-`。
    #[schemars(with = "super::schema::ClaimId")]
    id: Spanned<String>,
    /// The relation, such as `sum(water.basin_rivers) == water.rivers`: computed on the left, stated on the right.
    /// 关系式：左边是算出的，右边是规划所列的。
    formula: Option<Spanned<String>>,
    /// What it says, for readers, in both languages. 这一判断说的是什么，两种语言都写。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    text: Field,
    /// computed: the formula is evaluated; stated: rests on the printed plan alone, and needs no formula.
    /// computed 按公式核算；stated 只以规划原文为据，不必写公式。
    #[schemars(extend("enum" = ["computed", "stated", null]))]
    basis: Option<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "claims",
    lists: &[("claims", part::<ClaimShape>, "The claims of the plan. 规划的各项判断。")],
    read: |reader, book| book.claims = claims(reader).into(),
};

/// The claims of the file.
fn claims(reader: &mut Reader<'_>) -> Vec<Claim> {
    let mut ids = Ids::default();
    let entries = reader.entries("claims");
    entries.into_iter().filter_map(|entry| claim(reader, entry, &mut ids)).collect()
}

fn claim(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Claim> {
    let shape: ClaimShape = reader.typed(entry)?;
    claim_id(reader, &shape.id);
    ids.declare(&shape.id, reader);
    let text = reader.text(shape.text, entry, "text");
    let bases = [("computed", false), ("stated", true)];
    let stated = shape.basis.as_ref().and_then(|word| reader.word(word, &bases)).unwrap_or(false);
    if shape.formula.is_none() && !stated {
        reader.fault(shape.id.span, Message::new("claim-formula-missing"));
    }
    Some(Claim { id: shape.id, formula: shape.formula, text: text?, stated, span: reader.tree.span(entry) })
}

/// After `?` a word is a claim's id only if it is made of small letters, digits and `-`: another id could never be tied.
fn claim_id(reader: &mut Reader<'_>, id: &Spanned<String>) {
    if !is_claim_id(&id.value) {
        reader.fault(id.span, Message::new("claim-id").with("id", id.value.as_str()));
    }
}
