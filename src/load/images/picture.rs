//! Pictures of pixels: read to their end, as print will read them, so that no picture stops the PDF that the check let
//! pass. The decoders are those that typst uses.

use crate::diagnostic::limits::MOST_PIXELS;
use crate::diagnostic::{Message, RuleId, rule};
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// What is wrong with a picture, and what to do about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refused {
    pub(super) rule: RuleId,
    pub(super) message: Message,
    pub(super) hint: Message,
}

impl Refused {
    pub(super) fn new(id: &'static str, hint: &'static str) -> Self {
        Self { rule: rule::IMAGE_BROKEN, message: Message::new(id), hint: Message::new(hint) }
    }

    fn too_many(pixels: u64) -> Self {
        let message = Message::new("limit-pixels").with("count", (pixels / 1_000_000).to_string());
        let message = message.with("limit", (MOST_PIXELS / 1_000_000).to_string());
        Self { rule: rule::LIMIT_EXCEEDED, message, hint: Message::new("limit-picture-hint") }
    }
}

/// How the files of well-known forms begin, and what the form is called.
const FORMS: [(&[u8], &str); 12] = [
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"8BPS", "PSD"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x1f\x8b", "SVGZ"),
    (b"PK\x03\x04", "ZIP"),
];

/// The form of a file by its first bytes.
pub(super) fn form(bytes: &[u8]) -> Option<&'static str> {
    let boxed = |kind: &[u8]| bytes.get(4..8) == Some(b"ftyp".as_slice()) && bytes.get(8..12) == Some(kind);
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice()) {
        return Some("WebP");
    }
    if boxed(b"avif") {
        return Some("AVIF");
    }
    if [b"heic", b"heix", b"mif1"].iter().any(|kind| boxed(*kind)) {
        return Some("HEIC");
    }
    FORMS.iter().find(|(head, _)| bytes.starts_with(head)).map(|(_, name)| *name)
}

/// Reads a PNG to its end.
pub(super) fn png(bytes: &[u8]) -> Result<(), Refused> {
    let damaged = |_| Refused::new("image-broken.damaged", "image-broken.hint-copy");
    let limits = png::Limits { bytes: usize::try_from(MOST_PIXELS).unwrap_or(usize::MAX).saturating_mul(8) };
    let mut decoder = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits);
    decoder.set_ignore_text_chunk(true);
    let info = decoder.read_header_info().map_err(damaged)?;
    let pixels = u64::from(info.width) * u64::from(info.height);
    if pixels > MOST_PIXELS {
        return Err(Refused::too_many(pixels));
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    if reader.info().is_animated() {
        return Err(Refused::new("image-broken.moving", "image-broken.hint-anew"));
    }
    while reader.next_row().map_err(damaged)?.is_some() {}
    reader.finish().map_err(damaged)
}

/// Reads a JPEG to its end.
pub(super) fn jpeg(bytes: &[u8]) -> Result<(), Refused> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(refused)?;
    if matches!(decoder.input_colorspace(), Some(ColorSpace::CMYK | ColorSpace::YCCK)) {
        return Err(Refused::new("image-broken.press", "image-broken.hint-rgb"));
    }
    let pixels = decoder.info().map_or(0, |info| u64::from(info.width) * u64::from(info.height));
    if pixels > MOST_PIXELS {
        return Err(Refused::too_many(pixels));
    }
    if !is_whole(bytes) {
        return Err(Refused::new("image-broken.cut", "image-broken.hint-copy"));
    }
    decoder.decode().map_err(refused)?;
    Ok(())
}

fn refused(error: DecodeErrors) -> Refused {
    match error {
        DecodeErrors::Unsupported(_) => Refused::new("image-broken.kind", "image-broken.hint-anew"),
        _ => Refused::new("image-broken.damaged", "image-broken.hint-copy"),
    }
}

/// Whether a JPEG has its end mark (ITU T.81, B.1.1.3) after its first scan: a decoder fills what is missing with grey.
/// Behind the end a camera may write what it likes.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    // The segments before the scan, of which one may hold a small picture with an end of its own.
    while let Some([0xff, mark, high, low]) = bytes.get(at..at + 4) {
        if *mark == 0xff {
            at += 1;
            continue;
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
        if *mark == 0xda {
            return bytes.get(at..).is_some_and(|scan| scan.windows(2).any(|pair| pair == [0xff, 0xd9]));
        }
    }
    false
}
