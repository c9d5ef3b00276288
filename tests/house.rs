//! The house itself: the walls between the rooms, the map in `src/lib.rs`, the size of files, the rules and their docs.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads the sources of the tool, not of a book")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The vocabulary below all stages.
const KERNEL: [&str; 5] = ["diagnostic", "model", "locale", "prose", "office"];

/// Which rooms a room may name besides itself.
const WALLS: [(&str, &[&str]); 16] = [
    ("diagnostic", &[]),
    ("model", &["diagnostic"]),
    ("locale", &["diagnostic", "model"]),
    ("prose", &["diagnostic", "model", "locale"]),
    ("office", &["diagnostic", "model", "locale"]),
    ("audit", &KERNEL),
    // A document is read once, by the audit; a book is made of what it has read.
    ("adopt", &["diagnostic", "model", "locale", "prose", "office", "audit"]),
    ("load", &KERNEL),
    ("bind", &KERNEL),
    ("check", &KERNEL),
    ("compose", &KERNEL),
    ("draw", &KERNEL),
    ("render", &["diagnostic", "model", "locale", "office"]),
    ("revise", &KERNEL),
    ("write", &KERNEL),
    ("cli", &KERNEL),
];

/// What stands above the rooms and knows their order.
const ABOVE: [&str; 3] = ["lib", "steps", "main"];

/// No file is longer than a reader's patience.
const LONGEST: usize = 400;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with one of the endings: path from the repository's root, and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(root().join(folder)).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && endings.iter().any(|ending| path.ends_with(ending)) {
            found.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    assert!(!found.is_empty(), "no files in {folder}");
    found
}

fn sources() -> Vec<(String, String)> {
    files("src", &[".rs"])
}

/// The room of `src/room/…` or `src/room.rs`; none for `lib.rs`, its `steps/` and `main.rs`, which stand above the rooms.
fn room(path: &str) -> Option<&str> {
    let name = path.strip_prefix("src/")?.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    (!ABOVE.contains(&name)).then_some(name)
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The rooms that a line of code names: `crate::draw::…`, and each head of `use crate::{draw, load::…}`.
fn rooms_named(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    for after in line.split("crate::").skip(1) {
        if let Some(list) = after.strip_prefix('{') {
            let mut depth = 0;
            let mut head = true;
            for (at, character) in list.char_indices() {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    ',' if depth == 0 => head = true,
                    c if head && c.is_alphabetic() => {
                        named.push(word(&list[at..]));
                        head = false;
                    }
                    _ => {}
                }
                if depth < 0 {
                    break;
                }
            }
        } else {
            named.push(word(after));
        }
    }
    named
}

#[test]
fn rooms_keep_to_their_walls() {
    let walls: BTreeMap<&str, &[&str]> = WALLS.into_iter().collect();
    let mut trespasses = Vec::new();
    for (path, text) in sources() {
        let Some(own) = room(&path) else { continue };
        let allowed = walls.get(own).unwrap_or_else(|| panic!("{path}: the room `{own}` is not in the table"));
        // Statements, not lines: a list of imports may be broken over several.
        let code: Vec<&str> = text.lines().map(|line| if is_comment(line) { "" } else { line }).collect();
        for (index, line) in code.iter().enumerate() {
            let whole = if line.contains("crate::{") { code[index..].join(" ") } else { (*line).to_owned() };
            let statement = whole.split(';').next().unwrap_or("");
            for name in rooms_named(statement) {
                let is_room = walls.contains_key(name.as_str()) || ABOVE.contains(&name.as_str());
                if is_room && name != own && !allowed.contains(&name.as_str()) {
                    trespasses.push(format!("{path}:{}: `{own}` may not name `{name}`", index + 1));
                }
            }
        }
    }
    assert!(trespasses.is_empty(), "\n{}", trespasses.join("\n"));
}

#[test]
fn a_trespass_would_be_seen() {
    assert_eq!(rooms_named("use crate::draw::axis;"), ["draw"]);
    assert_eq!(rooms_named("use crate::{Disk, load::{Files, x}, model};"), ["Disk", "load", "model"]);
    assert_eq!(rooms_named("let x = crate::bind::a(crate::check::b());"), ["bind", "check"]);
    assert_eq!(room("src/render/site/page.rs"), Some("render"));
    assert_eq!(room("src/lib.rs"), None);
    assert_eq!(room("src/steps/check.rs"), None);
}

