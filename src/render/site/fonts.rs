//! Web fonts: the book's fonts cut down to the characters of the site and packed as WOFF2, named by their content.
//!
//! The families have names of the tool's own ([`family`](crate::model::Role::family)), so that a visitor's installed font is never mixed up
//! with a subset. The subsetter knows TrueType outlines alone: of CFF ones it drops all without a word ([`outlines`]).

use super::outlines;
use crate::diagnostic::{Failure, Message};
use crate::model::Face as Source;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use read_fonts::{FontRef, TableProvider};
use std::collections::{BTreeMap, BTreeSet};

/// The characters that the site shows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Characters {
    /// Those of all text.
    all: Repertoire,
    /// Those of bold text: headings, heads of tables, `<strong>`.
    bold: Repertoire,
}

/// A set of characters, a bit each: pages have millions of them, and some thousands are different.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Repertoire(Vec<u64>);

impl Repertoire {
    fn insert(&mut self, character: char) {
        let (word, bit) = (character as usize / 64, character as usize % 64);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    fn has(&self, character: char) -> bool {
        let (word, bit) = (character as usize / 64, character as usize % 64);
        self.0.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    fn append(&mut self, other: &Self) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    fn iter(&self) -> impl Iterator<Item = char> {
        let bits = |(place, word): (u32, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).filter_map(move |bit| char::from_u32(place * 64 + bit))
        };
        (0u32..).zip(&self.0).flat_map(bits)
    }
}

/// A font of the site: file and face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Face {
    /// Path below `site/`.
    pub(super) path: String,
    pub(super) family: &'static str,
    /// One weight, or from which to which it serves.
    pub(super) weight: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// How hard WOFF2 packs, of 11. The last steps save five bytes in a hundred and take fifty times as long, and ten times the
/// memory.
const PACKING: usize = 7;

const BOLD: [&str; 10] = ["h1", "h2", "h3", "h4", "h5", "h6", "th", "strong", "summary", "dt"];

impl Characters {
    /// Adds what one page shows: its text, and words in attributes that stylesheets could show.
    pub(super) fn add(&mut self, html: &str) {
        let mut depth = 0usize;
        let mut rest = html;
        // The next mark is near: looking at byte after byte finds it sooner than a search that is made for far ones.
        let next = |text: &str, mark: u8| text.bytes().position(|byte| byte == mark);
        while let Some(open) = next(rest, b'<') {
            self.add_text(&rest[..open], depth > 0);
            rest = &rest[open + 1..];
            let close = next(rest, b'>').unwrap_or(rest.len());
            let tag = &rest[..close];
            let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or("");
            if BOLD.contains(&name) {
                depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
            }
            rest = rest.get(close + 1..).unwrap_or("");
        }
        self.add_text(rest, depth > 0);
    }

    /// Those of one page.
    pub(super) fn of(html: &str) -> Self {
        let mut characters = Self::default();
        characters.add(html);
        characters
    }

    /// Whether one of these is shown.
    pub(super) fn has_any(&self, characters: &BTreeSet<char>) -> bool {
        characters.iter().any(|character| self.all.has(*character))
    }

    /// Adds what other pages show.
    pub(super) fn append(&mut self, other: &Self) {
        self.all.append(&other.all);
        self.bold.append(&other.bold);
    }

    fn add_text(&mut self, text: &str, bold: bool) {
        for character in text.chars().filter(|character| !character.is_control()) {
            if bold {
                self.bold.insert(character);
            }
            self.all.insert(character);
        }
    }

    /// Characters that entities and stylesheets bring in.
    pub(super) fn add_usual(&mut self) {
        for usual in (' '..='~').chain("“”‘’—–…·§¶→←↑↩①②③\u{a0}".chars()) {
            self.all.insert(usual);
            self.bold.insert(usual);
        }
    }
}

/// The faces of a book, cut from its `fonts`, whole files by path, to `characters`; of bold text those alone where a role
/// has a bold face. `Err` for a font that cannot be cut.
pub(super) fn faces(
    sources: &[Source],
    fonts: &BTreeMap<String, Vec<u8>>,
    characters: &Characters,
) -> Result<Vec<Face>, Failure> {
    let face = |source: &Source| {
        let Some(font) = fonts.get(&source.path) else { return Ok(None) };
        let shown = if source.bold { &characters.bold } else { &characters.all };
        if shown.iter().next().is_none() {
            return Ok(None);
        }
        let bytes = subset_woff2(font, shown).map_err(|cause| {
            let file = format!("templates/{}", source.path);
            Failure::new(Message::new("site-font-broken").with("file", file).with("cause", cause))
        })?;
        let hash = blake3::hash(&bytes).to_hex();
        let path = format!("fonts/{}.{}.woff2", source.stem(), &hash[..10]);
        Ok(Some(Face { path, family: source.role.family(), weight: weight(source, sources), bytes }))
    };
    // The largest takes as long as two others: side by side, and none waits for another.
    let faces: Vec<Option<Face>> = sources.par_iter().with_max_len(1).map(face).collect::<Result<_, Failure>>()?;
    Ok(faces.into_iter().flatten().collect())
}

/// A face that is alone in its role serves for all weights: browsers would make a bold one of it that print has not.
fn weight(source: &Source, all: &[Source]) -> &'static str {
    let has_bold = all.iter().any(|other| other.role == source.role && other.bold);
    match (source.bold, has_bold) {
        (true, _) => "700",
        (false, true) => "400",
        (false, false) => "100 900",
    }
}

