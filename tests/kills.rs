//! A run that is killed loses nothing, locks nothing and leaves nothing behind.
//!
//! Each command that writes is killed at each of its writing system calls (by `strace`; where there is none, or it may
//! not trace, that half is left out and says so) and a hundred times at random moments. After each death the site is
//! one whole edition; after the next run of any command the book is one whole book, without any leftover; and the same
//! command then comes to its end.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "kills the tool over books in temporary folders")]
#![cfg(unix)]

mod common;

use common::{Lot, base, edited, on_disk, with_templates};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What changes the disk as others see it: to die before a call that only syncs or locks is to die before the next one.
/// `?` lets an architecture lack a call.
const CALLS: &str = "?mkdir,?mkdirat,?rename,?renameat,?renameat2,?unlink,?unlinkat,?rmdir,?write,?link,?linkat,\
                     ?symlink,?symlinkat,?chmod,?fchmod,?fchmodat,?ftruncate,?copy_file_range";

/// A tree: what is in it, by path; folders have no bytes.
type Tree = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_owned();
        // What `undo` keeps grows with each run.
        if path.starts_with(".tallybook/undo") || path == Path::new(".tallybook") && entry.path().join("undo").exists()
        {
            continue;
        }
        let bytes = entry.file_type().is_file().then(|| fs::read(entry.path()).unwrap());
        tree.insert(path, bytes);
    }
    tree
}

fn lay_out(tree: &Tree, folder: &Path) {
    for (path, bytes) in tree {
        match bytes {
            None => fs::create_dir_all(folder.join(path)).unwrap(),
            Some(bytes) => fs::write(folder.join(path), bytes).unwrap(),
        }
    }
}

/// The site alone.
fn site(tree: &Tree) -> Tree {
    tree.iter()
        .filter(|(path, _)| path.starts_with("site"))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

/// What differs, in words.
fn differences(one: &Tree, other: &Tree) -> Vec<String> {
    let paths: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    let state = |tree: &Tree, path: &PathBuf| tree.get(path).map(|bytes| bytes.as_ref().map(Vec::len));
    let differing = paths.into_iter().filter(|path| one.get(*path) != other.get(*path));
    differing.map(|path| format!("{}: {:?} / {:?}", path.display(), state(one, path), state(other, path))).collect()
}

/// The rules' base book with the templates and a single font: four would take most of the time.
fn small() -> TempDir {
    let mut book = with_templates(base());
    book.files.retain(|path, _| !path.ends_with(".ttf"));
    let fonts = "format: 1\nfonts: {serif: [NotoSansSC-Regular.ttf], sans: [NotoSansSC-Regular.ttf]}\n";
    on_disk(&edited(&book, "data/plan.yaml", "format: 1\n", fonts))
}

fn edit(home: &TempDir, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(home.path().join(path)).unwrap();
    assert!(text.contains(from), "{path}: {from}");
    fs::write(home.path().join(path), text.replacen(from, to, 1)).unwrap();
}

fn tool(program: &mut Command, root: &Path, arguments: &[&str]) -> Output {
    program.args(["--lang", "en", "--root"]).arg(root).args(arguments);
    program.env("RAYON_NUM_THREADS", "1").stdin(Stdio::null()).output().unwrap()
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    tool(&mut Command::new(env!("CARGO_BIN_EXE_tallybook")), root, arguments)
}

/// A command, the book before it and after it.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    /// What strace does to the system besides.
    system: &'static [&'static str],
    before: Tree,
    after: Tree,
    /// How long it takes.
    length: Duration,
}

