//! A document becomes a book: it is read, drafted and checked, and drafted anew with what the check has taught, until nothing
//! is wrong.

use super::check_book;
use crate::adopt::{Decisions, Draft, Material, draft, language};
use crate::audit;
use crate::audit::document::Picture;
use crate::diagnostic::{Failure, Message, SourceMap};
use crate::load::{self, document};
use crate::model::{Language, Outcome};
use crate::office::Package;
use std::path::{Component, Path};

/// So often a draft is made; each time something is learnt.
const MOST_ROUNDS: usize = 24;

/// A book made of a document.
#[derive(Debug)]
pub struct Adopted {
    /// Its files and what it came to.
    pub draft: Draft,
    /// What its check says: without errors, unless the document is beyond help.
    pub outcome: Outcome,
    /// What of the document was not read.
    pub unread: Vec<Message>,
}

/// Makes a book of a document, in its own language unless another is named. Writes nothing.
///
/// # Errors
/// When the document cannot be read, has no words, or is in the other language.
pub fn adopt_document(path: &Path, named: Option<Language>) -> Result<Adopted, Failure> {
    let (name, bytes) = document(path)?;
    adopt_bytes(&name, &bytes, path.parent(), named)
}

/// The same of a document in memory; `beside` is the folder of its pictures.
///
/// # Errors
/// As [`adopt_document`].
pub fn adopt_bytes(
    name: &str,
    bytes: &[u8],
    beside: Option<&Path>,
    named: Option<Language>,
) -> Result<Adopted, Failure> {
    let mut sources = SourceMap::default();
    let audit = audit::audit(name, bytes, &mut sources)?;
    if audit.document.lines.iter().all(|line| line.words.text.trim().is_empty()) {
        return Err(Failure::new(Message::new("adopt.empty").with("path", name)));
    }
    let own = language(&audit.document);
    if let Some(named) = named.filter(|named| *named != own) {
        let message = Message::new("adopt.other-language").with("own", own.tag()).with("named", named.tag());
        return Err(Failure::new(message));
    }
    let pictures: Vec<Option<Vec<u8>>> =
        audit.document.pictures.iter().map(|picture| bytes_of(picture, name, bytes, beside)).collect();
    let short = name.rsplit('/').next().unwrap_or(name);
    let material =
        Material { name: short, document: &audit.document, audit: &audit, pictures: &pictures, language: own };
    let mut decisions = Decisions::default();
    let mut made = draft(&material, &decisions);
    let mut outcome = check_book(&load::Draft { files: &made.files })?;
    for _ in 0..MOST_ROUNDS {
        if outcome.faults.errors() == 0 || !decisions.learn(&outcome, &made.places) {
            break;
        }
        made = draft(&material, &decisions);
        outcome = check_book(&load::Draft { files: &made.files })?;
    }
    let unread = audit.document.unread.iter().map(|(kind, count)| kind.told(*count)).collect();
    Ok(Adopted { draft: made, outcome, unread })
}

/// The bytes of a picture: a part of the Word file, or a file beside the document and nowhere else.
fn bytes_of(picture: &Picture, name: &str, bytes: &[u8], beside: Option<&Path>) -> Option<Vec<u8>> {
    if name.to_ascii_lowercase().ends_with(".docx") || name.to_ascii_lowercase().ends_with(".docm") {
        return Package::open(bytes).ok()?.bytes(&picture.name).ok()?;
    }
    let path = Path::new(&picture.name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let found = beside.filter(|_| inside && !picture.name.contains(':'))?.join(path);
    document(&found).ok().map(|(_, bytes)| bytes)
}
