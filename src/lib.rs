//! Tallybook (合符) publishes a bilingual plan only when its words and its numbers match.
//!
//! The rooms, in the order the data passes them:
//!
//! - [`load`]: files to a [`model::Project`], typed, nothing resolved
//! - [`bind`]: names to things, formulas to intervals, literals to facts: a [`model::Report`]
//! - [`check`]: the rules, one file each
//! - [`draw`]: charts to SVG
//! - [`render`]: the site (Tera) and the PDFs (Typst): a [`model::OutputTree`]
//! - [`write`]: staging, exchange, manifest
//!
//! Below them the kernel: [`diagnostic`], [`model`], [`locale`]. Above them `cli`. Only this file knows the order.

pub mod bind;
pub mod check;
pub mod diagnostic;
pub mod draw;
pub mod load;
pub mod locale;
pub mod model;
pub mod render;
pub mod write;
