//! What outputs are made of, as hashes: all files of the book that were read, and the tool itself. A publication records
//! them, so that a later run knows what it need not make again. It knows no page and no book, only their bytes.

use super::manifest::{Manifest, Stamp, fingerprint, hash};
use crate::diagnostic::SourceMap;
use crate::model::Project;
use crate::model::document::Audience;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::BTreeMap;

/// What the site as a whole is called among the inputs of a manifest.
pub(super) const SITE: &str = "site";

/// The tool: its version, and what it was made of.
const TOOL: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("TALLYBOOK_MADE_OF"));

/// One hash each over all that outputs are made of.
#[derive(Debug)]
pub struct Inputs {
    /// Of the PDFs.
    pub prints: String,
    /// Of the site without its PDFs.
    site: String,
}

impl Inputs {
    /// Those of a book that has its fonts.
    pub fn of(sources: &SourceMap, project: &Project, audience: Audience) -> Self {
        let sources = sources.iter().map(|(_, source)| (source.path.as_str(), source.text.as_bytes()));
        let images = project.assets.iter().map(|asset| (asset.path.as_str(), asset.bytes.as_slice()));
        let templates = project.templates.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let pieces: Vec<(&str, &[u8])> = sources.chain(images).chain(templates).collect();
        // The fonts are most of it: each piece is looked at once, and side by side.
        let hashed: Vec<(&str, String)> = pieces.par_iter().map(|(name, bytes)| (*name, hash(bytes))).collect();
        let tool = [("tool", TOOL), ("audience", audience.word())];
        let of = |other: &str| {
            let own = hashed.iter().filter(|(path, _)| !path.starts_with(other));
            let own = own.map(|(path, hash)| (*path, hash.as_str()));
            fingerprint(tool.into_iter().chain(own).map(|(name, text)| (name, text.as_bytes())))
        };
        Self { prints: of("site/"), site: of("print/") }
    }

    /// The same where the PDFs are asked for in a way of their own.
    #[must_use]
    pub fn asking(self, way: &str) -> Self {
        let own = [("book", self.prints.as_bytes()), ("way", way.as_bytes())];
        Self { prints: fingerprint(own), site: self.site }
    }

    /// What a publication with these PDFs, each a path and a size, is made of. The pages of the site tell the sizes.
    pub fn stamp(&self, edition: String, prints: &[(&str, usize)]) -> Stamp {
        let told: Vec<(&str, String)> = prints.iter().map(|(path, size)| (*path, size.to_string())).collect();
        let told = told.iter().map(|(path, size)| (*path, size.as_bytes()));
        let site = fingerprint(told.chain([(SITE, self.site.as_bytes())]));
        let mut inputs: BTreeMap<String, String> =
            prints.iter().map(|(path, _)| ((*path).to_owned(), self.prints.clone())).collect();
        inputs.insert(SITE.to_owned(), site);
        Stamp { edition, inputs }
    }
}

impl Stamp {
    /// The pages are those of the former publication, and so is what they were made of.
    pub fn keep_site(&mut self, former: Option<&Manifest>) {
        self.inputs.remove(SITE);
        let former = former.and_then(|former| former.inputs.get(SITE));
        self.inputs.extend(former.map(|former| (SITE.to_owned(), former.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_pages_tell_of_pdfs_counts_and_a_kept_site_keeps_its_stamp() {
        let inputs = Inputs { prints: "p".into(), site: "s".into() };
        let site = |stamp: &Stamp| stamp.inputs.get(SITE).cloned();
        let bare = inputs.stamp("2022-11".into(), &[]);
        let mut printed = inputs.stamp("2022-11".into(), &[("print/plan.zh.pdf", 7)]);
        assert_eq!(printed.inputs.get("print/plan.zh.pdf").map(String::as_str), Some("p"));
        assert_ne!(site(&bare), site(&printed));
        assert_ne!(site(&printed), site(&inputs.stamp("2022-11".into(), &[("print/plan.zh.pdf", 8)])));
        printed.keep_site(Some(&Manifest::of(BTreeMap::new(), &bare)));
        assert_eq!(site(&printed), site(&bare));
        printed.keep_site(None);
        assert_eq!(site(&printed), None);
    }
}
