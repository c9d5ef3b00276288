//! The files of `data/`: one file here for each there. A shape holds what was typed; reading it makes the model's noun.
//!
//! Each entry of a list is read on its own, so that one bad entry does not hide the faults of the others. An entry
//! loses a bad optional part and is dropped only without what it cannot do without; each loss is a fault.

mod claim;
mod date;
mod dimension;
mod fact;
mod finding;
mod foreign;
mod id;
mod indicator;
mod plan;
mod programme;
mod reader;
mod reading;
mod register;
mod schema;
mod source;
mod term;
mod text;
mod translation;
mod unit;

pub(super) use claim::claims;
pub(super) use dimension::dimensions;
pub(super) use fact::facts;
pub(super) use finding::findings;
pub(super) use id::FactIds;
pub(super) use indicator::indicators;
pub(super) use plan::plan;
pub(super) use programme::projects;
pub(super) use reader::Reader;
pub(super) use register::{figures, tables};
pub(super) use schema::schemas;
pub(super) use source::sources;
pub(super) use term::terms;
pub(super) use translation::translations;
pub(super) use unit::units;

use id::Ids;
