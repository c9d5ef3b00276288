//! Whether a literal is true of a value: rounding for a plain number, a tolerance for fraction words, a promise for a
//! hedge.
//!
//! X is what the literal says, v the value, u the unit of the last digit of X that is not zero. 600多 wants X < v < X+u,
//! 超过600 v > X, 近600 0.9 X <= v < X, 约600 v within half of u and within a tenth of X, 600以上 v >= X.

use super::hedge::Tone;
use super::{Literal, Style};
use crate::locale::number::agrees;
use crate::model::{Interval, Qualifier};
use rust_decimal::Decimal;

/// What a literal is held against, in the literal's own unit.
#[derive(Debug, Clone, Copy)]
pub struct Against {
    /// The value.
    pub value: Decimal,
    /// Where its true value lies.
    pub interval: Interval,
    /// It is a pure number: a share, a multiple.
    pub share: bool,
    /// It is rounded to a multiple of this on purpose.
    pub rounded_to: Option<Decimal>,
    /// Under which hedges equality is right.
    pub given: Given,
}

/// How the data themselves hedge a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Given {
    /// Not at all.
    #[default]
    Flat,
    /// As a plan may be: an equal number may be hedged.
    Planned,
    /// In this direction: an equal number may be hedged, and one hedged likewise is the same number.
    As(Qualifier),
}

impl Given {
    /// Whether an equal number may be hedged at all. Two hedges that exclude each other are `hedge-differs`.
    fn allows_equal(self) -> bool {
        self != Self::Flat
    }

    /// Whether a hedge bounds a number as the data do. The plan says "under 0.3"; "under 0.4" follows from it, and is
    /// not what the plan says: the number is repeated.
    pub fn repeats(self, tone: Tone) -> bool {
        tone.is_bound() && self == Self::As(tone.qualifier())
    }
}

/// How a literal stands to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is true.
    Holds,
    /// It is true, and the hedge says much less than the value does.
    Loose,
    /// It is false.
    Differs,
}

impl Standing {
    fn of(holds: bool, loose: bool) -> Self {
        match (holds, loose) {
            (false, _) => Self::Differs,
            (true, true) => Self::Loose,
            (true, false) => Self::Holds,
        }
    }
}

impl Literal {
    /// The unit of the last digit that is not zero.
    pub fn last_digit(&self) -> Decimal {
        let plain = self.value.normalize();
        if plain.scale() > 0 && self.coarse_step <= Decimal::ONE {
            return Decimal::new(1, plain.scale());
        }
        self.coarse_step
    }

    /// Whether the literal, hedged by its own words or by `tone`, is true of a value. The low end of a range.
    pub fn stands(&self, tone: Option<Tone>, against: &Against) -> Standing {
        let tone = tone.or(self.tone);
        if self.style == Style::Ratio {
            return Standing::of(self.ratio_holds(against.value), false);
        }
        if let Some((over, under)) = self.fraction {
            return over.checked_div(under).map_or(Standing::Differs, |part| self.part(part, tone, against));
        }
        // A number that is rounded on purpose has no digits below its step.
        let finer = |step: Decimal| self.value.checked_rem(step).is_none_or(|rest| !rest.is_zero());
        if against.rounded_to.is_some_and(finer) {
            return Standing::Differs;
        }
        let step = against.rounded_to.map_or(self.step, |coarse| coarse.max(self.step));
        let equal = agrees(against.value, self.value, step);
        match tone {
            None => Standing::of(equal, false),
            Some(_) if equal && against.given.allows_equal() => Standing::Holds,
            Some(tone) if against.given.repeats(tone) => {
                Standing::of(agrees(against.value, self.value, self.last_digit()), false)
            }
            Some(tone) => self.hedged(tone, equal, against),
        }
    }

    fn hedged(&self, tone: Tone, equal: bool, against: &Against) -> Standing {
        let (x, v) = (self.value, against.value);
        let u = against.rounded_to.unwrap_or_else(|| self.last_digit());
        let counted = x.fract().is_zero() && x.abs() < Decimal::TEN && self.unit.is_none();
        let [up, down] = [Decimal::new(125, 2), Decimal::new(75, 2)].map(|factor| x.checked_mul(factor));
        match tone {
            Tone::About => {
                let gap = (v - x).abs();
                let near = (u / Decimal::TWO).min(x.abs() / Decimal::TEN).max(self.step / Decimal::TWO);
                let coarse = against.rounded_to.is_some_and(|step| step > v.abs() / Decimal::TEN);
                Standing::of(equal || gap <= near, coarse && !counted)
            }
            Tone::Nearly => {
                let (x, v) = (x.abs(), v.abs());
                Standing::of(v < x && v >= x * Decimal::new(9, 1), false)
            }
            Tone::Odd => {
                let (x, v) = (x.abs(), v.abs());
                Standing::of(v > x && x.checked_add(u).is_some_and(|end| v < end), false)
            }
            Tone::Over => Standing::of(v > x, !counted && up.is_some_and(|up| x > Decimal::ZERO && v >= up)),
            Tone::Under => Standing::of(v < x, !counted && down.is_some_and(|down| x > Decimal::ZERO && v <= down)),
            Tone::AtLeast => Standing::of(v >= x, false),
            Tone::AtMost => Standing::of(v <= x, false),
        }
    }

