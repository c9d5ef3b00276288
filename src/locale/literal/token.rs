//! The bare numbers inside a literal as it stands in the text, and how each is written.

use super::{en_words, zh_words};
use crate::locale::chinese_digits::spelled;
use crate::locale::chinese_number;
use crate::model::Language;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::ops::Range;

/// A number inside a literal: without sign, scale word and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the literal.
    pub(super) range: Range<usize>,
    /// What it says; keeps its decimals.
    pub(super) number: Decimal,
    pub(super) shape: Shape,
}

/// How a number is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// `2,124.01`, `２１２４`.
    Digits {
        /// What stands between groups of three.
        separator: Option<char>,
        full_width: bool,
        /// Digits before the point.
        whole: usize,
    },
    /// 三百零一; `digits`: 二〇二〇.
    Chinese { digits: bool },
    /// thirty-six.
    English { case: Case },
}

/// Which letters of number words are capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    /// The first one: Thirty-six.
    First,
    /// All: SIX.
    Upper,
}

impl Token {
    pub(super) fn decimals(&self) -> u32 {
        self.number.scale()
    }

    /// Digits before the point, for numbers in digits.
    pub(super) fn whole_digits(&self) -> usize {
        match self.shape {
            Shape::Digits { whole, .. } => whole,
            _ => 0,
        }
    }

    /// A number in this token's form; `None` where words cannot hold it.
    pub(super) fn write(&self, language: Language, number: Decimal, decimals: u32) -> Option<String> {
        let number = {
            let mut number = number;
            number.rescale(decimals);
            number
        };
        match &self.shape {
            Shape::Digits { separator, full_width, whole } => {
                Some(digits(language, number, *separator, *full_width, *whole))
            }
            Shape::Chinese { digits } => chinese(number, *digits),
            Shape::English { case } => {
                let words = en_words::spell(number.normalize().to_u64().filter(|_| number.fract().is_zero())?)?;
                Some(match case {
                    Case::Lower => words,
                    Case::First => capitalised(&words),
                    Case::Upper => words.to_uppercase(),
                })
            }
        }
    }
}

/// All numbers of a literal, from left to right. One that may end in several ways (六 or 六千) is listed in each.
pub(super) fn tokens(language: Language, text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(sign) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        let (tokens, end) = match language {
            _ if digit(sign).is_some()
                && !before.is_some_and(|before| before.is_ascii_alphabetic() || before == '^') =>
            {
                in_digits(text, at)
            }
            Language::Zh if zh_words::is_word(sign) => in_chinese(text, at),
            Language::En
                if sign.is_ascii_alphabetic() && !before.is_some_and(|before| before.is_ascii_alphabetic()) =>
            {
                in_english(text, at)
            }
            _ => (Vec::new(), at),
        };
        found.extend(tokens);
        at = end.max(at + sign.len_utf8());
    }
    found
}

/// The value of a digit and whether it is full-width.
fn digit(sign: char) -> Option<(char, bool)> {
    match sign {
        '0'..='9' => Some((sign, false)),
        '０'..='９' => char::from_u32(u32::from(sign) - 0xfee0).map(|plain| (plain, true)),
        _ => None,
    }
}

fn in_digits(text: &str, start: usize) -> (Vec<Token>, usize) {
    let run = |from: usize| {
        let length: usize = text[from..].chars().take_while(|sign| digit(*sign).is_some()).map(char::len_utf8).sum();
        (from + length, text[from..from + length].chars().filter_map(digit).map(|(plain, _)| plain).collect::<String>())
    };
    let full_width = text[start..].chars().next().and_then(digit).is_some_and(|(_, full)| full);
    let (mut end, mut plain) = run(start);
    let mut separator = None;
    while let Some(sign) = text[end..].chars().next().filter(|sign| *sign == ',' || sign.is_whitespace()) {
        let (next, group) = run(end + sign.len_utf8());
        let fits = group.len() == 3
            && separator.is_none_or(|former| former == sign)
            && (separator.is_some() || plain.len() <= 3);
        if !fits {
            break;
        }
        (separator, end) = (Some(sign), next);
        plain.push_str(&group);
    }
    let whole = plain.len();
    if let Some(point) = text[end..].chars().next().filter(|sign| matches!(sign, '.' | '．')) {
        let (next, decimals) = run(end + point.len_utf8());
        if !decimals.is_empty() {
            plain = format!("{plain}.{decimals}");
            end = next;
        }
    }
    let token = Decimal::from_str_exact(&plain).ok().map(|number| Token {
        range: start..end,
        number,
        shape: Shape::Digits { separator, full_width, whole },
    });
    (token.into_iter().collect(), end)
}

