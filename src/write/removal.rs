//! Removing a folder of ours: a former site, or what a dead run left.
//!
//! What is removed is what the folder's manifest lists, and what the site holds too, byte for byte; so that nothing of
//! others is lost, whoever gave the folder its name. The manifest goes last: as long as anything is left, the folder is
//! known as ours.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and looks at what it removes")]

use super::manifest::{self, Manifest};
use super::staging::COPY;
use crate::diagnostic::{Failure, Message};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// What stayed when a folder was to be removed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stayed {
    /// What is not ours, or could not be removed; the first path met.
    pub(super) path: Option<PathBuf>,
    /// What to say where the system was the reason.
    pub(super) told: Option<Message>,
}

impl Stayed {
    /// Whether nothing is left.
    pub(super) fn nothing(&self) -> bool {
        self.path.is_none()
    }

    fn note(&mut self, path: &Path, cause: Option<&io::Error>) {
        if self.path.is_none() {
            self.path = Some(path.to_owned());
            self.told = cause.map(|cause| Failure::io("write.stayed", path.display(), cause).message);
        }
    }
}

/// Removes `folder` as far as it is ours. `site` holds the files that are not lost with it.
pub(super) fn remove(folder: &Path, site: &Path) -> Stayed {
    let mut stayed = Stayed::default();
    match fs::symlink_metadata(folder) {
        Err(cause) if cause.kind() == ErrorKind::NotFound => return stayed,
        Err(cause) => stayed.note(folder, Some(&cause)),
        Ok(found) if !found.is_dir() => stayed.note(folder, None),
        Ok(_) => {
            let mark = folder.join(manifest::NAME);
            let bytes = fs::read(&mark).unwrap_or_default();
            let removal = Removal { folder, site, mark: &mark, manifest: Manifest::of_any_version(&bytes) };
            removal.empty(folder, &mut stayed);
            // A manifest that cannot be read was written by a run that died over it: it stands alone.
            let ours = removal.manifest.is_some() || Manifest::could_be_torn(&bytes);
            if stayed.nothing() && mark.symlink_metadata().is_ok() {
                let removed = if ours { remove_file(&mark) } else { Err(ErrorKind::AlreadyExists.into()) };
                if let Err(cause) = removed {
                    stayed.note(&mark, ours.then_some(&cause));
                }
            }
            if stayed.nothing()
                && let Err(cause) = fs::remove_dir(folder)
            {
                stayed.note(folder, Some(&cause));
            }
        }
    }
    stayed
}

struct Removal<'a> {
    folder: &'a Path,
    site: &'a Path,
    mark: &'a Path,
    manifest: Option<Manifest>,
}

impl Removal<'_> {
    fn empty(&self, folder: &Path, stayed: &mut Stayed) {
        let entries = match read_folder(folder) {
            Ok(entries) => entries,
            Err(cause) => return stayed.note(folder, Some(&cause)),
        };
        for path in entries {
            let removed = match fs::symlink_metadata(&path) {
                Ok(found) if found.is_dir() => {
                    self.empty(&path, stayed);
                    remove_folder(&path)
                }
                Ok(_) if path == self.mark => Ok(()),
                Ok(found) if self.may_go(&path, &found) => remove_file(&path),
                Ok(_) => {
                    stayed.note(&path, None);
                    Ok(())
                }
                Err(cause) => Err(cause),
            };
            if let Err(cause) = removed {
                stayed.note(&path, Some(&cause));
            }
        }
    }

    /// Ours, or the site has it too.
    fn may_go(&self, path: &Path, found: &Metadata) -> bool {
        let Ok(relative) = path.strip_prefix(self.folder) else { return false };
        let name: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
        let listed =
            |name: Vec<&str>| self.manifest.as_ref().is_some_and(|list| list.files.contains_key(&name.join("/")));
        relative == Path::new(COPY) || name.is_some_and(listed) || is_copy(path, found, &self.site.join(relative))
    }
}

/// Whether two names lead to one file, or to the same bytes.
pub(super) fn is_copy(path: &Path, found: &Metadata, other: &Path) -> bool {
    let Ok(twin) = fs::symlink_metadata(other) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if (found.dev(), found.ino()) == (twin.dev(), twin.ino()) {
            return true;
        }
    }
    if found.is_symlink() && twin.is_symlink() {
        return fs::read_link(path).ok() == fs::read_link(other).ok();
    }
    let same = |one, two| one == two;
    found.is_file()
        && twin.is_file()
        && found.len() == twin.len()
        && fs::read(path).is_ok_and(|one| fs::read(other).is_ok_and(|two| same(one, two)))
}

