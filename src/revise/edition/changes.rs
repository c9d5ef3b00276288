//! What has changed between two records: numbers, indicators, figures, sentences.

use super::meeting::{Move, paired};
use super::record::{Bilingual, ClaimRecord, Edition, FactRecord, FigureRecord, IndicatorRecord};
use super::sentences::TextChange;
use super::texts;
use super::wording::{Wording, same};
use crate::model::{Project, TARGET, UnitTable};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;
use std::borrow::Cow;

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
    /// An error of the book keeps it from being read.
    Unread,
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
    /// Growth in per cent of the former value, rounded to two decimals; none where there is no former value, or 0, or
    /// where the unit counts from no true zero: degrees Celsius, calendar years.
    pub percent: Option<String>,
    /// For such units: the difference, in the unit as it is now.
    pub difference: Option<String>,
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
    /// Whether all was compared that there is: an edition of an older form lacks the text fields of the data, the
    /// bounds of targets and the units of charts.
    pub whole: bool,
    /// Files with errors after which something of them is missing, from the book's root; what is missing is not compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
    /// Numbers, by key.
    pub facts: Vec<FactChange>,
    /// Indicators, in their order.
    pub indicators: Vec<RecordChange>,
    /// Figures, by id.
    pub figures: Vec<RecordChange>,
    /// Claims that rest on something else, or are new or gone; none where the edition does not record them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<RecordChange>,
    /// Sentences, by block in reading order; then by field of the data.
    pub texts: Vec<TextChange>,
    /// Paragraphs that stand elsewhere, unchanged.
    pub moves: Vec<Move>,
}

impl Changes {
    /// Compares an edition with the book as it is now. `project` is the book's, whose names are used.
    pub fn between(before: &Edition, now: &Edition, project: &Project) -> Self {
        let words = Wording::new(project);
        let whole = before.is_whole() && now.is_whole();
        let now = &*as_far_as(before, now);
        let (texts, moves) = texts::changes(&before.blocks, &now.blocks);
        Self {
            format: 1,
            edition: before.edition.clone(),
            date: before.date.clone(),
            whole,
            unread: Vec::new(),
            facts: facts(before, now, &words),
            indicators: indicators(before, now, &words),
            figures: figures(&before.figures, &now.figures, &words),
            claims: claims(before.claims.as_deref(), now.claims.as_deref(), &words),
            texts,
            moves,
        }
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        let records = self.facts.is_empty() && self.indicators.is_empty() && self.figures.is_empty();
        records && self.claims.is_empty() && self.texts.is_empty() && self.moves.is_empty()
    }

    /// As one JSON object.
    ///
    /// # Panics
    /// Never: all keys are words.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("changes have only words for keys") + "\n"
    }
}

/// A record as far as an edition can be compared with it.
pub(super) fn as_far_as<'a>(before: &Edition, now: &'a Edition) -> Cow<'a, Edition> {
    match before.is_whole() && now.is_whole() {
        true => Cow::Borrowed(now),
        false => Cow::Owned(cut_to(now.clone(), before)),
    }
}

/// A record without what an older form does not hold: it would look new.
fn cut_to(mut now: Edition, before: &Edition) -> Edition {
    now.format = before.format;
    now.blocks.retain(|block| !texts::is_data(&block.page));
    now.facts.iter_mut().for_each(|fact| fact.bound = None);
    now.indicators.iter_mut().for_each(|indicator| indicator.counts = None);
    now.figures.iter_mut().for_each(|figure| figure.unit = Bilingual::default());
    now
}

fn change<T>(before: Option<&T>, now: Option<&T>) -> Change {
    match (before, now) {
        (None, _) => Change::Added,
        (_, None) => Change::Removed,
        _ => Change::Changed,
    }
}

fn facts(before: &Edition, now: &Edition, words: &Wording<'_>) -> Vec<FactChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(&before.facts, &now.facts, |fact| fact.key.as_str()) {
        let Some(shown) = new.or(old).filter(|_| old != new) else { continue };
        let growth = old.zip(new).map_or_else(Growth::default, |(old, new)| growth(old, new, words.units()));
        changes.push(FactChange {
            key: shown.key.clone(),
            name: shown.name.clone(),
            change: change(old, new),
            before: old.cloned(),
            after: new.cloned(),
            percent: growth.percent,
            difference: growth.difference,
            points: growth.points,
            details: old.zip(new).map_or_else(Vec::new, |(old, new)| fact_details(old, new, words)),
        });
    }
    changes.sort_by(|one, other| one.key.cmp(&other.key));
    changes
}

