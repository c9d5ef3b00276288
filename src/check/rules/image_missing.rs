//! A figure's image file is not in the book, or a figure is still wanted.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Figure, FigureKind};

const RULE: RuleId = rule::IMAGE_MISSING;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let figures = context.report.project.figures.iter();
    let wanted = figures.filter(|figure| figure.kind.value == FigureKind::Wanted);
    wanted.for_each(|figure| faults.report(fault(figure)));
}

fn fault(figure: &Figure) -> Diagnostic {
    let needs = figure.needs.as_ref().map(|needs| needs.plain());
    let message = match needs {
        Some(needs) => Message::new("image-missing.wanted").with("needs", Arg::Both { zh: needs.zh, en: needs.en }),
        None => Message::new("image-missing.wanted-bare"),
    };
    let fault = Diagnostic::warning(RULE, figure.id.span, message.with("figure", figure.id.as_str()));
    fault.hint(Message::new("image-missing.hint-wanted").with("figure", figure.id.as_str()))
}
