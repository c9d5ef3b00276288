//! The typst that misbehaves: what it makes is looked at, what it says is shown, and it ends when the tool does.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "runs the tool on a book in a temporary folder")]
#![cfg(unix)]

mod common;

use common::{base, lay_out, tool, with_templates};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// The base book in the folder `book` of one of its own.
fn small() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    lay_out(&with_templates(base()), &home.path().join("book"));
    home
}

/// A program that answers as typst 0.15 does, and then does as the script says.
fn typst(home: &TempDir, script: &str) -> PathBuf {
    let path = home.path().join("typst");
    let text = format!("#!/bin/sh\n[ \"$1\" = --version ] && {{ echo typst 0.15.1; exit 0; }}\n{script}\n");
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn build(home: &TempDir, script: &str) -> Command {
    let mut command = tool();
    command.args(["build", "--only", "print", "--lang", "en", "--root"]).arg(home.path().join("book"));
    command.arg("--typst").arg(typst(home, script));
    command
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const PDF: &str = "printf '%%PDF-1.7\\n%%%%EOF\\n' > book.pdf";

#[test]
fn a_program_that_makes_no_pdf_is_not_believed() {
    let home = small();
    let cases = [
        ("nothing", "true", "there is no file"),
        ("an empty file", ": > book.pdf", "a file of 0 bytes"),
        ("another file", "echo words > book.pdf", "a file of 6 bytes"),
        ("half a file", "printf '%%PDF-1.7\\n' > book.pdf", "a file of 9 bytes"),
        ("a link", "ln -s /etc/passwd book.pdf", "there is no file"),
    ];
    for (name, script, said) in cases {
        let output = build(&home, script).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains(said), "{name}: {}", err(&output));
        assert!(!home.path().join("book/site").exists() && !home.path().join("book/.tallybook").exists(), "{name}");
    }
    let output = build(&home, PDF).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(home.path().join("book/site/print/plan.zh.pdf").exists());
}

#[test]
fn warnings_are_shown_with_their_place_in_the_book_where_they_tell_it() {
    let home = small();
    let warnings = "echo 'walk.typ:40:6: warning: something was ignored' >&2\n\
                    echo 'walk.typ:24:4: warning: the text `\"grass\"` could not be displayed' >&2";
    let warnings = format!("{warnings}\n{PDF}");
    let output = build(&home, &warnings).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = err(&output);
    assert!(text.contains("something was ignored") && text.contains("templates/print/walk.typ:40:7"), "{text}");
    assert!(text.contains("content/en/01-status/01-land.md:3"), "{text}");
    assert!(!text.contains("`tallybook check` lists them"), "{text}");
}

#[test]
fn an_error_has_its_place_too_and_counts_as_ours() {
    let home = small();
    let error = "echo 'walk.typ:24:4: error: label `<sec:land>` occurs twice' >&2; exit 1";
    let output = build(&home, error).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert!(text.contains("content/zh/01-status/01-land.md:1"), "{text}");
    assert!(text.contains("report it as a fault of tallybook"), "{text}");
}

#[test]
fn the_child_has_no_network_and_nothing_of_our_environment() {
    let home = small();
    let script = format!("env > {}\n{PDF}", home.path().join("env").display());
    let output = build(&home, &script).env("HOME", "/home/somebody").env("SECRET", "words").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let environment = fs::read_to_string(home.path().join("env")).unwrap();
    for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"] {
        assert!(environment.contains(&format!("{name}=http://127.0.0.1:9\n")), "{environment}");
    }
    assert!(!environment.contains("HOME=") && !environment.contains("SECRET"), "{environment}");
}

/// Whether a process still runs.
#[cfg(target_os = "linux")]
fn runs(process: &str) -> bool {
    let state = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    state.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

#[cfg(target_os = "linux")]
#[test]
fn a_typst_that_hangs_ends_with_the_tool_and_its_folder_goes_with_the_next_command() {
    let home = small();
    let pid = home.path().join("pid");
    let script = format!("echo $$ > {0}.new; mv {0}.new {0}; exec sleep 600", pid.display());
    let mut tool = build(&home, &script).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let wait = |until: &dyn Fn() -> bool| {
        (0..1200).any(|_| {
            until() || {
                std::thread::sleep(Duration::from_millis(50));
                false
            }
        })
    };
    assert!(wait(&|| pid.exists()), "typst was not started");
    let process = fs::read_to_string(&pid).unwrap().trim().to_owned();
    assert!(runs(&process));
    tool.kill().unwrap();
    tool.wait().unwrap();
    assert!(wait(&|| !runs(&process)), "typst outlived the tool");
    let book = home.path().join("book");
    assert!(book.join(".tallybook").exists());
    let mut check = Command::new(env!("CARGO_BIN_EXE_tallybook"));
    let output = check.args(["check", "--lang", "en", "--root"]).arg(&book).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(!book.join(".tallybook").exists() && !book.join(".site.lock").exists());
}

#[test]
fn a_template_may_not_fetch_a_package() {
    let home = small();
    fs::write(home.path().join("book/templates/print/x.typ"), "#import \"@preview/cetz:0.1.0\"\n").unwrap();
    let output = build(&home, PDF).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("templates/print/x.typ"), "{}", err(&output));
}
