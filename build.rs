//! Tells the tool what it was made of: one number over its sources and the versions of its crates. A publication records
//! it, so that a tool that has changed builds anew what another one has made. And lists the templates, styles and fonts
//! that the tool carries, so that a book needs none of its own.
#![allow(clippy::disallowed_methods, reason = "runs while the tool is built")]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

const SOURCES: &str = "src";
const CRATES: &str = "Cargo.lock";
const TEMPLATES: &str = "templates";
/// What of `templates/` serves those who cut the fonts, and no book.
const LEFT_OUT: [&str; 2] = ["templates/fonts/charset.txt", "templates/fonts/SHA256SUMS"];

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={SOURCES}");
    println!("cargo:rerun-if-changed={CRATES}");
    let mut files = BTreeMap::new();
    gather(Path::new(SOURCES), &mut files)?;
    files.insert(PathBuf::from(CRATES), fs::read(CRATES)?);
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo:rustc-env=TALLYBOOK_MADE_OF={:016x}", hasher.finish());
    println!("cargo:rerun-if-changed={TEMPLATES}");
    carry_templates()
}

/// Writes the list of the templates as Rust: path in a book, bytes.
fn carry_templates() -> io::Result<()> {
    let mut paths = BTreeMap::new();
    gather_paths(Path::new(TEMPLATES), &mut paths)?;
    let mut list = String::from("[\n");
    for (name, path) in paths {
        let bytes = fs::canonicalize(path)?;
        list += &format!("    ({name:?}, include_bytes!({bytes:?})),\n");
    }
    list += "]\n";
    let folder = std::env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("templates.rs"), list)
}

/// The files below a folder by their paths with `/`, but hidden ones.
fn gather_paths(folder: &Path, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            gather_paths(&path, files)?;
            continue;
        }
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let name = parts.join("/");
        if !LEFT_OUT.contains(&name.as_str()) {
            files.insert(name, path);
        }
    }
    Ok(())
}

fn gather(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.insert(path.clone(), fs::read(&path)?);
        }
    }
    Ok(())
}
