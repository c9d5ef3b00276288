//! One page, two readers: small whole books, built to a site and, where typst is at hand, to paper. What an author wrote
//! stands in both, in the same order, with the same numbers.
#![allow(clippy::disallowed_methods, reason = "starts pdftotext")]

mod common;

use common::{base, extended, site, with_page, with_templates};
use tallybook::load::Memory;
use tallybook::{Build, Only, Typst};

/// The base book with one page more; `text` is given the language.
fn book(text: impl Fn(&str) -> String) -> Memory {
    with_templates(with_page(base(), &text("zh"), &text("en")))
}

/// A picture of one colour: `width` times `height` pixels, each with its own red so that no two files are the same.
fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut data = vec![0x78, 0x01];
    let line: Vec<u8> = std::iter::once(0).chain((0..width).flat_map(|_| [width as u8, 160, 120])).collect();
    let raw: Vec<u8> = (0..height).flat_map(|_| line.clone()).collect();
    let last = raw.chunks(65_535).count() - 1;
    for (index, chunk) in raw.chunks(65_535).enumerate() {
        let length = chunk.len() as u16;
        data.push(u8::from(index == last));
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(chunk);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &raw {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    data.extend((b << 16 | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    for (kind, content) in [(b"IHDR", header), (b"IDAT", data), (b"IEND", Vec::new())] {
        png.extend((content.len() as u32).to_be_bytes());
        let summed = [kind.as_slice(), &content].concat();
        png.extend(&summed);
        png.extend(sum(&summed).to_be_bytes());
    }
    png
}

/// The check sum of a PNG's chunk.
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

/// The text of the page on the site, per language.
fn on_the_site(book: &Memory) -> [String; 2] {
    let site = site(book);
    ["zh", "en"].map(|language| {
        let page = common::page(&site, &format!("{language}/status/more.html"));
        let article = page.split_once("</h1>").and_then(|(_, rest)| rest.split_once("</article>"));
        article.expect("the page has a text").0.to_owned()
    })
}

/// The PDFs, per language; typst may say nothing.
fn on_paper(book: &Memory) -> [Vec<u8>; 2] {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = std::env::var_os("TALLYBOOK_TYPST")
        .expect("TALLYBOOK_TYPST must name typst 0.15 (`make test` sets it; `make typst` builds it)");
    let mut outcome = tallybook::check_book(book).expect("files in memory can be read");
    let typst = Typst::new(program.into(), folder.path().join("staging"));
    let request = Build { only: Some(Only::Print), typst: Some(typst), ..Build::default() };
    let prints = tallybook::build_book(&mut outcome, book, &request);
    let prints = prints.unwrap_or_else(|_| panic!("{:?}", outcome.faults.iter().collect::<Vec<_>>()));
    let warned: Vec<_> = outcome.faults.iter().filter(|fault| fault.rule.name == "print-warning").collect();
    assert!(warned.is_empty(), "typst complains: {warned:?}");
    ["zh", "en"].map(|language| prints.get(&format!("print/plan.{language}.pdf")).expect("it is printed").to_vec())
}

/// The words of a PDF without spaces; none where this machine has no tool to read it.
fn words(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("book.pdf");
    std::fs::write(&path, pdf).expect("the temporary folder takes it");
    let output = std::process::Command::new("pdftotext").args([path.as_os_str(), "-".as_ref()]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).chars().filter(|c| !c.is_whitespace()).collect())
}

fn count(bytes: &[u8], marker: &str) -> usize {
    bytes.windows(marker.len()).filter(|window| *window == marker.as_bytes()).count()
}

/// Where each of the parts stands, one behind the other.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} is missing behind byte {from} of\n{text}"));
        from += at + part.len();
    }
}

