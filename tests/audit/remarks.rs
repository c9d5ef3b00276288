//! Comments in somebody's own Word file, workbooks that come back with decisions, reports as PDF.

use crate::common::tool;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tallybook::Told;
use tallybook::audit::{audit, output};
use tallybook::diagnostic::SourceMap;
use tallybook::locale::Catalogue;
use tallybook::model::Language;
use tallybook::office::word::{Manuscript, Paragraph};
use tallybook::office::{Archive, Package};

/// A sentence whose bracket does not agree, and one that says nothing.
const WRONG: &str = "草地20.4万亩（1.63万公顷）。";

const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

pub(crate) fn body(inner: &str) -> String {
    format!("<w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"><w:body>{inner}<w:sectPr/></w:body></w:document>")
}

/// A Word file of these parts beside the least that one needs.
pub(crate) fn file(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Archive::default();
    archive
        .add("[Content_Types].xml", b"<Types xmlns=\"urn:t\"><Default Extension=\"xml\" ContentType=\"x\"/></Types>");
    archive.add("_rels/.rels", ROOT.as_bytes());
    parts.iter().for_each(|(path, bytes)| archive.add(path, bytes));
    archive.finish()
}

fn remarked(bytes: &[u8]) -> Vec<u8> {
    let mut sources = SourceMap::default();
    let found = audit("a.docx", bytes, &mut sources).unwrap();
    let catalogue = Catalogue::of(Language::Zh);
    output::print_remarks(Told { audit: &found, sources: &sources, catalogue: &catalogue, all: false }, bytes).unwrap()
}

fn paragraphs(manuscript: &Manuscript) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    manuscript.body.iter().for_each(|block| block.for_each_paragraph(&mut |paragraph| found.push(paragraph)));
    found
}

/// The words that a comment is on.
fn on(manuscript: &Manuscript, id: &str) -> String {
    let pieces = paragraphs(manuscript).into_iter().flat_map(|paragraph| &paragraph.pieces);
    pieces.filter(|piece| piece.comments.iter().any(|own| own == id)).map(|piece| piece.text.as_str()).collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let package = Package::open(bytes).unwrap();
    package.paths().map(|path| (path.to_owned(), package.bytes(path).unwrap().unwrap())).collect()
}

#[test]
fn comments_stand_at_their_sentences_and_nothing_else_changes() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let row = |cells: [&str; 2]| {
        let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
        format!("<w:tr>{}{}</w:tr>", cell(cells[0]), cell(cells[1]))
    };
    let table: String =
        [["镇", "亩"], ["东", "20.5"], ["西", "30.5"], ["南", "40.5"], ["合计", "95.1"]].map(row).concat();
    let drawing = format!("<w:drawing><x><w:txbxContent><w:p>{}</w:p></w:txbxContent></x></w:drawing>", run(WRONG));
    let cases = [
        ("one run", format!("<w:p>{}</w:p>", run(&format!("起句。{WRONG}末句。"))), WRONG),
        (
            "runs, entities, looks",
            "<w:p><w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>甲&amp;乙&#12290;草地20.4</w:t></w:r><w:r><w:t>万亩（</w:t></w:r><w:r><w:t>1.63万公顷）。林地照旧。</w:t></w:r></w:p>".to_owned(),
            WRONG,
        ),
        (
            "tracked changes",
            format!("<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>1.36</w:delText></w:r></w:del>{}</w:p>", run("起句。草地20.4万亩（"), run("1.63"), run("万公顷）。末句。")),
            "草地20.4万亩（1.631.36万公顷）。",
        ),
        ("a tab in the run", "<w:p><w:r><w:tab/><w:t>起句。草地20.4万亩（1.63万公顷）。末句。</w:t><w:tab/></w:r></w:p>".to_owned(), WRONG),
        ("words that cannot be parted", "<w:p><w:r><w:t><![CDATA[起句。草地20.4万亩（1.63万公顷）。]]></w:t></w:r></w:p>".to_owned(), "起句。草地20.4万亩（1.63万公顷）。"),
        ("a cell", format!("<w:tbl>{table}</w:tbl>"), "95.1"),
        ("a link", format!("<w:p><w:hyperlink>{}</w:hyperlink></w:p>", run(&format!("{WRONG}末句。"))), WRONG),
        ("a text box", format!("<w:p>{}<w:r>{drawing}</w:r></w:p>", run("图")), ""),
    ];
    for (what, inner, expected) in cases {
        let before = file(&[("word/document.xml", body(&inner).as_bytes()), ("word/media/a.png", b"no picture")]);
        let after = remarked(&before);
        let (old, new) = (Manuscript::read(&before).unwrap(), Manuscript::read(&after).unwrap());
        let text = |of: &Manuscript| paragraphs(of).iter().map(|own| own.text()).collect::<Vec<String>>();
        assert_eq!(text(&old), text(&new), "{what}");
        let [comment] = new.comments.as_slice() else { panic!("{what}: {:?}", new.comments) };
        assert_eq!((comment.author.as_str(), on(&new, &comment.id).as_str()), ("合符", expected), "{what}");
        let (old, new) = (parts(&before), parts(&after));
        let changed: Vec<&str> =
            new.iter().filter(|(path, part)| old.get(*path) != Some(part)).map(|(path, _)| path.as_str()).collect();
        let expected =
            ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml"];
        assert_eq!(changed, expected, "{what}");
        assert!(old.keys().all(|path| new.contains_key(path)));
    }
}

