//! Places through serde: [`Spanned`] values, and [`Field`]s that hand on a node as it is.
//!
//! Both ask the deserializer by the name of a newtype that only it answers to (the way of toml and serde-saphyr).

use super::node::{NodeId, Tree};
use crate::diagnostic::{SourceId, Span, Spanned};
use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Answered with source, start, end and the value.
pub(super) const SPANNED: &str = "$tallybook::Spanned";
/// Answered with the node's number.
pub(super) const FIELD: &str = "$tallybook::Field";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(SPANNED, SpannedVisitor(PhantomData))
    }
}

struct SpannedVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
    type Value = Spanned<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value with its place")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let missing = || A::Error::custom("a place has three numbers");
        let source = parts.next_element::<u32>()?.ok_or_else(missing)?;
        let start = parts.next_element::<u32>()?.ok_or_else(missing)?;
        let end = parts.next_element::<u32>()?.ok_or_else(missing)?;
        let value = parts.next_element::<T>()?.ok_or_else(missing)?;
        Ok(Spanned::new(value, Span { source: SourceId(source), start, end }))
    }
}

/// A value of any shape, to be read by hand; none if its key is not there. A written `null` is a node.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::load) struct Field(pub(in crate::load) Option<NodeId>);

impl Field {
    /// The node, unless it is not there or `null`.
    pub(in crate::load) fn given(self, tree: &Tree<'_>) -> Option<NodeId> {
        self.0.filter(|node| !tree.is_null(*node))
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(FIELD, FieldVisitor)
    }
}

struct FieldVisitor;

impl Visitor<'_> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a node")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Field, E> {
        let number = usize::try_from(number).map_err(|_| E::custom("a node has a number of this machine"))?;
        Ok(Field(Some(NodeId(number))))
    }
}
