//! What a publication keeps, what it removes, and when it refuses.

use super::*;
use crate::model::Outlet;

impl Folder {
    /// Publishes files that are in memory.
    fn publish_tree(self, output: &OutputTree, stamp: &Stamp) -> Result<Published, Failure> {
        let staging = self.stage()?;
        output.iter().try_for_each(|(path, bytes)| staging.put(path.to_owned(), bytes.to_vec()))?;
        self.publish(staging, stamp)
    }
}

fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut output = OutputTree::default();
    for (path, text) in files {
        output.insert(*path, *text).unwrap();
    }
    output
}

fn publish(site: &Path, files: &[(&str, &str)]) -> Published {
    let stamp = Stamp { edition: "2022-11-30".into(), ..Stamp::default() };
    Folder::open(site).unwrap().publish_tree(&tree(files), &stamp).unwrap()
}

fn everything(folder: &Path) -> Vec<(String, Vec<u8>)> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn only_our_own_files_go_and_others_are_kept() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    fs::create_dir_all(site.join(".git")).unwrap();
    fs::write(site.join(".gitignore"), "*\n").unwrap();
    publish(&site, &[("index.html", "one"), ("zh/a.html", "a"), ("zh/b.html", "b")]);
    fs::write(site.join("CNAME"), "plan.example").unwrap();
    fs::write(site.join("zh/notes.txt"), "theirs").unwrap();
    let second = publish(&site, &[("index.html", "two"), ("zh/b.html", "b"), ("en/c.html", "c")]);
    assert_eq!(second.added, ["en/c.html"]);
    assert_eq!(second.changed, ["index.html"]);
    assert_eq!(second.removed, ["zh/a.html"]);
    assert_eq!(second.unchanged, 1);
    assert_eq!(second.kept, [".git", ".gitignore", "CNAME", "zh/notes.txt"]);
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "two");
    assert_eq!(fs::read_to_string(site.join("zh/notes.txt")).unwrap(), "theirs");
    assert!(!site.join("zh/a.html").exists() && site.join(".git").is_dir());
    let beside: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["site"], "nothing is left beside the site");
}

#[test]
fn the_same_output_leaves_the_same_bytes_and_touches_nothing() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("index.html", "one")]);
    let before = everything(&site);
    let date = fs::metadata(site.join("index.html")).unwrap().modified().unwrap();
    let again = publish(&site, &[("index.html", "one")]);
    assert_eq!(again, Published { unchanged: 1, ..Published::default() });
    assert_eq!(everything(&site), before);
    assert_eq!(fs::metadata(site.join("index.html")).unwrap().modified().unwrap(), date);
    fs::write(site.join("index.html"), "edited by hand").unwrap();
    let repaired = publish(&site, &[("index.html", "one")]);
    assert_eq!(everything(&site), before, "an edited file is put right");
    assert_eq!((repaired.repaired, repaired.unchanged), (vec!["index.html".to_owned()], 0));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    for (case, path, text) in [("files", "thesis.docx", "x"), ("a stranger's manifest", "manifest.json", "{}")] {
        let site = home.path().join(case);
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join(path), text).unwrap();
        let before = everything(&site);
        assert_eq!(Folder::open(&site).unwrap_err().message.id, "write.not-ours", "{case}");
        assert_eq!(everything(&site), before, "{case}");
    }
}

#[test]
fn a_file_of_others_in_the_way_stops_the_publication() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("index.html", "one")]);
    fs::write(site.join("about.html"), "theirs").unwrap();
    let before = everything(&site);
    let folder = Folder::open(&site).unwrap();
    let refused = folder.publish_tree(&tree(&[("about.html", "ours")]), &Stamp::default()).unwrap_err();
    assert_eq!(refused.message.id, "write.in-the-way");
    assert_eq!(everything(&site), before);
}

