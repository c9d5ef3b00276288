//! The book as JSON. The tests that start typst stand in `typst_tests`.

use super::book::Writer;
use super::*;
use crate::diagnostic::SourceId;
use crate::diagnostic::{Message, Span, Spanned};
use crate::model::{
    Alignment, Asset, Authority, Block, BoundTie, Cell, Check, Claim, Day, Face, Figure, FigureData, FigureKind,
    Finding, FindingSeverity, FindingState, FontNames, Heading, Inline, ListItem, NoteMark, Outline, Page, PageId,
    Place, Plan, Project, Prose, ProseText, Role, SectionEntry, Text, Tie, TieId, TieKind, UnitTable,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What Typst markup, code and mathematics are made of.
const HOSTILE: &str = "#panic() *x* $x$ <b> @a // /* \\ [ ] `r` _y_ ~ -- \"q\" 'q' {x} = 1. + #{";

fn at(start: usize, end: usize) -> Span {
    Span::new(SourceId(0), start..end)
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, at(0, 0))
}

pub(super) fn words(text: &str) -> Inline {
    Inline::Text(spanned(text.to_owned()))
}

fn field(zh: &str, en: &str) -> Prose {
    let one = |text: &str| ProseText { source: text.to_owned(), inlines: vec![words(text)], span: at(0, 0) };
    Text { zh: one(zh), en: one(en) }
}

pub(super) fn paragraph(inlines: Vec<Inline>) -> Block {
    Block::Paragraph { inlines, span: at(0, 0) }
}

fn heading(level: u8, id: &str, title: &str) -> Block {
    Block::Heading(Heading { level, id: Some(spanned(id.to_owned())), inlines: vec![words(title)], span: at(0, 0) })
}

fn plan() -> Plan {
    Plan {
        title: field("某县生态修复规划", HOSTILE),
        short_title: field("规划", "Plan"),
        source_language: Language::Zh,
        period: (2021, 2035),
        years: vec![2020, 2025],
        edition_label: field("初步成果", "Preliminary results"),
        edition_name: field("2022年11月", "November 2022"),
        edition_date: Day { year: 2022, month: Some(11), day: Some(1) },
        authority: Some(Authority::Named(field("县政府", "County government"))),
        edited_by: None,
        compiled_by: field("编制单位", "Author"),
        notice: field("以正式文本为准。", "The official text prevails."),
        licence: field("许可", "Licence"),
        half_even: false,
        foreign: Vec::new(),
        fonts: FontNames::default(),
        rules: Vec::new(),
        exceptions: Vec::new(),
    }
}

fn pages(language: Language) -> Vec<Page> {
    let page = |path: &str, blocks| Page { language, path: path.to_owned(), source: SourceId(0), blocks };
    let item = |text: &str| ListItem { blocks: vec![paragraph(vec![words(text)])] };
    let cell = |text: &str| Cell { inlines: vec![words(text)] };
    let link =
        |target: &str, text: &str| Inline::Link { target: spanned(target.to_owned()), inlines: vec![words(text)] };
    let reference = |kind, id: &str| Inline::CrossReference { kind, id: spanned(id.to_owned()) };
    let note = |place| Inline::FootnoteReference(Spanned::new("a".to_owned(), at(place, place + 1)));
    let body = vec![
        heading(1, "nature", HOSTILE),
        heading(2, "water", "水文 Water"),
        paragraph(vec![
            words("占"),
            Inline::Tie(TieId(0), "2124.01平方千米".to_owned()),
            words(HOSTILE),
            note(1),
            note(2),
            Inline::SoftBreak,
            Inline::Strong(vec![words("重点")]),
            Inline::Emphasis(vec![words("强调")]),
            Inline::Code(spanned(HOSTILE.to_owned())),
            Inline::HardBreak,
        ]),
        paragraph(vec![
            link("https://example.org/?a=*b*", HOSTILE),
            link("../01-a/_index.md", "chapter"),
            link("gone.md#gone", "nowhere"),
            link("javascript:alert(1)", "no"),
            reference("fig", "wanted"),
            reference("sec", "water"),
        ]),
        Block::List { start: Some(3), items: vec![item(HOSTILE), item("二")], span: at(0, 0) },
        Block::Quote { blocks: vec![paragraph(vec![words(HOSTILE)])], span: at(0, 0) },
        Block::Table {
            columns: vec![Alignment::Start, Alignment::End],
            rows: vec![vec![cell("a"), cell(HOSTILE)], vec![cell("b")]],
            span: at(0, 0),
        },
        Block::Code { text: HOSTILE.to_owned(), span: at(0, 0) },
        Block::Figure { id: spanned("wanted".to_owned()), span: at(0, 0) },
        Block::Figure { id: spanned("chart".to_owned()), span: at(0, 0) },
        Block::Rule { span: at(0, 0) },
        Block::Footnote {
            label: spanned("a".to_owned()),
            blocks: vec![paragraph(vec![words(HOSTILE)])],
            span: at(0, 0),
        },
    ];
    vec![page("01-a/01-b.md", body), page("01-a/_index.md", vec![heading(1, "status", "现状 Status")])]
}

