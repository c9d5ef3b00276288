//! Entries of a file in their order, each found by its id without a search.

use crate::diagnostic::Spanned;
use std::collections::HashMap;
use std::ops::Deref;

/// What has an id of its own among its like.
pub trait Entry {
    /// Its id.
    fn id(&self) -> &str;
}

/// The entries of a file, in their order. Reads as a slice; [`Register::get`] takes an index or an id.
#[derive(Debug, Clone)]
pub struct Register<T> {
    entries: Vec<T>,
    /// Index of each id; of equal ids, which are an error of the book, that of the first. Never walked: it has no order.
    places: HashMap<Box<str>, usize>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), places: HashMap::new() }
    }
}

impl<T: Entry> From<Vec<T>> for Register<T> {
    fn from(entries: Vec<T>) -> Self {
        let mut places = HashMap::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            places.entry(entry.id().into()).or_insert(index);
        }
        Self { entries, places }
    }
}

impl<T> Register<T> {
    /// The entry of an index or an id; `None` where there is none.
    pub fn get(&self, which: impl Which) -> Option<&T> {
        self.entries.get(which.place(&self.places)?)
    }

    /// The index of an id.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Whether an id is among them.
    pub fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

    /// The entries, to change what they hold; their ids stay.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }
}

impl<T> Deref for Register<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<'a, T> IntoIterator for &'a Register<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

/// What an entry is asked for by: an index, or an id.
pub trait Which {
    /// The index meant.
    fn place(self, places: &HashMap<Box<str>, usize>) -> Option<usize>;
}

impl Which for usize {
    fn place(self, _: &HashMap<Box<str>, usize>) -> Option<usize> {
        Some(self)
    }
}

impl Which for &str {
    fn place(self, places: &HashMap<Box<str>, usize>) -> Option<usize> {
        places.get(self).copied()
    }
}

impl Which for &String {
    fn place(self, places: &HashMap<Box<str>, usize>) -> Option<usize> {
        self.as_str().place(places)
    }
}

impl Which for &Spanned<String> {
    fn place(self, places: &HashMap<Box<str>, usize>) -> Option<usize> {
        self.value.as_str().place(places)
    }
}

/// An entry whose id is a field of that name.
macro_rules! entry {
    ($entry:ty) => {
        impl $crate::model::Entry for $entry {
            fn id(&self) -> &str {
                &self.id.value
            }
        }
    };
}
pub(super) use entry;

#[cfg(test)]
mod tests {
    use super::*;

    struct Named(&'static str, u8);

    impl Entry for Named {
        fn id(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn an_entry_is_found_by_index_and_by_id_and_the_first_of_two() {
        let register = Register::from(vec![Named("a", 1), Named("b", 2), Named("a", 3)]);
        assert_eq!(register.get("a").map(|found| found.1), Some(1));
        assert_eq!(register.get(&"b".to_owned()).map(|found| found.1), Some(2));
        assert_eq!(register.get(2).map(|found| found.1), Some(3));
        assert_eq!((register.place("b"), register.place("c")), (Some(1), None));
        assert!(register.has("b") && !register.has("") && register.get(3).is_none());
        assert_eq!(register.iter().map(|found| found.1).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!((&register).into_iter().count(), register.len());
    }
}
