//! What the tool carries for books that have none of their own: templates, styles, fonts. A book replaces any of them by
//! a file of the same path. Nothing here reads the disk.

use std::ops::Range;

/// Paths from a book's root, sorted, and bytes; made by `build.rs` from the tool's own `templates/`.
static FILES: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// The bytes of a file, if the tool carries it.
pub(super) fn file(path: &str) -> Option<&'static [u8]> {
    let place = FILES.binary_search_by(|(known, _)| (*known).cmp(path)).ok()?;
    FILES.get(place).map(|(_, bytes)| *bytes)
}

/// Some bytes of one, as far as it has them.
pub(super) fn part(bytes: &[u8], part: Range<u64>) -> Vec<u8> {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    bytes.get(place(part.start)..place(part.end)).unwrap_or_default().to_vec()
}

/// The paths below a folder.
pub(super) fn below(folder: &str) -> impl Iterator<Item = &'static str> {
    let inside = move |path: &&str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    FILES.iter().map(|(path, _)| *path).filter(inside)
}

/// The notices of what the tool carries: name and text.
pub fn notices() -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_notice = |(path, _): &&(&str, &[u8])| path.starts_with("templates/fonts/OFL-");
    FILES.iter().filter(is_notice).filter_map(|(path, bytes)| Some((*path, std::str::from_utf8(bytes).ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tool_carries_templates_styles_and_fonts_in_order() {
        assert!(FILES.is_sorted_by(|one, other| one.0 < other.0));
        for path in ["templates/site/base.html", "templates/print/plan.typ", "templates/fonts/NotoSansSC-Bold.ttf"] {
            assert!(file(path).is_some_and(|bytes| bytes.len() > 100), "{path}");
        }
        assert_eq!(file("templates/fonts/charset.txt"), None);
        assert!(below("templates").count() == FILES.len() && below("templates/fon").next().is_none());
        assert_eq!(notices().count(), 2);
        assert_eq!(part(b"abc", 1..9), b"bc");
        assert_eq!(part(b"abc", 7..9), b"");
    }
}
