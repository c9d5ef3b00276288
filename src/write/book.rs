//! The book itself, held by a command that writes into it or relies on its standing still.
//!
//! A command that rewrites files of the book holds it alone; a build holds it together with other builds. Both ends
//! with the process. A change is made as a whole or not at all: see [`super::journal`].
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it replaces")]

use super::folder::Folder;
use super::history;
use super::journal::{self, Entry, HOME, Journal, Removed};
use super::lock::{self, Lock, Share};
use super::manifest::hash;
use super::place;
use crate::diagnostic::{Failure, Message, SourceMap};
use crate::model::Edit;
use crate::prose;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A file of the book that takes new bytes.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// Its path from the book's root.
    pub path: &'a str,
    /// What it must hold now, lest another's work be lost; `None` if it must not exist.
    pub before: Option<&'a [u8]>,
    /// What it shall hold.
    pub after: Vec<u8>,
}

/// A file of the book that goes.
#[derive(Debug, Clone, Copy)]
pub struct Removal<'a> {
    /// Its path from the book's root.
    pub path: &'a str,
    /// What it must hold now.
    pub before: &'a [u8],
}

/// A book that a command holds.
#[derive(Debug)]
pub struct Book {
    pub(super) root: PathBuf,
    lock: Option<Lock>,
    /// The command as it was typed: what `undo` takes back. None: nothing is remembered.
    command: Option<String>,
}

impl Book {
    /// Holds the book for one who writes into it, after what dead runs left was put right; says what was.
    ///
    /// # Errors
    /// When another program holds it, or it may not be written to.
    pub fn to_write(root: &Path) -> Result<(Self, Vec<Message>), Failure> {
        let (book, mut notes) = Self::hold(root, Share::None)?;
        let failed = |cause: io::Error| Failure::io("write.failed", root.join(HOME).display(), &cause);
        if book.lock.is_none() {
            return Err(failed(ErrorKind::ReadOnlyFilesystem.into()));
        }
        notes.extend(clear(&book.root).map_err(failed)?);
        Ok((book, notes))
    }

    /// Holds the book for one who only reads it, so that it stands still meanwhile. A book that may not be written to
    /// stands still by itself.
    ///
    /// # Errors
    /// When another program writes into it.
    pub fn to_read(root: &Path) -> Result<(Self, Vec<Message>), Failure> {
        Self::hold(root, Share::Readers)
    }

