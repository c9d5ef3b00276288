//! The one child process of the tool: `typst compile`, in a staging folder that is made for it and removed after it.
//!
//! Typst sees nothing but that folder: no system fonts, no built-in fonts, no packages, no network, an environment that
//! holds nothing else. What it makes is looked at before it is believed.
#![expect(clippy::disallowed_methods, reason = "stages the input of the one child process")]

use super::child::{self, Ended};
use super::complaint::{self, Complaint};
use super::origin;
use super::shelf::{Content, Shelf};
use crate::diagnostic::limits::{LARGEST_PDF, LONGEST_PRINT};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, Severity, rule};
use crate::model::{Language, Report};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The series of typst that the templates are written for; another one lays out differently or not at all.
const SERIES: &str = "0.15.";

/// Where the faces lie, seen from the folder of a work: all works have the same, and they are large.
const FACES: &str = "../fonts";

/// What it makes.
const PDF: &str = "book.pdf";

/// So long may it take to say its version.
const TIME_TO_ANSWER: Duration = Duration::from_secs(60);

/// A proxy at which nobody listens: whatever a template asks of the network, no answer comes. Port 9 discards.
const DEAD_PROXY: &str = "http://127.0.0.1:9";

/// The variables by which programs are told of a proxy.
const PROXIES: [&str; 6] = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/// The typst program, and where its input may be laid out.
#[derive(Debug, Clone)]
pub struct Typst {
    /// The program, as a path (a bare name is not looked up: the child's environment is empty; see [`locate`]).
    pub program: PathBuf,
    /// A folder for the inputs, one below it for each work; emptied before the runs, removed after them.
    pub staging: PathBuf,
    /// The tool itself, through which the program is started, so that both end together; see [`child`].
    pub keeper: Option<PathBuf>,
    /// How long one PDF may take.
    pub time: Duration,
    /// A folder in which PDFs are kept by what they were made of; see [`Shelf`].
    pub shelf: Option<PathBuf>,
}

/// What one run reads, and the date it bears.
pub(super) struct Job<'a> {
    /// What its folder is called.
    pub(super) name: &'static str,
    /// The template that it starts from.
    pub(super) template: &'static str,
    /// What the PDF keeps to, as typst names it.
    pub(super) standard: &'static str,
    /// The book, which tells where typst's complaints are written; a paper of its own belongs to none.
    pub(super) report: Option<&'a Report>,
    pub(super) language: Language,
    /// What all jobs read, by path.
    pub(super) shared: &'a BTreeMap<String, Vec<u8>>,
    /// What this one reads beside that.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Unix seconds.
    pub(super) created: i64,
    /// What is the same for all jobs of a build, the program and the faces; none where the PDF is not to be kept.
    pub(super) common: Option<&'a Content>,
}

impl Job<'_> {
    /// A hash over all that decides what the PDF is.
    fn content(&self) -> Option<String> {
        let mut content = self.common?.clone();
        arguments(self, "short").iter().for_each(|argument| content.add("", argument.as_bytes()));
        self.shared.iter().chain(&self.files).for_each(|(path, bytes)| content.add(path, bytes));
        Some(content.key())
    }
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
pub(super) struct Staging<'a>(&'a Path);

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed is emptied by the next run; a failure to clean up must not hide the run's outcome.
        let _ = fs::remove_dir_all(self.0);
    }
}

impl Typst {
    /// A program that is started directly, with the usual time.
    pub fn new(program: PathBuf, staging: PathBuf) -> Self {
        Self { program, staging, keeper: None, time: Duration::from_secs(LONGEST_PRINT), shelf: None }
    }

    /// The version of the program, if it is there and of the right series.
    pub(super) fn check_version(&self) -> Result<String, Failure> {
        let ended = self.run(Path::new("."), &["--version".into()], TIME_TO_ANSWER.min(self.time))?;
        let said = String::from_utf8_lossy(&ended.out);
        let version = said.split_whitespace().nth(1).unwrap_or("");
        if ended.status.is_some_and(|status| status.success())
            && said.starts_with("typst ")
            && version.starts_with(SERIES)
        {
            return Ok(said.trim().to_owned());
        }
        if said.is_empty() && !ended.err.is_empty() {
            let cause = String::from_utf8_lossy(&ended.err).trim().to_owned();
            let path = self.program.display().to_string();
            return Err(Failure::new(Message::new("print.typst-failed").with("path", path).with("cause", cause)));
        }
        let found = if version.is_empty() { said.trim() } else { version };
        let message = Message::new("print.typst-version")
            .with("path", self.program.display().to_string())
            .with("found", found)
            .with("needed", format!("{SERIES}x"));
        Err(Failure::new(message).hint(Message::new("print.typst-hint")))
    }

    /// Lays out the faces for all works.
    pub(super) fn stage_faces(&self, faces: &BTreeMap<String, Vec<u8>>) -> Result<(), Failure> {
        if faces.is_empty() {
            return Err(Failure::new(Message::new("print.template-missing").with("path", "templates/fonts/*.ttf")));
        }
        stage(&self.staging, faces).map_err(|cause| Failure::io("print.staging", self.staging.display(), &cause))
    }

