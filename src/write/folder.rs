//! An output folder: what was published there before, what is not ours, and the next publication.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it wrote")]

use super::lock::Lock;
use super::manifest::{self, Manifest, Stamp};
use super::{beside, exchange, staging};
use crate::diagnostic::{Failure, Message};
use crate::model::OutputTree;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// What may stand in a folder that we have not published to yet.
const HARMLESS: [&str; 5] = [".git", ".gitignore", ".gitkeep", ".nojekyll", "CNAME"];

/// What a publication changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were not there before.
    pub added: Vec<String>,
    /// Files whose bytes are other than before.
    pub changed: Vec<String>,
    /// Files of ours that are gone.
    pub removed: Vec<String>,
    /// Files with the same bytes as before.
    pub unchanged: usize,
    /// Files of others that were kept.
    pub kept: Vec<String>,
}

/// An output folder, locked for this run.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    former: Option<Manifest>,
    foreign: Vec<String>,
    // Released last.
    _lock: Lock,
}

impl Folder {
    /// Locks the folder, undoes what a dead run left, and reads what was published before. The folder need not exist.
    ///
    /// # Errors
    /// When another build is at work there, when the folder holds files that are not ours, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let failed = |cause: io::Error| Failure::io("write.failed", path.display(), &cause);
        let mut path = std::path::absolute(path).map_err(failed)?;
        if path.is_symlink() {
            path = path.canonicalize().map_err(failed)?;
        }
        // A file or a device of that name would be swapped for our folder.
        if path.exists() && !path.is_dir() {
            return Err(Failure::new(Message::new("write.no-folder").with("path", path.display().to_string())));
        }
        let Some(parent) = path.parent() else {
            return Err(Failure::new(Message::new("write.not-ours").with("path", path.display().to_string())));
        };
        fs::create_dir_all(parent).map_err(failed)?;
        let lock = Lock::take(beside(&path, ".lock"))?;
        exchange::recover(&path).map_err(failed)?;
        let former = fs::read(path.join(manifest::NAME)).ok().and_then(|bytes| Manifest::parse(&bytes));
        let foreign = foreign(&path, former.as_ref()).map_err(failed)?;
        if former.is_none() && foreign.iter().any(|entry| !harmless(entry)) {
            let message = Message::new("write.not-ours").with("path", path.display().to_string());
            return Err(Failure::new(message).hint(Message::new("write.not-ours-hint")));
        }
        Ok(Self { path, former, foreign, _lock: lock })
    }

    /// What was published here before.
    pub fn former(&self) -> Option<&Manifest> {
        self.former.as_ref()
    }

    /// The bytes of a file published before; `None` if there is none, or if it is no longer what we published.
    pub fn published(&self, path: &str) -> Option<Vec<u8>> {
        let hash = self.former.as_ref()?.files.get(path)?;
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let bytes = inside.then(|| fs::read(self.path.join(path)).ok()).flatten()?;
        (manifest::hash(&bytes) == *hash).then_some(bytes)
    }

    /// Publishes: all of `output` or nothing. If the folder already holds exactly this, nothing is touched.
    ///
    /// # Errors
    /// When a file cannot be written, or a file of others stands where one of ours should; the former site then stays.
    pub fn publish(self, output: &OutputTree, stamp: &Stamp) -> Result<Published, Failure> {
        if let Some(path) = self.foreign.iter().find(|path| output.get(path).is_some() || *path == manifest::NAME) {
            let path = self.path.join(path).display().to_string();
            return Err(Failure::new(Message::new("write.in-the-way").with("path", path)));
        }
        let manifest = Manifest::of(output, stamp);
        let published = self.compare(&manifest);
        if self.former.as_ref() == Some(&manifest) && manifest.files.keys().all(|path| self.published(path).is_some()) {
            return Ok(published);
        }
        let next = beside(&self.path, ".next");
        let failed = |cause: io::Error| Failure::io("write.failed", next.display(), &cause);
        if !staging::clear(&next).map_err(failed)? {
            return Err(Failure::new(Message::new("write.not-ours").with("path", next.display().to_string())));
        }
        if let Err(cause) = staging::stage(&next, &manifest.bytes(), output, &self.path, &self.foreign) {
            // The run ends with the first cause; a leftover is cleared by the next run.
            let _ = staging::clear(&next);
            return Err(failed(cause));
        }
        exchange::exchange(&next, &self.path).map_err(|cause| {
            // What was not exchanged is in nobody's way; what was, is the former site.
            let _ = staging::clear(&next);
            Failure::io("write.failed", self.path.display(), &cause)
        })?;
        Ok(published)
    }

    fn compare(&self, next: &Manifest) -> Published {
        let empty = Manifest::default();
        let former = self.former.as_ref().unwrap_or(&empty);
        let mut published = Published { kept: self.foreign.clone(), ..Published::default() };
        for (path, hash) in &next.files {
            match former.files.get(path) {
                None => published.added.push(path.clone()),
                Some(before) if before != hash => published.changed.push(path.clone()),
                Some(_) => published.unchanged += 1,
            }
        }
        published.removed = former.files.keys().filter(|path| !next.files.contains_key(*path)).cloned().collect();
        published
    }
}

fn harmless(path: &str) -> bool {
    path.split('/').next().is_some_and(|top| HARMLESS.contains(&top))
}

/// Files (and empty folders) that the former manifest does not list, sorted. Our own folders that have become empty
/// are not kept; an empty folder that never held a file of ours is.
fn foreign(folder: &Path, former: Option<&Manifest>) -> io::Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let ours: BTreeSet<&str> = former.iter().flat_map(|manifest| manifest.files.keys().map(String::as_str)).collect();
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(io::Error::other)?;
        let relative = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let path = parts.join("/");
        let listed = ours.contains(path.as_str()) || (former.is_some() && path == manifest::NAME);
        let empty = !entry.file_type().is_dir() || fs::read_dir(entry.path())?.next().is_none();
        if !listed && empty {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
