//! Findings that somebody has decided about: a list that goes out as a table, comes back with a decision in its last column, and
//! is known again by what the sentence says, not by its line.

use super::document::Document;
use super::finding::Finding;
use super::read::decoded;
use crate::diagnostic::{Failure, Message};
use std::collections::BTreeSet;

/// Digits of an id.
const DIGITS: usize = 12;

impl Finding {
    /// What the finding is known by: its relation and the words at its place. It is another one once the words change.
    pub fn id(&self, document: &Document) -> String {
        let mut words: Vec<String> = Vec::new();
        for spot in [&self.spot].into_iter().chain(&self.others) {
            let text = document.text(spot.line);
            let mut around: String = text.get(..spot.range.start).unwrap_or_default().chars().rev().take(20).collect();
            around.push('\u{1f}');
            around.push_str(text.get(spot.range.clone()).unwrap_or_default());
            words.push(around.split_whitespace().collect());
        }
        // The other places may come in another order when paragraphs move.
        if let Some((_, others)) = words.split_first_mut() {
            others.sort();
        }
        let told = format!("{}\u{1e}{}", self.relation, words.join("\u{1e}"));
        blake3::hash(told.as_bytes()).to_hex().chars().take(DIGITS).collect()
    }
}

/// The ids of a list that have a decision: the first column of rows whose last one says anything.
///
/// # Errors
/// When the list is no table of commas.
pub fn settled(path: &str, bytes: &[u8]) -> Result<BTreeSet<String>, Failure> {
    let (text, _) = decoded(bytes);
    let mut found = BTreeSet::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for record in reader.records() {
        let Ok(record) = record else {
            return Err(Failure::new(Message::new("audit.no-list").with("path", path)));
        };
        let (Some(id), Some(decision)) = (record.get(0), record.iter().next_back()) else { continue };
        let is_id = id.len() == DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_id && record.len() > 1 && !decision.trim().is_empty() {
            found.insert(id.to_owned());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn a_row_with_a_decision_is_settled() {
        let list = "\u{feff}id,where,decision\n0123456789ab,x,\nba9876543210,x,核实无误\nno id,x,y\n";
        assert_eq!(settled("a.csv", list.as_bytes()).unwrap().into_iter().collect::<Vec<_>>(), ["ba9876543210"]);
    }
}
