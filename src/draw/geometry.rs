//! Sine and cosine with the same bits on every machine, and points on a circle. Knows no chart.
//!
//! The standard library hands `sin` and `cos` to the platform, whose last digit may differ; a drawing must not. Only
//! `+`, `-`, `*` and `floor` stand here: IEEE 754 fixes their results.

use std::f64::consts::FRAC_PI_2;

/// A point in pixels of the view box; `y` grows downwards.
pub(super) type Point = (f64, f64);

/// The sine and the cosine of an angle in turns (1 is the whole circle); the error is below 1e-12.
///
/// An angle that is not finite counts as 0.
pub fn sin_cos(turns: f64) -> (f64, f64) {
    if !turns.is_finite() {
        return (0.0, 1.0);
    }
    let quarters = (turns - turns.floor()) * 4.0;
    let nearest = (quarters + 0.5).floor();
    let (sin, cos) = near_zero((quarters - nearest) * FRAC_PI_2);
    match nearest as u8 % 4 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The Taylor series on an eighth of a turn to either side, where the first term left out is below 1e-13.
fn near_zero(angle: f64) -> (f64, f64) {
    let square = angle * angle;
    let mut sin = 0.0;
    let mut cos = 0.0;
    for step in (1..=7).rev() {
        let even = f64::from(2 * step);
        sin = (1.0 + sin) * -square / (even * (even + 1.0));
        cos = (1.0 + cos) * -square / (even * (even - 1.0));
    }
    (angle * (1.0 + sin), 1.0 + cos)
}

/// The decimal logarithm of a number above 0, within 1e-9; of others 0.
pub(super) fn log10(value: f64) -> f64 {
    if !value.is_finite() || value <= 0.0 {
        return 0.0;
    }
    let (mut rest, mut power) = (value, 0.0);
    while rest >= 10.0 {
        (rest, power) = (rest / 10.0, power + 1.0);
    }
    while rest < 1.0 {
        (rest, power) = (rest * 10.0, power - 1.0);
    }
    // Halved by roots until the series of the logarithm is short.
    let mut doublings = 1.0;
    while rest > 1.05 {
        (rest, doublings) = (rest.sqrt(), doublings * 2.0);
    }
    let part = (rest - 1.0) / (rest + 1.0);
    let square = part * part;
    let series = 1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square / 7.0));
    power + doublings * 2.0 * part * series / std::f64::consts::LN_10
}

/// The point at `turns` clockwise from twelve o'clock on the circle of `radius` round `centre`.
pub(super) fn on_circle(centre: Point, radius: f64, turns: f64) -> Point {
    let (sin, cos) = sin_cos(turns);
    (centre.0 + radius * sin, centre.1 - radius * cos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quarters_are_exact() {
        let quarters = [0.0, 0.25, 0.5, 0.75, 1.0, -0.25].map(sin_cos);
        assert_eq!(quarters, [(0.0, 1.0), (1.0, -0.0), (-0.0, -1.0), (-1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]);
    }

    #[test]
    fn decimal_logarithms_are_those_of_the_library() {
        for value in [1e-9_f64, 0.003, 0.5, 1.0, 1.05, 2.0, 9.999, 10.0, 4877.1, 1e15] {
            assert!((log10(value) - value.log10()).abs() < 1e-9, "{value}");
        }
        assert_eq!((log10(0.0), log10(-1.0), log10(f64::NAN)), (0.0, 0.0, 0.0));
        assert_eq!(log10(1000.0), 3.0);
    }

    #[test]
    fn known_angles_and_the_unit_circle_hold() {
        let half_root = 0.5_f64.sqrt();
        for (turns, sin, cos) in [
            (1.0 / 12.0, 0.5, 0.75_f64.sqrt()),
            (1.0 / 8.0, half_root, half_root),
            (1.0 / 6.0, 0.75_f64.sqrt(), 0.5),
            (-1.0 / 12.0, -0.5, 0.75_f64.sqrt()),
            (7.0 / 12.0, -0.5, -(0.75_f64.sqrt())),
        ] {
            let found = sin_cos(turns);
            assert!((found.0 - sin).abs() < 1e-12 && (found.1 - cos).abs() < 1e-12, "{turns}: {found:?}");
        }
        for step in -300..300 {
            let (sin, cos) = sin_cos(f64::from(step) / 97.0);
            assert!((sin * sin + cos * cos - 1.0).abs() < 1e-12, "{step}");
        }
        assert_eq!(sin_cos(f64::NAN), (0.0, 1.0));
    }
}
