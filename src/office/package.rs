//! The archive and its parts, read with limits. Nothing is unpacked before it is asked for.

use super::tree::{attribute, children, tree};
use crate::diagnostic::limits::{LARGEST_OFFICE_FILE, LARGEST_OFFICE_PART, MOST_OFFICE_PARTS};
use crate::diagnostic::{Failure, Message};
use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened file.
pub struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    left: Cell<u64>,
}

/// What files begin with that are taken for one of OOXML: the old formats of Office, and one with a password, which is
/// an archive of that old kind too.
const OLD: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

impl<'a> Package<'a> {
    /// Opens a file of these bytes.
    ///
    /// # Errors
    /// When it is not one, is damaged, has a password, or exceeds a limit.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Failure> {
        if bytes.len() as u64 > LARGEST_OFFICE_FILE {
            return Err(too_large(LARGEST_OFFICE_FILE));
        }
        if bytes.is_empty() {
            return Err(Failure::new(Message::new("office.empty")));
        }
        if bytes.starts_with(OLD) {
            return Err(Failure::new(Message::new("office.old")).hint(Message::new("office.old-hint")));
        }
        if !bytes.starts_with(b"PK") {
            return Err(Failure::new(Message::new("office.foreign")).hint(Message::new("office.foreign-hint")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("zip"))?;
        if archive.len() > MOST_OFFICE_PARTS {
            let limit = Message::new("office.parts").with("limit", MOST_OFFICE_PARTS);
            return Err(Failure::new(limit));
        }
        let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
        let package = Self { archive: RefCell::new(archive), names, left: Cell::new(4 * LARGEST_OFFICE_PART) };
        if !package.has("[Content_Types].xml") {
            let of_libre = package.has("META-INF/manifest.xml") && package.has("content.xml");
            let message = Message::new(if of_libre { "office.odf" } else { "office.foreign" });
            return Err(Failure::new(message).hint(Message::new("office.foreign-hint")));
        }
        Ok(package)
    }

    /// Whether there is a part of this path.
    pub fn has(&self, path: &str) -> bool {
        self.names.iter().any(|name| name == path)
    }

    /// The paths of all parts, in the order of the archive.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// A part's bytes; `None` if there is none of this path.
    ///
    /// # Errors
    /// When it is damaged, has a password, or exceeds a limit.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        if !self.has(path) {
            return Ok(None);
        }
        let mut archive = self.archive.borrow_mut();
        let part = archive.by_name(path).map_err(|_| damaged(path))?;
        if part.encrypted() {
            return Err(Failure::new(Message::new("office.old")).hint(Message::new("office.old-hint")));
        }
        let most = LARGEST_OFFICE_PART.min(self.left.get());
        let mut bytes = Vec::new();
        // What the archive says of a part's size is not believed: it is read as far as it may be, and one byte more.
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged(path))?;
        if bytes.len() as u64 > most {
            return Err(too_large(LARGEST_OFFICE_PART));
        }
        self.left.set(self.left.get() - bytes.len() as u64);
        Ok(Some(bytes))
    }

    /// A part's text; `None` if there is none of this path.
    ///
    /// # Errors
    /// As [`Self::bytes`]; also when it is no text.
    pub fn text(&self, path: &str) -> Result<Option<String>, Failure> {
        let Some(bytes) = self.bytes(path)? else { return Ok(None) };
        let wide = |order: fn([u8; 2]) -> u16, bytes: &[u8]| {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| order([pair[0], pair[1]])).collect();
            String::from_utf16(&units).ok()
        };
        let text = match bytes.as_slice() {
            [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
            [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
            [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(str::to_owned),
            _ => String::from_utf8(bytes).ok(),
        };
        text.map(Some).ok_or_else(|| damaged(path))
    }

    /// A text in the encoding of the part that it is to stand for; UTF-8 where there is none.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub fn encoded(&self, path: &str, text: &str) -> Result<Vec<u8>, Failure> {
        let former = self.bytes(path)?.unwrap_or_default();
        let wide = |mark: [u8; 2], order: fn(u16) -> [u8; 2]| {
            mark.into_iter().chain(text.encode_utf16().flat_map(order)).collect()
        };
        Ok(match former.as_slice() {
            [0xff, 0xfe, ..] => wide([0xff, 0xfe], u16::to_le_bytes),
            [0xfe, 0xff, ..] => wide([0xfe, 0xff], u16::to_be_bytes),
            [0xef, 0xbb, 0xbf, ..] => format!("\u{feff}{text}").into_bytes(),
            _ => text.as_bytes().to_vec(),
        })
    }

    /// The paths that a part names by relations of a kind (the last word of their type: `styles`, `comments`), with their
    /// ids; those that lead out of the file are left alone. The part `""` is the file itself: its `officeDocument` is the
    /// main part.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn relations(&self, part: &str, kind: &str) -> Result<Vec<(String, String)>, Failure> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(text) = self.text(&path)? else { return Ok(Vec::new()) };
        let tree = tree(&path, &text)?;
        let mut found = Vec::new();
        for relation in children(tree.root_element(), "Relationship") {
            let last = attribute(relation, "Type").and_then(|kind| kind.rsplit('/').next());
            if last != Some(kind) || attribute(relation, "TargetMode") == Some("External") {
                continue;
            }
            if let (Some(id), Some(target)) = (attribute(relation, "Id"), attribute(relation, "Target")) {
                found.push((id.to_owned(), resolved(folder, target)));
            }
        }
        Ok(found)
    }

    /// The first part that another names by a relation of a kind.
    ///
    /// # Errors
    /// As [`Self::text`].
    pub fn related(&self, part: &str, kind: &str) -> Result<Option<String>, Failure> {
        let found = self.relations(part, kind)?.into_iter().map(|(_, path)| path);
        Ok(found.into_iter().find(|path| self.has(path)))
    }
}

/// The path of a relation's target, from the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    let (mut parts, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), target),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// A file that cannot be read in a part.
pub(super) fn damaged(part: &str) -> Failure {
    Failure::new(Message::new("office.damaged").with("part", part)).hint(Message::new("office.damaged-hint"))
}

fn too_large(limit: u64) -> Failure {
    Failure::new(Message::new("office.too-large").with("limit", usize::try_from(limit >> 20).unwrap_or(usize::MAX)))
}
