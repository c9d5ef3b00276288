//! Word copies since an edition: rejected, their changes give the edition's text; accepted, the book's; and they are
//! nobody's opinion.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "small books in memory")]

mod common;

use common::{book, edited, sound, with_templates};
use std::collections::BTreeSet;
use tallybook::edition::Edition;
use tallybook::load::Memory;
use tallybook::model::document::Audience;
use tallybook::model::{LANGUAGES, Language};
use tallybook::office::Package;
use tallybook::office::copy::folded;
use tallybook::office::word::{Block, Change, Manuscript, OBJECT, Paragraph, Piece};
use tallybook::{Build, Only, Review, build_book, review_copies, whole_edition};

const LAND: &str = "01-status/01-land.md";

fn before() -> Memory {
    with_templates(book("whole"))
}

/// What was done to the book: the file, what stood there, what stands there now.
const EDITS: [(&str, &str, &str); 29] = [
    // A number, and the text that says it.
    ("data/facts/land.yaml", "value: 1862", "value: 1863.5"),
    ("zh", "1862米", "1863.5米"),
    ("en", "1,862 m", "1,863.5 m"),
    // Words of a paragraph in which notes, marks and references stand.
    ("zh", "另一处写", "规划另一处写作"),
    ("en", "elsewhere the plan says", "another place of the plan has"),
    // A heading, a cell, an item, a quotation, a note.
    ("zh", "位置与地形", "位置和地貌"),
    ("en", "Place and relief", "Place and landforms"),
    ("zh", "**乙** | 丙 |", "**乙** | 丙类 |"),
    ("en", "**b** | c |", "**b** | c, too |"),
    ("zh", "分段", "再分段"),
    ("en", "of more paragraphs", "of several paragraphs"),
    ("zh", "泉[12眼", "有泉[12眼"),
    ("en", "- [over 12 springs]", "- with [over 12 springs]"),
    ("zh", "口径不同", "口径有别"),
    ("en", "They count differently", "They count otherwise"),
    // A paragraph is gone, one is new, one stands elsewhere.
    ("zh", "侵蚀模数为[1450吨/平方千米](=soil.loss@2020)，CO₂和PM₂.₅另计，单位如mg·L⁻¹。\n\n", ""),
    (
        "en",
        "The soil loss rate is [1,450 t/km²](=soil.loss@2020); CO₂ and PM₂.₅ are “not” counted, in units such as mg·L⁻¹.\n\n",
        "",
    ),
    ("zh", "## 气候与水 {#water}\n", "## 气候与水 {#water}\n\n另起一段，讲*水*。\n"),
    ("en", "## Climate and water {#water}\n", "## Climate and water {#water}\n\nOne more, about *water*.\n"),
    // Rows are new and gone; so is a block of code.
    (
        "zh",
        "| `丁` | 戊 | ![水滴](images/drop.svg) | [待定](=soil.organic) |\n",
        "| 己 | 庚 | 辛 | 壬 |\n| 癸 | | | |\n",
    ),
    (
        "en",
        "| `d` | e | ![a drop](images/drop.svg) | [to be determined](=soil.organic) |\n",
        "| f | g | h | i |\n| k | | | |\n",
    ),
    ("zh", "```\n代码块：草地 = 面积\n  缩进 < & >\n```\n\n", ""),
    ("en", "```\ncode: grass = area\n  indented < & >\n```\n\n", ""),
    ("zh", "- 松列表甲\n\n- 松列表乙\n", "- 松列表乙\n\n- 松列表甲\n"),
    ("en", "- Loose item a\n\n- Loose item b\n", "- Loose item b\n\n- Loose item a\n"),
    // What the data make: a target of an indicator, a title, a name.
    ("data/facts/goals.yaml", "2030: 1500", "2030: 1600"),
    ("data/tables.yaml", "en: \"Area by land class\"}, rows", "en: \"Areas of land classes\"}, rows"),
    ("data/tables.yaml", "title: {zh: \"各地类面积\"", "title: {zh: \"地类面积\""),
    (
        "data/tables.yaml",
        "title: {zh: \"气候与水\", en: \"Climate and water\"}",
        "title: {zh: \"气候和水\", en: \"Climate, water\"}",
    ),
];

fn after() -> Memory {
    EDITS.iter().fold(before(), |book, (file, from, to)| {
        let path = if file.len() == 2 { format!("content/{file}/{LAND}") } else { (*file).to_owned() };
        edited(&book, &path, from, to)
    })
}

fn edition() -> Edition {
    whole_edition(sound(&before()).report.as_ref().unwrap(), "one")
}

fn with_edition(book: &Memory) -> Memory {
    book.clone().with("data/editions/one.json", edition().to_json())
}

fn copy(book: &Memory, since: bool, language: Language) -> Vec<u8> {
    let mut outcome = sound(book);
    let review = Review { since: since.then(|| "one".to_owned()), ..Review::default() };
    let request = Build { only: Only::of("word"), audience: Audience::Review, review, ..Build::default() };
    let built = build_book(&mut outcome, book, &request).unwrap();
    built.get(&format!("print/plan.{language}.docx")).unwrap().to_vec()
}

