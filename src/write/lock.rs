//! One build at a time for one output folder.
//!
//! The lock is the operating system's own, on `.site.lock` beside the folder: it ends with the process, however that
//! ends, so that no stale lock is ever in the way.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use crate::diagnostic::{Failure, Message};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Held while an output folder is read and exchanged.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, or says who has it.
    ///
    /// # Errors
    /// When another build holds it, or the file cannot be made.
    pub(super) fn take(path: PathBuf) -> Result<Self, Failure> {
        let failed = |cause: &std::io::Error| Failure::io("write.failed", path.display(), cause);
        loop {
            let options = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = options.map_err(|cause| failed(&cause))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let message = Message::new("write.locked").with("path", path.display().to_string());
                    return Err(Failure::new(message).hint(Message::new("write.locked-hint")));
                }
                Err(TryLockError::Error(cause)) => return Err(failed(&cause)),
            }
            if still_there(&file, &path) {
                return Ok(Self { file, path });
            }
            // Between our opening and our locking the former holder removed the file: what we hold is a nameless one.
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that whoever holds the lock holds the file of that name. A leftover does
        // no harm: it is the lock that counts.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => ours.ino() == named.ino() && ours.dev() == named.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn still_there(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_build_is_turned_away_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".site.lock");
        let first = Lock::take(path.clone()).unwrap();
        assert_eq!(Lock::take(path.clone()).unwrap_err().message.id, "write.locked");
        drop(first);
        drop(Lock::take(path.clone()).unwrap());
        assert!(!cfg!(unix) || !path.exists());
    }
}
