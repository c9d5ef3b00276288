//! Maps: the owner's geometry joined with the members that a figure shows.

use super::part::Part;
use super::{Reading, Table, said};
use crate::bind::shapes::is_of;
use crate::diagnostic::{Diagnostic, Message, Sought, Spanned, rule};
use crate::model::{Bearing, FigureData, Ground, GroundShape, Layer, MapFile, MapSetting, Spot, Text};
use rust_decimal::prelude::ToPrimitive;

impl Reading<'_> {
    fn setting(&self) -> Result<&MapSetting, Diagnostic> {
        let missing = || Message::new("yaml-missing-key").with("key", "map");
        self.figure.map.as_ref().ok_or_else(|| self.fault(rule::YAML_SHAPE, missing()))
    }

    fn map_file(&self, name: &Spanned<String>) -> Result<&MapFile, Diagnostic> {
        let maps = &self.directory.project.maps;
        maps.get(name).ok_or_else(|| {
            let message = Message::new("unknown-map").with("name", name.value.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(Sought::Map);
            fault.near(name, maps.iter().map(|map| map.id.value.as_str()))
        })
    }

    /// The members of the areas: with their numbers, or with where they lie.
    pub(super) fn areas(&self) -> Result<Option<Table>, Diagnostic> {
        let setting = self.setting()?;
        let file = self.map_file(&setting.areas)?;
        let unfit = |id: &'static str| {
            let message = Message::new(id).with("map", file.id.value.as_str());
            Diagnostic::error(rule::CHART_UNFIT, setting.areas.span, message)
        };
        if file.features.is_empty() {
            // What is wrong with it is told where it was read.
            return Ok(None);
        }
        if !file.features.iter().all(|feature| feature.shape.is_areas()) {
            return Err(unfit("map-without-areas"));
        }
        let Some(members) = &file.members else { return Err(unfit("map-without-members")) };
        let (table, dimension) = match &self.figure.data {
            FigureData::Fact(fact) => {
                let entry = self.fact(fact)?;
                let by = entry.by.first().filter(|_| entry.by.len() == 1).map(|by| by.value.clone());
                let (name, parts) = (self.fact_name(fact), self.members(fact)?);
                (Table { parts, columns: Vec::new(), name }, by.unwrap_or_default())
            }
            FigureData::Members(dimension) => (self.lying(dimension, file)?, dimension.value.clone()),
            _ => return Err(self.fault(rule::YAML_SHAPE, Message::new("figure-data-kind"))),
        };
        if dimension != members.value {
            let message = Message::new("map-other-dimension").with("map", file.id.value.as_str());
            let message = message.with("dimension", members.value.as_str());
            return Err(Diagnostic::error(rule::CHART_UNFIT, self.figure.span, message));
        }
        Ok(Some(table))
    }

    /// The members of a dimension with the side of the whole on which each lies: for who cannot see the map.
    fn lying(&self, name: &Spanned<String>, file: &MapFile) -> Result<Table, Diagnostic> {
        let dimension = self.named_dimension(name)?;
        let whole = bounds(file.features.iter().flat_map(|feature| feature.shape.spots()));
        let mut parts = Vec::new();
        for member in &dimension.members {
            let feature = file.features.iter().find(|feature| is_of(feature.member.as_ref(), member));
            let side =
                feature.zip(whole).and_then(|(feature, whole)| Some(side(bounds(feature.shape.spots())?, whole)));
            let words = side.map(|side| said(side.words()));
            parts.push(Part { words, side, holds: true, ..self.member(dimension, member, parts.len()) });
        }
        Ok(Table { parts, columns: Vec::new(), name: None })
    }

    /// What the map is drawn on, `parts` being those of the chart in their order.
    pub(super) fn ground(&self, parts: &[Part]) -> Result<Ground, Diagnostic> {
        let setting = self.setting()?;
        let areas = self.map_file(&setting.areas)?;
        let mut files = vec![areas];
        let mut over = Vec::new();
        for name in &setting.over {
            let file = self.map_file(name)?;
            if file.features.iter().any(|feature| feature.shape.is_areas()) {
                let message = Message::new("map-areas-over").with("map", file.id.value.as_str());
                return Err(Diagnostic::error(rule::CHART_UNFIT, name.span, message));
            }
            files.push(file);
            over.push(self.layer(file, &[]));
        }
        let mut approvals: Vec<String> = Vec::new();
        let mut origins: Vec<Text> = Vec::new();
        for file in &files {
            let number = file.approval.as_ref().map(|number| number.value.trim().to_owned());
            approvals.extend(number.filter(|number| !approvals.contains(number)));
            let origin = self.origin(file);
            origins.extend(origin.filter(|origin| !origins.contains(origin)));
        }
        Ok(Ground {
            areas: self.layer(areas, parts),
            over,
            breaks: setting.breaks.iter().filter_map(|number| number.value.to_f64()).collect(),
            graded: matches!(self.figure.data, FigureData::Fact(_)),
            projection: setting.projection,
            approvals,
            origins,
            public: files.iter().all(|file| file.is_public()),
        })
    }

    fn layer(&self, file: &MapFile, parts: &[Part]) -> Layer {
        let dimension = file.members.as_ref().and_then(|members| self.directory.dimension(members));
        let shapes = file.features.iter().map(|feature| {
            let known = dimension.and_then(|dimension| {
                Some((dimension, dimension.members.iter().find(|member| is_of(feature.member.as_ref(), member))?))
            });
            GroundShape {
                name: known.map_or_else(Text::default, |(_, member)| member.name.plain()),
                part: known.and_then(|(_, member)| parts.iter().position(|part| part.id == member.id.value)),
                colour: known.and_then(|(dimension, member)| super::part::colour(dimension, &member.id.value)),
                shape: feature.shape.clone(),
            }
        });
        Layer { title: file.title.plain(), shapes: shapes.collect() }
    }

    /// Where a geometry is from, and of when it is.
    fn origin(&self, file: &MapFile) -> Option<Text> {
        let name = self.directory.project.sources.get(&file.source)?.name.plain();
        Some(match file.date {
            Some(date) => name.within(&Text::build(|language| crate::locale::format_date(language, &date))),
            None => name,
        })
    }
}

