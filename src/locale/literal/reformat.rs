//! Writes another value in the form that a literal has: its unit, scale word, decimals, separators, kind of digits or
//! number words, hedges, spaces. Only the number itself changes; what comes out is read back before it is believed.

use super::token::{Shape, Token, tokens};
use super::{Lexicon, Literal, Style, figures, spelling};
use crate::locale::number::{power_of_ten, round};
use crate::model::Language;
use rust_decimal::Decimal;

/// A value for a literal, in the literal's own unit and without its scale word, as [`Literal::value`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewValue {
    /// The value, or the low end of a range.
    pub value: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// No digit finer than this is shown; what the data support. `None`: as many as the literal has.
    pub finest: Option<Decimal>,
    /// Rounded to a multiple of this on purpose (`~100`).
    pub rounded_to: Option<Decimal>,
    /// Half to even instead of half up.
    pub half_even: bool,
}

impl NewValue {
    /// A single value, to be shown with the literal's own digits.
    pub fn new(value: Decimal) -> Self {
        Self { value, high: None, finest: None, rounded_to: None, half_even: false }
    }

    fn rounded(&self, value: Decimal, step: Decimal) -> Option<Decimal> {
        round(value, self.rounded_to.map_or(step, |coarse| coarse.max(step)), self.half_even)
    }

    /// The decimals to write, of those that stand there: fewer where the data do not support them.
    fn decimals(&self, written: u32, power: u32) -> u32 {
        let step = |decimals: u32| power_of_ten(power).map(|size| size * Decimal::new(1, decimals));
        let too_fine =
            |decimals: u32| matches!((self.finest, step(decimals)), (Some(finest), Some(step)) if step < finest);
        (0..=written).rev().find(|decimals| *decimals == 0 || !too_fine(*decimals)).unwrap_or(0)
    }
}

impl Lexicon {
    /// The literal `old` with another value, everything else kept. A number word stays one (六 → 七, six → seven); a
    /// word for one of something (`1 town`) gets its plural.
    ///
    /// `None` when that cannot be done: a fraction word, a range in place of a single number, a sign that the
    /// literal's words contradict, or a number that its words cannot hold.
    pub fn reformat(&self, language: Language, old: &str, new: &NewValue) -> Option<String> {
        let literal = self.parse(language, old).ok()?;
        if literal.to_be_determined || literal.fraction.is_some() || literal.high.is_some() != new.high.is_some() {
            return None;
        }
        let writer = Writer { language, old, literal: &literal, new, tokens: tokens(language, old) };
        let text = match new.high {
            Some(high) => writer.range(high),
            None => writer.angle().or_else(|| writer.single()).or_else(|| writer.compound()),
        }?;
        let text = self.with_number(language, text, &literal);
        self.is_right(language, &text, &literal, new).then_some(text)
    }

    /// Whether the text says the new value and is otherwise what it was.
    fn is_right(&self, language: Language, text: &str, old: &Literal, new: &NewValue) -> bool {
        let Ok(read) = self.parse(language, text) else { return false };
        let same = |value: Decimal, read: Decimal| {
            let step = new.rounded_to.map_or(old.step, |coarse| coarse.max(old.step));
            let step = new.finest.filter(|_| old.decimals > 0).map_or(step, |finest| finest.max(step) * Decimal::TEN);
            value.checked_sub(read).is_some_and(|gap| gap.abs() <= step)
        };
        let units = |literal: &Literal| literal.unit.as_ref().map(|unit| (unit.over.clone(), unit.under.clone()));
        let high = match (new.high, read.high) {
            (Some(value), Some(read)) => same(value, read),
            (None, None) => true,
            _ => false,
        };
        same(new.value, read.value)
            && high
            && units(&read) == units(old)
            && (read.hedge, read.style, read.scale_power) == (old.hedge, old.style, old.scale_power)
    }

