//! The same text as a book of the tool and as one of other makers of sites, each timed as a whole command, in one run.
//!
//! What the others do not do, they are spared: their pages hold the words alone, in the plainest of templates. The book has
//! every number tied and checked, a ledger, contents on each page, fonts of its own and files of data.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tallybook::load::Memory;

/// The plainest page, for those who have no template of their own.
const PAGE: &str = "<!doctype html><html><head><meta charset=\"utf-8\"><title>TITLE</title></head>\
                    <body><nav><a href=\"/\">home</a></nav><main>CONTENT</main></body></html>\n";

/// Runs of each command; the fastest counts, since nothing but another program makes one slower.
const RUNS: usize = 3;

/// A maker of sites: the program, what it is told, and what it leaves.
struct Peer {
    name: &'static str,
    arguments: &'static [&'static str],
    output: &'static str,
}

const PEERS: [Peer; 3] = [
    Peer { name: "mdbook", arguments: &["build"], output: "book" },
    Peer { name: "hugo", arguments: &["--quiet"], output: "public" },
    Peer { name: "zola", arguments: &["build"], output: "public" },
];

/// Times the tool and those of the others that are installed on a book of so many pages, and prints the ratios.
pub(crate) fn compare(book: &Memory, pages: usize) {
    let home = tempfile::tempdir().expect("there is room for the books");
    let own = home.path().join("tallybook");
    crate::write(book, &own);
    let tool = OsStr::new(env!("CARGO_BIN_EXE_tallybook"));
    let whole = |arguments: &[&str]| fastest(tool, arguments, &own, None);
    let check = whole(&["check"]).expect("the tool is built");
    let cold = fastest(tool, &["build", "--only", "site"], &own, Some("site")).expect("the tool is built");
    let again = whole(&["build", "--only", "site"]).expect("the tool is built");
    println!("{pages} pages");
    println!("  tallybook check {}", crate::shown(check));
    println!("  tallybook build {}    {} bytes", crate::shown(cold), size(&own.join("site")));
    println!("  again, unchanged {}", crate::shown(again));
    let copied = fastest(OsStr::new("cp"), &["-r", "site", "copy"], &own, Some("copy"));
    let ratio = |time: Duration| cold.as_secs_f64() / time.as_secs_f64().max(1e-6);
    if let Some(copied) = copied {
        println!("  cp -r of the site {}    {:.1} times as long", crate::shown(copied), ratio(copied));
    }
    for peer in PEERS {
        let folder = home.path().join(peer.name);
        write(peer.name, book, &folder);
        match fastest(OsStr::new(peer.name), peer.arguments, &folder, Some(peer.output)) {
            Some(time) => {
                println!("  {} {}    the tool takes {:.2} times as long", peer.name, crate::shown(time), ratio(time))
            }
            None => println!("  {}: not installed", peer.name),
        }
    }
}

/// The fastest run of a command in a folder, where it leaves nothing from the run before; `None` if it cannot be run.
fn fastest(program: &OsStr, arguments: &[&str], folder: &Path, output: Option<&str>) -> Option<Duration> {
    let run = || {
        if let Some(output) = output {
            // It may not be there yet.
            let _ = fs::remove_dir_all(folder.join(output));
        }
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        command.status().ok().filter(std::process::ExitStatus::success).map(|_| start.elapsed())
    };
    (0..RUNS).map(|_| run()).collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// The words of the pages as a project of another maker.
fn write(name: &str, book: &Memory, folder: &Path) {
    let tie = regex::Regex::new(r"\[([^\]]*)\]\([=?][^)]*\)").expect("the pattern is sound");
    let mut project = Memory::default();
    let mut summary = "# Summary\n\n".to_owned();
    for (path, bytes) in book.files.iter().filter(|(path, _)| path.starts_with("content/")) {
        let text = String::from_utf8_lossy(bytes);
        let text = tie.replace_all(&text, "$1");
        let path = path.replace("_index.md", "opening.md");
        match name {
            "mdbook" => {
                let path = path.replacen("content/", "", 1);
                let _ = writeln!(summary, "- [{path}]({path})");
                project.files.insert(format!("src/{path}"), text.into_owned().into_bytes());
            }
            "hugo" => drop(project.files.insert(path, format!("---\ntitle: page\n---\n\n{text}").into_bytes())),
            _ => drop(project.files.insert(path, format!("+++\ntitle = \"page\"\n+++\n\n{text}").into_bytes())),
        }
    }
    let page = |title: &str, content: &str| PAGE.replace("TITLE", title).replace("CONTENT", content);
    let files = match name {
        "mdbook" => vec![("src/SUMMARY.md", summary), ("book.toml", "[book]\ntitle = \"b\"\n".to_owned())],
        "hugo" => vec![
            (
                "hugo.toml",
                "baseURL = \"http://localhost/\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\", \"sitemap\"]\n"
                    .to_owned(),
            ),
            ("layouts/_default/single.html", page("{{ .Title }}", "{{ .Content }}")),
            (
                "layouts/_default/list.html",
                page("{{ .Title }}", "{{ range .Pages }}<p>{{ .RelPermalink }}</p>{{ end }}"),
            ),
        ],
        _ => vec![
            ("config.toml", "base_url = \"http://localhost\"\nbuild_search_index = false\n".to_owned()),
            ("templates/page.html", page("{{ page.title }}", "{{ page.content | safe }}")),
            ("templates/section.html", page("section", "")),
            ("templates/index.html", page("home", "")),
        ],
    };
    project.files.extend(files.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes())));
    crate::write(&project, folder);
}

fn size(folder: &Path) -> u64 {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files.filter_map(|entry| entry.metadata().ok().filter(fs::Metadata::is_file)).map(|file| file.len()).sum()
}
