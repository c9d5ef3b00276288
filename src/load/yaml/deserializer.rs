//! A serde deserializer over one node of a [`Tree`]: shapes are plain derived structs, errors point at the node.

use super::error::ShapeError;
use super::node::{Key, Kind, NodeId, Scalar, Style, Tree};
use super::spanned::{FIELD, SPANNED};
use crate::diagnostic::Message;
use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{self, Deserialize, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

impl Tree<'_> {
    /// Reads a node as a shape.
    ///
    /// # Errors
    /// When it has another shape: an unknown or missing key, a value of the wrong kind.
    pub(in crate::load) fn typed<'de, T: Deserialize<'de>>(&'de self, node: NodeId) -> Result<T, ShapeError> {
        T::deserialize(NodeDeserializer { tree: self, node })
    }
}

#[derive(Clone, Copy)]
struct NodeDeserializer<'de> {
    tree: &'de Tree<'de>,
    node: NodeId,
}

type Read<T> = Result<T, ShapeError>;

impl<'de> NodeDeserializer<'de> {
    fn wrong(self, expected: &'static str) -> ShapeError {
        ShapeError::new(self.tree.node(self.node).range.clone(), Message::new(expected))
    }

    /// A missing key is marked at the head of the mapping, anything else at the node.
    fn located<T>(self, read: Read<T>) -> Read<T> {
        read.map_err(|error| error.or_at(&self.tree.head(self.node).range()))
    }

    fn scalar(self, expected: &'static str) -> Read<&'de Scalar<'de>> {
        self.tree.scalar(self.node).filter(|scalar| !scalar.is_null()).ok_or_else(|| self.wrong(expected))
    }

    fn text<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let scalar = self.scalar("yaml-text-expected")?;
        self.located(visitor.visit_borrowed_str(&scalar.text))
    }

    fn whole_number<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        let text = &self.scalar("yaml-whole-number-expected")?.text;
        let number = text.parse::<i64>().ok().filter(|number| number.to_string() == **text);
        self.located(visitor.visit_i64(number.ok_or_else(|| self.wrong("yaml-whole-number-expected"))?))
            .map_err(|_| self.wrong("yaml-whole-number-expected"))
    }

    fn map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match &self.tree.node(self.node).kind {
            Kind::Map(entries) => {
                self.located(visitor.visit_map(Entries { tree: self.tree, entries: entries.iter(), value: None }))
            }
            _ => Err(self.wrong("yaml-mapping-expected")),
        }
    }
}

macro_rules! whole_numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> { self.whole_number(visitor) })*
    };
}

impl<'de> de::Deserializer<'de> for NodeDeserializer<'de> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match &self.tree.node(self.node).kind {
            Kind::Scalar(scalar) if scalar.is_null() => self.located(visitor.visit_unit()),
            Kind::Scalar(_) => self.text(visitor),
            Kind::List(_) => self.deserialize_seq(visitor),
            Kind::Map(_) => self.map(visitor),
        }
    }

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match self.tree.scalar(self.node) {
            Some(Scalar { text, style: Style::Plain }) if text == "true" => self.located(visitor.visit_bool(true)),
            Some(Scalar { text, style: Style::Plain }) if text == "false" => self.located(visitor.visit_bool(false)),
            _ => Err(self.wrong("yaml-yes-no-expected")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.text(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        if self.tree.is_null(self.node) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Read<V::Value> {
        match name {
            SPANNED => visitor.visit_seq(Placed { inner: self, part: 0 }),
            FIELD => visitor.visit_u64(self.node.0 as u64),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        match &self.tree.node(self.node).kind {
            Kind::List(items) => self.located(visitor.visit_seq(Items { tree: self.tree, items: items.iter() })),
            _ => Err(self.wrong("yaml-list-expected")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Read<V::Value> {
        self.map(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.map(visitor)
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

/// The parts of a [`crate::diagnostic::Spanned`]: source, start, end, value.
struct Placed<'de> {
    inner: NodeDeserializer<'de>,
    part: u8,
}

impl<'de> SeqAccess<'de> for Placed<'de> {
    type Error = ShapeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let span = self.inner.tree.span(self.inner.node);
        self.part += 1;
        let number = |number: u32| -> U32Deserializer<ShapeError> { number.into_deserializer() };
        match self.part {
            1 => seed.deserialize(number(span.source.0)).map(Some),
            2 => seed.deserialize(number(span.start)).map(Some),
            3 => seed.deserialize(number(span.end)).map(Some),
            4 => seed.deserialize(self.inner).map(Some),
            _ => Ok(None),
        }
    }
}

struct Items<'de> {
    tree: &'de Tree<'de>,
    items: std::slice::Iter<'de, NodeId>,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ShapeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let Some(node) = self.items.next() else { return Ok(None) };
        seed.deserialize(NodeDeserializer { tree: self.tree, node: *node }).map(Some)
    }
}

struct Entries<'de> {
    tree: &'de Tree<'de>,
    entries: std::slice::Iter<'de, (Key<'de>, NodeId)>,
    value: Option<NodeId>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = ShapeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(*value);
        let name: StrDeserializer<'de, ShapeError> = (&*key.text).into_deserializer();
        seed.deserialize(name).map(Some).map_err(|error| error.or_at(&key.range))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Read<V::Value> {
        let node = self.value.take().unwrap_or(self.tree.root);
        seed.deserialize(NodeDeserializer { tree: self.tree, node })
    }
}
