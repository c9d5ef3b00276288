//! The key of one observation, and looking one up by its text.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use unicode_normalization::is_nfc;

/// The key of one observation: `zone.area@north`, `forest.cover.target@2025`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The fact's id; with `.target` at its end for a planned value.
    pub fact: String,
    /// Member ids in the order of the fact's dimensions.
    pub members: Vec<String>,
}

/// What the id of a planned value ends with.
pub const TARGET: &str = ".target";

/// Whether a character may stand in a word of an id: letters and digits of any script, and `_` (UAX 31, as far as the
/// standard library knows it).
pub fn in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether a text is a word of an id: a letter, then letters, digits and `_`; small where its script knows that, and
/// composed (NFC), so that what looks the same is the same.
pub fn is_word(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(in_word) && is_small(text) && is_nfc(text)
}

/// Whether a text is the id of a claim: small letters and digits of any script, and `-`.
pub fn is_claim_id(text: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || c == '-';
    !text.is_empty() && text.chars().all(sign) && is_small(text) && is_nfc(text)
}

fn is_small(text: &str) -> bool {
    text.chars().all(|c| !c.is_uppercase())
}

impl Key {
    /// The key of a fact's number, observed or planned.
    pub fn new(fact: &str, target: bool, members: Vec<String>) -> Self {
        Self { fact: if target { format!("{fact}{TARGET}") } else { fact.to_owned() }, members }
    }

    /// The fact's id, of a planned value too.
    pub fn base(&self) -> &str {
        self.fact.strip_suffix(TARGET).unwrap_or(&self.fact)
    }

    /// Whether a text is this key, letter by letter.
    pub fn reads(&self, text: &str) -> bool {
        order(self, &Written(text)).is_eq()
    }

    /// The entry of a key given by its text; nothing is copied for the look-up.
    pub fn find<'m, T>(map: &'m BTreeMap<Self, T>, text: &str) -> Option<(&'m Self, &'m T)> {
        map.get_key_value(&Written(text) as &dyn Named)
    }

    /// The entries that a name in the data stands for: one key as it is written, or all numbers of a fact, in order.
    pub fn named<'m, T>(map: &'m BTreeMap<Self, T>, name: &'m str) -> impl Iterator<Item = (&'m Self, &'m T)> {
        let fact = name.split('@').next().unwrap_or(name);
        let first = Self { fact: fact.to_owned(), members: Vec::new() };
        let own = map.range::<Self, _>(first..).take_while(move |(key, _)| key.fact == fact);
        own.filter(move |(key, _)| key.fact == name || key.reads(name))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.fact)?;
        for (position, member) in self.members.iter().enumerate() {
            write!(formatter, "{}{member}", if position == 0 { "@" } else { "," })?;
        }
        Ok(())
    }
}

/// Any text is a key; whether there is such a number the register of observations says.
impl FromStr for Key {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (fact, members) = text.split_once('@').map_or((text, None), |(fact, members)| (fact, Some(members)));
        let members = members.into_iter().flat_map(|members| members.split(',')).map(str::to_owned);
        Ok(Self { fact: fact.to_owned(), members: members.collect() })
    }
}

/// A key as it is written.
struct Written<'a>(&'a str);

/// What is compared when a key is looked up: a key, or its text.
trait Named {
    fn fact(&self) -> &str;
    fn member(&self, index: usize) -> Option<&str>;
}

impl Named for Key {
    fn fact(&self) -> &str {
        &self.fact
    }

    fn member(&self, index: usize) -> Option<&str> {
        self.members.get(index).map(String::as_str)
    }
}

impl Named for Written<'_> {
    fn fact(&self) -> &str {
        self.0.split('@').next().unwrap_or(self.0)
    }

    fn member(&self, index: usize) -> Option<&str> {
        self.0.split_once('@')?.1.split(',').nth(index)
    }
}

/// The order of [`Key`]: by fact, then member by member.
fn order(one: &dyn Named, other: &dyn Named) -> Ordering {
    let mut order = one.fact().cmp(other.fact());
    let mut index = 0;
    while order.is_eq() {
        let (own, others) = (one.member(index), other.member(index));
        if own.is_none() && others.is_none() {
            break;
        }
        order = own.cmp(&others);
        index += 1;
    }
    order
}

impl PartialEq for dyn Named + '_ {
    fn eq(&self, other: &Self) -> bool {
        order(self, other).is_eq()
    }
}

impl Eq for dyn Named + '_ {}

impl PartialOrd for dyn Named + '_ {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for dyn Named + '_ {
    fn cmp(&self, other: &Self) -> Ordering {
        order(self, other)
    }
}

impl<'a> Borrow<dyn Named + 'a> for Key {
    fn borrow(&self) -> &(dyn Named + 'a) {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 9] = ["a", "a.b", "a.target", "a.target@2025", "a@", "a@x", "a@x,y", "a@x,z", "a@xy"];

    fn key(text: &str) -> Key {
        let Ok(key) = text.parse();
        key
    }

    #[test]
    fn a_key_reads_as_it_is_written() {
        for text in KEYS {
            assert_eq!(key(text).to_string(), text);
            assert!(key(text).reads(text) && !key(text).reads("a@y"), "{text}");
        }
        assert_eq!(key("a@x,y"), Key::new("a", false, vec!["x".to_owned(), "y".to_owned()]));
        assert_eq!(key("a.target@2025").base(), "a");
    }

    #[test]
    fn a_text_and_its_key_stand_at_one_place() {
        for one in KEYS {
            for other in KEYS {
                assert_eq!(order(&key(one), &Written(other)), key(one).cmp(&key(other)), "{one} {other}");
            }
        }
        let map: BTreeMap<Key, usize> = KEYS.into_iter().map(key).zip(0..).collect();
        for (index, text) in KEYS.into_iter().enumerate() {
            assert_eq!(Key::find(&map, text).map(|(_, found)| *found), Some(index), "{text}");
        }
        assert!(Key::find(&map, "a@x,").is_none() && Key::find(&map, "").is_none());
        let named = |name| Key::named(&map, name).map(|(key, _)| key.to_string()).collect::<Vec<_>>();
        assert_eq!(named("a"), ["a", "a@", "a@x", "a@x,y", "a@x,z", "a@xy"]);
        assert_eq!(named("a@x,y"), ["a@x,y"]);
        assert_eq!(named("a.target"), ["a.target", "a.target@2025"]);
        assert!(named("a@").len() == 1 && named("b").is_empty());
    }
}
