//! Faults that only follow from another one are held back, so that the one to mend is not buried under them.
//!
//! A data file that cannot be read makes every name it declares unknown; a misspelt key makes two translations differ.
//! Whoever mends the cause sees the rest of the list in the next run. An error is held back only while an error that
//! may have caused it stands, so a book never passes because of this.

use super::disagreement::EXCUSABLE;
use crate::diagnostic::limits::MOST_FAULTS_OF_A_RULE;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Severity, SourceId, SourceMap, Span};
use std::collections::BTreeSet;

/// Rules of faults after which a file, an entry or a page is missing from the book.
const LOSING: [&str; 10] = [
    "duplicate-id",
    "duplicate-key",
    "file-missing",
    "limit-exceeded",
    "not-utf8",
    "page-name",
    "page-shape",
    "translation-missing",
    "yaml-shape",
    "yaml-syntax",
];

/// Rules of faults that make a tie or a figure of a block another one than its author meant.
const MISTYING: [&str; 4] = ["link-broken", "member-missing", "tie-malformed", "unknown-name"];

/// What else takes a single number out of a fact: a member that is none, a number of too many digits.
const DROPPING: [&str; 3] = ["number-too-large", "unknown-dimension", "unknown-member"];

/// Files that nearly every fact needs, but a book without such facts may do without, and the message that says so.
const OPTIONAL: [(&str, &str); 3] = [
    ("data/dimensions.yaml", "unknown-dimension"),
    ("data/dimensions.yaml", "unknown-dimension.of-member"),
    ("data/sources.yaml", "unknown-source"),
];

/// Registers that a book may do without as long as nothing names what they hold, and the message that says that
/// something does. Where one is gone, the first such fault shows what was in it, and the others say nothing more.
const REGISTERS: [(&str, &str); 5] = [
    ("data/claims.yaml", "unknown-claim"),
    ("data/figures.yaml", "link-broken.figure"),
    ("data/indicators.yaml", "unknown-indicator"),
    ("data/projects.yaml", "link-broken.project"),
    ("data/tables.yaml", "link-broken.table"),
];

/// Takes away what follows from another fault; gives the number of faults taken.
pub fn hold_back(sources: &SourceMap, faults: &mut Diagnostics) -> usize {
    for (path, message) in OPTIONAL {
        if sources.find(path).is_none() && faults.iter().any(|fault| fault.message.id == message) {
            faults.report(missing(path));
        }
    }
    let gone: Vec<(&str, &str, Option<Span>)> = REGISTERS
        .into_iter()
        .filter(|(path, _)| sources.find(path).is_none())
        .filter_map(|(path, id)| Some((path, id, faults.iter().find(|fault| fault.message.id == id)?.place)))
        .collect();
    let causes = Causes::of(sources, faults);
    let before = faults.errors() + faults.warnings();
    let repeats =
        |fault: &Diagnostic| gone.iter().any(|(_, id, first)| fault.message.id == *id && fault.place != *first);
    faults.reweigh(|fault| (!causes.explain(fault) && !repeats(fault)).then_some(fault.severity));
    let held = before - faults.errors() - faults.warnings();
    gone.iter().for_each(|(path, ..)| faults.report(missing(path)));
    tell_overfull(faults);
    held
}

/// Says of which rules there were more faults than are kept.
fn tell_overfull(faults: &mut Diagnostics) {
    let rules: Vec<&'static str> = faults.overfull().collect();
    for rule in rules {
        let message = Message::new("limit-faults").with("rule", rule).with("limit", MOST_FAULTS_OF_A_RULE);
        let fault = Diagnostic::placeless("limit-exceeded", message);
        faults.report(Diagnostic { severity: Severity::Warning, ..fault });
    }
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic::placeless("file-missing", Message::new("file-missing").with("path", path))
}

/// The data files of which something was lost, so that a sum over what is left may be wrong: facts, and what all facts
/// rest on.
pub fn unsound_files(sources: &SourceMap, faults: &Diagnostics) -> BTreeSet<SourceId> {
    let is_of_facts = |span: Span| sources.source(span.source).path.starts_with("data/facts/");
    let dropping = |fault: &Diagnostic| DROPPING.contains(&fault.message.id) && fault.place.is_some_and(is_of_facts);
    let losing = |fault: &&Diagnostic| LOSING.contains(&fault.rule) || dropping(fault);
    // A duplicate is lost at one of two places, and which of them is right nobody knows.
    let places = |fault: &Diagnostic| -> Vec<Span> {
        fault.place.into_iter().chain(fault.related.iter().map(|(span, _)| *span)).collect()
    };
    const COMMON: [&str; 3] = ["data/dimensions.yaml", "data/plan.yaml", "data/units.yaml"];
    let carries = |span: &Span| is_of_facts(*span) || COMMON.contains(&sources.source(span.source).path.as_str());
    faults.iter().filter(losing).flat_map(places).filter(carries).map(|span| span.source).collect()
}

