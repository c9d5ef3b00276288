//! Each class of exceptions, and what a numeral holds. Whole sentences are in `tests/numerals.{zh,en}.csv`.

use super::{Exempt, Numerals, names_a_number, pattern_fault};
use crate::locale::built_in_units;
use crate::model::Language::{self, En, Zh};

fn finder() -> Numerals {
    Numerals::new(&built_in_units(), std::iter::empty())
}

/// Every number of a text with its class.
fn classes(language: Language, text: &str) -> Vec<(&str, Option<Exempt>)> {
    let found = finder().scan(language, text).into_iter();
    found.map(|numeral| (&text[numeral.range], numeral.exempt)).collect()
}

/// Every number of each text is of the class.
fn all_are(exempt: Exempt, cases: &[(Language, &str)]) {
    for (language, text) in cases {
        let found = classes(*language, text);
        assert!(!found.is_empty(), "nothing found in {text}");
        assert!(found.iter().all(|(_, class)| *class == Some(exempt)), "{text}: {found:?}");
    }
}

#[test]
fn dates_and_years() {
    all_are(
        Exempt::Date,
        &[
            (Zh, "2021年"),
            (Zh, "截至2021年10月底"),
            (Zh, "7—8月"),
            (Zh, "2021—2035年"),
            (Zh, "二〇二一年三月"),
            (Zh, "20世纪80年代"),
            (Zh, "８月１日"),
            (Zh, "民国二十三年"),
            (Zh, "上午10点召开"),
            (Zh, "9:00—17:00"),
            (Zh, "上世纪50至70年代"),
            (En, "9 a.m. to 5 p.m."),
            (En, "300 BC"),
            (En, "October 2021"),
            (En, "1 November 2022"),
            (En, "2021–2035"),
            (En, "the 1980s"),
            (En, "in 2025"),
        ],
    );
}

#[test]
fn documents_and_standards() {
    all_are(
        Exempt::Document,
        &[
            (Zh, "国办发〔2016〕31号"),
            (Zh, "GB/T 15835—2011"),
            (Zh, "执行GB 15618-2018标准"),
            (Zh, "29号矿脉"),
            (Zh, "1、2、3号"),
            (Zh, "（2023）内0222民初123号"),
            (En, "GB/T 15835—2011"),
            (En, "(2016) No. 31"),
            (En, "ISO 9001"),
        ],
    );
}

#[test]
fn ordinals_and_names() {
    all_are(Exempt::Ordinal, &[(Zh, "第2标段"), (Zh, "第七次普查"), (En, "the 13th meeting")]);
    all_are(
        Exempt::Name,
        &[
            (Zh, "党的二十大报告"),
            (Zh, "Landsat 8"),
            (Zh, "“十三五”期间"),
            (Zh, "国土三调"),
            (Zh, "二十届三中全会"),
            (Zh, "“一屏两带双廊”"),
            (En, "Landsat 8"),
            (En, "a Five-Year Plan"),
            (En, "the Two Belts"),
            (Zh, "两屏三带"),
            (Zh, "三道沟下游"),
            (En, "“four bases, two centres”"),
            (En, "a ten-year fishing ban"),
            (En, "CC BY 4.0"),
        ],
    );
}

#[test]
fn words_without_a_measure_word_are_no_numbers_to_tie() {
    for text in [
        "“十三五”期间",
        "十四五时期",
        "国土三调数据",
        "三北地区",
        "七星瓢虫",
        "九原区",
        "统一部署",
        "万物",
        "一个时期",
        "一批项目",
    ] {
        assert_eq!(finder().untied(Zh, text), [], "{text}");
    }
}

