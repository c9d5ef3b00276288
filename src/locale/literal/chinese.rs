//! Reads a Chinese number with what stands behind it: shares, words, digits, and what is no plain number (十几, 翻两番).

use super::end::End;
use super::figures::Figure;
use super::hedge::join;
use super::lexicon::UnitIds;
use super::reader::Reader;
use super::{LiteralFault, Style, quantity_words, share, zh_words};
use rust_decimal::Decimal;

impl Reader<'_> {
    pub(super) fn zh_end(&self, text: &str, hedged: bool) -> Result<End, LiteralFault> {
        if let Some((under, over)) = text.split_once("分之") {
            return self.zh_fraction(text, under, over);
        }
        if let Some(end) = self.zh_share(text) {
            return Ok(end);
        }
        let plain = match self.figure_end(text) {
            Ok(Some(end)) => return Ok(end),
            Ok(None) => self.zh_words_end(text),
            Err(fault) => Err(fault),
        };
        plain.or_else(|fault| self.zh_other(text, hedged).ok_or(fault))
    }

    fn zh_share(&self, text: &str) -> Option<End> {
        let (figure, tone, rest) = share::chinese(text)?;
        let mut end = self.finish(figure, rest).ok()?;
        end.hedge = join(tone, end.hedge).ok()?;
        Some(end)
    }

    /// 十几亩, 百余户, 翻两番, 三个半月.
    fn zh_other(&self, text: &str, hedged: bool) -> Option<End> {
        if let Some(figure) = quantity_words::doubled(text) {
            return Some(End::new(figure, 0, UnitIds::only("times"), None));
        }
        if let Some((figure, unit)) = quantity_words::and_a_half(text)
            && let Ok(unit) = self.unit_alone(&unit).or_else(|fault| match unit.strip_prefix('个') {
                Some(unit) => self.unit_alone(unit),
                None => Err(fault),
            })
        {
            return Some(End::new(figure, 0, unit, None));
        }
        let (figure, tone, rest) = quantity_words::rough(text, hedged)?;
        let mut end = self.finish(figure, rest).ok()?;
        end.hedge = join(tone, end.hedge).ok()?;
        Some(end)
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
            "百" => Some(("%", 0)),
            "千" => Some(("permille", 0)),
            "万" => Some(("%", -2)),
            _ => None,
        };
        let mut end = match (under, over) {
            ("百", "百") => End::new(Figure::whole(Decimal::ONE_HUNDRED, Style::Words), 0, UnitIds::default(), None),
            _ => self.zh_end(over, false)?,
        };
        if let Some((id, moved)) = percent {
            if !end.unit.is_empty() || moved != 0 && (end.power() > 0 || end.figure.fraction.is_some()) {
                return Err(LiteralFault::TwoUnits(text.to_owned()));
            }
            if moved != 0 {
                end.figure = end.figure.raised(moved).ok_or_else(not_a_number)?;
            }
            end.unit = UnitIds::only(id);
            return Ok(end);
        }
        let parts = zh_words::number(under).filter(|parts| parts.scale() == 0).ok_or_else(not_a_number)?;
        if end.figure.decimals > 0 || end.power() > 0 || end.figure.fraction.is_some() {
            return Err(not_a_number());
        }
        end.figure = Figure::fraction(end.figure.mantissa, parts).ok_or_else(not_a_number)?;
        Ok(end)
    }
}
