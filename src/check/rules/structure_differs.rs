//! The two languages of a page are not built alike, or the page's headings are not in order.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, Span, rule};
use crate::model::{Block, Heading, Inline, Page};
use crate::prose::pairing::{self, PagePair, Section};
use std::collections::BTreeSet;

const RULE: RuleId = rule::STRUCTURE_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    for page in &project.pages {
        title(page, faults);
        levels(page, faults);
    }
    for pair in pairing::pages(project) {
        if headings(&pair, faults) {
            for (zh, en) in pairing::paired_sections(&pair) {
                blocks(&pair, &zh, &en, faults);
            }
        }
    }
}

/// The first block is the title, the one `#` heading of the page.
fn title(page: &Page, faults: &mut Diagnostics) {
    match page.blocks.first() {
        None => {}
        Some(Block::Heading(heading)) if heading.level == 1 => {}
        Some(other) => faults.report(
            Diagnostic::error(RULE, other.span(), Message::new("structure-differs.title"))
                .hint(Message::new("structure-differs.hint-title")),
        ),
    }
    let mut titles = page.headings().filter(|heading| heading.level == 1);
    let first = titles.next();
    for second in titles {
        let message = Message::new("structure-differs.two-titles").with("heading", words(second));
        let fault =
            Diagnostic::error(RULE, second.span, message).hint(Message::new("structure-differs.hint-two-titles"));
        faults.report(
            first
                .into_iter()
                .fold(fault, |fault, first| fault.related(first.span, Message::new("structure-differs.first-title"))),
        );
    }
}

/// A heading is at most one level deeper than the one before it.
fn levels(page: &Page, faults: &mut Diagnostics) {
    let mut before = 1;
    for heading in page.headings() {
        if heading.level > before + 1 {
            let message = Message::new("structure-differs.level")
                .with("heading", words(heading))
                .with("level", heading.level.to_string())
                .with("before", before.to_string());
            let hint = Message::new("structure-differs.hint-level").with("marks", "#".repeat(usize::from(before) + 1));
            faults.report(Diagnostic::error(RULE, heading.span, message).hint(hint));
        }
        before = heading.level;
    }
}

/// Whether both languages have the same headings; the first that differs is reported.
fn headings(pair: &PagePair<'_>, faults: &mut Diagnostics) -> bool {
    let zh: Vec<&Heading> = pair.zh.1.headings().collect();
    let en: Vec<&Heading> = pair.en.1.headings().collect();
    let length = zh.len().max(en.len());
    let Some(index) = (0..length).find(|index| !same(zh.get(*index), en.get(*index))) else { return true };
    faults.report(match (zh.get(index), en.get(index)) {
        (Some(zh), Some(en)) => Diagnostic::error(
            RULE,
            en.span,
            Message::new("structure-differs.heading").with("en", outline(en)).with("zh", outline(zh)),
        )
        .related(zh.span, Message::new("structure-differs.chinese"))
        .hint(Message::new("structure-differs.hint-heading")),
        (Some(lone), None) => alone(lone, pair.en.1),
        (None, Some(lone)) => alone(lone, pair.zh.1),
        (None, None) => return true,
    });
    false
}

fn same(zh: Option<&&Heading>, en: Option<&&Heading>) -> bool {
    zh.is_some() == en.is_some() && pairing::same_heading(zh.copied(), en.copied())
}

fn alone(heading: &Heading, lacking: &Page) -> Diagnostic {
    let message = Message::new("structure-differs.alone")
        .with("heading", outline(heading))
        .with("path", format!("content/{}/{}", lacking.language, lacking.path));
    Diagnostic::error(RULE, heading.span, message).hint(Message::new("structure-differs.hint-heading"))
}

/// A heading as its marks, words and id: `## 水文 {#water}`.
fn outline(heading: &Heading) -> String {
    let id = heading.id.as_ref().map(|id| format!(" {{#{}}}", id.value)).unwrap_or_default();
    format!("{} {}{id}", "#".repeat(usize::from(heading.level)), words(heading))
}

fn words(heading: &Heading) -> String {
    Inline::plain(&heading.inlines)
}

/// Under one heading the blocks pair up in order: the same kinds, the same figures, lists and tables of the same size,
/// and the same inside them.
fn blocks(pair: &PagePair<'_>, zh: &Section<'_>, en: &Section<'_>, faults: &mut Diagnostics) {
    for (index, (one, other)) in zh.blocks.iter().zip(&en.blocks).enumerate() {
        let (mine, theirs) = (shape(other), shape(one));
        let found = if mine == theirs {
            inside(one, other)
        } else {
            let message = Message::new("structure-differs.block").with("number", index + 1);
            Some((message.with("en", mine).with("zh", theirs), one.span(), other.span()))
        };
        if let Some((message, zh, en)) = found {
            faults.report(
                Diagnostic::error(RULE, en, message)
                    .related(zh, Message::new("structure-differs.chinese"))
                    .hint(Message::new("structure-differs.hint-block")),
            );
            return;
        }
        references(one, other, faults);
    }
    if zh.blocks.len() != en.blocks.len() {
        let shorter = zh.blocks.len().min(en.blocks.len());
        let longer = if zh.blocks.len() > en.blocks.len() { zh } else { en };
        let place = longer.blocks.get(shorter).map_or_else(|| start(pair.en.1), |block| block.span());
        let message = Message::new("structure-differs.count").with("zh", zh.blocks.len()).with("en", en.blocks.len());
        faults.report(Diagnostic::error(RULE, place, message).hint(Message::new("structure-differs.hint-block")));
    }
}

