//! The facts of the new book: one for each quantity, however often it is told; two that contradict each other stay two.

use super::numbers::Said;
use super::yaml::{field, quoted};
use crate::audit::years;
use crate::locale::{Style, stray};
use crate::model::{Language, Qualifier};
use std::collections::{BTreeMap, BTreeSet};

/// A fact's id is no longer, in characters.
const LONGEST_ID: usize = 28;

/// Words that formulas keep for themselves.
#[rustfmt::skip]
const RESERVED: [&str; 26] = [
    "and", "or", "not", "in", "row", "sum", "mean", "min", "max", "count", "share", "rank", "argmax", "argmin", "top",
    "change", "growth", "abs", "cagr", "plan", "year", "latest", "prior", "base", "near", "target",
];

/// The numbers of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// One.
    Single(String),
    /// Lowest and highest.
    Range(String, String),
    /// By year: observed, and planned.
    Years(Vec<(i32, String)>, Vec<(i32, String)>),
    /// By the members of dimensions: the dimensions, and each member's number; `null` where there is none.
    Members(Vec<String>, Vec<(Vec<String>, String)>),
}

/// A fact.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// Its id.
    pub(super) id: String,
    /// What it is.
    pub(super) name: String,
    /// Its numbers.
    pub(super) value: Value,
    /// Its unit.
    pub(super) unit: String,
    /// Its year.
    pub(super) date: Option<i32>,
    /// How it is hedged.
    pub(super) hedge: Option<Qualifier>,
    /// Where the document tells it first.
    pub(super) place: String,
    /// Its file below `data/facts/`, without ending.
    pub(super) theme: String,
}

/// What is known of a number when it is taken.
#[derive(Debug, Clone)]
pub(super) struct Taken<'a> {
    /// The number.
    pub(super) said: &'a Said,
    /// Its name.
    pub(super) name: String,
    /// Words of its heading, which tell it from another of its name.
    pub(super) heading: &'a str,
    /// The year of its sentence.
    pub(super) date: Option<i32>,
    /// Where it stands.
    pub(super) place: &'a str,
    /// The unit that the head of its column gives.
    pub(super) unit: Option<&'a str>,
    /// Its file.
    pub(super) theme: &'a str,
    /// Whether another value of the same name is a contradiction that readers must see.
    pub(super) contradicts: bool,
    /// Whether it may share a fact with others.
    pub(super) alone: bool,
}

/// All facts.
#[derive(Debug, Default)]
pub(super) struct Register {
    facts: Vec<Fact>,
    ids: BTreeSet<String>,
    /// The facts of a name, unit and year.
    known: BTreeMap<(String, String, Option<i32>), Vec<usize>>,
    /// How many numbers each fact stands for.
    uses: Vec<usize>,
}

impl Register {
    /// The facts in the order in which they were first told.
    pub(super) fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// How many facts stand for more than one number.
    pub(super) fn shared(&self) -> usize {
        self.uses.iter().filter(|uses| **uses > 1).count()
    }

    /// Takes a number; gives the id of its fact.
    pub(super) fn take(&mut self, taken: &Taken<'_>) -> String {
        let said = taken.said;
        let persons = ["人口", "人数", "男性", "女性"].iter().any(|word| taken.name.contains(word));
        let scaled = said.literal.unit.is_none() && said.literal.scale_power > 0 && said.literal.style == Style::Digits;
        let value = match said.literal.high {
            // 6.24万 of nothing that is named: the number without its scale.
            None if scaled && !persons => Value::Single(said.literal.value.normalize().to_string()),
            Some(high) => Value::Range(said.written(said.literal.value), said.written(high)),
            None => Value::Single(said.written(said.literal.value)),
        };
        let unit = match taken.unit {
            Some(unit) if said.literal.unit.is_none() && said.literal.scale_power == 0 => unit.to_owned(),
            _ if scaled && persons => format!("1e{} person", said.literal.scale_power),
            _ if scaled && said.literal.high.is_none() => "1".to_owned(),
            _ => said.unit(),
        };
        let mut name = taken.name.clone();
        for round in 0..3 {
            let same = self.known.get(&(name.clone(), unit.clone(), taken.date)).cloned().unwrap_or_default();
            if let Some(found) = same.iter().find(|found| self.is_it(**found, &value, said)).filter(|_| !taken.alone) {
                if let Some(uses) = self.uses.get_mut(*found) {
                    *uses += 1;
                }
                return self.facts.get(*found).map(|fact| fact.id.clone()).unwrap_or_default();
            }
            if same.is_empty() || taken.contradicts {
                break;
            }
            // Another number by this name: its heading tells it apart, then its place among them.
            name = match round {
                0 if !taken.heading.is_empty() && !name.contains(taken.heading) => {
                    format!("{}：{}", taken.heading, taken.name)
                }
                _ => {
                    let mut count = 2;
                    while self.known.contains_key(&(format!("{} {count}", taken.name), unit.clone(), taken.date)) {
                        count += 1;
                    }
                    format!("{} {count}", taken.name)
                }
            };
        }
        let fact = Fact {
            id: self.id(&name),
            name,
            value,
            unit,
            date: taken.date,
            hedge: said.hedge,
            place: taken.place.to_owned(),
            theme: taken.theme.to_owned(),
        };
        self.add(fact)
    }

