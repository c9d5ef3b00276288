//! `check`: all that is wrong with the book, in one of four forms; what the book holds, on standard error.

use super::arguments::{CheckArguments, Format};
use super::{Context, Status};
use crate::diagnostic::{Failure, Message, RuleText, Severity, print_json, print_sarif, print_short, visible_json};
use crate::model::{Report, TieKind};
use crate::{Outcome, check_book, rules};

pub(super) fn run(arguments: &CheckArguments, context: &mut Context) -> Result<Status, Failure> {
    let outcome = check_book(&context.book()?)?;
    let terminal = &mut context.terminal;
    let text = match arguments.format {
        // Errors last: next to the prompt, where they are seen.
        Format::Human => terminal.human(&outcome, Severity::Warning) + &terminal.human(&outcome, Severity::Error),
        Format::Short => {
            let print = |fault| print_short(fault, &outcome.sources, &terminal.catalogue) + "\n";
            outcome.faults.iter().map(print).collect()
        }
        Format::Sarif => {
            let language = terminal.catalogue.language();
            let texts = rules().iter().map(|rule| RuleText {
                name: rule.id.name,
                severity: rule.id.severity,
                docs: rule.explain(language).to_owned(),
            });
            let texts: Vec<RuleText> = texts.collect();
            let text = print_sarif(&outcome.faults, &outcome.sources, &terminal.catalogue, language.tag(), &texts);
            visible_json(&text).into_owned()
        }
        Format::Json => visible_json(&print_json(&outcome.faults, &outcome.sources, &terminal.catalogue)).into_owned(),
    };
    terminal.coloured(&text);
    for message in summary(&outcome) {
        let line = terminal.phrase(&message);
        terminal.note(&line);
    }
    let sound = outcome.gate().is_ok() && !(arguments.deny_warnings && outcome.faults.warnings() > 0);
    // The process ends here; taking a large book apart piece by piece would only keep the reader waiting.
    std::mem::forget(outcome);
    Ok(if sound { Status::Fine } else { Status::Rejected })
}

/// Errors and warnings, then what the book holds.
fn summary(outcome: &Outcome) -> Vec<Message> {
    let faults = &outcome.faults;
    let counts = Message::new("check.counts").with("errors", faults.errors()).with("warnings", faults.warnings());
    let mut lines = vec![counts];
    if outcome.held_back > 0 {
        lines.push(Message::new("check.held-back").with("count", outcome.held_back));
    }
    if let Some(report) = &outcome.report {
        lines.push(holdings(report));
        for language in report.project.plan.languages.iter() {
            let ties = report.project.ties.iter().filter(|tie| tie.language == language);
            let (numbers, claims): (Vec<_>, Vec<_>) = ties.partition(|tie| tie.kind == TieKind::Number);
            let name = Message::new(language_name(language));
            let line = Message::new("check.ties").with("language", name);
            lines.push(line.with("numbers", numbers.len()).with("claims", claims.len()));
        }
    }
    lines
}

fn holdings(report: &Report) -> Message {
    Message::new("check.holdings")
        .with("facts", report.project.facts.len())
        .with("values", report.observations.len())
        .with("claims", report.claims.len())
        .with("findings", report.project.findings.len())
}

fn language_name(language: crate::model::Language) -> &'static str {
    match language {
        crate::model::Language::Zh => "word.chinese",
        crate::model::Language::En => "word.english",
    }
}
