//! English: what looks like a number, and how far it reaches.

pub(super) mod patterns;

use super::{
    Candidate, Exempt, RAISED, Reach, VULGAR, begins_with_year, cut, cuts_a_word, ends, fixed, is_clock, is_year, start,
};
use crate::locale::Lexicon;
use crate::locale::date::MONTHS;
use crate::locale::script::GAP;
use crate::model::Language;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The number words below a hundred, in the fewest states: each tool run compiles them anew.
const SMALL: &str = "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)";

/// Words behind a bare number word that are no noun it counts.
const NO_NOUN: &[&str] = &[
    "a", "about", "again", "all", "also", "among", "an", "and", "are", "as", "at", "be", "between", "both", "but",
    "by", "can", "do", "does", "each", "for", "from", "had", "has", "have", "he", "here", "how", "if", "in", "into",
    "is", "it", "its", "may", "must", "nor", "not", "on", "or", "out", "over", "per", "shall", "should", "so", "than",
    "that", "the", "their", "then", "there", "they", "this", "to", "together", "under", "until", "up", "was", "we",
    "were", "when", "where", "which", "while", "who", "will", "with", "within", "without", "would", "yet",
];
/// After these a bare number word is a number: "the towns number six".
const COUNTING_HEADS: &[&str] = &[
    "about", "almost", "are", "around", "by", "exactly", "from", "had", "has", "have", "into", "is", "least", "most",
    "nearly", "number", "numbered", "numbers", "only", "over", "reached", "than", "to", "total", "totalled", "totals",
    "was", "were",
];
/// Plurals without an s.
const UNMARKED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "species",
    "sheep",
    "cattle",
    "livestock",
    "data",
    "criteria",
    "strata",
    "others",
];
const CURRENCIES: [&str; 11] = ["CNY", "RMB", "¥", "US$", "USD", "EUR", "GBP", "HK$", "$", "€", "£"];
/// Those among them that the lexicon reads; any other is read as if it were one of these.
const KNOWN: [&str; 3] = ["CNY", "RMB", "¥"];
/// Spans of time that "one" does not count: in one year.
const SPANS: [&str; 5] = ["year", "month", "week", "day", "hour"];

pub(super) static CORE: LazyLock<Regex> = LazyLock::new(|| {
    let scale = "(?:hundred|thousand|million|billion|trillion)";
    let digits = "[0-9０-９]+(?:[,\u{2009}\u{a0}\u{202f}][0-9]{3})*(?:\\.[0-9]+)?";
    let ratio = "[0-9]+(?:\\.[0-9]+)?(?:[:∶][0-9]+(?:\\.[0-9]+)?)+|[0-9]+ out of [0-9]+";
    let power = " ?× ?10(?:[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-−][0-9]+)";
    let share = " (?:in|out of) (?:every )?(?:three|four|five|six|eight|ten|twenty|a hundred|a thousand)";
    let part = "(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|an? (?:third|quarter|fifth|sixth|tenth)(?: of)?";
    let scaled = format!("(?:[ -]{scale})+(?:(?:,? and |, | ){SMALL}(?: {scale})*)?");
    let small = format!("{SMALL}(?:{share}| and an? (?:half|third|quarter)|{scaled})?");
    let words = format!("{part}|half a (?:dozen|{scale})|half|an? (?:dozen|{scale})|{small}");
    fixed(&format!("{ratio}|[0-9]*{VULGAR}|10{RAISED}+|{digits}(?:{power})?|(?i-u)\\b(?:{words})\\b"))
});

pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    for hit in CORE.find_iter(text) {
        let words = hit.as_str().starts_with(|sign: char| sign.is_ascii_alphabetic());
        // "a third of": the last word only tells it from "a third party".
        let end = hit.end() - if hit.as_str().ends_with(" of") { " of".len() } else { 0 };
        let parts = parts(text, hit.start()..end).into_iter();
        found.extend(parts.map(|core| Candidate { start: head(text, core.start, words), core, words }));
    }
    found
}

