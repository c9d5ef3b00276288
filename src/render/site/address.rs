//! Addresses of the site: from paths below `content/` to paths below `site/`, and links between them.
//!
//! The `nn-` that orders folders and files is no part of an address. All links are relative and name `index.html`,
//! so that the folder works from `file://` and under any path of a server.

use crate::model::Language;
use std::collections::BTreeSet;

/// A folder's or file's name without its order: `01-status` gives `status`.
pub(super) fn stripped(name: &str) -> &str {
    match name.split_once('-') {
        Some((order, rest)) if !order.is_empty() && !rest.is_empty() && order.bytes().all(|b| b.is_ascii_digit()) => {
            rest
        }
        _ => name,
    }
}

/// The path of a page below `site/`: `zh/status/society.html`, `zh/status/index.html`.
pub(super) fn page_path(language: Language, written: &str) -> String {
    let mut path = language.tag().to_owned();
    for segment in written.split('/') {
        path.push('/');
        match segment.strip_suffix(".md") {
            Some("_index") => path.push_str("index.html"),
            Some(stem) => {
                path.push_str(stripped(stem));
                path.push_str(".html");
            }
            None => path.push_str(stripped(segment)),
        }
    }
    path
}

/// The path below `site/` of a figure's file of a kind: `svg`, `png`, `csv`.
pub(super) fn figure_file(id: &str, language: Language, ending: &str) -> String {
    format!("figures/{id}.{language}.{ending}")
}

/// The path of a page of the divided ledger below `site/`: `zh/numbers/land.html`.
pub(super) fn theme_path(language: Language, address: &str) -> String {
    format!("{language}/numbers/{address}.html")
}

/// The path of a page of the registers below `site/`: `zh/register/zone-north.html`.
pub(super) fn topic_path(language: Language, name: &str) -> String {
    format!("{language}/register/{name}.html")
}

/// A name as part of an address that no other has, whatever a file system thinks of capital letters: of signs letters,
/// digits, `-` and `_` stay, and a second one is numbered. `taken` takes it.
pub(super) fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = |sign: char| if sign.is_alphanumeric() || sign == '_' { sign } else { '-' };
    let name: String = name.chars().map(plain).collect();
    let mut free = name.clone();
    let mut number = 1;
    while !taken.insert(free.to_lowercase()) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

/// The relative link from one file of the site to another; `to` may end in `#fragment`.
pub(super) fn relative(from: &str, to: &str) -> String {
    let (target, fragment) = split_fragment(to);
    if target == from && !fragment.is_empty() {
        return fragment.to_owned();
    }
    let here: Vec<&str> = from.split('/').collect();
    let there: Vec<&str> = target.split('/').collect();
    let folders = here.len().min(there.len()) - 1;
    let shared = here[..folders].iter().zip(&there[..folders]).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(here.len() - 1 - shared);
    link.push_str(&there[shared..].join("/"));
    link.push_str(fragment);
    link
}

/// A path cut before its `#`.
pub(super) fn split_fragment(path: &str) -> (&str, &str) {
    path.find('#').map_or((path, ""), |hash| path.split_at(hash))
}

/// A relative path taken from the folder of `base`; none if it climbs out of the root or is absolute.
pub(super) fn resolve(base: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for segment in path.split('/') {
        match segment {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_no_part_of_an_address() {
        for (name, expected) in [("01-status", "status"), ("status", "status"), ("a-b", "a-b"), ("01-", "01-")] {
            assert_eq!(stripped(name), expected);
        }
    }

    #[test]
    fn names_are_made_fit_for_an_address_and_none_stands_twice() {
        let mut taken = BTreeSet::from(["index".to_owned()]);
        let names = ["land", "Land", "a/b", "a b", "index", "水", "50%#1"].map(|name| free_name(name, &mut taken));
        assert_eq!(names, ["land", "Land-2", "a-b", "a-b-2", "index-2", "水", "50--1"]);
    }

    #[test]
    fn links_are_relative() {
        for (from, to, expected) in [
            ("zh/index.html", "zh/status/index.html", "status/index.html"),
            ("zh/status/natural.html", "zh/numbers/index.html#a.b@c", "../numbers/index.html#a.b@c"),
            ("zh/status/natural.html", "en/status/natural.html", "../../en/status/natural.html"),
            ("zh/a.html", "zh/a.html#x", "#x"),
            ("zh/a.html", "zh/a.html", "a.html"),
            ("index.html", "static/site.css", "static/site.css"),
            ("zh/index.html", "index.html", "../index.html"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn paths_resolve_and_never_leave_the_root() {
        assert_eq!(resolve("01-a/02-b.md", "../02-c/01-d.md").as_deref(), Some("02-c/01-d.md"));
        assert_eq!(resolve("01-a/02-b.md", "03-e.md").as_deref(), Some("01-a/03-e.md"));
        assert_eq!(resolve("a.md", "../x.md"), None);
        assert_eq!(resolve("a.md", "/etc/passwd"), None);
    }
}
