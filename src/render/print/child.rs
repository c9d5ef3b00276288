//! A child process that cannot outlive, outtalk or outgrow what is allowed to it.
//!
//! It gets no input, and no more time than its limit; of what it says only the beginning is kept. On Linux it is started
//! through the tool itself ([`enter`]), so that it ends when the tool is killed, may write no file larger than allowed,
//! and leads a process group of its own, which is ended as a whole. Elsewhere it ends at its time limit, but the system
//! cannot be told to end it with a tool that is killed.
#![expect(clippy::disallowed_methods, reason = "starts the one child process, and watches its time")]

#[cfg(target_os = "linux")]
use crate::diagnostic::limits::LARGEST_PDF;
use crate::diagnostic::limits::MOST_SAID;
use std::ffi::OsString;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The first argument of a run that is only to become another program: see [`enter`].
pub const KEEPER: &str = "--become-contained";

/// How often one looks whether the child has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// How long one waits for the rest of what an ended child said.
const REST: Duration = Duration::from_secs(2);

/// How a child ended.
pub(super) struct Ended {
    /// `None` if it was stopped at its time limit.
    pub(super) status: Option<ExitStatus>,
    /// The beginning of its standard output.
    pub(super) out: Vec<u8>,
    /// The beginning of its standard error.
    pub(super) err: Vec<u8>,
}

/// A command that starts `program`: through `keeper`, the tool itself, where that is known and of use.
pub(super) fn command(program: &Path, keeper: Option<&Path>) -> Command {
    let Some(keeper) = keeper.filter(|keeper| cfg!(target_os = "linux") && keeper.is_file()) else {
        return Command::new(program);
    };
    let mut command = Command::new(keeper);
    command.arg(KEEPER).arg(std::process::id().to_string()).arg(program);
    command
}

/// Runs a command to its end, or to its time limit.
///
/// # Errors
/// When it cannot be started.
pub(super) fn run(mut command: Command, limit: Duration) -> io::Result<Ended> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(target_os = "linux")]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let heard = [child.stdout.take().map(Heard::listen), child.stderr.take().map(Heard::listen)];
    let start = Instant::now();
    let status = loop {
        match child.try_wait()? {
            Some(status) => break Some(status),
            None if start.elapsed() >= limit => break None,
            None => std::thread::sleep(PAUSE),
        }
    };
    // Whatever it started ends with it.
    end(&mut child);
    let [out, err] = heard.map(|heard| heard.map(Heard::take).unwrap_or_default());
    Ok(Ended { status, out, err })
}

fn end(child: &mut Child) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Pid, Signal, kill_process_group};
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            // There may be nobody left in it.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// What one of the child's streams said so far.
struct Heard {
    said: Arc<Mutex<Vec<u8>>>,
    listener: std::thread::JoinHandle<()>,
}

impl Heard {
    fn listen(mut stream: impl Read + Send + 'static) -> Self {
        let said = Arc::new(Mutex::new(Vec::new()));
        let hers = Arc::clone(&said);
        let listener = std::thread::spawn(move || {
            let mut piece = [0; 1 << 13];
            // What is beyond the limit is read and dropped, so that the child does not wait for us.
            while let Ok(length @ 1..) = stream.read(&mut piece) {
                let mut said = hers.lock().unwrap_or_else(PoisonError::into_inner);
                let room = MOST_SAID.saturating_sub(said.len()).min(length);
                said.extend_from_slice(piece.get(..room).unwrap_or_default());
            }
        });
        Self { said, listener }
    }

    fn take(self) -> Vec<u8> {
        // A process that got away may hold the stream open for ever.
        let start = Instant::now();
        while !self.listener.is_finished() && start.elapsed() < REST {
            std::thread::sleep(PAUSE);
        }
        std::mem::take(&mut *self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Becomes the program that the arguments after [`KEEPER`] name, bound to the life of its parent and to the size of file
/// allowed. Comes back only if that fails.
pub fn enter(arguments: &[OsString]) -> io::Error {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, Signal, getppid, set_parent_process_death_signal, setrlimit};
        use std::os::unix::process::CommandExt;
        let [parent, program, rest @ ..] = arguments else { return io::ErrorKind::InvalidInput.into() };
        if let Err(cause) = set_parent_process_death_signal(Some(Signal::KILL)) {
            return cause.into();
        }
        // The parent may have died before we were bound to it.
        let now = getppid().map(|pid| pid.as_raw_nonzero().to_string());
        if now.as_deref() != parent.to_str() {
            return io::ErrorKind::NotFound.into();
        }
        let limit = |resource, most| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
        // A system that allows even less does so on its own account.
        let _ = limit(Resource::Fsize, LARGEST_PDF);
        let _ = limit(Resource::Core, 0);
        Command::new(program).args(rest).exec()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = arguments;
        io::ErrorKind::Unsupported.into()
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Ended {
        let mut command = command(Path::new("/bin/sh"), None);
        command.args(["-c", script]);
        run(command, limit).unwrap()
    }

    #[test]
    fn what_a_child_says_is_heard_and_its_status_kept() {
        let ended = shell("echo words; echo more >&2; exit 3", Duration::from_secs(20));
        assert_eq!(ended.status.and_then(|status| status.code()), Some(3));
        assert_eq!((ended.out, ended.err), (b"words\n".to_vec(), b"more\n".to_vec()));
    }

    #[test]
    fn a_child_that_never_ends_is_stopped_with_all_that_it_started() {
        let start = Instant::now();
        let ended = shell("echo begun; sleep 600 & sleep 600", Duration::from_millis(300));
        assert!(ended.status.is_none());
        assert_eq!(ended.out, b"begun\n");
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn of_a_child_that_talks_without_end_only_the_beginning_is_kept() {
        let ended = shell("exec yes words", Duration::from_millis(300));
        assert_eq!((ended.status, ended.out.len()), (None, MOST_SAID));
    }
}
