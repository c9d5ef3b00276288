//! PDFs kept by what they were made of, so that a book in which a part has changed is not set anew as a whole: where
//! nothing that a work reads in one language is another than before, its PDF is taken from the shelf.
//!
//! It may only save time. A PDF is known by a hash over the whole input of its run (the program, its arguments, each file
//! by path and bytes), and stands behind a hash of its own; what does not match is made anew. A shelf that cannot be
//! read or written is as good as none. Only runs of which typst had nothing to say are put there, so nothing goes unsaid.
#![expect(clippy::disallowed_methods, reason = "keeps files beside the staging folder of the one child process")]

use std::fs;
use std::io;
use std::path::PathBuf;

/// So many PDFs are kept: those of the last builds of a book in two languages, for three audiences.
const KEPT: usize = 24;

/// How long a hash is in hexadecimal digits.
const DIGITS: usize = 2 * blake3::OUT_LEN;

/// A hash over the input of a run, piece by piece.
#[derive(Clone)]
pub(super) struct Content(blake3::Hasher);

impl Content {
    pub(super) fn new() -> Self {
        Self(blake3::Hasher::new())
    }

    /// A piece under a name; both with their lengths, so that no two inputs run into the same bytes.
    pub(super) fn add(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.0.update(&(part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// The name on the shelf.
    pub(super) fn key(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}

/// The folder of kept PDFs.
#[derive(Debug, Clone)]
pub(super) struct Shelf(PathBuf);

impl Shelf {
    pub(super) fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    fn file(&self, key: &str) -> PathBuf {
        self.0.join(format!("{key}.pdf"))
    }

    /// A kept PDF, if it is the one that was put there.
    pub(super) fn take(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.file(key)).ok()?;
        let pdf = bytes.split_off(DIGITS.min(bytes.len()));
        (bytes == blake3::hash(&pdf).to_hex().as_bytes()).then_some(pdf)
    }

    /// Keeps a PDF, and lets go of the oldest.
    pub(super) fn put(&self, key: &str, pdf: &[u8]) {
        // Without it the next build takes longer; that is all.
        let _ = self.write(key, pdf).and_then(|()| self.thin());
    }

    fn write(&self, key: &str, pdf: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        let file = self.file(key);
        // Two builds at once must not write into each other.
        let next = file.with_extension(format!("{}.next", std::process::id()));
        fs::write(&next, [blake3::hash(pdf).to_hex().as_bytes(), pdf].concat())?;
        fs::rename(next, file)
    }

    fn thin(&self) -> io::Result<()> {
        let kept = fs::read_dir(&self.0)?.filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.metadata().ok()?.modified().ok()?, entry.path()))
        });
        let mut kept: Vec<_> = kept.collect();
        kept.sort_by(|one, other| other.cmp(one));
        kept.iter().skip(KEPT).try_for_each(|(_, path)| fs::remove_file(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(pieces: &[(&str, &str)]) -> String {
        let mut content = Content::new();
        pieces.iter().for_each(|(name, text)| content.add(name, text.as_bytes()));
        content.key()
    }

    #[test]
    fn every_piece_of_the_input_counts_and_so_does_where_it_ends() {
        let whole = key(&[("a", "bc"), ("d", "")]);
        assert_eq!(whole, key(&[("a", "bc"), ("d", "")]));
        for other in
            [&[("a", "bc")][..], &[("ab", "c"), ("d", "")], &[("a", "b"), ("d", "c")], &[("d", ""), ("a", "bc")]]
        {
            assert_ne!(whole, key(other), "{other:?}");
        }
    }

    #[test]
    fn what_was_kept_comes_back_and_what_was_damaged_does_not() {
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(home.path().join("prints"));
        assert_eq!(shelf.take("one"), None);
        shelf.put("one", b"%PDF-");
        assert_eq!(shelf.take("one"), Some(b"%PDF-".to_vec()));
        let file = home.path().join("prints/one.pdf");
        let mut bytes = fs::read(&file).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&file, &bytes).unwrap();
        assert_eq!(shelf.take("one"), None);
        fs::write(&file, &bytes[..10]).unwrap();
        assert_eq!(shelf.take("one"), None);
    }

    #[test]
    fn only_the_last_are_kept() {
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(home.path().to_owned());
        for nth in 0..KEPT + 3 {
            shelf.put(&format!("{nth:02}"), b"%PDF-");
        }
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), KEPT);
        assert!(shelf.take(&format!("{:02}", KEPT + 2)).is_some());
    }

    #[test]
    fn a_shelf_that_cannot_be_written_is_as_good_as_none() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("prints"), "a file").unwrap();
        let shelf = Shelf::at(home.path().join("prints"));
        shelf.put("one", b"%PDF-");
        assert_eq!(shelf.take("one"), None);
    }
}
