//! What a number of an English sentence is the number of, as a name that says it alone: "Grassland: share of the county".
//!
//! The words before its verb name it, those after it what is counted or of what it is a share. Where a clause says neither,
//! the one before or the heading does.

use super::numbers::Said;

/// A name has no more words.
const LONGEST: usize = 14;

/// Words with which what is said of a subject begins.
#[rustfmt::skip]
const VERBS: [&str; 53] = [
    "handled", "handles", "depend", "depends", "counted", "contains", "contained", "employs",
    "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "rose", "fell", "reached", "stood",
    "increased", "decreased", "grew", "declined", "totalled", "totaled", "accounted", "account", "accounts",
    "accounting", "covers", "cover", "covered", "covering", "makes", "make", "made", "recorded",
    "remained", "represents", "represented", "representing", "comprised", "comprises", "amounted", "contributed",
    "produced", "employed", "received", "will", "measured",
];

/// Words that only lead to a name or away from it.
#[rustfmt::skip]
const JOINTS: [&str; 43] = [
    "estimated", "down", "then",
    "the", "a", "an", "and", "with", "in", "of", "this", "that", "while", "which", "at", "to", "by", "from", "for",
    "about", "around", "some", "nearly", "over", "just", "under", "than", "approximately", "or", "but", "including",
    "almost", "more", "less", "only", "up", "its", "their", "there", "compared", "between", "also", "as",
];

/// Words at which what follows a number goes over to something else.
#[rustfmt::skip]
const STOPS: [&str; 26] = [
    "was", "were", "is", "are", "and", "which", "while", "compared", "from", "to", "but", "than", "has", "have",
    "had", "who", "that", "with", "or", "respectively", "since", "up", "down", "higher", "lower", "when",
];

/// Words that name a kind of number and tell nothing of whose.
#[rustfmt::skip]
const BARE: [&str; 14] = [
    "area", "total", "share", "population", "length", "it", "they", "this", "these", "number", "increase", "decrease",
    "value", "rate",
];

/// Units that no book knows: they tell nothing of whose a number is.
const FOREIGN: [&str; 8] = ["sq mi", "mi", "miles", "ft", "feet", "acres", "sq ft", "square miles"];