    /// Fraction words: a third, 三成.
    fn part(&self, part: Decimal, tone: Option<Tone>, against: &Against) -> Standing {
        let v = against.value;
        let gap = (v - part).abs();
        // A point of a share; where more is not known, what the data know.
        let within = |points: i64| against.share && gap <= Decimal::new(points, 2) || against.interval.contains(part);
        let half = self.fraction.is_some_and(|(over, under)| over * Decimal::TWO == under);
        let Some(tone) = tone else { return Standing::of(within(1), false) };
        if within(1) && against.given.allows_equal() {
            return Standing::Holds;
        }
        let tenth = self.fraction.map_or(Decimal::ONE, |(_, under)| Decimal::ONE / under);
        match tone {
            Tone::About => Standing::of(within(2), false),
            Tone::Nearly => Standing::of(v < part && (v >= part * Decimal::new(9, 1) || within(2)), false),
            Tone::Odd => Standing::of(v > part && v < part + tenth, false),
            Tone::Over => Standing::of(v > part, !half && v >= part * Decimal::new(125, 2)),
            Tone::AtLeast => Standing::of(v >= part, false),
            Tone::Under => Standing::of(v < part, v <= part * Decimal::new(75, 2)),
            Tone::AtMost => Standing::of(v <= part, false),
        }
    }

    /// 2.51:1 is true of what its sides, each to its last digit, can come to. A one without decimals is exact.
    pub(super) fn ratio_holds(&self, value: Decimal) -> bool {
        let [first, second] = self.terms.as_slice() else { return false };
        let ends = |(term, step): &(Decimal, Decimal)| {
            let half =
                if *term == Decimal::ONE && *step == Decimal::ONE { Decimal::ZERO } else { *step / Decimal::TWO };
            (*term - half, *term + half)
        };
        let ((low, high), (least, most)) = (ends(first), ends(second));
        let bounds = low.checked_div(most).zip(high.checked_div(least));
        least > Decimal::ZERO && bounds.is_some_and(|(low, high)| low <= value && value <= high)
    }
}

#[cfg(test)]
mod tests {
    use super::{Against, Given, Standing};
    use crate::locale::built_in_units;
    use crate::locale::literal::{Lexicon, Tone, beside};
    use crate::model::{Interval, Language, Qualifier, Quantity};
    use Language::{En, Zh};
    use Standing::{Differs, Holds, Loose};
    use rust_decimal::Decimal;

    fn standing(language: Language, text: &str, tone: Option<Tone>, value: &str, unit: &str, given: Given) -> Standing {
        let units = built_in_units();
        let literal = Lexicon::new(&units).parse(language, text).expect(text);
        let unit = units.parse(unit).expect(unit);
        let value: Decimal = value.parse().expect(value);
        let half = unit.to_base(Decimal::new(5, value.scale() + 1)).expect("small");
        let nominal = unit.to_base(value).expect("small");
        let interval = Interval { low: Some(nominal - half), high: Some(nominal + half) };
        let quantity = Quantity { nominal, interval, unit };
        let factor = literal.factor(&quantity.unit, false).expect("of one kind");
        literal.stands(tone, &Against { given, ..Against::new(&quantity, factor).expect("small") })
    }

