//! Render's hand-over: the files of the site, as they are finished ([`Outlet`]) or all of them in memory ([`OutputTree`]).

use super::Language;
use crate::diagnostic::{Failure, Message};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The folder of the printed works, below the site's.
const PRINTED: &str = "print";

/// A printed work.
#[derive(Debug, PartialEq, Eq)]
pub struct Work {
    /// The word of the command line: `plan`.
    pub name: &'static str,
    /// What its files are called by: `plan`.
    pub file: &'static str,
    /// What kind of file it is.
    pub medium: Medium,
    /// The template that it starts from, below `templates/print/`; a Word copy has none.
    template: &'static str,
    /// The same for the copy that reviewers write on.
    review: &'static str,
    /// It is made of the sheets of the atlas; else of the pages.
    pub of_sheets: bool,
}

/// What kind of file a work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Set by typst.
    Pdf,
    /// A copy for those who write into it.
    Word,
}

impl Medium {
    /// The ending of its files.
    fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
        }
    }
}

/// All printed works, in the order of the downloads page. Nothing else in the tool knows how their files are called.
pub const WORKS: [Work; 3] = [
    Work {
        name: "plan",
        file: "plan",
        medium: Medium::Pdf,
        template: "plan.typ",
        review: "review.typ",
        of_sheets: false,
    },
    Work {
        name: "atlas",
        file: "atlas",
        medium: Medium::Pdf,
        template: "atlas.typ",
        review: "atlas.typ",
        of_sheets: true,
    },
    Work { name: "word", file: "plan", medium: Medium::Word, template: "", review: "", of_sheets: false },
];

/// A part of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// The pages and the data files.
    Site,
    /// The printed works.
    Print,
    /// The files of one work.
    Work(&'static Work),
}

/// What is asked of a review copy of the plan.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The number of the copy.
    pub copy: Option<u32>,
    /// The edition with which the book is compared.
    pub since: Option<String>,
    /// Whether both languages stand side by side.
    pub parallel: bool,
}

impl Only {
    /// The part that a word of the command line names: `site`, `print`, or a work.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "site" => Some(Self::Site),
            "print" => Some(Self::Print),
            _ => WORKS.iter().find(|work| work.name == word).map(Self::Work),
        }
    }

    /// Whether a work is of the part.
    pub fn prints(self, work: &Work) -> bool {
        match self {
            Self::Site => false,
            Self::Print => true,
            Self::Work(own) => own == work,
        }
    }

    /// Whether typst has anything to set.
    pub fn needs_typst(self) -> bool {
        WORKS.iter().any(|work| work.is_set() && self.prints(work))
    }
}

impl Work {
    /// The template that it starts from, below `templates/print/`; for a review copy its own.
    pub fn template(&self, review: bool) -> &'static str {
        if review { self.review } else { self.template }
    }

    /// Whether typst sets it.
    pub fn is_set(&self) -> bool {
        self.medium == Medium::Pdf
    }

    /// Its file in a language: `print/plan.zh.pdf`.
    pub fn path(&self, language: Language) -> String {
        format!("{PRINTED}/{}.{language}.{}", self.file, self.medium.ending())
    }

    /// The work and the language of a file; `None` if it is not the file of a printed work.
    pub fn of(path: &str) -> Option<(&'static Self, Language)> {
        let (name, ending) = path.strip_prefix(PRINTED)?.strip_prefix('/')?.rsplit_once('.')?;
        let (file, tag) = name.rsplit_once('.')?;
        let is_it = |work: &&Work| work.file == file && work.medium.ending() == ending;
        Some((WORKS.iter().find(is_it)?, Language::from_tag(tag)?))
    }
}

/// Paths (relative to the site's folder, with `/`) to bytes. A second file for one path is refused.
#[derive(Debug, Clone, Default)]
pub struct OutputTree {
    files: BTreeMap<String, Vec<u8>>,
}

impl OutputTree {
    /// Adds a file; `Err` with the path if it is already there.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Result<(), String> {
        let path = path.into();
        if self.files.contains_key(&path) {
            return Err(path);
        }
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// All files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// Where finished files go. Many hands give it theirs at once, and none is held longer than it takes to hand it over.
pub trait Outlet: Sync {
    /// Says which files will come, so that a run that dies can be tidied up. A file that was not said may come as well.
    ///
    /// # Errors
    /// When that cannot be written down.
    fn expect(&self, paths: Vec<String>) -> Result<(), Failure>;

    /// Takes a file.
    ///
    /// # Errors
    /// When a file of that path has come already, or it cannot be written.
    fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure>;
}

/// An outlet into memory.
#[derive(Debug, Default)]
pub struct Gathered(Mutex<OutputTree>);

impl Gathered {
    /// All that came.
    pub fn into_tree(self) -> OutputTree {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outlet for Gathered {
    fn expect(&self, _: Vec<String>) -> Result<(), Failure> {
        Ok(())
    }

    fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes).map_err(twice)
    }
}

/// Two files of one path.
pub fn twice(path: String) -> Failure {
    Failure::new(Message::new("build.twice").with("path", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_known_by_its_file() {
        for work in &WORKS {
            for language in crate::model::LANGUAGES {
                assert_eq!(Work::of(&work.path(language)), Some((work, language)));
            }
        }
        for path in [
            "print/plan.zh.html",
            "print/other.zh.pdf",
            "plan.zh.pdf",
            "print/plan.pdf",
            "print/atlas.zh.docx",
            "data/facts.csv",
        ] {
            assert_eq!(Work::of(path), None, "{path}");
        }
    }
}