fn footnotes() -> Memory {
    let mut book = book(|language| match language {
        "zh" => "乙[^b]，甲在km²[^a]，又见[^B]。\n\n[^a]: 甲注，见丙[^c]。\n[^b]: 乙注。\n[^c]: 丙注。\n".to_owned(),
        _ => "B[^b], A in km²[^a], again[^B].\n\n[^a]: Note A, see C.[^c]\n[^b]: Note B.\n[^c]: Note C.\n".to_owned(),
    });
    for (language, text) in [("zh", "\n前文[^x]。\n\n[^x]: 前注。\n"), ("en", "\nBefore.[^x]\n\n[^x]: Note before.\n")]
    {
        book = extended(&book, &format!("content/{language}/01-status/01-land.md"), text);
    }
    book
}

#[test]
fn footnotes_are_numbered_through_the_chapter_by_their_first_marks() {
    let [zh, en] = on_the_site(&footnotes());
    for text in [&zh, &en] {
        in_order(
            text,
            &[
                "<sup class=\"footnote\" id=\"fnref.2\"><a href=\"#fn.2\">[2]</a></sup>",
                "km²<sup class=\"footnote\" id=\"fnref.3\"><a href=\"#fn.3\">[3]</a></sup>",
                "id=\"fnref.2.2\"><a href=\"#fn.2\">[2]</a>",
                "<ol start=\"2\">",
                "<li id=\"fn.2\">",
                "href=\"#fnref.2\"",
                "href=\"#fnref.2.2\"",
                "<li id=\"fn.3\">",
                "id=\"fnref.4\"",
                "<li id=\"fn.4\">",
            ],
        );
        assert_eq!(text.matches("↩").count(), 4, "{text}");
    }
    in_order(&zh, &["乙注。", "甲注", "丙注"]);
    in_order(&en, &["Note B.", "Note A", "Note C."]);
}

#[test]
fn with_typst_footnotes_have_the_numbers_of_the_site() {
    let [zh, en] = on_paper(&footnotes());
    let (Some(zh), Some(en)) = (words(&zh), words(&en)) else { return };
    in_order(&zh, &["前文[1]", "乙[2]，甲在km²[3]，又见[2]。", "前注。", "乙注。", "甲注，见丙[4]。", "丙注。"]);
    in_order(&en, &["Before.[1]", "B[2],Ainkm²[3],again[2].", "Notebefore.", "NoteB.", "NoteA,seeC.[4]", "NoteC."]);
}

fn lists() -> Memory {
    book(|language| {
        let word = |zh: &'static str, en: &'static str| if language == "zh" { zh } else { en };
        format!(
            "- {a}\n  - {b}\n    - {c}\n      - {d}\n\n{e}\n\n3. {a}\n\n   7. {b}\n      - {c}\n\n        0. {d}\n\n> {e}\n>\n> - {a}\n>   > {b}\n",
            a = word("甲", "Alpha"),
            b = word("乙", "Beta"),
            c = word("丙", "Gamma"),
            d = word("丁", "Delta"),
            e = word("戊", "Epsilon"),
        )
    })
}

#[test]
fn lists_nest_and_begin_at_their_numbers() {
    for text in on_the_site(&lists()) {
        in_order(
            &text,
            &[
                "<ul>",
                "<ul>",
                "<ul>",
                "<ul>",
                "</ul>",
                "<ol start=\"3\">",
                "<ol start=\"7\">",
                "<ul>",
                "<ol start=\"0\">",
                "<blockquote>",
                "<ul>",
                "<blockquote>",
            ],
        );
    }
}

#[test]
fn with_typst_lists_have_a_marker_at_every_level() {
    let [zh, en] = on_paper(&lists());
    let (Some(zh), Some(en)) = (words(&zh), words(&en)) else { return };
    in_order(&zh, &["●甲", "–乙", "○丙", "○丁", "戊", "3.甲", "7.乙", "●丙", "0.丁", "戊", "●甲", "乙"]);
    in_order(&en, &["●Alpha", "–Beta", "○Gamma", "○Delta", "Epsilon", "3.Alpha", "7.Beta", "●Gamma", "0.Delta"]);
}

