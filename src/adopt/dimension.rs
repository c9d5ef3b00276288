//! What the numbers of tables are broken down by: towns, classes, whatever the first column of a table names.

use super::register::word;
use std::collections::BTreeSet;

/// Ids are no longer, in characters.
const LONGEST: usize = 20;

/// A dimension.
#[derive(Debug, Clone)]
pub(super) struct Dimension {
    /// Its id.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// Its members: id and name.
    pub(super) members: Vec<(String, String)>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Dimensions {
    all: Vec<Dimension>,
}

impl Dimensions {
    /// In the order of their tables.
    pub(super) fn all(&self) -> &[Dimension] {
        &self.all
    }

    /// The dimension of these members, known or new; none where two members would have one id.
    pub(super) fn of(&mut self, name: &str, members: &[String]) -> Option<Dimension> {
        let ids: Vec<String> = members.iter().map(|member| word(member, LONGEST)).collect();
        if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() {
            return None;
        }
        let same =
            |known: &&Dimension| known.name == name && known.members.iter().map(|(_, name)| name).eq(members.iter());
        if let Some(known) = self.all.iter().find(same) {
            return Some(known.clone());
        }
        let base = match word(name, LONGEST) {
            year if year == "year" => "years".to_owned(),
            other => other,
        };
        let mut id = base.clone();
        let mut count = 1;
        while self.all.iter().any(|known| known.id == id) {
            count += 1;
            id = format!("{base}_{count}");
        }
        let members = ids.into_iter().zip(members.iter().cloned()).collect();
        let dimension = Dimension { id, name: name.to_owned(), members };
        self.all.push(dimension.clone());
        Some(dimension)
    }
}

#[cfg(test)]
mod tests {
    use super::Dimensions;

    #[test]
    fn tables_of_one_list_share_a_dimension() {
        let mut dimensions = Dimensions::default();
        let towns = ["东坡镇".to_owned(), "西岭镇".to_owned()];
        let first = dimensions.of("镇", &towns).unwrap();
        assert_eq!(dimensions.of("镇", &towns).unwrap().id, first.id);
        assert_ne!(dimensions.of("镇", &towns[..1]).unwrap().id, first.id);
        assert!(dimensions.of("镇", &["A b".to_owned(), "a B".to_owned()]).is_none());
    }
}
