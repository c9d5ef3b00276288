//! The colours that a member of a dimension may have: one meaning, one colour, in all pictures of a book. Knows no
//! chart and no ink; `draw` has the values.

/// What a colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// Grassland.
    Grass,
    /// Cropland.
    Arable,
    /// Woodland.
    Wood,
    /// Rivers, lakes, precipitation.
    Water,
    /// Mines and what they leave.
    Mining,
    /// Bare soil, sand, evaporation.
    Bare,
    /// Towns, settlements, building land.
    Town,
    /// A grade of air quality, 1 to 6: the colours of HJ 633-2012.
    Air(u8),
    /// A class of an ordered dimension: its place, counted from 0, among so many.
    Step(u8, u8),
    /// A class above nothing where values have both signs: how far from it, counted from 0, among so many.
    Above(u8, u8),
    /// The same below nothing.
    Below(u8, u8),
    /// The class between them that holds nothing.
    Even,
}

impl Colour {
    /// The words of `colour:` in dimensions.yaml. Steps are not written: `scale: ordinal` gives them.
    pub const ALL: [(&'static str, Self); 13] = [
        ("grass", Self::Grass),
        ("arable", Self::Arable),
        ("wood", Self::Wood),
        ("water", Self::Water),
        ("mining", Self::Mining),
        ("bare", Self::Bare),
        ("town", Self::Town),
        ("air_1", Self::Air(1)),
        ("air_2", Self::Air(2)),
        ("air_3", Self::Air(3)),
        ("air_4", Self::Air(4)),
        ("air_5", Self::Air(5)),
        ("air_6", Self::Air(6)),
    ];
}

/// Where a member lies in a scheme: no survey, a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// 北.
    North,
    /// 东北.
    NorthEast,
    /// 东.
    East,
    /// 东南.
    SouthEast,
    /// 南.
    South,
    /// 西南.
    SouthWest,
    /// 西.
    West,
    /// 西北.
    NorthWest,
    /// 中.
    Middle,
}

impl Bearing {
    /// The words of `side:`, and the ids of the words that readers see.
    pub const ALL: [(&'static str, Self, &'static str); 9] = [
        ("north", Self::North, "ui.side.north"),
        ("north_east", Self::NorthEast, "ui.side.north_east"),
        ("east", Self::East, "ui.side.east"),
        ("south_east", Self::SouthEast, "ui.side.south_east"),
        ("south", Self::South, "ui.side.south"),
        ("south_west", Self::SouthWest, "ui.side.south_west"),
        ("west", Self::West, "ui.side.west"),
        ("north_west", Self::NorthWest, "ui.side.north_west"),
        ("middle", Self::Middle, "ui.side.middle"),
    ];

    /// The id of the words that readers see.
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(_, bearing, _)| *bearing == self).map_or("ui.side.middle", |(.., words)| words)
    }

    /// Where it lies from the middle: steps to the east and to the south.
    pub fn steps(self) -> (i8, i8) {
        match self {
            Self::North => (0, -1),
            Self::NorthEast => (1, -1),
            Self::East => (1, 0),
            Self::SouthEast => (1, 1),
            Self::South => (0, 1),
            Self::SouthWest => (-1, 1),
            Self::West => (-1, 0),
            Self::NorthWest => (-1, -1),
            Self::Middle => (0, 0),
        }
    }
}

/// What a member is in a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A shield along one side: 屏障.
    Shield,
    /// A belt across: 带.
    Belt,
    /// A corridor from one side to the other: 廊道.
    Corridor,
}

impl Form {
    /// The words of `form:`, and the ids of the words that readers see.
    pub const ALL: [(&'static str, Self, &'static str); 3] = [
        ("shield", Self::Shield, "ui.form.shield"),
        ("belt", Self::Belt, "ui.form.belt"),
        ("corridor", Self::Corridor, "ui.form.corridor"),
    ];

    /// The id of the words that readers see.
    pub fn words(self) -> &'static str {
        Self::ALL.iter().find(|(_, form, _)| *form == self).map_or("ui.form.belt", |(.., words)| words)
    }
}
