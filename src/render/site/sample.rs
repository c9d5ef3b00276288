//! A small book for the tests of this room, put together by hand: no room but this one is needed to make it.

use crate::diagnostic::{SourceId, Span, Spanned};
use crate::model::{
    Attribute, Block, BoundTie, Cell, Chart, ChartKind, ChartPart, Check, Claim, ClaimResult, DataSource, Date, Day,
    Dimension, Drawing, Fact, FactValue, Figure, FigureData, FigureKind, Finding, Heading, Indicator, Inline, Interval,
    Key, LANGUAGES, Language, ListItem, Member, Observation, Outline, Page, PageId, Place, Plan, Project, Prose,
    ProseText, Quantity, Report, SectionEntry, Table, TableKind, Text, Tie, TieId, TieKind, Truth, UnitDef, UnitTable,
    ValueState, Verdict,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Page, language, Markdown of a small kind.
pub(super) const PAGES: [(&str, Language, &str); 6] = [
    ("01-status/_index.md", Language::Zh, "# 生态状况 {#status}\n全县国土面积[4877.10平方千米](=county.area)。"),
    (
        "01-status/01-land.md",
        Language::Zh,
        "# 土地 {#land}\n## 草地 {#grassland}\n草地面积[2124.01平方千米](=land.grassland.area)，占[43.55%](=land.grassland.share)，\
         [主要分布在北部](?grass-towns)，[草地较多](?land.grassland.area>100km2)（[](#fig:shares)、[](#tab:indicators)）。<b>&\n\
         ![](fig:shares)\n![](fig:wanted-map)\n![](tab:indicators)\n![](tab:areas)\n\
         - **重点**：见[状况](_index.md#status)、[外部](https://example.org/?a=1&b=2)、[坏](javascript:alert(1))\n\
         | 类 | 值 |\n| 草 | [43.55%](=land.grassland.share) |",
    ),
    (
        "02-goals/_index.md",
        Language::Zh,
        "# 目标 {#goals}\n见[](#sec:grassland)。到2025年[待定](=forest.cover.target@2030)。",
    ),
    (
        "01-status/_index.md",
        Language::En,
        "# State of the environment {#status}\nThe county covers [4,877.10 km²](=county.area).",
    ),
    (
        "01-status/01-land.md",
        Language::En,
        "# Land {#land}\n## Grassland {#grassland}\nGrassland covers [2,124.01 km²](=land.grassland.area), \
         [43.55%](=land.grassland.share) of the county, [mainly in the north](?grass-towns), and \
         [there is much of it](?land.grassland.area>100km2) ([](#fig:shares), [](#tab:indicators)). <b>&\n\
         ![](fig:shares)\n![](fig:wanted-map)\n![](tab:indicators)\n![](tab:areas)\n\
         - **First**: see [status](_index.md#status), [outside](https://example.org/?a=1&b=2), [bad](javascript:alert(1))\n\
         | Class | Value |\n| Grass | [43.55%](=land.grassland.share) |",
    ),
    (
        "02-goals/_index.md",
        Language::En,
        "# Goals {#goals}\nSee [](#sec:grassland). By 2025: [to be determined](=forest.cover.target@2030).",
    ),
];

/// Key, Chinese and English name, value, unit; a fact a line, members under one fact.
const NUMBERS: [(&str, &str, &str, Option<&str>, &str); 9] = [
    ("county.area", "国土面积", "Land area", Some("4877.10"), "km2"),
    ("land.grassland.area", "草地面积", "Grassland area", Some("2124.01"), "km2"),
    ("land.grassland.share", "草地占比", "Grassland share", Some("43.55"), "%"),
    ("forest.cover@2020", "森林覆盖率", "Forest coverage", Some("23"), "%"),
    ("forest.cover.target@2025", "森林覆盖率", "Forest coverage", Some("28"), "%"),
    ("forest.cover.target@2030", "森林覆盖率", "Forest coverage", None, "%"),
    ("green.rate@2020", "绿色矿山达标率", "Green mines", None, "%"),
    ("town.share@jinshan", "各镇占比", "Towns' shares", Some("22.70"), "%"),
    ("town.share@yinhao", "各镇占比", "Towns' shares", Some("21.11"), "%"),
];

const SPAN: Span = Span { source: SourceId(0), start: 0, end: 0 };

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, SPAN)
}