    /// Town or towns: where the literal passes from one to many or back, the unit's word follows.
    fn with_number(&self, language: Language, text: String, old: &Literal) -> String {
        let unit = old.unit.as_ref().and_then(|unit| unit.over.as_ref()).and_then(|id| self.unit_def(id));
        let (Language::En, Some(unit)) = (language, unit) else { return text };
        let (Some(many), Ok(read)) = (&unit.plural, self.parse(language, &text)) else { return text };
        let one = &unit.symbol.en;
        match (old.value == Decimal::ONE, read.value == Decimal::ONE && read.high.is_none()) {
            (true, false) if text.ends_with(one.as_str()) => format!("{}{many}", &text[..text.len() - one.len()]),
            (false, true) if text.ends_with(many.as_str()) => format!("{}{one}", &text[..text.len() - many.len()]),
            _ => text,
        }
    }
}

struct Writer<'a> {
    language: Language,
    old: &'a str,
    literal: &'a Literal,
    new: &'a NewValue,
    tokens: Vec<Token>,
}

impl Writer<'_> {
    /// One number, with all around it kept.
    fn single(&self) -> Option<String> {
        let size = power_of_ten(self.literal.scale_power)?;
        let is_it = |token: &&Token| token.number.checked_mul(size) == Some(self.literal.value.abs());
        let token = self.tokens.iter().find(is_it)?;
        let number = self.number(token, self.new.value, self.literal.scale_power)?;
        self.replaced(token, &number, self.literal.value, self.number_value(token, self.new.value)?)
    }

    /// Both ends of a range, each with its own decimals.
    fn range(&self, high: Decimal) -> Option<String> {
        let old_high = self.literal.high?;
        let power = |token: &Token, value: Decimal| {
            if value.is_zero() && token.number.is_zero() {
                return Some(self.literal.scale_power);
            }
            (0..=16)
                .find(|power| power_of_ten(*power).and_then(|size| token.number.checked_mul(size)) == Some(value.abs()))
        };
        for (position, first) in self.tokens.iter().enumerate() {
            let Some(low_power) = power(first, self.literal.value) else { continue };
            for second in &self.tokens[position + 1..] {
                let Some(high_power) = power(second, old_high) else { continue };
                // A minus before the second end cannot be told from what joins the two.
                if (old_high < Decimal::ZERO) != (high < Decimal::ZERO) {
                    return None;
                }
                let upper = self.number(second, high, high_power)?;
                let tail = format!(
                    "{}{upper}{}",
                    &self.old[first.range.end..second.range.start],
                    &self.old[second.range.end..]
                );
                let lower = self.number(first, self.new.value, low_power)?;
                let head =
                    signed(self.language, &self.old[..first.range.start], first, self.literal.value, self.new.value)?;
                return Some(format!("{head}{lower}{tail}"));
            }
        }
        None
    }

    /// Degrees, minutes and seconds.
    fn angle(&self) -> Option<String> {
        let parts = &self.tokens;
        let is_angle = self.literal.unit.as_ref().is_some_and(|unit| unit.over.as_deref() == Some("deg"));
        if !is_angle
            || !(2..=3).contains(&parts.len())
            || (self.literal.value < Decimal::ZERO) != (self.new.value < Decimal::ZERO)
        {
            return None;
        }
        let sixty = Decimal::from(60);
        let last = parts.last()?;
        let per_degree = if parts.len() == 3 { Decimal::from(3600) } else { sixty };
        let smallest = self.new.value.abs().checked_mul(per_degree)?;
        let mut rest = round(smallest, Decimal::new(1, last.decimals()), self.new.half_even)?;
        let mut values = vec![rest % sixty];
        rest = (rest / sixty).trunc();
        if parts.len() == 3 {
            values.insert(0, rest % sixty);
            rest = (rest / sixty).trunc();
        }
        values.insert(0, rest);
        let mut text = self.old.to_owned();
        for (token, value) in parts.iter().zip(&values).rev() {
            let plain = token.write(self.language, *value, token.decimals())?;
            let width = token.whole_digits().min(2);
            let padding = width.saturating_sub(plain.chars().take_while(|sign| sign.is_ascii_digit()).count());
            text.replace_range(token.range.clone(), &format!("{}{plain}", "0".repeat(padding)));
        }
        Some(text)
    }

    /// 1亿2000万: two parts, of which one may go.
    fn compound(&self) -> Option<String> {
        let [first, second] = self.tokens.as_slice() else { return None };
        let plain = spelling::plain(&self.old[first.range.start..]);
        figures::compound(&plain)?;
        let between = self.old[first.range.end..second.range.start].trim();
        let large = [("万亿", 12), ("亿", 8), ("万", 4)].into_iter().find(|(word, _)| *word == between)?.1;
        let small = self.literal.scale_power;
        let count = round(self.new.value.abs(), power_of_ten(small)?, self.new.half_even)? / power_of_ten(small)?;
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

    /// The value of a token after rounding, scale word left out.
    fn number_value(&self, token: &Token, value: Decimal) -> Option<Decimal> {
        let power = self.literal.scale_power;
        let decimals = self.new.decimals(token.decimals(), power);
        self.new.rounded(value, power_of_ten(power)?.checked_mul(Decimal::new(1, decimals))?)
    }

    /// The number to write in a token's place, without a sign.
    fn number(&self, token: &Token, value: Decimal, power: u32) -> Option<String> {
        let decimals = self.new.decimals(token.decimals(), power);
        let size = power_of_ten(power)?;
        let rounded = self.new.rounded(value.abs(), size.checked_mul(Decimal::new(1, decimals))?)?;
        let mut mantissa = rounded.checked_div(size)?;
        mantissa.rescale(decimals);
        // A lone two before what it counts is 两.
        let counted = self.old[token.range.end..].starts_with(|next: char| next != '点');
        if matches!(token.shape, Shape::Chinese { digits: false })
            && mantissa == Decimal::TWO
            && (counted || self.old.len() == token.range.end)
        {
            return Some("两".to_owned());
        }
        token.write(self.language, mantissa, decimals)
    }

    fn replaced(&self, token: &Token, number: &str, old: Decimal, new: Decimal) -> Option<String> {
        let head = signed(self.language, &self.old[..token.range.start], token, old, new)?;
        Some(format!("{head}{number}{}", &self.old[token.range.end..]))
    }
}

