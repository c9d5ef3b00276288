//! HTML as it comes out of office programs and web sites: unclosed cells and paragraphs are closed by what follows; scripts,
//! styles and comments say nothing. No address is followed and no script run.

use super::builder::{Builder, Given};
use super::plain::heading_level;
use crate::audit::document::{Unread, Words};

/// Elements whose words nobody reads.
const SILENT: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];
/// Elements that end the words before them.
const BLOCKS: [&str; 20] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "blockquote",
    "pre",
    "header",
    "footer",
    "main",
    "aside",
    "hr",
    "caption",
    "figcaption",
    "body",
];
/// Tables inside of each other are read no deeper.
const DEEPEST: usize = 8;

struct Open {
    rows: Vec<Vec<Given>>,
    cell: Option<Given>,
    caption: Words,
}

struct Reader<'b, 't> {
    builder: &'b mut Builder,
    text: &'t str,
    words: Words,
    heading: Option<u8>,
    item: bool,
    tables: Vec<Open>,
}

pub(super) fn read(text: &str, builder: &mut Builder) {
    let reader = Reader { builder, text, words: Words::default(), heading: None, item: false, tables: Vec::new() };
    reader.read();
}

impl Reader<'_, '_> {
    fn read(mut self) {
        let mut at = 0;
        while let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) {
            at += match rest.find('<') {
                Some(0) => self.tag(rest, at),
                Some(end) => self.say(rest.get(..end).unwrap_or_default(), at),
                None => self.say(rest, at),
            };
        }
        self.flush();
        while !self.tables.is_empty() {
            self.close_table();
        }
    }

    /// Words up to the next tag, their entities read and their white space folded; gives their bytes.
    fn say(&mut self, words: &str, at: usize) -> usize {
        let mut place = 0;
        while let Some(rest) = words.get(place..).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next().unwrap_or(' ');
            let (said, length) = match first {
                '&' => entity(rest),
                space if space.is_ascii_whitespace() => (" ".to_owned(), 1),
                other => (other.to_string(), other.len_utf8()),
            };
            let doubled = said == " " && (self.words.text.is_empty() || self.words.text.ends_with(' '));
            if !doubled {
                // Words that stand as they read are one piece.
                self.words.push(&said, at + place);
            }
            place += length.max(1);
        }
        words.len()
    }

    /// A tag or a comment; gives its bytes.
    fn tag(&mut self, rest: &str, at: usize) -> usize {
        if rest.starts_with("<!--") {
            return rest.find("-->").map_or(rest.len(), |end| end + 3);
        }
        let name_start = rest.strip_prefix("</").map_or(1, |_| 2);
        if !rest.get(name_start..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_alphabetic())) {
            let ends = rest.starts_with("<!") || rest.starts_with("<?");
            return if ends { rest.find('>').map_or(rest.len(), |end| end + 1) } else { self.say("<", at) };
        }
        let length = tag_length(rest);
        let inner = rest.get(name_start..length).unwrap_or_default().trim_end_matches('>');
        let name = inner.split(|next: char| next.is_whitespace() || next == '/').next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        let closes = name_start == 2;
        if !closes && SILENT.contains(&name.as_str()) && !inner.ends_with('/') {
            let end = format!("</{name}");
            let lower = |from: usize| rest.get(from..).and_then(|rest| find_caseless(rest, &end)).map(|at| from + at);
            return lower(length).map_or(rest.len(), |from| {
                rest.get(from..).and_then(|rest| rest.find('>')).map_or(rest.len(), |close| from + close + 1)
            });
        }
        self.element(&name, inner, closes, at);
        length
    }

    fn element(&mut self, name: &str, inner: &str, closes: bool, at: usize) {
        match name {
            "table" if closes => self.close_table(),
            "table" if self.tables.len() < DEEPEST => {
                self.flush();
                self.tables.push(Open { rows: Vec::new(), cell: None, caption: Words::default() });
            }
            "tr" => {
                self.close_cell();
                if let Some(open) = self.tables.last_mut().filter(|_| !closes) {
                    open.rows.push(Vec::new());
                }
            }
            "td" | "th" => {
                self.close_cell();
                let count = |key| attribute(inner, key).and_then(|count| count.parse().ok()).unwrap_or(1);
                if let Some(open) = self.tables.last_mut().filter(|_| !closes) {
                    open.cell =
                        Some(Given { words: Words::default(), across: count("colspan"), down: count("rowspan") });
                }
            }
            "img" | "picture" | "canvas" if !closes => {
                self.builder.unread(Unread::Picture, 1);
                if let Some(address) = attribute(inner, "src").filter(|_| name == "img") {
                    self.flush();
                    self.builder.picture(address, "");
                }
            }
            "object" | "embed" | "iframe" | "math" if !closes => self.builder.unread(Unread::Object, 1),
            "br" => self.words.push(if self.in_cell() { " " } else { "\n" }, at),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                let level = name.bytes().last().map_or(1, |digit| digit - b'0');
                self.heading = (!closes && !self.in_cell()).then_some(level);
            }
            _ if BLOCKS.contains(&name) => {
                if self.in_cell() {
                    self.words.push(" ", at);
                } else {
                    self.flush();
                    self.item = name == "li" && !closes;
                }
            }
            _ => {}
        }
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|open| open.cell.is_some())
    }

    fn close_cell(&mut self) {
        let words = std::mem::take(&mut self.words);
        let Some(open) = self.tables.last_mut() else {
            self.words = words;
            return;
        };
        match open.cell.take() {
            Some(cell) => {
                if open.rows.is_empty() {
                    open.rows.push(Vec::new());
                }
                if let Some(row) = open.rows.last_mut() {
                    row.push(Given { words, ..cell });
                }
            }
            None => open.caption.append(&words),
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        let Some(open) = self.tables.pop() else { return };
        match self.tables.last().is_some_and(|outer| outer.cell.is_some()) {
            // A table in a cell is read as the cell's words.
            true => {
                for given in open.rows.into_iter().flatten() {
                    self.words.append(&given.words);
                    self.words.push(" ", 0);
                }
            }
            false => {
                self.builder.paragraph(&open.caption);
                self.builder.table(open.rows);
            }
        }
    }

    fn flush(&mut self) {
        if !self.tables.is_empty() {
            return;
        }
        let words = std::mem::take(&mut self.words);
        match self.heading.take() {
            Some(level) => {
                let level = heading_level(words.text.trim()).unwrap_or(level);
                self.builder.heading(level, words);
            }
            None if self.item => self.builder.item(&words),
            None => self.builder.paragraph(&words),
        }
    }
}

