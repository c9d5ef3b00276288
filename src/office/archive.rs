//! Writing an archive of parts: the same parts in the same order give the same bytes.

use super::package::damaged;
use crate::diagnostic::Failure;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// An archive that is being written. What memory takes cannot fail to be written; if it should, the archive is empty.
pub struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    is_sound: bool,
}

impl Default for Archive {
    fn default() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), is_sound: true }
    }
}

impl Archive {
    /// Adds a part; pictures are packed already, and the part that tells the kind of an OpenDocument file may not be.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let packed = [".png", ".jpg", ".jpeg"].iter().any(|ending| path.ends_with(ending)) || path == "mimetype";
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Every part has the first day that an archive can tell, and comes from one system wherever it is written.
        let options = SimpleFileOptions::default().compression_method(method).system(System::Unix);
        let options = options.last_modified_time(DateTime::default());
        let added = self.writer.start_file(path, options).is_ok() && self.writer.write_all(bytes).is_ok();
        self.is_sound &= added;
    }

    /// The bytes of the archive.
    pub fn finish(self) -> Vec<u8> {
        match self.writer.finish() {
            Ok(bytes) if self.is_sound => bytes.into_inner(),
            _ => Vec::new(),
        }
    }
}

/// An archive with some of its parts written anew and others added at its end. All the others are copied as they lie there, packed
/// bytes, dates and order.
///
/// # Errors
/// When it is no sound archive.
pub fn rewritten(bytes: &[u8], parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Failure> {
    let failed = |_| damaged("zip");
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut to = Archive::default();
    let mut left: BTreeMap<&str, &[u8]> = parts.iter().map(|(path, part)| (path.as_str(), part.as_slice())).collect();
    for index in 0..from.len() {
        let part = from.by_index_raw(index).map_err(failed)?;
        let name = part.name().map_err(failed)?.into_owned();
        match left.remove(name.as_str()) {
            Some(new) => to.add(&name, new),
            None => to.writer.raw_copy_file(part).map_err(failed)?,
        }
    }
    left.into_iter().for_each(|(path, new)| to.add(path, new));
    // Two parts of one name cannot be written again.
    Some(to.finish()).filter(|made| !made.is_empty()).ok_or_else(|| damaged("zip"))
}
