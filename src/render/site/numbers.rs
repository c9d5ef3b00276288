//! Numbers on the page: the link from a number to its ledger entry, and values as the ledger prints them.

use super::book::{Book, ledger_path, notes_path};
use super::markup::{anchor, escape, held};
use super::{address, book};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::{
    Bound, BoundTie, Key, Language, Missing, Observation, Qualifier, Quantity, TieId, TieKind, ValueState, truth_words,
};
use rust_decimal::Decimal;

/// A number with its unit up to this many characters never breaks across lines. Chinese lines are justified and would
/// be stretched apart by more; of a longer literal only the number itself is kept together.
const fn short(language: Language) -> usize {
    match language {
        Language::Zh => 6,
        Language::En => 24,
    }
}

/// A tied number or a claim as HTML, with the mark of its finding.
pub(super) fn tie_html(book: &Book, language: Language, here: &str, id: TieId, words: &str) -> String {
    let Some(written) = book.report.project.ties.get(id.0) else {
        return escape(words);
    };
    let mut html = match written.kind {
        TieKind::Number => number_html(book, language, here, id, words),
        TieKind::Claim => claim_html(book, language, here, id, words),
    };
    if let Some(finding) = book.finding_of(id) {
        html.push_str(&mark_html(book, language, here, finding));
    }
    html
}

/// The small mark behind a number or claim that a finding is about.
pub(super) fn mark_html(book: &Book, language: Language, here: &str, finding: usize) -> String {
    let Some(finding) = book.report.project.findings.get(finding) else {
        return String::new();
    };
    let id = finding.id.value.as_str();
    let href = address::relative(here, &format!("{}#{id}", notes_path(language)));
    let title = book.say(language, &Message::new("ui.site.mark").with("id", id));
    format!("<sup class=\"mark\"><a href=\"{}\" title=\"{}\">{}</a></sup>", escape(&href), escape(&title), escape(id))
}

fn number_html(book: &Book, language: Language, here: &str, id: TieId, words: &str) -> String {
    let (written, bound) = book.report.tie(id);
    let key = bound.key.as_ref().or_else(|| bound.keys.first());
    let path = key.map_or_else(|| ledger_path(language), |key| book.key_path(language, key));
    let data_key = bound.key.as_ref().map_or_else(|| written.target.value.clone(), Key::to_string);
    let hedge = words.find(|character: char| character.is_ascii_digit()).filter(|_| language == Language::Zh);
    let (hedge, number) = words.split_at(hedge.unwrap_or(0));
    let is_short = number.chars().count() <= short(language);
    let class = if is_short && hedge.is_empty() { "tie" } else { "tie long" };
    let literal = match (is_short, hedge) {
        (true, "") => escape(words),
        (true, hedge) => format!("{}<span class=\"held\">{}</span>", escape(hedge), escape(number)),
        (false, _) => held(language, words),
    };
    let inner = match machine_value(book, bound) {
        Some((value, unit)) => format!(
            "<data value=\"{value}\" data-key=\"{}\" data-unit=\"{}\">{}</data>",
            escape(&data_key),
            escape(&unit),
            literal
        ),
        None => format!("<span data-key=\"{}\">{}</span>", escape(&data_key), literal),
    };
    format!("<a class=\"{class}\" href=\"{}\">{inner}</a>", escape(&address::relative(here, &path)))
}

/// The stated number in its fact's unit where the tie is one key, else the formula's value in its own unit, with no
/// fewer digits than the text shows.
fn machine_value(book: &Book, bound: &BoundTie) -> Option<(String, String)> {
    if let Some(observation) = bound.key.as_ref().and_then(|key| book.report.observations.get(key))
        && let ValueState::Given(number) = observation.stated
    {
        return Some((number.to_string(), unit_written(book, observation).to_owned()));
    }
    let quantity = bound.value.as_ref()?;
    let step = bound.literal_step.and_then(|step| quantity.unit.from_base(step));
    let digits = step.map_or(0, |step| step.normalize().scale());
    let supported = quantity.number()?;
    let number = if digits > supported.scale() { quantity.rounded(digits)? } else { supported };
    Some((number.to_string(), quantity.unit.written.clone()))
}

