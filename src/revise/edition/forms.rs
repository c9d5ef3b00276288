//! A line of a copy and a line of a record in one form, in which they can be compared: typed marks, plain spaces, a
//! reference as a single sign. Of each sign it is known what a reader sees in its place.

use super::words::steps;
use crate::diagnostic::{Message, Phrases};
use crate::locale::script::is_wide;
use crate::locale::{self, Catalogue};
use crate::model::Language;
use crate::model::document::{Frame, Run, Target};
use crate::office::tracked::{LineChange, Part};
use std::ops::Range;

/// The first of the signs that stand for references; no text has them.
const FIRST: u32 = 0xf_0000;

/// Turns references into signs and back.
pub(super) struct References<'a> {
    frame: &'a Frame,
    catalogue: Catalogue,
    known: Vec<String>,
}

/// A line in the common form.
#[derive(Debug, Default, Clone)]
pub(super) struct Form {
    /// What is compared.
    pub(super) text: String,
    /// What a reader sees in the place of each character of it.
    shown: Vec<String>,
    /// Where that stands in the line of a copy.
    places: Vec<Range<usize>>,
    /// How long that line is.
    length: usize,
}

impl Form {
    fn push(&mut self, sign: char, shown: &str) {
        self.text.push(sign);
        self.shown.push(shown.to_owned());
        self.places.push(self.length..self.length + shown.len());
        self.length += shown.len();
    }

    /// What every program may write otherwise is one sign.
    fn words(&mut self, words: &str) {
        for sign in words.chars() {
            let typed = match sign {
                '\u{a0}' | '\n' | '\t' => ' ',
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                other => other,
            };
            self.push(typed, sign.encode_utf8(&mut [0; 4]));
        }
    }

    /// Puts other words in the place of a part of it.
    pub(super) fn replaced(&mut self, range: Range<usize>, words: &str) {
        let sign = |byte: usize| self.text.get(..byte).map_or(0, |head| head.chars().count());
        let (start, end) = (sign(range.start), sign(range.end));
        let mut put = Self::default();
        put.words(words);
        self.text.replace_range(range, &put.text);
        self.shown.splice(start..end, put.shown);
    }

    /// The words that a reader sees in the place of a stretch.
    fn seen(&self, range: &Range<usize>) -> String {
        let sign = |byte: usize| self.text.get(..byte).map_or(0, |head| head.chars().count());
        self.shown.get(sign(range.start)..sign(range.end)).map(<[String]>::concat).unwrap_or_default()
    }

    /// All of them.
    pub(super) fn all(&self) -> String {
        self.shown.concat()
    }

    /// Whether both read alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        crate::office::copy::folded(&self.text) == crate::office::copy::folded(&other.text)
    }

    /// What became of the line of a copy that read `old`.
    pub(super) fn change(&self, old: &Self) -> LineChange {
        let mut parts = Parts::default();
        for (was, is, stayed) in steps(&old.text, &self.text) {
            let sign = |byte: usize| self.text.get(..byte).map_or(0, |head| head.chars().count());
            let (start, end) = (sign(is.start), sign(is.end));
            let at = self.places.get(start).map_or(self.length, |place| place.start);
            if stayed {
                continue;
            }
            parts.keep(at);
            parts.gone(old.seen(&was));
            // What a record does not have (a note's mark) lies between the signs, and stays.
            for place in self.places.get(start..end).unwrap_or_default() {
                parts.keep(place.start);
                parts.new_until(place.end);
            }
        }
        parts.keep(self.length);
        LineChange::Parts(parts.all)
    }
}

#[derive(Default)]
struct Parts {
    all: Vec<Part>,
    at: usize,
}

impl Parts {
    fn keep(&mut self, until: usize) {
        if until > self.at {
            self.all.push(Part::Kept(until - self.at));
            self.at = until;
        }
    }

    fn gone(&mut self, words: String) {
        if !words.is_empty() {
            self.all.push(Part::Gone(words));
        }
    }

    fn new_until(&mut self, until: usize) {
        let own = until - self.at;
        self.at = until;
        match self.all.last_mut() {
            Some(Part::New(length)) => *length += own,
            _ => self.all.push(Part::New(own)),
        }
    }
}

/// A stretch of the line of a copy: the key if it is a number, and its bytes in the form.
pub(super) type Stretch = (Option<String>, Range<usize>);

