//! The table of literals, and that what is printed is read back.

use super::{Lexicon, Literal, parse};
use crate::locale::{built_in_units, format_quantity};
use crate::model::{LANGUAGES, Language, Missing, Qualifier, UnitExpr};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;
use std::sync::LazyLock;

const ZH: &str = include_str!("../../../tests/literals.zh.csv");
const EN: &str = include_str!("../../../tests/literals.en.csv");
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&built_in_units()));

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    value: String,
    high: String,
    unit: String,
    step: String,
    hedge: String,
    refusal: String,
}

impl Row {
    fn expected(&self) -> [String; 6] {
        [&self.value, &self.high, &self.unit, &self.step, &self.hedge, &self.refusal].map(Clone::clone)
    }
}

fn hedge_name(hedge: Option<Qualifier>) -> &'static str {
    match hedge {
        None => "",
        Some(Qualifier::About) => "about",
        Some(Qualifier::Over) => "over",
        Some(Qualifier::Under) => "under",
    }
}

/// The columns of the table for what was read. A fraction shows as `1/3`, an endless number by ten decimals.
fn columns(language: Language, text: &str) -> [String; 6] {
    let short = |number: Decimal| number.round_dp(10).to_string();
    match LEXICON.parse(language, text) {
        Ok(literal) if literal.missing.is_some() => {
            let word = literal.missing.map_or("", Missing::keyword).replace("null", "tbd");
            [word.as_str(), "", "", "", "", ""].map(str::to_owned)
        }
        Ok(literal) => [
            literal.fraction.map_or_else(|| short(literal.value), |(over, under)| format!("{over}/{under}")),
            literal.high.map(short).unwrap_or_default(),
            literal.unit.map(|unit| unit.written.clone()).unwrap_or_default(),
            short(literal.step),
            hedge_name(literal.hedge).to_owned(),
            String::new(),
        ],
        Err(fault) => ["", "", "", "", "", fault.id()].map(str::to_owned),
    }
}