fn word(text: &str) -> Spanned<String> {
    spanned(text.to_owned())
}

fn prose(zh: &str, en: &str) -> Prose {
    let text = |text: &str| ProseText { source: text.to_owned(), inlines: vec![Inline::Text(word(text))], span: SPAN };
    Text { zh: text(zh), en: text(en) }
}

/// The whole book.
pub(super) fn report() -> Report {
    report_of(&PAGES)
}

/// A book with other pages.
pub(super) fn report_of(texts: &[(&str, Language, &str)]) -> Report {
    let mut report = Report {
        project: project(),
        observations: BTreeMap::new(),
        ties: Vec::new(),
        claims: BTreeMap::new(),
        relations: Vec::new(),
        outline: Outline::default(),
        uses: BTreeMap::new(),
        figure_data: BTreeMap::from([("shares".to_owned(), chart())]),
    };
    observe(&mut report);
    report.claims.insert(
        "grass-towns".to_owned(),
        ClaimResult { claim: 0, truth: Some(Truth::Holds), comparison: None, keys: Vec::new() },
    );
    for (path, language, text) in texts {
        read_page(&mut report, path, *language, text);
    }
    number(&mut report);
    report
}

/// The drawings of the book.
pub(super) fn drawings() -> BTreeMap<(String, Language), Drawing> {
    let svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 120\" role=\"img\">\
               <rect x=\"90\" y=\"20\" width=\"400\" height=\"26\" fill=\"var(--chart-1, #2f6f51)\"/>\
               <rect x=\"90\" y=\"60\" width=\"380\" height=\"26\" fill=\"var(--chart-2, #b0782a)\"/>\
               <text x=\"84\" y=\"38\" text-anchor=\"end\" fill=\"var(--chart-text, #222)\">A</text></svg>";
    let drawing = Drawing {
        id: "shares".to_owned(),
        svg_web: svg.to_owned(),
        svg_print: String::new(),
        description: "a chart".to_owned(),
    };
    LANGUAGES.into_iter().map(|language| (("shares".to_owned(), language), drawing.clone())).collect()
}

fn chart() -> Chart {
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
    let part = |zh: &str, en: &str, value: f64, shown: &str| ChartPart {
        label: text(zh, en),
        value,
        shown: text(shown, shown),
        rest: false,
    };
    Chart {
        id: "shares".to_owned(),
        kind: ChartKind::Bar,
        title: text("各镇占比", "Towns' shares"),
        axis: text("占比（%）", "Share (%)"),
        unit: text("%", "%"),
        parts: vec![part("金山镇", "Jinshan Town", 22.7, "22.70"), part("银号镇", "Yinhao Town", 21.11, "21.11")],
    }
}

fn units() -> UnitTable {
    let mut units = UnitTable::default();
    for (id, zh, en, spaced) in [("km2", "平方千米", "km²", true), ("%", "%", "%", false)] {
        units.insert(UnitDef {
            id: id.to_owned(),
            dimensions: BTreeMap::new(),
            numerator: Decimal::ONE,
            denominator: Decimal::ONE,
            symbol: Text { zh: zh.to_owned(), en: en.to_owned() },
            aliases: Text::default(),
            plural: None,
            counting: false,
            spaced,
            prefix: false,
        });
    }
    units
}

fn project() -> Project {
    let member = |id: &str, zh: &str, en: &str| Member { id: word(id), name: prose(zh, en), code: None };
    let dimension = |id: &str, members| Dimension { id: word(id), name: prose(id, id), members };
    Project {
        plan: plan(),
        units: units(),
        dimensions: vec![
            dimension(
                "town",
                vec![member("jinshan", "金山镇", "Jinshan Town"), member("yinhao", "银号镇", "Yinhao Town")],
            ),
            dimension("indicator_class", vec![member("quality", "生态质量类", "Ecological quality")]),
        ],
        sources: vec![DataSource {
            id: word("survey-3"),
            name: prose("第三次全国国土调查", "Third National Land Resource Survey"),
            publisher: None,
            date: None,
            scope: None,
            note: None,
        }],
        facts: facts(),
        indicators: vec![indicator(1, "forest.cover", Some(Attribute::Binding)), indicator(2, "green.rate", None)],
        claims: vec![Claim {
            id: word("grass-towns"),
            formula: Some(word("top(town.share,1)=={jinshan}")),
            text: prose("草地主要分布在北部", "Grassland lies mainly in the north"),
            stated: false,
            span: SPAN,
        }],
        findings: vec![
            finding("A06", "land.grassland.share", Some(("01-status/01-land.md", "grassland"))),
            finding("T01", "grass-towns", None),
        ],
        figures: vec![figure("shares", FigureKind::Chart("bar".to_owned())), figure("wanted-map", FigureKind::Wanted)],
        tables: vec![
            table("indicators", TableKind::Indicators, &[]),
            table("areas", TableKind::Facts, &["county.area", "town.share"]),
        ],
        pages: Vec::new(),
        ties: Vec::new(),
        assets: Vec::new(),
        templates: templates(),
    }
}

