//! The Word copy: the plan as a .docx that reviewers write into, made of the same document as the site and the PDFs.
//!
//! A thin reader: it computes no number and words none. Each line stands under a hidden bookmark and each number in a
//! content control ([`crate::office::copy`]), so that what reviewers do comes back to its place. The same document gives
//! the same bytes; no name of a person, no revision id and no clock goes in.

mod around;
mod block;
mod figure;
mod house;
mod line;
mod looks;
mod page;
mod pager;
mod parts;
mod styles;
mod table;
mod track;
mod writer;

pub use house::left_out;

use crate::diagnostic::{Failure, Message};
use crate::model::document::Document;
use crate::model::{Drawing, Language, Paintings, Project};
use crate::office::copy::Identity;
use crate::office::tracked::{Line, Tracked};
use crate::office::{Archive, Markup, Package};
use house::{Edge, House};
use page::{PageSetup, Section};
use std::collections::BTreeMap;
use styles::Styles;
use writer::Writer;

/// Charts: what each says, and as files of pixels.
pub type Pictures<'a> = (&'a BTreeMap<(String, Language), Drawing>, &'a Paintings);

/// What a copy is made of.
#[derive(Clone, Copy)]
pub struct Copy<'a> {
    /// The book in one language.
    pub document: &'a dyn Document,
    /// Its images.
    pub project: &'a Project,
    /// Its charts, drawn and painted; without them the copy has the words alone.
    pub pictures: Option<Pictures<'a>>,
    /// A house's document, whose styles, page, head and foot it takes.
    pub reference: Option<&'a [u8]>,
    /// What has changed since an edition.
    pub tracked: Option<&'a Tracked>,
}

/// What has changed in the lines of a document's copy; `None` where it is compared with nothing.
pub type Since<'a> = &'a dyn Fn(&dyn Document, &[Line]) -> Option<Tracked>;

/// The copies of documents, each with its language.
///
/// # Errors
/// As [`Copy::render`].
pub fn copies(
    documents: &[&dyn Document],
    project: &Project,
    pictures: Pictures<'_>,
    reference: Option<&[u8]>,
    since: Since<'_>,
) -> Result<Vec<(Language, Vec<u8>)>, Failure> {
    let copy = |document: &&dyn Document| {
        let copy = Copy { pictures: Some(pictures), reference, ..Copy::of(*document, project) };
        let tracked = since(*document, &copy.lines());
        Ok((document.frame().language, Copy { tracked: tracked.as_ref(), ..copy }.render()?))
    };
    documents.iter().map(copy).collect()
}

impl<'a> Copy<'a> {
    /// That of a book's words alone, in the tool's own looks.
    pub fn of(document: &'a dyn Document, project: &'a Project) -> Self {
        Self { document, project, pictures: None, reference: None, tracked: None }
    }
}

impl Copy<'_> {
    /// Its lines, before any change; those of notes last.
    pub fn lines(&self) -> Vec<Line> {
        let (frame, styles) = (self.document.frame(), Styles::default());
        let mut writer = Writer::new(frame, self.project, None, &styles, PageSetup::default());
        writer.log = Some(Default::default());
        writer.all(self.document);
        let (mut body, notes) = writer.log.unwrap_or_default();
        body.extend(notes);
        body
    }

    /// The file.
    ///
    /// # Errors
    /// When the house's document is none, or has no styles.
    pub fn render(&self) -> Result<Vec<u8>, Failure> {
        let frame = self.document.frame();
        let (styles, setup, house) = self.look(frame.language)?;
        let mut writer = Writer::new(frame, self.project, self.pictures, &styles, setup);
        writer.tracked = self.tracked;
        let title = &self.project.plan.title;
        let identity = Identity::of(&format!("{}|{}", title.zh.plain(), title.en.plain()), frame);
        writer.all(self.document);
        let last = writer.section(Section::Chapters);
        let first = writer.identity(&identity);
        let (header, of_header) = house.header.map_or_else(|| (writer.header(), Vec::new()), Edge::parts);
        let (footer, of_footer) = house.footer.map_or_else(|| (writer.footer(), Vec::new()), Edge::parts);
        let core = writer.properties();
        let mut document = Markup::part();
        document.open("w:document", &parts::SPACES).open("w:body", &[]);
        document.raw(&first).raw(writer.out.as_str()).raw(&last).close("w:body").close("w:document");
        let mut archive = Archive::default();
        let mut add = |path: &str, text: &str| archive.add(path, text.as_bytes());
        add("[Content_Types].xml", &parts::content_types(house.theme.is_some()));
        add("_rels/.rels", &parts::root_relations());
        add("word/document.xml", document.as_str());
        add("word/_rels/document.xml.rels", &parts::links(&writer.relations, Some(house.theme.is_some())));
        add("word/styles.xml", &styles.xml);
        add("word/numbering.xml", &parts::numbering(&writer.lists, frame.language));
        add("word/settings.xml", &parts::settings());
        add("word/footnotes.xml", &parts::footnotes(writer.notes.as_str()));
        add("word/_rels/footnotes.xml.rels", &parts::links(&writer.note_relations, None));
        add("word/header1.xml", &header);
        add("word/footer1.xml", &footer);
        house.theme.iter().for_each(|theme| add("word/theme1.xml", theme));
        add("docProps/core.xml", &core);
        add("docProps/app.xml", &parts::application());
        add("docProps/custom.xml", &parts::custom(&identity, &Identity::edition(frame)));
        for (name, pictures) in [("header1", &of_header), ("footer1", &of_footer)] {
            if !pictures.is_empty() {
                archive.add(&format!("word/_rels/{name}.xml.rels"), parts::pictures(pictures).as_bytes());
                pictures.iter().for_each(|(_, path, bytes)| archive.add(&format!("word/{path}"), bytes));
            }
        }
        for (path, bytes) in &writer.media {
            archive.add(&format!("word/{path}"), bytes);
        }
        Ok(archive.finish())
    }

    /// The styles, the page and the other parts: a house's, or the tool's own.
    fn look(&self, language: Language) -> Result<(Styles, PageSetup, House), Failure> {
        let Some(bytes) = self.reference else {
            return Ok((Styles::own(language), PageSetup::default(), House::default()));
        };
        let package = Package::open(bytes)?;
        let none = || Failure::new(Message::new("office.not-word")).hint(Message::new("office.foreign-hint"));
        let main = package.related("", "officeDocument")?.ok_or_else(none)?;
        let styles = Styles::of_house(&package, &main, language)?;
        Ok((styles, PageSetup::of_house(&package, &main)?, House::of(&package, &main)?))
    }
}
