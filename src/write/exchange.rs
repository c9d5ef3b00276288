//! The moment of publication: the new folder takes the old one's name.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::beside;
use std::fs;
use std::io;
use std::path::Path;

/// Gives `next` the name of `folder`, and removes what bore it before. `folder` need not exist.
pub(super) fn exchange(next: &Path, folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        fs::rename(next, folder)?;
        return sync_parent(folder);
    }
    if at_once(next, folder)? {
        sync_parent(folder)?;
        return fs::remove_dir_all(next);
    }
    let old = beside(folder, ".old");
    fs::rename(folder, &old)?;
    if let Err(cause) = fs::rename(next, folder) {
        fs::rename(&old, folder)?;
        return Err(cause);
    }
    sync_parent(folder)?;
    fs::remove_dir_all(old)
}

/// Puts right what a run left that died between the two renames: the old site goes back to its place.
pub(super) fn recover(folder: &Path) -> io::Result<()> {
    let old = beside(folder, ".old");
    if !old.join(super::manifest::NAME).is_file() {
        return Ok(());
    }
    if folder.exists() {
        return fs::remove_dir_all(old);
    }
    fs::rename(old, folder)
}

/// Swaps both names in one system call; `false` if this file system cannot.
#[cfg(target_os = "linux")]
fn at_once(next: &Path, folder: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, next, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn at_once(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Makes the new names last through a power cut.
fn sync_parent(folder: &Path) -> io::Result<()> {
    match folder.parent() {
        Some(parent) if cfg!(unix) => fs::File::open(parent)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(path: &Path, text: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("index.html"), text).unwrap();
        fs::write(path.join(super::super::manifest::NAME), "{}").unwrap();
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path.join("index.html")).unwrap()
    }

    #[test]
    fn the_new_folder_takes_the_name_and_the_old_one_goes() {
        let home = tempfile::tempdir().unwrap();
        let (next, folder) = (home.path().join(".site.next"), home.path().join("site"));
        for words in ["first", "second"] {
            site(&next, words);
            exchange(&next, &folder).unwrap();
            assert_eq!(text(&folder), words);
            assert!(!next.exists());
        }
    }

    #[test]
    fn a_run_that_died_between_two_renames_is_undone() {
        let home = tempfile::tempdir().unwrap();
        let (old, folder) = (home.path().join(".site.old"), home.path().join("site"));
        site(&old, "former");
        recover(&folder).unwrap();
        assert_eq!(text(&folder), "former");
        site(&old, "former");
        site(&folder, "newer");
        recover(&folder).unwrap();
        assert_eq!(text(&folder), "newer");
        assert!(!old.exists());
    }

    #[test]
    fn a_folder_of_that_name_that_is_not_ours_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let old = home.path().join(".site.old");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("mine.txt"), "").unwrap();
        recover(&home.path().join("site")).unwrap();
        assert!(old.join("mine.txt").exists() && !home.path().join("site").exists());
    }
}
