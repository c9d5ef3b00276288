//! English: what looks like a number and is none.

use super::super::Exempt;
use super::super::pattern::{Hold, Pattern, Signs};
use super::SMALL;
use std::sync::LazyLock;

const YEAR: &str = "(?:18|19|20)[0-9]{2}";
const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.|Feb\\.|Aug\\.|Sept?\\.|Oct\\.|Nov\\.|Dec\\.)";
/// What joins two days.
const TO: &str = "(?:\\s*[–—-]\\s*|\\s+(?:to|and|or)\\s+)";

/// The first that covers a number gives the reason.
pub(in super::super) static ALL: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let kinds = [
        (Exempt::Document, Hold::Firm, DOCUMENTS, documents()),
        (Exempt::Code, Hold::Firm, Signs::None, codes()),
        (Exempt::Code, Hold::UnlessQuantity, Signs::None, vec!["[A-Za-z]-?[0-9][0-9A-Za-z.\\-]*".to_owned()]),
        (Exempt::Date, Hold::Firm, DATES, dates()),
        (Exempt::Ordinal, Hold::Firm, Signs::None, vec!["(?-u:\\b)[0-9]+(?:st|nd|rd|th)(?-u:\\b)".to_owned()]),
        (Exempt::Name, Hold::UnlessMeasured, SATELLITES, satellites()),
        (Exempt::Label, Hold::Firm, POWER_LINES, power_lines()),
        (Exempt::Label, Hold::UnlessMeasured, Signs::None, labels()),
        (Exempt::Enumeration, Hold::Firm, Signs::None, enumerations()),
        (Exempt::Idiom, Hold::Firm, IDIOMS, idioms()),
    ];
    let kinds = kinds.into_iter().map(|(exempt, hold, signs, patterns)| Pattern::any(exempt, hold, signs, &patterns));
    // Names are many and rare: one by one, few of them are compiled.
    let name = |(signs, name): (Signs, String)| Pattern::any(Exempt::Name, Hold::Firm, signs, &[name]);
    std::iter::once(Pattern::slogan(".;:!?", 60)).chain(names().map(name)).chain(kinds).collect()
});

const DATES: Signs = Signs::Of(&[
    "18",
    "19",
    "20",
    "Jan",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
    "-",
    ":",
    "century",
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "'",
    "’",
    "ero hour",
    "next",
    "coming",
    "following",
    "days",
    "weeks",
    "months",
    "quarters",
    "years",
    "BC",
    "CE",
    "AD",
    "/",
]);

fn dates() -> Vec<String> {
    let (year, month, to) = (YEAR, MONTH, TO);
    let clock = "[0-9]{1,2}(?:[:.][0-9]{2})?";
    vec![
        // Before the years, of which it would be a range: 2021-10 of 2021-10-05.
        "(?-u:\\b)[0-9]{4}-[0-9]{2}-[0-9]{2}(?-u:\\b)".to_owned(),
        format!("(?-u:\\b)[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{to}[0-9]{{1,2}})?\\s+(?:of\\s+)?{month}(?:\\s+{year})?"),
        format!("{month}\\s+[0-9]{{1,2}}(?:st|nd|rd|th)?(?:{to}[0-9]{{1,2}})?(?:,?\\s+{year})?(?-u:\\b)"),
        format!("(?-u:\\b){year} to {year}(?-u:\\b)"),
        format!("(?-u:\\b){year}s(?-u:\\b)|(?-u:\\b){year}\\s*[–—/-]\\s*(?:{year}|[0-9]{{2}})(?-u:\\b)"),
        "(?-u:\\b)(?:0?[6-9]|1[0-9]|2[0-4]):[0-5][0-9](?-u:\\b)|(?-u:\\b)0?0:00(?-u:\\b)|(?-u:\\b)[0-9]{1,2}(?:st|nd|rd|th) century".to_owned(),
        format!("(?-u:\\b){clock}(?:\\s*(?:to|–|-)\\s*{clock})?\\s?(?:[ap]\\.m\\.|[ap]m(?-u:\\b))"),
        "(?i-u)\\b[0-9a-z-]+ o(?:'|’)clock".to_owned(),
        "(?-u:\\b)[Zz]ero hour(?-u:\\b)".to_owned(),
        // A stretch of time that a sentence speaks of: the three months to June, the next ten years, a five-year period.
        format!("(?-u:\\b)[Tt]he (?:next|coming|following) (?i-u:{SMALL}|[0-9]{{1,2}}) (?:days|weeks|months|quarters|years)(?-u:\\b)"),
        format!("(?-u:\\b)[Tt]he (?i-u:{SMALL}|[0-9]{{1,2}}) (?:days|weeks|months|quarters|years) (?:to|ended|ending|up to|from|since)(?-u:\\b)"),
        format!("(?-u:\\b){year}/[0-9](?-u:\\b)"),
        format!("(?-u:\\b)[0-9]{{1,4}} (?:BCE?|CE)(?-u:\\b)|(?-u:\\b)AD [0-9]{{1,4}}(?-u:\\b)|['’][0-9]0s(?-u:\\b)|(?-u:\\b)[0-9]{{1,2}}/[0-9]{{1,2}}/{year}(?-u:\\b)"),
    ]
}