fn claim_html(book: &Book, language: Language, here: &str, id: TieId, words: &str) -> String {
    let (written, bound) = book.report.tie(id);
    let target = bound.claim.as_deref().unwrap_or(&written.target.value);
    let truth = book.say(language, &truth_words(bound.truth));
    let said = bound
        .claim
        .as_ref()
        .and_then(|claim| book.report.claims.get(claim))
        .and_then(|result| book.report.project.claims.get(result.claim))
        .map_or_else(|| written.target.value.clone(), |claim| claim.text.get(language).plain());
    let path = match book.claim_anchor(target) {
        Some(anchor) => format!("{}#{anchor}", ledger_path(language)),
        None => ledger_path(language),
    };
    let link = anchor(&address::relative(here, &path), &held(language, words));
    let message = Message::new("ui.site.claim_title").with("claim", said).with("truth", truth);
    format!("<span class=\"claim\" title=\"{}\">{link}</span>", escape(&book.say(language, &message)))
}

/// The unit of an observation's fact as written in the data.
pub(super) fn unit_written<'a>(book: &Book<'a>, observation: &Observation) -> &'a str {
    book.report.project.facts.get(observation.fact).map_or("", |fact| fact.unit.value.as_str())
}

/// A number of a fact, with its unit, in words of the language.
pub(super) fn stated_text(book: &Book, language: Language, number: Decimal, unit: &str) -> String {
    let units = &book.report.project.units;
    match units.parse(unit) {
        Some(expression) => locale::format_quantity(language, number, &expression, units),
        None => format!("{} {unit}", locale::format_number(language, number)),
    }
}

/// A quantity in its own unit, in words of the language.
pub(super) fn quantity_text(book: &Book, language: Language, quantity: &Quantity) -> Option<String> {
    let number = quantity.number()?;
    Some(locale::format_quantity(language, number, &quantity.unit, &book.report.project.units))
}

/// The words for what is known of a number: its value with its unit, or why there is none.
pub(super) fn value_text(book: &Book, language: Language, observation: &Observation) -> String {
    match &observation.stated {
        ValueState::Given(number) => {
            let text = stated_text(book, language, *number, unit_written(book, observation));
            bounded(book, language, observation, text)
        }
        ValueState::Missing(missing) => match (&observation.computed, observation.number()) {
            (Some(computed), Some(number)) => {
                locale::format_quantity(language, number, &computed.unit, &book.report.project.units)
            }
            _ => book.say(language, &missing.words()),
        },
    }
}

/// A link to the ledger with a bare number as its text, for the cells of tables whose head names the unit.
pub(super) fn cell_html(book: &Book, language: Language, here: &str, key: &Key) -> String {
    linked(book, language, here, key, amount_text)
}

/// The same for a row that names its own unit, and that unit.
pub(super) fn row_html(book: &Book, language: Language, here: &str, key: &Key) -> (String, String) {
    let found = book.report.observations.get(key);
    let unit = found.map_or("", |observation| unit_written(book, observation));
    let label = match found.and_then(Observation::number) {
        Some(number) => row_text(book, language, number, unit).1,
        None => unit_text(book, language, unit),
    };
    let amount = |book: &Book, language, number, unit: &str| row_text(book, language, number, unit).0;
    (linked(book, language, here, key, amount), escape(&label))
}

fn row_text(book: &Book, language: Language, number: Decimal, unit: &str) -> (String, String) {
    let units = &book.report.project.units;
    match units.parse(unit) {
        Some(expression) => locale::format_row(language, number, &expression, units),
        None => (locale::format_number(language, number), unit.to_owned()),
    }
}

/// The same as [`cell_html`] with the number's unit.
pub(super) fn quantity_html(book: &Book, language: Language, here: &str, key: &Key) -> String {
    linked(book, language, here, key, stated_text)
}

