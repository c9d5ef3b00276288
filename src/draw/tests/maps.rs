//! Maps of made-up counties: their words on each other or outside, their borders, their size, in both languages.

use super::samples::{PERCENT, sample};
use super::{both, layout_faults, lettering, narrow_recording, overlap, recording, xml_faults};
use crate::draw::ink::Ink;
use crate::draw::recording::Mark;
use crate::model::{
    Chart, ChartKind, ChartPart, Colour, Ground, GroundShape, LANGUAGES, Language, Layer, Projection, Shape, Spot,
};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, proptest};
use std::sync::Arc;

/// A number from a place, the same every time.
fn noise(one: i64, other: i64, seed: u64) -> i64 {
    let mixed = (one as u64).wrapping_mul(0x9e37_79b9).wrapping_add((other as u64).wrapping_mul(0x85eb_ca6b)) ^ seed;
    let mixed = mixed.wrapping_mul(0x2545_f491_4f6c_dd1d);
    (mixed >> 40) as i64 % 1000 - 500
}

/// How a county is made.
#[derive(Debug, Clone, Copy)]
struct Plan {
    columns: i64,
    rows: i64,
    seed: u64,
    /// Side of a town in millionths of a degree.
    side: i64,
    /// Corners of a border.
    corners: i64,
}

/// The border between two corners of the grid, the same from both sides.
fn border(plan: Plan, from: (i64, i64), to: (i64, i64)) -> Vec<Spot> {
    if to < from {
        let mut border = border(plan, to, from);
        border.reverse();
        return border;
    }
    let corner = |(column, row): (i64, i64)| {
        let shift = |other| noise(column * 7 + other, row, plan.seed) * plan.side / 2500;
        (150_000_000 + column * plan.side + shift(1), 35_000_000 + row * plan.side + shift(2))
    };
    let (a, b) = (corner(from), corner(to));
    let at = |step: i64| {
        // No border strays so far that it meets another; between its bends it is nearly straight.
        let bend = |number: i64| match number {
            0 | 12 => 0,
            _ => noise(from.0 * 31 + number, from.1 * 17 + to.0, plan.seed) * plan.side / 12_000,
        };
        let (place, rest) = (step * 12 / plan.corners, step * 12 % plan.corners);
        let ends = step == 0 || step == plan.corners;
        let fine = if ends { 0 } else { noise(step, from.0 + 5 * from.1, plan.seed) * plan.side / 2_000_000 };
        let stray = if ends { 0 } else { bend(place) + (bend(place + 1) - bend(place)) * rest / plan.corners + fine };
        let along = |a: i64, b: i64| a + (b - a) * step / plan.corners;
        let across = if from.0 == to.0 { (stray, 0) } else { (0, stray) };
        ((along(a.0, b.0) + across.0) * 1000, (along(a.1, b.1) + across.1) * 1000)
    };
    (0..=plan.corners).map(at).collect()
}

fn town(plan: Plan, column: i64, row: i64) -> Shape {
    let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1), (column, row)];
    let mut ring = Vec::new();
    for pair in corners.windows(2) {
        let mut side = border(plan, pair[0], pair[1]);
        side.pop();
        ring.extend(side);
    }
    Shape::Areas(vec![vec![ring]])
}

/// A county of towns with numbers, a river and seats.
fn county(plan: Plan, names: &[(&str, &str)], graded: bool) -> Chart {
    let mut chart = sample("county", ("林地占比（%）", "Share of woodland (%)"), PERCENT, &[]);
    chart.kind = ChartKind::Map;
    let mut shapes = Vec::new();
    for number in 0..plan.columns * plan.rows {
        let (zh, en) = names[number as usize % names.len()];
        let value = (noise(number, 3, plan.seed) + 500) as f64 / 10.0;
        let name = both(zh, en);
        chart.parts.push(ChartPart {
            label: name.clone(),
            value,
            shown: if graded { both(&format!("{value:.1}"), &format!("{value:.1}")) } else { both("北", "north") },
            missing: number == 2,
            ..ChartPart::default()
        });
        let (part, shape) = (Some(number as usize), Arc::new(town(plan, number % plan.columns, number / plan.columns)));
        shapes.push(GroundShape { name, part, colour: None, shape });
    }
    let middle = |column: i64, row: i64| {
        let at = |number: i64, from: i64| (from + number * plan.side + plan.side / 2) * 1000;
        (at(column, 150_000_000), at(row, 35_000_000))
    };
    let river: Vec<Spot> = (-1..=plan.columns).map(|column| middle(column, column % plan.rows.max(1))).collect();
    let over = |zh: &str, en: &str, colour, shape| {
        let title = both(zh, en);
        Layer {
            title: title.clone(),
            shapes: vec![GroundShape { name: title, part: None, colour, shape: Arc::new(shape) }],
        }
    };
    chart.ground = Some(Ground {
        areas: Layer { title: both("镇", "Towns"), shapes },
        over: vec![
            over("长河", "Long River", Some(Colour::Water), Shape::Lines(vec![river])),
            over("测站", "Gauges", None, Shape::Points(vec![middle(0, 0), middle(1, 0)])),
        ],
        breaks: Vec::new(),
        graded,
        projection: None,
        approvals: Vec::new(),
        origins: vec![both("虚构的底图", "Shapes made up for the tests")],
        public: false,
    });
    chart
}

