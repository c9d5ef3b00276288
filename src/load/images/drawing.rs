//! Drawings (SVG): read as XML and let pass by list. A page of the site may be opened with the drawing alone in it, so it
//! must not act, ask for anything, or link anywhere; and print must be able to set what the site shows.

use super::css::{refused_in_sheet, refused_in_style, refused_in_value, shortened};
use super::lists::{SVG, XLINK, XML, is_known_attribute, is_known_element, is_known_property, is_note};
use super::picture::{self, Refused};
use crate::diagnostic::limits::{DEEPEST_DRAWING, MOST_ATTRIBUTES, MOST_ELEMENTS};
use crate::diagnostic::{Message, rule};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Attribute, Document, Error, Node, NodeId, NodeType, ParsingOptions};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A fault of a drawing and the bytes it is at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) refused: Refused,
}

/// What a drawing holds.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// What is wrong with it.
    pub(super) faults: Vec<Fault>,
    /// The words it shows, each with the bytes where they are written.
    pub(super) words: Vec<(Range<usize>, String)>,
}

impl Drawing {
    /// Reads a drawing.
    pub(super) fn read(text: &str) -> Self {
        let mut drawing = Self::default();
        if let Some(fault) = too_intricate(text) {
            drawing.faults.push(fault);
            return drawing;
        }
        let nodes_limit = u32::try_from(MOST_ELEMENTS * 3).unwrap_or(u32::MAX);
        let options = ParsingOptions { allow_dtd: false, nodes_limit, ..ParsingOptions::default() };
        match Document::parse_with_options(text, options) {
            Ok(document) => drawing.look(&document),
            Err(Error::DtdDetected) => {
                let start = text.find("<!DOCTYPE").unwrap_or(0);
                drawing.refuse(start..start + 9, Message::new("svg-refused.doctype"));
            }
            Err(Error::NodesLimitReached) => drawing.faults.push(too_large("limit-elements", 0..0, MOST_ELEMENTS)),
            Err(error) => {
                let place = offset(text, error.pos());
                drawing.faults.push(Fault {
                    range: place..place,
                    refused: Refused::new("svg-refused.not-xml", "image-broken.hint-anew"),
                });
            }
        }
        drawing
    }

    /// Moves all places: the drawing was read without what stands before it in the file.
    pub(super) fn shift(&mut self, by: usize) {
        let faults = self.faults.iter_mut().map(|fault| &mut fault.range);
        for range in faults.chain(self.words.iter_mut().map(|(range, _)| range)) {
            *range = range.start + by..range.end + by;
        }
    }

    fn refuse(&mut self, range: Range<usize>, message: Message) {
        let refused = Refused { rule: rule::SVG_REFUSED, message, hint: Message::new("svg-refused.hint") };
        self.faults.push(Fault { range, refused });
    }