/// The bytes of a tag; a `>` between quotes does not end it.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (at, sign) in rest.char_indices() {
        match (quote, sign) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), sign) if open == sign => quote = None,
            _ => {}
        }
    }
    rest.find('>').map_or(rest.len(), |end| end + 1)
}

fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let at = find_caseless(tag, key)?;
    let value = tag.get(at + key.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    Some(value.split(|next: char| next == '"' || next == '\'' || next.is_whitespace()).next().unwrap_or(value))
}

fn find_caseless(text: &str, sought: &str) -> Option<usize> {
    let (text, sought) = (text.as_bytes(), sought.as_bytes());
    text.windows(sought.len()).position(|window| window.eq_ignore_ascii_case(sought))
}

/// The character of an entity, and its bytes; an unknown one stands for itself.
fn entity(rest: &str) -> (String, usize) {
    const NAMED: [(&str, &str); 18] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("mdash", "—"),
        ("ndash", "–"),
        ("sup2", "²"),
        ("sup3", "³"),
        ("deg", "°"),
        ("times", "×"),
        ("permil", "‰"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("minus", "−"),
        ("middot", "·"),
        ("ensp", " "),
    ];
    let end = rest.bytes().take(12).position(|byte| byte == b';');
    let Some(body) = end.and_then(|end| rest.get(1..end)) else { return ("&".to_owned(), 1) };
    let length = body.len() + 2;
    let code = body.strip_prefix('#').and_then(|code| match code.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => code.parse().ok(),
    });
    let named = NAMED.iter().find(|(name, _)| *name == body).map(|(_, sign)| (*sign).to_owned());
    let sign = code.and_then(char::from_u32).map(String::from).or(named);
    sign.map_or_else(|| ("&".to_owned(), 1), |sign| (sign, length))
}
