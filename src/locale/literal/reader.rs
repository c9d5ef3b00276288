//! Puts a literal together: hedges, range, sign, number, scale word, unit.

use super::affix::{bearing, bearing_behind, sign};
use super::end::{End, agree, connectors};
use super::figures::{self, Figure};
use super::hedge::{self, Tone, join, strip_head, strip_inner};
use super::lexicon::{Lexicon, UnitIds};
use super::spelling::plain;
use super::{Literal, LiteralFault, Style, en_words};
use crate::model::{Language, Missing};
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
const EN_SCALES: &[(&str, u32)] = &[
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("mn", 6),
    ("billion", 9),
    ("bn", 9),
    ("trillion", 12),
    ("tn", 12),
];

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
    let reader = Reader { lexicon, language, hedged: is_rough(hedge) };
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

pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    language: Language,
    /// A hedge stands around the number.
    hedged: bool,
}

impl Reader<'_> {
    fn literal(&self, text: &str, low: &End, high: Option<&End>, hedge: Option<Tone>) -> Result<Literal, LiteralFault> {
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
            hedge: hedge.map(Tone::qualifier),
            tone: hedge,
            terms: low.figure.terms.clone(),
            counts_anything: low.unit.anything,
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
            _ if let Some(figure) = figures::ratio(body) => Ok(End::new(figure, 0, UnitIds::default(), None)),
            Language::Zh => self.zh_end(body, self.hedged || is_rough(hedge)),
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

    /// A number that begins with a digit; `Ok(None)` if it does not.
    pub(super) fn figure_end(&self, text: &str) -> Result<Option<End>, LiteralFault> {
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
        let calendar = figure.decimals == 0 && is_calendar(self.language, &figure, rest);
        let fault = match self.finish(figure, rest) {
            Ok(_) if calendar => return Err(LiteralFault::Calendar(text.to_owned())),
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
    pub(super) fn finish(&self, figure: Figure, rest: &str) -> Result<End, LiteralFault> {
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
            Style::Fraction | Style::Ratio => false,
        };
        known.iter().filter(move |(word, _)| allowed(word))
    }

    pub(super) fn unit_alone(&self, text: &str) -> Result<UnitIds, LiteralFault> {
        let text = text.trim_start();
        // "a 10-day period" joins number and unit by a hyphen.
        let joined = text.strip_prefix('-').filter(|rest| rest.starts_with(|next: char| next.is_ascii_alphabetic()));
        let text = joined.filter(|_| self.language == Language::En).unwrap_or(text);
        self.lexicon.unit(self.language, text).ok_or(LiteralFault::Empty)
    }

    pub(super) fn unit_fault(&self, rest: &str) -> LiteralFault {
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

/// Whether a hedge makes a bare power of ten a number: 近百处. The 千亩以上 of 千亩以上灌区 is a class.
fn is_rough(hedge: Option<Tone>) -> bool {
    hedge.is_some_and(|tone| !matches!(tone, Tone::AtLeast | Tone::AtMost))
}

/// 3月 and 5日 are a month and a day of the calendar, no spans of time.
fn is_calendar(language: Language, figure: &Figure, rest: &str) -> bool {
    let last = match rest {
        "月" => 12,
        "日" => 31,
        _ => return false,
    };
    language == Language::Zh && figure.mantissa <= Decimal::from(last)
}
