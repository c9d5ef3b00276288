//! References to figures and tables that are not there: 见表3 where the document has a table 2 only, 如下表所示 with no table below.
//!
//! Silent where the document names no figure or table at all: it is an excerpt.

use super::{Desk, Spot};
use crate::audit::document::Role;
use crate::audit::finding::Certainty;
use crate::audit::read::label_of;
use crate::diagnostic::Message;
use std::collections::BTreeSet;

/// Lines below in which the table that is announced must stand.
const FAR: usize = 14;
/// Documents of others, whose tables are not here.
const OTHERS: [&str; 6] = ["》", "附", "该报告", "规范", "标准", "GB"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let document = desk.reading.document;
    let mut known: BTreeSet<(bool, Vec<u32>)> = BTreeSet::new();
    let mut captions: BTreeSet<usize> = BTreeSet::new();
    for (line, found) in document.lines.iter().enumerate().filter(|(_, found)| found.role == Role::Caption) {
        if let Some((table, parts, _)) = label_of(&found.words.text) {
            known.insert((table, parts));
            captions.insert(line);
        }
    }
    for (line, found) in document.lines.iter().enumerate() {
        if captions.contains(&line) || matches!(found.role, Role::Cell { .. } | Role::Heading(_)) {
            continue;
        }
        let text = found.words.text.as_str();
        named(desk, line, text, &known);
        below(desk, line, text);
    }
}

fn named(desk: &mut Desk<'_, '_>, line: usize, text: &str, known: &BTreeSet<(bool, Vec<u32>)>) {
    for (at, sign) in text.char_indices() {
        if !matches!(sign, '图' | '表' | 'F' | 'T') {
            continue;
        }
        let Some(rest) = text.get(at..) else { continue };
        let before = text.get(..at).unwrap_or_default();
        let in_a_word = before.ends_with(|last: char| last.is_ascii_alphanumeric())
            || before.ends_with(['代', '列', '地', '附', '仪', '制', '发', '报', '钟', '手', '编'])
            || OTHERS.iter().any(|word| before.ends_with(word));
        let Some((table, parts, end)) = label_of(rest).filter(|_| !in_a_word) else { continue };
        // 图3幅 counts them; a range or a part names what is checked elsewhere.
        let after = rest.get(end..).unwrap_or_default();
        if after.starts_with(['个', '张', '幅', '项', '种', '%', '％', '年', '月']) || before.ends_with(['—', '-', '–'])
        {
            continue;
        }
        let same_kind = known.iter().filter(|(kind, _)| *kind == table).count();
        if same_kind == 0 {
            continue;
        }
        desk.checks_at(line, at);
        if known.contains(&(table, parts.clone())) {
            continue;
        }
        // Numbers of another form are of another series.
        let alike = known.iter().any(|(kind, other)| *kind == table && other.len() == parts.len());
        if !alike {
            continue;
        }
        let label = rest.get(..end).unwrap_or_default();
        let message = Message::new("audit.reference").with("label", label);
        let finding = desk.finding(Certainty::Likely, Spot { line, range: at..at + end }, message);
        desk.report(finding);
    }
}

/// 如下表所示: a table must follow before the next heading.
fn below(desk: &mut Desk<'_, '_>, line: usize, text: &str) {
    let document = desk.reading.document;
    if document.tables.is_empty() {
        return;
    }
    for word in ["如下表", "见下表", "the following table", "the table below", "如下图", "见下图"] {
        let Some(at) = text.find(word) else { continue };
        let table = word.contains('表') || word.contains("table");
        let next = document.lines.get(line + 1..).unwrap_or_default();
        let under = document.lines.get(line).map(|own| own.under.clone());
        let follows = next
            .iter()
            .take_while(|found| !matches!(found.role, Role::Heading(_)) || Some(&found.under) != under.as_ref())
            .take(FAR)
            .any(|found| {
                let caption = found.role == Role::Caption
                    && label_of(&found.words.text).is_some_and(|(kind, _, _)| kind == table);
                let cell = table && matches!(found.role, Role::Cell { .. });
                caption || cell
            });
        desk.checks_at(line, at);
        // A picture has no words of its own: only the table can be missed.
        if follows || !table {
            continue;
        }
        let message = Message::new("audit.reference.below").with("label", word);
        let finding = desk.finding(Certainty::Likely, Spot { line, range: at..at + word.len() }, message);
        desk.report(finding);
        return;
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn what_is_named_is_there() {
        cases(
            "reference",
            &[
                "各镇情况见表2。\n\n表2 各镇\n",
                "各镇情况见表2。\n",
                "情况如下表所示。\n\n名称\t数\n甲\t3\n",
                "Areas are in Table 1.1.\n\nTable 1.1 Areas\n",
            ],
            &[
                "各镇情况见表3。\n\n表2 各镇\n",
                "情况如下表所示。\n\n二、水\n\n名称\t数\n甲\t3\n",
                "Areas are in Table 1.2.\n\nTable 1.1 Areas\n",
            ],
        );
    }
}