#[test]
fn codes_labels_enumerations_and_idioms() {
    all_are(
        Exempt::Code,
        &[
            (Zh, "PM2.5"),
            (Zh, "代码150222"),
            (Zh, "1:50000"),
            (Zh, "5G网络"),
            (Zh, "K12+300处"),
            (Zh, "拨打12369环保举报热线"),
            (Zh, "C25混凝土"),
            (En, "5G"),
            (En, "code 150222"),
            (En, "K12+300"),
            (En, "the 12369 hotline"),
        ],
    );
    all_are(
        Exempt::Label,
        &[
            (Zh, "图1-5"),
            (Zh, "见表 2-1 所示"),
            (Zh, "三级标准"),
            (Zh, "二级分区"),
            (Zh, "七级以上大风"),
            (Zh, "三类水"),
            (Zh, "说明见注2"),
            (Zh, "国道110线"),
            (Zh, "110千伏变电站"),
            (Zh, "附件3项目清单"),
            (En, "force seven"),
            (En, "see Annex Table 3 and Map Figure 2"),
            (En, "Part Twenty-one"),
            (En, "Parcel 0057"),
            (En, "Figure 1-5"),
            (En, "grades 13 to 15"),
            (En, "phase two"),
        ],
    );
    all_are(
        Exempt::Enumeration,
        &[
            (Zh, "（1）加强"),
            (Zh, "1.加强"),
            (Zh, "（三）加强"),
            (Zh, "二是修复"),
            (En, "(1) first"),
            (En, "1. Strengthen"),
        ],
    );
    all_are(
        Exempt::Idiom,
        &[(Zh, "落实三区三线"), (Zh, "五位一体"), (En, "one of many"), (En, "one another"), (En, "two-way exchange")],
    );
}

#[test]
fn a_label_with_a_measure_is_a_number() {
    assert_eq!(classes(Zh, "附表3个"), [("3个", None)]);
    assert_eq!(classes(Zh, "附表 3 张"), [("3 张", None)]);
    assert_eq!(classes(En, "the line measures 5 km"), [("5\u{20}km", None)]);
    assert_eq!(classes(En, "the line 5 km to the north"), [("5\u{20}km", None)]);
    assert_eq!(classes(En, "Table 3 villages"), [("3", Some(Exempt::Label))]);
    assert_eq!(classes(En, "Landsat 30 m"), [("30\u{20}m", None)]);
}

#[test]
fn a_head_is_none_inside_another_word() {
    for (text, number) in
        [("地表 30 厘米", "30 厘米"), ("水表 300 块", "300 块"), ("代表 12 名", "12 名"), ("地图2幅", "2幅")]
    {
        assert_eq!(classes(Zh, text), [(number, None)], "{text}");
    }
}

#[test]
fn letters_that_name_a_quantity_make_no_code() {
    for (text, number) in [
        ("占GDP12.5%", "12.5%"),
        ("土壤pH7.5", "7.5"),
        ("COD12吨", "12吨"),
        ("TN0.5mg/L", "0.5mg/L"),
        ("MODIS250米", "250米"),
    ] {
        assert_eq!(classes(Zh, text), [(number, None)], "{text}");
    }
    assert!(finder().untied(Zh, "见https://a.cn/x%20y%E4%BD").is_empty());
}

#[test]
fn a_tie_holds_number_scale_unit_and_measure_word_and_the_reading_the_noun() {
    for (language, text, range, reading) in [
        (Zh, "共104个村", "104个", "104个村"),
        (Zh, "共11.86万人", "11.86万人", "11.86万人"),
        (Zh, "提高3.2个百分点", "3.2个百分点", "3.2个百分点"),
        (Zh, "十余个湖泊", "十余个", "十余个湖泊"),
        (Zh, "最低-36.1℃", "-36.1℃", "-36.1℃"),
        (En, "six towns", "six", "six towns"),
        (En, "203 million m³ of water", "203 million m³", "203 million m³"),
        (En, "CNY 7.672 billion", "CNY 7.672 billion", "CNY 7.672 billion"),
        (En, "from 23% to 28%", "23%", "23%"),
        (Zh, "3亿斤", "3亿斤", "3亿斤"),
        (Zh, "8～12g/kg", "8～12g/kg", "8～12g/kg"),
        (Zh, "由7人组成", "7人", "7人"),
        (Zh, "年发电21亿千瓦时", "21亿千瓦时", "21亿千瓦时"),
        (Zh, "昼间55dB（A）", "55dB（A）", "55dB（A）"),
        (En, "CNY 2.4m of loans", "CNY 2.4m", "CNY 2.4m"),
        (En, "22 μg/m³", "22 μg/m³", "22 μg/m³"),
        (En, "2.1 billion kWh", "2.1 billion kWh", "2.1 billion kWh"),
        (En, "reduced by a third.", "a third", "a third"),
    ] {
        let found = finder().untied(language, text);
        let first = found.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((&text[first.range.clone()], &text[first.reading.clone()]), (range, reading), "{text}");
        assert!(finder().read(language, text, first).is_some(), "{text}");
    }
}

