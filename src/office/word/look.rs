//! Styles and lists of a Word document: what a paragraph is by the style that it has.

use super::ListPlace;
use crate::diagnostic::Failure;
use crate::office::{Package, attribute, child, children, tree};
use roxmltree::Node;
use std::collections::BTreeMap;

/// Styles follow each other no further than this.
const LONGEST_LINE: usize = 16;

/// A style.
#[derive(Debug, Default, Clone)]
struct Style {
    name: String,
    follows: Option<String>,
    outline: Option<u8>,
    list: Option<(String, u8)>,
}

/// The styles and lists of a document.
#[derive(Debug, Default)]
pub(super) struct Look {
    styles: BTreeMap<String, Style>,
    standard: Option<String>,
    /// The levels of each list: format and text.
    lists: BTreeMap<String, BTreeMap<u8, (String, String)>>,
}

impl Look {
    /// What the main part names.
    pub(super) fn of(package: &Package<'_>, main: &str) -> Result<Self, Failure> {
        let mut look = Self::default();
        if let Some(path) = package.related(main, "styles")?
            && let Some(text) = package.text(&path)?
        {
            look.read_styles(tree(&path, &text)?.root_element());
        }
        if let Some(path) = package.related(main, "numbering")?
            && let Some(text) = package.text(&path)?
        {
            look.read_lists(tree(&path, &text)?.root_element());
        }
        Ok(look)
    }

    fn read_styles(&mut self, root: Node<'_, '_>) {
        for style in children(root, "style").filter(|style| attribute(*style, "type") == Some("paragraph")) {
            let Some(id) = attribute(style, "styleId") else { continue };
            let properties = child(style, "pPr");
            let value = |name: &str| child(style, name).and_then(|found| attribute(found, "val")).map(str::to_owned);
            let read = Style {
                name: value("name").unwrap_or_default().to_lowercase(),
                follows: value("basedOn"),
                outline: properties.and_then(outline),
                list: properties.and_then(list),
            };
            if attribute(style, "default").is_some_and(is_on) {
                self.standard = Some(id.to_owned());
            }
            self.styles.insert(id.to_owned(), read);
        }
    }

    fn read_lists(&mut self, root: Node<'_, '_>) {
        let mut shapes: BTreeMap<&str, BTreeMap<u8, (String, String)>> = BTreeMap::new();
        let levels = |node: Node<'_, '_>| -> BTreeMap<u8, (String, String)> {
            let level = |level: Node<'_, '_>| {
                let value = |name: &str| child(level, name).and_then(|found| attribute(found, "val")).unwrap_or("");
                let number = attribute(level, "ilvl")?.parse().ok()?;
                Some((number, (value("numFmt").to_owned(), value("lvlText").to_owned())))
            };
            children(node, "lvl").filter_map(level).collect()
        };
        for shape in children(root, "abstractNum") {
            if let Some(id) = attribute(shape, "abstractNumId") {
                shapes.insert(id, levels(shape));
            }
        }
        for list in children(root, "num") {
            let Some(id) = attribute(list, "numId") else { continue };
            let shape = child(list, "abstractNumId").and_then(|shape| attribute(shape, "val"));
            let mut own = shape.and_then(|shape| shapes.get(shape)).cloned().unwrap_or_default();
            for change in children(list, "lvlOverride") {
                own.extend(levels(change));
            }
            self.lists.insert(id.to_owned(), own);
        }
    }

    /// The name, outline level and place in a list of a paragraph with these properties.
    pub(super) fn of_paragraph(&self, properties: Option<Node<'_, '_>>) -> (String, Option<u8>, Option<ListPlace>) {
        let named = properties.and_then(|properties| child(properties, "pStyle")).and_then(|own| attribute(own, "val"));
        let id = named.or(self.standard.as_deref());
        let name =
            named.map_or_else(String::new, |id| self.styles.get(id).map_or(id.to_lowercase(), |s| s.name.clone()));
        let mut level = properties.and_then(outline);
        let mut place = properties.and_then(list);
        let mut next = id.and_then(|id| self.styles.get(id));
        for _ in 0..LONGEST_LINE {
            let Some(style) = next else { break };
            // Some files name the outline levels by their styles alone.
            level = level.or(style.outline).or_else(|| style.name.strip_prefix("heading ")?.parse().ok());
            place = place.or_else(|| style.list.clone());
            next = style.follows.as_ref().and_then(|id| self.styles.get(id));
        }
        let place = place.filter(|(list, _)| list != "0").map(|(list, level)| {
            let found = self.lists.get(&list).and_then(|levels| levels.get(&level)).cloned();
            let (format, text) = found.unwrap_or_default();
            ListPlace { list, level, format, text }
        });
        (name, level.filter(|level| (1..=9).contains(level)), place)
    }
}

/// Whether a switch is on.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

fn outline(properties: Node<'_, '_>) -> Option<u8> {
    let level: u8 = attribute(child(properties, "outlineLvl")?, "val")?.parse().ok()?;
    // 9 is the body.
    level.checked_add(1)
}

fn list(properties: Node<'_, '_>) -> Option<(String, u8)> {
    let numbers = child(properties, "numPr")?;
    let value = |name: &str| child(numbers, name).and_then(|found| attribute(found, "val"));
    Some((value("numId")?.to_owned(), value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
}
