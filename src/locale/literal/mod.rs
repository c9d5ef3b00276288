//! Literals: a number as prose writes it, with its scale word, unit and hedge, in Chinese and in English.
//!
//! A literal is itself the format of the number: [`Literal`] keeps what it shows (decimals, grouping, words) beside
//! what it says. Nothing is looked up in the data here.

mod affix;
mod angles;
mod beside;
mod chinese;
mod en_words;
mod end;
mod english;
mod fault;
mod figures;
mod fit;
mod hedge;
mod hold;
mod lexicon;
mod plural;
mod quantity_words;
mod reader;
mod reformat;
mod share;
mod spelling;
mod suit;
mod token;
mod trail;
mod vocabulary;
mod writer;
mod zh_words;

/// What a Chinese numeral says: 三百零一, 二〇二五.
pub fn chinese_value(numeral: &str) -> Option<rust_decimal::Decimal> {
    zh_words::number(numeral)
}

#[cfg(test)]
mod reformat_tests;
#[cfg(test)]
mod tests;

pub use beside::{Beside, NO_HEDGES, beside, minus_beside};
pub use fault::LiteralFault;
pub use hedge::{Hedge, Tone, hedges, may_be_edge};
pub use hold::{Against, Given, Standing};
pub use lexicon::Lexicon;
pub use reader::scales;
pub use reformat::NewValue;
pub use trail::{Trail, Trails, ends_with_scale};
pub use writer::without_minus;

use crate::model::{Language, Missing, Qualifier, UnitExpr, UnitTable};
use rust_decimal::Decimal;

/// How the number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `2124.01`.
    Digits,
    /// 三百零一, thirty-six.
    Words,
    /// 三分之一, a third, 1/3.
    Fraction,
    /// 2.51:1.
    Ratio,
}

/// A literal, read. `203 million m³` has value 203000000, step 1000000, scale power 6, no decimals and unit `m3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The number with its scale word applied, in the literal's own unit; without a unit, in the fact's unit without
    /// its scale. The low end of a range; 0 when it is missing.
    pub value: Decimal,
    /// The high end of a range.
    pub high: Option<Decimal>,
    /// Parts and whole of a fraction word; `value` is then their quotient, which may be endless.
    pub fraction: Option<(Decimal, Decimal)>,
    /// The unit of the last written digit, scale applied; of a range the finer one. Zero for a fraction, which has no
    /// last digit and must lie in the fact's interval instead.
    pub step: Decimal,
    /// The same, with trailing zeros of a whole number not counted: 100 for 118,600.
    pub coarse_step: Decimal,
    /// Its unit, never scaled; `None` if it has none.
    pub unit: Option<UnitExpr>,
    /// Power of ten that words say: 4 for 万, 6 for million.
    pub scale_power: u32,
    /// Digits, words or fraction.
    pub style: Style,
    /// How it hedges, as facts say it.
    pub hedge: Option<Qualifier>,
    /// The same, and what that promises.
    pub tone: Option<Tone>,
    /// What stands between the colons of a ratio, each with the unit of its last digit; `fraction` holds the first two.
    pub terms: Vec<(Decimal, Decimal)>,
    /// Its unit is a measure word that counts anything: 个, 处, sites.
    pub counts_anything: bool,
    /// It says that there is no number and why: 待定, "not stated".
    pub missing: Option<Missing>,
    /// Decimals written, before the scale word.
    pub decimals: u32,
    /// Digits are grouped by commas or spaces.
    pub grouped: bool,
}

impl Literal {
    fn missing(missing: Missing) -> Self {
        Self {
            value: Decimal::ZERO,
            high: None,
            fraction: None,
            step: Decimal::ONE,
            coarse_step: Decimal::ONE,
            unit: None,
            scale_power: 0,
            style: Style::Words,
            hedge: None,
            tone: None,
            terms: Vec::new(),
            counts_anything: false,
            missing: Some(missing),
            decimals: 0,
            grouped: false,
        }
    }
}

/// Reads one literal. For many, prepare a [`Lexicon`].
///
/// # Errors
/// When the text is no number, has an unknown unit, or says two things at once.
pub fn parse(language: Language, text: &str, units: &UnitTable) -> Result<Literal, LiteralFault> {
    Lexicon::new(units).parse(language, text)
}
