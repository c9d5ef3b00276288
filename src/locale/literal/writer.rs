//! Puts another number into a literal's text: one number, the two of a range, or the two parts of 1亿2000万.

use super::reformat::{NewValue, step, supported_decimals};
use super::token::{Shape, Token};
use super::{Literal, figures, spelling};
use crate::locale::chinese_digits::chinese_digit;
use crate::locale::number::{MINUS, agrees, power_of_ten, round};
use crate::model::Language;
use rust_decimal::Decimal;

/// What says that a number is below zero.
const MINUSES: [&str; 11] =
    ["零下", "负", "minus ", "negative ", "Minus ", "Negative ", "-", "−", "－", "\u{2010}", "\u{2011}"];

/// A literal without the minus before its number; `None` if it has none.
pub fn without_minus(text: &str) -> Option<String> {
    let digit =
        text.find(|sign: char| sign.is_numeric() || matches!(sign, '十' | '两') || chinese_digit(sign).is_some())?;
    // The 零 of 零下 is no number.
    let digit = if text[digit..].starts_with("零下") { digit + "零下".len() } else { digit };
    let (head, number) = text.split_at(digit);
    MINUSES.iter().find_map(|minus| head.strip_suffix(minus)).map(|head| format!("{head}{number}"))
}

/// A literal's text, taken apart, and what it is to say.
pub(super) struct Writer<'a> {
    pub(super) language: Language,
    pub(super) old: &'a str,
    pub(super) literal: &'a Literal,
    pub(super) new: &'a NewValue,
    pub(super) tokens: Vec<Token>,
}

/// One number of a range.
struct End<'a> {
    token: &'a Token,
    /// Power of ten that its scale word says.
    power: u32,
    value: Decimal,
    finest: Option<Decimal>,
}

