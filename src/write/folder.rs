//! An output folder: what was published there before, what is not ours, and the next publication.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it wrote")]

use super::inputs::SITE;
use super::lock::{self, Lock, Share};
use super::manifest::{self, Manifest, Stamp};
use super::place::{self, Place};
use super::staging::{self, Staging};
use super::{exchange, install, removal};
use crate::diagnostic::{Failure, Message};
use crate::model::{Only, OutputTree, Work};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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
    /// Files that were altered or removed in the folder by others, and are again what was published.
    pub repaired: Vec<String>,
    /// Files with the same bytes as before.
    pub unchanged: usize,
    /// Files of others that were kept.
    pub kept: Vec<String>,
    /// What could not be done or promised, and stopped nothing.
    pub notes: Vec<Message>,
}

/// An output folder, locked for this run.
#[derive(Debug)]
pub struct Folder {
    place: Place,
    former: Option<Manifest>,
    foreign: Vec<PathBuf>,
    notes: Vec<Message>,
    // Released last.
    _lock: Lock,
}

impl Folder {
    /// What stays of the former publication when a part is built: of the PDFs those that still fit the book, of the site
    /// all. `inputs` is the hash of what the PDFs are made of.
    ///
    /// # Errors
    /// When a file of the site was altered since.
    pub fn kept(&self, only: Option<Only>, inputs: &str) -> Result<OutputTree, Failure> {
        let mut kept = OutputTree::default();
        let (Some(only), Some(former)) = (only, self.former()) else { return Ok(kept) };
        for path in former.files.keys() {
            let fits = || former.inputs.get(path).is_some_and(|made_of| made_of == inputs);
            let bytes = match Work::of(path) {
                Some((work, _)) if !only.prints(work) && fits() => self.published(path),
                None if only != Only::Site => {
                    let altered = || Failure::new(Message::new("build.altered").with("path", path.clone()));
                    Some(self.published(path).ok_or_else(altered)?)
                }
                _ => None,
            };
            if let Some(bytes) = bytes {
                let twice = |path| Failure::new(Message::new("build.twice").with("path", path));
                kept.insert(path.clone(), bytes).map_err(twice)?;
            }
        }
        Ok(kept)
    }

