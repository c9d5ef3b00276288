//! The JSON Schemas of the data files: those in `data/.schema` are current, every data file of the book names its own
//! and fits it, and a slip does not fit.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads the book's files")]

use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
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
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                faults(one, whole, value, at, &mut inner);
                inner.is_empty()
            }),
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

/// The two patterns of the schemas, by hand.
fn fits(pattern: &str, text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if pattern.starts_with("^[0-9]{4}") {
        let parts: Vec<&str> = text.split('-').collect();
        return parts.len() <= 3 && parts.iter().zip([4, 2, 2]).all(|(part, size)| digits(part) && part.len() == size);
    }
    assert!(pattern.starts_with("^(na|"), "the test does not know the pattern {pattern}");
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    text == "na" || digits(whole) && digits(fraction)
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
        "note: {zh: 甲}",
        "values: [1, 2]",
    ] {
        assert_ne!(check("facts", &fact(slip)), Vec::<String>::new(), "{slip}");
    }
    assert_ne!(check("facts", "format: 2\nfacts: []\n"), Vec::<String>::new());
    assert_ne!(check("facts", "format: 1\nfact: []\n"), Vec::<String>::new());
    assert_ne!(check("facts", "format: 1\nfacts:\n- {id: a, unit: km2, value: 1}\n"), Vec::<String>::new());
    assert_ne!(check("plan", "format: 1\n"), Vec::<String>::new());
}
