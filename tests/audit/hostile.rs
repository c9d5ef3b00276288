//! Files that are broken, or made to break who reads them: each gives a clear fault or a sound reading, in bounded time.

use super::remarks::{body, file};
use std::fs;
use std::time::{Duration, Instant};
use tallybook::audit::{audit, output};
use tallybook::diagnostic::SourceMap;
use tallybook::diagnostic::limits::{LARGEST_OFFICE_PART, MOST_OFFICE_ATTRIBUTES, MOST_OFFICE_PARTS};
use tallybook::locale::Catalogue;
use tallybook::model::Language;
use tallybook::office::Archive;
use tallybook::{Audit, Told};

/// No file may take longer, even where the tests are not optimised.
const LONGEST: Duration = Duration::from_secs(30);

/// Reads a file and tells what was found in every form; gives the fault, if there is one.
fn read(path: &str, bytes: &[u8]) -> &'static str {
    let mut sources = SourceMap::default();
    match audit(path, bytes, &mut sources) {
        Ok(found) => {
            tell(&found, &sources, bytes);
            "sound"
        }
        Err(failure) => failure.message.id,
    }
}

fn tell(found: &Audit, sources: &SourceMap, bytes: &[u8]) {
    for language in [Language::Zh, Language::En] {
        let catalogue = &Catalogue::of(language);
        let told = Told { audit: found, sources, catalogue, all: true };
        let _ = (output::print_human(told), output::print_report(told), output::print_paper(told));
        let _ = (output::print_json(&[told]), output::print_list(&[told]), output::print_sarif(&[told]));
        let _ = (output::print_workbook(&[told]), output::print_remarks(told, bytes));
    }
}

/// A Word file of these parts alone.
fn bare(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Archive::default();
    parts.iter().for_each(|(path, bytes)| archive.add(path, bytes));
    archive.finish()
}

fn of_body(inner: &str) -> Vec<u8> {
    file(&[("word/document.xml", body(inner).as_bytes())])
}

fn nested(element: &str, times: usize) -> String {
    let close: String =
        element.split('<').rev().filter(|name| !name.is_empty()).map(|name| format!("</{name}")).collect();
    format!("{}{}", element.repeat(times), close.repeat(times))
}

/// Bytes in the place of others of the same length, everywhere.
fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|window| window == from) {
        bytes[at + found..at + found + to.len()].copy_from_slice(to);
        at += found + to.len();
    }
    bytes
}

