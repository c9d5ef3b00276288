//! A small book for the tests of this room, put together by hand: no room but this one is needed to make it.

mod reader;
mod units;

use crate::diagnostic::{SourceId, Span, Spanned};
use crate::model::{
    Attribute, Authority, Chart, ChartKind, ChartPart, Check, Claim, ClaimResult, Counts, DataSource, Date, Day,
    Dimension, Drawing, Fact, FactValue, Figure, FigureData, FigureKind, Finding, FindingSeverity, FindingState,
    FontNames, Indicator, Inline, Interval, Key, LANGUAGES, Language, Member, Missing, Observation, Outline, Plan,
    Project, Prose, ProseText, Quantity, Report, Table, TableKind, Text, Truth, ValueState,
};
use reader::{number, read_page};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use units::units;

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
        listings: BTreeMap::new(),
        project_entries: BTreeMap::new(),
        translations: Vec::new(),
        project: project(),
        observations: BTreeMap::new(),
        ties: Vec::new(),
        claims: BTreeMap::new(),
        relations: Vec::new(),
        totals: Vec::new(),
        rounding_notes: BTreeMap::new(),
        outline: Outline::default(),
        uses: BTreeMap::new(),
        figure_data: BTreeMap::from([("shares".to_owned(), chart())]),
    };
    observe(&mut report);
    report.claims.insert(
        "grass-towns".to_owned(),
        ClaimResult {
            claim: 0,
            truth: Some(Truth::Holds),
            comparison: None,
            members: None,
            explanation: None,
            keys: Vec::new(),
        },
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
        svg_narrow: svg.replace("20 10", "10 10"),
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
        missing: false,
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

fn project() -> Project {
    let member = |id: &str, zh: &str, en: &str| Member {
        id: word(id),
        name: prose(zh, en),
        code: None,
        facts: Vec::new(),
        towns: Vec::new(),
        problems: None,
        direction: None,
    };
    let towns = vec![member("jinshan", "金山镇", "Jinshan Town"), member("yinhao", "银号镇", "Yinhao Town")];
    let dimension = |id: &str, members| Dimension { id: word(id), name: prose(id, id), members };
    Project {
        programmes: Vec::new(),
        projects: Vec::new(),
        plan: plan(),
        units: units(),
        dimensions: vec![
            dimension("town", towns),
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
        terms: Vec::new(),
        confirmations: None,
        pages: Vec::new(),
        ties: Vec::new(),
        assets: Vec::new(),
        templates: templates(),
        shifted: BTreeSet::new(),
        faces: Vec::new(),
    }
}

fn plan() -> Plan {
    Plan {
        title: prose("固阳县国土空间生态修复规划", "Territorial Ecological Restoration Plan of Guyang County"),
        short_title: prose("固阳县生态修复规划", "Guyang Restoration Plan"),
        source_language: Language::Zh,
        period: (2021, 2035),
        years: vec![2020, 2025, 2030, 2035],
        edition_label: prose("初步成果", "Preliminary results"),
        edition_name: prose("2022年11月", "November 2022"),
        edition_date: Day { year: 2022, month: Some(11), day: Some(1) },
        authority: Some(Authority::Named(prose("固阳县人民政府", "People's Government of Guyang County"))),
        edited_by: None,
        compiled_by: prose("中国科学院生态环境研究中心", "Research Center for Eco-Environmental Sciences"),
        notice: prose(
            "本版为独立版本，并非正式文本；如有出入，以正式文本为准。",
            "This is an independent edition; the official text prevails.",
        ),
        licence: prose("文字和数据采用CC BY 4.0。", "Texts and data are licensed under CC BY 4.0."),
        half_even: false,
        foreign: Vec::new(),
        fonts: FontNames::default(),
        rules: Vec::new(),
        exceptions: Vec::new(),
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
            stated: number.map_or(ValueState::Missing(Missing::Undetermined), ValueState::Given),
            computed: quantity.clone().filter(|_| id == "land.grassland.share"),
            quantity,
            inputs: Vec::new(),
            target: written.contains(".target"),
            bound: None,
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
        counts: Counts::default(),
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
        kind: None,
        severity: FindingSeverity::Contradiction,
        sides: Vec::new(),
        state: FindingState::Open,
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
        total: None,
        span: SPAN,
    }
}