#[test]
fn only_the_library_names_all_rooms_and_its_map_is_complete() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let docs: String = library.lines().filter(|line| line.starts_with("//!")).collect();
    let rooms: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod ")))
        .map(|line| line.trim_end_matches(';'))
        .collect();
    let below: BTreeSet<&str> = rooms.difference(&BTreeSet::from(ABOVE)).copied().collect();
    assert_eq!(below, WALLS.iter().map(|(room, _)| *room).collect::<BTreeSet<_>>());
    for room in below {
        assert!(docs.contains(&format!("[`{room}`]")), "the map in src/lib.rs does not name `{room}`");
    }
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") {
            faults.push(format!("{path}:1: does not open with `//!`"));
        }
        let length = text.lines().count();
        if length > LONGEST {
            faults.push(format!("{path}: {length} lines, more than {LONGEST}"));
        }
        for (index, line) in text.lines().enumerate() {
            let code = line.trim_start();
            if code.starts_with("use ") && code.contains("::*") || code.starts_with("pub use ") && code.contains("::*")
            {
                // Unit tests see all of the module that they stand in.
                if code != "use super::*;" {
                    faults.push(format!("{path}:{}: imports everything: {code}", index + 1));
                }
            }
        }
    }
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 40, "src/main.rs has logic");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The files of a room that a file names: `super::x`, `crate::room::x`, and of a `mod.rs` its own `x::`. What a `mod.rs`
/// holds itself is not counted as named: it stands above its files, and may hold what they share.
fn files_named(path: &str, text: &str, known: &BTreeSet<String>) -> BTreeSet<String> {
    let code: String =
        text.split("#[cfg(test)]").next().unwrap_or("").lines().filter(|line| !is_comment(line)).collect();
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    // The folder in which `super` looks, and that of a file's own modules.
    let own = path.strip_suffix(".rs").unwrap_or(path);
    let (above, below) = match own.strip_suffix("/mod") {
        Some(module) => (folder(module), module.to_owned()),
        None => (folder(own), own.to_owned()),
    };
    let mut named = BTreeSet::new();
    let mut see = |folder: &str, rest: &str| {
        for name in modules_at(rest) {
            let file = format!("{folder}/{name}");
            let found = [format!("{file}.rs"), format!("{file}/mod.rs")].into_iter().find(|file| known.contains(file));
            named.extend(found.filter(|found| found != path));
        }
    };
    for after in code.split("crate::").skip(1) {
        let parts: Vec<&str> = after.split("::").collect();
        let depth = parts.iter().take_while(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '_')).count();
        (1..=depth).for_each(|depth| see(&format!("src/{}", parts[..depth].join("/")), &parts[depth..].join("::")));
    }
    code.split("super::").skip(1).for_each(|after| see(&above, after));
    for module in known.iter().filter_map(|file| file.strip_prefix(&format!("{below}/"))) {
        let name = module.strip_suffix("/mod.rs").or(module.strip_suffix(".rs")).unwrap_or(module);
        let uses = |opening: &str| code.contains(&format!("{opening}{name}::"));
        if !name.contains('/') && [" ", "(", "&", "!", "{"].into_iter().any(uses) {
            see(&below, &format!("{name}::"));
        }
    }
    named
}

/// The names at the head of a path: `x` of `x::Y`, and each of `{x::Y, z}`.
fn modules_at(rest: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    match rest.strip_prefix('{') {
        None => vec![word(rest)],
        Some(list) => {
            let list = list.split(';').next().unwrap_or("");
            list.split(['{', ',']).map(|item| word(item.trim_start())).collect()
        }
    }
}

/// A way from a file back to itself, if there is one.
fn circle(names: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn walk(
        at: &str,
        names: &BTreeMap<String, BTreeSet<String>>,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> bool {
        if let Some(start) = way.iter().position(|file| file == at) {
            way.drain(..start);
            way.push(at.to_owned());
            return true;
        }
        if !done.insert(at.to_owned()) {
            return false;
        }
        way.push(at.to_owned());
        if names.get(at).into_iter().flatten().any(|next| walk(next, names, way, done)) {
            return true;
        }
        way.pop();
        false
    }
    let mut done = BTreeSet::new();
    names.keys().find_map(|file| {
        let mut way = Vec::new();
        walk(file, names, &mut way, &mut done).then_some(way)
    })
}

#[test]
fn no_file_of_these_rooms_rests_on_itself() {
    let sources = sources();
    let known: BTreeSet<String> = sources.iter().map(|(path, _)| path.clone()).collect();
    for room in ["bind", "revise", "prose"] {
        let inside = format!("src/{room}/");
        let own = sources.iter().filter(|(path, _)| path.starts_with(&inside));
        let names = own.map(|(path, text)| {
            let named = files_named(path, text, &known).into_iter().filter(|file| file.starts_with(&inside));
            (path.clone(), named.collect())
        });
        let names: BTreeMap<String, BTreeSet<String>> = names.collect();
        assert!(names.values().map(BTreeSet::len).sum::<usize>() > 5, "{room}: hardly a file names another");
        assert_eq!(circle(&names), None, "files of `{room}` rest on each other in a circle");
    }
}

#[test]
fn a_circle_would_be_seen() {
    let known: BTreeSet<String> =
        ["src/a/mod.rs", "src/a/b.rs", "src/a/c/mod.rs", "src/a/c/d.rs"].map(str::to_owned).into();
    let named = |path: &str, text: &str| files_named(path, text, &known).into_iter().collect::<Vec<_>>();
    assert_eq!(named("src/a/b.rs", "use super::c::{D, E};"), ["src/a/c/mod.rs"]);
    assert_eq!(named("src/a/c/d.rs", "use crate::a::b;\n// super::x"), ["src/a/b.rs"]);
    assert_eq!(named("src/a/c/d.rs", "use crate::a::{b::X, c};"), ["src/a/b.rs", "src/a/c/mod.rs"]);
    assert_eq!(named("src/a/mod.rs", "mod b;\npub use b::X;\nfn f() { c::g() }"), ["src/a/b.rs", "src/a/c/mod.rs"]);
    assert_eq!(named("src/a/b.rs", "let x = super::c::go();\n#[cfg(test)]\nuse super::b;"), ["src/a/c/mod.rs"]);
    let names = |pairs: &[(&str, &str)]| {
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            names.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        circle(&names)
    };
    assert_eq!(names(&[("a", "b"), ("b", "c"), ("a", "c")]), None);
    assert_eq!(names(&[("a", "b"), ("b", "c"), ("c", "b")]).unwrap(), ["b", "c", "b"]);
}

#[test]
fn every_message_file_is_sorted() {
    for language in ["zh", "en"] {
        let text = fs::read_to_string(root().join(format!("src/locale/messages/{language}.yaml"))).unwrap();
        let ids: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(':'))
            .map(|(id, _)| id)
            .collect();
        let stray = ids.windows(2).find(|pair| pair[0] >= pair[1]);
        assert!(stray.is_none(), "{language}.yaml: {stray:?} are not in order");
    }
}

