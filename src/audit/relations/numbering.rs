//! Numbers of figures, tables and headings: none is left out, none stands twice.
//!
//! Silent on where a series begins, and on a number that starts again in another chapter.

use super::{Desk, Spot};
use crate::audit::document::Role;
use crate::audit::finding::Certainty;
use crate::audit::read::label_of;
use crate::diagnostic::Message;
use crate::locale::chinese_value;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::ops::Range;

/// A number that stands before a caption or a heading.
struct Entry {
    line: usize,
    range: Range<usize>,
    number: u32,
}

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    captions(desk);
    headings(desk);
}

fn captions(desk: &mut Desk<'_, '_>) {
    // A series: figures or tables, of one chapter.
    let mut series: BTreeMap<(bool, Vec<u32>, bool), Vec<Entry>> = BTreeMap::new();
    for (line, found) in desk.reading.document.lines.iter().enumerate() {
        let text = found.words.text.as_str();
        let Some((table, mut parts, end)) = (found.role == Role::Caption).then(|| label_of(text)).flatten() else {
            continue;
        };
        let Some(number) = parts.pop() else { continue };
        let dotted = text.get(..end).is_some_and(|label| label.contains('.'));
        series.entry((table, parts, dotted)).or_default().push(Entry { line, range: 0..end, number });
    }
    for entries in series.values() {
        in_order(desk, entries, ("audit.numbering.twice", "audit.numbering.jump"));
    }
}

/// Numbers that rise by one; what says so of two neighbours is a finding at the second.
fn in_order(desk: &mut Desk<'_, '_>, entries: &[Entry], (twice, jump): (&'static str, &'static str)) {
    for pair in entries.windows(2) {
        let [one, next] = pair else { continue };
        desk.checks_at(next.line, next.range.start);
        if next.number == one.number + 1 {
            continue;
        }
        let text = |entry: &Entry| {
            desk.reading.document.text(entry.line).get(entry.range.clone()).unwrap_or_default().to_owned()
        };
        // A continued table has its number again.
        let whole = desk.reading.document.text(next.line);
        if whole.contains("续") || whole.to_ascii_lowercase().contains("continued") || whole.contains("cont.") {
            continue;
        }
        let id = if next.number == one.number { twice } else { jump };
        let later = entries.iter().any(|other| other.number == one.number + 1);
        let certainty = if id == jump && later {
            Certainty::Look
        } else if id == twice {
            Certainty::Sure
        } else {
            Certainty::Likely
        };
        let message = Message::new(id)
            .with("one", text(one))
            .with("next", text(next))
            .with("missing", (one.number + 1).to_string());
        let finding = desk.finding(certainty, Spot { line: next.line, range: next.range.clone() }, message);
        desk.report(finding.and(one.line, one.range.clone()));
    }
}

/// The number before the words of a heading, its form, and its bytes.
fn numbered(text: &str) -> Option<(u32, &'static str, Range<usize>)> {
    const FORMS: [(&str, &str, &str); 6] = [
        ("第", "章", "chapter"),
        ("第", "节", "section"),
        ("（", "）", "bracket"),
        ("(", ")", "bracket"),
        ("", "、", "comma"),
        ("", ".", "point"),
    ];
    for (head, tail, form) in FORMS {
        let Some(rest) = text.strip_prefix(head) else { continue };
        let Some(end) = rest.find(tail).filter(|end| (1..=12).contains(end)) else { continue };
        let written = rest.get(..end)?.trim();
        // 1.2 is a number of two parts, and is not followed here.
        let after = rest.get(end + tail.len()..)?;
        if form == "point" && after.starts_with(|next: char| next.is_ascii_digit()) {
            return None;
        }
        let arabic = written.parse::<u32>().ok();
        let chinese = || chinese_value(written).and_then(|value| value.to_u32());
        let Some(number) = arabic.or_else(chinese) else { continue };
        let form = match (form, arabic.is_some()) {
            ("bracket", true) => "arabic-bracket",
            ("comma", true) => "arabic-comma",
            (form, _) => form,
        };
        return Some((number, form, 0..head.len() + end + tail.len()));
    }
    None
}

fn headings(desk: &mut Desk<'_, '_>) {
    // Headings of one form under the same heading above.
    let mut series: BTreeMap<(Vec<usize>, &'static str), Vec<Entry>> = BTreeMap::new();
    for (line, found) in desk.reading.document.lines.iter().enumerate() {
        if !matches!(found.role, Role::Heading(_)) {
            continue;
        }
        let Some((number, form, range)) = numbered(&found.words.text) else { continue };
        series.entry((found.under.clone(), form)).or_default().push(Entry { line, range, number });
    }
    for ((_, form), entries) in &series {
        // Lists of a document begin anew without a heading: (1) (2) (1) (2).
        if form.starts_with("arabic") || *form == "point" {
            continue;
        }
        let mut run: Vec<Entry> = Vec::new();
        for entry in entries {
            let copy = Entry { line: entry.line, range: entry.range.clone(), number: entry.number };
            if entry.number == 1 && !run.is_empty() {
                in_order(desk, &run, ("audit.numbering.heading-twice", "audit.numbering.heading-jump"));
                run.clear();
            }
            run.push(copy);
        }
        in_order(desk, &run, ("audit.numbering.heading-twice", "audit.numbering.heading-jump"));
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn numbers_leave_nothing_out() {
        cases(
            "numbering",
            &[
                "图1-1 位置\n\n图1-2 地形\n\n图2-1 水系\n",
                "一、水\n\n水多。\n\n二、土\n\n土好。\n",
                "表3 产量\n\n表4 产值\n",
            ],
            &["图1-1 位置\n\n图1-3 地形\n", "图1 位置\n\n图1 地形\n", "（一）水\n\n水多。\n\n（三）土\n\n土好。\n"],
        );
    }
}
