//! Word files, by the kernel's own reader: tracked changes as accepted, numbers of lists as they are shown, merged cells,
//! footnotes; text boxes follow the paragraph that holds them. A paragraph is a line of the text that places are told in.

use super::builder::{Builder, Given};
use super::plain::heading_level;
use crate::audit::document::{Stretch, Unread, Words};
use crate::diagnostic::Failure;
use crate::locale::chinese_number;
use crate::office::word::{Block, Cell, Change, ListPlace, Manuscript, OBJECT, Origin, Paragraph, Piece, Row, Table};
use std::collections::BTreeMap;
use std::ops::Range;

/// Levels of a list.
const LEVELS: usize = 9;

/// Reads a Word file; gives the text that its places are in.
///
/// # Errors
/// When it is no sound Word file.
pub(super) fn read(bytes: &[u8], builder: &mut Builder) -> Result<String, Failure> {
    let manuscript = Manuscript::read(bytes)?;
    let mut reader = Reader {
        builder,
        text: String::new(),
        counters: BTreeMap::new(),
        open: Words::default(),
        media: &manuscript.media,
    };
    reader.blocks(&manuscript.body);
    reader.close();
    for (id, blocks) in &manuscript.notes {
        for block in blocks {
            block.for_each_paragraph(&mut |paragraph| {
                let mut said = said(paragraph);
                // A note is seen where its mark stands.
                let mark = manuscript.marks.get(id);
                said.stretches = mark.map(|mark| Stretch::of(mark, 0..said.text.len(), 0)).into_iter().collect();
                let words = reader.line(&said);
                reader.builder.named_note(id, &words);
            });
        }
    }
    for (kind, count) in &manuscript.unread {
        let kind = if *kind == "drawing" { Unread::Picture } else { Unread::Object };
        reader.builder.unread(kind, *count);
    }
    Ok(reader.text)
}

struct Reader<'b, 'm> {
    builder: &'b mut Builder,
    text: String,
    /// The numbers that each list has reached, by level.
    counters: BTreeMap<String, [u32; LEVELS]>,
    /// A paragraph whose end was deleted: the next goes on with it.
    open: Words,
    /// The parts that hold pictures.
    media: &'m BTreeMap<String, String>,
}

/// The marks of notes in what a paragraph says, each with its byte there.
fn marks(paragraph: &Paragraph) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    let stays = |piece: &&Piece| piece.change.as_ref().is_none_or(|change| change.kind.stays());
    for piece in paragraph.pieces.iter().filter(stays) {
        found.extend(piece.note.iter().map(|note| (at, note.clone())));
        at += piece.text.chars().filter(|sign| *sign != OBJECT).map(char::len_utf8).sum::<usize>();
    }
    found
}

/// What a paragraph or a cell says, and where that stands in the file.
#[derive(Default)]
struct Said {
    text: String,
    /// Places in the text, not yet in the source.
    stretches: Vec<Stretch>,
}

impl Said {
    fn join(mut parts: Vec<Self>) -> Self {
        parts.retain(|part| !part.text.trim().is_empty());
        let mut whole = Self::default();
        for part in parts {
            let gap = if whole.text.is_empty() { "" } else { " " };
            whole.text.push_str(gap);
            whole.push(part);
        }
        whole
    }

    fn push(&mut self, other: Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.into_iter().map(|own| Stretch { at: start + own.at, ..own }));
    }
}

impl Stretch {
    fn of(origin: &Origin, part: Range<usize>, from: usize) -> Self {
        Self { at: part.start, length: part.len(), origin: origin.clone(), from }
    }
}

/// What a paragraph says, without what stands for pictures and marks.
fn said(paragraph: &Paragraph) -> Said {
    let text = paragraph.text();
    let mut said = Said::default();
    let mut read = 0;
    for origin in paragraph.origins.iter().filter(|origin| origin.stays) {
        let words = text.get(read..read + origin.length).unwrap_or_default();
        read += origin.length;
        let mut from = 0;
        for word in words.split(OBJECT) {
            let at = said.text.len();
            said.text.push_str(word);
            if !word.is_empty() {
                said.stretches.push(Stretch::of(origin, at..said.text.len(), from));
            }
            from += word.len() + OBJECT.len_utf8();
        }
    }
    said
}

fn is_gone(change: Option<&Change>) -> bool {
    change.is_some_and(|change| !change.kind.stays())
}

impl Reader<'_, '_> {
    /// Takes a line into the text.
    fn line(&mut self, said: &Said) -> Words {
        let words = said.text.replace(['\n', '\r'], " ");
        let at = self.text.len();
        self.text.push_str(&words);
        self.text.push('\n');
        for own in &said.stretches {
            self.builder.stretch(Stretch { at: at + own.at, ..own.clone() });
        }
        Words::at(&words, at)
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => {
                    self.close();
                    self.table(table);
                }
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let number = paragraph.list.as_ref().map(|list| self.number(list)).unwrap_or_default();
        let own = said(paragraph);
        let own_length = own.text.len();
        if own.text.trim().is_empty() && self.open.text.is_empty() {
            return self.pictures(paragraph);
        }
        let gap = if number.is_empty() || number.ends_with(['、', '）']) { "" } else { " " };
        let mut words = Said { text: number + gap, ..Said::default() };
        words.push(own);
        let line = self.line(&words);
        self.open.append(&line);
        if is_gone(paragraph.end.as_ref()) {
            return;
        }
        let words = std::mem::take(&mut self.open);
        let lead = words.text.len() - own_length.min(words.text.len());
        let before = words.text.len() - words.text.trim_start().len();
        let level = heading_level(words.text.trim()).or(paragraph.outline);
        match level {
            Some(level) if paragraph.outline.is_some() || !paragraph.style.starts_with("toc") => {
                self.builder.heading(level, words);
            }
            _ if paragraph.style.starts_with("toc") => {}
            _ => {
                match paragraph.list.is_some() {
                    true => self.builder.item(&words),
                    false => self.builder.paragraph(&words),
                }
                let marks = marks(paragraph).into_iter();
                self.builder.marks(marks.map(|(at, name)| ((lead + at).saturating_sub(before), name)).collect());
            }
        }
        self.pictures(paragraph);
    }

