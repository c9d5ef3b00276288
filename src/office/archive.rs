//! Writing an archive of parts: the same parts in the same order give the same bytes.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

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
    /// Adds a part; pictures are packed already.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let packed = [".png", ".jpg", ".jpeg"].iter().any(|ending| path.ends_with(ending));
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
