//! The journal of a change to the book: what a command is about to put where, so that the next run of any command can
//! finish it or undo it, whatever the moment at which a run dies.
//!
//! `.tallybook/journal.json` stands, synced, before the first new file is written beside its place. When all of them
//! are written and synced, it is renamed to `journal.ready.json`: from that moment the change is done, and putting the
//! files in their places is only a matter of carrying on. Before it, undoing means removing what stands beside.
//! The journal goes last.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it wrote")]

use super::manifest::{hash, is_inside};
use super::place::sync_folder;
use crate::diagnostic::Message;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder of the tool in a book, from its root: the lock, the journal, what typst reads. Gone after a run.
pub(super) const HOME: &str = ".tallybook";

/// The version of the journal's form.
const FORMAT: u32 = 1;

/// A file that takes new bytes. Paths are relative to the book's root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file.
    pub(super) file: String,
    /// Where the new bytes stand until then.
    pub(super) next: String,
    /// The hash of the file as it was; none if there was none.
    pub(super) before: Option<String>,
    /// The hash of the new bytes.
    pub(super) after: String,
}

/// A file that goes, once the others have their new bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Removed {
    /// The file.
    pub(super) file: String,
    /// The hash of the file as it was.
    pub(super) before: String,
}

/// What a command is about to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    format: u32,
    /// Folders that are made for it, outermost first.
    pub(super) folders: Vec<String>,
    pub(super) entries: Vec<Entry>,
    /// Files that go; absent in the journals of earlier versions.
    #[serde(default)]
    pub(super) removed: Vec<Removed>,
}

impl Journal {
    pub(super) fn new(folders: Vec<String>, entries: Vec<Entry>) -> Self {
        Self { format: FORMAT, folders, entries, removed: Vec::new() }
    }

    /// The same, and files that go.
    pub(super) fn removing(self, removed: Vec<Removed>) -> Self {
        Self { removed, ..self }
    }

    /// Says what is about to be done; from now on a dead run is undone.
    pub(super) fn open(&self, root: &Path) -> io::Result<()> {
        let mut file = File::create(planned(root))?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        sync_folder(&root.join(HOME))
    }

    /// Says that all new bytes stand beside their places; from now on a dead run is carried on.
    pub(super) fn declare_ready(root: &Path) -> io::Result<()> {
        fs::rename(planned(root), ready(root))?;
        sync_folder(&root.join(HOME))
    }

    /// Takes that back.
    pub(super) fn withdraw(root: &Path) -> io::Result<()> {
        fs::rename(ready(root), planned(root))?;
        sync_folder(&root.join(HOME))
    }

    /// Puts the new files in their places.
    pub(super) fn carry_out(&self, root: &Path) -> io::Result<()> {
        for entry in &self.entries {
            fs::rename(root.join(&entry.next), root.join(&entry.file))?;
        }
        for removed in &self.removed {
            remove_file(&root.join(&removed.file))?;
        }
        self.sync_folders(root)
    }

    /// Removes what stands beside the places, and the folders that were made for it and are empty.
    pub(super) fn undo(&self, root: &Path) -> io::Result<()> {
        for entry in &self.entries {
            remove_file(&root.join(&entry.next))?;
        }
        for folder in self.folders.iter().rev() {
            // Somebody else's file may be in it by now.
            let _ = fs::remove_dir(root.join(folder));
        }
        Ok(())
    }

    /// Forgets it all.
    pub(super) fn close(root: &Path) -> io::Result<()> {
        remove_file(&planned(root))?;
        remove_file(&ready(root))?;
        sync_folder(&root.join(HOME))
    }

    /// Makes the names of the new files last.
    pub(super) fn sync_folders(&self, root: &Path) -> io::Result<()> {
        let removed = self.removed.iter().map(|removed| &removed.file);
        let files = self.entries.iter().map(|entry| &entry.file).chain(removed).map(|file| root.join(file));
        let mut folders: BTreeSet<PathBuf> = files.filter_map(|file| file.parent().map(Path::to_owned)).collect();
        folders.extend(self.folders.iter().filter_map(|made| root.join(made).parent().map(Path::to_owned)));
        folders.iter().rev().try_for_each(|folder| sync_folder(folder))
    }

