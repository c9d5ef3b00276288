//! Changed files of the book: each is written beside its place and put there in one step.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use crate::diagnostic::{Failure, Message};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Replaces files below `root`: path, the text it was read with, and the text it shall have. A file that no longer
/// holds what was read is left alone, and so are all others.
///
/// # Errors
/// When a file was changed meanwhile, or cannot be written. Files replaced before the failing one stay replaced.
pub fn apply(root: &Path, files: &[(&str, &str, &str)]) -> Result<(), Failure> {
    let failed = |path: &Path, cause: &io::Error| Failure::io("write.failed", path.display(), cause);
    for (path, before, _) in files {
        let full = root.join(path);
        let now = fs::read(&full).map_err(|cause| failed(&full, &cause))?;
        if now != before.as_bytes() {
            return Err(Failure::new(Message::new("write.changed-meanwhile").with("path", *path)));
        }
    }
    for (path, _, after) in files {
        let full = root.join(path);
        replace(&full, after.as_bytes()).map_err(|cause| failed(&full, &cause))?;
    }
    Ok(())
}

/// Writes beside the file, with its rights, and renames; a symbolic link stays one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside: PathBuf = path.with_file_name(format!(".{name}.tallybook-{}", std::process::id()));
    let written = (|| {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    })();
    if written.is_err() {
        // The first cause counts; the leftover is hidden and harmless.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_replaced_and_nothing_is_left_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "one").unwrap();
        apply(folder.path(), &[("a.md", "one", "two")]).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_stops_all() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), "one").unwrap();
        fs::write(folder.path().join("b.md"), "other").unwrap();
        let refused = apply(folder.path(), &[("a.md", "one", "two"), ("b.md", "one", "two")]).unwrap_err();
        assert_eq!(refused.message.id, "write.changed-meanwhile");
        assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), "one");
    }
}