    /// One PDF.
    pub(super) fn compile(&self, job: &Job, faults: &mut Diagnostics) -> Result<Vec<u8>, Failure> {
        if !job.shared.contains_key(job.template) {
            let file = format!("templates/print/{}", job.template);
            return Err(Failure::new(Message::new("print.template-missing").with("path", file)));
        }
        let kept = self.shelf.clone().and_then(|folder| Some((Shelf::at(folder), job.content()?)));
        if let Some(pdf) = kept.as_ref().and_then(|(shelf, key)| shelf.take(key)) {
            return Ok(pdf);
        }
        let folder = self.staging.join(format!("{}.{}", job.name, job.language));
        stage(&folder, job.shared.iter().chain(&job.files))
            .map_err(|cause| Failure::io("print.staging", folder.display(), &cause))?;
        let ended = self.run(&folder, &arguments(job, "short"), self.time)?;
        let complaints = complaint::parse(&String::from_utf8_lossy(&ended.err));
        let Some(status) = ended.status else {
            let message = Message::new("print.too-slow").with("language", job.language.tag());
            let message = message.with("seconds", self.time.as_secs().to_string());
            return Err(Failure::new(message).hint(Message::new("print.too-slow-hint")));
        };
        for complaint in &complaints {
            faults.report(fault(complaint, job));
        }
        if !status.success() {
            // The short form leaves out the hints; the long one has them.
            let human = self.run(&folder, &arguments(job, "human"), self.time)?;
            return Err(refusal(job, &complaints, &String::from_utf8_lossy(&human.err), status));
        }
        let pdf = self.read_pdf(job, &folder.join(PDF))?;
        if let Some((shelf, key)) = kept.filter(|_| complaints.is_empty()) {
            shelf.put(&key, &pdf);
        }
        Ok(pdf)
    }

    /// What typst has made, if it is a PDF: a typst that says that all is well may have been stopped by a full disk, or
    /// be no typst.
    fn read_pdf(&self, job: &Job, path: &Path) -> Result<Vec<u8>, Failure> {
        let no_pdf = |why: Message| {
            let message = Message::new("print.no-pdf").with("path", self.program.display().to_string());
            Failure::new(message.with("language", job.language.tag()).with("why", why))
        };
        let size = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len());
        let size = size.ok_or_else(|| no_pdf(Message::new("print.no-pdf.absent")))?;
        if size > LARGEST_PDF {
            return Err(no_pdf(Message::new("print.no-pdf.large").with("mebibytes", (size >> 20).to_string())));
        }
        let pdf = fs::read(path).map_err(|cause| Failure::io("print.staging", path.display(), &cause))?;
        let end = pdf.get(pdf.len().saturating_sub(1024)..).unwrap_or_default();
        let ends = end.windows(5).any(|window| window == b"%%EOF");
        match pdf.starts_with(b"%PDF-") && ends {
            true => Ok(pdf),
            false => Err(no_pdf(Message::new("print.no-pdf.other").with("bytes", size.to_string()))),
        }
    }

    /// Empties the staging folder; it is removed when what this gives is dropped, however the runs end.
    pub(super) fn clear(&self) -> Result<Staging<'_>, Failure> {
        match fs::remove_dir_all(&self.staging) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(Failure::io("print.staging", self.staging.display(), &cause))
            }
            _ => Ok(Staging(&self.staging)),
        }
    }

    fn run(&self, folder: &Path, arguments: &[String], time: Duration) -> Result<Ended, Failure> {
        // A relative path is meant from our folder, not from the child's.
        let program = std::path::absolute(&self.program).unwrap_or_else(|_| self.program.clone());
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let started = if program.is_file() { Ok(()) } else { Err(missing) }.and_then(|()| {
            let mut command = child::command(&program, self.keeper.as_deref());
            // With `embedded-fonts` left out typst knows no such option, but the variable is harmless to it.
            command.args(arguments).current_dir(folder).env_clear().env("TYPST_IGNORE_EMBEDDED_FONTS", "true");
            command.envs(PROXIES.map(|name| (name, DEAD_PROXY)));
            // Packages that somebody has on this machine are on no other.
            for name in ["TYPST_PACKAGE_PATH", "TYPST_PACKAGE_CACHE_PATH"] {
                command.env(name, self.staging.join("no-packages"));
            }
            child::run(command, time)
        });
        started.map_err(|cause| {
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

/// Lays out files in a folder.
fn stage<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f String, &'f Vec<u8>)>) -> io::Result<()> {
    for (path, bytes) in files {
        let file = path.split('/').fold(folder.to_owned(), |folder, part| folder.join(part));
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

fn arguments(job: &Job, form: &str) -> Vec<String> {
    let fixed = ["compile", "--root", ".", "--font-path", FACES, "--ignore-system-fonts"];
    let mut arguments: Vec<String> = fixed.map(str::to_owned).into();
    arguments.extend(["--creation-timestamp".to_owned(), job.created.max(0).to_string()]);
    arguments.extend(["--pdf-standard", job.standard, "--diagnostic-format", form].map(str::to_owned));
    arguments.extend(["--input".to_owned(), format!("lang={}", job.language)]);
    arguments.extend([job.template, PDF].map(str::to_owned));
    arguments
}

/// A complaint as a fault of the book, where its words tell the place.
fn fault(complaint: &Complaint, job: &Job) -> Diagnostic {
    let (rule, id) = match complaint.error {
        true => (rule::PRINT_ERROR, "print.stopped"),
        false => (rule::PRINT_WARNING, "print.warning"),
    };
    let place = job.report.map(|report| origin::place(complaint, report, job.language));
    let severity = if complaint.error { Severity::Error } else { Severity::Warning };
    let fault = Diagnostic { severity, ..Diagnostic::placeless(rule, complaint.message(id)) };
    match place {
        Some(place) => Diagnostic { place, ..fault },
        None => fault,
    }
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
        failure = failure.hint(Message::new("glyph-missing.hint"));
    }
    failure = failure.hint(Message::new("print.ours"));
    for other in errors.take(4) {
        failure = failure.hint(other.message("print.also"));
    }
    for hint in complaint::hints(human) {
        failure = failure.hint(Message::new("print.typst-says").with("said", hint));
    }
    failure
}
