//! Maps: the owner's geometry with what its ledger says of it, and what a drawing needs of both. Knows no projection
//! and no format.
//!
//! Coordinates are whole numbers, so that two borders are the same or are not, and every crossing is exact.

use super::keyed::entry;
use super::{Colour, Date, ProseText, Text};
use crate::diagnostic::{Span, Spanned};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Longitude and latitude in billionths of a degree (a tenth of a millimetre), east and north positive.
pub type Spot = (i64, i64);

/// So many of a [`Spot`]'s units are one degree.
pub const DEGREE: i64 = 1_000_000_000;

/// A closed ring, its first corner not repeated.
pub type Ring = Vec<Spot>;

/// What a feature is on the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Polygons, each its outer ring and its holes; outer rings run counter-clockwise, holes clockwise.
    Areas(Vec<Vec<Ring>>),
    /// Lines through their spots.
    Lines(Vec<Vec<Spot>>),
    /// Places.
    Points(Vec<Spot>),
}

impl Shape {
    /// All its corners.
    pub fn spots(&self) -> Box<dyn Iterator<Item = &Spot> + '_> {
        match self {
            Self::Areas(polygons) => Box::new(polygons.iter().flatten().flatten()),
            Self::Lines(lines) => Box::new(lines.iter().flatten()),
            Self::Points(points) => Box::new(points.iter()),
        }
    }

    /// Whether it has surfaces.
    pub fn is_areas(&self) -> bool {
        matches!(self, Self::Areas(_))
    }

    /// Whether both are of one form.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// One feature of a geometry.
#[derive(Debug, Clone)]
pub struct Feature {
    /// What its property says: the id or the code of a member. None where the ledger names no members.
    pub member: Option<Spanned<String>>,
    /// Its shape; shared, for a geometry is drawn many times.
    pub shape: Arc<Shape>,
}

/// One entry of `data/maps.yaml`: a file of `data/maps/` and what is known of it.
#[derive(Debug, Clone)]
pub struct MapFile {
    /// Its id.
    pub id: Spanned<String>,
    /// The file, below `data/maps/`.
    pub file: Spanned<String>,
    /// What it shows: for legends.
    pub title: Text<ProseText>,
    /// An id of `sources.yaml`.
    pub source: Spanned<String>,
    /// Of when it is.
    pub date: Option<Date>,
    /// The number under which it was approved for the public: 审图号.
    pub approval: Option<Spanned<String>>,
    /// `classification: internal`: never public.
    pub internal: bool,
    /// Whether it may be published.
    pub publish: bool,
    /// The SHA-256 of the file that was approved, in hexadecimal.
    pub sha256: Option<Spanned<String>>,
    /// The dimension whose members its features are.
    pub members: Option<Spanned<String>>,
    /// The property that names a feature's member.
    pub property: Option<Spanned<String>>,
    /// Members that it has no feature of, as its owner says.
    pub without: Vec<Spanned<String>>,
    /// Whether its areas have their borders in common, without a gap.
    pub shared: bool,
    /// What the file holds, each feature of the same form; none where it is unsound.
    pub features: Vec<Feature>,
    /// The whole entry.
    pub span: Span,
}

entry!(MapFile);

impl MapFile {
    /// Whether the public may see it: it says so, and has a number.
    pub fn is_public(&self) -> bool {
        self.publish && !self.internal && self.approval.is_some()
    }
}

/// How the earth is laid flat; what is not given is chosen from the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    /// Gauss-Krüger, along a central meridian in degrees.
    GaussKruger(Option<f64>),
    /// Albers' conic that keeps areas: the central meridian and two parallels, in degrees.
    Albers(Option<f64>, Option<(f64, f64)>),
}

/// What `map:` says in `figures.yaml`.
#[derive(Debug, Clone)]
pub struct MapSetting {
    /// The geometry whose areas are coloured.
    pub areas: Spanned<String>,
    /// Lines and points over it.
    pub over: Vec<Spanned<String>>,
    /// The borders between classes, ascending, in the fact's unit.
    pub breaks: Vec<Spanned<Decimal>>,
    /// How it is laid flat, if it is said.
    pub projection: Option<Projection>,
}

/// One shape of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct GroundShape {
    /// What it is called.
    pub name: Text,
    /// The part of the chart that it shows.
    pub part: Option<usize>,
    /// The colour of what it stands for.
    pub colour: Option<Colour>,
    /// Its shape.
    pub shape: Arc<Shape>,
}

/// Shapes of one geometry.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What they are, for the legend.
    pub title: Text,
    /// The shapes.
    pub shapes: Vec<GroundShape>,
}

/// What a map is drawn on.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// The areas.
    pub areas: Layer,
    /// What lies over them.
    pub over: Vec<Layer>,
    /// The borders between classes where numbers are shown; empty where they are chosen from the numbers.
    pub breaks: Vec<f64>,
    /// Whether the areas show numbers, and not what they are.
    pub graded: bool,
    /// How it is laid flat.
    pub projection: Option<Projection>,
    /// The approval numbers, each once.
    pub approvals: Vec<String>,
    /// Where the geometry is from.
    pub origins: Vec<Text>,
    /// Whether the public may see all of it.
    pub public: bool,
}