    fn hold(root: &Path, share: Share) -> Result<(Self, Vec<Message>), Failure> {
        let failed = |cause: io::Error| Failure::io("write.failed", root.join(HOME).display(), &cause);
        let root = place::real_path(root).map_err(failed)?;
        let mut notes = Vec::new();
        let lock = match lock::patiently(|| take(&root, share)) {
            Ok(Some(lock)) => Some(lock),
            Ok(None) => {
                let message = Message::new("write.book-locked").with("path", root.display().to_string());
                return Err(Failure::new(message).hint(Message::new("write.locked-hint")));
            }
            Err(cause) if matches!(cause.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => None,
            Err(cause) => return Err(failed(cause)),
        };
        if lock.as_ref().is_some_and(|lock| !lock.is_held()) {
            notes.push(Message::new("write.no-locks").with("path", root.display().to_string()));
        }
        Ok((Self { root, lock, command: None }, notes))
    }

    /// Remembers what is changed under the words of a command, so that [`Book::undo`] can take it back.
    #[must_use]
    pub fn as_command(mut self, words: &str) -> Self {
        self.command = Some(words.to_owned());
        self
    }

    /// Makes edits; gives the paths of the files that changed, sorted.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn apply(&self, sources: &SourceMap, edits: &[Edit]) -> Result<Vec<String>, Failure> {
        let mut changes = Vec::new();
        for (id, source) in sources.iter() {
            let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.source == id).collect();
            if !own.is_empty() {
                let after = prose::edited(&source.text, own).into_bytes();
                changes.push(Change { path: &source.path, before: Some(source.text.as_bytes()), after });
            }
        }
        self.change(&changes)?;
        let mut paths: Vec<String> = changes.into_iter().map(|change| change.path.to_owned()).collect();
        paths.sort();
        Ok(paths)
    }

    /// Gives files new bytes: all of them or none. Rights are kept, and so is a symbolic link to a file.
    ///
    /// # Errors
    /// When a file is no longer what was read, is write-protected, or cannot be written; then no file has changed.
    pub fn change(&self, changes: &[Change]) -> Result<(), Failure> {
        self.change_and_remove(changes, &[])
    }

    /// Gives files new bytes and takes others away: all of it or nothing. So a file is moved.
    ///
    /// # Errors
    /// As [`Self::change`].
    pub fn change_and_remove(&self, changes: &[Change], removals: &[Removal]) -> Result<(), Failure> {
        let mut entries = Vec::new();
        let mut folders: Vec<String> = Vec::new();
        for change in changes {
            let file = self.locate(change)?;
            for folder in missing_folders(&self.root, &file) {
                if !folders.contains(&folder) {
                    folders.push(folder);
                }
            }
            entries.push(Entry {
                next: journal::beside(&file),
                file,
                before: change.before.map(hash),
                after: hash(&change.after),
            });
        }
        let mut removed = Vec::new();
        for Removal { path, before } in removals {
            let file = self.locate(&Change { path, before: Some(before), after: Vec::new() })?;
            removed.push(Removed { file, before: hash(before) });
        }
        if entries.is_empty() && removed.is_empty() {
            return Ok(());
        }
        let journal = Journal::new(folders, entries).removing(removed);
        let staged = journal.open(&self.root).and_then(|()| self.stage(&journal, changes));
        let remembered = staged.and_then(|()| match &self.command {
            Some(command) => history::remember(&self.root, command, &journal, changes, removals).map(Some),
            None => Ok(None),
        });
        let forget = |record: &Option<PathBuf>| record.iter().for_each(|record| history::forget(record));
        let record = remembered.map_err(|cause| {
            // The first cause is told; what cannot be undone now is undone by the next run.
            let _ = journal.undo(&self.root).and_then(|()| Journal::close(&self.root));
            cause_at(changes, &cause)
        })?;
        let root = self.root.as_path();
        let carried_out = Journal::declare_ready(root).and_then(|()| journal.carry_out(root));
        if let Err(cause) = carried_out {
            // Half a change is worse than none: the former bytes come back. If that fails too, the next run carries on.
            if self.restore(&journal, changes, removals).is_ok() {
                forget(&record);
            }
            return Err(cause_at(changes, &cause));
        }
        Journal::close(root).map_err(|cause| cause_at(changes, &cause))
    }

    /// The path of a file from the book's root, links followed; it must be what was read, and may be written to.
    fn locate(&self, change: &Change) -> Result<String, Failure> {
        let failed = |cause: io::Error| Failure::io("write.failed", change.path, &cause);
        let meanwhile = || {
            let failure = Failure::new(Message::new("write.changed-meanwhile").with("path", change.path));
            failure.hint(Message::new("write.changed-meanwhile-hint"))
        };
        let file = place::real_path(&self.root.join(change.path)).map_err(failed)?;
        let now = match fs::read(&file) {
            Ok(bytes) => Some(bytes),
            Err(cause) if cause.kind() == ErrorKind::NotFound => None,
            Err(cause) => return Err(failed(cause)),
        };
        if now.as_deref() != change.before {
            return Err(meanwhile());
        }
        if now.is_some() && is_protected(&file) {
            let failure = Failure::new(Message::new("write.protected").with("path", change.path));
            return Err(failure.hint(Message::new("write.protected-hint")));
        }
        let inside = file.strip_prefix(&self.root).ok().and_then(|path| {
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            parts.map(|parts| parts.join("/"))
        });
        inside.ok_or_else(|| failed(ErrorKind::InvalidInput.into()))
    }

    /// Writes the new bytes beside their places and syncs them, with the rights of what they will replace.
    fn stage(&self, journal: &Journal, changes: &[Change]) -> io::Result<()> {
        for folder in &journal.folders {
            match fs::create_dir(self.root.join(folder)) {
                Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(cause),
                _ => {}
            }
        }
        for (entry, change) in journal.entries.iter().zip(changes) {
            let mut file = File::create(self.root.join(&entry.next))?;
            file.write_all(&change.after)?;
            if let Ok(former) = fs::metadata(self.root.join(&entry.file)) {
                file.set_permissions(former.permissions())?;
            }
            file.sync_all()?;
        }
        journal.sync_folders(&self.root)
    }

    fn restore(&self, journal: &Journal, changes: &[Change], removals: &[Removal]) -> io::Result<()> {
        for (removed, removal) in journal.removed.iter().zip(removals) {
            let file = self.root.join(&removed.file);
            if !file.exists() {
                fs::write(&file, removal.before)?;
            }
        }
        for (entry, change) in journal.entries.iter().zip(changes) {
            let (file, next) = (self.root.join(&entry.file), self.root.join(&entry.next));
            if next.exists() {
                continue;
            }
            match change.before {
                Some(before) => {
                    fs::write(&next, before)?;
                    fs::set_permissions(&next, fs::metadata(&file)?.permissions())?;
                    fs::rename(&next, &file)?;
                }
                None => fs::remove_file(&file)?,
            }
        }
        Journal::withdraw(&self.root)?;
        journal.undo(&self.root)?;
        Journal::close(&self.root)
    }
}

