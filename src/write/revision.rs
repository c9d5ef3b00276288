//! Rewriting files of the book itself: each one is replaced as a whole, or stays as it was.
#![expect(clippy::disallowed_methods, reason = "only `write` writes, and reads back what it replaces")]

use crate::diagnostic::{Failure, Message, SourceMap};
use crate::model::Edit;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes edits in the files below `root`; gives the paths of the files that changed, sorted.
///
/// Every file is first written and synced beside the old one, with its permissions; only when all of them stand are
/// they given their names. A symbolic link stays one: what it leads to is replaced.
///
/// # Errors
/// When a file is no longer what was read, or cannot be written; then no file has changed, unless the system fails
/// between two renames.
pub fn apply(root: &Path, sources: &SourceMap, edits: &[Edit]) -> Result<Vec<String>, Failure> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut paths = Vec::new();
    let mut stage_all = || -> Result<(), Failure> {
        for (id, source) in sources.iter() {
            let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.source == id).collect();
            if own.is_empty() {
                continue;
            }
            let failed = |cause: io::Error| Failure::io("write.failed", &source.path, &cause);
            let file = root.join(&source.path).canonicalize().map_err(failed)?;
            if fs::read(&file).map_err(failed)? != source.text.as_bytes() {
                let failure = Failure::new(Message::new("write.changed-meanwhile").with("path", source.path.as_str()));
                return Err(failure.hint(Message::new("write.changed-meanwhile-hint")));
            }
            let next = beside(&file);
            staged.push((next.clone(), file.clone()));
            stage(&next, &file, &Edit::apply(&source.text, own)).map_err(failed)?;
            paths.push(source.path.clone());
        }
        Ok(())
    };
    let outcome = stage_all().and_then(|()| {
        staged.iter().try_for_each(|(next, file)| {
            fs::rename(next, file).map_err(|cause| Failure::io("write.failed", file.display(), &cause))
        })
    });
    if let Err(failure) = outcome {
        for (next, _) in &staged {
            // What is not there needs no removal; the first cause is told.
            let _ = fs::remove_file(next);
        }
        return Err(failure);
    }
    paths.sort();
    Ok(paths)
}

/// A hidden name in the same folder, which no listing of the book takes in.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{}.next", std::process::id()))
}

fn stage(next: &Path, file: &Path, text: &str) -> io::Result<()> {
    let mut out = File::create(next)?;
    out.write_all(text.as_bytes())?;
    out.set_permissions(fs::metadata(file)?.permissions())?;
    out.sync_all()
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::diagnostic::{SourceId, SourceMap, Span};
    use crate::model::Edit;
    use std::fs;

    fn edit(source: u32, range: std::ops::Range<usize>, text: &str) -> Edit {
        Edit { span: Span::new(SourceId(source), range), text: text.to_owned() }
    }

    #[test]
    fn files_are_replaced_and_keep_their_permissions() {
        let home = tempfile::tempdir().unwrap();
        let mut sources = SourceMap::default();
        for name in ["a.md", "b.md"] {
            let text = "\u{feff}[6](=x)\r\n";
            sources.add(name, text);
            fs::write(home.path().join(name), text).unwrap();
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(home.path().join("b.md"), fs::Permissions::from_mode(0o640)).unwrap();
        }
        assert_eq!(apply(home.path(), &sources, &[edit(1, 4..5, "7")]).unwrap(), ["b.md"]);
        assert_eq!(fs::read_to_string(home.path().join("b.md")).unwrap(), "\u{feff}[7](=x)\r\n");
        assert_eq!(fs::read_to_string(home.path().join("a.md")).unwrap(), "\u{feff}[6](=x)\r\n");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(home.path().join("b.md")).unwrap().permissions().mode() & 0o777, 0o640);
        }
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_changed_meanwhile_stops_all() {
        let home = tempfile::tempdir().unwrap();
        let mut sources = SourceMap::default();
        sources.add("a.md", "[6](=x)");
        sources.add("b.md", "[6](=x)");
        fs::write(home.path().join("a.md"), "[6](=x)").unwrap();
        fs::write(home.path().join("b.md"), "[6](=x) and more").unwrap();
        let failure = apply(home.path(), &sources, &[edit(0, 1..2, "7"), edit(1, 1..2, "7")]).unwrap_err();
        assert_eq!(failure.message.id, "write.changed-meanwhile");
        assert_eq!(fs::read_to_string(home.path().join("a.md")).unwrap(), "[6](=x)");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
    }
}
