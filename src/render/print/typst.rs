//! The one child process of the tool: `typst compile`, in a staging folder that is made for it and removed after it.
//!
//! Typst sees nothing but that folder: no system fonts, no built-in fonts, no packages, an empty environment.
#![expect(clippy::disallowed_methods, reason = "stages the input of the one child process, and starts it")]

use super::complaint::{self, Complaint};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, Severity};
use crate::model::Language;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The series of typst that the templates are written for; another one lays out differently or not at all.
const SERIES: &str = "0.15.";

/// The template that Typst starts from.
const MAIN: &str = "plan.typ";

/// The typst program, and where its input may be laid out.
#[derive(Debug, Clone)]
pub struct Typst {
    /// The program, as a path (a bare name is not looked up: the child's environment is empty; see [`locate`]).
    pub program: PathBuf,
    /// A folder for the input; emptied before a run, removed after it.
    pub staging: PathBuf,
}

/// What one run reads, and the date it bears.
pub(super) struct Job {
    pub(super) language: Language,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Unix seconds.
    pub(super) created: i64,
}

/// The path of a program: a path as it is, a bare name looked up in the folders of a `PATH` variable.
pub fn locate(program: &Path, search_path: &OsStr) -> Option<PathBuf> {
    if program.components().count() > 1 || program.is_absolute() {
        return program.is_file().then(|| program.to_owned());
    }
    let name = program.with_extension(std::env::consts::EXE_EXTENSION);
    std::env::split_paths(search_path).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

/// A template may not import a package: typst would fetch it over the network, and has no switch against it.
pub(super) fn refuse_packages(path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(bytes);
    if path.ends_with(".typ") && text.contains("\"@") {
        return Err(Failure::new(Message::new("print.package").with("path", format!("templates/{path}"))));
    }
    Ok(())
}

/// Removes the staging folder however a run ends.
struct Staging<'a>(&'a Path);

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed is emptied by the next run; a failure to clean up must not hide the run's outcome.
        let _ = fs::remove_dir_all(self.0);
    }
}

impl Typst {
    /// Whether the program is there and of the right series.
    pub(super) fn check_version(&self) -> Result<(), Failure> {
        let output = self.run(Path::new("."), &["--version".into()])?;
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.split_whitespace().nth(1).unwrap_or("");
        if output.status.success() && said.starts_with("typst ") && version.starts_with(SERIES) {
            return Ok(());
        }
        let found = if version.is_empty() { said.trim() } else { version };
        let message = Message::new("print.typst-version")
            .with("path", self.program.display().to_string())
            .with("found", found)
            .with("needed", format!("{SERIES}x"));
        Err(Failure::new(message).hint(Message::new("print.typst-hint")))
    }

    /// One PDF.
    pub(super) fn compile(&self, job: &Job, faults: &mut Diagnostics) -> Result<Vec<u8>, Failure> {
        for needed in [MAIN, "fonts/"] {
            if !job.files.keys().any(|path| path.starts_with(needed)) {
                let folder = if needed == MAIN { "templates/print/plan.typ" } else { "templates/fonts/*.ttf" };
                return Err(Failure::new(Message::new("print.template-missing").with("path", folder)));
            }
        }
        let staging = Staging(&self.staging);
        let failed = |cause: io::Error| Failure::io("print.staging", self.staging.display(), &cause);
        self.stage(job).map_err(failed)?;
        let output = self.run(&self.staging, &arguments(job, "short"))?;
        let complaints = complaint::parse(&String::from_utf8_lossy(&output.stderr));
        if !output.status.success() {
            // The short form leaves out the hints; the long one has them.
            let human = self.run(&self.staging, &arguments(job, "human"))?;
            return Err(refusal(job, &complaints, &String::from_utf8_lossy(&human.stderr), output.status));
        }
        for complaint in complaints {
            let message = complaint.message("print.warning");
            let fault = Diagnostic::placeless("print-warning", message);
            faults.report(Diagnostic { severity: Severity::Warning, ..fault });
        }
        let pdf = fs::read(self.staging.join("book.pdf")).map_err(failed)?;
        drop(staging);
        Ok(pdf)
    }

    fn stage(&self, job: &Job) -> io::Result<()> {
        match fs::remove_dir_all(&self.staging) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cause),
            _ => {}
        }
        for (path, bytes) in &job.files {
            let file = path.split('/').fold(self.staging.clone(), |folder, part| folder.join(part));
            if path.split('/').any(|part| part.is_empty() || part.starts_with('.') || part.contains('\\')) {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, path.clone()));
            }
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, bytes)?;
        }
        Ok(())
    }

    fn run(&self, folder: &Path, arguments: &[String]) -> Result<Output, Failure> {
        // A relative path is meant from our folder, not from the child's.
        let program = std::path::absolute(&self.program).unwrap_or_else(|_| self.program.clone());
        let mut command = Command::new(program);
        // With `embedded-fonts` left out typst knows no such option, but the variable is harmless to it.
        command.args(arguments).current_dir(folder).env_clear().env("TYPST_IGNORE_EMBEDDED_FONTS", "true");
        command.output().map_err(|cause| {
            let path = self.program.display();
            if cause.kind() == io::ErrorKind::NotFound {
                let message = Message::new("print.typst-missing").with("path", path.to_string());
                Failure::new(message).hint(Message::new("print.typst-hint"))
            } else {
                Failure::io("print.typst-failed", path, &cause)
            }
        })
    }
}

fn arguments(job: &Job, form: &str) -> Vec<String> {
    let fixed = ["compile", "--root", ".", "--font-path", "fonts", "--ignore-system-fonts"];
    let mut arguments: Vec<String> = fixed.map(str::to_owned).into();
    arguments.extend(["--creation-timestamp".to_owned(), job.created.max(0).to_string()]);
    arguments.extend(["--pdf-standard", "a-2a,ua-1", "--diagnostic-format", form].map(str::to_owned));
    arguments.extend(["--input".to_owned(), format!("lang={}", job.language)]);
    arguments.extend([MAIN, "book.pdf"].map(str::to_owned));
    arguments
}

/// What typst said, in words; the first complaint leads, the others and typst's hints follow.
fn refusal(job: &Job, complaints: &[Complaint], human: &str, status: std::process::ExitStatus) -> Failure {
    let mut errors = complaints.iter().filter(|complaint| complaint.error);
    let Some(first) = errors.next() else {
        let said = human.trim();
        let said = if said.is_empty() { status.to_string() } else { said.to_owned() };
        return Failure::new(Message::new("print.refused").with("language", job.language.tag()).with("said", said));
    };
    let mut failure = Failure::new(first.message("print.error"));
    if first.missing_text().is_some() {
        failure = failure.hint(Message::new("print.glyph-hint"));
    }
    for other in errors.take(4) {
        failure = failure.hint(other.message("print.also"));
    }
    for hint in complaint::hints(human) {
        failure = failure.hint(Message::new("print.typst-says").with("said", hint));
    }
    failure
}
