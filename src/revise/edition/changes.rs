//! What has changed between two records: numbers, indicators, figures, sentences.

use super::record::{Bilingual, Edition, FactRecord, FigureRecord, IndicatorRecord};
use super::texts::{self, TextChange};
use crate::model::UnitTable;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is otherwise.
    Changed,
}

/// One field that is otherwise; `subject` says of what, where the entry holds several (a part of a chart).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// The field: `unit`, `date`, `title`.
    pub field: &'static str,
    /// Of what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Bilingual>,
    /// As it was.
    pub before: Option<Bilingual>,
    /// As it is.
    pub after: Option<Bilingual>,
}

/// A number that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// What became of it.
    pub change: Change,
    /// As it was.
    pub before: Option<FactRecord>,
    /// As it is.
    pub after: Option<FactRecord>,
    /// Growth in per cent of the former value, rounded to two decimals; none where there is no former value, or 0.
    pub percent: Option<String>,
    /// For percentages: the difference in percentage points.
    pub points: Option<String>,
    /// What else is otherwise.
    pub details: Vec<Detail>,
}

impl FactChange {
    /// Whether the number itself is otherwise.
    pub fn is_number(&self) -> bool {
        let number = |record: &Option<FactRecord>| record.as_ref().map(|fact| (fact.value.clone(), fact.unit.clone()));
        number(&self.before) != number(&self.after)
    }
}

/// An indicator or a figure that has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Its id.
    pub id: String,
    /// Its name or title.
    pub name: Bilingual,
    /// What became of it.
    pub change: Change,
    /// What is otherwise.
    pub details: Vec<Detail>,
}

/// All that has changed since an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// 1.
    pub format: u32,
    /// The edition's name.
    pub edition: String,
    /// Its date.
    pub date: String,
    /// Numbers, by key.
    pub facts: Vec<FactChange>,
    /// Indicators, in their order.
    pub indicators: Vec<RecordChange>,
    /// Figures, by id.
    pub figures: Vec<RecordChange>,
    /// Sentences, by block in reading order.
    pub texts: Vec<TextChange>,
}

impl Changes {
    /// Compares an edition with the book as it is now. `units` are the book's.
    pub fn between(before: &Edition, now: &Edition, units: &UnitTable) -> Self {
        Self {
            format: 1,
            edition: before.edition.clone(),
            date: before.date.clone(),
            facts: facts(before, now, units),
            indicators: indicators(before, now),
            figures: figures(&before.figures, &now.figures),
            texts: texts::changes(before, now),
        }
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.indicators.is_empty() && self.figures.is_empty() && self.texts.is_empty()
    }

    /// As one JSON object.
    ///
    /// # Panics
    /// Never: all keys are words.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("changes have only words for keys") + "\n"
    }
}

/// Entries of both records by id: first those that are there now, in their order, then those that are gone.
fn paired<'a, T>(before: &'a [T], now: &'a [T], id: fn(&T) -> &str) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let find = |list: &'a [T], wanted: &T| list.iter().find(|one| id(one) == id(wanted));
    let gone = before.iter().filter(|one| find(now, one).is_none()).map(|one| (Some(one), None));
    now.iter().map(|one| (find(before, one), Some(one))).chain(gone).collect()
}

fn change<T>(before: Option<&T>, now: Option<&T>) -> Change {
    match (before, now) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => Change::Changed,
    }
}

fn facts(before: &Edition, now: &Edition, units: &UnitTable) -> Vec<FactChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(&before.facts, &now.facts, |fact| &fact.key) {
        let Some(shown) = new.or(old).filter(|_| old != new) else { continue };
        let (percent, points) = old.zip(new).map_or((None, None), |(old, new)| growth(old, new, units));
        let mut details = Vec::new();
        if let (Some(old), Some(new)) = (old, new) {
            details.extend(texts_differ("name", &old.name, &new.name));
            details.extend(words_differ("state", Some(&old.state), Some(&new.state)));
            details.extend(words_differ("date", old.date.as_ref(), new.date.as_ref()));
            details.extend(words_differ("source", old.source.as_ref(), new.source.as_ref()));
            details.extend(words_differ("qualifier", old.qualifier.as_ref(), new.qualifier.as_ref()));
        }
        changes.push(FactChange {
            key: shown.key.clone(),
            name: shown.name.clone(),
            change: change(old, new),
            before: old.cloned(),
            after: new.cloned(),
            percent,
            points,
            details,
        });
    }
    changes.sort_by(|one, other| one.key.cmp(&other.key));
    changes
}

