//! One program at a time where something is written.
//!
//! The lock is the operating system's own, on a file beside the folder: it ends with the process, however that ends, so
//! that no stale lock is ever in the way. It is advisory: it keeps out other runs of this tool, not a text editor. Some
//! network file systems know no locks; there nothing is kept out, and the run says so ([`Lock::is_held`]).
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Whom a lock keeps out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Everybody.
    None,
    /// Those who want it for themselves.
    Readers,
}

/// How long one waits for a lock before turning away: a run that only sweeps holds it for a moment.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(50));

/// Asks for a lock a few times.
pub(super) fn patiently(take: impl Fn() -> io::Result<Option<Lock>>) -> io::Result<Option<Lock>> {
    let (times, pause) = PATIENCE;
    for _ in 0..times {
        match take() {
            Ok(None) => std::thread::sleep(pause),
            outcome => return outcome,
        }
    }
    take()
}

/// Held while a folder is read and written.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    held: bool,
}

impl Lock {
    /// Takes the lock; `None` if another program has it.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub(super) fn take(path: PathBuf, share: Share) -> io::Result<Option<Self>> {
        loop {
            let file = open(&path)?;
            let taken = match share {
                Share::None => file.try_lock(),
                Share::Readers => file.try_lock_shared(),
            };
            let held = match taken {
                Ok(()) => true,
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(cause)) if is_unknown(&cause) => false,
                Err(TryLockError::Error(cause)) => return Err(cause),
            };
            if still_there(&file, &path) {
                return Ok(Some(Self { file, path, held }));
            }
            // Between our opening and our locking the former holder removed the file: what we hold is a nameless one.
        }
    }

    /// `false` where the file system knows no locks.
    pub(super) fn is_held(&self) -> bool {
        self.held
    }
}

fn open(path: &Path) -> io::Result<File> {
    match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
        // Somebody else's file can be locked all the same.
        Err(cause) if cause.kind() == ErrorKind::PermissionDenied => File::open(path).map_err(|_| cause),
        outcome => outcome,
    }
}

/// The file system has no locks (ENOLCK has no name in the standard library: 37 on Linux, 77 on macOS).
fn is_unknown(cause: &io::Error) -> bool {
    let no_locks = if cfg!(target_os = "linux") { 37 } else { 77 };
    cause.kind() == ErrorKind::Unsupported || (cfg!(unix) && cause.raw_os_error() == Some(no_locks))
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is released, so that whoever holds the lock holds the file of that name; and only by the
        // last of those who share it. A leftover does no harm: it is the lock that counts.
        if cfg!(unix) && self.held && self.file.try_lock().is_ok() {
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
    fn a_second_one_is_turned_away_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".site.lock");
        let take = |share| Lock::take(path.clone(), share).unwrap();
        let first = take(Share::None).unwrap();
        assert!(take(Share::None).is_none() && take(Share::Readers).is_none());
        drop(first);
        drop(take(Share::None).unwrap());
        assert!(!cfg!(unix) || !path.exists());
    }

    #[test]
    fn those_who_only_read_stand_side_by_side_and_the_last_one_removes_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let take = |share| Lock::take(path.clone(), share).unwrap();
        let (first, second) = (take(Share::Readers).unwrap(), take(Share::Readers).unwrap());
        drop(first);
        assert!(take(Share::None).is_none(), "one still reads");
        assert!(path.exists());
        drop(second);
        assert!(!cfg!(unix) || !path.exists());
        assert!(take(Share::None).is_some());
    }
}
