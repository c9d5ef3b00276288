//! Units of measurement: what a unit written in YAML means, in dimensions and a factor.
//!
//! A unit expression is an optional scale, a unit, and optional divisors: `km2`, `1e4 person`, `m3/person`, `%`.
//! Counting words (件, 处, 座 …) are units of the dimension `count`; a custom unit with `dimension: own` is a
//! dimension of its own. Base units: m, m2, m3, kg, s, degC, yuan, person, household, 1.
//! 1 mu = 1/15 ha (legal land units, GB 3100); it is kept as a fraction so that nothing is rounded.

use super::Text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

/// One known unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitDef {
    /// What YAML files write: `km2`.
    pub id: String,
    /// Exponents of base dimensions: `{length: 2}`; empty for a pure number.
    pub dimensions: BTreeMap<String, i8>,
    /// One of this unit in base units is `numerator / denominator`.
    pub numerator: Decimal,
    /// See `numerator`.
    pub denominator: Decimal,
    /// Symbol or name as printed after a number: 平方千米 / km².
    pub symbol: Text,
    /// Every spelling a literal may use, the symbol's own included; longest match wins.
    pub aliases: Text<Vec<String>>,
    /// Whether the English symbol is a word with a plural (`town`, `towns`); holds the plural.
    pub plural: Option<String>,
    /// Facts in this unit are exact counts unless scaled or qualified.
    pub counting: bool,
    /// In English a space stands between number and symbol (not before `%`).
    pub spaced: bool,
    /// In English the symbol stands before the number (`CNY 7.672 billion`).
    pub prefix: bool,
}

/// A unit as a fact writes it, resolved: a handle on its parts, since every quantity of a book carries one.
#[derive(Debug, Clone, Eq)]
pub struct UnitExpr(Arc<UnitParts>);

impl Deref for UnitExpr {
    type Target = UnitParts;
    fn deref(&self) -> &UnitParts {
        &self.0
    }
}

impl PartialEq for UnitExpr {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// What a unit is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitParts {
    /// As written: `1e4 person`; for a computed quantity without a name, a product of base units.
    pub written: String,
    /// Power of ten in front: 4 in `1e4 person`.
    pub scale: u32,
    /// Exponents of base dimensions.
    pub dimensions: BTreeMap<String, i8>,
    /// One of the whole expression (scale included) in base units is `numerator / denominator`.
    pub numerator: Decimal,
    /// See `numerator`.
    pub denominator: Decimal,
    /// Ids of the unit over the line, and of those under it, in order.
    pub over: Option<String>,
    /// Ids under the line.
    pub under: Vec<String>,
    /// What stands under the line, multiplied out: its dimensions and its factor (`numerator / denominator`).
    pub divisor: (BTreeMap<String, i8>, Decimal, Decimal),
}

impl UnitParts {
    /// The pure number.
    fn one() -> Self {
        Self {
            written: "1".to_owned(),
            scale: 0,
            dimensions: BTreeMap::new(),
            numerator: Decimal::ONE,
            denominator: Decimal::ONE,
            over: None,
            under: Vec::new(),
            divisor: (BTreeMap::new(), Decimal::ONE, Decimal::ONE),
        }
    }
}

impl UnitExpr {
    /// The pure number.
    pub fn one() -> Self {
        Self(Arc::new(UnitParts::one()))
    }

    /// The product of two units, or their quotient: what a computed quantity is shown in, without a name.
    #[must_use]
    pub fn combined(&self, other: &Self, divide: bool) -> Self {
        let mut parts = UnitParts { written: String::new(), ..UnitParts::one() };
        parts.dimensions.clone_from(&self.dimensions);
        for (dimension, exponent) in &other.dimensions {
            *parts.dimensions.entry(dimension.clone()).or_insert(0) += if divide { -exponent } else { *exponent };
        }
        parts.dimensions.retain(|_, exponent| *exponent != 0);
        Self(Arc::new(parts))
    }

    /// A number in this unit, in base units; `None` on overflow.
    pub fn to_base(&self, number: Decimal) -> Option<Decimal> {
        number.checked_mul(self.numerator)?.checked_div(self.denominator)
    }

    /// A number of base units in this unit; `None` on overflow.
    ///
    /// A factor such as 2000/3 (mu) has no finite inverse: the 25th significant digit and what follows are rounded
    /// away, so that a number comes back as it went.
    pub fn from_base(&self, number: Decimal) -> Option<Decimal> {
        to_figures(number.checked_mul(self.denominator)?.checked_div(self.numerator)?, 24)
    }

    /// Whether both measure the same kind of thing.
    pub fn same_dimension(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.dimensions == other.dimensions
    }

    /// Whether it is a pure number or a percentage.
    pub fn is_dimensionless(&self) -> bool {
        self.dimensions.is_empty()
    }
}

/// A number with so many significant figures, filled up with zeros as far as a decimal can hold them: the library's own
/// `round_sf` makes decimals that no other operation can take when a number is very small.
pub fn to_figures(number: Decimal, figures: u32) -> Option<Decimal> {
    let written = number.mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log + 1);
    if written > figures {
        return number.round_sf(figures);
    }
    let mut filled = number;
    filled.rescale((number.scale() + figures - written).min(Decimal::MAX_SCALE));
    Some(filled)
}

/// All units of a book: the built-in ones (`locale` supplies them) and those of `data/units.yaml`.
#[derive(Debug, Clone, Default)]
pub struct UnitTable {
    units: BTreeMap<String, UnitDef>,
}

