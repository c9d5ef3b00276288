//! The book's text as HTML: from the tree of blocks and inlines, everything escaped, nothing passed through.

use super::book::{Book, label_gap};
use super::markup::{anchor, escape, held};
use super::{address, figure, footnotes, listing, numbers, table};
use crate::locale::{self, TableFit, table_fit};
use crate::model::{Alignment, Block, Cell, Heading, Inline, Language, Leads, ListItem, PageId, SectionEntry};
use crate::prose::{edge, neighbour};
use crate::render::line::is_pictures;

/// Writes text for one page of the site.
pub(super) struct Writer<'a, 'b> {
    pub(super) book: &'b Book<'a>,
    pub(super) language: Language,
    /// The site's path that links start from.
    pub(super) here: &'b str,
    /// The page of the book, if the text is one; relative links in data files have no base.
    pub(super) page: Option<PageId>,
}

impl Writer<'_, '_> {
    /// All blocks of a page, from index `first` on. Footnotes go to the end.
    pub(super) fn page(&self, blocks: &[Block], first: usize) -> String {
        let mut html = String::new();
        for (position, block) in blocks.iter().enumerate().skip(first) {
            match block {
                Block::Heading(heading) => html.push_str(&self.heading(heading, position)),
                other => html.push_str(&self.block(other)),
            }
        }
        html.push_str(&footnotes::notes_html(self));
        html
    }

    /// Label and words of a heading, without its element.
    pub(super) fn heading_words(&self, heading: &Heading, block: usize) -> String {
        let words = self.inlines(&heading.inlines);
        let entry = self.page.and_then(|page| {
            let found = self.book.section_at(self.language, page, block)?;
            (found.block == block).then_some(found)
        });
        match entry {
            None => words,
            Some(entry) => {
                let label = locale::heading_label(self.language, entry.depth, &entry.numbers);
                let gap = label_gap(self.language, entry.depth);
                format!("<span class=\"label\">{}</span>{gap}{words}", escape(&label))
            }
        }
    }

