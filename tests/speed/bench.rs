//! How long `check` takes: `cargo bench`. Times of one run on one machine say little; the ratios between them do.
//!
//! Measured are the book of this repository, read from the disk, and books made for the purpose (`book`), from memory:
//! a small one and one ten times as large. A tool whose work grows with the book, and not faster, shows a ratio near
//! ten. `cargo bench -- --write DIR [PAGES]` writes such a book (10 000 pages, 100 000 facts, unless said) to a
//! folder, for timing the whole command on it.
//!
//! `cargo bench -- --peers [PAGES]` (or `make bench`) times `check` and `build` on such a book (1 000 pages, unless said)
//! beside mdBook, Hugo and Zola on the same words, those of them that are installed, and beside a copy of the site.
//!
//! Last come paragraphs of one sign over and over, each in a short and in a long page (`cargo bench -- --paragraphs`:
//! these alone). Four times as long should take about four times the time; sixteen times is what a look back at each
//! sign takes.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a benchmark looks at the clock and reports")]

mod book;
#[path = "../common/mod.rs"]
mod common;
mod peers;

use common::base;
use std::path::Path;
use std::time::{Duration, Instant};
use tallybook::diagnostic::limits::LARGEST_PARAGRAPH;
use tallybook::diagnostic::{Diagnostics, SourceMap};
use tallybook::load::{self, Disk, Files, Memory};
use tallybook::{bind, check, locale, rules};

/// As in the tool itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Pages of the large book.
const PAGES: usize = 10_000;

/// What a paragraph may be made of that a reader of Markdown or of numbers has to look far ahead or back for.
const SIGNS: [&str; 22] = [
    "[a](=",
    "](",
    "](=x)[",
    "[",
    "[^a ",
    "~~a ",
    "**甲",
    "*a _b ",
    "<a ",
    "![a](b ",
    "\\[x ",
    "3个村，",
    "\"a",
    "(",
    "甲 (",
    "一、",
    "1-2 ",
    "&#x6c34;",
    "[x](=a)",
    "1,",
    "**甲**乙 ",
    "零",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.as_slice() {
        [flag, folder, rest @ ..] if flag == "--write" => {
            let pages = rest.first().and_then(|pages| pages.parse().ok()).unwrap_or(PAGES);
            write(&book::of(pages), Path::new(folder));
        }
        [flag] if flag == "--paragraphs" => paragraphs(),
        [flag, rest @ ..] if flag == "--peers" => {
            let pages = rest.first().and_then(|pages| pages.parse().ok()).unwrap_or(PAGES / 10);
            peers::compare(&common::with_templates(book::of(pages)), pages);
        }
        _ => measure(),
    }
}

fn measure() {
    let own = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let real = median(15, || checked(&own));
    println!("the book of this repository    {}", shown(real));
    stages(&own);
    let small = book::of(PAGES / 10);
    let large = book::of(PAGES);
    let one = median(5, || checked(&small));
    let ten = median(3, || checked(&large));
    let facts = PAGES / 2 * book::FACTS_OF_A_PAGE;
    println!("{:>6} pages, {:>6} facts    {}", PAGES / 10, facts / 10, shown(one));
    println!("{PAGES:>6} pages, {facts:>6} facts    {}", shown(ten));
    stages(&large);
    println!("ten times the book takes {:.1} times as long", ten.as_secs_f64() / one.as_secs_f64());
    paragraphs();
}

/// How much longer a paragraph takes that is four times as long.
fn paragraphs() {
    let time = |text: &str| {
        let book = base().with("content/zh/01-status/01-land.md", format!("# 土地 {{#land}}\n\n{text}\n"));
        median(5, || {
            let outcome = tallybook::check_book(&book).expect("the book can be read");
            // Every place is asked for, as printing does.
            let places = outcome.faults.iter().filter_map(|fault| fault.place);
            assert!(places.map(|place| outcome.sources.start(place).column).all(|column| column > 0));
        })
    };
    let around = time("水。");
    println!("a paragraph of one sign, {} and {} bytes long:", LARGEST_PARAGRAPH / 16, LARGEST_PARAGRAPH / 4);
    for sign in SIGNS {
        let of = |length: usize| time(&sign.repeat(length / sign.len())).saturating_sub(around);
        let (short, long) = (of(LARGEST_PARAGRAPH / 16), of(LARGEST_PARAGRAPH / 4));
        let ratio = long.as_secs_f64() / short.as_secs_f64().max(1e-6);
        println!("{sign:>12}  {}{}    {ratio:.1} times as long", shown(short), shown(long));
    }
}

/// Where the time of one check goes: the stages, and the rules that take longest.
fn stages(files: &dyn Files) {
    let mut faults = Diagnostics::new();
    let mut sources = SourceMap::default();
    let (units, start) = timed(locale::built_in_units);
    let (project, load) = timed(|| load::project(files, &mut sources, &mut faults, units).expect("the book is read"));
    let (report, bind) = timed(|| bind::report(project.expect("the book has a plan"), &mut faults));
    let context = check::Context::new(&report);
    let mut rules: Vec<(Duration, &str)> =
        rules().iter().map(|rule| (timed(|| rule.run.map(|run| run(&context, &mut faults))).1, rule.id.name)).collect();
    rules.sort();
    let rules: Vec<String> = rules.iter().rev().take(6).map(|(time, name)| format!("{name}{}", shown(*time))).collect();
    println!("    units{}, load{}, bind{}", shown(start), shown(load), shown(bind));
    println!("    the slowest rules, one by one: {}", rules.join(", "));
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Checks a book that must be sound.
fn checked(files: &dyn Files) {
    let outcome = tallybook::check_book(files).expect("the book can be read");
    assert_eq!(outcome.faults.errors(), 0, "{:?}", outcome.faults.iter().next());
}

/// The median of some runs, after one that is not counted.
fn median(runs: usize, run: impl Fn()) -> Duration {
    run();
    let mut times: Vec<Duration> = (0..runs).map(|_| timed(&run).1).collect();
    times.sort();
    times[runs / 2]
}

fn shown(time: Duration) -> String {
    format!("{:>9.1} ms", time.as_secs_f64() * 1000.0)
}

fn write(book: &Memory, folder: &Path) {
    for (path, bytes) in &book.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("the folder can be made");
        std::fs::write(&path, bytes).expect("the file can be written");
    }
    println!("{} files in {}", book.files.len(), folder.display());
}