/// What stands before a number, with its minus taken away or put in where the sign changes.
fn signed(language: Language, head: &str, token: &Token, old: Decimal, new: Decimal) -> Option<String> {
    let negative = |value: Decimal| value < Decimal::ZERO;
    match (negative(old), negative(new)) {
        (true, false) => {
            const MINUS: [&str; 11] =
                ["零下", "负", "minus ", "negative ", "Minus ", "Negative ", "-", "−", "－", "\u{2010}", "\u{2011}"];
            MINUS.iter().find_map(|minus| head.strip_suffix(minus)).map(str::to_owned)
        }
        (false, true) => {
            let minus = match (language, &token.shape) {
                (Language::Zh, Shape::Chinese { .. }) => "负",
                (Language::Zh, Shape::Digits { full_width: true, .. }) => "－",
                (Language::Zh, _) => "-",
                (Language::En, Shape::English { .. }) => "minus ",
                (Language::En, _) => "\u{2212}",
            };
            Some(format!("{head}{minus}"))
        }
        _ => Some(head.to_owned()),
    }
}

impl Literal {
    /// Whether the literal's unit and scale word suit a value: 万 holds up to 9999 of them, million up to 999, and of
    /// what is not zero something must be left. `value` counts as [`Literal::value`] does.
    pub fn suits(&self, language: Language, value: Decimal) -> bool {
        let Some(number) = power_of_ten(self.scale_power).and_then(|size| value.abs().checked_div(size)) else {
            return true;
        };
        let limit = match (language, self.scale_power) {
            (_, 0) => Decimal::MAX,
            (Language::Zh, _) => Decimal::from(10_000),
            (Language::En, _) => Decimal::ONE_THOUSAND,
        };
        let vanished = self.value.is_zero() && !value.is_zero() && self.style == Style::Digits;
        number < limit && !vanished
    }
}