fn pictures() -> Memory {
    let mut book = book(|language| {
        let (before, after) =
            if language == "zh" { ("图标", "在句中。") } else { ("A sign ", " in a sentence.") };
        format!(
            "{before}![x](images/a.png){after}\n\n![x](images/b.png)\n\n- ![x](images/c.png)\n\n| x | ![x](images/d.png) |\n|---|---|\n| ![x](images/e.png) | x |\n\nx[^a]\n\n[^a]: ![x](images/f.png)\n"
        )
    });
    for (index, name) in ["a", "b", "c", "d", "e", "f"].into_iter().enumerate() {
        let width = [24, 240, 1200, 12, 60, 30][index];
        book.files.insert(format!("content/images/{name}.png"), picture(width, 10));
    }
    book
}

#[test]
fn a_picture_has_its_natural_width() {
    for text in on_the_site(&pictures()) {
        in_order(&text, &["a.png\" alt=\"x\" width=\"24\">", "width=\"240\">", "width=\"1200\">", "width=\"12\">"]);
        assert_eq!(text.matches("<img ").count(), 6);
    }
}

#[test]
fn with_typst_every_picture_of_the_site_is_on_paper() {
    for pdf in on_paper(&pictures()) {
        assert_eq!(count(&pdf, "/Subtype/Image"), 6);
    }
}

fn tables() -> Memory {
    book(|language| {
        let area = if language == "zh" { "[2124.01平方千米]" } else { "[2,124.01 km²]" };
        format!(
            "| A | B | C | D |\n|---|:-:|--:|---|\n| a | b | c | {area}(=land.grassland.area) |\n\n{}\n",
            "| interdepartmental ".repeat(9) + "|\n" + &"|---".repeat(9) + "|\n" + &"| coordination ".repeat(9) + "|"
        )
    })
}

#[test]
fn columns_stand_as_their_row_of_dashes_says_and_numbers_at_the_end() {
    for text in on_the_site(&tables()) {
        in_order(
            &text,
            &[
                "<th scope=\"col\">A</th><th scope=\"col\" class=\"center\">B</th><th scope=\"col\" class=\"end\">C</th>",
                "<th scope=\"col\" class=\"end\">D</th>",
                "<td>a</td><td class=\"center\">b</td><td class=\"end\">c</td><td class=\"number\">",
            ],
        );
    }
}

#[test]
fn with_typst_a_wide_table_turns_its_page() {
    for pdf in on_paper(&tables()) {
        // The long side of A4 in points, once as a page's width.
        assert_eq!(count(&pdf, "/MediaBox[0 0 841.8898 595.2756]"), 1);
        let Some(words) = words(&pdf) else { return };
        assert_eq!(words.matches("coordination").count(), 9, "{words}");
    }
}

#[test]
fn english_quotation_marks_are_the_printers_and_a_latin_apostrophe_in_chinese_is_narrow() {
    let [zh, en] = on_the_site(&book(|language| match language {
        "zh" => "据Xu’s法。".to_owned(),
        _ => "The *county's* \"own\"\n'words'.".to_owned(),
    }));
    in_order(&zh, &["据Xu<span class=\"narrow\">’</span>s法"]);
    in_order(&en, &["The <em>county’s</em> “own” ‘words’."]);
}

#[test]
fn a_table_of_numbers_without_dates_has_no_column_for_them() {
    let columns = |date: &str| {
        let fact =
            format!("- {{id: peak, name: {{zh: 最高点, en: Peak}}, value: 2321, unit: m, source: survey-3{date}}}\n");
        let table = "format: 1\ntables:\n- {id: relief, kind: facts, title: {zh: 地形, en: Relief}, rows: [peak]}\n";
        let book = book(|_| "[](#tab:relief)\n\n![](tab:relief)".to_owned())
            .with("data/facts/more.yaml", format!("format: 1\nfacts:\n{fact}"))
            .with("data/tables.yaml", table);
        on_the_site(&book).map(|page| page.matches("<th scope=\"col\"").count())
    };
    assert_eq!(columns(""), [3, 3]);
    assert_eq!(columns(", date: 2020"), [4, 4]);
}
