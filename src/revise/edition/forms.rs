//! A line of a copy and a line of a record in one form, in which they can be compared: typed marks, plain spaces, a
//! reference as a single sign. Of each sign it is known what a reader sees in its place.

use super::copied::PieceRecord;
use super::words::steps;
use crate::diagnostic::{Message, Phrases};
use crate::locale::script::is_wide;
use crate::locale::{self, Catalogue};
use crate::model::Language;
use crate::model::document::{Frame, Run, Target};
use crate::office::tracked::{LineChange, Looks, Lost, Part};
use crate::office::word::OBJECT;
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
    /// How each character of the text is set, and the note whose mark it is; none where the record does not know.
    looks: Vec<Option<Set>>,
}

/// How a character is set, and the number of the note whose mark it is.
pub(super) type Set = (Looks, Option<u32>);

impl Form {
    fn push(&mut self, sign: char, shown: &str) {
        self.set(sign, shown, None);
    }

    fn set(&mut self, sign: char, shown: &str, looks: Option<Set>) {
        self.looks.push(looks);
        self.text.push(sign);
        self.shown.push(shown.to_owned());
        self.places.push(self.length..self.length + shown.len());
        self.length += shown.len();
    }

    /// What every program may write otherwise is one sign.
    fn words(&mut self, words: &str) {
        self.words_set(words, None);
    }

    fn words_set(&mut self, words: &str, looks: Option<Set>) {
        for sign in words.chars() {
            let typed = match sign {
                '\u{a0}' | '\n' | '\t' => ' ',
                '‘' | '’' => '\'',
                '“' | '”' => '"',
                other => other,
            };
            self.set(typed, sign.encode_utf8(&mut [0; 4]), looks);
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
        self.looks.splice(start..end, put.looks);
    }

    /// The words that a reader sees in the place of a stretch of its characters, as they are set.
    fn seen(&self, range: Range<usize>, note: Notes<'_>) -> Vec<Lost> {
        let mut seen: Vec<(Option<Set>, Lost)> = Vec::new();
        let signs = self.shown.iter().zip(&self.looks).take(range.end).skip(range.start);
        for (shown, looks) in signs {
            match seen.last_mut() {
                Some((last, lost)) if last == looks && lost.note.is_none() => lost.words.push_str(shown),
                _ => {
                    let number = looks.and_then(|(_, number)| number);
                    let (words, looks_of) = (shown.clone(), looks.map(|(looks, _)| looks));
                    seen.push((*looks, Lost { words, looks: looks_of, note: number.map(note) }));
                }
            }
        }
        seen.into_iter().map(|(_, lost)| lost).filter(|lost| !lost.words.is_empty()).collect()
    }

    /// All of them.
    pub(super) fn all(&self, note: Notes<'_>) -> Vec<Lost> {
        self.seen(0..self.shown.len(), note)
    }

    /// The numbers of the notes whose marks stand in it.
    pub(super) fn notes(&self) -> impl Iterator<Item = u32> + '_ {
        self.looks.iter().filter_map(|looks| looks.and_then(|(_, note)| note))
    }

    /// Whether both read alike.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        crate::office::copy::folded(&self.text) == crate::office::copy::folded(&other.text)
    }

    /// What became of the line of a copy that read `old`; `note`: the paragraphs of a note that is gone, by its number.
    pub(super) fn change(&self, old: &Self, note: Notes<'_>) -> LineChange {
        let mut parts = Parts::default();
        for (was, is, stayed) in steps(&old.text, &self.text) {
            let (start, end) = (sign(&self.text, is.start), sign(&self.text, is.end));
            let at = self.places.get(start).map_or(self.length, |place| place.start);
            if stayed {
                continue;
            }
            parts.keep(at);
            parts.gone(old.seen(sign(&old.text, was.start)..sign(&old.text, was.end), note));
            // What a record does not have (a note's mark) lies between the signs, and stays.
            for place in self.places.get(start..end).unwrap_or_default() {
                parts.keep(place.start);
                parts.new_until(place.end);
            }
        }
        parts.keep(self.length);
        LineChange::Parts(parts.all)
    }

    /// The notes whose marks stayed: each by its number then and now; then those that are new.
    pub(super) fn stayed_notes(&self, old: &Self) -> (Vec<(u32, u32)>, Vec<u32>) {
        let (mut stayed, mut come) = (Vec::new(), Vec::new());
        let number = |form: &Self, at: usize| form.looks.get(at).copied().flatten().and_then(|(_, number)| number);
        for (was, is, same) in steps(&old.text, &self.text) {
            let (start, from) = (sign(&self.text, is.start), sign(&old.text, was.start));
            for at in start..sign(&self.text, is.end) {
                let Some(own) = number(self, at) else { continue };
                match number(old, from + (at - start)).filter(|_| same) {
                    Some(its) => stayed.push((its, own)),
                    None => come.push(own),
                }
            }
        }
        (stayed, come)
    }
}

/// The paragraphs of a note that is gone, by its number.
pub(super) type Notes<'a> = &'a dyn Fn(u32) -> Vec<Vec<Lost>>;

/// That of a record that has no notes.
pub(super) const NO_NOTES: Notes<'static> = &|_| Vec::new();

/// Which character of a text begins at a byte.
fn sign(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or(0, |head| head.chars().count())
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

    fn gone(&mut self, lost: Vec<Lost>) {
        if !lost.is_empty() {
            self.all.push(Part::Gone(lost));
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
        let id = reference.split_once(':').map_or(reference, |(_, id)| id);
        self.label_now(reference).unwrap_or_else(|| id.to_owned())
    }

    /// How it reads now; `None` if it leads nowhere any more.
    fn label_now(&self, reference: &str) -> Option<String> {
        let (kind, id) = reference.split_once(':').unwrap_or(("", reference));
        let label = match kind {
            "fig" => self.frame.figures.get(id).map(|figure| figure.caption.label.clone()),
            "tab" => self.frame.tables.get(id).map(|(caption, _)| caption.label.clone()),
            _ => self.frame.section(id).map(|section| section.reference.clone()),
        };
        label.filter(|label| !label.is_empty())
    }

    /// A line of a copy, and the stretches that it is made of.
    pub(super) fn composed(&mut self, runs: &[Run], in_note: bool) -> (Form, Vec<Stretch>) {
        let (mut form, mut stretches) = (Form::default(), Vec::new());
        self.collect(runs, in_note, &mut form, &mut stretches);
        (form, stretches)
    }

    /// A line as a record of a copy has it; `stands`: it is one of the copy as it is, in which a picture is an object.
    pub(super) fn copied(&mut self, pieces: &[PieceRecord], stands: bool) -> Form {
        let mut form = Form::default();
        for piece in pieces {
            let set = Some((piece.looks, piece.note));
            let Some(name) = &piece.sign else {
                form.words_set(&piece.text, set);
                continue;
            };
            let sign = self.sign(name);
            let shown = match () {
                () if piece.is_reference() && !stands => self.label_now(name).unwrap_or_else(|| piece.text.clone()),
                () if piece.is_picture() && stands => OBJECT.to_string(),
                // What is gone comes back without its pictures.
                () if piece.is_picture() => String::new(),
                () => piece.text.clone(),
            };
            form.set(sign, &shown, set);
        }
        form
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
