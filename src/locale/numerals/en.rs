//! English: what looks like a number, what follows it, and what is none.

use super::{Candidate, Exempt, Pattern, Reach, cut, ends, fixed, is_year, start};
use crate::locale::Lexicon;
use crate::model::{GAP, Language};
use regex::Regex;
use std::sync::LazyLock;

const SMALL: &str = "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)";

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
const CURRENCIES: [&str; 8] = ["CNY ", "CNY", "CNY\u{a0}", "RMB ", "RMB", "¥", "US$", "$"];

static CORE: LazyLock<Regex> = LazyLock::new(|| {
    let scale = "(?:hundred|thousand|million|billion|trillion)";
    fixed(&format!(
        "[0-9０-９]+(?:[,\u{2009}\u{a0}\u{202f}][0-9]{{3}})*(?:\\.[0-9]+)?|(?i)(?-u:\\b)(?:(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|an? (?:third|quarter|fifth|sixth|tenth) of|half|an? (?:dozen|{scale})|{SMALL}(?:[ -]{scale})+(?:(?:,? and |, | ){SMALL}(?: {scale})*)?|{SMALL})(?-u:\\b)"
    ))
});

pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let month = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\.)";
    let year = "(?:1[89]|20)[0-9]{2}";
    let to = "(?:\\s*[–—-]\\s*|\\s+(?:to|and|or)\\s+)";
    let date = [
        format!("(?-u:\\b)[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{to}[0-9]{{1,2}})?\\s+(?:of\\s+)?{month}(?:\\s+{year})?"),
        format!("{month}\\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{to}[0-9]{{1,2}})?(?:,?\\s+{year})?(?-u:\\b)"),
        format!("(?-u:\\b){year} to {year}(?-u:\\b)"),
        format!("(?-u:\\b){year}s(?-u:\\b)|(?-u:\\b){year}\\s*[–—/-]\\s*(?:{year}|[0-9]{{2}})(?-u:\\b)"),
        "(?-u:\\b)[0-9]{1,2}:[0-9]{2}(?-u:\\b)|(?-u:\\b)[0-9]{4}-[0-9]{2}-[0-9]{2}(?-u:\\b)|(?-u:\\b)[0-9]{1,2}(?:st|nd|rd|th) century".to_owned(),
    ];
    let document = [
        "(?-u:\\b)(?:[Nn]os?\\.|Nos?|Number|Order|Decree|Document|Circular|Directive)\\s*(?:[Nn]o\\.?\\s*)?[0-9]+(?:-[0-9]+)?".to_owned(),
        "[\\[(〔]\\s*[0-9]{4}\\s*[\\])〕]\\s*(?:No\\.?\\s*)?[0-9]+".to_owned(),
        "(?-u:\\b)[A-Z]{2,4}[0-9]{0,2}/[A-Z]{1,2}\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:-]\\s?[0-9]{4})?".to_owned(),
        "(?-u:\\b)(?:GB|DB|TD|HJ|LY|NY|SL|DZ|CJJ|JGJ|JTG|ISO|IEC)\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:-]\\s?[0-9]{4})?".to_owned(),
    ];
    let ordinal = ["(?-u:\\b)[0-9]+(?:st|nd|rd|th)(?-u:\\b)".to_owned()];
    let name = [
        "(?i)(?-u:\\b)(?:landsat|sentinel|gaofen|ziyuan|fengyun|modis|terra|windows)[ -]?[0-9]+".to_owned(),
        "(?-u:\\b)(?:CC BY|Agenda|Vision|Horizon) [0-9.]+|(?-u:\\b)five-year plans?(?-u:\\b)".to_owned(),
    ];
    let number = "[0-9]+(?:[-–.][0-9]+)*[a-z]?";
    let label = [format!(
        "(?i)(?-u:\\b)(?:figures?|figs?\\.?|tables?|maps?|plates?|box|boxes|chapters?|sections?|articles?|annex|annexes|appendix|appendices|parts?|steps?|phases?|notes?|pages?|pp?\\.|equations?|eqs?\\.|columns?|rows?|items?|paragraphs?|clauses?|volumes?|vol\\.|stages?|grades?|class|level|type|zone|category|tier|highway|route|line|version|scenario|goal|indicator|programme|project|task|option|group)\\s+(?:{number}(?:(?:,? (?:and|to|or) |, |–){number})*|{SMALL}(?-u:\\b))"
    )];
    let code = [
        "(?:https?://|www\\.)[^\\s)]+|[\\w.]+@[\\w.]+".to_owned(),
        "[A-Za-z]-?[0-9][0-9A-Za-z.\\-]*|(?-u:\\b)[0-9]+[A-Z](?-u:\\b)".to_owned(),
        "(?i)(?-u:\\b)(?:code|telephone|tel\\.?|phone|hotline|fax|postcode|isbn|epsg)s?(?: is| of)?:? ?\\+?[0-9][0-9 -]*"
            .to_owned(),
        "(?-u:\\b)[0-9]:(?:[0-9]{3,}|[0-9]{1,3}(?:,[0-9]{3})+)|(?-u:\\b)[0-9]{3,4}-[0-9]{7,8}(?-u:\\b)|(?-u:\\b)24/7(?-u:\\b)".to_owned(),
    ];
    let enumeration = [
        "\\(\\s*[0-9]{1,2}\\s*\\)".to_owned(),
        "^\\s*[0-9]{1,2}[.)](?:\\s|$)".to_owned(),
        "[;:]\\s*[0-9]{1,2}\\)\\s".to_owned(),
    ];
    let idiom = ["(?i)(?-u:\\b)(?:one or two|nine times out of ten|two by two|a thousand and one|zero (?:tolerance|waste|emissions?|carbon|growth|discharge)|net[- ]zero|fifty-fifty|a million times|(?:first|second|latter|other|upper|lower|better) half|in half|half an? |half as|half way|one in a million|two sides of the same coin|one hundred per cent behind)".to_owned()];
    // The first that covers a number gives the reason.
    [
        (Exempt::Document, &document[..]),
        (Exempt::Code, &code),
        (Exempt::Date, &date),
        (Exempt::Ordinal, &ordinal),
        (Exempt::Name, &name),
        (Exempt::Label, &label),
        (Exempt::Enumeration, &enumeration),
        (Exempt::Idiom, &idiom),
    ]
    .into_iter()
    .flat_map(|(exempt, patterns)| Pattern::all(exempt, patterns))
    .collect()
});

pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let found = CORE.find_iter(text).map(|hit| {
        let words = hit.as_str().starts_with(|sign: char| sign.is_ascii_alphabetic());
        // "a third of": the last word only tells it from "a third party".
        let length = hit.as_str().strip_suffix(" of").map_or(hit.len(), str::len);
        let start = if words { hit.start() } else { start(text, hit.start(), &CURRENCIES) };
        Candidate { start, core: hit.start()..hit.start() + length, words }
    });
    found.collect()
}

pub(super) fn reach(lexicon: &Lexicon, text: &str, candidate: &Candidate) -> Option<Reach> {
    let core = &candidate.core;
    let mut reach = Reach { range: core.end, reading: core.end };
    for end in ends(text, core.end) {
        if text[end..].starts_with(|next: char| next.is_ascii_alphabetic())
            && text[..end].ends_with(|last: char| last.is_ascii_alphabetic())
        {
            continue;
        }
        let tail = &text[core.end..end];
        let prime = tail.ends_with(['\'', '’', '"', '”']) && !tail.contains('°');
        if tail.ends_with([' ', ',', '\u{a0}', '\u{2009}', '\u{202f}']) || prime {
            continue;
        }
        let Some(literal) = lexicon.recognise(Language::En, &text[candidate.start..end]) else { continue };
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
    if reach.range > core.end {
        return None;
    }
    let before = before.to_ascii_lowercase();
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
        _ if single => noun && after != "of" && ["only", "just", "exactly"].contains(&before.as_str()),
        "half" => ["of", "the", "its", "their"].contains(&after) || ["than", "over", "by"].contains(&before.as_str()),
        _ if lower.contains([' ', '-']) => true,
        _ => noun || counting || alone,
    };
    (!sound).then_some(Exempt::Idiom)
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