fn fact_details(old: &FactRecord, new: &FactRecord, words: &Wording<'_>) -> Vec<Detail> {
    let word = |field| move |text: &str| words.word(field, text);
    let details = [
        texts_differ("name", &old.name, &new.name),
        words_differ("state", Some(&old.state), Some(&new.state), word("state")),
        words_differ("unit", Some(&old.unit), Some(&new.unit), |text| words.unit(text)),
        words_differ("date", old.date.as_ref(), new.date.as_ref(), |text| words.date(text)),
        words_differ("source", old.source.as_ref(), new.source.as_ref(), |text| words.source(text)),
        words_differ("qualifier", old.qualifier.as_ref(), new.qualifier.as_ref(), word("qualifier")),
        words_differ("bound", old.bound.as_ref(), new.bound.as_ref(), word("bound")),
    ];
    details.into_iter().flatten().collect()
}

/// By how much a number has changed.
#[derive(Default)]
struct Growth {
    percent: Option<String>,
    difference: Option<String>,
    points: Option<String>,
}

/// Units whose numbers count from an agreed point: twice as many are not twice as much.
fn is_interval_scale(fact: &FactRecord) -> bool {
    let year = || fact.value.as_ref().is_some_and(|value| value.len() == 4 && !value.contains(['.', '-']));
    matches!(fact.unit.as_str(), "degC" | "sec" | "deg") || fact.unit == "year" && year()
}

/// Growth in per cent, and for percentages the difference in points; compared in base units.
fn growth(old: &FactRecord, new: &FactRecord, units: &UnitTable) -> Growth {
    let base = |fact: &FactRecord| {
        let unit = units.parse(&fact.unit)?;
        let value = fact.value.as_ref()?.parse::<Decimal>().ok()?;
        Some((unit.to_base(value)?, unit))
    };
    let Some(((old_value, old_unit), (new_value, new_unit))) = base(old).zip(base(new)) else {
        return Growth::default();
    };
    if !old_unit.same_dimension(&new_unit) || old_value == new_value {
        return Growth::default();
    }
    let gap = new_value.checked_sub(old_value);
    if is_interval_scale(new) {
        let difference = gap.and_then(|gap| new_unit.from_base(gap)).map(|gap| gap.normalize().to_string());
        return Growth { difference, ..Growth::default() };
    }
    let hundred = Decimal::ONE_HUNDRED;
    let rounded = |value: Decimal| value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
    let relative = gap.and_then(|gap| gap.checked_div(old_value.abs())).and_then(|share| share.checked_mul(hundred));
    let percentages = old.unit == "%" && new.unit == "%";
    let points = gap.filter(|_| percentages).and_then(|gap| gap.checked_mul(hundred));
    Growth {
        percent: relative.map(|share| rounded(share).to_string()),
        difference: None,
        points: points.map(|points| points.normalize().to_string()),
    }
}

fn indicators(before: &Edition, now: &Edition, words: &Wording<'_>) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(&before.indicators, &now.indicators, |indicator| indicator.id.as_str()) {
        let Some(shown) = new.or(old) else { continue };
        let mut details = Vec::new();
        if let (Some(old), Some(new)) = (old, new) {
            details.extend(indicator_details(old, new, words));
            details.extend(indicator_values(&values_of(before, &old.fact), &values_of(now, &new.fact), words));
        }
        if old.is_none() || new.is_none() || !details.is_empty() {
            let (id, name) = (shown.id.clone(), shown.name.clone());
            changes.push(RecordChange { id, name, change: change(old, new), details });
        }
    }
    changes
}

fn indicator_details(old: &IndicatorRecord, new: &IndicatorRecord, words: &Wording<'_>) -> Vec<Detail> {
    let number = (old.number.to_string(), new.number.to_string());
    let word = |field| move |text: &str| words.word(field, text);
    let details = [
        texts_differ("name", &old.name, &new.name),
        words_differ("number", Some(&number.0), Some(&number.1), same),
        words_differ("class", Some(&old.class), Some(&new.class), |text| words.class(text)),
        words_differ("attribute", old.attribute.as_ref(), new.attribute.as_ref(), word("attribute")),
        words_differ("direction", old.direction.as_ref(), new.direction.as_ref(), word("direction")),
        words_differ("counts", old.counts.as_ref(), new.counts.as_ref(), word("counts")),
        words_differ("fact", Some(&old.fact), Some(&new.fact), same),
    ];
    details.into_iter().flatten().collect()
}

