//! The parts beside the body: numbering, settings, head and foot, properties, and what names them all.

use super::styles::{DECLARATION, W};
use super::writer::Writer;
use crate::model::Language;
use crate::model::document::Run;
use crate::office::Markup;
use crate::office::copy::Identity;

/// The namespaces of the body, the notes, the head and the foot.
pub(super) const SPACES: [(&str, &str); 9] = [
    ("xmlns:w", W),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("mc:Ignorable", "w15"),
];

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The parts that the body names beside its pictures and links: id, kind, target.
const NAMED: [(&str, &str, &str); 6] = [
    ("rStyles", "styles", "styles.xml"),
    ("rLists", "numbering", "numbering.xml"),
    ("rSettings", "settings", "settings.xml"),
    ("rNotes", "footnotes", "footnotes.xml"),
    ("rHead", "header", "header1.xml"),
    ("rFoot", "footer", "footer1.xml"),
];

/// The fonts and colours of a house.
const THEME: (&str, &str, &str) = ("rTheme", "theme", "theme1.xml");

/// The types of all parts; `has_theme`: there is one of a house's.
pub(super) fn content_types(has_theme: bool) -> String {
    let mut part = Markup::part();
    part.element("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")], |types| {
        let files = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("jpg", "image/jpeg"),
            ("jpeg", "image/jpeg"),
            ("svg", "image/svg+xml"),
        ];
        for (ending, kind) in files {
            types.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let word = ["document.main", "styles", "numbering", "settings", "footnotes", "header", "footer"];
        let paths = ["document", "styles", "numbering", "settings", "footnotes", "header1", "footer1"];
        for (kind, path) in word.iter().zip(paths) {
            let (name, kind) = (format!("/word/{path}.xml"), format!("{TYPES}{kind}+xml"));
            types.empty("Override", &[("PartName", &name), ("ContentType", &kind)]);
        }
        if has_theme {
            let kind = "application/vnd.openxmlformats-officedocument.theme+xml";
            types.empty("Override", &[("PartName", "/word/theme1.xml"), ("ContentType", kind)]);
        }
        for (path, kind) in [
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
            ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
        ] {
            types.empty("Override", &[("PartName", path), ("ContentType", kind)]);
        }
    });
    part.finish()
}

/// Relations: id, type, target, whether it leads out of the file.
fn relations(all: impl Iterator<Item = (String, String, String, bool)>) -> String {
    let mut part = Markup::part();
    part.element(
        "Relationships",
        &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")],
        |list| {
            for (id, kind, target, out) in all {
                let mut attributes = vec![("Id", id.as_str()), ("Type", &kind), ("Target", &target)];
                attributes.extend(out.then_some(("TargetMode", "External")));
                list.empty("Relationship", &attributes);
            }
        },
    );
    part.finish()
}

/// What the file names.
pub(super) fn root_relations() -> String {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let all = [
        ("r1", format!("{OFFICE}officeDocument"), "word/document.xml"),
        ("r2", package.to_owned(), "docProps/core.xml"),
        ("r3", format!("{OFFICE}extended-properties"), "docProps/app.xml"),
        ("r4", format!("{OFFICE}custom-properties"), "docProps/custom.xml"),
    ];
    relations(all.into_iter().map(|(id, kind, target)| (id.to_owned(), kind, target.to_owned(), false)))
}

