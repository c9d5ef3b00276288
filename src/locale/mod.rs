//! Numbers, units, dates and messages as each language writes them. One language in, text out; knows no pages.

mod catalogue;

pub use catalogue::Catalogue;