    #[test]
    fn what_hedges_promise() {
        for (language, text, value, unit, expected) in [
            (Zh, "600多亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "600多亿元", "600", "1e8 yuan", Differs),
            (Zh, "600多亿元", "700", "1e8 yuan", Differs),
            (Zh, "超过600亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "超过600亿元", "600", "1e8 yuan", Differs),
            (Zh, "超过600亿元", "750", "1e8 yuan", Loose),
            (Zh, "不足800亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "不足900亿元", "609.91", "1e8 yuan", Loose),
            (Zh, "近650亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "近700亿元", "609.91", "1e8 yuan", Differs),
            (Zh, "近600亿元", "609.91", "1e8 yuan", Differs),
            (Zh, "约610亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "约600亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "约500亿元", "609.91", "1e8 yuan", Differs),
            (Zh, "600亿元以上", "600", "1e8 yuan", Holds),
            (Zh, "600亿元以上", "599.9", "1e8 yuan", Differs),
            (Zh, "不超过610亿元", "609.91", "1e8 yuan", Holds),
            (Zh, "十几处", "14", "mine", Holds),
            (Zh, "十几处", "20", "mine", Differs),
            (Zh, "数百处", "640", "mine", Holds),
            (Zh, "数百处", "1000", "mine", Differs),
            (Zh, "过半", "50.2", "%", Holds),
            (Zh, "过半", "50", "%", Differs),
            (Zh, "过半", "93", "%", Holds),
            (Zh, "三成", "30.9", "%", Holds),
            (Zh, "三成", "31.2", "%", Differs),
            (Zh, "近三成", "29", "%", Holds),
            (Zh, "约三成", "31.9", "%", Holds),
            (Zh, "三成多", "36", "%", Holds),
            (Zh, "三成多", "41", "%", Differs),
            (Zh, "四分之三", "0.75", "%", Differs),
            (En, "three quarters", "75", "%", Holds),
            (En, "a third", "0.34", "1", Holds),
            (En, "a third", "0.36", "1", Differs),
            (En, "over 300 days", "326", "d", Holds),
            (En, "almost three million", "2.979", "1e6 person", Holds),
            (En, "220,000-odd", "22.48", "1e4 person", Holds),
            (En, "more than half", "0.97", "1", Holds),
            (En, "over a third", "0.5", "1", Loose),
            (En, "2.51:1", "2.508", "1", Holds),
            (En, "2.51:1", "2.52", "1", Differs),
            (En, "1:2.5", "0.4", "1", Holds),
            (En, "1:2.5", "2.5", "1", Differs),
            (En, "2½ times", "2.5", "times", Holds),
            (En, "over five", "8", "times", Holds),
            (Zh, "−3.2%", "-3.2", "%", Holds),
            (Zh, "63亿度", "6300", "GWh", Holds),
            (Zh, "5度", "5", "degC", Holds),
        ] {
            assert_eq!(standing(language, text, None, value, unit, Given::Flat), expected, "{text} of {value} {unit}");
        }
    }

    #[test]
    fn what_the_data_hedge_alike_may_be_equal() {
        let over = Given::As(Qualifier::Over);
        assert_eq!(standing(Zh, "6000多亩", None, "6000", "mu", over), Holds);
        assert_eq!(standing(Zh, "近6000亩", None, "5000", "mu", over), Differs);
        assert_eq!(standing(Zh, "近6000亩", None, "6000", "mu", over), Holds);
        for (text, given, expected) in [
            ("小于0.3", Given::As(Qualifier::Under), Holds),
            ("小于0.4", Given::As(Qualifier::Under), Differs),
            ("小于0.4", Given::Planned, Loose),
            ("小于0.4", Given::Flat, Loose),
        ] {
            assert_eq!(standing(Zh, text, None, "0.3", "1", given), expected, "{text} {given:?}");
        }
        assert_eq!(standing(Zh, "6000多亩", None, "6001", "mu", over), Holds);
        assert_eq!(standing(Zh, "5000多亩", None, "6001", "mu", over), Differs);
        let found = beside(Zh, "面积不足", "，").expect("a hedge");
        assert_eq!(standing(Zh, "6000亩", Some(found.hedge.tone), "6000", "mu", Given::Flat), Differs);
    }

    #[test]
    fn counting_words_answer_for_themselves_or_for_anything() {
        let units = built_in_units();
        let lexicon = Lexicon::new(&units);
        for (language, text, unit, answers) in [
            (Zh, "104个镇", "town", true),
            (Zh, "104个镇", "village", false),
            (Zh, "104个", "village", true),
            (Zh, "104处", "mine", true),
            (Zh, "5条", "measure", true),
            (Zh, "153科", "species", false),
            (Zh, "104个镇", "item", true),
            (En, "104 towns", "town", true),
            (En, "104 towns", "village", false),
            (En, "104 sites", "mine", true),
            (En, "104", "village", true),
            (En, "629 a year", "item/year", true),
        ] {
            let literal = lexicon.parse(language, text).expect(text);
            let unit = units.parse(unit).expect(unit);
            assert_eq!(literal.factor(&unit, false).is_some(), answers, "{text} for {}", unit.written);
        }
    }
}
