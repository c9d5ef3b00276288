//! A number with its unit as each language prints it by default; what `literal` reads back as the same quantity.

mod range;

pub use range::format_range;

use super::number::Digits;
use super::unit_words::as_written;
use crate::model::{Language, UnitDef, UnitExpr, UnitTable};

use rust_decimal::Decimal;

/// Between number, scale word and unit in English: the line must not break there.
const NO_BREAK: char = '\u{a0}';

/// Powers of ten that have a word of their own after a number; larger first.
const ZH_SCALES: [(u32, &str); 3] = [(12, "万亿"), (8, "亿"), (4, "万")];
const EN_SCALES: [(u32, &str); 3] = [(12, "trillion"), (9, "billion"), (6, "million")];

/// A quantity in print. `number` counts the unit as written, scale included: 11.86 in `1e4 person` is `11.86万人` and
/// `118,600 people`. Chinese keeps a 万 or 亿; English rescales it without touching a digit.
pub fn format_quantity(language: Language, number: Decimal, unit: &UnitExpr, units: &UnitTable) -> String {
    match (special(number, unit), language) {
        (Some(Special::Year(year)), Language::Zh) => format!("{year}年"),
        (Some(Special::Year(year)), Language::En) => year.to_string(),
        (Some(angle @ Special::Angle { .. }), _) => angle.print(),
        (None, Language::Zh) => zh_quantity(number, unit, units),
        (None, Language::En) => en_quantity(number, unit, units),
    }
}

/// A number alone, for a column whose head is [`column_label`]: a calendar year is not grouped, an angle keeps its
/// signs.
pub fn format_amount(language: Language, number: Decimal, unit: &UnitExpr) -> String {
    match special(number, unit) {
        Some(special) => special.print(),
        None => Digits::of(number).shifted(i64::from(amount_power(language, unit))).print(language),
    }
}

/// By which power of ten [`format_amount`] prints a number larger than the data have it: 13.8 in `1e4 mu` is 138,000 in
/// English.
pub fn amount_power(language: Language, unit: &UnitExpr) -> u32 {
    unit.scale.saturating_sub(column_scale(language, unit.scale))
}

/// The number shifted from one power of ten to another, as the language writes it.
fn scaled(language: Language, number: Decimal, power: u32, scale: u32) -> String {
    Digits::of(number).shifted(i64::from(scale) - i64::from(power)).print(language)
}

/// A number and its unit for a row that names its own: English takes the scale word that a sentence would take,
/// `49.6` and `million t`.
pub fn format_row(language: Language, number: Decimal, unit: &UnitExpr, units: &UnitTable) -> (String, String) {
    if language == Language::Zh || special(number, unit).is_some() {
        return (format_amount(language, number, unit), column_label(language, unit, units));
    }
    let scale = chosen(language, number, unit);
    (scaled(language, number, scale, unit.scale), scaled_label(language, scale, unit, units))
}

/// The unit of a column of amounts: 亿吨 / million t, 万人 / people.
pub fn column_label(language: Language, unit: &UnitExpr, units: &UnitTable) -> String {
    scaled_label(language, column_scale(language, unit.scale), unit, units)
}

/// Chinese keeps a 万 or 亿 of the data; English counts by thousands and takes the next lower power with a word.
fn column_scale(language: Language, scale: u32) -> u32 {
    match language {
        Language::Zh => scale,
        Language::En => EN_SCALES.iter().find(|(power, _)| scale >= *power).map_or(0, |(power, _)| *power),
    }
}

/// Whether the unit behind the upper end of a range serves the lower end too: 257～281毫米. A scale word and a per
/// cent stand at both ends (GB/T 15835), a currency before each.
pub fn serves_both_ends(unit: &UnitExpr, units: &UnitTable) -> bool {
    let over = unit.over.as_deref();
    let before = over.and_then(|id| units.get(id)).is_some_and(|def| def.prefix);
    unit.scale == 0 && over != Some("%") && !before
}

/// Numbers that are not printed as an amount of a unit.
enum Special {
    /// A calendar year.
    Year(Decimal),
    /// Seconds of arc as degrees, minutes and seconds.
    Angle { degrees: Decimal, minutes: Decimal, seconds: Decimal },
}

impl Special {
    fn print(&self) -> String {
        match self {
            Self::Year(year) => year.to_string(),
            Self::Angle { degrees, minutes, seconds } => format!("{degrees}°{minutes:0>2}′{seconds:0>2}″"),
        }
    }
}