#[test]
fn every_rule_has_its_docs_and_every_file_of_docs_a_rule() {
    let rules = tallybook::rules().iter().map(|rule| rule.id.name);
    let wanted: BTreeSet<String> =
        rules.flat_map(|name| ["en", "zh"].map(|tag| format!("src/check/rules/docs/{name}.{tag}.md"))).collect();
    let found: BTreeSet<String> = files("src/check/rules/docs", &[""]).into_iter().map(|(path, _)| path).collect();
    assert_eq!(found, wanted);
}

#[test]
fn every_file_of_a_rule_holds_code_that_the_list_names() {
    let named: BTreeSet<String> = tallybook::rules()
        .iter()
        .filter(|rule| rule.run.is_some())
        .map(|rule| format!("src/check/rules/{}.rs", rule.id.name.replace('-', "_")))
        .collect();
    let found = sources().into_iter().map(|(path, _)| path).filter(|path| path.starts_with("src/check/rules/"));
    let found: BTreeSet<String> = found.filter(|path| !path.ends_with("/mod.rs")).collect();
    assert_eq!(found, named);
}

#[test]
fn the_fonts_are_those_that_the_list_names() {
    use sha2::{Digest, Sha256};
    let folder = root().join("templates/fonts");
    let list = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let listed: BTreeMap<&str, &str> =
        list.lines().filter_map(|line| line.split_once("  ")).map(|(a, b)| (b, a)).collect();
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".ttf") {
            let hash = Sha256::digest(fs::read(&path).unwrap());
            found.insert(name, hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        }
    }
    let found: BTreeMap<&str, &str> = found.iter().map(|(name, hash)| (name.as_str(), hash.as_str())).collect();
    assert_eq!(found, listed, "cut the fonts with `make fonts`, which writes SHA256SUMS as well");
}

#[test]
fn the_faces_have_the_same_characters_and_what_english_needs() {
    use read_fonts::{FontRef, TableProvider, types::Tag};
    let wanted: BTreeSet<char> =
        fs::read_to_string(root().join("templates/fonts/charset.txt")).unwrap().chars().collect();
    let mut sets = BTreeSet::new();
    for name in ["NotoSansSC-Bold", "NotoSansSC-Regular", "NotoSerifSC-Bold", "NotoSerifSC-Regular"] {
        let bytes = fs::read(root().join(format!("templates/fonts/{name}.ttf"))).unwrap();
        let font = FontRef::new(&bytes).unwrap();
        let map = font.cmap().unwrap();
        sets.insert(wanted.iter().filter(|wanted| map.map_codepoint(**wanted).is_some()).collect::<String>());
        // Narrow quotation marks and apostrophes.
        let features = font.gsub().unwrap().feature_list().unwrap();
        assert!(features.feature_records().iter().any(|record| record.feature_tag() == Tag::new(b"pwid")), "{name}");
        for character in "埇塝烔甪硚昇珺喆镕堌洣€½①²³−’".chars() {
            assert!(map.map_codepoint(character).is_some(), "{name} lacks {character}");
        }
    }
    assert_eq!(sets.len(), 1, "the faces differ in their characters");
}
