//! A dead run at each step of a change: it is undone or carried on.

use super::*;

fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// A book with one old file, a new one to come, and the journal of that.
fn begun(root: &Path) -> Journal {
    fs::create_dir_all(root.join(HOME)).unwrap();
    fs::write(root.join("a.md"), "old").unwrap();
    let entry = |file: &str, before: Option<&str>, after: &str| Entry {
        next: beside(file),
        file: file.to_owned(),
        before: before.map(|text| hash(text.as_bytes())),
        after: hash(after.as_bytes()),
    };
    let entries = vec![entry("a.md", Some("old"), "new"), entry("made/b.json", None, "more")];
    Journal::new(vec!["made".to_owned()], entries)
}

fn stage(root: &Path, journal: &Journal) {
    fs::create_dir(root.join("made")).unwrap();
    for (entry, text) in journal.entries.iter().zip(["new", "more"]) {
        fs::write(root.join(&entry.next), text).unwrap();
    }
}

fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().canonicalize().unwrap();
    (home, root)
}

#[test]
fn before_all_is_written_it_is_undone() {
    for staged in [0, 1, 2] {
        let (_home, root) = home();
        let journal = begun(&root);
        journal.open(&root).unwrap();
        if staged > 0 {
            stage(&root, &journal);
        }
        if staged == 1 {
            fs::remove_file(root.join(&journal.entries[1].next)).unwrap();
        }
        assert_eq!(recover(&root).unwrap(), []);
        assert_eq!(text(&root.join("a.md")).as_deref(), Some("old"), "{staged}");
        assert!(!root.join("made").exists(), "{staged}");
        assert_eq!(fs::read_dir(&root).unwrap().count(), 2, "{staged}");
        assert_eq!(fs::read_dir(root.join(HOME)).unwrap().count(), 0, "{staged}");
    }
}

#[test]
fn after_that_it_is_carried_on() {
    for renamed in 0..=2 {
        let (_home, root) = home();
        let journal = begun(&root);
        journal.open(&root).unwrap();
        stage(&root, &journal);
        Journal::declare_ready(&root).unwrap();
        for entry in &journal.entries[..renamed] {
            fs::rename(root.join(&entry.next), root.join(&entry.file)).unwrap();
        }
        assert_eq!(recover(&root).unwrap().len(), usize::from(renamed < 2), "{renamed}");
        assert_eq!(text(&root.join("a.md")).as_deref(), Some("new"), "{renamed}");
        assert_eq!(text(&root.join("made/b.json")).as_deref(), Some("more"), "{renamed}");
        assert_eq!(fs::read_dir(root.join("made")).unwrap().count(), 1, "{renamed}");
        assert_eq!(fs::read_dir(root.join(HOME)).unwrap().count(), 0, "{renamed}");
    }
}

#[test]
fn what_somebody_changed_since_then_is_not_overwritten() {
    let (_home, root) = home();
    let journal = begun(&root);
    journal.open(&root).unwrap();
    stage(&root, &journal);
    Journal::declare_ready(&root).unwrap();
    fs::write(root.join("a.md"), "written by hand").unwrap();
    let said = recover(&root).unwrap();
    assert_eq!(said.iter().map(|message| message.id).collect::<Vec<_>>(), ["write.resumed", "write.not-resumed"]);
    assert_eq!(text(&root.join("a.md")).as_deref(), Some("written by hand"));
    assert_eq!(text(&root.join("made/b.json")).as_deref(), Some("more"));
    assert_eq!(fs::read_dir(&root).unwrap().count(), 3);
}

#[test]
fn a_torn_or_foreign_journal_moves_nothing() {
    let hostile = |file: &str, next: &str| {
        let (file, next) = (file.to_owned(), next.to_owned());
        let entry = Entry { file, next, before: None, after: hash(b"x") };
        serde_json::to_string(&Journal::new(Vec::new(), vec![entry])).unwrap()
    };
    let texts = ["", "{\"format\": 1", &hostile("../out.md", ".a.1.next"), &hostile("a.md", "b.md")];
    for text in texts {
        for name in ["journal.json", "journal.ready.json"] {
            let (_home, root) = home();
            fs::create_dir_all(root.join(HOME)).unwrap();
            fs::write(root.join(HOME).join(name), text).unwrap();
            fs::write(root.join("b.md"), "x").unwrap();
            fs::write(root.join(".a.1.next"), "x").unwrap();
            let said = recover(&root).unwrap();
            assert_eq!(said.len(), usize::from(name == "journal.ready.json"), "{text}");
            assert!(root.join("b.md").exists() && !root.join("a.md").exists(), "{text}");
            assert_eq!(fs::read_dir(root.join(HOME)).unwrap().count(), 0, "{text}");
        }
    }
}