/// Whole years of four digits are of the calendar; whole seconds of arc from a degree up are a place on the globe.
fn special(number: Decimal, unit: &UnitExpr) -> Option<Special> {
    let whole = number.scale() == 0 && unit.scale == 0 && unit.under.is_empty();
    let (degree, minute) = (Decimal::from(3600), Decimal::from(60));
    match unit.over.as_deref() {
        Some("year") if whole && number >= Decimal::ONE_THOUSAND && number < Decimal::from(10_000) => {
            Some(Special::Year(number))
        }
        Some("sec") if whole && number >= degree => Some(Special::Angle {
            degrees: (number / degree).trunc(),
            minutes: (number % degree / minute).trunc(),
            seconds: number % minute,
        }),
        _ => None,
    }
}

/// The unit as a name: 万人 / 10,000 people; empty for a pure number, and in English for things that are only
/// counted (个).
pub fn unit_label(language: Language, unit: &UnitExpr, units: &UnitTable) -> String {
    scaled_label(language, unit.scale, unit, units)
}

/// The unit's name behind a power of ten that need not be its own.
fn scaled_label(language: Language, scale: u32, unit: &UnitExpr, units: &UnitTable) -> String {
    let bare = scale == 0 && unit.under.is_empty();
    if language == Language::En && bare && unit.over.as_deref() == Some("item") {
        return String::new();
    }
    if unit.over.as_deref() == Some("sec") && unit.under.is_empty() {
        // The signs stand in the number: 40°42′00″.
        return String::new();
    }
    match language {
        Language::Zh => {
            let symbol = zh_symbol(unit, units);
            let symbol = symbol.strip_prefix('个').filter(|rest| !rest.is_empty()).unwrap_or(&symbol);
            format!("{}{symbol}", zh_power(scale))
        }
        Language::En => en_label(scale, unit, units),
    }
}

fn zh_quantity(number: Decimal, unit: &UnitExpr, units: &UnitTable) -> String {
    let power = chosen(Language::Zh, number, unit);
    let word = ZH_SCALES.iter().find(|(known, _)| *known == power).map_or("", |(_, word)| word);
    format!("{}{word}{}", scaled(Language::Zh, number, power, unit.scale), zh_symbol(unit, units))
}

/// The power of ten of the scale word that a number in a scaled unit takes; 0 for none. In Chinese a 万 or 亿 of the
/// data stays as printed; a scale without such a word takes the nearest that fits.
fn chosen(language: Language, number: Decimal, unit: &UnitExpr) -> u32 {
    let full = Digits::of(number).shifted(i64::from(unit.scale));
    let words: &[(u32, &str)] = match language {
        Language::Zh => &ZH_SCALES,
        Language::En => &EN_SCALES,
    };
    let written = words.iter().find(|(power, _)| language == Language::Zh && *power == unit.scale);
    let fitting = || words.iter().find(|(power, _)| full.magnitude() > *power as usize);
    if unit.scale == 0 { 0 } else { written.or_else(fitting).map_or(0, |(power, _)| *power) }
}

fn zh_symbol(unit: &UnitExpr, units: &UnitTable) -> String {
    let symbol = |id: &str| units.get(id).map_or_else(|| id.to_owned(), |def| def.symbol.zh.clone());
    let mut text = unit.over.as_deref().map(symbol).unwrap_or_default();
    for id in &unit.under {
        let name = symbol(id);
        let name = name.as_str();
        text.push('/');
        text.push_str(name.strip_prefix('个').filter(|rest| !rest.is_empty()).unwrap_or(name));
    }
    if text.is_empty() && !unit.is_dimensionless() { as_written(Language::Zh, unit, units) } else { text }
}

/// 百, 千, 万, 十万 ... for column heads.
fn zh_power(power: u32) -> String {
    let small = ["", "十", "百", "千"][(power % 4) as usize];
    let large = ["", "万", "亿", "万亿", "亿亿"][(power / 4).min(4) as usize];
    format!("{small}{large}")
}

fn en_quantity(number: Decimal, unit: &UnitExpr, units: &UnitTable) -> String {
    let power = chosen(Language::En, number, unit);
    let word = EN_SCALES.iter().find(|(known, _)| *known == power).map(|(_, word)| word);
    let mut text = scaled(Language::En, number, power, unit.scale);
    if let Some(word) = word {
        text = format!("{text}{NO_BREAK}{word}");
    }
    let full = Digits::of(number).shifted(i64::from(unit.scale));
    en_attach(&text, !full.is_one(), word.is_some(), unit, units)
}

