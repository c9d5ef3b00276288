//! Files that are not a publication: each is written beside its place and then put there.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it replaces")]

use super::book::{Book, Change};
use super::place::{real_path, sync_folder};
use crate::diagnostic::Failure;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes files by name into a folder, which is made where it is missing. In a folder of `book` all of them are
/// written or none, and what a dead run leaves goes with the next command; elsewhere with the next run for the folder.
///
/// # Errors
/// When the folder or a file cannot be written; files already in place stay as they are.
pub fn plain_files(
    folder: &Path,
    files: &BTreeMap<String, impl AsRef<[u8]>>,
    book: Option<&Path>,
) -> Result<(), Failure> {
    let failed = |path: &Path, cause: &io::Error| Failure::io("write.failed", path.display(), cause);
    let real = real_path(folder).map_err(|cause| failed(folder, &cause))?;
    let root = book.and_then(|root| real_path(root).ok());
    let inside = root.as_ref().and_then(|root| real.strip_prefix(root).ok()?.to_str());
    if let (Some(root), Some(inside)) = (&root, inside) {
        return into_book(root, inside, files);
    }
    fs::create_dir_all(&real).map_err(|cause| failed(folder, &cause))?;
    for name in files.keys() {
        // What a dead run left. What cannot be removed cannot be written either, and is told then.
        let _ = fs::remove_file(real.join(next(name)));
    }
    for (name, bytes) in files {
        let (path, next) = (real.join(name), real.join(next(name)));
        let written = write(&next, bytes.as_ref()).and_then(|()| fs::rename(&next, &path));
        written.map_err(|cause| {
            let _ = fs::remove_file(&next);
            failed(&path, &cause)
        })?;
    }
    sync_folder(&real).map_err(|cause| failed(folder, &cause))
}

/// Writes a file beside any book, all of it or nothing.
///
/// # Errors
/// When it cannot be written.
pub fn plain_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let Some(name) = path.file_name() else {
        return Err(Failure::io("write.failed", path.display(), &io::Error::from(ErrorKind::IsADirectory)));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = BTreeMap::from([(name.to_string_lossy().into_owned(), bytes)]);
    plain_files(folder, &files, None)
}

fn next(name: &str) -> String {
    format!(".{name}.next")
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn into_book(root: &Path, folder: &str, files: &BTreeMap<String, impl AsRef<[u8]>>) -> Result<(), Failure> {
    let (book, _) = Book::to_write(root)?;
    let mut former = BTreeMap::new();
    for name in files.keys() {
        let path = Path::new(folder).join(name).to_string_lossy().replace('\\', "/");
        let bytes = match fs::read(root.join(&path)) {
            Ok(bytes) => Some(bytes),
            Err(cause) if cause.kind() == ErrorKind::NotFound => None,
            Err(cause) => return Err(Failure::io("write.failed", &path, &cause)),
        };
        former.insert(name, (path, bytes));
    }
    let changes = files.iter().zip(former.values()).map(|((_, bytes), (path, before))| Change {
        path,
        before: before.as_deref(),
        after: bytes.as_ref().to_vec(),
    });
    book.change(&changes.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_written_inside_a_book_and_outside() {
        let home = tempfile::tempdir().unwrap();
        let book = home.path().join("book");
        fs::create_dir(&book).unwrap();
        for (folder, root) in [("plain/deep", None), ("outside", Some(&book)), ("book/schemas", Some(&book))] {
            let folder = home.path().join(folder);
            for text in ["first", "second"] {
                let files = BTreeMap::from([("a.json".to_owned(), text.to_owned())]);
                plain_files(&folder, &files, root.map(|root| root.as_path())).unwrap();
                assert_eq!(fs::read_to_string(folder.join("a.json")).unwrap(), text);
                assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
                fs::write(folder.join(".a.json.next"), "of a dead run").unwrap();
                plain_files(&folder, &files, None).unwrap();
                assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
            }
        }
        assert_eq!(fs::read_dir(&book).unwrap().count(), 1);
    }
}
