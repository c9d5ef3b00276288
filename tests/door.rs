//! The door for those who come after: what CONTRIBUTING and its kin name exists, and the versions that are written down in
//! several places are the same.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads the repository's own files")]

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The words between backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether a word is the path of a file or folder of the repository, and not a pattern.
fn is_path(word: &str) -> bool {
    let folders = ["src/", "tests/", "templates/", ".ci/", "content/"];
    folders.iter().any(|folder| word.starts_with(folder)) && !word.contains("its_") && !word.contains("its-")
}

#[test]
fn every_path_that_the_recipes_name_exists() {
    let text = read("CONTRIBUTING.md");
    let paths: Vec<&str> = quoted(&text).filter(|word| is_path(word)).collect();
    assert!(paths.len() > 15, "{paths:?}");
    let missing: Vec<&&str> = paths.iter().filter(|path| !root().join(path).exists()).collect();
    assert!(missing.is_empty(), "CONTRIBUTING.md names {missing:?}");
}

#[test]
fn every_link_leads_to_a_file() {
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"] {
        let text = read(name);
        // A pattern in a code block may look like a link; those begin with a sign.
        let links = text.split("](").skip(1).filter_map(|after| after.split(')').next());
        let files = links.filter(|link| link.ends_with(".md") && !link.contains("://"));
        for link in files {
            assert!(root().join(link).exists(), "{name} links to {link}");
        }
    }
    for link in ["(CONTRIBUTING.md)", "(CHANGELOG.md)", "(SECURITY.md)"] {
        assert_eq!(read("README.md").matches(link).count(), 2, "{link}: once in each half of the README");
    }
}

#[test]
fn versions_are_the_same_wherever_they_are_written() {
    let field = |key: &str| {
        let cargo = read("Cargo.toml");
        let line = cargo.lines().find_map(|line| line.strip_prefix(&format!("{key} = \""))).unwrap().to_owned();
        line.trim_end_matches('"').to_owned()
    };
    let rust = field("rust-version");
    assert_eq!(read("README.md").matches(&format!("Rust {rust}")).count(), 2);
    assert!(read(".github/workflows/test.yml").contains(&format!("cargo +{rust} check")));
    assert!(read("CHANGELOG.md").contains(&format!("## {}\n", field("version"))));
    let typst = read(".ci/typst");
    let typst = typst.lines().find_map(|line| line.strip_prefix("version=")).unwrap();
    assert!(read("src/cli/environment.rs").contains(&format!("\"typst-{typst}\"")));
    assert!(read("README.md").contains(&format!("Typst {typst}")));
}

#[test]
fn machines_and_people_run_the_same_check() {
    let run = read(".ci/run");
    let steps: Vec<&str> = run.lines().map(str::trim).filter(|line| line.starts_with("make ")).collect();
    assert_eq!(steps, ["make test", "make test-office", "make test-data"]);
    let workflow = read(".github/workflows/test.yml");
    assert!(workflow.contains("- run: make test\n"));
    assert!(["ubuntu", "macos", "windows"].iter().all(|system| workflow.contains(system)));
}
