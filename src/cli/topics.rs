//! What `explain` can be asked for besides a rule, a key and a claim: rules, units, formulas, ties, literals, the audit. The texts
//! are in `locale/explain/`; their tables are made from what the tool itself reads by, so that they cannot go stale.

use super::units;
use crate::diagnostic::Severity;
use crate::locale::{Catalogue, Topic, explanation, literal};
use crate::model::{Language, Qualifier};
use crate::{Outcome, functions, rules};
use unicode_width::UnicodeWidthStr;

/// What can be asked for, also by its Chinese name.
pub(super) const TOPICS: [(&str, &str); 7] = [
    ("rules", "规则"),
    ("units", "单位"),
    ("formulas", "公式"),
    ("ties", "链接"),
    ("literals", "写法"),
    ("audit", "核验"),
    ("adopt", "转成书"),
];

/// Whether a word names a topic; its English name.
pub(super) fn topic(asked: &str) -> Option<&'static str> {
    TOPICS.iter().find(|(en, zh)| [*en, *zh].contains(&asked)).map(|(en, _)| *en)
}

/// All that can be asked for.
pub(super) fn overview(catalogue: &Catalogue) -> String {
    let rows = TOPICS.iter().map(|(en, _)| (format!("tallybook explain {en}"), format!("explain.topic.{en}")));
    let own = ["rule", "key", "claim"].map(|word| {
        let asked = catalogue.label(&format!("explain.topic.{word}.name"));
        (format!("tallybook explain {asked}"), format!("explain.topic.{word}"))
    });
    let rows: Vec<(String, String)> = rows.chain(own).collect();
    let width = rows.iter().map(|(command, _)| command.width()).max().unwrap_or(0);
    let line = |(command, id): &(String, String)| format!("{}  {}\n", padded(command, width), catalogue.label(id));
    rows.iter().map(line).collect()
}

/// The text of a topic; `book` has units of its own.
pub(super) fn text(topic: &str, catalogue: &Catalogue, book: Option<&Outcome>) -> String {
    let language = catalogue.language();
    match topic {
        "rules" => list_of_rules(catalogue),
        "units" => {
            let own = book.and_then(|outcome| outcome.report.as_ref()).map(|report| &report.project.units);
            explanation(Topic::Units, language, &|name| (name == "units").then(|| units::list(own, catalogue)))
        }
        "formulas" => {
            explanation(Topic::Formulas, language, &|name| (name == "functions").then(|| list_of_functions(catalogue)))
        }
        "adopt" => explanation(Topic::Adopt, language, &|_| None),
        "ties" => explanation(Topic::Ties, language, &|name| (name == "reasons").then(|| crate::reasons().join(" "))),
        "audit" => explanation(Topic::Audit, language, &|name| match name {
            "relations" => Some(relations(catalogue)),
            "open" => Some(catalogue.label("finding.state.open").to_owned()),
            "corrected" => Some(catalogue.label("finding.state.fixed").to_owned()),
            _ => None,
        }),
        _ => explanation(Topic::Literals, language, &|name| {
            let (table, tag) = name.split_once('.')?;
            let of = Language::from_tag(tag)?;
            match table {
                "scales" => Some(literal::scales(of).collect::<Vec<_>>().join(" ")),
                "hedges" => Some(hedges(of, catalogue)),
                _ => None,
            }
        }),
    }
}

/// Every relation that the audit compares, a line each.
fn relations(catalogue: &Catalogue) -> String {
    let lines =
        crate::audit_relations().map(|name| format!("    {}", catalogue.label(&format!("audit.relation.{name}"))));
    lines.collect::<Vec<_>>().join("\n")
}

/// Every rule: its name, its weight, and the first sentence of what it says of itself.
fn list_of_rules(catalogue: &Catalogue) -> String {
    let width = rules().iter().map(|rule| rule.id.name.len()).max().unwrap_or(0);
    let mut text = format!("{}\n\n", catalogue.label("explain.rules"));
    for rule in rules() {
        let weight = catalogue.label(match rule.id.severity {
            Severity::Error => "word.error",
            Severity::Warning => "word.warning",
        });
        let weight = padded(weight, 7);
        text += &format!("{:width$}  {weight}  {}\n", rule.id.name, rule.summary(catalogue.language()));
    }
    text
}

fn list_of_functions(catalogue: &Catalogue) -> String {
    let mut text = String::new();
    for function in functions() {
        let about = catalogue.label(&format!("formula.function.{}", function.name));
        let form = function.form.get(catalogue.language());
        text += &format!("{form}\n    {about}\n    {}\n", function.example);
    }
    text.trim_end().to_owned()
}

/// The hedging words by what they say.
fn hedges(language: Language, catalogue: &Catalogue) -> String {
    let kinds = [(Qualifier::About, "hedge.about"), (Qualifier::Over, "hedge.over"), (Qualifier::Under, "hedge.under")];
    let lines = kinds.map(|(qualifier, id)| {
        let own = literal::hedges(language).iter().filter(|hedge| hedge.qualifier == qualifier);
        let words: Vec<&str> = own.map(|hedge| hedge.word).collect();
        format!(
            "\n        {}  {}",
            padded(catalogue.label(id), 5),
            words.join(if language == Language::Zh { " " } else { ", " })
        )
    });
    lines.concat()
}

/// A text filled up with spaces to a width on the screen.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LANGUAGES, UnitTable};

    #[test]
    fn every_topic_has_its_text_and_no_place_stays_open() {
        for language in LANGUAGES {
            let catalogue = Catalogue::of(language);
            for (name, _) in TOPICS {
                let text = text(name, &catalogue, None);
                assert!(text.lines().count() > 10, "{language} {name}\n{text}");
                for open in ["{units}", "{functions}", "{reasons}", "{scales", "{hedges", "```"] {
                    assert!(!text.contains(open), "{language} {name}: {open}\n{text}");
                }
                assert!(overview(&catalogue).contains(&format!("explain {name}  ")), "{language}");
            }
        }
    }

    #[test]
    fn every_rule_function_and_unit_is_listed() {
        for language in LANGUAGES {
            let catalogue = Catalogue::of(language);
            let listed = text("rules", &catalogue, None);
            for rule in rules() {
                let line =
                    listed.lines().find(|line| line.starts_with(&format!("{} ", rule.id.name))).unwrap_or_default();
                assert!(
                    line.ends_with(['.', '。']) && line.len() > rule.id.name.len() + 20,
                    "{}: {line}",
                    rule.id.name
                );
            }
            let listed = text("formulas", &catalogue, None);
            for function in functions() {
                assert!(listed.contains(function.form.get(language)) && listed.contains(function.example));
                assert!(!catalogue.label(&format!("formula.function.{}", function.name)).is_empty());
            }
            let listed = text("units", &catalogue, None);
            for unit in UnitTable::iter(&crate::locale::built_in_units()) {
                let line = listed.lines().find(|line| line.trim_start().starts_with(&format!("{} ", unit.id)));
                let line = line.unwrap_or_else(|| panic!("{language}: {} is not listed", unit.id));
                let named = |language| unit.aliases.get(language).iter().all(|name| line.contains(name.as_str()));
                assert!(named(Language::Zh) && named(Language::En), "{line}");
            }
        }
    }
}
