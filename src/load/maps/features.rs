//! The features of a GeoJSON file (RFC 7946) as shapes of whole numbers: form, coordinates, names. What rings enclose
//! is told by `borders`.

use super::place::Part;
use super::{borders, broken};
use crate::diagnostic::limits::{MOST_CORNERS, MOST_FEATURES};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, SourceId, Spanned, rule};
use crate::model::{DEGREE, Feature, MapFile, Shape, Spot};
use geojson::{GeometryValue, JsonValue, Position};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The outermost object, its features unread.
#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    crs: Option<JsonValue>,
}

/// What a name of coordinates may hold: degrees by WGS 84 or CGCS2000.
const GEOGRAPHIC: [&str; 4] = ["CRS84", "EPSG::4326", "EPSG:4326", "4490"];

/// Reads a file; what is unsound is reported. `None` where it has no features at all.
pub(super) fn read(text: &str, source: SourceId, map: &MapFile, faults: &mut Diagnostics) -> Option<Vec<Feature>> {
    let whole = Part { file: text, text: text.trim_start_matches('\u{feff}'), source };
    let collection: Collection<'_> = match serde_json::from_str(whole.text) {
        Ok(collection) => collection,
        Err(error) => {
            faults.report(broken(whole.fault(&error), Message::new("map-json"), map));
            return None;
        }
    };
    let refuse = |message: Message| Some(broken(whole.span(), message, map));
    let kind = collection.kind.unwrap_or_default();
    let named = collection.crs.as_ref().map(JsonValue::to_string);
    let stranger = named.filter(|crs| crs != "null" && !GEOGRAPHIC.iter().any(|known| crs.contains(known)));
    let fault = match &collection.features {
        _ if kind != "FeatureCollection" => refuse(Message::new("map-no-collection").with("type", kind)),
        None => refuse(Message::new("map-no-features")),
        Some(features) if features.is_empty() => refuse(Message::new("map-no-features")),
        Some(features) if features.len() > MOST_FEATURES => {
            let message = Message::new("map-many-features").with("limit", MOST_FEATURES);
            Some(Diagnostic::error(rule::LIMIT_EXCEEDED, map.file.span, message))
        }
        Some(_) => stranger.and_then(|crs| refuse(Message::new("map-crs-other").with("crs", crs))),
    };
    if let Some(fault) = fault {
        faults.report(fault);
        return None;
    }
    let mut reading = Reading { map, faults, corners: 0 };
    let mut features: Vec<(Part<'_>, Feature)> = Vec::new();
    for raw in collection.features.unwrap_or_default() {
        let part = Part { text: raw.get(), ..whole };
        let feature = reading.feature(part)?;
        features.extend(feature.map(|feature| (part, feature)));
    }
    reading.alike(&features);
    reading.once(&features);
    if reading.faults.errors() == 0 {
        borders::check(&mut features, map, faults);
    }
    Some(features.into_iter().map(|(_, feature)| feature).collect())
}

struct Reading<'a> {
    map: &'a MapFile,
    faults: &'a mut Diagnostics,
    /// Corners so far.
    corners: usize,
}

