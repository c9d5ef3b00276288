//! The pages that a document becomes: its title, a chapter a folder, a section a file, headings without their typed
//! numbers, and how the book numbers them instead.

use super::figures::captions;
use super::typed::{numbering, stripped};
use crate::audit::document::{Document, Role};
use crate::model::Language;
use std::collections::BTreeSet;

/// Names of folders and files count up to this; what comes after joins the last.
const MOST: usize = 99;
/// A title is no longer, in characters.
const LONGEST_TITLE: usize = 60;
/// Headings go no deeper on a page.
const DEEPEST: usize = 6;
/// An id made of words is no longer, in characters.
const LONGEST_ID: usize = 40;

/// What stands on a page, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading below the title.
    Heading {
        /// Its line.
        line: usize,
        /// Marks before it.
        level: usize,
        /// Its id.
        id: String,
    },
    /// A paragraph, an entry of a list, a caption.
    Words(usize),
    /// A table, by its index.
    Table(usize),
    /// A picture, by its index.
    Picture(usize),
}

/// A page.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Its path below `content/<lang>/`.
    pub(super) path: String,
    /// The id of its title.
    pub(super) id: String,
    /// The line of its title; none where the document has no heading there.
    pub(super) line: Option<usize>,
    /// What stands on it.
    pub(super) blocks: Vec<Block>,
}

/// A document as pages.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    /// Its title.
    pub(super) title: String,
    /// The lines of its cover, which no page repeats.
    pub(super) cover: Vec<usize>,
    /// How headings are numbered: a word of `numbering:`.
    pub(super) numbering: &'static str,
    /// The pages in order.
    pub(super) pages: Vec<Page>,
}

impl Outline {
    /// The pages of a document.
    pub(super) fn of(document: &Document, language: Language, name: &str) -> Self {
        let headings: Vec<usize> =
            (0..document.lines.len()).filter(|line| matches!(role(document, *line), Some(Role::Heading(_)))).collect();
        let first = headings.first().copied();
        let named = first.filter(|first| is_title(document, &headings, *first));
        let named = named.or_else(|| first.filter(|first| stands_over_all(document, &headings, *first)));
        // A title over chapters of its own level holds none of them.
        let holds = |title: usize| document.lines.iter().any(|line| line.under.first() == Some(&title));
        let depth = usize::from(named.is_some_and(holds));
        let start = named.or(first).unwrap_or(document.lines.len());
        let before: Vec<usize> = (0..start).collect();
        let mut cover = match named {
            Some(line) => vec![line],
            None => cover(document, &before),
        };
        let mut title = match (named, cover.first()) {
            (Some(line), _) => stripped(document.text(line)).to_owned(),
            (None, Some(line)) => document.text(*line).trim().to_owned(),
            (None, None) => name.to_owned(),
        };
        if title.is_empty() {
            name.clone_into(&mut title);
        }
        cover.sort_unstable();
        let mut paging = Paging { language, pages: Vec::new(), ids: BTreeSet::new(), chapter: 0, section: 0 };
        let mut seen = BTreeSet::new();
        let captions = captions(document);
        let loose = |line: usize| {
            let pictures = document.pictures.iter().zip(&captions).enumerate();
            pictures
                .filter(move |(_, (picture, caption))| picture.before == line && caption.is_none())
                .map(|(index, _)| index)
        };
        for line in 0..=document.lines.len() {
            // Before the first page there is only the cover.
            if !paging.pages.is_empty() {
                loose(line).for_each(|picture| paging.block(Block::Picture(picture)));
            }
            if cover.contains(&line) {
                continue;
            }
            match document.lines.get(line).map(|found| (found.role, found.under.len())) {
                Some((Role::Heading(_), above)) => paging.heading(document, line, above.saturating_sub(depth)),
                Some((Role::Cell { table, .. }, _)) => {
                    if seen.insert(table) {
                        paging.block(Block::Table(table));
                    }
                }
                Some((Role::Note, _)) | None => {}
                Some(_) => paging.block(Block::Words(line)),
            }
        }
        if paging.pages.is_empty() {
            paging.block_page();
        }
        let chapters = headings.iter().filter(|line| {
            document.lines.get(**line).is_some_and(|found| found.under.len() == depth) && Some(**line) != named
        });
        let numbering = numbering(chapters.map(|line| document.text(*line)));
        Self { title, cover, numbering, pages: paging.pages }
    }
}

fn role(document: &Document, line: usize) -> Option<Role> {
    document.lines.get(line).map(|line| line.role)
}

/// Whether the first heading is the title of all: alone on its level, without a number, others below it.
fn is_title(document: &Document, headings: &[usize], first: usize) -> bool {
    let depth = |line: &usize| document.lines.get(*line).map_or(0, |line| line.under.len());
    let alone = headings.iter().filter(|line| depth(line) == 0).count() == 1;
    let text = document.text(first);
    alone && headings.len() > 1 && stripped(text).len() == text.trim().len()
}