impl Writer<'_> {
    /// One number, with all around it kept.
    pub(super) fn single(&self) -> Option<String> {
        let size = power_of_ten(self.literal.scale_power)?;
        let is_it = |token: &&Token| token.number.checked_mul(size) == Some(self.literal.value.abs());
        let token = self.tokens.iter().find(is_it)?;
        let power = self.literal.scale_power;
        let decimals = supported_decimals(self.new.finest, token.decimals(), power);
        let number = self.written(token, self.new.value, power, decimals)?;
        let head = self.head(token, power, decimals)?;
        Some(format!("{head}{number}{}", &self.old[token.range.end..]))
    }

    /// Both ends of a range.
    pub(super) fn range(&self, high: Decimal) -> Option<String> {
        let (low, upper) = self.ends(high)?;
        // A minus before the second end cannot be told from what joins the two.
        if (self.literal.high? < Decimal::ZERO) != (high < Decimal::ZERO) {
            return None;
        }
        let (first, second) = (low.token, upper.token);
        let [low_decimals, high_decimals] = self.range_decimals(&[&low, &upper])?;
        let tail = &self.old[second.range.end..];
        let joint = &self.old[first.range.end..second.range.start];
        let upper = self.written(second, high, upper.power, high_decimals)?;
        let lower = self.written(first, self.new.value, low.power, low_decimals)?;
        let head = self.head(first, low.power, low_decimals)?;
        Some(format!("{head}{lower}{joint}{upper}{tail}"))
    }

    /// The two numbers of a range, with what they are to say.
    fn ends(&self, high: Decimal) -> Option<(End<'_>, End<'_>)> {
        let old_high = self.literal.high?;
        let power = |token: &Token, value: Decimal| {
            if value.is_zero() && token.number.is_zero() {
                return Some(self.literal.scale_power);
            }
            (0..=16)
                .find(|power| power_of_ten(*power).and_then(|size| token.number.checked_mul(size)) == Some(value.abs()))
        };
        for (position, token) in self.tokens.iter().enumerate() {
            let Some(low_power) = power(token, self.literal.value) else { continue };
            let low = End { token, power: low_power, value: self.new.value, finest: self.new.finest };
            let upper = |token| {
                let power = power(token, old_high)?;
                Some(End { token, power, value: high, finest: self.new.high_finest })
            };
            if let Some(upper) = self.tokens[position + 1..].iter().find_map(upper) {
                return Some((low, upper));
            }
        }
        None
    }

    /// Each end keeps its own decimals, unless it would then not agree at the step of the finer one, by which a reader
    /// compares both: 1～2.5 becomes 0.8～3.2, not 1～3.2. Where the data do not support that, the coarser step serves.
    fn range_decimals(&self, ends: &[&End<'_>; 2]) -> Option<[u32; 2]> {
        let own = ends.map(|end| supported_decimals(end.finest, end.token.decimals(), end.power));
        let steps = [step(own[0], ends[0].power)?, step(own[1], ends[1].power)?];
        let (finer, coarser) = (steps[0].min(steps[1]), steps[0].max(steps[1]));
        let enough = |place: usize| self.enough_decimals(ends[place], own[place], finer);
        if let (Some(low), Some(high)) = (enough(0), enough(1)) {
            return Some([low, high]);
        }
        let fewer = |place: usize| supported_decimals(Some(coarser), own[place], ends[place].power);
        let decimals = [fewer(0), fewer(1)];
        let steps = [step(decimals[0], ends[0].power)?, step(decimals[1], ends[1].power)?];
        (steps[0] == steps[1]).then_some(decimals)
    }

    /// The least decimals, from `own` on, with which an end agrees at a step.
    fn enough_decimals(&self, end: &End<'_>, own: u32, finer: Decimal) -> Option<u32> {
        let finer = self.new.rounded_to.map_or(finer, |coarse| coarse.max(finer));
        for decimals in own..=own + 16 {
            let step = step(decimals, end.power)?;
            if decimals > own && (step < finer || end.finest.is_some_and(|finest| step < finest)) {
                return None;
            }
            if agrees(end.value, self.new.rounded(end.value, step)?, finer) {
                return Some(decimals);
            }
        }
        None
    }

    /// 2.51:1, 1:2.5: the side that is not one.
    pub(super) fn ratio(&self) -> Option<String> {
        let [first, second] = self.tokens.as_slice() else { return None };
        let is_one = |token: &Token| token.number == Decimal::ONE && token.decimals() == 0;
        let (token, value) = match (is_one(first), is_one(second)) {
            (_, true) => (first, self.new.value),
            (true, false) => (second, Decimal::ONE.checked_div(self.new.value)?),
            _ => return None,
        };
        let number = self.written(token, value, 0, token.decimals())?;
        Some(format!("{}{number}{}", &self.old[..token.range.start], &self.old[token.range.end..]))
    }

    /// 1亿2000万: two parts, of which one may go.
    pub(super) fn compound(&self) -> Option<String> {
        let [first, second] = self.tokens.as_slice() else { return None };
        let large = figures::compound_scale(&spelling::plain(&self.old[first.range.start..]))?;
        let small = self.literal.scale_power;
        let unit = power_of_ten(small)?;
        let count = round(self.new.value.abs(), unit, self.new.half_even)? / unit;
        let size = power_of_ten(large - small)?;
        let (high, low) = ((count / size).trunc(), count % size);
        let behind = &self.old[second.range.end..];
        if (self.literal.value < Decimal::ZERO) != (self.new.value < Decimal::ZERO) || high.is_zero() || low.is_zero() {
            return None;
        }
        let low = second.write(self.language, low, 0)?;
        let padding = if small == 0 { (large as usize).saturating_sub(low.len()) } else { 0 };
        let high = first.write(self.language, high, 0)?;
        let head = &self.old[..first.range.start];
        let joint = &self.old[first.range.end..second.range.start];
        Some(format!("{head}{high}{joint}{}{low}{behind}", "0".repeat(padding)))
    }

    /// What stands before the first number, with the sign of what is written: -0.04 to one decimal has none.
    fn head(&self, token: &Token, power: u32, decimals: u32) -> Option<String> {
        let rounded = self.new.rounded(self.new.value, step(decimals, power)?)?;
        signed(self.language, &self.old[..token.range.start], token, self.literal.value, rounded)
    }

    /// The number to write in a token's place, without a sign.
    fn written(&self, token: &Token, value: Decimal, power: u32, decimals: u32) -> Option<String> {
        let rounded = self.new.rounded(value.abs(), step(decimals, power)?)?;
        let mut mantissa = rounded.checked_div(power_of_ten(power)?)?;
        mantissa.rescale(decimals);
        let text = token.write(self.language, mantissa, decimals)?;
        // 二千 is right as well: who wrote it keeps it.
        let own = self.old[token.range.clone()].contains("二千");
        let two =
            text == "二" || text.starts_with("二万") || text.starts_with("二亿") || text.starts_with("二千") && !own;
        Some(match text.strip_prefix('二') {
            Some(rest) if two && value > Decimal::ZERO && self.is_counted(token) => format!("两{rest}"),
            _ => text,
        })
    }

    /// Whether a two in a token's place is said 两: a whole number in words that counts something.
    fn is_counted(&self, token: &Token) -> bool {
        const NUMBER_GOES_ON: [&str; 5] = ["分之", "第", "负", "零下", "点"];
        matches!(token.shape, Shape::Chinese { digits: false })
            && !self.new.ordinal
            && !NUMBER_GOES_ON.iter().any(|word| self.old[..token.range.start].ends_with(word))
            && !self.old[token.range.end..].starts_with(['点', '级', '等'])
    }
}

/// What stands before a number, with its minus taken away or put in where the sign changes.
fn signed(language: Language, head: &str, token: &Token, old: Decimal, new: Decimal) -> Option<String> {
    let negative = |value: Decimal| value < Decimal::ZERO;
    match (negative(old), negative(new)) {
        (true, false) => MINUSES.iter().find_map(|minus| head.strip_suffix(minus)).map(str::to_owned),
        (false, true) => {
            let minus = match (language, &token.shape) {
                (Language::Zh, Shape::Chinese { .. }) => "负",
                (Language::En, Shape::English { .. }) => "minus ",
                _ => return Some(format!("{head}{MINUS}")),
            };
            Some(format!("{head}{minus}"))
        }
        _ => Some(head.to_owned()),
    }
}
