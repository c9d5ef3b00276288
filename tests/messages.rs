//! The message catalogues against the sources: every sentence is spoken, every sentence that is spoken exists, its places
//! are filled and nothing else is handed to it, and one thing has one word wherever it is said.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads the sources of the tool, not of a book")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Catalogue = BTreeMap<String, String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn catalogue(language: &str) -> Catalogue {
    let text = fs::read_to_string(root().join(format!("src/locale/messages/{language}.yaml"))).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The `{places}` of a sentence; `{#water}` is none.
fn places(text: &str) -> BTreeSet<&str> {
    let names = text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name);
    names.filter(|name| name.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_')).collect()
}

/// One source file: its path, its code without comments and unit tests.
struct Source {
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root().join("src")).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let is_test = path.contains("/tests/") || path.ends_with("tests.rs") || path.contains("/sample");
        if entry.file_type().is_file() && path.ends_with(".rs") && !is_test {
            let text = fs::read_to_string(entry.path()).unwrap();
            found.push(Source { path, code: code(&text) });
        }
    }
    assert!(found.len() > 100, "the sources are not where they were");
    found
}

/// A file without its comments and its unit tests.
fn code(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            // `mod tests;` is a file of its own; `mod tests {` runs to the end of this one.
            if lines.peek().is_some_and(|next| next.starts_with("mod ") && next.ends_with('{')) {
                break;
            }
            continue;
        }
        if !line.trim_start().starts_with("//") {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// The string literals of code, each with where its closing quote stands.
fn literals(code: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            // A character literal; a lifetime has no second quotation mark there.
            b'\'' if bytes.get(at + 1) == Some(&b'\\') => at += 4,
            b'\'' if bytes.get(at + 1) == Some(&b'"') => at += 3,
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                found.push((code.get(start..at).unwrap_or(""), at));
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// The text after a bracket's own end: `rest` begins inside it.
fn after_bracket(rest: &str) -> Option<&str> {
    let mut depth = 1;
    let mut quoted = false;
    let mut signs = rest.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quoted => drop(signs.next()),
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return rest.get(at + 1..);
        }
    }
    None
}

/// The calls that hand a value to a message.
const GIVING: [&str; 3] = [".with(\"", ".with_list(\"", ".replacing(\""];

/// The arguments that are given to a message right where it is made; `rest` begins after the bracket of `new(…)`.
fn chained(mut rest: &str) -> BTreeSet<&str> {
    let mut given = BTreeSet::new();
    while let Some(after) = GIVING.iter().find_map(|call| rest.trim_start().strip_prefix(call)) {
        let Some((name, value)) = after.split_once('"') else { break };
        given.insert(name);
        rest = after_bracket(value).unwrap_or("");
    }
    given
}

/// All arguments that are given anywhere in some code.
fn given(code: &str) -> BTreeSet<&str> {
    GIVING.iter().flat_map(|call| code.split(call).skip(1)).filter_map(|after| after.split('"').next()).collect()
}

/// What is given in the file of the rule that a sentence belongs to by its opening: rules have helpers in other folders.
fn of_rule<'a>(sources: &'a [Source], id: &str) -> BTreeSet<&'a str> {
    let rule = id.split('.').next().unwrap_or(id).replace('-', "_");
    let file = format!("src/check/rules/{rule}.rs");
    sources.iter().filter(|source| source.path == file).flat_map(|source| given(&source.code)).collect()
}

