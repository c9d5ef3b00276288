//! `comments`: what reviewers have written into Word copies, back at its places in the book.
//!
//! Decides and writes nothing: what is to be written is in [`Remark::edits`]. Words alone are written back, and
//! paragraphs that stand by themselves; a number of the data is told with its key. Where reviewers disagree, or the book
//! has changed since, a person decides.

mod compare;
mod hunks;
mod lines;
mod matching;
mod told;

pub use told::{CopyNote, Place, Remark, Review, Said, Voice};

use crate::diagnostic::{Failure, Message, Phrases, SourceMap};
use crate::locale::Catalogue;
use crate::model::document::{Audience, Document};
use crate::model::{Language, Report};
use crate::office::copy::{Bookmark, Identity};
use crate::office::tracked::is_tool;
use crate::office::word::Manuscript;
use compare::Comparison;
use lines::Lines;

/// The name under which a copy tells its edition to people.
const EDITION: &str = "Tallybook edition";

/// The languages and audiences of copies, each once.
pub fn kinds(copies: &[Returned]) -> impl Iterator<Item = (Language, Audience)> {
    let mut kinds: Vec<(Language, Audience)> = Vec::new();
    for Identity { language, audience, .. } in copies.iter().map(|copy| &copy.identity) {
        if let Some(kind) = Language::from_tag(language).map(|language| (language, *audience))
            && !kinds.contains(&kind)
        {
            kinds.push(kind);
        }
    }
    kinds.into_iter()
}

/// A copy that came back, read.
#[derive(Debug)]
pub struct Returned {
    /// Its path as given.
    pub path: String,
    /// What is in it.
    pub manuscript: Manuscript,
    /// What it says of itself.
    pub identity: Identity,
}

impl Returned {
    /// Reads copies, each a path and its bytes.
    ///
    /// # Errors
    /// When one is no Word document, or no copy of a book.
    pub fn all(copies: &[(String, Vec<u8>)]) -> Result<Vec<Self>, Failure> {
        copies.iter().map(|(path, bytes)| Self::read(path, bytes)).collect()
    }

    fn read(path: &str, bytes: &[u8]) -> Result<Self, Failure> {
        let unreadable = |failure: Failure| {
            let message = Message::new("comments.unreadable").with("path", path).with("cause", failure.message);
            failure.hints.into_iter().fold(Failure::new(message), Failure::hint)
        };
        let mut manuscript = Manuscript::read(bytes).map_err(unreadable)?;
        // What the copy told of changes since an edition is not a reviewer's.
        manuscript.take(&is_tool);
        let (identity, has_lines) = identity(&manuscript);
        match identity {
            Some(identity) if has_lines => Ok(Self { path: path.to_owned(), manuscript, identity }),
            _ => {
                let message = Message::new("comments.no-copy").with("path", path);
                Err(Failure::new(message).hint(Message::new("comments.no-copy-hint")))
            }
        }
    }
}

/// What a copy says of itself, and whether it has lines of a book.
fn identity(manuscript: &Manuscript) -> (Option<Identity>, bool) {
    let mut found = manuscript.properties.values().find_map(|value| Identity::read(value));
    let mut has_lines = false;
    let mut see = |name: &String| {
        found = found.take().or_else(|| Identity::read(name));
        has_lines |= Bookmark::read(name).is_some();
    };
    let blocks = manuscript.body.iter();
    blocks.for_each(|block| block.for_each_paragraph(&mut |paragraph| paragraph.bookmarks.iter().for_each(&mut see)));
    (found, has_lines)
}

/// The copy as it would be made now, and the document that it is made of.
pub struct Current<'a> {
    document: &'a dyn Document,
    copy: Manuscript,
    identity: Identity,
}

impl<'a> Current<'a> {
    /// Reads the copy of a document.
    ///
    /// # Errors
    /// As [`Returned::all`].
    pub fn read(document: &'a dyn Document, bytes: &[u8]) -> Result<Self, Failure> {
        let Returned { manuscript, identity, .. } = Returned::read("", bytes)?;
        Ok(Self { document, copy: manuscript, identity })
    }
}