/// West, south, east, north.
type Bounds = (i64, i64, i64, i64);

/// What spots span; `None` of none.
fn bounds<'a>(spots: impl Iterator<Item = &'a Spot>) -> Option<Bounds> {
    spots.fold(None, |bounds, &(east, north)| {
        let (left, low, right, high) = bounds.unwrap_or((east, north, east, north));
        Some((left.min(east), low.min(north), right.max(east), high.max(north)))
    })
}

/// On which side of the whole a part lies: of a third of its breadth and height round the middle, none.
fn side(part: Bounds, whole: Bounds) -> Bearing {
    let third = |(low, high): (i64, i64), (from, to): (i64, i64)| {
        // Of the whole, six times the place of the part's middle: below two, above four.
        let place = 3 * ((low - from) + (high - from));
        match to - from {
            whole if place < 2 * whole => -1,
            whole if place > 4 * whole => 1,
            _ => 0,
        }
    };
    match (third((part.0, part.2), (whole.0, whole.2)), third((part.1, part.3), (whole.1, whole.3))) {
        (-1, -1) => Bearing::SouthWest,
        (-1, 0) => Bearing::West,
        (-1, _) => Bearing::NorthWest,
        (0, -1) => Bearing::South,
        (0, 0) => Bearing::Middle,
        (0, _) => Bearing::North,
        (_, -1) => Bearing::SouthEast,
        (_, 0) => Bearing::East,
        _ => Bearing::NorthEast,
    }
}

#[cfg(test)]
mod tests {
    use super::{Bearing, side};

    #[test]
    fn a_part_lies_on_the_side_where_its_middle_is() {
        let whole = (0, 0, 90, 90);
        for (part, expected) in [
            ((0, 60, 30, 90), Bearing::NorthWest),
            ((30, 30, 60, 60), Bearing::Middle),
            ((0, 0, 90, 20), Bearing::South),
            ((70, 0, 90, 90), Bearing::East),
        ] {
            assert_eq!(side(part, whole), expected, "{part:?}");
        }
    }
}