/// Growth in per cent, and for percentages the difference in points; compared in base units.
fn growth(old: &FactRecord, new: &FactRecord, units: &UnitTable) -> (Option<String>, Option<String>) {
    let base = |fact: &FactRecord| {
        let unit = units.parse(&fact.unit)?;
        let value = fact.value.as_ref()?.parse::<Decimal>().ok()?;
        Some((unit.to_base(value)?, unit))
    };
    let Some(((old_value, old_unit), (new_value, new_unit))) = base(old).zip(base(new)) else { return (None, None) };
    if !old_unit.same_dimension(&new_unit) || old_value == new_value {
        return (None, None);
    }
    let hundred = Decimal::ONE_HUNDRED;
    let rounded = |value: Decimal| value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
    let gap = new_value.checked_sub(old_value);
    let relative = gap.and_then(|gap| gap.checked_div(old_value.abs())).and_then(|share| share.checked_mul(hundred));
    let percentages = old.unit == "%" && new.unit == "%";
    let points = gap.filter(|_| percentages).and_then(|gap| gap.checked_mul(hundred));
    (relative.map(|share| rounded(share).to_string()), points.map(|points| points.normalize().to_string()))
}

fn indicators(before: &Edition, now: &Edition) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(&before.indicators, &now.indicators, |indicator| &indicator.id) {
        let Some(shown) = new.or(old) else { continue };
        let mut details = Vec::new();
        if let (Some(old), Some(new)) = (old, new) {
            details.extend(indicator_details(old, new));
            details.extend(indicator_values(&values_of(before, &old.fact), &values_of(now, &new.fact)));
        }
        if old.is_none() || new.is_none() || !details.is_empty() {
            let (id, name) = (shown.id.clone(), shown.name.clone());
            changes.push(RecordChange { id, name, change: change(old, new), details });
        }
    }
    changes
}

fn indicator_details(old: &IndicatorRecord, new: &IndicatorRecord) -> Vec<Detail> {
    let number = (old.number.to_string(), new.number.to_string());
    [
        texts_differ("name", &old.name, &new.name),
        words_differ("number", Some(&number.0), Some(&number.1)),
        words_differ("class", Some(&old.class), Some(&new.class)),
        words_differ("attribute", old.attribute.as_ref(), new.attribute.as_ref()),
        words_differ("direction", old.direction.as_ref(), new.direction.as_ref()),
        words_differ("fact", Some(&old.fact), Some(&new.fact)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The values of an indicator are those of its fact, observed and planned.
fn values_of<'a>(edition: &'a Edition, fact: &str) -> Vec<&'a FactRecord> {
    let own = |key: &str| {
        let name = key.split('@').next().unwrap_or(key);
        name == fact || name.strip_suffix(".target") == Some(fact)
    };
    edition.facts.iter().filter(|record| own(&record.key)).collect()
}

fn indicator_values(before: &[&FactRecord], now: &[&FactRecord]) -> Vec<Detail> {
    let shown = |fact: Option<&&FactRecord>| fact.and_then(|fact| Some(same(&with_unit(fact)?)));
    let detail = |(was, is): (Option<&&FactRecord>, Option<&&FactRecord>)| {
        let key = was.or(is).map(|fact| same(&fact.key));
        let (before, after) = (shown(was), shown(is));
        (before != after).then_some(Detail { field: "value", subject: key, before, after })
    };
    paired(before, now, |fact| &fact.key).into_iter().filter_map(detail).collect()
}

fn figures(before: &[FigureRecord], now: &[FigureRecord]) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(before, now, |figure| &figure.id) {
        let Some(shown) = new.or(old).filter(|_| old != new) else { continue };
        let mut details = Vec::new();
        if let (Some(old), Some(new)) = (old, new) {
            details.extend(texts_differ("title", &old.title, &new.title));
            details.extend(words_differ("kind", Some(&old.kind), Some(&new.kind)));
            details.extend(words_differ("page", old.page.as_ref(), new.page.as_ref()));
            for (was, is) in
                paired(&old.parts, &new.parts, |(label, _)| &label.zh).into_iter().filter(|(was, is)| was != is)
            {
                let subject = is.or(was).map(|(label, _)| label.clone());
                let value = |part: Option<&(Bilingual, Bilingual)>| part.map(|(_, value)| value.clone());
                details.push(Detail { field: "value", subject, before: value(was), after: value(is) });
            }
        }
        let (id, name) = (shown.id.clone(), shown.title.clone());
        changes.push(RecordChange { id, name, change: change(old, new), details });
    }
    changes
}

fn with_unit(fact: &FactRecord) -> Option<String> {
    let value = fact.value.as_ref()?;
    Some(if fact.unit == "1" { value.clone() } else { format!("{value} {}", fact.unit) })
}

fn same(word: &str) -> Bilingual {
    Bilingual { zh: word.to_owned(), en: word.to_owned() }
}

fn texts_differ(field: &'static str, before: &Bilingual, after: &Bilingual) -> Option<Detail> {
    let (before, after) = (Some(before), Some(after));
    (before != after).then(|| Detail { field, subject: None, before: before.cloned(), after: after.cloned() })
}

fn words_differ(field: &'static str, before: Option<&String>, after: Option<&String>) -> Option<Detail> {
    let text = |word: Option<&String>| word.map(|word| same(word));
    (before != after).then(|| Detail { field, subject: None, before: text(before), after: text(after) })
}
