//! The whole room: real charts of the plan and made-up ones, in both languages.

mod colours;
mod columned;
mod maps;
mod samples;

use super::recording::{Extent, Mark, Recording};
use super::sheet::Sheet;
use super::{Lettering, chart};
use crate::model::{
    Bearing, Chart, ChartColumn, ChartKind, ChartPart, Drawing, Form, LANGUAGES, Language, Text, Wants,
};
use columned::columned;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use samples::{KM2, PERCENT, both, samples};

const SANS: &[u8] = include_bytes!("../../../templates/fonts/NotoSansSC-Regular.ttf");

/// The face of the repository's own book.
pub(super) fn lettering() -> Lettering<'static> {
    let lacks = |character: &char| !"¹²³⁴".contains(*character);
    Lettering::new(SANS, &crate::locale::shifted_characters().filter(lacks).collect())
}

fn draw(chart: &Chart, language: Language) -> Drawing {
    super::draw(chart, language, &lettering())
}

fn recording(chart: &Chart, language: Language) -> Recording {
    let letters = lettering();
    let sheet = Sheet::of(chart, language, &letters);
    chart::plot(chart.kind, &sheet).draw(&sheet)
}

fn narrow_recording(chart: &Chart, language: Language) -> Recording {
    let letters = lettering();
    let sheet = Sheet::of(chart, language, &letters).narrow();
    chart::plot(chart.kind, &sheet).draw(&sheet)
}

fn overlap(one: Extent, other: Extent) -> bool {
    let slack = 0.05;
    one.0 + slack < other.2 && other.0 + slack < one.2 && one.1 + slack < other.3 && other.1 + slack < one.3
}

