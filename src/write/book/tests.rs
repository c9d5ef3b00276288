//! A change of several files is whole or not at all, and leaves nothing behind.

use super::*;
use crate::diagnostic::{SourceId, Span};
use std::ops::Range;

fn edit(source: u32, range: Range<usize>, text: &str) -> Edit {
    Edit { span: Span::new(SourceId(source), range), text: text.to_owned() }
}

/// Two pages with the same text.
fn pages() -> (tempfile::TempDir, SourceMap) {
    let home = tempfile::tempdir().unwrap();
    let mut sources = SourceMap::default();
    for name in ["a.md", "b.md"] {
        let text = "\u{feff}[6](=x)\r\n";
        sources.add(name, text);
        fs::write(home.path().join(name), text).unwrap();
    }
    (home, sources)
}

fn text(home: &tempfile::TempDir, name: &str) -> String {
    fs::read_to_string(home.path().join(name)).unwrap()
}

fn count(home: &tempfile::TempDir) -> usize {
    fs::read_dir(home.path()).unwrap().count()
}

fn book(home: &tempfile::TempDir) -> Book {
    Book::to_write(home.path()).unwrap().0
}

#[test]
fn files_are_replaced_and_keep_their_rights() {
    let (home, sources) = pages();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(home.path().join("b.md"), fs::Permissions::from_mode(0o640)).unwrap();
    }
    assert_eq!(book(&home).apply(&sources, &[edit(1, 4..5, "7")]).unwrap(), ["b.md"]);
    assert_eq!(text(&home, "b.md"), "\u{feff}[7](=x)\r\n");
    assert_eq!(text(&home, "a.md"), "\u{feff}[6](=x)\r\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(home.path().join("b.md")).unwrap().permissions().mode() & 0o777, 0o640);
    }
    assert_eq!(count(&home), 2);
}

#[test]
fn a_file_that_changed_meanwhile_or_is_protected_stops_all() {
    let both = [edit(0, 4..5, "7"), edit(1, 4..5, "7")];
    let (home, sources) = pages();
    fs::write(home.path().join("b.md"), "[6](=x) and more").unwrap();
    assert_eq!(book(&home).apply(&sources, &both).unwrap_err().message.id, "write.changed-meanwhile");
    assert_eq!(text(&home, "a.md"), "\u{feff}[6](=x)\r\n");
    assert_eq!(count(&home), 2);
    let (home, sources) = pages();
    let path = home.path().join("b.md");
    let mut rights = fs::metadata(&path).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).unwrap();
    assert_eq!(book(&home).apply(&sources, &both).unwrap_err().message.id, "write.protected");
    assert_eq!(text(&home, "a.md"), "\u{feff}[6](=x)\r\n");
    assert_eq!(text(&home, "b.md"), "\u{feff}[6](=x)\r\n");
    assert_eq!(count(&home), 2);
}

#[test]
fn a_file_that_cannot_take_its_place_brings_the_others_back() {
    let (home, _) = pages();
    // Nothing can be renamed onto a folder; it comes into being after the files were looked at.
    let book = book(&home);
    let entry =
        |file: &str| Entry { file: file.to_owned(), next: journal::beside(file), before: None, after: hash(b"new") };
    let before = text(&home, "a.md");
    let changes = [
        Change { path: "a.md", before: Some(before.as_bytes()), after: b"new".to_vec() },
        Change { path: "in-the-way", before: None, after: b"new".to_vec() },
    ];
    let journal = Journal::new(Vec::new(), vec![entry("a.md"), entry("in-the-way")]);
    journal.open(&book.root).unwrap();
    book.stage(&journal, &changes).unwrap();
    fs::create_dir(home.path().join("in-the-way")).unwrap();
    Journal::declare_ready(&book.root).unwrap();
    journal.carry_out(&book.root).unwrap_err();
    assert_eq!(text(&home, "a.md"), "new");
    book.restore(&journal, &changes, &[]).unwrap();
    drop(book);
    assert_eq!(text(&home, "a.md"), before);
    assert_eq!(count(&home), 3);
}

#[test]
fn a_new_file_is_made_with_its_folders_and_never_written_over() {
    let home = tempfile::tempdir().unwrap();
    let change = [Change { path: "data/editions/one.json", before: None, after: b"{}".to_vec() }];
    book(&home).change(&change).unwrap();
    assert_eq!(text(&home, "data/editions/one.json"), "{}");
    assert_eq!(fs::read_dir(home.path().join("data/editions")).unwrap().count(), 1);
    assert_eq!(book(&home).change(&change).unwrap_err().message.id, "write.changed-meanwhile");
    assert_eq!(count(&home), 1);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let (home, sources) = pages();
    fs::rename(home.path().join("b.md"), home.path().join("real.md")).unwrap();
    std::os::unix::fs::symlink("real.md", home.path().join("b.md")).unwrap();
    book(&home).apply(&sources, &[edit(1, 4..5, "7")]).unwrap();
    assert!(fs::symlink_metadata(home.path().join("b.md")).unwrap().is_symlink());
    assert_eq!(text(&home, "real.md"), "\u{feff}[7](=x)\r\n");
    assert_eq!(count(&home), 3);
}

#[test]
fn one_writer_at_a_time_and_no_writer_while_one_reads() {
    let (home, _) = pages();
    let writer = book(&home);
    assert_eq!(Book::to_write(home.path()).unwrap_err().message.id, "write.book-locked");
    assert_eq!(Book::to_read(home.path()).unwrap_err().message.id, "write.book-locked");
    assert_eq!(tidy(home.path()), [], "a sweep keeps away from it");
    drop(writer);
    let (one, _) = Book::to_read(home.path()).unwrap();
    let (other, _) = Book::to_read(home.path()).unwrap();
    drop(one);
    assert!(Book::to_write(home.path()).is_err());
    drop(other);
    drop(book(&home));
    assert_eq!(count(&home), 2);
}

#[test]
fn leftovers_go_with_the_next_run_and_files_of_others_do_not() {
    let (home, _) = pages();
    let at = |path: &str| home.path().join(path);
    for folder in ["data/facts", "content/zh", ".tallybook/print-17/fonts"] {
        fs::create_dir_all(at(folder)).unwrap();
    }
    let ours = ["data/facts/.land.yaml.17.next", "content/zh/.01.md.4711.next", ".tallybook/print-17/plan.typ"];
    let others = ["data/facts/.land.yaml.next", "data/facts/draft.17.next", "content/zh/.hidden"];
    for path in ours.iter().chain(&others) {
        fs::write(at(path), "").unwrap();
    }
    assert_eq!(tidy(home.path()), []);
    assert!(ours.iter().all(|path| !at(path).exists()));
    assert!(others.iter().all(|path| at(path).exists()));
    assert!(!at(".tallybook").exists());
}
