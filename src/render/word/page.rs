//! Pages of paper: their size, margins, heads and feet, and where a section of the copy ends.

use super::writer::{Stand, Writer};
use crate::diagnostic::Failure;
use crate::office::{Package, attribute, child, children, named, tree};

/// A page in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PageSetup {
    /// Its width and height.
    pub(super) size: (u32, u32),
    /// Margins: top, right, bottom, left.
    pub(super) margins: (u32, u32, u32, u32),
}

/// A4 with the margins of the printed plan.
const A4: PageSetup = PageSetup { size: (11906, 16838), margins: (1587, 1531, 1417, 1531) };

/// A sheet smaller or larger than this is a slip of the house's file.
const SANE: std::ops::RangeInclusive<u32> = 5_000..=32_000;

/// What a section's pages count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// The cover: no head, no foot.
    Cover,
    /// What stands before the chapters: i, ii, iii.
    Front,
    /// The chapters: 1, 2, 3.
    Chapters,
    /// A page of them on its side.
    Turned,
}

impl Default for PageSetup {
    fn default() -> Self {
        A4
    }
}

impl PageSetup {
    /// That of a house's file, from its last section; A4 where it has no sane one.
    pub(super) fn of_house(package: &Package<'_>, main: &str) -> Result<Self, Failure> {
        let Some(text) = package.text(main)? else { return Ok(A4) };
        let tree = tree(main, &text)?;
        let body = child(tree.root_element(), "body");
        let Some(last) = body.and_then(|body| body.descendants().rfind(|node| named(*node, "sectPr"))) else {
            return Ok(A4);
        };
        let number = |element: &str, name: &str| -> Option<u32> {
            let found = children(last, element).next()?;
            attribute(found, name)?.parse::<f64>().ok().filter(|value| *value >= 0.0).map(|value| value as u32)
        };
        let setup = || {
            let size = (number("pgSz", "w")?, number("pgSz", "h")?);
            let side = |name: &str| number("pgMar", name);
            Some(Self { size, margins: (side("top")?, side("right")?, side("bottom")?, side("left")?) })
        };
        let is_sane = |setup: &Self| {
            let (top, right, bottom, left) = setup.margins;
            SANE.contains(&setup.size.0)
                && SANE.contains(&setup.size.1)
                && left + right + 2_000 < setup.size.0
                && top + bottom + 2_000 < setup.size.1
        };
        Ok(setup().filter(is_sane).unwrap_or(A4))
    }

    /// How wide the text is, in twentieths of a point.
    pub(super) fn width(&self) -> u32 {
        self.size.0 - self.margins.1 - self.margins.3
    }

    /// How high it is.
    pub(super) fn height(&self) -> u32 {
        self.size.1 - self.margins.0 - self.margins.2
    }
}

impl Writer<'_> {
    /// Ends a section within the body: in a paragraph of its own, which takes no room.
    pub(super) fn end_section(&mut self, section: Section) {
        let properties = self.section(section);
        if !(section == Section::Chapters && self.frame.runs_on) {
            self.pager.next_page();
        }
        let more = format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>{properties}");
        self.open(&Stand::with("Normal", more));
        self.out.close("w:p");
    }

    /// The properties of a section.
    pub(super) fn section(&mut self, section: Section) -> String {
        let ((width, height), (top, right, bottom, left)) = (self.page_setup.size, self.page_setup.margins);
        let references = "<w:headerReference w:type=\"default\" r:id=\"rHead\"/><w:footerReference w:type=\"default\" r:id=\"rFoot\"/>";
        let own = if section == Section::Cover { "" } else { references };
        let size = match section {
            Section::Turned => {
                format!("<w:pgSz w:w=\"{height}\" w:h=\"{width}\" w:orient=\"landscape\"/>")
            }
            _ => format!("<w:pgSz w:w=\"{width}\" w:h=\"{height}\"/>"),
        };
        let counts = match section {
            Section::Cover => "",
            Section::Front => "<w:pgNumType w:fmt=\"lowerRoman\" w:start=\"1\"/>",
            _ if self.counts_pages => "<w:pgNumType w:fmt=\"decimal\"/>",
            _ => "<w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/>",
        };
        let is_first = !self.counts_pages;
        self.counts_pages |= matches!(section, Section::Chapters | Section::Turned);
        let restart = if std::mem::take(&mut self.opens_chapter) { "eachSect" } else { "continuous" };
        // A chapter that runs on begins where the one before ends.
        let kind =
            if section == Section::Chapters && self.frame.runs_on && !is_first { "continuous" } else { "nextPage" };
        let notes = format!("<w:footnotePr><w:numRestart w:val=\"{restart}\"/></w:footnotePr>");
        format!(
            "<w:sectPr>{own}{notes}<w:type w:val=\"{kind}\"/>{size}<w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
             w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"850\" w:footer=\"720\" w:gutter=\"0\"/>{counts}</w:sectPr>"
        )
    }
}