    /// The pictures of a paragraph stand after its words.
    fn pictures(&mut self, paragraph: &Paragraph) {
        for (name, words) in &paragraph.pictures {
            if let Some(part) = self.media.get(name) {
                self.builder.picture(part, words);
            }
        }
    }

    fn close(&mut self) {
        let words = std::mem::take(&mut self.open);
        self.builder.paragraph(&words);
    }

    /// The number that a list shows before its next paragraph.
    fn number(&mut self, place: &ListPlace) -> String {
        let level = usize::from(place.level).min(LEVELS - 1);
        let counters = self.counters.entry(place.list.clone()).or_default();
        for (at, counter) in counters.iter_mut().enumerate().skip(level) {
            *counter = if at == level { counter.saturating_add(1) } else { 0 };
        }
        if place.format.is_empty() || ["bullet", "none"].contains(&place.format.as_str()) {
            return String::new();
        }
        let mut text = place.text.clone();
        for (at, counter) in counters.iter().enumerate().take(level + 1) {
            let chinese = at == level && (place.format.contains("hinese") || place.format.contains("ideograph"));
            let count = (*counter).max(1);
            let shown = if chinese { chinese_number(count) } else { count.to_string() };
            text = text.replace(&format!("%{}", at + 1), &shown);
        }
        text
    }

    fn table(&mut self, table: &Table) {
        let rows: Vec<&Row> = table.rows.iter().filter(|row| !is_gone(row.change.as_ref())).collect();
        let columns: Vec<Vec<(usize, &Cell)>> = rows.iter().map(|row| places(row)).collect();
        let goes_on = |row: usize, column: usize| {
            let below = columns.get(row).and_then(|row| row.iter().find(|(at, _)| *at == column));
            below.is_some_and(|(_, cell)| cell.goes_on)
        };
        let mut given = Vec::new();
        for (row, cells) in columns.iter().enumerate() {
            let mut line = Vec::new();
            for (column, cell) in cells.iter().filter(|(_, cell)| !cell.goes_on || row == 0) {
                let down = 1 + (row + 1..columns.len()).take_while(|below| goes_on(*below, *column)).count();
                let mut parts = Vec::new();
                for block in &cell.blocks {
                    block.for_each_paragraph(&mut |paragraph| parts.push(said(paragraph)));
                }
                let words = self.line(&Said::join(parts));
                line.push(Given { words, across: cell.columns.max(1), down });
            }
            given.push(line);
        }
        self.builder.table(given);
    }
}

/// The cells of a row, each with its first column.
fn places(row: &Row) -> Vec<(usize, &Cell)> {
    let mut column = 0;
    let mut found = Vec::new();
    for cell in &row.cells {
        found.push((column, cell));
        column += cell.columns.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::audit::document::Role;
    use crate::audit::read::document;
    use crate::diagnostic::SourceMap;
    use crate::office::Archive;

    const RELATIONS: &str =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;

    fn file(body: &str) -> Vec<u8> {
        let mut archive = Archive::default();
        archive.add("[Content_Types].xml", b"<Types/>");
        archive.add("_rels/.rels", RELATIONS.as_bytes());
        let document = format!("<w:document xmlns:w=\"urn:w\"><w:body>{body}</w:body></w:document>");
        archive.add("word/document.xml", document.as_bytes());
        archive.finish()
    }

    #[test]
    fn a_word_file_is_read_as_its_changes_are_taken() {
        let cell = |properties: &str, text: &str| {
            format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
        };
        let body = format!(
            "<w:p><w:r><w:t>一、水</w:t></w:r></w:p>\
             <w:p><w:r><w:t>水库</w:t></w:r><w:ins><w:r><w:t>3</w:t></w:r></w:ins><w:del><w:r><w:delText>4</w:delText></w:r></w:del><w:r><w:t>座。</w:t></w:r></w:p>\
             <w:p><w:r><w:t>表1 水库</w:t></w:r></w:p>\
             <w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("", "名称"),
            cell("", "座数"),
            cell("<w:vMerge w:val=\"restart\"/>", "东湖"),
            cell("", "3"),
            cell("<w:vMerge/>", ""),
            cell("", "5"),
        );
        let mut sources = SourceMap::default();
        let read = document("a.docx", &file(&body), &mut sources).unwrap();
        let lines: Vec<(&str, Role)> = read.lines.iter().map(|line| (line.words.text.as_str(), line.role)).collect();
        let cell = |row, column| Role::Cell { table: 0, row, column };
        let expected = [
            ("一、水", Role::Heading(3)),
            ("水库3座。", Role::Paragraph),
            ("表1 水库", Role::Caption),
            ("名称", cell(0, 0)),
            ("座数", cell(0, 1)),
            ("东湖", cell(1, 0)),
            ("3", cell(1, 1)),
            ("5", cell(2, 1)),
        ];
        assert_eq!(lines, expected);
        assert_eq!(read.cell(0, 2, 0), Some("东湖"));
        assert_eq!(sources.start(read.span(1, 0..3)).line, 2);
    }

    #[test]
    fn what_is_no_word_file_is_told() {
        for bytes in [&b"PK\x03\x04broken"[..], b"", b"words"] {
            assert!(document("a.docx", bytes, &mut SourceMap::default()).is_err());
        }
    }
}