impl Reading<'_> {
    fn report(&mut self, part: Part<'_>, message: Message) {
        self.faults.report(broken(part.span(), message, self.map));
    }

    /// One feature; none after a fault. `None` outside where there are too many corners.
    fn feature(&mut self, part: Part<'_>) -> Option<Option<Feature>> {
        let read: geojson::Feature = match serde_json::from_str(part.text) {
            Ok(feature) => feature,
            Err(error) => {
                let message = Message::new("map-feature-form").with("why", error.to_string());
                self.faults.report(broken(part.fault(&error), message, self.map));
                return Some(None);
            }
        };
        let member = self.member(part, read.properties.as_ref());
        let Some(geometry) = read.geometry else {
            self.report(part, Message::new("map-no-geometry"));
            return Some(None);
        };
        let place = part.key("geometry").and_then(|part| part.key("coordinates")).unwrap_or(part);
        let shape = self.shape(place, geometry.value);
        if self.corners > MOST_CORNERS {
            let message = Message::new("map-many-corners").with("limit", MOST_CORNERS);
            let fault = Diagnostic::error(rule::LIMIT_EXCEEDED, self.map.file.span, message);
            self.faults.report(fault.hint(Message::new("map-limit-hint")));
            return None;
        }
        let member = match (&self.map.members, member) {
            (Some(_), None) => return Some(None),
            (_, member) => member,
        };
        Some(shape.map(|shape| Feature { member, shape: Arc::new(shape) }))
    }

    /// What the property says that the ledger names.
    fn member(&mut self, part: Part<'_>, properties: Option<&geojson::JsonObject>) -> Option<Spanned<String>> {
        let property = self.map.property.as_ref().filter(|_| self.map.members.is_some())?;
        let value = properties.and_then(|properties| properties.get(&property.value));
        let text = match value {
            Some(JsonValue::String(text)) => text.trim().to_owned(),
            Some(JsonValue::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let holder = part.key("properties");
        if text.is_empty() {
            let message = Message::new("map-property-missing").with("property", property.value.as_str());
            self.report(holder.unwrap_or(part), message);
            return None;
        }
        let place = holder.and_then(|properties| properties.key(&property.value)).unwrap_or(part);
        Some(Spanned::new(text, place.span()))
    }

    fn shape(&mut self, place: Part<'_>, value: GeometryValue) -> Option<Shape> {
        let empty = Message::new("map-empty-geometry");
        let shape = match value {
            GeometryValue::Point { coordinates } => Shape::Points(self.spots(place, &[], &[coordinates])?),
            GeometryValue::MultiPoint { coordinates } => Shape::Points(self.spots(place, &[], &coordinates)?),
            GeometryValue::LineString { coordinates } => Shape::Lines(self.lines(place, vec![coordinates], false)?),
            GeometryValue::MultiLineString { coordinates } => Shape::Lines(self.lines(place, coordinates, true)?),
            GeometryValue::Polygon { coordinates } => Shape::Areas(vec![self.polygon(place, &[], &coordinates)?]),
            GeometryValue::MultiPolygon { coordinates } => {
                let polygons = coordinates.iter().enumerate().map(|(at, rings)| self.polygon(place, &[at], rings));
                Shape::Areas(polygons.collect::<Option<_>>()?)
            }
            GeometryValue::GeometryCollection { .. } => {
                self.report(place, Message::new("map-geometry-collection"));
                return None;
            }
        };
        if shape.spots().next().is_none() {
            self.report(place, empty);
            return None;
        }
        Some(shape)
    }

    fn lines(&mut self, place: Part<'_>, lines: Vec<Vec<Position>>, several: bool) -> Option<Vec<Vec<Spot>>> {
        let mut read = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let path = [at];
            let path = if several { &path[..] } else { &[] };
            let mut spots = self.spots(place, path, line)?;
            spots.dedup();
            if spots.len() < 2 {
                self.report(place.within(path), Message::new("map-line-short"));
                return None;
            }
            read.push(spots);
        }
        Some(read)
    }

    fn polygon(&mut self, place: Part<'_>, path: &[usize], rings: &[Vec<Position>]) -> Option<Vec<Vec<Spot>>> {
        let mut read = Vec::new();
        for (at, ring) in rings.iter().enumerate() {
            let path = [path, &[at]].concat();
            let mut spots = self.spots(place, &path, ring)?;
            let closed = spots.len() > 1 && spots.first() == spots.last();
            if !closed {
                self.report(place.within(&path), Message::new("map-ring-open"));
                return None;
            }
            spots.dedup();
            spots.pop();
            if spots.len() < 3 {
                self.report(place.within(&path), Message::new("map-ring-short"));
                return None;
            }
            read.push(spots);
        }
        if read.is_empty() {
            self.report(place.within(path), Message::new("map-empty-geometry"));
            return None;
        }
        Some(read)
    }

    fn spots(&mut self, place: Part<'_>, path: &[usize], positions: &[Position]) -> Option<Vec<Spot>> {
        self.corners = self.corners.saturating_add(positions.len());
        let mut spots = Vec::with_capacity(positions.len());
        for (at, position) in positions.iter().enumerate() {
            let one = positions.len() == 1 && path.is_empty();
            let here = || if one { place } else { place.within(path).within(&[at]) };
            let [east, north, ..] = position.as_slice() else {
                self.report(here(), Message::new("map-position-short"));
                return None;
            };
            if let Some(message) = out_of_range(*east, *north) {
                self.report(here(), message.with("east", east.to_string()).with("north", north.to_string()));
                return None;
            }
            // A whole number from here on: no later digit of a fraction may decide whether two borders are one.
            spots.push((scaled(*east), scaled(*north)));
        }
        Some(spots)
    }

    /// All features of a file are of one form: its layer is drawn as areas, lines or points.
    fn alike(&mut self, features: &[(Part<'_>, Feature)]) {
        let Some((_, first)) = features.first() else { return };
        if let Some((part, _)) = features.iter().find(|(_, feature)| !feature.shape.is_like(&first.shape)) {
            self.report(*part, Message::new("map-mixed"));
        }
    }

    /// A member has one feature; a river may come in pieces.
    fn once(&mut self, features: &[(Part<'_>, Feature)]) {
        let mut seen: BTreeMap<&str, &Spanned<String>> = BTreeMap::new();
        for (_, feature) in features {
            let Some(member) = &feature.member else { continue };
            if matches!(*feature.shape, Shape::Lines(_)) {
                continue;
            }
            if let Some(first) = seen.insert(&member.value, member) {
                let message = Message::new("map-member-twice").with("member", member.value.as_str());
                let fault = broken(member.span, message, self.map);
                self.faults.report(fault.related(first.span, Message::new("note-first")));
            }
        }
    }
}

/// Why a position is none on the globe: its degrees are in the wrong order, or it is in metres.
fn out_of_range(east: f64, north: f64) -> Option<Message> {
    let fits = |degrees: f64, most: f64| degrees.is_finite() && degrees.abs() <= most;
    if fits(east, 180.0) && fits(north, 90.0) {
        return None;
    }
    let swapped = fits(north, 180.0) && fits(east, 90.0);
    Some(Message::new(if swapped { "map-position-swapped" } else { "map-position-projected" }))
}

fn scaled(degrees: f64) -> i64 {
    (degrees * DEGREE as f64).round() as i64
}
