//! `licences`: the notices of the tool, of what it carries and of what it is made with.

use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::notices;

const OWN: [(&str, &str); 2] =
    [("LICENSE-MIT", include_str!("../../LICENSE-MIT")), ("LICENSE-APACHE", include_str!("../../LICENSE-APACHE"))];

/// The crates with their versions.
const CRATES: &str = include_str!("../../Cargo.lock");

pub(super) fn run(context: &mut Context) -> Result<Status, Failure> {
    let mut text = String::new();
    for (name, notice) in OWN.into_iter().chain(notices()) {
        text.push_str(&format!("== {name}\n\n{}\n\n", notice.trim()));
    }
    let made_with = context.terminal.phrase(&Message::new("licences.crates"));
    text.push_str(&format!("== {made_with}\n\n"));
    for (name, version) in crates(CRATES) {
        text.push_str(&format!("{name} {version}\n"));
    }
    context.terminal.result(&text);
    Ok(Status::Fine)
}

/// Names and versions of a lock file, the tool itself left out.
fn crates(lock: &str) -> impl Iterator<Item = (&str, &str)> {
    lock.split("[[package]]").skip(1).filter_map(|package| {
        let of = |key: &str| {
            package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.split('"').next())
        };
        Some((of("name")?, of("version")?)).filter(|(name, _)| *name != env!("CARGO_PKG_NAME"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates_are_listed_with_their_versions() {
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.2\"\nsource = \"s\"\n\n[[package]]\nname = \
                    \"tallybook\"\nversion = \"0.1.0\"\n";
        assert_eq!(crates(lock).collect::<Vec<_>>(), [("a", "1.2")]);
        assert!(crates(CRATES).any(|(name, _)| name == "tera"));
    }
}
