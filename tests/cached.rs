//! A site that is published over a former one is, byte for byte, what it is in an empty folder; where nothing has changed
//! it is left alone, and what was damaged is never trusted.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "publishes to temporary folders and looks at them")]

mod common;

use common::{Lot, base, extended, sound, with_templates};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tallybook::load::Memory;
use tallybook::{Build, Only, Published};

/// Changes of the book, of every kind that its outputs are made of.
const CHANGES: usize = 6;

fn publish(book: &Memory, site: &Path) -> Published {
    let request = Build { only: Some(Only::Site), ..Build::default() };
    tallybook::publish_book(&mut sound(book), book, request, site).unwrap()
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

/// The same book published to an empty folder.
fn cold(book: &Memory) -> BTreeMap<PathBuf, Vec<u8>> {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    publish(book, &site);
    tree(&site)
}

fn changed(book: &Memory, kind: usize, nth: usize) -> Memory {
    let page = |book: &Memory, zh: &str, en: &str| {
        let book = extended(book, "content/zh/01-status/01-land.md", &format!("\n{zh}\n"));
        extended(&book, "content/en/01-status/01-land.md", &format!("\n{en}\n"))
    };
    match kind {
        0 => page(book, "坡面平缓，土层较薄。", "The slopes are gentle, the soils thin."),
        1 => page(book, ["**岭**", "**谷**", "**滩**", "**梁**"][nth % 4], ["**hills**", "**vales**"][nth % 2]),
        2 => extended(book, "templates/site/base.html", &format!("<!-- {nth} -->\n")),
        3 => extended(book, "templates/site/static/site.css", &format!("/* {nth} */\n")),
        4 => extended(book, "templates/print/style.typ", &format!("// {nth}\n")),
        _ => extended(book, "data/sources.yaml", &format!("# {nth}\n")),
    }
}

#[test]
fn what_is_published_over_a_former_site_is_what_an_empty_folder_gets() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    let mut lot = Lot(20221130);
    let mut history = vec![with_templates(base())];
    publish(&history[0], &site);
    for nth in 0..CHANGES {
        let last = history.last().unwrap();
        // Each kind once, in any order would do; at the end the book goes back to where it was.
        let next = match nth + 1 == CHANGES {
            true => history[lot.draw() as usize % (history.len() - 1)].clone(),
            false => changed(last, nth, lot.draw() as usize),
        };
        publish(&next, &site);
        assert_eq!(tree(&site).keys().collect::<Vec<_>>(), cold(&next).keys().collect::<Vec<_>>(), "change {nth}");
        assert!(tree(&site) == cold(&next), "change {nth}");
        history.push(next);
    }
}

/// Which folder stands there: another one after each exchange.
fn identity(site: &Path) -> u64 {
    #[cfg(unix)]
    return std::os::unix::fs::MetadataExt::ino(&fs::metadata(site).unwrap());
    #[cfg(not(unix))]
    return u64::from(site.exists());
}

#[test]
fn where_nothing_has_changed_nothing_is_touched_and_what_is_damaged_is_built_anew() {
    let home = tempfile::tempdir().unwrap();
    let site = home.path().join("site");
    let book = with_templates(base());
    let count = publish(&book, &site).added.len();
    let (whole, first) = (tree(&site), identity(&site));
    fs::write(site.join("CNAME"), "plan.example").unwrap();
    let again = publish(&book, &site);
    assert_eq!((again.unchanged, again.kept, identity(&site)), (count, vec!["CNAME".to_owned()], first));
    // A print template is no part of the site.
    publish(&changed(&book, 4, 0), &site);
    assert_eq!(identity(&site), first);
    fs::remove_file(site.join("CNAME")).unwrap();
    let manifest = String::from_utf8(whole[Path::new("manifest.json")].clone()).unwrap();
    let stamp = manifest.split("\"site\": \"").nth(1).unwrap().split('"').next().unwrap();
    let damages: [(&str, Option<String>); 5] = [
        ("zh/index.html", Some("<p>altered".to_owned())),
        ("data/facts.csv", None),
        ("zh/status/land.html", Some(String::new())),
        // What another tool, or this one from another source, has left.
        ("manifest.json", Some(manifest.replace(stamp, &"0".repeat(stamp.len())))),
        ("manifest.json", Some(manifest.replace("  \"inputs\": {", "  \"others\": {"))),
    ];
    for (path, damaged) in damages {
        match damaged {
            Some(bytes) => fs::write(site.join(path), bytes).unwrap(),
            None => fs::remove_file(site.join(path)).unwrap(),
        }
        publish(&book, &site);
        assert!(tree(&site) == whole, "{path}");
    }
}
