//! `manifest.json`: what we published, with a hash of each file. It tells our files from others' files.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The manifest's name in the output folder. It does not list itself.
pub(super) const NAME: &str = "manifest.json";

/// The version of the manifest's own form.
const FORMAT: u32 = 1;

/// What a publication says about itself.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    /// The edition's date: `2022-11-30`.
    pub edition: String,
    /// For files that are costly to make: the hash of everything that went into them, so that a later run can tell
    /// whether the file still fits. Under `site` that of all pages and data files together.
    pub inputs: BTreeMap<String, String>,
}

/// A publication as its manifest tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// The tool and its version.
    tool: String,
    /// The edition's date.
    edition: String,
    /// Every file with its BLAKE3 hash, by path.
    pub files: BTreeMap<String, String>,
    /// See [`Stamp::inputs`].
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a publication: its files with their hashes, by path.
    pub(super) fn of(files: BTreeMap<String, String>, stamp: &Stamp) -> Self {
        Self {
            format: FORMAT,
            tool: concat!("tallybook ", env!("CARGO_PKG_VERSION")).to_owned(),
            edition: stamp.edition.clone(),
            inputs: stamp.inputs.clone(),
            files,
        }
    }

    /// The manifest of what is still being written: whose the files are, and no more.
    pub(super) fn listing(paths: impl Iterator<Item = String>) -> Self {
        Self::of(paths.map(|path| (path, String::new())).collect(), &Stamp::default())
    }

    /// Reads a manifest; `None` if it is not one that this version of the tool could have written.
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.format == FORMAT && manifest.tool.starts_with("tallybook ")).then_some(manifest)
    }

    /// Reads a manifest that any version of the tool has written: enough to know whose the files are.
    pub(super) fn of_any_version(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        manifest.tool.starts_with("tallybook ").then_some(manifest)
    }

    /// Whether these bytes are how a manifest begins: the run that wrote it died over it.
    pub(super) fn could_be_torn(bytes: &[u8]) -> bool {
        let head = format!("{{\n  \"format\": {FORMAT},\n  \"tool\": \"tallybook ");
        head.as_bytes().starts_with(bytes) || bytes.starts_with(head.as_bytes())
    }

    /// The file's bytes, the same for the same publication.
    ///
    /// # Panics
    /// Never: strings and numbers can always be written as JSON.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings and numbers can be written as JSON");
        bytes.push(b'\n');
        bytes
    }
}

/// Whether a path leads to a file below the folder, whoever wrote it.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The hash of a file, as the manifest writes it.
pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// One hash over many named pieces. Names and lengths count, so that no two lists of pieces look alike.
pub(super) fn fingerprint<'a>(pieces: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in pieces {
        for part in [name.as_bytes(), bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was_and_a_stranger_is_refused() {
        let files = BTreeMap::from([("index.html".to_owned(), hash(b"hello"))]);
        let stamp = Stamp { edition: "2022-11-30".into(), inputs: BTreeMap::from([("a".into(), "b".into())]) };
        let manifest = Manifest::of(files, &stamp);
        assert_eq!(Manifest::parse(&manifest.bytes()), Some(manifest.clone()));
        assert!(!manifest.files.contains_key(NAME));
        let bytes = manifest.bytes();
        assert!((0..bytes.len()).all(|length| Manifest::could_be_torn(&bytes[..length])));
        assert!(!Manifest::could_be_torn(br#"{"name": "app"}"#));
        for stranger in ["", "{}", r#"{"name": "app", "icons": []}"#, "\u{0}"] {
            assert_eq!(Manifest::parse(stranger.as_bytes()), None, "{stranger}");
            assert_eq!(Manifest::of_any_version(stranger.as_bytes()), None, "{stranger}");
        }
    }

    #[test]
    fn a_fingerprint_tells_where_one_piece_ends() {
        let one = fingerprint([("a", b"bc".as_slice())]);
        assert_ne!(one, fingerprint([("ab", b"c".as_slice())]));
        assert_ne!(one, fingerprint([("a", b"b".as_slice()), ("", b"c")]));
        assert_eq!(one, fingerprint([("a", b"bc".as_slice())]));
    }
}
