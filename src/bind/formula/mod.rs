//! The formula language: `land.grassland.area / county.area`, `sum(zone.area) == county.area`, `x@shiqiao > 50%`.
//!
//! [`parse`] reads text to an [`Expression`] with places inside it; evaluation is `bind::evaluate`'s.

mod lexer;
mod parser;
mod syntax;

pub(super) use parser::parse;
pub(super) use syntax::{Comparator, Expression, FUNCTIONS, Fault, Function, Node, Operator, Reference};
