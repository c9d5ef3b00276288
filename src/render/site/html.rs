//! The book's text as HTML: from blocks and runs, everything escaped, nothing passed through.

use super::address::relative;
use super::book::{Site, Tongue};
use super::markup::{anchor, escape, held};
use crate::model::document::{Audience, Block, Heading, Page, Run, Target};
use crate::model::{Language, ParagraphNumber};

/// Writes text for one page of the site.
pub(super) struct Writer<'a, 'b> {
    pub(super) site: &'b Site<'a>,
    pub(super) tongue: &'b Tongue<'a>,
    /// The site's path that links start from.
    pub(super) here: &'b str,
}

impl Writer<'_, '_> {
    pub(super) fn language(&self) -> Language {
        self.tongue.language()
    }

    /// The relative link to a place of the book; empty for what stands nowhere.
    pub(super) fn href(&self, target: &Target) -> String {
        self.tongue.path_to(target).map_or_else(String::new, |path| relative(self.here, &path))
    }

    /// The blocks of a page from index `first` on, then its footnotes.
    pub(super) fn page(&self, page: &Page, first: usize) -> String {
        let mut html: String = page.blocks.iter().skip(first).map(|block| self.block(block)).collect();
        html.push_str(&self.footnotes(&page.notes));
        html
    }

    /// Label and words of a heading, without its element.
    pub(super) fn heading_words(&self, heading: &Heading) -> String {
        let words = self.runs(&heading.runs);
        if heading.label.is_empty() {
            return words;
        }
        let gap = if heading.label.ends_with(['、', '）', '.']) { "" } else { " " };
        format!("<span class=\"label\">{}</span>{gap}{words}", escape(&heading.label))
    }

    fn heading(&self, heading: &Heading) -> String {
        let level = heading.level.clamp(2, 6);
        let words = self.heading_words(heading);
        let Some(id) = heading.id.as_ref().map(|id| escape(id)) else {
            return format!("<h{level}>{words}</h{level}>\n");
        };
        let title = escape(&self.tongue.label("ui.site.permalink"));
        format!(
            "<h{level} id=\"{id}\">{words}<a class=\"permalink\" href=\"#{id}\" title=\"{title}\" \
             aria-label=\"{title}\">§</a></h{level}>\n"
        )
    }

    /// Blocks inside another block.
    pub(super) fn blocks(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph { runs, pictures, number } => {
                let class = if *pictures { " class=\"pictures\"" } else { "" };
                let (id, shown) = self.paragraph(*number);
                format!("<p{id}{class}>{shown}{}</p>\n", self.runs(runs))
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Table(table) => self.numbered(table.number, &self.table(table)),
            Block::Quote(blocks) => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            Block::Code { text, number } => {
                self.numbered(*number, &format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(text)))
            }
            Block::Figure(id) => self.figure(id),
            Block::Rule => "<hr>\n".to_owned(),
        }
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>]) -> String {
        let (open, close) = match start {
            None => ("<ul>".to_owned(), "</ul>"),
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
        };
        let items: String = items.iter().map(|item| self.item(item)).collect();
        format!("{open}\n{items}{close}\n")
    }

    /// An item of one paragraph needs no paragraph of its own.
    fn item(&self, blocks: &[Block]) -> String {
        match blocks {
            [Block::Paragraph { runs, number, .. }, rest @ ..]
                if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                let (id, shown) = self.paragraph(*number);
                format!("<li{id}>{shown}{}{}</li>\n", self.runs(runs), self.blocks(rest))
            }
            blocks => format!("<li>{}</li>\n", self.blocks(blocks)),
        }
    }

    /// The anchor of a paragraph, as an attribute; and its number as reviewers see it.
    fn paragraph(&self, number: Option<ParagraphNumber>) -> (String, String) {
        let Some(number) = number else { return Default::default() };
        let anchor = number.anchor();
        let shown = match self.tongue.frame().audience {
            Audience::Review => format!("<a class=\"paragraph\" href=\"#{anchor}\">{number}</a>"),
            Audience::Public | Audience::Internal => String::new(),
        };
        let shown = match self.tongue.frame().stale.contains(&number) {
            true => {
                format!("{shown}<span class=\"stale\">{}</span> ", escape(&self.tongue.label("ui.site.stale")))
            }
            false => shown,
        };
        (format!(" id=\"{anchor}\""), shown)
    }

    /// A table or a block of code after its anchor.
    fn numbered(&self, number: Option<ParagraphNumber>, html: &str) -> String {
        match self.paragraph(number) {
            (id, _) if id.is_empty() => html.to_owned(),
            (id, shown) => format!("<span{id}>{shown}</span>\n{html}"),
        }
    }

    /// A line of text.
    pub(super) fn runs(&self, runs: &[Run]) -> String {
        runs.iter().map(|run| self.run(run, false)).collect()
    }

    /// A line of a table that the tool has made.
    pub(super) fn cell_runs(&self, runs: &[Run]) -> String {
        runs.iter().map(|run| self.run(run, true)).collect()
    }

    fn run(&self, run: &Run, in_table: bool) -> String {
        let runs = |inner: &[Run]| -> String { inner.iter().map(|run| self.run(run, in_table)).collect() };
        match run {
            Run::Words(words) => held(self.language(), words),
            Run::Emphasis(inner) => format!("<em>{}</em>", runs(inner)),
            Run::Strong(inner) => format!("<strong>{}</strong>", runs(inner)),
            Run::Code(text) => format!("<code>{}</code>", escape(text)),
            Run::Number(number) if in_table => self.cell_number(number),
            Run::Number(number) => self.number(number),
            Run::Claim(claim) => self.claim(claim),
            Run::Mark(id) => self.mark(id),
            Run::Absent(words) => format!("<span class=\"tbd\">{}</span>", escape(words)),
            Run::Joined(inner) => format!("<span class=\"amount\">{}</span>", runs(inner)),
            Run::Outside { url, runs: inner } => {
                format!("<a class=\"outside\" href=\"{}\">{}</a>", escape(url), runs(inner))
            }
            Run::Link { to, runs: inner } => match self.href(to).as_str() {
                "" => runs(inner),
                href => anchor(href, &runs(inner)),
            },
            Run::Reference { to, words } => match self.href(to).as_str() {
                "" => escape(words),
                href => format!("<a class=\"reference\" href=\"{}\">{}</a>", escape(href), escape(words)),
            },
            Run::Picture { path: Some(path), alt } => self.picture(path, alt),
            Run::Picture { path: None, alt } => escape(alt),
            Run::Footnote(mark) => self.footnote_mark(*mark),
            Run::Break => "<br>\n".to_owned(),
        }
    }
}
