//! The faces of a book as Typst is given them: all of one role under the family name that the templates know, one
//! regular and one bold.
//!
//! Typst puts faces together by the names and weights that stand in the files. Those of a book's own fonts may say
//! anything; a Song face and the Hei face that serves as its bold are two families. Outlines, licence and PostScript
//! name stay.

use crate::diagnostic::{Failure, Message};
use crate::model::{Face, Role};
use read_fonts::tables::os2::Os2;
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider, TopLevelTable, tables::name::Name};
use std::collections::BTreeMap;
use write_fonts::FontBuilder;

/// Names that say to which family a face belongs, and as what (ISO/IEC 14496-22, 5.2.6): family, style, full name and
/// their typographic and WWS forms.
const FAMILY_NAMES: [u16; 7] = [1, 2, 4, 16, 17, 21, 22];

/// Windows, Unicode BMP, American English.
const PLATFORM: [u16; 3] = [3, 1, 0x409];

/// Where the weight stands in the table `OS/2`.
const WEIGHT: usize = 4;

/// The faces by path in the staging folder. `Err` for one that is no font.
pub(super) fn staged(
    faces: &[Face],
    templates: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut staged = BTreeMap::new();
    for face in faces {
        let Some(bytes) = templates.get(&face.path) else { continue };
        let ending = if bytes.starts_with(b"OTTO") { "otf" } else { "ttf" };
        let font = given_family(bytes, face).ok_or_else(|| {
            Failure::new(Message::new("print.font-broken").with("file", format!("templates/{}", face.path)))
        })?;
        staged.insert(format!("fonts/{}.{ending}", face.stem()), font);
    }
    Ok(staged)
}

/// Families that an author's drawing may name, for they lie beside the book, and what they are called here.
const DRAWN: [(&str, Role); 2] = [("Noto Serif SC", Role::Serif), ("Noto Sans SC", Role::Sans)];

/// An image as Typst is given it: a drawing that names the book's faces finds them.
pub(super) fn drawn(path: &str, bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if path.ends_with(".svg") => {
            let renamed = |text: String, (name, role): (&str, Role)| text.replace(name, role.family());
            DRAWN.into_iter().fold(text.to_owned(), renamed).into_bytes()
        }
        _ => bytes.to_vec(),
    }
}

fn given_family(bytes: &[u8], face: &Face) -> Option<Vec<u8>> {
    let font = FontRef::new(bytes).ok()?;
    let (style, weight) = if face.bold { ("Bold", 700_u16) } else { ("Regular", 400) };
    let mut metrics = font.table_data(Os2::TAG)?.as_bytes().to_vec();
    metrics.get_mut(WEIGHT..WEIGHT + 2)?.copy_from_slice(&weight.to_be_bytes());
    let names = names(&font.name().ok()?, face.role.family(), style);
    let mut builder = FontBuilder::new();
    builder.add_raw(Name::TAG, names).add_raw(Tag::new(b"OS/2"), metrics).copy_missing_tables(font);
    Some(builder.build())
}

/// The table `name` with another family in it.
fn names(old: &Name<'_>, family: &str, style: &str) -> Vec<u8> {
    let kept = old.name_record().iter().filter_map(|record| {
        let id = record.name_id().to_u16();
        let start = usize::from(record.string_offset().to_u32() as u16);
        let text = old.string_data().as_bytes().get(start..start + usize::from(record.length()))?;
        let key = [record.platform_id(), record.encoding_id(), record.language_id(), id];
        // Languages from 0x8000 on are named in a part of the table that is left out.
        (!FAMILY_NAMES.contains(&id) && record.language_id() < 0x8000).then(|| (key, text.to_vec()))
    });
    let mut records: Vec<([u16; 4], Vec<u8>)> = kept.collect();
    let [platform, encoding, language] = PLATFORM;
    for (id, text) in [(1, family.to_owned()), (2, style.to_owned()), (4, format!("{family} {style}"))] {
        let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        records.push(([platform, encoding, language, id], utf16));
    }
    records.sort();
    let (mut head, mut storage) = (Vec::new(), Vec::<u8>::new());
    let count = u16::try_from(records.len()).unwrap_or(u16::MAX);
    for field in [0, count, 6 + 12 * count] {
        head.extend(field.to_be_bytes());
    }
    for (key, text) in &records {
        let (length, offset) = (text.len() as u16, storage.len() as u16);
        for field in key.iter().chain([&length, &offset]) {
            head.extend(field.to_be_bytes());
        }
        storage.extend(text);
    }
    head.extend(storage);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANS: &[u8] = include_bytes!("../../../templates/fonts/NotoSansSC-Bold.ttf");

    #[test]
    fn a_drawing_finds_the_faces_that_it_names() {
        let svg = "<text font-family=\"'Noto Sans SC', serif\">草</text>";
        assert_eq!(drawn("a.svg", svg.as_bytes()), svg.replace("Noto Sans SC", "Tallybook Sans").as_bytes());
        assert_eq!(drawn("a.png", svg.as_bytes()), svg.as_bytes());
        assert_eq!(drawn("a.svg", &[0xff, 0xfe]), [0xff, 0xfe]);
    }

    #[test]
    fn a_face_gets_its_family_and_weight_and_keeps_the_rest() {
        let path = "fonts/a.ttf".to_owned();
        let face = Face {
            path,
            role: Role::Serif,
            bold: false,
            character_map: Vec::new(),
            family: String::new(),
            licence: String::new(),
            named: None,
        };
        let bytes = given_family(SANS, &face).unwrap();
        let (before, after) = (FontRef::new(SANS).unwrap(), FontRef::new(&bytes).unwrap());
        let said = |font: &FontRef<'_>, id: u16| {
            let name = font.name().unwrap();
            let found = name.name_record().iter().filter(|record| record.name_id().to_u16() == id);
            found.map(|record| record.string(name.string_data()).unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            (said(&after, 1), said(&after, 2)),
            (vec!["Tallybook Serif".to_owned()], vec!["Regular".to_owned()])
        );
        assert_eq!(said(&after, 16), Vec::<String>::new());
        for id in [0, 6, 13, 14] {
            assert_eq!(said(&after, id), said(&before, id), "{id}");
        }
        assert_eq!(after.os2().unwrap().us_weight_class(), 400);
        let outlines = |font: &FontRef<'_>| font.table_data(Tag::new(b"glyf")).unwrap().as_bytes().to_vec();
        assert_eq!(outlines(&after), outlines(&before));
        assert_eq!(given_family(b"a letter", &face), None);
    }
}
