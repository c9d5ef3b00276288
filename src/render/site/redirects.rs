//! Pages at the addresses that pages of the book had before they were renamed: each leads to the page of now.

use super::address::{page_path, relative};
use super::book::Site;
use crate::locale::Catalogue;
use crate::model::Language;
use std::collections::BTreeMap;

/// The former addresses with what stands there; one that a page has now leads nowhere else.
pub(super) fn all(site: &Site, taken: &[String]) -> Vec<(String, String)> {
    let moved = site.project.redirects.iter().filter(|redirect| redirect.what == "page");
    let mut pages = BTreeMap::new();
    for redirect in moved {
        for tongue in &site.tongues {
            let language = tongue.language();
            let (from, to) = (page_path(language, &redirect.from), page_path(language, &redirect.to.value));
            if !taken.contains(&from) && taken.contains(&to) {
                pages.insert(from.clone(), html(language, &relative(&from, &to)));
            }
        }
    }
    pages.into_iter().collect()
}

/// A page without style or script, which browsers follow and people can read.
fn html(language: Language, link: &str) -> String {
    let catalogue = Catalogue::of(language);
    let (words, tag) = (catalogue.label("redirect.moved"), language.tag());
    // The signs of an address that HTML would read.
    let link = link.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{words}</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={link}\">\n\
         <link rel=\"canonical\" href=\"{link}\">\n</head>\n<body>\n<p><a href=\"{link}\">{words}</a></p>\n</body>\n</html>\n"
    )
}