fn plan() -> Plan {
    Plan {
        title: prose("固阳县国土空间生态修复规划", "Territorial Ecological Restoration Plan of Guyang County"),
        short_title: prose("固阳县生态修复规划", "Guyang Restoration Plan"),
        period: (2021, 2035),
        years: vec![2020, 2025, 2030, 2035],
        edition_label: prose("初步成果", "Preliminary results"),
        edition_name: prose("2022年11月", "November 2022"),
        edition_date: Day { year: 2022, month: Some(11), day: Some(1) },
        authority: prose("固阳县人民政府", "People's Government of Guyang County"),
        compiled_by: prose("中国科学院生态环境研究中心", "Research Center for Eco-Environmental Sciences"),
        notice: prose(
            "本版为独立版本，并非正式文本；如有出入，以正式文本为准。",
            "This is an independent edition; the official text prevails.",
        ),
        licence: prose("文字和数据采用CC BY 4.0。", "Texts and data are licensed under CC BY 4.0."),
        half_even: false,
        rules: Vec::new(),
    }
}

/// The templates of the repository itself, without fonts.
fn templates() -> BTreeMap<String, Vec<u8>> {
    macro_rules! files {
        ($($name:literal),*) => {
            [$(($name, &include_bytes!(concat!("../../../templates/site/", $name))[..])),*]
        };
    }
    let files = files!(
        "base.html",
        "contents.html",
        "choice.html",
        "front.html",
        "page.html",
        "numbers.html",
        "indicators.html",
        "figures.html",
        "notes.html",
        "downloads.html",
        "static/site.css",
        "static/place.js"
    );
    files.into_iter().map(|(name, bytes)| (format!("site/{name}"), bytes.to_vec())).collect()
}

fn facts() -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (key, zh, en, _, unit) in NUMBERS {
        let id = key.split('@').next().unwrap_or(key).trim_end_matches(".target");
        if facts.iter().any(|fact| fact.id.value == id) {
            continue;
        }
        let by = match (id, key.contains('@')) {
            ("town.share", _) => vec![word("town")],
            (_, true) => vec![word("year")],
            _ => Vec::new(),
        };
        facts.push(Fact {
            id: word(id),
            name: prose(zh, en),
            value: FactValue::Single(None),
            formula: (id == "land.grassland.share").then(|| word("land.grassland.area / county.area")),
            unit: word(unit),
            date: Some(Date::At(Day { year: 2020, month: None, day: None })),
            source: Some(word("survey-3")),
            by,
            qualifier: None,
            complete: None,
            listed_largest: false,
            exact: None,
            whole: None,
            part_of: None,
            restates: None,
            note: None,
            span: SPAN,
        });
    }
    facts
}

fn key(written: &str) -> Key {
    let (fact, members) = written.split_once('@').unwrap_or((written, ""));
    Key { fact: fact.to_owned(), members: members.split(',').filter(|m| !m.is_empty()).map(str::to_owned).collect() }
}

fn observe(report: &mut Report) {
    for (written, zh, en, value, unit) in NUMBERS {
        let id = key(written).fact.trim_end_matches(".target").to_owned();
        let fact = report.project.facts.iter().position(|fact| fact.id.value == id).unwrap();
        let number = value.map(|value| value.parse::<Decimal>().unwrap());
        let quantity = number.map(|nominal| Quantity {
            nominal,
            interval: Interval::exact(nominal),
            unit: report.project.units.parse(unit).unwrap(),
        });
        let observation = Observation {
            key: key(written),
            fact,
            name: Text { zh: zh.to_owned(), en: en.to_owned() },
            stated: number.map_or(ValueState::Undetermined, ValueState::Given),
            computed: quantity.clone().filter(|_| id == "land.grassland.share"),
            quantity,
            inputs: Vec::new(),
            target: written.contains(".target"),
            date: Some(Date::At(Day { year: 2020, month: None, day: None })),
            source: Some(0),
            span: SPAN,
        };
        report.observations.insert(key(written), observation);
    }
}

