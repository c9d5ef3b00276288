//! What is read in plain form is what the parser reads.

use super::index::{parsed, plainly};
use crate::diagnostic::{Diagnostics, SourceId};
use proptest::prelude::{ProptestConfig, Strategy, prop, proptest};
use std::path::{Path, PathBuf};

/// Whether a text is in plain form; it must then be what the parser makes of it.
fn is_plain(text: &str) -> bool {
    let Some(tree) = plainly(text, SourceId(3)) else { return false };
    let mut faults = Diagnostics::new();
    let other = parsed(text, SourceId(3), &mut faults);
    assert_eq!(faults.iter().count(), 0, "{text}");
    assert_eq!(Some(tree), other, "{text}");
    true
}

fn yaml_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in folder.read_dir().unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            yaml_below(&path, found);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            found.push(path);
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the data as it is written")]
fn the_data_of_books_is_read_as_the_parser_reads_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    ["data", "tests/books"].iter().for_each(|folder| yaml_below(&root.join(folder), &mut files));
    let texts = files.iter().map(|path| String::from_utf8(std::fs::read(path).unwrap()).unwrap());
    let plain = texts.filter(|text| is_plain(text)).count();
    assert!(plain * 10 > files.len() * 9, "{plain} of {}", files.len());
}

#[test]
fn plain_forms_are_read() {
    for text in [
        "a: 1",
        "a: 1\n",
        "# words\n\na: b c  # more\nd:   \"e: #f\"\n",
        "a:\n- b: 1\n  c: 2\n-  d\n".trim_end_matches("-  d\n"),
        "a:\n  - b\n  - \"c\"\n  - [d, {e: f}]\ng: h\n",
        "a:\n    b: 'c'\n    d: {}\ne: []\n",
        "- a: {b: c, d: e}\n- f\n- -5\n",
        "a: {zh: \"[6](=a)\", en: http://a.b/c?d#e}\n",
        "2020: 13.8\n\"jinshan,2020\": na\n甲: 乙 丙\n",
        "a: b:c\nd: e#f\ng: ~\n",
    ] {
        assert!(is_plain(text), "{text}");
    }
}

#[test]
fn what_is_not_plain_is_left_to_the_parser() {
    for text in [
        "",
        "a",
        "a:\n",
        "a: \n",
        "a:\nb: 1\n",
        "a: b\n  c\n",
        "a: \"b\n  c\"\n",
        "a: \"b\\n\"\n",
        "a: 'b''c'\n",
        "a: |\n  b\n",
        "a: >\n  b\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "<<: 1\na: 1\na: 2\n",
        "a: 1\r\nb: 2\r\n",
        "\u{feff}a: 1\n",
        "a:\tb\n",
        "--- a\n",
        "a: 1\n...\n",
        "? a\n: b\n",
        "- - a\n",
        "-   a\n",
        "a: {b, c: d}\n",
        "a: {b: c,}\n",
        "a: [b: c]\n",
        "a: [b,\n  c]\n",
        "a: {\"b\":c}\n",
        "a: b: c\n",
        "a : b\n",
        " a: 1\nb: 2\n",
        "a:\n  b: 1\n c: 2\n",
        "a: \"b\" c\n",
        "a: \"b\"#c\n",
        "{a: b}\n",
    ] {
        assert!(!is_plain(text), "{text}");
    }
}

/// Lines as data has them, with slips now and then.
fn lines() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(vec!["", "", "", "  ", "  ", "    ", " "]);
    let head = prop::sample::select(vec!["", "", "", "- ", "- ", "-", "#", "? ", "- - ", "--- "]);
    let key = prop::sample::select(vec![
        "a", "b", "zh", "2020", "\"k\"", "'q'", "甲", "a b", "a#b", "-x", ".5", "...", "", "~", "<<", "a:b", "=",
        "a\u{a0}",
    ]);
    let colon = prop::sample::select(vec![": ", ": ", ": ", ":", ":  ", "", " : ", ":\t"]);
    let value =
        "([\\[\\]{}:,\"'#&*!|>%@`~?. \\\\-]|a|甲|1|, |: | #|\"a\"|'b'|\\{a: b\\}|\\[1, 2\\]|\\{\\}|\u{3000}){0,5}";
    let sound = prop::sample::select(vec![
        "1",
        "a b",
        "\"甲, 乙\"",
        "{zh: \"a\", en: b c}",
        "[a, b]",
        "{a: {b: c}, d: []}",
        "",
        "'x'",
        "-1 # y",
        "a  ",
    ]);
    let value = proptest::prop_oneof![sound.prop_map(str::to_owned), value];
    let line = (indent, head, key, colon, value);
    let line = line.prop_map(|(indent, head, key, colon, value)| format!("{indent}{head}{key}{colon}{value}\n"));
    prop::collection::vec(line, 0..6).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_the_parser_reads_it(text in lines()) {
        is_plain(&text);
        is_plain(text.trim_end());
    }
}
