//! Spellings that mean the same: full-width digits, kinds of spaces, minus signs, superscripts, square signs.

/// The text in plain signs: one kind of space, digit, minus, prime and degree sign; superscripts after a letter as
/// digits, so `km²`, `km^2` and `㎢` are `km2`.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.trim().chars() {
        match sign {
            '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            // km^2 is km²; of 10^6 the exponent must not run into the digits.
            '^' if plain.ends_with(|last: char| last.is_ascii_alphabetic()) => {}
            _ if sign.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            '²' | '³' if plain.ends_with(|last: char| last.is_ascii_alphabetic()) => {
                plain.push(if sign == '²' { '2' } else { '3' });
            }
            '～' => plain.push('~'),
            // A full-width comma never groups digits; it stays to be refused.
            '，' => plain.push('，'),
            '\u{ff01}'..='\u{ff5e}' => plain.extend(char::from_u32(u32::from(sign) - 0xfee0)),
            '\u{2212}' | '\u{2010}' | '\u{2011}' => plain.push('-'),
            '㎡' => plain.push_str("m2"),
            '㎥' => plain.push_str("m3"),
            '㎢' => plain.push_str("km2"),
            '㎞' => plain.push_str("km"),
            '㎝' => plain.push_str("cm"),
            '㎜' => plain.push_str("mm"),
            '㎏' => plain.push_str("kg"),
            '℃' => plain.push_str("°C"),
            'º' | '˚' => plain.push('°'),
            '\'' | '\u{2019}' => prime(&mut plain),
            '′' => prime(&mut plain),
            '"' | '\u{201d}' => plain.push('″'),
            '﹪' => plain.push('%'),
            '⁄' | '∕' => plain.push('/'),
            '￥' => plain.push('¥'),
            _ => plain.push(sign),
        }
    }
    plain
}

/// Two single primes are a double one.
fn prime(plain: &mut String) {
    if plain.ends_with('′') {
        plain.pop();
        plain.push('″');
    } else {
        plain.push('′');
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn one_spelling_for_each() {
        for (text, expected) in [
            (" ２１２４．０１\u{a0}km² ", "2124.01 km2"),
            ("10³", "10³"),
            ("−36.1℃", "-36.1°C"),
            ("40°42'00''", "40°42′00″"),
            ("５０％", "50%"),
            ("2\u{2009}\u{2009}124", "2 124"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
