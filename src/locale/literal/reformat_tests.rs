//! Another value in the same form: a table in both languages, and that what comes out is read back.

use super::{Lexicon, NewValue};
use crate::locale::{built_in_units, format_quantity, round};
use crate::model::{LANGUAGES, Language};
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&built_in_units()));

fn decimal(text: &str) -> Decimal {
    text.parse().expect(text)
}

/// Literal, new value in its unit (`low..high` for a range; `@` names the finest step, with `/` that of the high end,
/// `~` a step to round to), result.
const ZH: &[(&str, &str, &str)] = &[
    ("2124.01平方千米", "2131.6", "2131.60平方千米"),
    ("2124.01平方千米", "2131.6@0.1", "2131.6平方千米"),
    ("11.86万人", "119300", "11.93万人"),
    ("11.86万人", "119340", "11.93万人"),
    ("11.86万人", "123456789", "12\u{2009}345.68万人"),
    ("2.03亿立方米", "210000000", "2.10亿立方米"),
    ("2.03亿立方米", "210000000@10000000", "2.1亿立方米"),
    ("六", "7", "七"),
    ("六个镇", "2", "两个镇"),
    ("两条", "3", "三条"),
    ("两条", "12", "十二条"),
    ("十五项", "21", "二十一项"),
    ("三百零一", "1020", "一千零二十"),
    ("六十万亩", "650000", "六十五万亩"),
    ("六千米", "7", "七千米"),
    ("六点五公顷", "7.25", "七点三公顷"),
    ("二〇二〇年", "2025", "二〇二五年"),
    ("百分之四十三", "45", "百分之四十五"),
    ("百分之43.5", "45.25", "百分之45.3"),
    ("43.55%", "44", "44.00%"),
    ("43.55％", "44.128", "44.13％"),
    ("约80千米", "85", "约85千米"),
    ("80多万吨", "900000", "90多万吨"),
    ("69～177天", "70..180", "70～180天"),
    ("3—5℃", "4..6", "4—6℃"),
    ("1～2万亩", "20000..35000", "2～4万亩"),
    ("-36.1℃", "-35.85", "-35.9℃"),
    ("-36.1℃", "2", "2.0℃"),
    ("零下36.1℃", "-40", "零下40.0℃"),
    ("零下36.1℃", "3.2", "3.2℃"),
    ("3.2℃", "-1", "−1.0℃"),
    ("40°42′00″", "40.7011", "40°42′04″"),
    ("北纬40°42′00″", "41.4827778", "北纬41°28′58″"),
    ("２１２４．０１平方千米", "2131.6", "２１３１．６０平方千米"),
    ("118\u{2009}600人", "119300", "118\u{2009}600人|119\u{2009}300人"),
    ("999人", "12345", "12\u{2009}345人"),
    ("12345人", "23456", "23456人"),
    ("2 124.01 km²", "3000", "3 000.00 km²"),
    ("1亿2000万人", "130500000", "1亿3050万人"),
    ("2100平方千米", "2160~100", "2200平方千米"),
    ("1055立方米", "1060.4", "1060立方米"),
    ("不足5000元", "4900", "不足4900元"),
    ("2021", "2022", "2022"),
    ("0.003", "0.0046", "0.005"),
    ("300.00公顷", "312.345", "312.35公顷"),
    ("百分之三", "2", "百分之二"),
    ("百分之四十三", "2", "百分之二"),
    ("负三度", "-2", "负二度"),
    ("三度", "-2", "负二度"),
    ("零下三度", "-2", "零下二度"),
    ("三级", "2", "二级"),
    ("三点五公顷", "2.5", "二点五公顷"),
    ("三万人", "20000", "两万人"),
    ("三天", "2", "两天"),
    ("十二项", "2", "两项"),
    ("1～2.5平方千米", "0.75..3.2", "0.8～3.2平方千米"),
    ("-1.2～3.2℃", "-0.04..3.4", "0.0～3.4℃"),
    ("-1.2～3.2℃", "-0.06..3.4", "-0.1～3.4℃"),
    ("8.5～10万吨", "95000..125000", "9.5～12.5万吨"),
    ("8.5～10万吨", "95000..120000", "9.5～12万吨"),
    ("5000～1万亩", "5000..12000", "5000～1.2万亩"),
    ("6.3～8公顷", "6.32..8.4@0.1/1", "6～8公顷"),
    ("0.75～3.2公顷", "0.85..3.4@0.01/0.1", "0.85～3.4公顷"),
    ("九千座", "20000", "两万座"),
    ("九千座", "12345", "一万二千三百四十五座"),
    ("40°42′00″～41°28′58″", "40.5..41.75", "40°30′00″～41°45′00″"),
    ("40°42′～41°28′", "40.5..41.75", "40°30′～41°45′"),
    ("40°～41°", "42..43", "42°～43°"),
    ("三分之一", "0.5", ""),
    ("一半", "0.4", ""),
    ("待定", "5", ""),
    ("六点五", "1000000000000", ""),
];

