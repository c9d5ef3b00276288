//! Publication to a folder that cannot be renamed, because it is a mount point: its files are replaced one by one.
//!
//! The new edition is staged and synced inside, in `.tallybook.next`; its new name `.tallybook.ready` says that it is
//! whole. From then on every run carries on with it, wherever the last one died: the former edition's own files go, the
//! new ones take their places, the manifest comes last. A reader may meet both editions for a moment.
#![expect(clippy::disallowed_methods, reason = "only `write` writes")]

use super::manifest::{self, Manifest};
use super::place::{Place, sync_folder};
use super::removal;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Declares what is staged in `next` whole, and puts it in place.
pub(super) fn install(next: &Path, place: &Place) -> io::Result<()> {
    fs::rename(next, place.neighbour(".ready"))?;
    sync_folder(&place.folder)?;
    resume(place)
}

/// The edition that is being put in place, if a run died over it.
pub(super) fn pending(place: &Place) -> Option<Manifest> {
    let ready = place.neighbour(".ready");
    let bytes = fs::read(ready.join(manifest::NAME)).ok().filter(|_| place.inside)?;
    Manifest::of_any_version(&bytes)
}

/// Carries on where [`install`] stopped.
pub(super) fn resume(place: &Place) -> io::Result<()> {
    let ready = place.neighbour(".ready");
    if !place.inside || !ready.is_dir() {
        return Ok(());
    }
    if let Some(new) = pending(place) {
        let mark = place.folder.join(manifest::NAME);
        let former = fs::read(&mark).ok().and_then(|bytes| Manifest::of_any_version(&bytes)).unwrap_or_default();
        for path in former.files.keys().filter(|path| !new.files.contains_key(*path) && manifest::is_inside(path)) {
            remove_file(&place.folder, path)?;
        }
        let mut folders = BTreeSet::from([place.folder.clone()]);
        for path in new.files.keys().filter(|path| manifest::is_inside(path)) {
            let (from, to) = (ready.join(path), place.folder.join(path));
            if from.symlink_metadata().is_err() {
                // It is in its place already.
                continue;
            }
            let above = to.ancestors().skip(1).take_while(|folder| *folder != place.folder);
            folders.extend(above.map(Path::to_owned));
            to.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::rename(from, to)?;
        }
        folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;
        fs::rename(ready.join(manifest::NAME), mark)?;
        sync_folder(&place.folder)?;
    }
    let left = removal::remove(&ready, &place.folder);
    if left.nothing() { Ok(()) } else { Err(io::Error::other(ready.display().to_string())) }
}

/// Removes a file of the former edition and the folders that it leaves empty.
fn remove_file(folder: &Path, path: &str) -> io::Result<()> {
    let file = folder.join(path);
    match fs::remove_file(&file) {
        Err(cause) if !matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Err(cause),
        _ => {}
    }
    for emptied in file.ancestors().skip(1).take_while(|above| *above != folder) {
        if fs::remove_dir(emptied).is_err() {
            break;
        }
    }
    Ok(())
}
