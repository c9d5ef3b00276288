//! Tells the tool what it was made of: one number over its sources and the versions of its crates. A publication records
//! it, so that a tool that has changed builds anew what another one has made.
#![allow(clippy::disallowed_methods, reason = "runs while the tool is built")]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

const SOURCES: &str = "src";
const CRATES: &str = "Cargo.lock";

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed={SOURCES}");
    println!("cargo:rerun-if-changed={CRATES}");
    let mut files = BTreeMap::new();
    gather(Path::new(SOURCES), &mut files)?;
    files.insert(PathBuf::from(CRATES), fs::read(CRATES)?);
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo:rustc-env=TALLYBOOK_MADE_OF={:016x}", hasher.finish());
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
