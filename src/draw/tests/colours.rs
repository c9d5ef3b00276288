//! Colours that touch: for readers who do not tell some of them apart, and in grey.

use super::columned::columned;
use super::samples::samples;
use super::{lettering, narrow_recording, recording};
use crate::draw::geometry::sin_cos;
use crate::draw::ink::{Ink, PALETTE};
use crate::draw::recording::{Extent, Mark, Recording};
use crate::model::{ChartKind, Colour, Language};

/// What is seen of linear red, green and blue without the first, the second or the third kind of cones, after Machado,
/// Oliveira and Fernandes (2009), severity 1.
const SEEN: [[[f64; 3]; 3]; 3] = [
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
];

/// Neighbours differ by at least this.
const APART: f64 = 20.0;

fn linear(hex: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// CIE L*a*b* under D65.
fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = rgb.map(|value| value.clamp(0.0, 1.0));
    let curve = |value: f64| {
        if value > 216.0 / 24389.0 { value.cbrt() } else { (24389.0 / 27.0 * value + 16.0) / 116.0 }
    };
    let x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    let y = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    let z = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// CIEDE2000, after Sharma, Wu and Dalal (2005).
fn difference(one: [f64; 3], other: [f64; 3]) -> f64 {
    let chroma = |lab: [f64; 3]| lab[1].hypot(lab[2]);
    let mean = (chroma(one) + chroma(other)) / 2.0;
    let seventh = |value: f64| (value.powi(7) / (value.powi(7) + 25.0_f64.powi(7))).sqrt();
    let stretch = 1.5 - 0.5 * seventh(mean);
    let polar = |lab: [f64; 3]| {
        let a = lab[1] * stretch;
        let hue = if a == 0.0 && lab[2] == 0.0 { 0.0 } else { lab[2].atan2(a).to_degrees().rem_euclid(360.0) };
        (a.hypot(lab[2]), hue)
    };
    let ((c1, h1), (c2, h2)) = (polar(one), polar(other));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let hue = 2.0 * (c1 * c2).sqrt() * sin_cos(turn / 720.0).0;
    let (light, colour) = ((one[0] + other[0]) / 2.0, (c1 + c2) / 2.0);
    let middle = if grey {
        h1 + h2
    } else if (h1 - h2).abs() <= 180.0 {
        (h1 + h2) / 2.0
    } else if h1 + h2 < 360.0 {
        (h1 + h2 + 360.0) / 2.0
    } else {
        (h1 + h2 - 360.0) / 2.0
    };
    let cos = |degrees: f64| sin_cos(degrees / 360.0).1;
    let t = 1.0 - 0.17 * cos(middle - 30.0) + 0.24 * cos(2.0 * middle) + 0.32 * cos(3.0 * middle + 6.0)
        - 0.20 * cos(4.0 * middle - 63.0);
    let square = (light - 50.0).powi(2);
    let (sl, sc, sh) = (1.0 + 0.015 * square / (20.0 + square).sqrt(), 1.0 + 0.045 * colour, 1.0 + 0.015 * colour * t);
    let rotation = 60.0 * (-((middle - 275.0) / 25.0).powi(2)).exp();
    let rt = -sin_cos(rotation / 360.0).0 * 2.0 * seventh(colour);
    let (dl, dc, dh) = ((other[0] - one[0]) / sl, (c2 - c1) / sc, hue / sh);
    (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
}

/// The least difference that any of the three kinds of readers sees.
fn least(one: &str, other: &str) -> f64 {
    let seen = |hex: &str, matrix: [[f64; 3]; 3]| {
        let rgb = linear(hex);
        lab(matrix.map(|row| row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
    };
    SEEN.into_iter().map(|matrix| difference(seen(one, matrix), seen(other, matrix))).fold(f64::MAX, f64::min)
}

#[test]
fn the_measure_is_the_published_one() {
    let pairs = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (one, other, expected) in pairs {
        assert!((difference(one, other) - expected).abs() < 1e-4, "{one:?} {other:?}: {}", difference(one, other));
    }
}

#[test]
fn neighbours_of_the_palette_are_told_apart() {
    for number in 0..12 {
        let (one, next) = (Ink::Part(number).swatch(), Ink::Part(number + 1).swatch());
        for (one, next) in [(one.light, next.light), (one.dark, next.dark)] {
            assert!(least(one, next) >= APART, "part {number}: {one} {next} {}", least(one, next));
        }
    }
}

#[test]
fn the_steps_of_an_order_are_told_apart_by_their_lightness() {
    for count in 2..=7 {
        for place in 1..count {
            let ink = |place: u8| Ink::of(Colour::Step(place, count)).expect("so many steps there are").swatch();
            let (one, next) = (ink(place - 1), ink(place));
            for (one, next) in [(one.light, next.light), (one.dark, next.dark)] {
                let step = (lab(linear(one))[0] - lab(linear(next))[0]).abs();
                assert!(step >= 8.0, "{place} of {count}: {one} {next} {step}");
            }
        }
    }
}

/// Where values have both signs any two classes of the two sides may touch: sides are told apart by their hue, the classes
/// of one by their lightness, what is neither from the first of both.
#[test]
fn the_two_sides_of_nothing_are_told_apart() {
    let swatch = |colour| Ink::of(colour).expect("so many steps there are").swatch();
    let lightness = |hex: &str| lab(linear(hex))[0];
    let colours = |one: crate::draw::Swatch| [one.light, one.dark];
    for ground in 0..2 {
        let even = colours(swatch(Colour::Even))[ground];
        for count in 1..=6 {
            for side in [Colour::Above, Colour::Below] {
                let mut last = even;
                for place in 0..count {
                    let next = colours(swatch(side(place, count)))[ground];
                    let step = (lightness(last) - lightness(next)).abs();
                    assert!(step >= 8.0, "{place} of {count}: {last} {next} {step}");
                    last = next;
                }
            }
        }
        for (above, below) in (0..6).flat_map(|above| (0..6).map(move |below| (above, below))) {
            let [above, below] =
                [Colour::Above(above, 6), Colour::Below(below, 6)].map(|one| colours(swatch(one))[ground]);
            assert!(least(above, below) >= APART, "{above} {below}: {}", least(above, below));
        }
    }
}

/// Surfaces of two colours that touch or lie on each other, without a gap of paper between them, and are not told apart.
fn touching(recording: &Recording, least_apart: f64) -> Vec<String> {
    let letters = lettering();
    let surfaces: Vec<(Ink, Extent)> = recording
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Rectangle { ink, .. } => Some((*ink, mark.extent(&letters))),
            _ => None,
        })
        .collect();
    let ground = |ink: Ink| matches!(ink, Ink::Grid | Ink::Paper);
    let near = |one: Extent, other: Extent| {
        one.0 < other.2 + 0.9 && other.0 < one.2 + 0.9 && one.1 < other.3 + 0.9 && other.1 < one.3 + 0.9
    };
    let wide = |extent: Extent| extent.2 - extent.0 > 2.0 && extent.3 - extent.1 > 2.0;
    let mut found = Vec::new();
    for (number, (ink, extent)) in surfaces.iter().enumerate() {
        for (place, (under, other)) in surfaces[..number].iter().enumerate() {
            let counts = ink != under && !ground(*ink) && !ground(*under) && wide(*extent) && wide(*other);
            if !counts || !near(*extent, *other) {
                continue;
            }
            // Each side that lies on the other surface has paper beyond it.
            let inside = |side: f64, from: f64, to: f64| from + 0.5 < side && side < to - 0.5;
            let holds = |paper: Extent| {
                (!inside(extent.0, other.0, other.2) || paper.0 <= extent.0 - 0.9)
                    && (!inside(extent.2, other.0, other.2) || paper.2 >= extent.2 + 0.9)
                    && (!inside(extent.1, other.1, other.3) || paper.1 <= extent.1 - 0.9)
                    && (!inside(extent.3, other.1, other.3) || paper.3 >= extent.3 + 0.9)
                    && near(paper, *extent)
            };
            let gap = surfaces[place..number].iter().any(|(ink, paper)| *ink == Ink::Paper && holds(*paper));
            let (one, next) = (ink.swatch(), under.swatch());
            let apart = least(one.light, next.light).min(least(one.dark, next.dark));
            if !gap && apart < least_apart {
                found.push(format!("{} on {}: {apart}", one.variable, next.variable));
            }
        }
    }
    found
}

#[test]
fn what_touches_is_told_apart() {
    let mut faults = Vec::new();
    for mut chart in samples().into_iter().chain(columned()).filter(|chart| chart.parts.len() <= 20) {
        // Meanings that a reader without green, or blue, takes for one another.
        for (number, part) in chart.parts.iter_mut().enumerate() {
            part.colour = [Colour::Wood, Colour::Mining, Colour::Town, Colour::Water].get(number % 5).copied();
        }
        for (kind, ..) in ChartKind::ALL {
            chart.kind = kind;
            // Words differ by language, surfaces hardly.
            for language in [Language::En] {
                for recording in [recording(&chart, language), narrow_recording(&chart, language)] {
                    faults.extend(
                        touching(&recording, APART)
                            .into_iter()
                            .take(1)
                            .map(|it| format!("{} {kind:?}: {it}", chart.id)),
                    );
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    let mut bad = Recording::new(100);
    bad.fill((0.0, 0.0), (20.0, 20.0), Ink::Meaning(Colour::Wood));
    bad.fill((20.0, 0.0), (40.0, 20.0), Ink::Meaning(Colour::Mining));
    assert_eq!(touching(&bad, APART).len(), 1);
    assert!(PALETTE.len() > 12);
}

/// Colours may look alike in grey: what stands beside one another has paper between, whatever its colours.
#[test]
fn in_grey_a_gap_keeps_surfaces_apart() {
    let mut faults = Vec::new();
    for mut chart in samples().into_iter().chain(columned()).filter(|chart| chart.parts.len() <= 20) {
        for (kind, ..) in ChartKind::ALL {
            chart.kind = kind;
            for recording in [recording(&chart, Language::Zh), narrow_recording(&chart, Language::Zh)] {
                let found = touching(&recording, f64::MAX).into_iter().take(1);
                faults.extend(found.map(|it| format!("{} {kind:?}: {it}", chart.id)));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
