//! A first book, written into a folder that holds nothing.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::place::{real_path, sync_folder};
use crate::diagnostic::{Failure, Message};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes files by path into a folder, which is made where it is missing: all of them, or none stays.
///
/// # Errors
/// When the folder holds anything but hidden files, is a file, or cannot be written.
pub fn new_book<B: AsRef<[u8]>>(folder: &Path, files: &BTreeMap<String, B>) -> Result<(), Failure> {
    let shown = folder.display().to_string();
    let failed = |path: &str, cause: &io::Error| Failure::io("write.failed", path, cause);
    let real = real_path(folder).map_err(|cause| failed(&shown, &cause))?;
    match fs::read_dir(&real) {
        Ok(mut entries) => {
            let visible = |entry: &io::Result<fs::DirEntry>| {
                entry.as_ref().is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            };
            let taken = files.keys().any(|path| real.join(path).exists());
            if taken || entries.any(|entry| visible(&entry)) {
                let refused = Failure::new(Message::new("new.not-empty").with("folder", shown));
                return Err(refused.hint(Message::new("new.not-empty-hint")));
            }
        }
        Err(cause) if cause.kind() == ErrorKind::NotFound => {}
        Err(cause) => return Err(failed(&shown, &cause)),
    }
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = real.join(name);
        if let Err(cause) = write(&path, bytes.as_ref(), &mut written) {
            // The newest first: a folder goes after what is in it. What cannot be removed is left.
            for path in written.iter().rev() {
                let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
            }
            return Err(failed(&path.display().to_string(), &cause));
        }
    }
    sync_folder(&real).map_err(|cause| failed(&shown, &cause))
}

/// Writes a file and the folders above it, and notes what is new.
fn write(path: &Path, bytes: &[u8], written: &mut Vec<std::path::PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder)?;
        written.push(folder.to_owned());
    }
    let mut file = File::create_new(path)?;
    written.push(path.to_owned());
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> BTreeMap<String, String> {
        BTreeMap::from([("a/b.txt".to_owned(), "one".to_owned()), ("c.txt".to_owned(), "two".to_owned())])
    }

    #[test]
    fn a_book_goes_into_an_empty_folder_alone() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("deep/book");
        new_book(&folder, &files()).unwrap();
        assert_eq!(fs::read_to_string(folder.join("a/b.txt")).unwrap(), "one");
        assert_eq!(new_book(&folder, &files()).unwrap_err().message.id, "new.not-empty");
        let other = home.path().join("other");
        fs::create_dir_all(other.join(".git")).unwrap();
        new_book(&other, &files()).unwrap();
        assert!(new_book(&other.join("c.txt"), &files()).is_err());
        assert_eq!(fs::read_to_string(other.join("c.txt")).unwrap(), "two");
    }

    #[test]
    fn what_cannot_be_written_whole_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("book");
        let files = BTreeMap::from([("a".to_owned(), String::new()), ("a/b".to_owned(), String::new())]);
        assert!(new_book(&folder, &files).is_err());
        assert!(!folder.exists());
    }
}
