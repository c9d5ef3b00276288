//! The files of `data/`: one file here for each there. A shape holds what was typed; reading it makes the model's noun.
//! A new one is a file here with its line in [`FILES`], and the noun with its place in [`Registers`].
//!
//! Each entry of a list is read on its own, so that one bad entry does not hide the faults of the others. An entry
//! loses a bad optional part and is dropped only without what it cannot do without; each loss is a fault.

mod atlas;
mod base_url;
mod book;
mod claim;
mod consultation;
mod date;
mod dimension;
mod fact;
mod finding;
mod fonts;
mod foreign;
mod front;
mod grid;
mod id;
mod indicator;
mod languages;
mod map;
mod opinion;
mod plan;
mod programme;
mod reader;
mod reading;
mod redirect;
mod register;
mod revision;
mod schema;
mod source;
mod term;
mod text;
mod translation;
mod unit;
mod upper;
mod wording;

pub(super) use fact::facts;
pub(super) use id::FactIds;
pub(super) use languages::languages;
pub(super) use plan::plan;
pub(super) use reader::Reader;
pub(super) use revision::revision;
pub(super) use schema::schemas;

use crate::model::Registers;
use id::Ids;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// A file of `data/` with lists: what its entries look like and where they go.
pub(super) struct DataFile {
    /// Its name without `.yaml`.
    pub(super) name: &'static str,
    /// Its lists, for its schema: the key of each, its entries, and what it holds. None if the tool writes the file.
    lists: &'static [(&'static str, Part, &'static str)],
    /// Reads it into the registers.
    pub(super) read: fn(&mut Reader<'_>, &mut Registers),
}

/// Gives the schema of an entry.
type Part = fn(&mut SchemaGenerator) -> Schema;

fn part<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// All files with lists, by name. `plan.yaml` is one entry without a list, and the themes of `facts/` are many files.
pub(super) const FILES: [DataFile; 17] = [
    atlas::FILE,
    book::FILE,
    claim::FILE,
    dimension::FILE,
    register::FIGURES,
    finding::FILE,
    indicator::FILE,
    map::FILE,
    opinion::FILE,
    programme::FILE,
    redirect::FILE,
    source::FILE,
    register::TABLES,
    term::FILE,
    translation::FILE,
    unit::FILE,
    upper::FILE,
];
