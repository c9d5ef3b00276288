//! Rings and what they enclose: none crosses or touches itself, holes lie in their areas, parts beside each other; and
//! where the ledger asks for it, neighbours have their borders in common. Rings are turned the way RFC 7946 wants them,
//! which the reader of a file may do for its writer; nothing else is mended.

use super::broken;
use super::place::Part;
use super::sweep::{Contact, Edge, doubled_area, is_inside, meetings};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, rule};
use crate::model::{DEGREE, Feature, MapFile, Ring, Shape, Spot};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many faults of one file are told.
const MOST_TOLD: usize = 20;
/// So many corners of a ring are asked whether they lie in another.
const ASKED: usize = 64;
/// A gap between neighbours that is narrower than this is a slip: about 50 m.
const SLIVER: i64 = DEGREE / 2_000;

/// Turns the rings of all features and reports what is unsound.
pub(super) fn check(features: &mut [(Part<'_>, Feature)], map: &MapFile, faults: &mut Diagnostics) {
    let mut borders = Borders { map, found: Vec::new(), told: BTreeSet::new() };
    for (_, feature) in features.iter_mut() {
        if let Shape::Areas(polygons) = &*feature.shape {
            feature.shape = Arc::new(Shape::Areas(polygons.iter().map(|rings| turned(rings)).collect()));
        }
    }
    let features: &[(Part<'_>, Feature)] = features;
    let mut edges = edges(features);
    let see = &mut |one: &Edge, other: &Edge, contact| borders.met(features, (one, other), contact);
    if !meetings(&mut edges, map.shared, see) {
        let fault = Diagnostic::error(rule::LIMIT_EXCEEDED, map.file.span, Message::new("map-tangle"));
        borders.found.push(fault.hint(Message::new("map-limit-hint")));
    }
    if borders.found.is_empty() {
        borders.inside(features);
        if map.shared {
            borders.neighbours(features, &edges);
        }
    }
    borders.found.into_iter().for_each(|fault| faults.report(fault));
}

/// A polygon with its outer ring counter-clockwise and its holes clockwise.
fn turned(rings: &[Ring]) -> Vec<Ring> {
    let turn = |(place, ring): (usize, &Ring)| {
        let right = (doubled_area(ring) > 0) == (place == 0);
        if right { ring.clone() } else { ring.iter().rev().copied().collect() }
    };
    rings.iter().enumerate().map(turn).collect()
}

fn polygons(feature: &Feature) -> &[Vec<Ring>] {
    match &*feature.shape {
        Shape::Areas(polygons) => polygons,
        Shape::Lines(_) | Shape::Points(_) => &[],
    }
}

fn edges(features: &[(Part<'_>, Feature)]) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (number, (_, feature)) in features.iter().enumerate() {
        for (polygon, rings) in polygons(feature).iter().enumerate() {
            for (ring, corners) in rings.iter().enumerate() {
                let ends = corners.iter().zip(corners.iter().cycle().skip(1)).enumerate();
                edges.extend(ends.map(|(at, (from, to))| {
                    let (from, to, count) = (*from, *to, corners.len());
                    Edge { from, to, feature: number, polygon, ring, at, count }
                }));
            }
        }
    }
    edges
}

struct Borders<'a> {
    map: &'a MapFile,
    found: Vec<Diagnostic>,
    /// What is told already: a message of two features.
    told: BTreeSet<(&'static str, usize, usize)>,
}

impl Borders<'_> {
    /// Tells a fault of a ring at a spot once for two features.
    fn tell(&mut self, features: &[(Part<'_>, Feature)], id: &'static str, edge: &Edge, other: usize) {
        if !self.told.insert((id, edge.feature, other)) {
            return;
        }
        let (part, feature) = &features[edge.feature];
        let several = part.key("geometry").and_then(|geometry| geometry.key("type"));
        let several = several.is_some_and(|kind| kind.text.contains("Multi"));
        let path = if several { vec![edge.polygon, edge.ring] } else { vec![edge.ring] };
        let place = part.key("geometry").and_then(|part| part.key("coordinates")).unwrap_or(*part).within(&path);
        let message = Message::new(id).with("shape", self.name(feature, edge.feature)).with("at", degrees(edge.to));
        let fault = if other == edge.feature {
            broken(place.span(), message, self.map)
        } else {
            let (part, feature) = &features[other];
            let fault = broken(place.span(), message.with("other", self.name(feature, other)), self.map);
            let holder = feature.member.as_ref().map_or(part.span(), |member| member.span);
            fault.related(holder, Message::new("note-map-other"))
        };
        self.found.push(fault.hint(Message::new("map-borders.hint")));
    }

    /// What a feature is called in a message: its member, else its number.
    fn name(&self, feature: &Feature, number: usize) -> String {
        feature.member.as_ref().map_or_else(|| (number + 1).to_string(), |member| member.value.clone())
    }

    /// Judges two edges that meet; whether to look for more.
    fn met(&mut self, features: &[(Part<'_>, Feature)], (one, other): (&Edge, &Edge), contact: Contact) -> bool {
        let id = if one.is_of(other) {
            match contact {
                Contact::Corner if one.follows(other) => None,
                Contact::Overlap if one.follows(other) => Some("map-ring-spike"),
                Contact::Cross => Some("map-ring-crosses"),
                Contact::Overlap | Contact::Touch | Contact::Corner => Some("map-ring-touches"),
            }
        } else if one.feature == other.feature {
            match contact {
                Contact::Touch | Contact::Corner => None,
                _ if one.polygon == other.polygon => Some("map-rings-cross"),
                Contact::Cross | Contact::Overlap => Some("map-parts-overlap"),
            }
        } else {
            match contact {
                Contact::Corner => None,
                Contact::Cross => Some("map-borders-cross"),
                Contact::Overlap if (one.from, one.to) == (other.to, other.from) => None,
                Contact::Overlap if (one.from, one.to) == (other.from, other.to) => Some("map-borders-cross"),
                Contact::Overlap | Contact::Touch => Some("map-borders-differ"),
            }
        };
        if let Some(id) = id {
            let (first, second) = if one.feature <= other.feature { (one, other) } else { (other, one) };
            self.tell(features, id, first, second.feature);
        }
        self.found.len() < MOST_TOLD
    }

    /// Holes outside their areas, parts and neighbours inside each other. Rings that meet at no more than corners are
    /// inside each other or not with all that they have.
    fn inside(&mut self, features: &[(Part<'_>, Feature)]) {
        let firsts: Vec<Edge> = edges(features).into_iter().filter(|edge| edge.at == 0).collect();
        for edge in &firsts {
            let rings = &polygons(&features[edge.feature].1)[edge.polygon];
            if edge.ring > 0 && lies_in(&rings[edge.ring], &rings[..1]) == Some(false) {
                self.tell(features, "map-hole-outside", edge, edge.feature);
            }
            let beside = |other: &usize| *other > 0 && *other != edge.ring && edge.ring > 0;
            if (0..rings.len())
                .filter(beside)
                .any(|other| lies_in(&rings[edge.ring], &rings[other..=other]) == Some(true))
            {
                self.tell(features, "map-rings-cross", edge, edge.feature);
            }
            if edge.ring > 0 {
                continue;
            }
            for other in
                firsts.iter().filter(|other| other.ring == 0 && (self.map.shared || other.feature == edge.feature))
            {
                let same = (other.feature, other.polygon) == (edge.feature, edge.polygon);
                let around = &polygons(&features[other.feature].1)[other.polygon];
                if !same && lies_in(&rings[0], around) == Some(true) {
                    let id = if other.feature == edge.feature { "map-parts-overlap" } else { "map-borders-cross" };
                    self.tell(features, id, edge, other.feature);
                }
            }
        }
    }

    /// Borders that neighbours do not have in common: a feature that has none at all, and narrow gaps.
    fn neighbours(&mut self, features: &[(Part<'_>, Feature)], edges: &[Edge]) {
        let known: BTreeSet<(Spot, Spot)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let (common, lone): (Vec<&Edge>, Vec<&Edge>) =
            edges.iter().partition(|edge| known.contains(&(edge.to, edge.from)));
        let joined: BTreeSet<usize> = common.iter().map(|edge| edge.feature).collect();
        for first in lone.iter().filter(|edge| (edge.polygon, edge.ring, edge.at) == (0, 0, 0)) {
            if !joined.contains(&first.feature) && features.len() > 1 {
                self.tell(features, "map-border-alone", first, first.feature);
            }
        }
        let mut from: BTreeMap<Spot, Vec<&Edge>> = BTreeMap::new();
        lone.iter().for_each(|edge| from.entry(edge.from).or_default().push(edge));
        // The borders that only one side has, followed from corner to corner: round the whole, and round each gap.
        while let Some(start) = from.values().find_map(|edges| edges.first().copied()) {
            let (mut ring, mut sides, mut at) = (Vec::new(), BTreeSet::new(), start.from);
            while let Some(edge) = from.get_mut(&at).and_then(Vec::pop) {
                ring.push(edge.from);
                sides.insert(edge.feature);
                at = edge.to;
            }
            from.retain(|_, edges| !edges.is_empty());
            // Clockwise: the areas lie outside of it.
            let area = doubled_area(&ring);
            let around: i128 = ring.iter().zip(ring.iter().cycle().skip(1)).map(|(a, b)| length(*a, *b)).sum();
            if area < 0 && -area < around * i128::from(SLIVER) {
                let other = sides.iter().find(|side| **side != start.feature).copied().unwrap_or(start.feature);
                self.tell(features, "map-gap", start, other);
            }
        }
    }
}

/// The length of an edge, about: its longer side and half of the shorter.
fn length(one: Spot, other: Spot) -> i128 {
    let (across, along) = (one.0.abs_diff(other.0), one.1.abs_diff(other.1));
    i128::from(across.max(along)) + i128::from(across.min(along)) / 2
}

/// Whether a ring lies inside a polygon; `None` where all its corners that were asked lie on it.
fn lies_in(ring: &Ring, polygon: &[Ring]) -> Option<bool> {
    let step = (ring.len() / ASKED).max(1);
    ring.iter().step_by(step).find_map(|corner| {
        let mut inside = false;
        for (place, ring) in polygon.iter().enumerate() {
            match is_inside(*corner, ring)? {
                true if place == 0 => inside = true,
                true => inside = false,
                false => {}
            }
        }
        Some(inside)
    })
}

/// A spot as a planner looks for it: 110.05205, 41.03349.
fn degrees(spot: Spot) -> String {
    let degrees = |part: i64| {
        let sign = if part < 0 { "−" } else { "" };
        let (whole, rest) = (part.unsigned_abs() / DEGREE.unsigned_abs(), part.unsigned_abs() % DEGREE.unsigned_abs());
        let fraction = format!("{rest:09}");
        let kept = fraction.trim_end_matches('0');
        if kept.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{kept}") }
    };
    format!("{}, {}", degrees(spot.0), degrees(spot.1))
}
