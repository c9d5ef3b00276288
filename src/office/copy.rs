//! What a Word copy of a book has in common when it is written and when it comes back: how its paragraphs are called, how
//! they read, and what it says of itself. Writes nothing and compares nothing.
//!
//! Each line of the copy stands under a hidden bookmark, which names its [`Spot`] and what it read when it was written:
//! so a paragraph is known again though others were put before it, and a change of the book since is told from one of the
//! reviewer's.

use super::word::OBJECT;
use crate::model::document::{Audience, Frame, Run, Target};
use crate::model::{Note, ParagraphNumber};
use blake3::hash;

/// What stands between the number of a note and its words.
pub const NOTE_LEAD: &str = " ";

/// What stands before a numbered paragraph: its number, where reviewers are to see it.
pub fn lead(audience: Audience, number: Option<ParagraphNumber>) -> String {
    match (audience, number) {
        (Audience::Review, Some(number)) => format!("{number}\u{2002}"),
        _ => String::new(),
    }
}

/// The longest tag that Word takes.
const LONGEST_TAG: usize = 64;

/// The place of a line in a book: the number of its paragraph, or a page's path and its block, then what is inside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot(String);

impl Spot {
    /// A page by its path below `content/<lang>/`, or what else holds lines: `finding A06`.
    pub fn of(home: &str) -> Self {
        Self(home.to_owned())
    }

    /// A paragraph, an item or a table that has a number; else the same spot.
    #[must_use]
    pub fn numbered(&self, number: Option<ParagraphNumber>) -> Self {
        number.map_or_else(|| self.clone(), |number| Self(number.to_string()))
    }

    /// What stands in it at an index.
    #[must_use]
    pub fn at(&self, index: usize) -> Self {
        Self(format!("{}#{index}", self.0))
    }

    /// A part of it by name.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        Self(format!("{}/{name}", self.0))
    }

    /// A cell of a table: its row, 0 the head, and its column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Self {
        Self(format!("{}/r{row}c{column}", self.0))
    }

    /// A block of a note.
    #[must_use]
    pub fn note(&self, number: u32, block: usize) -> Self {
        Self(format!("{}/note{number}#{block}", self.0))
    }

    /// The number of the note that it stands in, if it stands in one.
    pub fn note_number(&self) -> Option<u32> {
        let (_, rest) = self.0.rsplit_once("/note")?;
        rest.split('#').next()?.parse().ok()
    }

    /// Its name in full.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Its name in a bookmark: that of a numbered one can be read (`3_2_07`, `3_2_07_r2c1`), that of another is a hash.
    fn id(&self) -> String {
        let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'/' | b'r' | b'c');
        match self.0.len() < 28 && self.0.bytes().all(is_plain) {
            true => self.0.replace(['.', '-', '/'], "_"),
            false => format!("x{}", short(&self.0, 12)),
        }
    }
}

/// The bookmark of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Names the spot.
    pub spot: String,
    /// Names what the line reads.
    pub words: String,
}

/// What the bookmarks of lines begin with; Word hides those that begin with a low line.
const LINE: &str = "_p";

impl Bookmark {
    /// That of a line.
    pub fn of(spot: &Spot, text: &str) -> Self {
        Self { spot: spot.id(), words: short(&folded(text), 10) }
    }

    /// Its name in the file.
    pub fn name(&self) -> String {
        format!("{LINE}{}_{}", self.spot, self.words)
    }

    /// The bookmark of a name; none of another's. Word numbers the copies of a bookmark, and cuts nothing off.
    pub fn read(name: &str) -> Option<Self> {
        let (spot, words) = name.strip_prefix(LINE)?.rsplit_once('_')?;
        let is_hash = words.len() == 10 && words.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_spot = spot.starts_with(|first: char| first == 'x' || first.is_ascii_digit());
        (is_hash && is_spot).then(|| Self { spot: spot.to_owned(), words: words.to_owned() })
    }
}

/// So many hexadecimal digits of a hash.
fn short(words: &str, digits: usize) -> String {
    hash(words.as_bytes()).to_hex().chars().take(digits).collect()
}

/// A text as it is compared: spaces of all kinds are one, and those at the ends are none.
pub fn folded(text: &str) -> String {
    let spaced = text.split(|sign: char| sign.is_whitespace()).filter(|word| !word.is_empty());
    spaced.collect::<Vec<_>>().join(" ")
}

/// The bookmark that links lead to.
pub fn target(target: &Target) -> String {
    format!("_t{}", short(&format!("{target:?}"), 16))
}

/// The tag of a number's content control; that of a long formula is cut.
pub fn tag(key: &str) -> String {
    key.chars().take(LONGEST_TAG).collect()
}

/// A stretch of a line as it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its text.
    pub text: String,
    /// What it is.
    pub kind: Stretched,
}

/// What a stretch is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretched {
    /// The author's words.
    Words,
    /// The words of a claim, the author's too.
    Claim,
    /// A number, by its key or formula.
    Number(String),
    /// What the tool makes: labels, references, pictures.
    Made,
    /// The mark of a finding.
    Mark,
}

/// A line as it reads in a copy, stretch by stretch; `mark` words the mark of a finding.
pub fn stretches(runs: &[Run], mark: &dyn Fn(&str) -> String) -> Vec<Stretch> {
    let mut found = Vec::new();
    collect(runs, mark, false, &mut found);
    found
}

