//! The faces that a book is set in: those of `plan.yaml`, else those that come with the tool. They are most of a book's
//! bytes: a check, which asks what characters they have and whether they may be used, reads no more of them than that;
//! publishing reads them whole.

use super::built_in;
use super::files::Files;
use super::inventory::{bytes, is_authors};
use crate::diagnostic::{Diagnostic, Diagnostics, Failure, Message, RuleId, Spanned, did_you_mean, nearest, rule};
use crate::locale::shifted_characters;
use crate::model::{Face, FontNames, Project, Role};
use read_fonts::types::Tag;
use read_fonts::{FontData, FontRead, FontRef, TableProvider, TopLevelTable, tables::cmap::Cmap, tables::os2::Os2};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;

/// Where the fonts of a book lie.
const FOLDER: &str = "templates/fonts/";

/// The faces of a book that names none.
const USUAL: [(Role, bool, &str); 4] = [
    (Role::Serif, false, "NotoSerifSC-Regular.ttf"),
    (Role::Serif, true, "NotoSerifSC-Bold.ttf"),
    (Role::Sans, false, "NotoSansSC-Regular.ttf"),
    (Role::Sans, true, "NotoSansSC-Bold.ttf"),
];

/// No font has so many tables that their directory is longer, in bytes.
const LONGEST_DIRECTORY: u64 = 4096;

/// What `fsType` says against being part of a PDF or of a website (ISO/IEC 14496-22, 5.2.7.3): embedding is forbidden,
/// or only whole fonts or only bitmaps may be embedded.
const FORBIDDING: u16 = 0x0002 | 0x0100 | 0x0200;

const RULE: RuleId = rule::FONT_UNFIT;

/// Whether a file of `templates/` belongs to the fonts, none of which is read with the templates.
pub(super) fn is_font(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// The faces of a book; `present` are the paths of its fonts. What `plan.yaml` names and cannot be used is reported.
pub(super) fn faces(
    files: &dyn Files,
    present: &[String],
    named: &FontNames,
    faults: &mut Diagnostics,
) -> Result<Vec<Face>, Failure> {
    let mut faces = Vec::new();
    for (role, names) in [(Role::Serif, &named.serif), (Role::Sans, &named.sans)] {
        if names.is_empty() {
            for (_, bold, name) in USUAL.iter().filter(|usual| usual.0 == role) {
                let path = format!("{FOLDER}{name}");
                if present.contains(&path)
                    && let Some(map) = bytes(&path, table(files, &path, Cmap::TAG), faults)?
                {
                    faces.push(face(&path, role, *bold, map));
                }
            }
        } else {
            faces.extend(own(files, present, role, names, faults)?);
        }
    }
    Ok(faces)
}

fn face(path: &str, role: Role, bold: bool, character_map: Vec<u8>) -> Face {
    let path = path.strip_prefix("templates/").unwrap_or(path).to_owned();
    Face { path, role, bold, character_map, family: String::new(), licence: String::new(), named: None }
}

/// The faces that `plan.yaml` names for a role: the regular one, then the bold one.
fn own(
    files: &dyn Files,
    present: &[String],
    role: Role,
    names: &[Spanned<String>],
    faults: &mut Diagnostics,
) -> Result<Vec<Face>, Failure> {
    let mut found: Vec<Face> = Vec::new();
    let mut regular = 0;
    for (position, name) in names.iter().enumerate() {
        let path = format!("{FOLDER}{}", name.value);
        let sampled = if present.contains(&path) { sample(files, &path) } else { Err(io::ErrorKind::NotFound.into()) };
        let (weight, map) = match sampled {
            Ok(Ok(sampled)) => sampled,
            Ok(Err(fault)) => {
                refuse(name, Message::new(fault), Some(Message::new("font-unfit.hint")), faults);
                continue;
            }
            Err(error) if is_authors(&error) => {
                let near = nearest(&name.value, present.iter().filter_map(|path| path.strip_prefix(FOLDER)));
                let hint = near.map(did_you_mean);
                refuse(name, Message::new("font-unfit.missing"), hint, faults);
                continue;
            }
            Err(error) => return Err(Failure::io("load-cannot-read", &path, &error)),
        };
        if position == 0 {
            regular = weight;
        } else if weight < regular {
            refuse(name, Message::new("font-unfit.order"), None, faults);
        }
        found.push(Face { named: Some(name.span), ..face(&path, role, position > 0, map) });
    }
    Ok(found)
}

fn refuse(name: &Spanned<String>, message: Message, hint: Option<Message>, faults: &mut Diagnostics) {
    let mut fault = Diagnostic::error(RULE, name.span, message.with("file", name.value.as_str()));
    fault.hints.extend(hint);
    faults.report(fault);
}

/// The weight and the character map of a font that may be used; else what is wrong with it.
fn sample(files: &dyn Files, path: &str) -> io::Result<Result<(u16, Vec<u8>), &'static str>> {
    let head = files.read_part(path, 0..LONGEST_DIRECTORY)?;
    let Ok(font) = FontRef::new(&head) else { return Ok(Err("font-unfit.form")) };
    let records = font.table_directory().table_records();
    let has = |tag: &[u8; 4]| records.iter().any(|record| record.tag() == Tag::new(tag));
    let end = records.iter().map(|record| u64::from(record.offset()) + u64::from(record.length())).max().unwrap_or(0);
    let whole = end > 0 && !files.read_part(path, end - 1..end)?.is_empty();
    if !whole || !has(b"name") || !(has(b"glyf") || has(b"CFF ")) {
        return Ok(Err("font-unfit.form"));
    }
    if has(b"fvar") {
        return Ok(Err("font-unfit.variable"));
    }
    let (map, style) = (table(files, path, Cmap::TAG)?, table(files, path, Os2::TAG)?);
    let (Ok(_), Ok(style)) = (Cmap::read(FontData::new(&map)), Os2::read(FontData::new(&style))) else {
        return Ok(Err("font-unfit.form"));
    };
    if style.fs_type() & FORBIDDING != 0 {
        return Ok(Err("font-unfit.embedding"));
    }
    Ok(Ok((style.us_weight_class(), map)))
}

