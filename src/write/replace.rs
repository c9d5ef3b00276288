//! One file of the book takes new bytes, all of them or none: for what the tool writes into `data/` and `content/`.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use crate::diagnostic::Failure;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes beside the file, syncs, and gives the new one its name; rights are kept, and so is a symbolic link to it.
/// Folders that are missing are made.
///
/// # Errors
/// When the file cannot be written. It then stays as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |cause: io::Error| Failure::io("write.failed", path.display(), &cause);
    // Through a link: renaming onto it would put a file in its place.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let next = beside(&target);
    let written = write(&target, &next, bytes).and_then(|()| fs::rename(&next, &target));
    if let Err(cause) = written {
        // What is left over is hidden and ours; that it cannot be removed changes nothing for the caller.
        let _ = fs::remove_file(&next);
        return Err(failed(cause));
    }
    match target.parent() {
        Some(folder) if cfg!(unix) => File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed),
        _ => Ok(()),
    }
}

fn write(target: &Path, next: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(next)?;
    file.write_all(bytes)?;
    if let Ok(former) = fs::metadata(target) {
        file.set_permissions(former.permissions())?;
    }
    file.sync_all()
}

/// A hidden name in the same folder, so that a leftover is never read as a file of the book.
fn beside(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.next", std::process::id()));
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_is_left_over() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data/editions/one.json");
        for bytes in ["first", "second"] {
            replace_file(&path, bytes.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("x.yaml");
        fs::create_dir_all(folder.join("inside")).unwrap();
        assert_eq!(replace_file(&folder, b"new").unwrap_err().message.id, "write.failed");
        assert!(folder.join("inside").is_dir());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_rights_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let home = tempfile::tempdir().unwrap();
        let (real, link) = (home.path().join("real.md"), home.path().join("link.md"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        replace_file(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
