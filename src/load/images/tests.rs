//! What pictures and drawings are refused for, and what passes.

use super::drawing::Drawing;
use super::picture::{form, jpeg, png};
use proptest::prelude::{ProptestConfig, any, proptest};

/// A black PNG.
fn black(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let rows = vec![0; (width * height) as usize];
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    bytes
}

/// A grey JPEG of 8 pixels by 8 (ITU T.81): each component has one block, and each block two bits, both 0.
fn grey(components: u8) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xdb, 0, 67, 0];
    bytes.extend([1; 64]);
    bytes.extend([0xff, 0xc0, 0, 8 + 3 * components, 8, 0, 8, 0, 8, components]);
    (1..=components).for_each(|id| bytes.extend([id, 0x11, 0]));
    for class in [0x00, 0x10] {
        bytes.extend([0xff, 0xc4, 0, 20, class, 1]);
        bytes.extend([0; 16]);
    }
    bytes.extend([0xff, 0xda, 0, 6 + 2 * components, components]);
    (1..=components).for_each(|id| bytes.extend([id, 0]));
    bytes.extend([0, 63, 0, 0x00, 0xff, 0xd9]);
    bytes
}

fn said(read: Result<(), super::Refused>) -> &'static str {
    read.map_or_else(|refused| refused.message.id, |()| "sound")
}

#[test]
fn sound_pictures_pass_and_damaged_ones_do_not() {
    let sound = black(30, 20);
    assert_eq!(said(png(&sound)), "sound");
    assert_eq!(said(png(&sound[..sound.len() - 20])), "image-broken.damaged");
    let mut bent = sound.clone();
    bent[45] ^= 0x10;
    assert_eq!(said(png(&bent)), "image-broken.damaged");
    assert_eq!(said(jpeg(&grey(1))), "sound");
    assert_eq!(said(jpeg(&grey(3))), "sound");
    let whole = grey(3);
    assert_eq!(said(jpeg(&whole[..whole.len() - 2])), "image-broken.cut");
    assert_eq!(said(jpeg(&whole[..60])), "image-broken.damaged");
    // What a camera writes after the end does no harm.
    assert_eq!(said(jpeg(&[whole.as_slice(), b"made by a camera"].concat())), "sound");
}

#[test]
fn the_colours_of_a_press_are_named() {
    assert_eq!(said(jpeg(&grey(4))), "image-broken.press");
}

#[test]
fn more_pixels_than_the_limit_are_refused_before_they_are_read() {
    let mut vast = black(30, 20);
    vast[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let sum = crc(&vast[12..29]);
    vast[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(said(png(&vast)), "limit-pixels");
}

/// The sum after each part of a PNG (its annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    let byte = |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum));
    !bytes.iter().fold(u32::MAX, byte)
}

#[test]
fn forms_are_known_by_their_first_bytes() {
    for (bytes, name) in [
        (b"RIFF\x10\0\0\0WEBPVP8 ".as_slice(), Some("WebP")),
        (b"\0\0\0\x1cftypavif", Some("AVIF")),
        (b"\0\0\0\x1cftypheic", Some("HEIC")),
        (b"GIF89a", Some("GIF")),
        (b"II*\0", Some("TIFF")),
        (b"<svg", None),
        (b"", None),
    ] {
        assert_eq!(form(bytes), name);
    }
}

fn faults(svg: &str) -> Vec<&'static str> {
    Drawing::read(svg).faults.iter().map(|fault| fault.refused.message.id).collect()
}

fn svg(inside: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inside}</svg>")
}

#[test]
fn an_embedded_picture_is_read_like_any_other() {
    use base64::Engine;
    let engine = base64::engine::general_purpose::STANDARD;
    let image = |kind: &str, bytes: &[u8]| {
        svg(&format!("<image width='1' height='1' href='data:image/{kind};base64,{}'/>", engine.encode(bytes)))
    };
    assert_eq!(faults(&image("png", &black(2, 2))), Vec::<&str>::new());
    assert_eq!(faults(&image("jpeg", &grey(4))), ["image-broken.press"]);
    assert_eq!(faults(&image("png", b"none")), ["image-broken.damaged"]);
    assert_eq!(faults(&image("gif", b"GIF89a")), ["svg-refused.reference"]);
    assert_eq!(faults(&svg("<use href='data:image/png;base64,AA=='/>")), ["svg-refused.reference"]);
}

#[test]
fn words_are_taken_where_they_stand() {
    let drawing = svg("<title>标题</title><text x='1'>草地<tspan>&#x6c34;</tspan> </text>");
    let words: Vec<(String, String)> =
        Drawing::read(&drawing).words.into_iter().map(|(range, words)| (drawing[range].to_owned(), words)).collect();
    let expected = [("草地", "草地"), ("&#x6c34;", "水")];
    assert_eq!(words, expected.map(|(written, read)| (written.to_owned(), read.to_owned())));
}

#[test]
fn no_name_hides_what_acts() {
    for inside in [
        "<script/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        "<script xmlns='http://www.w3.org/1999/xhtml'/>",
        "<g><desc><iframe xmlns='http://www.w3.org/1999/xhtml'/></desc></g>",
        "<rect ONLOAD='a()'/>",
        "<rect xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'/>",
        "<use href=' javascript:a()'/>",
        "<a/>",
        "<x:href xmlns:x='a' xmlns='b'/>",
        "<rect style='fill:u\\rl(a)'/>",
        "<?xml-stylesheet href='a'?>",
        "<image href='a.png'/>",
        "<text font-family='x' style='src:url(a)'>a</text>",
        "<animate attributeName='href' values='javascript:a()'/>",
    ] {
        assert_eq!(faults(&svg(inside)).len(), 1, "{inside}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "looks at the clock")]
fn deep_wide_and_long_drawings_are_told_at_once() {
    let deep = svg(&"<g>".repeat(500_000));
    let attributes: String = (0..200_000).map(|number| format!(" a{number}=''")).collect();
    let wide = svg(&format!("<g{attributes}/>"));
    let long = svg(&"<g/>".repeat(1_600_000));
    let start = std::time::Instant::now();
    assert_eq!(faults(&deep), ["limit-nesting"]);
    assert_eq!(faults(&wide), ["limit-attributes"]);
    assert_eq!(faults(&long), ["limit-elements"]);
    // Reading a tag's attributes one against the other would take an hour.
    assert!(start.elapsed().as_secs() < 60);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_picture_makes_it_panic(place in 0..200_usize, value in any::<u8>(), cut in 0..400_usize) {
        for (mut bytes, read) in [(black(9, 9), png as fn(&[u8]) -> _), (grey(3), jpeg)] {
            if let Some(byte) = bytes.get_mut(place) {
                *byte = value;
            }
            bytes.truncate(cut);
            let _: Result<(), super::Refused> = read(&bytes);
        }
    }

    #[test]
    fn no_drawing_makes_it_panic(inside in "(<|>|/|svg|use|text|style| |=|\"|'|href|#a|id|&|;|!--|\\[CDATA\\[|\\?|草|url\\(|\\{|\\}|:|@|/\\*){0,40}") {
        Drawing::read(&inside);
        Drawing::read(&svg(&inside));
    }
}
