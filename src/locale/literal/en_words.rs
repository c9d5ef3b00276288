//! English number words: six, thirty-six, one hundred and four, two million; a third, two-thirds, half.

use super::Style;
use super::figures::Figure;
use rust_decimal::Decimal;

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const PARTS: [(&str, u64); 13] = [
    ("half", 2),
    ("third", 3),
    ("quarter", 4),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("twelfth", 12),
    ("twentieth", 20),
    ("hundredth", 100),
];

/// Number words at the start of a text, and what follows them.
pub(super) fn number(text: &str) -> Option<(Figure, &str)> {
    fraction(text).or_else(|| spelled(text))
}

/// The next word in lower case, with the rest behind it; spaces and a hyphen before it are skipped.
fn word(text: &str) -> Option<(String, &str)> {
    let start = text.trim_start_matches([' ', '-']);
    let length = start.bytes().take_while(u8::is_ascii_alphabetic).count();
    (length > 0).then(|| (start[..length].to_ascii_lowercase(), &start[length..]))
}

fn small(word: &str) -> Option<u64> {
    SMALL.iter().position(|known| *known == word).and_then(|position| u64::try_from(position).ok())
}

fn tens(word: &str) -> Option<u64> {
    TENS.iter().position(|known| *known == word).and_then(|position| u64::try_from(position * 10 + 20).ok())
}

/// The power of ten of a scale word.
fn scale(word: &str) -> Option<u32> {
    match word {
        "thousand" => Some(3),
        "million" => Some(6),
        "billion" => Some(9),
        "trillion" => Some(12),
        _ => None,
    }
}

fn fraction(text: &str) -> Option<(Figure, &str)> {
    let (first, rest) = word(text)?;
    if first == "half" {
        return Some((Figure::fraction(Decimal::ONE, Decimal::TWO)?, rest));
    }
    let over = if ["a", "an"].contains(&first.as_str()) { 1 } else { small(&first)? };
    let (second, rest) = word(rest)?;
    let part = second.strip_suffix('s').unwrap_or(&second);
    let (_, under) = PARTS.iter().find(|(name, _)| *name == part || second == "halves" && *name == "half")?;
    Some((Figure::fraction(over.into(), (*under).into())?, rest))
}

/// Where a number stands while its words are read one by one.
#[derive(Default)]
struct Reading {
    total: u64,
    /// Below the next scale word: 0-999.
    current: u64,
    /// What may still be added to `current`: below 1000 at the start, below 100 after "hundred", below 10 after tens.
    room: u64,
    last_scale: u32,
    ended_in: u32,
}

impl Reading {
    fn begin() -> Self {
        Self { room: 1000, last_scale: u32::MAX, ..Self::default() }
    }

    /// Takes a word in; `None` if it cannot follow.
    fn take(&mut self, word: &str) -> Option<()> {
        if let Some(value) = small(word).filter(|value| *value < self.room) {
            // "twenty zero" and "hundred zero" are no numbers.
            (value > 0 || self.room == 1000 && self.total == 0).then_some(())?;
            (self.current, self.room) = (self.current + value, if value < 10 && self.room == 1000 { 1 } else { 0 });
        } else if let Some(value) = tens(word).filter(|_| self.room >= 100) {
            (self.current, self.room) = (self.current + value, 10);
        } else if word == "hundred" && (1..20).contains(&self.current) && self.room <= 1 && self.current != 10 {
            (self.current, self.room) = (self.current * 100, 100);
        } else {
            let power = scale(word).filter(|power| *power < self.last_scale && self.current > 0)?;
            self.total += self.current * 10u64.pow(power);
            *self = Self { total: self.total, room: 1000, last_scale: power, ended_in: power, ..Self::default() };
            return Some(());
        }
        self.ended_in = 0;
        Some(())
    }
}