type Case = (&'static str, Vec<u8>, &'static [&'static str]);

const TEXT: &str = "<w:p><w:r><w:t>草地20.4万亩（1.63万公顷）。</w:t></w:r></w:p>";
const DAMAGED: &[&str] = &["office.damaged"];
const FOREIGN: &[&str] = &["office.foreign"];
const NOT_WORD: &[&str] = &["office.not-word"];
const ENTITIES: &[&str] = &["office.entities"];
const TOO_MUCH: &[&str] = &["office.too-much"];
const SOUND: &[&str] = &["sound"];

/// What is no archive, or a broken one.
fn archives() -> Vec<Case> {
    let whole = of_body(TEXT);
    let stored = file(&[("word/document.xml", body(TEXT).as_bytes()), ("word/media/a.png", b"PICTURE PICTURE")]);
    let twice = file(&[("word/document.xml", body(TEXT).as_bytes()), ("word/documenu.xml", body("<w:p/>").as_bytes())]);
    let header = |offset: usize, value: u8| {
        let mut bytes = whole.clone();
        for (mark, place) in [(&b"PK\x03\x04"[..], offset), (&b"PK\x01\x02"[..], offset + 2)] {
            let starts: Vec<usize> =
                bytes.windows(4).enumerate().filter(|(_, window)| *window == mark).map(|(at, _)| at).collect();
            starts.into_iter().for_each(|start| bytes[start + place] = value);
        }
        bytes
    };
    let mut many = Archive::default();
    many.add("[Content_Types].xml", b"<Types/>");
    (0..MOST_OFFICE_PARTS).for_each(|number| many.add(&format!("x/{number}.xml"), b""));
    let wrong = {
        // One byte of the packed text: the sum no longer fits.
        let mut bytes = whole.clone();
        let at = bytes.windows(17).rposition(|window| window == b"word/document.xml").unwrap();
        let first = bytes.windows(17).position(|window| window == b"word/document.xml").unwrap();
        assert!(first < at);
        bytes[first + 17 + 30] ^= 0x10;
        bytes
    };
    vec![
        ("nothing", Vec::new(), &["office.empty"]),
        ("words", b"Dear colleagues".to_vec(), FOREIGN),
        ("a PDF", b"%PDF-1.7".to_vec(), FOREIGN),
        ("an old or a locked file", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].to_vec(), &["audit.save-as-docx"]),
        ("half of it", whole[..whole.len() / 2].to_vec(), DAMAGED),
        ("without its last bytes", whole[..whole.len() - 30].to_vec(), DAMAGED),
        ("two marks of an archive", b"PK\x03\x04PK\x01\x02".to_vec(), DAMAGED),
        ("a sum that does not fit", wrong, DAMAGED),
        ("locked parts", header(6, 1), &["office.damaged", "office.old"]),
        ("an unknown packing", header(8, 99), DAMAGED),
        (
            "two parts of one name",
            patched(&twice, b"word/documenu.xml", b"word/document.xml"),
            &["sound", "office.damaged"],
        ),
        ("names that lead out", patched(&stored, b"word/media/a.png", b"../../../../etc/"), SOUND),
        ("too many parts", many.finish(), &["office.parts"]),
    ]
}

/// What swells.
fn bombs() -> Vec<Case> {
    let blank = vec![b' '; usize::try_from(LARGEST_OFFICE_PART).unwrap() + 1];
    let bomb = file(&[("word/document.xml", &blank)]);
    let inner = file(&[
        ("word/document.xml", body(TEXT).as_bytes()),
        ("word/embeddings/a.docx", &bomb),
        ("word/embeddings/b.zip", &bomb),
    ]);
    let laughs: String =
        (1..10).map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10))).collect();
    let laughs = format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]>{}", body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"));
    let attributes: String = (0..=MOST_OFFICE_ATTRIBUTES).map(|index| format!(" a{index}=\"\"")).collect();
    let wide = format!(
        "<w:tbl>{}</w:tbl>",
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>".repeat(300)
    );
    vec![
        ("a part that swells", bomb, &["office.too-large"]),
        ("files that swell inside a sound one", inner, SOUND),
        ("entities in entities", file(&[("word/document.xml", laughs.as_bytes())]), ENTITIES),
        ("10,000 tables in each other", of_body(&nested("<w:tbl><w:tr><w:tc>", 10_000)), TOO_MUCH),
        ("10,000 controls in each other", of_body(&nested("<w:sdt><w:sdtContent>", 10_000)), TOO_MUCH),
        ("too many attributes", of_body(&format!("<w:p{attributes}/>")), TOO_MUCH),
        ("a huge attribute", of_body(&format!("<w:p w:x=\"{}\"/>{TEXT}", "a".repeat(8 << 20))), SOUND),
        ("a huge word", of_body(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "9".repeat(1 << 20))), SOUND),
        ("cells over all columns", of_body(&wide), SOUND),
    ]
}