fn figure(id: &str, kind: FigureKind) -> Figure {
    Figure {
        id: spanned(id.to_owned()),
        kind: spanned(kind),
        printed: Some("1-12".to_owned()),
        title: field("图名", HOSTILE),
        caption: None,
        alt: None,
        data: FigureData::None,
        rest: None,
        source: None,
        needs: Some(field("需要底图", HOSTILE)),
        file: None,
        span: at(0, 0),
    }
}

fn finding() -> Finding {
    Finding {
        id: spanned("A06".to_owned()),
        check: Check::Editorial,
        kind: None,
        severity: FindingSeverity::Contradiction,
        sides: Vec::new(),
        state: FindingState::Open,
        page: Some(spanned("01-a/01-b.md".to_owned())),
        section: Some(spanned("water".to_owned())),
        quote: Some(field("原文", HOSTILE)),
        note: field("说明", HOSTILE),
        span: at(0, 0),
    }
}

fn sections(language: Language, first: usize) -> Vec<SectionEntry> {
    let entry = |page: usize, block, id: &str, depth, numbers: &[u32]| SectionEntry {
        page: PageId(first + page),
        block,
        id: id.to_owned(),
        depth,
        numbers: numbers.to_vec(),
        title: format!("{id} {language}"),
    };
    vec![entry(1, 0, "status", 1, &[1]), entry(0, 0, "nature", 2, &[1, 1]), entry(0, 1, "water", 3, &[1, 1, 1])]
}

macro_rules! template {
    ($path:literal) => {
        ($path.to_owned(), include_bytes!(concat!("../../../templates/", $path)).to_vec())
    };
}

fn templates() -> BTreeMap<String, Vec<u8>> {
    BTreeMap::from([
        template!("print/plan.typ"),
        template!("print/style.typ"),
        template!("print/walk.typ"),
        template!("print/parts.typ"),
        template!("fonts/NotoSansSC-Bold.ttf"),
        template!("fonts/NotoSansSC-Regular.ttf"),
        template!("fonts/NotoSerifSC-Bold.ttf"),
        template!("fonts/NotoSerifSC-Regular.ttf"),
    ])
}

fn faces() -> Vec<Face> {
    let face = |(role, bold, name): (Role, bool, &str)| {
        let path = format!("fonts/Noto{name}.ttf");
        Face { path, role, bold, character_map: Vec::new(), named: None }
    };
    let serif = [(Role::Serif, false, "SerifSC-Regular"), (Role::Serif, true, "SerifSC-Bold")];
    let sans = [(Role::Sans, false, "SansSC-Regular"), (Role::Sans, true, "SansSC-Bold")];
    serif.into_iter().chain(sans).map(face).collect()
}

fn tie() -> Tie {
    Tie {
        kind: TieKind::Number,
        literal: spanned("2124.01平方千米".to_owned()),
        target: spanned("land.area".to_owned()),
        rounded_to: None,
        language: Language::Zh,
        place: Place::Page { page: PageId(0), block: 2 },
        span: at(0, 0),
    }
}

