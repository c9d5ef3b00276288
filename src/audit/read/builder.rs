//! Puts a document together from what a form tells, and finds what most forms do not tell: which lines are captions, and
//! the language of each.

use crate::audit::document::{Cell, Document, Line, Mark, Picture, Role, Stretch, Table, Unread, Words};
use crate::diagnostic::SourceId;
use crate::locale::script::is_han;
use crate::model::Language;

/// A cell as a form gives it.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) words: Words,
    /// Columns and rows that it covers; at least one.
    pub(super) across: usize,
    pub(super) down: usize,
}

impl Given {
    pub(super) fn one(words: Words) -> Self {
        Self { words, across: 1, down: 1 }
    }
}

/// A merged cell covers no more columns or rows than this.
const MOST_MERGED: usize = 200;
/// A caption is no longer, in characters.
const LONGEST_CAPTION: usize = 90;

#[derive(Debug, Default)]
pub(in crate::audit) struct Builder {
    lines: Vec<Line>,
    tables: Vec<Table>,
    unread: Vec<(Unread, usize)>,
    /// The open headings: level and line.
    open: Vec<(u8, usize)>,
    stretches: Vec<Stretch>,
    pictures: Vec<Picture>,
    /// Marks of notes: line, byte, and the note's name.
    marks: Vec<(usize, usize, String)>,
    /// The lines of notes that have a name.
    notes: Vec<(String, usize)>,
}

impl Builder {
    pub(super) fn heading(&mut self, level: u8, words: Words) {
        let words = words.trimmed();
        if words.text.is_empty() {
            return;
        }
        self.open.retain(|(above, _)| *above < level);
        let line = self.push(words, Role::Heading(level));
        self.open.push((level, line));
    }

    pub(super) fn paragraph(&mut self, words: &Words) {
        self.words(words, Role::Paragraph);
    }

    pub(super) fn item(&mut self, words: &Words) {
        self.words(words, Role::Item);
    }

    /// A note that marks in the text name.
    pub(super) fn named_note(&mut self, name: &str, words: &Words) {
        if let Some(line) = self.words(words, Role::Note) {
            self.notes.push((name.to_owned(), line));
        }
    }

    /// Marks of notes in the words that were added last, each with its byte there.
    pub(super) fn marks(&mut self, marks: Vec<(usize, String)>) {
        let Some(line) = self.lines.len().checked_sub(1) else { return };
        let length = self.lines.get(line).map_or(0, |line| line.words.text.len());
        self.marks.extend(marks.into_iter().map(|(at, name)| (line, at.min(length), name)));
    }

    /// A picture that stands after what was added last; it is named as its form names it.
    pub(super) fn picture(&mut self, name: &str, words: &str) {
        self.pictures.push(Picture { before: self.lines.len(), name: name.to_owned(), words: words.to_owned() });
    }

    fn words(&mut self, words: &Words, role: Role) -> Option<usize> {
        let words = words.trimmed();
        if words.text.is_empty() {
            return None;
        }
        let caption = role != Role::Note && is_caption(&words.text);
        Some(self.push(words, if caption { Role::Caption } else { role }))
    }

    /// Where words stand in a Word file.
    pub(super) fn stretch(&mut self, stretch: Stretch) {
        self.stretches.push(stretch);
    }

