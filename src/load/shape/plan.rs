//! `data/plan.yaml`: what the book is.

use super::Reader;
use super::foreign::foreign;
use crate::diagnostic::{Message, Severity, Spanned};
use crate::load::yaml::{Field, NodeId};
use crate::locale;
use crate::model::{Day, LANGUAGES, Language, NumberException, Plan, ProseText, RuleSetting, Text};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["format", "title", "short_title", "period", "languages", "years", "edition", "authority", "compiled_by", "notice", "licence"]))]
pub(super) struct PlanShape {
    #[serde(default, rename = "format")]
    #[schemars(with = "super::schema::FormatOne")]
    _format: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    title: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    short_title: Field,
    period: PeriodShape,
    languages: Spanned<Vec<Spanned<String>>>,
    years: YearsShape,
    #[schemars(with = "EditionShape")]
    edition: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    authority: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    compiled_by: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    notice: Field,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    licence: Field,
    /// The fact that shares of the county are taken of; declared for readers of the data.
    #[serde(default)]
    county_area: Option<Spanned<String>>,
    #[schemars(extend("enum" = ["half-up", "half-even", null]))]
    rounding: Option<Spanned<String>>,
    #[serde(default)]
    #[schemars(with = "Option<Vec<RuleShape>>")]
    rules: Option<Vec<Field>>,
    #[serde(default)]
    #[schemars(with = "Option<Vec<ExceptionShape>>")]
    exceptions: Option<Vec<Field>>,
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::foreign::ForeignShape>>")]
    foreign: Option<Vec<Field>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodShape {
    start: Spanned<i32>,
    end: Spanned<i32>,
}

/// The base year and up to three target years.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct YearsShape {
    base: Spanned<i32>,
    near: Option<Spanned<i32>>,
    mid: Option<Spanned<i32>>,
    far: Option<Spanned<i32>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["label", "date", "name"]))]
pub(super) struct EditionShape {
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    label: Field,
    #[schemars(with = "super::schema::Day")]
    date: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    name: Field,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["rule", "severity", "reason"]))]
pub(super) struct RuleShape {
    rule: Spanned<String>,
    #[schemars(extend("enum" = ["error", "warning", "off"]))]
    severity: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    reason: Field,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ExceptionShape {
    pattern: Spanned<String>,
    #[serde(default)]
    #[schemars(with = "super::text::TextShape")]
    reason: Field,
}

/// The plan; `None` if it lacks something that every page needs.
pub(in crate::load) fn plan(reader: &mut Reader<'_>) -> Option<(Plan, Option<Spanned<String>>)> {
    reader.frame(&[])?;
    let root = reader.tree.root();
    let shape: PlanShape = reader.typed(root)?;
    let title = reader.text(shape.title, root, "title");
    let short_title = reader.text(shape.short_title, root, "short_title");
    let authority = reader.text(shape.authority, root, "authority");
    let compiled_by = reader.text(shape.compiled_by, root, "compiled_by");
    let notice = reader.text(shape.notice, root, "notice");
    let licence = reader.text(shape.licence, root, "licence");
    let edition = edition(reader, shape.edition.0?);
    let roundings = [("half-up", false), ("half-even", true)];
    let half_even = shape.rounding.as_ref().and_then(|word| reader.word(word, &roundings)).unwrap_or(false);
    let source_language = languages(reader, &shape.languages);
    if shape.period.start.value > shape.period.end.value {
        reader.fault(shape.period.end.span, Message::new("date-order"));
    }
    let years = years(reader, shape.years);
    let rules = shape.rules.unwrap_or_default().into_iter().filter_map(|rule| setting(reader, rule.0?)).collect();
    let exceptions = shape.exceptions.unwrap_or_default().into_iter();
    let exceptions = exceptions.filter_map(|exception| self::exception(reader, exception.0?)).collect();
    let foreign = shape.foreign.unwrap_or_default().into_iter().filter_map(|entry| foreign(reader, entry.0?)).collect();
    let (edition_label, edition_date, edition_name) = edition?;
    let plan = Plan {
        title: title?,
        short_title: short_title?,
        source_language,
        period: (shape.period.start.value, shape.period.end.value),
        years,
        edition_label,
        edition_name,
        edition_date,
        authority: authority?,
        compiled_by: compiled_by?,
        notice: notice?,
        licence: licence?,
        half_even,
        rules,
        exceptions,
        foreign,
    };
    Some((plan, shape.county_area))
}

fn edition(reader: &mut Reader<'_>, node: NodeId) -> Option<(Text<ProseText>, Day, Text<ProseText>)> {
    let shape: EditionShape = reader.typed(node)?;
    let label = reader.text(shape.label, node, "label");
    let name = reader.text(shape.name, node, "name");
    let date = reader.day(&shape.date.value, shape.date.span)?;
    if date.day.is_none() {
        // Outputs carry a day: the PDFs' creation date is made of it.
        reader.fault(shape.date.span, Message::new("date-day-needed"));
        return None;
    }
    Some((label?, date, name?))
}

/// The first of the languages, of which each must be there once.
fn languages(reader: &mut Reader<'_>, languages: &Spanned<Vec<Spanned<String>>>) -> Language {
    let known = LANGUAGES.map(|language| (language.tag(), language));
    for word in &languages.value {
        reader.word(word, &known);
    }
    for (tag, _) in known {
        match languages.value.iter().filter(|word| word.value == tag).count() {
            1 => {}
            _ => reader.fault(languages.span, Message::new("plan-languages").with("language", tag)),
        }
    }
    languages.value.first().and_then(|word| Language::from_tag(&word.value)).unwrap_or(Language::Zh)
}

fn years(reader: &mut Reader<'_>, shape: YearsShape) -> Vec<i32> {
    let given: Vec<Spanned<i32>> = [Some(shape.base), shape.near, shape.mid, shape.far].into_iter().flatten().collect();
    for pair in given.windows(2) {
        if let [earlier, later] = pair
            && earlier.value >= later.value
        {
            reader.fault(later.span, Message::new("date-order"));
        }
    }
    given.into_iter().map(|year| year.value).collect()
}

fn setting(reader: &mut Reader<'_>, node: NodeId) -> Option<RuleSetting> {
    let shape: RuleShape = reader.typed(node)?;
    let reason = reader.text(shape.reason, node, "reason");
    let known = [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)];
    let severity = reader.word(&shape.severity, &known)?;
    Some(RuleSetting { rule: shape.rule, severity, reason: reason? })
}

fn exception(reader: &mut Reader<'_>, node: NodeId) -> Option<NumberException> {
    let shape: ExceptionShape = reader.typed(node)?;
    let reason = reader.text(shape.reason, node, "reason");
    if let Some(cause) = locale::pattern_fault(&shape.pattern.value) {
        let message = Message::new("plan-pattern").with("pattern", shape.pattern.value.as_str()).with("cause", cause);
        reader.fault(shape.pattern.span, message);
        return None;
    }
    Some(NumberException { pattern: shape.pattern, reason: reason? })
}
