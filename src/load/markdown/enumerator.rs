//! What a line of an enumeration begins with: （1）, 1）, 一、, ①, (a).

/// The kind of an enumeration, and the number in it.
pub(super) fn enumerator(line: &str) -> Option<(&'static str, u32)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let circled = u32::from(first).wrapping_sub(u32::from('①'));
    if circled < 20 {
        return Some(("circled", circled));
    }
    let (open, inner) = match line.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, line),
    };
    let end = inner.find(|sign: char| !(sign.is_ascii_alphanumeric() || HAN.contains(sign)))?;
    let (number, behind) = inner.split_at(end);
    let closing = behind.chars().next()?;
    let kind = match (open, closing) {
        (true, '）' | ')') => "brackets",
        (false, '）' | ')') => "bracket",
        (false, '、') => "comma",
        _ => return None,
    };
    Some((kind, value(number)?))
}

const HAN: &str = "一二三四五六七八九十";

/// 12, 十二, b.
fn value(number: &str) -> Option<u32> {
    if let Ok(value) = number.parse::<u32>() {
        return (value < 100).then_some(value);
    }
    let digit = |sign: char| HAN.chars().position(|known| known == sign).and_then(|at| u32::try_from(at + 1).ok());
    let signs: Vec<char> = number.chars().collect();
    match signs.as_slice() {
        [letter] if letter.is_ascii_lowercase() => Some(1000 + u32::from(*letter)),
        [one] => digit(*one),
        ['十', ones] => Some(10 + digit(*ones)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', ones] => Some(10 * digit(*tens)? + digit(*ones)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::enumerator;

    #[test]
    fn the_numbers_of_lines_are_read() {
        for (line, read) in [
            ("（1）草地", Some(("brackets", 1))),
            ("(12) grass", Some(("brackets", 12))),
            ("（十二）草地", Some(("brackets", 12))),
            ("2）林地", Some(("bracket", 2))),
            ("二、林地", Some(("comma", 2))),
            ("二十一、林地", Some(("comma", 21))),
            ("③水", Some(("circled", 2))),
            ("(b) wood", Some(("brackets", 1098))),
            ("（试行）", None),
            ("2021年", None),
            ("（2021）", None),
            ("林地、草地", None),
            ("", None),
        ] {
            assert_eq!(enumerator(line), read, "{line}");
        }
    }
}
