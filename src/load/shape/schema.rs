//! JSON Schemas (2020-12) of the files of `data/`, made from the shapes that read them.
//!
//! An editor that knows them completes and checks keys while a planner types. They say what a file may look like; what
//! it means (ids that exist, units that fit) stays with the tool.

use super::claim::ClaimShape;
use super::date::PeriodShape;
use super::dimension::DimensionShape;
use super::fact::FactShape;
use super::finding::{CheckShape, FindingShape};
use super::indicator::IndicatorShape;
use super::plan::PlanShape;
use super::programme::{ProgrammeShape, ProjectShape};
use super::reading::ReadingShape;
use super::register::{FigureShape, TableShape};
use super::source::SourceShape;
use super::term::TermShape;
use super::unit::UnitShape;
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
    /// A year, a month or a day.
    Day, |_generator| json_schema!({
        "description": "2020, 2022-11 or 2022-11-01. 年、年月或年月日。",
        "anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        ],
    })
);

form!(
    /// A day, or a period.
    When, |generator| {
        let (day, period) = (generator.subschema_for::<Day>(), generator.subschema_for::<PeriodShape>());
        json_schema!({"anyOf": [day, period]})
    }
);

form!(
    /// A number as printed, `null` or `na`.
    Number, |_generator| json_schema!({
        "description": "A decimal with the digits it was printed with; null: to be determined; na: not applicable. \
                        按原印位数写的小数；null 为待定，na 为不适用。",
        "anyOf": [
            {"type": ["number", "null"]},
            {"type": "string", "pattern": "^(na|-?[0-9]+([.][0-9]+)?)$"},
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
        json_schema!({"type": "object", "additionalProperties": reading})
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
    /// One dimension or several.
    By, |_generator| json_schema!({
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
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
    FormatOne, |_generator| json_schema!({"const": 1})
);

/// The schemas by file name, as pretty JSON with a line end.
pub(in crate::load) fn schemas() -> BTreeMap<String, String> {
    type Part = fn(&mut SchemaGenerator) -> Schema;
    fn part<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
    let lists: [(&str, &[(&str, Part)]); 11] = [
        ("claims", &[("claims", part::<ClaimShape>)]),
        ("dimensions", &[("dimensions", part::<DimensionShape>)]),
        ("facts", &[("facts", part::<FactShape>)]),
        ("figures", &[("figures", part::<FigureShape>)]),
        ("findings", &[("findings", part::<FindingShape>)]),
        ("indicators", &[("indicators", part::<IndicatorShape>)]),
        ("projects", &[("programmes", part::<ProgrammeShape>), ("projects", part::<ProjectShape>)]),
        ("sources", &[("sources", part::<SourceShape>)]),
        ("tables", &[("tables", part::<TableShape>)]),
        ("terms", &[("terms", part::<TermShape>)]),
        ("units", &[("units", part::<UnitShape>)]),
    ];
    let mut schemas = BTreeMap::new();
    for (name, lists) in lists {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let mut properties = Map::from_iter([("format".to_owned(), json!({"const": 1}))]);
        for (list, part) in lists {
            let items = part(&mut generator);
            properties.insert((*list).to_owned(), json!({"type": ["array", "null"], "items": items}));
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
    schemas
}

fn file_name(name: &str) -> String {
    format!("{name}.schema.json")
}

fn printed(name: &str, mut schema: Value) -> String {
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert(
        "title".to_owned(),
        json!(format!(
            "Tallybook: data/{}",
            if name == "facts" { "facts/*.yaml".to_owned() } else { format!("{name}.yaml") }
        )),
    );
    if let Some(parts) = schema.as_object_mut() {
        whole
            .extend(std::mem::take(parts).into_iter().filter(|(key, _)| !["$schema", "title"].contains(&key.as_str())));
    }
    format!("{:#}\n", Value::Object(whole))
}
