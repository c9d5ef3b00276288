//! What every rule looks at: the report, the disagreements no finding excuses, and numbers put into words.

use super::disagreement::{self, Change, Disagreement};
use super::written::round_half_up;
use crate::diagnostic::{Arg, Message, RuleId, Span};
use crate::locale;
use crate::model::{
    Fact, Finding, Interval, Key, LANGUAGES, Language, Observation, Quantity, Report, Text, Tie, UnitExpr, ValueState,
};
use crate::prose::setting::{Line, Settings};
use crate::prose::{Passage, Passages, Reading};
use rust_decimal::Decimal;

/// What a rule looks at.
pub struct Context<'a> {
    /// The bound book.
    pub report: &'a Report,
    /// Its text as readers see it.
    pub(super) passages: Passages<'a>,
    /// What stands around its ties.
    pub(super) settings: Settings,
    /// Its text with gaps for what is tied.
    pub(super) untied: Passages<'a>,
    disagreements: Vec<Disagreement<'a>>,
}

impl<'a> Context<'a> {
    /// Lists the disagreements and passages of a report once for all rules.
    pub fn new(report: &'a Report) -> Self {
        let read = |reading| Passages::of(&report.project, reading);
        let shown = || {
            let passages = read(Reading::Shown);
            let settings = Settings::of(&report.project, &passages);
            (passages, settings)
        };
        let texts = || rayon::join(shown, || read(Reading::Untied));
        let (disagreements, ((passages, settings), untied)) = rayon::join(|| disagreement::all(report), texts);
        Self { report, passages, settings, untied, disagreements }
    }

    /// Takes it apart on several cores.
    pub(super) fn take_apart(self) {
        rayon::join(|| drop((self.passages, self.settings)), || drop(self.untied));
    }

