//! The Word copy: what it holds, and what comes back of it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "small books in memory and in temporary folders")]

mod common;

use common::{book, edited, on_disk, sound, text, tool, with_templates};
use tallybook::comments::{Remark, Review, Said};
use tallybook::load::Memory;
use tallybook::model::OutputTree;
use tallybook::model::document::Audience;
use tallybook::office::word::{Block, Manuscript};
use tallybook::office::{Archive, Package};
use tallybook::{Build, Only, build_book, prose, review_copies};

const LAND: &str = "content/zh/01-status/01-land.md";
const PEOPLE: &str = "content/zh/01-status/02-people.md";

fn whole() -> Memory {
    with_templates(book("whole"))
}

fn built(book: &Memory, request: Build) -> OutputTree {
    let mut outcome = sound(book);
    build_book(&mut outcome, book, &Build { only: Only::of("word"), ..request })
        .unwrap_or_else(|stop| panic!("{stop:?}"))
}

fn copy(book: &Memory, tag: &str) -> Vec<u8> {
    built(book, Build::default()).get(&format!("print/plan.{tag}.docx")).unwrap().to_vec()
}

/// A file with parts changed, or added where there were none.
fn with_parts(bytes: &[u8], change: &dyn Fn(&str, String) -> String, more: &[(&str, &str)]) -> Vec<u8> {
    let package = Package::open(bytes).unwrap();
    let mut archive = Archive::default();
    for path in package.paths() {
        match path.ends_with(".xml") || path.ends_with(".rels") {
            true => archive.add(path, change(path, package.text(path).unwrap().unwrap()).as_bytes()),
            false => archive.add(path, &package.bytes(path).unwrap().unwrap()),
        }
    }
    more.iter().for_each(|(path, text)| archive.add(path, text.as_bytes()));
    archive.finish()
}

/// A copy in whose body things stand in the place of others.
#[track_caller]
fn changed(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let change = |path: &str, mut text: String| {
        if path == "word/document.xml" {
            for (from, to) in changes {
                assert!(text.contains(from), "{from}");
                text = text.replacen(from, to, 1);
            }
        }
        text
    };
    with_parts(bytes, &change, &[])
}

fn run(text: &str) -> String {
    format!("<w:t xml:space=\"preserve\">{text}</w:t>")
}

fn inserted(author: &str, text: &str) -> String {
    format!(
        "<w:ins w:id=\"9\" w:author=\"{author}\" w:date=\"2026-11-30T08:00:00Z\"><w:r w:rsidR=\"00AB\">{}</w:r></w:ins>",
        run(text)
    )
}

fn deleted(author: &str, text: &str) -> String {
    format!(
        "<w:del w:id=\"8\" w:author=\"{author}\"><w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r></w:del>"
    )
}

/// `before` becomes `after` in a run, tracked, in pieces as Word leaves them.
fn tracked(whole: &str, before: &str, after: &str, author: &str) -> (String, String) {
    let (head, tail) = whole.split_once(before).unwrap();
    let from = format!("<w:r>{}</w:r>", run(whole));
    let piece = |text: &str| match text.is_empty() {
        true => String::new(),
        false => format!("<w:proofErr w:type=\"gramStart\"/><w:r w:rsidR=\"1\">{}</w:r>", run(text)),
    };
    let to = format!("{}{}{}{}", piece(head), deleted(author, before), inserted(author, after), piece(tail));
    (from, to)
}

#[track_caller]
fn reviewed(book: &Memory, copies: &[&[u8]]) -> Review {
    let copies: Vec<(String, Vec<u8>)> =
        copies.iter().enumerate().map(|(index, bytes)| (format!("{index}.docx"), bytes.to_vec())).collect();
    review_copies(&sound(book), &copies).unwrap().unwrap()
}

