//! Marks that this book's Markdown does not know and that would be published as typed: those of other dialects, those
//! that lack a space, and those that were typed full-width.
//!
//! They are looked for in what was left as text of a line. Code, ties and links are gaps in it, and so is a character
//! after a backslash: whoever means the sign itself writes `\=`.

use super::Walker;
use super::line::Line;
use crate::diagnostic::{Diagnostic, Message, RuleId, rule};
use crate::model::Inline;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::Regex;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

const RULE: RuleId = rule::MARKUP_LITERAL;

const BOX: &str = "markup-literal.hint-box";
const FORMULA: &str = "markup-literal.hint-formula";
const HEADING: &str = "markup-literal.hint-heading";
const HIGHLIGHT: &str = "markup-literal.hint-highlight";
const LINK: &str = "markup-literal.hint-link";
const NOTE: &str = "markup-literal.hint-footnote";
const SMALL: &str = "markup-literal.hint-small";
const TABLE: &str = "markup-literal.hint-table";

/// Marks that run over lines, or of which a line has many: the first is enough.
const ONCE: [&str; 3] = [BOX, FORMULA, TABLE];

/// One kind of mark.
struct Mark {
    /// Each such mark holds one of these. Most lines hold none, and then no pattern is compiled.
    needles: &'static [&'static str],
    /// Its group `mark`, or the whole hit, is what is reported.
    pattern: &'static str,
    /// What to write instead.
    hint: &'static str,
    regex: OnceLock<Option<Regex>>,
}

impl Mark {
    const fn new(needles: &'static [&'static str], pattern: &'static str, hint: &'static str) -> Self {
        Self { needles, pattern, hint, regex: OnceLock::new() }
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| Regex::new(self.pattern).ok()).as_ref()
    }
}