const EN: &[(&str, &str, &str)] = &[
    ("2,124.01 km²", "2131.6", "2,131.60 km²"),
    ("2,124.01\u{a0}km²", "12131.6", "12,131.60\u{a0}km²"),
    ("203 million m³", "210000000", "210 million m³"),
    ("203 million m³", "210400000", "210 million m³"),
    ("2.3 million", "2360000", "2.4 million"),
    ("118,600", "119300", "119,300"),
    ("six", "7", "seven"),
    ("Six", "7", "Seven"),
    ("six towns", "1", "one town"),
    ("1 town", "2", "2 towns"),
    ("thirty-six", "37", "thirty-seven"),
    ("thirty-six", "40", "forty"),
    ("Thirty-six mines", "104", "One hundred and four mines"),
    ("two million", "3000000", "three million"),
    ("two thousand", "2105", "two thousand one hundred and five"),
    ("CNY 7.672 billion", "8012345678", "CNY 8.012 billion"),
    ("CNY\u{a0}7.672\u{a0}billion", "8012345678", "CNY\u{a0}8.012\u{a0}billion"),
    ("−36.1 °C", "-35.85", "−35.9 °C"),
    ("−36.1 °C", "1.5", "1.5 °C"),
    ("36.1 °C", "-1.5", "−1.5 °C"),
    ("minus six", "-7", "minus seven"),
    ("43.55%", "44", "44.00%"),
    ("43.55 per cent", "44.128", "44.13 per cent"),
    ("43.55%", "44.128@1", "44%"),
    ("69–177 days", "70..180", "70–180 days"),
    ("300–375 mm", "310..380", "310–380 mm"),
    ("three to five", "4..6", "four to six"),
    ("about 220 million t", "230000000", "about 230 million t"),
    ("about 80 km", "85", "about 85 km"),
    ("over 800,000 t", "900000", "over 900,000 t"),
    ("80-odd", "90", "90-odd"),
    ("40°42′00″", "40.7011", "40°42′04″"),
    ("40°42′00″ N", "41.4827778", "41°28′58″ N"),
    ("2021", "2022", "2022"),
    ("999", "1234", "1,234"),
    ("1,055 m³", "1060.4", "1,060 m³"),
    ("1,055 m³/person", "990", "990 m³/person"),
    ("CNY 5,000 per person", "5250", "CNY 5,250 per person"),
    ("2,100 km²", "2160~100", "2,200 km²"),
    ("km2 5", "6", ""),
    ("5 km2", "6", "6 km2"),
    ("0 days", "3", "3 days"),
    ("7 kilometres", "1", "1 kilometre"),
    ("1 square kilometre", "3", "3 square kilometres"),
    ("7 kilometres or more", "1", "1 kilometre or more"),
    ("three companies", "1", "one company"),
    ("seven degrees Celsius", "1", "one degree Celsius"),
    ("7 km", "1", "1 km"),
    ("SIX towns", "2", "TWO towns"),
    ("SIX", "36", "THIRTY-SIX"),
    ("1–2.5 km", "0.75..3.2", "0.8–3.2 km"),
    ("40°42′00″–41°28′58″ N", "40.5..41.75", "40°30′00″–41°45′00″ N"),
    ("half", "0.4", ""),
    ("a third", "0.4", ""),
    ("to be determined", "5", ""),
    ("a hundred", "105", "one hundred and five"),
    ("six", "1000000", "one million"),
    ("nine hundred thousand", "1000000", "one million"),
    ("six", "1000001", ""),
];

fn new_value(text: &str) -> NewValue {
    let (text, steps) = text.split_once('@').map_or((text, None), |(text, steps)| (text, Some(steps)));
    let (finest, high_finest) = match steps.map(|steps| steps.split_once('/').unwrap_or((steps, steps))) {
        Some((low, high)) => (Some(decimal(low)), Some(decimal(high))),
        None => (None, None),
    };
    let (text, rounded_to) = text.split_once('~').map_or((text, None), |(text, step)| (text, Some(decimal(step))));
    let (low, high) = text.split_once("..").map_or((text, None), |(low, high)| (low, Some(decimal(high))));
    NewValue { high, finest, high_finest, rounded_to, ..NewValue::new(decimal(low)) }
}