/// What reviewers have said in copies, each beside the current copy of its language and audience.
///
/// # Errors
/// When a copy is of another book, or of a language that the book does not have.
pub fn review(
    report: &Report,
    sources: &SourceMap,
    copies: &[Returned],
    current: &[Current<'_>],
) -> Result<Review, Failure> {
    let mut review = Review::default();
    for (index, copy) in copies.iter().enumerate() {
        let own = &copy.identity;
        let known = current
            .iter()
            .find(|known| (&known.identity.language, known.identity.audience) == (&own.language, own.audience));
        let foreign = |id: &'static str| Failure::new(Message::new(id).with("path", copy.path.as_str()));
        let known =
            known.filter(|known| known.identity.book == own.book).ok_or_else(|| foreign("comments.other-book"))?;
        let lines = current_lines(report, sources, known);
        let comparison = Comparison::new(&lines, sources, index, &copy.manuscript);
        if !comparison.is_known() {
            return Err(foreign("comments.other-book"));
        }
        let mut notes = Vec::new();
        if known.identity.edition != own.edition {
            let theirs = copy.manuscript.properties.get(EDITION).cloned().unwrap_or_default();
            let ours = Identity::edition(known.document.frame());
            notes.push(Message::new("comments.other-edition").with("theirs", theirs).with("ours", ours));
        }
        if comparison.stale > 0 {
            notes.push(Message::new("comments.changed-since").with("count", comparison.stale));
        }
        review.copies.push(CopyNote { path: copy.path.clone(), notes });
        review.remarks.extend(comparison.remarks);
    }
    merge(&mut review);
    Ok(review)
}

/// The lines of the current copy.
fn current_lines(report: &Report, sources: &SourceMap, known: &Current<'_>) -> Lines {
    let catalogue = Catalogue::of(Language::from_tag(&known.identity.language).unwrap_or(Language::Zh));
    let catalogue = catalogue.saying(&report.project.plan.wording);
    let mark = |id: &str| catalogue.phrase(&Message::new("ui.finding-mark").with("id", id));
    lines::lines(&known.copy, known.document, report, sources, &mark)
}

/// What several said alike is said once; where they differ in one place, none of it is written.
fn merge(review: &mut Review) {
    let mut merged: Vec<Remark> = Vec::new();
    for remark in std::mem::take(&mut review.remarks) {
        let is_comment = matches!(remark.said, Said::Comment { .. });
        let alike = |known: &&mut Remark| {
            known.said == remark.said && known.place == remark.place && known.edits == remark.edits
        };
        match merged.iter_mut().filter(|_| !is_comment).find(alike) {
            Some(known) => known.voices.extend(remark.voices),
            None => merged.push(remark),
        }
    }
    merged.sort_by_key(order);
    let disputed: Vec<usize> = (0..merged.len())
        .filter(|index| {
            merged.iter().enumerate().any(|(other, remark)| other != *index && is_at_odds(&merged[*index], remark))
        })
        .collect();
    for index in disputed {
        merged[index].edits.clear();
        merged[index].is_disputed = true;
        merged[index].by_hand = Some(Message::new("comments.disputed"));
    }
    review.remarks = merged;
}

/// Comments without a place come last; else the order of the book, and of what is written in a paragraph.
fn order(remark: &Remark) -> (bool, usize, u32, usize) {
    let at = remark.edits.iter().map(|edit| edit.span.start).min().unwrap_or(u32::MAX);
    let copy = remark.voices.first().map_or(0, |voice| voice.copy);
    (remark.place.is_none(), remark.place.as_ref().map_or(0, |place| place.order), at, copy)
}

/// Whether two remarks would write different things into one place, or give one number two values.
fn is_at_odds(one: &Remark, other: &Remark) -> bool {
    if let (Said::Number { key, after, .. }, Said::Number { key: same, after: else_, .. }) = (&one.said, &other.said) {
        return key == same && after != else_ && one.place == other.place;
    }
    one.edits.iter().any(|edit| {
        other.edits.iter().any(|against| {
            let (span, own) = (edit.span, against.span);
            let meets = span.start < own.end && own.start < span.end;
            let at_one_place = span.start == own.start && (span.start == span.end || own.start == own.end);
            // Two paragraphs put after one another can both stand.
            let both_put = is_put(&one.said) && is_put(&other.said) && span.start == span.end && own.start == own.end;
            span.source == own.source && (meets || at_one_place) && !both_put
        })
    })
}

/// Whether a paragraph is put somewhere.
fn is_put(said: &Said) -> bool {
    matches!(said, Said::Added(_) | Said::Moved { .. })
}