/// Whether a straight line meets the inside of a box: it is cut down to the box side by side (Liang and Barsky).
fn meets((from, to): ((f64, f64), (f64, f64)), (left, top, right, bottom): Extent) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-dx, from.0 - left), (dx, right - from.0), (-dy, from.1 - top), (dy, bottom - from.1)] {
        if step == 0.0 {
            if room <= 0.0 {
                return false;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    enter < leave
}

/// What is wrong with the layout: a mark beyond the canvas, texts over one another, a leader line through a text.
fn layout_faults(recording: &Recording) -> Vec<String> {
    let (width, height) = (f64::from(recording.width), f64::from(recording.height));
    let letters = lettering();
    let mut faults = Vec::new();
    let mut texts: Vec<(Extent, &str)> = Vec::new();
    for mark in &recording.marks {
        let extent = mark.extent(&letters);
        if extent.0 < 0.0 || extent.1 < 0.0 || extent.2 > width || extent.3 > height {
            faults.push(format!("outside {width} x {height}: {extent:?} {mark:?}"));
        }
        if let Mark::Label { text, .. } = mark {
            let met = texts.iter().filter(|(other, _)| overlap(extent, *other));
            faults.extend(met.map(|(_, other)| format!("`{text}` over `{other}`")));
            texts.push((extent, text));
        }
    }
    let fine = |(x, y): (i32, i32)| (f64::from(x) / 100.0, f64::from(y) / 100.0);
    for mark in &recording.marks {
        let Mark::Line { points, ink, .. } = mark else { continue };
        if !matches!(ink, crate::draw::ink::Ink::Rule | crate::draw::ink::Ink::Strong) {
            continue;
        }
        for pair in points.windows(2) {
            let met = texts.iter().filter(|(text, _)| meets((fine(pair[0]), fine(pair[1])), *text));
            faults.extend(met.map(|(_, text)| format!("a line through `{text}`: {pair:?}")));
        }
    }
    faults
}

/// What is wrong with the SVG as XML: tags out of balance, bare `&` or `<`.
fn xml_faults(svg: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for tag in svg.split('<').skip(1) {
        let Some((tag, text)) = tag.split_once('>') else {
            faults.push(format!("not closed: <{tag}"));
            continue;
        };
        if text.contains('>') || tag.matches('"').count() % 2 == 1 {
            faults.push(format!("bare sign: {tag}>{text}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                faults.push(format!("closes nothing: {name}"));
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or_default());
        }
    }
    for after in svg.split('&').skip(1) {
        if !["amp;", "lt;", "gt;", "quot;"].iter().any(|entity| after.starts_with(entity)) {
            faults.push(format!("bare ampersand before {after:.10}"));
        }
    }
    faults.extend(open.iter().map(|name| format!("left open: {name}")));
    faults
}

fn faults(chart: &Chart, language: Language) -> Vec<String> {
    let drawing = draw(chart, language);
    let mut faults = layout_faults(&recording(chart, language));
    faults.extend(layout_faults(&narrow_recording(chart, language)));
    faults.extend(xml_faults(&drawing.svg_web));
    faults.extend(xml_faults(&drawing.svg_narrow));
    faults.extend(xml_faults(&drawing.svg_print));
    if drawing != draw(chart, language) {
        faults.push("two drawings differ".to_owned());
    }
    if drawing.svg_print.contains("var(") {
        faults.push("a variable in print".to_owned());
    }
    faults
}

#[test]
fn samples_are_sound() {
    let mut faulty = Vec::new();
    for mut chart in samples().into_iter().chain(columned()) {
        for (kind, ..) in ChartKind::ALL {
            // A list that draws hundreds of parts is slow and shows nothing new.
            if kind.wants() == Wants::List && chart.parts.len() > 20 {
                continue;
            }
            chart.kind = kind;
            for language in LANGUAGES {
                let found = faults(&chart, language);
                let all = found.into_iter().take(2).map(|fault| format!("{} {kind:?} {language}: {fault}", chart.id));
                faulty.extend(all);
            }
        }
    }
    assert!(faulty.is_empty(), "{faulty:#?}");
}

#[test]
fn the_checks_find_faults() {
    let mut broken = recording(&samples()[0], Language::En);
    let label = broken.marks.iter().find(|mark| matches!(mark, Mark::Label { .. })).cloned().expect("a label");
    broken.marks.push(label);
    let doubled = broken.marks.last().map(|mark| mark.extent(&lettering())).expect("a label");
    assert!(layout_faults(&broken).iter().any(|fault| fault.contains("over")), "{doubled:?}");
    broken.height /= 2;
    assert!(layout_faults(&broken).len() > 1);
    for svg in ["<a><b></a></b>", "<a>", "<a>&nbsp;</a>", "<a>1 > 0</a>"] {
        assert!(!xml_faults(svg).is_empty(), "{svg}");
    }
}

#[test]
fn the_svg_says_what_it_shows() {
    let mut chart = samples().remove(0);
    chart.kind = ChartKind::Donut;
    chart.title = both("林地构成", "Woodland by type & share");
    let drawing = draw(&chart, Language::En);
    let sentence = "Donut chart, Woodland by type & share: Shrub land 85.71%, Arbour forest land 7.32%, \
                    Other forest land 6.97%.";
    assert_eq!(drawing.description, sentence);
    assert!(drawing.svg_web.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 "));
    for part in [
        "role=\"img\"",
        "aria-labelledby=\"chart-woodland-en-title chart-woodland-en-desc\"",
        "<title id=\"chart-woodland-en-title\">Woodland by type &amp; share</title>",
        "fill=\"var(--chart-1, #",
    ] {
        assert!(drawing.svg_web.contains(part), "{part} is not in {}", drawing.svg_web);
    }
    assert!(drawing.svg_print.contains("font-family=\"Tallybook Sans\""));
    assert!(!drawing.svg_web.contains(" height=\"100"), "no height is fixed");
    let zh = draw(&chart, Language::Zh).description;
    assert_eq!(zh, "环形图，林地构成：灌木林地 85.71%、乔木林地 7.32%、其他林地 6.97%。");
}

#[test]
fn a_unit_is_named_once_and_a_sign_at_each_number() {
    let charts = samples();
    let zones = draw(&charts[4], Language::En);
    let body = zones.svg_web.split("</desc>").nth(1).unwrap_or_default();
    assert_eq!(body.matches("km²").count(), 1);
    assert!(zones.description.contains("2,501.41 km²"), "{}", zones.description);
    assert!(draw(&charts[0], Language::En).svg_web.contains(">85.71%<"));
}

/// Words of a label, some of them with characters that XML or the line breaking must mind.
fn label() -> impl Strategy<Value = Text> {
    let zh = prop::collection::vec(prop_oneof!["[草地林水土流失与（）、]{1,12}", "[A-Z0-9·<&]{1,6}"], 1..4);
    let en = prop::collection::vec(prop_oneof!["[A-Za-z]{1,14}", "[a-z]{2,8}-[a-z]{2,8}", "[<>&\"'(){}]{1,3}"], 1..8);
    (zh, en).prop_map(|(zh, en)| Text { zh: zh.concat(), en: en.join(" ") })
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..1000.0, 1 => Just(0.0), 1 => 0.0..0.01, 1 => 1e3..1e6, 1 => Just(25.0), 1 => -50.0..0.0]
}

fn charts() -> impl Strategy<Value = Chart> {
    let place = (prop::option::of(0_usize..4), 0_usize..5, any::<u8>(), 0_u8..4, 2020_u16..2036);
    let part = (label(), value(), any::<bool>(), place).prop_map(|(label, value, rest, place)| {
        let (column, row, bits, tile, year) = place;
        let is = |bit: u8| bits & (1 << bit) != 0;
        ChartPart {
            label,
            value,
            shown: both(&format!("{value:.2}"), &format!("{value:.2}")),
            rest,
            row,
            column,
            missing: is(0) && is(1),
            target: is(2),
            highlighted: is(3) && is(4),
            period: is(5).then(|| (f64::from(year), f64::from(year) + f64::from(tile))),
            tile: is(6).then_some((tile, bits % 5)),
            side: Bearing::ALL.get(usize::from(bits % 10)).map(|(_, side, _)| *side),
            form: Form::ALL.get(usize::from(bits % 4)).map(|(_, form, _)| *form),
            ..ChartPart::default()
        }
    });
    let columns = prop::collection::vec(
        (label(), prop::option::of(2000.0..2040.0)).prop_map(|(label, at)| ChartColumn { label, at, colour: None }),
        0..4,
    );
    let references = prop::collection::vec(
        (label(), value()).prop_map(|(label, value)| ChartPart {
            label,
            value,
            shown: both(&format!("{value:.2}"), &format!("{value:.2}")),
            ..ChartPart::default()
        }),
        0..3,
    );
    let units = prop_oneof![Just(PERCENT), Just(KM2), Just(("", ""))];
    let standing = (columns, references, any::<bool>());
    (prop::collection::vec(part, 0..14), units, any::<bool>(), standing).prop_map(
        |(parts, unit, named, (columns, references, logarithmic))| {
            let axis = if named { both("面积", "Area") } else { Text::default() };
            let (title, unit) = (both("图", "Figure"), both(unit.0, unit.1));
            Chart {
                id: "made".to_owned(),
                title,
                axis,
                unit,
                parts,
                columns,
                references,
                logarithmic,
                ..samples().remove(0)
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn made_charts_are_sound(made in charts()) {
        for (kind, ..) in ChartKind::ALL {
            let mut chart = made.clone();
            chart.kind = kind;
            if kind.wants() == Wants::Crossing {
                // What goes together is said once: no data give two parts to a cell.
                let mut cells = std::collections::BTreeSet::new();
                chart.parts.retain(|part| cells.insert((part.row, part.column)));
            }
            for language in LANGUAGES {
                let faults = faults(&chart, language);
                prop_assert!(faults.is_empty(), "{:?} {}: {:#?}", kind, language, faults);
            }
        }
    }

    #[test]
    fn no_number_stops_the_drawing(values in prop::collection::vec(any::<f64>(), 0..6), kind in 0..ChartKind::ALL.len()) {
        let part = |value: f64| ChartPart {
            label: both("草地", "Grassland"),
            value,
            shown: both("1", "1"),
            ..ChartPart::default()
        };
        let mut chart = samples().remove(0);
        chart.kind = ChartKind::ALL[kind].0;
        chart.parts = values.into_iter().map(part).collect();
        let faults = faults(&chart, Language::En);
        prop_assert!(faults.is_empty(), "{:#?}", faults);
    }
}