    fn look(&mut self, document: &Document<'_>) {
        let root = document.root_element();
        if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
            self.refuse(head(root), Message::new("svg-refused.root"));
            return;
        }
        if !has_size(root) {
            self.refuse(head(root), Message::new("svg-refused.size"));
        }
        // What lies in an element that is refused is not looked at again.
        let mut passed: HashSet<NodeId> = HashSet::new();
        for node in document.root().descendants() {
            let inside = node.parent().is_some_and(|parent| passed.contains(&parent.id()));
            let sound = inside
                || match node.node_type() {
                    NodeType::Element => self.element(node),
                    NodeType::PI => self.instruction(node),
                    NodeType::Text => self.words(node),
                    _ => true,
                };
            if inside || !sound {
                passed.insert(node.id());
            }
        }
        self.repeated(document);
    }

    /// Whether to go on inside an element.
    fn element(&mut self, node: Node<'_, '_>) -> bool {
        let name = node.tag_name().name();
        match node.tag_name().namespace() {
            Some(SVG) if is_known_element(name) => {}
            // A drawing program's notes, wherever they stand; what stands in them is looked at as well.
            Some(other) if is_note(other) => return true,
            _ => {
                let id = match name {
                    "script" | "handler" => "svg-refused.script",
                    "a" => "svg-refused.link",
                    "animate" | "animateMotion" | "animateTransform" | "animateColor" | "set" => {
                        "svg-refused.animation"
                    }
                    "foreignObject" => "svg-refused.foreign",
                    _ => "svg-refused.element",
                };
                self.refuse(head(node), Message::new(id).with("name", shortened(name)));
                return false;
            }
        }
        for attribute in node.attributes() {
            self.attribute(node, &attribute);
        }
        if name == "style" {
            let sheet: String = node.children().filter_map(|child| child.text()).collect();
            if let Some(found) = refused_in_sheet(&sheet) {
                self.refuse(head(node), Message::new("svg-refused.style").with("found", found));
            }
        }
        true
    }

    fn attribute(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        let range = attribute.range();
        if name == "href" && matches!(attribute.namespace(), None | Some(XLINK)) {
            self.reference(node, attribute);
            return;
        }
        let lower = name.to_ascii_lowercase();
        let known = match attribute.namespace() {
            None => is_known_attribute(name) || name == "style",
            Some(XML) => matches!(name, "space" | "lang" | "id"),
            Some(XLINK) => matches!(name, "title" | "type" | "show" | "actuate" | "role" | "arcrole"),
            Some(other) => is_note(other),
        };
        if attribute.namespace().is_none() && lower.starts_with("on") {
            self.refuse(range, Message::new("svg-refused.handler").with("name", shortened(name)));
        } else if !known {
            self.refuse(range, Message::new("svg-refused.attribute").with("name", shortened(name)));
        } else if attribute.namespace().is_none() {
            let found = match name {
                "style" => refused_in_style(value),
                name if is_known_property(name) => refused_in_value(value),
                _ => None,
            };
            if let Some(found) = found {
                self.refuse(range, Message::new("svg-refused.style").with("found", found));
            }
        }
    }

    /// A reference leads to a part of the drawing, or holds a picture.
    fn reference(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) {
        let target = attribute.value().trim();
        if target.strip_prefix('#').is_some_and(|id| !id.is_empty()) {
            return;
        }
        let may_hold = matches!(node.tag_name().name(), "image" | "feImage");
        match embedded(target).filter(|_| may_hold) {
            Some(Ok(())) => {}
            Some(Err(refused)) => self.faults.push(Fault { range: attribute.range_qname(), refused }),
            None => {
                let message = Message::new("svg-refused.reference").with("target", shortened(target));
                self.refuse(attribute.range(), message);
            }
        }
    }

    fn instruction(&mut self, node: Node<'_, '_>) -> bool {
        let name = node.pi().map_or("", |instruction| instruction.target);
        if name != "xpacket" {
            self.refuse(node.range(), Message::new("svg-refused.instruction").with("name", shortened(name)));
        }
        false
    }

    /// Takes down words that are shown.
    fn words(&mut self, node: Node<'_, '_>) -> bool {
        let shown = node.ancestors().any(|above| above.has_tag_name((SVG, "text")));
        if let Some(text) = node.text().filter(|text| shown && !text.trim().is_empty()) {
            self.words.push((node.range(), text.to_owned()));
        }
        true
    }

    /// Parts that are used again are drawn again: a few lines may stand for millions, or for themselves.
    fn repeated(&mut self, document: &Document<'_>) {
        let mut ids: HashMap<&str, Node<'_, '_>> = HashMap::new();
        for node in document.descendants() {
            if let Some(id) = node.attribute("id") {
                ids.entry(id).or_insert(node);
            }
        }
        let mut uses = Uses { ids, sizes: HashMap::new(), open: HashSet::new(), circle: None };
        let total = uses.size(document.root_element(), 0);
        if let Some(range) = uses.circle {
            self.refuse(range, Message::new("svg-refused.circle"));
        } else if total > MOST_ELEMENTS {
            self.faults.push(too_large("limit-elements", head(document.root_element()), MOST_ELEMENTS));
        }
    }
}

/// How many elements are drawn.
struct Uses<'a, 'input> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    sizes: HashMap<NodeId, usize>,
    open: HashSet<NodeId>,
    /// The first use that leads to itself.
    circle: Option<Range<usize>>,
}

impl<'a, 'input> Uses<'a, 'input> {
    /// The elements of a node, those counted again that it uses.
    fn size(&mut self, node: Node<'a, 'input>, depth: usize) -> usize {
        if let Some(known) = self.sizes.get(&node.id()) {
            return *known;
        }
        if depth > DEEPEST_DRAWING * 8 || !self.open.insert(node.id()) {
            self.circle.get_or_insert(head(node));
            return 0;
        }
        let mut size: usize = 1;
        for child in node.children().filter(Node::is_element) {
            size = size.saturating_add(self.size(child, depth + 1));
        }
        if node.has_tag_name((SVG, "use")) {
            let target = node.attribute("href").or_else(|| node.attribute((XLINK, "href")));
            let target = target.and_then(|target| target.trim().strip_prefix('#'));
            if let Some(used) = target.and_then(|id| self.ids.get(id).copied()) {
                if self.open.contains(&used.id()) {
                    self.circle.get_or_insert(head(node));
                } else {
                    size = size.saturating_add(self.size(used, depth + 1));
                }
            }
        }
        self.open.remove(&node.id());
        self.sizes.insert(node.id(), size);
        size
    }
}

