//! What a line of an enumeration begins with: （1）, 1）, 一、, ①, (a), •.

use crate::locale::chinese_digit;

/// Signs that word processors set before the entries of a list.
const BULLETS: &str = "•●○■□◆◇▪▫➢➤✓";

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Enumerator {
    kind: Kind,
    number: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Counts nothing.
    Bullet,
    Circled,
    /// （1）
    Brackets,
    /// 1）
    Bracket,
    /// 一、
    Comma,
}

impl Enumerator {
    /// Whether it goes on where another one stopped.
    pub(super) fn follows(self, before: Self) -> bool {
        self.kind == before.kind && (self.kind == Kind::Bullet || self.number == before.number + 1)
    }
}

/// Reads the beginning of a line.
pub(super) fn enumerator(line: &str) -> Option<Enumerator> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let circled = u32::from(first).wrapping_sub(u32::from('①'));
    if BULLETS.contains(first) {
        return Some(Enumerator { kind: Kind::Bullet, number: 0 });
    }
    if circled < 20 {
        return Some(Enumerator { kind: Kind::Circled, number: circled });
    }
    let (open, inner) = match line.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, line),
    };
    let end =
        inner.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '十' || chinese_digit(sign).is_some()))?;
    let (number, behind) = inner.split_at(end);
    let closing = behind.chars().next()?;
    let kind = match (open, closing) {
        (true, '）' | ')') => Kind::Brackets,
        (false, '）' | ')') => Kind::Bracket,
        (false, '、') => Kind::Comma,
        _ => return None,
    };
    Some(Enumerator { kind, number: value(number)? })
}

/// 12, 十二, b.
fn value(number: &str) -> Option<u32> {
    if let Ok(value) = number.parse::<u32>() {
        return (value < 100).then_some(value);
    }
    // No list begins with nothing.
    let digit = |sign: char| chinese_digit(sign).filter(|digit| *digit > 0).or_else(|| (sign == '十').then_some(10));
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
    fn lines_of_an_enumeration_follow_each_other() {
        for (before, line, follows) in [
            ("（1）草地", "（2）林地", true),
            ("（一）草地", "（二）林地", true),
            ("十、草地", "十一、林地", true),
            ("二十、草地", "二十一、林地", true),
            ("1）草地", "2) 林地", true),
            ("①草地", "②林地", true),
            ("(a) grass", "(b) wood", true),
            ("•\t草地", "•\t林地", true),
            ("（1）草地", "（3）林地", false),
            ("（1）草地", "2）林地", false),
            ("•草地", "■林地", true),
            ("草地", "林地", false),
            ("（试行）", "（二）", false),
            ("2021年", "2022年", false),
            ("（2021）", "（2022）", false),
            ("林地、草地", "草地、林地", false),
            ("", "", false),
        ] {
            let found = enumerator(line).zip(enumerator(before)).is_some_and(|(line, before)| line.follows(before));
            assert_eq!(found, follows, "{before} / {line}");
        }
    }
}
