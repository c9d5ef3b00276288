//! A workbook of OpenDocument. Tables are database ranges, their heads are header rows, titles have the style of a heading.

use super::{head_row, widths};
use crate::model::document::{Release, ReleaseCell, ReleaseSheet};
use crate::office::{Archive, Markup};
use std::collections::BTreeSet;
use std::fmt::Write;

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The namespaces of all parts.
const SPACES: [(&str, &str); 11] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("office:version", "1.3"),
];

/// The bytes of a workbook.
pub(super) fn workbook(release: &Release) -> Vec<u8> {
    let mut archive = Archive::default();
    // Programs know the kind of the file by this part, which therefore comes first.
    archive.add("mimetype", KIND.as_bytes());
    archive.add("content.xml", content(release).as_bytes());
    archive.add("styles.xml", styles(release).as_bytes());
    archive.add("meta.xml", meta(release).as_bytes());
    archive.add("META-INF/manifest.xml", manifest().as_bytes());
    archive.finish()
}

fn manifest() -> String {
    let mut part = Markup::part();
    let space = [("xmlns:manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"), ("manifest:version", "1.3")];
    part.element("manifest:manifest", &space, |part| {
        for (path, kind) in
            [("/", KIND), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml")]
        {
            part.empty("manifest:file-entry", &[("manifest:full-path", path), ("manifest:media-type", kind)]);
        }
    });
    part.finish()
}

fn meta(release: &Release) -> String {
    let mut part = Markup::part();
    part.element("office:document-meta", &SPACES, |part| {
        part.element("office:meta", &[], |part| {
            part.element("dc:title", &[], |part| {
                part.words(&release.title);
            });
            part.element("dc:language", &[], |part| {
                part.words(release.language.tag());
            });
        });
    });
    part.finish()
}

fn styles(release: &Release) -> String {
    let tag = release.language.tag();
    let language = match tag {
        "zh" => [("style:language-asian", tag), ("style:country-asian", "CN"), ("fo:language", "en")],
        _ => [("fo:language", tag), ("fo:country", "GB"), ("style:language-asian", "zh")],
    };
    let mut part = Markup::part();
    part.element("office:document-styles", &SPACES, |part| {
        part.element("office:styles", &[], |part| {
            part.element("style:default-style", &[("style:family", "table-cell")], |part| {
                part.empty("style:text-properties", &language);
            });
            part.empty("style:style", &[("style:name", "Default"), ("style:family", "table-cell")]);
            let heading = [
                ("style:name", "Heading_20_1"),
                ("style:display-name", "Heading 1"),
                ("style:family", "table-cell"),
                ("style:parent-style-name", "Default"),
            ];
            part.element("style:style", &heading, |part| {
                let look = [("fo:font-size", "15pt"), ("fo:font-weight", "bold"), ("style:font-weight-asian", "bold")];
                part.empty("style:text-properties", &look);
            });
        });
    });
    part.finish()
}

fn content(release: &Release) -> String {
    let mut part = Markup::part();
    part.element("office:document-content", &SPACES, |part| {
        part.element("office:automatic-styles", &[], |part| automatic(part, release));
        part.element("office:body", &[], |part| {
            part.element("office:spreadsheet", &[], |part| {
                release.sheets.iter().for_each(|sheet| write_sheet(part, sheet));
                part.element("table:database-ranges", &[], |part| {
                    release.sheets.iter().for_each(|sheet| range(part, sheet));
                });
            });
        });
    });
    part.finish()
}

/// The styles of cells with numbers, by their decimals, and of columns, by their widths.
fn automatic(part: &mut Markup, release: &Release) {
    let tables = || release.sheets.iter().filter_map(|sheet| sheet.table.as_ref());
    let cells = tables().flat_map(|table| table.rows.iter().flatten());
    let decimals: BTreeSet<u32> = cells
        .filter_map(|cell| match cell {
            ReleaseCell::Number(number) => Some(number.scale()),
            _ => None,
        })
        .collect();
    let style = |part: &mut Markup, name: &str, more: &[(&str, &str)], inner: &dyn Fn(&mut Markup)| {
        let mut attributes =
            vec![("style:name", name), ("style:family", "table-cell"), ("style:parent-style-name", "Default")];
        attributes.extend(more);
        part.element("style:style", &attributes, |part| inner(part));
    };
    let wrap = |part: &mut Markup| {
        part.empty("style:table-cell-properties", &[("fo:wrap-option", "wrap"), ("style:vertical-align", "top")]);
    };
    style(part, "words", &[], &wrap);
    style(part, "head", &[], &|part| {
        wrap(part);
        part.empty("style:text-properties", &[("fo:font-weight", "bold"), ("style:font-weight-asian", "bold")]);
    });
    for decimals in decimals {
        let (name, places) = (format!("N{decimals}"), decimals.to_string());
        part.element("number:number-style", &[("style:name", &name)], |part| {
            let form = [("number:decimal-places", places.as_str()), ("number:min-decimal-places", &places)];
            let whole = [("number:min-integer-digits", "1"), ("number:grouping", "false")];
            part.empty("number:number", &[form, whole].concat());
        });
        style(part, &format!("n{decimals}"), &[("style:data-style-name", &name)], &|part| {
            part.empty("style:table-cell-properties", &[("style:vertical-align", "top")]);
        });
    }
    let widths: BTreeSet<usize> = release.sheets.iter().flat_map(widths).collect();
    for width in widths {
        let name = format!("w{width}");
        part.element("style:style", &[("style:name", &name), ("style:family", "table-column")], |part| {
            // A sign of half width takes a fifth of a centimetre.
            let wide = format!("{}mm", width * 2);
            part.empty("style:table-column-properties", &[("style:column-width", &wide)]);
        });
    }
}

fn write_sheet(part: &mut Markup, sheet: &ReleaseSheet) {
    part.element("table:table", &[("table:name", &sheet.tab)], |part| {
        for width in widths(sheet) {
            part.empty("table:table-column", &[("table:style-name", &format!("w{width}"))]);
        }
        let row = |part: &mut Markup, inner: &dyn Fn(&mut Markup)| {
            part.element("table:table-row", &[], |part| inner(part));
        };
        row(part, &|part| {
            words(part, "Heading_20_1", |part| {
                part.words(&sheet.title);
            })
        });
        for line in &sheet.lines {
            row(part, &|part| write_cell(part, "Default", line));
        }
        let Some(table) = &sheet.table else { return };
        part.element("table:table-header-rows", &[], |part| {
            row(part, &|part| {
                table.heads.iter().for_each(|head| {
                    words(part, "head", |part| {
                        part.words(head);
                    })
                });
            });
        });
        for cells in &table.rows {
            row(part, &|part| cells.iter().for_each(|cell| write_cell(part, "words", cell)));
        }
    });
}

fn words(part: &mut Markup, style: &str, inner: impl FnOnce(&mut Markup)) {
    let attributes = [("table:style-name", style), ("office:value-type", "string")];
    part.element("table:table-cell", &attributes, |part| {
        part.element("text:p", &[], inner);
    });
}

fn write_cell(part: &mut Markup, style: &str, cell: &ReleaseCell) {
    match cell {
        ReleaseCell::Words(text) => words(part, style, |part| {
            part.words(text);
        }),
        ReleaseCell::Link { words: text, tab } => words(part, style, |part| {
            let target = format!("#'{tab}'.A1");
            part.element("text:a", &[("xlink:type", "simple"), ("xlink:href", &target)], |part| {
                part.words(text);
            });
        }),
        ReleaseCell::Number(number) => {
            let (style, value) = (format!("n{}", number.scale()), number.to_string());
            let attributes =
                [("table:style-name", style.as_str()), ("office:value-type", "float"), ("office:value", &value)];
            part.element("table:table-cell", &attributes, |part| {
                part.element("text:p", &[], |part| {
                    part.words(&value);
                });
            });
        }
        ReleaseCell::Blank => {
            part.empty("table:table-cell", &[]);
        }
    }
}

/// A table as a range that programs find by its name.
fn range(part: &mut Markup, sheet: &ReleaseSheet) {
    let Some(table) = &sheet.table else { return };
    let first = head_row(sheet) + 1;
    let last = column(table.heads.len().saturating_sub(1));
    let place = format!("'{tab}'.A{first}:'{tab}'.{last}{}", first + table.rows.len(), tab = sheet.tab);
    let attributes = [
        ("table:name", table.name.as_str()),
        ("table:target-range-address", &place),
        ("table:contains-header", "true"),
        ("table:display-filter-buttons", "false"),
    ];
    part.empty("table:database-range", &attributes);
}

/// The letters of a column, from 0: A, B, … Z, AA.
fn column(index: usize) -> String {
    let mut letters = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        let _ = write!(letters, "{}", char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.chars().rev().collect()
}
