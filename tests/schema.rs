//! The JSON Schemas of the data files: those in `data/.schema` are current, every data file of the book names its own
//! and fits it, and a slip does not fit.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads the book's files")]

mod common;

use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use tallybook::diagnostic::Diagnostic;
use tallybook::load::schemas;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// All data files: path below `data/`, the name of their schema, their text.
fn files() -> Vec<(String, String, String)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(data()).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(data()).unwrap().to_string_lossy().replace('\\', "/");
        let kind = if path.starts_with("facts/") { "facts" } else { path.trim_end_matches(".yaml") };
        if path.ends_with(".yaml") && !path.starts_with("editions/") {
            files.push((path.clone(), kind.to_owned(), fs::read_to_string(entry.path()).unwrap()));
        }
    }
    assert!(files.len() > 20);
    files
}

/// Where a value breaks a schema, in words; as much of JSON Schema as the schemas use, and nothing unknown passes.
fn faults(schema: &Value, whole: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else { return };
    for (keyword, rule) in rules {
        let holds = match keyword.as_str() {
            "$schema" | "title" | "description" | "$defs" | "format" | "default" => true,
            "$ref" => {
                let target = rule.as_str().unwrap().trim_start_matches('#');
                faults(whole.pointer(target).unwrap(), whole, value, at, found);
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_of(one, value)),
                one => is_of(one, value),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "anyOf" => rule.as_array().unwrap().iter().any(|one| holds(one, whole, value)),
            "not" => !holds(rule, whole, value),
            "if" => {
                if holds(rule, whole, value) {
                    faults(&rules["then"], whole, value, at, found);
                }
                true
            }
            "then" => true,
            "propertyNames" => {
                let mut keys = value.as_object().into_iter().flatten().map(|(key, _)| Value::from(key.as_str()));
                keys.all(|key| holds(rule, whole, &key))
            }
            "properties" => {
                for (key, one) in rule.as_object().unwrap() {
                    if let Some(inner) = value.get(key) {
                        faults(one, whole, inner, &format!("{at}/{key}"), found);
                    }
                }
                true
            }
            "required" => {
                !value.is_object()
                    || rule.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some())
            }
            "additionalProperties" => {
                let empty = Map::new();
                let known = rules.get("properties").and_then(Value::as_object).unwrap_or(&empty);
                let others = value.as_object().into_iter().flatten().filter(|(key, _)| !known.contains_key(*key));
                others.fold(true, |holds, (key, inner)| {
                    faults(rule, whole, inner, &format!("{at}/{key}"), found);
                    holds && *rule != Value::Bool(false)
                })
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    faults(rule, whole, inner, &format!("{at}/{index}"), found);
                }
                true
            }
            "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().unwrap()),
            "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= rule.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "pattern" => value.as_str().is_none_or(|text| fits(rule.as_str().unwrap(), text)),
            other => panic!("the test does not know `{other}`"),
        };
        if !holds {
            found.push(format!("{at}: {keyword} {rule}, not {value}"));
        }
    }
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the test does not know the type `{other}`"),
    }
}

fn fits(pattern: &str, text: &str) -> bool {
    regex::Regex::new(pattern).unwrap().is_match(text)
}

fn holds(schema: &Value, whole: &Value, value: &Value) -> bool {
    let mut found = Vec::new();
    faults(schema, whole, value, "", &mut found);
    found.is_empty()
}

fn check(kind: &str, yaml: &str) -> Vec<String> {
    let schemas = schemas();
    let schema: Value = serde_json::from_str(&schemas[&format!("{kind}.schema.json")]).unwrap();
    let value: Value = serde_yaml::from_str::<Value>(yaml).unwrap();
    let mut found = Vec::new();
    faults(&schema, &schema, &value, "", &mut found);
    found
}

