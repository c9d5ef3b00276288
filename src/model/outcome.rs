//! What reading and checking a book comes to.

use super::Report;
use crate::diagnostic::{Diagnostics, SourceMap, Stop};

/// A book, read and checked.
#[derive(Debug)]
pub struct Outcome {
    /// Its files.
    pub sources: SourceMap,
    /// What is wrong with it.
    pub faults: Diagnostics,
    /// How many more faults are not among them, because they may only follow from one that is.
    pub held_back: usize,
    /// The book with everything resolved; `None` if its files are too broken for that.
    pub report: Option<Report>,
}

impl Outcome {
    /// The report, unless an error stands.
    ///
    /// # Errors
    /// [`Stop::Rejected`] if one does.
    pub fn gate(&self) -> Result<&Report, Stop> {
        self.report.as_ref().filter(|_| self.faults.errors() == 0).ok_or(Stop::Rejected)
    }
}
