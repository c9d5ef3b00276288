//! What stands around a tie: sentences with their verdicts, Chinese and English side by side. Each is a book of its own.
//!
//! A verdict names the rule that speaks in both languages, or none; a warning is marked `~`.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use tallybook::diagnostic::{Severity, print_short};
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::Language;

const FACTS: &str = r#"format: 1
facts:
- {id: g, name: {zh: "出口增长率", en: "Growth of exports"}, value: -4.1, unit: "%", source: survey-3}
- {id: h, name: {zh: "进口增长率", en: "Growth of imports"}, value: 4.1, unit: "%", source: survey-3}
- {id: cut, name: {zh: "减排量", en: "Emissions saved"}, value: 1.2, unit: t, measures: fall, source: survey-3}
- {id: cover, name: {zh: "覆盖率", en: "Cover"}, by: year, unit: "%", values: {2020: 23, 2021: 28}, targets: {2025: {value: 30, bound: at_least}}, source: survey-3}
- {id: invest, name: {zh: "投资增长率", en: "Growth of investment"}, by: year, unit: "%", values: {2020: -6.1, 2021: -4.1}, source: survey-3}
- {id: pace, name: {zh: "产值增速", en: "Growth of output"}, by: year, unit: "%", values: {2020: 5.3, 2021: 4.1}, source: survey-3}
- {id: loss, name: {zh: "耕地流失", en: "Cropland lost"}, value: 120, unit: mu, source: survey-3}
- {id: gap, name: {zh: "收入差距", en: "Income gap"}, by: year, unit: "1", values: {2015: 1.0, 2020: 0.9}, source: survey-3}
- {id: a, name: {zh: "甲", en: "First"}, value: 100, unit: t, source: survey-3}
- {id: b, name: {zh: "乙", en: "Second"}, value: 130, unit: t, source: survey-3}
- {id: c, name: {zh: "丙", en: "Third"}, value: 200, unit: t, source: survey-3}
- {id: crop, name: {zh: "作物产量", en: "Crop"}, by: year, unit: t, values: {2015: 90, 2020: 80, 2021: 70}, source: survey-3}
- {id: zone.area, name: {zh: "分区面积", en: "Area of the zones"}, by: zone, unit: km2, values: {north: 2877.10, south: 2000.00}, source: survey-3}
- {id: zone.pop, name: {zh: "分区人口", en: "People of the zones"}, by: zone, unit: person, values: {north: 61240, south: 38915}, source: survey-3}
- {id: loans, name: {zh: "贷款", en: "Loans"}, value: 609.91, unit: 1e8 yuan, source: survey-3}
- {id: even, name: {zh: "存款", en: "Deposits"}, value: 600, unit: 1e8 yuan, source: survey-3}
- {id: third, name: {zh: "草地占比", en: "Share of grassland"}, value: 33.9, unit: "%", source: survey-3}
- {id: most, name: {zh: "林地占比", en: "Share of woodland"}, value: 78.4, unit: "%", source: survey-3}
- {id: sure, name: {zh: "达标率", en: "Sources up to standard"}, value: 99.7, unit: "%", source: survey-3}
- {id: frost, name: {zh: "一月气温", en: "Temperature of January"}, value: -4.2, unit: degC, source: survey-3}
- {id: days, name: {zh: "无霜期", en: "Frost-free season"}, value: 120, unit: d, source: survey-3}
- {id: people, name: {zh: "人口", en: "People"}, value: 11.86, unit: 1e4 person, source: survey-3}
- {id: water, name: {zh: "水资源总量", en: "Water resources"}, value: 2.03, unit: 1e8 m3, source: survey-3}
- {id: ratio, name: {zh: "城乡收入比", en: "Ratio of incomes"}, value: 2.51, unit: "1", source: survey-3}
- {id: zones, name: {zh: "分区数", en: "Zones"}, value: 2, unit: item, source: survey-3}
- {id: volume, name: {zh: "库容", en: "Capacity"}, value: 4380, unit: m3, date: 2020, source: survey-3}
"#;

