//! Reads the sample's pages, a small kind of Markdown, and numbers them: load and bind are other rooms.

use super::{SPAN, key, word};
use crate::diagnostic::SourceId;
use crate::model::{
    Alignment, Block, BoundTie, Cell, Heading, Inline, LANGUAGES, Language, ListItem, Page, PageId, Place, Report,
    SectionEntry, Tie, TieId, TieKind, Truth,
};

/// Reads one page of a Markdown of a small kind into the report.
pub(super) fn read_page(report: &mut Report, path: &str, language: Language, text: &str) {
    let page = PageId(report.project.pages.len());
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let place = Place::Page { page, block: blocks.len() };
        let block = read_block(report, language, place, line);
        match (blocks.last_mut(), block) {
            (Some(Block::Table { rows, .. }), Block::Table { rows: more, .. }) => rows.extend(more),
            (_, block) => blocks.push(block),
        }
    }
    report.project.pages.push(Page { language, path: path.to_owned(), source: SourceId(0), blocks });
}

fn read_block(report: &mut Report, language: Language, place: Place, line: &str) -> Block {
    let mut inlines = |text: &str| read_inlines(report, language, place, text);
    let register = |prefix: &str| line.strip_prefix(prefix).and_then(|rest| rest.strip_suffix(')'));
    if let Some(id) = register("![](fig:") {
        return Block::Figure { id: word(id), span: SPAN };
    }
    if let Some(id) = register("![](tab:") {
        return Block::RegisterTable { id: word(id), span: SPAN };
    }
    if line.starts_with('#') {
        let (title, id) = line.trim_start_matches('#').trim().split_once(" {#").unwrap();
        let level = line.chars().take_while(|character| *character == '#').count();
        return Block::Heading(Heading {
            level: u8::try_from(level).unwrap(),
            id: Some(word(id.trim_end_matches('}'))),
            inlines: inlines(title),
            span: SPAN,
        });
    }
    if let Some(item) = line.strip_prefix("- ") {
        let blocks = vec![Block::Paragraph { inlines: inlines(item), span: SPAN }];
        return Block::List { start: None, items: vec![ListItem { blocks }], span: SPAN };
    }
    if line.starts_with('|') {
        let cells: Vec<Cell> =
            line.trim_matches('|').split('|').map(|cell| Cell { inlines: inlines(cell.trim()) }).collect();
        let columns = vec![Alignment::Start; cells.len()];
        return Block::Table { columns, rows: vec![cells], span: SPAN };
    }
    Block::Paragraph { inlines: inlines(line), span: SPAN }
}

fn read_inlines(report: &mut Report, language: Language, place: Place, text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    let mut rest = text;
    while let Some((before, words, target, after)) = next_link(rest) {
        plain(&mut inlines, before);
        inlines.push(read_link(report, language, place, words, target));
        rest = after;
    }
    plain(&mut inlines, rest);
    inlines
}

fn plain(inlines: &mut Vec<Inline>, text: &str) {
    for (position, part) in text.split("**").enumerate().filter(|(_, part)| !part.is_empty()) {
        let piece = Inline::Text(word(part));
        inlines.push(if position % 2 == 1 { Inline::Strong(vec![piece]) } else { piece });
    }
}

fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let mut depth = 1;
    let close = text[middle + 2..].find(|character| {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    let target = &text[middle + 2..middle + 2 + close];
    Some((&text[..open], &text[open + 1..middle], target, &text[middle + 3 + close..]))
}

fn read_link(report: &mut Report, language: Language, place: Place, words: &str, target: &str) -> Inline {
    let tie = |kind, target: &str| Tie {
        kind,
        literal: word(words),
        target: word(target),
        rounded_to: None,
        language,
        place,
        span: SPAN,
    };
    let id = TieId(report.project.ties.len());
    if let Some(formula) = target.strip_prefix('=') {
        let key = Some(key(formula)).filter(|key| report.observations.contains_key(key));
        if let Some(key) = &key {
            report.uses.entry(key.clone()).or_default().push(id);
        }
        report.project.ties.push(tie(TieKind::Number, formula));
        report.ties.push(BoundTie { keys: key.clone().into_iter().collect(), key, ..BoundTie::default() });
        return Inline::Tie(id, words.to_owned());
    }
    if let Some(formula) = target.strip_prefix('?') {
        let claim = Some(formula.to_owned()).filter(|id| report.claims.contains_key(id));
        report.project.ties.push(tie(TieKind::Claim, formula));
        report.ties.push(BoundTie { claim, truth: Some(Truth::Holds), ..BoundTie::default() });
        return Inline::Tie(id, words.to_owned());
    }
    if let Some(reason) = target.strip_prefix('!') {
        return Inline::Waived(words.to_owned(), reason.to_owned());
    }
    for kind in ["fig", "tab", "sec"] {
        if let Some(id) = target.strip_prefix('#').and_then(|rest| rest.strip_prefix(kind)) {
            return Inline::CrossReference { kind, id: word(id.trim_start_matches(':')) };
        }
    }
    Inline::Link { target: word(target), inlines: vec![Inline::Text(word(words))] }
}

/// Numbers headings, figures and tables by chapter.
pub(super) fn number(report: &mut Report) {
    for language in LANGUAGES {
        let mut counters = [0u32; 6];
        let (mut figures, mut tables) = (0, 0);
        let mut sections = Vec::new();
        let pages: Vec<(PageId, Page)> =
            report.project.pages_of(language).map(|(id, page)| (id, page.clone())).collect();
        for (id, page) in pages {
            for (block, content) in page.blocks.iter().enumerate() {
                match content {
                    Block::Heading(heading) => {
                        let depth = usize::from(heading.level) - usize::from(page.opens_chapter());
                        counters[depth] += 1;
                        counters[depth + 1..].fill(0);
                        if depth == 0 {
                            (figures, tables) = (0, 0);
                        }
                        let name = heading.id.as_ref().unwrap().value.clone();
                        report.outline.pages.insert((language, format!("sec:{name}")), id);
                        sections.push(SectionEntry {
                            page: id,
                            block,
                            id: name,
                            depth: u8::try_from(depth + 1).unwrap(),
                            numbers: counters[..=depth].to_vec(),
                            title: Inline::plain(&heading.inlines),
                        });
                    }
                    Block::Figure { id: figure, .. } => {
                        figures += 1;
                        report.outline.figures.insert(figure.value.clone(), (counters[0], figures));
                        report.outline.pages.insert((language, format!("fig:{}", figure.value)), id);
                    }
                    Block::RegisterTable { id: table, .. } => {
                        tables += 1;
                        report.outline.tables.insert(table.value.clone(), (counters[0], tables));
                        report.outline.pages.insert((language, format!("tab:{}", table.value)), id);
                    }
                    _ => {}
                }
            }
        }
        report.outline.sections.insert(language, sections);
    }
}
