//! YAML as the book uses it: plain mappings, lists and scalars, each with its place.
//!
//! [`read`] makes a [`Tree`] and refuses what would make places or meaning uncertain (duplicate keys, merge keys,
//! tags, anchors, several documents, too much). [`Tree::typed`] reads a part of it into a serde shape; numbers are never
//! read here, so that they keep their digits. What is in plain form, as most files are, needs no parser (`plain`). Knows
//! nothing of facts or figures.

mod deserializer;
mod error;
mod index;
mod node;
mod plain;
#[cfg(test)]
mod plain_tests;
mod spanned;
mod syntax;

pub(super) use error::suggestion;
pub(super) use index::read;
pub(super) use node::{Key, Kind, NodeId, Style, Tree};
pub(super) use spanned::Field;