/// Names the numbers of a line in order; `heading` are the words above.
pub(super) fn names(text: &str, said: &[Said], heading: &str) -> Vec<String> {
    let mut topics: Vec<String> = Vec::with_capacity(said.len());
    let mut named = Vec::with_capacity(said.len());
    for (index, one) in said.iter().enumerate() {
        let same = |other: &&Said| other.clause.start == one.clause.start && other.bracket == one.bracket;
        let before = said.get(..index).unwrap_or_default().iter().rev().find(same);
        let from = before.map_or(one.clause.start, |other| other.range.end.max(one.clause.start));
        let lead = part(text, from, one.range.start);
        let next = said.get(index + 1).filter(|next| next.range.start < one.clause.end);
        let tail = part(text, one.range.end, next.map_or(one.clause.end, |next| next.range.start));
        let own = subject(lead);
        let after = counted(tail);
        // "18.5 km long" says what kind of number it is, not of what.
        let after =
            if ["long", "high", "wide", "deep", "old"].contains(&after.as_str()) { String::new() } else { after };
        let unit = noun(text.get(one.range.clone()).unwrap_or_default());
        let after = [unit.as_str(), after.as_str()]
            .iter()
            .filter(|words| !words.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        let said_before = || {
            let sentence = said.get(..index).unwrap_or_default().iter().zip(&topics);
            let last = sentence.rev().find(|(other, topic)| other.sentence == one.sentence && !topic.is_empty());
            last.map(|(_, topic)| topic.clone())
                .or_else(|| clause_before(text, one))
                .unwrap_or_else(|| heading.to_owned())
        };
        let bare = own.is_empty() || BARE.contains(&own.to_lowercase().as_str());
        let foreign = FOREIGN.contains(&after.to_lowercase().as_str());
        let topic = if bare && (after.is_empty() || foreign || one.is_share()) { said_before() } else { own.clone() };
        let kind = if bare && !own.is_empty() { format!(", {}", own.to_lowercase()) } else { String::new() };
        let name = match (topic.is_empty(), one.is_share()) {
            (false, true) if after.starts_with("of ") => format!("{topic}{kind}: share {after}"),
            (false, true) => format!(
                "{topic}{kind}: {}",
                if after.is_empty() { "per cent".to_owned() } else { format!("per cent {after}") }
            ),
            (false, false) if after.is_empty() => format!("{topic}{kind}"),
            (false, false) => format!("{topic}{kind}: {after}"),
            (true, _) => after.clone(),
        };
        let area = matches!(one.unit_id(), "km2" | "ha" | "m2" | "mu") && !name.to_lowercase().contains("area");
        let name = capital(&shortened(&if area { format!("{name}, area") } else { name }));
        topics.push(if topic.is_empty() { after } else { topic });
        named.push(if name.is_empty() { capital(heading) } else { name });
    }
    named
}

fn part(text: &str, from: usize, to: usize) -> &str {
    text.get(from.min(to)..to).unwrap_or_default()
}

fn words(text: &str) -> Vec<&str> {
    let trimmed =
        text.split_whitespace().map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric() && sign != '%'));
    trimmed.filter(|word| !word.is_empty()).collect()
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// The words before a verb, without what joins them to the text before.
fn subject(lead: &str) -> String {
    let all = words(lead);
    let skip = all.iter().take_while(|word| JOINTS.contains(&word.to_lowercase().as_str()) || is_number(word)).count();
    let rest = all.get(skip..).unwrap_or_default();
    let end = rest.iter().position(|word| VERBS.contains(&word.to_lowercase().as_str())).unwrap_or(rest.len());
    let mut kept: Vec<&str> = rest.get(..end).unwrap_or_default().to_vec();
    while kept.last().is_some_and(|word| JOINTS.contains(&word.to_lowercase().as_str()) || is_number(word)) {
        kept.pop();
    }
    kept.join(" ")
}

/// What stands after a number as far as it belongs to it: people in the town, of the county.
fn counted(tail: &str) -> String {
    let all = words(tail);
    let end = all
        .iter()
        .position(|word| STOPS.contains(&word.to_lowercase().as_str()) || is_number(word))
        .unwrap_or(all.len());
    let mut kept: Vec<&str> = all.get(..end.min(8)).unwrap_or_default().to_vec();
    while kept.last().is_some_and(|word| JOINTS.contains(&word.to_lowercase().as_str())) {
        kept.pop();
    }
    kept.join(" ")
}

/// The noun that the number itself holds: households of 4,310 households.
fn noun(literal: &str) -> String {
    const UNITS: [&str; 20] = [
        "million",
        "billion",
        "trillion",
        "thousand",
        "hundred",
        "per",
        "cent",
        "percent",
        "km",
        "ha",
        "hectares",
        "square",
        "kilometres",
        "metres",
        "m",
        "tonnes",
        "t",
        "CNY",
        "percentage",
        "points",
    ];
    let all = words(literal).into_iter().filter(|word| !is_number(word) && !UNITS.contains(word) && word.is_ascii());
    all.filter(|word| word.chars().all(|sign| sign.is_ascii_alphabetic()) && word.len() > 3)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What the clause before a number's own is about.
fn clause_before(text: &str, one: &Said) -> Option<String> {
    let before = part(text, one.sentence.start, one.clause.start);
    let clause = before.trim_end_matches([',', ';', ':', ' ', '(']).rsplit([',', ';', ':']).next()?;
    let name = subject(clause);
    (!name.is_empty() && name.split(' ').count() <= LONGEST).then_some(name)
}

fn shortened(name: &str) -> String {
    let all: Vec<&str> = name.split(' ').collect();
    all.get(..all.len().min(LONGEST)).unwrap_or_default().join(" ")
}

fn capital(name: &str) -> String {
    let mut signs = name.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => String::new(),
    }
}
