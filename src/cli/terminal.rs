//! The two streams. Colour only where it can be seen (`NO_COLOR` is obeyed); a closed pipe is the reader's right. Whatever
//! the book, a file name or another program gave is made visible on its way out, so that it cannot steer the terminal.

use super::arguments::Colour;
use crate::Outcome;
use crate::diagnostic::limits::MOST_FAULTS_SHOWN;
use crate::diagnostic::{Diagnostic, Failure, Message, Phrases, Severity, print_human, rule, visible};
use crate::locale::Catalogue;
use anstream::{AutoStream, ColorChoice, adapter::strip_str};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::io::{ErrorKind, Stderr, Stdout, Write};

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[1;36m";
const PLAIN: &str = "\u{1b}[0m";

/// Standard output for results, standard error for the rest.
pub(super) struct Terminal {
    /// The words.
    pub(super) catalogue: Catalogue,
    out: AutoStream<Stdout>,
    err: AutoStream<Stderr>,
    /// The first fault of standard output; a closed pipe is not one.
    broken: Option<std::io::Error>,
}

impl Terminal {
    pub(super) fn new(catalogue: Catalogue, colour: Colour) -> Self {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        let (out, err) = (AutoStream::new(std::io::stdout(), choice), AutoStream::new(std::io::stderr(), choice));
        Self { catalogue, out, err, broken: None }
    }

    /// A sentence in the reader's language.
    pub(super) fn phrase(&self, message: &Message) -> String {
        self.catalogue.phrase(message)
    }

    /// Writes to standard output; nothing in the text steers the terminal.
    pub(super) fn result(&mut self, text: &str) {
        self.coloured(&visible(text));
    }

    /// Writes a text to standard output of which only we have coloured parts: what the book gave was made [`visible`]
    /// before. Colours are taken out where they would not be seen.
    pub(super) fn coloured(&mut self, text: &str) {
        if self.broken.is_none() {
            // In one piece: the stream would write what stands between two escapes each by itself.
            let plain = self.out.current_choice() == ColorChoice::Never;
            let text = if plain { strip_str(text).to_string().into() } else { Cow::Borrowed(text) };
            self.broken = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).err();
        }
    }

    /// Writes a line to standard error; nothing in it steers the terminal.
    pub(super) fn note(&mut self, line: &str) {
        self.coloured_note(&visible(line));
    }

    /// As [`Terminal::coloured`], a line to standard error.
    pub(super) fn coloured_note(&mut self, line: &str) {
        // If standard error is gone there is nobody left to tell.
        let _ = writeln!(self.err, "{line}");
    }

    /// Writes a warning that concerns no place of the book to standard error.
    pub(super) fn warn(&mut self, line: &str) {
        let word = self.catalogue.label("word.warning");
        self.coloured_note(&format!("{YELLOW}{word}{PLAIN}: {}", visible(line)));
    }

    /// The errors of a book for a reader at a terminal, to standard error; warnings, which stop nothing, are `check`'s.
    pub(super) fn errors(&mut self, outcome: &Outcome) {
        let errors = outcome.faults.iter().filter(|fault| fault.severity == Severity::Error && !is_typst(fault));
        let text = self.each(outcome, errors);
        if !text.is_empty() {
            self.coloured_note(text.trim_end());
        }
        if outcome.held_back > 0 {
            let line = self.phrase(&Message::new("check.held-back").with("count", outcome.held_back));
            self.note(&line);
        }
        self.typst(outcome);
        let of_check = outcome.faults.iter().filter(|fault| fault.severity == Severity::Warning && !is_typst(fault));
        let count = of_check.count();
        if count > 0 {
            let line = self.phrase(&Message::new("build.warnings").with("count", count));
            self.note(&line);
        }
    }

    /// What typst remarked, to standard error: no check can list it.
    pub(super) fn typst(&mut self, outcome: &Outcome) {
        let remarks: Vec<&Diagnostic> = outcome.faults.iter().filter(|fault| is_typst(fault)).collect();
        if !remarks.is_empty() {
            self.faults(outcome, &remarks);
        }
    }

    /// The faults of a book of one weight, a blank line after each.
    pub(super) fn human(&self, outcome: &Outcome, severity: Severity) -> String {
        self.each(outcome, outcome.faults.iter().filter(|fault| fault.severity == severity))
    }

    /// Some of a book's faults, to standard error.
    pub(super) fn faults(&mut self, outcome: &Outcome, faults: &[&Diagnostic]) {
        let text = self.each(outcome, faults.iter().copied());
        self.coloured_note(text.trim_end());
    }

    fn each<'a>(&self, outcome: &Outcome, mut faults: impl Iterator<Item = &'a Diagnostic>) -> String {
        let catalogue = &self.catalogue;
        let print =
            |fault: &&Diagnostic| print_human(fault, &outcome.sources, catalogue, true).trim_end().to_owned() + "\n\n";
        let shown: Vec<&Diagnostic> = faults.by_ref().take(MOST_FAULTS_SHOWN).collect();
        let mut text: String = shown.par_iter().map(print).collect();
        let more = faults.count();
        if more > 0 {
            text += &self.phrase(&Message::new("check.more").with("count", more));
            text += "\n\n";
        }
        text
    }

    /// Says why the tool could not do its work.
    pub(super) fn fail(&mut self, failure: &Failure) {
        let (error, help) = (self.catalogue.label("word.error"), self.catalogue.label("word.help"));
        let mut text = format!("{RED}{error}{PLAIN}: {}", visible(&self.phrase(&failure.message)));
        for hint in &failure.hints {
            text += &format!("\n  {CYAN}{help}{PLAIN}: {}", visible(&self.phrase(hint)));
        }
        self.coloured_note(&text);
    }

    /// Whether all results could be written.
    ///
    /// # Errors
    /// When standard output failed (a full disk), but not when its reader went away.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        match self.broken.take() {
            Some(cause) if cause.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new(Message::new("cli.output").with("cause", cause.to_string())))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a fault is what typst said of the printed plan.
fn is_typst(fault: &Diagnostic) -> bool {
    [rule::PRINT_WARNING, rule::PRINT_ERROR].contains(&fault.rule)
}

/// Writes to standard error without a terminal at hand.
pub(super) fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", visible(line));
}