/// What differs inside two blocks of the same shape: the message, and both places.
fn inside(zh: &Block, en: &Block) -> Option<(Message, Span, Span)> {
    let same = |one: &[Block], other: &[Block]| {
        let shapes = |blocks: &[Block]| blocks.iter().map(shape).collect::<Vec<_>>();
        shapes(one) == shapes(other)
    };
    let deeper = |one: &[Block], other: &[Block]| one.iter().zip(other).find_map(|(zh, en)| inside(zh, en));
    let told = |message: Message, one: &[Block], other: &[Block]| {
        let shapes = |blocks: &[Block]| match blocks {
            [] => vec![Message::new("word.none").into()],
            blocks => blocks.iter().map(shape).collect(),
        };
        let place = |blocks: &[Block], whole: &Block| blocks.first().map_or(whole.span(), Block::span);
        let message = message.with_list("zh", shapes(one)).with_list("en", shapes(other));
        (message, place(one, zh), place(other, en))
    };
    match (zh, en) {
        (Block::List { items: one, .. }, Block::List { items: other, .. }) => {
            one.iter().zip(other).enumerate().find_map(|(number, (one, other))| {
                if same(&one.blocks, &other.blocks) {
                    return deeper(&one.blocks, &other.blocks);
                }
                let message = Message::new("structure-differs.item").with("number", number + 1);
                Some(told(message, &one.blocks, &other.blocks))
            })
        }
        (Block::Quote { blocks: one, .. }, Block::Quote { blocks: other, .. })
        | (Block::Footnote { blocks: one, .. }, Block::Footnote { blocks: other, .. }) => {
            if same(one, other) {
                return deeper(one, other);
            }
            Some(told(Message::new("structure-differs.inside").with("block", shape(en)), one, other))
        }
        _ => None,
    }
}

/// A block of one language refers to what that of the other does not.
fn references(zh: &Block, en: &Block, faults: &mut Diagnostics) {
    let (chinese, english) = (referred(zh), referred(en));
    let lacking = |mine: &BTreeSet<String>, theirs: &BTreeSet<String>| -> Vec<Arg> {
        theirs.difference(mine).map(|name| name.as_str().into()).collect()
    };
    let cases = [
        (lacking(&english, &chinese), en, zh, "structure-differs.reference-en"),
        (lacking(&chinese, &english), zh, en, "structure-differs.reference-zh"),
    ];
    for (names, block, other, id) in cases.into_iter().filter(|(names, ..)| !names.is_empty()) {
        let note = if std::ptr::eq(block, en) { "structure-differs.chinese" } else { "structure-differs.english" };
        let fault = Diagnostic::error(RULE, block.span(), Message::new(id).with_list("names", names));
        faults.report(
            fault.related(other.span(), Message::new(note)).hint(Message::new("structure-differs.hint-reference")),
        );
    }
}

/// The figures, tables and sections that a block refers to, as written: `[](#fig:land)`.
fn referred(block: &Block) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    block.for_each_inline(&mut |inline| {
        if let Inline::CrossReference { kind, id } = inline {
            names.insert(format!("[](#{kind}:{})", id.value));
        }
    });
    names
}

fn start(page: &Page) -> Span {
    Span::new(page.source, 0..0)
}

/// What of a block must be the same in both languages, in words.
fn shape(block: &Block) -> Arg {
    match block {
        Block::List { start: None, items, .. } => Message::new("block.list").with("items", items.len()).into(),
        Block::List { start: Some(first), items, .. } => {
            let message = Message::new("block.list-numbered").with("items", items.len());
            message.with("first", first.to_string()).into()
        }
        Block::Table { rows, .. } => Message::new("block.table")
            .with("rows", rows.len())
            .with("columns", rows.first().map_or(0, Vec::len))
            .into(),
        Block::Figure { id, .. } => Message::new("block.figure").with("id", id.as_str()).into(),
        Block::RegisterTable { id, .. } => Message::new("block.register-table").with("id", id.as_str()).into(),
        Block::Project { id, .. } => Message::new("block.project").with("id", id.as_str()).into(),
        Block::Heading(_) => Message::new("block.heading").into(),
        Block::Paragraph { .. } => Message::new("block.paragraph").into(),
        Block::Quote { .. } => Message::new("block.quote").into(),
        Block::Code { .. } => Message::new("block.code").into(),
        Block::Footnote { .. } => Message::new("block.footnote").into(),
        Block::Rule { .. } => Message::new("block.rule").into(),
    }
}
