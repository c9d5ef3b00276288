//! The styles of the copy: the tool's own, or a house's with those of the tool's that it lacks.

use super::looks::{GREEN, GREY, LOOKS, Look, MONO, SANS, SERIF, TEXT_EN, TEXT_ZH};
use crate::diagnostic::{Failure, Message};
use crate::model::Language;
use crate::office::{Package, attribute, child, children, named, tree};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The namespace of word processing.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A style of the tool: its id, its name in Word, its kind, what it is based on, its paragraph's and its runs' properties.
struct Own {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    based: &'static str,
    paragraph: String,
    run: String,
}

/// The styles of a copy.
#[derive(Default)]
pub(super) struct Styles {
    /// The part.
    pub(super) xml: String,
    /// The ids that a house gives to styles of the same name.
    ids: BTreeMap<&'static str, String>,
}

/// Sizes of headings in half points, and the space above and below in twentieths of a point.
pub(super) const HEADINGS: [(u32, u32, u32); 6] =
    [(40, 0, 440), (32, 480, 260), (26, 400, 220), (23, 300, 180), (22, 280, 160), (22, 240, 160)];

impl Styles {
    /// The tool's own.
    pub(super) fn own(language: Language) -> Self {
        let mut xml = format!("<w:styles xmlns:w=\"{W}\">{}", defaults(language));
        own(language).iter().for_each(|style| xml += &style.xml(&BTreeMap::new()));
        xml += "</w:styles>";
        Self { xml: format!("{DECLARATION}{}", faced(&xml, language)), ids: BTreeMap::new() }
    }

    /// A house's: its styles as they are, and those of the tool whose names it does not have.
    ///
    /// # Errors
    /// When the file is no Word document, or has no styles.
    pub(super) fn of_house(package: &Package<'_>, main: &str, language: Language) -> Result<Self, Failure> {
        let none = || Failure::new(Message::new("word.reference-styles"));
        let path = package.related(main, "styles")?.ok_or_else(none)?;
        let text = package.text(&path)?.ok_or_else(none)?;
        let tree = tree(&path, &text)?;
        let root = tree.root_element();
        let mut known = BTreeMap::new();
        let mut ids: Vec<&str> = Vec::new();
        for style in children(root, "style") {
            let name = child(style, "name").and_then(|name| attribute(name, "val")).unwrap_or_default().to_lowercase();
            if let (Some(id), Some(kind)) = (attribute(style, "styleId"), attribute(style, "type")) {
                known.insert((kind.to_owned(), name), id.to_owned());
                ids.push(id);
            }
        }
        if !named(root, "styles") || known.is_empty() {
            return Err(none());
        }
        let own = own(language);
        let mut renamed = BTreeMap::new();
        for style in &own {
            let found = known.get(&style.key());
            // The house may have another style of the tool's id.
            let taken = || ids.contains(&style.id).then(|| format!("Tallybook{}", style.id));
            if let Some(id) = found.cloned().or_else(taken) {
                renamed.insert(style.id, id);
            }
        }
        // The book's headings bring their numbers along: a style's own would stand beside them. Who edited when is nobody's
        // business.
        let is_left_out = |node: &roxmltree::Node<'_, '_>| named(*node, "numPr") || named(*node, "rsid");
        let mut cuts: Vec<_> = root.descendants().filter(is_left_out).map(|node| node.range()).collect();
        cuts.sort_by_key(|range| range.start);
        let end = text.rfind("</").ok_or_else(none)?;
        let mut xml = String::new();
        let mut done = 0;
        for cut in cuts {
            xml += text.get(done..cut.start).unwrap_or_default();
            done = cut.end;
        }
        xml += text.get(done..end).unwrap_or_default();
        let prefix = root.namespaces().find(|space| space.name() == Some("w")).map(|space| space.uri());
        if prefix.is_none() {
            return Err(none());
        }
        let lacking = own.iter().filter(|style| !known.contains_key(&style.key()));
        lacking.for_each(|style| xml += &faced(&style.xml(&renamed), language));
        xml += &text[end..];
        Ok(Self { xml, ids: renamed })
    }

    /// The id of a style in this copy.
    pub(super) fn id<'s>(&'s self, own: &'s str) -> &'s str {
        self.ids.get(own).map_or(own, String::as_str)
    }
}

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Own {
    /// By what a house's style is known to be the same: the kind and the name.
    fn key(&self) -> (String, String) {
        (self.kind.to_owned(), self.name.to_lowercase())
    }

    fn xml(&self, renamed: &BTreeMap<&'static str, String>) -> String {
        let id = |own: &'static str| renamed.get(own).map_or(own, String::as_str).to_owned();
        let standard = if self.based.is_empty() && self.id == "Normal" { " w:default=\"1\"" } else { "" };
        let mut xml = format!("<w:style w:type=\"{}\"{standard} w:styleId=\"{}\">", self.kind, id(self.id));
        let _ = write!(xml, "<w:name w:val=\"{}\"/>", self.name);
        if !self.based.is_empty() {
            let _ = write!(xml, "<w:basedOn w:val=\"{}\"/>", id(self.based));
        }
        if self.id.starts_with("Heading") {
            let _ = write!(xml, "<w:next w:val=\"{}\"/>", id("BodyText"));
        }
        if !matches!(self.id, "FindingMark" | "Faint" | "Small" | "TableText" | "TableHead") {
            xml += "<w:qFormat/>";
        }
        if !self.paragraph.is_empty() {
            let _ = write!(xml, "<w:pPr>{}</w:pPr>", self.paragraph);
        }
        if !self.run.is_empty() {
            let _ = write!(xml, "<w:rPr>{}</w:rPr>", self.run);
        }
        xml + "</w:style>"
    }
}