/// The values of an indicator are those of its fact, observed and planned.
fn values_of<'a>(edition: &'a Edition, fact: &str) -> Vec<&'a FactRecord> {
    let own = |key: &str| {
        let name = key.split('@').next().unwrap_or(key);
        name == fact || name.strip_suffix(TARGET) == Some(fact)
    };
    edition.facts.iter().filter(|record| own(&record.key)).collect()
}

fn indicator_values(before: &[&FactRecord], now: &[&FactRecord], words: &Wording<'_>) -> Vec<Detail> {
    let shown = |fact: Option<&&FactRecord>| fact.map(|fact| words.value(fact));
    let detail = |(was, is): (Option<&&FactRecord>, Option<&&FactRecord>)| {
        let subject = is.or(was).map(|fact| fact.name.clone());
        let (before, after) = (shown(was), shown(is));
        (before != after).then_some(Detail { field: "value", subject, before, after })
    };
    paired(before, now, |fact| fact.key.as_str()).into_iter().filter_map(detail).collect()
}

/// Which claims are new or gone, and what they rest on; nothing where one of the two does not record claims. Their words are
/// among the texts.
fn claims(before: Option<&[ClaimRecord]>, now: Option<&[ClaimRecord]>, words: &Wording<'_>) -> Vec<RecordChange> {
    let Some((before, now)) = before.zip(now) else { return Vec::new() };
    let mut changes = Vec::new();
    for (old, new) in paired(before, now, |claim| claim.id.as_str()) {
        let Some(shown) = new.or(old) else { continue };
        let details = old.zip(new).map_or_else(Vec::new, |(old, new)| {
            let basis = words_differ("basis", Some(&old.basis), Some(&new.basis), |text| words.word("basis", text));
            let formula = words_differ("formula", old.formula.as_ref(), new.formula.as_ref(), same);
            [basis, formula].into_iter().flatten().collect()
        });
        if old.is_none() || new.is_none() || !details.is_empty() {
            let (id, name) = (shown.id.clone(), shown.text.clone());
            changes.push(RecordChange { id, name, change: change(old, new), details });
        }
    }
    changes
}

fn figures(before: &[FigureRecord], now: &[FigureRecord], words: &Wording<'_>) -> Vec<RecordChange> {
    let mut changes = Vec::new();
    for (old, new) in paired(before, now, |figure| figure.id.as_str()) {
        let Some(shown) = new.or(old).filter(|_| old != new) else { continue };
        let details = old.zip(new).map_or_else(Vec::new, |(old, new)| figure_details(old, new, words));
        let (id, name) = (shown.id.clone(), shown.title.clone());
        changes.push(RecordChange { id, name, change: change(old, new), details });
    }
    changes
}

fn figure_details(old: &FigureRecord, new: &FigureRecord, words: &Wording<'_>) -> Vec<Detail> {
    let details = [
        texts_differ("title", &old.title, &new.title),
        words_differ("kind", Some(&old.kind), Some(&new.kind), |text| words.word("kind", text)),
        words_differ("page", old.page.as_ref(), new.page.as_ref(), same),
    ];
    let mut details: Vec<Detail> = details.into_iter().flatten().collect();
    let value = |part: Option<&(Bilingual, Bilingual)>, unit: &Bilingual| {
        part.map(|(_, value)| Bilingual { zh: value.zh.clone() + &unit.zh, en: value.en.clone() + &unit.en })
    };
    for (was, is) in paired(&old.parts, &new.parts, |(label, _)| label.zh.as_str()) {
        let subject = is.or(was).map(|(label, _)| label.clone());
        let (before, after) = (value(was, &old.unit), value(is, &new.unit));
        if before != after {
            details.push(Detail { field: "value", subject, before, after });
        }
    }
    details
}

fn texts_differ(field: &'static str, before: &Bilingual, after: &Bilingual) -> Option<Detail> {
    let (before, after) = (Some(before), Some(after));
    (before != after).then(|| Detail { field, subject: None, before: before.cloned(), after: after.cloned() })
}

fn words_differ(
    field: &'static str,
    before: Option<&String>,
    after: Option<&String>,
    say: impl Fn(&str) -> Bilingual,
) -> Option<Detail> {
    let text = |word: Option<&String>| word.map(|word| say(word));
    (before != after).then(|| Detail { field, subject: None, before: text(before), after: text(after) })
}
