//! What commands have changed in a book, kept so that `undo` can take it back byte for byte.
//!
//! `.tallybook/undo/NNNNNN/record.json` names the files of one command with their hashes before and after; beside it
//! stand the former bytes, a file each. The last commands are kept, as far as they are not large. A file that has
//! changed since is never written over.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it wrote")]

use super::book::{Book, Change, Removal};
use super::journal::{HOME, Journal};
use super::manifest::{hash, is_inside};
use crate::diagnostic::{Failure, Message};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// So many commands can be taken back.
const KEPT: usize = 50;

/// So many bytes of former files are kept; those of the last command always.
const LARGEST: u64 = 64 << 20;

/// The form of a record.
const FORMAT: u32 = 1;

/// One file of a command.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    /// Its path from the book's root.
    file: String,
    /// The hash before; none if there was no such file.
    before: Option<String>,
    /// The hash after; none if the command took it away.
    after: Option<String>,
}

/// One command.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record {
    format: u32,
    /// As it was typed.
    command: String,
    /// Folders that were made for it, outermost first.
    folders: Vec<String>,
    files: Vec<Kept>,
}

/// A command that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoable {
    /// As it was typed.
    pub command: String,
    /// The files that it changed, from the book's root.
    pub files: Vec<String>,
}

/// Keeps the former bytes of what is about to change; gives the record's folder.
pub(super) fn remember(
    root: &Path,
    command: &str,
    journal: &Journal,
    changes: &[Change],
    removals: &[Removal],
) -> io::Result<PathBuf> {
    let known = records(root)?;
    let last = known.last().and_then(|folder| folder.file_name()?.to_str()?.parse::<u32>().ok()).unwrap_or(0);
    let folder = root.join(HOME).join("undo").join(format!("{:06}", last.saturating_add(1)));
    fs::create_dir_all(&folder)?;
    let changed = journal.entries.iter().zip(changes).map(|(entry, change)| {
        (
            Kept { file: entry.file.clone(), before: entry.before.clone(), after: Some(entry.after.clone()) },
            change.before,
        )
    });
    let removed = journal.removed.iter().zip(removals).map(|(removed, removal)| {
        (Kept { file: removed.file.clone(), before: Some(removed.before.clone()), after: None }, Some(removal.before))
    });
    let mut files = Vec::new();
    for (index, (kept, before)) in changed.chain(removed).enumerate() {
        if let Some(before) = before {
            fs::write(folder.join(index.to_string()), before)?;
        }
        files.push(kept);
    }
    let record = Record { format: FORMAT, command: command.to_owned(), folders: journal.folders.clone(), files };
    fs::write(folder.join("record.json"), serde_json::to_vec_pretty(&record)?)?;
    thin_out(&known);
    Ok(folder)
}

/// Removes a record.
pub(super) fn forget(folder: &Path) {
    // What stays is told as a command that cannot be taken back.
    let _ = fs::remove_dir_all(folder);
    // The folder of all records goes with the last of them.
    let _ = folder.parent().map(fs::remove_dir);
}

/// Removes the oldest records; `known` are those before the newest.
fn thin_out(known: &[PathBuf]) {
    let size = |folder: &PathBuf| -> u64 {
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        entries.filter_map(|entry| Some(entry.metadata().ok()?.len())).sum()
    };
    let mut whole = 0;
    for (age, folder) in known.iter().rev().enumerate() {
        whole += size(folder);
        if age + 1 >= KEPT || whole > LARGEST {
            forget(folder);
        }
    }
}

/// The folders of all records, the oldest first.
fn records(root: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(root.join(HOME).join("undo")) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.retain(|folder| {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.len() == 6 && name.bytes().all(|byte| byte.is_ascii_digit())
    });
    folders.sort();
    Ok(folders)
}

/// A record; `None` if it is not ours or leads out of the book.
fn read(folder: &Path) -> Option<Record> {
    let record: Record = serde_json::from_slice(&fs::read(folder.join("record.json")).ok()?).ok()?;
    let sound = record.files.iter().map(|kept| &kept.file).chain(&record.folders).all(|path| is_inside(path));
    (record.format == FORMAT && sound).then_some(record)
}

fn now(root: &Path, file: &str) -> io::Result<Option<Vec<u8>>> {
    match fs::read(root.join(file)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// The commands that can be taken back, the last one first.
///
/// # Errors
/// When the records cannot be listed.
pub fn undoable(root: &Path) -> Result<Vec<Undoable>, Failure> {
    let failed = |cause: io::Error| Failure::io("load-cannot-list", root.join(HOME).display(), &cause);
    let known = records(root).map_err(failed)?;
    let told = known.iter().rev().filter_map(|folder| read(folder)).map(|record| Undoable {
        command: record.command,
        files: record.files.into_iter().map(|kept| kept.file).collect(),
    });
    Ok(told.collect())
}

impl Book {
    /// Takes the last command back that is remembered; `None` if there is none. With `dry_run` nothing is written.
    ///
    /// # Errors
    /// When a file has changed since, or cannot be written; then no file has changed.
    pub fn undo(&self, dry_run: bool) -> Result<Option<Undoable>, Failure> {
        let failed = |path: &str, cause: &io::Error| Failure::io("write.failed", path, cause);
        let known = records(&self.root).map_err(|cause| failed(HOME, &cause))?;
        for folder in known.iter().rev() {
            let Some(record) = read(folder) else {
                forget(folder);
                continue;
            };
            let mut present = Vec::new();
            for kept in &record.files {
                present.push(now(&self.root, &kept.file).map_err(|cause| failed(&kept.file, &cause))?);
            }
            let is = |wanted: fn(&Kept) -> &Option<String>| {
                let pairs = record.files.iter().zip(&present);
                pairs.map(|(kept, bytes)| (kept, bytes.as_deref().map(hash) == *wanted(kept))).collect::<Vec<_>>()
            };
            // The command died before it was done, or `undo` after it was: there is nothing to take back.
            if is(|kept| &kept.before).iter().all(|(_, same)| *same) {
                forget(folder);
                continue;
            }
            if let Some((kept, _)) = is(|kept| &kept.after).iter().find(|(_, same)| !same) {
                let message = Message::new("undo.changed-since").with("path", kept.file.as_str());
                let message = message.with("command", record.command.as_str());
                return Err(Failure::new(message).hint(Message::new("undo.changed-since-hint")));
            }
            if !dry_run {
                self.take_back(folder, &record, &present)?;
            }
            let files = record.files.into_iter().map(|kept| kept.file).collect();
            return Ok(Some(Undoable { command: record.command, files }));
        }
        Ok(None)
    }

    fn take_back(&self, folder: &Path, record: &Record, present: &[Option<Vec<u8>>]) -> Result<(), Failure> {
        let (mut changes, mut removals) = (Vec::new(), Vec::new());
        for (index, (kept, bytes)) in record.files.iter().zip(present).enumerate() {
            let Some(wanted) = &kept.before else {
                removals.extend(bytes.as_deref().map(|before| Removal { path: &kept.file, before }));
                continue;
            };
            let former = fs::read(folder.join(index.to_string())).ok().filter(|former| hash(former) == *wanted);
            let Some(after) = former else {
                return Err(Failure::new(Message::new("undo.damaged").with("path", kept.file.as_str())));
            };
            changes.push(Change { path: &kept.file, before: bytes.as_deref(), after });
        }
        self.change_and_remove(&changes, &removals)?;
        for made in record.folders.iter().rev() {
            // Somebody else's file may be in it by now.
            let _ = fs::remove_dir(self.root.join(made));
        }
        forget(folder);
        Ok(())
    }
}