impl Case {
    fn new(name: &'static str, arguments: &'static [&'static str], prepare: impl Fn(&TempDir)) -> Self {
        let home = small();
        prepare(&home);
        let before = tree(home.path());
        let start = Instant::now();
        let output = run(home.path(), arguments);
        let length = start.elapsed();
        assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let after = tree(home.path());
        assert_ne!(before, after, "{name} writes nothing");
        Self { name, arguments, system: &[], before, after, length }
    }

    /// The tool under strace, which kills it at the `number`th call of one kind.
    fn killed_at(&self, root: &Path, call: &str, number: usize) -> Output {
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={CALLS}")]).args(self.system);
        strace.args(["-e", &format!("inject={call}:signal=KILL:when={number}")]);
        strace.arg(env!("CARGO_BIN_EXE_tallybook"));
        tool(&mut strace, root, self.arguments)
    }

    /// How often each call is made.
    fn calls(&self) -> BTreeMap<String, usize> {
        let home = tempfile::tempdir().unwrap();
        lay_out(&self.before, home.path());
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-e", &format!("trace={CALLS}")]).args(self.system).arg("-o").arg(log.path());
        let output = tool(strace.arg(env!("CARGO_BIN_EXE_tallybook")), home.path(), self.arguments);
        assert!(output.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        let mut calls = BTreeMap::new();
        for line in fs::read_to_string(log.path()).unwrap().lines() {
            let Some((call, _)) = line.split_once(' ').and_then(|(_, rest)| rest.trim_start().split_once('(')) else {
                continue;
            };
            if call.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                *calls.entry(call.to_owned()).or_default() += 1;
            }
        }
        calls
    }

    /// What must hold after a death; `None` if all does.
    fn fault(&self, root: &Path) -> Option<String> {
        let died = tree(root);
        let shown = site(&died);
        let two_renames = !self.system.is_empty() && shown.is_empty();
        if !two_renames && shown != site(&self.before) && shown != site(&self.after) {
            return Some(format!("a mixed site: {:#?}", differences(&shown, &site(&self.after))));
        }
        let next = run(root, &["check"]);
        if next.status.code() != Some(0) && next.status.code() != Some(1) {
            return Some(format!("the next command: {}", String::from_utf8_lossy(&next.stderr)));
        }
        let then = tree(root);
        if then != self.before && then != self.after {
            let old = differences(&then, &self.before);
            return Some(format!("neither the old nor the new book: {old:#?}, {:#?}", differences(&then, &self.after)));
        }
        let again = run(root, self.arguments);
        let cut_already = self.arguments[0] == "edition" && then == self.after;
        if !again.status.success() && !cut_already {
            return Some(format!("the same command: {}", String::from_utf8_lossy(&again.stderr)));
        }
        let last = tree(root);
        (last != self.after).then(|| format!("not what it should be: {:#?}", differences(&last, &self.after)))
    }
}

fn cases() -> Vec<Case> {
    let again = |home: &TempDir| {
        let output = run(home.path(), &["build", "--only", "site"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::write(home.path().join("site/CNAME"), "plan.example").unwrap();
        // Pages of both languages change, so that none of the former ones can be mistaken for a copy.
        edit(home, "data/plan.yaml", "Draft for comment", "Second draft");
        edit(home, "data/plan.yaml", "征求意见稿", "第二稿");
    };
    let untied = |home: &TempDir| {
        let zh = "# 土地 {#land}\n\n全县4877.10平方千米，其中草地2124.01平方千米。\n";
        let en = "# Land {#land}\n\nThe county covers 4,877.10 km², of which grassland takes 2,124.01 km².\n";
        for (language, text) in [("zh", zh), ("en", en)] {
            fs::write(home.path().join(format!("content/{language}/01-status/01-land.md")), text).unwrap();
        }
    };
    vec![
        Case::new("the first build", &["build", "--only", "site"], |_| {}),
        Case::new("the next build", &["build", "--only", "site"], again),
        Case::new("sync", &["sync"], |home| edit(home, "data/facts/land.yaml", "2124.01", "2131.60")),
        Case::new("tie", &["tie", "--unique"], untied),
        Case::new("translated", &["translated", "--all"], |_| {}),
        Case::new("edition", &["edition", "cut", "2022-11"], |_| {}),
    ]
}

/// Does all of the work on the machine's cores; gives what was faulty.
fn side_by_side<T: Send>(work: Vec<T>, each: impl Fn(T) -> Option<String> + Sync) -> Vec<String> {
    let (work, faults) = (Mutex::new(work), Mutex::new(Vec::new()));
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let Some(next) = work.lock().unwrap().pop() else { return };
                    faults.lock().unwrap().extend(each(next));
                }
            });
        }
    });
    faults.into_inner().unwrap()
}

/// Whether there is a strace, and it may trace.
fn strace_works() -> bool {
    let probe = Command::new("strace").args(["-qq", "-o", "/dev/null", "-e", "trace=write", "true"]).output();
    probe.is_ok_and(|output| output.status.success())
}

#[test]
fn a_kill_at_any_writing_call_loses_nothing() {
    if !strace_works() {
        println!("left out: there is no strace here, or it may not trace");
        return;
    }
    let mut cases = cases();
    // The same where the file system cannot exchange two folders at once: a moment without a site is allowed there.
    let next = cases.iter().find(|case| case.name == "the next build").unwrap();
    let (before, after) = (next.before.clone(), next.after.clone());
    let system = &["-e", "inject=renameat2:error=EINVAL"];
    cases.push(Case { name: "a build by two renames", system, before, after, ..*next });
    let mut work = Vec::new();
    for case in &cases {
        for (call, count) in case.calls() {
            // By two renames all is staged as by one exchange, and that is killed at each call already.
            if case.name == "a build by two renames" && ["mkdir", "mkdirat", "write"].contains(&call.as_str()) {
                continue;
            }
            work.extend((1..=count).map(|number| (case, call.clone(), number)));
        }
    }
    let kills = work.len();
    println!("{kills} kills");
    assert!(kills > 150, "only {kills} kills");
    let faults = side_by_side(work, |(case, call, number)| {
        let home = tempfile::tempdir().unwrap();
        lay_out(&case.before, home.path());
        let output = case.killed_at(home.path(), &call, number);
        let place = format!("{}, killed at {call} {number}", case.name);
        if output.status.success() {
            return Some(format!("{place}: it was not killed"));
        }
        case.fault(home.path()).map(|fault| format!("{place}: {fault}"))
    });
    assert!(faults.is_empty(), "{} of {kills}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let cases = cases();
    let mut work = Vec::new();
    // The same moments on each run, as far as a clock can give them.
    let mut lot = Lot(20_221_130);
    for number in 0..100 {
        work.push((&cases[number % cases.len()], lot.draw() as f64 / (1_u64 << 31) as f64));
    }
    let faults = side_by_side(work, |(case, moment)| {
        let home = tempfile::tempdir().unwrap();
        lay_out(&case.before, home.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_tallybook"))
            .args(["--lang", "en", "--root"])
            .arg(home.path())
            .args(case.arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(case.length.mul_f64(moment).min(Duration::from_secs(20)));
        child.kill().unwrap();
        child.wait().unwrap();
        case.fault(home.path()).map(|fault| format!("{} at {moment:.2}: {fault}", case.name))
    });
    assert!(faults.is_empty(), "{} of 100:\n{}", faults.len(), faults.join("\n"));
}
