//! The moment of publication: the new folder takes the old one's name.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::folder::harmless;
use super::manifest::{self, Manifest};
use super::place::{Place, sync_folder};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Gives `next` the folder's name. The folder need not exist; where it did, the path at which it stands now.
pub(super) fn exchange(next: &Path, place: &Place) -> io::Result<Option<PathBuf>> {
    let folder = place.folder.as_path();
    if !folder.exists() {
        fs::rename(next, folder)?;
        return sync_parent(folder).map(|()| None);
    }
    if at_once(next, folder)? {
        return sync_parent(folder).map(|()| Some(next.to_owned()));
    }
    let old = place.free(".old")?;
    fs::rename(folder, &old)?;
    if let Err(cause) = fs::rename(next, folder) {
        fs::rename(&old, folder)?;
        return Err(cause);
    }
    sync_parent(folder)?;
    Ok(Some(old))
}

/// Puts right what a run left that died between the two renames: the old site goes back to its place.
pub(super) fn recover(place: &Place) -> io::Result<()> {
    if place.inside || place.folder.symlink_metadata().is_ok() {
        return Ok(());
    }
    match place.neighbours(".old").find(|old| is_site(old)) {
        Some(old) => fs::rename(old, &place.folder),
        None => Ok(()),
    }
}

/// Whether a folder was published to, or is one that may be.
fn is_site(folder: &Path) -> bool {
    let published = |folder: &Path| {
        fs::read(folder.join(manifest::NAME)).is_ok_and(|bytes| Manifest::of_any_version(&bytes).is_some())
    };
    let only_harmless = |folder: &Path| {
        let names = fs::read_dir(folder).ok()?.map(|entry| Some(entry.ok()?.file_name()));
        names.collect::<Option<Vec<_>>>().map(|names| names.iter().all(|name| harmless(Path::new(name))))
    };
    let is_folder = folder.symlink_metadata().is_ok_and(|found| found.is_dir());
    is_folder && (published(folder) || only_harmless(folder).unwrap_or(false))
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
    folder.parent().map_or(Ok(()), sync_folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Stamp;
    use std::collections::BTreeMap;

    fn site(path: &Path, text: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("index.html"), text).unwrap();
        let manifest = Manifest::of(BTreeMap::default(), &Stamp::default());
        fs::write(path.join(manifest::NAME), manifest.bytes()).unwrap();
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path.join("index.html")).unwrap()
    }

    #[test]
    fn the_new_folder_takes_the_name_and_the_old_one_is_told() {
        let home = tempfile::tempdir().unwrap();
        let (next, folder) = (home.path().join(".site.next"), home.path().join("site"));
        let place = Place { folder: folder.clone(), inside: false };
        site(&next, "first");
        assert_eq!(exchange(&next, &place).unwrap(), None);
        site(&next, "second");
        let old = exchange(&next, &place).unwrap().unwrap();
        assert_eq!((text(&folder), text(&old)), ("second".to_owned(), "first".to_owned()));
    }

    #[test]
    fn a_run_that_died_between_two_renames_is_undone() {
        let home = tempfile::tempdir().unwrap();
        let (old, folder) = (home.path().join(".site.old"), home.path().join("site"));
        let place = Place { folder: folder.clone(), inside: false };
        site(&old, "former");
        recover(&place).unwrap();
        assert_eq!(text(&folder), "former");
        site(&old, "older");
        recover(&place).unwrap();
        assert_eq!((text(&folder), old.exists()), ("former".to_owned(), true));
        // A folder that was empty but for its marks comes back too.
        fs::remove_dir_all(&folder).unwrap();
        fs::remove_dir_all(&old).unwrap();
        fs::create_dir(&old).unwrap();
        fs::write(old.join(".gitignore"), "*").unwrap();
        recover(&place).unwrap();
        assert!(folder.join(".gitignore").exists());
    }

    #[test]
    fn a_folder_of_that_name_that_is_not_ours_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let old = home.path().join(".site.old");
        fs::create_dir_all(&old).unwrap();
        fs::write(old.join("mine.txt"), "").unwrap();
        recover(&Place { folder: home.path().join("site"), inside: false }).unwrap();
        assert!(old.join("mine.txt").exists() && !home.path().join("site").exists());
    }
}
