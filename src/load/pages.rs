//! The pages of `content/<lang>/`: their names, their order, their content.

use super::inventory::{Inventory, TextFile};
use super::mapped::{Map, Mapped};
use super::markdown;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, SourceId, SourceMap, Span, Spanned, rule};
use crate::model::{Language, Languages, Page, PageId, Tie, reading_order};
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::ops::Range;

/// A page before its text is read.
struct Named {
    language: Language,
    /// Path below `content/<lang>/`.
    path: String,
    source: SourceId,
}

impl Named {
    fn order(&self) -> (Language, &str, bool, &str) {
        reading_order(self.language, &self.path)
    }
}

/// What one page gave, its ties numbered from 0.
pub(super) struct Written {
    page: Page,
    images: Vec<Spanned<String>>,
    ties: Vec<Tie>,
    faults: Diagnostics,
}

impl Written {
    fn read(id: PageId, Named { language, path, source }: Named, sources: &SourceMap) -> Self {
        let written = sources.source(source).text.as_str();
        let text = written.strip_prefix('\u{feff}').unwrap_or(written);
        let mut mapped = Mapped { text: text.to_owned(), source, map: Map::From(written.len() - text.len()) };
        let (mut ties, mut faults) = (Vec::new(), Diagnostics::new());
        if let Some(mark) = conflict(text) {
            // Both versions stand in the page: what it says is nobody's.
            let fault = Diagnostic::error(rule::PAGE_SHAPE, mapped.span(mark), Message::new("yaml-conflict"));
            faults.report(fault.hint(Message::new("page-conflict-hint")));
            let page = Page { language, path, source, blocks: Vec::new() };
            return Self { page, images: Vec::new(), ties, faults };
        }
        if let Some(head) = front_matter(text) {
            let fault =
                Diagnostic::error(rule::PAGE_SHAPE, mapped.span(head.clone()), Message::new("page-front-matter"));
            faults.report(fault.hint(Message::new("page-front-matter-hint")));
            // What follows is read as if it were not there.
            mapped.text.replace_range(head.clone(), &" ".repeat(head.len()));
        }
        let content = markdown::page(&mapped, id, language, &mut faults, &mut ties);
        let page = Page { language, path, source, blocks: content.blocks };
        Self { page, images: content.images, ties, faults }
    }
}

/// Reads all pages in reading order, by language.
pub(super) fn read(
    inventory: &Inventory,
    languages: Languages,
    sources: &SourceMap,
    faults: &mut Diagnostics,
) -> Vec<Written> {
    for stranger in &inventory.strangers {
        refuse(stranger, "page-name-ending", faults);
    }
    let mut named: Vec<Named> = inventory.pages.iter().filter_map(|file| name(file, languages, faults)).collect();
    named.sort_by(|one, other| one.order().cmp(&other.order()));
    one_address_each(&named, faults);
    for language in languages.iter() {
        if !inventory.pages.iter().any(|file| file.path.starts_with(&format!("content/{language}/"))) {
            let message = Message::new("content-missing").with("folder", format!("content/{language}"));
            faults.report(Diagnostic::placeless(rule::FILE_MISSING, message));
        }
    }
    let read = |(id, named)| Written::read(PageId(id), named, sources);
    // One by one: of the many pages that a core would take at once the last keeps the other waiting.
    named.into_par_iter().enumerate().with_max_len(1).map(read).collect()
}

/// The pages and the images that they name; their ties are added to `ties`.
pub(super) fn joined(
    mut written: Vec<Written>,
    faults: &mut Diagnostics,
    ties: &mut Vec<Tie>,
) -> (Vec<Page>, Vec<Spanned<String>>) {
    let mut images = Vec::new();
    let mut pages = Vec::with_capacity(written.len());
    ties.reserve_exact(written.iter().map(|one| one.ties.len()).sum());
    let firsts = written.iter().scan(ties.len(), |next, one| {
        let first = *next;
        *next += one.ties.len();
        Some(first)
    });
    let firsts: Vec<usize> = firsts.collect();
    let shift =
        |(one, first): (&mut Written, usize)| one.page.blocks.iter_mut().for_each(|block| block.shift_ties(first));
    written.par_iter_mut().zip(firsts).for_each(shift);
    for mut one in written {
        ties.append(&mut one.ties);
        images.append(&mut one.images);
        faults.merge(one.faults);
        pages.push(one.page);
    }
    (pages, images)
}