/// The stylesheet that names the faces; it stands in `static/`.
pub(super) fn stylesheet(faces: &[Face]) -> String {
    let mut css = String::from("/* The book's fonts, cut to the characters of this site. */\n");
    for face in faces {
        css.push_str(&format!(
            "@font-face {{ font-family: \"{}\"; font-style: normal; font-weight: {}; font-display: swap; \
             src: url(\"../{}\") format(\"woff2\"); }}\n",
            face.family, face.weight, face.path
        ));
    }
    css
}

/// A font with the given characters alone, as WOFF2; `Err` says why it cannot be done.
fn subset_woff2(bytes: &[u8], shown: &Repertoire) -> Result<Vec<u8>, String> {
    let font = FontRef::from_index(bytes, 0).map_err(|error| error.to_string())?;
    let drawn_anew = if font.glyf().is_err() { outlines::truetype(&font)? } else { Vec::new() };
    let font =
        if drawn_anew.is_empty() { font } else { FontRef::new(&drawn_anew).map_err(|error| error.to_string())? };
    let mut characters = IntSet::<u32>::empty();
    for character in shown.iter() {
        characters.insert(u32::from(character));
    }
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    // `pwid` has the narrow quotation marks and apostrophes that English needs of a Chinese face.
    let features = skera::DEFAULT_LAYOUT_FEATURES.iter().copied().chain([Tag::new(b"pwid")]).collect();
    // Names 0 to 17 keep the licence's text in the font.
    let mut names = IntSet::empty();
    names.insert_range(NameId::from(0)..=NameId::from(17));
    let mut languages = IntSet::<u16>::empty();
    languages.insert(0x409);
    let plan = skera::Plan::new(
        &IntSet::empty(),
        &characters,
        &font,
        skera::SubsetFlags::default(),
        &IntSet::empty(),
        &scripts,
        &features,
        &names,
        &languages,
    );
    let subset = skera::subset_font(&font, &plan).map_err(|error| error.to_string())?;
    FontRef::new(&subset).and_then(|cut| cut.glyf().map(|_| ())).map_err(|_| "no glyf table left".to_owned())?;
    woofwoof::compress(&subset, "", PACKING, true).ok_or_else(|| "WOFF2 packing failed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;

    const SERIF: &[u8] = include_bytes!("../../../templates/fonts/NotoSerifSC-Regular.ttf");

    #[test]
    fn text_and_bold_text_are_told_apart() {
        let mut characters = Characters::default();
        characters.add("<p title=\"标\">草地<strong>重</strong>要</p><h2>水</h2>");
        assert_eq!(characters.all.iter().collect::<String>(), "地水草要重");
        assert_eq!(characters.bold.iter().collect::<String>(), "水重");
    }

    /// The faces of a book with one face alone.
    fn cut(bytes: &[u8], characters: &Characters) -> Result<Vec<Face>, Failure> {
        let path = "fonts/a.ttf".to_owned();
        let source = Source {
            path: path.clone(),
            role: Role::Serif,
            bold: false,
            character_map: Vec::new(),
            family: String::new(),
            licence: String::new(),
            named: None,
        };
        faces(&[source], &BTreeMap::from([(path, bytes.to_vec())]), characters)
    }

    #[test]
    fn a_font_is_cut_and_named_by_its_content() {
        let mut characters = Characters::default();
        characters.add("<p>草地面积2124.01平方千米</p>");
        let faces = cut(SERIF, &characters).unwrap();
        let [face] = faces.as_slice() else { panic!("one face") };
        assert!(face.bytes.starts_with(b"wOF2") && face.bytes.len() < 40_000, "{}", face.bytes.len());
        let css = stylesheet(&faces);
        assert!(css.contains(&format!("url(\"../{}\")", face.path)) && css.contains("weight: 100 900"), "{css}");
        assert_eq!(faces, cut(SERIF, &characters).unwrap());
    }

    #[test]
    fn a_font_with_cff_outlines_is_cut_as_well() {
        let mut characters = Characters::default();
        characters.add("<p>A草</p>");
        let faces = cut(include_bytes!("../../../tests/fonts/square.otf"), &characters).unwrap();
        assert!(faces.iter().all(|face| face.bytes.starts_with(b"wOF2")) && faces.len() == 1);
    }

    #[test]
    fn what_is_no_font_is_a_failure() {
        let mut characters = Characters::default();
        characters.add("<h1>草</h1>");
        assert_eq!(cut(b"no font", &characters).err().unwrap().message.id, "site-font-broken");
    }
}
