//! The one seam to the disk: a book's files, from a folder or from memory (for tests).
#![expect(clippy::disallowed_methods, reason = "the only place that reads files")]

use super::built_in;
use crate::diagnostic::limits::LARGEST_DOCUMENT;
use crate::diagnostic::{Failure, SourceMap};
use crate::model::Edit;
use crate::prose;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Read, Seek};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

/// The files of a book. Paths are relative to the book's root, with `/`.
pub trait Files: Sync {
    /// All files below a folder, sorted; empty if there is no such folder. Hidden files and what editors
    /// and systems leave behind (`.x`, `x~`, `#x#`, `~$x`, `Thumbs.db`, `desktop.ini`) are left out. Symbolic links are listed, not followed.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it does not exist, cannot be read, or leads out of the book through a symbolic link.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Some bytes of a file, as far as it has them.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn read_part(&self, path: &str, part: Range<u64>) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes[place(part.start)..place(part.end)].to_vec())
    }
}

/// A book in a folder, over the templates, styles and fonts that the tool carries: each is there unless the book has a
/// file of its path.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    /// The root and the folders in it without symbolic links, as far as they were asked for.
    real: Arc<RwLock<HashMap<PathBuf, PathBuf>>>,
}

impl Disk {
    /// The book at `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), real: Arc::default() }
    }

    /// The book's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes that the tool carries for a path at which the book has nothing.
    fn carried(&self, path: &str) -> Option<&'static [u8]> {
        let carried = built_in::file(path)?;
        std::fs::symlink_metadata(self.root.join(path)).is_err().then_some(carried)
    }

    /// Where a folder really lies.
    fn real(&self, folder: &Path) -> io::Result<PathBuf> {
        let known = |real: &HashMap<PathBuf, PathBuf>| real.get(folder).cloned();
        if let Some(real) = self.real.read().ok().and_then(|real| known(&real)) {
            return Ok(real);
        }
        let real = folder.canonicalize()?;
        if let Ok(mut known) = self.real.write() {
            known.insert(folder.to_owned(), real.clone());
        }
        Ok(real)
    }

    /// Where a file of the book really lies. Its folder is looked up once for all files in it.
    fn find(&self, path: &str) -> io::Result<PathBuf> {
        let path = self.root.join(path);
        let beside = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => self.real(folder)?.join(name),
            _ => path.canonicalize()?,
        };
        let mut kind = std::fs::symlink_metadata(&beside)?.file_type();
        let real = if kind.is_symlink() { beside.canonicalize()? } else { beside };
        if !real.starts_with(self.real(&self.root)?) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, Outside));
        }
        if kind.is_symlink() {
            kind = std::fs::metadata(&real)?.file_type();
        }
        // Reading a pipe would wait for a writer for ever.
        if !kind.is_file() && !kind.is_dir() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, Special));
        }
        Ok(real)
    }
}

/// A document wherever it lies: its name with `/`, and its bytes.
///
/// # Errors
/// When it does not exist, cannot be read, is no file or is larger than [`LARGEST_DOCUMENT`].
pub fn document(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let name = path.to_string_lossy().replace('\\', "/");
    let bytes = document_bytes(path).map_err(|cause| Failure::io("load-cannot-read", &name, &cause))?;
    Ok((name, bytes))
}

fn document_bytes(path: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, Special));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST_DOCUMENT + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LARGEST_DOCUMENT {
        true => Err(io::Error::new(io::ErrorKind::FileTooLarge, "larger than any document")),
        false => Ok(bytes),
    }
}

