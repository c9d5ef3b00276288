//! Chinese number words: 六, 两, 十五, 三百零一, 二〇二〇, 六点五.

use super::Style;
use super::figures::Figure;
use crate::locale::chinese_digits::{chinese_digit, chinese_word};
use crate::locale::number::power_of_ten;
use rust_decimal::Decimal;

/// The number that the whole text spells, with decimals after 点. Colloquial short forms (一百二 for 120) are refused.
pub(super) fn number(text: &str) -> Option<Decimal> {
    if text.contains(['廿', '卅', '卌']) {
        return number(&text.replace('廿', "二十").replace('卅', "三十").replace('卌', "四十"));
    }
    if is_financial(text) {
        return number(&text.chars().map(|sign| usual(sign).unwrap_or(sign)).collect::<String>());
    }
    let (whole, decimals) = match text.split_once('点') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let value = spelled_digits(whole).or_else(|| spelled(whole))?;
    let Some(decimals) = decimals else { return Some(Decimal::from(value)) };
    let mut plain = format!("{value}.");
    for sign in decimals.chars() {
        plain.push(char::from_digit(u32::try_from(digit(sign)?).ok()?, 10)?);
    }
    if decimals.is_empty() { None } else { Decimal::from_str_exact(&plain).ok() }
}

/// The everyday form of a digit of cheques and contracts: 壹佰贰拾叁.
fn usual(sign: char) -> Option<char> {
    match sign {
        '拾' => Some('十'),
        '佰' => Some('百'),
        '仟' => Some('千'),
        _ => (1..)
            .zip("壹贰叁肆伍陆柒捌玖".chars())
            .find(|(_, known)| *known == sign)
            .and_then(|(digit, _)| chinese_word(digit)),
    }
}

/// Whether a text holds digits of cheques and contracts, or the old ones of tens: 卅.
pub(super) fn is_financial(text: &str) -> bool {
    text.chars().any(|sign| usual(sign).is_some() || matches!(sign, '廿' | '卅' | '卌'))
}

/// Whether a character may stand in number words.
pub(super) fn is_word(sign: char) -> bool {
    is_financial(sign.encode_utf8(&mut [0; 4]))
        || digit(sign).is_some()
        || matches!(sign, '十' | '百' | '千' | '万' | '亿' | '点')
}

/// Chinese number words; 万 or 亿 at their end is a scale, so that 六万 shows ten thousands as 6万 does.
pub(super) fn figure(value: Decimal, words: &str) -> Figure {
    let power = match words.chars().last() {
        Some('万') => 4,
        Some('亿') => 8,
        _ => 0,
    };
    let mantissa = power_of_ten(power).and_then(|size| value.checked_div(size)).filter(|count| count.scale() == 0);
    match mantissa {
        Some(mantissa) if power > 0 => Figure { power, ..Figure::decimal(mantissa, Style::Words) },
        _ => Figure::decimal(value, Style::Words),
    }
}

fn digit(sign: char) -> Option<u64> {
    chinese_digit(if sign == '两' { '二' } else { sign }).map(u64::from)
}

/// 二〇二〇: three digits or more one after the other. Two (三五个) would mean "three to five".
fn spelled_digits(text: &str) -> Option<u64> {
    let count = text.chars().count();
    if !(3..=15).contains(&count) || text.contains('两') {
        return None;
    }
    text.chars().try_fold(0u64, |value, sign| Some(value * 10 + digit(sign)?))
}

/// 三百零一, 十五万, 两亿零三百万.
fn spelled(text: &str) -> Option<u64> {
    if text.chars().count() > 40 {
        return None;
    }
    for (word, size) in [('亿', 100_000_000u64), ('万', 10_000)] {
        if let Some((head, tail)) = text.rsplit_once(word) {
            let (high, low) = (spelled(head)?, low_part(tail)?);
            return if high == 0 || low >= size { None } else { high.checked_mul(size)?.checked_add(low) };
        }
    }
    section(text, false)
}

/// What follows 万 or 亿; nothing is zero. A bare digit needs its 零 (一万五 means 15000, and is refused).
fn low_part(text: &str) -> Option<u64> {
    if text.is_empty() {
        return Some(0);
    }
    if text.contains('万') {
        return spelled(text.trim_start_matches(['零', '〇']));
    }
    section(text, true)
}

/// Up to 9999. `follows`: stands behind 万 or 亿.
fn section(text: &str, follows: bool) -> Option<u64> {
    let mut total = 0u64;
    let mut pending: Option<u64> = None;
    let mut smallest = 10_000u64;
    let mut zero = false;
    let alone = text.chars().count() == 1 && !follows;
    for sign in text.chars() {
        let size = match sign {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = digit(sign)?;
                if pending.is_some() || (value == 0 && zero) {
                    return None;
                }
                if value == 0 && !alone {
                    zero = true;
                } else {
                    pending = Some(value);
                }
                continue;
            }
        };
        let count = match pending.take() {
            Some(count) => count,
            None if size == 10 && !zero => 1,
            None => return None,
        };
        if size >= smallest {
            return None;
        }
        (smallest, zero) = (size, false);
        total += count * size;
    }
    match pending {
        // 一百二 and 一万五 leave out a 零 or a unit: ambiguous.
        Some(last) if alone || zero || smallest == 10 || (smallest == 10_000 && !follows) => Some(total + last),
        Some(_) => None,
        None if zero || total == 0 => None,
        None => Some(total),
    }
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::locale::chinese_number;

    #[test]
    fn words_are_read() {
        for (text, value) in [
            ("零", "0"),
            ("六", "6"),
            ("两", "2"),
            ("十", "10"),
            ("十五", "15"),
            ("一十五", "15"),
            ("二十", "20"),
            ("一百零四", "104"),
            ("三百〇一", "301"),
            ("一千零二十", "1020"),
            ("一万零五百", "10500"),
            ("两亿零三百万", "203000000"),
            ("一万亿", "1000000000000"),
            ("二〇二〇", "2020"),
            ("六点五", "6.5"),
            ("四十三点五五", "43.55"),
            ("壹佰贰拾叁", "123"),
            ("伍万零陆佰", "50600"),
        ] {
            assert_eq!(number(text).map(|value| value.to_string()).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_no_careful_writer_writes_is_refused() {
        for text in
            ["", "一百二", "一万五", "三五", "百", "十百", "一百零", "一二十", "零零", "万", "六点", "点五", "几"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn every_written_number_is_read_back() {
        let samples = (0..3000).chain((0..4000).map(|step| step * 1_073_741 + step));
        for value in samples {
            let words = chinese_number(value);
            assert_eq!(number(&words), Some(value.into()), "{words}");
        }
    }
}