fn indicator(number: u32, fact: &str, attribute: Option<Attribute>) -> Indicator {
    Indicator {
        id: word(&fact.replace('.', "-")),
        number,
        class: word("quality"),
        attribute,
        direction: None,
        fact: word(fact),
        name: None,
        note: Some(prose("单位与规划原文一致。", "The unit is that of the printed plan.")),
        span: SPAN,
    }
}

fn finding(id: &str, subject: &str, place: Option<(&str, &str)>) -> Finding {
    Finding {
        id: word(id),
        check: Check::Rule {
            rule: word("formula-differs"),
            subject: word(subject),
            stated: Some(word("43.55")),
            computed: Some(word("43.60")),
        },
        verdict: Verdict::Error,
        state: word("open"),
        page: place.map(|(page, _)| word(page)),
        section: place.map(|(_, section)| word(section)),
        quote: Some(prose("占国土面积的43.55%", "43.55% of the county")),
        note: prose("两处数字不一致。", "The two numbers disagree."),
        span: SPAN,
    }
}

fn figure(id: &str, kind: FigureKind) -> Figure {
    Figure {
        id: word(id),
        kind: spanned(kind),
        printed: Some("1-12".to_owned()),
        title: prose("各镇草地占比", "Towns' shares of grassland"),
        caption: None,
        alt: None,
        data: FigureData::None,
        rest: None,
        source: Some(word("survey-3")),
        needs: Some(prose("经审核的底图", "An approved base map")),
        file: None,
        span: SPAN,
    }
}

fn table(id: &str, kind: TableKind, rows: &[&str]) -> Table {
    Table {
        id: word(id),
        kind,
        printed: Some("2-1".to_owned()),
        title: prose("规划指标", "Planning indicators"),
        rows: rows.iter().map(|row| word(row)).collect(),
        span: SPAN,
    }
}

fn read_page(report: &mut Report, path: &str, language: Language, text: &str) {
    let page = PageId(report.project.pages.len());
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let place = Place::Page { page, block: blocks.len() };
        let block = read_block(report, language, place, line);
        match (blocks.last_mut(), block) {
            (Some(Block::Table { rows, .. }), Block::Table { rows: more, .. }) => rows.extend(more),
            (_, block) => blocks.push(block),
        }
    }
    report.project.pages.push(Page { language, path: path.to_owned(), source: SourceId(0), blocks });
}

fn read_block(report: &mut Report, language: Language, place: Place, line: &str) -> Block {
    let mut inlines = |text: &str| read_inlines(report, language, place, text);
    let register = |prefix: &str| line.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(')'));
    if let Some(id) = register("![](fig:") {
        return Block::Figure { id: word(id), span: SPAN };
    }
    if let Some(id) = register("![](tab:") {
        return Block::RegisterTable { id: word(id), span: SPAN };
    }
    if line.starts_with('#') {
        let (title, id) = line.trim_start_matches('#').trim().split_once(" {#").unwrap();
        let level = line.chars().take_while(|character| *character == '#').count();
        return Block::Heading(Heading {
            level: u8::try_from(level).unwrap(),
            id: Some(word(id.trim_end_matches('}'))),
            inlines: inlines(title),
            span: SPAN,
        });
    }
    if let Some(item) = line.strip_prefix("- ") {
        let blocks = vec![Block::Paragraph { inlines: inlines(item), span: SPAN }];
        return Block::List { start: None, items: vec![ListItem { blocks }], span: SPAN };
    }
    if line.starts_with('|') {
        let cells = line.trim_matches('|').split('|').map(|cell| Cell { inlines: inlines(cell.trim()) }).collect();
        return Block::Table { rows: vec![cells], span: SPAN };
    }
    Block::Paragraph { inlines: inlines(line), span: SPAN }
}

