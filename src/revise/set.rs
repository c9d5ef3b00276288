//! `set`: values of the data, as people write them, put where the data have them. Comments, order and every other byte
//! of the files stay.

use super::impact;
use super::revisions::{Step, quoted};
use crate::diagnostic::{Failure, Message, SourceMap, Span};
use crate::model::{DataNode, Date, Day, Edit, Fact, Key, Missing, Reading, Report, ValueState};
use std::collections::BTreeSet;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct SetRequest {
    /// Keys and values.
    pub values: Vec<(String, String)>,
    /// When they held: `2025`, `2025-10`, `2025-10-31`.
    pub date: Option<String>,
    /// Where they come from: an id of `sources.yaml`.
    pub source: Option<String>,
    /// Why they change.
    pub why: Option<String>,
    /// Who changes them; for the record alone.
    pub who: Option<String>,
}

/// The edits of the data, and what is recorded of them.
#[derive(Debug, Default)]
pub struct Setting {
    /// Sorted by place.
    pub edits: Vec<Edit>,
    /// One a value.
    pub steps: Vec<Step>,
}

/// Reads a file of the data with its places.
pub type Places<'a> = &'a dyn Fn(Span) -> Option<DataNode>;

/// Where the values go. `places` gives the file in which a place lies.
///
/// # Errors
/// When a key is unknown, computed or given twice, a value is no number that the unit can hold exactly, the date is none,
/// or the source unknown.
pub fn setting(
    report: &Report,
    sources: &SourceMap,
    places: Places<'_>,
    request: &SetRequest,
) -> Result<Setting, Failure> {
    let project = &report.project;
    if let Some(date) = request.date.as_deref().filter(|date| Day::from_iso(date).is_none()) {
        return Err(Failure::new(Message::new("date-form").with("text", date)));
    }
    if let Some(source) = request.source.as_deref().filter(|source| !project.sources.has(source)) {
        let failure = Failure::new(Message::new("unknown-source").with("name", source));
        return Err(failure.near(source, project.sources.iter().map(|source| source.id.value.as_str())));
    }
    let (mut seen, mut setting) = (BTreeSet::new(), Setting::default());
    for (key, value) in &request.values {
        let key = key.trim_start_matches('=').trim();
        if !seen.insert(key) {
            return Err(Failure::new(Message::new("impact.twice").with("key", key)));
        }
        let desk = Desk { report, sources, places, request };
        desk.set(key, value.trim(), &mut setting)?;
    }
    setting.edits.sort_unstable();
    Ok(setting)
}

struct Desk<'a> {
    report: &'a Report,
    sources: &'a SourceMap,
    places: Places<'a>,
    request: &'a SetRequest,
}

