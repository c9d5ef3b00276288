//! The words of English units in one and many: town and towns, square kilometre and square kilometres.

use super::{Lexicon, Literal};
use crate::model::{Language, UnitDef};
use rust_decimal::Decimal;

impl Lexicon {
    /// Town or towns: where a literal passes from one to many or back, its unit's word follows.
    pub(super) fn with_number(&self, language: Language, text: String, old: &Literal) -> String {
        let unit = old.unit.as_ref().and_then(|unit| unit.over.as_ref()).and_then(|id| self.unit_def(id));
        let (Language::En, Some(unit), Ok(read)) = (language, unit, self.parse(language, &text)) else { return text };
        let is_one = read.value == Decimal::ONE && read.high.is_none();
        let was_one = old.value == Decimal::ONE && old.high.is_none();
        if is_one == was_one {
            return text;
        }
        let mut pairs = pairs(unit);
        pairs.sort_by_key(|(one, _)| std::cmp::Reverse(one.len()));
        let swapped = pairs.into_iter().find_map(|(one, many)| {
            let (from, to) = if is_one { (many, one) } else { (one, many) };
            replaced(&text, from, to)
        });
        swapped.unwrap_or(text)
    }
}

/// The names of a unit that are words, in one and many.
fn pairs(unit: &UnitDef) -> Vec<(&str, &str)> {
    let names = || unit.aliases.en.iter().chain([&unit.symbol.en]).map(String::as_str);
    let regular = names().flat_map(|one| names().map(move |many| (one, many))).filter(|(one, many)| adds_s(one, many));
    let own = unit.plural.as_deref().map(|many| (unit.symbol.en.as_str(), many));
    own.into_iter().chain(regular).collect()
}

/// Whether two names differ by the ending of one word, as kilometre and kilometres do.
fn adds_s(one: &str, many: &str) -> bool {
    let ends = |one: &str, many: &str| {
        let stem = one.strip_suffix('y').map(|stem| format!("{stem}ies"));
        // A symbol of one letter has no plural: s is a second, not many of nothing.
        one.len() > 2
            && (many == format!("{one}s") || many == format!("{one}es") || stem.is_some_and(|ies| many == ies))
    };
    let (one, many): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), many.split(' ').collect());
    let mut unlike = one.iter().zip(&many).filter(|(one, many)| one != many);
    one.len() == many.len() && unlike.next().is_some_and(|(one, many)| ends(one, many)) && unlike.next().is_none()
}

/// The text with its last word `from` replaced; `None` if it has none.
fn replaced(text: &str, from: &str, to: &str) -> Option<String> {
    let at = text.rfind(from)?;
    let (before, after) = (&text[..at], &text[at + from.len()..]);
    let inside = |next: Option<char>| next.is_some_and(char::is_alphabetic);
    let whole = !inside(before.chars().next_back()) && !inside(after.chars().next());
    whole.then(|| format!("{before}{to}{after}"))
}