/// What the body or the notes name; of the body, whether there is a theme.
pub(super) fn links(own: &[(&'static str, String, bool)], body: Option<bool>) -> String {
    let theme = (body == Some(true)).then_some(&THEME);
    let named = NAMED.iter().filter(|_| body.is_some()).chain(theme);
    let named =
        named.map(|(id, kind, target)| ((*id).to_owned(), format!("{OFFICE}{kind}"), (*target).to_owned(), false));
    let own = own.iter().enumerate();
    let own = own
        .map(|(index, (kind, target, out))| (format!("rLink{index}"), format!("{OFFICE}{kind}"), target.clone(), *out));
    relations(named.chain(own))
}

/// What a house's head or foot names: its pictures, by the ids that it gives them.
pub(super) fn pictures(all: &[(String, String, Vec<u8>)]) -> String {
    relations(all.iter().map(|(id, path, _)| (id.clone(), format!("{OFFICE}image"), path.clone(), false)))
}

/// The lists: one shape of dots, one of numbers, and a list of its own for each list of the text.
pub(super) fn numbering(lists: &[(Option<u64>, usize)], language: Language) -> String {
    let mut part = Markup::part();
    part.element("w:numbering", &[("xmlns:w", W)], |all| {
        for (shape, is_numbered) in [("0", false), ("1", true)] {
            all.open("w:abstractNum", &[("w:abstractNumId", shape)]).value("w:multiLevelType", "hybridMultilevel");
            for level in 0..9_usize {
                let left = 420 * (level + 1) + if language == Language::Zh { 210 } else { 0 };
                all.open("w:lvl", &[("w:ilvl", &level.to_string())]).value("w:start", 1);
                let dot = ["•", "–", "◦"][level % 3];
                let number = format!("%{}.", level + 1);
                all.value("w:numFmt", if is_numbered { "decimal" } else { "bullet" });
                all.value("w:lvlText", if is_numbered { number.as_str() } else { dot }).value("w:lvlJc", "left");
                let (left, hanging) = (left.to_string(), "340");
                all.element("w:pPr", &[], |own| { own.empty("w:ind", &[("w:left", &left), ("w:hanging", hanging)]); });
                if !is_numbered {
                    let fonts = "<w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Arial\" w:hint=\"default\"/></w:rPr>";
                    all.raw(fonts);
                }
                all.close("w:lvl");
            }
            all.close("w:abstractNum");
        }
        for (index, (start, level)) in lists.iter().enumerate() {
            all.open("w:num", &[("w:numId", &(index + 1).to_string())]);
            all.value("w:abstractNumId", if start.is_some() { 1 } else { 0 });
            if let Some(start) = start {
                let level = level.to_string();
                all.element("w:lvlOverride", &[("w:ilvl", &level)], |own| { own.value("w:startOverride", start); });
            }
            all.close("w:num");
        }
    });
    part.finish()
}

/// What holds for the whole document.
pub(super) fn settings() -> String {
    let mut part = Markup::part();
    part.element("w:settings", &[("xmlns:w", W)], |settings| {
        settings.empty("w:zoom", &[("w:percent", "100")]).value("w:defaultTabStop", 420);
        settings.value("w:characterSpacingControl", "compressPunctuation");
        settings.raw("<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>");
        settings.open("w:compat", &[]);
        let uri = "http://schemas.microsoft.com/office/word";
        settings.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")]);
        settings.close("w:compat");
    });
    part.finish()
}

/// The notes, after the lines that part them from the text.
pub(super) fn footnotes(notes: &str) -> String {
    let mut part = Markup::part();
    part.open("w:footnotes", &SPACES);
    for (id, kind, line) in
        [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
    {
        part.open("w:footnote", &[("w:type", kind), ("w:id", id)]).open("w:p", &[]).open("w:r", &[]);
        part.empty(line, &[]).close("w:r").close("w:p").close("w:footnote");
    }
    part.raw(notes).close("w:footnotes");
    part.finish()
}

impl Writer<'_> {
    /// The head of each page: the book and its edition.
    pub(super) fn header(&mut self) -> String {
        let imprint = &self.frame.imprint;
        let (title, edition) = (Run::plain(&imprint.short_title), Run::plain(&imprint.edition_label));
        let width = self.page_setup.width();
        self.at_edge(
            "w:hdr",
            "Header",
            |writer| {
                writer.plain(&title);
                writer.tab();
                writer.plain(&edition);
            },
            width,
        )
    }

    /// The foot: the page's number.
    pub(super) fn footer(&mut self) -> String {
        let width = self.page_setup.width();
        self.at_edge(
            "w:ftr",
            "Footer",
            |writer| {
                writer.tab();
                writer.field("PAGE");
                writer.plain("1");
                writer.end_field();
            },
            width,
        )
    }

    fn at_edge(&mut self, element: &str, style: &str, words: impl FnOnce(&mut Self), width: u32) -> String {
        let body = std::mem::replace(&mut self.out, Markup::part());
        self.out.open(element, &SPACES);
        let stop = |side: &str, place: u32| format!("<w:tab w:val=\"{side}\" w:pos=\"{place}\"/>");
        let middle = if element == "w:ftr" { stop("center", width / 2) } else { String::new() };
        let cleared = if width == 8844 { String::new() } else { "<w:tab w:val=\"clear\" w:pos=\"8844\"/>".to_owned() };
        let more = format!("<w:tabs>{cleared}{middle}{}</w:tabs>", stop("right", width));
        self.open(&super::writer::Stand::with(style, more));
        words(self);
        self.out.close("w:p").close(element);
        std::mem::replace(&mut self.out, body).finish()
    }

    pub(super) fn tab(&mut self) {
        self.out.element("w:r", &[], |run| {
            run.empty("w:tab", &[]);
        });
    }

    /// The day of the edition; that of a year or a month is its first.
    pub(super) fn edition_day(&self) -> String {
        let mut date = self.frame.imprint.iso_date.clone();
        while date.len() < 10 {
            date += "-01";
        }
        format!("{date}T00:00:00Z")
    }

    /// What the file says of itself: no name of a person, and the edition's date for every date.
    pub(super) fn properties(&self) -> String {
        let imprint = &self.frame.imprint;
        let title = format!("{} {}", Run::plain(&imprint.title), imprint.period).trim_end().to_owned();
        let date = self.edition_day();
        let mut part = Markup::part();
        let spaces = [
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ];
        part.element("cp:coreProperties", &spaces, |core| {
            core.element("dc:title", &[], |own| {
                own.words(title.trim());
            });
            core.element("dc:language", &[], |own| {
                own.words(self.frame.language.tag());
            });
            for name in ["dcterms:created", "dcterms:modified"] {
                core.element(name, &[("xsi:type", "dcterms:W3CDTF")], |own| {
                    own.words(&date);
                });
            }
        });
        part.finish()
    }
}

/// The program, and nothing of who ran it.
pub(super) fn application() -> String {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!("{DECLARATION}<Properties xmlns=\"{space}\"><Application>Tallybook</Application></Properties>")
}

/// What the copy is of, for people.
pub(super) fn custom(identity: &Identity, edition: &str) -> String {
    let mut part = Markup::part();
    let spaces = [
        ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
        ("xmlns:vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ];
    part.element("Properties", &spaces, |all| {
        let named = [("Tallybook copy", identity.name()), ("Tallybook edition", edition.to_owned())];
        for (index, (name, value)) in named.iter().enumerate() {
            let id = (index + 2).to_string();
            let attributes = [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", &id), ("name", name)];
            all.element("property", &attributes, |own| {
                own.element("vt:lpwstr", &[], |text| {
                    text.words(value);
                });
            });
        }
    });
    part.finish()
}