/// The errors that others may follow from.
struct Causes<'a> {
    sources: &'a SourceMap,
    /// Paths of files of which something was lost.
    lossy: Vec<&'a str>,
    /// Something of `data/` was lost.
    data: bool,
    /// A page was lost.
    pages: bool,
    /// A whole language or folder of the data was lost: a fault without a place.
    folder: bool,
    /// A member that is none stands in the data, and so another one is lacking.
    members: bool,
    /// A fact has no unit.
    units: bool,
    /// Ties and figures that name nothing.
    mistied: Vec<Span>,
    /// Marks that are none and numbers of headings, by place: their digits are no data.
    marked: Vec<Span>,
    /// Formulas that go round in a circle.
    cycles: Vec<Span>,
}

impl<'a> Causes<'a> {
    fn of(sources: &'a SourceMap, faults: &Diagnostics) -> Self {
        let errors: Vec<&Diagnostic> = faults.iter().filter(|fault| fault.severity == Severity::Error).collect();
        let places = |rules: &[&str]| -> Vec<Span> {
            errors.iter().filter(|fault| rules.contains(&fault.rule)).filter_map(|fault| fault.place).collect()
        };
        let in_facts = |fault: &&Diagnostic| {
            fault.place.is_some_and(|place| sources.source(place.source).path.starts_with("data/facts/"))
        };
        let mut lossy: Vec<&str> =
            places(&LOSING).into_iter().map(|place| sources.source(place.source).path.as_str()).collect();
        // The page that stands is not lost, only its partner.
        let whole = |path: &str| path.starts_with("content/") && !lost_page(path, &errors, sources);
        lossy.retain(|path| !whole(path));
        let folder = errors.iter().any(|fault| fault.rule == "file-missing" && fault.place.is_none());
        Self {
            sources,
            data: folder || lossy.iter().any(|path| path.starts_with("data/")),
            pages: folder || lossy.iter().any(|path| path.starts_with("content/")),
            lossy,
            folder,
            members: errors.iter().any(|fault| fault.message.id == "unknown-member" && in_facts(fault)),
            units: errors.iter().any(|fault| fault.rule == "unit-unknown" && in_facts(fault)),
            mistied: places(&MISTYING),
            marked: places(&["heading-numbered", "markup-literal"]),
            cycles: places(&["formula-cycle"]),
        }
    }

    /// Whether a fault may be but a consequence.
    fn explain(&self, fault: &Diagnostic) -> bool {
        let path = fault.place.map(|place| self.sources.source(place.source).path.as_str());
        match fault.rule {
            "unknown-name" => match fault.message.id {
                "unknown-rule" => false,
                "unknown-page" | "unknown-heading" => self.pages,
                _ => self.data,
            },
            "member-missing" => self.data || self.members,
            "finding-stale" => self.data,
            "link-broken" => match fault.message.id {
                "link-broken.figure" | "link-broken.table" | "link-broken.project" => self.data,
                _ => self.pages,
            },
            "figure-uncited" => self.pages,
            "indicator-empty" | "source-missing" => self.data,
            "translation-missing" => path.is_some_and(|path| path.starts_with("content/") && self.partner_lost(path)),
            "translation-numbers-differ" | "structure-differs" => {
                self.mistied.iter().any(|cause| touches(fault, *cause))
            }
            // A number in a broken tie is tied to nothing because of that.
            "number-unbound" => self.mistied.iter().any(|cause| lies_in(fault, *cause)) || self.is_marked(fault),
            "unit-mismatch" => self.units,
            "formula-differs" if self.cycles.iter().any(|cause| touches(fault, *cause)) => true,
            "value-out-of-range" if fault.message.id == "value-out-of-range.target" => {
                self.lossy.contains(&"data/plan.yaml")
            }
            rule if EXCUSABLE.contains(&rule) => self.lossy.contains(&"data/findings.yaml"),
            _ => false,
        }
    }

