//! Formulas of TeX as the signs that they stand for: 40^{\\circ} is 40°. What goes beyond signs stays as it is.

use std::borrow::Cow;

const SIGNS: [(&str, &str); 22] = [
    ("^{\\circ}", "°"),
    ("^\\circ", "°"),
    ("{}^{\\circ}", "°"),
    ("\\circ", "°"),
    ("\\sim", "～"),
    ("\\times", "×"),
    ("\\%", "%"),
    ("\\geqslant", "≥"),
    ("\\leqslant", "≤"),
    ("\\geq", "≥"),
    ("\\leq", "≤"),
    ("\\ge", "≥"),
    ("\\le", "≤"),
    ("\\pm", "±"),
    ("\\cdot", "·"),
    ("\\mu", "μ"),
    ("^{2}", "²"),
    ("^2", "²"),
    ("^{3}", "³"),
    ("^3", "³"),
    ("\\mathrm", ""),
    ("\\text", ""),
];

/// A text with its formulas as plain signs.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.matches('$').count() < 2 || !text.contains(['\\', '^']) {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(text.len());
    for (index, part) in text.split('$').enumerate() {
        // What stands between two signs of money is a formula; the last part has no end.
        let formula = index % 2 == 1 && part.contains(['\\', '^']);
        if formula {
            told.push_str(&signs(part));
        } else {
            if index > 0 && (index % 2 == 1 || !told.ends_with(is_of_formula)) && !is_closed(text, index) {
                told.push('$');
            }
            told.push_str(part);
        }
    }
    Cow::Owned(told)
}

/// Whether the part before was a formula, whose closing sign this part begins behind.
fn is_closed(text: &str, index: usize) -> bool {
    index.is_multiple_of(2)
        && index > 0
        && text.split('$').nth(index - 1).is_some_and(|part| part.contains(['\\', '^']))
}

fn is_of_formula(sign: char) -> bool {
    matches!(sign, '°' | '′' | '″')
}

fn signs(formula: &str) -> String {
    let mut told = formula.to_owned();
    for (command, sign) in SIGNS {
        told = told.replace(command, sign);
    }
    let told = told.replace("''", "″").replace('\'', "′").replace(['{', '}'], "");
    // 40° 42′ 00″ ～ 41°: one literal has no spaces.
    let mut tight = String::with_capacity(told.len());
    let signs: Vec<char> = told.chars().collect();
    for (at, sign) in signs.iter().enumerate() {
        let beside = |other: Option<&char>| other.is_some_and(|other| matches!(other, '°' | '′' | '″' | '～'));
        let before = at.checked_sub(1).and_then(|before| signs.get(before));
        if *sign != ' ' || !(beside(before) || beside(signs.get(at + 1))) {
            tight.push(*sign);
        }
    }
    tight.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn formulas_become_signs_and_money_stays() {
        assert_eq!(
            plain("北纬 $40^{\\circ} 42' 00'' \\sim 41^{\\circ} 28' 58''$ ，东"),
            "北纬 40°42′00″～41°28′58″ ，东"
        );
        assert_eq!(plain("about $5 and $6"), "about $5 and $6");
        assert_eq!(plain("$10^{3}$"), "10³");
    }
}