pub(super) fn report() -> Report {
    let project = Project {
        plan: plan(),
        units: UnitTable::default(),
        dimensions: Vec::new(),
        sources: Vec::new(),
        facts: Vec::new(),
        programmes: Vec::new(),
        projects: Vec::new(),
        indicators: Vec::new(),
        claims: Vec::<Claim>::new(),
        findings: vec![finding()],
        figures: vec![figure("wanted", FigureKind::Wanted), figure("chart", FigureKind::Chart("bar".to_owned()))],
        tables: Vec::new(),
        terms: Vec::new(),
        confirmations: None,
        pages: [pages(Language::Zh), pages(Language::En)].concat(),
        ties: vec![tie()],
        assets: vec![Asset { path: "images/../x.PNG".to_owned(), bytes: vec![1], words: Vec::new() }],
        templates: templates(),
        shifted: BTreeSet::new(),
        faces: faces(),
    };
    let outline = Outline {
        sections: BTreeMap::from([
            (Language::Zh, sections(Language::Zh, 0)),
            (Language::En, sections(Language::En, 2)),
        ]),
        note_marks: BTreeMap::from([
            (at(1, 2), NoteMark { number: 7, nth: 1 }),
            (at(2, 3), NoteMark { number: 7, nth: 2 }),
        ]),
        figures: BTreeMap::from([("wanted".to_owned(), (1, 1)), ("chart".to_owned(), (1, 2))]),
        ..Outline::default()
    };
    Report {
        listings: BTreeMap::new(),
        project_entries: BTreeMap::new(),
        translations: Vec::new(),
        project,
        observations: BTreeMap::new(),
        ties: vec![BoundTie { finding: Some(0), ..BoundTie::default() }],
        claims: BTreeMap::new(),
        relations: Vec::new(),
        totals: Vec::new(),
        rounding_notes: BTreeMap::new(),
        outline,
        uses: BTreeMap::new(),
        figure_data: BTreeMap::new(),
    }
}

pub(super) fn drawings() -> Drawings {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="9" height="9" fill="#123"/></svg>"##;
    let drawing = Drawing {
        id: "chart".to_owned(),
        svg_web: String::new(),
        svg_narrow: String::new(),
        svg_print: svg.to_owned(),
        description: "金山镇42.36%".to_owned(),
    };
    LANGUAGES.into_iter().map(|language| (("chart".to_owned(), language), drawing.clone())).collect()
}

fn blocks(language: Language) -> Vec<Value> {
    let book = book::book(&report(), &drawings(), language);
    book["blocks"].as_array().unwrap().clone()
}

fn of_kind(blocks: &[Value], kind: &str) -> Vec<Value> {
    blocks.iter().filter(|block| block["k"] == kind).cloned().collect()
}

#[test]
fn chapters_open_first_and_headings_carry_the_language_s_labels() {
    let headings = of_kind(&blocks(Language::Zh), "heading");
    let seen: Vec<_> =
        headings.iter().map(|one| (one["to"].clone(), one["depth"].clone(), one["label"].clone())).collect();
    let expected = [("sec:status", 1, "第一章"), ("sec:nature", 2, "第一节"), ("sec:water", 3, "一、")];
    assert_eq!(seen, expected.map(|(to, depth, label)| (json!(to), json!(depth), json!(label))));
    assert_eq!(of_kind(&blocks(Language::En), "heading")[2]["label"], json!("1.1.1"));
    assert_eq!(headings[2]["notes"][1]["to"], json!("finding:A06"));
}

#[test]
fn a_tied_number_stays_together_and_bears_its_finding() {
    let paragraphs = of_kind(&blocks(Language::Zh), "par");
    let line = paragraphs[0]["c"].as_array().unwrap();
    assert_eq!(
        line[1],
        json!({"k": "number", "s": "2124.01平方千米", "before": true, "after": false, "joined": [false, false]})
    );
    assert_eq!((line[2]["k"].clone(), line[2]["to"].clone()), (json!("mark"), json!("finding:A06")));
    assert_eq!(line[3], json!({"k": "text", "s": HOSTILE}));
    assert_eq!((line[4]["k"].clone(), line[5]["k"].clone()), (json!("footnote"), json!("footnote-again")));
    assert_eq!((line[4]["s"].clone(), line[5]["s"].clone()), (json!("[7]"), json!("[7]")));
    assert_eq!(line[4]["c"][0]["c"][0]["s"], json!(HOSTILE));
}

#[test]
fn findings_stand_under_their_chapter() {
    let book = book::book(&report(), &drawings(), Language::Zh);
    let groups = book["findings"].as_array().unwrap();
    let entries: usize = groups.iter().map(|group| group["entries"].as_array().unwrap().len()).sum();
    assert_eq!(entries, report().project.findings.len());
    assert!(groups[0]["title"].as_str().unwrap().starts_with("第一章"), "{groups:?}");
}

#[test]
fn links_lead_inside_the_document_to_the_web_or_nowhere() {
    let paragraphs = of_kind(&blocks(Language::Zh), "par");
    let line = paragraphs[1]["c"].as_array().unwrap();
    let seen: Vec<_> = line.iter().map(|part| part["k"].as_str().unwrap()).collect();
    assert_eq!(seen, ["link", "to", "group", "group", "to", "to"]);
    assert_eq!(line[1]["to"], json!("sec:status"));
    assert_eq!(line[4]["c"][0]["s"], json!("图1-1"));
    assert_eq!(line[5]["c"][0]["s"], json!("第一章第一节“water zh”"));
}

