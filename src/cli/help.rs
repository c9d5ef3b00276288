//! Help and usage messages in the reader's language: clap's own words are English only, so each one is replaced.

use super::Status;
use super::arguments::{Arguments, Colour};
use super::terminal::Terminal;
use crate::diagnostic::{Failure, Message, did_you_mean};
use crate::locale::Catalogue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Reads the arguments.
pub(super) fn parse(arguments: Vec<OsString>, catalogue: &Catalogue) -> Result<Arguments, clap::Error> {
    let matches = command(catalogue).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// Help and version are results; a wrong argument is not.
pub(super) fn answer(refused: &clap::Error, catalogue: Catalogue) -> Option<Status> {
    let failure = failure(refused);
    let mut terminal = Terminal::new(catalogue, Colour::Auto);
    match refused.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            terminal.result(&refused.render().to_string());
            terminal.finish().ok().map(|()| Status::Fine)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.note(refused.render().to_string().trim_end());
            None
        }
        _ => {
            terminal.fail(&failure);
            None
        }
    }
}

/// The command line with its help in one language.
fn command(catalogue: &Catalogue) -> Command {
    let mut command = speak(Arguments::command(), "cli.help.tallybook", catalogue);
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let prefix = format!("cli.help.{name}");
        command = command.mut_subcommand(name, |sub| speak(sub, &prefix, catalogue));
    }
    command
}

fn speak(command: Command, prefix: &str, catalogue: &Catalogue) -> Command {
    let label = |id: &str| catalogue.label(id).to_owned();
    // Headings stand in the template: clap takes only fixed words for them elsewhere.
    let mut template = format!("{{about}}\n\n{}{{usage}}\n", label("cli.heading.usage"));
    let parts = [
        (command.has_subcommands(), label("cli.heading.commands"), "subcommands"),
        (command.get_positionals().next().is_some(), label("cli.heading.arguments"), "positionals"),
        (true, label("cli.heading.options"), "options"),
    ];
    for (_, heading, tag) in parts.into_iter().filter(|(present, ..)| *present) {
        template += &format!("\n{heading}\n{{{tag}}}\n");
    }
    let ids: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    let mut command = command
        .about(label(&format!("{prefix}.about")))
        .override_usage(label(&format!("{prefix}.usage")))
        .help_template(template);
    for id in ids {
        let text = label(&format!("{prefix}.{id}"));
        command = command.mut_arg(id, |argument| argument.help(text));
    }
    command
}

/// A usage error in our own words.
fn failure(refused: &clap::Error) -> Failure {
    let text = |kind| match refused.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let message = match refused.kind() {
        ErrorKind::UnknownArgument => Message::new("cli.unknown-argument").with("argument", argument),
        ErrorKind::InvalidSubcommand => {
            Message::new("cli.unknown-command").with("command", text(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = text(ContextKind::InvalidValue);
            Message::new("cli.invalid-value").with("argument", argument).with("value", value)
        }
        ErrorKind::MissingSubcommand => Message::new("cli.missing-command"),
        ErrorKind::MissingRequiredArgument => Message::new("cli.missing-argument").with("argument", argument),
        _ => {
            let whole = refused.render().to_string();
            let first = whole.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned();
            Message::new("cli.usage").with("cause", first)
        }
    };
    let mut failure = Failure::new(message);
    for kind in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue] {
        let suggestion = text(kind);
        if !suggestion.is_empty() {
            failure = failure.hint(did_you_mean(suggestion));
        }
    }
    failure.hint(Message::new("cli.try-help"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LANGUAGES;

    #[test]
    fn every_command_and_argument_has_help_in_both_languages() {
        for language in LANGUAGES {
            let catalogue = Catalogue::of(language);
            let mut whole = command(&catalogue);
            whole.build();
            for sub in std::iter::once(&whole).chain(whole.get_subcommands()) {
                let name = sub.get_name();
                assert!(sub.get_about().is_some_and(|text| !text.to_string().is_empty()), "{language} {name}");
                for argument in sub.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty(), "{language} {name} {}", argument.get_id());
                }
            }
        }
    }

    #[test]
    fn chinese_help_has_no_word_of_claps() {
        let mut whole = command(&Catalogue::of(crate::model::Language::Zh));
        let text = whole.render_long_help().to_string();
        for word in ["Usage", "Options", "Commands", "Print ", "default:"] {
            assert!(!text.contains(word), "{word} in\n{text}");
        }
    }

    #[test]
    fn every_help_text_belongs_to_an_argument() {
        let catalogue = Catalogue::of(crate::model::Language::En);
        let whole = Arguments::command();
        for (rest, _) in catalogue.with_prefix("cli.help.") {
            let (name, id) = rest.split_once('.').unwrap();
            let sub = if name == "tallybook" { Some(&whole) } else { whole.find_subcommand(name) };
            let sub = sub.unwrap_or_else(|| panic!("{rest}"));
            let known = ["about", "usage"].contains(&id) || sub.get_arguments().any(|argument| argument.get_id() == id);
            assert!(known, "{rest}");
        }
    }
}
