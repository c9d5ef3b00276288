//! Pages and their names.

use super::{Loaded, book, expect, page};
use crate::diagnostic::Phrases;
use crate::load::Memory;
use crate::locale::Catalogue;
use crate::model::{Block, Inline, Language, Place, TieKind};

#[test]
fn ties_of_pages_have_exact_places() {
    let text = "\u{feff}# 草地 {#grass}\r\n\r\n全县[2124.01平方千米](=land.area~100)，**[约6个](=a@b)**，\
                [过半](?land.area>50%)，[31号](!doc)，见[](#fig:map-1)。\r\n第二行[288天][v]和[网](a.md#b)\r\n\r\n\
                ![](fig:map-1)\r\n\r\n| 甲 |\r\n|---|\r\n| [7](<=x>) |\r\n\r\n[v]: =air.days\r\n";
    let (project, sources) = Loaded::of(&page(text)).sound();
    let ties: Vec<[&str; 4]> = project
        .ties
        .iter()
        .map(|tie| {
            [&tie.literal.value, &tie.target.value, sources.text(tie.literal.span), sources.text(tie.target.span)]
        })
        .map(|texts| texts.map(|text| text as &str))
        .collect();
    assert_eq!(
        ties,
        [
            ["2124.01平方千米", "land.area", "2124.01平方千米", "land.area"],
            ["约6个", "a@b", "约6个", "a@b"],
            ["过半", "land.area>50%", "过半", "land.area>50%"],
            ["288天", "air.days", "288天", "air.days"],
            ["7", "x", "7", "x"],
        ]
    );
    assert_eq!(project.ties[0].rounded_to, Some(100.into()));
    assert_eq!(project.ties[2].kind, TieKind::Claim);
    assert_eq!(sources.text(project.ties[3].span), "[288天][v]");
    assert!(project.pages[0].opens_chapter(), "a chapter's opening comes first");
    let blocks = &project.pages[1].blocks;
    let kinds: Vec<&str> = blocks.iter().map(Block::kind).collect();
    assert_eq!(kinds, ["heading", "paragraph", "figure", "table"]);
    assert!(matches!(project.ties[4].place, Place::Page { block: 3, .. }));
    let Block::Heading(heading) = &blocks[0] else { panic!("a heading") };
    assert_eq!(sources.text(heading.id.as_ref().unwrap().span), "grass");
    assert_eq!(sources.start(heading.span).column, 1);
    let Block::Figure { id, .. } = &blocks[2] else { panic!("a figure") };
    assert_eq!((id.value.as_str(), sources.text(id.span)), ("map-1", "map-1"));
    let mut seen = Vec::new();
    blocks[1].for_each_inline(&mut |inline| match inline {
        Inline::Text(piece) => assert_eq!(sources.text(piece.span), piece.value),
        Inline::Waived(words, reason) => {
            assert_eq!(sources.text(words.span), words.value);
            seen.push(format!("{} {reason}", words.value));
        }
        Inline::CrossReference { kind, id } => seen.push(format!("{kind} {} {}", id.value, sources.text(id.span))),
        Inline::Link { target, .. } => seen.push(sources.text(target.span).to_owned()),
        Inline::SoftBreak => seen.push("break".to_owned()),
        _ => {}
    });
    // The line break between two Chinese characters is nothing.
    assert_eq!(seen, ["31号 doc", "fig map-1 map-1", "a.md#b"]);
}

#[test]
fn html_for_raised_and_lowered_figures_is_told_what_to_write() {
    for (text, hint) in
        [("CO<sub>2</sub>", "raw-html-small-hint"), ("m<SUP>2", "raw-html-small-hint"), ("<b>2", "raw-html-hint")]
    {
        let loaded = Loaded::of(&page(text));
        let hints: Vec<&str> = loaded.faults.iter().flat_map(|fault| &fault.hints).map(|hint| hint.id).collect();
        assert!(hints.contains(&hint), "{text}: {hints:?}");
    }
}

