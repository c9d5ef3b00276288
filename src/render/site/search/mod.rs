//! The search of the site: what its pages say ([`text`]), taken apart into words ([`tokens`]) and amounts ([`amounts`]),
//! and written as scripts that `static/search.js` reads when somebody first searches.
//!
//! For each language `search/LANG/`: `head.js` tells how much there is and how the rest is cut; `t0.js`, `t1.js`, … have
//! the words with their places, sorted; `b0.js`, `b1.js`, … have the places themselves, by which answers are weighed
//! anew and shown. They are classic scripts, since a page read from the disk may load nothing else.

mod amounts;
mod postings;
mod text;
mod tokens;
mod traditional;

pub(super) use text::{Extract, extract};

use super::book::{Site, Tongue};
use crate::diagnostic::Failure;
use crate::model::{Language, Outlet, Project};
use amounts::Measures;
use postings::{Postings, Rank, cut};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use text::Part;
use tokens::{Token, each, fold};

/// About so many bytes has a file.
const FILE_LEN: usize = 96 * 1024;

/// A word that stands so often below a heading speaks for it.
const OFTEN: u32 = 3;

/// What the script says, by its own names for it.
const WORDS: [(&str, &str); 7] = [
    ("title", "ui.site.find"),
    ("field", "ui.site.find_field"),
    ("none", "ui.site.find_none"),
    ("hits", "ui.site.find_hits"),
    ("keys", "ui.site.find_keys"),
    ("close", "ui.site.card_close"),
    ("wait", "ui.site.find_wait"),
];

/// A page in a file of places: its path and title, then its places.
#[derive(Serialize)]
struct Leaf<'a>(&'a str, &'a str, Vec<Spot<'a>>);

/// A place: its anchor, its heading, and its passages.
#[derive(Serialize)]
struct Spot<'a>(&'a str, &'a str, Vec<(&'a str, &'a str)>);

/// All that the script says, for the faces.
pub(super) fn said(tongue: &Tongue) -> String {
    WORDS.iter().map(|(_, id)| tongue.label(id)).collect()
}

/// The path of a file of the search below `site/`, without its ending.
fn stem(tongue: &Tongue, name: &str) -> String {
    format!("search/{}/{name}", tongue.language())
}

/// What pages say, each with its place among all pages.
pub(super) type Found = Vec<(usize, Language, Extract)>;

/// Hands over the files of the search, one language beside the other.
pub(super) fn publish(site: &Site, mut found: Found, outlet: &dyn Outlet) -> Result<(), Failure> {
    found.sort_by_key(|(place, ..)| *place);
    let of = |tongue: &Tongue| {
        let pages = found.iter().filter(|(_, language, _)| *language == tongue.language());
        let pages: Vec<&Extract> = pages.map(|(.., page)| page).collect();
        files(tongue, &pages, site.project)
    };
    let files: Vec<(String, Vec<u8>)> = site.tongues.par_iter().flat_map_iter(of).collect();
    outlet.expect(files.iter().map(|(path, _)| path.clone()).collect())?;
    files.into_iter().try_for_each(|(path, bytes)| outlet.put(path, bytes))
}

