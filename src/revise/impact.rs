//! `impact`: what follows when values of the data change, told by comparing two reports of one book.

use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, nearest};
use crate::model::{
    Block, Edit, Key, LANGUAGES, Language, Listing, ListingPart, ListingRow, Observation, Quantity, Report, TARGET,
    Table, TableKind, UnitExpr, ValueState, decimal, to_figures,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Figures that count in a computed number: more than any plan prints.
const COMPUTED_DIGITS: u32 = 6;

/// A number in its unit.
pub type Amount = (Decimal, UnitExpr);

/// A number before and after.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which.
    pub key: Key,
    /// Before: a stated value with its own digits, a computed one cut to those that count. `None` where it was to be
    /// determined.
    pub before: Option<Amount>,
    /// After.
    pub after: Option<Amount>,
}

fn stated(one: &Observation) -> Option<Amount> {
    match one.stated {
        ValueState::Given(number) => Some((number, one.quantity.as_ref()?.unit.clone())),
        _ => None,
    }
}

fn computed(one: &Observation) -> Option<Amount> {
    let Quantity { nominal, unit, .. } = one.computed.as_ref()?;
    Some((to_figures(unit.from_base(*nominal)?, COMPUTED_DIGITS)?.normalize(), unit.clone()))
}

/// What a change of data reaches.
#[derive(Debug, Default)]
pub struct Impact {
    /// The values that were asked about.
    pub values: Vec<Change>,
    /// What formulas make of them.
    pub formulas: Vec<Change>,
    /// Ids of figures whose data change.
    pub figures: Vec<String>,
    /// Ids of tables that show a number that changes.
    pub tables: Vec<String>,
    /// Pages that change: `content/<lang>/<path>`.
    pub pages: Vec<String>,
    /// The PDFs that hold one of these pages, as paths below the output folder.
    pub pdfs: Vec<String>,
}

/// The places of the data where the new values go; `null` makes a value to be determined.
///
/// # Errors
/// When a key is unknown, only computed or given twice, or a value is no number as the data files take it.
pub fn edits(report: &Report, changes: &[(String, String)]) -> Result<Vec<Edit>, Failure> {
    let mut seen = BTreeSet::new();
    let mut edits = Vec::new();
    for (key, value) in changes {
        let key = key.trim_start_matches('=');
        if !seen.insert(key) {
            return Err(Failure::new(Message::new("impact.twice").with("key", key)));
        }
        edits.push(edit(report, key, value)?);
    }
    Ok(edits)
}

fn edit(report: &Report, key: &str, value: &str) -> Result<Edit, Failure> {
    let found = report.observations.values().find(|one| one.key.to_string() == key);
    let Some(one) = found else { return Err(unknown(report, key)) };
    let fact = report.project.facts.get(one.fact);
    let computed = fact.and_then(|fact| fact.formula.as_ref()).filter(|formula| formula.span == one.span);
    if let Some(formula) = computed {
        let message = Message::new("impact.computed").with("key", key).with("formula", formula.value.as_str());
        return Err(Failure::new(message));
    }
    if value != "null"
        && let Err(reason) = decimal(value)
    {
        let failure = Failure::new(Message::new("impact.no-number").with("key", key).with("value", value));
        return Err(failure.hint(reason));
    }
    Ok(Edit { span: one.span, text: value.to_owned() })
}

/// What is said of a key that no number has: its members and targets, or one that may be meant.
fn unknown(report: &Report, key: &str) -> Failure {
    let names: Vec<String> = report.observations.keys().map(ToString::to_string).collect();
    let is_member = |name: &&String| {
        let fact = name.split('@').next();
        fact == Some(key) || fact.and_then(|fact| fact.strip_suffix(TARGET)) == Some(key)
    };
    let siblings: Vec<&str> = names.iter().filter(is_member).map(String::as_str).collect();
    if !siblings.is_empty() {
        return Failure::new(Message::new("member-needed").with("fact", key).with("members", siblings.join(", ")));
    }
    let planned = report.planned(key).map(ToString::to_string);
    let meant = planned.as_deref().or_else(|| nearest(key, names.iter().map(String::as_str)));
    let failure = Failure::new(Message::new("impact.unknown").with("key", key));
    match meant {
        Some(name) => failure.hint(Message::new("cli.did-you-mean").with("name", name)),
        None => failure,
    }
}