#[test]
fn markdown_that_cannot_be_published_is_refused_at_its_place() {
    let cases = [
        ("甲<b>乙</b>", &["1:2: error[raw-html]", "1:6: error[raw-html]"][..]),
        ("甲\n\n<!-- 注 -->\n\n乙", &["3:1: error[raw-html]"]),
        ("甲<!-- 注 -->乙", &["1:2: error[raw-html]"]),
        ("全县［6个］（＝a.b）镇", &["1:3: error[tie-malformed]: `［6个］（＝a.b）` looks like"]),
        ("全县【6个】(=a.b)镇", &["1:3: error[tie-malformed]"]),
        ("全县[过半]（？a）镇", &["1:3: error[tie-malformed]"]),
        ("全县[31号]（！doc）", &["1:3: error[tie-malformed]"]),
        ("全县[6个](=a + b)镇", &["1:3: error[tie-malformed]"]),
        ("全县[6个](＝a.b)镇", &["1:8: error[tie-malformed]: the sign after"]),
        ("[主要[6个](=a)](?b)", &["1:12: error[tie-malformed]"]),
        ("见[共[6个](=a)一节](_index.md)。", &["1:14: error[tie-malformed]: `](_index.md)` was to close a link"]),
        ("见[**6**个[6个](=a)与[网](https://x.org)](a.md)", &["1:36: error[tie-malformed]: `](a.md)` was to"]),
        ("[31号](!dok)", &["1:7: error[tie-malformed]: `!dok` is no reason"]),
        ("甲[没有数字](!name)", &["1:2: error[tie-malformed]: the words hold no number"]),
        ("甲[](!name)", &["1:2: error[tie-malformed]"]),
        ("[6](=)", &["1:5: error[tie-malformed]: the tie names nothing"]),
        ("[](?a)", &["1:1: error[tie-malformed]: a claim needs"]),
        ("[**6**](=a)", &["1:2: error[tie-malformed]: a tie holds plain"]),
        ("[见图](#fig:a)", &["1:1: error[tie-malformed]: a cross-reference"]),
        ("甲![](fig:a)", &["1:2: error[tie-malformed]: a figure"]),
        ("- ![](tab:a)", &["1:3: error[tie-malformed]: a figure"]),
        ("![字](fig:a)", &["1:3: error[tie-malformed]: the words of a figure"]),
        ("**重要。**后文", &["1:1: error[emphasis-literal]"]),
        ("这是**（注）**后", &["1:3: error[emphasis-literal]"]),
        ("这是**“[6个](=a)”**后", &["1:3: error[emphasis-literal]"]),
        ("![x](../a.png)", &["1:6: error[image-outside]"]),
        ("![x](/a.png)", &["1:6: error[image-outside]"]),
        ("![x](https://x.org/a.png)", &["1:6: error[image-outside]"]),
        ("![x](images/a.png)", &["1:6: error[image-missing]"]),
        ("![x](images/a.gif)", &["1:6: error[image-missing]"]),
        ("甲[288天][v]乙", &["1:2: error[link-broken]"]),
        ("甲[^1]乙", &["1:2: error[link-broken]"]),
        ("# 甲 {#a .b}", &["1:1: error[page-shape]"]),
    ];
    for (text, expected) in cases {
        let expected: Vec<String> =
            expected.iter().map(|line| format!("content/zh/01-status/01-a.md:{line}")).collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        expect(&page(text), &expected);
        let shifted =
            Memory::default().with("content/zh/01-status/01-a.md", format!("\u{feff}{}", text.replace('\n', "\r\n")));
        let files = book();
        let files = shifted.files.into_iter().fold(files, |files, (path, bytes)| files.with(&path, bytes));
        expect(&files, &expected);
    }
}

#[test]
fn the_right_form_of_a_broken_tie_is_shown() {
    for (text, form) in [
        ("全县［6个］（＝a.b）镇", "[6个](=a.b)"),
        ("全县[6个](=a + b)镇", "[6个](=a+b)"),
        ("全县【过半】（？a>50%）镇", "[过半](?a>50%)"),
    ] {
        let loaded = Loaded::of(&page(text));
        let fault = loaded.faults.iter().next().unwrap();
        let hint = Catalogue::of(Language::En).phrase(&fault.hints[0]);
        assert!(hint.contains(&format!("`{form}`")), "{hint}");
    }
}

#[test]
fn what_is_sound_is_not_refused() {
    for text in [
        "5 < 6，a ** b，2 ** 3",
        "**重要**。后文",
        "`[6](a b)` 和 `<b>`",
        "全县\\[6个](=a b)",
        "见[一]、[6个](=a)（[二](=a)）和\\[共[6个](=a)\\](注)",
        "注[^1]\n\n[^1]: 注文",
        "> 引\n\n1. 甲\n2. 乙\n\n---\n\n```\n代码 <b>\n```",
        "见[网](https://x.org/(a))",
        "问号（？）和【注】",
    ] {
        Loaded::of(&page(text)).sound();
    }
}

#[test]
fn pages_are_named_as_pages() {
    let files = book()
        .with("content/zh/01-status/Water.md", "")
        .with("content/zh/01-status/notes.docx", "")
        .with("content/fr/01-status/01-a.md", "")
        .with("content/zh/01-status/01-b.md", "")
        .with("content/zh/01-status/02-b.md", "")
        .with("content/zh/02-status/01-c.md", "")
        .with("content/zh/01-status/03-index.md", "");
    expect(
        &files,
        &[
            "content/fr/01-status/01-a.md:1:1: error[page-name]",
            "content/zh/01-status/02-b.md:1:1: error[page-name]",
            "content/zh/01-status/03-index.md:1:1: error[page-name]",
            "content/zh/01-status/Water.md:1:1: error[page-name]",
            "content/zh/01-status/notes.docx:1:1: error[page-name]",
            "content/zh/02-status/01-c.md:1:1: error[page-name]",
        ],
    );
    let mut files = book();
    files.files.remove("content/en/01-status/_index.md");
    expect(&files, &["error[file-missing]: the folder `content/en`"]);
    expect(&book().with("data/figure.yaml", "format: 1\n"), &["data/figure.yaml:1:1: error[yaml-shape]"]);
}