    /// Locks the folder, puts right and removes what a dead run left, and reads what was published before. The folder
    /// need not exist.
    ///
    /// # Errors
    /// When another build is at work there, when the folder holds files that are not ours, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let failed = |cause: io::Error| Failure::io("write.failed", path.display(), &cause);
        let path = place::real_path(path).map_err(failed)?;
        // A file or a device of that name would be swapped for our folder.
        if path.exists() && !path.is_dir() {
            return Err(Failure::new(Message::new("write.no-folder").with("path", path.display().to_string())));
        }
        let Some(parent) = path.parent() else {
            return Err(Failure::new(Message::new("write.not-ours").with("path", path.display().to_string())));
        };
        fs::create_dir_all(parent).map_err(failed)?;
        let mut place = Place::of(path.clone());
        let take = |place: &Place| lock::patiently(|| Lock::take(place.neighbour(".lock"), Share::None));
        let mut lock = take(&place);
        if lock.as_ref().is_err_and(denied) && path.is_dir() {
            // A folder of ours in one that is not: what is made for it stands inside.
            place.inside = true;
            lock = take(&place);
        }
        let lock = lock.map_err(failed)?.ok_or_else(|| {
            let path = place.neighbour(".lock").display().to_string();
            Failure::new(Message::new("write.locked").with("path", path)).hint(Message::new("write.locked-hint"))
        })?;
        let mut notes = Vec::new();
        if !lock.is_held() {
            notes.push(Message::new("write.no-locks").with("path", path.display().to_string()));
        }
        exchange::recover(&place).and_then(|()| install::resume(&place)).map_err(failed)?;
        notes.extend(sweep(&place));
        let former = fs::read(path.join(manifest::NAME)).ok().and_then(|bytes| Manifest::parse(&bytes));
        let foreign = foreign(&place, former.as_ref()).map_err(failed)?;
        if former.is_none() && foreign.iter().any(|entry| !harmless(entry)) {
            let message = Message::new("write.not-ours").with("path", path.display().to_string());
            return Err(Failure::new(message).hint(Message::new("write.not-ours-hint")));
        }
        Ok(Self { place, former, foreign, notes, _lock: lock })
    }

    /// Puts right and removes what a dead run left, unless another build is at work there.
    pub(super) fn tidy(folder: &Path) -> Vec<Message> {
        let Ok(folder) = place::real_path(folder) else { return Vec::new() };
        let place = Place::of(folder);
        let left = [".lock", ".next", ".old", ".ready"];
        if !left.iter().any(|suffix| place.neighbour(suffix).symlink_metadata().is_ok()) {
            return Vec::new();
        }
        // Where nothing may be written there is nothing to be done, and nothing to be said.
        let lock = Lock::take(place.neighbour(".lock"), Share::None).ok().flatten();
        let resumed = lock.as_ref().map(|_| exchange::recover(&place).and_then(|()| install::resume(&place)));
        if matches!(resumed, Some(Ok(()))) { sweep(&place) } else { Vec::new() }
    }

    /// What was published here before.
    pub fn former(&self) -> Option<&Manifest> {
        self.former.as_ref()
    }

    /// The bytes of a file published before; `None` if there is none, or if it is no longer what we published.
    pub fn published(&self, path: &str) -> Option<Vec<u8>> {
        let hash = self.former.as_ref()?.files.get(path)?;
        let bytes = manifest::is_inside(path).then(|| fs::read(self.place.folder.join(path)).ok()).flatten()?;
        (manifest::hash(&bytes) == *hash).then_some(bytes)
    }

    /// Where the next publication is gathered. Until [`Self::publish`] the site stays as it is.
    ///
    /// # Errors
    /// When there is no room beside the site.
    pub fn stage(&self) -> Result<Staging, Failure> {
        let failed = |cause: io::Error| Failure::io("write.failed", self.place.folder.display(), &cause);
        let next = self.place.free(".next").map_err(failed)?;
        Staging::begin(next, self.place.folder.clone()).map_err(failed)
    }

    /// Whether the folder holds what such a stamp would be given to, with the site and all PDFs that the stamp names, and
    /// no file was altered since: then there is nothing to do. What it says of what stays is as of [`Self::publish`].
    pub fn holds(&self, stamp: &Stamp) -> Option<Published> {
        let former = self.former.as_ref()?;
        let same = Manifest::of(former.files.clone(), stamp) == *former && stamp.inputs.contains_key(SITE);
        let prints = || former.files.keys().filter(|path| Work::of(path).is_some());
        let told = same && prints().all(|path| stamp.inputs.contains_key(path));
        let intact = told && former.files.par_iter().all(|(path, _)| self.published(path).is_some());
        intact.then(|| Published {
            notes: self.notes.clone(),
            unchanged: former.files.len(),
            kept: self.strangers(),
            ..Published::default()
        })
    }

    fn strangers(&self) -> Vec<String> {
        self.foreign.iter().map(|path| slashed(path)).collect()
    }

    /// Publishes: all that was staged or nothing. If the folder already holds exactly this, nothing is touched.
    ///
    /// # Errors
    /// When a file cannot be written, or a file of others stands where one of ours should; the former site then stays.
    /// A mount point is filled file by file: if that fails half-way, the next run carries on.
    pub fn publish(mut self, staging: Staging, stamp: &Stamp) -> Result<Published, Failure> {
        let manifest = Manifest::of(staging.files(), stamp);
        if let Some(path) = in_the_way(&self.foreign, &manifest, &self.place.folder) {
            let path = self.place.folder.join(path).display().to_string();
            return Err(Failure::new(Message::new("write.in-the-way").with("path", path)));
        }
        let mut published = self.compare(&manifest);
        if self.former.as_ref() != Some(&manifest) || !published.repaired.is_empty() {
            self.replace(&manifest, staging)?;
        }
        published.notes = self.notes;
        Ok(published)
    }

    fn replace(&mut self, manifest: &Manifest, mut staging: Staging) -> Result<(), Failure> {
        let folder = &self.place.folder;
        let failed = |cause: &io::Error| Failure::io("write.failed", folder.display(), cause);
        let next = staging.finish(manifest).map_err(|cause| failed(&cause))?;
        let taken_over = match self.place.inside {
            true => Ok(Vec::new()),
            false => staging::take_over_all(&next, folder, &self.foreign),
        };
        let left = taken_over.map_err(|cause| {
            // The run ends with the first cause; a leftover is cleared by the next run.
            removal::remove(&next, folder);
            Failure::io("write.failed", next.display(), &cause)
        })?;
        if self.place.inside {
            self.notes.push(Message::new("write.one-by-one").with("path", folder.display().to_string()));
            return install::install(&next, &self.place).map_err(|cause| failed(&cause));
        }
        let former = exchange::exchange(&next, &self.place).map_err(|cause| {
            removal::remove(&next, folder);
            failed(&cause)
        })?;
        let Some(former) = former else { return Ok(()) };
        for path in left {
            // What can be neither linked nor copied can still be moved.
            let moved = fs::rename(former.join(&path), folder.join(&path));
            if let Err(cause) = moved {
                let message = Failure::io("write.not-carried", path.display(), &cause).message;
                self.notes.push(message.with("now", former.join(&path).display().to_string()));
            }
        }
        self.notes.extend(stayed(&former, &removal::remove(&former, folder)));
        Ok(())
    }

    fn compare(&self, next: &Manifest) -> Published {
        let empty = Manifest::default();
        let former = self.former.as_ref().unwrap_or(&empty);
        let mut published = Published { kept: self.strangers(), ..Published::default() };
        let kept = next.files.par_iter().filter(|(path, hash)| former.files.get(*path) == Some(*hash));
        published.repaired =
            kept.filter(|(path, _)| self.published(path).is_none()).map(|(path, _)| path.clone()).collect();
        for (path, hash) in &next.files {
            match former.files.get(path) {
                None => published.added.push(path.clone()),
                Some(before) if before != hash => published.changed.push(path.clone()),
                Some(_) => published.unchanged += 1,
            }
        }
        published.unchanged -= published.repaired.len();
        published.removed = former.files.keys().filter(|path| !next.files.contains_key(*path)).cloned().collect();
        published
    }
}