/// Whether the first heading is the title though others have its level: it has no number and no words of its own, and all of
/// them have a number.
fn stands_over_all(document: &Document, headings: &[usize], first: usize) -> bool {
    let plain = |line: usize| stripped(document.text(line)).len() == document.text(line).trim().len();
    let mut others = headings
        .iter()
        .skip(1)
        .copied()
        .filter(|line| document.lines.get(*line).is_some_and(|line| line.under.is_empty()));
    let next = headings.get(1).copied() == Some(first + 1);
    next && first == 0 && plain(first) && headings.len() > 2 && others.all(|line| !plain(line))
}

/// The lines of a cover before the first heading: short, without a full stop; the first is the title.
fn cover(document: &Document, before: &[usize]) -> Vec<usize> {
    let short = |line: &&usize| {
        let text = document.text(**line);
        let told = matches!(role(document, **line), Some(Role::Paragraph));
        told && text.chars().count() <= LONGEST_TITLE
            && !text.contains(['。', '；'])
            && !text.ends_with(['.', '，', ','])
    };
    let taken: Vec<usize> = before.iter().take_while(short).copied().collect();
    // Without any heading only the first line can be a title.
    let all = document.lines.iter().any(|line| matches!(line.role, Role::Heading(_)));
    if all { taken } else { taken.into_iter().take(1).collect() }
}

/// Makes pages of headings and blocks.
struct Paging {
    language: Language,
    pages: Vec<Page>,
    ids: BTreeSet<String>,
    chapter: usize,
    section: usize,
}

impl Paging {
    fn heading(&mut self, document: &Document, line: usize, depth: usize) {
        let text = stripped(document.text(line)).to_owned();
        if depth == 0 && self.chapter < MOST {
            self.chapter += 1;
            self.section = 0;
            let id = self.id(&text, &format!("chapter-{}", self.chapter));
            let slug = ascii(&id).unwrap_or_else(|| format!("chapter-{}", self.chapter));
            let path = format!("{:02}-{slug}/_index.md", self.chapter);
            self.pages.push(Page { path, id, line: Some(line), blocks: Vec::new() });
        } else if depth <= 1 && self.section < MOST && !self.pages.is_empty() {
            self.section += 1;
            let id = self.id(&text, &format!("section-{}-{}", self.chapter, self.section));
            let slug = ascii(&id).unwrap_or_else(|| format!("section-{}", self.section));
            let folder = self.folder();
            let path = format!("{folder}/{:02}-{slug}.md", self.section);
            self.pages.push(Page { path, id, line: Some(line), blocks: Vec::new() });
        } else {
            let id = self.id(&text, "heading");
            let page = self.block_page();
            let before = page.blocks.iter().rev().find_map(|block| match block {
                Block::Heading { level, .. } => Some(*level),
                _ => None,
            });
            // A heading is at most one level deeper than the one before it.
            let level = depth.clamp(2, before.unwrap_or(1) + 1).min(DEEPEST);
            page.blocks.push(Block::Heading { line, level, id });
        }
    }

    fn folder(&self) -> String {
        let path = self.pages.last().map(|page| page.path.as_str()).unwrap_or_default();
        path.split('/').next().unwrap_or_default().to_owned()
    }

    fn block(&mut self, block: Block) {
        self.block_page().blocks.push(block);
    }

    /// The open page; one without a heading where the document begins with none.
    fn block_page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.chapter += 1;
            let id = self.id("", "text");
            self.pages.push(Page { path: "01-text/_index.md".to_owned(), id, line: None, blocks: Vec::new() });
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// An id of a heading's own words, of its script; a plain one where they make none.
    fn id(&mut self, text: &str, plain: &str) -> String {
        let mut id = match self.language {
            Language::En => slug(text),
            // A book of Chinese alone has ids of its script; its files are named in ASCII.
            Language::Zh => super::register::word(text, 16),
        };
        if id == "number" {
            id.clear();
        }
        if id.is_empty() {
            plain.clone_into(&mut id);
        }
        let base = id.clone();
        let mut count = 1;
        while !self.ids.insert(id.clone()) {
            count += 1;
            id = format!("{base}-{count}");
        }
        id
    }
}

/// Words as a name of files: small ASCII letters and digits, joined by hyphens.
fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() > LONGEST_ID {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(LONGEST_ID));
    }
    slug
}

fn ascii(id: &str) -> Option<String> {
    let sound = id.starts_with(|first: char| first.is_ascii_alphanumeric());
    (sound && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))
        .then(|| id.to_owned())
}
