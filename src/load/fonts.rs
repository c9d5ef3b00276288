//! The fonts in `templates/fonts/`. They are most of a book's bytes: a check, which only asks what characters they
//! have, reads no more of them than that; publishing reads them whole.

use super::files::Files;
use super::inventory::bytes;
use crate::diagnostic::{Diagnostics, Failure};
use crate::model::Project;
use read_fonts::types::Tag;
use read_fonts::{FontRef, TopLevelTable, tables::cmap::Cmap};
use std::io;
use std::ops::Range;

/// No font has so many tables that their directory is longer, in bytes.
const LONGEST_DIRECTORY: u64 = 4096;

/// Whether a file is a font of the book.
pub(super) fn is_font(path: &str) -> bool {
    path.starts_with("templates/fonts/") && path.ends_with(".ttf")
}

/// The table `cmap` of a font (ISO/IEC 14496-22); empty if it has none or is no font.
pub(super) fn character_map(files: &dyn Files, path: &str) -> io::Result<Vec<u8>> {
    let head = files.read_part(path, 0..LONGEST_DIRECTORY)?;
    match place(&head, Cmap::TAG) {
        Some(range) => files.read_part(path, range),
        None => Ok(Vec::new()),
    }
}

fn place(head: &[u8], table: Tag) -> Option<Range<u64>> {
    let font = FontRef::new(head).ok()?;
    let record = font.table_directory().table_records().iter().find(|record| record.tag() == table)?;
    let start = u64::from(record.offset());
    Some(start..start + u64::from(record.length()))
}

/// Adds the fonts to a book's templates, whole, if they are not there yet.
///
/// # Errors
/// When one cannot be read for a reason that is not the author's.
pub fn fonts(files: &dyn Files, project: &mut Project, faults: &mut Diagnostics) -> Result<(), Failure> {
    for name in project.character_maps.keys() {
        if project.templates.contains_key(name) {
            continue;
        }
        let path = format!("templates/{name}");
        if let Some(font) = bytes(&path, files.read(&path), faults)? {
            project.templates.insert(name.clone(), font);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Disk, Memory};

    const FONT: &str = "templates/fonts/NotoSansSC-Bold.ttf";

    #[test]
    fn of_a_font_only_its_character_map_is_read_from_disk_as_from_memory() {
        let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
        let whole = disk.read(FONT).unwrap();
        let map = character_map(&disk, FONT).unwrap();
        assert_eq!(map, FontRef::new(&whole).unwrap().table_data(Cmap::TAG).unwrap().as_bytes());
        assert_eq!(map, character_map(&Memory::default().with(FONT, whole), FONT).unwrap());
    }

    #[test]
    fn what_is_no_font_has_no_map() {
        let broken = Memory::default().with(FONT, "a letter to the office");
        assert_eq!(character_map(&broken, FONT).unwrap(), Vec::<u8>::new());
    }
}
