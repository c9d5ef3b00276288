//! Shares in words: 三成, 两成半, 半数, 百分之三, 四分之三; one in five, 350 per 100,000.

use super::en_words;
use super::figures::{self, Figure};
use super::hedge::Tone;
use super::zh_words;
use rust_decimal::Decimal;

/// The Chinese share at the start of a text, with the hedge that is part of it, and what follows.
pub(super) fn chinese(text: &str) -> Option<(Figure, Option<Tone>, &str)> {
    const WHOLE: [(&str, u64, u64, Option<Tone>); 6] = [
        ("一半", 1, 2, None),
        ("半数", 1, 2, None),
        ("过半数", 1, 2, Some(Tone::Over)),
        ("超半数", 1, 2, Some(Tone::Over)),
        ("过半", 1, 2, Some(Tone::Over)),
        ("半成", 1, 20, None),
    ];
    let whole = WHOLE.iter().find_map(|(words, over, under, tone)| {
        let rest = text.strip_prefix(words)?;
        Some((Figure::fraction(Decimal::from(*over), Decimal::from(*under))?, *tone, rest))
    });
    whole.or_else(|| tenths(text))
}

/// 三成 is three tenths, 两成半 a quarter, 九成九 99 of a hundred.
fn tenths(text: &str) -> Option<(Figure, Option<Tone>, &str)> {
    let (count, rest) = text.split_once('成')?;
    let count = zh_words::number(count).or_else(|| {
        figures::digits(count).ok().flatten().filter(|(_, rest)| rest.is_empty()).map(|(figure, _)| figure.mantissa)
    })?;
    if count > Decimal::TEN {
        return None;
    }
    let (hundredths, rest) = match rest.chars().next() {
        Some('半') => (5, &rest['半'.len_utf8()..]),
        Some(sign) if let Some(digit) = crate::locale::chinese_digit(sign) => (digit, &rest[sign.len_utf8()..]),
        _ => (0, rest),
    };
    let figure = match hundredths {
        0 => Figure::fraction(count, Decimal::TEN)?,
        more => Figure::fraction(count * Decimal::TEN + Decimal::from(more), Decimal::ONE_HUNDRED)?,
    };
    Some((figure, None, rest))
}

/// One in five, three out of every four: the share, and what follows.
pub(super) fn in_so_many(text: &str) -> Option<(Figure, &str)> {
    if !text.contains(" in ") && !text.contains(" out of ") {
        return None;
    }
    let (over, rest) = plain_number(text)?;
    let rest = rest.strip_prefix(" in ").or_else(|| rest.strip_prefix(" out of "))?;
    let rest = rest.strip_prefix("every ").unwrap_or(rest);
    let (under, rest) = plain_number(rest)?;
    // 31 in 1998 is a number and its year.
    let counted = under <= Decimal::from(20) || under == Decimal::ONE_HUNDRED || under == Decimal::ONE_THOUSAND;
    let figure = Figure::fraction(over, under).filter(|_| over < under && counted)?;
    Some((figure, rest))
}

fn plain_number(text: &str) -> Option<(Decimal, &str)> {
    let (figure, rest) = match figures::digits(text).ok().flatten() {
        Some(found) => found,
        None => en_words::number(text)?,
    };
    (figure.fraction.is_none() && figure.decimals == 0 && figure.power == 0).then_some((figure.mantissa, rest))
}

/// 3.5 per 1,000 and 350 per 100,000, in thousandths. The number stands before the text.
pub(super) fn per_thousand(figure: &Figure, text: &str) -> Option<Figure> {
    let rest = text.trim_start().strip_prefix("per ")?;
    let moved = match rest.replace([',', ' '], "").as_str() {
        "thousand" | "1000" => 0,
        "10000" | "tenthousand" => 1,
        "100000" | "hundredthousand" => 2,
        "million" | "1000000" => 3,
        _ => return None,
    };
    figure.clone().raised(-moved).filter(|_| figure.power == 0).or_else(|| Some(figure.clone()).filter(|_| moved == 0))
}
