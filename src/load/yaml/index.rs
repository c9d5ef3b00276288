//! The first read of a YAML file: events to a [`Tree`], refusing what the book does not use.
//!
//! Duplicate keys are reported and the first one kept; tags, anchors and merge keys are all reported (an alias only
//! where nothing was before it), and then the file is not read any further, since its meaning would be a guess.

use super::node::{Key, Kind, Node, NodeId, Scalar, Style, Tree};
use super::{plain, syntax};
use crate::diagnostic::limits::{DEEPEST_DATA, MOST_VALUES};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, SourceId, Span, rule};
use crate::load::characters::check_value;
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A mapping with more keys than this is searched by a table.
const MANY: usize = 32;
/// Few files hold more nodes than one in so many bytes: room for them is made once.
const BYTES_A_NODE: usize = 24;

/// Reads a file's text. `None` if a fault was found that leaves nothing to read on with.
pub(in crate::load) fn read<'t>(text: &'t str, source: SourceId, faults: &mut Diagnostics) -> Option<Tree<'t>> {
    plainly(text, source).or_else(|| parsed(text, source, faults))
}

/// A file in plain form and without a fault.
pub(super) fn plainly(text: &str, source: SourceId) -> Option<Tree<'_>> {
    let mut faults = Diagnostics::new();
    let mut builder = Builder::new(text, 0, source, &mut faults);
    plain::read(text, &mut builder)?;
    let (nodes, root) = (builder.nodes, builder.root?);
    faults.iter().next().is_none().then_some(Tree { nodes, root, source, text })
}

/// Any file: all that YAML knows.
pub(super) fn parsed<'t>(text: &'t str, source: SourceId, faults: &mut Diagnostics) -> Option<Tree<'t>> {
    let base = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let options = granit_parser::options! { emit_comments: false };
    let mut parser = Parser::new_from_str_with_options(&text[base..], options);
    let mut builder = Builder::new(text, base, source, faults);
    while let Some(next) = parser.next_event() {
        match next {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                builder.take(event, base + range.start..base + range.end)?;
            }
            Err(error) => {
                builder.faults.report(syntax::fault(&error, text, base, source));
                return None;
            }
        }
    }
    let Builder { nodes, root, sound, faults, .. } = builder;
    if root.is_none() && sound {
        faults.report(fault(rule::YAML_SHAPE, source, 0..0, Message::new("yaml-empty")));
    }
    Some(Tree { nodes, root: root?, source, text }).filter(|_| sound)
}

fn fault(rule: RuleId, source: SourceId, range: Range<usize>, message: Message) -> Diagnostic {
    Diagnostic::error(rule, Span::new(source, range), message)
}

/// A list or mapping that is being read.
struct Open<'t> {
    node: NodeId,
    flow: bool,
    key: Option<Key<'t>>,
    /// Whether the key stands for the second time; its value is not kept.
    again: bool,
    /// The keys of a mapping with many, each with its first place; none while it is quicker to look through them.
    known: Option<HashMap<Cow<'t, str>, Range<usize>>>,
}