/// The start tag's opening: `<rect`.
fn head(node: Node<'_, '_>) -> Range<usize> {
    let range = node.range();
    let written = node.document().input_text().get(range.clone()).unwrap_or_default();
    let length = written.find(|sign: char| sign.is_whitespace() || matches!(sign, '>' | '/')).unwrap_or(written.len());
    range.start..range.start + length
}

/// Whether print can tell how large a drawing is.
fn has_size(root: Node<'_, '_>) -> bool {
    // What is not a number (`auto`) counts as not given.
    let positive = |text: &str| {
        let of_number = |sign: &char| sign.is_ascii_digit() || matches!(sign, '.' | '-' | '+');
        let number: String = text.trim().chars().take_while(of_number).collect();
        number.parse::<f64>().ok().is_none_or(|number| number > 0.0)
    };
    let sound = |name: &str| root.attribute(name).is_none_or(positive);
    let field = root.attribute("viewBox").map(|field| {
        let parts: Vec<&str> = field.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty()).collect();
        matches!(parts.as_slice(), [_, _, width, height] if positive(width) && positive(height))
    });
    let given = root.attribute("width").is_some() && root.attribute("height").is_some();
    sound("width") && sound("height") && field.unwrap_or(given)
}

/// A picture inside a reference: nothing if it is not one.
fn embedded(target: &str) -> Option<Result<(), Refused>> {
    let read = [("data:image/png;base64,", picture::png as fn(&[u8]) -> _), ("data:image/jpeg;base64,", picture::jpeg)];
    let read = read.into_iter().chain([("data:image/jpg;base64,", picture::jpeg as fn(&[u8]) -> _)]);
    let (data, check) = read.into_iter().find_map(|(head, check)| Some((target.strip_prefix(head)?, check)))?;
    let written: String = data.chars().filter(|sign| !sign.is_ascii_whitespace()).collect();
    match STANDARD.decode(written) {
        Ok(bytes) => Some(check(&bytes)),
        Err(_) => Some(Err(Refused::new("image-broken.damaged", "image-broken.hint-anew"))),
    }
}

fn too_large(id: &'static str, range: Range<usize>, limit: usize) -> Fault {
    let message = Message::new(id).with("limit", limit);
    let refused = Refused { rule: rule::LIMIT_EXCEEDED, message, hint: Message::new("limit-drawing-hint") };
    Fault { range, refused }
}

/// Elements nested too deeply and tags with too many attributes, on which reading the XML would take long: told by the
/// angle brackets alone.
fn too_intricate(text: &str) -> Option<Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(found) = bytes.get(at..)?.iter().position(|byte| *byte == b'<') {
        let start = at + found;
        let rest = &text[start..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("</", ">")];
        if let Some((opening, closing)) = skipped.iter().find(|(opening, _)| rest.starts_with(opening)) {
            depth = depth.saturating_sub(usize::from(*opening == "</"));
            at = start + opening.len() + rest[opening.len()..].find(closing)? + closing.len();
            continue;
        }
        let (mut quote, mut attributes, mut end) = (None, 0, rest.len());
        for (place, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => {
                    end = place;
                    break;
                }
                (None, b'=') => attributes += 1,
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(mark), byte) if mark == byte => quote = None,
                _ => {}
            }
        }
        if attributes > MOST_ATTRIBUTES {
            return Some(too_large("limit-attributes", start..start + 1, MOST_ATTRIBUTES));
        }
        depth += usize::from(!rest[..end].ends_with('/'));
        if depth > DEEPEST_DRAWING {
            return Some(too_large("limit-nesting", start..start + 1, DEEPEST_DRAWING));
        }
        at = start + end;
    }
    None
}

/// Where the XML parser's line and column are.
fn offset(text: &str, place: roxmltree::TextPos) -> usize {
    let line = usize::try_from(place.row).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(place.col).unwrap_or(1).saturating_sub(1);
    let start = match line {
        0 => 0,
        line => text.match_indices('\n').nth(line - 1).map_or(text.len(), |(newline, _)| newline + 1),
    };
    text[start..].char_indices().nth(column).map_or(text.len(), |(at, _)| start + at)
}
