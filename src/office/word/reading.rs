//! From the parts of a Word file to a [`Manuscript`].

use super::aside;
use super::change::{changed, outer};
use super::look::{Look, is_on};
use super::{Block, Breaks, Cell, Change, Manuscript, OBJECT, Origin, Paragraph, Piece, Row, Table};
use crate::diagnostic::{Failure, Message};
use crate::office::{Package, attribute, child, children, named, tree};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::ops::Range;

impl Manuscript {
    /// Reads a Word document.
    ///
    /// # Errors
    /// When it is another kind of file, is damaged, or exceeds a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, Failure> {
        let package = Package::open(bytes)?;
        let foreign = || Failure::new(Message::new("office.not-word")).hint(Message::new("office.foreign-hint"));
        let main = package.related("", "officeDocument")?.ok_or_else(foreign)?;
        let text = package.text(&main)?.ok_or_else(foreign)?;
        let document = tree(&main, &text)?;
        let body = child(document.root_element(), "body");
        let body = body.filter(|_| named(document.root_element(), "document")).ok_or_else(foreign)?;
        let look = Look::of(&package, &main)?;
        let mut reader = Reader {
            look: &look,
            unread: BTreeMap::new(),
            open: Vec::new(),
            fields: Vec::new(),
            breaks: Breaks::default(),
            unit: None,
            marks: BTreeMap::new(),
        };
        let mut manuscript = Self { body: reader.blocks(body, None), ..Self::default() };
        manuscript.marks = std::mem::take(&mut reader.marks);
        for (kind, name) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
            let Some(path) = package.related(&main, kind)? else { continue };
            let Some(text) = package.text(&path)? else { continue };
            let notes = tree(&path, &text)?;
            for note in children(notes.root_element(), name) {
                // Those with a type are the lines that part notes from the text.
                if let (Some(id), None) = (attribute(note, "id"), attribute(note, "type").filter(|it| *it != "normal"))
                {
                    manuscript.notes.push((format!("{name} {id}"), reader.blocks(note, None)));
                }
            }
        }
        manuscript.comments = aside::comments(&package, &main, &mut |comment| reader.blocks(comment, None))?;
        manuscript.unread = reader.unread;
        manuscript.media = package.relations(&main, "image")?.into_iter().collect();
        manuscript.properties = aside::properties(&package)?;
        Ok(manuscript)
    }
}

/// Where a field stands: its instruction is no text, its result is.
#[derive(PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

/// Reads blocks.
struct Reader<'a> {
    look: &'a Look,
    unread: BTreeMap<&'static str, usize>,
    /// Comments that are open, also over the ends of paragraphs.
    open: Vec<String>,
    fields: Vec<Field>,
    /// The pages so far.
    breaks: Breaks,
    /// What stands in the paragraph and holds the words that come; `None` between paragraphs and runs.
    unit: Option<Range<usize>>,
    /// Where the marks of notes stand.
    marks: BTreeMap<String, Origin>,
}

/// What holds for a stretch of text.
#[derive(Clone, Default)]
struct Around {
    change: Option<Change>,
    tag: Option<String>,
}

