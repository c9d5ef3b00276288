//! The manual is a book of `tests/books/`: sound without a warning in both languages, and it names every command and
//! every file of data that there is.
#![allow(clippy::unwrap_used, reason = "reads the manual for the tests")]

mod common;

use common::{holds, page, site, sound, text, with_templates};
use tallybook::load::Memory;

fn manual() -> Memory {
    common::book("manual")
}

#[test]
fn the_manual_is_sound_and_shows_what_it_says() {
    let book = with_templates(manual());
    let outcome = sound(&book);
    let faults: Vec<_> = outcome.faults.iter().map(|fault| (fault.rule.name, &fault.message)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let site = site(&book);
    holds(
        &page(&site, "zh/text/index.html"),
        &["<span class=\"label\">2</span>", "data-key=\"springs.count@east,2024\""],
    );
    holds(&page(&site, "en/data/index.html"), &["data-key=\"springs.share@east,2024\"", "60.9%"]);
}

#[test]
fn the_manual_names_every_command_and_every_file_of_data() {
    let help = common::tool().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let commands = help.split("Commands:").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let commands: Vec<&str> = commands
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|word| !word.is_empty())
        .collect();
    assert!(commands.len() > 10, "{help}");
    for language in ["zh", "en"] {
        let listed = text(&manual(), &format!("content/{language}/04-commands/_index.md"));
        for command in &commands {
            assert!(listed.contains(&format!("`tallybook {command}`")), "{language}: {command}");
        }
        let parts = text(&manual(), &format!("content/{language}/01-begin/_index.md"));
        for schema in tallybook::schemas().keys() {
            let name = schema.trim_end_matches(".schema.json");
            let many = ["facts", "revisions"].contains(&name);
            let file = if many { format!("`data/{name}/`") } else { format!("`data/{name}.yaml`") };
            assert!(parts.contains(&file), "{language}: {file}");
        }
    }
}
