//! The command line: arguments in, an exit status out. Holds no logic of its own.
//!
//! Results go to standard output, everything else to standard error. Exit status: 0 fine, 1 the book has errors, 2 the
//! tool could not do its work.

mod adopt;
mod arguments;
mod audit;
mod build;
mod changes;
mod check;
mod claim;
mod comments;
mod edition;
mod environment;
mod explain;
mod export;
mod help;
mod impact;
mod import;
mod licences;
mod lookup;
mod new;
mod rename;
mod schema;
mod sentence;
mod set;
mod sync;
mod terminal;
mod tie;
mod topics;
mod translated;
mod undo;
mod units;
mod r#where;

use crate::diagnostic::{Failure, Message, Phrases};
use crate::locale::Catalogue;
use crate::{Book, Disk, KEEPER, enter};
use arguments::{Arguments, Command};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use terminal::Terminal;

/// How a command ended, when the tool could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Fine,
    Rejected,
}

/// What every command needs.
struct Context {
    terminal: Terminal,
    /// `--root`, as given.
    root: Option<PathBuf>,
    /// The command as it was typed, without the program's name: what `undo` shows.
    typed: String,
}

impl Context {
    /// The book's folder.
    fn root(&self) -> Result<PathBuf, Failure> {
        environment::root(self.root.as_deref())
    }

    /// The book's files, after what dead runs left in it was put right.
    fn book(&mut self) -> Result<Disk, Failure> {
        let root = self.root()?;
        self.note_all(&crate::tidy(&root));
        Ok(Disk::new(root))
    }

    /// The book's files for a command that rewrites some of them, and the hold on them.
    fn book_to_write(&mut self) -> Result<(Disk, Book), Failure> {
        let disk = self.book()?;
        let (book, notes) = Book::to_write(disk.root())?;
        self.note_all(&notes);
        Ok((disk, book.as_command(&self.typed)))
    }

    /// Says what stopped nothing.
    fn note_all(&mut self, notes: &[Message]) {
        for note in notes {
            let line = self.terminal.phrase(note);
            self.terminal.warn(&line);
        }
    }
}

/// Runs the tool.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    if let [_, word, rest @ ..] = arguments.as_slice()
        && word == KEEPER
    {
        // Not for people: the tool starts itself so, to become the typst that it watches.
        terminal::complain(&enter(rest).to_string());
        return ExitCode::from(2);
    }
    // This thread works with the others instead of waiting for them. Where that cannot be, it waits.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    let language = environment::language(&arguments);
    report_panics_as_ours(Catalogue::of(language));
    match std::panic::catch_unwind(|| answer(arguments, Catalogue::of(language))) {
        Ok(Some(Status::Fine)) => ExitCode::SUCCESS,
        Ok(Some(Status::Rejected)) => ExitCode::from(1),
        Ok(None) | Err(_) => ExitCode::from(2),
    }
}

/// `None`: the tool could not do its work, and has said so.
fn answer(arguments: Vec<OsString>, catalogue: Catalogue) -> Option<Status> {
    let typed = arguments.iter().skip(1).map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ");
    let arguments: Arguments = match help::parse(arguments, &catalogue) {
        Ok(arguments) => arguments,
        Err(refused) => return help::answer(&refused, catalogue),
    };
    let terminal = Terminal::new(catalogue, arguments.colour);
    let mut context = Context { terminal, root: arguments.root, typed };
    let outcome = match arguments.command {
        Command::Adopt(request) => adopt::run(&request, &mut context),
        Command::Audit(request) => audit::run(&request, &mut context),
        Command::Build(request) => build::run(request, &mut context),
        Command::Check(request) => check::run(&request, &mut context),
        Command::Comments(request) => comments::run(&request, &mut context),
        Command::Edition(request) => edition::run(&request, &mut context),
        Command::Explain { subject } => explain::run(subject.as_deref(), &mut context),
        Command::Export(request) => export::run(&request, &mut context),
        Command::Impact(request) => impact::run(&request, &mut context),
        Command::Import(request) => import::run(&request, &mut context),
        Command::Licences => licences::run(&mut context),
        Command::New(request) => new::run(&request, &mut context),
        Command::Rename(request) => rename::run(&request, &mut context),
        Command::Set(request) => set::run(request, &mut context),
        Command::Sync(request) => sync::run(&request, &mut context),
        Command::Schema { dir } => schema::run(&dir, &mut context),
        Command::Translated(request) => translated::run(&request, &mut context),
        Command::Tie(request) => tie::run(&request, &mut context),
        Command::Undo(request) => undo::run(&request, &mut context),
        Command::Where { key } => r#where::run(&key, &mut context),
    };
    match outcome.and_then(|status| context.terminal.finish().map(|()| status)) {
        Ok(status) => Some(status),
        Err(failure) => {
            context.terminal.fail(&failure);
            None
        }
    }
}

/// A panic is our fault, not the author's, and says so in the reader's language.
fn report_panics_as_ours(catalogue: Catalogue) {
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload_as_str().unwrap_or_default();
        let message = Message::new("cli.panic").with("what", what).with("place", place);
        terminal::complain(&catalogue.phrase(&message));
    }));
}