const DOCUMENTS: Signs = Signs::Of(&[
    "No",
    "no.",
    "nos.",
    "Number",
    "Order",
    "Decree",
    "Document",
    "Circular",
    "Directive",
    "[",
    "(",
    "〔",
    "§",
    "/",
    "GB",
    "DB",
    "TD",
    "HJ",
    "LY",
    "NY",
    "SL",
    "DZ",
    "CJJ",
    "JGJ",
    "JTG",
    "ISO",
    "IEC",
]);

fn documents() -> Vec<String> {
    vec![
        "(?-u:\\b)(?:no\\.|nos\\.|Nos?\\.|Nos?|Number|Order|Decree|Document|Circular|Directive)\\s*(?:[Nn]o\\.?\\s*)?[0-9]+(?:-[0-9]+)?".to_owned(),
        "[\\[(〔]\\s*[0-9]{4}\\s*[\\])〕]\\s*(?:No\\.?\\s*)?[0-9]+|§+\\s?[0-9]+(?:\\.[0-9]+)*".to_owned(),
        "(?-u:\\b)[A-Z]{2,4}[0-9]{0,2}/[A-Z]{1,2}\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:-]\\s?[0-9]{4})?".to_owned(),
        "(?-u:\\b)(?:GB|DB|TD|HJ|LY|NY|SL|DZ|CJJ|JGJ|JTG|ISO|IEC)\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:-]\\s?[0-9]{4})?".to_owned(),
    ]
}

fn names() -> [(Signs, String); 5] {
    [
        (
            Signs::AnyCase(&["year"]),
            format!(
                "(?i-u)\\b(?:a|an|the|each|every|its|this) (?:{SMALL}|[0-9]{{1,2}})[- ]years? (?:period|plan|strategy|programme|horizon|framework|cycle|term|vision|review|roadmap)s?\\b"
            ),
        ),
        (Signs::AnyCase(&["windows"]), "(?i-u)\\bwindows (?:7|8|10|11)\\b".to_owned()),
        (
            Signs::Of(&["CC BY", "Agenda", "Vision", "Horizon"]),
            "(?-u:\\b)(?:CC BY|Agenda|Vision|Horizon)[ \u{a0}][0-9.]+".to_owned(),
        ),
        (
            Signs::AnyCase(&["-year"]),
            "(?i-u)\\b(?:three|five|ten|[0-9]{1,2})-year (?:action )?(?:plan|programme|campaign|fishing ban)s?\\b"
                .to_owned(),
        ),
        (
            Signs::Of(&["Big", "Group of"]),
            "(?-u:\\b)(?:Big|Group of) (?:Four|Five|Six|Seven|Eight|Ten|Twenty)(?-u:\\b)".to_owned(),
        ),
    ]
}

const SATELLITES: Signs = Signs::AnyCase(&["landsat", "sentinel", "gaofen", "ziyuan", "fengyun", "jilin"]);

/// Which of a series; what "30 m" follows is its resolution.
fn satellites() -> Vec<String> {
    vec![
        "(?i-u)\\b(?:landsat|sentinel|gaofen|ziyuan|fengyun|jilin)[ -]?[0-9](?:(?:/|,? and | ?-)[ -]?[0-9])*\\b"
            .to_owned(),
    ]
}

fn codes() -> Vec<String> {
    vec![
        "(?:https?://|www\\.)[^\\s)]+|[0-9A-Za-z_.]+@[0-9A-Za-z_.]+|(?-u:\\b)doi:\\s?\\S+".to_owned(),
        // 5L is a measure.
        "(?-u:\\b)[0-9]+[A-KM-Z](?-u:\\b)|(?-u:\\b)[0-9]{1,3}(?:Cs|Pb|Sr)(?-u:\\b)".to_owned(),
        "(?-u:\\b)[A-Z]{1,2}[0-9]+\\+[0-9]+(?:\\.[0-9]+)?".to_owned(),
        "(?i-u)\\b(?:code|telephone|tel\\.?|phone|hotline|fax|postcode|isbn|epsg)s?(?: is| of)?:? ?\\+?[0-9][0-9 -]*"
            .to_owned(),
        "(?i-u)\\b12[0-9]{3} (?:[a-z]+ ){0,2}hotline".to_owned(),
        "(?-u:\\b)\\+?0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?-u:\\b)|(?-u:\\b)IDs?:? [0-9]+".to_owned(),
        // An address: 12 Mill Lane, AB1 2CD.
        "(?-u:\\b)[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}(?-u:\\b)|(?-u:\\b)[0-9]{1,4} (?:[A-Z][a-z]+ ){1,3}(?:Road|Street|Avenue|Lane|Drive|Way|Square|Close|Place)(?-u:\\b)".to_owned(),
        "(?-u:\\b)1\\s?[:∶]\\s?(?:[0-9]{1,3}(?:[ ,\u{2009}][0-9]{3})+|[0-9]{3,}|[0-9]+k)(?-u:\\b)".to_owned(),
        "(?-u:\\b)[0-9]:(?:[0-9]{3,}|[0-9]{1,3}(?:,[0-9]{3})+)|(?-u:\\b)[0-9]{3,4}-[0-9]{7,8}(?-u:\\b)|(?-u:\\b)24/7(?-u:\\b)|(?-u:\\b)7\\s?[x×]\\s?24(?-u:\\b)|(?-u:\\b)30x30(?-u:\\b)".to_owned(),
    ]
}

