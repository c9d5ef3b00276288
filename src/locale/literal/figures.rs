//! Numbers written in digits: separators, decimals, degrees with minutes and seconds, Chinese 1亿2000万.

use super::{LiteralFault, Style};
use crate::locale::number::{power_of_ten, times_power};
use rust_decimal::Decimal;

/// A number as read, before scale word, sign and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// Without sign; keeps its decimals.
    pub(super) mantissa: Decimal,
    /// Power of ten already said by the number's own words.
    pub(super) power: u32,
    /// Unit of the last digit, before any power.
    pub(super) step: Decimal,
    pub(super) decimals: u32,
    pub(super) grouped: bool,
    pub(super) style: Style,
    pub(super) fraction: Option<(Decimal, Decimal)>,
    /// How far a number reaches that is rough by itself, before any power: 90 for 几十.
    pub(super) span: Option<Decimal>,
    /// What stands on each side of the colons of a ratio, with the unit of its last digit: 2.51:1.
    pub(super) terms: Vec<(Decimal, Decimal)>,
}

impl Figure {
    pub(super) fn whole(mantissa: Decimal, style: Style) -> Self {
        Self {
            mantissa,
            power: 0,
            step: Decimal::ONE,
            decimals: 0,
            grouped: false,
            style,
            fraction: None,
            span: None,
            terms: Vec::new(),
        }
    }

    pub(super) fn decimal(mantissa: Decimal, style: Style) -> Self {
        let decimals = mantissa.scale();
        Self { step: Decimal::new(1, decimals), decimals, ..Self::whole(mantissa, style) }
    }

    /// Times ten to a power; below zero the digits move behind the point.
    pub(super) fn raised(self, power: i32) -> Option<Self> {
        let digits = power.unsigned_abs();
        if power >= 0 {
            return Some(Self { power: digits, ..self });
        }
        let moved = Decimal::try_from_i128_with_scale(self.mantissa.mantissa(), self.decimals + digits).ok()?;
        Some(Self { grouped: self.grouped, ..Self::decimal(moved, self.style) })
    }

    /// `over` of `under` parts; it has no last digit, so its step is zero. `None` for no parts.
    pub(super) fn fraction(over: Decimal, under: Decimal) -> Option<Self> {
        let mantissa = over.checked_div(under)?;
        Some(Self { step: Decimal::ZERO, fraction: Some((over, under)), ..Self::whole(mantissa, Style::Fraction) })
    }
}

/// Digits at the start, with separators and decimals; `Ok(None)` if there are none. The rest is returned as written.
pub(super) fn digits(text: &str) -> Result<Option<(Figure, &str)>, LiteralFault> {
    if text.starts_with('.') && text[1..].starts_with(|next: char| next.is_ascii_digit()) {
        return Err(LiteralFault::NoLeadingZero(text.to_owned()));
    }
    let first = leading_digits(text);
    if first == 0 {
        return Ok(None);
    }
    let mut plain = text[..first].to_owned();
    let mut rest = &text[first..];
    let mut separator = None;
    while let Some(group) = next_group(text, &plain, rest, separator)? {
        separator = rest.chars().next();
        plain.push_str(group);
        rest = &rest[1 + group.len()..];
    }
    if let Some(after) = rest.strip_prefix('.') {
        let decimals = leading_digits(after);
        if decimals == 0 || after[decimals..].starts_with('.') {
            return Err(LiteralFault::NotANumber(text.to_owned()));
        }
        plain.push('.');
        plain.push_str(&after[..decimals]);
        rest = &after[decimals..];
    }
    let too_large = || LiteralFault::TooLarge(text.to_owned());
    let mantissa = Decimal::from_str_exact(&plain).map_err(|_| too_large())?;
    let figure = Figure { grouped: separator.is_some(), ..Figure::decimal(mantissa, Style::Digits) };
    let exponent = match power(rest) {
        Some(_) if mantissa != Decimal::TEN || figure.decimals > 0 => {
            return Err(LiteralFault::NotANumber(text.to_owned()));
        }
        Some((power, rest)) => Some((Figure::whole(Decimal::ONE, Style::Digits), power, rest)),
        None => times_ten(rest).map(|(power, rest)| (figure.clone(), power, rest)),
    };
    Ok(Some(match exponent {
        Some((figure, power, rest)) => (figure.raised(power).ok_or_else(too_large)?, rest),
        None => (figure, rest),
    }))
}

/// An exponent: the ⁸ of 10⁸, the ⁻⁵ of 10⁻⁵, the ^6 of 10^6.
fn power(text: &str) -> Option<(i32, &str)> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let typed = text.strip_prefix('^');
    let body = typed.unwrap_or(text);
    let minus = if typed.is_some() { '-' } else { '⁻' };
    let (negative, body) = body.strip_prefix(minus).map_or((false, body), |body| (true, body));
    let place = |sign: char| match typed {
        Some(_) => sign.to_digit(10),
        None => RAISED.iter().position(|raised| *raised == sign).and_then(|place| u32::try_from(place).ok()),
    };
    let length: usize = body.chars().take_while(|sign| place(*sign).is_some()).map(char::len_utf8).sum();
    let power = body[..length].chars().filter_map(place).take(3).fold(0, |power, digit| power * 10 + digit);
    let power = i32::try_from(power).ok().filter(|power| length > 0 && *power <= 18)?;
    Some((if negative { -power } else { power }, &body[length..]))
}

/// The ×10³ of 4.5×10³.
fn times_ten(text: &str) -> Option<(i32, &str)> {
    power(text.trim_start().strip_prefix('×')?.trim_start().strip_prefix("10")?)
}

