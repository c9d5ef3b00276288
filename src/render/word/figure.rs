//! Figures: the book's own pixels in the line of a paragraph, with their words for those who do not see them.

use super::writer::{Stand, Writer};
use crate::model::document::{Figure, Picture, Run, Target};
use crate::office::copy::Spot;
use crate::office::word::OBJECT;
use crate::render::picture;
use crate::render::stripped::stripped;

/// A point in the unit of drawings.
const POINT: f64 = 12_700.0;
/// How much of the text's width a chart takes.
const CHART: f64 = 0.92;
/// No picture takes more of a page's height.
const TALLEST: f64 = 0.8;
/// A white dot: what programs show that cannot draw an SVG.
const DOT: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\
    \x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\xf8\x0f\x00\x01\x01\x01\x00\xb1\
    \x38\xf6\x14\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

impl Writer<'_> {
    /// A figure with its caption.
    pub(super) fn figure(&mut self, id: &str, spot: &Spot) {
        let frame = self.frame;
        let Some(figure) = frame.figures.get(id) else { return };
        if let Some(headline) = &figure.headline {
            self.line(&Stand::of("FigureHeadline"), &spot.part("headline"), "", headline);
        }
        let title = Run::plain(&figure.caption.title);
        match &figure.picture {
            Picture::Chart { .. } => {
                let key = (id.to_owned(), self.language());
                if let Some((drawings, paintings)) = self.pictures
                    && let Some(bytes) = paintings.get(&key)
                {
                    let said = drawings.get(&key).map(|drawing| drawing.description.clone());
                    let alt = figure.alt.clone().or(said).unwrap_or(title);
                    let path = format!("media/{}.png", self.media.len() + 1);
                    self.shown(&path, bytes.clone(), &alt, true);
                }
            }
            Picture::Image(path) => {
                let alt = figure.alt.clone().unwrap_or(title);
                self.open(&Stand::of("Figure"));
                self.image(path, &alt, CHART);
                self.out.close("w:p");
            }
            Picture::Missing { .. } => {}
        }
        self.caption(figure, spot);
    }

    fn caption(&mut self, figure: &Figure, spot: &Spot) {
        let target = Target::Figure(figure.caption.id.clone());
        let mut lead = String::new();
        if !figure.caption.label.is_empty() {
            lead = format!("{}\u{2002}", figure.caption.label);
        }
        let mut runs = figure.caption.title.clone();
        if let Picture::Missing { head, needs } = &figure.picture {
            lead = format!("□ {lead}");
            runs.push(Run::Words(format!("\u{2002}{head}")));
            if let Some(needs) = needs {
                runs.push(Run::Words("\u{2002}".to_owned()));
                runs.extend(needs.iter().cloned());
            }
        }
        runs.extend(figure.marks.iter().cloned());
        self.line_at(&Stand::of("FigureCaption"), &spot.part("caption"), &lead, &runs, Some(&target));
        let mut lines: Vec<Vec<Run>> = figure.note.iter().cloned().collect();
        let made = [&figure.rounding, &figure.caption.printed, &figure.source];
        lines.extend(made.into_iter().flatten().map(|words| vec![Run::Words(words.clone())]));
        for (index, line) in lines.iter().enumerate() {
            let below = if index + 1 == lines.len() { 240 } else { 20 };
            let more = format!("<w:spacing w:before=\"20\" w:after=\"{below}\"/><w:jc w:val=\"center\"/>");
            self.line(&Stand::with("Small", more), &spot.part("notes").at(index), "", line);
        }
    }

    /// A picture in a line, beside words or others.
    pub(super) fn picture_in_line(&mut self, path: &str, alt: &str) {
        self.image(path, alt, 1.0);
    }

    /// A picture in a paragraph of its own.
    fn shown(&mut self, path: &str, bytes: Vec<u8>, alt: &str, fills: bool) {
        self.open(&Stand::of("Figure"));
        if let Some(size) = picture::size(path, &bytes) {
            let id = self.relation("image", path, false);
            self.media.push((path.to_owned(), bytes));
            self.inline((&id, None), self.fitted(size, CHART, fills), alt);
        }
        self.out.close("w:p");
    }

    /// An image of the book; its words where it is not there or does not tell its size.
    fn image(&mut self, path: &str, alt: &str, share: f64) {
        let asset = self.project.assets.iter().position(|asset| asset.path == path);
        let found = asset.and_then(|index| Some((index, picture::size(path, &self.project.assets[index].bytes)?)));
        let Some((index, size)) = found else { return self.plain(alt) };
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let own = format!("media/image{index}.{ending}");
        if !self.media.iter().any(|(known, _)| *known == own) {
            let bytes = stripped(path, &self.project.assets[index].bytes).into_owned();
            self.media.push((own.clone(), bytes));
        }
        let id = self.relation("image", &own, false);
        let size = self.fitted(size, share, false);
        if ending != "svg" {
            return self.inline((&id, None), size, alt);
        }
        let dot = "media/dot.png".to_owned();
        if !self.media.iter().any(|(known, _)| *known == dot) {
            self.media.push((dot.clone(), DOT.to_vec()));
        }
        let dot = self.relation("image", &dot, false);
        self.inline((&dot, Some(&id)), size, alt);
    }

    /// The size of a picture on the page, in the unit of drawings: its own, or as wide as it may be.
    fn fitted(&self, (width, height): (f64, f64), share: f64, fills: bool) -> (u64, u64) {
        let points = |twentieths: u32| f64::from(twentieths) / 20.0;
        let room = (points(self.page_setup.width()) * share, points(self.page_setup.height()) * TALLEST);
        let natural = (width * picture::POINTS, height * picture::POINTS);
        let fitting = (room.0 / natural.0).min(room.1 / natural.1);
        let scale = if fills { fitting } else { fitting.min(1.0) };
        ((natural.0 * scale * POINT) as u64, (natural.1 * scale * POINT) as u64)
    }

    /// The drawing of a picture: what it is related by, and as an SVG.
    fn inline(&mut self, (id, drawing): (&str, Option<&str>), (width, height): (u64, u64), alt: &str) {
        if self.row.is_none() && !self.in_note {
            self.pager.picture(height as f64 / POINT);
        }
        let is_new = self.is_new(OBJECT);
        self.as_new(is_new, |writer| writer.drawing((id, drawing), (width, height), alt));
    }

    fn drawing(&mut self, (id, drawing): (&str, Option<&str>), (width, height): (u64, u64), alt: &str) {
        let number = self.fresh().to_string();
        let (width, height) = (width.to_string(), height.to_string());
        let named = [("id", number.as_str()), ("name", &format!("Picture {number}")), ("descr", alt)];
        let out = &mut self.out;
        out.open("w:r", &[]).open("w:drawing", &[]);
        out.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        out.empty("wp:extent", &[("cx", &width), ("cy", &height)]).empty("wp:docPr", &named);
        out.raw("<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>");
        out.open("a:graphic", &[]);
        out.open("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")]);
        out.open("pic:pic", &[]).open("pic:nvPicPr", &[]).empty("pic:cNvPr", &named).empty("pic:cNvPicPr", &[]);
        out.close("pic:nvPicPr").open("pic:blipFill", &[]).open("a:blip", &[("r:embed", id)]);
        if let Some(drawing) = drawing {
            out.raw("<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">");
            out.empty("asvg:svgBlip", &[("r:embed", drawing)]).raw("</a:ext></a:extLst>");
        }
        out.close("a:blip").raw("<a:stretch><a:fillRect/></a:stretch>").close("pic:blipFill");
        out.open("pic:spPr", &[]).open("a:xfrm", &[]).empty("a:off", &[("x", "0"), ("y", "0")]);
        out.empty("a:ext", &[("cx", &width), ("cy", &height)]).close("a:xfrm");
        out.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>").close("pic:spPr").close("pic:pic");
        out.close("a:graphicData").close("a:graphic").close("wp:inline").close("w:drawing").close("w:r");
    }
}