fn spelled(text: &str) -> Option<(Figure, &str)> {
    let mut reading = Reading::begin();
    let mut rest = text;
    let mut begun = false;
    if let Some((_, after)) = word(text).filter(|(article, _)| article == "a") {
        let next = word(after).map(|(next, _)| next)?;
        (next == "hundred" || scale(&next).is_some()).then_some(())?;
        reading.take("one")?;
        rest = after;
    }
    loop {
        let (mut ahead, mut next) = (rest, word(rest));
        if begun && let Some((_, after)) = next.as_ref().filter(|(word, _)| word == "and") {
            (ahead, next) = (after, word(after));
        }
        let Some((word, after)) = next else { break };
        // Words of one number are kept together by one space or hyphen; a longer gap ends it.
        if (begun && !ahead.starts_with([' ', '-'])) || reading.take(&word).is_none() {
            break;
        }
        begun = true;
        rest = after;
    }
    begun.then_some(())?;
    let total = reading.total.checked_add(reading.current)?;
    // "two million" keeps its last digit in the millions, as "2 million" does; "two thousand" is a plain number.
    let power = if reading.ended_in >= 6 { reading.ended_in } else { 0 };
    let mantissa = Decimal::from(total / 10u64.pow(power));
    Some((Figure { power, ..Figure::whole(mantissa, Style::Words) }, rest))
}

/// A whole number in words: thirty-six, one hundred and four. `None` from a million up, whole millions excepted.
pub(super) fn spell(number: u64) -> Option<String> {
    let place = |number: u64| usize::try_from(number).ok();
    if number < 20 {
        return place(number).and_then(|place| SMALL.get(place)).map(|word| (*word).to_owned());
    }
    let (size, joint, head) = match number {
        0..100 => (10, "-", TENS.get(place(number / 10)?.checked_sub(2)?).map(|word| (*word).to_owned())?),
        100..1000 => (100, " and ", format!("{} hundred", spell(number / 100)?)),
        1000..1_000_000 => (1000, " ", format!("{} thousand", spell(number / 1000)?)),
        1_000_000..1_000_000_000 if number.is_multiple_of(1_000_000) => {
            return Some(format!("{} million", spell(number / 1_000_000)?));
        }
        _ => return None,
    };
    let rest = number % size;
    let joint = if size == 1000 && rest < 100 { " and " } else { joint };
    Some(if rest == 0 { head } else { format!("{head}{joint}{}", spell(rest)?) })
}

#[cfg(test)]
mod tests {
    use super::{number, spell};

    #[test]
    fn what_is_spelled_is_read_back() {
        for value in (0..2000).chain((0..900).map(|step| step * 1103 + step)) {
            let words = spell(value).unwrap();
            let (figure, rest) = number(&words).unwrap();
            assert_eq!((figure.mantissa, figure.power, rest), (value.into(), 0, ""), "{words}");
        }
        assert_eq!(spell(121).as_deref(), Some("one hundred and twenty-one"));
        assert_eq!(spell(12_000_000).as_deref(), Some("twelve million"));
        assert_eq!(spell(1_000_001), None);
    }

    #[test]
    fn words_are_read() {
        for (text, value, power, left) in [
            ("six", "6", 0, ""),
            ("Thirty-six towns", "36", 0, " towns"),
            ("thirty six", "36", 0, ""),
            ("one hundred and four", "104", 0, ""),
            ("a hundred", "100", 0, ""),
            ("two thousand and twenty", "2020", 0, ""),
            ("three million mu", "3", 6, " mu"),
            ("two million three hundred thousand", "2300000", 0, ""),
            ("twelve and", "12", 0, " and"),
            ("zero", "0", 0, ""),
            ("half", "0.5", 0, ""),
            ("three-quarters", "0.75", 0, ""),
        ] {
            let (figure, rest) = number(text).expect(text);
            assert_eq!((figure.mantissa.normalize().to_string().as_str(), figure.power, rest), (value, power, left));
        }
        for text in ["", "a", "hundred", "towns", "and six", "million"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_cannot_follow_end_the_number() {
        assert_eq!(number("six seven").map(|(_, rest)| rest), Some(" seven"));
        assert_eq!(number("twenty thirty").map(|(_, rest)| rest), Some(" thirty"));
        assert_eq!(number("twelve hundred").map(|(figure, _)| figure.mantissa), Some(1200.into()));
    }
}
