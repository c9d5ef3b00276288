//! The sentence around a place in a source file, as its reader sees it: without links, marks and YAML.

use std::ops::Range;

/// The sentence that holds `range`. A sentence does not cross a line: chapters have one line a paragraph.
pub(super) fn around(text: &str, range: Range<usize>) -> String {
    if text.get(range.clone()).is_none() {
        return String::new();
    }
    let line_start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline);
    let (before, after) = (&text[line_start..range.start], &text[range.end..line_end]);
    let start = line_start + ends(before).last().map_or(0, |end| end.end);
    let end = range.end + ends(after).next().map_or(after.len(), |end| end.kept);
    readable(&text[start..end])
}

/// Where a sentence ends in `text`, and how much of the mark belongs to it (a YAML quote does not).
struct End {
    kept: usize,
    end: usize,
}

fn ends(text: &str) -> impl Iterator<Item = End> {
    let mut following = text.char_indices().skip(1).map(|(_, character)| character);
    text.char_indices().filter_map(move |(at, character)| {
        let next = following.next();
        let end = at + character.len_utf8();
        match character {
            '。' | '！' | '？' | '；' | '|' => Some(End { kept: end, end }),
            // A full stop inside a number or a name does not end a sentence.
            '.' | '?' | '!' | ';' if next == Some(' ') => Some(End { kept: end, end }),
            '"' => Some(End { kept: at, end }),
            _ => None,
        }
    })
}

/// Takes the words out of `[words](destination)`, and the marks of headings, lists and emphasis away.
fn readable(source: &str) -> String {
    let mut text = String::new();
    let mut rest = source;
    while let Some(middle) = rest.find("](") {
        text.push_str(&rest[..middle]);
        let wordless = text.ends_with('[');
        if let Some(open) = text.rfind('[') {
            text.remove(open);
        }
        let (destination, after) = destination(&rest[middle + 2..]);
        // The text of a cross-reference is made by the tool; here its id stands for it.
        if let Some(target) = destination.strip_prefix('#').filter(|_| wordless) {
            text.push_str(&format!("[{target}]"));
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text.replace("**", "");
    let text = text.trim().trim_start_matches(['#', '-', '>']).trim();
    match text.rsplit_once(" {#") {
        Some((words, id)) if id.ends_with('}') => words.to_owned(),
        _ => text.to_owned(),
    }
}

/// A destination, and what follows its closing bracket; a formula may hold brackets of its own.
fn destination(rest: &str) -> (&str, &str) {
    let mut depth = 1;
    for (at, character) in rest.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&rest[..at], &rest[at + 1..]);
        }
    }
    (rest, "")
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_sentence_is_cut_out_and_its_links_are_words() {
        let cases = [
            (
                "前句。草地[2124.01平方千米](=land.area)，占[43.55%](=share(a@b))。后句。\n",
                "2124.01",
                "草地2124.01平方千米，占43.55%。",
            ),
            (
                "First. Grass covers [2,124.01 km²](=land.area), [most](?a>50%) of it. Then more.\n",
                "2,124",
                "Grass covers 2,124.01 km², most of it.",
            ),
            ("  note: {zh: \"共[六个](=n)镇。余下\", en: \"[six](=n) towns\"}\n", "six", "six towns"),
            ("## 草地[6%](=x) {#grass}\n", "6%", "草地6%"),
            ("占[6%](=x)，见[](#sec:zones)（[](#fig:map)）。", "6%", "占6%，见[sec:zones]（[fig:map]）。"),
            ("[](#fig:map)中[6%](=x)，[](=y)", "6%", "[fig:map]中6%，"),
            ("- [6%](=x)", "6%", "6%"),
            ("|a|[6%](=x)|b|", "6%", "6%|"),
        ];
        for (text, needle, expected) in cases {
            let start = text.find(needle).unwrap();
            let open = text[..start].rfind('[').unwrap();
            let end = text[start..].find(')').unwrap() + start + 1;
            assert_eq!(around(text, open..end).trim_end_matches(')'), expected, "{text}");
        }
    }

    #[test]
    fn a_place_that_is_none_is_no_panic() {
        assert_eq!(around("草", 1..2), "");
        assert_eq!(around("", 0..9), "");
        assert_eq!(around("a](", 0..1), "a");
    }
}