impl Drop for Book {
    fn drop(&mut self) {
        self.lock = None;
        // It is there for a run only; if another one has its lock or its files in it, it stays.
        let _ = fs::remove_dir(self.root.join(HOME));
    }
}

/// Puts right and removes what dead runs left in a book and beside its site. Says what was done, and what could not be.
/// A book that another program holds, or that may not be written to, is left as it is.
pub fn tidy(root: &Path) -> Vec<Message> {
    let mut notes = Folder::tidy(&root.join("site"));
    let Ok(root) = place::real_path(root) else { return notes };
    if !root.join(HOME).symlink_metadata().is_ok_and(|found| found.is_dir()) {
        return notes;
    }
    let pending = journal::is_pending(&root);
    match take(&root, Share::None) {
        Ok(None) => {}
        Ok(Some(lock)) => {
            let book = Book { root: root.clone(), lock: Some(lock), command: None };
            match clear(&book.root) {
                Ok(said) => notes.extend(said),
                Err(_) if pending => notes.push(Message::new("write.pending")),
                Err(_) => {}
            }
        }
        Err(_) if pending => notes.push(Message::new("write.pending")),
        Err(_) => {}
    }
    notes
}

/// Takes the lock of a book; its folder may be removed by another run at any moment before that.
fn take(root: &Path, share: Share) -> io::Result<Option<Lock>> {
    let home = root.join(HOME);
    loop {
        match fs::create_dir(&home) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(cause),
            _ => {}
        }
        match fs::symlink_metadata(&home) {
            // What is removed below must be the book's own.
            Ok(found) if !found.is_dir() => return Err(ErrorKind::NotADirectory.into()),
            _ => {}
        }
        match Lock::take(home.join("lock"), share) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => {}
            outcome => return outcome,
        }
    }
}

/// Removes everything of dead runs in a book whose lock is held.
fn clear(root: &Path) -> io::Result<Vec<Message>> {
    let said = journal::recover(root)?;
    let home = root.join(HOME);
    for entry in fs::read_dir(&home)? {
        let entry = entry?;
        // What typst reads is laid out in `print-PID`; typst belongs to a build, and no build holds the book.
        if entry.file_name().to_string_lossy().starts_with("print-") && entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    // Earlier versions kept no journal.
    for folder in ["content", "data"] {
        let walk = walkdir::WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok);
        for entry in walk.filter(|entry| entry.file_type().is_file()) {
            if journal::is_beside(&entry.file_name().to_string_lossy()) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(said)
}

/// Whether the author, or the system, has closed a file to writing.
fn is_protected(file: &Path) -> bool {
    let closed = fs::metadata(file).is_ok_and(|found| found.permissions().readonly());
    let denied = |cause: io::Error| cause.kind() == ErrorKind::PermissionDenied;
    closed || OpenOptions::new().write(true).open(file).is_err_and(denied)
}

/// The folders above a file that do not exist yet, outermost first.
fn missing_folders(root: &Path, file: &str) -> Vec<String> {
    let above = Path::new(file).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let missing = above.take_while(|folder| !root.join(folder).exists());
    let mut missing: Vec<String> = missing.map(|folder| folder.to_string_lossy().replace('\\', "/")).collect();
    missing.reverse();
    missing
}

fn cause_at(changes: &[Change], cause: &io::Error) -> Failure {
    let paths: Vec<&str> = changes.iter().map(|change| change.path).collect();
    Failure::io("write.failed", paths.join(", "), cause)
}

#[cfg(test)]
mod tests;