/// How a document reads: its paragraphs, its rows, its notes; the numbers of paragraphs left out, which follow their order.
fn reads(manuscript: &Manuscript, rejected: bool) -> Vec<String> {
    let bare = |text: String| {
        // No record has pictures or the marks of notes, nor what holds a number to its unit.
        let text = folded(&text.replace(&format!("[{OBJECT}]"), "").replace(OBJECT, ""));
        let (lead, words) = text.split_once(' ').unwrap_or((&text, ""));
        if lead.parse::<tallybook::model::ParagraphNumber>().is_ok() { words.to_owned() } else { text }
    };
    let of = |paragraph: &Paragraph| bare(if rejected { paragraph.former() } else { paragraph.text() });
    let blocks = |blocks: &[Block]| {
        let mut lines = Vec::new();
        for block in blocks {
            match block {
                // The contents are a field, which Word renews.
                Block::Paragraph(paragraph) if paragraph.style.starts_with("toc ") => {}
                Block::Paragraph(paragraph) => lines.push(of(paragraph)),
                Block::Table(table) => {
                    let stands =
                        |change: &Option<Change>| change.as_ref().is_none_or(|own| own.kind.stays() != rejected);
                    for row in table.rows.iter().filter(|row| stands(&row.change)) {
                        let mut cells = Vec::new();
                        for block in row.cells.iter().flat_map(|cell| &cell.blocks) {
                            block.for_each_paragraph(&mut |paragraph| cells.push(of(paragraph)));
                        }
                        lines.push(cells.join(" | "));
                    }
                }
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines
    };
    let mut lines = blocks(&manuscript.body);
    manuscript.notes.iter().for_each(|(_, note)| lines.extend(blocks(note)));
    lines
}

fn pieces(manuscript: &Manuscript) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let notes = manuscript.notes.iter().flat_map(|(_, blocks)| blocks);
    manuscript.body.iter().chain(notes).for_each(|block| {
        block.for_each_paragraph(&mut |paragraph| pieces.extend(paragraph.pieces.iter().cloned()));
    });
    pieces
}

#[track_caller]
fn same(found: &[String], expected: &[String]) {
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

#[test]
fn rejected_it_is_the_edition_and_accepted_the_book() {
    let new = with_edition(&after());
    for language in LANGUAGES {
        let tracked = Manuscript::read(&copy(&new, true, language)).unwrap();
        let (old, plain) = (copy(&before(), false, language), copy(&new, false, language));
        same(&reads(&tracked, false), &reads(&Manuscript::read(&plain).unwrap(), false));
        same(&reads(&tracked, true), &reads(&Manuscript::read(&old).unwrap(), false));
    }
}

/// Pages that go, come, change their names and so their order: what they said goes and comes with them.
#[test]
fn pages_go_come_and_change_places() {
    let page = |book: &Memory, path: &str, zh: &str, en: &str| {
        let text = |title: &str, words: &str| {
            format!("# {title} {{#{}}}\n\n{words}\n", path.trim_matches(['0', '1', '2', '3', '4', '-']))
        };
        book.clone()
            .with(&format!("content/zh/01-status/{path}.md"), text("其他", zh))
            .with(&format!("content/en/01-status/{path}.md"), text("More", en))
    };
    let base = with_templates(common::base());
    let one = page(
        &base,
        "02-herds",
        "牛羊成群。\n\n秋天转场。\n\n冬天归圈。",
        "Herds graze.\n\nIn autumn they move.\n\nIn winter they come home.",
    );
    let two = page(&one, "03-wells", "井在山前。\n\n水很甜。", "Wells are below the hills.\n\nTheir water is sweet.");
    // The second page before the first.
    let turned =
        page(&one, "00-wells", "井在山前。\n\n水很甜。", "Wells are below the hills.\n\nTheir water is sweet.");
    for (what, before, after) in
        [("gone", &two, &one), ("new", &one, &two), ("turned", &two, &turned), ("all gone", &two, &base)]
    {
        let record = whole_edition(sound(before).report.as_ref().unwrap(), "one");
        let after = after.clone().with("data/editions/one.json", record.to_json());
        for language in LANGUAGES {
            let read = |bytes: &[u8]| Manuscript::read(bytes).unwrap();
            let tracked = read(&copy(&after, true, language));
            // The labels of headings are those of the book as it is.
            let bare = |lines: Vec<String>| -> Vec<String> {
                let label = |line: String| {
                    let (lead, words) = line.split_once(' ').unwrap_or(("", &line));
                    let is_label = lead.starts_with('第') || lead.starts_with(|sign: char| sign.is_ascii_digit());
                    if is_label { words.to_owned() } else { line }
                };
                lines.into_iter().map(label).collect()
            };
            let (old, new) = (read(&copy(before, false, language)), read(&copy(&after, false, language)));
            assert_eq!(bare(reads(&tracked, true)), bare(reads(&old, false)), "{what}, rejected");
            assert_eq!(bare(reads(&tracked, false)), bare(reads(&new, false)), "{what}, accepted");
            let review = review_copies(&sound(&after), &[("x.docx".to_owned(), copy(&after, true, language))]);
            assert!(review.unwrap().unwrap().remarks.is_empty(), "{what}");
        }
    }
}

#[test]
fn a_number_is_changed_in_its_control_and_nothing_else_is_touched() {
    let tracked = Manuscript::read(&copy(&with_edition(&after()), true, Language::Zh)).unwrap();
    let pieces = pieces(&tracked);
    let changed: Vec<(&str, bool)> = pieces
        .iter()
        .filter(|piece| piece.tag.as_deref() == Some("relief.highest"))
        .filter_map(|piece| Some((piece.text.as_str(), piece.change.as_ref()?.kind.stays())))
        .collect();
    assert_eq!(changed, [("1862", false), ("1863.5", true)]);
    let authors: BTreeSet<&str> =
        pieces.iter().filter_map(|piece| Some(piece.change.as_ref()?.author.as_str())).collect();
    assert_eq!(authors.into_iter().collect::<Vec<_>>(), ["合符 · 自one"]);
    let days: BTreeSet<&str> = pieces.iter().filter_map(|piece| Some(piece.change.as_ref()?.date.as_str())).collect();
    assert!(days.iter().all(|day| day.len() == 20 && day.ends_with("T00:00:00Z")), "{days:?}");
    // A book that is the edition has no changes at all.
    for language in LANGUAGES {
        let same = with_edition(&before());
        let body =
            |since: bool| Package::open(&copy(&same, since, language)).unwrap().text("word/document.xml").unwrap();
        let tracked = body(true).unwrap();
        let at = tracked.find(" w:author=").map_or("", |at| tracked.get(at..).unwrap().get(..300).unwrap_or_default());
        assert!(copy(&same, true, language) == copy(&same, false, language), "{language}: {at}");
    }
}

#[test]
fn changes_since_an_edition_are_no_reviewers() {
    let new = with_edition(&after());
    for language in LANGUAGES {
        let bytes = copy(&new, true, language);
        let review = review_copies(&sound(&new), &[("x.docx".to_owned(), bytes.clone())]).unwrap().unwrap();
        assert!(review.remarks.is_empty(), "{:#?}", review.remarks);
        assert!(review.copies[0].notes.is_empty(), "{:?}", review.copies);
        // What a reviewer does in it is told, by that reviewer alone.
        let package = Package::open(&bytes).unwrap();
        let body = package.text("word/document.xml").unwrap().unwrap();
        let mut archive = tallybook::office::Archive::default();
        for path in package.paths() {
            let bytes = match path {
                "word/document.xml" => {
                    let own = if language == Language::Zh { "1863.5" } else { "1,863.5" };
                    let at = body.find(&format!("<w:t xml:space=\"preserve\">{own}</w:t>")).unwrap();
                    let end = at + body[at..].find("</w:ins>").unwrap() + "</w:ins>".len();
                    let mine = "<w:ins w:id=\"99999\" w:author=\"王工\" w:date=\"2026-11-30T08:00:00Z\"><w:r><w:t>0</w:t></w:r></w:ins>";
                    format!("{}{mine}{}", &body[..end], &body[end..]).into_bytes()
                }
                _ => package.bytes(path).unwrap().unwrap(),
            };
            archive.add(path, &bytes);
        }
        let review = review_copies(&sound(&new), &[("x.docx".to_owned(), archive.finish())]).unwrap().unwrap();
        assert_eq!(review.remarks.len(), 1, "{:#?}", review.remarks);
        assert_eq!(review.remarks[0].voices[0].author, "王工");
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_whose_elements_stand_in_order() {
    let new = with_edition(&after());
    for language in LANGUAGES {
        let bytes = copy(&new, true, language);
        assert_eq!(bytes, copy(&new, true, language));
        let body = Package::open(&bytes).unwrap().text("word/document.xml").unwrap().unwrap();
        // Ids stand once; the mark of a paragraph comes after its other properties.
        let ids: Vec<&str> = body.split("w:id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let changes = body.matches("<w:ins ").count() + body.matches("<w:del ").count();
        assert!(changes > 30, "{changes}");
        let of_changes: Vec<&str> =
            body.split(['<']).filter(|tag| tag.starts_with("w:ins ") || tag.starts_with("w:del ")).collect();
        for tag in of_changes {
            let id = tag.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap();
            assert_eq!(ids.iter().filter(|own| **own == id).count(), 1, "{tag}");
        }
        for mark in body.split("<w:pPr>").skip(1).map(|rest| rest.split("</w:pPr>").next().unwrap()) {
            let own = mark.find("<w:rPr><w:ins ").or(mark.find("<w:rPr><w:del "));
            assert!(
                own.is_none_or(|at| mark.ends_with("</w:rPr>") && mark[at + 1..].matches("<w:rPr>").count() == 0),
                "{mark}"
            );
        }
    }
}