/// "ten million and ten million" is two numbers, "two million and ten thousand" one.
fn parts(text: &str, words: Range<usize>) -> Vec<Range<usize>> {
    const SCALES: [&str; 5] = ["hundred", "thousand", "million", "billion", "trillion"];
    let size = |part: &str| SCALES.iter().rposition(|scale| part.ends_with(scale));
    match text[words.clone()].split_once(" and ") {
        Some((one, other)) if size(other).is_some() && size(other) >= size(one) => {
            vec![words.start..words.start + one.len(), words.end - other.len()..words.end]
        }
        _ => vec![words],
    }
}

/// Where a number begins: with its currency, if it has one.
fn head(text: &str, core: usize, words: bool) -> usize {
    let before = &text[..core];
    let closed = before.strip_suffix([' ', '\u{a0}']).unwrap_or(before);
    match CURRENCIES.iter().find_map(|currency| closed.strip_suffix(currency)) {
        Some(rest) => rest.len(),
        None if words => core,
        None => start(text, core, &[]),
    }
}

pub(super) fn reach(lexicon: &Lexicon, text: &str, candidate: &Candidate) -> Option<Reach> {
    let core = &candidate.core;
    let mut reach = Reach { range: core.end, reading: core.end };
    let words = &text[core.clone()];
    let whole = words.contains([':', '∶']) || words.contains(" in ") || words.contains(" out of ");
    if whole || candidate.words && another_follows(&text[core.end..]) {
        return Some(reach);
    }
    let head = stand_in(text, candidate);
    // "32 days a year" is a number of days; so is what may follow "a".
    let most = core.end + lexicon.extent(Language::En, &text[core.end..]);
    let rate = text[core.end..most].find(" a ").map_or(most, |at| core.end + at);
    for end in ends(text, core.end).take_while(|end| *end <= rate).filter(|end| is_sound(text, core.end, *end)) {
        let literal = match head {
            Some(head) => lexicon.recognise(Language::En, &format!("{head}{}", &text[core.end..end])),
            None => lexicon.recognise(Language::En, &text[candidate.start..end]),
        };
        let Some(literal) = literal else { continue };
        reach.reading = end;
        // A counted noun stays outside the tie: "[six](=admin.towns) towns".
        let counted = ["count", "person", "household"];
        let counts = literal.unit.is_some_and(|unit| counted.iter().any(|name| unit.dimensions.contains_key(*name)));
        if !counts {
            reach.range = end;
        }
    }
    reach.reading = cut(text, candidate, reach.reading, &[" to ", " and "], &["from", "From", "between", "Between"]);
    reach.range = reach.range.min(reach.reading);
    Some(reach)
}

/// Whether number words that are no part of the ones before are joined to them: "ten million and ten million".
fn another_follows(tail: &str) -> bool {
    let rest = tail.strip_prefix(" and ");
    rest.is_some_and(|rest| CORE.find(rest).is_some_and(|hit| hit.start() == 0))
}

/// What is read in place of a number that no literal can hold, so that its unit is found: sums in another currency,
/// "two and a half", 1.2 × 10⁶.
fn stand_in(text: &str, candidate: &Candidate) -> Option<&'static str> {
    let words = &text[candidate.core.clone()];
    let currency = text[candidate.start..candidate.core.start].trim_end();
    let mixed = words.contains(" and a") || words.to_ascii_lowercase().starts_with("half a ") || words.contains('×');
    if CURRENCIES.contains(&currency) && !KNOWN.contains(&currency) {
        return Some("CNY 2");
    }
    mixed.then_some("2")
}

/// Whether a literal may end here: no word goes on, and nothing but the literal was passed.
fn is_sound(text: &str, core: usize, end: usize) -> bool {
    let tail = &text[core..end];
    let prime = tail.ends_with(['\'', '’', '"', '”']) && !tail.contains('°');
    !(cuts_a_word(text, end) || prime || tail.ends_with([' ', ',', '\u{a0}', '\u{2009}', '\u{202f}']))
}