/// What differs between two reports of a book of which only values of the data were changed. `rewritten` are the
/// literals that follow.
pub fn compare(before: &Report, after: &Report, asked: &[(String, String)], rewritten: &[Edit]) -> Impact {
    let mut impact = Impact::default();
    for (key, one) in &before.observations {
        let other = after.observations.get(key);
        let change = |amount: fn(&Observation) -> Option<Amount>| Change {
            key: key.clone(),
            before: amount(one),
            after: other.and_then(amount),
        };
        let name = key.to_string();
        if asked.iter().any(|(key, _)| key.trim_start_matches('=') == name) {
            impact.values.push(change(stated));
        }
        let nominal = |one: &Observation| one.computed.as_ref().map(|quantity| quantity.nominal);
        if nominal(one) != other.and_then(nominal) {
            impact.formulas.push(change(computed));
        }
    }
    let keys = printed(before, &impact);
    let drawn = before.figure_data.iter().filter(|(id, chart)| after.figure_data.get(*id) != Some(*chart));
    impact.figures = drawn.map(|(id, _)| id.clone()).collect();
    impact.tables = tables(before, &keys);
    let pages = pages(before, &impact, &keys, rewritten);
    for language in LANGUAGES {
        let own = format!("content/{language}/");
        if pages.iter().any(|page| page.starts_with(&own)) {
            impact.pdfs.push(format!("print/plan.{language}.pdf"));
        }
    }
    impact.pages = pages.into_iter().collect();
    impact
}

/// The faults that are new, whatever line they moved to.
pub fn broken<'a>(before: &'a Diagnostics, after: &'a Diagnostics) -> impl Iterator<Item = &'a Diagnostic> {
    let known: BTreeSet<_> = before.iter().map(|fault| (fault.rule, &fault.message)).collect();
    after.iter().filter(move |fault| !known.contains(&(fault.rule, &fault.message)))
}

/// Keys whose printed number changes: what is stated stays as stated, whatever its formula gives.
fn printed(report: &Report, impact: &Impact) -> BTreeSet<Key> {
    let unstated = |key: &Key| {
        report.observations.get(key).is_some_and(|one: &Observation| !matches!(one.stated, ValueState::Given(_)))
    };
    let values = impact.values.iter().map(|change| change.key.clone());
    values.chain(impact.formulas.iter().map(|change| change.key.clone()).filter(unstated)).collect()
}

/// Ids of the tables that show one of these numbers.
pub fn tables(report: &Report, keys: &BTreeSet<Key>) -> Vec<String> {
    let shown = report.project.tables.iter().filter(|table| shows(report, table, keys));
    shown.map(|table| table.id.value.clone()).collect()
}

fn shows(report: &Report, table: &Table, keys: &BTreeSet<Key>) -> bool {
    let base = |key: &Key| key.base().to_owned();
    match table.kind {
        TableKind::Facts => {
            let mut rows = table.rows.iter().chain(&table.total);
            rows.any(|row| keys.iter().any(|key| row.value == key.to_string() || row.value == base(key)))
        }
        TableKind::Indicators => {
            keys.iter().any(|key| report.project.indicators.iter().any(|one| one.fact.value == base(key)))
        }
        TableKind::Projects | TableKind::Members => {
            report.listings.get(&table.id.value).is_some_and(|listing| lists(listing, keys))
        }
    }
}

fn lists(listing: &Listing, keys: &BTreeSet<Key>) -> bool {
    let cells = listing.rows.iter().flat_map(|row| match row {
        ListingRow::Group(cell) => std::slice::from_ref(cell),
        ListingRow::Cells(cells) => cells.as_slice(),
    });
    let mut parts = cells.flatten();
    parts.any(|part| match part {
        ListingPart::Named(key) => keys.contains(key),
        ListingPart::Period(start, end) => keys.contains(start) || keys.contains(end),
        ListingPart::Labelled(_, named) => named.iter().any(|key| keys.contains(key)),
        _ => false,
    })
}

/// Pages with a rewritten literal, a touched figure or table, or the entry of a touched project.
fn pages(report: &Report, impact: &Impact, keys: &BTreeSet<Key>, rewritten: &[Edit]) -> BTreeSet<String> {
    let path = |language: Language, path: &str| format!("content/{language}/{path}");
    let mut pages = BTreeSet::new();
    for page in &report.project.pages {
        let holds = |block: &Block| match block {
            Block::Figure { id, .. } => impact.figures.contains(&id.value),
            Block::RegisterTable { id, .. } => impact.tables.contains(&id.value),
            Block::Project { id, .. } => report.project_entries.get(&id.value).is_some_and(|entry| lists(entry, keys)),
            _ => false,
        };
        if page.blocks.iter().any(holds) || rewritten.iter().any(|edit| edit.span.source == page.source) {
            pages.insert(path(page.language, &page.path));
        }
    }
    pages
}