/// A table of a font (ISO/IEC 14496-22); empty if it has none or is not a font.
fn table(files: &dyn Files, path: &str, tag: Tag) -> io::Result<Vec<u8>> {
    let head = files.read_part(path, 0..LONGEST_DIRECTORY)?;
    match place(&head, tag) {
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

/// The raised and lowered characters that one face or another lacks. Faces of which nothing is known have the three
/// that every European font has.
pub(super) fn lacking(faces: &[Face]) -> BTreeSet<char> {
    let maps = faces.iter().filter_map(|face| Cmap::read(FontData::new(&face.character_map)).ok());
    let maps: Vec<Cmap<'_>> = maps.collect();
    let lacks = |character: &char| match maps.as_slice() {
        [] => !matches!(character, '¹' | '²' | '³'),
        maps => maps.iter().any(|map| map.map_codepoint(*character).is_none()),
    };
    shifted_characters().filter(lacks).collect()
}

/// What a font is called and what it says of its licence (ISO/IEC 14496-22, 5.2.6: names 16 or 1, and 13).
fn names(font: &[u8]) -> Option<(String, String)> {
    let font = FontRef::new(font).ok()?;
    let name = font.name().ok()?;
    let said = |id: u16| {
        let records = name.name_record().iter().filter(|record| record.name_id().to_u16() == id);
        let texts = records.filter_map(|record| Some(record.string(name.string_data()).ok()?.to_string()));
        // One of another script may have characters that no face of the book has.
        texts.into_iter().find(|text| text.chars().all(|c| c == ' ' || c.is_ascii_graphic())).unwrap_or_default()
    };
    let family = Some(said(16)).filter(|family| !family.is_empty()).unwrap_or_else(|| said(1));
    Some((family, said(13)))
}

/// The print templates and the faces that the tool carries, by path below `templates/`: for papers that belong to no book.
pub fn carried() -> (BTreeMap<String, Vec<u8>>, Vec<Face>) {
    let faces: Vec<Face> =
        USUAL.iter().map(|(role, bold, name)| face(&format!("{FOLDER}{name}"), *role, *bold, Vec::new())).collect();
    let paths = built_in::below("templates/print").map(str::to_owned);
    let paths = paths.chain(faces.iter().map(|face| format!("templates/{}", face.path)));
    let found = paths.filter_map(|path| {
        let bytes = built_in::file(&path)?.to_vec();
        Some((path.strip_prefix("templates/")?.to_owned(), bytes))
    });
    (found.collect(), faces)
}

/// Adds the faces to a book's templates, whole, if they are not there yet; each then says its name and its licence.
///
/// # Errors
/// When one cannot be read for a reason that is not the author's.
pub fn fonts(files: &dyn Files, project: &mut Project, faults: &mut Diagnostics) -> Result<(), Failure> {
    let Project { faces, templates, .. } = project;
    for face in faces {
        let path = format!("templates/{}", face.path);
        if !templates.contains_key(&face.path)
            && let Some(font) = bytes(&path, files.read(&path), faults)?
        {
            templates.insert(face.path.clone(), font);
        }
        if let Some((family, licence)) = templates.get(&face.path).and_then(|font| names(font)) {
            (face.family, face.licence) = (family, licence);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceId, Span};
    use crate::load::{Disk, Memory};

    const FONT: &str = "templates/fonts/NotoSansSC-Bold.ttf";
    const BYTES: &[u8] = include_bytes!("../../templates/fonts/NotoSansSC-Bold.ttf");

    fn named(names: &[&str]) -> Vec<Spanned<String>> {
        let place = |at: usize| Span::new(SourceId(0), at..at + 1);
        names.iter().enumerate().map(|(at, name)| Spanned::new((*name).to_owned(), place(at))).collect()
    }

    /// What is said of the fonts that a book names for its text: place and message.
    fn said(book: &Memory, names: &[&str]) -> (Vec<Face>, Vec<(usize, &'static str)>) {
        let mut faults = Diagnostics::new();
        let present = book.list("templates").unwrap();
        let names = FontNames { serif: named(names), sans: Vec::new() };
        let faces = faces(book, &present, &names, &mut faults).unwrap();
        let said = faults.iter().map(|fault| (fault.place.unwrap().start as usize, fault.message.id)).collect();
        (faces, said)
    }

    /// A font with a number in its table `OS/2` changed.
    fn with_style(at: usize, value: u16) -> Vec<u8> {
        let mut bytes = BYTES.to_vec();
        let start = place(BYTES, Os2::TAG).unwrap().start as usize + at;
        bytes[start..start + 2].copy_from_slice(&value.to_be_bytes());
        bytes
    }

    #[test]
    fn of_a_font_only_its_character_map_is_read_from_disk_as_from_memory() {
        let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
        let map = table(&disk, FONT, Cmap::TAG).unwrap();
        assert_eq!(map, FontRef::new(BYTES).unwrap().table_data(Cmap::TAG).unwrap().as_bytes());
        assert_eq!(map, table(&Memory::default().with(FONT, BYTES), FONT, Cmap::TAG).unwrap());
        let broken = Memory::default().with(FONT, "a letter to the office");
        assert_eq!(table(&broken, FONT, Cmap::TAG).unwrap(), Vec::<u8>::new());
    }

    #[test]
    fn a_book_that_names_no_fonts_has_the_usual_ones() {
        let (disk, mut faults) = (Disk::new(env!("CARGO_MANIFEST_DIR")), Diagnostics::new());
        let faces = faces(&disk, &disk.list("templates").unwrap(), &FontNames::default(), &mut faults).unwrap();
        let stems: Vec<&str> = faces.iter().map(Face::stem).collect();
        assert_eq!((stems, faults.errors()), (vec!["serif-regular", "serif-bold", "sans-regular", "sans-bold"], 0));
        let lacking = lacking(&faces);
        assert!(lacking.contains(&'₂') && lacking.contains(&'⁻') && !lacking.contains(&'²'));
        assert!(!super::lacking(&[]).contains(&'²'));
    }

    #[test]
    fn fonts_of_the_book_take_the_place_of_the_usual_ones() {
        let usual = |name: &str| format!("{FOLDER}{name}");
        let book = USUAL.iter().fold(Memory::default(), |book, (_, _, name)| book.with(&usual(name), BYTES));
        let book = book.with(&usual("Our.otf"), with_style(4, 400)).with(&usual("Hei.ttf"), BYTES);
        let (faces, faults) = said(&book, &["Our.otf", "Hei.ttf"]);
        let seen: Vec<_> = faces.iter().map(|face| (face.path.as_str(), face.stem(), face.named.is_some())).collect();
        let expected = [
            ("fonts/Our.otf", "serif-regular", true),
            ("fonts/Hei.ttf", "serif-bold", true),
            ("fonts/NotoSansSC-Regular.ttf", "sans-regular", false),
            ("fonts/NotoSansSC-Bold.ttf", "sans-bold", false),
        ];
        assert_eq!((seen.as_slice(), faults), (&expected[..], vec![]));
        assert_eq!(said(&book, &["Hei.ttf", "Our.otf"]).1, [(1, "font-unfit.order")]);
    }

    #[test]
    fn what_cannot_be_used_is_refused_where_it_is_named() {
        for (bytes, message) in [
            (with_style(8, 0x0002), "font-unfit.embedding"),
            (with_style(8, 0x0108), "font-unfit.embedding"),
            (BYTES[..BYTES.len() / 2].to_vec(), "font-unfit.form"),
            (b"a letter to the office".to_vec(), "font-unfit.form"),
            (b"ttcf\0\x01\0\0\0\0\0\x01\0\0\0\x10".to_vec(), "font-unfit.form"),
            (Vec::new(), "font-unfit.form"),
        ] {
            let book = Memory::default().with("templates/fonts/a.ttf", bytes);
            assert_eq!(said(&book, &["a.ttf"]), (Vec::new(), vec![(0, message)]));
        }
        let editable = Memory::default().with("templates/fonts/a.ttf", with_style(8, 0x0008));
        assert_eq!(said(&editable, &["a.ttf"]).1, []);
        for name in ["b.ttf", "../fonts/a.ttf", "", "/a.ttf"] {
            assert_eq!(said(&editable, &[name]).1, [(0, "font-unfit.missing")], "{name}");
        }
    }
}