/// All kinds; of two that begin at one place the first is told. `\x{fffc}` is a gap.
static MARKS: [Mark; 39] = [
    Mark::new(&["[!"], r"^\[![A-Za-z-]+\][+-]?", "markup-literal.hint-alert"),
    Mark::new(&[":::"], r"(?m)^:{3,}[^\n]*", BOX),
    Mark::new(&["!!! "], r"(?m)^!!! +[a-z][^\n]*", BOX),
    Mark::new(&["??? "], r"(?m)^\?\?\? +[a-z][^\n]*", BOX),
    Mark::new(&["=="], r"(?:^|[^=])(?P<mark>==[^=\s](?:[^=\n]*[^=\s])?==)(?:$|[^=])", HIGHLIGHT),
    Mark::new(&["＊＊"], "＊＊", HIGHLIGHT),
    Mark::new(&["$$"], r"\$\$", FORMULA),
    // An amount of dollars has no sign of reckoning before the next dollar.
    Mark::new(&["$"], r"(?:^|[^A-Za-z0-9$])(?P<mark>\$[A-Za-z][A-Za-z0-9]{0,7}\$)(?:$|[^0-9$])", FORMULA),
    Mark::new(&["$"], r"(?:^|[^A-Za-z0-9$])(?P<mark>\$[^$\s][^$\n]*[\\^_{=][^$\n]*\$)(?:$|[^0-9$])", FORMULA),
    Mark::new(
        &["\\"],
        r"\\(?:begin|cdot|cite|end|footnote|frac|label|left|leq|geq|mathrm|mathbf|ref|right|sqrt|sum|text|times)\b",
        FORMULA,
    ),
    Mark::new(&["page"], r"(?m)^\\(?:newpage|pagebreak|clearpage)\b", "markup-literal.hint-page"),
    Mark::new(
        &["未找到引用源", "未定义书签", "Error! "],
        r"错误[!！]\s*(?:未找到引用源|未定义书签)|Error! (?:Reference source not found|Bookmark not defined)",
        "markup-literal.hint-reference",
    ),
    // Cells of a spreadsheet: two lines of three columns.
    Mark::new(&["\t"], r"(?m)^[^\t\n]+\t[^\t\n]+\t[^\n]*\n[^\t\n]+\t[^\t\n]+\t", TABLE),
    Mark::new(&["[ ]", "[x]", "[X]"], r"^\[[ xX]\](?:\s|$)", "markup-literal.hint-task"),
    Mark::new(&["{{"], r"\{\{[^{}\n]*\}\}", "markup-literal.hint-template"),
    Mark::new(&["{%"], r"\{%[^{}\n]*%\}", "markup-literal.hint-template"),
    Mark::new(&["%%"], r"%%[^%\n]+%%", "markup-literal.hint-remark"),
    Mark::new(
        &["toc", "TOC", "Toc"],
        r"(?i)^(?:@?\[toc\]|\[\[_?toc_?\]\]|\{:toc\}|\$\{toc\})$",
        "markup-literal.hint-contents",
    ),
    Mark::new(&["[["], r"!?\[\[[^\[\]\n\x{fffc}]+\]\]", "markup-literal.hint-wiki"),
    Mark::new(&["~"], r"[A-Za-z](?P<mark>~[0-9.+-]{1,6}~)", SMALL),
    Mark::new(&["^"], r"[A-Za-z0-9)）](?P<mark>\^[^\s^~\[\x{fffc}]{1,6}\^)", SMALL),
    Mark::new(&["m^2", "m^3"], r"(?:^|[^A-Za-z])(?P<mark>[kdhcm]?m\^[23])(?:$|[^0-9^])", SMALL),
    Mark::new(&["^["], r"\^\[[^\[\]\n]+\]", NOTE),
    Mark::new(&["[@"], r"\[-?@[A-Za-z][^\[\]\n]*\]", NOTE),
    Mark::new(&["\n: "], r"\n(?P<mark>: +\S[^\n]*)", "markup-literal.hint-definition"),
    Mark::new(
        &[":"],
        r"(?:^|[^A-Za-z0-9_:/])(?P<mark>:[a-z][a-z0-9_+-]{2,24}:)(?:$|[^A-Za-z0-9_:/])",
        "markup-literal.hint-emoji",
    ),
    Mark::new(&["{"], r"\{:?\s*[.#][A-Za-z][^{}\n]*\}|\{[a-z-]+=[^{}\n]*\}", "markup-literal.hint-attributes"),
    Mark::new(&["｛#"], r"｛#[^｛｝{}\n]*[｝}]", "markup-literal.hint-attributes"),
    Mark::new(&["]("], r"!?\[[^\[\]\n\x{fffc}]*\]\([^()\n=?!＝？！\x{fffc}][^()\n\x{fffc}]*\)", LINK),
    Mark::new(
        &["（"],
        r"[!！]?[\[［【][^\[\]［］【】\n\x{fffc}]*[\]］】]（(?:#|fig[:：]|tab[:：]|proj[:：]|https?:|[^（）\n\x{fffc}]*\.(?:md|png|jpg|jpeg|svg))[^（）()\n\x{fffc}]*[)）]",
        LINK,
    ),
    Mark::new(&["#"], r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)", "markup-literal.hint-excel"),
    Mark::new(&["##"], r"(?m)^#{2,}[^\n]*", HEADING),
    Mark::new(&["#"], r"^#[^\s#0-9!][^#\n。；;]{0,40}(?:\{#[^{}\n]*\})?$", HEADING),
    Mark::new(&["＃"], r"(?m)^＃[^\n]*", HEADING),
    Mark::new(&["-"], r"(?m)^(?P<mark>-)[\x{4e00}-\x{9fff}]", "markup-literal.hint-bullet"),
    Mark::new(
        &["|"],
        r"(?m)^\|[^\n]*\|[^\n]*\|[ \t]*$|^\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$",
        TABLE,
    ),
    Mark::new(&["+--", "+=="], r"(?m)^\+[-=+]{3,}", TABLE),
    Mark::new(&["｜"], r"(?m)^｜[^\n]*｜", TABLE),
    Mark::new(
        &["&"],
        r"(?P<mark>&(?:nbsp|emsp|ensp|amp|lt|gt|quot|#[0-9]{2,5}))(?:$|[^;A-Za-z0-9])",
        "markup-literal.hint-entity",
    ),
];

