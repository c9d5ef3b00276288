//! Findings that somebody has decided about: a list that goes out as a table, comes back with a decision in its last column, and
//! is known again by what the sentence says, not by its line.

use super::document::{Cell, Document};
use super::finding::Finding;
use super::output;
use super::read::{Builder, decoded, sheet};
use crate::diagnostic::{Failure, Message, SourceMap};
use crate::locale::Catalogue;
use crate::model::Language;
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

/// What the drop-down of a workbook offers, and whether it settles a finding: what is still to be done settles nothing.
pub(super) const DECISIONS: [(&str, bool); 5] = [
    ("audit.decided.right", true),
    ("audit.decided.scope", true),
    ("audit.decided.source", true),
    ("finding.state.fixed", false),
    ("finding.state.open", false),
];

/// The ids of a list that have a decision: those of rows that say anything in the column for it, which its head names; a list
/// without such a head has it last.
///
/// # Errors
/// When the list is neither a table of commas nor a workbook.
pub fn settled(path: &str, bytes: &[u8]) -> Result<BTreeSet<String>, Failure> {
    let rows = if bytes.starts_with(b"PK") { of_workbook(path, bytes)? } else { of_commas(path, bytes)? };
    let catalogues = [Language::Zh, Language::En].map(Catalogue::of);
    let named = |id: &str, words: &str| catalogues.iter().any(|catalogue| catalogue.label(id) == words.trim());
    let is_open = |words: &str| DECISIONS.iter().any(|(id, settles)| !settles && named(id, words));
    let is_id = |cell: &&String| cell.len() == DIGITS && cell.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (mut found, mut column) = (BTreeSet::new(), None);
    for row in &rows {
        if let Some(place) = row.iter().position(|cell| named(output::DISPOSITION, cell)) {
            column = Some(place);
            continue;
        }
        let decision = column.map_or(row.last(), |column| row.get(column));
        let decision = decision.filter(|words| !words.trim().is_empty() && !is_open(words));
        if let (Some(id), Some(decision)) = (row.iter().find(is_id), decision)
            && id != decision
        {
            found.insert(id.clone());
        }
    }
    Ok(found)
}

fn of_commas(path: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Failure> {
    let (text, _) = decoded(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|record| record.map(|record| record.iter().map(str::to_owned).collect()));
    rows.collect::<Result<_, _>>().map_err(|_| Failure::new(Message::new("audit.no-list").with("path", path)))
}

/// The rows of all sheets, by the reader of spreadsheets.
fn of_workbook(path: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Failure> {
    let mut builder = Builder::default();
    let text = sheet::read(bytes, &mut builder)?;
    let document = builder.finish(SourceMap::default().add(path, text));
    let words = |cell: &Option<Cell>| cell.map(|cell| document.text(cell.line).to_owned()).unwrap_or_default();
    let rows = document.tables.iter().flat_map(|table| &table.rows);
    Ok(rows.map(|row| row.iter().map(words).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn a_row_with_a_decision_is_settled() {
        let list = "\u{feff}id,where,decision\n0123456789ab,x,\nba9876543210,x,核实无误\nno id,x,y\n";
        assert_eq!(settled("a.csv", list.as_bytes()).unwrap().into_iter().collect::<Vec<_>>(), ["ba9876543210"]);
    }

    #[test]
    fn what_is_still_to_be_done_settles_nothing() {
        let list = "id,如何处理,备注\n0123456789ab,待核实,已问\nba9876543210,口径不同,\n0123456789aa,,先放一放\n0123456789ac,corrected,\n";
        assert_eq!(settled("a.csv", list.as_bytes()).unwrap().into_iter().collect::<Vec<_>>(), ["ba9876543210"]);
    }
}