/// The first mark of a merge conflict of git, outside code.
fn conflict(text: &str) -> Option<Range<usize>> {
    let (mut at, mut code) = (0, false);
    for line in text.split_inclusive('\n') {
        code ^= line.starts_with("```");
        if !code && ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark)) {
            return Some(at..at + 7);
        }
        at += line.len();
    }
    None
}

/// The block of settings that other tools read at the top of a page, between lines of `---` or `+++`.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start().len();
    let fence =
        ["---", "+++"].into_iter().find(|fence| text[start..].lines().next().map(str::trim_end) == Some(fence))?;
    let (mut at, mut settings) = (start, false);
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        let bare = line.trim();
        at += line.len();
        if number > 0 && (bare == fence || fence == "---" && bare == "...") {
            return settings.then_some(start..at - (line.len() - line.trim_end().len()));
        }
        if bare.starts_with("# ") || bare.starts_with("## ") {
            return None;
        }
        settings |= number > 0 && bare.contains(if fence == "---" { ':' } else { '=' });
    }
    None
}

/// A page's language and path, if it is named as pages are: `content/zh/01-status/02-society.md` or `…/_index.md`.
fn name(file: &TextFile, languages: Languages, faults: &mut Diagnostics) -> Option<Named> {
    let below = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let (tag, path) = below.split_once('/').unwrap_or(("", below));
    let Some(language) = Language::from_tag(tag) else {
        refuse(file, "page-name-language", faults);
        return None;
    };
    if !languages.has(language) {
        refuse(file, "page-language-unlisted", faults);
        return None;
    }
    let sound = path.split_once('/').is_some_and(|(chapter, section)| {
        let section = section.strip_suffix(".md").unwrap_or(section);
        numbered(chapter) && (section == "_index" || numbered(section))
    });
    if !sound {
        refuse(file, "page-name-form", faults);
        return None;
    }
    Some(Named { language, path: path.to_owned(), source: file.source })
}

/// `nn-words`, in lower case.
fn numbered(name: &str) -> bool {
    let Some((number, words)) = name.split_once('-') else { return false };
    number.len() == 2
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.starts_with(|c: char| c.is_ascii_alphanumeric())
        && words.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn refuse(file: &TextFile, message: &'static str, faults: &mut Diagnostics) {
    let place = Span::new(file.source, 0..0);
    faults.report(Diagnostic::error(rule::PAGE_NAME, place, Message::new(message).with("path", file.path.as_str())));
}

/// The numbers are not part of an address: `01-water.md` and `02-water.md` would be one page, and so would chapters.
fn one_address_each(named: &[Named], faults: &mut Diagnostics) {
    let slug = |name: &str| match name.split_once('-') {
        Some((number, words)) if number.len() == 2 => words.to_owned(),
        _ => name.trim_start_matches('_').to_owned(),
    };
    let mut chapters: BTreeMap<(Language, String), &Named> = BTreeMap::new();
    let mut addresses: BTreeMap<(Language, String), &Named> = BTreeMap::new();
    for page in named {
        let (chapter, section) = page.path.split_once('/').unwrap_or((&page.path, ""));
        let folder = chapters.entry((page.language, slug(chapter))).or_insert(page);
        let address = format!("{}/{}", slug(chapter), slug(section.trim_end_matches(".md")));
        let same_folder = folder.path.split('/').next() == Some(chapter);
        let first = if same_folder { *addresses.entry((page.language, address)).or_insert(page) } else { *folder };
        if first.source != page.source {
            let message = Message::new("page-name-twice").with("path", page.path.as_str());
            let place = Span::new(page.source, 0..0);
            let fault = Diagnostic::error(rule::PAGE_NAME, place, message);
            faults.report(fault.related(Span::new(first.source, 0..0), Message::new("note-first")));
        }
    }
}