/// An English copy names no Chinese faces: where it has Chinese characters, each program knows its own.
fn faced(xml: &str, language: Language) -> String {
    if language != Language::En {
        return xml.to_owned();
    }
    let mut rest = xml.split(" w:eastAsia=\"");
    let mut faced = rest.next().unwrap_or_default().to_owned();
    for part in rest {
        let (face, after) = part.split_once('"').unwrap_or(("", part));
        // The language of Chinese characters is named by the same word.
        if face == "zh-CN" {
            faced += " w:eastAsia=\"zh-CN\"";
        }
        faced += after;
    }
    faced
}

/// What holds for all text. In Chinese, marks that both scripts have (“”, —) are set as Chinese ones.
fn defaults(language: Language) -> String {
    let (hint, latin, size) = match language {
        Language::Zh => (" w:hint=\"eastAsia\"", "en-US", 24),
        Language::En => ("", "en-GB", 22),
    };
    let fonts = SERIF.replacen("<w:rFonts", &format!("<w:rFonts{hint}"), 1);
    format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val=\"1F2933\"/><w:sz w:val=\"{size}\"/>\
         <w:szCs w:val=\"{size}\"/><w:lang w:val=\"{latin}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )
}

fn size(half_points: u32) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn own(language: Language) -> Vec<Own> {
    let (text, emphasis) = match language {
        Language::Zh => (TEXT_ZH, SANS),
        Language::En => (TEXT_EN, "<w:i/>"),
    };
    let looks = LOOKS.iter().chain(&text);
    let mut all: Vec<Own> = looks.map(paragraph).collect();
    let colour = |colour: &str| format!("<w:color w:val=\"{colour}\"/>");
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let words = [
        ("Emphasis", "Emphasis", emphasis.to_owned()),
        ("Strong", "Strong", "<w:b/>".to_owned()),
        ("VerbatimChar", "Verbatim Char", MONO.to_owned()),
        ("Faint", "Faint", colour(GREY)),
        ("FindingMark", "Finding Mark", format!("{SANS}{}{raised}", colour(GREEN))),
        ("FootnoteReference", "footnote reference", raised.to_owned()),
        ("Hyperlink", "Hyperlink", colour(GREEN)),
    ];
    let word = |(id, name, run)| Own { id, name, kind: "character", based: "", paragraph: String::new(), run };
    all.extend(words.into_iter().map(word));
    let zh = language == Language::Zh;
    all.extend((1..=6).zip(HEADINGS).map(|(level, (half, above, below))| heading(level, half, (above, below), zh)));
    all.extend((0..3).map(contents));
    all
}

fn paragraph(look: &Look) -> Own {
    let mut run = look.face.to_owned();
    if look.bold {
        run += "<w:b/>";
    }
    if !look.colour.is_empty() {
        run += &format!("<w:color w:val=\"{}\"/>", look.colour);
    }
    if look.size > 0 {
        run += &size(look.size);
    }
    let Look { id, name, based, paragraph, .. } = *look;
    Own { id, name, kind: "paragraph", based, paragraph: paragraph.to_owned(), run }
}

const HEADING_IDS: [(&str, &str); 6] = [
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Heading5", "heading 5"),
    ("Heading6", "heading 6"),
];
const CONTENTS_IDS: [(&str, &str); 3] = [("TOC1", "toc 1"), ("TOC2", "toc 2"), ("TOC3", "toc 3")];

fn heading(level: usize, half: u32, (above, below): (u32, u32), zh: bool) -> Own {
    let (id, name) = HEADING_IDS[(level - 1).min(5)];
    let page = if level == 1 { "<w:pageBreakBefore/>" } else { "" };
    let side = if zh && level <= 2 { "<w:jc w:val=\"center\"/>" } else { "" };
    let colour = if level <= 2 { "<w:color w:val=\"1F5F4A\"/>" } else { "" };
    Own {
        id,
        name,
        kind: "paragraph",
        based: "Normal",
        paragraph: format!(
            "<w:keepNext/><w:keepLines/>{page}<w:spacing w:before=\"{above}\" w:after=\"{below}\"/>{side}\
             <w:outlineLvl w:val=\"{}\"/>",
            level - 1
        ),
        run: format!("{SANS}<w:b/>{colour}{}", size(half)),
    }
}

fn contents(level: usize) -> Own {
    let (id, name) = CONTENTS_IDS[level.min(2)];
    let (above, run) = if level == 0 { (160, format!("{SANS}<w:b/>{}", size(21))) } else { (40, size(21)) };
    Own {
        id,
        name,
        kind: "paragraph",
        based: "Normal",
        paragraph: format!(
            // No indent at the right: LibreOffice paints nothing of what stands in one.
            "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"8844\"/></w:tabs>\
             <w:spacing w:before=\"{above}\" w:after=\"20\"/><w:ind w:left=\"{}\"/>",
            level * 300
        ),
        run,
    }
}

/// The style of a heading by its depth in the book.
pub(super) fn heading_style(depth: u8) -> &'static str {
    HEADING_IDS[usize::from(depth.clamp(1, 6)) - 1].0
}

/// The style of an entry of the contents by its depth.
pub(super) fn contents_style(depth: u8) -> &'static str {
    CONTENTS_IDS[usize::from(depth.clamp(1, 3)) - 1].0
}