const SIX: Plan = Plan { columns: 3, rows: 2, seed: 7, side: 300_000, corners: 60 };

const NAMES: [(&str, &str); 6] = [
    ("东镇", "East Town"),
    ("西斗子镇", "Xidouzi Town"),
    ("重点生态功能区退化草原与水土流失综合治理示范镇", "Town of the Comprehensive Treatment of Degraded Grassland"),
    ("北山镇", "Beishan Town"),
    ("乙镇", "B"),
    ("南河湾镇", "Nanhewan Town"),
];

/// What is wrong with a map, wide and narrow, in a language.
fn faults(chart: &Chart, language: Language) -> Vec<String> {
    let mut faults = layout_faults(&recording(chart, language));
    faults.extend(layout_faults(&narrow_recording(chart, language)));
    let drawing = super::draw(chart, language);
    for svg in [&drawing.svg_web, &drawing.svg_narrow, &drawing.svg_print] {
        faults.extend(xml_faults(svg));
    }
    faults
}

#[test]
fn counties_are_drawn_without_words_on_words() {
    let mut faulty = Vec::new();
    for plan in [
        SIX,
        Plan { columns: 1, rows: 1, ..SIX },
        Plan { columns: 9, rows: 2, ..SIX },
        Plan { columns: 1, rows: 9, ..SIX },
        Plan { columns: 12, rows: 10, side: 4_000_000, corners: 8, ..SIX },
        Plan { side: 900, ..SIX },
    ] {
        for graded in [false, true] {
            let chart = county(plan, &NAMES, graded);
            for language in LANGUAGES {
                faulty.extend(
                    faults(&chart, language).into_iter().take(3).map(|fault| format!("{plan:?} {language}: {fault}")),
                );
            }
        }
    }
    assert!(faulty.is_empty(), "{faulty:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn made_counties_are_sound(seed in any::<u64>(), columns in 1_i64..6, rows in 1_i64..5, side in 2_000_i64..2_000_000, graded in any::<bool>()) {
        let chart = county(Plan { columns, rows, seed, side, corners: 20 }, &NAMES, graded);
        for language in LANGUAGES {
            let faults = faults(&chart, language);
            prop_assert!(faults.is_empty(), "{:?} {}: {:#?}", (columns, rows, side), language, faults);
        }
    }

    #[test]
    fn no_geometry_stops_the_drawing(spots in prop::collection::vec((-180_000_000_000_i64..=180_000_000_000, -90_000_000_000_i64..=90_000_000_000), 1..9), albers in any::<bool>()) {
        let mut chart = county(SIX, &NAMES, true);
        let ground = chart.ground.as_mut().expect("a map");
        ground.projection = Some(if albers { Projection::Albers(None, None) } else { Projection::GaussKruger(None) });
        ground.areas.shapes[0].shape = Arc::new(Shape::Areas(vec![vec![spots]]));
        for language in LANGUAGES {
            let drawing = super::draw(&chart, language);
            prop_assert!(!drawing.svg_web.contains("NaN") && !drawing.svg_web.contains("inf"));
        }
    }
}

/// The corners of the areas as they are drawn.
fn areas(chart: &Chart) -> Vec<Vec<(i32, i32)>> {
    let marks = recording(chart, Language::Zh).marks;
    let own = marks.into_iter().filter_map(|mark| match mark {
        Mark::Area { rings, .. } if rings[0].len() > 4 => Some(rings.concat()),
        _ => None,
    });
    own.collect()
}

