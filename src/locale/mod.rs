//! Numbers, units, dates and messages as each language writes them. One language in, text out; knows no pages.

mod catalogue;
mod standin;

pub use catalogue::Catalogue;
pub use standin::{format_number, format_quantity};
