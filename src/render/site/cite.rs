//! How a figure or a number is named as a source: in Chinese after GB/T 7714—2015 (a part of a report, on paper `[R]`, with
//! its address `[R/OL]`), in English after ISO 690.

use super::frame::{Subject, subject_path};
use super::html::Writer;
use crate::diagnostic::Message;
use crate::model::Language;
use crate::model::document::{Figure, Run};

/// The citation of a figure.
pub(super) fn figure(writer: &Writer, figure: &Figure) -> String {
    let label = &figure.caption.label;
    let title = Run::plain(&figure.caption.title);
    let part = match (label.as_str(), writer.language()) {
        ("", _) => title,
        (label, Language::Zh) => format!("{label} {title}"),
        (label, Language::En) => format!("{label}: {title}"),
    };
    let place = writer.tongue.plate_place(&figure.caption.id);
    let path = place.map(|place| subject_path(writer.tongue, Subject::Plate(place)));
    cited(writer, &part, path.as_deref())
}

/// The citation of any number of a page of the ledger: `NAME` and `KEY` stand where its name and its key are to be.
pub(super) fn number(writer: &Writer) -> String {
    let part = if writer.language() == Language::Zh { "NAME（KEY）" } else { "NAME (KEY)" };
    cited(writer, part, Some(&format!("{}#KEY", writer.here)))
}

fn cited(writer: &Writer, part: &str, path: Option<&str>) -> String {
    let (tongue, imprint) = (writer.tongue, &writer.tongue.frame().imprint);
    let plain = |runs: &[Run]| Run::plain(runs);
    let base = writer.site.project.plan.base_url.as_deref();
    let address = base.zip(path).map(|(base, path)| format!("{base}{path}"));
    let period = match (imprint.period.as_str(), writer.language()) {
        ("", _) => String::new(),
        (period, Language::Zh) => format!("（{period}）"),
        (period, Language::En) => format!(", {period}"),
    };
    let carrier = match (writer.language(), address.is_some()) {
        (Language::Zh, true) => "[R/OL]",
        (Language::Zh, false) => "[R]",
        (Language::En, true) => " [online]",
        (Language::En, false) => "",
    };
    let message = Message::new("ui.site.cite")
        .with("author", plain(&imprint.compiled_by))
        .with("part", part)
        .with("carrier", carrier)
        .with("book", format!("{}{period}", plain(&imprint.title)))
        .with("edition", format!("{}, {}", plain(&imprint.edition_label), imprint.iso_date));
    let mut words = vec![tongue.say(&message)];
    if let Some(editor) = &imprint.edited_by {
        words.push(tongue.say(&Message::new("ui.site.cite_edited").with("who", plain(editor))));
    }
    words.extend(address.map(|address| tongue.say(&Message::new("ui.site.cite_address").with("address", address))));
    words.join(" ")
}