impl UnitTable {
    /// Adds or replaces a unit.
    pub fn insert(&mut self, unit: UnitDef) {
        self.units.insert(unit.id.clone(), unit);
    }

    /// The unit of an id.
    pub fn get(&self, id: &str) -> Option<&UnitDef> {
        self.units.get(id)
    }

    /// All units by id.
    pub fn iter(&self) -> impl Iterator<Item = &UnitDef> {
        self.units.values()
    }

    /// Reads a unit expression, or a unit as Chinese texts spell it: 亿立方米. `None` if a part of it is unknown.
    pub fn parse(&self, written: &str) -> Option<UnitExpr> {
        self.parse_ids(written).or_else(|| self.parse_ids(&self.spelt(written)?))
    }

    /// What the data write for a unit that is spelt as texts do: `1e8 m3` for 亿立方米, `yuan/person` for 元/人.
    fn spelt(&self, written: &str) -> Option<String> {
        const SCALES: [(&str, u32); 5] = [("万亿", 12), ("千万", 7), ("百万", 6), ("亿", 8), ("万", 4)];
        let named = |name: &str| {
            let is_it = |unit: &&UnitDef| {
                let aliases = unit.aliases.zh.iter().chain(&unit.aliases.en).chain([&unit.symbol.zh, &unit.symbol.en]);
                !name.is_empty() && (unit.id == name || aliases.into_iter().any(|alias| alias == name))
            };
            self.units.values().find(is_it).map(|unit| unit.id.as_str())
        };
        let all = |text: &str| text.split('/').map(|part| named(part.trim())).collect::<Option<Vec<&str>>>();
        let whole = || all(written).map(|ids| ids.join("/"));
        let scaled = || {
            let (rest, power) = SCALES.iter().find_map(|(word, power)| Some((written.strip_prefix(word)?, power)))?;
            Some(format!("1e{power} {}", all(rest)?.join("/")))
        };
        whole().or_else(scaled)
    }

    /// What one of a compound is, each part with a scale of its own: `tce/1e4 yuan`. Dimensions, numerator, denominator.
    pub fn compound(&self, written: &str) -> Option<(BTreeMap<String, i8>, Decimal, Decimal)> {
        let mut parts = written.split('/').map(|part| self.parse(part.trim()));
        let first = parts.next()??;
        let (mut dimensions, mut up, mut down) = (first.dimensions.clone(), first.numerator, first.denominator);
        for part in parts {
            let part = part?;
            for (dimension, exponent) in &part.dimensions {
                *dimensions.entry(dimension.clone()).or_insert(0) -= exponent;
            }
            up = up.checked_mul(part.denominator)?;
            down = down.checked_mul(part.numerator)?;
        }
        dimensions.retain(|_, exponent| *exponent != 0);
        Some((dimensions, up, down))
    }

    /// Reads a unit expression made of ids.
    fn parse_ids(&self, written: &str) -> Option<UnitExpr> {
        let mut rest = written.trim();
        let mut scale = 0;
        if let Some((power, unit)) = rest.strip_prefix("1e").and_then(|after| after.split_once(' ')) {
            scale = power.parse::<u32>().ok().filter(|power| *power <= 18)?;
            rest = unit.trim();
        }
        let mut expression = UnitParts { written: written.trim().to_owned(), scale, ..UnitParts::one() };
        expression.numerator = Decimal::from(10u64.checked_pow(scale)?);
        for (position, part) in rest.split('/').enumerate() {
            if part == "1" && position == 0 {
                continue;
            }
            let unit = self.get(part)?;
            let sign = if position == 0 { 1 } else { -1 };
            for (dimension, exponent) in &unit.dimensions {
                *expression.dimensions.entry(dimension.clone()).or_insert(0) += sign * exponent;
            }
            let (up, down) = if position == 0 {
                expression.over = Some(part.to_owned());
                (unit.numerator, unit.denominator)
            } else {
                expression.under.push(part.to_owned());
                let (dimensions, up, down) = &mut expression.divisor;
                for (dimension, exponent) in &unit.dimensions {
                    *dimensions.entry(dimension.clone()).or_insert(0) += exponent;
                }
                *up = up.checked_mul(unit.numerator)?;
                *down = down.checked_mul(unit.denominator)?;
                (unit.denominator, unit.numerator)
            };
            expression.numerator = expression.numerator.checked_mul(up)?;
            expression.denominator = expression.denominator.checked_mul(down)?;
        }
        expression.dimensions.retain(|_, exponent| *exponent != 0);
        Some(UnitExpr(Arc::new(expression)))
    }
}

#[cfg(test)]
mod tests {
    use super::to_figures;
    use rust_decimal::Decimal;

    #[test]
    fn figures_never_leave_the_range_of_a_decimal() {
        for (number, figures, expected) in [
            ("1234.56", 3, "1230"),
            ("0.00123456", 2, "0.0012"),
            ("12", 4, "12.00"),
            ("0.00000000000001", 24, "0.0000000000000100000000000000"),
            ("0.0000000000000000000000000001", 24, "0.0000000000000000000000000001"),
            ("0", 4, "0"),
        ] {
            let found = to_figures(number.parse::<Decimal>().unwrap(), figures).unwrap();
            assert_eq!(found.normalize(), expected.parse::<Decimal>().unwrap().normalize(), "{number}");
            assert!(found.scale() <= 28 && found.checked_mul(Decimal::ONE).is_some(), "{number}");
        }
    }
}
