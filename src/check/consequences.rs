//! Faults that only follow from another one are held back, so that the one to mend is not buried under them.
//!
//! A data file that cannot be read makes every name it declares unknown; a misspelt key makes two translations differ.
//! Whoever mends the cause sees the rest of the list in the next run. An error is held back only while an error that
//! may have caused it stands, so a book never passes because of this.

use crate::diagnostic::limits::MOST_FAULTS_OF_A_RULE;
use crate::diagnostic::{
    Cause, Diagnostic, Diagnostics, Message, RuleId, Severity, Sought, SourceId, SourceMap, Span, rule,
};
use std::collections::BTreeSet;

/// Files that nearly every fact needs, but a book without such facts may do without, and what is sought in them.
const OPTIONAL: [(&str, Sought); 2] =
    [("data/dimensions.yaml", Sought::Dimension), ("data/sources.yaml", Sought::Source)];

/// Registers that a book may do without as long as nothing names what they hold, and what is sought in them. Where one
/// is gone, the first such fault shows what was in it, and the others say nothing more.
const REGISTERS: [(&str, Sought); 6] = [
    ("data/claims.yaml", Sought::Claim),
    ("data/figures.yaml", Sought::Figure),
    ("data/indicators.yaml", Sought::Indicator),
    ("data/maps.yaml", Sought::Map),
    ("data/projects.yaml", Sought::Project),
    ("data/tables.yaml", Sought::Table),
];

/// Takes away what follows from another fault; gives the number of faults taken.
pub fn hold_back(sources: &SourceMap, faults: &mut Diagnostics) -> usize {
    for (path, sought) in OPTIONAL {
        if sources.find(path).is_none() && faults.iter().any(|fault| fault.sought == Some(sought)) {
            faults.report(missing(path));
        }
    }
    let gone: Vec<(&str, Sought, Option<Span>)> = REGISTERS
        .into_iter()
        .filter(|(path, _)| sources.find(path).is_none())
        .filter_map(|(path, sought)| {
            Some((path, sought, faults.iter().find(|fault| fault.sought == Some(sought))?.place))
        })
        .collect();
    let causes = Causes::of(sources, faults);
    let before = faults.errors() + faults.warnings();
    let repeats =
        |fault: &Diagnostic| gone.iter().any(|(_, id, first)| fault.sought == Some(*id) && fault.place != *first);
    faults.reweigh(|fault| (!causes.explain(fault) && !repeats(fault)).then_some(fault.severity));
    let held = before - faults.errors() - faults.warnings();
    gone.iter().for_each(|(path, ..)| faults.report(missing(path)));
    tell_overfull(faults);
    held
}

/// Says of which rules there were more faults than are kept.
fn tell_overfull(faults: &mut Diagnostics) {
    let rules: Vec<RuleId> = faults.overfull().collect();
    for rule in rules {
        let message = Message::new("limit-faults").with("rule", rule.name).with("limit", MOST_FAULTS_OF_A_RULE);
        let fault = Diagnostic::placeless(rule::LIMIT_EXCEEDED, message);
        faults.report(Diagnostic { severity: Severity::Warning, ..fault });
    }
}

fn missing(path: &str) -> Diagnostic {
    Diagnostic::placeless(rule::FILE_MISSING, Message::new("file-missing").with("path", path))
}

