//! How wide a picture is by nature: a pixel is 1/96 inch, on the screen and on paper. Wider than the text it is made to
//! fit; narrower it is not blown up.

use std::sync::LazyLock;

/// Points of a pixel.
pub(super) const POINTS: f64 = 0.75;

/// The natural width of an image file in pixels; `None` where the file does not tell.
pub(super) fn pixels(path: &str, bytes: &[u8]) -> Option<f64> {
    size(path, bytes).map(|(width, _)| width)
}

/// The natural width and height of an image file in pixels; `None` where the file does not tell its width. A height that
/// it does not tell is that of a square.
pub(super) fn size(path: &str, bytes: &[u8]) -> Option<(f64, f64)> {
    let (width, height) = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("png") => (f64::from(big(bytes.get(16..20)?)?), bytes.get(20..24).and_then(big).map_or(0.0, f64::from)),
        Some("jpg" | "jpeg") => jpeg(bytes)?,
        _ => svg(std::str::from_utf8(bytes).ok()?)?,
    };
    let is_sound = |length: f64| length > 0.0 && length.is_finite();
    is_sound(width).then_some((width, if is_sound(height) { height } else { width }))
}

/// The same in points.
pub(super) fn points(path: &str, bytes: &[u8]) -> Option<f64> {
    pixels(path, bytes).map(|pixels| pixels * POINTS)
}

/// A number whose highest byte comes first.
fn big(bytes: &[u8]) -> Option<u32> {
    (bytes.len() <= 4).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Width and height in the header of a JPEG's frame; changed about where the camera was held upright.
fn jpeg(bytes: &[u8]) -> Option<(f64, f64)> {
    let mut at = 2;
    let mut upright = false;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xff {
            return None;
        }
        if marker == 0xff {
            at += 1;
            continue;
        }
        let length = big(bytes.get(at + 2..at + 4)?)? as usize;
        let segment = bytes.get(at + 4..at + 2 + length)?;
        match marker {
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                let (height, width) = (big(segment.get(1..3)?)?, big(segment.get(3..5)?)?);
                let (width, height) = if upright { (height, width) } else { (width, height) };
                return Some((f64::from(width), f64::from(height)));
            }
            0xe1 => upright |= orientation(segment).is_some_and(|turn| (5..=8).contains(&turn)),
            _ => {}
        }
        at += 2 + length;
    }
}

/// The orientation that a camera wrote into the file, from 1 for one that stands as it is; 5 to 8 turn it by a quarter.
pub(super) fn orientation(segment: &[u8]) -> Option<u32> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let number = |at: usize, length: usize| {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        if tiff.starts_with(b"II") { big(&bytes.iter().rev().copied().collect::<Vec<_>>()) } else { big(bytes) }
    };
    let directory = number(4, 4)? as usize;
    let count = number(directory, 2)? as usize;
    (0..count).find_map(|entry| {
        let at = directory.checked_add(2 + 12 * entry)?;
        (number(at, 2)? == 0x0112).then(|| number(at + 8, 2))?
    })
}

/// Width and height of an SVG: its own in units of length, else those of its view box. A height in no unit of length is
/// as the view box has it beside the width.
fn svg(text: &str) -> Option<(f64, f64)> {
    static ROOT: LazyLock<Option<regex::Regex>> = LazyLock::new(|| regex::Regex::new(r"<(?:\w+:)?svg\b[^>]*>").ok());
    let root = ROOT.as_ref()?.find(text)?.as_str();
    let attribute = |name: &str| {
        let from = root.match_indices(name).find(|(at, _)| root[..*at].ends_with(char::is_whitespace))?.0;
        let rest = root[from + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        rest[1..].split(quote).next().map(str::trim)
    };
    let part = |index: usize| -> Option<f64> {
        let mut numbers = attribute("viewBox")?.split([' ', ',', '\t', '\n']).filter(|part| !part.is_empty());
        numbers.nth(index)?.parse().ok()
    };
    let width = attribute("width").and_then(length).or_else(|| part(2))?;
    let beside = || Some(width * part(3)? / part(2)?);
    Some((width, attribute("height").and_then(length).or_else(beside).unwrap_or(0.0)))
}

/// A length in pixels; a share of what is around it is none.
fn length(written: &str) -> Option<f64> {
    let digits = written.find(|sign: char| !(sign.is_ascii_digit() || sign == '.')).unwrap_or(written.len());
    let (number, unit) = written.split_at(digits);
    let pixels = match unit {
        "" | "px" => 1.0,
        "pt" => 1.0 / POINTS,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_png_tells_its_width() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 240, 0, 0, 0, 120]);
        assert_eq!(pixels("a.png", &png), Some(240.0));
        assert_eq!(points("a.png", &png), Some(180.0));
        assert_eq!(pixels("a.png", &png[..18]), None);
    }

    #[test]
    fn a_jpeg_tells_its_width_and_how_the_camera_was_held() {
        let frame = b"\xff\xc0\0\x0b\x08\0\x64\x01\x2c\x01\x01\x11\0";
        let plain = [b"\xff\xd8\xff\xe0\0\x04ab".as_slice(), frame].concat();
        assert_eq!(pixels("a.jpg", &plain), Some(300.0));
        let exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
        let head = [b"\xff\xd8\xff\xe1\0".as_slice(), &[2 + exif.len() as u8], exif].concat();
        assert_eq!(pixels("a.jpg", &[head.as_slice(), frame].concat()), Some(100.0));
        for cut in 0..plain.len() {
            assert_eq!(pixels("a.jpg", &plain[..cut]).filter(|_| cut + 5 < plain.len()), None);
        }
    }

    #[test]
    fn an_svg_tells_its_width_or_its_view_box() {
        for (root, expected) in [
            ("<svg width=\"240\" height=\"10\">", Some(240.0)),
            ("<svg width='1in'>", Some(96.0)),
            ("<svg stroke-width=\"3\" viewBox=\"0 0 640 300\">", Some(640.0)),
            ("<svg width=\"100%\" viewBox=\"0,0,64,30\">", Some(64.0)),
            ("<svg>", None),
            ("<svg width=\"", None),
        ] {
            assert_eq!(pixels("a.svg", root.as_bytes()), expected, "{root}");
        }
    }
}