/// Whether a number is no data without a look at the patterns: 2016–2020, 31 December, 16:30, half a year.
pub(super) fn is_plain(text: &str, candidate: &Candidate) -> bool {
    let (number, tail) = (&text[candidate.core.clone()], &text[candidate.core.end..]);
    let half = || [" a ", " an "].iter().any(|article| tail.starts_with(article));
    is_dated(text, candidate)
        || is_clock(number) && !in_a_word(text, candidate)
        || number.eq_ignore_ascii_case("half") && half()
}

/// Whether letters or digits stand directly beside a number.
fn in_a_word(text: &str, candidate: &Candidate) -> bool {
    let part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    text[..candidate.core.start].ends_with(part) || text[candidate.core.end..].starts_with(part)
}

/// Whether digits are a year of a period or a day.
fn is_dated(text: &str, candidate: &Candidate) -> bool {
    let (number, tail) = (&text[candidate.core.clone()], &text[candidate.core.end..]);
    let last = tail.strip_prefix(['–', '—', '-', '/']).is_some_and(begins_with_year);
    let day = || number.len() <= 2 && tail.strip_prefix(' ').is_some_and(|rest| MONTHS.contains(&word_after(rest).0));
    is_year(number) && last || !candidate.words && day()
}

/// Whether digits are the number of a page, a chapter, a figure: page 4, Figure 1-5, No. 9, but not "Table 3 villages".
pub(super) fn is_labelled(text: &str, candidate: &Candidate, reach: &Reach) -> bool {
    const HEADS: [&str; 6] = ["page", "chapter", "section", "figure", "table", "item"];
    let before = &text[..candidate.core.start];
    let digit = |sign: char| sign.is_ascii_digit();
    let joined = before.strip_suffix(['-', '–', '.']).filter(|first| first.ends_with(digit));
    let first = listed(joined.map_or(before, |first| first.trim_end_matches(digit)));
    let opened = |head: &str| !head.ends_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '_');
    let headed = first.strip_suffix([' ', '\u{a0}']).is_some_and(|before| {
        let head = word_before(before);
        let one = head.strip_suffix('s').unwrap_or(head);
        let heads = HEADS.iter().any(|known| one.eq_ignore_ascii_case(known));
        heads && before.strip_suffix(head).is_some_and(opened)
    });
    let counted = before.trim_end().strip_suffix("No.").is_some_and(opened);
    let more = text.get(candidate.core.end..reach.reading).unwrap_or_default();
    let more = more.strip_prefix(['-', '–']).unwrap_or(more);
    let bare = more.chars().all(|sign| sign.is_ascii_digit());
    let number = &text[candidate.core.clone()];
    let whole = number.chars().all(|sign| sign.is_ascii_digit());
    let parts = number.chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    parts && bare && headed || whole && counted
}

/// Without the numbers of a list before the one that `before` ends at: "Figures 1-5, 1-11 and " is "Figures ".
fn listed(mut before: &str) -> &str {
    let part = |sign: char| sign.is_ascii_digit() || ['-', '–', '.'].contains(&sign);
    while let Some(rest) = [", and ", ", ", " and ", " to ", " or "].iter().find_map(|joint| before.strip_suffix(joint))
    {
        let head = rest.trim_end_matches(part);
        let number = &rest[head.len()..];
        if !number.starts_with(|sign: char| sign.is_ascii_digit())
            || !number.ends_with(|sign: char| sign.is_ascii_digit())
        {
            break;
        }
        before = head;
    }
    before
}

