//! Files that are no publication: each is written beside its place and then put there.

use crate::diagnostic::Failure;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes files by name into a folder, which is made where it is missing.
///
/// # Errors
/// When the folder or a file cannot be written; files already in place stay as they are.
#[expect(clippy::disallowed_methods, reason = "this room writes")]
pub fn plain_files(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let failed = |path: &Path, cause: std::io::Error| Failure::io("write.failed", path.display(), &cause);
    fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))?;
    for (name, text) in files {
        let (path, next) = (folder.join(name), folder.join(format!(".{name}.next")));
        fs::write(&next, text).map_err(|cause| failed(&next, cause))?;
        fs::rename(&next, &path).map_err(|cause| failed(&path, cause))?;
    }
    Ok(())
}
