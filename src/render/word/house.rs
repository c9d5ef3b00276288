//! What a house's document lends beside its styles and its page: head, foot and theme. A head or foot may have pictures, if
//! they lie in the file; a part that names anything else, in the file or out of it, or that holds changes of somebody, is
//! left out, and that is said. Pictures lose what they tell beside the picture.

use crate::diagnostic::{Failure, Message};
use crate::office::{Package, attribute, children, named, tree};
use crate::render::stripped::stripped;

/// The parts of a house's document that are taken as they are.
#[derive(Debug, Default)]
pub(super) struct House {
    /// The head of its last section.
    pub(super) header: Option<Edge>,
    /// The foot.
    pub(super) footer: Option<Edge>,
    /// The fonts and colours that its styles name.
    pub(super) theme: Option<String>,
    /// What it has and is not taken, in words.
    left_out: Vec<Message>,
}

/// A head or a foot.
#[derive(Debug)]
pub(super) struct Edge {
    xml: String,
    pictures: Vec<EdgePicture>,
}

/// A picture in it: the id by which it is named, its path in the copy, its bytes.
pub(super) type EdgePicture = (String, String, Vec<u8>);

impl Edge {
    /// Its text and its pictures.
    pub(super) fn parts(self) -> (String, Vec<EdgePicture>) {
        (self.xml, self.pictures)
    }
}

/// The endings of pictures that are taken.
const PICTURES: [&str; 3] = ["png", "jpg", "jpeg"];

/// What of a house's document is not taken, one message a part.
///
/// # Errors
/// When the file is no Word document.
pub fn left_out(bytes: &[u8]) -> Result<Vec<Message>, Failure> {
    let package = Package::open(bytes)?;
    let none = || Failure::new(Message::new("office.not-word")).hint(Message::new("office.foreign-hint"));
    let main = package.related("", "officeDocument")?.ok_or_else(none)?;
    Ok(House::of(&package, &main)?.left_out)
}

impl House {
    /// Reads them.
    ///
    /// # Errors
    /// When a part is damaged.
    pub(super) fn of(package: &Package<'_>, main: &str) -> Result<Self, Failure> {
        let mut house = Self::default();
        house.header = house.edge(package, main, "header")?;
        house.footer = house.edge(package, main, "footer")?;
        if let Some(path) = package.related(main, "theme")? {
            house.theme = house.taken(package, &path, ("theme", "theme"))?.map(|edge| edge.xml);
        }
        Ok(house)
    }

    /// The head or foot of all pages of the last section that has one; `kind`: `header`, `footer`.
    fn edge(&mut self, package: &Package<'_>, main: &str, kind: &'static str) -> Result<Option<Edge>, Failure> {
        let Some(text) = package.text(main)? else { return Ok(None) };
        let document = tree(main, &text)?;
        let name = format!("{kind}Reference");
        let is_for_all = |node: &roxmltree::Node<'_, '_>| attribute(*node, "type").is_none_or(|own| own == "default");
        let sections = document.root_element().descendants().filter(|node| named(*node, "sectPr"));
        let last = sections.filter_map(|section| children(section, &name).find(is_for_all)).next_back();
        let Some(id) = last.and_then(|reference| attribute(reference, "id")) else { return Ok(None) };
        let known = package.relations(main, kind)?;
        match known.iter().find(|(own, _)| own == id) {
            Some((_, path)) => self.taken(package, path, (kind, if kind == "header" { "hdr" } else { "ftr" })),
            None => Ok(None),
        }
    }

    /// A part whose root has a name; `None`, and a message, if it names other parts than pictures or holds changes of
    /// somebody.
    fn taken(
        &mut self,
        package: &Package<'_>,
        path: &str,
        (kind, root): (&'static str, &str),
    ) -> Result<Option<Edge>, Failure> {
        let Some(text) = package.text(path)? else { return Ok(None) };
        let part = tree(path, &text)?;
        let pictures = if kind == "theme" { Vec::new() } else { pictures(package, path, kind)? };
        let names_others = relations(package, path)? != pictures.len();
        let is_somebodys = part.descendants().any(|node| attribute(node, "author").is_some());
        if !named(part.root_element(), root) || names_others || is_somebodys {
            let id = match kind {
                "header" => "word.reference-header",
                "footer" => "word.reference-footer",
                _ => "word.reference-theme",
            };
            self.left_out.push(Message::new(id).with("part", path));
            return Ok(None);
        }
        Ok(Some(Edge { xml: without_revisions(&text, &part), pictures }))
    }
}

/// How many relations a part has, whatever they lead to.
fn relations(package: &Package<'_>, path: &str) -> Result<usize, Failure> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let relations = format!("{folder}/_rels/{name}.rels");
    let relations = relations.trim_start_matches('/');
    let Some(text) = package.text(relations)? else { return Ok(0) };
    Ok(tree(relations, &text)?.root_element().children().filter(roxmltree::Node::is_element).count())
}

/// The pictures of a part that lie in the file, each under a name of its own in the copy.
fn pictures(package: &Package<'_>, path: &str, kind: &str) -> Result<Vec<EdgePicture>, Failure> {
    let mut found = Vec::new();
    for (id, target) in package.relations(path, "image")? {
        let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let Some(bytes) = package.bytes(&target)?.filter(|_| PICTURES.contains(&ending.as_str())) else { continue };
        let own = format!("media/{kind}{}.{ending}", found.len() + 1);
        let bare = stripped(&own, &bytes).into_owned();
        found.push((id, own, bare));
    }
    Ok(found)
}

/// The text of a part without the ids of editing sessions.
fn without_revisions(text: &str, part: &roxmltree::Document<'_>) -> String {
    let attributes = part.descendants().flat_map(|node| node.attributes());
    let own = attributes.filter(|attribute| attribute.name().starts_with("rsid"));
    let mut cuts: Vec<std::ops::Range<usize>> = own.map(|attribute| attribute.range()).collect();
    cuts.sort_by_key(|cut| cut.start);
    let (mut kept, mut done) = (String::with_capacity(text.len()), 0);
    for cut in cuts {
        kept.push_str(text.get(done..cut.start).unwrap_or_default().trim_end_matches(' '));
        done = cut.end;
    }
    kept + text.get(done..).unwrap_or_default()
}