impl<'a> References<'a> {
    pub(super) fn of(frame: &'a Frame, catalogue: Catalogue) -> Self {
        Self { frame, catalogue, known: Vec::new() }
    }

    fn sign(&mut self, reference: &str) -> char {
        let at = self.known.iter().position(|known| known == reference).unwrap_or_else(|| {
            self.known.push(reference.to_owned());
            self.known.len() - 1
        });
        u32::try_from(at).ok().and_then(|at| char::from_u32(FIRST + at)).unwrap_or('\u{f0000}')
    }

    /// A line as a record has it.
    pub(super) fn recorded(&mut self, language: Language, words: &str) -> Form {
        let curled = locale::curled(language, words, None);
        let (mut form, mut rest) = (Form::default(), curled.as_ref());
        while let Some((reference, start, end)) = next(rest) {
            form.words(&rest[..start]);
            let sign = self.sign(reference);
            let shown = self.label(reference);
            form.push(sign, &shown);
            rest = &rest[end..];
        }
        form.words(rest);
        form
    }

    /// How a reference reads; by its id if it leads nowhere any more.
    fn label(&self, reference: &str) -> String {
        let (kind, id) = reference.split_once(':').unwrap_or(("", reference));
        let label = match kind {
            "fig" => self.frame.figures.get(id).map(|figure| figure.caption.label.clone()),
            "tab" => self.frame.tables.get(id).map(|(caption, _)| caption.label.clone()),
            _ => self.frame.section(id).map(|section| section.reference.clone()),
        };
        label.filter(|label| !label.is_empty()).unwrap_or_else(|| id.to_owned())
    }

    /// A line of a copy, and the stretches that it is made of.
    pub(super) fn composed(&mut self, runs: &[Run], in_note: bool) -> (Form, Vec<Stretch>) {
        let (mut form, mut stretches) = (Form::default(), Vec::new());
        self.collect(runs, in_note, &mut form, &mut stretches);
        (form, stretches)
    }

    fn collect(&mut self, runs: &[Run], in_note: bool, form: &mut Form, stretches: &mut Vec<Stretch>) {
        for run in runs {
            let start = form.text.len();
            let mut key = None;
            match run {
                Run::Words(words) | Run::Code(words) | Run::Absent(words) => form.words(words),
                Run::Claim(claim) => form.words(&claim.text),
                Run::Number(number) => {
                    key = Some(number.key.clone());
                    form.words(&number.text);
                }
                Run::Emphasis(inner)
                | Run::Strong(inner)
                | Run::Outside { runs: inner, .. }
                | Run::Link { runs: inner, .. } => {
                    self.collect(inner, in_note, form, stretches);
                    continue;
                }
                Run::Joined(inner) => form.words(&Run::plain(inner)),
                Run::Reference { to, words } => {
                    let sign = match to {
                        Target::Figure(id) => self.sign(&format!("fig:{id}")),
                        Target::Table(id) => self.sign(&format!("tab:{id}")),
                        Target::Section(id) => self.sign(&format!("sec:{id}")),
                        _ => '\u{fffd}',
                    };
                    form.push(sign, words);
                }
                // A record has a space for a break, save after a wide character.
                Run::Break if form.text.ends_with(is_wide) => form.length += "\n".len(),
                Run::Break => form.push(' ', "\n"),
                Run::Mark(_) | Run::Picture { .. } | Run::Footnote(_) => {
                    form.length += self.length(run, in_note);
                    continue;
                }
            }
            stretches.push((key, start..form.text.len()));
        }
    }

    /// How long in a copy is what no record has.
    fn length(&self, run: &Run, in_note: bool) -> usize {
        let mark = |id: &str| self.catalogue.phrase(&Message::new("ui.finding-mark").with("id", id));
        let one = std::slice::from_ref(run);
        let stretches = match in_note {
            true => crate::office::copy::note_stretches(one, &mark),
            false => crate::office::copy::stretches(one, &mark),
        };
        crate::office::copy::text(&stretches).len()
    }
}

/// The next `[fig:id]` of a text: what is in it, and where it begins and ends.
fn next(text: &str) -> Option<(&str, usize, usize)> {
    let is_id = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    text.match_indices('[').find_map(|(at, _)| {
        let inner = text[at + 1..].split_once(']')?.0;
        let (kind, id) = inner.split_once(':')?;
        let sound = matches!(kind, "fig" | "tab" | "sec") && !id.is_empty() && id.chars().all(is_id);
        sound.then_some((inner, at, at + inner.len() + 2))
    })
}
