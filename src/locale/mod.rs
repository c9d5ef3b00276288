//! Numbers, units, dates and messages as each language writes them. One language in, text out; knows no pages.

mod catalogue;
mod date;
mod label;
pub mod literal;
mod number;
mod numerals;
mod quantity;
mod units;

pub use catalogue::Catalogue;
pub use date::{format_date, parse_date};
pub use label::{chinese_number, figure_label, heading_label, table_label};
pub use literal::{Lexicon, Literal, LiteralFault, Style};
pub use number::{agrees, format_number, round};
pub use numerals::{Exempt, Numeral, Numerals, pattern_fault};
pub use quantity::{format_amount, format_quantity, unit_label};
pub use units::built_in_units;