    fn heading(&self, heading: &Heading, block: usize) -> String {
        let level = heading.level.clamp(2, 6);
        let words = self.heading_words(heading, block);
        let Some(id) = heading.id.as_ref().map(|id| escape(id)) else {
            return format!("<h{level}>{words}</h{level}>\n");
        };
        let title = escape(&self.book.label(self.language, "permalink"));
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
            Block::Heading(heading) => format!("<p><strong>{}</strong></p>\n", self.inlines(&heading.inlines)),
            Block::Paragraph { inlines, .. } => {
                let class = if is_pictures(inlines) { " class=\"pictures\"" } else { "" };
                format!("<p{class}>{}</p>\n", self.inlines(inlines))
            }
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Table { columns, rows, .. } => self.table(columns, rows),
            Block::Quote { blocks, .. } => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            Block::Code { text, .. } => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(text)),
            Block::Figure { id, .. } => figure::figure_html(self, id),
            Block::RegisterTable { id, .. } => table::table_html(self, id),
            Block::Project { id, .. } => listing::project_html(self, id),
            Block::Footnote { .. } => String::new(),
            Block::Rule { .. } => "<hr>\n".to_owned(),
        }
    }

    fn list(&self, start: Option<u64>, items: &[ListItem]) -> String {
        let (open, close) = match start {
            None => ("<ul>".to_owned(), "</ul>"),
            Some(1) => ("<ol>".to_owned(), "</ol>"),
            Some(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
        };
        let items: String = items.iter().map(|item| format!("<li>{}</li>\n", self.item(item))).collect();
        format!("{open}\n{items}{close}\n")
    }

    /// An item of one paragraph needs no paragraph of its own.
    fn item(&self, item: &ListItem) -> String {
        match item.blocks.as_slice() {
            [Block::Paragraph { inlines, .. }, rest @ ..]
                if rest.iter().all(|block| matches!(block, Block::List { .. })) =>
            {
                format!("{}{}", self.inlines(inlines), self.blocks(rest))
            }
            blocks => self.blocks(blocks),
        }
    }

    fn table(&self, columns: &[Alignment], rows: &[Vec<Cell>]) -> String {
        let Some((head, body)) = rows.split_first() else {
            return String::new();
        };
        let row = |cells: &[Cell], element: &str| -> String {
            let sides = columns.iter().copied().chain(std::iter::repeat(Alignment::Start));
            cells.iter().zip(sides).map(|(cell, side)| self.cell(cell, side, element)).collect()
        };
        let head = row(head, "th scope=\"col\"");
        let body: String = body.iter().map(|cells| format!("<tr>{}</tr>\n", row(cells, "td"))).collect();
        let label = escape(&self.book.label(self.language, "table_box"));
        // A table that paper has to squeeze gets more than the width of a paragraph.
        let broad = if table_fit(rows, 0) == TableFit::Plain { "" } else { " broad" };
        format!(
            "<div class=\"wide{broad}\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>\n<thead><tr>{head}</tr>\
             </thead>\n<tbody>\n{body}</tbody></table></div>\n"
        )
    }

    /// A cell; `element` is its opening without the brackets.
    fn cell(&self, cell: &Cell, side: Alignment, element: &str) -> String {
        let number = matches!(cell.inlines.as_slice(), [Inline::Tie(..)]) && side == Alignment::End;
        let class = match side {
            _ if number => " class=\"number\"".to_owned(),
            Alignment::Start => String::new(),
            other => format!(" class=\"{}\"", other.word()),
        };
        let name = element.split(' ').next().unwrap_or(element);
        format!("<{element}{class}>{}</{name}>", self.inlines(&cell.inlines))
    }

    /// A line of text.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        self.between(inlines, None, None)
    }

    /// A line of text that stands between two characters.
    fn between(&self, inlines: &[Inline], mut before: Option<char>, after: Option<char>) -> String {
        let mut html = String::new();
        for (position, inline) in inlines.iter().enumerate() {
            let after = inlines.get(position + 1).map_or(after, |next| edge(next, true));
            let beside = (neighbour(&inlines[..position], false), neighbour(&inlines[position + 1..], true));
            html.push_str(&self.inline(inline, (before, after), beside));
            before = edge(inline, false).or(before);
        }
        html
    }

    /// A part of a line, the characters on either side of it, and the words there.
    fn inline(
        &self,
        inline: &Inline,
        (before, after): (Option<char>, Option<char>),
        (left, right): (&str, &str),
    ) -> String {
        let bonds = &self.book.bonds;
        match inline {
            Inline::Text(piece) => self.words(&bonds.text(left, piece, right), before),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.between(inner, before, after)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.between(inner, before, after)),
            Inline::Code(text) => format!("<code>{}</code>", escape(text)),
            Inline::Tie(id, words) => {
                let words = self.book.tied_words(self.language, *id, (left, words, right));
                let words = locale::curled(self.language, &words, before);
                numbers::tie_html(self.book, self.language, self.here, *id, &words)
            }
            Inline::Waived(words, _) => self.words(&bonds.text(left, words, right), before),
            Inline::Link { target, inlines } => self.link(target, &self.between(inlines, before, after)),
            Inline::CrossReference { kind, id } => self.cross_reference(kind, id),
            Inline::Image { path, alt } => figure::picture_html(self, path, &Inline::plain(alt)),
            Inline::FootnoteReference(label) => footnotes::mark_html(self, label),
            Inline::SoftBreak => " ".to_owned(),
            Inline::HardBreak => "<br>\n".to_owned(),
        }
    }

    /// Plain words behind a character.
    fn words(&self, words: &str, before: Option<char>) -> String {
        held(self.language, &locale::curled(self.language, words, before))
    }

    /// Of a link that leads nowhere the words alone remain; a sound book has none.
    fn link(&self, target: &str, words: &str) -> String {
        match Leads::of(target) {
            Leads::Outside => format!("<a class=\"outside\" href=\"{}\">{words}</a>", escape(target)),
            Leads::Nowhere(_) => words.to_owned(),
            Leads::Inside => match self.inside(target) {
                Some(path) => anchor(&address::relative(self.here, &path), words),
                None => words.to_owned(),
            },
        }
    }

    /// The path below `site/` of a link inside the book.
    fn inside(&self, target: &str) -> Option<String> {
        let (path, fragment) = address::split_fragment(target);
        if path.is_empty() {
            return Some(format!("{}{fragment}", self.here));
        }
        let base = self.page.and_then(|page| self.book.report.project.pages.get(page.0)).map_or("", |page| &page.path);
        let resolved = address::resolve(base, path)?;
        let page = self.book.page_at(self.language, &resolved)?;
        Some(format!("{}{fragment}", self.book.path_of(page)))
    }

    /// A heading as a sentence names it.
    fn section_reference(&self, entry: &SectionEntry) -> String {
        let reference = locale::section_reference(self.language, entry.depth, &entry.numbers, &entry.title);
        self.book.say(self.language, &reference)
    }

    fn cross_reference(&self, kind: &str, id: &str) -> String {
        let found = if kind == "sec" {
            self.book
                .section(self.language, id)
                .map(|entry| (self.section_reference(entry), self.book.section_path(entry)))
        } else {
            self.book.register_label(self.language, kind, id).zip(self.book.register_path(self.language, kind, id))
        };
        match found {
            Some((text, path)) => {
                let href = escape(&address::relative(self.here, &path));
                format!("<a class=\"reference\" href=\"{href}\">{}</a>", escape(&text))
            }
            None => escape(id),
        }
    }
}
