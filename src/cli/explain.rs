//! `explain`: what a rule reports and why, what a key or a claim stands for, and the topics of [`super::topics`].

use super::{Context, Status, topics, r#where};
use crate::diagnostic::{Failure, Message, Severity, nearest};
use crate::{check_book, rules};

pub(super) fn run(subject: Option<&str>, context: &mut Context) -> Result<Status, Failure> {
    let Some(subject) = subject else {
        let text = topics::overview(&context.terminal.catalogue);
        context.terminal.result(&text);
        return Ok(Status::Fine);
    };
    if let Some(topic) = topics::topic(subject) {
        // Only units differ from book to book; without one the built-in ones are told.
        let book = (topic == "units").then(|| context.book().ok()).flatten();
        let outcome = book.map(|book| check_book(&book)).transpose()?;
        let text = topics::text(topic, &context.terminal.catalogue, outcome.as_ref());
        context.terminal.result(&text);
        return Ok(Status::Fine);
    }
    let language = context.terminal.catalogue.language();
    let Some(rule) = rules().iter().find(|rule| rule.id.name == subject) else {
        let names = || rules().iter().map(|rule| rule.id.name).chain(topics::TOPICS.iter().map(|(name, _)| *name));
        return match context.book() {
            Ok(book) => r#where::answer(subject, names(), book, context),
            // Without a book only rules can be meant: a key cannot be looked up.
            Err(_) if nearest(&subject.to_lowercase(), names()).is_some() => {
                Err(r#where::unknown(subject, &names().map(str::to_owned).collect::<Vec<_>>()))
            }
            Err(no_book) => Err(no_book),
        };
    };
    let weight = Message::new(match rule.id.severity {
        Severity::Error => "word.error",
        Severity::Warning => "word.warning",
    });
    let mut weight = context.terminal.phrase(&weight);
    if rule.id.fixed {
        weight += &context.terminal.phrase(&Message::new("explain.fixed"));
    }
    if rule.id.preview {
        weight += &context.terminal.phrase(&Message::new("explain.preview"));
    }
    context.terminal.result(&format!("{} ({weight})\n\n{}\n", rule.id.name, rule.explain(language)));
    Ok(Status::Fine)
}