fn denied(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Removes what dead runs left; says what stays.
fn sweep(place: &Place) -> Vec<Message> {
    let suffixes: &[&str] = if place.inside { &[".next"] } else { &[".next", ".old"] };
    let left = suffixes.iter().flat_map(|suffix| place.neighbours(suffix));
    left.filter_map(|path| stayed(&path, &removal::remove(&path, &place.folder))).collect()
}

fn stayed(folder: &Path, stayed: &removal::Stayed) -> Option<Message> {
    let path = stayed.path.as_ref()?.display().to_string();
    let told = stayed.told.clone().unwrap_or_else(|| Message::new("write.stayed-foreign").with("path", path));
    Some(told.with("folder", folder.display().to_string()))
}

/// The files of others that stand at a path of ours, below one, or where one of our folders should be.
fn in_the_way<'a>(foreign: &'a [PathBuf], next: &Manifest, folder: &Path) -> Option<&'a PathBuf> {
    let folders: BTreeSet<&Path> = next.files.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    let taken = |path: &Path| path.to_str().is_some() && next.files.contains_key(&slashed(path));
    foreign.iter().find(|path| {
        let on_a_folder = || folders.contains(path.as_path()) && !folder.join(path).is_dir();
        path.as_path() == Path::new(manifest::NAME) || path.ancestors().any(taken) || on_a_folder()
    })
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

pub(super) fn harmless(path: &Path) -> bool {
    path.iter().next().is_some_and(|top| HARMLESS.iter().any(|name| top == *name))
}

/// Files (and empty folders) that the former manifest does not list, sorted. Our own folders that have become empty
/// are not kept; an empty folder that never held a file of ours is.
fn foreign(place: &Place, former: Option<&Manifest>) -> io::Result<Vec<PathBuf>> {
    let folder = place.folder.as_path();
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let ours: BTreeSet<&str> = former.iter().flat_map(|manifest| manifest.files.keys().map(String::as_str)).collect();
    let mut found = Vec::new();
    let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !place.is_neighbour(entry.path())) {
        let entry = entry.map_err(io::Error::other)?;
        let path = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
        let name = path.to_str().map(|_| slashed(path));
        let listed =
            name.is_some_and(|name| ours.contains(name.as_str()) || (former.is_some() && name == manifest::NAME));
        let empty = !entry.file_type().is_dir() || fs::read_dir(entry.path())?.next().is_none();
        if !listed && empty {
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
