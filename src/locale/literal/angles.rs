//! Writes degrees, minutes and seconds into the places of others: `40°42′00″`, `40°42′00″～41°28′58″`.

use super::reformat::NewValue;
use super::token::Token;
use super::writer::Writer;
use crate::locale::number::round;
use rust_decimal::Decimal;

impl Writer<'_> {
    /// One angle, or both ends of a range of angles.
    pub(super) fn angles(&self) -> Option<String> {
        let is_angle = self.literal.unit.as_ref().is_some_and(|unit| unit.over.as_deref() == Some("deg"));
        let ends = [Some((self.literal.value, self.new.value)), self.literal.high.zip(self.new.high)];
        // A bearing (北纬, S) says the sign, and no number can change it.
        let turned = ends.iter().flatten().any(|(old, new)| (*old < Decimal::ZERO) != (*new < Decimal::ZERO));
        // 零下三度 is read in words, and its 零 is no number.
        let in_digits = self.tokens.iter().all(|token| token.whole_digits() > 0);
        if !is_angle || turned || !in_digits {
            return None;
        }
        let (first, second) = match self.new.high {
            None => (self.tokens.as_slice(), None),
            Some(high) => {
                let (first, second) = self.tokens.split_at(self.tokens.len() / 2);
                (first, Some((second, high)))
            }
        };
        let mut text = self.old.to_owned();
        if let Some((tokens, high)) = second {
            self.put_angle(&mut text, tokens, high)?;
        }
        self.put_angle(&mut text, first, self.new.value)?;
        Some(text)
    }

    /// Writes an angle into its tokens, from the last to the first, so that the places before them hold.
    fn put_angle(&self, text: &mut String, tokens: &[Token], value: Decimal) -> Option<()> {
        for (token, part) in tokens.iter().zip(&parts(tokens, value, self.new)?).rev() {
            let plain = token.write(self.language, *part, token.decimals())?;
            let width = token.whole_digits().min(2);
            let padding = width.saturating_sub(plain.chars().take_while(|sign| sign.is_ascii_digit()).count());
            text.replace_range(token.range.clone(), &format!("{}{plain}", "0".repeat(padding)));
        }
        Some(())
    }
}

/// Degrees and minutes, or degrees, minutes and seconds: as many as there are tokens.
fn parts(tokens: &[Token], value: Decimal, new: &NewValue) -> Option<Vec<Decimal>> {
    let sixty = Decimal::from(60);
    let per_degree = match tokens.len() {
        2 => sixty,
        3 => Decimal::from(3600),
        _ => return None,
    };
    let smallest = value.abs().checked_mul(per_degree)?;
    let mut rest = round(smallest, Decimal::new(1, tokens.last()?.decimals()), new.half_even)?;
    let mut values = Vec::new();
    for _ in 1..tokens.len() {
        values.insert(0, rest % sixty);
        rest = (rest / sixty).trunc();
    }
    values.insert(0, rest);
    Some(values)
}