    /// Adds a fact; gives its id.
    pub(super) fn add(&mut self, fact: Fact) -> String {
        let id = fact.id.clone();
        self.known.entry((fact.name.clone(), fact.unit.clone(), fact.date)).or_default().push(self.facts.len());
        self.facts.push(fact);
        self.uses.push(1);
        id
    }

    /// Whether a number tells a fact once more. A hedge that differs tells another.
    fn is_it(&self, fact: usize, value: &Value, said: &Said) -> bool {
        self.facts.get(fact).is_some_and(|fact| fact.value == *value && fact.hedge == said.hedge)
            && said.literal.style != Style::Fraction
    }

    /// An id made of a name, new in the book.
    pub(super) fn id(&mut self, name: &str) -> String {
        let base = word(name, LONGEST_ID);
        let mut id = base.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}_{count}");
        }
        id
    }
}

/// A text as a word of an id: letters and digits of its script, small, joined by `_`.
pub(super) fn word(text: &str, longest: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut word = String::new();
    for sign in text.nfc().flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() && !sign.is_uppercase() && stray(sign, None).is_none() {
            word.push(sign);
        } else if !word.is_empty() && !word.ends_with('_') {
            word.push('_');
        }
        if word.chars().count() >= longest && (!sign.is_ascii() || !sign.is_alphanumeric()) {
            break;
        }
    }
    let word: String = word.trim_end_matches('_').nfc().collect();
    let letter = word.starts_with(char::is_alphabetic);
    if word.is_empty() {
        return "number".to_owned();
    }
    if !letter || RESERVED.contains(&word.as_str()) { format!("n_{word}") } else { word }
}

/// The year that a sentence gives to a number: the last one before it, but none that it is compared with.
pub(super) fn year(language: Language, text: &str, said: &Said) -> Option<i32> {
    let before = text.get(said.sentence.start..said.range.start)?;
    if language == Language::En {
        let after = text.get(said.range.end..said.clause.end).unwrap_or_default();
        let near: String = after.trim_start().chars().take(12).collect();
        if let Some((year, _)) = near.strip_prefix("in ").and_then(|rest| years(rest).next()) {
            return Some(year);
        }
    }
    let compared = |at: usize| {
        let lead = before.get(..at).unwrap_or_default().trim_end();
        ["较", "比", "与", "同", "自", "和", "从", "since", "from", "than", "with", "and"]
            .iter()
            .any(|word| lead.ends_with(word))
    };
    let longer = |at: usize| {
        let after = before.get(at + 4..).unwrap_or_default().trim_start();
        let range = after.starts_with(['-', '—', '–', '~', '～', '至', '/']);
        let led =
            before.get(..at).unwrap_or_default().trim_end().ends_with(['-', '—', '–', '~', '～', '至', '/', '〔', '[']);
        range || led
    };
    years(before).filter(|(_, at)| !compared(*at) && !longer(*at)).last().map(|(year, _)| year)
}

/// The facts of a theme as a file.
pub(super) fn file(facts: &[&Fact], comment: &str) -> String {
    let mut text =
        format!("# yaml-language-server: $schema=../.schema/facts.schema.json\n# {comment}\nformat: 1\nfacts:\n");
    for fact in facts {
        text +=
            &format!("# {}\n- id: {}\n  name: {}\n", fact.place.replace(['\n', '\r'], " "), fact.id, field(&fact.name));
        match &fact.value {
            Value::Single(value) => text += &format!("  value: {value}\n"),
            Value::Range(low, high) => text += &format!("  range: [{low}, {high}]\n"),
            Value::Years(values, targets) => {
                text += "  by: year\n";
                for (key, numbers) in [("values", values), ("targets", targets)] {
                    let each: Vec<String> = numbers.iter().map(|(year, value)| format!("{year}: {value}")).collect();
                    if !each.is_empty() {
                        text += &format!("  {key}: {{{}}}\n", each.join(", "));
                    }
                }
            }
            Value::Members(by, values) => {
                text += &format!(
                    "  by: {}\n",
                    if let [one] = by.as_slice() { one.clone() } else { format!("[{}]", by.join(", ")) }
                );
                let each: Vec<String> = values
                    .iter()
                    .map(|(members, value)| match members.as_slice() {
                        [one] => format!("{one}: {value}"),
                        several => format!("\"{}\": {value}", several.join(",")),
                    })
                    .collect();
                text += &format!("  values: {{{}}}\n", each.join(", "));
            }
        }
        text += &format!("  unit: {}\n", quoted(&fact.unit));
        if let Some(date) = fact.date {
            text += &format!("  date: {date}\n");
        }
        if let Some(hedge) = fact.hedge {
            let word = match hedge {
                Qualifier::About => "about",
                Qualifier::Over => "over",
                Qualifier::Under => "under",
            };
            text += &format!("  qualifier: {word}\n");
        }
        text += "  source: document\n";
    }
    text
}