/// The files of a language. `pages` stand in their order.
fn files(tongue: &Tongue, pages: &[&Extract], project: &Project) -> Vec<(String, Vec<u8>)> {
    let (mut postings, mut measures) = (Postings::default(), Measures::default());
    let (mut weights, mut characters) = (String::new(), BTreeSet::new());
    let mut place = 0;
    for page in pages {
        for (part, first) in page.parts.iter().zip(std::iter::once(true).chain(std::iter::repeat(false))) {
            let title = if first { page.title.as_str() } else { "" };
            // The heading of a picture is a sentence about it; the title of a page of the book is its subject.
            let best = if page.is_sentence { Rank::Heading } else { Rank::Title };
            for (token, rank) in ranked(part, (title, best), &mut characters) {
                postings.add(token, place, rank);
            }
            let amounts = part.amounts.iter().filter_map(|(value, unit)| measures.word(&project.units, value, unit));
            let amounts: BTreeSet<String> = amounts.collect();
            amounts.into_iter().for_each(|word| postings.add(Token::Word(word), place, Rank::Once));
            weights.push(char::from(b'0' + page.weight.min(9)));
            place += 1;
        }
    }
    let words = cut(postings.lines(), FILE_LEN, String::len);
    let leaves = cut(pages.to_vec(), FILE_LEN, |page| length(page));
    let first_words: Vec<&str> = words.iter().filter_map(|lines| lines.first()?.split(' ').next()).collect();
    let mut firsts = Vec::new();
    let mut at = 0;
    for group in &leaves {
        firsts.push(at);
        at += group.iter().map(|page| page.parts.len()).sum::<usize>();
    }
    let said: BTreeMap<&str, String> = WORDS.iter().map(|(name, id)| (*name, tongue.label(id))).collect();
    let head = json!({
        "weights": weights,
        "words": first_words,
        "places": firsts,
        "units": measures.names(&project.units, project.plan.languages),
        "plain": traditional::known(&characters),
        "say": said,
    });
    let mut files = vec![(stem(tongue, "head.js"), script(&stem(tongue, "head"), &head))];
    for (number, lines) in words.iter().enumerate() {
        let stem = stem(tongue, &format!("t{number}"));
        files.push((format!("{stem}.js"), script(&stem, &lines.join("\n"))));
    }
    for (number, group) in leaves.iter().enumerate() {
        let stem = stem(tongue, &format!("b{number}"));
        let group: Vec<Leaf<'_>> = group.iter().map(|page| leaf(page)).collect();
        files.push((format!("{stem}.js"), script(&stem, &group)));
    }
    files
}

/// The words of a place with the best that each can say for it, sorted.
fn ranked(part: &Part, (title, best_of): (&str, Rank), characters: &mut BTreeSet<char>) -> Vec<(Token, Rank)> {
    let mut all: Vec<(Token, Rank)> = Vec::new();
    let mut folded = String::new();
    let mut take = |text: &str, rank: Rank| {
        folded.clear();
        fold(text, &mut folded);
        each(&folded, &mut |token| all.push((token, rank)));
    };
    take(title, best_of);
    take(&part.heading, Rank::Heading);
    for passage in &part.passages {
        take(&passage.text, if passage.caption { Rank::Heading } else { Rank::Once });
    }
    all.sort_unstable();
    let mut best: Vec<(Token, Rank, u32)> = Vec::with_capacity(all.len());
    for (token, rank) in all {
        match best.last_mut() {
            Some((last, of, times)) if *last == token => {
                *times += 1;
                *of = (*of).max(rank);
            }
            _ => {
                if let Token::Pair(one, _) = token {
                    characters.insert(one);
                }
                best.push((token, rank, 1));
            }
        }
    }
    let often = |rank, times| if rank == Rank::Once && times >= OFTEN { Rank::Often } else { rank };
    best.into_iter().map(|(token, rank, times)| (token, often(rank, times))).collect()
}

fn length(page: &Extract) -> usize {
    let passages = page.parts.iter().flat_map(|part| &part.passages);
    page.path.len() + page.title.len() + passages.map(|passage| passage.text.len() + 16).sum::<usize>()
}

fn leaf(page: &Extract) -> Leaf<'_> {
    let spot = |part| {
        let Part { anchor, heading, passages, .. }: &Part = part;
        // An anchor that is that of the passage before is told once.
        let before = std::iter::once("").chain(passages.iter().map(|passage| passage.anchor.as_str()));
        let told = passages.iter().zip(before).map(|(passage, before)| {
            let anchor = passage.anchor.as_str();
            (if anchor == before && !anchor.is_empty() { "^" } else { anchor }, passage.text.as_str())
        });
        Spot(anchor, heading, told.collect())
    };
    Leaf(&page.path, &page.title, page.parts.iter().map(spot).collect())
}

/// A classic script that hands data over.
fn script(stem: &str, data: &impl Serialize) -> Vec<u8> {
    // The shapes above are plain: serde writes them without fail.
    let data = serde_json::to_string(data).unwrap_or_default();
    format!("tallybookSearch(\"{stem}\",{data});\n").into_bytes()
}