impl<'t> Open<'t> {
    /// Where a key stands among the entries of this mapping; looked through one by one, two million keys never end.
    fn first(&mut self, entries: &[(Key<'t>, NodeId)], text: &str) -> Option<Range<usize>> {
        if entries.len() < MANY {
            return entries.iter().find(|(key, _)| key.text == text).map(|(key, _)| key.range.clone());
        }
        let known = self.known.get_or_insert_with(HashMap::new);
        let new = entries.get(known.len()..).unwrap_or_default();
        known.extend(new.iter().map(|(key, _)| (key.text.clone(), key.range.clone())));
        known.get(text).cloned()
    }
}

/// Hangs what is read into a tree.
pub(super) struct Builder<'t, 'f> {
    text: &'t str,
    nodes: Vec<Node<'t>>,
    open: Vec<Open<'t>>,
    root: Option<NodeId>,
    base: usize,
    source: SourceId,
    sound: bool,
    faults: &'f mut Diagnostics,
}

impl<'t, 'f> Builder<'t, 'f> {
    fn new(text: &'t str, base: usize, source: SourceId, faults: &'f mut Diagnostics) -> Self {
        let (nodes, open) = (Vec::with_capacity(text.len() / BYTES_A_NODE), Vec::new());
        Self { text, nodes, open, root: None, base, source, sound: true, faults }
    }

    /// Takes one event; `None` when it makes no sense to go on.
    fn take(&mut self, event: Event<'t>, range: Range<usize>) -> Option<()> {
        if event.tag().is_some() {
            self.refuse("yaml-tag", range.clone());
        }
        if event.anchor_id().is_some() {
            self.refuse("yaml-anchor", range.clone());
        }
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text, style, range),
            Event::SequenceStart(style, ..) => self.start(Kind::List(Vec::new()), style, range),
            Event::MappingStart(style, ..) => self.start(Kind::Map(Vec::new()), style, range),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(range.end);
                Some(())
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                // Its anchor is reported already, unless it has none.
                if self.sound {
                    self.refuse("yaml-anchor", range.clone());
                }
                self.scalar("".into(), ScalarStyle::Plain, range)
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                self.refuse("yaml-documents", range);
                None
            }
            _ => Some(()),
        }
    }

    fn refuse(&mut self, message: &'static str, range: Range<usize>) {
        self.sound = false;
        self.faults.report(fault(rule::YAML_SYNTAX, self.source, range, Message::new(message)));
    }

    /// A value or a key, as it reads, and its bytes, quotes included.
    pub(super) fn scalar(&mut self, text: Cow<'t, str>, style: ScalarStyle, mut range: Range<usize>) -> Option<()> {
        let written = self.text.get(range.clone()).unwrap_or_default();
        // What reads as it is written is looked through with its file.
        if style == ScalarStyle::DoubleQuoted && written.get(1..written.len().saturating_sub(1)) != Some(&*text) {
            check_value(&text, written, Span::new(self.source, range.clone()), self.faults);
        }
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal => Style::Literal,
            _ => Style::Folded,
        };
        if self.awaits_key() {
            return self.key(text, style, range);
        }
        // Nothing stands where a value is left out: point at its key.
        if range.is_empty()
            && let Some(Open { key: Some(key), .. }) = self.open.last()
        {
            range = key.range.clone();
        }
        let node = self.add(Kind::Scalar(Scalar { text, style }), range)?;
        self.place(node);
        Some(())
    }

    /// Whether the next node of the innermost mapping is a key.
    fn awaits_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.key.is_none() && matches!(self.nodes[open.node.0].kind, Kind::Map(_)))
    }

    fn key(&mut self, text: Cow<'t, str>, style: Style, range: Range<usize>) -> Option<()> {
        if text == "<<" && style == Style::Plain {
            self.refuse("yaml-merge-key", range.clone());
        }
        let open = self.open.last_mut()?;
        let first = match &self.nodes[open.node.0].kind {
            Kind::Map(entries) => open.first(entries, &text),
            _ => None,
        };
        open.again = first.is_some();
        if let Some(first) = first {
            let message = Message::new("yaml-duplicate-key").with("key", &*text);
            let first = Span::new(self.source, first);
            self.faults.report(
                fault(rule::DUPLICATE_KEY, self.source, range.clone(), message)
                    .related(first, Message::new("note-first")),
            );
        }
        open.key = Some(Key { text, range });
        Some(())
    }

    /// A list or a mapping begins; of a block the bytes are found out at its end.
    pub(super) fn start(&mut self, kind: Kind<'t>, style: StructureStyle, range: Range<usize>) -> Option<()> {
        if self.open.len() >= DEEPEST_DATA {
            self.refuse("yaml-too-deep", range);
            return None;
        }
        if self.awaits_key() {
            self.refuse("yaml-key-not-plain", range);
            return None;
        }
        let node = self.add(kind, range)?;
        self.open.push(Open { node, flow: style == StructureStyle::Flow, key: None, again: false, known: None });
        Some(())
    }

    /// A block's events have no bytes of their own: it reaches from its first part to its last.
    pub(super) fn end(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let (first, last) = match &self.nodes[open.node.0].kind {
            Kind::List(items) => (
                items.first().map(|item| self.nodes[item.0].range.start),
                items.last().map(|item| self.nodes[item.0].range.end),
            ),
            Kind::Map(entries) => (
                entries.first().map(|(key, _)| key.range.start),
                entries.last().map(|(_, value)| self.nodes[value.0].range.end),
            ),
            Kind::Scalar(_) => (None, None),
        };
        let range = &mut self.nodes[open.node.0].range;
        if open.flow {
            range.end = end;
        } else {
            range.start = first.unwrap_or(range.start);
            range.end = last.unwrap_or(range.start).max(range.start);
        }
        self.place(open.node);
    }

    fn add(&mut self, kind: Kind<'t>, range: Range<usize>) -> Option<NodeId> {
        if self.nodes.len() >= MOST_VALUES {
            self.refuse("yaml-too-much", self.base..self.base);
            return None;
        }
        self.nodes.push(Node { kind, range });
        Some(NodeId(self.nodes.len() - 1))
    }

    /// Hangs a finished node into what is open around it.
    fn place(&mut self, node: NodeId) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut self.nodes[open.node.0].kind {
            Kind::List(items) => items.push(node),
            Kind::Map(entries) => {
                // A second value of a key was reported; the first stays.
                if let Some(key) = open.key.take().filter(|_| !open.again) {
                    entries.push((key, node));
                }
            }
            Kind::Scalar(_) => {}
        }
    }
}