    /// Whether a fault's place lies inside a mark. A page of another program may have thousands of both.
    fn is_marked(&self, fault: &Diagnostic) -> bool {
        let key = |place: Span| (place.source, place.start);
        let before = fault.place.map_or(0, |place| self.marked.partition_point(|mark| key(*mark) <= key(place)));
        before.checked_sub(1).and_then(|last| self.marked.get(last)).is_some_and(|mark| lies_in(fault, *mark))
    }

    /// Whether the page of the other language at the same path could not be read.
    fn partner_lost(&self, path: &str) -> bool {
        let partner = match path.strip_prefix("content/zh/") {
            Some(rest) => format!("content/en/{rest}"),
            None => path.replacen("content/en/", "content/zh/", 1),
        };
        self.folder || self.lossy.contains(&partner.as_str())
    }
}

/// Whether a fault other than the lack of a translation stands on a page: only then the page itself is lost.
fn lost_page(path: &str, errors: &[&Diagnostic], sources: &SourceMap) -> bool {
    errors.iter().any(|fault| {
        LOSING.contains(&fault.rule)
            && fault.rule != "translation-missing"
            && fault.place.is_some_and(|place| sources.source(place.source).path == path)
    })
}

/// Whether a cause lies inside a fault's place or one of its other places.
fn touches(fault: &Diagnostic, cause: Span) -> bool {
    let places = fault.place.into_iter().chain(fault.related.iter().map(|(place, _)| *place));
    let mut places = places.filter(|place| place.source == cause.source);
    places.any(|place| place.start <= cause.start && cause.end <= place.end)
}

/// Whether a fault's place lies inside a cause.
fn lies_in(fault: &Diagnostic, cause: Span) -> bool {
    let inside = |place: Span| place.source == cause.source && cause.start <= place.start && place.end <= cause.end;
    fault.place.is_some_and(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources() -> SourceMap {
        let mut sources = SourceMap::default();
        for path in ["content/en/a.md", "content/zh/a.md", "data/facts/land.yaml", "data/findings.yaml"] {
            sources.add(path, "x".repeat(100));
        }
        sources
    }

    fn at(source: u32, start: usize, end: usize) -> Span {
        Span::new(SourceId(source), start..end)
    }

    /// The rules that are left of the given ones.
    fn left(faults: &[(&'static str, &'static str, Span)]) -> Vec<&'static str> {
        let mut all = Diagnostics::new();
        for (rule, message, place) in faults {
            all.report(Diagnostic::error(rule, *place, Message::new(message)));
        }
        let held = hold_back(&sources(), &mut all);
        let left: Vec<_> = all.iter().map(|fault| fault.rule).collect();
        assert_eq!(held + left.len(), faults.len());
        left
    }

    #[test]
    fn only_what_follows_from_a_standing_error_is_held_back() {
        let unknown = ("unknown-name", "unknown-fact", at(1, 5, 9));
        let cases: [(&[_], &[&str]); 11] = [
            (&[unknown], &["unknown-name"]),
            (&[unknown, ("yaml-syntax", "yaml-tab", at(2, 0, 1))], &["yaml-syntax"]),
            (&[unknown, ("not-utf8", "not-utf8", at(1, 0, 1))], &["not-utf8", "unknown-name"]),
            (&[unknown, ("translation-numbers-differ", "x", at(1, 0, 50))], &["unknown-name"]),
            (
                &[unknown, ("translation-numbers-differ", "x", at(1, 6, 50))],
                &["unknown-name", "translation-numbers-differ"],
            ),
            (&[("translation-missing", "x", at(0, 0, 1)), ("not-utf8", "x", at(1, 0, 1))], &["not-utf8"]),
            (
                &[("translation-missing", "x", at(0, 0, 1)), ("link-broken", "link-broken.page", at(1, 0, 1))],
                &["translation-missing", "link-broken"],
            ),
            (&[("claim-false", "x", at(2, 0, 1)), ("yaml-shape", "x", at(3, 0, 1))], &["yaml-shape"]),
            (
                &[("number-differs", "x", at(1, 0, 1)), ("yaml-shape", "x", at(2, 0, 1))],
                &["number-differs", "yaml-shape"],
            ),
            (&[("number-unbound", "x", at(0, 4, 7)), ("tie-malformed", "x", at(0, 3, 20))], &["tie-malformed"]),
            (
                &[("number-unbound", "x", at(0, 2, 7)), ("tie-malformed", "x", at(0, 3, 20))],
                &["number-unbound", "tie-malformed"],
            ),
        ];
        for (faults, expected) in cases {
            assert_eq!(left(faults), expected, "{faults:?}");
        }
    }
}