#[test]
fn the_table_of_literals() {
    let mut wrong = Vec::new();
    for (language, table) in [(Language::Zh, ZH), (Language::En, EN)] {
        let rows: Vec<Row> =
            csv::Reader::from_reader(table.as_bytes()).deserialize().collect::<Result<_, _>>().expect("a sound table");
        assert!(rows.len() >= 200, "{language}: only {} literals", rows.len());
        for row in rows {
            let found = columns(language, &row.text);
            if found != row.expected() {
                wrong.push(format!("{language} `{}`: expected {:?}, found {found:?}", row.text, row.expected()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn format_of_the_literal_is_kept() {
    for (language, text, decimals, scale, grouped, coarse) in [
        (Language::En, "118,600", 0, 0, true, "100"),
        (Language::Zh, "11.86万人", 2, 4, false, "100"),
        (Language::Zh, "2.03亿立方米", 2, 8, false, "1000000"),
        (Language::En, "203 million m³", 0, 6, false, "1000000"),
        (Language::En, "20 million", 0, 6, false, "10000000"),
        (Language::En, "2.30 million", 2, 6, false, "10000"),
        (Language::Zh, "2963.30公顷", 2, 0, false, "0.01"),
        (Language::Zh, "三百", 0, 0, false, "100"),
        (Language::Zh, "0", 0, 0, false, "1"),
        (Language::Zh, "1亿2000万人", 0, 4, false, "10000000"),
    ] {
        let literal = LEXICON.parse(language, text).expect(text);
        assert_eq!((literal.decimals, literal.scale_power, literal.grouped), (decimals, scale, grouped), "{text}");
        assert_eq!(literal.coarse_step.to_string(), coarse, "{text}");
    }
}

/// A unit expression: scale, unit, and sometimes one under the line.
fn unit_text() -> impl Strategy<Value = String> {
    let ids: Vec<String> = built_in_units().iter().map(|unit| unit.id.clone()).collect();
    let ids = proptest::sample::select(ids);
    let scale = proptest::sample::select(vec!["", "1e2 ", "1e3 ", "1e4 ", "1e6 ", "1e8 ", "1e9 ", "1e12 "]);
    let under = proptest::option::of(proptest::sample::select(vec!["person", "mu", "km2", "household", "year", "d"]));
    (scale, ids, under).prop_map(|(scale, id, under)| match under {
        Some(under) => format!("{scale}{id}/{under}"),
        None => format!("{scale}{id}"),
    })
}

fn number() -> impl Strategy<Value = Decimal> {
    (-999_999_999i64..=999_999_999, 0u32..=6).prop_map(|(mantissa, decimals)| Decimal::new(mantissa, decimals))
}

fn same(literal: &Literal, expected: Decimal) -> bool {
    literal.value == expected && literal.hedge.is_none() && literal.high.is_none() && literal.fraction.is_none()
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(number in number(), unit in unit_text()) {
        let units = built_in_units();
        let expression = units.parse(&unit).expect("a unit of the table");
        let expected = number.checked_mul(Decimal::from(10u64.pow(expression.scale))).expect("small");
        for language in LANGUAGES {
            let text = format_quantity(language, number, &expression, &units);
            let literal = LEXICON.parse(language, &text);
            let literal = literal.map_err(|fault| proptest::test_runner::TestCaseError::fail(format!("{text}: {fault:?}")))?;
            if ["year", "sec"].contains(&unit.as_str()) && literal.unit.as_ref().is_none_or(|read| read.over != expression.over) {
                // A calendar year is printed alone in English, an angle in degrees: the quantity is the same.
                let read = literal.unit.as_ref().unwrap_or(&expression);
                let base = |unit: &UnitExpr, number| unit.to_base(number).and_then(|number| number.round_sf(20));
                prop_assert_eq!(base(read, literal.value), base(&expression, expected), "{}", text);
                continue;
            }
            prop_assert!(same(&literal, expected), "{text}: {literal:?}");
            let read = literal.unit.expect("it has one");
            prop_assert_eq!((read.over.clone(), read.under.clone()), (expression.over.clone(), expression.under.clone()), "{}", text);
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        for language in LANGUAGES {
            let _ = LEXICON.parse(language, &text);
        }
    }

    #[test]
    fn no_near_literal_panics(parts in proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..9)) {
        let text = parts.concat();
        for language in LANGUAGES {
            if let Ok(literal) = LEXICON.parse(language, &text) {
                prop_assert!(literal.step >= Decimal::ZERO && literal.coarse_step >= literal.step);
                prop_assert!(literal.high.is_none_or(|high| high >= literal.value));
            }
        }
    }
}

/// What literals are made of, to be thrown together at random.
const PIECES: &[&str] = &[
    "1",
    "0",
    "12",
    "345",
    "99999999999999999999",
    ",",
    ".",
    " ",
    "，",
    "-",
    "−",
    "～",
    "–",
    "至",
    " to ",
    "约",
    "多",
    "以上",
    "不足",
    "about ",
    "over ",
    " or so",
    "-odd",
    "万",
    "亿",
    "千",
    "百",
    "十",
    "三",
    "两",
    "〇",
    "点",
    "百分之",
    "分之",
    "负",
    "零下",
    "hundred",
    "thousand ",
    "million ",
    "thirty",
    "-six",
    " and ",
    "a ",
    "third",
    "half",
    "°",
    "′",
    "″",
    "°C",
    "℃",
    "%",
    "％",
    "km²",
    "平方千米",
    "公顷",
    "亩",
    "人",
    "个",
    "镇",
    "CNY ",
    "¥",
    "yuan",
    "/",
    " per ",
    "person",
    "每",
    "北纬",
    "N",
    "待定",
    "x",
];

#[test]
fn a_single_call_does_without_a_lexicon() {
    let literal = parse(Language::Zh, "2124.01平方千米", &built_in_units()).expect("a literal");
    assert_eq!(literal.unit.map(|unit| unit.written.clone()).as_deref(), Some("km2"));
}
