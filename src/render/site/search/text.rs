//! What a finished page says, as far as it is searched: its title, and below each heading its passages with the
//! anchors that lead to them.
//!
//! Read from the page itself: what a reader sees is what is found, whatever maker or template of the book wrote it, and
//! nothing is found that a page does not show. Knows the tool's own writing (double quotes, elements closed). Passed over
//! are navigation, drawings, scripts, marks of findings, and what a template gives `data-find="no"`.

use crate::locale::plain_entities;

/// A page as it is searched.
#[derive(Debug, Default)]
pub(in crate::render::site) struct Extract {
    /// Its path below `site/`.
    pub(super) path: String,
    /// Its heading.
    pub(super) title: String,
    /// Whether its heading is a sentence rather than a subject: that of a picture.
    pub(super) is_sentence: bool,
    /// How much its hits weigh, 1 to 9.
    pub(super) weight: u8,
    /// What stands before its first lower heading, then below each; the first has no heading of its own.
    pub(super) parts: Vec<Part>,
}

/// What stands below a heading.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The id that leads there; empty for the top of the page.
    pub(super) anchor: String,
    pub(super) heading: String,
    pub(super) passages: Vec<Passage>,
    /// The numbers of the data: each with its unit as the data write it.
    pub(super) amounts: Vec<(String, String)>,
}

/// A paragraph, a row, a caption.
#[derive(Debug, Default)]
pub(super) struct Passage {
    /// The id that leads there; empty: that of its part.
    pub(super) anchor: String,
    pub(super) text: String,
    /// The name of a picture or a table.
    pub(super) caption: bool,
}

/// Elements that are passed over whole.
const SKIPPED: [&str; 6] = ["nav", "script", "style", "svg", "template", "noscript"];

/// Classes whose elements are passed over: they repeat what is said elsewhere.
const REPEATING: [&str; 4] = ["permalink", "mark", "uses", "backs"];

/// Elements that stand for themselves: before and after them a passage ends.
const BLOCKS: [&str; 22] = [
    "p",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "figcaption",
    "caption",
    "blockquote",
    "pre",
    "section",
    "div",
    "dl",
    "dt",
    "ul",
    "ol",
    "table",
    "article",
];

/// Reads a page.
pub(in crate::render::site) fn extract(path: &str, (weight, is_sentence): (u8, bool), html: &str) -> Extract {
    let page = Extract { path: path.to_owned(), weight, is_sentence, ..Extract::default() };
    let mut reading = Reading { page, ..Reading::default() };
    reading.page.parts.push(Part::default());
    let main = html.find("<main").map_or("", |start| &html[start..]);
    let main = main.find("</main>").map_or(main, |end| &main[..end]);
    reading.read(main);
    reading.flush();
    reading.page
}

/// Which words are being read.
#[derive(Debug, Default, PartialEq, Clone, Copy)]
enum Place {
    #[default]
    Passage,
    Title,
    Heading,
    Caption,
}

#[derive(Default)]
struct Reading {
    page: Extract,
    words: String,
    place: Place,
    /// The last id, for the passage that follows.
    anchor: String,
    /// The id of an element that opened since the last words: a heading in it leads there.
    fresh: String,
}

impl Reading {
    fn read(&mut self, main: &str) {
        let mut rest = main;
        while let Some(open) = rest.find('<') {
            self.say(&rest[..open]);
            rest = &rest[open..];
            let end = rest.find('>').map_or(rest.len(), |close| close + 1);
            let tag = Tag::of(&rest[1..end]);
            rest = &rest[end..];
            if tag.opens && tag.is_passed_over() {
                rest = after(rest, tag.name);
            } else {
                self.see(&tag);
            }
        }
        self.say(rest);
    }

    fn say(&mut self, text: &str) {
        if text.trim().is_empty() {
            // A break of the source between elements parts words as any space.
            if !text.is_empty() && !self.words.is_empty() {
                self.words.push(' ');
            }
            return;
        }
        self.words.push_str(&plain_entities(text));
    }

    fn see(&mut self, tag: &Tag<'_>) {
        let heading = matches!(tag.name.as_bytes(), [b'h', b'1'..=b'6']);
        let caption = matches!(tag.name, "figcaption" | "caption");
        if tag.name == "data" && tag.opens {
            if let (Some(value), Some(unit)) = (tag.attribute("value"), tag.attribute("data-unit"))
                && let Some(part) = self.page.parts.last_mut()
            {
                part.amounts.push((value.to_owned(), plain_entities(unit).into_owned()));
            }
            return;
        }
        if matches!(tag.name, "td" | "th" | "dd" | "br") && !self.words.is_empty() {
            self.words.push(' ');
        }
        if BLOCKS.contains(&tag.name) {
            self.flush();
        }
        if tag.opens {
            // An id within a sentence, such as that of a note's mark, leads to no passage.
            let leads = |_: &&str| self.words.is_empty() || BLOCKS.contains(&tag.name);
            if let Some(id) = tag.attribute("id").filter(leads).map(plain_entities) {
                self.anchor = id.clone().into_owned();
                self.fresh = id.into_owned();
            }
            match tag.name {
                "h1" => self.place = Place::Title,
                _ if heading => {
                    self.place = Place::Heading;
                    let anchor = std::mem::take(&mut self.fresh);
                    self.page.parts.push(Part { anchor, ..Part::default() });
                }
                _ if caption => self.place = Place::Caption,
                _ => {}
            }
        } else if heading || caption {
            self.place = Place::Passage;
        }
    }