/// Number text and unit together: prefix, symbol or word, and what stands under the line.
fn en_attach(number: &str, plural: bool, worded: bool, unit: &UnitExpr, units: &UnitTable) -> String {
    let over = unit.over.as_ref().map(|id| (id, units.get(id)));
    let mut text = match over {
        None if unit.under.is_empty() && !unit.is_dimensionless() => {
            format!("{number}{NO_BREAK}{}", as_written(Language::En, unit, units))
        }
        None => number.to_owned(),
        Some((id, None)) => format!("{number}{NO_BREAK}{id}"),
        Some((_, Some(def))) if def.prefix && number.is_empty() => def.symbol.en.clone(),
        Some((_, Some(def))) if def.prefix => format!("{}{NO_BREAK}{number}", def.symbol.en),
        Some((_, Some(def))) => {
            let gap = if def.spaced || worded { NO_BREAK.to_string() } else { String::new() };
            format!("{number}{gap}{}", en_name(def, plural))
        }
    };
    let in_words = over.is_none_or(|(_, def)| def.is_some_and(|def| def.prefix));
    for id in &unit.under {
        text.push_str(if in_words { "\u{a0}per\u{a0}" } else { "/" });
        text.push_str(units.get(id).map_or(id.as_str(), |def| def.symbol.en.as_str()));
    }
    text
}

fn en_name(def: &UnitDef, plural: bool) -> &str {
    match &def.plural {
        Some(many) if plural => many,
        _ => &def.symbol.en,
    }
}

fn en_label(scale: u32, unit: &UnitExpr, units: &UnitTable) -> String {
    if scale > 0 {
        return en_attach(&en_power(scale), true, scale >= 6, unit, units);
    }
    let attached = en_attach("", true, false, unit, units);
    attached.trim_matches(NO_BREAK).to_owned()
}

