//! Puts a literal together: hedges, range, sign, number, scale word, unit.

use super::affix::{bearing, bearing_behind, sign};
use super::end::{End, agree, connectors};
use super::figures::{self, Figure};
use super::hedge::{self, join, strip_head, strip_inner};
use super::lexicon::{Lexicon, UnitIds};
use super::spelling::plain;
use super::{Literal, LiteralFault, Style, en_words, zh_words};
use crate::model::{Language, Missing, Qualifier};
use rust_decimal::Decimal;

/// No literal is longer; what is, is a sentence.
const LONGEST: usize = 120;

const ZH_SCALES: &[(&str, u32)] = &[
    ("十", 1),
    ("百", 2),
    ("千", 3),
    ("万", 4),
    ("十万", 5),
    ("百万", 6),
    ("千万", 7),
    ("亿", 8),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("万亿", 12),
];
const EN_SCALES: &[(&str, u32)] =
    &[("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("bn", 9), ("trillion", 12)];
/// Short for million beside a currency; a length otherwise.
const SHORT_MILLION: &str = "m";

/// The scale words of a language.
pub fn scales(language: Language) -> impl Iterator<Item = &'static str> {
    let known = match language {
        Language::Zh => ZH_SCALES,
        Language::En => EN_SCALES,
    };
    known.iter().map(|(word, _)| *word)
}

pub(super) fn read(lexicon: &Lexicon, language: Language, text: &str) -> Result<Literal, LiteralFault> {
    let text = plain(text);
    let text = text.trim();
    if text.is_empty() {
        return Err(LiteralFault::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(LiteralFault::NotANumber(text.chars().take(LONGEST).chain(['…']).collect()));
    }
    if let Some(missing) = missing(language, text) {
        return Ok(Literal::missing(missing));
    }
    let (body, hedge) = hedge::strip(language, text)?;
    let reader = Reader { lexicon, language };
    match reader.end(body) {
        Ok(end) => reader.literal(text, &end, None, hedge),
        Err(fault) => match reader.range(body) {
            Some(Ok((low, high))) => reader.literal(text, &low, Some(&high), hedge),
            Some(Err(fault)) => Err(fault),
            None => Err(fault),
        },
    }
}

/// The words that stand where there is no number.
fn missing(language: Language, text: &str) -> Option<Missing> {
    match (language, text) {
        (Language::Zh, "待定" | "待确定" | "尚待确定") => Some(Missing::Undetermined),
        (Language::Zh, "未列明" | "未列") => Some(Missing::NotStated),
        (Language::Zh, "不适用") => Some(Missing::NotApplicable),
        (Language::Zh, _) => None,
        (Language::En, "TBD") => Some(Missing::Undetermined),
        (Language::En, "n/a" | "N/A") => Some(Missing::NotApplicable),
        (Language::En, _) => [
            ("to be determined", Missing::Undetermined),
            ("not stated", Missing::NotStated),
            ("not applicable", Missing::NotApplicable),
        ]
        .into_iter()
        .find_map(|(words, missing)| text.eq_ignore_ascii_case(words).then_some(missing)),
    }
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    language: Language,
}

impl Reader<'_> {
    fn literal(
        &self,
        text: &str,
        low: &End,
        high: Option<&End>,
        hedge: Option<Qualifier>,
    ) -> Result<Literal, LiteralFault> {
        let too_large = || LiteralFault::TooLarge(text.to_owned());
        let contradict = |()| LiteralFault::HedgesContradict(text.to_owned());
        let mut hedge = join(hedge, low.hedge).map_err(contradict)?;
        let mut shown = low;
        let mut step = low.step().ok_or_else(too_large)?;
        let mut coarse_step = low.coarse_step().ok_or_else(too_large)?;
        let value = low.value().ok_or_else(too_large)?;
        let mut top = None;
        if let Some(high) = high {
            let upper = high.value().ok_or_else(too_large)?;
            if upper < value {
                return Err(LiteralFault::RangeReversed(text.to_owned()));
            }
            hedge = join(hedge, high.hedge).map_err(contradict)?;
            // The finer end speaks for both: a range is compared end by end, and strictly.
            step = step.min(high.step().ok_or_else(too_large)?);
            coarse_step = coarse_step.min(high.coarse_step().ok_or_else(too_large)?);
            if high.figure.decimals >= low.figure.decimals {
                shown = high;
            }
            top = Some(upper);
        }
        let number = if value.is_zero() { value.abs() } else { value };
        Ok(Literal {
            value: number,
            high: top,
            fraction: low.figure.fraction.map(|(over, under)| (if low.negative { -over } else { over }, under)),
            step,
            coarse_step,
            unit: self.lexicon.expression(&low.unit),
            scale_power: shown.power(),
            style: low.figure.style,
            hedge,
            missing: None,
            decimals: shown.figure.decimals,
            grouped: low.figure.grouped || high.is_some_and(|high| high.figure.grouped),
        })
    }

    /// Two ends around a connector. `None` when no connector has a number on its left.
    fn range(&self, text: &str) -> Option<Result<(End, End), LiteralFault>> {
        let mut fault = None;
        for (at, connector) in connectors(text) {
            let (left, right) = (text[..at].trim(), text[at + connector.len()..].trim());
            let Ok(low) = self.end(left) else { continue };
            match self.end(right) {
                Ok(high) => return Some(agree(low, high, text)),
                // A fault on the right is worth telling only where a number stands there.
                Err(found) if right.starts_with(|sign: char| sign.is_ascii_digit()) => {
                    fault.get_or_insert(Err(found));
                }
                Err(_) => {}
            }
        }
        fault
    }

    fn end(&self, text: &str) -> Result<End, LiteralFault> {
        let (text, hedge) = hedge::strip(self.language, text)?;
        let (mut negative, text) = sign(self.language, text);
        let (prefix, body) = match self.lexicon.prefix(self.language, text) {
            Some((id, rest)) => (Some(id), rest),
            None => (None, text),
        };
        let (again, body) = if prefix.is_some() { sign(self.language, body) } else { (false, body) };
        negative ^= again;
        let mut end = match self.language {
            Language::Zh => self.zh_end(body),
            Language::En => self.millions(body, prefix.is_some()).map_or_else(|| self.en_end(body), Ok),
        }?;
        if let Some(id) = prefix {
            if end.unit.over.as_ref().is_some_and(|over| over != id) {
                return Err(LiteralFault::TwoUnits(text.to_owned()));
            }
            end.unit.over = Some(id.to_owned());
        }
        end.hedge = join(hedge, end.hedge).map_err(|()| LiteralFault::HedgesContradict(text.to_owned()))?;
        end.negative ^= negative;
        Ok(end)
    }

    /// Digits with `m` for million: CNY 2.4m, 30m yuan.
    fn millions(&self, text: &str, prefixed: bool) -> Option<End> {
        let (figure, rest) = figures::digits(text).ok().flatten()?;
        let unit = self.unit_alone(strip_head(rest.trim_start(), SHORT_MILLION)?).ok()?;
        let money = unit.over.as_ref().is_some_and(|id| self.lexicon.unit_def(id).is_some_and(|unit| unit.prefix));
        (money || prefixed && unit.over.is_none()).then(|| End::new(figure, 6, unit, None))
    }

    fn en_end(&self, text: &str) -> Result<End, LiteralFault> {
        let (text, below_zero) = match text.strip_suffix(" below zero") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut end = match self.figure_end(text)? {
            Some(end) => end,
            None => match en_words::number(text) {
                Some((figure, rest)) => self.finish(figure, rest)?,
                None => return Err(LiteralFault::NotANumber(text.to_owned())),
            },
        };
        end.negative ^= below_zero;
        Ok(end)
    }

    fn zh_end(&self, text: &str) -> Result<End, LiteralFault> {
        if text == "一半" {
            return Figure::fraction(Decimal::ONE, Decimal::TWO)
                .ok_or(LiteralFault::Empty)
                .and_then(|figure| self.finish(figure, ""));
        }
        if let Some((under, over)) = text.split_once("分之") {
            return self.zh_fraction(text, under, over);
        }
        if let Some(end) = self.figure_end(text)? {
            return Ok(end);
        }
        self.zh_words_end(text)
    }

    /// Shortest first, so that the 千 of 六千米 stays with its unit; then only the reading whose rest is sound counts.
    fn zh_words_end(&self, text: &str) -> Result<End, LiteralFault> {
        let mut fault = None;
        let mut at = 0;
        for word in text.chars().take_while(|sign| zh_words::is_word(*sign)) {
            at += word.len_utf8();
            let Some(value) = zh_words::number(&text[..at]) else { continue };
            match self.finish(zh_words::figure(value, &text[..at]), &text[at..]) {
                Ok(end) => return Ok(end),
                Err(found) => fault = Some(found),
            }
        }
        // A unit that is unknown after the longest number is the fault; half-read words are none.
        let all_read = zh_words::number(&text[..at]).is_some();
        Err(fault.filter(|_| all_read).unwrap_or_else(|| LiteralFault::NotANumber(text.to_owned())))
    }

    /// 百分之四十三 is 43 per cent, 三分之一 one part of three.
    fn zh_fraction(&self, text: &str, under: &str, over: &str) -> Result<End, LiteralFault> {
        let not_a_number = || LiteralFault::NotANumber(text.to_owned());
        let percent = match under {
            "百" => Some("%"),
            "千" => Some("permille"),
            _ => None,
        };
        let mut end = self.zh_end(over)?;
        if let Some(id) = percent {
            if !end.unit.is_empty() {
                return Err(LiteralFault::TwoUnits(text.to_owned()));
            }
            end.unit = UnitIds::only(id);
            return Ok(end);
        }
        let parts = match under {
            "万" => Decimal::from(10_000),
            _ => zh_words::number(under).filter(|parts| parts.scale() == 0).ok_or_else(not_a_number)?,
        };
        if end.figure.decimals > 0 || end.power() > 0 || end.figure.fraction.is_some() {
            return Err(not_a_number());
        }
        end.figure = Figure::fraction(end.figure.mantissa, parts).ok_or_else(not_a_number)?;
        Ok(end)
    }

    /// A number that begins with a digit; `Ok(None)` if it does not.
    fn figure_end(&self, text: &str) -> Result<Option<End>, LiteralFault> {
        let (west, body) = bearing(self.language, text);
        if let Some((figure, rest)) = figures::angle(body) {
            let (south, rest) = bearing_behind(rest);
            let mut end = self.finish(figure, rest)?;
            if end.unit.over.is_some() {
                return Err(LiteralFault::TwoUnits(text.to_owned()));
            }
            end.unit.over = Some("deg".to_owned());
            end.negative = west ^ south;
            return Ok(Some(end));
        }
        if let Some((figure, rest)) = figures::vulgar(text) {
            return self.finish(figure, rest).map(Some);
        }
        let Some((figure, rest)) = figures::digits(text)? else { return Ok(None) };
        if let Some((under, after)) = rest.strip_prefix('/').and_then(|rest| figures::digits(rest).ok().flatten())
            && figure.decimals == 0
            && under.decimals == 0
            && !figure.grouped
        {
            let fraction = Figure::fraction(figure.mantissa, under.mantissa);
            let fraction = fraction.ok_or_else(|| LiteralFault::NotANumber(text.to_owned()))?;
            return self.finish(fraction, after).map(Some);
        }
        let fault = match self.finish(figure, rest) {
            Ok(end) => return Ok(Some(end)),
            Err(fault) => fault,
        };
        if self.language == Language::Zh
            && let Some((figure, rest)) = figures::compound(text)
            && let Ok(unit) = self.unit_alone(rest)
        {
            return Ok(Some(End::new(figure, 0, unit, None)));
        }
        Err(fault)
    }

    /// What stands behind a number: hedge, scale word, hedge, unit.
    fn finish(&self, figure: Figure, rest: &str) -> Result<End, LiteralFault> {
        let (rest, first) = strip_inner(self.language, rest);
        if let Ok(unit) = self.unit_alone(rest) {
            return Ok(End::new(figure, 0, unit, first));
        }
        let mut unknown = rest;
        for (word, power) in self.scales(&figure) {
            let Some(after) = strip_head(rest, word) else { continue };
            let (after, second) = strip_inner(self.language, after);
            if let Ok(unit) = self.unit_alone(after) {
                return Ok(End::new(figure, *power, unit, first.or(second)));
            }
            unknown = after;
        }
        Err(self.unit_fault(unknown))
    }

    /// Scale words that may follow a number. After number words only those that are no part of them.
    fn scales(&self, figure: &Figure) -> impl Iterator<Item = &'static (&'static str, u32)> + use<> {
        let known = match self.language {
            Language::Zh => ZH_SCALES,
            Language::En => EN_SCALES,
        };
        // 两亿零三百 is not followed by 万: that 万 belongs to its last part.
        let small = figure.mantissa < Decimal::from(10_000);
        let style = figure.style;
        let allowed = move |word: &str| match style {
            Style::Digits => true,
            Style::Words => small && matches!(word, "万" | "亿" | "万亿"),
            Style::Fraction => false,
        };
        known.iter().filter(move |(word, _)| allowed(word))
    }

    fn unit_alone(&self, text: &str) -> Result<UnitIds, LiteralFault> {
        let text = text.trim_start();
        // "a 10-day period" joins number and unit by a hyphen.
        let joined = text.strip_prefix('-').filter(|rest| rest.starts_with(|next: char| next.is_ascii_alphabetic()));
        let text = joined.filter(|_| self.language == Language::En).unwrap_or(text);
        self.lexicon.unit(self.language, text).ok_or(LiteralFault::Empty)
    }

    fn unit_fault(&self, rest: &str) -> LiteralFault {
        let rest = rest.trim();
        let mut before = ' ';
        for sign in rest.chars() {
            // The 2 of km2 belongs to its unit; any other digit is a second number.
            if sign.is_ascii_digit() && !before.is_ascii_alphabetic() {
                return LiteralFault::TwoNumbers(rest.to_owned());
            }
            before = sign;
        }
        let second_word = self.language == Language::En && en_words::number(rest).is_some();
        match second_word {
            true => LiteralFault::TwoNumbers(rest.to_owned()),
            false => LiteralFault::UnknownUnit { unit: rest.to_owned(), suggestion: None },
        }
    }
}