impl Desk<'_> {
    fn set(&self, key: &str, value: &str, setting: &mut Setting) -> Result<(), Failure> {
        let Some(one) = self.report.observed(key) else { return self.add(key, value, setting) };
        let Some(fact) = self.report.project.facts.get(one.fact) else { return Err(self.nowhere(key)) };
        if let Some(book) = fact.other_book() {
            return Err(Failure::new(Message::new("set.other-book").with("key", key).with("book", book)));
        }
        if let Some(formula) = fact.formula.as_ref().filter(|formula| formula.span == one.span) {
            let message = Message::new("impact.computed").with("key", key).with("formula", formula.value.as_str());
            return Err(Failure::new(message));
        }
        let text = impact::exactly(self.report, (&one.key, &one.unit), value)?;
        let own = |reading: &&Reading| fact.key(reading) == one.key;
        let reading = fact.readings().iter().find(own).ok_or_else(|| self.nowhere(key))?;
        let from = written(&reading.state.value);
        let entry = self.entry(fact).ok_or_else(|| self.nowhere(key))?;
        let node = node_at(&entry, reading.state.span).ok_or_else(|| self.nowhere(key))?;
        if from != text {
            let gap = if reading.state.span.range().is_empty() { " " } else { "" };
            setting.edits.push(Edit { span: reading.state.span, text: format!("{gap}{text}") });
        }
        self.surroundings(fact, reading, (&entry, node), setting);
        let same = from == text;
        setting.steps.push(self.step(key, (!same).then_some(from), text));
        Ok(())
    }

    fn step(&self, key: &str, from: Option<String>, to: String) -> Step {
        Step { key: key.to_owned(), from, to, date: self.request.date.clone(), ..Step::default() }
    }

    fn nowhere(&self, key: &str) -> Failure {
        Failure::new(Message::new("set.nowhere").with("key", key))
    }

    /// The entry of a fact as it is written.
    fn entry(&self, fact: &Fact) -> Option<DataNode> {
        (self.places)(fact.id.span)?.entry("facts", &fact.id.value).cloned()
    }

    /// The date and the source beside a value: the fact's own where it has one value, else the value's.
    fn surroundings(
        &self,
        fact: &Fact,
        reading: &Reading,
        (entry, node): (&DataNode, &DataNode),
        setting: &mut Setting,
    ) {
        let same_date = |date: &&String| reading.date.or(fact.date).is_some_and(|own| own.iso() == **date);
        let named = |member: &crate::diagnostic::Spanned<String>, date: &str| {
            Date::of_period(&member.value).is_some_and(|period| period.iso() == date)
        };
        let year = |date: &&String| reading.members.iter().any(|member| named(member, date));
        let date = self.request.date.as_ref().filter(|date| !same_date(date) && !year(date));
        let own_source = reading.source.as_ref().or(fact.source.as_ref()).map(|source| &source.value);
        let source = self.request.source.as_ref().filter(|source| own_source != Some(*source));
        let wanted: Vec<(&str, &String)> =
            [("date", date), ("source", source)].into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        if wanted.is_empty() {
            return;
        }
        if node.is_map() {
            wanted.iter().for_each(|(key, value)| setting.edits.push(self.field(node, "value", key, value)));
        } else if reading.members.is_empty() {
            wanted.iter().for_each(|(key, value)| setting.edits.push(self.field(entry, "value", key, value)));
        } else {
            // `2020: 23` becomes `2020: {value: 23, source: …}`.
            let more: String = wanted.iter().map(|(key, value)| format!(", {key}: {}", scalar(value))).collect();
            let value = setting.edits.pop_if(|edit| edit.span == node.span).map(|edit| edit.text.trim().to_owned());
            let value = value.unwrap_or_else(|| self.sources.text(node.span).to_owned());
            let gap = if node.span.range().is_empty() { " " } else { "" };
            setting.edits.push(Edit { span: node.span, text: format!("{gap}{{value: {value}{more}}}") });
        }
    }

    /// A field of a mapping gets a value; where it is missing, it stands after `neighbour`.
    fn field(&self, map: &DataNode, neighbour: &str, key: &str, value: &str) -> Edit {
        if let Some(old) = map.get(key) {
            let gap = if old.span.range().is_empty() { " " } else { "" };
            return Edit { span: old.span, text: format!("{gap}{}", scalar(value)) };
        }
        let (after, node) = match map.entries().iter().find(|(known, _)| known.value == neighbour) {
            Some((_, node)) => (node.span, node),
            None => (map.span, map),
        };
        let text = &self.sources.source(map.span.source).text;
        if text[map.span.range()].starts_with('{') {
            let at = end_of(text, node);
            return Edit { span: Span::new(map.span.source, at..at), text: format!(", {key}: {}", scalar(value)) };
        }
        let first = map.entries().first().map_or(map.span, |(key, _)| key.span);
        let line = text[after.range().end..].find('\n').map_or(text.len(), |end| after.range().end + end);
        let line = if text[..line].ends_with('\r') { line - 1 } else { line };
        let indent = column(text, first.range().start);
        let break_ = line_break(text);
        let text = format!("{break_}{}{key}: {}", " ".repeat(indent), scalar(value));
        Edit { span: Span::new(map.span.source, line..line), text }
    }

    /// A year that the fact does not have yet.
    fn add(&self, key: &str, value: &str, setting: &mut Setting) -> Result<(), Failure> {
        let asked: Key = key.parse().unwrap_or_else(|never| match never {});
        let project = &self.report.project;
        let unknown = || impact::unknown(self.report, key);
        let fact = project.facts.get(asked.base()).ok_or_else(unknown)?;
        let is_target = asked.fact != asked.base();
        let year = fact.by.iter().position(|by| by.value == "year");
        let (Some(year), true) = (year, asked.members.len() == fact.by.len()) else { return Err(unknown()) };
        let known = |(by, member): (&crate::diagnostic::Spanned<String>, &String)| match by.value.as_str() {
            "year" => Date::of_period(member).is_some(),
            dimension => project
                .dimensions
                .get(dimension)
                .is_some_and(|one| one.members.iter().any(|own| own.id.value == *member)),
        };
        if !fact.by.iter().zip(&asked.members).all(known) {
            return Err(unknown());
        }
        if let Some(formula) = fact.formula.as_ref().filter(|_| fact.readings().is_empty()) {
            let message = Message::new("impact.computed").with("key", key).with("formula", formula.value.as_str());
            return Err(Failure::new(message));
        }
        let sibling = self
            .report
            .observations
            .values()
            .find(|one| project.facts.get(one.fact).is_some_and(|own| own.id.span == fact.id.span));
        let unit = sibling.map(|one| one.unit.clone()).ok_or_else(unknown)?;
        let text = impact::exactly(self.report, (&asked, &unit), value)?;
        let entry = self.entry(fact).ok_or_else(|| self.nowhere(key))?;
        let list = if is_target { "targets" } else { "values" };
        setting.edits.push(self.inserted(&entry, list, (fact, &asked, year), &text).ok_or_else(|| self.nowhere(key))?);
        setting.steps.push(self.step(key, None, text));
        Ok(())
    }

    /// A new member in its place: after the last earlier year of the same members, else before the first later one.
    fn inserted(
        &self,
        entry: &DataNode,
        list: &str,
        (fact, key, year): (&Fact, &Key, usize),
        value: &str,
    ) -> Option<Edit> {
        let source = entry.span.source;
        let text = &self.sources.source(source).text;
        let own_date = self
            .request
            .date
            .as_ref()
            .filter(|date| Date::of_period(&key.members[year]).is_none_or(|period| period.iso() != **date));
        let own_source =
            self.request.source.as_ref().filter(|own| fact.source.as_ref().is_none_or(|known| known.value != **own));
        let more: String = [("date", own_date), ("source", own_source)]
            .into_iter()
            .filter_map(|(field, own)| Some(format!(", {field}: {}", scalar(own?))))
            .collect();
        let value = if more.is_empty() { value.to_owned() } else { format!("{{value: {value}{more}}}") };
        let name = key.members.join(",");
        let Some(map) = entry.get(list).filter(|map| !map.entries().is_empty()) else {
            let whole = self.field(entry, "values", list, "");
            return Some(Edit { text: format!("{}{{{name}: {value}}}", whole.text.trim_end_matches("\"\"")), ..whole });
        };
        let others = |members: &[String]| -> Vec<String> {
            members.iter().enumerate().filter(|(at, _)| *at != year).map(|(_, member)| member.clone()).collect()
        };
        let of = |key: &str| -> Vec<String> { key.split(',').map(|part| part.trim().to_owned()).collect() };
        let mine = others(&key.members);
        let alike = map.entries().iter().filter(|(known, _)| others(&of(&known.value)) == mine);
        let is_before = |known: &str| of(known).get(year).is_some_and(|other| *other < key.members[year]);
        let (before, after): (Vec<_>, Vec<_>) = alike.partition(|(known, _)| is_before(&known.value));
        let is_flow = text[map.span.range()].starts_with('{');
        let last = before.last().copied().or(if after.is_empty() { map.entries().last() } else { None });
        let (at, text) = match (last, after.first()) {
            (Some((_, node)), _) if is_flow => (end_of(text, node), format!(", {name}: {value}")),
            (None, Some((next, _))) if is_flow => (next.span.range().start, format!("{name}: {value}, ")),
            (Some((known, node)), _) => {
                let end = end_of(text, node);
                let line = text[end..].find('\n').map_or(text.len(), |line| end + line);
                let line = if text[..line].ends_with('\r') { line - 1 } else { line };
                let indent = " ".repeat(column(text, known.span.range().start));
                (line, format!("{}{indent}{name}: {value}", line_break(text)))
            }
            (None, Some((next, _))) => {
                let start = next.span.range().start;
                let indent = " ".repeat(column(text, start));
                (start, format!("{name}: {value}{}{indent}", line_break(text)))
            }
            (None, None) => return None,
        };
        Some(Edit { span: Span::new(source, at..at), text })
    }
}