#[test]
fn the_table_of_rewritten_literals() {
    let mut wrong = Vec::new();
    for (language, table) in [(Language::Zh, ZH), (Language::En, EN)] {
        assert!(table.len() >= 40, "{language}: only {} cases", table.len());
        for (old, value, expected) in table {
            let expected = expected.rsplit('|').next().filter(|text| !text.is_empty());
            let found = LEXICON.reformat(language, old, &new_value(value));
            if found.as_deref() != expected {
                wrong.push(format!("{language} `{old}` with {value}: expected {expected:?}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_stay_may_not_suit() {
    for (language, text, value, suits) in [
        (Language::Zh, "1亿3000万人", "130000000", true),
        (Language::Zh, "10000万人", "100000000", false),
        (Language::Zh, "12345亿元", "1234500000000", false),
        (Language::Zh, "零平方千米", "0.4", false),
        (Language::Zh, "0.0平方千米", "0.04", false),
        (Language::Zh, "四平方千米", "4.2", true),
        (Language::En, "1,200 million", "1200000000", false),
        (Language::En, "zero towns", "0", true),
    ] {
        assert_eq!(LEXICON.suits(language, text, decimal(value)), suits, "{text}");
    }
    for (language, text, off) in [
        (Language::Zh, "五多个镇", true),
        (Language::Zh, "十多个镇", false),
        (Language::Zh, "二十五余项", true),
        (Language::Zh, "三十余项", false),
        (Language::Zh, "85多万吨", true),
        (Language::Zh, "90多万吨", false),
        (Language::Zh, "两个多月", false),
        (Language::Zh, "5万多人", false),
        (Language::En, "five-odd", true),
        (Language::En, "ten-odd", false),
        (Language::En, "85-odd towns", true),
        (Language::En, "five towns", false),
    ] {
        assert_eq!(LEXICON.odd_is_off(language, text), off, "{text}");
    }
}

#[test]
fn an_ordinal_is_never_two_of_something() {
    let ordinal = NewValue { ordinal: true, ..NewValue::new(Decimal::TWO) };
    assert_eq!(LEXICON.reformat(Language::Zh, "三", &ordinal).as_deref(), Some("二"));
    assert_eq!(LEXICON.reformat(Language::Zh, "三", &NewValue::new(Decimal::TWO)).as_deref(), Some("两"));
}

#[test]
fn half_goes_up_unless_the_plan_says_even() {
    let even = NewValue { half_even: true, ..NewValue::new(decimal("2.345")) };
    assert_eq!(LEXICON.reformat(Language::En, "1.00 km", &even).as_deref(), Some("2.34 km"));
    let up = NewValue::new(decimal("2.345"));
    assert_eq!(LEXICON.reformat(Language::En, "1.00 km", &up).as_deref(), Some("2.35 km"));
}

fn number() -> impl Strategy<Value = Decimal> {
    (0i64..=999_999_999, 0u32..=4).prop_map(|(mantissa, decimals)| Decimal::new(mantissa, decimals))
}

const UNITS: &[&str] = &[
    "km2",
    "1e4 mu",
    "1e4 person",
    "1e8 m3",
    "1e8 yuan",
    "%",
    "site",
    "town",
    "d",
    "degC",
    "m3/person",
    "1e4 t",
    "household",
];
const WORDS: &[(Language, &str)] = &[
    (Language::Zh, "六"),
    (Language::Zh, "三十六个镇"),
    (Language::Zh, "约六十六处"),
    (Language::Zh, "３６项"),
    (Language::En, "six"),
    (Language::En, "Thirty-six"),
    (Language::En, "about thirty-six mines"),
];

proptest! {
    #[test]
    fn what_is_rewritten_is_read_back(old in number(), new in number(), unit in proptest::sample::select(UNITS.to_vec())) {
        let units = built_in_units();
        let unit = units.parse(unit).expect("a unit of the table");
        for language in LANGUAGES {
            let text = format_quantity(language, old, &unit, &units);
            let literal = LEXICON.parse(language, &text).expect("what is printed is read back");
            let value = new.checked_mul(Decimal::from(10u64.pow(unit.scale))).expect("small");
            let written = LEXICON.reformat(language, &text, &NewValue::new(value));
            let written = written.ok_or_else(|| proptest::test_runner::TestCaseError::fail(format!("{text} with {value}")))?;
            let read = LEXICON.parse(language, &written).expect("a literal");
            prop_assert_eq!(Some(read.value), round(value, literal.step, false), "{} as {}", text, written);
            prop_assert_eq!(read.step, literal.step, "{} as {}", text, written);
            let again = LEXICON.reformat(language, &written, &NewValue::new(value));
            prop_assert_eq!(again.as_deref(), Some(written.as_str()));
        }
    }

    #[test]
    fn number_words_are_read_back(number in 0u32..100_000, place in 0..WORDS.len()) {
        let (language, text) = WORDS[place];
        let value = Decimal::from(number);
        let written = LEXICON.reformat(language, text, &NewValue::new(value));
        let written = written.ok_or_else(|| proptest::test_runner::TestCaseError::fail(format!("{text} with {value}")))?;
        prop_assert_eq!(LEXICON.parse(language, &written).map(|read| read.value), Ok(value), "{}", written);
    }

    #[test]
    fn nothing_panics(text in ".{0,12}", number in number()) {
        for language in LANGUAGES {
            if let Some(written) = LEXICON.reformat(language, &text, &NewValue::new(number)) {
                prop_assert!(LEXICON.parse(language, &written).is_ok());
            }
        }
    }
}
