//! A number in the text is tied to nothing.

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::Numerals;
use crate::model::{Inline, LANGUAGES, Language};
use crate::prose::{Passage, fields};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

const RULE: RuleId = rule::NUMBER_UNBOUND;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
    let finder = Numerals::new(&project.units, own);
    // The longest of the rules: its passages are read by all cores.
    let passages = context.untied.as_slice().par_iter().filter(|passage| passage.is_counted());
    let found: Vec<Diagnostic> = passages.flat_map_iter(|passage| unbound(&finder, passage)).collect();
    found.into_iter().for_each(|fault| faults.report(fault));
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

fn unbound(finder: &Numerals, passage: &Passage<'_>) -> Vec<Diagnostic> {
    let untied = finder.untied(passage.language, &passage.text).into_iter();
    untied
        .map(|numeral| {
            let number = passage.text.get(numeral.range.clone()).unwrap_or_default();
            let place = passage.place(numeral.range);
            let hint = Message::new("number-unbound.hint").with("number", number);
            Diagnostic::error(RULE, place, Message::new("number-unbound").with("number", number)).hint(hint)
        })
        .collect()
}