#[test]
fn neighbours_keep_their_borders_and_a_map_stays_small() {
    let chart = county(Plan { corners: 2_000, ..SIX }, &NAMES, true);
    let drawn = areas(&chart);
    assert_eq!(drawn.len(), 6);
    let written: usize = drawn.iter().map(Vec::len).sum();
    assert!(written < 5_000, "{written} of 48,000 corners are drawn");
    let svg = super::draw(&chart, Language::En).svg_web;
    assert!(svg.len() < 80_000, "{}", svg.len());
    // What the first town has on its eastern side the second has on its western one.
    let common = drawn[0].iter().filter(|corner| drawn[1].contains(corner)).count();
    assert!(common > 6, "{common}");
    let size = |ring: &[(i32, i32)]| {
        let ends = ring.iter().zip(ring.iter().cycle().skip(1));
        ends.map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum::<i64>().abs()
    };
    let parts: i64 = drawn.iter().map(|ring| size(ring)).sum();
    // The outline of all: the corners of the six with the borders inside taken out.
    let mut edges = std::collections::BTreeSet::new();
    for ring in &drawn {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if !edges.remove(&(*b, *a)) {
                edges.insert((*a, *b));
            }
        }
    }
    let whole: i64 = edges.iter().map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1)).sum();
    assert_eq!(whole.abs(), parts, "a gap or an overlap");
}

#[test]
fn words_stand_inside_their_areas_where_they_have_room() {
    let chart = county(SIX, &NAMES, true);
    let marks = recording(&chart, Language::Zh).marks;
    let letters = lettering();
    let extent = |mark: &Mark| mark.extent(&letters);
    let shapes: Vec<_> =
        marks.iter().filter(|mark| matches!(mark, Mark::Area { rings, .. } if rings[0].len() > 4)).collect();
    for (number, name) in [(0, "东镇"), (3, "北山镇"), (5, "南河湾镇")] {
        let label = marks.iter().find(|mark| matches!(mark, Mark::Label { text, halo: true, .. } if text == name));
        let (label, shape) = (extent(label.expect(name)), extent(shapes[number]));
        assert!(overlap(label, shape) && label.0 >= shape.0 && label.2 <= shape.2, "{name}: {label:?} {shape:?}");
    }
}

#[test]
fn a_map_has_what_makes_it_one() {
    let mut chart = county(SIX, &NAMES, true);
    for (language, words) in [
        (
            Language::Zh,
            [
                "内部使用",
                "审图号：无，未送审",
                "高斯—克吕格投影，中央经线 150°E",
                "无数据",
                "千米",
                "北",
                "长河",
                "35°N",
            ],
        ),
        (
            Language::En,
            [
                "Internal use",
                "Approval number: none, not submitted",
                "Gauss-Krüger projection, central meridian 150°E",
                "No data",
                "km",
                "N",
                "Long River",
                "35°N",
            ],
        ),
    ] {
        let svg = super::draw(&chart, language).svg_print;
        let body = svg.split("</desc>").nth(1).unwrap_or_default();
        for word in words {
            assert!(body.contains(word), "{language}: {word}");
        }
    }
    let ground = chart.ground.as_mut().expect("a map");
    (ground.public, ground.approvals) = (true, vec!["示例（2021）001号".to_owned()]);
    let svg = super::draw(&chart, Language::Zh).svg_print;
    assert!(svg.contains("审图号：示例（2021）001号") && !svg.contains("内部使用"));
    // What has no number is hatched, and takes no step of the ramp.
    let hatches = recording(&chart, Language::Zh)
        .marks
        .iter()
        .filter(|mark| matches!(mark, Mark::Line { ink: Ink::Muted, width: 50, .. }))
        .count();
    assert!(hatches > 10, "{hatches}");
}

#[test]
fn a_map_without_ground_is_drawn_as_bars() {
    let mut chart = county(SIX, &NAMES, true);
    chart.ground = None;
    let description = super::draw(&chart, Language::En).description;
    assert!(description.starts_with("Bar chart"), "{description}");
    let mut ground = county(SIX, &NAMES, true).ground.expect("a map");
    ground.areas.shapes.clear();
    chart.ground = Some(ground);
    assert!(super::draw(&chart, Language::En).description.starts_with("Bar chart"));
}
