//! Files that cannot be read, and bytes that nobody would write.

use super::{FACTS, Loaded, book, expect, facts, page};
use crate::diagnostic::{Diagnostics, Failure, SourceMap};
use crate::load::{Disk, Files, Memory, project};
use crate::model::UnitTable;
use proptest::prelude::{ProptestConfig, any, proptest};

#[test]
fn a_file_that_is_not_utf8_is_told_at_its_first_bad_byte() {
    let mut bytes = "# 甲\n\n乙".as_bytes().to_vec();
    bytes.extend([0xff, 0xfe]);
    let files = book().with("content/zh/01-status/01-a.md", bytes.clone()).with("data/facts/a.yaml", bytes);
    expect(&files, &["content/zh/01-status/01-a.md:3:2: error[not-utf8]", "data/facts/a.yaml:3:2: error[not-utf8]"]);
}

#[test]
fn nesting_without_end_is_a_fault_and_no_overflow() {
    for text in [">".repeat(50_000), "*a **b ".repeat(5_000), "- ".repeat(5_000), "[".repeat(50_000)] {
        let text = format!("{text}x");
        Loaded::of(&page(&text));
        let field = format!("{FACTS}  note: {{zh: '{text}', en: x}}\n");
        Loaded::of(&facts(&field));
    }
    Loaded::of(&facts(&"[".repeat(100_000)));
    Loaded::of(&facts(&"- ".repeat(100_000)));
}

/// A book whose disk refuses a file.
struct Refusing(Memory);

impl Files for Refusing {
    fn list(&self, folder: &str) -> std::io::Result<Vec<String>> {
        self.0.list(folder)
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        if path.ends_with("plan.yaml") {
            return Err(std::io::Error::from(std::io::ErrorKind::PermissionDenied));
        }
        self.0.read(path)
    }
}

#[test]
fn a_file_that_the_system_refuses_is_a_failure() {
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    let failure: Failure = project(&Refusing(book()), &mut sources, &mut faults, UnitTable::default()).unwrap_err();
    assert_eq!(failure.message.id, "load-cannot-read");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_book_is_the_authors_fault() {
    let outside = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        std::fs::DirBuilder::new().recursive(true).create(path.parent().unwrap()).unwrap();
        std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), bytes).unwrap();
    };
    let files = page("![x](a.png)\n\n![y](b.png)\n").with("content/x.png", "");
    for (path, bytes) in &files.files {
        write(path, bytes);
    }
    std::fs::File::create(outside.path().join("a.png")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("a.png"), folder.path().join("content/a.png")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("content/b.png")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("a.png"), folder.path().join("data/units.yaml")).unwrap();
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    project(&Disk::new(folder.path()), &mut sources, &mut faults, UnitTable::default()).unwrap();
    let rules: Vec<&str> = faults.iter().map(|fault| fault.rule.name).collect();
    assert_eq!(rules, ["file-missing", "image-outside", "image-missing"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        Loaded::of(&page("").with("content/zh/01-status/02-b.md", bytes.clone()).with("data/facts/a.yaml", bytes));
    }

    #[test]
    fn no_page_makes_it_panic(text in "([\\[\\]()（）=?!~*_#>`|<&\\\\ \n\r-]|甲|a|。|“|fig:|=a|\\^|1\\.|\u{feff}){0,60}") {
        let loaded = Loaded::of(&page(&text));
        for tie in loaded.project.into_iter().flat_map(|project| project.ties) {
            let whole = tie.span.range();
            assert!(loaded.sources.source(tie.span.source).text.get(whole.clone()).is_some());
            assert!(tie.literal.span.start >= tie.span.start && tie.literal.span.end <= tie.span.end);
            assert!(loaded.sources.source(tie.span.source).text.get(tie.target.span.range()).is_some());
        }
    }

    #[test]
    fn no_yaml_makes_it_panic(text in "([\\[\\]{}:,\\-|>'\"&*!%@# \n\r\t]|甲|a|id|zh|en|facts|  |1\\.5|\\[6\\]\\(=a\\)){0,60}") {
        Loaded::of(&facts(&text));
        Loaded::of(&facts(&format!("format: 1\nfacts:\n- id: a\n  unit: km\n  value: 1\n  name: {text}\n")));
    }
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes its own folder")]
fn a_pipe_and_a_link_to_itself_are_faults_and_nobody_waits_for_them() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &page("![x](a.png)\n").with("data/facts/a.yaml", FACTS).files {
        let full = folder.path().join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, bytes).unwrap();
    }
    std::os::unix::fs::symlink("a.png", folder.path().join("content/a.png")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("data/facts/pipe.yaml")).status().unwrap();
    assert!(made.success(), "{made}");
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    project(&Disk::new(folder.path()), &mut sources, &mut faults, UnitTable::default()).unwrap();
    let found: Vec<_> = faults.iter().map(|fault| fault.message.id).collect();
    assert!(found.contains(&"image-missing"), "{found:?}");
    assert!(found.contains(&"file-special"), "{found:?}");
}

#[test]
fn data_under_a_wrong_name_is_named() {
    for path in ["data/facts/land.txt", "data/facts/land.YAML", "data/facts/land.yaml.txt", "data/figures.txt"] {
        let loaded = Loaded::of(&page("甲\n").with(path, "format: 1\nfacts: []\n"));
        let found: Vec<_> = loaded.faults.iter().map(|fault| fault.message.id).collect();
        assert!(found.contains(&"data-file-unknown"), "{path}: {found:?}");
    }
}