/// The data files of which something was lost, so that a sum over what is left may be wrong: facts, and what all facts
/// rest on.
pub fn unsound_files(sources: &SourceMap, faults: &Diagnostics) -> BTreeSet<SourceId> {
    let is_of_facts = |span: Span| sources.source(span.source).path.starts_with("data/facts/");
    let drops =
        |fault: &Diagnostic| fault.rule.drops || matches!(fault.sought, Some(Sought::Dimension | Sought::Member));
    let dropping = |fault: &Diagnostic| drops(fault) && fault.place.is_some_and(is_of_facts);
    let losing = |fault: &&Diagnostic| fault.rule.loses || dropping(fault);
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
        let places = |is: &dyn Fn(RuleId) -> bool| -> Vec<Span> {
            errors.iter().filter(|fault| is(fault.rule)).filter_map(|fault| fault.place).collect()
        };
        let in_facts = |fault: &&Diagnostic| {
            fault.place.is_some_and(|place| sources.source(place.source).path.starts_with("data/facts/"))
        };
        let mut lossy: Vec<&str> =
            places(&|rule| rule.loses).into_iter().map(|place| sources.source(place.source).path.as_str()).collect();
        // The page that stands is not lost, only its partner.
        let whole = |path: &str| path.starts_with("content/") && !lost_page(path, &errors, sources);
        lossy.retain(|path| !whole(path));
        let folder = errors.iter().any(|fault| fault.rule == rule::FILE_MISSING && fault.place.is_none());
        Self {
            sources,
            data: folder || lossy.iter().any(|path| path.starts_with("data/")),
            pages: folder || lossy.iter().any(|path| path.starts_with("content/")),
            lossy,
            folder,
            members: errors.iter().any(|fault| fault.sought == Some(Sought::Member) && in_facts(fault)),
            units: errors.iter().any(|fault| fault.rule == rule::UNIT_UNKNOWN && in_facts(fault)),
            mistied: places(&|rule| rule.misties),
            marked: places(&|rule| rule.marks),
            cycles: places(&|found| found == rule::FORMULA_CYCLE),
        }
    }

    /// Whether a fault may be but a consequence.
    fn explain(&self, fault: &Diagnostic) -> bool {
        let follows = match fault.sought {
            Some(sought) => self.took(sought),
            None => fault.rule.follows.iter().any(|cause| self.stands(*cause, fault)),
        };
        follows || fault.rule.excusable && self.lossy.contains(&"data/findings.yaml")
    }

    /// Whether something was lost that may have been sought.
    fn took(&self, sought: Sought) -> bool {
        match sought {
            Sought::Page | Sought::Heading => self.pages,
            Sought::Period => self.lossy.contains(&"data/plan.yaml"),
            Sought::Rule => false,
            _ => self.data,
        }
    }

    /// Whether there is such a cause, where it matters at the fault's place.
    fn stands(&self, cause: Cause, fault: &Diagnostic) -> bool {
        match cause {
            Cause::Data => self.data,
            Cause::Pages => self.pages,
            Cause::Partner => fault.place.is_some_and(|place| {
                let path = self.sources.source(place.source).path.as_str();
                path.starts_with("content/") && self.partner_lost(path)
            }),
            Cause::Member => self.members,
            Cause::Unit => self.units,
            Cause::TieInside => self.mistied.iter().any(|cause| touches(fault, *cause)),
            // A number in a broken tie is tied to nothing because of that.
            Cause::TieAround => self.mistied.iter().any(|cause| lies_in(fault, *cause)),
            Cause::MarkAround => self.is_marked(fault),
            Cause::Cycle => self.cycles.iter().any(|cause| touches(fault, *cause)),
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
        fault.rule.loses
            && fault.rule != rule::TRANSLATION_MISSING
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
    fn left(faults: &[(RuleId, Option<Sought>, Span)]) -> Vec<RuleId> {
        let mut all = Diagnostics::new();
        for (rule, sought, place) in faults {
            all.report(Diagnostic { sought: *sought, ..Diagnostic::error(*rule, *place, Message::new("x")) });
        }
        let held = hold_back(&sources(), &mut all);
        let left: Vec<_> = all.iter().map(|fault| fault.rule).collect();
        assert_eq!(held + left.len(), faults.len());
        left
    }

    #[test]
    fn only_what_follows_from_a_standing_error_is_held_back() {
        let unknown = (rule::UNKNOWN_NAME, Some(Sought::Fact), at(1, 5, 9));
        let cases: [(&[_], &[RuleId]); 11] = [
            (&[unknown], &[rule::UNKNOWN_NAME]),
            (&[unknown, (rule::YAML_SYNTAX, None, at(2, 0, 1))], &[rule::YAML_SYNTAX]),
            (&[unknown, (rule::NOT_UTF8, None, at(1, 0, 1))], &[rule::NOT_UTF8, rule::UNKNOWN_NAME]),
            (&[unknown, (rule::TRANSLATION_NUMBERS_DIFFER, None, at(1, 0, 50))], &[rule::UNKNOWN_NAME]),
            (
                &[unknown, (rule::TRANSLATION_NUMBERS_DIFFER, None, at(1, 6, 50))],
                &[rule::UNKNOWN_NAME, rule::TRANSLATION_NUMBERS_DIFFER],
            ),
            (&[(rule::TRANSLATION_MISSING, None, at(0, 0, 1)), (rule::NOT_UTF8, None, at(1, 0, 1))], &[rule::NOT_UTF8]),
            (
                &[(rule::TRANSLATION_MISSING, None, at(0, 0, 1)), (rule::LINK_BROKEN, Some(Sought::Page), at(1, 0, 1))],
                &[rule::TRANSLATION_MISSING, rule::LINK_BROKEN],
            ),
            (&[(rule::CLAIM_FALSE, None, at(2, 0, 1)), (rule::YAML_SHAPE, None, at(3, 0, 1))], &[rule::YAML_SHAPE]),
            (
                &[(rule::NUMBER_DIFFERS, None, at(1, 0, 1)), (rule::YAML_SHAPE, None, at(2, 0, 1))],
                &[rule::NUMBER_DIFFERS, rule::YAML_SHAPE],
            ),
            (
                &[(rule::NUMBER_UNBOUND, None, at(0, 4, 7)), (rule::TIE_MALFORMED, None, at(0, 3, 20))],
                &[rule::TIE_MALFORMED],
            ),
            (
                &[(rule::NUMBER_UNBOUND, None, at(0, 2, 7)), (rule::TIE_MALFORMED, None, at(0, 3, 20))],
                &[rule::NUMBER_UNBOUND, rule::TIE_MALFORMED],
            ),
        ];
        for (faults, expected) in cases {
            assert_eq!(left(faults), expected, "{faults:?}");
        }
    }
}
