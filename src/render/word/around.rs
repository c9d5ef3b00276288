//! What stands around the chapters: cover, imprint, contents, the appendix of findings.

use super::page::Section;
use super::styles::contents_style;
use super::writer::{Stand, Writer};
use crate::diagnostic::Message;
use crate::model::Language;
use crate::model::document::{Caption, Finding, Run, Target};
use crate::office::copy::{self, Identity, Spot};
use std::collections::BTreeMap;

/// The deepest headings that the contents name.
const DEEPEST: u8 = 3;

/// The heading that the appendix of findings gets.
const APPENDIX: &str = "appendix";

impl Writer<'_> {
    /// The first paragraph, which says nothing: hidden in it what the copy is of, and all that it reads.
    pub(super) fn identity(&mut self, identity: &Identity) -> String {
        let body = std::mem::take(&mut self.out);
        let state = copy::state(self.line_names.iter().map(String::as_str));
        self.open(&Stand::of("Normal"));
        for name in [identity.name(), state] {
            let id = self.bookmark(&name);
            self.end_bookmark(&id);
        }
        self.out.close("w:p");
        std::mem::replace(&mut self.out, body).finish()
    }

    pub(super) fn cover(&mut self) {
        let imprint = &self.frame.imprint;
        let spot = Spot::of("plan");
        self.line(&Stand::with("Title", ""), &spot.part("title"), "", &imprint.title);
        let period = match self.language() {
            Language::Zh if !imprint.period.is_empty() => format!("（{}）", imprint.period),
            _ => imprint.period.clone(),
        };
        if !period.is_empty() {
            self.made("Subtitle", &period);
        }
        self.line(&Stand::of("Subtitle"), &spot.part("edition"), "", &imprint.edition_label);
        let space = "<w:spacing w:before=\"2600\"/><w:jc w:val=\"center\"/>";
        if let (Some(authority), true) = (&imprint.authority, imprint.authority_named) {
            self.line(&Stand::with("CoverLine", space), &spot.part("authority"), "", authority);
            self.line(&Stand::of("CoverLine"), &spot.part("compiled"), "", &imprint.compiled_by);
        } else {
            self.line(&Stand::with("CoverLine", space), &spot.part("compiled"), "", &imprint.compiled_by);
        }
        self.line(&Stand::of("CoverLine"), &spot.part("date"), "", &imprint.edition_name);
        self.end_section(Section::Cover);
    }

    pub(super) fn imprint(&mut self) {
        let imprint = &self.frame.imprint;
        let spot = Spot::of("imprint");
        let comma = match self.language() {
            Language::Zh => "，",
            Language::En => ", ",
        };
        let mut edition = imprint.edition_label.clone();
        edition.push(Run::Words(format!("{comma}{}", imprint.date)));
        let rows = [
            ("ui.label.authority", imprint.authority.clone()),
            ("ui.label.compiled_by", Some(imprint.compiled_by.clone())),
            ("ui.label.edited_by", imprint.edited_by.clone()),
            ("ui.label.edition", Some(edition)),
            ("ui.label.licence", Some(imprint.licence.clone())),
        ];
        let heading = self.word("ui.label.imprint");
        self.made("FrontHeading", &heading);
        let colon = match self.language() {
            Language::Zh => "：",
            Language::En => ": ",
        };
        for (id, runs) in rows {
            let Some(runs) = runs else { continue };
            let label = format!("{}{colon}", self.word(id));
            self.line(&Stand::of("ListParagraph"), &spot.part(id), &label, &runs);
        }
        let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF3F1\"/><w:spacing w:before=\"240\"/>";
        self.line(&Stand::with("ListParagraph", shade), &spot.part("notice"), "", &imprint.notice);
    }

    /// The contents, the lists of figures and of tables: fields that Word renews, with their entries at hand.
    pub(super) fn contents(&mut self) {
        let frame = self.frame;
        let mut entries: Vec<(u8, String, Target)> = Vec::new();
        for section in frame.sections.iter().filter(|section| section.depth <= DEEPEST) {
            let gap = super::block::gap(self.language(), &section.label, section.depth);
            let words = format!("{}{gap}{}", section.label, section.title);
            entries.push((section.depth, words, Target::Section(section.id.clone())));
        }
        if !frame.findings.is_empty() {
            entries.push((1, self.appendix_title(), Target::Section(APPENDIX.to_owned())));
        }
        let heading = self.word("ui.label.contents");
        self.open(&Stand::with("FrontHeading", "<w:pageBreakBefore/>"));
        self.plain(&heading);
        self.out.close("w:p");
        self.listed("TOC \\o \"1-3\" \\h \\z \\u", &entries);
        let figures = frame.figures.values().map(|figure| &figure.caption);
        let tables = frame.tables.values().map(|(caption, _)| caption);
        let lists = [
            ("ui.label.list_of_figures", "FigureCaption", captions(frame, figures, Target::Figure)),
            ("ui.label.list_of_tables", "TableCaption", captions(frame, tables, Target::Table)),
        ];
        for (id, style, entries) in lists {
            if entries.is_empty() {
                continue;
            }
            let heading = self.word(id);
            self.made("FrontHeading", &heading);
            let name = if style == "FigureCaption" { "Figure Caption" } else { "Table Caption" };
            self.listed(&format!("TOC \\h \\z \\t \"{name},2\""), &entries);
        }
        self.end_section(Section::Front);
    }

    /// A field of entries with their pages, which the program puts in anew when somebody renews the field: one that asks to be
    /// renewed makes Word ask a question whenever the file is opened.
    fn listed(&mut self, instruction: &str, entries: &[(u8, String, Target)]) {
        for (index, (depth, words, target)) in entries.iter().enumerate() {
            self.open(&Stand::of(contents_style(*depth)));
            if index == 0 {
                self.field(instruction);
            }
            let place = copy::target(target);
            self.out.open("w:hyperlink", &[("w:anchor", &place), ("w:history", "1")]);
            self.plain(words);
            if let Some(page) = self.pager.places.get(&place).copied() {
                self.tab();
                self.field(&format!("PAGEREF {place} \\h"));
                self.plain(&page.to_string());
                self.end_field();
            }
            self.out.close("w:hyperlink");
            if index + 1 == entries.len() {
                self.end_field();
            }
            self.out.close("w:p");
        }
    }

    fn appendix_title(&self) -> String {
        self.say(&Message::new("ui.appendix").with("title", Message::new("ui.label.findings")))
    }

    /// The findings, by chapter.
    pub(super) fn findings(&mut self) {
        let frame = self.frame;
        if frame.findings.is_empty() {
            return;
        }
        self.open_chapter();
        let title = self.appendix_title();
        let place = Target::Section(APPENDIX.to_owned());
        let spot = Spot::of("findings");
        self.line_at(&Stand::of("Heading1"), &spot, &title, &[], Some(&place));
        let about = self.word("ui.label.findings_about");
        self.made("BodyText", &about);
        for group in &frame.findings {
            self.made("Heading2", &group.title);
            for finding in &group.findings {
                self.finding(finding);
            }
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let spot = Spot::of(&format!("finding {}", finding.id));
        let traits = [finding.kind.clone(), Some(finding.severity.clone()), Some(finding.state.clone())];
        let traits: Vec<String> = traits.into_iter().flatten().filter(|word| !word.is_empty()).collect();
        let lead = format!("{}\u{2002}{}", finding.id, traits.join(" · "));
        self.line_at(&Stand::of("FindingHead"), &spot, &lead, &[], Some(&Target::Finding(finding.id.clone())));
        let colon = match self.language() {
            Language::Zh => "：",
            Language::En => ": ",
        };
        if let Some((target, words)) = &finding.place {
            self.open(&Stand::of("Finding"));
            let label = format!("{}{colon}", self.word("ui.label.place"));
            self.plain(&label);
            self.inside(target, |writer| writer.plain(words));
            self.out.close("w:p");
        }
        if let Some(quote) = &finding.quote {
            let label = format!("{}{colon}", self.word("ui.label.quote"));
            self.line(&Stand::of("Finding"), &spot.part("quote"), &label, quote);
        }
        for (index, side) in finding.sides.iter().enumerate() {
            let mut runs = side.name.clone();
            runs.push(Run::Words(colon.to_owned()));
            runs.extend(side.value.iter().cloned());
            self.line(&Stand::of("Finding"), &spot.part("side").at(index), "", &runs);
        }
        // The last line lets go of the next finding.
        let last = "<w:keepNext w:val=\"0\"/>";
        self.line(&Stand::with("Finding", last), &spot.part("note"), "", &finding.note);
    }
}

/// The captions that stand in the text, in the order of their numbers.
fn captions<'a>(
    frame: &crate::model::document::Frame,
    captions: impl Iterator<Item = &'a Caption>,
    target: fn(String) -> Target,
) -> Vec<(u8, String, Target)> {
    let mut found = BTreeMap::new();
    for caption in captions {
        let place = target(caption.id.clone());
        if frame.places.contains_key(&place) && !caption.label.is_empty() {
            let words = format!("{}\u{2002}{}", caption.label, Run::plain(&caption.title));
            found.insert((caption.order, caption.id.clone()), (2, words, place));
        }
    }
    found.into_values().collect()
}
