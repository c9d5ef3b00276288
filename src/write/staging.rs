//! `.site.next`: the whole new folder, written and synced before anything is exchanged.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::manifest;
use super::place::sync_folder;
use crate::model::OutputTree;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a file of others is copied to before it gets its name: a copy that a dead run left is known by it.
pub(super) const COPY: &str = ".tallybook-copy";

/// Writes the manifest first (so that a leftover of a dead run can be known as ours), then all files; syncs them and
/// their folders.
pub(super) fn stage(next: &Path, manifest: &[u8], output: &OutputTree) -> io::Result<()> {
    fs::create_dir(next)?;
    write(next, manifest::NAME, manifest)?;
    sync_folder(next)?;
    let mut folders = BTreeSet::from([next.to_owned()]);
    for (path, bytes) in output.iter() {
        let file = write(next, path, bytes)?;
        folders.extend(file.ancestors().skip(1).take_while(|folder| *folder != next).map(Path::to_owned));
    }
    // The innermost first: a name lasts when the folder that holds it does.
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))
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
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(&full)?;
    file.write_all(bytes)?;
    file.sync_all()?;
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
