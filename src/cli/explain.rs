//! `explain`: what a rule reports and why, or what a key or a claim stands for.

use super::{Context, Status, r#where};
use crate::diagnostic::{Failure, Message, Severity, nearest};
use crate::rules;

pub(super) fn run(subject: &str, context: &mut Context) -> Result<Status, Failure> {
    let language = context.terminal.catalogue.language();
    let Some(rule) = rules().iter().find(|rule| rule.name == subject) else {
        let names = || rules().iter().map(|rule| rule.name);
        return match context.book() {
            Ok(book) => r#where::answer(subject, names(), book, context),
            // Without a book only rules can be meant: a key cannot be looked up.
            Err(_) if nearest(&subject.to_lowercase(), names()).is_some() => {
                Err(r#where::unknown(subject, &names().map(str::to_owned).collect::<Vec<_>>()))
            }
            Err(no_book) => Err(no_book),
        };
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