pub(super) fn exempt(text: &str, candidate: &Candidate, reach: &Reach) -> Option<Exempt> {
    let core = &candidate.core;
    let number = &text[core.clone()];
    if !candidate.words {
        return (reach.reading == core.end && is_year(number)).then_some(Exempt::Date);
    }
    let before = word_before(&text[..core.start]);
    let (after, glue) = word_after(&text[core.end..]);
    let lower = number.to_ascii_lowercase();
    let capital = |word: &str| word.starts_with(|sign: char| sign.is_ascii_uppercase());
    if capital(number) && capital(after) {
        return Some(Exempt::Name);
    }
    if before_is_hyphen(&text[..core.start]) {
        return Some(Exempt::Idiom);
    }
    if glue == Some('-') {
        // "a ten-kilometre road" is a measure, "a two-tailed test" is none.
        return (reach.range == core.end).then_some(Exempt::Idiom);
    }
    let before = before.to_ascii_lowercase();
    let exactly = ["only", "just", "exactly"].contains(&before.as_str());
    if reach.range > core.end {
        let span = lower == "one" && SPANS.contains(&after);
        return (span && !exactly).then_some(Exempt::Idiom);
    }
    let pointed = ["the", "these", "those", "all", "other"].contains(&before.as_str());
    let single = ["one", "zero"].contains(&lower.as_str());
    let followed = !(after.is_empty() || NO_NOUN.contains(&after) || pointed && after == "of");
    let noun = glue == Some(' ') && followed && (single || plural_follows(&text[core.end..]));
    let counting = COUNTING_HEADS.contains(&before.as_str());
    // Two or more without a noun stand for one that was named: "of these, five drain north", "two of national rank".
    let alone = !pointed
        && before != "in"
        && before != "or"
        && (after.is_empty() || after == "of" || NO_NOUN.contains(&after) || glue != Some(' '));
    let sound = match lower.as_str() {
        _ if single => noun && after != "of" && exactly,
        "half" => {
            ["of", "the", "its", "their"].contains(&after)
                || ["than", "over", "under", "nearly", "almost", "about", "by"].contains(&before.as_str())
        }
        _ if is_part(&lower) => after == "of" || counting && ends_clause(&text[core.end..]),
        _ if lower.contains([' ', '-']) => true,
        _ => noun || counting || alone,
    };
    (!sound).then_some(Exempt::Idiom)
}

/// "a third", which may be one more as well.
fn is_part(words: &str) -> bool {
    let part = words.strip_prefix("a ").or_else(|| words.strip_prefix("an "));
    part.is_some_and(|part| ["third", "quarter", "fifth", "sixth", "tenth"].contains(&part))
}

/// Whether no noun follows: "by a third.", "over a quarter is", but not "by a third, smaller lake".
fn ends_clause(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', ',']);
    let (next, _) = word_after(rest);
    rest.is_empty() || rest.starts_with(['.', ';', ':', ')', GAP]) || NO_NOUN.contains(&next)
}

/// Whether one of the next words, up to a stop, looks like a plural: two or more of anything are told by one.
fn plural_follows(text: &str) -> bool {
    let clause = text.split([',', '.', ';', ':', '(', ')', '—', '\n', GAP]).next().unwrap_or("");
    let words = clause.split(' ').filter(|word| !word.is_empty()).take(6);
    words.take_while(|word| ["the", "its", "these"].contains(word) || !NO_NOUN.contains(word)).any(|word| {
        let word = word.trim_end_matches(['”', '’', '"', '*']);
        (word.ends_with('s') && !word.ends_with("ss") && word.len() > 3) || UNMARKED.contains(&word)
    })
}

fn word_before(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '\u{a0}']);
    let start = text
        .rfind(|sign: char| !sign.is_ascii_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

fn before_is_hyphen(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|rest| rest.ends_with(|sign: char| sign.is_ascii_alphabetic()))
}

/// The word that follows, and what stands between.
fn word_after(text: &str) -> (&str, Option<char>) {
    let glue = text.chars().next();
    let rest = text.trim_start_matches([' ', '\u{a0}', '-']);
    let end = rest.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(rest.len());
    (&rest[..end], glue.map(|sign| if sign == '\u{a0}' { ' ' } else { sign }))
}
