//! One copy that came back beside the copy as it would be made now: what its reviewers said, each at its line.

use super::hunks::{Hunk, Verdict, hunks, paragraph, verdict, whole_numbers};
use super::lines::{Line, Lines};
use super::matching::{Their, matched};
use super::told::{Place, Remark, Said, Voice};
use crate::diagnostic::{Message, SourceMap, Span};
use crate::locale::align;
use crate::model::Edit;
use crate::office::copy::{Bookmark, folded, is_state};
use crate::office::word::{Change, Comment, Manuscript, OBJECT, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// So many characters of a paragraph tell which it is.
const FIRST_WORDS: usize = 24;

/// Compares one copy.
pub(super) struct Comparison<'a> {
    lines: &'a [Line],
    sources: &'a SourceMap,
    copy: usize,
    theirs: Vec<Their<'a>>,
    pub(super) remarks: Vec<Remark>,
    /// Paragraphs that read otherwise in the book now than when the copy was made.
    pub(super) stale: usize,
    /// Whether the book reads as when the copy was made.
    is_of_this_state: bool,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(book: &'a Lines, sources: &'a SourceMap, copy: usize, manuscript: &'a Manuscript) -> Self {
        let mut paragraphs = Vec::new();
        let notes = manuscript.notes.iter().flat_map(|(_, blocks)| blocks);
        let all = manuscript.body.iter().chain(notes);
        all.for_each(|block| block.for_each_paragraph(&mut |paragraph| paragraphs.push(paragraph)));
        let lines = book.lines.as_slice();
        let theirs = matched(book, paragraphs);
        let state = theirs.iter().flat_map(|their| &their.paragraph.bookmarks).find(|name| is_state(name));
        let is_of_this_state = state == book.state.as_ref();
        let remarks = Vec::new();
        let mut comparison = Self { lines, sources, copy, theirs, remarks, stale: 0, is_of_this_state };
        comparison.words();
        comparison.paragraphs();
        comparison.comments(manuscript);
        comparison
    }

    /// Whether the copy has any line of the book.
    pub(super) fn is_known(&self) -> bool {
        self.theirs.iter().any(|their| their.line.is_some())
    }

    /// Words of paragraphs that are still where they were.
    fn words(&mut self) {
        for index in 0..self.theirs.len() {
            let their = &self.theirs[index];
            let Some((line, is_current)) = their.line else { continue };
            if !their.joined.is_empty() {
                self.say(
                    Some(self.place(line)),
                    Said::Joined,
                    self.by_whom(index, None),
                    by_hand("comments.structure"),
                );
                continue;
            }
            let base = &self.lines[line];
            if !is_current {
                self.stale += 1;
                let former = their.paragraph.former();
                if folded(&former) != folded(&their.text) {
                    self.replaced_text(index, line, former);
                } else if Bookmark::of(&crate::office::copy::Spot::of(""), &former).words != self.named_words(index) {
                    self.replaced_text(index, line, base.text.clone());
                }
                continue;
            }
            let is_gone = their.text.trim().is_empty() && !base.text.trim().is_empty();
            if (is_cell(base) || !is_gone) && folded(&base.text) != folded(&their.text) {
                let found = whole_numbers(base, hunks(&base.text, &their.text));
                for hunk in found {
                    self.hunk(index, line, &hunk);
                }
            }
        }
    }

    /// What the bookmark of a paragraph says that it read.
    fn named_words(&self, index: usize) -> String {
        let names = self.theirs[index].paragraph.bookmarks.iter();
        names.filter_map(|name| Bookmark::read(name)).map(|bookmark| bookmark.words).next().unwrap_or_default()
    }

    fn replaced_text(&mut self, index: usize, line: usize, before: String) {
        let after = self.theirs[index].text.clone();
        let voices = self.by_whom(index, None);
        self.say(Some(self.place(line)), Said::Words { before, after }, voices, by_hand("comments.stale"));
    }

    fn hunk(&mut self, index: usize, line: usize, hunk: &Hunk) {
        let (base, their) = (&self.lines[line], &self.theirs[index]);
        let voices = self.by_whom(index, Some(hunk));
        let (before, after) =
            (base.text[hunk.old.clone()].to_owned(), their.text.get(hunk.new.clone()).unwrap_or("").to_owned());
        // A space alone is no change of words.
        if before.trim().is_empty() && after.trim().is_empty() {
            return;
        }
        let place = Some(self.place(line));
        match verdict(base, hunk, &their.text, self.sources) {
            Verdict::Write(edits) => {
                let remark = Remark {
                    place,
                    said: Said::Words { before, after },
                    voices,
                    edits,
                    by_hand: None,
                    at: index,
                    is_disputed: false,
                };
                self.remarks.push(remark);
            }
            Verdict::Number(key, before, after) => {
                self.say(place, Said::Number { key, before, after }, voices, by_hand("comments.number"));
            }
            Verdict::ByHand(why) => self.say(place, Said::Words { before, after }, voices, Some(why)),
        }
    }

    /// Paragraphs that are new, gone or elsewhere.
    fn paragraphs(&mut self) {
        let mut gone: BTreeSet<usize> = BTreeSet::new();
        let present: BTreeMap<usize, usize> =
            self.theirs.iter().enumerate().filter_map(|(index, their)| Some((their.line?.0, index))).collect();
        let joined: BTreeSet<usize> = self.theirs.iter().flat_map(|their| their.joined.iter().copied()).collect();
        for (line, base) in self.lines.iter().enumerate().filter(|(_, base)| !base.text.trim().is_empty()) {
            let is_emptied = present.get(&line).is_some_and(|their| self.theirs[*their].text.trim().is_empty());
            if (is_emptied && !is_cell(base)) || !present.contains_key(&line) && !joined.contains(&line) {
                gone.insert(line);
            }
        }
        let kept = self.kept();
        let mut last: Option<usize> = None;
        let mut added: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        for (index, their) in self.theirs.iter().enumerate() {
            match their.line {
                Some((line, _)) if kept.contains(&line) && !gone.contains(&line) => last = Some(line),
                Some(_) => {}
                None if their.is_made => {}
                None => added.entry(last).or_default().push(index),
            }
        }
        for (after, indexes) in added {
            for index in indexes {
                let text = self.theirs[index].text.clone();
                let from = gone.iter().copied().find(|line| folded(&self.lines[*line].text) == folded(&text));
                match from {
                    Some(line) => {
                        gone.remove(&line);
                        self.moved(index, line, after);
                    }
                    None => self.added(index, after),
                }
            }
        }
        // What the book has got since the copy was sent out is not gone from it.
        gone.retain(|line| self.is_of_this_state || present.contains_key(line));
        for line in gone {
            let voices = present.get(&line).map_or_else(|| self.silent(), |their| self.by_whom(*their, None));
            let edits = self.alone(line).map(|span| vec![Edit { span: self.with_gap(span), text: String::new() }]);
            let text = self.lines[line].text.clone();
            let why = if edits.is_none() { by_hand("comments.structure") } else { None };
            let (place, edits) = (Some(self.place(line)), edits.unwrap_or_default());
            self.remarks.push(Remark {
                place,
                said: Said::Removed(text),
                voices,
                edits,
                by_hand: why,
                at: 0,
                is_disputed: false,
            });
        }
        self.carried(&kept);
    }

    /// The lines that stand in their order: the longest row of them.
    fn kept(&self) -> BTreeSet<usize> {
        let order: Vec<usize> = self.theirs.iter().filter_map(|their| Some(their.line?.0)).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        align(&sorted, &order).into_iter().map(|(_, at)| order[at]).collect()
    }

    /// Paragraphs that kept their bookmark and stand elsewhere.
    fn carried(&mut self, kept: &BTreeSet<usize>) {
        let mut last = None;
        for index in 0..self.theirs.len() {
            let Some((line, _)) = self.theirs[index].line else { continue };
            if kept.contains(&line) {
                last = Some(line);
            } else if !self.theirs[index].text.trim().is_empty() {
                self.moved(index, line, last);
            }
        }
    }

    fn moved(&mut self, index: usize, line: usize, after: Option<usize>) {
        let text = self.lines[line].text.clone();
        let mut edits = Vec::new();
        if let (Some(own), Some(goal)) = (self.alone(line), after.and_then(|after| self.after(after)))
            && own.source == goal.source
        {
            let words = self.sources.text(own).trim_end().to_owned();
            edits.push(Edit { span: self.with_gap(own), text: String::new() });
            edits.push(Edit { span: goal, text: format!("\n\n{words}") });
        }
        let why = if edits.is_empty() { by_hand("comments.structure") } else { None };
        let after = after.map(|after| self.named(after)).unwrap_or_default();
        let (place, voices) = (Some(self.place(line)), self.by_whom(index, None));
        self.remarks.push(Remark {
            place,
            said: Said::Moved { text, after },
            voices,
            edits,
            by_hand: why,
            at: index,
            is_disputed: false,
        });
    }

    fn added(&mut self, index: usize, after: Option<usize>) {
        let text = self.theirs[index].text.trim().to_owned();
        let goal = after.and_then(|after| self.after(after)).filter(|_| !text.contains(OBJECT));
        let edits: Vec<Edit> =
            goal.map(|span| Edit { span, text: format!("\n\n{}", paragraph(&text)) }).into_iter().collect();
        let why = if edits.is_empty() { by_hand("comments.structure") } else { None };
        let place = after.map(|after| self.place(after));
        let voices = self.by_whom(index, None);
        let said = Said::Added(text);
        self.remarks.push(Remark { place, said, voices, edits, by_hand: why, at: index, is_disputed: false });
    }

    fn comments(&mut self, manuscript: &Manuscript) {
        let mut near = None;
        let mut places: BTreeMap<&str, (Option<usize>, String)> = BTreeMap::new();
        for their in &self.theirs {
            near = their.line.map(|(line, _)| line).or(near);
            for piece in &their.paragraph.pieces {
                for id in &piece.comments {
                    let (_, words) = places.entry(id).or_insert((near, String::new()));
                    words.push_str(&piece.text);
                }
            }
        }
        for comment in &manuscript.comments {
            let found = comment_place(comment, &places);
            let (line, on) = found.cloned().unwrap_or_default();
            let place = line.map(|line| self.place(line));
            let voice = Voice { copy: self.copy, author: comment.author.clone(), date: comment.date.clone() };
            let on = on.replace(OBJECT, "").trim().to_owned();
            let (text, answers, done) = (comment.text.clone(), comment.answers.is_some(), comment.done);
            self.say(place, Said::Comment { on, text, answers, done }, vec![voice], None);
        }
    }

    fn say(&mut self, place: Option<Place>, said: Said, voices: Vec<Voice>, by_hand: Option<Message>) {
        self.remarks.push(Remark { place, said, voices, edits: Vec::new(), by_hand, at: 0, is_disputed: false });
    }

    fn place(&self, line: usize) -> Place {
        let base = &self.lines[line];
        let written = base.written.as_ref();
        Place {
            order: line,
            number: written.map(|written| written.number.clone()).unwrap_or_default(),
            span: written.map(|written| written.span),
            words: base.text.chars().filter(|sign| *sign != OBJECT).take(FIRST_WORDS).collect(),
        }
    }

    /// The number of a line, or its first words.
    fn named(&self, line: usize) -> String {
        let place = self.place(line);
        if place.number.is_empty() { place.words } else { place.number }
    }

    /// The block of a line that is a paragraph by itself.
    fn alone(&self, line: usize) -> Option<Span> {
        self.lines[line].written.as_ref().filter(|own| own.stands_alone && own.is_paragraph).map(|own| own.span)
    }

    /// The place after the block of a line, where a paragraph can be put.
    fn after(&self, line: usize) -> Option<Span> {
        let span = self.lines[line].written.as_ref().filter(|own| own.stands_alone).map(|own| own.span)?;
        let length = self.sources.text(span).trim_end().len();
        Some(span.slice(length..length))
    }

    /// A block with the empty lines after it.
    fn with_gap(&self, span: Span) -> Span {
        let text = &self.sources.source(span.source).text;
        let rest = text.get(span.range().end..).unwrap_or_default();
        let gap = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let range = span.range();
        Span::new(span.source, range.start..range.end + gap)
    }

    fn silent(&self) -> Vec<Voice> {
        vec![Voice { copy: self.copy, author: String::new(), date: String::new() }]
    }

    /// Who changed a paragraph, or a part of it.
    fn by_whom(&self, index: usize, hunk: Option<&Hunk>) -> Vec<Voice> {
        let their = &self.theirs[index];
        let mut at = 0;
        let mut found: BTreeSet<Voice> = BTreeSet::new();
        let mut add = |change: &Change| {
            let (author, date) = (change.author.clone(), change.date.clone());
            found.insert(Voice { copy: self.copy, author, date });
        };
        for Piece { text, change, .. } in &their.paragraph.pieces {
            let stays = change.as_ref().is_none_or(|change| change.kind.stays());
            let end = if stays { at + text.len() } else { at };
            let touches = hunk.is_none_or(|hunk| match stays {
                true => at < hunk.new.end && hunk.new.start < end,
                false => hunk.new.start <= at && at <= hunk.new.end,
            });
            if let Some(change) = change.as_ref().filter(|_| touches) {
                add(change);
            }
            at = end;
        }
        if hunk.is_none() {
            their.paragraph.end.iter().for_each(&mut add);
        }
        // One who typed in several goes said it once.
        let mut voices: Vec<Voice> = Vec::new();
        for voice in found {
            match voices.iter_mut().find(|known| known.author == voice.author) {
                Some(known) => known.date = known.date.clone().max(voice.date),
                None => voices.push(voice),
            }
        }
        if voices.is_empty() { self.silent() } else { voices }
    }
}

/// The place of a comment; that of an answer is the one of what it answers.
fn comment_place<'p>(
    comment: &Comment,
    places: &'p BTreeMap<&str, (Option<usize>, String)>,
) -> Option<&'p (Option<usize>, String)> {
    places.get(comment.id.as_str()).or_else(|| places.get(comment.answers.as_deref()?))
}

fn by_hand(id: &'static str) -> Option<Message> {
    Some(Message::new(id))
}

/// Whether a line is a cell, which may be empty.
fn is_cell(line: &Line) -> bool {
    line.written.as_ref().is_some_and(|written| written.in_table)
}
