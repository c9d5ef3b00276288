//! A number in the text is tied to nothing.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::{Numeral, Numerals};
use crate::model::{Check, Finding, Inline, LANGUAGES, Language, Project};
use crate::prose::fields::{Entry, Field};
use crate::prose::{Home, Passage, fields};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;

const RULE: RuleId = rule::NUMBER_UNBOUND;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
    let finder = Numerals::new(&project.units, own);
    // The longest of the rules: its passages are read by all cores. Those of one language begin beside those of the other,
    // so that no core waits while the patterns of its language are compiled.
    let of = |language| {
        let all = context.untied.as_slice().par_iter().enumerate();
        let own = all.filter(|(_, passage)| passage.language == language);
        let found = own.flat_map_iter(|(place, passage)| {
            unbound(project, &finder, passage).into_iter().map(move |fault| (place, fault))
        });
        found.collect::<Vec<(usize, Diagnostic)>>()
    };
    let (mut found, english) = rayon::join(|| of(Language::Zh), || of(Language::En));
    found.extend(english);
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().for_each(|(_, fault)| faults.report(fault));
    for page in &project.pages {
        let see = &mut |inline: &Inline| in_code(&finder, page.language, inline, faults);
        page.blocks.iter().for_each(|block| block.for_each_inline(see));
    }
    fields::each(project, &mut |field| {
        for language in LANGUAGES.into_iter().filter(|_| field.looks.counted) {
            let see = &mut |inline: &Inline| in_code(&finder, language, inline, faults);
            Inline::walk(&field.prose.get(language).inlines, see);
        }
    });
}

/// Code is for names and formulas; one that is nothing but a number with its unit is a number hidden from the data.
fn in_code(finder: &Numerals, language: Language, inline: &Inline, faults: &mut Diagnostics) {
    let Inline::Code(code) = inline else { return };
    let words = code.trim();
    let numerals = finder.untied(language, words);
    let [numeral] = numerals.as_slice() else { return };
    let whole = numeral.range.start == 0 && numeral.reading.end.max(numeral.range.end) == words.len();
    let read = finder.read(language, words, numeral).is_some_and(|literal| literal.unit.is_some());
    // `3d` and `5m` may be names; a quantity shows decimals, several digits, a space or a sign of its own.
    let long = words.chars().filter(char::is_ascii_digit).count() > 2;
    if whole && read && (long || words.contains(|sign: char| sign == ' ' || !sign.is_ascii())) {
        let hint = Message::new("number-unbound.hint-code").with("number", words);
        let message = Message::new("number-unbound.code").with("number", words);
        faults.report(Diagnostic::error(RULE, code.span, message).hint(hint));
    }
}

fn unbound(project: &Project, finder: &Numerals, passage: &Passage<'_>) -> Vec<Diagnostic> {
    let untied = match finding_of(project, passage) {
        Some(finding) => {
            let printed = Printed::of(finding, passage.language);
            finder.untied_of(passage.language, &passage.text, |range| !printed.has(&passage.text, range))
        }
        None if passage.is_counted() => finder.untied(passage.language, &passage.text),
        None => Vec::new(),
    };
    let fault = |numeral: Numeral| {
        let number = passage.text.get(numeral.range.clone()).unwrap_or_default();
        let place = passage.place(numeral.range);
        let hint = Message::new("number-unbound.hint").with("number", number);
        Diagnostic::error(RULE, place, Message::new("number-unbound").with("number", number)).hint(hint)
    };
    untied.into_iter().map(fault).collect()
}

/// The finding whose note a passage is.
fn finding_of<'a>(project: &'a Project, passage: &Passage<'_>) -> Option<&'a Finding> {
    match passage.home {
        Home::Field(field @ Field { entry: Entry::Id(id), .. }) if field.is_finding_note() => {
            project.findings.place(id).and_then(|place| project.findings.get(place))
        }
        _ => None,
    }
}

/// The digits that a finding quotes of the print or rests on.
struct Printed(Vec<String>);

impl Printed {
    fn of(finding: &Finding, language: Language) -> Self {
        let quote = finding.quote.as_ref().map(|quote| quote.get(language).plain()).unwrap_or_default();
        let mut told = runs(&quote);
        if let Check::Rule { stated, computed, .. } = &finding.check {
            stated.iter().chain(computed).for_each(|number| told.extend(runs(number)));
        }
        Self(told)
    }

    /// Whether a number of the finding's note is the print's: it stands in quotation marks, or in what the finding quotes
    /// or rests on. Small counts in words are the editor's own: two places, 三种写法.
    fn has(&self, text: &str, range: &Range<usize>) -> bool {
        let before = text.get(..range.start).unwrap_or_default();
        let number = runs(text.get(range.clone()).unwrap_or_default());
        before.rfind('“') > before.rfind('”') || number.iter().all(|run| self.0.contains(run))
    }
}

/// The runs of digits of a text, without the commas that group them.
fn runs(text: &str) -> Vec<String> {
    let is_part = |sign: char| sign.is_ascii_digit() || sign == '.' || sign == ',';
    let runs = text.split(|sign| !is_part(sign)).map(|run| run.trim_matches(['.', ',']).replace(',', ""));
    runs.filter(|run| !run.is_empty()).collect()
}
