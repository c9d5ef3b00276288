//! The book's text as HTML: from the tree of blocks and inlines, everything escaped, nothing passed through.

use super::book::{Book, label_gap};
use super::markup::{anchor, escape, held, soft_break};
use super::{address, figure, listing, numbers, table};
use crate::locale;
use crate::model::{Block, Cell, Heading, Inline, Language, Leads, ListItem, PageId, SectionEntry};

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
        let mut notes = String::new();
        for (position, block) in blocks.iter().enumerate().skip(first) {
            match block {
                Block::Heading(heading) => html.push_str(&self.heading(heading, position)),
                Block::Footnote { label, blocks, .. } => notes.push_str(&self.footnote(label, blocks)),
                other => html.push_str(&self.block(other)),
            }
        }
        if !notes.is_empty() {
            let title = escape(&self.book.label(self.language, "footnotes"));
            html.push_str(&format!("<section class=\"footnotes\" aria-label=\"{title}\"><ol>{notes}</ol></section>\n"));
        }
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
            Block::Paragraph { inlines, .. } => format!("<p>{}</p>\n", self.inlines(inlines)),
            Block::List { start, items, .. } => self.list(*start, items),
            Block::Table { rows, .. } => self.table(rows),
            Block::Quote { blocks, .. } => format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks)),
            Block::Code { text, .. } => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(text)),
            Block::Figure { id, .. } => figure::figure_html(self, id),
            Block::RegisterTable { id, .. } => table::table_html(self, id),
            Block::Project { id, .. } => listing::project_html(self, id),
            Block::Footnote { label, blocks, .. } => self.footnote(label, blocks),
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

    fn table(&self, rows: &[Vec<Cell>]) -> String {
        let Some((head, body)) = rows.split_first() else {
            return String::new();
        };
        let head: String =
            head.iter().map(|cell| format!("<th scope=\"col\">{}</th>", self.inlines(&cell.inlines))).collect();
        let body: String = body
            .iter()
            .map(|row| format!("<tr>{}</tr>\n", row.iter().map(|cell| self.cell(cell)).collect::<String>()))
            .collect();
        let label = escape(&self.book.label(self.language, "table_box"));
        format!(
            "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table>\n<thead><tr>{head}</tr>\
             </thead>\n<tbody>\n{body}</tbody></table></div>\n"
        )
    }

    fn cell(&self, cell: &Cell) -> String {
        let class = if matches!(cell.inlines.as_slice(), [Inline::Tie(..)]) { " class=\"number\"" } else { "" };
        format!("<td{class}>{}</td>", self.inlines(&cell.inlines))
    }

    fn footnote(&self, label: &str, blocks: &[Block]) -> String {
        let label = escape(label);
        let back = escape(&self.book.label(self.language, "back_to_text"));
        format!(
            "<li id=\"fn.{label}\">{}<a class=\"back\" href=\"#fnref.{label}\" aria-label=\"{back}\">↩</a></li>\n",
            self.blocks(blocks)
        )
    }

    /// A line of text.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        let mut html = String::new();
        for (position, inline) in inlines.iter().enumerate() {
            if matches!(inline, Inline::SoftBreak) {
                let before = inlines[..position].last().and_then(last_character);
                let after = inlines.get(position + 1).and_then(first_character);
                html.push_str(soft_break(before, after));
            } else {
                let beside =
                    (Inline::neighbour(&inlines[..position], false), Inline::neighbour(&inlines[position + 1..], true));
                html.push_str(&self.inline(inline, beside));
            }
        }
        html
    }

    /// A part of a line, and the words on either side of it.
    fn inline(&self, inline: &Inline, (before, after): (&str, &str)) -> String {
        let bonds = &self.book.bonds;
        match inline {
            Inline::Text(piece) => held(&bonds.text(before, piece, after)),
            Inline::Emphasis(inner) => format!("<em>{}</em>", self.inlines(inner)),
            Inline::Strong(inner) => format!("<strong>{}</strong>", self.inlines(inner)),
            Inline::Code(text) => format!("<code>{}</code>", escape(text)),
            Inline::Tie(id, words) => {
                let words = self.book.tied_words(self.language, *id, (before, words, after));
                numbers::tie_html(self.book, self.language, self.here, *id, &words)
            }
            Inline::Waived(words, _) => held(&bonds.text(before, words, after)),
            Inline::Link { target, inlines } => self.link(target, inlines),
            Inline::CrossReference { kind, id } => self.cross_reference(kind, id),
            Inline::Image { path, alt } => figure::picture_html(self, path, &Inline::plain(alt)),
            Inline::FootnoteReference(label) => {
                let label = escape(label);
                format!("<sup class=\"footnote\" id=\"fnref.{label}\"><a href=\"#fn.{label}\">{label}</a></sup>")
            }
            Inline::SoftBreak => " ".to_owned(),
            Inline::HardBreak => "<br>\n".to_owned(),
        }
    }

    /// Of a link that leads nowhere the words alone remain; a sound book has none.
    fn link(&self, target: &str, inlines: &[Inline]) -> String {
        let words = self.inlines(inlines);
        match Leads::of(target) {
            Leads::Outside => format!("<a class=\"outside\" href=\"{}\">{words}</a>", escape(target)),
            Leads::Nowhere(_) => words,
            Leads::Inside => match self.inside(target) {
                Some(path) => anchor(&address::relative(self.here, &path), &words),
                None => words,
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

    /// A heading as a sentence names it: with its chapter, where that is another one than the sentence's.
    fn section_reference(&self, entry: &SectionEntry) -> String {
        let here = self.page.and_then(|page| self.book.title_of(self.language, page));
        if here.is_some_and(|here| here.numbers.first() == entry.numbers.first()) {
            self.book.section_text(self.language, entry)
        } else {
            self.book.section_trail(self.language, entry)
        }
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

/// The last character a reader sees of an inline.
fn last_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::CrossReference { .. } | Inline::FootnoteReference(_) | Inline::Image { .. } => None,
        other => Inline::plain(std::slice::from_ref(other)).chars().next_back(),
    }
}

/// The first character a reader sees of an inline.
fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::CrossReference { .. } | Inline::FootnoteReference(_) | Inline::Image { .. } => None,
        other => Inline::plain(std::slice::from_ref(other)).chars().next(),
    }
}