#[test]
fn what_no_literal_can_hold_is_found_as_a_whole() {
    for (language, text, range) in [
        (Zh, "十几亩", "十几亩"),
        (Zh, "二三十处泉眼", "二三十处"),
        (Zh, "百余户受益", "百余户"),
        (Zh, "近百处采坑", "百处"),
        (Zh, "半数以上村庄", "半数"),
        (Zh, "坡比1:1.5", "1:1.5"),
        (En, "$1.5 million of loans", "$1.5 million"),
        (En, "one in five herders", "one in five"),
        (En, "two and a half years", "two and a half years"),
    ] {
        assert_eq!(classes(language, text), [(range, None)], "{text}");
    }
    for text in ["百里干渠", "万亩草原", "近百年来", "上千名", "一成不变", "半成品"] {
        assert_eq!(finder().untied(Zh, text), [], "{text}");
    }
}

#[test]
fn words_without_a_number_are_told() {
    assert!(names_a_number(Zh, "十三五") && names_a_number(Zh, "29号") && names_a_number(En, "grade 13"));
    assert!(!names_a_number(Zh, "没有数字") && !names_a_number(En, "a name") && !names_a_number(En, ""));
}

#[test]
fn a_books_own_patterns_except_what_they_cover() {
    let own = Numerals::new(&built_in_units(), ["三类空间", "(?:six|6) rings"].into_iter());
    assert_eq!(own.untied(Zh, "三类空间"), []);
    assert_eq!(own.untied(Zh, "三类地").len(), 1);
    assert_eq!(own.untied(En, "the six rings"), []);
    assert_eq!(pattern_fault("三类空间"), None);
    assert!(pattern_fault("三类(").is_some_and(|cause| cause.contains("unclosed")));
    assert!(pattern_fault("x*").is_some());
}

#[test]
fn no_text_makes_it_fall() {
    for text in [
        "",
        "９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９９",
        "-",
        "1-",
        "十百千万",
        "分之",
        "三分之",
        "１,０００",
        "6\u{a0}",
        "1/0",
        "¥",
        "一",
    ] {
        for language in [Zh, En] {
            finder().scan(language, text);
            finder().scan(language, &format!("{text}{text}\u{fffc}{text}公顷"));
        }
    }
}

/// Pieces of sentences whose numbers are told without a look at the patterns, or nearly so.
const ZH_PIECES: [&str; 32] = [
    "16:30",
    "表1-",
    "（一）",
    "（",
    "）",
    "1至10月",
    "三",
    "(2)",
    "2021年",
    "2021",
    "2035年",
    "—",
    "至",
    "-",
    "11月",
    "5日",
    "12",
    "图1-5",
    "图",
    "表3",
    "第四章",
    "第",
    "9项",
    "四",
    "公顷",
    "约",
    "％",
    "3个",
    "，",
    "P09",
    "5",
    " ",
];
const EN_PIECES: [&str; 34] = [
    "16:30",
    "00:00",
    "half a year",
    "half",
    " an ",
    "Figures ",
    "1-5",
    ", ",
    " and ",
    ", and 4",
    "2016",
    "–2020",
    "-",
    "31 December",
    "5",
    "page 4",
    "Figure 1-5",
    "Table ",
    "3 villages",
    "No. 9",
    "No. ",
    "12.5",
    " ha",
    "%",
    " of",
    "two ",
    "only one",
    "chapter ",
    "10",
    ", ",
    ":30",
    "half",
    "up ",
    " ",
];

proptest::proptest! {
    /// The quick look that `untied` takes first is of one mind with the patterns.
    #[test]
    fn what_is_untied_is_what_has_no_reason(
        chinese in proptest::prelude::any::<bool>(),
        places in proptest::collection::vec(0_usize..34, 1..8),
    ) {
        let (language, pieces): (_, &[&str]) = if chinese { (Zh, &ZH_PIECES) } else { (En, &EN_PIECES) };
        let text: String = places.iter().map(|place| pieces[*place % pieces.len()]).collect();
        let mut judged = finder().scan(language, &text);
        judged.retain(|numeral| numeral.exempt.is_none());
        proptest::prop_assert_eq!(finder().untied(language, &text), judged, "{}", text);
    }
}