fn read_inlines(report: &mut Report, language: Language, place: Place, text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some((before, words, target, after)) = next_link(rest) {
        plain(&mut inlines, before);
        inlines.push(read_link(report, language, place, words, target));
        rest = after;
    }
    plain(&mut inlines, rest);
    inlines
}

fn plain(inlines: &mut Vec<Inline>, text: &str) {
    for (position, part) in text.split("**").enumerate().filter(|(_, part)| !part.is_empty()) {
        let piece = Inline::Text(word(part));
        inlines.push(if position % 2 == 1 { Inline::Strong(vec![piece]) } else { piece });
    }
}

fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let mut depth = 1;
    let close = text[middle + 2..].find(|character| {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    let target = &text[middle + 2..middle + 2 + close];
    Some((&text[..open], &text[open + 1..middle], target, &text[middle + 3 + close..]))
}

fn read_link(report: &mut Report, language: Language, place: Place, words: &str, target: &str) -> Inline {
    let tie = |kind, target: &str| Tie {
        kind,
        literal: word(words),
        target: word(target),
        rounded_to: None,
        language,
        place,
        span: SPAN,
    };
    let id = TieId(report.project.ties.len());
    if let Some(formula) = target.strip_prefix('=') {
        let key = Some(key(formula)).filter(|key| report.observations.contains_key(key));
        if let Some(key) = &key {
            report.uses.entry(key.clone()).or_default().push(id);
        }
        report.project.ties.push(tie(TieKind::Number, formula));
        report.ties.push(BoundTie { keys: key.clone().into_iter().collect(), key, ..BoundTie::default() });
        return Inline::Tie(id, words.to_owned());
    }
    if let Some(formula) = target.strip_prefix('?') {
        let claim = Some(formula.to_owned()).filter(|id| report.claims.contains_key(id));
        report.project.ties.push(tie(TieKind::Claim, formula));
        report.ties.push(BoundTie { claim, truth: Some(Truth::Holds), ..BoundTie::default() });
        return Inline::Tie(id, words.to_owned());
    }
    if let Some(reason) = target.strip_prefix('!') {
        return Inline::Waived(words.to_owned(), reason.to_owned());
    }
    for kind in ["fig", "tab", "sec"] {
        if let Some(id) = target.strip_prefix('#').and_then(|rest| rest.strip_prefix(kind)) {
            return Inline::CrossReference { kind, id: word(id.trim_start_matches(':')) };
        }
    }
    Inline::Link { target: word(target), inlines: vec![Inline::Text(word(words))] }
}

/// Numbers headings, figures and tables by chapter.
fn number(report: &mut Report) {
    for language in LANGUAGES {
        let mut counters = [0u32; 6];
        let (mut figures, mut tables) = (0, 0);
        let mut sections = Vec::new();
        let pages: Vec<(PageId, Page)> =
            report.project.pages_of(language).map(|(id, page)| (id, page.clone())).collect();
        for (id, page) in pages {
            for (block, content) in page.blocks.iter().enumerate() {
                match content {
                    Block::Heading(heading) => {
                        let depth = usize::from(heading.level) - usize::from(page.opens_chapter());
                        counters[depth] += 1;
                        counters[depth + 1..].fill(0);
                        if depth == 0 {
                            (figures, tables) = (0, 0);
                        }
                        let name = heading.id.as_ref().unwrap().value.clone();
                        report.outline.pages.insert((language, format!("sec:{name}")), id);
                        sections.push(SectionEntry {
                            page: id,
                            block,
                            id: name,
                            depth: u8::try_from(depth + 1).unwrap(),
                            numbers: counters[..=depth].to_vec(),
                            title: Inline::plain(&heading.inlines),
                        });
                    }
                    Block::Figure { id: figure, .. } => {
                        figures += 1;
                        report.outline.figures.insert(figure.value.clone(), (counters[0], figures));
                        report.outline.pages.insert((language, format!("fig:{}", figure.value)), id);
                    }
                    Block::RegisterTable { id: table, .. } => {
                        tables += 1;
                        report.outline.tables.insert(table.value.clone(), (counters[0], tables));
                        report.outline.pages.insert((language, format!("tab:{}", table.value)), id);
                    }
                    _ => {}
                }
            }
        }
        report.outline.sections.insert(language, sections);
    }
}