/// `tallybook schema data/.schema` mends it.
#[test]
fn the_schemas_beside_the_book_are_current() {
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(data().join(".schema")).unwrap() {
        names.push(entry.unwrap().file_name().to_string_lossy().into_owned());
    }
    names.sort();
    assert_eq!(names, schemas().into_keys().collect::<Vec<String>>());
    for (name, text) in schemas() {
        assert_eq!(fs::read_to_string(data().join(".schema").join(&name)).unwrap(), text, "{name} is not current");
    }
}

#[test]
fn every_data_file_names_its_schema_and_fits_it() {
    // The tool writes translations.yaml; nobody edits it.
    for (path, kind, text) in files().into_iter().filter(|(path, _, _)| path != "translations.yaml") {
        let up = "../".repeat(path.matches('/').count());
        let line = format!("# yaml-language-server: $schema={up}.schema/{kind}.schema.json");
        assert_eq!(text.lines().next(), Some(line.as_str()), "data/{path}");
        assert_eq!(check(&kind, &text), Vec::<String>::new(), "data/{path}");
    }
}

#[test]
fn slips_do_not_fit() {
    let fact = |rest: &str| format!("format: 1\nfacts:\n- {{id: a, name: {{zh: 甲, en: A}}, unit: km2, {rest}}}\n");
    assert_eq!(check("facts", &fact("value: 12.50, date: 2020")), Vec::<String>::new());
    for slip in [
        "valeu: 5",
        "value: five",
        "value: true",
        "date: soon",
        "qualifier: nearly",
        "complete: 1",
        "range: [1]",
        "targets: {2025: {value: 28, bound: at_last}}",
        "values: [1, 2]",
        "value: 1, date: 2022-13-01",
        "value: 1, date: 2022-12-32",
        "value: 1, date: 2022-00",
        "by: \"\", values: {a: 1}",
        "by: Town, values: {a: 1}",
        "by: town, values: {金-山: 1}",
        "by: year, values: {2020x: 1}",
        "by: year, values: {2020: 1}, targets: {2025x: 1}",
        "value: 1, note: {zh: \" \", en: A}",
    ] {
        assert_ne!(check("facts", &fact(slip)), Vec::<String>::new(), "{slip}");
    }
    assert_ne!(check("facts", "format: 2\nfacts: []\n"), Vec::<String>::new());
    assert_ne!(check("facts", "format: 1\nfact: []\n"), Vec::<String>::new());
    assert_ne!(check("facts", "format: 1\nfacts:\n- {id: a, unit: km2, value: 1}\n"), Vec::<String>::new());
    assert_ne!(check("plan", "format: 1\n"), Vec::<String>::new());
}

/// What the tool makes of a file: whether it takes exception to its shape.
fn is_refused(kind: &str, yaml: &str) -> bool {
    let path = if kind == "facts" { "data/facts/more.yaml".to_owned() } else { format!("data/{kind}.yaml") };
    let outcome = tallybook::check_book(&common::base().with(&path, yaml)).unwrap();
    let shape = |fault: &Diagnostic| ["yaml-shape", "translation-missing", "duplicate-key"].contains(&fault.rule.name);
    let own = |fault: &Diagnostic| fault.place.is_some_and(|at| outcome.sources.source(at.source).path == path);
    outcome.faults.iter().any(|fault| shape(fault) && own(fault))
}

