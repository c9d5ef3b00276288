//! Lines of text as JSON: each part with its kind `k`, its words in `s` or its parts in `c`.

use super::book::Writer;
use super::figure::asset_path;
use super::words::{unbroken, words_with_ranges};
use crate::diagnostic::Message;
use crate::model::document::{Number, Run, Target};
use crate::model::{Note, NoteMark};
use crate::render::picture;
use serde_json::{Value, json};

/// The longest literal, in characters, that a line is never broken in.
const UNBROKEN: usize = 16;

/// The characters on either side of a part of a line.
type Edges = (Option<char>, Option<char>);

impl Writer<'_> {
    /// The parts of a line.
    pub(super) fn line(&mut self, runs: &[Run]) -> Vec<Value> {
        self.between(runs, (None, None), false)
    }

    /// The parts of a sentence that the tool has made.
    pub(super) fn words(&self, words: &str) -> Vec<Value> {
        let mut parts = Vec::new();
        words_with_ranges(self.language(), words, (None, None), &mut parts);
        parts
    }

    /// The parts of a line of a table that the tool has made: its numbers stand alone.
    pub(super) fn cell(&mut self, runs: &[Run]) -> Vec<Value> {
        self.between(runs, (None, None), true)
    }

    /// The parts of a line that stands between two characters.
    fn between(&mut self, runs: &[Run], (before, after): Edges, in_table: bool) -> Vec<Value> {
        let mut parts = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let previous = runs[..index].iter().rev().find_map(|run| run.edge(false)).or(before);
            let next = runs[index + 1..].iter().find_map(|run| run.edge(true)).or(after);
            self.run(run, (previous, next), in_table, &mut parts);
        }
        parts
    }

    /// A part of a line, and the characters on either side of it.
    fn run(&mut self, run: &Run, edges: Edges, in_table: bool, parts: &mut Vec<Value>) {
        match run {
            Run::Words(words) => words_with_ranges(self.language(), words, edges, parts),
            Run::Claim(claim) => words_with_ranges(self.language(), &claim.text, edges, parts),
            Run::Emphasis(inner) => parts.push(json!({"k": "emph", "c": self.between(inner, edges, in_table)})),
            Run::Strong(inner) => parts.push(json!({"k": "strong", "c": self.between(inner, edges, in_table)})),
            Run::Code(code) => parts.push(json!({"k": "code", "s": code})),
            Run::Number(number) => {
                let mut own = Vec::new();
                match in_table {
                    true => own.push(text(&number.text)),
                    false => self.number(number, edges, &mut own),
                }
                parts.extend(self.keyed(&number.key, in_table, own));
            }
            Run::Joined(inner) => {
                let own = vec![unbroken(&Run::plain(inner), None, None)];
                let keys = inner.iter().filter_map(|run| match run {
                    Run::Number(number) => Some(number.key.as_str()),
                    _ => None,
                });
                // Both ends of a range are one number to readers.
                let keys: Vec<&str> = keys.collect();
                parts.extend(if keys.is_empty() { own } else { self.keyed(&keys.join(" – "), in_table, own) });
            }
            // What is not a number steps back, so that the few numbers are seen.
            Run::Absent(words) => parts.push(json!({"k": "faint", "c": [text(words)]})),
            Run::Mark(id) => parts.push(self.mark(id)),
            Run::Outside { url, runs } => {
                parts.push(json!({"k": "link", "url": url, "c": self.between(runs, edges, in_table)}));
            }
            Run::Link { to, runs } => {
                let words = self.between(runs, edges, in_table);
                parts.push(self.to(to, words));
            }
            Run::Reference { to, words } => parts.push(self.to(to, vec![text(words)])),
            Run::Picture { path, alt } => parts.push(self.image(path.as_deref(), alt)),
            Run::Footnote(mark) => parts.push(self.footnote(*mark)),
            Run::Break => parts.push(json!({"k": "break"})),
        }
    }

    /// A tied number stays on one line; longer words are broken as any.
    fn number(&self, number: &Number, edges: Edges, parts: &mut Vec<Value>) {
        if number.text.chars().count() <= UNBROKEN {
            parts.push(unbroken(&number.text, edges.0, edges.1));
        } else {
            words_with_ranges(self.language(), &number.text, edges, parts);
        }
    }

    /// The small mark that leads to a finding.
    fn mark(&self, id: &str) -> Value {
        let mark = self.say(&Message::new("ui.finding-mark").with("id", id));
        json!({"k": "mark", "s": mark, "to": self.label_of(&Target::Finding(id.to_owned()))})
    }

    /// An image of the book; its text alternative where the file is not there (load has reported it).
    fn image(&self, path: Option<&str>, alt: &str) -> Value {
        let assets = &self.project.assets;
        match path.and_then(|path| assets.iter().position(|asset| asset.path == path)) {
            Some(index) => {
                let asset = &assets[index];
                let width = picture::points(&asset.path, &asset.bytes);
                json!({"k": "image", "file": asset_path(index, &asset.path), "alt": alt, "width": width})
            }
            None => text(alt),
        }
    }

    /// Words that lead to a place of this document, or the words alone where it has no such place.
    pub(super) fn to(&self, target: &Target, words: Vec<Value>) -> Value {
        match self.label_of(target) {
            Some(label) => json!({"k": "to", "to": label, "c": words}),
            None => json!({"k": "group", "c": words}),
        }
    }

    /// A mark: the first brings its note along.
    fn footnote(&mut self, mark: NoteMark) -> Value {
        let page = self.page.map_or(0, |page| page.0);
        let (target, shown) = (format!("note:{page}:{}", mark.number), Note::shown(mark.number));
        if mark.nth > 1 {
            return json!({"k": "footnote-again", "to": target, "s": shown});
        }
        let blocks = self.footnotes.remove(&mark.number).map_or_else(Vec::new, |note| note.blocks);
        json!({"k": "footnote", "label": target, "s": shown, "c": self.blocks(&blocks)})
    }
}

/// Plain words.
pub(super) fn text(words: &str) -> Value {
    json!({"k": "text", "s": words})
}