    /// The passage of a line.
    pub(super) fn passage(&self, line: &Line) -> Option<&Passage<'a>> {
        self.passages.as_slice().get(line.passage)
    }

    /// The disagreements of a rule that no finding excuses.
    pub(super) fn standing(&self, rule: RuleId) -> impl Iterator<Item = &Disagreement<'a>> {
        self.disagreements.iter().filter(move |found| found.rule == rule && !self.excused(found))
    }

    fn excused(&self, found: &Disagreement<'_>) -> bool {
        let judged = |finding| disagreement::judge(finding, found, self.report);
        self.report.project.findings.iter().any(|finding| judged(finding).is_some_and(|changes| changes.is_empty()))
    }

    /// What a finding has wrong about each disagreement that it names.
    pub(super) fn judgements(&self, finding: &'a Finding) -> Vec<Vec<Change<'a>>> {
        self.disagreements.iter().filter_map(|found| disagreement::judge(finding, found, self.report)).collect()
    }

    /// The fact of an observation.
    pub(super) fn fact(&self, observation: &Observation) -> Option<&'a Fact> {
        self.report.project.facts.get(observation.fact)
    }

    /// A number of base units in a unit, rounded to `digits` decimals, as both languages write it.
    pub(super) fn number(&self, base: Decimal, unit: &UnitExpr, digits: u32) -> Arg {
        self.written(shown(base, unit, digits), unit)
    }

    /// A number as it stands in the data, with its digits and unit, as both languages write it.
    pub(super) fn written(&self, value: Decimal, unit: &UnitExpr) -> Arg {
        let Text { zh, en } =
            Text::build(|language| locale::format_quantity(language, value, unit, &self.report.project.units));
        Arg::Both { zh, en }
    }

    /// A number as one language writes it, for literals to copy.
    pub(super) fn literal(&self, language: Language, value: Decimal, unit: &UnitExpr) -> String {
        locale::format_quantity(language, value, unit, &self.report.project.units)
    }

    /// An observation's value: as stated where it is, else what its formula gives.
    pub(super) fn value(&self, observation: &Observation) -> Arg {
        match (&observation.stated, observation.value()) {
            (ValueState::Given(value), Some(quantity)) => self.written(*value, &quantity.unit),
            (_, Some(quantity)) => self.nominal(quantity),
            (_, None) => Message::new("word.to-be-determined").into(),
        }
    }

    /// A quantity's best value, rounded to what can be read.
    pub(super) fn nominal(&self, quantity: &Quantity) -> Arg {
        self.number(quantity.nominal, &quantity.unit, digits(quantity))
    }

    /// Where a quantity's true value lies: one value, two ends, or one end.
    pub(super) fn interval(&self, quantity: &Quantity) -> Arg {
        let end = |value| self.number(value, &quantity.unit, digits(quantity) + 1);
        match quantity.interval {
            Interval { low: Some(low), high: Some(high) } if low == high => end(low),
            Interval { low: Some(low), high: Some(high) } => {
                Message::new("interval.between").with("low", end(low)).with("high", end(high)).into()
            }
            Interval { low: Some(low), high: None } => Message::new("interval.from").with("low", end(low)).into(),
            Interval { low: None, high: Some(high) } => Message::new("interval.to").with("high", end(high)).into(),
            Interval { low: None, high: None } => Message::new("interval.any").into(),
        }
    }

    /// A computed value, with its interval in brackets where that says more than the value.
    pub(super) fn computed(&self, quantity: &Quantity) -> Arg {
        let digits = digits(quantity) + 1;
        let ends = [quantity.interval.low, quantity.interval.high]
            .map(|end| end.map(|end| shown(end, &quantity.unit, digits)));
        if ends[0].is_some() && ends[0] == ends[1] {
            return self.nominal(quantity);
        }
        let interval = self.interval(quantity);
        Message::new("interval.around").with("value", self.nominal(quantity)).with("interval", interval).into()
    }

    /// How far two quantities are apart, in the unit of the first; percentages in percentage points.
    pub(super) fn gap(&self, stated: &Quantity, computed: &Quantity) -> Arg {
        let gap = (stated.nominal - computed.nominal).abs();
        let digits = gap_digits(stated.unit.from_base(gap).unwrap_or(gap));
        if !stated.unit.is_dimensionless() {
            return self.number(gap, &stated.unit, digits);
        }
        let value = shown(gap, &stated.unit, digits);
        let [zh, en] = LANGUAGES.map(|language| locale::format_number(language, value));
        let number = Arg::Both { zh, en };
        if stated.unit.written == "%" {
            Message::new("percentage-points").with("number", number).into()
        } else {
            number
        }
    }

    /// A tie's value in the form that its literal has: in the literal's own unit, a pure number beside a `%` as a percentage.
    pub(super) fn like_literal(&self, value: &Quantity, tie: &Tie) -> Quantity {
        let units = &self.report.project.units;
        let literal = tie.literal.value.as_str();
        let own = locale::literal::parse(tie.language, literal, units).ok().and_then(|literal| literal.unit);
        let percent = || literal.contains(['%', '％']).then(|| units.parse("%")).flatten();
        // A scale of the same unit is chosen as always: 186.3 in `1e8 yuan` is CNY 18.63 billion.
        let bare = |unit: &UnitExpr| unit.written.rsplit(' ').next().map(str::to_owned);
        let own = own.filter(|own| bare(own) != bare(&value.unit));
        own.or_else(percent).map_or_else(|| value.clone(), |unit| in_unit(value, &unit))
    }

    /// The data lines of keys, each with its value, as other places of a fault.
    pub(super) fn lines(&self, keys: &[Key]) -> Vec<(Span, Message)> {
        keys.iter().filter_map(|key| self.report.observations.get(key)).map(|found| self.line(found)).collect()
    }

    /// The data line of an observation, with its value.
    pub(super) fn line(&self, observation: &Observation) -> (Span, Message) {
        let message =
            Message::new("data-line").with("key", observation.key.to_string()).with("value", self.value(observation));
        (observation.span, message)
    }
}

/// Decimals that make a difference readable.
fn gap_digits(gap: Decimal) -> u32 {
    match gap {
        gap if gap >= Decimal::ONE => 2,
        gap if gap >= Decimal::new(1, 2) => 4,
        _ => 8,
    }
}

/// The quantity in another unit of its kind.
pub(super) fn in_unit(quantity: &Quantity, unit: &UnitExpr) -> Quantity {
    let unit = if quantity.unit.same_dimension(unit) { unit } else { &quantity.unit };
    Quantity { unit: unit.clone(), ..quantity.clone() }
}

/// A number of base units in a unit, rounded, without trailing zeros.
fn shown(base: Decimal, unit: &UnitExpr, digits: u32) -> Decimal {
    round_half_up(unit.from_base(base).unwrap_or(base), digits).normalize()
}

/// Decimals that make a computed value readable in its unit: about four figures that count.
fn digits(quantity: &Quantity) -> u32 {
    let value = quantity.unit.from_base(quantity.nominal).unwrap_or(quantity.nominal).abs();
    match value {
        value if value >= Decimal::from(1000) => 2,
        value if value >= Decimal::ONE => 3,
        value if value >= Decimal::new(1, 2) => 5,
        _ => 8,
    }
}
