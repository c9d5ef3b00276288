//! From files to a [`crate::model::Project`]: typed, every value with its place, nothing resolved.
//!
//! Reads only, and only through [`Files`]. Repairs nothing, skips nothing in silence, computes nothing.

mod files;

pub use files::{Disk, Files, Memory};