#[test]
fn every_sentence_that_is_spoken_exists_and_gets_what_it_asks_for() {
    let (zh, en) = (catalogue("zh"), catalogue("en"));
    let sources = sources();
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in &sources {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().extend(given(&source.code));
    }
    let mut faults = Vec::new();
    // The list of rules holds their names, which are no sentences.
    for Source { path, code } in sources.iter().filter(|source| source.path != "src/diagnostic/rule.rs") {
        let near = &folders[path.rsplit_once('/').map_or("", |(folder, _)| folder)];
        for (literal, end) in literals(code) {
            let start = end - literal.len() - 1;
            let opens = |opening: &str| code[..start].ends_with(opening);
            let spoken = opens("Message::new(") || opens("Failure::io(") || opens(".label(");
            let Some(english) = en.get(literal).filter(|_| zh.contains_key(literal)) else {
                if spoken {
                    faults.push(format!("{path}: no sentence `{literal}`"));
                }
                continue;
            };
            let wanted = places(english);
            let direct = if opens("Message::new(") { chained(&code[end + 2..]) } else { BTreeSet::new() };
            let io = if opens("Failure::io(") { ["path", "cause"].into() } else { BTreeSet::new() };
            for surplus in direct.difference(&wanted) {
                faults.push(format!("{path}: `{literal}` has no place for `{surplus}`"));
            }
            for place in wanted.iter().filter(|place| !direct.contains(**place) && !io.contains(**place)) {
                if !near.contains(place) && !of_rule(&sources, literal).contains(place) {
                    faults.push(format!("{path}: nothing is given for `{{{place}}}` of `{literal}`"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_sentence_is_spoken_somewhere() {
    let sources = sources();
    let literals: BTreeSet<&str> =
        sources.iter().flat_map(|source| literals(&source.code)).map(|(literal, _)| literal).collect();
    // `"cli.help.{name}"` and `"ui.label."` stand for all ids that begin so.
    let openings = literals.iter().map(|literal| literal.split('{').next().unwrap_or(""));
    let openings: Vec<&str> = openings.filter(|opening| opening.ends_with('.') && opening.len() > 2).collect();
    let spoken = |id: &str| literals.contains(id) || openings.iter().any(|opening| id.starts_with(opening));
    let silent: Vec<String> = catalogue("en").into_keys().filter(|id| !spoken(id)).collect();
    assert!(silent.is_empty(), "sentences that nobody speaks: {silent:#?}");
}

#[test]
fn a_slip_would_be_seen() {
    let text = "let a = Message::new(\"x\").with(\"a\", f(\"(\", 1)).with(\"b\", 2);\n// Message::new(\"y\")\n";
    let code = code(text);
    let found = literals(&code);
    assert_eq!(found.iter().map(|(literal, _)| *literal).collect::<Vec<_>>(), ["x", "a", "(", "b"]);
    assert_eq!(chained(&code[found[0].1 + 2..]), ["a", "b"].into());
    assert_eq!(places("{a} and {b}, {a}"), ["a", "b"].into());
    assert_eq!(plain("Source: "), plain("source"));
    assert_ne!(plain("“{a}”"), plain("source"));
}

/// A sentence without what its place adds: capitals, colons, brackets, spaces, the names of its `{places}`. Empty if no
/// words are left.
fn plain(text: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for sign in text.to_lowercase().chars() {
        match sign {
            '{' => inside = true,
            '}' => {
                inside = false;
                kept += "{}";
            }
            _ if inside => {}
            sign if sign.is_alphanumeric() => kept.push(sign),
            _ if kept.ends_with(' ') => {}
            _ => kept.push(' '),
        }
    }
    let kept = kept.trim();
    if kept.contains(char::is_alphabetic) { kept.to_owned() } else { String::new() }
}

/// Ids that share their words in a language and yet mean different things. Whoever adds a line says what they are.
const HOMONYMS: [&[&str]; 15] = [
    // Forms of code, each in its own quotation marks.
    &["character-stray.hint-write", "reference-text-hint", "text-typography.hint"],
    &["svg-refused.handler", "svg-refused.script"],
    // A piece of a page, and the head of a column.
    &["block.heading", "ui.label.title"],
    // What stands for an argument of a command, and the thing itself.
    &["explain.topic.claim.name", "ui.site.claims"],
    &["explain.topic.key.name", "ui.label.key"],
    // What a finding is about, a kind of units, and the head of a column.
    &["explain.units.time", "finding.kind.date", "ui.label.date"],
    &["finding.kind.unit", "ui.label.unit"],
    // How little a finding weighs, and what is remarked on a number.
    &["finding.severity.note", "ui.site.note"],
    // One side of a finding, and the label of a number.
    &["finding.side.computed", "ui.label.computed"],
    // Of a finding, and of a translation.
    &["finding.state.confirmed", "translated.column.done"],
    // Where an indicator should go, and what a zone is to become.
    &["edition.field.direction", "listing.direction"],
    // Where a project is carried out, and where a finding stands.
    &["listing.place", "ui.label.place"],
    // What a sheet of the register is called, and a kind of chart.
    &["atlas.map-title", "ui.chart.map"],
    // A language's own name, the same in both catalogues' pages, and its name in the reader's language.
    &["ui.site.language_name", "word.chinese"],
    &["ui.site.language_name", "word.english"],
];

/// Groups of ids whose sentences are the same in a language, apart from capitals and marks; such without words left out.
fn groups(catalogue: &Catalogue) -> BTreeMap<String, BTreeSet<&str>> {
    let mut groups: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    // The words of the fill-in workbook are its own: `import` knows columns and states by them, in workbooks that were given
    // out years ago, whatever pages say by then.
    for (id, text) in catalogue.iter().filter(|(id, _)| !id.starts_with("workbook.")) {
        groups.entry(plain(text)).or_default().insert(id);
    }
    groups.retain(|words, ids| !words.is_empty() && ids.len() > 1);
    groups
}

#[test]
fn one_thing_has_one_id_and_one_word_in_each_language() {
    let (zh, en) = (catalogue("zh"), catalogue("en"));
    let (same_zh, same_en) = (groups(&zh), groups(&en));
    let mut faults = Vec::new();
    for (words, ids) in same_zh.iter().chain(&same_en) {
        let apart = HOMONYMS.iter().any(|known| ids.iter().all(|id| known.contains(id)));
        if !apart {
            faults.push(format!("“{words}” has several ids: {ids:?}"));
        }
    }
    for known in HOMONYMS {
        let shared = |group: &BTreeSet<&str>| known.iter().filter(|id| group.contains(**id)).count() > 1;
        assert!(same_zh.values().chain(same_en.values()).any(shared), "{known:?} no longer share their words");
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The ids of labels that are put together at run time, by their openings.
const MADE: [&str; 3] = ["ui.label.kind_", "ui.site.file_", "ui.site.print_"];

#[test]
fn every_label_stands_in_a_template_or_in_the_sources() {
    let sources = sources();
    let literals: BTreeSet<&str> =
        sources.iter().flat_map(|source| literals(&source.code)).map(|(literal, _)| literal).collect();
    let templates: String = walkdir::WalkDir::new(root().join("templates"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html" || ending == "typ"))
        .map(|entry| fs::read_to_string(entry.path()).unwrap())
        .collect();
    let words: BTreeSet<&str> = templates.split(|sign: char| !sign.is_alphanumeric() && sign != '_').collect();
    let ids = catalogue("en").into_keys();
    let silent: Vec<String> = ids
        .filter(|id| !MADE.iter().any(|opening| id.starts_with(opening)))
        .filter(|id| {
            let label = id.strip_prefix("ui.label.").or_else(|| id.strip_prefix("ui.site."));
            label.is_some_and(|label| {
                !literals.contains(id.as_str()) && !literals.contains(label) && !words.contains(label)
            })
        })
        .collect();
    assert!(silent.is_empty(), "labels that nobody shows: {silent:#?}");
    // What only one output shows has no label of its own that the other could lack.
    assert!(catalogue("en").keys().all(|id| !id.starts_with("ui.print.label.")));
}
