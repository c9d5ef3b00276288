//! Borders as fine as the drawing shows them. A border that two areas have in common is cut out once and simplified once,
//! so that it stays one: no gap and no overlap comes of it. Knows no colour and no name.

use crate::draw::geometry::Point;
use crate::model::{Ring, Shape, Spot};
use std::collections::BTreeMap;

/// A corner that lies nearer than this to the line without it is left out, in pixels.
const FINEST: f64 = 0.3;
/// Rings that are smaller than this are not seen, in square pixels.
const SMALLEST: f64 = 0.4;

/// The rings of each shape in pixels. A shape keeps its largest ring, however small.
pub(super) fn rings(shapes: &[&Shape], at: &dyn Fn(Spot) -> Option<Point>) -> Vec<Vec<Vec<Point>>> {
    let own = |shape: &&Shape| match shape {
        Shape::Areas(polygons) => polygons.concat(),
        Shape::Lines(_) | Shape::Points(_) => Vec::new(),
    };
    let all: Vec<Vec<Ring>> = shapes.iter().map(own).collect();
    let mut arcs = Arcs { joints: joints(all.iter().flatten()), known: BTreeMap::new(), at };
    let drawn = |rings: &Vec<Ring>| {
        let mut drawn: Vec<Vec<Point>> = rings.iter().map(|ring| arcs.ring(ring)).collect();
        let largest = drawn.iter().map(|ring| area(ring)).fold(0.0, f64::max);
        drawn.retain(|ring| ring.len() > 2 && area(ring) >= SMALLEST.min(largest));
        drawn
    };
    all.iter().map(drawn).collect()
}

/// A line in pixels.
pub(super) fn line(spots: &[Spot], at: &dyn Fn(Spot) -> Option<Point>) -> Vec<Point> {
    simplified(&spots.iter().filter_map(|spot| at(*spot)).collect::<Vec<_>>())
}

/// The size of a ring's area.
pub(super) fn area(ring: &[Point]) -> f64 {
    let ends = ring.iter().zip(ring.iter().cycle().skip(1));
    (ends.map(|(one, next)| one.0 * next.1 - next.0 * one.1).sum::<f64>() / 2.0).abs()
}

/// The corners where borders part: those that have other neighbours in another ring.
fn joints<'r>(rings: impl Iterator<Item = &'r Ring>) -> BTreeMap<Spot, Option<(Spot, Spot)>> {
    let mut beside: BTreeMap<Spot, Option<(Spot, Spot)>> = BTreeMap::new();
    for ring in rings {
        for (place, corner) in ring.iter().enumerate() {
            let (before, next) = (ring[(place + ring.len() - 1) % ring.len()], ring[(place + 1) % ring.len()]);
            let pair = Some((before.min(next), before.max(next)));
            let known = beside.entry(*corner).or_insert(pair);
            if *known != pair {
                *known = None;
            }
        }
    }
    beside
}

/// Borders between joints, each simplified once.
struct Arcs<'a> {
    /// The two neighbours of a corner; none of a joint.
    joints: BTreeMap<Spot, Option<(Spot, Spot)>>,
    /// By the first two corners.
    known: BTreeMap<(Spot, Spot), Vec<Point>>,
    at: &'a dyn Fn(Spot) -> Option<Point>,
}

impl Arcs<'_> {
    fn is_joint(&self, corner: Spot) -> bool {
        self.joints.get(&corner).is_some_and(Option::is_none)
    }

    /// A ring of its simplified borders.
    fn ring(&mut self, ring: &Ring) -> Vec<Point> {
        let joint = ring.iter().position(|corner| self.is_joint(*corner));
        // Without a joint it is an island, or fills a hole: both begin at the same corner.
        let lowest = ring.iter().enumerate().min_by_key(|(_, corner)| **corner).map(|(place, _)| place);
        let Some(start) = joint.or(lowest) else { return Vec::new() };
        let mut turned: Vec<Spot> = ring[start..].iter().chain(&ring[..=start]).copied().collect();
        let mut drawn: Vec<Point> = Vec::new();
        while turned.len() > 1 {
            let end =
                turned[1..].iter().position(|corner| self.is_joint(*corner)).map_or(turned.len() - 1, |at| at + 1);
            let arc = self.arc(&turned[..=end]);
            let skip = usize::from(!drawn.is_empty());
            drawn.extend(arc.into_iter().skip(skip));
            turned.drain(..end);
        }
        drawn.pop();
        drawn
    }

    /// A border from joint to joint, simplified in the one direction that does not depend on who asks.
    fn arc(&mut self, corners: &[Spot]) -> Vec<Point> {
        let [first, second, ..] = corners else { return Vec::new() };
        let [.., last_but_one, last] = corners else { return Vec::new() };
        if (last, last_but_one) < (first, second) {
            let reversed: Vec<Spot> = corners.iter().rev().copied().collect();
            let mut arc = self.forward(&reversed);
            arc.reverse();
            return arc;
        }
        self.forward(corners)
    }

    fn forward(&mut self, corners: &[Spot]) -> Vec<Point> {
        let key = (corners[0], corners[1]);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let points: Vec<Point> = corners.iter().filter_map(|corner| (self.at)(*corner)).collect();
        let arc = simplified(&points);
        self.known.insert(key, arc.clone());
        arc
    }
}