    /// Reads a journal that is to be followed; `None` if it is not ours, or leads out of the book.
    fn read(path: &Path, root: &Path) -> Option<Self> {
        let journal: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let within = |path: &str| {
            let folder = root.join(path).parent().map(Path::to_owned);
            is_inside(path) && nearest(folder).is_some_and(|folder| folder.starts_with(root))
        };
        let ours = |entry: &Entry| within(&entry.file) && within(&entry.next) && is_beside(&entry.next);
        let sound = journal.removed.iter().all(|removed| within(&removed.file));
        let sound = sound && journal.entries.iter().all(ours) && journal.folders.iter().all(|folder| within(folder));
        (journal.format == FORMAT && sound).then_some(journal)
    }
}

/// The real path of the nearest folder that exists.
fn nearest(folder: Option<PathBuf>) -> Option<PathBuf> {
    folder?.ancestors().find_map(|folder| folder.canonicalize().ok())
}

fn planned(root: &Path) -> PathBuf {
    root.join(HOME).join("journal.json")
}

fn ready(root: &Path) -> PathBuf {
    root.join(HOME).join("journal.ready.json")
}

/// Whether a command died after its change was decided.
pub(super) fn is_pending(root: &Path) -> bool {
    ready(root).exists()
}

/// Finishes or undoes what a dead run began. `root` is the book's real path, and its lock is held. Says what was done.
pub(super) fn recover(root: &Path) -> io::Result<Vec<Message>> {
    let mut said = Vec::new();
    if is_pending(root) {
        match Journal::read(&ready(root), root) {
            Some(journal) => said = carry_on(&journal, root)?,
            None => said.push(Message::new("write.journal-damaged").with("path", ready(root).display().to_string())),
        }
    } else if let Some(journal) = Journal::read(&planned(root), root) {
        // One that cannot be read was torn while it was written: nothing had been done yet.
        journal.undo(root)?;
    }
    Journal::close(root)?;
    Ok(said)
}

/// Carries on with a change; a file that somebody has changed since then stays as it is.
fn carry_on(journal: &Journal, root: &Path) -> io::Result<Vec<Message>> {
    let (mut done, mut said) = (0, Vec::new());
    for entry in &journal.entries {
        let (file, next) = (root.join(&entry.file), root.join(&entry.next));
        let now = hash_of(&file)?;
        let whole = hash_of(&next)?.as_ref() == Some(&entry.after);
        if now.as_ref() == Some(&entry.after) {
            remove_file(&next)?;
        } else if now == entry.before && whole {
            fs::rename(&next, &file)?;
            done += 1;
        } else {
            remove_file(&next)?;
            said.push(Message::new("write.not-resumed").with("path", entry.file.as_str()));
        }
    }
    for removed in &journal.removed {
        let file = root.join(&removed.file);
        match hash_of(&file)? {
            Some(now) if now == removed.before => {
                remove_file(&file)?;
                done += 1;
            }
            Some(_) => said.push(Message::new("write.not-resumed").with("path", removed.file.as_str())),
            None => {}
        }
    }
    journal.sync_folders(root)?;
    if done > 0 {
        said.insert(0, Message::new("write.resumed").with("files", done));
    }
    Ok(said)
}

fn hash_of(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(hash(&bytes))),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != ErrorKind::NotFound => Err(cause),
        _ => Ok(()),
    }
}

/// A hidden name in the same folder, which no listing of the book takes in: `.NAME.PID.next`.
pub(super) fn beside(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(folder, name)| (folder, name));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}.{name}.{}.next", std::process::id())
}

/// Whether a name is one that [`beside`] gives.
pub(super) fn is_beside(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let number = name.strip_suffix(".next").and_then(|name| name.rsplit_once('.')).map(|(_, number)| number);
    let all_digits = |number: &str| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    name.starts_with('.') && number.is_some_and(all_digits)
}

#[cfg(test)]
mod tests;