/// 10,000, million, 100 million ... for column heads.
fn en_power(power: u32) -> String {
    let (word_power, word) = EN_SCALES.iter().find(|(word_power, _)| power >= *word_power).copied().unwrap_or((0, ""));
    let digits = Digits::of(Decimal::ONE).shifted(i64::from(power - word_power)).print(Language::En);
    match (digits.as_str(), word) {
        (_, "") => digits,
        ("1", _) => word.to_owned(),
        _ => format!("{digits}{NO_BREAK}{word}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::built_in_units;

    #[test]
    fn quantities_in_both_languages() {
        let units = built_in_units();
        for (number, unit, zh, en) in [
            ("2124.01", "km2", "2124.01平方千米", "2,124.01 km²"),
            ("11.86", "1e4 person", "11.86万人", "118,600 people"),
            ("2.03", "1e8 m3", "2.03亿立方米", "203 million m³"),
            ("2.030", "1e8 m3", "2.030亿立方米", "203.0 million m³"),
            ("13.8", "1e4 mu", "13.8万亩", "138,000 mu"),
            ("23", "1e4 mu", "23万亩", "230,000 mu"),
            ("76.72", "1e8 yuan", "76.72亿元", "CNY 7.672 billion"),
            ("43.55", "%", "43.55%", "43.55%"),
            ("2.5", "pp", "2.5个百分点", "2.5 percentage points"),
            ("301", "site", "301处", "301 sites"),
            ("2026", "year", "2026年", "2026"),
            ("5", "year", "5年", "5 years"),
            ("146520", "sec", "40°42′00″", "40°42′00″"),
            ("149338", "sec", "41°28′58″", "41°28′58″"),
            ("1", "town", "1个镇", "1 town"),
            ("6", "town", "6个镇", "6 towns"),
            ("12345", "person", "12\u{2009}345人", "12,345 people"),
            ("1055", "m3/person", "1055立方米/人", "1,055 m³/person"),
            ("28", "m3/mu", "28立方米/亩", "28 m³/mu"),
            ("5000", "yuan/person", "5000元/人", "CNY 5,000 per person"),
            ("-36.1", "degC", "−36.1℃", "−36.1 °C"),
            ("203", "1e6 m3", "2.03亿立方米", "203 million m³"),
            ("5.2", "1e3 t", "5200吨", "5,200 t"),
            ("1000", "1e4 mu", "1000万亩", "10 million mu"),
            ("0.5", "1", "0.5", "0.5"),
            ("40.7", "deg", "40.7°", "40.7°"),
        ] {
            let number: Decimal = number.parse().expect(number);
            let unit = units.parse(unit).expect(unit);
            assert_eq!(format_quantity(Language::Zh, number, &unit, &units), zh);
            assert_eq!(format_quantity(Language::En, number, &unit, &units).replace(NO_BREAK, " "), en);
        }
    }

    #[test]
    fn ranges_take_the_scale_of_their_high_end() {
        let units = built_in_units();
        for (low, high, unit, zh, en) in [
            ("69", "177", "d", "69～177天", "69–177 days"),
            ("1.5", "2.5", "1e4 mu", "1.5万～2.5万亩", "15,000–25,000 mu"),
            ("90", "250", "1e4 t", "90万～250万吨", "0.9–2.5 million t"),
            ("1.5", "2.5", "1e8 yuan", "1.5亿～2.5亿元", "CNY 150–250 million"),
            ("-36.1", "3.2", "degC", "−36.1～3.2℃", "−36.1 to 3.2 °C"),
            ("2021", "2035", "year", "2021～2035年", "2021–2035"),
            ("146520", "149338", "sec", "40°42′00″～41°28′58″", "40°42′00″–41°28′58″"),
        ] {
            let ends = (low.parse().expect(low), high.parse().expect(high));
            let unit = units.parse(unit).expect(unit);
            assert_eq!(format_range(Language::Zh, ends, &unit, &units), zh);
            assert_eq!(format_range(Language::En, ends, &unit, &units).replace(NO_BREAK, " "), en);
        }
    }

    #[test]
    fn labels_for_column_heads() {
        let units = built_in_units();
        for (unit, zh, en) in [
            ("km2", "平方千米", "km²"),
            ("1e4 person", "万人", "10,000 people"),
            ("1e8 m3", "亿立方米", "100 million m³"),
            ("1e8 yuan", "亿元", "CNY 100 million"),
            ("1e6 t", "百万吨", "million t"),
            ("%", "%", "%"),
            ("pp", "百分点", "percentage points"),
            ("item", "个", ""),
            ("town", "镇", "towns"),
            ("m3/person", "立方米/人", "m³/person"),
            ("yuan/person", "元/人", "CNY per person"),
            ("yuan", "元", "CNY"),
            ("1", "", ""),
            ("1e4 ha", "万公顷", "10,000 ha"),
        ] {
            let expression = units.parse(unit).expect(unit);
            assert_eq!(unit_label(Language::Zh, &expression, &units), zh, "{unit}");
            assert_eq!(unit_label(Language::En, &expression, &units).replace(NO_BREAK, " "), en, "{unit}");
        }
    }

    #[test]
    fn english_columns_have_no_wan_and_no_yi() {
        let units = built_in_units();
        for (number, unit, zh, en) in [
            ("2.03", "1e8 t", "2.03 亿吨", "203 million t"),
            ("0.46", "1e8 m3", "0.46 亿立方米", "46 million m³"),
            ("76.72", "1e8 yuan", "76.72 亿元", "7,672 CNY million"),
            ("11.86", "1e4 person", "11.86 万人", "118,600 people"),
            ("11.80", "1e4 ha", "11.80 万公顷", "118,000 ha"),
            ("2124.01", "km2", "2124.01 平方千米", "2,124.01 km²"),
            ("5.2", "1e9 t", "5.2 十亿吨", "5.2 billion t"),
            ("2026", "year", "2026 年", "2026 years"),
            ("37", "item", "37 个", "37 "),
        ] {
            let number: Decimal = number.parse().expect(number);
            let unit = units.parse(unit).expect(unit);
            for (language, expected) in [(Language::Zh, zh), (Language::En, en)] {
                let (amount, label) = (format_amount(language, number, &unit), column_label(language, &unit, &units));
                assert_eq!(format!("{amount} {label}").replace(NO_BREAK, " "), expected);
            }
        }
    }

    #[test]
    fn a_row_takes_the_scale_word_of_a_sentence() {
        let units = built_in_units();
        for (number, unit, zh, en) in [
            ("4963.6", "1e4 t", "4963.6 万吨", "49.636 million t"),
            ("1000", "1e8 m3", "1000 亿立方米", "100 billion m³"),
            ("15", "1e4 t", "15 万吨", "150,000 t"),
            ("6.5", "1e8 t", "6.5 亿吨", "650 million t"),
            ("33.78", "t", "33.78 吨", "33.78 t"),
            ("2026", "year", "2026 年", "2026 years"),
        ] {
            let number: Decimal = number.parse().expect(number);
            let unit = units.parse(unit).expect(unit);
            for (language, expected) in [(Language::Zh, zh), (Language::En, en)] {
                let (amount, label) = format_row(language, number, &unit, &units);
                assert_eq!(format!("{amount} {label}").replace(NO_BREAK, " "), expected);
            }
        }
    }

    #[test]
    fn one_unit_serves_a_range_unless_it_is_a_scale_a_per_cent_or_a_currency() {
        let units = built_in_units();
        for (unit, serves) in [("mm", true), ("degC", true), ("%", false), ("1e4 mu", false), ("yuan", false)] {
            assert_eq!(serves_both_ends(&units.parse(unit).expect(unit), &units), serves, "{unit}");
        }
    }
}