/// Editor and tool are of one mind.
#[test]
fn the_schemas_take_what_the_tool_takes() {
    let fact = |id: &str| format!("facts:\n- {{id: {id}, name: {{zh: 甲, en: A}}, unit: km2, value: 1}}\n");
    let source = |id: &str, name: &str| format!("sources:\n- {{id: {id}, name: {name}}}\n");
    let claim = |id: &str| format!("claims:\n- {{id: {id}, text: {{zh: 甲, en: A}}, basis: stated}}\n");
    let member = |id: &str| {
        format!(
            "dimensions:\n- {{id: town, name: {{zh: 甲, en: A}}, members: [{{id: {id}, name: {{zh: 甲, en: A}}}}]}}\n"
        )
    };
    let dimension = |id: &str| format!("dimensions:\n- {{id: {id}, name: {{zh: 甲, en: A}}, members: []}}\n");
    let unit = |id: &str| format!("units:\n- {{id: {id}, name: {{zh: 甲, en: A}}, dimension: own}}\n");
    let term = |rest: &str| format!("terms:\n- {{{rest}}}\n");
    let text = "{zh: 甲, en: A}";
    let cases = [
        ("facts", fact("a.b_1"), true),
        ("facts", fact("A"), false),
        ("facts", fact("a-b"), false),
        ("facts", fact("a..b"), false),
        ("facts", fact("\"\""), false),
        ("facts", fact("7"), false),
        ("facts", fact("a.target"), false),
        ("facts", fact("a.targets"), true),
        ("sources", source("survey-3", text), true),
        ("sources", source("7", text), true),
        ("sources", source("2.b", text), true),
        ("sources", source("-a", text), false),
        ("sources", source("甲", text), false),
        ("sources", source("\"\"", text), false),
        ("sources", source("a", "{zh: 2020, en: 2020}"), true),
        ("sources", source("a", "{zh: 1.5, en: true}"), true),
        ("sources", source("a", "{zh: \"\", en: A}"), false),
        ("sources", source("a", "{zh: 甲, en: null}"), false),
        ("facts", fact("草地.面积"), true),
        ("facts", fact("草地-面积"), false),
        ("dimensions", member("东"), true),
        ("claims", claim("a-1"), true),
        ("claims", claim("12"), true),
        ("claims", claim("a_1"), false),
        ("claims", claim("A"), false),
        ("claims", claim("\"\""), false),
        ("dimensions", member("a_1"), true),
        ("dimensions", member("a-1"), false),
        ("dimensions", member("1a"), false),
        ("dimensions", dimension("town"), true),
        ("dimensions", dimension("year"), false),
        ("dimensions", dimension("Town"), false),
        ("units", unit("bag"), true),
        ("units", unit("m3/bag"), false),
        ("terms", term("zh: 甲, en: A, also: [B], never: [C], note: 5"), true),
        ("terms", term("zh: 甲, en: 5"), true),
        ("terms", term("zh: \"\", en: A"), false),
        ("terms", term("zh: 甲, en: \" \""), false),
        ("terms", term("zh: 甲, en: A, never: [\"\"]"), false),
        ("terms", term("zh: 甲, en: A, also: [\"\"]"), false),
    ];
    for (kind, list, sound) in cases {
        let yaml = format!("format: 1\n{list}");
        assert_eq!(check(kind, &yaml).is_empty(), sound, "the schema: {list}");
        assert_eq!(!is_refused(kind, &yaml), sound, "the tool: {list}");
    }
}

/// Whoever edits a file reads in the editor what each key means, in both languages.
#[test]
fn every_key_is_described_in_both_languages() {
    fn keys(schema: &Value, found: &mut Vec<(String, Value)>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            found.extend(properties.iter().map(|(key, schema)| (key.clone(), schema.clone())));
        }
        match schema {
            // What follows `then` only narrows keys that are described elsewhere.
            Value::Object(parts) => {
                parts
                    .iter()
                    .filter(|(key, _)| !["if", "then"].contains(&key.as_str()))
                    .for_each(|(_, it)| keys(it, found));
            }
            Value::Array(list) => list.iter().for_each(|it| keys(it, found)),
            _ => {}
        }
    }
    for (name, text) in schemas() {
        let mut found = Vec::new();
        keys(&serde_json::from_str(&text).unwrap(), &mut found);
        assert!(!found.is_empty());
        for (key, schema) in found {
            let description = schema.get("description").and_then(Value::as_str).unwrap_or("");
            let description = if schema.get("$ref").is_some() && key == "format" { "1 文" } else { description };
            let chinese = description.chars().any(|letter| ('\u{4e00}'..'\u{9fff}').contains(&letter));
            let english = description.chars().next().is_some_and(|letter| letter.is_ascii() || letter == '`');
            assert!(chinese && english, "{name}: {key} has no description in both languages: {description}");
        }
    }
}
