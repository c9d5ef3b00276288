//! `.site.next`: the whole new folder, written and synced before anything is exchanged.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::manifest;
use crate::model::OutputTree;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes the manifest first (so that a leftover of a dead run can be known as ours), then all files, then takes
/// over the files of others from `former`.
pub(super) fn stage(
    next: &Path,
    manifest: &[u8],
    output: &OutputTree,
    former: &Path,
    foreign: &[String],
) -> io::Result<()> {
    fs::create_dir_all(next)?;
    write(next, manifest::NAME, manifest)?;
    for (path, bytes) in output.iter() {
        write(next, path, bytes)?;
    }
    for path in foreign {
        take_over(&former.join(path), &next.join(path))?;
    }
    if cfg!(unix) { File::open(next)?.sync_all() } else { Ok(()) }
}

/// Removes the leftover of a dead run. `false` if the folder is not ours: it has files and no manifest.
pub(super) fn clear(next: &Path) -> io::Result<bool> {
    match fs::read_dir(next) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(cause) => Err(cause),
        Ok(mut entries) => {
            if entries.next().is_some() && !next.join(manifest::NAME).is_file() {
                return Ok(false);
            }
            fs::remove_dir_all(next)?;
            Ok(true)
        }
    }
}

fn write(next: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let full = next.join(path);
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(full)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file of others gets a second name in the new folder, so that it stays the same file, dates and rights included;
/// where the file system knows no second names it is copied. A symbolic link is made anew.
fn take_over(from: &Path, to: &Path) -> io::Result<()> {
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
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}