/// Parts that lead astray.
fn relations() -> Vec<Case> {
    let leads = |target: &str, mode: &str| {
        let relation = format!(
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"{target}\"{mode}/></Relationships>"
        );
        bare(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", relation.as_bytes()),
            ("word/document.xml", body(TEXT).as_bytes()),
        ])
    };
    let external = format!(
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}",
        body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>")
    );
    let doctype = format!("<!DOCTYPE html>{}", body(TEXT));
    let named = r#"<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/><Relationship Id="n" Type="x/numbering" Target="n.xml"/><Relationship Id="f" Type="x/footnotes" Target="gone.xml"/></Relationships>"#;
    let styles = r#"<w:styles xmlns:w="urn:w"><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering xmlns:w="urn:w"><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1%1%1%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let styled = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"255\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>{TEXT}"
    );
    let cyclic = file(&[
        ("word/document.xml", body(&styled).as_bytes()),
        ("word/_rels/document.xml.rels", named.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/n.xml", numbering.as_bytes()),
    ]);
    let broken = file(&[
        ("word/document.xml", body(TEXT).as_bytes()),
        ("word/_rels/document.xml.rels", named.as_bytes()),
        ("word/styles.xml", b"<w:styles"),
    ]);
    let gbk = body("<w:p><w:r><w:t>x</w:t></w:r></w:p>").into_bytes();
    let gbk = patched(&gbk, b">x<", &[b'>', 0xd0, b'<']);
    let wide: Vec<u8> = body(TEXT).encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("a relation out of the archive", leads("../../../etc/passwd", ""), NOT_WORD),
        ("a relation to another machine", leads("http://example.org/a.xml", " TargetMode=\"External\""), NOT_WORD),
        ("a relation to nothing", leads("word/gone.xml", ""), NOT_WORD),
        ("a relation to itself", leads("_rels/.rels", ""), NOT_WORD),
        ("broken relations", bare(&[("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<Relationships")]), DAMAGED),
        ("no list of kinds", bare(&[("_rels/.rels", b"<x/>"), ("word/document.xml", b"<x/>")]), FOREIGN),
        ("wrong kinds", bare(&[("[Content_Types].xml", b"<Types><Default Extension=\"xml\" ContentType=\"image/png\"/></Types>"), ("_rels/.rels", br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#), ("word/document.xml", body(TEXT).as_bytes())]), SOUND),
        ("no main part", file(&[]), NOT_WORD),
        ("a spreadsheet", file(&[("word/document.xml", b"<workbook/>")]), NOT_WORD),
        ("no body", file(&[("word/document.xml", b"<w:document xmlns:w=\"urn:w\"/>")]), NOT_WORD),
        ("an entity from the disk", file(&[("word/document.xml", external.as_bytes())]), ENTITIES),
        ("a document type", file(&[("word/document.xml", doctype.as_bytes())]), ENTITIES),
        ("styles and lists in circles, notes that are gone", cyclic, SOUND),
        ("broken styles", broken, DAMAGED),
        ("half a character", file(&[("word/document.xml", &gbk)]), DAMAGED),
        ("wide characters without a mark", file(&[("word/document.xml", &wide)]), DAMAGED),
        ("no XML", file(&[("word/document.xml", b"\x00\x01\x02")]), DAMAGED),
    ]
}

#[test]
fn hostile_files_are_told_or_read() {
    let cases: Vec<Case> = archives().into_iter().chain(bombs()).chain(relations()).collect();
    assert!(cases.len() > 30, "{}", cases.len());
    for (what, bytes, expected) in cases {
        let begun = Instant::now();
        let said = read("a.docx", &bytes);
        assert!(expected.contains(&said), "{what}: {said}");
        assert!(begun.elapsed() < LONGEST, "{what} takes {:?}", begun.elapsed());
    }
}

/// A small generator of numbers that look drawn by chance: the same seed gives the same documents everywhere (Steele, Lea and
/// Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// A text with parts cut, doubled, turned round and put elsewhere, and with signs that mean something to its readers.
fn mutated(text: &str, chance: &mut Chance) -> String {
    const SIGNS: [&str; 26] = [
        "（",
        "）",
        "|",
        "\t",
        "\n",
        "其中",
        "占",
        "%",
        "<table>",
        "</td>",
        "99999999999999999999999999999",
        "亿",
        "-",
        "分别为",
        "0",
        "\u{fffd}",
        "&amp;",
        "<w:t>",
        "</w:r>",
        "<w:tbl>",
        "\"",
        "&#0;",
        "1e999",
        "of which",
        "\u{2028}",
        "w:val=\"-1\"",
    ];
    let mut signs: Vec<char> = text.chars().collect();
    for _ in 0..1 + chance.below(30) {
        let start = chance.below(signs.len() + 1);
        let end = (start + chance.below(60)).min(signs.len());
        match chance.below(4) {
            0 => drop(signs.drain(start..end)),
            1 => {
                let copy = signs[start..end].to_vec();
                let at = chance.below(signs.len() + 1);
                signs.splice(at..at, copy);
            }
            2 => signs[start..end].reverse(),
            _ => drop(signs.splice(start..start, SIGNS[chance.below(SIGNS.len())].chars())),
        }
    }
    signs.into_iter().collect()
}

/// The same with the words between elements alone.
fn reworded(text: &str, chance: &mut Chance) -> String {
    let parts = text.split_inclusive('>').map(|part| {
        let (words, element) = part.split_at(part.find('<').unwrap_or(part.len()));
        let words = if words.len() > 8 && chance.below(4) == 0 { mutated(words, chance) } else { words.to_owned() };
        words.replace(['<', '>', '&'], " ") + element
    });
    parts.collect()
}

/// The text of a file that a form is mutated from.
fn text(form: &str, which: usize) -> String {
    let name = super::SOUND[which % super::SOUND.len()];
    let text = fs::read_to_string(super::path(name)).unwrap();
    match form {
        "docx" => {
            let line = |line: &str| match line.strip_prefix('|') {
                Some(row) => {
                    let cells = row.trim_end_matches('|').split('|');
                    let cell = |cell: &str| format!("<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>", cell.trim());
                    format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.map(cell).collect::<String>())
                }
                None => format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", line.replace(['<', '>', '&'], " ")),
            };
            body(&text.lines().map(line).collect::<String>())
        }
        "xlsx" => {
            let row = |(number, line): (usize, &str)| {
                let cells = line.split(['|', '，', ',']).enumerate();
                let cell = |(_, cell): (usize, &str)| {
                    format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", cell.replace(['<', '>', '&'], " "))
                };
                format!("<row r=\"{}\">{}</row>", number + 1, cells.map(cell).collect::<String>())
            };
            format!(
                "<worksheet><sheetData>{}</sheetData></worksheet>",
                text.lines().enumerate().map(row).collect::<String>()
            )
        }
        _ => text,
    }
}

/// A file of a form around a text.
fn wrapped(form: &str, text: &str, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = match form {
        "docx" => file(&[("word/document.xml", text.as_bytes())]),
        "xlsx" => bare(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="s" Type="x/worksheet" Target="sheet1.xml"/></Relationships>"#),
            ("xl/workbook.xml", br#"<workbook xmlns:r="urn:r"><sheets><sheet name="A" r:id="s"/></sheets></workbook>"#),
            ("xl/sheet1.xml", text.as_bytes()),
        ]),
        _ => text.as_bytes().to_vec(),
    };
    // One in five loses or gains bytes beside.
    if chance.below(5) == 0 && !bytes.is_empty() {
        for _ in 0..5 {
            let at = chance.below(bytes.len());
            bytes[at] = u8::try_from(chance.below(256)).unwrap();
        }
        bytes.truncate(bytes.len() - chance.below(bytes.len() / 8 + 1));
    }
    bytes
}

/// So many of each form; more with `TALLYBOOK_MUTATED=1000`.
#[test]
fn no_mutated_document_makes_the_audit_fall() {
    let asked = std::env::var("TALLYBOOK_MUTATED").ok().and_then(|count| count.parse().ok());
    let count: usize = asked.unwrap_or(60);
    for form in ["docx", "xlsx", "md", "txt", "html"] {
        let mut sound = 0;
        for number in 0..count {
            let mut chance = Chance(u64::try_from(number).unwrap());
            let whole = text(form, number);
            // Of two files in XML one stays sound: its words alone are changed.
            let changed = match ["docx", "xlsx"].contains(&form) && chance.below(2) == 0 {
                true => reworded(&whole, &mut chance),
                false => mutated(&whole, &mut chance),
            };
            let bytes = wrapped(form, &changed, &mut chance);
            let begun = Instant::now();
            sound += usize::from(read(&format!("a.{form}"), &bytes) == "sound");
            assert!(begun.elapsed() < LONGEST, "{form} {number} takes {:?}", begun.elapsed());
        }
        assert!(sound > 0, "{form}: none could be read");
    }
}
