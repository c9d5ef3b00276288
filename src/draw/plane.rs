//! Plotters' part: ranges of data laid over ranges of pixels, ticks, and the shapes drawn in them. Knows no label.

use super::geometry::Point;
use super::ink::Ink;
use super::recording::{FINE, Pen, Recording, fine};
use crate::locale::format_number;
use crate::model::Language;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::{RangedCoordf64, RangedCoordi64};
use plotters::drawing::DrawingArea;
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::{Color, ShapeStyle};
use rust_decimal::Decimal;
use std::ops::Range;

type Coordinates = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// Why drawing cannot fail.
const UNREFUSED: &str = "a recording refuses nothing, and no one else holds it";

/// A range of data over a range of pixels, in each direction.
pub(super) struct Plane<'a> {
    area: DrawingArea<Pen<'a>, Coordinates>,
}

impl<'a> Plane<'a> {
    /// `x` and `y` are a range of data and the range of pixels that shows it.
    pub(super) fn new(recording: &'a mut Recording, x: (Range<f64>, Range<f64>), y: (Range<f64>, Range<f64>)) -> Self {
        let pixels = |range: &Range<f64>| fine(range.start)..fine(range.end);
        let coordinates = Coordinates::new(x.0, y.0, (pixels(&x.1), pixels(&y.1)));
        Self { area: DrawingArea::from(Pen(recording)).apply_coord_spec(coordinates) }
    }

    /// One over the pixels themselves.
    pub(super) fn of_pixels(recording: &'a mut Recording) -> Self {
        let side = 0.0..1000.0;
        Self::new(recording, (side.clone(), side.clone()), (side.clone(), side))
    }

    /// The pixel that shows a point.
    pub(super) fn pixel(&self, point: Point) -> Point {
        let (x, y) = self.area.map_coordinate(&point);
        (f64::from(x) / f64::from(FINE), f64::from(y) / f64::from(FINE))
    }

    /// Fills the rectangle between two corners.
    pub(super) fn rectangle(&self, from: Point, to: Point, ink: Ink) {
        self.area.draw(&Rectangle::new([from, to], ink.filled())).expect(UNREFUSED);
    }

    /// Fills a polygon.
    pub(super) fn polygon(&self, points: Vec<Point>, ink: Ink) {
        self.area.draw(&Polygon::new(points, ink.filled())).expect(UNREFUSED);
    }

    /// Draws a line one pixel wide.
    pub(super) fn line(&self, from: Point, to: Point, ink: Ink) {
        let style = ShapeStyle { color: ink.to_rgba(), filled: false, stroke_width: FINE.unsigned_abs() };
        self.area.draw(&PathElement::new(vec![from, to], style)).expect(UNREFUSED);
    }
}

/// The ticks of a value axis, in whole grains; a grain is a power of ten.
///
/// Whole numbers, because plotters finds ticks of fractions with logarithms, whose last digit differs by platform.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    /// Where they stand, ascending; the first and the last bound the data.
    pub(super) grains: Vec<i64>,
    /// The value of a grain is ten to this power.
    power: i32,
}

impl Ticks {
    /// About five round values from `low` to `high`; 0 lies between these. `whole` forbids fractions.
    pub(super) fn spanning(low: f64, high: f64, whole: bool) -> Self {
        let reach = high.max(-low);
        let mut power = 0;
        while !whole && power > -12 && reach > 0.0 && reach / power_of_ten(power) < 100.0 {
            power -= 1;
        }
        while power < 18 && reach / power_of_ten(power) >= 1000.0 {
            power += 1;
        }
        let grain = power_of_ten(power);
        let (low, high) = ((low / grain).floor() as i64, ((high / grain).ceil() as i64).max(1));
        let inner = RangedCoordi64::from(low..high).key_points(6_usize);
        let step = inner.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(1).max(1);
        let first = low.div_euclid(step);
        let last = -(-high).div_euclid(step);
        Self { grains: (first..=last).map(|number| number * step).collect(), power }
    }

    /// A value in grains.
    pub(super) fn in_grains(&self, value: f64) -> f64 {
        value / power_of_ten(self.power)
    }

    /// The ticks' range in grains.
    pub(super) fn range(&self) -> Range<f64> {
        let bound = |grains: Option<&i64>| grains.map_or(0.0, |&grains| grains as f64);
        bound(self.grains.first())..bound(self.grains.last())
    }

    /// The ticks as the book writes numbers, all with the same decimals.
    pub(super) fn labels(&self, language: Language) -> Vec<String> {
        let mut power = self.power;
        let mut grains = self.grains.clone();
        while power < 0 && grains.iter().all(|grains| grains % 10 == 0) {
            grains.iter_mut().for_each(|grains| *grains /= 10);
            power += 1;
        }
        grains.into_iter().map(|grains| printed(grains, power, language)).collect()
    }
}

fn power_of_ten(power: i32) -> f64 {
    let factor = (0..power.abs()).fold(1.0, |factor, _| factor * 10.0);
    if power < 0 { 1.0 / factor } else { factor }
}

fn printed(grains: i64, power: i32, language: Language) -> String {
    let plain = format!("{grains}e{power}");
    Decimal::from_scientific(&plain).map_or(plain, |number| format_number(language, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_bound_the_data() {
        for (low, high, whole, expected) in [
            (0.0, 168.0, true, vec!["0", "50", "100", "150", "200"]),
            (0.0, 2501.41, false, vec!["0", "1,000", "2,000", "3,000"]),
            (0.0, 85.71, false, vec!["0", "20", "40", "60", "80", "100"]),
            (0.0, 0.0, true, vec!["0", "1"]),
            (0.0, 3.0, true, vec!["0", "1", "2", "3"]),
            (0.0, 0.75, false, vec!["0.0", "0.2", "0.4", "0.6", "0.8"]),
            (-36.1, 0.0, false, vec!["−40", "−30", "−20", "−10", "0", "10"]),
        ] {
            let ticks = Ticks::spanning(low, high, whole);
            let range = ticks.range();
            assert!(range.start <= ticks.in_grains(low) && ticks.in_grains(high) <= range.end, "{low} {high}");
            assert_eq!(ticks.labels(Language::En), expected, "{low} {high}");
        }
    }

    #[test]
    fn any_reach_has_few_ticks() {
        for power in -9..16 {
            for lead in [1.0, 1.7, 2.5, 4.9, 9.99] {
                let ticks = Ticks::spanning(0.0, lead * power_of_ten(power), false);
                assert!((2..=8).contains(&ticks.grains.len()), "{lead}e{power}: {ticks:?}");
            }
        }
    }
}