impl Files for Disk {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let base = self.root.join(folder);
        let mut paths: Vec<String> =
            built_in::below(folder).filter(|path| self.carried(path).is_some()).map(str::to_owned).collect();
        if !base.is_dir() {
            return Ok(paths);
        }
        let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !leftover(&entry.file_name().to_string_lossy());
        for entry in walkdir::WalkDir::new(&base).sort_by_file_name().into_iter().filter_entry(visible) {
            let entry = entry.map_err(io::Error::other)?;
            if entry.file_type().is_dir() {
                continue;
            }
            let path = entry.path().strip_prefix(&self.root).map_err(io::Error::other)?;
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            paths.push(parts.join("/"));
        }
        paths.sort();
        Ok(paths)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.carried(path) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => std::fs::read(self.find(path)?),
        }
    }

    fn read_part(&self, path: &str, part: Range<u64>) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.carried(path) {
            return Ok(built_in::part(bytes, part));
        }
        let mut file = std::fs::File::open(self.find(path)?)?;
        file.seek(io::SeekFrom::Start(part.start))?;
        let length = part.end.saturating_sub(part.start);
        // What a broken font says of its tables is not a reason to take that much memory.
        let mut bytes = Vec::with_capacity(usize::try_from(length.min(1 << 20)).unwrap_or_default());
        file.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A symbolic link leads out of the book: the author's fault, unlike a file that the system refuses.
#[derive(Debug)]
struct Outside;

impl std::fmt::Display for Outside {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the file lies outside the book")
    }
}

impl std::error::Error for Outside {}

/// No file that holds text or an image.
#[derive(Debug)]
struct Special;

impl std::fmt::Display for Special {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("no ordinary file")
    }
}

impl std::error::Error for Special {}

/// Whether a read failed because there is no ordinary file: a pipe, a device, a link that leads back to itself (ELOOP,
/// which has no name in the standard library yet: 40 on Linux, 62 on macOS).
pub(super) fn is_special(error: &io::Error) -> bool {
    let looped = cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62));
    looped || error.get_ref().is_some_and(|inner| inner.is::<Special>())
}

/// Whether a read failed because the file lies outside the book.
pub(super) fn is_outside(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Outside>())
}

fn leftover(name: &str) -> bool {
    let systems = ["Thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known));
    systems || name.starts_with(['.', '#']) || name.starts_with("~$") || name.ends_with('~')
}

/// A book of which some files hold other bytes than they do on disk: to see what a change would bring.
pub struct Overlay<'a> {
    /// The book as it is.
    pub files: &'a dyn Files,
    /// Paths to other bytes, also of files that the book does not have yet.
    pub changed: BTreeMap<String, Vec<u8>>,
    /// Files that are not there any more.
    pub removed: BTreeSet<String>,
}

impl<'a> Overlay<'a> {
    /// A book with edits made.
    pub fn edited(files: &'a dyn Files, sources: &SourceMap, edits: &[Edit]) -> Self {
        let mut changed = BTreeMap::new();
        for (id, source) in sources.iter() {
            let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.source == id).collect();
            if !own.is_empty() {
                changed.insert(source.path.clone(), prose::edited(&source.text, own).into_bytes());
            }
        }
        Self { files, changed, removed: BTreeSet::new() }
    }
}

impl Files for Overlay<'_> {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let mut paths = self.files.list(folder)?;
        let below = format!("{}/", folder.trim_end_matches('/'));
        paths.extend(self.changed.keys().filter(|path| path.starts_with(&below)).cloned());
        paths.retain(|path| !self.removed.contains(path));
        paths.sort();
        paths.dedup();
        Ok(paths)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        match self.changed.get(path) {
            _ if self.removed.contains(path) => Err(io::ErrorKind::NotFound.into()),
            Some(bytes) => Ok(bytes.clone()),
            None => self.files.read(path),
        }
    }
}

/// A book that is not written yet, over the templates, styles and fonts that the tool carries.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Paths to bytes.
    pub files: &'a BTreeMap<String, Vec<u8>>,
}

impl Files for Draft<'_> {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        let own = self.files.keys().filter(|path| path.starts_with(&prefix)).cloned();
        let carried = built_in::below(folder).filter(|path| !self.files.contains_key(*path)).map(str::to_owned);
        let mut paths: Vec<String> = own.chain(carried).collect();
        paths.sort();
        Ok(paths)
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let own = self.files.get(path).cloned();
        let bytes = own.or_else(|| built_in::file(path).map(<[u8]>::to_vec));
        bytes.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

/// A book in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// Paths to bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for Memory {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        Ok(self.files.keys().filter(|path| path.starts_with(&prefix)).cloned().collect())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}