/// Numbers parted by colons: 1:2.5, 24.1:35.5:40.4. `None` if the text holds anything else.
pub(super) fn ratio(text: &str) -> Option<Figure> {
    if !text.contains([':', '∶']) {
        return None;
    }
    let sides: Vec<Figure> = text
        .split([':', '∶'])
        .map(|side| digits(side.trim()).ok().flatten().filter(|(_, rest)| rest.is_empty()).map(|(figure, _)| figure))
        .collect::<Option<_>>()?;
    let (first, second) = (sides.first()?, sides.get(1)?);
    let figure = Figure::fraction(first.mantissa, second.mantissa)?;
    let terms = sides.iter().map(|side| (side.mantissa, side.step)).collect();
    Some(Figure { terms, style: Style::Ratio, ..figure })
}

/// A fraction of one character, with a whole number before it or without: ½, 1½.
pub(super) fn vulgar(text: &str) -> Option<(Figure, &str)> {
    const KNOWN: [(char, i64, i64); 15] = [
        ('½', 1, 2),
        ('⅓', 1, 3),
        ('⅔', 2, 3),
        ('¼', 1, 4),
        ('¾', 3, 4),
        ('⅕', 1, 5),
        ('⅖', 2, 5),
        ('⅗', 3, 5),
        ('⅘', 4, 5),
        ('⅙', 1, 6),
        ('⅚', 5, 6),
        ('⅛', 1, 8),
        ('⅜', 3, 8),
        ('⅝', 5, 8),
        ('⅞', 7, 8),
    ];
    let length = leading_digits(text);
    let sign = text[length..].chars().next()?;
    let (_, over, under) = KNOWN.into_iter().find(|(known, ..)| *known == sign)?;
    let whole = if length == 0 { Decimal::ZERO } else { Decimal::from_str_exact(&text[..length]).ok()? };
    let (over, under) = (Decimal::from(over), Decimal::from(under));
    let over = whole.checked_mul(under)?.checked_add(over)?;
    Some((Figure::fraction(over, under)?, &text[length + sign.len_utf8()..]))
}

/// The next three digits behind a separator. A comma must be followed by three; a space that is not, ends the number.
fn next_group<'a>(
    text: &str,
    plain: &str,
    rest: &'a str,
    separator: Option<char>,
) -> Result<Option<&'a str>, LiteralFault> {
    let wrong = || Err(LiteralFault::WrongGroups(text.to_owned()));
    let sign = match rest.chars().next() {
        Some('，') if rest['，'.len_utf8()..].starts_with(|next: char| next.is_ascii_digit()) => return wrong(),
        Some(sign @ (',' | ' ')) => sign,
        _ => return Ok(None),
    };
    let length = leading_digits(&rest[1..]);
    let fits =
        length == 3 && separator.is_none_or(|former| former == sign) && (separator.is_some() || plain.len() <= 3);
    match (fits, sign) {
        (true, _) => Ok(Some(&rest[1..4])),
        (false, ',') => wrong(),
        (false, _) => Ok(None),
    }
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `1亿2000万`, `3万5000`: two parts, the second smaller than the first's scale. Without a scale of its own the second
/// must have all its digits (`1万2` is colloquial for 12000 and refused).
pub(super) fn compound(text: &str) -> Option<(Figure, &str)> {
    let (first, rest) = digits(text).ok().flatten()?;
    let (power, rest) = large_scale(rest)?;
    let (second, after) = digits(rest).ok().flatten()?;
    let (own, after) = large_scale(after).unwrap_or((0, after));
    if first.decimals > 0 || own >= power || second.mantissa >= power_of_ten(power - own)? {
        return None;
    }
    if own == 0 && leading_digits(rest) != power as usize {
        return None;
    }
    let mantissa = times_power(first.mantissa, power - own)?.checked_add(second.mantissa)?;
    Some((Figure { power: own, ..Figure::decimal(mantissa, Style::Digits) }, after))
}

/// The power of ten of the first part of `1亿2000万`.
pub(super) fn compound_scale(text: &str) -> Option<u32> {
    compound(text)?;
    let (_, rest) = digits(text).ok().flatten()?;
    large_scale(rest).map(|(power, _)| power)
}

fn large_scale(text: &str) -> Option<(u32, &str)> {
    [("万亿", 12), ("亿", 8), ("万", 4)]
        .iter()
        .find_map(|(word, power)| text.strip_prefix(word).map(|rest| (*power, rest)))
}

/// Degrees, minutes and seconds at the start: `40°42′00″`, `40°`, `40度42分`; the value is in degrees. Not `36.1°C`.
pub(super) fn angle(text: &str) -> Option<(Figure, &str)> {
    const MARKS: [[&str; 2]; 3] = [["°", "度"], ["′", "分"], ["″", "秒"]];
    if !text.contains(['°', '度']) {
        return None;
    }
    let mut total = Decimal::ZERO;
    let mut under = Decimal::ONE;
    let mut rest = text;
    let mut step = None;
    for (level, marks) in MARKS.iter().enumerate() {
        let Some((figure, after)) = digits(rest.trim_start()).ok().flatten() else { break };
        let Some(after) = marks.iter().find_map(|mark| after.strip_prefix(mark)) else { break };
        if after.starts_with(['C', 'c', 'F']) || (level > 0 && figure.mantissa >= Decimal::from(60)) {
            return None;
        }
        total = total.checked_add(figure.mantissa.checked_div(under)?)?;
        step = figure.step.checked_div(under);
        under *= Decimal::from(60);
        rest = after;
        if figure.decimals > 0 {
            break;
        }
    }
    let step = step?;
    let only_degrees = under == Decimal::from(60);
    let decimals = if only_degrees { step.scale() } else { 0 };
    let total = if only_degrees { total } else { total.normalize() };
    Some((Figure { step, decimals, ..Figure::whole(total, Style::Digits) }, rest))
}