    /// Ends a passage.
    fn flush(&mut self) {
        let words = self.words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.words.clear();
        if words.is_empty() {
            return;
        }
        let Some(part) = self.page.parts.last_mut() else { return };
        match self.place {
            Place::Title => self.page.title = words,
            Place::Heading => part.heading = words,
            Place::Passage | Place::Caption => {
                let caption = self.place == Place::Caption;
                let anchor = if self.anchor == part.anchor || is_of_frame(&self.anchor) {
                    String::new()
                } else {
                    self.anchor.clone()
                };
                part.passages.push(Passage { anchor, text: words, caption });
            }
        }
        self.fresh.clear();
    }
}

/// The ids of `<main>` and of what templates name for themselves say less than the heading above.
fn is_of_frame(anchor: &str) -> bool {
    anchor.starts_with("page.")
}

/// A tag without its angles.
struct Tag<'a> {
    name: &'a str,
    opens: bool,
    inner: &'a str,
}

impl<'a> Tag<'a> {
    fn of(text: &'a str) -> Self {
        let (opens, inner) = text.strip_prefix('/').map_or((true, text), |rest| (false, rest));
        let name = inner.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or("");
        Self { name, opens, inner }
    }

    fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.inner;
        while let Some(equals) = rest.find("=\"") {
            let own = rest[..equals].rsplit(|c: char| c.is_ascii_whitespace()).next();
            let after = &rest[equals + 2..];
            let close = after.find('"')?;
            if own == Some(name) {
                return Some(&after[..close]);
            }
            rest = &after[close + 1..];
        }
        None
    }

    fn is_passed_over(&self) -> bool {
        let repeats = || {
            let class = self.attribute("class").unwrap_or_default();
            class.split(' ').any(|class| REPEATING.contains(&class)) || self.attribute("data-find") == Some("no")
        };
        SKIPPED.contains(&self.name) || self.inner.contains('=') && repeats()
    }
}

/// What follows the end of an element of a name, whose opening tag stands just before.
fn after<'a>(text: &'a str, name: &str) -> &'a str {
    let (mut rest, mut depth) = (text, 1_usize);
    while depth > 0 {
        let Some(open) = rest.find('<') else { return "" };
        let end = rest[open..].find('>').map_or(rest.len(), |close| open + close + 1);
        let tag = Tag::of(&rest[open + 1..end]);
        if tag.name == name {
            depth = if tag.opens { depth + 1 } else { depth - 1 };
        }
        rest = &rest[end..];
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<nav>contents</nav><main id=\"page.text\"><nav>crumbs</nav><h1 id=\"one\"><span>第一章</span> 水土</h1>\n\
        <p id=\"p1\">全县<a><data value=\"2124.01\" data-unit=\"km2\">2124.01平方千米</data></a>，A &amp; B。</p>\n\
        <figure id=\"fig-x\"><svg><text>no</text></svg><figcaption><span>图1-1</span> 降水</figcaption></figure>\n\
        <section class=\"fact\" id=\"a.b\"><div class=\"line\"><h3>草地<sup class=\"mark\"><a>A1</a></sup></h3><p>3 km²</p></div>\n\
        <p class=\"uses\">said <a>elsewhere</a></p><table><tr id=\"a.b@c\"><th>石桥</th><td>7</td></tr></table></section></main><p>foot</p>";

    #[test]
    fn a_page_is_read_with_its_headings_passages_and_anchors() {
        let page = extract("zh/a.html", (5, false), PAGE);
        assert_eq!(page.title, "第一章 水土");
        let parts: Vec<_> = page.parts.iter().map(|part| (part.anchor.as_str(), part.heading.as_str())).collect();
        assert_eq!(parts, [("", ""), ("a.b", "草地")]);
        let said = |part: &Part| {
            part.passages.iter().map(|p| (p.anchor.clone(), p.text.clone(), p.caption)).collect::<Vec<_>>()
        };
        let passage = |anchor: &str, text: &str, caption| (anchor.to_owned(), text.to_owned(), caption);
        assert_eq!(
            said(&page.parts[0]),
            [passage("p1", "全县2124.01平方千米，A & B。", false), passage("fig-x", "图1-1 降水", true)]
        );
        assert_eq!(said(&page.parts[1]), [passage("", "3 km²", false), passage("a.b@c", "石桥 7", false)]);
        assert_eq!(page.parts[0].amounts, [("2124.01".to_owned(), "km2".to_owned())]);
    }

    #[test]
    fn a_page_without_a_text_has_nothing_and_a_broken_one_ends() {
        assert!(extract("a.html", (5, false), "<p>x</p>").title.is_empty());
        for broken in ["<main><nav>", "<main><p", "<main><p id=\"x", "<main><nav><nav></nav>x</main>"] {
            assert!(extract("a.html", (5, false), broken).title.is_empty(), "{broken}");
        }
    }
}