/// Number words of a run, shortest first: the reader may have taken 千 of 六千米 for the unit's.
fn in_chinese(text: &str, start: usize) -> (Vec<Token>, usize) {
    let mut tokens = Vec::new();
    let mut end = start;
    for word in text[start..].chars().take_while(|sign| zh_words::is_word(*sign)) {
        end += word.len_utf8();
        let words = &text[start..end];
        // 壹佰 stands where nobody may change it unseen: it is read and not written.
        if let Some(number) = zh_words::number(words).filter(|_| !zh_words::is_financial(words)) {
            let digits = words.chars().count() > 2 && !words.contains(['十', '百', '千', '万', '亿', '点']);
            tokens.push(Token { range: start..end, number, shape: Shape::Chinese { digits } });
        }
    }
    (tokens, end)
}

fn in_english(text: &str, start: usize) -> (Vec<Token>, usize) {
    let plain: String = text[start..].chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    let skip = text[start..].chars().take_while(char::is_ascii_alphabetic).count();
    let Some((figure, rest)) = en_words::number(&plain) else { return (Vec::new(), start + skip) };
    // Characters, not bytes: a no-break space is longer than a plain one.
    let read = plain[..plain.len() - rest.len()].chars().count();
    let mut length: usize = text[start..].chars().take(read).map(char::len_utf8).sum();
    if figure.power > 0 {
        // "two million": the scale word stays, the number before it is replaced.
        length = text[start..start + length].rfind(char::is_whitespace).unwrap_or(length);
    }
    let mut letters = text[start..start + length].chars().filter(char::is_ascii_alphabetic);
    let case = match (letters.next().is_some_and(|first| first.is_ascii_uppercase()), letters.next()) {
        (true, Some(second)) if second.is_ascii_uppercase() => Case::Upper,
        (true, _) => Case::First,
        (false, _) => Case::Lower,
    };
    let token = Token { range: start..start + length, number: figure.mantissa, shape: Shape::English { case } };
    (vec![token], start + length.max(skip))
}

fn digits(language: Language, number: Decimal, separator: Option<char>, full_width: bool, whole: usize) -> String {
    let plain = number.abs().to_string();
    let (head, tail) = plain.split_once('.').map_or((plain.as_str(), None), |(head, tail)| (head, Some(tail)));
    // A number that is too short to show its grouping says nothing about it: then the language's own applies.
    let (separator, from) = match (separator, language) {
        (Some(','), _) => (Some(','), 4),
        (Some(space), _) => (Some(space), if whole == 4 { 4 } else { 5 }),
        (None, _) if full_width => (None, 0),
        (None, Language::En) if whole < 4 => (Some(','), 4),
        (None, Language::Zh) if whole < 5 => (Some('\u{2009}'), 5),
        (None, _) => (None, 0),
    };
    let mut text = String::new();
    for (position, sign) in head.chars().enumerate() {
        let left = head.len() - position;
        if let Some(separator) = separator.filter(|_| head.len() >= from && position > 0 && left.is_multiple_of(3)) {
            text.push(separator);
        }
        text.push(sign);
    }
    if let Some(tail) = tail {
        text.push('.');
        text.push_str(tail);
    }
    if !full_width {
        return text;
    }
    let widened = |sign: char| char::from_u32(u32::from(sign) + 0xfee0).unwrap_or(sign);
    text.chars().map(widened).collect()
}

fn chinese(number: Decimal, digit_by_digit: bool) -> Option<String> {
    let plain = number.abs().to_string();
    let (head, tail) = plain.split_once('.').map_or((plain.as_str(), None), |(head, tail)| (head, Some(tail)));
    if digit_by_digit {
        return (head.len() > 2 && tail.is_none()).then(|| spelled(head, '〇'));
    }
    let mut words = chinese_number(head.parse().ok()?);
    if let Some(tail) = tail {
        words.push('点');
        words.push_str(&spelled(tail, '零'));
    }
    Some(words)
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
