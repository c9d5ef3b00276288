//! Where edges meet, exactly: whole numbers, no rounding. Knows no feature's name and reports nothing.

use crate::diagnostic::limits::MOST_PAIRS;
use crate::model::{Ring, Spot};
use std::cmp::Ordering;

/// One edge of a ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) from: Spot,
    pub(super) to: Spot,
    pub(super) feature: usize,
    pub(super) polygon: usize,
    pub(super) ring: usize,
    /// Its number in the ring, and how many the ring has.
    pub(super) at: usize,
    pub(super) count: usize,
}

/// How two edges meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Contact {
    /// Each goes through the other.
    Cross,
    /// They have a stretch in common.
    Overlap,
    /// An end of one lies inside the other.
    Touch,
    /// They have an end in common.
    Corner,
}

impl Edge {
    fn left(&self) -> i64 {
        self.from.0.min(self.to.0)
    }

    fn right(&self) -> i64 {
        self.from.0.max(self.to.0)
    }

    fn is_level_with(&self, other: &Self) -> bool {
        self.from.1.min(self.to.1) <= other.from.1.max(other.to.1)
            && other.from.1.min(other.to.1) <= self.from.1.max(self.to.1)
    }

    /// Whether one begins where the other ends, in one ring.
    pub(super) fn follows(&self, other: &Self) -> bool {
        let next = |edge: &Self| (edge.at + 1) % edge.count;
        self.is_of(other) && (next(self) == other.at || next(other) == self.at)
    }

    /// Whether both are of one ring.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        (self.feature, self.polygon, self.ring) == (other.feature, other.polygon, other.ring)
    }
}

/// On which side of the line from one spot to another a third lies: to the left is `Greater`.
fn side(from: Spot, to: Spot, spot: Spot) -> Ordering {
    let apart = |one: i64, other: i64| i128::from(one) - i128::from(other);
    let turn = apart(to.0, from.0) * apart(spot.1, from.1) - apart(to.1, from.1) * apart(spot.0, from.0);
    turn.cmp(&0)
}

/// How two edges meet; `None` where they do not.
pub(super) fn contact(one: &Edge, other: &Edge) -> Option<Contact> {
    let ends = |edge: &Edge| if edge.from < edge.to { (edge.from, edge.to) } else { (edge.to, edge.from) };
    let sides = [
        side(one.from, one.to, other.from),
        side(one.from, one.to, other.to),
        side(other.from, other.to, one.from),
        side(other.from, other.to, one.to),
    ];
    if sides == [Ordering::Equal; 4] {
        // On one line, spots are in the order of their coordinates.
        let (a, b) = (ends(one), ends(other));
        return match a.0.max(b.0).cmp(&a.1.min(b.1)) {
            Ordering::Less => Some(Contact::Overlap),
            Ordering::Equal => Some(Contact::Corner),
            Ordering::Greater => None,
        };
    }
    if [other.from, other.to].iter().any(|end| *end == one.from || *end == one.to) {
        return Some(Contact::Corner);
    }
    let parted = |a: Ordering, b: Ordering| a != b && a != Ordering::Equal && b != Ordering::Equal;
    if parted(sides[0], sides[1]) && parted(sides[2], sides[3]) {
        return Some(Contact::Cross);
    }
    let within = |spot: Spot, edge: &Edge| {
        let (low, high) = (edge.from.1.min(edge.to.1), edge.from.1.max(edge.to.1));
        (edge.left()..=edge.right()).contains(&spot.0) && (low..=high).contains(&spot.1)
    };
    let lies = |place: usize, spot: Spot, edge: &Edge| sides[place] == Ordering::Equal && within(spot, edge);
    let touch =
        lies(0, other.from, one) || lies(1, other.to, one) || lies(2, one.from, other) || lies(3, one.to, other);
    touch.then_some(Contact::Touch)
}

/// Calls `see` for all pairs of edges that meet, until it says to stop. Those of different features are looked at only
/// where `across` says so. False where the borders are in such a tangle that it would take for ever.
pub(super) fn meetings(edges: &mut [Edge], across: bool, see: &mut dyn FnMut(&Edge, &Edge, Contact) -> bool) -> bool {
    edges.sort_by_key(|edge| (edge.left(), edge.feature, edge.polygon, edge.ring, edge.at));
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = 0_usize;
    for place in 0..edges.len() {
        let edge = edges[place];
        open.retain(|other| edges[*other].right() >= edge.left());
        pairs += open.len();
        if pairs > MOST_PAIRS {
            return false;
        }
        for other in open.iter().map(|other| &edges[*other]) {
            if !across && other.feature != edge.feature || !edge.is_level_with(other) {
                continue;
            }
            if let Some(contact) = contact(other, &edge)
                && !see(other, &edge, contact)
            {
                return true;
            }
        }
        open.push(place);
    }
    true
}

/// Twice the area of a ring, positive where it runs counter-clockwise.
pub(super) fn doubled_area(ring: &Ring) -> i128 {
    let next = ring.iter().cycle().skip(1);
    let part =
        |(one, next): (&Spot, &Spot)| i128::from(one.0) * i128::from(next.1) - i128::from(next.0) * i128::from(one.1);
    ring.iter().zip(next).map(part).sum()
}

/// Whether a spot lies inside a ring; `None` where it lies on it.
pub(super) fn is_inside(spot: Spot, ring: &Ring) -> Option<bool> {
    let mut inside = false;
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (low, high) = if from.1 <= to.1 { (*from, *to) } else { (*to, *from) };
        let turn = side(low, high, spot);
        let beside = (from.0.min(to.0)..=from.0.max(to.0)).contains(&spot.0) && (low.1..=high.1).contains(&spot.1);
        if turn == Ordering::Equal && beside {
            return None;
        }
        if low.1 <= spot.1 && spot.1 < high.1 && turn == Ordering::Greater {
            inside = !inside;
        }
    }
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: Spot, to: Spot) -> Edge {
        Edge { from, to, feature: 0, polygon: 0, ring: 0, at: 0, count: 9 }
    }

    #[test]
    fn edges_meet_as_they_do() {
        let level = edge((0, 0), (10, 0));
        for (from, to, expected) in [
            ((5, -5), (5, 5), Some(Contact::Cross)),
            ((5, 0), (5, 5), Some(Contact::Touch)),
            ((10, 0), (12, 5), Some(Contact::Corner)),
            ((10, 0), (12, 0), Some(Contact::Corner)),
            ((3, 0), (12, 0), Some(Contact::Overlap)),
            ((10, 0), (0, 0), Some(Contact::Overlap)),
            ((11, 0), (12, 0), None),
            ((11, -1), (12, 3), None),
            ((0, 1), (10, 1), None),
        ] {
            assert_eq!(contact(&level, &edge(from, to)), expected, "{from:?} {to:?}");
            assert_eq!(contact(&edge(to, from), &level), expected, "{to:?} {from:?}");
        }
        // So long that a product of two differences has no room in 64 bits.
        let far = 360_000_000_000;
        assert_eq!(contact(&edge((-far, -far), (far, far)), &edge((-far, far), (far, -far))), Some(Contact::Cross));
    }

    #[test]
    fn a_ring_holds_what_lies_inside() {
        let ring = vec![(0, 0), (10, 0), (10, 10), (5, 4), (0, 10)];
        assert_eq!(doubled_area(&ring), 140);
        for (spot, expected) in
            [((1, 1), Some(true)), ((5, 8), Some(false)), ((5, 4), None), ((0, 5), None), ((11, 5), Some(false))]
        {
            assert_eq!(is_inside(spot, &ring), expected, "{spot:?}");
        }
    }
}