/// A sentence in Chinese and in English, and the rule that speaks.
type Row = (&'static str, &'static str, &'static str);

const DIRECTION: &[Row] = &[
    ("进口增长[4.1%](=h)。", "Imports grew by [4.1%](=h).", ""),
    ("出口增长[4.1%](=g)。", "Exports grew by [4.1%](=g).", "direction-differs"),
    ("出口下降[4.1%](=g)。", "Exports fell by [4.1%](=g).", ""),
    ("出口下降[−4.1%](=g)。", "Exports fell by [−4.1%](=g).", "direction-differs"),
    ("出口增长[−4.1%](=g)。", "Exports grew by [−4.1%](=g).", "~direction-differs"),
    ("进口下降[4.1%](=h)。", "Imports fell by [4.1%](=h).", "direction-differs"),
    ("出口下降[4.1%](=abs(g))。", "Exports are down [4.1%](=abs(g)).", ""),
    ("出口下降[4.1%](=-g)。", "Exports fell by [4.1%](=-g).", ""),
    ("出口增长[4.1%](=abs(g))。", "Exports grew by [4.1%](=abs(g)).", "direction-differs"),
    ("出口增速为[−4.1%](=g)。", "Growth of exports was [−4.1%](=g).", ""),
    ("出口增速为[4.1%](=g)。", "Growth of exports was [4.1%](=g).", "number-differs"),
    ("出口降幅为[4.1%](=g)。", "Exports saw a decline of [4.1%](=g).", ""),
    (
        "降幅扩大[2个百分点](=change(invest,2020,2021))。",
        "The decline widened by [2 percentage points](=change(invest,2020,2021)).",
        "direction-differs",
    ),
    (
        "降幅收窄[2个百分点](=change(invest,2020,2021))。",
        "The decline narrowed by [2 percentage points](=change(invest,2020,2021)).",
        "",
    ),
    (
        "增速回落[1.2个百分点](=change(pace,2020,2021))。",
        "Growth slowed by [1.2 percentage points](=change(pace,2020,2021)).",
        "",
    ),
    ("增速回落[1.2%](=change(pace,2020,2021))。", "Growth slowed by [1.2%](=change(pace,2020,2021)).", "unit-mismatch"),
    ("覆盖率降至[23%](=cover@2020)。", "Cover fell to [23%](=cover@2020).", ""),
    (
        "覆盖率由[23%](=cover@2020)降至[28%](=cover@2021)。",
        "Cover fell from [23%](=cover@2020) to [28%](=cover@2021).",
        "direction-differs",
    ),
    (
        "覆盖率由[23%](=cover@2020)升至[28%](=cover@2021)。",
        "Cover rose from [23%](=cover@2020) to [28%](=cover@2021).",
        "",
    ),
    ("排放减少[1.2吨](=cut)。", "Emissions were reduced by [1.2 t](=cut).", ""),
    ("排放减少到[1.2吨](=cut)。", "Emissions were reduced to [1.2 t](=cut).", "direction-differs"),
    ("耕地减少[120亩](=loss)。", "Cropland shrank by [120 mu](=loss).", "~measure-missing"),
    ("差距缩小[0.1](=change(gap,2015,2020))。", "The gap narrowed by [0.1](=change(gap,2015,2020)).", ""),
    ("产量增长[1.3倍](=b/a)。", "Output grew [1.3 times](=b/a).", "direction-differs"),
    ("乙是甲的[1.3倍](=b/a)。", "The second is [1.3 times](=b/a) the first.", ""),
    ("产量减少[2倍](=c/a)。", "Output fell [2 times](=c/a).", "direction-differs"),
];

const CHANGES: &[Row] = &[
    ("产量减少[10吨](=crop@2020-crop@2021)。", "The crop fell by [10 t](=crop@2020-crop@2021).", ""),
    ("产量增加[10吨](=crop@2020-crop@2021)。", "The crop rose by [10 t](=crop@2020-crop@2021).", "direction-differs"),
    ("产量减少[10吨](=change(crop,2021,2020))。", "The crop fell by [10 t](=change(crop,2021,2020)).", ""),
    (
        "产量增加[10吨](=change(crop,2021,2020))。",
        "The crop rose by [10 t](=change(crop,2021,2020)).",
        "direction-differs",
    ),
    (
        "丙比甲多[100吨](=c-a)，增加值[130吨](=b)，新增[130吨](=b)。",
        "The third has [100 t](=c-a) more, the increase in store [130 t](=b), the growth area [130 t](=b).",
        "",
    ),
    (
        "降幅为[4.1%](=invest@2021)，比上年收窄[2个百分点](=change(invest,2020,2021))。",
        "The decline was [4.1%](=invest@2021), [2 percentage points](=change(invest,2020,2021)) narrower.",
        "",
    ),
    ("山地升至[130米](=b/a*100m)。", "The land rises [130 m](=b/a*100m).", ""),
];

const CLAIMS: &[Row] = &[
    ("北区面积[最大](?argmax(zone.area)==north)。", "The North is [the largest](?argmax(zone.area)==north).", ""),
    (
        "北区面积[最小](?argmax(zone.area)==north)。",
        "The North is [the smallest](?argmax(zone.area)==north).",
        "claim-words",
    ),
    (
        "南区面积[最大](?argmax(zone.area)==north)。",
        "The South is [the largest](?argmax(zone.area)==north).",
        "member-differs",
    ),
    ("产量[下降](?crop@2021<crop@2015)。", "The crop [fell](?crop@2021<crop@2015).", ""),
    ("产量[上升](?crop@2021<crop@2015)。", "The crop [rose](?crop@2021<crop@2015).", "claim-words"),
    ("产量并未[下降](?crop@2021<crop@2015)。", "The crop did not [fall](?crop@2021<crop@2015).", "claim-words"),
    ("产量[不断下降](?crop@2021<crop@2015)。", "The crop [fell steadily](?crop@2021<crop@2015).", ""),
    ("产量不仅[下降](?crop@2021<crop@2015)。", "The crop not only [fell](?crop@2021<crop@2015).", ""),
    ("产量[不升反降](?crop@2021<crop@2015)。", "The crop [has not risen but fallen](?crop@2021<crop@2015).", ""),
    ("占比[不超过八成](?most<=80%)。", "It is [no more than four fifths](?most<=80%).", ""),
    ("占比[超过八成](?most<=80%)。", "It is [more than four fifths](?most<=80%).", "claim-words"),
    (
        "土地[以北区为主](?argmax(zone.area)==north)。",
        "The land is [mainly in the North](?argmax(zone.area)==north).",
        "",
    ),
];

const MEMBERS: &[Row] = &[
    ("北区面积[2877.10平方千米](=zone.area@north)。", "The North covers [2,877.10 km²](=zone.area@north).", ""),
    (
        "南区面积[2877.10平方千米](=zone.area@north)。",
        "The South covers [2,877.10 km²](=zone.area@north).",
        "member-differs",
    ),
    (
        "北区、南区面积分别为[2877.10](=zone.area@north)和[2000.00平方千米](=zone.area@south)。",
        "The North and the South cover [2,877.10](=zone.area@north) and [2,000.00 km²](=zone.area@south) respectively.",
        "",
    ),
    (
        "除南区外，面积为[2877.10平方千米](=zone.area@north)。",
        "Except for the South, the area is [2,877.10 km²](=zone.area@north).",
        "",
    ),
    (
        "与南区相比，面积为[2877.10平方千米](=zone.area@north)。",
        "Compared with the South, the area is [2,877.10 km²](=zone.area@north).",
        "",
    ),
    (
        "有[2877.10平方千米](=zone.area@north)在北区，其余在南区。",
        "There are [2,877.10 km²](=zone.area@north) in the North, the rest in the South.",
        "",
    ),
    (
        "北区、南区合计[4877.10平方千米](=zone.area@north+zone.area@south)。",
        "The North and the South together cover [4,877.10 km²](=zone.area@north+zone.area@south).",
        "",
    ),
];

const YEARS: &[Row] = &[
    ("2020年末，覆盖率为[23%](=cover@2020)。", "At the end of 2020, cover was [23%](=cover@2020).", ""),
    ("2021年末，覆盖率为[23%](=cover@2020)。", "At the end of 2021, cover was [23%](=cover@2020).", "date-differs"),
    ("2021年初，覆盖率为[23%](=cover@2020)。", "At the end of 2020, cover was [23%](=cover@2020).", ""),
    (
        "由2020年的[23%](=cover@2020)升至[28%](=cover@2021)。",
        "It rose from [23%](=cover@2020) in 2020 to [28%](=cover@2021).",
        "",
    ),
    (
        "与2020年相比，提高[5个百分点](=change(cover,2020,2021))。",
        "Compared with 2020, it rose by [5 percentage points](=change(cover,2020,2021)).",
        "",
    ),
    (
        "与2019年相比，提高[5个百分点](=change(cover,2020,2021))。",
        "Compared with 2019, it rose by [5 percentage points](=change(cover,2020,2021)).",
        "date-differs",
    ),
    ("建于1958年的水库库容[4380立方米](=volume)。", "The reservoir, built in 1958, holds [4,380 m³](=volume).", ""),
    ("2015年，水库库容[4380立方米](=volume)。", "In 2015, the reservoir held [4,380 m³](=volume).", "~date-differs"),
    ("规划期为2021—2035年。", "The planning period is 2021–2035.", ""),
    ("规划期为2021—2030年。", "The planning period is 2021–2030.", "date-differs"),
    ("覆盖率已达[30%](=cover.target@2025)。", "Cover had risen to [30%](=cover.target@2025).", "~target-told"),
    ("到2025年，覆盖率达到[30%](=cover.target@2025)。", "By 2025, cover is to reach [30%](=cover.target@2025).", ""),
];

const HEDGES: &[Row] = &[
    ("贷款超过[600亿元](=loans)。", "Loans are over [CNY 60 billion](=loans).", ""),
    ("贷款[600多亿元](=loans)。", "Loans are [over CNY 60 billion](=loans).", ""),
    ("存款超过[600亿元](=even)。", "Deposits are over [CNY 60 billion](=even).", "number-differs"),
    ("贷款近[610亿元](=loans)。", "Loans are nearly [CNY 61 billion](=loans).", ""),
    ("贷款近[600亿元](=loans)。", "Loans are nearly [CNY 60 billion](=loans).", "number-differs"),
    ("贷款不足[600亿元](=loans)。", "Loans are less than [CNY 60 billion](=loans).", "number-differs"),
    ("贷款约[610亿元](=loans)。", "Loans are about [CNY 61 billion](=loans).", ""),
    ("存款约[600亿元](=even)。", "Deposits are about [CNY 60 billion](=even).", ""),
    ("贷款超过[400亿元](=loans)。", "Loans are over [CNY 40 billion](=loans).", "~hedge-loose"),
    ("贷款不足[900亿元](=loans)。", "Loans are less than [CNY 90 billion](=loans).", "~hedge-loose"),
    ("林地[过半](=most)。", "Woodland takes [over half](=most).", ""),
    ("草地占[三分之一](=third)。", "Grassland takes [a third](=third).", ""),
    ("草地占[四分之一](=third)。", "Grassland takes [a quarter](=third).", "number-differs"),
    ("收入比为[2.51:1](=ratio)。", "The ratio of incomes is [2.51:1](=ratio).", ""),
    ("覆盖率目标[30%以上](=cover.target@2025)。", "The target for cover is [30% or more](=cover.target@2025).", ""),
    (
        "覆盖率目标[30%以下](=cover.target@2025)。",
        "The target for cover is [30% or less](=cover.target@2025).",
        "hedge-differs",
    ),
    ("达标率为[100%](=sure)。", "[100%](=sure) are up to standard.", "~number-absolute"),
    ("达标率接近[100%](=sure)。", "Nearly [100%](=sure) are up to standard.", ""),
    ("无霜期在[120天](=days)之间。", "The frost-free season is between [120 days](=days).", "range-words"),
];

const BESIDE: &[Row] = &[
    ("一月气温零下[4.2℃](=frost)。", "January has −[4.2](=frost) °C.", ""),
    ("一月气温[4.2℃](=frost)。", "January has [4.2 °C](=frost).", "number-differs"),
    ("水资源[2.03](=water)亿立方米。", "Water resources are [203](=water) million m³.", ""),
    ("水资源[2.03](=water)万立方米。", "Water resources are [203](=water) thousand m³.", "number-differs"),
    ("水资源[2.03亿](=water)吨。", "Water resources are [203 million](=water) tonnes.", "unit-mismatch"),
    ("水资源[2.03](=water)亿吨。", "Water resources are [203](=water) million t.", "number-differs"),
    ("人均水资源[2.03亿立方米](=water)。", "Water per head is [203 million m³](=water).", "unit-mismatch"),
    ("人均水资源[1712立方米](=water/people)。", "Water per head is [1,712 m³](=water/people).", ""),
    ("分为[两个](=zones)分区，即北区和南区。", "There are [two](=zones) zones, namely the North and the South.", ""),
    (
        "分为[两个](=zones)分区，即北区、南区、西区。",
        "There are [two](=zones) zones, namely the North, the South and the West.",
        "count-differs",
    ),
    ("分为[两个](=zones)分区，包括北区。", "There are [two](=zones) zones, such as the North.", ""),
];

#[test]
fn directions_are_judged() {
    judge(DIRECTION);
    judge(CHANGES);
}

#[test]
fn claims_are_judged() {
    judge(CLAIMS);
}

#[test]
fn members_and_years_are_judged() {
    judge(MEMBERS);
    judge(YEARS);
}

#[test]
fn hedges_and_what_stands_beside_are_judged() {
    judge(HEDGES);
    judge(BESIDE);
}

const COMPANIONS: [&str; 2] = ["error[number-differs]", "error[direction-differs]"];

fn judge(rows: &[Row]) {
    let mut wrong = Vec::new();
    for (zh, en, verdict) in rows {
        let expected = match verdict.strip_prefix('~') {
            Some(rule) => format!("warning[{rule}]"),
            None if verdict.is_empty() => String::new(),
            None => format!("error[{verdict}]"),
        };
        for (language, sentence, found) in
            [("zh", zh, faults(zh, en, Language::Zh)), ("en", en, faults(zh, en, Language::En))]
        {
            let right = match found.as_slice() {
                [] => expected.is_empty(),
                // A number with another sign than the data differs from them as well, and from the word before it.
                found => {
                    found.iter().any(|(name, _)| *name == expected)
                        && found.iter().all(|(name, _)| *name == expected || COMPANIONS.contains(&name.as_str()))
                }
            };
            if !right {
                wrong.push(format!("{language}: {sentence}\n    wanted {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The faults of a sentence in a book that holds it and its translation.
fn faults(zh: &str, en: &str, language: Language) -> Vec<(String, String)> {
    let book = common::with_page(base(), zh, en);
    let outcome = tallybook::check_book(&book).unwrap();
    let catalogue = Catalogue::of(Language::En);
    let page = format!("content/{language}/01-status/02-more.md");
    let aside = ["fact-unwitnessed", "text-typography"];
    let mut found: Vec<(String, String)> = Vec::new();
    for fault in outcome.faults.iter().filter(|fault| !aside.contains(&fault.rule.name)) {
        let text = print_short(fault, &outcome.sources, &catalogue);
        if text.starts_with(&page) && !fault.rule.name.starts_with("translation-") {
            let severity = if fault.severity == Severity::Error { "error" } else { "warning" };
            found.push((format!("{severity}[{}]", fault.rule.name), text));
        } else {
            assert!(text.starts_with("content/"), "the data are sound: {text}");
        }
    }
    found
}

fn base() -> Memory {
    common::base().with("data/facts/more.yaml", FACTS)
}