    pub(super) fn unread(&mut self, kind: Unread, count: usize) {
        match self.unread.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known += count,
            None => self.unread.push((kind, count)),
        }
    }

    /// A table of rows of cells; what stands directly above it may be its caption.
    pub(super) fn table(&mut self, rows: Vec<Vec<Given>>) {
        if rows.iter().all(Vec::is_empty) {
            return;
        }
        let caption = self.lines.len().checked_sub(1).filter(|last| {
            self.lines.get(*last).is_some_and(|line| !matches!(line.role, Role::Cell { .. } | Role::Heading(_)))
        });
        let number = self.tables.len();
        let mut grid: Vec<Vec<Option<Cell>>> = vec![Vec::new(); rows.len()];
        for (row, cells) in rows.into_iter().enumerate() {
            let mut column = 0;
            for given in cells {
                while grid.get(row).and_then(|row| row.get(column)).is_some_and(Option::is_some) {
                    column += 1;
                }
                let words = given.words.trimmed();
                let line = self.push(words, Role::Cell { table: number, row, column });
                for down in 0..given.down.clamp(1, MOST_MERGED) {
                    let Some(cells) = grid.get_mut(row + down) else { break };
                    for across in 0..given.across.clamp(1, MOST_MERGED) {
                        let place = column + across;
                        if cells.len() <= place {
                            cells.resize(place + 1, None);
                        }
                        if let Some(cell) = cells.get_mut(place) {
                            *cell = Some(Cell { line, copy: down + across > 0 });
                        }
                    }
                }
                column += given.across.clamp(1, MOST_MERGED);
            }
        }
        self.tables.push(Table { rows: grid, caption, number: number + 1 });
    }

    fn push(&mut self, words: Words, role: Role) -> usize {
        let under = self.open.iter().map(|(_, line)| *line).collect();
        let language = language(&words.text);
        self.lines.push(Line { words, role, language: language.unwrap_or(Language::En), under });
        self.lines.len() - 1
    }

    pub(in crate::audit) fn finish(mut self, source: SourceId) -> Document {
        // What has letters of neither language follows the rest.
        let count = |wanted| self.lines.iter().filter(|line| language(&line.words.text) == Some(wanted)).count();
        let most = if count(Language::Zh) >= count(Language::En) { Language::Zh } else { Language::En };
        for line in &mut self.lines {
            line.language = language(&line.words.text).unwrap_or(most);
        }
        let note = |name: &str| self.notes.iter().find(|(known, _)| known == name).map(|(_, line)| *line);
        let marks =
            self.marks.iter().filter_map(|(line, at, name)| Some(Mark { line: *line, at: *at, note: note(name)? }));
        let marks = marks.collect();
        let Self { lines, tables, unread, stretches, pictures, .. } = self;
        Document { source, lines, tables, unread, stretches, marks, pictures }
    }
}

/// The language of a text by its letters; `None` if it has too few.
fn language(text: &str) -> Option<Language> {
    let han = text.chars().filter(|sign| is_han(*sign)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    match (han, latin) {
        (0, latin) if latin >= 3 => Some(Language::En),
        (han, latin) if han > 0 && han * 5 >= latin => Some(Language::Zh),
        (han, _) if han > 0 => Some(Language::En),
        _ => None,
    }
}

/// The number of a figure or table that a text begins with: whether it is a table, its parts, and its length in bytes.
/// 图1-5 is (false, [1, 5]), "Table 2.1" is (true, [2, 1]).
pub fn label_of(text: &str) -> Option<(bool, Vec<u32>, usize)> {
    const HEADS: [(&str, bool); 8] = [
        ("图", false),
        ("表", true),
        ("Figure ", false),
        ("Fig. ", false),
        ("Table ", true),
        ("FIGURE ", false),
        ("TABLE ", true),
        ("Chart ", false),
    ];
    let (head, table) = HEADS.iter().find(|(head, _)| text.starts_with(head))?;
    let after = text.get(head.len()..)?;
    let rest = after.trim_start_matches([' ', '\u{a0}']);
    let mut at = text.len() - rest.len();
    let mut parts = Vec::new();
    loop {
        let digits: String = text.get(at..)?.chars().take_while(char::is_ascii_digit).collect();
        if digits.is_empty() || digits.len() > 4 {
            break;
        }
        parts.push(digits.parse().ok()?);
        at += digits.len();
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        let joint = next.filter(|joint| matches!(joint, '-' | '－' | '—' | '–' | '.' | '‑'));
        let Some(joint) = joint else { break };
        let follows =
            text.get(at + joint.len_utf8()..).is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()));
        if !follows || parts.len() == 3 {
            break;
        }
        at += joint.len_utf8();
    }
    (!parts.is_empty()).then_some((*table, parts, at))
}

/// Whether a line names a figure or a table, and says nothing of it.
fn is_caption(text: &str) -> bool {
    let Some((_, _, end)) = label_of(text) else { return false };
    let rest = text.get(end..).unwrap_or_default();
    let ended = rest.ends_with(['。', '；', '，', ';', ',']) || rest.ends_with('.') && rest.contains(". ");
    let speaks =
        ["显示", "所示", "反映", "表明", "可见", "可知", "为", "、", "和", " shows", " show", " and ", " is ", " are "];
    let speaks = speaks.iter().any(|word| rest.trim_start().starts_with(word.trim_start()) && !rest.starts_with('：'));
    text.chars().count() <= LONGEST_CAPTION && !ended && !speaks
}
