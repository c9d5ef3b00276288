//! JSON Schemas (2020-12) of the files of `data/`, made from the shapes that read them.
//!
//! An editor that knows them completes and checks keys while a planner types. They say what a file may look like; what
//! it means (ids that exist, units that fit) stays with the tool.

use super::date::PeriodShape;
use super::finding::CheckShape;
use super::grid::GridColumnShape;
use super::plan::PlanShape;
use super::reading::ReadingShape;
use super::revision::RevisionShape;
use super::{DataFile, FILES, fact};
use crate::diagnostic::Spanned;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A schema is that of the value; the place is the reader's own.
impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A form that is read by hand: its name and its schema.
macro_rules! form {
    ($(#[$docs:meta])* $name:ident, |$generator:ident| $schema:expr) => {
        $(#[$docs])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

form!(
    /// A text in the languages of the book.
    Wording, |generator| {
        let words = generator.subschema_for::<Words>();
        let (zh, en) = ("In Chinese. 中文。", "In English. 英文。");
        let of = |description: &str| {
            json!({"description": description, "type": ["string", "number", "boolean"], "pattern": "[^ \t\n]"})
        };
        json_schema!({
            "description": "A text, {zh: …, en: …}, or plain words in the source language; numbers in it are tied as in the \
                            chapters: `[43.55%](=land.grassland.share)`. 各语言的文字，或只写源语言的文字；其中的数和正文一样绑定，有绑定的要加引号或用 `|` 写。",
            "anyOf": [words, {
                "type": "object",
                "additionalProperties": false,
                "properties": {"zh": of(zh), "en": of(en)},
            }],
        })
    }
);

form!(
    /// A year, a month or a day.
    Day, |_generator| json_schema!({
        "description": "2020, 2022-11 or 2022-11-01. 年、年月或年月日。",
        "anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            {
                "type": "string",
                "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
            },
        ],
    })
);

form!(
    /// A day or a month.
    EditionDay, |_generator| json_schema!({
        "description": "2022-11 or 2022-11-01. 年月，或年月日。",
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$",
    })
);

form!(
    /// A day.
    WholeDay, |_generator| json_schema!({
        "description": "2026-12-01. 年月日。",
        "type": "string",
        "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    })
);

form!(
    /// Words; what YAML takes for a number or for true is text here.
    Words, |_generator| json_schema!({"type": ["string", "number", "boolean"], "pattern": "[^ \t\n]"})
);

form!(
    /// A fact's id.
    FactId, |_generator| json_schema!({
        "type": "string",
        "pattern": "^[a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*([.][a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*)*$",
        "not": {"pattern": "[.]target$"},
    })
);

form!(
    /// The id of a member.
    WordId, |_generator| json_schema!({"type": "string", "pattern": "^[a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*$"})
);

form!(
    /// The id of a dimension.
    DimensionId, |_generator| json_schema!({
        "type": "string",
        "pattern": "^[a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*$",
        "not": {"const": "year"},
    })
);

form!(
    /// Any other id; it may be a number.
    PlainId, |_generator| json_schema!({
        "type": ["string", "integer"],
        "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$",
        "minimum": 0,
    })
);

form!(
    /// A claim's id; it may be a number.
    ClaimId, |_generator| json_schema!({
        "type": ["string", "integer"],
        "pattern": "^[a-z0-9\\u00aa-\\uffff-]+$",
    })
);

form!(
    /// A unit's id.
    UnitId, |_generator| json_schema!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_]*$"})
);

form!(
    /// A day, or a period.
    When, |generator| {
        let (day, period) = (generator.subschema_for::<Day>(), generator.subschema_for::<PeriodShape>());
        json_schema!({"anyOf": [day, period]})
    }
);

form!(
    /// A text, or that the source has none.
    TextOrNotStated, |generator| {
        let text = generator.subschema_for::<Wording>();
        json_schema!({"anyOf": [{"const": "not_stated"}, text]})
    }
);

form!(
    /// A number as printed, or why there is none.
    Number, |_generator| json_schema!({
        "description": "A decimal with the digits it was printed with; null: to be determined; not_stated: the source is \
                        silent; na: not applicable. 按原印位数写的小数；null 待定，not_stated 未列明，na 不适用。",
        "anyOf": [
            {"type": ["number", "null"]},
            {"type": "string", "pattern": "^(na|not_stated|-?[0-9]+([.][0-9]+)?)$"},
        ],
    })
);

form!(
    /// A number, or a number with what differs from its fact.
    Reading, |generator| {
        let (number, reading) = (generator.subschema_for::<Number>(), generator.subschema_for::<ReadingShape>());
        json_schema!({"anyOf": [number, reading]})
    }
);

form!(
    /// Numbers by member.
    Readings, |generator| {
        let reading = generator.subschema_for::<Reading>();
        let member = "[a-z0-9\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*";
        let key = format!("^{member}( *, *{member})*$");
        json_schema!({"type": "object", "propertyNames": {"pattern": key}, "additionalProperties": reading})
    }
);

form!(
    /// Two numbers.
    Range, |generator| {
        let reading = generator.subschema_for::<Reading>();
        json_schema!({"type": "array", "items": reading, "minItems": 2, "maxItems": 2})
    }
);

form!(
    /// A column of a grid.
    GridColumn, |generator| {
        let (word, column) = (generator.subschema_for::<Words>(), generator.subschema_for::<GridColumnShape>());
        json_schema!({"anyOf": [word, column]})
    }
);

form!(
    /// One dimension or several.
    By, |_generator| json_schema!({
        "anyOf": [
            {"type": "string", "pattern": "^[a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*$"},
            {"type": "array", "items": {"type": "string", "pattern": "^[a-z\\u00aa-\\uffff][a-z0-9_\\u00aa-\\uffff]*$"}, "minItems": 1},
        ],
    })
);

form!(
    /// `editorial`, or a rule with its subject.
    CheckForm, |generator| {
        let check = generator.subschema_for::<CheckShape>();
        json_schema!({"anyOf": [{"const": "editorial"}, check]})
    }
);

form!(
    /// `format: 1`.
    FormatOne, |_generator| json_schema!({"description": "The form of this file: 1. 文件格式，写 1。", "const": 1})
);

/// The schemas by file name, as pretty JSON with a line end.
pub(in crate::load) fn schemas() -> BTreeMap<String, String> {
    let mut schemas = BTreeMap::new();
    for DataFile { name, lists, .. } in FILES.iter().chain([&fact::THEME]).filter(|file| !file.lists.is_empty()) {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let mut properties = Map::from_iter([("format".to_owned(), generator.subschema_for::<FormatOne>().into())]);
        for (list, part, description) in *lists {
            let items = part(&mut generator);
            let list_of = json!({"description": description, "type": ["array", "null"], "items": items});
            properties.insert((*list).to_owned(), list_of);
        }
        let required: Vec<&String> = properties.keys().collect();
        let whole = json!({
            "type": "object",
            "required": required,
            "additionalProperties": false,
            "properties": properties,
            "$defs": generator.take_definitions(true),
        });
        schemas.insert(file_name(name), printed(name, whole));
    }
    let plan = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<PlanShape>();
    schemas.insert(file_name("plan"), printed("plan", Value::from(plan)));
    let revision = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<RevisionShape>();
    schemas.insert(file_name("revisions"), printed("revisions", Value::from(revision)));
    schemas
}

/// Where a text may stand, the tool reads any scalar as text: `en: 2020`, `printed: 3`. What may only be one of some
/// words or must fit a pattern stays as it is.
fn take_any_scalar(schema: &mut Value) {
    let Some(parts) = schema.as_object_mut() else {
        schema.as_array_mut().into_iter().flatten().for_each(take_any_scalar);
        return;
    };
    let is_free = !["enum", "const", "pattern"].iter().any(|keyword| parts.contains_key(*keyword));
    let scalars = match parts.get("type") {
        Some(Value::String(word)) if word == "string" => Some(json!(["string", "number", "boolean"])),
        Some(Value::Array(types)) if *types == [json!("string"), json!("null")] => {
            Some(json!(["string", "number", "boolean", "null"]))
        }
        _ => None,
    };
    if let Some(scalars) = scalars.filter(|_| is_free) {
        parts.insert("type".to_owned(), scalars);
    }
    parts.values_mut().for_each(take_any_scalar);
}

fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

fn printed(name: &str, mut schema: Value) -> String {
    take_any_scalar(&mut schema);
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert(
        "title".to_owned(),
        json!(format!(
            "Tallybook: data/{}",
            if ["facts", "revisions"].contains(&name) { format!("{name}/*.yaml") } else { format!("{name}.yaml") }
        )),
    );
    if let Some(parts) = schema.as_object_mut() {
        whole
            .extend(std::mem::take(parts).into_iter().filter(|(key, _)| !["$schema", "title"].contains(&key.as_str())));
    }
    format!("{:#}\n", Value::Object(whole))
}
