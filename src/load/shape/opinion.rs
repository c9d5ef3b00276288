//! `data/opinions.yaml`: who was asked for an opinion on a draft, what they said, what became of it.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{Answer, Office, Opinion, OpinionEdit, ParagraphNumber, Registers};
use schemars::JsonSchema;
use serde::Deserialize;

/// Who was asked for an opinion. 征求意见的单位。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "name"]))]
pub(super) struct OfficeShape {
    /// Its id: letters, digits, `-`, `_` and `.`. 标识：字母、数字、`-`、`_` 和 `.`。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// Its name. 单位名称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
    /// The day of its reply; left out while it has not answered. 反馈日期；尚未反馈的不写。
    #[schemars(with = "Option<super::schema::WholeDay>")]
    replied: Option<Spanned<String>>,
}

/// An opinion on a draft, and what became of it. 一条意见和采纳情况。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id", "what"]))]
pub(super) struct OpinionShape {
    /// Its id: letters, digits, `-`, `_` and `.`. 标识：字母、数字、`-`、`_` 和 `.`。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// Who gave it, an id of `offices`; left out for one of the public. 提出单位，见 `offices`；公众意见不写。
    office: Option<Spanned<String>>,
    /// The person; shown in internal and review copies alone. 提出人；只在内部本和送审本里出现。
    who: Option<String>,
    /// The edition that it speaks of, a file of data/editions. 所针对的版本，见 data/editions。
    edition: Option<Spanned<String>>,
    /// The paragraph as that edition numbers it: `3.2-07`. 所指段落，按那一版的段号：`3.2-07`。
    paragraph: Option<Spanned<String>>,
    /// What it says. 意见内容。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    what: Field,
    /// taken, in_part or not_taken; left out until it is decided. taken 采纳，in_part 部分采纳，not_taken 未采纳；未定的不写。
    #[schemars(extend("enum" = ["taken", "in_part", "not_taken", null]))]
    answer: Option<Spanned<String>>,
    /// Why; needed where it is not taken as it is. 理由；不是全部采纳的必须写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    why: Field,
    /// Where the book has changed for it: paragraphs as they are numbered now, keys of numbers.
    /// 为此改动之处：现在的段号，或数的键。
    #[serde(default)]
    edit: Vec<Spanned<String>>,
    /// Words of that edition that were taken out for it. 为此删去的原文。
    removed: Option<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "opinions",
    lists: &[
        ("offices", part::<OfficeShape>, "Who was asked. 征求意见的单位。"),
        ("opinions", part::<OpinionShape>, "What they said, and what became of it. 各条意见和采纳情况。"),
    ],
    read: opinions,
};

fn opinions(reader: &mut Reader<'_>, book: &mut Registers) {
    let Some(found) = reader.frame(&["format", "offices", "opinions"]) else { return };
    let (mut ids, mut entries) = (Ids::default(), Vec::new());
    if found.iter().any(|(key, _)| key.text == "offices") {
        entries = reader.list(&found, "offices");
    }
    let offices: Vec<Office> = entries.into_iter().filter_map(|entry| office(reader, entry, &mut ids)).collect();
    book.offices = offices.into();
    let mut ids = Ids::default();
    let entries = reader.list(&found, "opinions");
    let opinions = entries.into_iter().filter_map(|entry| opinion(reader, entry, &mut ids));
    book.opinions = opinions.collect::<Vec<Opinion>>().into();
}

fn office(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Office> {
    let shape: OfficeShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let name = reader.text(shape.name, entry, "name");
    let replied = shape.replied.as_ref().and_then(|day| reader.whole_day(day));
    Some(Office { id: shape.id, name: name?, replied })
}

fn opinion(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<Opinion> {
    let shape: OpinionShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let what = reader.text(shape.what, entry, "what");
    let why = reader.optional_text(shape.why);
    let answer = shape.answer.as_ref().and_then(|word| Some(Spanned::new(reader.word(word, &Answer::ALL)?, word.span)));
    if let Some(answer) = answer.as_ref().filter(|answer| answer.value != Answer::Taken && why.is_none()) {
        reader.fault(answer.span, Message::new("opinion-why").with("id", shape.id.value.as_str()));
    }
    let paragraph = shape.paragraph.as_ref().and_then(|text| paragraph(reader, text));
    let edits = shape.edit.into_iter().filter_map(|text| edit(reader, text)).collect();
    Some(Opinion {
        id: shape.id,
        office: shape.office,
        who: shape.who.filter(|who| !who.trim().is_empty()),
        edition: shape.edition,
        paragraph,
        what: what?,
        answer,
        why,
        edits,
        removed: shape.removed,
    })
}

fn paragraph(reader: &mut Reader<'_>, text: &Spanned<String>) -> Option<ParagraphNumber> {
    let number = text.value.parse().ok();
    if number.is_none() {
        reader.fault(text.span, Message::new("opinion-paragraph").with("text", text.value.as_str()));
    }
    number
}

/// Keys begin with a letter, the numbers of paragraphs with a digit.
fn edit(reader: &mut Reader<'_>, text: Spanned<String>) -> Option<Spanned<OpinionEdit>> {
    let edit = match text.value.starts_with(|first: char| first.is_ascii_digit()) {
        true => OpinionEdit::Paragraph(paragraph(reader, &text)?),
        false => OpinionEdit::Key(text.value),
    };
    Some(Spanned::new(edit, text.span))
}
