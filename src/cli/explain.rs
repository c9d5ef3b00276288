//! `explain`: what a rule reports and why, or what a key stands for.

use super::{Context, Status, r#where};
use crate::diagnostic::{Failure, Message, Severity};
use crate::rules;

pub(super) fn run(subject: &str, context: &mut Context) -> Result<Status, Failure> {
    let language = context.terminal.catalogue.language();
    let Some(rule) = rules().iter().find(|rule| rule.name == subject) else {
        // Without a book only rules can be meant.
        let book = context.book().ok();
        return r#where::answer(subject, rules().iter().map(|rule| rule.name), book, context);
    };
    let weight = Message::new(match rule.severity {
        Severity::Error => "word.error",
        Severity::Warning => "word.warning",
    });
    let mut weight = context.terminal.phrase(&weight);
    if rule.fixed {
        weight += &context.terminal.phrase(&Message::new("explain.fixed"));
    }
    context.terminal.result(&format!("{} ({weight})\n\n{}\n", rule.name, rule.explain(language)));
    Ok(Status::Fine)
}
