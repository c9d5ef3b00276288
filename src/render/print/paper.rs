//! A paper that belongs to no book: what it says comes as JSON, and a template of the tool's own sets it in the tool's own
//! faces. It keeps to no standard but that of PDF: a character that no face has becomes a box, and stops nothing.

use super::fonts;
use super::typst::{Job, Typst};
use crate::diagnostic::{Diagnostics, Failure};
use crate::model::{Face, Language};
use std::collections::BTreeMap;

/// A paper.
pub struct Paper<'a> {
    /// Its name: the template `print/<name>.typ` reads `<name>.json`.
    pub name: &'static str,
    /// The template's file below `templates/print/`.
    pub template: &'static str,
    /// What it says.
    pub json: Vec<u8>,
    /// In which language.
    pub language: Language,
    /// Templates and fonts, by path below `templates/`.
    pub templates: &'a BTreeMap<String, Vec<u8>>,
    /// The faces among them.
    pub faces: &'a [Face],
}

impl Paper<'_> {
    /// Its PDF. The same words give the same bytes.
    ///
    /// # Errors
    /// When typst is missing, is not of the series 0.15 or refuses the paper; when the staging folder cannot be written.
    pub fn render(&self, typst: &Typst) -> Result<Vec<u8>, Failure> {
        typst.check_version()?;
        let staging = typst.clear()?;
        typst.stage_faces(&fonts::staged(self.faces, self.templates)?)?;
        let of_print = |(path, bytes): (&String, &Vec<u8>)| {
            Some((path.strip_prefix("print/")?.to_owned(), bytes.clone())).filter(|(name, _)| name == self.template)
        };
        let job = Job {
            name: self.name,
            template: self.template,
            standard: "1.7",
            report: None,
            language: self.language,
            shared: &self.templates.iter().filter_map(of_print).collect(),
            files: BTreeMap::from([(format!("{}.json", self.name), self.json.clone())]),
            created: 0,
            common: None,
        };
        let pdf = typst.compile(&job, &mut Diagnostics::new());
        drop(staging);
        pdf
    }
}
