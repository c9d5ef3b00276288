//! `front:` of `data/plan.yaml`: what the front page of the site leads with.

use super::Reader;
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::Front;
use schemars::JsonSchema;
use serde::Deserialize;

/// More sentences than these are no front, and a screen does not hold them.
const SENTENCES: usize = 4;

/// What the front page of the site leads with. 网站首页的内容。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontShape {
    /// What the book is about: one to four sentences, with ties as in the chapters. 本书讲什么，一至四句，数字照正文的写法绑定。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::schema::Wording>>", length(max = 4))]
    lead: Option<Spanned<Vec<Field>>>,
    /// The figure that stands beside them, by its id in figures.yaml. 首页的图，写 figures.yaml 中的标识。
    figure: Option<Spanned<String>>,
    /// Who takes corrections, and how. 勘误由谁受理，怎样联系。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    contact: Field,
}

/// The front; nothing of it where it cannot be read.
pub(super) fn front(reader: &mut Reader<'_>, node: NodeId) -> Front {
    let Some(shape) = reader.typed::<FrontShape>(node) else { return Front::default() };
    if let Some(lead) = shape.lead.as_ref().filter(|lead| lead.value.len() > SENTENCES) {
        reader.fault(lead.span, Message::new("plan-front-long").with("most", SENTENCES));
    }
    let lead = shape.lead.map(|lead| lead.value).unwrap_or_default();
    let lead = lead.into_iter().filter_map(|sentence| reader.optional_text(sentence)).collect();
    Front { lead, figure: shape.figure, contact: reader.optional_text(shape.contact) }
}