const POWER_LINES: Signs = Signs::AnyCase(&["10", "per 1", "kv", "unit: ", "units: "]);

/// The class of a power line, a unit with its power of ten.
fn power_lines() -> Vec<String> {
    vec![
        // A unit, not an amount: water use (10⁴ m³).
        "(?:[(/](?:in )?|(?i-u:\\bunits?:? ))10[⁰¹²³⁴⁵⁶⁷⁸⁹]+ ?[A-Za-zμ]".to_owned(),
        "(?i-u:\\bunits?: )(?:(?:CNY|RMB|USD|EUR) ?)?1(?:0{0,2}(?:[ ,]000)+|0{3,9})(?-u:\\b)".to_owned(),
        // What a rate or an index is counted against: per 100 women, year before = 100.
        "(?i-u)\\bper (?:100|1,?000|10,?000|100,?000) [a-z]|= ?100\\b".to_owned(),
        "(?-u:\\b)(?:6|10|20|35|66|110|220|330|500|750|800|1,?000)[ \u{a0}-]?kV(?-u:\\b)".to_owned(),
    ]
}

fn labels() -> Vec<String> {
    let number = "[0-9]+(?:[-–.][0-9]+)*[a-z]?";
    let list = format!("\\s+(?:{number}(?:(?:,? (?:and|to|or) |, |–){number})*|(?i-u:{SMALL}\\b))");
    let capital = "Sites?|Wells?|Plots?|Parcels?|Lots?|Bids?|Units?|Blocks?|Roads?|Targets?|SDGs?|Goals?|Indicators?|Reservoirs?|Stations?|[Rr]elease|[Ff]orce|parcel|plot|degree";
    vec![
        format!(
            "(?i-u:\\b(?:figures?|figs?\\.?|tables?|maps?|plates?|box|boxes|chapters?|sections?|articles?|annex|annexes|appendix|appendices|parts?|steps?|phases?|notes?|pages?|pp?\\.|equations?|eqs?\\.|columns?|rows?|items?|paragraphs?|clauses?|volumes?|vol\\.|stages?|grades?|class|level|type|zone|category|tier|highway|route|line|version|scenario|goal|indicator|programme|project|task|option|group)){list}"
        ),
        format!("(?-u:\\b)(?:{capital}){list}"),
        format!(
            "(?-u:\\b)(?:Policy|Theme|Metric|Objective|Priority|Pillar|Outcome|Principle|Measure|Action|Question|Recommendation|Module|Schedule)(?: [A-Z]{{2,5}})?{list}"
        ),
        "(?i-u)\\bnumber [0-9]{1,3} (?:below|above)\\b".to_owned(),
        "(?i-u:\\brefs?\\.)\\s*\\[?[0-9]+".to_owned(),
    ]
}

fn enumerations() -> Vec<String> {
    vec![
        "\\(\\s*[0-9]{1,2}\\s*\\)".to_owned(),
        "^\\s*[0-9]{1,2}[.)](?:\\s|$)".to_owned(),
        "[;:]\\s*[0-9]{1,2}\\)\\s|[;:]\\s*[0-9]{1,2}\\.\\s+[A-Z]|^\\s*[0-9]{1,2}\\.\\s".to_owned(),
    ]
}

const IDIOMS: Signs = Signs::AnyCase(&[
    "one or two",
    "or more",
    "one to one",
    "nine times",
    "two by two",
    "thousand and one",
    "zero",
    "fifty-fifty",
    "million",
    "half",
    "two sides",
    "hundred per cent behind",
]);

fn idioms() -> Vec<String> {
    vec!["(?i-u)\\b(?:one or two|(?:two|three) or more|one to one|nine times out of ten|two by two|a thousand and one|zero (?:tolerance|waste|emissions?|carbon|growth|discharge)|net[- ]zero|fifty-fifty|a million times|(?:first|second|latter|other|upper|lower|better) half|in half|half an? |half as|half way|one in a million|two sides of the same coin|one hundred per cent behind)".to_owned()]
}
