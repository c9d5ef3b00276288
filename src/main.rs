//! `tallybook`: arguments in, exit status out. Everything else is in the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A check of a large book is millions of small pieces, made on all cores at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    tallybook::cli::run(std::env::args_os())
}