#[test]
fn no_line_parts_a_number_from_its_unit() {
    let mut report = report();
    report.project.units = crate::locale::built_in_units();
    let drawings = Drawings::new();
    let mut writer = Writer::new(&report, &drawings, Language::En);
    let line =
        [words("over 5 km² and"), Inline::Tie(TieId(0), "2,124.01 km²".to_owned()), words(" of it, 3"), words(" t")];
    let parts = writer.inlines(&line);
    let shown: Vec<&str> = parts.iter().filter_map(|part| part["s"].as_str()).collect();
    assert!(shown.starts_with(&["over 5\u{a0}km² and", "2,124.01\u{a0}km²"]), "{shown:?}");
    assert!(shown.ends_with(&[" of it, 3", "\u{a0}t"]), "{shown:?}");
}

#[test]
fn figures_are_pictures_or_say_what_is_missing() {
    let figures = of_kind(&blocks(Language::En), "figure");
    assert_eq!(figures[0]["file"], json!(null));
    assert_eq!(figures[0]["missing"]["needs"][0]["s"], json!(HOSTILE.replace("\"q\"", "“q”").replace("'q'", "‘q’")));
    assert_eq!(figures[1]["file"], json!("figures/chart.en.svg"));
    assert_eq!(figures[1]["alt"], json!("金山镇42.36%"));
    assert_eq!(figures[1]["lines"][0][0]["s"], json!("Figure\u{a0}1-12 of the printed plan"));
}

#[test]
fn a_written_table_is_a_rectangle() {
    let tables = of_kind(&blocks(Language::En), "table");
    assert_eq!(tables[0]["rows"][0]["cells"].as_array().unwrap().len(), 2);
    assert_eq!(tables[0]["align"], json!(["start", "end"]));
}

#[test]
fn no_name_of_the_author_s_becomes_a_path() {
    assert_eq!(figure::drawing_path("../../etc", Language::Zh), "figures/.._.._etc.zh.svg");
    assert_eq!(figure::asset_path(7, "a/../b.P/NG"), "images/7.png");
}

#[test]
fn the_edition_s_date_becomes_unix_seconds() {
    let seconds = |year, month, day| unix_midnight(Day { year, month, day });
    assert_eq!(seconds(1970, Some(1), Some(1)), 0);
    assert_eq!(seconds(2022, Some(11), Some(1)), 1_667_260_800);
    assert_eq!(seconds(2000, Some(2), Some(29)), 951_782_400);
    assert_eq!(seconds(2024, None, None), 1_704_067_200);
}

#[test]
fn a_missing_program_is_named_with_what_to_do() {
    let typst = Typst::new(PathBuf::from("/no/such/typst"), PathBuf::from("/no/such/folder"));
    let failure = render(&report(), &drawings(), &typst, &mut Diagnostics::new()).unwrap_err();
    assert_eq!(failure.message.id, "print.typst-missing");
    assert_eq!(failure.hints[0].id, "print.typst-hint");
}

#[test]
fn a_template_may_not_fetch_a_package() {
    let mut report = report();
    report.project.templates.insert("print/x.typ".to_owned(), b"#import \"@preview/cetz:0.1.0\"".to_vec());
    let failure = files(&report, &drawings(), Language::Zh).unwrap_err();
    assert_eq!(failure.message.id, "print.package");
}

/// The typst of `make test`, with a staging folder of its own.
#[test]
fn a_note_on_rounding_stands_under_its_figure() {
    let mut report = report();
    let note = Message::new("ui.rounding-note").with("sum", "100.1%").with("whole", "100%");
    report.rounding_notes.insert("fig:chart".to_owned(), note);
    let book = book::book(&report, &drawings(), Language::En);
    let figures = of_kind(book["blocks"].as_array().unwrap(), "figure");
    let sentence = json!([{"k": "text", "s": "The parts add up to 100.1%, not 100%, because they are rounded."}]);
    let carry = |figure: &Value| figure["lines"].as_array().unwrap().contains(&sentence);
    assert_eq!(figures.iter().map(carry).collect::<Vec<bool>>().iter().filter(|carries| **carries).count(), 1);
    assert!(carry(figures.iter().find(|figure| figure["to"] == "fig:chart").unwrap()));
}
