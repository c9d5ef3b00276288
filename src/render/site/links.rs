//! Looks for dead links in a finished site: every `href` and `src` inside it must name a file, and its fragment an id.

use super::address::{resolve, split_fragment};
use super::markup::has_scheme;
use crate::locale::plain_entities;
use crate::model::OutputTree;
use std::collections::{BTreeMap, BTreeSet};

/// What one page offers and what it points to.
#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

/// All dead links: the page that holds one, and the address as written. An id that stands twice on a page is listed
/// as well, with `id=` before it.
pub fn dead_links(output: &OutputTree) -> Vec<(String, String)> {
    let mut dead = Vec::new();
    let mut pages: BTreeMap<&str, Seen> = BTreeMap::new();
    for (path, bytes) in output.iter() {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            let seen = pages.entry(path).or_default();
            for_each_attribute(&text, &mut |name, value| match name {
                "id" if !seen.ids.insert(value.clone()) => dead.push((path.to_owned(), format!("id={value}"))),
                "href" | "src" => seen.links.push(value),
                _ => {}
            });
        } else if path.ends_with(".css") {
            pages.entry(path).or_default().links = stylesheet_links(&text);
        }
    }
    for (path, seen) in &pages {
        for link in &seen.links {
            if !has_scheme(link) && !is_alive(path, link, &pages, output) {
                dead.push(((*path).to_owned(), link.clone()));
            }
        }
    }
    dead
}

fn is_alive(page: &str, link: &str, pages: &BTreeMap<&str, Seen>, output: &OutputTree) -> bool {
    let (path, fragment) = split_fragment(link);
    let target = if path.is_empty() { Some(page.to_owned()) } else { resolve(page, path) };
    let Some(target) = target.filter(|target| output.get(target).is_some()) else {
        return false;
    };
    let id = fragment.strip_prefix('#').unwrap_or("");
    id.is_empty() || pages.get(target.as_str()).is_some_and(|seen| seen.ids.contains(id))
}

/// The addresses in a stylesheet's `url(…)`.
fn stylesheet_links(text: &str) -> Vec<String> {
    let addresses = text.split("url(").skip(1).filter_map(|after| after.split_once(')'));
    addresses.map(|(address, _)| address.trim_matches(['"', '\'']).to_owned()).collect()
}

/// Calls `see` with every attribute of every tag. Knows our own writing: double quotes, no comments with tags in them.
fn for_each_attribute(html: &str, see: &mut dyn FnMut(&str, String)) {
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        while let Some((name, value, after)) = next_attribute(rest) {
            see(name, plain_entities(value).into_owned());
            rest = after;
        }
        rest = rest.find('>').map_or("", |close| &rest[close + 1..]);
    }
}

/// The next `name="value"` before the tag ends, and what follows it.
fn next_attribute(tag: &str) -> Option<(&str, &str, &str)> {
    let equals = tag.find("=\"")?;
    if tag.find('>').is_some_and(|close| close < equals) {
        return None;
    }
    let name = tag[..equals].rsplit(|c: char| c.is_ascii_whitespace()).next()?;
    let after = &tag[equals + 2..];
    let close = after.find('"')?;
    Some((name, &after[..close], &after[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> OutputTree {
        let mut output = OutputTree::default();
        for (path, text) in files {
            output.insert(*path, *text).unwrap();
        }
        output
    }

    #[test]
    fn a_dead_link_is_found_and_a_sound_one_is_not() {
        for (link, sound) in [
            ("b/c.html", true),
            ("b/c.html#x@y,1", true),
            ("b/c.html#z", false),
            ("#here", true),
            ("#there", false),
            ("b/d.html", false),
            ("../x.html", false),
            ("https://a.cn/#q", true),
            ("b/", false),
        ] {
            let page = format!("<p id=\"here\">a > b <a class=\"k\" href=\"{link}\">t</a></p>");
            let output = site(&[("a.html", &page), ("b/c.html", "<p id=\"x@y,1\">")]);
            assert_eq!(dead_links(&output).is_empty(), sound, "{link}");
        }
    }

    #[test]
    fn an_id_that_stands_twice_is_found() {
        let output = site(&[("a.html", "<p id=\"x\"><p id=\"x\">")]);
        assert_eq!(dead_links(&output), [("a.html".to_owned(), "id=x".to_owned())]);
    }

    #[test]
    fn a_stylesheet_is_looked_at() {
        let output = site(&[("static/a.css", "src: url(\"../fonts/x.woff2\") url(y.png)"), ("static/y.png", "")]);
        assert_eq!(dead_links(&output), [("static/a.css".to_owned(), "../fonts/x.woff2".to_owned())]);
    }
}
