//! Writing XML, element by element. What is not a character of XML is left out.

use crate::locale::entity;
use std::fmt::Write;

/// A part that is being written.
#[derive(Debug, Default, Clone)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// A part with its declaration.
    pub fn part() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what is in it.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) -> &mut Self {
        self.open(name, attributes);
        inner(self);
        self.close(name)
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.text.push_str("/>");
        self
    }

    /// An empty element whose one attribute is `w:val`.
    pub fn value(&mut self, name: &str, value: impl std::fmt::Display) -> &mut Self {
        self.empty(name, &[("w:val", &value.to_string())])
    }

    /// An element's opening tag.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.text.push('>');
        self
    }

    /// An element's closing tag.
    pub fn close(&mut self, name: &str) -> &mut Self {
        let _ = write!(self.text, "</{name}>");
        self
    }

    /// Words.
    pub fn words(&mut self, words: &str) -> &mut Self {
        self.escaped(words);
        self
    }

    /// What is XML already.
    pub fn raw(&mut self, xml: &str) -> &mut Self {
        self.text.push_str(xml);
        self
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// What was written so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.text, "<{name}");
        for (name, value) in attributes {
            let _ = write!(self.text, " {name}=\"");
            self.escaped(value);
            self.text.push('"');
        }
    }

    fn escaped(&mut self, words: &str) {
        for character in words.chars() {
            if let Some(entity) = entity(character) {
                self.text.push_str(entity);
                continue;
            }
            match character {
                '\t' | '\n' => {
                    let _ = write!(self.text, "&#{};", u32::from(character));
                }
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
                other => self.text.push(other),
            }
        }
    }
}