/// The corners of a line that matter (Douglas and Peucker 1973); of one that closes, three at least.
fn simplified(points: &[Point]) -> Vec<Point> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; points.len()];
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    let closed = points[0] == points[last];
    while let Some((from, to)) = open.pop() {
        let away = |place: &usize| distance(points[*place], points[from], points[to]);
        let furthest = (from + 1..to).max_by(|one, other| away(one).total_cmp(&away(other)).then(other.cmp(one)));
        let Some(place) = furthest else { continue };
        // A ring is first cut in three: two corners enclose nothing.
        let needed = closed && kept.iter().filter(|kept| **kept).count() < 4;
        if needed || away(&place) > FINEST {
            kept[place] = true;
            open.extend([(from, place), (place, to)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// How far a point lies from the stretch between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((point.0 - from.0) * dx + (point.1 - from.1) * dy) / length } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    let (x, y) = (point.0 - from.0 - along * dx, point.1 - from.1 - along * dy);
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(spot: Spot) -> Option<Point> {
        Some((spot.0 as f64 / 100.0, spot.1 as f64 / 100.0))
    }

    /// Two areas with one wiggling border, and an island that fills a hole of the second.
    fn neighbours() -> [Shape; 3] {
        let border: Vec<Spot> = (0..=400).map(|step| (5_000 + (step * 37) % 41 + (step % 50) * 9, step * 25)).collect();
        let mut west = vec![(0, 10_000), (0, 0)];
        west.extend(&border);
        let mut east: Vec<Spot> = border.iter().rev().copied().collect();
        east.extend([(12_000, 0), (12_000, 10_000)]);
        let island: Vec<Spot> =
            (0..100).map(|step| (9_000 + (step % 50) * 20, 4_000 + (step / 50) * 900 + step % 7)).collect();
        let island: Vec<Spot> = island[..50].iter().chain(island[50..].iter().rev()).copied().collect();
        let hole: Vec<Spot> = island.iter().rev().copied().collect();
        [Shape::Areas(vec![vec![west]]), Shape::Areas(vec![vec![east, hole]]), Shape::Areas(vec![vec![island]])]
    }

    #[test]
    fn a_border_of_two_stays_one() {
        let shapes = neighbours();
        let drawn = rings(&shapes.each_ref(), &pixels);
        let corners: usize = drawn.iter().flatten().map(Vec::len).sum();
        assert!(corners < 700, "{corners}");
        assert!(drawn[0][0].len() > 10, "the border is gone");
        // What the three enclose is what the rectangle encloses, but for the ends of the border.
        let sum = area(&drawn[0][0]) + area(&drawn[1][0]);
        let whole = 120.0 * 100.0;
        assert!((sum - whole).abs() < 1e-6 * whole, "{sum}");
        let key = |ring: &Vec<Point>| {
            let mut corners: Vec<String> = ring.iter().map(|point| format!("{point:?}")).collect();
            corners.sort();
            corners
        };
        assert_eq!(key(&drawn[1][1]), key(&drawn[2][0]), "the island does not fill its hole");
        assert!(drawn[2][0].len() < 100);
    }

    #[test]
    fn no_corner_that_is_left_out_lay_far_away() {
        let shapes = neighbours();
        let drawn = rings(&[&shapes[0]], &pixels);
        let ring = &drawn[0][0];
        let Shape::Areas(polygons) = &shapes[0] else { panic!("areas") };
        for corner in &polygons[0][0] {
            let point = pixels(*corner).expect("all have pixels");
            let ends = ring.iter().zip(ring.iter().cycle().skip(1));
            let nearest = ends.map(|(from, to)| distance(point, *from, *to)).fold(f64::MAX, f64::min);
            assert!(nearest <= FINEST + 1e-9, "{corner:?}: {nearest}");
        }
    }

    #[test]
    fn a_ring_too_small_to_be_seen_goes_unless_it_is_all() {
        let square = |x: i64, side: i64| vec![(x, 0), (x + side, 0), (x + side, side), (x, side)];
        let shapes = [
            Shape::Areas(vec![vec![square(0, 1_000)], vec![square(5_000, 10)]]),
            Shape::Areas(vec![vec![square(9_000, 10)]]),
        ];
        let drawn = rings(&shapes.each_ref(), &pixels);
        assert_eq!(drawn.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
    }
}