/// The same in a note, in which no mark can bring a note along.
pub fn note_stretches(runs: &[Run], mark: &dyn Fn(&str) -> String) -> Vec<Stretch> {
    let mut found = Vec::new();
    collect(runs, mark, true, &mut found);
    found
}

fn collect(runs: &[Run], mark: &dyn Fn(&str) -> String, in_note: bool, found: &mut Vec<Stretch>) {
    for run in runs {
        let (text, kind) = match run {
            Run::Words(words) => (words.clone(), Stretched::Words),
            Run::Claim(claim) => (claim.text.clone(), Stretched::Claim),
            Run::Number(number) => (number.text.clone(), Stretched::Number(number.key.clone())),
            Run::Emphasis(inner)
            | Run::Strong(inner)
            | Run::Outside { runs: inner, .. }
            | Run::Link { runs: inner, .. } => {
                collect(inner, mark, in_note, found);
                continue;
            }
            Run::Joined(inner) => (Run::plain(inner), Stretched::Made),
            Run::Code(words) | Run::Absent(words) | Run::Reference { words, .. } => (words.clone(), Stretched::Made),
            Run::Mark(id) => (mark(id), Stretched::Mark),
            Run::Picture { path: None, alt } => (alt.clone(), Stretched::Made),
            Run::Picture { .. } => (OBJECT.to_string(), Stretched::Made),
            Run::Footnote(own) if in_note || own.nth > 1 => (Note::shown(own.number), Stretched::Made),
            Run::Footnote(_) => (format!("[{OBJECT}]"), Stretched::Made),
            Run::Break => ("\n".to_owned(), Stretched::Made),
        };
        found.push(Stretch { text, kind });
    }
}

/// The text of stretches.
pub fn text(stretches: &[Stretch]) -> String {
    stretches.iter().map(|stretch| stretch.text.as_str()).collect()
}

/// What a copy says of itself: in a hidden bookmark, which every program keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The book.
    pub book: String,
    /// The tag of its language.
    pub language: String,
    /// The edition.
    pub edition: String,
    /// Whom it was made for.
    pub audience: Audience,
}

const IDENTITY: &str = "_tallybook_";
const STATE: &str = "_tallystate_";

/// The name of the bookmark that tells all that a copy read when it was written, by the bookmarks of its lines.
pub fn state<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("{STATE}{}", short(&names.collect::<Vec<_>>().join(" "), 16))
}

/// Whether a bookmark is that one.
pub fn is_state(name: &str) -> bool {
    name.starts_with(STATE)
}

impl Identity {
    /// That of a book's copy in the frame's language; `title` is the book's in both languages.
    pub fn of(title: &str, frame: &Frame) -> Self {
        Self {
            book: short(title, 8),
            language: frame.language.tag().to_owned(),
            edition: short(&Self::edition(frame), 8),
            audience: frame.audience,
        }
    }

    /// How the copy names its edition to people.
    pub fn edition(frame: &Frame) -> String {
        let label = Run::plain(&frame.imprint.edition_label);
        format!("{} {label}", frame.imprint.iso_date).trim().to_owned()
    }

    /// The name of its bookmark.
    pub fn name(&self) -> String {
        let audience = &self.audience.word()[..1];
        format!("{IDENTITY}{}_{}_{}_{audience}", self.language, self.book, self.edition)
    }

    /// The identity of a bookmark's name; none of another's.
    pub fn read(name: &str) -> Option<Self> {
        let mut parts = name.strip_prefix(IDENTITY)?.split('_').map(str::to_owned);
        let (language, book, edition) = (parts.next()?, parts.next()?, parts.next()?);
        let letter = parts.next().filter(|letter| !letter.is_empty())?;
        let found = Audience::ALL.into_iter().find(|(word, _)| word.starts_with(&letter));
        Some(Self { language, book, edition, audience: found?.1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_were_written() {
        let spot = Spot::of("01-status/02.md").at(3).cell(2, 1);
        assert_eq!(spot.name(), "01-status/02.md#3/r2c1");
        let bookmark = Bookmark::of(&spot, "草地 12");
        assert!(bookmark.name().len() <= 40, "Word takes no longer name: {}", bookmark.name());
        assert_eq!(Bookmark::read(&bookmark.name()), Some(bookmark.clone()));
        assert_eq!(bookmark, Bookmark::of(&spot, " 草地\u{a0}12"));
        let number = ParagraphNumber { chapter: 3, section: 2, running: 7 };
        let numbered = Bookmark::of(&spot.numbered(Some(number)).cell(2, 1), "草地");
        assert!(numbered.name().starts_with("_p3_2_07_r2c1_"), "{}", numbered.name());
        assert_eq!(Bookmark::read(&numbered.name()), Some(numbered));
        assert_ne!(bookmark.words, Bookmark::of(&spot, "草地12").words);
        for foreign in ["_Toc123", "_GoBack", "_pabc_1", "p", ""] {
            assert_eq!(Bookmark::read(foreign), None, "{foreign}");
        }
        let own = Identity {
            book: "1234abcd".into(),
            language: "zh".into(),
            edition: "0".into(),
            audience: Audience::Review,
        };
        assert_eq!(Identity::read(&own.name()), Some(own));
        assert!(tag(&"草".repeat(99)).chars().count() <= LONGEST_TAG);
    }
}
