//! Quantities whose words are no plain number: 十几, 数百, 百亿, 翻两番, 三个半月, 一年半; half a million, two and a half,
//! twofold.

use super::figures::Figure;
use super::hedge::Tone;
use super::{Style, en_words, figures, zh_words};
use crate::locale::number::power_of_ten;
use rust_decimal::Decimal;

/// The power of ten that a bare word says: 2 for 百, 10 for 百亿.
fn bare_power(text: &str) -> Option<(u32, &str)> {
    const WORDS: [(&str, u32); 11] = [
        ("百万", 6),
        ("千万", 7),
        ("十亿", 9),
        ("百亿", 10),
        ("千亿", 11),
        ("万亿", 12),
        ("十", 1),
        ("百", 2),
        ("千", 3),
        ("万", 4),
        ("亿", 8),
    ];
    WORDS.iter().find_map(|(word, power)| text.strip_prefix(word).map(|rest| (*power, rest)))
}

/// 十几, 二十几, 几十, 数百, 上千, 百余, 百亿: with what they promise, and what follows. A power of ten without a count
/// is a number where it is `hedged`, or where two characters make it.
pub(super) fn rough(text: &str, hedged: bool) -> Option<(Figure, Option<Tone>, &str)> {
    let decade = |value: Decimal, span: Decimal| Figure { span: Some(span), ..Figure::whole(value, Style::Words) };
    for head in ["好几", "几", "数"] {
        if let Some((power, rest)) = text.strip_prefix(head).and_then(bare_power) {
            let size = power_of_ten(power)?;
            return Some((decade(size, size * Decimal::from(9)), Some(Tone::Odd), rest));
        }
    }
    if let Some((words, rest)) = text.split_once('几') {
        let tens = if words == "十" { Some(Decimal::TEN) } else { zh_words::number(words) };
        let tens = tens.filter(|tens| words.ends_with('十') && (*tens % Decimal::TEN).is_zero())?;
        return Some((decade(tens, Decimal::TEN), Some(Tone::Odd), rest));
    }
    let (text, tone) = match text.strip_prefix('上') {
        Some(rest) => (rest, Some(Tone::AtLeast)),
        None => (text, None),
    };
    let (power, rest) = bare_power(text).filter(|(power, _)| *power > 1)?;
    let carries = hedged || tone.is_some() || rest.starts_with(['余', '多']);
    let long = text.len() - rest.len() > '百'.len_utf8();
    (carries || long).then(|| (Figure { power, ..Figure::whole(Decimal::ONE, Style::Words) }, tone, rest))
}

/// 翻一番 is twice, 翻两番 four times, 翻番 twice.
pub(super) fn doubled(text: &str) -> Option<Figure> {
    let count = text.strip_prefix('翻')?.strip_prefix('了').unwrap_or(text.strip_prefix('翻')?).strip_suffix('番')?;
    let count = if count.is_empty() { Decimal::ONE } else { zh_words::number(count)? };
    let power = u32::try_from(count).ok().filter(|power| (1..=10).contains(power) && count.fract().is_zero())?;
    Some(Figure::whole(Decimal::from(1u32 << power), Style::Words))
}

/// The whole number of 三个半月, 1天半 and 半年 with its half, and the unit's words: 月, 天, 年.
pub(super) fn and_a_half(text: &str) -> Option<(Figure, String)> {
    if let Some(unit) = text.strip_prefix('半') {
        return Some((Figure::fraction(Decimal::ONE, Decimal::TWO)?, unit.to_owned())).filter(|_| is_measure(unit));
    }
    let (count, unit) = match text.split_once("个半") {
        Some((count, unit)) => (count, format!("个{unit}")),
        None => {
            let body = text.strip_suffix('半')?;
            let unit = ["个小时", "小时", "年", "天", "倍"].into_iter().find(|unit| body.ends_with(unit))?;
            (body.strip_suffix(unit)?, unit.to_owned())
        }
    };
    let whole = zh_words::number(count).or_else(|| {
        figures::digits(count).ok().flatten().filter(|(_, rest)| rest.is_empty()).map(|(figure, _)| figure.mantissa)
    })?;
    let figure = Figure::fraction(whole.checked_mul(Decimal::TWO)?.checked_add(Decimal::ONE)?, Decimal::TWO)?;
    Some((figure, unit)).filter(|_| whole.fract().is_zero())
}

/// What 半 may be half of; 半自动 and 半干旱 are none.
fn is_measure(unit: &str) -> bool {
    ["年", "天", "小时", "个小时", "个月", "公里", "公斤", "吨", "亩", "个百分点"].contains(&unit)
}

/// Half a million, a dozen, two and a half, twofold, twice: the number, whether it is a multiple, and what follows.
pub(super) fn english(text: &str) -> Option<(Figure, bool, &str)> {
    let lower = text.to_ascii_lowercase();
    let after = |words: &str| {
        let rest = text.get(words.len()..).filter(|_| lower.starts_with(words))?;
        (!rest.starts_with(|next: char| next.is_ascii_alphanumeric())).then_some(rest)
    };
    let plain = |number: i64| Figure::whole(Decimal::from(number), Style::Words);
    for (words, multiple) in [("twice", 2), ("double", 2), ("thrice", 3), ("triple", 3), ("treble", 3)] {
        if let Some(rest) = after(words) {
            return Some((plain(multiple), true, rest));
        }
    }
    for (words, count) in [("half a dozen", 6), ("a dozen", 12), ("two dozen", 24)] {
        if let Some(rest) = after(words) {
            return Some((plain(count), false, rest));
        }
    }
    for (words, power) in [("half a million", 6), ("half a billion", 9), ("half a trillion", 12)] {
        if let Some(rest) = after(words) {
            let figure = Figure { power: power - 1, ..Figure::whole(Decimal::from(5), Style::Words) };
            return Some((figure, false, rest));
        }
    }
    // "twofold" is one word, and so is its number.
    if let Some((head, rest)) =
        text.split_once("fold").filter(|(head, _)| head.bytes().all(|letter| letter.is_ascii_alphabetic()))
        && let Some((figure, "")) = en_words::number(head)
    {
        return Some((figure, true, rest)).filter(|(figure, ..)| figure.fraction.is_none());
    }
    let (figure, rest) = en_words::number(text)?;
    if figure.fraction.is_some() || figure.power > 0 {
        return None;
    }
    if let Some(rest) = rest.strip_prefix("-fold") {
        return Some((figure, true, rest));
    }
    let (part, rest) = [(" and a half", 2u8), (" and a quarter", 4)]
        .into_iter()
        .find_map(|(words, parts)| rest.strip_prefix(words).map(|rest| (parts, rest)))?;
    let over = figure.mantissa.checked_mul(part.into())?.checked_add(Decimal::ONE)?;
    Some((Figure::fraction(over, part.into())?, false, rest))
}
