//! Picture files without what they tell beside the picture: camera, place, author, time, words of programs. Nothing that
//! is handed out has it. The picture itself, its colours and which side is up stay as they are.

use std::borrow::Cow;

/// The file without it; one whose parts cannot be told apart stays as it is, since a broken picture is shown by nobody.
pub(super) fn stripped<'a>(path: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let own = match path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("png") => png(bytes),
        Some("jpg" | "jpeg") => jpeg(bytes),
        _ => None,
    };
    own.filter(|own| own.len() != bytes.len()).map_or(Cow::Borrowed(bytes), Cow::Owned)
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG is a row of chunks: length, name, data, sum.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = PNG.to_vec();
    let mut rest = bytes.strip_prefix(PNG)?;
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let chunk = rest.get(..length.checked_add(12)?)?;
        let name = &chunk[4..8];
        if !matches!(name, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME") {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = &rest[chunk.len()..];
    }
    None
}

/// A JPEG is a row of segments, then the picture: a mark, a length with its own two bytes, data.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.strip_prefix(b"\xff\xd8").map(|_| b"\xff\xd8".to_vec())?;
    let mut at = 2;
    loop {
        let (&0xff, &mark) = (bytes.get(at)?, bytes.get(at + 1)?) else { return None };
        if mark == 0xff {
            at += 1;
            continue;
        }
        if mark == 0xda {
            kept.extend_from_slice(&bytes[at..]);
            return Some(kept);
        }
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at..at + 2 + length)?;
        let data = segment.get(4..)?;
        match mark {
            0xe1 => kept.extend(upright(data).unwrap_or_default()),
            // Colours: the profile, and how the picture is stored.
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => kept.extend_from_slice(segment),
            0xe0 | 0xee => kept.extend_from_slice(segment),
            0xe1..=0xef | 0xfe => {}
            _ => kept.extend_from_slice(segment),
        }
        at += segment.len();
    }
}

/// Of what a camera wrote the one entry that says which side is up; nothing where that is the upper one.
fn upright(data: &[u8]) -> Option<Vec<u8>> {
    let turn = super::picture::orientation(data).filter(|turn| (2..=8).contains(turn))?;
    let turn = u8::try_from(turn).ok()?;
    let mut segment = b"\xff\xe1\0\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    segment.extend([turn, 0, 0, 0, 0, 0, 0, 0]);
    Some(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of these segments and a picture of two bytes.
    fn photo(segments: &[&[u8]]) -> Vec<u8> {
        let mut bytes = b"\xff\xd8".to_vec();
        segments.iter().for_each(|segment| bytes.extend_from_slice(segment));
        bytes.extend_from_slice(b"\xff\xda\0\x02..");
        bytes
    }

    #[test]
    fn what_a_camera_wrote_goes_and_the_upper_side_stays() {
        let quantities: &[u8] = b"\xff\xdb\0\x03q";
        let turned = b"\xff\xe1\0\x24Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0GPS 41";
        let own = photo(&[b"\xff\xe0\0\x06JFIF", turned, b"\xff\xfe\0\x06Wang", quantities]);
        let bare = stripped("a.JPG", &own).into_owned();
        for word in [b"GPS".as_slice(), b"Wang"] {
            assert!(!bare.windows(word.len()).any(|window| window == word));
        }
        let upper = b"\xff\xe1\0\x22Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(bare, photo(&[b"\xff\xe0\0\x06JFIF", upper, quantities]));
        assert_eq!(stripped("a.jpg", &bare), bare);
        // One that cannot be read stays.
        assert_eq!(stripped("a.jpg", &own[..20]).as_ref(), &own[..20]);
    }

    #[test]
    fn words_in_a_drawing_go() {
        let chunk = |name: &[u8], data: &[u8]| {
            let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
            [name, data, b"sum!"].iter().for_each(|part| chunk.extend_from_slice(part));
            chunk
        };
        let (head, end) = (chunk(b"IHDR", b"......"), chunk(b"IEND", b""));
        let own = [PNG, &head, &chunk(b"tEXt", b"Author\0Wang"), &chunk(b"IDAT", b".."), &end].concat();
        let bare = [PNG, &head, &chunk(b"IDAT", b".."), &end].concat();
        assert_eq!(stripped("a.png", &own), bare);
        assert_eq!(stripped("a.png", &bare), bare);
        assert_eq!(stripped("a.svg", &own), own);
    }
}