/// A remark in a line: place, who, what.
fn told(remark: &Remark) -> String {
    let place = remark.place.as_ref().map_or("gone".to_owned(), |place| match place.number.is_empty() {
        true => place.words.clone(),
        false => place.number.clone(),
    });
    let voices: Vec<&str> = remark.voices.iter().map(|voice| voice.author.as_str()).collect();
    let said = match &remark.said {
        Said::Comment { on, text, .. } => format!("on {on}: {text}"),
        Said::Words { before, after } => format!("{before} → {after}"),
        Said::Number { key, before, after } => format!("{key}: {before} → {after}"),
        Said::Added(text) => format!("+ {text}"),
        Said::Removed(text) => format!("- {text}"),
        Said::Moved { text, after } => format!("{text} after {after}"),
        Said::Joined => "joined".to_owned(),
    };
    let end = if remark.is_disputed {
        " (disputed)"
    } else if remark.edits.is_empty() {
        " (by hand)"
    } else {
        ""
    };
    format!("{place} [{}] {said}{end}", voices.join("+"))
}

fn all(review: &Review) -> Vec<String> {
    review.remarks.iter().map(told).collect()
}

/// The book once the words are taken.
fn applied(book: &Memory, review: &Review) -> Memory {
    let outcome = sound(book);
    let edits = review.edits();
    let mut after = book.clone();
    for (id, source) in outcome.sources.iter() {
        let own: Vec<_> = edits.iter().filter(|edit| edit.span.source == id).collect();
        if !own.is_empty() {
            after = after.with(&source.path, prose::edited(&source.text, own));
        }
    }
    after
}