#[test]
fn comments_of_the_author_stay_and_notes_are_told_at_their_marks() {
    let relations = r#"<Relationships><Relationship Id="c" Type="x/comments" Target="remarks.xml"/><Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/></Relationships>"#;
    let comments = r#"<k:comments xmlns:k="urn:w"><k:comment k:id="7" k:author="王"><k:p><k:r><k:t>请核</k:t></k:r></k:p></k:comment></k:comments>"#;
    let notes = format!(
        "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>{WRONG}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let inner = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>起句。</w:t></w:r><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>\
        <w:r><w:t>{WRONG}</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
    );
    let main = body(&inner);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(main.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for document in [main.as_bytes(), &wide] {
        let before = file(&[
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/remarks.xml", comments.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
        ]);
        let after = remarked(&before);
        let read = Manuscript::read(&after).unwrap();
        let ids: Vec<&str> = read.comments.iter().map(|comment| comment.id.as_str()).collect();
        assert_eq!(ids, ["7", "8", "9"]);
        assert_eq!(read.comments[0].text, "请核");
        assert_eq!(
            (on(&read, "7").as_str(), on(&read, "8").as_str(), on(&read, "9").as_str()),
            ("起句。", WRONG, "\u{fffc}")
        );
        let (old, new) = (parts(&before), parts(&after));
        let changed: Vec<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
        assert_eq!(changed, ["word/document.xml", "word/remarks.xml"]);
    }
}

#[test]
fn a_sound_file_comes_back_as_it_was_and_pages_are_told() {
    let sound = file(&[(
        "word/document.xml",
        body("<w:p><w:r><w:t>草地20.4万亩（1.36万公顷）。</w:t></w:r></w:p>").as_bytes(),
    )]);
    assert_eq!(remarked(&sound), sound);
    let place = |breaks: &str, page: &str| {
        let inner = format!("<w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r>{breaks}<w:t>{WRONG}</w:t></w:r></w:p>");
        let bytes = file(&[("word/document.xml", body(&inner).as_bytes())]);
        let mut sources = SourceMap::default();
        let found = audit("a.docx", &bytes, &mut sources).unwrap();
        let catalogue = Catalogue::of(Language::Zh);
        let told = output::print_human(Told { audit: &found, sources: &sources, catalogue: &catalogue, all: false });
        assert!(told.contains(page), "{page}: {told}");
    };
    place("<w:lastRenderedPageBreak/>", "约第 2 页");
    place("<w:br w:type=\"page\"/>", "第 2 页或其后");
    place("", "第 2 行");
}

fn run(arguments: &[&str], file: &Path) -> (Option<i32>, String) {
    let output = tool().args(["audit", "--lang", "en"]).args(arguments).arg(file).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn files_are_asked_for_where_a_form_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("a.txt");
    fs::write(&text, WRONG).unwrap();
    for form in ["docx", "xlsx", "pdf"] {
        let (status, said) = run(&["--format", form], &text);
        assert!(status == Some(2) && said.contains("--out"), "{form}: {said}");
    }
    let out = folder.path().join("out.docx");
    let (status, said) = run(&["--format", "docx", "--out", out.to_str().unwrap()], &text);
    assert!(status == Some(2) && said.contains(".docx only") && !out.exists(), "{said}");
}

#[test]
fn a_workbook_comes_back_with_decisions() {
    let folder = tempfile::tempdir().unwrap();
    let (text, list) = (folder.path().join("a.txt"), folder.path().join("list.xlsx"));
    fs::write(&text, WRONG).unwrap();
    let name = list.to_str().unwrap();
    assert_eq!(run(&["--format", "xlsx", "--out", name], &text).0, Some(1));
    let made = fs::read(&list).unwrap();
    assert_eq!(run(&["--format", "xlsx", "--out", name], &text).0, Some(1));
    assert_eq!(fs::read(&list).unwrap(), made, "the same findings give the same bytes");
    // What a person fills in, in the column of the drop-down.
    let filled = |words: &str| {
        let mut archive = Archive::default();
        for (path, part) in parts(&made) {
            let mut part = String::from_utf8(part).unwrap();
            if path == "xl/worksheets/sheet1.xml" {
                let start = part.find("<c r=\"H2\"").unwrap();
                let end = start + part[start..].find("/>").unwrap() + 2;
                part.replace_range(start..end, &format!("<c r=\"H2\" t=\"inlineStr\"><is><t>{words}</t></is></c>"));
                assert!(part.contains("<dataValidation "), "a drop-down");
            }
            archive.add(&path, part.as_bytes());
        }
        fs::write(&list, archive.finish()).unwrap();
        run(&["--ignore", name], &text).0
    };
    assert_eq!(filled(""), Some(1));
    assert_eq!(filled("open"), Some(1));
    assert_eq!(filled("right as it stands"), Some(0));
    assert_eq!(filled("另有说明"), Some(0));
}

#[test]
fn with_typst_the_report_is_a_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let (text, out) = (folder.path().join("a.txt"), folder.path().join("a.pdf"));
    // A character that no face has stops nothing.
    fs::write(&text, format!("{WRONG}\u{2a6d6}")).unwrap();
    let Some(typst) = std::env::var_os("TALLYBOOK_TYPST") else { return };
    let name = out.to_str().unwrap();
    let (status, said) = run(&["--format", "pdf", "--typst", typst.to_str().unwrap(), "--out", name], &text);
    assert_eq!(status, Some(1), "{said}");
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF-"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left of the work");
}