impl Reader<'_> {
    fn blocks(&mut self, holder: Node<'_, '_>, change: Option<&Change>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, change, &mut blocks),
                "tbl" => blocks.push(Block::Table(self.table(node))),
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        blocks.extend(self.blocks(content, change));
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        blocks.extend(self.blocks(chosen, change));
                    }
                }
                "customXml" | "smartTag" => blocks.extend(self.blocks(node, change)),
                "ins" | "del" | "moveFrom" | "moveTo" => {
                    let own = changed(node);
                    blocks.extend(self.blocks(node, own.as_ref()));
                }
                "commentRangeStart" | "commentRangeEnd" | "bookmarkStart" => self.between(node, &mut blocks),
                _ => {}
            }
        }
        blocks
    }

    /// What begins or ends between paragraphs.
    fn between(&mut self, node: Node<'_, '_>, blocks: &mut [Block]) {
        let Some(id) = attribute(node, "id") else { return };
        match node.tag_name().name() {
            "commentRangeStart" => self.open.push(id.to_owned()),
            "commentRangeEnd" => self.open.retain(|open| open != id),
            _ => {
                // A bookmark between paragraphs belongs to the next; its name is kept with the one before if there is none.
                if let (Some(name), Some(Block::Paragraph(last))) = (attribute(node, "name"), blocks.last_mut()) {
                    last.bookmarks.push(name.to_owned());
                }
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>, change: Option<&Change>, blocks: &mut Vec<Block>) {
        let properties = child(node, "pPr");
        let (style, outline, list) = self.look.of_paragraph(properties);
        let mark = properties.and_then(|properties| child(properties, "rPr"));
        let end = mark.and_then(|mark| mark.children().find_map(changed)).or_else(|| change.cloned());
        let mut paragraph = Paragraph { style, outline, list, end, ..Paragraph::default() };
        let switched = |name: &str| properties.and_then(|own| child(own, name));
        let begins = switched("pageBreakBefore").is_some_and(|own| attribute(own, "val").is_none_or(is_on));
        self.breaks.asked += usize::from(begins);
        let around = Around { change: change.cloned(), tag: None };
        let mut boxes = Vec::new();
        self.content(node, &around, &mut paragraph, &mut boxes);
        let flows = |section| child(section, "type").and_then(|own| attribute(own, "val")) == Some("continuous");
        self.breaks.asked += usize::from(switched("sectPr").is_some_and(|section| !flows(section)));
        blocks.push(Block::Paragraph(paragraph));
        blocks.append(&mut boxes);
    }

    /// What stands in a paragraph, or in something in it.
    fn content(&mut self, holder: Node<'_, '_>, around: &Around, into: &mut Paragraph, boxes: &mut Vec<Block>) {
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.within(node, |own| own.run(node, around, into, boxes)),
                "ins" | "del" | "moveFrom" | "moveTo" => {
                    let own = changed(node).map(|own| outer(around.change.as_ref(), own));
                    self.content(node, &Around { change: own, ..around.clone() }, into, boxes);
                }
                "sdt" => {
                    let tag =
                        child(node, "sdtPr").and_then(|own| child(own, "tag")).and_then(|tag| attribute(tag, "val"));
                    let tag = tag.map(str::to_owned).or_else(|| around.tag.clone());
                    if let Some(content) = child(node, "sdtContent") {
                        self.content(content, &Around { tag, ..around.clone() }, into, boxes);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.within(node, |own| own.content(chosen, around, into, boxes));
                    }
                }
                "ruby" => {
                    if let Some(base) = child(node, "rubyBase") {
                        self.content(base, around, into, boxes);
                    }
                }
                "commentRangeStart" => self.open.extend(attribute(node, "id").map(str::to_owned)),
                "commentRangeEnd" => {
                    let id = attribute(node, "id").unwrap_or_default();
                    self.open.retain(|open| open != id);
                }
                "bookmarkStart" => into.bookmarks.extend(attribute(node, "name").map(str::to_owned)),
                "oMath" | "oMathPara" => {
                    *self.unread.entry("math").or_default() += 1;
                    let said: String = node
                        .descendants()
                        .filter(|inner| named(*inner, "t"))
                        .filter_map(|inner| inner.text())
                        .collect();
                    self.within(node, |own| own.push(&said, None, around, None, into));
                }
                "hyperlink" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                    self.content(node, around, into, boxes);
                }
                _ => {}
            }
        }
    }

    /// Reads what stands in an element; of several in each other the outermost is their unit.
    fn within(&mut self, node: Node<'_, '_>, read: impl FnOnce(&mut Self)) {
        let is_outermost = self.unit.is_none();
        self.unit.get_or_insert(node.range());
        read(self);
        if is_outermost {
            self.unit = None;
        }
    }

    fn run(&mut self, run: Node<'_, '_>, around: &Around, into: &mut Paragraph, boxes: &mut Vec<Block>) {
        let mut has_own_mark = false;
        for node in run.children().filter(Node::is_element) {
            let name = node.tag_name().name();
            if name == "fldChar" {
                match attribute(node, "fldCharType") {
                    Some("begin") => self.fields.push(Field::Instruction),
                    Some("separate") => {
                        if let Some(last) = self.fields.last_mut() {
                            *last = Field::Result;
                        }
                    }
                    _ => drop(self.fields.pop()),
                }
                continue;
            }
            if self.fields.contains(&Field::Instruction) {
                continue;
            }
            match name {
                // The number that follows a note's mark of its own is part of the mark.
                "t" | "delText" if has_own_mark => {}
                "t" | "delText" => {
                    let leaf = (self.unit.as_ref() == Some(&run.range())).then(|| node.range());
                    self.push(node.text().unwrap_or_default(), leaf, around, None, into);
                }
                "tab" | "ptab" => self.push("\t", None, around, None, into),
                "lastRenderedPageBreak" => self.breaks.set += 1,
                "br" if attribute(node, "type").is_some_and(|kind| kind != "textWrapping") => {
                    self.breaks.asked += usize::from(attribute(node, "type") == Some("page"));
                }
                "br" | "cr" => self.push("\n", None, around, None, into),
                "noBreakHyphen" => self.push("\u{2011}", None, around, None, into),
                "softHyphen" => {}
                "sym" => {
                    let code = attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                    let sign = code.and_then(char::from_u32).unwrap_or(OBJECT);
                    self.push(sign.encode_utf8(&mut [0; 4]), None, around, None, into);
                }
                "footnoteReference" | "endnoteReference" => {
                    has_own_mark = attribute(node, "customMarkFollows").is_some_and(is_on);
                    let kind = name.strip_suffix("Reference").unwrap_or(name);
                    let note = attribute(node, "id").map(|id| format!("{kind} {id}"));
                    self.push(OBJECT.encode_utf8(&mut [0; 4]), None, around, note, into);
                }
                "commentReference" => self.point(node, into),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.run(chosen, around, into, boxes);
                    }
                }
                "ruby" => {
                    if let Some(base) = child(node, "rubyBase") {
                        self.content(base, around, into, boxes);
                    }
                }
                "drawing" | "pict" | "object" => self.drawing(node, around, into, boxes),
                _ => {}
            }
        }
    }

    /// A comment whose range is nothing is on the text before its mark.
    fn point(&mut self, node: Node<'_, '_>, into: &mut Paragraph) {
        let Some(id) = attribute(node, "id") else { return };
        if into.pieces.iter().any(|piece| piece.comments.iter().any(|own| own == id)) {
            return;
        }
        let mark = Piece { comments: vec![id.to_owned()], ..Piece::default() };
        into.pieces.push(mark);
    }

    /// A picture is an object; a text box is read after its paragraph.
    fn drawing(&mut self, node: Node<'_, '_>, around: &Around, into: &mut Paragraph, boxes: &mut Vec<Block>) {
        let mut texts = node.descendants().filter(|inner| named(*inner, "txbxContent")).peekable();
        if texts.peek().is_none() {
            let chart = node.descendants().any(|inner| named(inner, "chart"));
            let kind = if chart {
                "chart"
            } else if named(node, "object") {
                "object"
            } else {
                "drawing"
            };
            *self.unread.entry(kind).or_default() += 1;
            let words =
                node.descendants().find(|inner| named(*inner, "docPr")).and_then(|inner| attribute(inner, "descr"));
            let held = node.descendants().filter_map(|inner| match inner.tag_name().name() {
                "blip" => attribute(inner, "embed"),
                "imagedata" => attribute(inner, "id"),
                _ => None,
            });
            into.pictures.extend(held.map(|held| (held.to_owned(), words.unwrap_or_default().to_owned())));
            return self.push(OBJECT.encode_utf8(&mut [0; 4]), None, around, None, into);
        }
        // The fields and comments of the paragraph go on after the box.
        let (fields, open) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.open));
        for text in texts {
            let inside = text.ancestors().skip(1).take_while(|above| *above != node);
            if !inside.into_iter().any(|above| named(above, "txbxContent") || named(above, "Fallback")) {
                boxes.extend(self.blocks(text, None));
            }
        }
        (self.fields, self.open) = (fields, open);
    }

    /// Adds words; `leaf` is the element that is these words alone and stands in a run.
    fn push(
        &mut self,
        words: &str,
        leaf: Option<Range<usize>>,
        around: &Around,
        note: Option<String>,
        into: &mut Paragraph,
    ) {
        if words.is_empty() {
            return;
        }
        let stays = around.change.as_ref().is_none_or(|change| change.kind.stays());
        let unit = self.unit.clone().unwrap_or_default();
        let origin = Origin { length: words.len(), stays, unit, leaf, breaks: self.breaks };
        if let Some(note) = &note {
            self.marks.insert(note.clone(), origin.clone());
        }
        into.origins.push(origin);
        let (change, comments, tag) = (around.change.clone(), self.open.clone(), around.tag.clone());
        // Runs that differ in their looks alone are one piece.
        if let Some(last) = into.pieces.last_mut()
            && (note.is_none() && last.note.is_none())
            && (&last.change, &last.comments, &last.tag) == (&change, &comments, &tag)
        {
            return last.text.push_str(words);
        }
        into.pieces.push(Piece { text: words.to_owned(), change, comments, tag, note });
    }

    fn table(&mut self, table: Node<'_, '_>) -> Table {
        let mut read = Table::default();
        self.rows(table, &mut read);
        read
    }

    fn rows(&mut self, holder: Node<'_, '_>, into: &mut Table) {
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tr" => {
                    let properties = child(node, "trPr");
                    let head = properties.and_then(|own| child(own, "tblHeader"));
                    let mut row = Row {
                        head: head.is_some_and(|head| attribute(head, "val").is_none_or(is_on)),
                        change: properties.and_then(|own| own.children().find_map(changed)),
                        ..Row::default()
                    };
                    self.cells(node, &mut row);
                    into.rows.push(row);
                }
                "sdt" => child(node, "sdtContent").into_iter().for_each(|content| self.rows(content, into)),
                "customXml" | "ins" | "del" => self.rows(node, into),
                _ => {}
            }
        }
    }

    fn cells(&mut self, holder: Node<'_, '_>, into: &mut Row) {
        for node in holder.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "tc" => {
                    let properties = child(node, "tcPr");
                    let of = |name: &str| properties.and_then(|own| child(own, name));
                    let columns = of("gridSpan").and_then(|span| attribute(span, "val")).and_then(|it| it.parse().ok());
                    let down = of("vMerge").is_some_and(|merge| attribute(merge, "val") != Some("restart"));
                    let blocks = self.blocks(node, into.change.clone().as_ref());
                    into.cells.push(Cell { blocks, columns: columns.unwrap_or(1).clamp(1, 1_000), goes_on: down });
                }
                "sdt" => child(node, "sdtContent").into_iter().for_each(|content| self.cells(content, into)),
                "customXml" => self.cells(node, into),
                _ => {}
            }
        }
    }
}

/// The alternative that is read.
fn chosen<'a, 't: 'a>(node: Node<'a, 't>) -> Option<Node<'a, 't>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}
