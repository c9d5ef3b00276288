//! For a reader at a terminal: what was read, the ten gravest findings, then the others in the order of the text.

use super::Told;
use crate::audit::Finding;
use crate::diagnostic::Message;

/// So many findings come first, by their weight.
const GRAVEST: usize = 10;
/// So many of the other places are quoted.
const OTHERS: usize = 3;

/// The audit of a document as text.
pub fn print(told: Told<'_>) -> String {
    let mut text = format!("{}\n", told.path());
    for line in told.summary() {
        text += &format!("  {line}\n");
    }
    let shown: Vec<&Finding> = told.findings().collect();
    let mut first: Vec<&Finding> = told.audit.gravest();
    first.retain(|finding| shown.iter().any(|other| std::ptr::eq(*other, *finding)));
    first.truncate(GRAVEST);
    if shown.len() > GRAVEST {
        text += &format!("\n{}\n", told.say(&Message::new("audit.gravest").with("count", GRAVEST)));
    }
    let mut number = 0;
    let mut each = |finding: &Finding| {
        number += 1;
        entry(told, number, finding)
    };
    for finding in &first {
        text += &each(finding);
    }
    if shown.len() > first.len() {
        text += &format!("\n{}\n", told.say(&Message::new("audit.others")));
        let rest = shown.iter().filter(|finding| !first.iter().any(|other| std::ptr::eq(*other, **finding)));
        text.extend(rest.map(|finding| each(finding)));
    }
    text
}

fn entry(told: Told<'_>, number: usize, finding: &Finding) -> String {
    let certainty = told.say(&Message::new(finding.certainty.message()));
    let mut text = format!("\n{number:>3}. [{certainty}] {}\n", told.place(&finding.spot));
    text += &format!("     “{}”\n     {}\n", told.quote(&finding.spot), told.say(&finding.message));
    for (place, quote) in told.beside(finding, OTHERS) {
        let message = Message::new("audit.beside").with("place", place).with("quote", quote);
        text += &format!("     {}\n", told.say(&message));
    }
    if let Some(explanation) = &finding.explanation {
        text += &format!("     {}\n", told.say(explanation));
    }
    text
}