#[test]
fn a_copy_that_nobody_touched_says_nothing() {
    for book in [whole(), with_templates(book("pictures")), with_templates(common::hostile())] {
        for (_, audience) in Audience::ALL {
            let made = built(&book, Build { audience, ..Build::default() });
            for (path, bytes) in made.iter() {
                let review = reviewed(&book, &[bytes]);
                assert_eq!(all(&review), Vec::<String>::new(), "{path} {audience:?}");
                assert!(review.copies[0].notes.is_empty(), "{:?}", review.copies);
            }
        }
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_and_they_name_nobody() {
    let book = whole();
    let one = copy(&book, "zh");
    assert_eq!(one, copy(&book, "zh"));
    let package = Package::open(&one).unwrap();
    for path in package.paths().filter(|path| path.ends_with(".xml")) {
        let text = package.text(path).unwrap().unwrap();
        for word in ["rsid", "w:author", "lastModifiedBy", "dc:creator"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    let internal =
        edited(&book, "data/facts/land.yaml", "- id: county.area", "- id: county.area\n  audience: internal");
    if tallybook::check_book(&internal).unwrap().faults.errors() == 0 {
        let body = Package::open(&copy(&internal, "zh")).unwrap().text("word/document.xml").unwrap().unwrap();
        assert!(!body.contains("1200.00平方千米"), "a withheld number is in the public copy");
    }
}

#[test]
fn a_copy_has_what_readers_of_word_look_for() {
    let bytes = copy(&whole(), "zh");
    let manuscript = Manuscript::read(&bytes).unwrap();
    let mut styles = Vec::new();
    let mut tags = Vec::new();
    manuscript.body.iter().for_each(|block| {
        block.for_each_paragraph(&mut |paragraph| {
            styles.push((paragraph.outline, paragraph.style.clone(), paragraph.text()));
            tags.extend(paragraph.pieces.iter().filter_map(|piece| Some((piece.tag.clone()?, piece.text.clone()))));
        });
    });
    let has = |level: Option<u8>, style: &str, text: &str| {
        assert!(styles.contains(&(level, style.to_owned(), text.to_owned())), "{style}: {text}\n{styles:#?}");
    };
    has(Some(2), "heading 2", "第一节\u{3000}土地");
    assert!(tags.contains(&("county.area".to_owned(), "1200.00平方千米".to_owned())), "{tags:?}");
    let tables: Vec<_> = manuscript.body.iter().filter(|block| matches!(block, Block::Table(_))).collect();
    assert!(tables.len() >= 5, "{}", tables.len());
    let heads = tables.iter().filter(|block| matches!(block, Block::Table(table) if table.rows[0].head)).count();
    assert!(heads >= 4, "heads are repeated");
    assert!(!manuscript.notes.is_empty());
    let body = Package::open(&bytes).unwrap().text("word/document.xml").unwrap().unwrap();
    assert!(body.contains("descr=\"") && body.contains("TOC \\o"));
    // No link leads to a place that is not there, and no bookmark stands twice.
    let names: Vec<&str> = body.split("w:name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len());
    for anchor in body.split("w:anchor=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(names.contains(&anchor), "{anchor}");
    }
}

#[test]
fn words_come_back_as_if_they_were_edited_in_the_file() {
    let book = whole();
    let (from, to) = tracked("，最高点海拔", "最高点", "制高点", "王工");
    let bytes = changed(&copy(&book, "zh"), &[(&from, &to), (&run("，密度"), &run("，人口密度"))]);
    let review = reviewed(&book, &[&bytes]);
    assert_eq!(all(&review), ["1.1-01 [王工] 最 → 制", "1.2-01 []  → 人口"]);
    let by_hand = edited(&edited(&book, LAND, "最高点", "制高点"), PEOPLE, "，密度", "，人口密度");
    let after = applied(&book, &review);
    assert_eq!(text(&after, LAND), text(&by_hand, LAND));
    assert_eq!(text(&after, PEOPLE), text(&by_hand, PEOPLE));
    assert_eq!(copy(&after, "zh"), copy(&by_hand, "zh"));
}

#[test]
fn a_number_is_told_with_its_key_and_not_written() {
    let book = whole();
    let bytes = changed(&copy(&book, "zh"), &[(&run("1862米"), &run("1863.5米"))]);
    let review = reviewed(&book, &[&bytes]);
    assert_eq!(all(&review), ["1.1-01 [] relief.highest: 1862米 → 1863.5米 (by hand)"]);
    assert!(review.edits().is_empty());
}

#[test]
fn cells_notes_and_headings_come_back() {
    let book = whole();
    let bytes = changed(&copy(&book, "zh"), &[(&run("丙"), &run("丙|丁")), (&run("位置与地形"), &run("位置和地形"))]);
    let notes = |path: &str, text: String| match path {
        "word/footnotes.xml" => text.replacen("口径不同", "口径有别", 1),
        _ => text,
    };
    let review = reviewed(&book, &[&with_parts(&bytes, &notes, &[])]);
    assert_eq!(review.edits().len(), 3, "{:?}", all(&review));
    let after = applied(&book, &review);
    let by_hand = edited(&edited(&book, LAND, "位置与地形", "位置和地形"), LAND, "口径不同", "口径有别");
    let by_hand = edited(&by_hand, LAND, "| **乙** | 丙 |", "| **乙** | 丙\\|丁 |");
    assert_eq!(text(&after, LAND), text(&by_hand, LAND));
}

/// A paragraph of the copy that holds some words, whole.
#[track_caller]
fn paragraph(bytes: &[u8], words: &str) -> String {
    let body = Package::open(bytes).unwrap().text("word/document.xml").unwrap().unwrap();
    let at = body.find(words).unwrap_or_else(|| panic!("{words}"));
    let start = body[..at].rfind("<w:p>").unwrap();
    let end = at + body[at..].find("</w:p>").unwrap() + "</w:p>".len();
    body[start..end].to_owned()
}

#[test]
fn paragraphs_that_move_come_and_go_are_told_and_taken() {
    let book = whole();
    let zh = copy(&book, "zh");
    let (erosion, season) = (paragraph(&zh, "侵蚀模数为"), paragraph(&zh, "无霜期"));
    // Moved with its bookmark, as Word does; a new one after it.
    let new = format!(
        "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>",
        "<w:ins w:author=\"李工\"/>",
        inserted("李工", "1. 新的一段")
    );
    let bytes = changed(&zh, &[(&erosion, ""), (&season, &format!("{season}{erosion}{new}"))]);
    let review = reviewed(&book, &[&bytes]);
    let lines = all(&review);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("侵蚀模数为") && line.contains(" after 1.1-")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("[李工] + 1. 新的一段")), "{lines:?}");
    let own = "侵蚀模数为[1450吨/平方千米](=soil.loss@2020)，CO₂和PM₂.₅另计，单位如mg·L⁻¹。";
    let by_hand = edited(&book, LAND, &format!("{own}\n\n"), "");
    let last = "见[](#tab:states)。\n";
    let by_hand = edited(&by_hand, LAND, last, &format!("{last}\n{own}\n\n1\\. 新的一段\n"));
    assert_eq!(text(&applied(&book, &review), LAND), text(&by_hand, LAND));
    // Gone.
    let gone = reviewed(&book, &[&changed(&zh, &[(&erosion, "")])]);
    assert_eq!(gone.remarks.len(), 1, "{:?}", all(&gone));
    assert_eq!(text(&applied(&book, &gone), LAND), text(&edited(&book, LAND, &format!("{own}\n\n"), ""), LAND));
}

const COMMENTS: &str = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:comment w:id=\"0\" w:author=\"王工\" w:date=\"2026-11-30T08:00:00Z\"><w:p><w:r><w:t>请补</w:t></w:r><w:r><w:t>充来源</w:t></w:r></w:p></w:comment>\
    <w:comment w:id=\"7\" w:author=\"李工\"><w:p><w:r><w:t>何处？</w:t></w:r></w:p></w:comment></w:comments>";

#[test]
fn comments_stand_at_their_words_and_lost_ones_are_told() {
    let book = whole();
    let range = format!(
        "<w:commentRangeStart w:id=\"0\"/><w:r>{}</w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>",
        run("，密度")
    );
    let bytes = changed(&copy(&book, "zh"), &[(&format!("<w:r>{}</w:r>", run("，密度")), &range)]);
    let named = |path: &str, text: String| match path {
        "word/_rels/document.xml.rels" => {
            let own = "<Relationship Id=\"c\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" Target=\"comments.xml\"/></Relationships>";
            text.replace("</Relationships>", own)
        }
        _ => text,
    };
    let bytes = with_parts(&bytes, &named, &[("word/comments.xml", COMMENTS)]);
    assert_eq!(
        all(&reviewed(&book, &[&bytes])),
        ["1.2-01 [王工] on ，密度: 请补充来源 (by hand)", "gone [李工] on : 何处？ (by hand)"]
    );
}

#[test]
fn several_reviewers_are_merged_and_their_quarrels_told() {
    let book = whole();
    let zh = copy(&book, "zh");
    let by = |author: &str, word: &str| {
        let (from, to) = tracked("，最高点海拔", "最高点", word, author);
        changed(&zh, &[(&from, &to)])
    };
    let (one, two, other) = (by("王工", "极高处"), by("李工", "极高处"), by("赵工", "顶点"));
    assert_eq!(all(&reviewed(&book, &[&one, &two])), ["1.1-01 [王工+李工] 最高点 → 极高处"]);
    let review = reviewed(&book, &[&one, &other]);
    assert!(review.edits().is_empty() && review.remarks.iter().all(|remark| remark.is_disputed), "{:?}", all(&review));
}

#[test]
fn a_book_that_went_on_keeps_its_words() {
    let book = whole();
    let (from, to) = tracked("，最高点海拔", "最高点", "制高点", "王工");
    let bytes = changed(&copy(&book, "zh"), &[(&from, &to)]);
    let later = edited(&book, LAND, "东邻邻河县", "东接邻河县");
    let review = reviewed(&later, &[&bytes]);
    assert_eq!(review.copies[0].notes.len(), 1);
    assert!(review.edits().is_empty() && review.remarks.len() == 1, "{:?}", all(&review));
    // A paragraph put in above it moves its number, not its words.
    let moved = edited(&book, LAND, "# 土地 {#land}\n", "# 土地 {#land}\n\n另起一段。\n");
    let moved = edited(&moved, "content/en/01-status/01-land.md", "{#land}\n", "{#land}\n\nOne more.\n");
    let review = reviewed(&moved, &[&bytes]);
    assert!(all(&review).iter().any(|line| line.starts_with("1.1-02 [王工]")), "{:?}", all(&review));
}

#[test]
fn foreign_and_broken_files_are_refused_and_nothing_is_written() {
    let book = whole();
    let zh = copy(&book, "zh");
    let other = edited(&book, "data/plan.yaml", "title: {zh: \"", "title: {zh: \"另");
    let without = |path: &str, text: String| match path {
        "word/document.xml" => text.replace("w:bookmarkStart", "w:proofErr"),
        "docProps/custom.xml" => String::from("<Properties/>"),
        _ => text,
    };
    let foreign = |part: &str| -> Vec<u8> {
        let mut archive = Archive::default();
        archive.add("[Content_Types].xml", b"<Types/>");
        archive.add("word/document.xml", part.as_bytes());
        archive.finish()
    };
    let part = |path: &'static str, with: &'static str| {
        with_parts(&zh, &move |own: &str, text: String| if own == path { with.to_owned() } else { text }, &[])
    };
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("text", b"Dear colleagues".to_vec()),
        ("pdf", b"%PDF-1.7".to_vec()),
        ("old", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        ("html", b"<html><body>plan</body></html>".to_vec()),
        ("rtf", b"{\\rtf1 plan}".to_vec()),
        ("half", zh[..zh.len() / 2].to_vec()),
        ("without its end", zh[..zh.len() - 30].to_vec()),
        ("other book", copy(&other, "zh")),
        ("words copied out", with_parts(&zh, &without, &[])),
        ("another archive", foreign("<w:document/>")),
        ("no document", part("word/document.xml", "")),
        ("a spreadsheet's part", part("word/document.xml", "<workbook/>")),
        ("an open element", part("word/document.xml", "<w:document xmlns:w=\"urn:w\"><w:body>")),
        ("no body", part("word/document.xml", "<w:document xmlns:w=\"urn:w\"/>")),
        ("entities", part("word/document.xml", "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><d>&e;</d>")),
        ("an undeclared prefix", part("word/document.xml", "<w:document><w:body/></w:document>")),
        ("broken styles", part("word/styles.xml", "<w:styles")),
        ("broken notes", part("word/footnotes.xml", "<<<")),
        ("broken relations", part("word/_rels/document.xml.rels", "<Relationships>")),
        ("no relations", part("_rels/.rels", "<Relationships/>")),
    ];
    assert!(files.len() > 20);
    let home = on_disk(&book);
    let before = std::fs::read(home.path().join(LAND)).unwrap();
    for (what, bytes) in files {
        let failure = review_copies(&sound(&book), &[("x.docx".to_owned(), bytes.clone())]).map(|_| ()).unwrap_err();
        assert!(
            ["comments.unreadable", "comments.no-copy", "comments.other-book"].contains(&failure.message.id),
            "{what}: {failure:?}"
        );
        // One broken file among sound ones: none is taken.
        if ["text", "other book", "entities"].contains(&what) {
            let (file, sound) = (home.path().join("x.docx"), home.path().join("zh.docx"));
            std::fs::write(&file, bytes).unwrap();
            let (from, to) = tracked("，最高点海拔", "最高点", "制高点", "王工");
            std::fs::write(&sound, changed(&zh, &[(&from, &to)])).unwrap();
            let output = tool()
                .args(["comments", "--apply", "--lang", "en", "--root"])
                .arg(home.path())
                .arg(&sound)
                .arg(&file)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(2), "{what}: {output:?}");
            assert!(String::from_utf8_lossy(&output.stderr).contains("x.docx"), "{what}: {output:?}");
            assert_eq!(std::fs::read(home.path().join(LAND)).unwrap(), before, "{what}");
        }
    }
}

#[test]
fn the_command_lists_and_writes() {
    let book = whole();
    let home = on_disk(&book);
    let file = home.path().join("zh.docx");
    let (from, to) = tracked("，最高点海拔", "最高点", "制高点", "王工");
    let bytes = changed(&copy(&book, "zh"), &[(&from, &to), (&run("1862米"), &run("1863米"))]);
    std::fs::write(&file, bytes).unwrap();
    let run = |more: &[&str]| {
        let output = tool()
            .arg("comments")
            .arg(&file)
            .args(["--lang", "en", "--root"])
            .arg(home.path())
            .args(more)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    common::holds(
        &run(&[]),
        &["1.1-01  content/zh/01-status/01-land.md:5", "王工, 2026-11-30", "“最” becomes “制”", "set it to 1863米"],
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    assert_eq!(json["remarks"].as_array().unwrap().len(), 2, "{json}");
    assert!(!std::fs::read_to_string(home.path().join(LAND)).unwrap().contains("制高点"));
    run(&["--apply"]);
    let written = std::fs::read_to_string(home.path().join(LAND)).unwrap();
    assert_eq!(written, text(&book, LAND).replace("最高点", "制高点"));
}

/// A house's document with a head, a foot and a theme; `picture`: the head names one.
fn house(picture: bool) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let named = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &[String]| format!("<Relationships>{}</Relationships>", all.concat());
    let body = format!(
        "<w:document {w} xmlns:r=\"{office}\"><w:body><w:sectPr><w:headerReference w:type=\"first\" r:id=\"x\"/>\
         <w:headerReference w:type=\"default\" r:id=\"h\"/><w:footerReference w:type=\"default\" r:id=\"f\"/></w:sectPr></w:body></w:document>"
    );
    let links = relations(&[
        named("s", "styles", "styles.xml"),
        named("x", "header", "header9.xml"),
        named("h", "header", "header3.xml"),
        named("f", "footer", "footer3.xml"),
        named("t", "theme", "theme/theme1.xml"),
        "<Relationship Id=\"z\" Type=\"x/attachedTemplate\" Target=\"file:///C:/me.dotm\" TargetMode=\"External\"/>"
            .to_owned(),
    ]);
    let styles = format!(
        "<w:styles {w}><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:rsid w:val=\"00C0FFEE\"/>\
         <w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\"/></w:rPr></w:style></w:styles>"
    );
    let line = |words: &str| {
        format!("<w:p w:rsidR=\"00C0FFEE\" w:rsidRDefault=\"00C0FFEE\"><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", b"<Types/>");
    archive.add("_rels/.rels", relations(&[named("a", "officeDocument", "word/document.xml")]).as_bytes());
    archive.add("word/document.xml", body.as_bytes());
    archive.add("word/_rels/document.xml.rels", links.as_bytes());
    archive.add("word/styles.xml", styles.as_bytes());
    archive.add("word/header9.xml", format!("<w:hdr {w}>{}</w:hdr>", line("首页")).as_bytes());
    archive.add("word/header3.xml", format!("<w:hdr {w}>{}</w:hdr>", line("本局公文")).as_bytes());
    archive.add("word/footer3.xml", format!("<w:ftr {w}>{}</w:ftr>", line("— 页 —")).as_bytes());
    archive.add("word/theme/theme1.xml", b"<a:theme xmlns:a=\"urn:a\" name=\"House\"/>");
    if picture {
        archive.add("word/_rels/header3.xml.rels", relations(&[named("p", "image", "media/logo.png")]).as_bytes());
    }
    archive.finish()
}

#[test]
fn a_house_lends_its_head_and_foot_and_its_theme() {
    let book = whole();
    let made = |picture: bool| {
        let request = Build { reference: Some(house(picture)), ..Build::default() };
        built(&book, request).get("print/plan.zh.docx").unwrap().to_vec()
    };
    let part = |bytes: &[u8], path: &str| Package::open(bytes).unwrap().text(path).unwrap();
    let plain = made(false);
    assert!(part(&plain, "word/header1.xml").unwrap().contains("本局公文"));
    assert!(part(&plain, "word/footer1.xml").unwrap().contains("— 页 —"));
    assert!(part(&plain, "word/theme1.xml").unwrap().contains("House"));
    common::holds(&part(&plain, "[Content_Types].xml").unwrap(), &["/word/theme1.xml"]);
    common::holds(&part(&plain, "word/_rels/document.xml.rels").unwrap(), &["theme1.xml"]);
    // Nothing of who edited it, nothing that leads out.
    for path in Package::open(&plain).unwrap().paths().filter(|path| path.ends_with(".xml") || path.ends_with(".rels"))
    {
        let text = part(&plain, path).unwrap();
        for word in ["rsid", "00C0FFEE", "me.dotm", "首页"] {
            assert!(!text.contains(word), "{path}: {word}");
        }
    }
    assert_eq!(tallybook::word::left_out(&house(false)).unwrap(), []);
    assert_eq!(all(&reviewed(&book, &[&plain])), Vec::<String>::new());
    // A head with a picture is not taken, and that is said.
    let own = made(true);
    assert!(!part(&own, "word/header1.xml").unwrap().contains("本局公文"));
    let told = tallybook::word::left_out(&house(true)).unwrap();
    assert_eq!(told.iter().map(|message| message.id).collect::<Vec<_>>(), ["word.reference-header"]);
}

/// A picture that lies in the house's file comes along, without what it tells beside the picture; one that lies elsewhere
/// does not, and takes its head with it.
#[test]
fn a_house_lends_the_pictures_of_its_head() {
    let book = whole();
    let chunk = |name: &[u8], data: &[u8]| {
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], name, data, &[0; 4]].concat()
    };
    let begins = [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &[0; 13])].concat();
    let ends = [chunk(b"IDAT", b".."), chunk(b"IEND", b"")].concat();
    let logo = [&begins[..], &chunk(b"tEXt", b"Author\0Wang"), &ends].concat();
    let bare = house(true);
    let package = Package::open(&bare).unwrap();
    let mut archive = Archive::default();
    package.paths().for_each(|path| archive.add(path, &package.bytes(path).unwrap().unwrap()));
    archive.add("word/media/logo.png", &logo);
    let own = archive.finish();
    assert_eq!(tallybook::word::left_out(&own).unwrap(), []);
    let made = built(&book, Build { reference: Some(own.clone()), ..Build::default() });
    let made = made.get("print/plan.zh.docx").unwrap();
    let made = Package::open(made).unwrap();
    assert!(made.text("word/header1.xml").unwrap().unwrap().contains("本局公文"));
    common::holds(
        &made.text("word/_rels/header1.xml.rels").unwrap().unwrap(),
        &["Id=\"p\"", "/image\"", "Target=\"media/header1.png\""],
    );
    assert_eq!(made.bytes("word/media/header1.png").unwrap().unwrap(), [begins, ends].concat());
    let outside = with_parts(
        &own,
        &|path, text| match path {
            "word/_rels/header3.xml.rels" => {
                text.replace("\"media/logo.png\"", "\"https://x.test/a.png\" TargetMode=\"External\"")
            }
            _ => text,
        },
        &[],
    );
    let told = tallybook::word::left_out(&outside).unwrap();
    assert_eq!(told.iter().map(|message| message.id).collect::<Vec<_>>(), ["word.reference-header"]);
}

/// The contents come with their pages, and nothing asks to be renewed: Word would ask its reader.
#[test]
fn contents_have_pages_and_word_asks_nothing() {
    let book = whole();
    for tag in ["zh", "en"] {
        let bytes = copy(&book, tag);
        let package = Package::open(&bytes).unwrap();
        let part = |path: &str| package.text(path).unwrap().unwrap();
        let body = part("word/document.xml");
        assert!(!body.contains("w:dirty") && !part("word/settings.xml").contains("updateFields"));
        let numbers: Vec<u32> = body
            .split("PAGEREF ")
            .skip(1)
            .map(|rest| {
                let (place, rest) = rest.split_once(' ').unwrap();
                assert!(body.contains(&format!("w:name=\"{place}\"")), "{place} leads nowhere");
                rest.split("xml:space=\"preserve\">").nth(1).unwrap().split('<').next().unwrap().parse().unwrap()
            })
            .collect();
        assert!(numbers.len() > 4 && numbers[0] == 1, "{numbers:?}");
        let styles = part("word/styles.xml");
        assert_eq!(styles.contains("宋体"), tag == "zh");
        assert!(styles.contains("w:eastAsia=\"zh-CN\""));
    }
}

/// A copy as WPS and Word save it: each run in two with ids of sessions, a paragraph in a content control, alternatives,
/// a move in the words of both programs, spaces between elements.
#[test]
fn files_in_the_shape_of_other_programs_say_the_same() {
    let book = whole();
    let zh = copy(&book, "zh");
    let split = |path: &str, text: String| {
        if path != "word/document.xml" && path != "word/footnotes.xml" {
            return text;
        }
        let mut out = String::new();
        for piece in text.split_inclusive("</w:r>") {
            match piece
                .split_once("<w:t xml:space=\"preserve\">")
                .and_then(|(head, tail)| Some((head, tail.split_once("</w:t>")?)))
            {
                Some((head, (words, rest)))
                    if words.chars().count() > 2 && !words.contains('&') && rest == "</w:r>" =>
                {
                    let at = words.char_indices().nth(words.chars().count() / 2).unwrap().0;
                    let start = head.rfind("<w:r>").unwrap();
                    let (before, look) = (&head[..start], &head[start + "<w:r>".len()..]);
                    let one = format!(
                        "<w:r w:rsidRPr=\"00AB\">{look}<w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                        &words[..at]
                    );
                    let two = format!(
                        "<w:r w:rsidR=\"00CD\">{look}<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t xml:space=\"preserve\">{}</w:t></mc:Choice><mc:Fallback><w:t>?</w:t></mc:Fallback></mc:AlternateContent></w:r>",
                        &words[at..]
                    );
                    out += &format!("{before}<w:proofErr w:type=\"spellStart\"/>{one}\n{two}");
                }
                _ => out += piece,
            }
        }
        out.replace("<w:p>", "<w:p w:rsidR=\"00AB\" w:rsidRDefault=\"00CD\" w14:paraId=\"1A2B\" xmlns:w14=\"urn:w14\">")
    };
    let bytes = with_parts(&zh, &split, &[]);
    assert_eq!(all(&reviewed(&book, &[&bytes])), Vec::<String>::new());
    // A move as Word tracks it: the paragraph stands at both places, each between the marks of its range.
    let (erosion, season) = (paragraph(&zh, "侵蚀模数为"), paragraph(&zh, "无霜期"));
    let content = erosion.split_once("</w:pPr>").unwrap().1.strip_suffix("</w:p>").unwrap().to_owned();
    let bare: String = {
        // The second copy has no bookmark, as Word writes it.
        let start = content.find("<w:bookmarkStart").unwrap();
        let end = start + content[start..].find("/>").unwrap() + 2;
        format!("{}{}", &content[..start], &content[end..])
    };
    let moved = |kind: &str, inner: &str| {
        format!(
            "<w:p><w:pPr><w:rPr><w:{kind} w:id=\"1\" w:author=\"王工\"/></w:rPr></w:pPr><w:{kind}RangeStart w:id=\"2\" w:name=\"move1\" w:author=\"王工\"/><w:{kind} w:id=\"3\" w:author=\"王工\">{inner}</w:{kind}><w:{kind}RangeEnd w:id=\"2\"/></w:p>"
        )
    };
    let (from, to) = (moved("moveFrom", &content), moved("moveTo", &bare));
    let review = reviewed(&book, &[&changed(&zh, &[(&erosion, &from), (&season, &format!("{season}{to}"))])]);
    assert_eq!(review.remarks.len(), 1, "{:?}", all(&review));
    assert!(all(&review)[0].contains("王工") && all(&review)[0].contains(" after 1.1-"), "{:?}", all(&review));
}

#[test]
fn a_house_lends_its_styles_and_page() {
    let book = whole();
    let mut archive = Archive::default();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    archive.add("[Content_Types].xml", b"<Types/>");
    archive.add("_rels/.rels", format!("<Relationships><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>").as_bytes());
    archive.add("word/document.xml", format!("<w:document xmlns:w=\"{w}\"><w:body><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\"/></w:sectPr></w:body></w:document>").as_bytes());
    archive.add(
        "word/_rels/document.xml.rels",
        format!(
            "<Relationships><Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
        )
        .as_bytes(),
    );
    archive.add("word/styles.xml", format!("<w:styles xmlns:w=\"{w}\"><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"4\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"公文标题\"/></w:style></w:styles>").as_bytes());
    let house = archive.finish();
    let made = built(&book, Build { reference: Some(house), ..Build::default() });
    let bytes = made.get("print/plan.zh.docx").unwrap();
    let package = Package::open(bytes).unwrap();
    let (body, styles) =
        (package.text("word/document.xml").unwrap().unwrap(), package.text("word/styles.xml").unwrap().unwrap());
    common::holds(&body, &["w:top=\"2098\"", "<w:pStyle w:val=\"2\"/>", "<w:pStyle w:val=\"TallybookTitle\"/>"]);
    common::holds(&styles, &["公文标题", "w:styleId=\"TallybookTitle\"", "w:val=\"Body Text\""]);
    assert!(!styles.contains("numPr"));
    assert_eq!(all(&reviewed(&book, &[bytes])), Vec::<String>::new());
    let mut outcome = sound(&book);
    let request = Build { only: Only::of("word"), reference: Some(b"no".to_vec()), ..Build::default() };
    assert!(build_book(&mut outcome, &book, &request).is_err());
}
