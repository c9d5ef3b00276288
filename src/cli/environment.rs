//! What surrounds the run: the locale's language, the book's folder, the typst program.
#![expect(clippy::disallowed_methods, reason = "the only place that looks at the environment")]

use crate::Typst;
use crate::diagnostic::{Failure, Message};
use crate::model::{Day, Language, days_in};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The version of typst that the templates are written for.
const TYPST: &str = "typst-0.15.1";

/// The language of messages and help: `--lang`, else the locale's, else English. Looked for before the arguments are
/// read, because their help needs it.
pub(super) fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            asked = words.next().and_then(|tag| Language::from_tag(&tag));
        } else if let Some(tag) = word.strip_prefix("--lang=") {
            asked = Language::from_tag(tag);
        }
    }
    asked.unwrap_or_else(|| locale(|name| env::var(name).ok()))
}

/// The first of the locale's variables that is set decides, as in POSIX.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    if set.is_some_and(|value| value.to_lowercase().starts_with("zh")) { Language::Zh } else { Language::En }
}

/// The day of a record, by the world's clock (UTC): the one date that does not come from the book.
pub(super) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut days = since.as_secs() / 86_400;
    let mut year = 1970;
    loop {
        let length = if days_in(year, 2) == 29 { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
    }
    let mut month = 1;
    while days >= u64::from(days_in(year, month)) {
        days -= u64::from(days_in(year, month));
        month += 1;
    }
    Day { year, month: Some(month), day: u8::try_from(days + 1).ok() }
}

/// The book's folder: the one given, or the nearest parent that holds `data/plan.yaml`.
///
/// # Errors
/// When there is none.
pub(super) fn root(given: Option<&Path>) -> Result<PathBuf, Failure> {
    let is_book = |folder: &Path| folder.join("data/plan.yaml").is_file();
    if let Some(given) = given {
        let missing = || Failure::new(Message::new("cli.no-book-there").with("path", given.display().to_string()));
        return if is_book(given) { Ok(given.to_owned()) } else { Err(missing()) };
    }
    let here = env::current_dir().map_err(|cause| Failure::io("cli.no-folder", ".", &cause))?;
    let nearest = here.ancestors().find(|folder| is_book(folder)).map(Path::to_owned);
    nearest.ok_or_else(|| {
        let message = Message::new("cli.no-book").with("path", here.display().to_string());
        Failure::new(message).hint(Message::new("cli.no-book-hint"))
    })
}

/// The typst program, with a staging folder that is made for it: the one given, else the one beside this program, as the archives of a release have it, else on the
/// search path, else where `make` puts it.
///
/// # Errors
/// When it is nowhere.
pub(super) fn typst(given: Option<&Path>, staging: &Path) -> Result<Typst, Failure> {
    let missing = |message| Failure::new(message).hint(Message::new("cli.no-typst-hint"));
    let program = match given {
        Some(given) => Some(given.to_owned())
            .filter(|path| path.is_file())
            .ok_or_else(|| missing(Message::new("cli.no-typst-there").with("path", given.display().to_string())))?,
        None => typst_places().find(|path| path.is_file()).ok_or_else(|| missing(Message::new("cli.no-typst")))?,
    };
    let absolute =
        |path: &Path| std::path::absolute(path).map_err(|cause| Failure::io("cli.no-folder", path.display(), &cause));
    Ok(Typst { keeper: env::current_exe().ok(), ..Typst::new(absolute(&program)?, absolute(staging)?) })
}

/// The typst program for a book: it works in the book's own folder, and keeps there what it has set.
///
/// # Errors
/// As [`typst`].
pub(super) fn typst_of(given: Option<&Path>, root: &Path) -> Result<Typst, Failure> {
    let own = root.join(".tallybook");
    let typst = typst(given, &own.join(format!("print-{}", std::process::id())))?;
    Ok(Typst { shelf: Some(own.join("prints")), ..typst })
}

fn typst_places() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let given = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let cache = given.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    let cached = cache.map(|cache| cache.join("tallybook").join(TYPST).join("bin"));
    places(env::current_exe().ok(), folders.into_iter().chain(cached))
}

/// Where typst may lie: beside the program first, then in each of the folders.
fn places(own: Option<PathBuf>, folders: impl Iterator<Item = PathBuf>) -> impl Iterator<Item = PathBuf> {
    let name = Path::new("typst").with_extension(env::consts::EXE_EXTENSION);
    // The search path may hold a link to the program: what it was unpacked with lies beside the program itself.
    let real = |program: PathBuf| {
        if program.is_symlink() { std::fs::canonicalize(&program).unwrap_or(program) } else { program }
    };
    let beside = own.map(real).and_then(|program| program.parent().map(Path::to_owned));
    beside.into_iter().chain(folders).map(move |folder| folder.join(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_comes_from_the_arguments_then_from_the_locale() {
        let asked = |words: &[&str]| language(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(asked(&["tallybook", "check", "--lang", "zh"]), Language::Zh);
        assert_eq!(asked(&["tallybook", "--lang=en", "check"]), Language::En);
        let cases: [(&[(&str, &str)], Language); 5] = [
            (&[("LANG", "zh_CN.UTF-8")], Language::Zh),
            (&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")], Language::En),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "en_GB")], Language::Zh),
            (&[("LANG", "de_DE.UTF-8")], Language::En),
            (&[], Language::En),
        ];
        for (set, expected) in cases {
            let look = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(locale(look), expected, "{set:?}");
        }
    }

    #[test]
    fn typst_is_looked_for_beside_the_program_first() {
        let folder = tempfile::tempdir().unwrap();
        let own = std::fs::canonicalize(folder.path()).unwrap().join("unpacked");
        std::fs::create_dir(&own).unwrap();
        let program = own.join("tallybook");
        std::fs::write(&program, "").unwrap();
        let name = format!("typst{}", env::consts::EXE_SUFFIX);
        let elsewhere = folder.path().join("elsewhere");
        let found: Vec<PathBuf> = places(Some(program.clone()), std::iter::once(elsewhere.clone())).collect();
        assert_eq!(found, [own.join(&name), elsewhere.join(&name)]);
        #[cfg(unix)]
        {
            let link = folder.path().join("link");
            std::os::unix::fs::symlink(&program, &link).unwrap();
            assert_eq!(places(Some(link), std::iter::empty()).next(), Some(own.join(&name)));
        }
        assert_eq!(places(None, std::iter::once(elsewhere.clone())).next(), Some(elsewhere.join(&name)));
    }

    #[test]
    fn a_folder_without_a_book_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(root(Some(folder.path())).unwrap_err().message.id, "cli.no-book-there");
        let gone = folder.path().join("typst");
        assert_eq!(typst(Some(&gone), folder.path()).unwrap_err().message.id, "cli.no-typst-there");
    }
}