/// The value's word in the data.
fn written(state: &ValueState) -> String {
    match state {
        ValueState::Given(number) => number.to_string(),
        ValueState::Missing(missing) => Missing::keyword(*missing).to_owned(),
    }
}

/// The node that holds a value at a place: the scalar, or the mapping whose `value` it is.
fn node_at(node: &DataNode, place: Span) -> Option<&DataNode> {
    if node.span == place && node.text().is_some()
        || node.get("value").is_some_and(|value| value.span == place) && node.get("id").is_none()
    {
        return Some(node);
    }
    let inner = node.entries().iter().map(|(_, inner)| inner).chain(node.items());
    inner.into_iter().find_map(|inner| node_at(inner, place))
}

/// The end of a value as it is written: a block mapping ends with its last value.
fn end_of(text: &str, node: &DataNode) -> usize {
    let range = node.span.range();
    match node.entries().last() {
        Some((_, last)) if !text[range.clone()].starts_with('{') => end_of(text, last),
        _ => range.end,
    }
}

/// How far from the start of its line a byte stands.
fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |line| line + 1)
}

fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A text as a plain scalar where it can be one.
fn scalar(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    match !text.is_empty() && text.chars().all(plain) && text.starts_with(char::is_alphanumeric) {
        true => text.to_owned(),
        false => quoted(text),
    }
}
