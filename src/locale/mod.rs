//! Numbers, units, dates and messages as each language writes them. One language in, text out; knows no pages.

mod bonds;
mod catalogue;
mod chinese_digits;
mod columns;
mod compare;
mod date;
mod date_edge;
mod date_form;
mod date_scan;
mod escape;
mod explanation;
mod hedged;
mod label;
pub mod literal;
mod number;
mod numerals;
mod ordinals;
mod quantity;
mod quotation;
pub mod script;
mod shifted;
mod stray;
mod unit_words;
mod units;

pub use bonds::Bonds;
pub use catalogue::{Catalogue, places};
pub use chinese_digits::{chinese_digit, is_chinese_numeral};
pub use columns::{made_fit, table_fit};
pub use compare::{align, sentence_end, sentences};
pub use date::{format_date, names, parse_date};
pub use date_form::{DateText, reformat_date};
pub use date_scan::dates_in;
pub use escape::{entity, escaped, plain_entities};
pub use explanation::{Topic, examples, explanation};
pub use hedged::{hedged, number_text};
pub use label::{
    RUNNING, chinese_number, figure_label, heading_label, period_name, printed_label, section_reference, table_label,
};
pub use literal::{Lexicon, Literal, LiteralFault, NewValue, Style, chinese_value};
pub use number::{agrees, format_number, round};
pub use numerals::{Exempt, Numeral, Numerals, names_a_number, pattern_fault, prepare};
pub use ordinals::ORDINALS;
pub use quantity::{
    amount_power, column_label, format_amount, format_quantity, format_range, format_row, serves_both_ends, unit_label,
};
pub use quotation::{apostrophes, curled};
pub use script::is_han;
pub use shifted::{Shift, Shifted, Shifting, shifted_characters, unshifted};
pub use stray::{Stray, Strays, stray, strays, told};
pub use unit_words::unit_in_words;
pub use units::built_in_units;