#[test]
fn leftovers_of_a_dead_run_are_cleared_and_what_others_put_there_stops_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (site, next) = (home.path().join("site"), home.path().join(".site.next"));
    publish(&next, &[("half.html", "half")]);
    publish(&site, &[("index.html", "one")]);
    assert!(!next.exists() && !site.join("half.html").exists());
    // Also when the publication changes nothing, and when no manifest is left.
    fs::create_dir_all(next.join("zh")).unwrap();
    assert_eq!(publish(&site, &[("index.html", "one")]).unchanged, 1);
    assert!(!next.exists());
    fs::create_dir_all(&next).unwrap();
    fs::write(next.join("mine.txt"), "mine").unwrap();
    let published = publish(&site, &[("index.html", "two")]);
    assert_eq!(published.notes.iter().map(|note| note.id).collect::<Vec<_>>(), ["write.stayed-foreign"]);
    assert_eq!(fs::read_to_string(next.join("mine.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "two");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

#[test]
fn a_sweep_of_another_command_clears_what_stands_beside_the_site() {
    let home = tempfile::tempdir().unwrap();
    let (site, next) = (home.path().join("site"), home.path().join(".site.next"));
    publish(&site, &[("index.html", "one")]);
    fs::create_dir_all(&next).unwrap();
    fs::write(home.path().join(".site.lock"), "").unwrap();
    assert_eq!(Folder::tidy(&site), []);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    fs::rename(&site, home.path().join(".site.old")).unwrap();
    assert_eq!(Folder::tidy(&site), []);
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "one");
}

#[cfg(unix)]
#[test]
fn a_read_only_site_gives_way_to_the_next_edition() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("zh/index.html", "one")]);
    fs::set_permissions(site.join("zh"), fs::Permissions::from_mode(0o555)).unwrap();
    let published = publish(&site, &[("zh/index.html", "two")]);
    assert_eq!((published.changed.len(), published.notes), (1, vec![]));
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_kept_too() {
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("index.html", "one")]);
    let name = std::ffi::OsStr::from_bytes(b"\xb2\xdd\xd4\xad.txt");
    fs::write(site.join(name), "theirs").unwrap();
    let published = publish(&site, &[("index.html", "two")]);
    assert_eq!((published.kept.len(), published.notes), (1, vec![]));
    assert_eq!(fs::read_to_string(site.join(name)).unwrap(), "theirs");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

/// A folder that is treated as a mount point is, whatever the step at which its publication stops.
#[test]
fn a_folder_that_cannot_be_renamed_is_filled_file_by_file_and_carried_on() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("index.html", "one"), ("old/a.html", "a"), ("zh", "a file")]);
    fs::write(site.join("CNAME"), "plan.example").unwrap();
    let open = || {
        let mut folder = Folder::open(&site).unwrap();
        folder.place.inside = true;
        folder
    };
    let edition = tree(&[("index.html", "two"), ("zh/b.html", "b")]);
    let hashes = edition.iter().map(|(path, bytes)| (path.to_owned(), manifest::hash(bytes)));
    let manifest = Manifest::of(hashes.collect(), &Stamp::default());
    // The run dies after the new edition was declared whole and one of its files was put in place.
    let folder = open();
    let ready = folder.place.neighbour(".ready");
    let mut staging = Staging::begin(ready.clone(), site.clone()).unwrap();
    edition.iter().try_for_each(|(path, bytes)| staging.put(path.to_owned(), bytes.to_vec())).unwrap();
    staging.finish(&manifest).unwrap();
    fs::rename(ready.join("index.html"), site.join("index.html")).unwrap();
    assert_eq!(install::pending(&folder.place), Some(manifest));
    install::resume(&folder.place).unwrap();
    let names = |folder: &Path| everything(folder).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    let shown = |names: &[&str]| names.iter().map(|name| site.join(name).display().to_string()).collect::<Vec<_>>();
    assert_eq!(names(&site), shown(&["CNAME", "index.html", "manifest.json", "zh/b.html"]));
    drop(folder);
    // And a whole one.
    let mut folder = open();
    folder.former = Manifest::parse(&fs::read(site.join(manifest::NAME)).unwrap());
    let published = folder.publish_tree(&tree(&[("index.html", "three")]), &Stamp::default()).unwrap();
    assert_eq!(published.notes.iter().map(|note| note.id).collect::<Vec<_>>(), ["write.one-by-one"]);
    assert_eq!(names(&site), shown(&["CNAME", "index.html", "manifest.json"]));
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "three");
}

#[test]
fn a_former_file_is_given_back_only_while_it_is_what_we_published() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(&site, &[("print/plan.zh.pdf", "%PDF"), ("index.html", "one")]);
    fs::write(site.join("index.html"), "edited").unwrap();
    let folder = Folder::open(&site).unwrap();
    assert_eq!(folder.published("print/plan.zh.pdf").as_deref(), Some(b"%PDF".as_slice()));
    assert_eq!(folder.published("index.html"), None);
    assert_eq!(folder.published("absent.html"), None);
}

#[test]
fn a_file_or_a_device_is_no_folder_and_stays_what_it_is() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("report.pdf");
    fs::write(&file, "theirs").unwrap();
    assert!(Folder::open(&file).is_err());
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
    let beside: Vec<_> = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["report.pdf"], "nothing is left beside it");
}
