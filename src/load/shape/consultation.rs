//! `consultation:` of `data/plan.yaml`: until when and where the public may comment on the draft.

use super::Reader;
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::Consultation;
use schemars::JsonSchema;
use serde::Deserialize;

/// The public notice of a draft: its days, and where opinions go. 公示：起止日期，意见寄往何处。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["from", "to", "office"]))]
pub(super) struct ConsultationShape {
    /// Its first day: 2026-12-01. 公示的第一天。
    #[schemars(with = "super::schema::WholeDay")]
    from: Spanned<String>,
    /// Its last day. 公示的最后一天。
    #[schemars(with = "super::schema::WholeDay")]
    to: Spanned<String>,
    /// Who receives opinions. 受理意见的单位。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    office: Field,
    /// Where letters go. 通信地址。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    address: Field,
    /// The telephone of the office. 联系电话。
    telephone: Option<Spanned<String>>,
    /// Its mailbox, to which the form on the site writes. 电子邮箱，网上的意见表寄到这里。
    email: Option<Spanned<String>>,
}

/// The consultation; `None` if it lacks something.
pub(super) fn consultation(reader: &mut Reader<'_>, node: NodeId) -> Option<Consultation> {
    let shape: ConsultationShape = reader.typed(node)?;
    let office = reader.text(shape.office, node, "office");
    let address = reader.optional_text(shape.address);
    let [first, last] = [&shape.from, &shape.to].map(|day| reader.whole_day(day));
    if let (Some(first), Some(last)) = (first, last)
        && first > last
    {
        reader.fault(shape.to.span, Message::new("date-order"));
    }
    for (text, sound) in [(&shape.telephone, is_telephone as fn(&str) -> bool), (&shape.email, is_email)] {
        if let Some(text) = text.as_ref().filter(|text| !sound(&text.value)) {
            reader.fault(text.span, Message::new("plan-contact").with("text", text.value.as_str()));
        }
    }
    let [telephone, email] = [shape.telephone, shape.email].map(|text| text.map(|text| text.value));
    Some(Consultation { first: first?, last: last?, office: office?, address, telephone, email })
}

/// Digits, with what stands between them: 0472-8112345, +86 (472) 811 2345; several with a comma.
fn is_telephone(text: &str) -> bool {
    let dials = |sign: char| sign.is_ascii_digit() || "+-() ,;/转".contains(sign);
    text.chars().all(dials) && text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// What `mailto:` and every mail program take without quoting (a part of RFC 5321's mailbox).
fn is_email(text: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || "._-+".contains(sign);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(plain)
            && host.contains('.')
            && host
                .split('.')
                .all(|part| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-'))
    })
}