/// What the code of a block may be in other programs, which make a picture of it.
const PICTURES: [&str; 12] = [
    "chart",
    "dot",
    "echarts",
    "flow",
    "flowchart",
    "graphviz",
    "latex",
    "math",
    "mermaid",
    "plantuml",
    "sequence",
    "tex",
];

impl Walker<'_> {
    /// A block of code of which another program would make a picture or a formula.
    pub(super) fn drawn_code(&mut self, info: &str, range: &Range<usize>) {
        let Some(word) = info.split_whitespace().next().filter(|word| PICTURES.contains(word)) else { return };
        let first = self.slice(range).lines().next().map_or(0, str::len);
        let message = Message::new("markup-literal").with("mark", word);
        let hint = Message::new("markup-literal.hint-picture");
        self.fault_with_hint(RULE, &(range.start..range.start + first), message, hint);
    }

    /// Looks through the finished text of a line.
    pub(super) fn foreign_marks(&mut self, inlines: &[Inline]) {
        let line = Line::of(inlines, &|span| self.escaped(span));
        let mut reached = 0;
        let mut told: Vec<&str> = Vec::new();
        for (range, hint) in marks(&line.text) {
            // A table, a box or a formula of many lines is one slip of the hand.
            if range.start < reached || told.contains(&hint) && ONCE.contains(&hint) {
                continue;
            }
            reached = range.end;
            if !told.contains(&hint) {
                told.push(hint);
            }
            let mark = line.text.get(range.clone()).unwrap_or("").trim();
            if let Some(place) = line.place(range) {
                let fault =
                    Diagnostic::error(RULE, place, Message::new("markup-literal").with("mark", shortened(mark)));
                self.faults.report(fault.hint(Message::new(hint)));
            }
        }
    }
}

/// The needles of all kinds, and of each the kind's place in [`MARKS`]; `None` never, for they are few and short.
static NEEDLES: LazyLock<(Option<AhoCorasick>, Vec<usize>)> = LazyLock::new(|| {
    let all =
        || MARKS.iter().enumerate().flat_map(|(rank, mark)| mark.needles.iter().map(move |needle| (rank, needle)));
    let search = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(all().map(|(_, needle)| needle));
    (search.ok(), all().map(|(rank, _)| rank).collect())
});

/// The kinds of which a text holds a needle: one look for all of them.
fn suspected(text: &str) -> [bool; MARKS.len()] {
    let mut suspected = [false; MARKS.len()];
    let (search, ranks) = &*NEEDLES;
    for hit in search.iter().flat_map(|search| search.find_overlapping_iter(text)) {
        suspected[ranks[hit.pattern().as_usize()]] = true;
    }
    suspected
}

/// All hits by place, each with its hint.
fn marks(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut hits = Vec::new();
    for ((rank, mark), _) in MARKS.iter().enumerate().zip(suspected(text)).filter(|(_, suspected)| *suspected) {
        let Some(regex) = mark.regex() else { continue };
        for hit in regex.captures_iter(text) {
            if let Some(found) = hit.name("mark").or(hit.get(0)) {
                hits.push((found.start(), rank, found.end(), mark.hint));
            }
        }
    }
    hits.sort_unstable();
    hits.into_iter().map(|(start, _, end, hint)| (start..end, hint)).collect()
}

/// A long mark as a message quotes it.
fn shortened(mark: &str) -> String {
    let mark = mark.lines().next().unwrap_or("");
    match mark.char_indices().nth(30) {
        Some((at, _)) => format!("{}…", &mark[..at]),
        None => mark.to_owned(),
    }
}
