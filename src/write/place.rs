//! Where an output folder really lies, and where what is made for it may stand meanwhile.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// So many names are tried for a staging folder while others' files stand under the first ones.
const NAMES: usize = 9;

/// A path without links and `..`, as far as its folders exist; what does not exist yet follows as it is named.
///
/// # Errors
/// When the working folder is gone, or a link leads nowhere.
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    let mut real = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            // The folders up to here are real ones: their parent is what `..` means.
            Component::ParentDir => drop(real.pop()),
            Component::CurDir => {}
            other => {
                real.push(other);
                // A link that leads nowhere is an error; a name that is not there yet is not one.
                if real.symlink_metadata().is_ok() {
                    real = plain(real.canonicalize()?);
                }
            }
        }
    }
    Ok(real)
}

/// Windows gives real paths in a form (`\\?\C:\…`) that few programs take and nobody reads.
fn plain(path: PathBuf) -> PathBuf {
    let text = path.to_str().and_then(|text| text.strip_prefix(r"\\?\"));
    match text.filter(|text| text.chars().nth(1) == Some(':')) {
        Some(short) => PathBuf::from(short),
        None => path,
    }
}

/// Whether both names lead to one folder, however they are written: in another case, or through a second mount.
pub fn same_folder(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |path: &Path| path.metadata().ok().map(|found| (found.dev(), found.ino()));
        if let (Some(one), Some(other)) = (id(one), id(other)) {
            return one == other;
        }
    }
    one == other
}

/// An output folder and its neighbours. Where the folder can be renamed, they stand beside it: `.site.next`. A mount
/// point, or a folder in one that may not be written to, keeps them inside: `.tallybook.next`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) inside: bool,
}

impl Place {
    pub(super) fn of(folder: PathBuf) -> Self {
        let inside = folder.is_dir() && is_mount_point(&folder);
        Self { folder, inside }
    }

    /// `.next` makes `.site.next`: a hidden name, so that nobody's own copy of a site (`site.old`) is taken for ours.
    pub(super) fn neighbour(&self, suffix: &str) -> PathBuf {
        if self.inside {
            return self.folder.join(format!(".tallybook{suffix}"));
        }
        let mut name = OsString::from(".");
        name.push(self.folder.file_name().unwrap_or_default());
        name.push(suffix);
        self.folder.with_file_name(name)
    }

    /// All names that a neighbour may have; the first is the usual one.
    pub(super) fn neighbours(&self, suffix: &str) -> impl Iterator<Item = PathBuf> {
        let later = (2..=NAMES).map(move |number| format!("{suffix}.{number}"));
        std::iter::once(suffix.to_owned()).chain(later).map(|suffix| self.neighbour(&suffix))
    }

    /// The first name that is free.
    pub(super) fn free(&self, suffix: &str) -> io::Result<PathBuf> {
        let free = self.neighbours(suffix).find(|path| path.symlink_metadata().is_err());
        free.ok_or_else(|| io::Error::new(io::ErrorKind::AlreadyExists, self.neighbour(suffix).display().to_string()))
    }

    /// Whether an entry of the folder itself is one of the neighbours.
    pub(super) fn is_neighbour(&self, entry: &Path) -> bool {
        let suffixes = [".next", ".ready", ".lock"];
        self.inside && suffixes.iter().any(|suffix| self.neighbours(suffix).any(|path| path == entry))
    }
}

/// Whether a folder is where another file system (or a second view of the same one) begins: it cannot be renamed.
#[cfg(target_os = "linux")]
fn is_mount_point(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let known = statx(CWD, folder, AtFlags::empty(), StatxFlags::BASIC_STATS).ok();
    let told = known.filter(|found| found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT));
    told.map_or_else(|| other_device(folder), |found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(folder: &Path) -> bool {
    other_device(folder)
}

#[cfg(unix)]
fn other_device(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().ok().map(|found| found.dev());
    folder.parent().is_some_and(|parent| device(parent) != device(folder))
}

#[cfg(not(unix))]
fn other_device(_: &Path) -> bool {
    false
}

/// Makes the names in a folder last through a power cut, where the system can promise that.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "lays out folders")]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_through_links_and_dots() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        fs::create_dir_all(home.join("book/content")).unwrap();
        let real = |path: &str| real_path(&home.join(path)).unwrap();
        assert_eq!(real("none/../book/content/new/"), home.join("book/content/new"));
        assert_eq!(real("book/./content/../site"), home.join("book/site"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("book/content", home.join("link")).unwrap();
            assert_eq!(real("link/"), home.join("book/content"));
            assert_eq!(real("link/../site"), home.join("book/site"));
            std::os::unix::fs::symlink("nowhere", home.join("dangling")).unwrap();
            assert!(real_path(&home.join("dangling")).is_err());
            assert!(same_folder(&home.join("link"), &home.join("book/content")));
        }
        assert!(!same_folder(&home, &home.join("book")));
    }

    #[test]
    fn neighbours_stand_beside_or_inside_and_give_way_to_others() {
        let home = tempfile::tempdir().unwrap();
        let mut place = Place { folder: home.path().join("site"), inside: false };
        assert_eq!(place.free(".next").unwrap(), home.path().join(".site.next"));
        fs::write(home.path().join(".site.next"), "").unwrap();
        assert_eq!(place.free(".next").unwrap(), home.path().join(".site.next.2"));
        place.inside = true;
        assert_eq!(place.neighbour(".lock"), home.path().join("site/.tallybook.lock"));
        assert!(place.is_neighbour(&home.path().join("site/.tallybook.next.2")));
        assert!(!place.is_neighbour(&home.path().join("site/.tallybook")));
    }
}