/// The entries of a folder; one that we may not read and may change is opened first.
fn read_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).or_else(|cause| unlock(folder, cause).and_then(|()| fs::read_dir(folder)))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// A file in a folder that is read-only, or on Windows one that is read-only itself, is removed all the same.
fn remove_file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).or_else(|cause| {
        unlock(if cfg!(windows) { path } else { path.parent().unwrap_or(path) }, cause)?;
        fs::remove_file(path)
    })
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir(path) {
        // Something in it stayed, and was told.
        Err(cause) if cause.kind() == ErrorKind::DirectoryNotEmpty => Ok(()),
        Err(cause) => {
            unlock(path.parent().unwrap_or(path), cause)?;
            fs::remove_dir(path)
        }
        Ok(()) => Ok(()),
    }
}

/// Gives us the right to change an entry of ours; fails with `cause` if that was not what was missing.
fn unlock(path: &Path, cause: io::Error) -> io::Result<()> {
    if cause.kind() != ErrorKind::PermissionDenied {
        return Err(cause);
    }
    let mut rights = fs::metadata(path).map_err(|_| cause)?.permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        rights.set_mode(rights.mode() | 0o700);
    }
    #[cfg(not(unix))]
    rights.set_readonly(false);
    fs::set_permissions(path, rights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Stamp;
    use std::collections::BTreeMap;

    /// A folder with a file of ours and its manifest.
    fn site(folder: &Path) {
        let files = BTreeMap::from([("zh/a.html".to_owned(), manifest::hash(b"a"))]);
        fs::create_dir_all(folder.join("zh")).unwrap();
        fs::write(folder.join("zh/a.html"), "a").unwrap();
        fs::write(folder.join(manifest::NAME), Manifest::of(files, &Stamp::default()).bytes()).unwrap();
    }

    #[test]
    fn ours_goes_and_what_the_site_has_too_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let (old, new) = (home.path().join(".site.next"), home.path().join("site"));
        site(&old);
        fs::create_dir(&new).unwrap();
        for (folder, name, text) in [(&old, "CNAME", "x"), (&new, "CNAME", "x"), (&old, "notes.txt", "mine")] {
            fs::write(folder.join(name), text).unwrap();
        }
        let stayed = remove(&old, &new);
        assert_eq!(stayed.path, Some(old.join("notes.txt")));
        assert!(!old.join("zh").exists() && !old.join("CNAME").exists());
        assert!(old.join(manifest::NAME).exists(), "it is still known as ours");
        fs::remove_file(old.join("notes.txt")).unwrap();
        assert!(remove(&old, &new).nothing() && !old.exists());
    }

    #[test]
    fn a_folder_without_a_manifest_is_left_unless_the_site_has_all_of_it() {
        let home = tempfile::tempdir().unwrap();
        let (old, new) = (home.path().join(".site.next"), home.path().join("site"));
        fs::create_dir_all(old.join("sub")).unwrap();
        fs::create_dir(&new).unwrap();
        fs::write(old.join("a.txt"), "mine").unwrap();
        fs::write(new.join("a.txt"), "MINE").unwrap();
        assert_eq!(remove(&old, &new).path, Some(old.join("a.txt")));
        fs::write(new.join("a.txt"), "mine").unwrap();
        assert!(remove(&old, &new).nothing() && !old.exists());
        fs::create_dir(&old).unwrap();
        fs::write(old.join(manifest::NAME), r#"{"name": "an app of mine"}"#).unwrap();
        assert!(!remove(&old, &new).nothing() && old.join(manifest::NAME).exists());
        for torn in ["", "{\n  \"format\": 1,\n  \"to"] {
            fs::write(old.join(manifest::NAME), torn).unwrap();
            assert!(remove(&old, &new).nothing() && !old.exists(), "{torn}");
            fs::create_dir(&old).unwrap();
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_read_only_goes_too() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let old = home.path().join(".site.next");
        site(&old);
        fs::set_permissions(old.join("zh/a.html"), fs::Permissions::from_mode(0o444)).unwrap();
        fs::set_permissions(old.join("zh"), fs::Permissions::from_mode(0o555)).unwrap();
        assert_eq!(remove(&old, &home.path().join("site")), Stayed::default());
        assert!(!old.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_followed() {
        let home = tempfile::tempdir().unwrap();
        let (old, theirs) = (home.path().join(".site.next"), home.path().join("theirs"));
        site(&theirs);
        std::os::unix::fs::symlink(&theirs, &old).unwrap();
        assert!(!remove(&old, &home.path().join("site")).nothing());
        assert!(theirs.join("zh/a.html").exists());
    }
}
