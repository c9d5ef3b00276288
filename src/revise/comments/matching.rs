//! Which paragraph of a copy that came back is which line of the book.

use super::lines::{Line, Lines};
use crate::office::copy::{Bookmark, folded};
use crate::office::word::{OBJECT, Paragraph};
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph of the copy.
pub(super) struct Their<'a> {
    pub(super) paragraph: &'a Paragraph,
    pub(super) text: String,
    /// The line that it is, and whether the book still reads there as when the copy was made.
    pub(super) line: Option<(usize, bool)>,
    /// Lines that were joined to it.
    pub(super) joined: Vec<usize>,
    /// It is made by the tool, or says nothing.
    pub(super) is_made: bool,
}

/// The paragraphs of a copy, each with its line: by its bookmark, and where the numbers have moved by its words.
pub(super) fn matched<'a>(book: &Lines, paragraphs: Vec<&'a Paragraph>) -> Vec<Their<'a>> {
    let lines = book.lines.as_slice();
    let spots: BTreeMap<&str, usize> =
        lines.iter().enumerate().map(|(index, line)| (line.spot.as_str(), index)).collect();
    let mut words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.trim().is_empty()) {
        words.entry(line.words.as_str()).or_default().push(index);
    }
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let bookmarks: Vec<Vec<Bookmark>> = paragraphs
        .iter()
        .map(|paragraph| paragraph.bookmarks.iter().filter_map(|name| Bookmark::read(name)).collect())
        .collect();
    let at_its_spot = |bookmark: &Bookmark| spots.get(bookmark.spot.as_str()).copied();
    let is_exact = |bookmark: &Bookmark, line: usize| lines[line].words == bookmark.words;
    // Those that are where they were come first, so that no other takes their lines.
    for bookmark in bookmarks.iter().flatten() {
        taken.extend(at_its_spot(bookmark).filter(|line| is_exact(bookmark, *line)));
    }
    let exact = taken.clone();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut theirs = Vec::new();
    for (paragraph, own) in paragraphs.into_iter().zip(&bookmarks) {
        let mut found: Vec<(usize, bool)> = Vec::new();
        for bookmark in own {
            let here = at_its_spot(bookmark);
            let line = match here {
                Some(line) if is_exact(bookmark, line) => Some((line, true)),
                _ => {
                    let same = words.get(bookmark.words.as_str()).into_iter().flatten();
                    let elsewhere = same.copied().find(|line| !taken.contains(line));
                    elsewhere
                        .map(|line| (line, true))
                        .or(here.filter(|line| !exact.contains(line)).map(|line| (line, false)))
                }
            };
            // The copy of a paragraph brings its bookmark along: it is a new one.
            if let Some((line, is_current)) = line.filter(|(line, _)| used.insert(*line)) {
                taken.insert(line);
                found.push((line, is_current));
            }
        }
        let joined = found.iter().skip(1).map(|(line, _)| *line).collect();
        let text = paragraph.text();
        // A program may have renewed the contents meanwhile.
        let is_made = text.replace(OBJECT, "").trim().is_empty()
            || paragraph.style.starts_with("toc ")
            || book.made.contains(&folded(&text));
        theirs.push(Their { text, paragraph, line: found.first().copied(), joined, is_made });
    }
    bare(lines, &mut theirs);
    theirs
}

/// A paragraph that has lost its bookmark (LibreOffice loses those of some notes) is known where it stands by its words.
fn bare(lines: &[Line], theirs: &mut [Their<'_>]) {
    let mut left: BTreeSet<usize> = (0..lines.len()).collect();
    for (line, _) in theirs.iter().filter_map(|their| their.line) {
        left.remove(&line);
    }
    let mut before = None;
    for index in 0..theirs.len() {
        if theirs[index].line.is_none() && !theirs[index].is_made {
            let after = theirs[index..].iter().find_map(|their| their.line).map_or(lines.len(), |(line, _)| line);
            let words = folded(&theirs[index].text);
            let between = |line: &usize| before.is_none_or(|before| before < *line) && *line < after;
            let found = left.iter().copied().find(|line| between(line) && folded(&lines[*line].text) == words);
            if let Some(line) = found {
                left.remove(&line);
                theirs[index].line = Some((line, true));
            }
        }
        before = theirs[index].line.map(|(line, _)| line).or(before);
    }
}
