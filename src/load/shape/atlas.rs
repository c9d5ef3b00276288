//! `data/atlas.yaml`: the numbers that the atlas leads with, and the register of the owner's map sheets.

use super::{DataFile, Ids, Reader, part};
use crate::diagnostic::{Message, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::model::{KeyNumber, MapSheet, Registers, SheetStatus};
use schemars::JsonSchema;
use serde::Deserialize;

/// A number that the overview of the atlas leads with. 数据图集总览页上的关键数字。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["key"]))]
pub(super) struct KeyNumberShape {
    /// Its key. 数的键。
    key: Spanned<String>,
    /// What it is called there; by default by its name in the data. 在总览页上的名称，不写则用数据的名称。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    label: Field,
}

/// A map sheet of the owner's, bound after the sheets made from the data. 规划附图，装订在由数据生成的图幅之后。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id"]))]
pub(super) struct MapSheetShape {
    /// Its id: letters, digits, `-`, `_` and `.`. 标识：字母、数字、`-`、`_` 和 `.`。
    #[schemars(with = "super::schema::PlainId")]
    id: Spanned<String>,
    /// The figure in figures.yaml that has its title; then write no title here. 图名写在 figures.yaml 的哪一幅图里；写了就不再写 title。
    figure: Option<Spanned<String>>,
    /// Its title, where no figure has it. 图名，figures.yaml 里没有这幅图时才写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    title: Field,
    /// The image, below content/: `images/zones.png`; .png, .jpg or .svg. 图片文件，从 content/ 之下写起；.png、.jpg 或 .svg。
    file: Option<Spanned<String>>,
    /// Its approval number. 审图号。
    approval: Option<Spanned<String>>,
    /// public or internal; an internal sheet is bound in internal copies alone. public 公开，internal 内部；内部图件只装订在内部本里。
    #[schemars(extend("enum" = ["public", "internal", null]))]
    classification: Option<Spanned<String>>,
    /// wanted, unreviewed or reviewed; by default what file and approval number say.
    /// wanted 待补，unreviewed 未送审，reviewed 已审核；不写则由文件和审图号推定。
    #[schemars(extend("enum" = ["wanted", "unreviewed", "reviewed", null]))]
    status: Option<Spanned<String>>,
}

/// The file.
pub(super) const FILE: DataFile = DataFile {
    name: "atlas",
    lists: &[
        ("numbers", part::<KeyNumberShape>, "The numbers of the overview. 总览页的关键数字。"),
        ("sheets", part::<MapSheetShape>, "The owner’s map sheets, in their order. 规划附图，按次序。"),
    ],
    read: atlas,
};

fn atlas(reader: &mut Reader<'_>, book: &mut Registers) {
    let Some(found) = reader.frame(&["format", "numbers", "sheets"]) else { return };
    let listed = |name: &str| found.iter().any(|(key, _)| key.text == name);
    if listed("numbers") {
        let entries = reader.list(&found, "numbers");
        book.key_numbers = entries.into_iter().filter_map(|entry| key_number(reader, entry)).collect();
    }
    if listed("sheets") {
        let mut ids = Ids::default();
        let entries = reader.list(&found, "sheets");
        let sheets: Vec<MapSheet> = entries.into_iter().filter_map(|entry| sheet(reader, entry, &mut ids)).collect();
        book.map_sheets = sheets.into();
    }
}

fn key_number(reader: &mut Reader<'_>, entry: NodeId) -> Option<KeyNumber> {
    let shape: KeyNumberShape = reader.typed(entry)?;
    Some(KeyNumber { key: shape.key, label: reader.optional_text(shape.label) })
}

fn sheet(reader: &mut Reader<'_>, entry: NodeId, ids: &mut Ids) -> Option<MapSheet> {
    let shape: MapSheetShape = reader.typed(entry)?;
    reader.plain_id(&shape.id);
    ids.declare(&shape.id, reader);
    let place = shape.id.span;
    let title = reader.optional_text(shape.title);
    match (&title, &shape.figure) {
        (None, None) => reader.fault(place, Message::new("atlas-title-missing").with("sheet", shape.id.value.as_str())),
        (Some(_), Some(figure)) => {
            let message = Message::new("atlas-title-twice").with("sheet", shape.id.value.as_str());
            reader.fault(figure.span, message.with("figure", figure.value.as_str()));
        }
        _ => {}
    }
    // Typst binds no PDF into a document that keeps to PDF/A and PDF/UA.
    let (pdf, file): (Option<_>, Option<_>) = match shape.file {
        Some(file) if file.value.to_lowercase().ends_with(".pdf") => (Some(file), None),
        file => (None, file),
    };
    if let Some(pdf) = &pdf {
        reader.fault(pdf.span, Message::new("atlas-file-pdf").with("path", pdf.value.as_str()));
    }
    let approval = shape.approval.filter(|approval| !approval.value.trim().is_empty());
    let internal = shape.classification.as_ref().is_some_and(|word| reader.internal(word));
    let told = shape.status.as_ref().and_then(|word| reader.word(word, &SheetStatus::ALL));
    let fits = match told {
        Some(SheetStatus::Wanted) => file.is_none(),
        Some(SheetStatus::Unreviewed) => (file.is_some() || pdf.is_some()) && approval.is_none(),
        Some(SheetStatus::Reviewed) => (file.is_some() || pdf.is_some()) && approval.is_some(),
        None => true,
    };
    if let (false, Some(word)) = (fits, &shape.status) {
        let message = Message::new("atlas-status-differs").with("sheet", shape.id.value.as_str());
        reader.fault(word.span, message.with("status", word.value.as_str()));
    }
    Some(MapSheet {
        id: shape.id,
        figure: shape.figure,
        title,
        file,
        approval: approval.map(|approval| approval.value),
        internal,
        span: reader.tree.span(entry),
    })
}