/// A number as `print` gives it, hedged as the plan hedges it, tied to its entry of the ledger.
fn linked(
    book: &Book,
    language: Language,
    here: &str,
    key: &Key,
    print: fn(&Book, Language, Decimal, &str) -> String,
) -> String {
    let Some(observation) = book.report.observations.get(key) else {
        return format!("<span class=\"tbd\">{}</span>", escape(&book.say(language, &Missing::Undetermined.words())));
    };
    let Some(number) = observation.number() else {
        return format!("<span class=\"tbd\">{}</span>", escape(&value_text(book, language, observation)));
    };
    let mut html = format!(
        "<a class=\"tie\" href=\"{}\"><data value=\"{number}\" data-key=\"{}\" data-unit=\"{}\">{}</data></a>",
        escape(&address::relative(here, &book.key_path(language, key))),
        escape(&key.to_string()),
        escape(unit_written(book, observation)),
        escape(&hedged(book, language, observation, print(book, language, number, unit_written(book, observation)))),
    );
    let finding = book.report.finding_on(&key.to_string()).or_else(|| book.report.finding_on(&key.fact));
    if let Some(finding) = finding {
        html.push_str(&mark_html(book, language, here, finding));
    }
    html
}

/// A number of a unit without the unit's name: a calendar year is not grouped.
fn amount_text(book: &Book, language: Language, number: Decimal, unit: &str) -> String {
    match book.report.project.units.parse(unit) {
        Some(unit) => locale::format_amount(language, number, &unit),
        None => locale::format_number(language, number),
    }
}

/// A target that is a floor or a ceiling says so.
fn bounded(book: &Book, language: Language, observation: &Observation, number: String) -> String {
    let id = match observation.bound {
        Some(Bound::AtLeast) => "ui.value.at-least",
        Some(Bound::AtMost) => "ui.value.at-most",
        None => return number,
    };
    book.say(language, &Message::new(id).with("number", number))
}

/// A number with the hedge that the plan gives it, unless it is a floor or a ceiling.
fn hedged(book: &Book, language: Language, observation: &Observation, number: String) -> String {
    let number = bounded(book, language, observation, number);
    match hedge_around(book, language, observation, &number) {
        Some((before, after)) => format!("{before}{number}{after}"),
        None => number,
    }
}

/// What the plan's hedge puts before and behind a number: 约 and nothing, nothing and 以上, `about ` and nothing.
pub(super) fn hedge_around(
    book: &Book,
    language: Language,
    observation: &Observation,
    number: &str,
) -> Option<(String, String)> {
    let fact = book.report.project.facts.get(observation.fact).filter(|_| observation.bound.is_none())?;
    let id = match fact.qualifier? {
        Qualifier::About => "ui.value.about",
        Qualifier::Over => "ui.value.over",
        Qualifier::Under => "ui.value.under",
    };
    let text = book.say(language, &Message::new(id).with("number", number));
    let (before, after) = text.split_once(number)?;
    Some((before.to_owned(), after.to_owned()))
}

/// The unit of a table's column; nothing for the pure number.
pub(super) fn unit_text(book: &Book, language: Language, unit: &str) -> String {
    let units = &book.report.project.units;
    units.parse(unit).map_or_else(|| unit.to_owned(), |expression| locale::column_label(language, &expression, units))
}

/// Where one of the keys is first said in the text: path below `content/<lang>/`, and the tie.
pub(super) fn first_said<'a>(book: &Book<'a>, keys: &[(&Key, &Observation)]) -> Option<(&'a str, TieId)> {
    let uses = keys.iter().filter_map(|(key, _)| book.report.uses.get(*key)).flatten();
    uses.filter_map(|tie| Some((book.place_of(*tie)?.1, *tie)))
        .filter_map(|(page, tie)| Some((book.report.project.pages.get(page.0)?.path.as_str(), tie)))
        .min_by_key(|(path, tie)| (book::reading_order(path), *tie))
}

/// Where a key stands among those of its fact: observed before planned, members in the order of their dimension.
pub(super) fn key_order<'k>(book: &Book, key: &'k Key, observation: &Observation) -> (bool, Vec<usize>, &'k Key) {
    let project = &book.report.project;
    let by = project.facts.get(observation.fact).map_or(&[][..], |fact| fact.by.as_slice());
    let place = |(position, member): (usize, &String)| {
        let dimension = by.get(position).and_then(|id| project.dimensions.get(id));
        dimension.and_then(|dimension| dimension.members.place(member)).unwrap_or(usize::from(member == "max"))
    };
    (observation.target, key.members.iter().enumerate().map(place).collect(), key)
}
