//! Reads an English number with what stands behind it: digits with short scales, words, shares, multiples.

use super::end::End;
use super::figures::{self, Figure};
use super::hedge::strip_head;
use super::lexicon::UnitIds;
use super::reader::Reader;
use super::{LiteralFault, en_words, quantity_words, share};

/// Short for million beside a currency or a unit; a length otherwise.
const SHORT_MILLION: &str = "m";
/// Short scales that are read in one case only: 12k, 1.2M.
const CASED: [(&str, u32); 2] = [("k", 3), ("M", 6)];

impl Reader<'_> {
    /// Digits with `m` for million: CNY 2.4m, 30m yuan.
    pub(super) fn millions(&self, text: &str, prefixed: bool) -> Option<End> {
        // Most numbers have none: told before their digits are read.
        text.bytes().any(|byte| byte.eq_ignore_ascii_case(&b'm')).then_some(())?;
        let (figure, rest) = figures::digits(text).ok().flatten()?;
        let unit = self.unit_alone(strip_head(rest.trim_start(), SHORT_MILLION)?).ok()?;
        let money = unit.over.as_ref().is_some_and(|id| self.lexicon.unit_def(id).is_some_and(|unit| unit.prefix));
        (money || prefixed && unit.over.is_none()).then(|| End::new(figure, 6, unit, None))
    }

    pub(super) fn en_end(&self, text: &str) -> Result<End, LiteralFault> {
        let (text, below_zero) = match text.strip_suffix(" below zero") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut end = match self.figure_end(text) {
            _ if let Some((figure, rest)) = share::in_so_many(text) => self.finish(figure, rest)?,
            Ok(Some(end)) => end,
            Ok(None) => match quantity_words::english(text) {
                Some((figure, multiple, rest)) => self.multiple(figure, multiple, rest)?,
                None => match en_words::number(text) {
                    Some((figure, rest)) => self.finish(figure, rest)?,
                    None => return Err(LiteralFault::NotANumber(text.to_owned())),
                },
            },
            Err(fault) => self.shortened(text).ok_or(fault)?,
        };
        end.negative ^= below_zero;
        Ok(end)
    }

    /// What is said by a multiple (twofold) has no other unit.
    fn multiple(&self, figure: Figure, multiple: bool, rest: &str) -> Result<End, LiteralFault> {
        let mut end = self.finish(figure, rest)?;
        if multiple && end.unit.is_empty() {
            end.unit = UnitIds::only("times");
        }
        Ok(end)
    }

    /// Digits with a short scale or a rate: 12k, 1.38m ha, 350 per 100,000.
    fn shortened(&self, text: &str) -> Option<End> {
        let (figure, rest) = figures::digits(text).ok().flatten()?;
        if let Some(figure) = share::per_thousand(&figure, rest) {
            return Some(End::new(figure, 0, UnitIds::only("permille"), None));
        }
        let cased = CASED.iter().find_map(|(word, power)| {
            let rest = rest.strip_prefix(word).filter(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))?;
            Some(End::new(figure.clone(), *power, self.unit_alone(rest).ok()?, None))
        });
        let short = || {
            let unit = self.unit_alone(strip_head(rest, SHORT_MILLION)?).ok()?;
            unit.over.is_some().then(|| End::new(figure.clone(), 6, unit, None))
        };
        cased.or_else(short)
    }
}
