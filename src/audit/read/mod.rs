//! Bytes to a [`Document`]: Word files, spreadsheets, Markdown, text and HTML, in UTF-8, UTF-16 with a mark, or GB 18030. Reads no file
//! itself and follows nothing that a document points to.

mod builder;
mod html;
mod markdown;
mod plain;
pub(super) mod sheet;
mod word;

pub(super) use builder::Builder;
pub use builder::label_of;

use super::document::{Document, Unread};
use crate::diagnostic::limits::LARGEST_DOCUMENT_TEXT;
use crate::diagnostic::{Failure, Message, SourceMap};

/// The forms that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Markdown,
    Plain,
    Html,
    Word,
    Sheet,
}

/// Reads a document; its file is added to the sources as it was understood.
///
/// # Errors
/// When nothing of its form can be read, with what to do about it.
pub(super) fn document(path: &str, bytes: &[u8], sources: &mut SourceMap) -> Result<Document, Failure> {
    let form = form(path, bytes)?;
    if form == Form::Word || form == Form::Sheet {
        let mut builder = Builder::default();
        let read = if form == Form::Word { word::read } else { sheet::read };
        let text = read(bytes, &mut builder)?;
        let source = sources.add(path, text);
        return Ok(builder.finish(source));
    }
    if bytes.len() > LARGEST_DOCUMENT_TEXT {
        let message = Message::new("audit.too-large").with("path", path);
        return Err(Failure::new(message));
    }
    let (text, lost) = decoded(bytes);
    if text.contains('\0') {
        return Err(Failure::new(Message::new("audit.no-text").with("path", path)));
    }
    let source = sources.add(path, text.as_str());
    let mut builder = Builder::default();
    match form {
        Form::Markdown => markdown::read(&text, &mut builder),
        Form::Plain => plain::read(&text, &mut builder),
        Form::Html => html::read(&text, &mut builder),
        Form::Word | Form::Sheet => {}
    }
    if lost > 0 {
        builder.unread(Unread::Character, lost);
    }
    Ok(builder.finish(source))
}

fn form(path: &str, bytes: &[u8]) -> Result<Form, Failure> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let told = |id| Err(Failure::new(Message::new(id).with("path", path)));
    let zipped = bytes.starts_with(b"PK\x03\x04");
    // The forms of old office programs begin so, whatever their ending says.
    let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    match ending.as_str() {
        "doc" | "wps" | "rtf" | "odt" => told("audit.save-as-docx"),
        _ if old => told("audit.save-as-docx"),
        "docx" | "docm" => Ok(Form::Word),
        "xlsx" | "xlsm" => Ok(Form::Sheet),
        "pdf" => told("audit.form-later"),
        _ if zipped => told("audit.form-unknown"),
        "md" | "markdown" => Ok(Form::Markdown),
        "html" | "htm" | "xhtml" => Ok(Form::Html),
        "txt" | "text" | "" => Ok(Form::Plain),
        _ => told("audit.form-unknown"),
    }
}

/// The text of bytes, and how many characters of it were lost.
pub(super) fn decoded(bytes: &[u8]) -> (String, usize) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return counted(encoding.decode_without_bom_handling(rest).0.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), 0),
        Err(_) => counted(encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned()),
    }
}

fn counted(text: String) -> (String, usize) {
    let lost = text.matches('\u{fffd}').count();
    (text, lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::document::Role;

    fn read(path: &str, bytes: &[u8]) -> Document {
        document(path, bytes, &mut SourceMap::default()).unwrap()
    }

    fn told(document: &Document) -> Vec<(&str, Role)> {
        document.lines.iter().map(|line| (line.words.text.as_str(), line.role)).collect()
    }

    #[test]
    fn three_forms_say_the_same() {
        let expected = [
            ("一、水", Role::Heading(3)),
            ("水库3座。", Role::Paragraph),
            ("表1 水库", Role::Caption),
            ("名称", Role::Cell { table: 0, row: 0, column: 0 }),
            ("座数", Role::Cell { table: 0, row: 0, column: 1 }),
            ("东湖", Role::Cell { table: 0, row: 1, column: 0 }),
            ("3", Role::Cell { table: 0, row: 1, column: 1 }),
        ];
        let plain = read("a.txt", "一、水\n\n水库3座。\n\n表1 水库\n名称\t座数\n东湖\t3\n".as_bytes());
        assert_eq!(told(&plain), expected);
        let html =
            "<h3>一、水</h3><p>水库<b>3</b>座。<p>表1 水库</p><table><tr><th>名称<th>座数<tr><td>东湖<td>3</table>";
        assert_eq!(told(&read("a.html", html.as_bytes())), expected);
        let markdown = "### 一、水\n\n水库**3**座。\n\n表1 水库\n\n|名称|座数|\n|---|---|\n|东湖|3|\n";
        assert_eq!(told(&read("a.md", markdown.as_bytes())), expected);
        let (encoded, _, _) = encoding_rs::GB18030.encode("一、水\n\n水库3座。\n\n表1 水库\n名称\t座数\n东湖\t3\n");
        assert_eq!(told(&read("a.txt", &encoded)), expected);
    }

    #[test]
    fn forms_that_cannot_be_read_say_what_to_do() {
        for (path, bytes, id) in [
            ("a.doc", &b"x"[..], "audit.save-as-docx"),
            ("a.WPS", b"x", "audit.save-as-docx"),
            ("a.txt", &[0xd0, 0xcf, 0x11, 0xe0, 0], "audit.save-as-docx"),
            ("a.txt", b"PK\x03\x04", "audit.form-unknown"),
            ("a.exe", b"x", "audit.form-unknown"),
            ("a.txt", b"a\0b", "audit.no-text"),
        ] {
            let failure = document(path, bytes, &mut SourceMap::default()).unwrap_err();
            assert_eq!(failure.message.id, id, "{path}");
        }
    }
}
