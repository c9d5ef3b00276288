//! `.site.next`: the whole new folder, written and synced before anything is exchanged. Its files come as they are
//! finished, from many hands at once; none is kept in memory.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::manifest::{self, Manifest};
use super::place::sync_folder;
use super::removal;
use crate::diagnostic::Failure;
use crate::model::{Outlet, twice};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Where a file of others is copied to before it gets its name: a copy that a dead run left is known by it.
pub(super) const COPY: &str = ".tallybook-copy";

/// The new folder while it fills. It is removed unless it was declared whole.
#[derive(Debug)]
pub struct Staging {
    next: PathBuf,
    /// Where the site stands that it will follow.
    site: PathBuf,
    list: Mutex<List>,
    whole: bool,
}

/// What is in the new folder.
#[derive(Debug, Default)]
struct List {
    /// The hash of each file by path; nothing of one that is still to come.
    files: BTreeMap<String, Option<String>>,
    folders: BTreeSet<PathBuf>,
}

impl Staging {
    /// A new folder, in which a manifest tells from the first moment that it is ours.
    pub(super) fn begin(next: PathBuf, site: PathBuf) -> io::Result<Self> {
        fs::create_dir(&next)?;
        let list = List { folders: BTreeSet::from([next.clone()]), ..List::default() };
        let staging = Self { next, site, list: Mutex::new(list), whole: false };
        write(&staging.next, manifest::NAME, &Manifest::listing([].into_iter()).bytes())?;
        Ok(staging)
    }

    /// The hash of each file that came, by path.
    pub(super) fn files(&self) -> BTreeMap<String, String> {
        let list = self.list();
        list.files.iter().filter_map(|(path, hash)| Some((path.clone(), hash.clone()?))).collect()
    }

    /// All files have come: writes the manifest and syncs the folders. The folder is no longer removed with this.
    pub(super) fn finish(&mut self, manifest: &Manifest) -> io::Result<PathBuf> {
        self.mark(&manifest.bytes())?;
        if !sync_at_once(&self.next) {
            let list = self.list();
            let sync = |path: &String| File::options().write(true).open(self.next.join(path))?.sync_all();
            list.files.par_iter().filter(|(_, hash)| hash.is_some()).try_for_each(|(path, _)| sync(path))?;
            // The innermost first: a name lasts when the folder that holds it does.
            list.folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;
        }
        self.whole = true;
        Ok(self.next.clone())
    }

    /// Puts another manifest in the place of the one that is there, so that at no moment there is none.
    fn mark(&self, manifest: &[u8]) -> io::Result<()> {
        let copy = write(&self.next, COPY, manifest)?;
        fs::rename(copy, self.next.join(manifest::NAME))
    }

    fn list(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, cause: &io::Error) -> Failure {
        Failure::io("write.failed", self.next.display(), cause)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.whole {
            removal::remove(&self.next, &self.site);
        }
    }
}

impl Outlet for Staging {
    fn expect(&self, paths: Vec<String>) -> Result<(), Failure> {
        let mut list = self.list();
        for path in paths {
            list.files.entry(path).or_default();
        }
        let manifest = Manifest::listing(list.files.keys().cloned());
        self.mark(&manifest.bytes()).map_err(|cause| self.failed(&cause))
    }

    fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure> {
        if !self.list().files.contains_key(&path) {
            self.expect(vec![path.clone()])?;
        }
        let hash = manifest::hash(&bytes);
        let file = self.next.join(&path);
        {
            let mut list = self.list();
            if list.files.get_mut(&path).is_some_and(|known| known.replace(hash).is_some()) {
                return Err(twice(path));
            }
            let folders: Vec<&Path> = file.ancestors().skip(1).take_while(|above| *above != self.next).collect();
            for folder in folders.into_iter().rev() {
                if list.folders.insert(folder.to_owned()) {
                    create(folder).map_err(|cause| self.failed(&cause))?;
                }
            }
        }
        write(&self.next, &path, &bytes).map(|_| ()).map_err(|cause| self.failed(&cause))
    }
}

/// Syncs the whole file system: much cheaper than to sync thousands of files one after the other. `false` where it cannot
/// be done, or did not succeed.
#[cfg(target_os = "linux")]
fn sync_at_once(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(folder).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn sync_at_once(_: &Path) -> bool {
    false
}

fn create(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

/// Takes over files of others from `former`; gives those that it could not.
pub(super) fn take_over_all(next: &Path, former: &Path, foreign: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut left = Vec::new();
    let mut folders = BTreeSet::new();
    for path in foreign {
        match take_over(&former.join(path), &next.join(path), next) {
            Ok(()) => folders.extend(path.parent().map(|folder| next.join(folder))),
            // Ours to mend: there is no room for it.
            Err(cause) if matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) => {
                return Err(cause);
            }
            Err(_) => left.push(path.clone()),
        }
    }
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;
    Ok(left)
}

fn write(next: &Path, path: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let full = next.join(path);
    let mut file = File::create(&full)?;
    file.write_all(bytes)?;
    Ok(full)
}

/// A file of others gets a second name in the new folder, so that it stays the same file, dates and rights included;
/// where the file system knows no second names it is copied. A symbolic link is made anew.
fn take_over(from: &Path, to: &Path, next: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_dir() {
        return fs::create_dir_all(to);
    }
    #[cfg(unix)]
    if metadata.is_symlink() {
        return std::os::unix::fs::symlink(fs::read_link(from)?, to);
    }
    fs::hard_link(from, to).or_else(|cause| {
        // A pipe or a device cannot be copied, and reading one may never end.
        if !metadata.is_file() {
            return Err(cause);
        }
        let copy = next.join(COPY);
        let copied =
            fs::copy(from, &copy).and_then(|_| File::open(&copy)?.sync_all()).and_then(|()| fs::rename(&copy, to));
        if copied.is_err() {
            // It may not have come into being.
            let _ = fs::remove_file(&copy);
        }
        copied
    })
}
