//! The form for a terminal: message, source line with a caret under it (Chinese characters are two columns wide), hints.

use super::{Diagnostic, Message, Phrases, Severity, SourceMap, Span, visible};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Prints one diagnostic. `colour` is for terminals only.
pub fn print(diagnostic: &Diagnostic, sources: &SourceMap, phrases: &dyn Phrases, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(Some(word("word.error", phrases))),
        Severity::Warning => Level::WARNING.with_name(Some(word("word.warning", phrases))),
    };
    let title = level.primary_title(said(&diagnostic.message, phrases)).id(diagnostic.rule.name);
    let mut group = Group::with_title(title);
    if let Some(place) = diagnostic.place {
        group = group.element(snippet(place, None, AnnotationKind::Primary, sources));
    }
    for (span, note) in &diagnostic.related {
        group = group.element(snippet(*span, Some(said(note, phrases)), AnnotationKind::Context, sources));
    }
    let help = word("word.help", phrases);
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name(Some(help.clone())).message(said(hint, phrases)));
    }
    let report = [group];
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&report).to_string()
}

/// A sentence that may quote the book; the colours are put around it afterwards.
fn said(message: &Message, phrases: &dyn Phrases) -> String {
    visible(&phrases.phrase(message)).into_owned()
}

fn word(id: &'static str, phrases: &dyn Phrases) -> String {
    phrases.phrase(&Message::new(id))
}

/// A mark longer than this says no more than where it begins.
const LONGEST_MARK: usize = 40;

/// The end of a mark: a whole paragraph is marked at its first characters, and a mark ends with its line.
fn shortened(line: &str, start: usize, end: usize) -> usize {
    let marked = &line[start..end];
    let marked = marked.split_once('\n').map_or(marked, |(first, _)| first);
    start
        + marked
            .char_indices()
            .nth(LONGEST_MARK * 2)
            .map_or(marked.len(), |_| marked.char_indices().nth(LONGEST_MARK).map_or(marked.len(), |(at, _)| at))
}

/// The line of a span, not the whole file: a long file would be walked for each diagnostic.
fn snippet<'a>(
    span: Span,
    label: Option<String>,
    kind: AnnotationKind,
    sources: &'a SourceMap,
) -> annotate_snippets::Element<'a> {
    let source = sources.source(span.source);
    let text = source.text.as_str();
    let range = span.range();
    if text.get(range.clone()).is_none() {
        return Origin::path(visible(&source.path)).into();
    }
    let first = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let last = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline);
    let line = sources.start(span).line;
    let shown = &text[first..last];
    let shown = shown.strip_suffix('\r').unwrap_or(shown);
    let end = (range.end - first).min(shown.len());
    let start = (range.start - first).min(end);
    let end = shortened(shown, start, end);
    // Written out, what stands before the mark and in it may be longer.
    let [before, marked, behind] = [&shown[..start], &shown[start..end], &shown[end..]].map(visible);
    let mut annotation = kind.span(before.len()..before.len() + marked.len());
    let shown = before.into_owned() + &marked + &behind;
    if let Some(label) = label {
        annotation = annotation.label(label);
    }
    Snippet::source(shown).line_start(line).path(visible(&source.path)).annotation(annotation).into()
}
