//! What an edition records of its Word copies: each line with all that stands in it, so that what is gone can be shown as it
//! stood. Compares nothing.
//!
//! What people said of the book is nobody's business in an edition: lines that name somebody who gave an opinion are left
//! out, here and wherever a copy is compared with the record.

use crate::model::document::{Frame, Run, Target};
use crate::model::{Language, Note, Project};
use crate::office::tracked::{Face, Line, Looks};
use crate::office::word::OBJECT;
use serde::{Deserialize, Serialize};

/// The copy of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// The tag of the language.
    pub language: String,
    /// Its lines, those of notes last.
    pub lines: Vec<LineRecord>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRecord {
    /// The page's path below `content/<lang>/`; absent for what stands on none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// The kind of its block; absent for what is made from the data.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The style of its paragraph.
    pub style: String,
    /// What stood before its words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Its table and its row there, each counted through the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<(usize, usize)>,
    /// The number of the note that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
    /// Its parts.
    pub parts: Vec<PieceRecord>,
}

/// A part of a line that is set alike.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceRecord {
    /// Its words.
    pub text: String,
    /// How they are set.
    #[serde(flatten)]
    pub looks: Looks,
    /// What it is, if it is no words: `fig:id`, `tab:id`, `sec:id` a reference; a mark, a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<String>,
    /// The number of the note whose mark it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
}

impl PieceRecord {
    /// Whether it is a reference, whose words the tool makes.
    pub(super) fn is_reference(&self) -> bool {
        self.sign.as_ref().is_some_and(|sign| ["fig:", "tab:", "sec:"].iter().any(|kind| sign.starts_with(kind)))
    }

    /// Whether it is a picture that is there.
    pub(super) fn is_picture(&self) -> bool {
        self.sign.as_ref().is_some_and(|sign| sign.starts_with("picture ") && !sign.starts_with("picture  "))
    }
}

impl CopyRecord {
    /// Records the lines of a copy; `mark` words the mark of a finding.
    pub fn of(frame: &Frame, lines: &[Line], project: &Project, mark: &dyn Fn(&str) -> String) -> Self {
        let record = |line: &Line| LineRecord {
            page: line.page.clone(),
            kind: line.kind.to_owned(),
            style: line.style.clone(),
            lead: line.lead.clone(),
            row: line.row,
            note: line.spot.note_number(),
            parts: pieces(&line.runs, line.spot.note_number().is_some(), mark),
        };
        let own = lines.iter().filter(|line| !names_somebody(&line.runs, project));
        Self { language: frame.language.tag().to_owned(), lines: own.map(record).collect() }
    }

    /// Whether it is of a language.
    pub(super) fn is_of(&self, language: Language) -> bool {
        self.language == language.tag()
    }
}

/// Whether a line names somebody who gave an opinion.
pub(super) fn names_somebody(runs: &[Run], project: &Project) -> bool {
    let mut names = project.opinions.iter().filter_map(|opinion| opinion.who.as_deref()).peekable();
    if names.peek().is_none() {
        return false;
    }
    let text = Run::plain(runs);
    names.any(|name| !name.is_empty() && text.contains(name))
}

/// The parts of a line.
pub(super) fn pieces(runs: &[Run], in_note: bool, mark: &dyn Fn(&str) -> String) -> Vec<PieceRecord> {
    let mut found = Vec::new();
    collect(runs, Looks::default(), in_note, mark, &mut found);
    found
}

fn collect(runs: &[Run], looks: Looks, in_note: bool, mark: &dyn Fn(&str) -> String, found: &mut Vec<PieceRecord>) {
    for run in runs {
        let own = |text: &str| PieceRecord { text: text.to_owned(), looks, ..PieceRecord::default() };
        let faced = |text: &str, face: Face| PieceRecord { looks: Looks { face: Some(face), ..looks }, ..own(text) };
        let signed = |piece: PieceRecord, sign: String| PieceRecord { sign: Some(sign), ..piece };
        let piece = match run {
            Run::Emphasis(inner) => {
                collect(inner, Looks { emphasis: true, ..looks }, in_note, mark, found);
                continue;
            }
            Run::Strong(inner) => {
                collect(inner, Looks { strong: true, ..looks }, in_note, mark, found);
                continue;
            }
            Run::Outside { runs: inner, .. } => {
                collect(inner, Looks { face: Some(Face::Link), ..looks }, in_note, mark, found);
                continue;
            }
            Run::Link { runs: inner, .. } => {
                collect(inner, looks, in_note, mark, found);
                continue;
            }
            Run::Words(words) => own(words),
            Run::Claim(claim) => own(&claim.text),
            Run::Number(number) => own(&number.text),
            Run::Joined(inner) => own(&Run::plain(inner)),
            Run::Code(words) => faced(words, Face::Code),
            Run::Absent(words) => faced(words, Face::Faint),
            Run::Reference { to, words } => match to {
                Target::Figure(id) => signed(own(words), format!("fig:{id}")),
                Target::Table(id) => signed(own(words), format!("tab:{id}")),
                Target::Section(id) => signed(own(words), format!("sec:{id}")),
                _ => own(words),
            },
            Run::Mark(id) => signed(faced(&mark(id), Face::Mark), format!("mark {id}")),
            Run::Picture { path, alt } => signed(own(alt), format!("picture {} {alt}", path.as_deref().unwrap_or(""))),
            Run::Footnote(own_mark) if in_note || own_mark.nth > 1 => {
                signed(faced(&Note::shown(own_mark.number), Face::Note), "again".to_owned())
            }
            Run::Footnote(own_mark) => {
                let piece = signed(faced(&format!("[{OBJECT}]"), Face::Note), "note".to_owned());
                PieceRecord { note: Some(own_mark.number), ..piece }
            }
            Run::Break => own("\n"),
        };
        match found.last_mut() {
            Some(last) if last.sign.is_none() && piece.sign.is_none() && last.looks == piece.looks => {
                last.text.push_str(&piece.text);
            }
            _ if piece.text.is_empty() && piece.sign.is_none() => {}
            _ => found.push(piece),
        }
    }
}
