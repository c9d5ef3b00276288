//! The earth laid flat, in metres: Gauss-Krüger and Albers on the ellipsoid of CGCS2000, by the crate `proj4rs`.
//!
//! Gauss-Krüger is the transverse Mercator projection in its exact form (Engsager and Poder 2007), Albers the conic of
//! J. P. Snyder, *Map Projections: A Working Manual* (USGS 1395, 1987), pages 101-102. WGS 84 differs from CGCS2000 by a
//! tenth of a millimetre in the ellipsoid and by centimetres on the ground, which no drawing shows: both are laid flat
//! alike. The tests hold the crate to other programs' coordinates.

use crate::draw::geometry::Point;
use crate::model::{DEGREE, Projection, Spot};
use proj4rs::adaptors::transform_xy;
use proj4rs::proj::Proj;

/// Half the equator and the flattening of CGCS2000 (GB/T 28584-2012).
const ELLIPSOID: &str = "+a=6378137 +rf=298.257222101";
/// Wider than this in degrees, a strip of Gauss-Krüger is left: the lengths at its edge are off by more than a thousandth.
const WIDEST: f64 = 6.0;

/// West, south, east, north, in degrees.
pub(super) type Extent = (f64, f64, f64, f64);

/// A projection with all that was left open chosen.
pub(super) struct Flat {
    /// How, with nothing left open.
    pub(super) kind: Chosen,
    round: Proj,
    flat: Proj,
}

/// Which projection, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Chosen {
    /// Along a central meridian.
    GaussKruger { meridian: f64 },
    /// With a central meridian and two standard parallels.
    Albers { meridian: f64, south: f64, north: f64 },
}

impl Flat {
    /// The projection asked for, or one that suits the extent; `None` where the crate knows no such projection.
    pub(super) fn of(asked: Option<Projection>, extent: Extent) -> Option<Self> {
        let (west, south, east, north) = extent;
        let wide = east - west > WIDEST;
        let asked = asked.unwrap_or(if wide { Projection::Albers(None, None) } else { Projection::GaussKruger(None) });
        let middle = (west + east) / 2.0;
        let kind = match asked {
            // The central meridians of the strips of three degrees: 108°, 111°, 114°.
            Projection::GaussKruger(meridian) => {
                Chosen::GaussKruger { meridian: meridian.unwrap_or_else(|| (middle / 3.0).round() * 3.0) }
            }
            Projection::Albers(meridian, parallels) => {
                // A sixth of the height from either edge, to the minute: a map says which they are.
                let minutes = |degrees: f64| (degrees * 60.0).round() / 60.0;
                let sixth = (north - south) / 6.0;
                let parallels = parallels.unwrap_or((minutes(south + sixth), minutes(north - sixth)));
                let meridian = meridian.unwrap_or_else(|| minutes(middle));
                Chosen::Albers { meridian, south: parallels.0, north: parallels.1 }
            }
        };
        let flat = match kind {
            Chosen::GaussKruger { meridian } => {
                format!("+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0=500000 +y_0=0 {ELLIPSOID} +units=m")
            }
            Chosen::Albers { meridian, south, north } => {
                format!(
                    "+proj=aea +lat_1={south} +lat_2={north} +lat_0=0 +lon_0={meridian} +x_0=0 +y_0=0 {ELLIPSOID} +units=m"
                )
            }
        };
        let round = Proj::from_proj_string(&format!("+proj=longlat {ELLIPSOID}")).ok()?;
        Some(Self { kind, round, flat: Proj::from_proj_string(&flat).ok()? })
    }

    /// A place in metres east and north, to the millimetre: what follows differs by machine. `None` where the projection
    /// has no such place.
    pub(super) fn metres(&self, east: f64, north: f64) -> Option<Point> {
        let (x, y) = transform_xy(&self.round, &self.flat, east.to_radians(), north.to_radians()).ok()?;
        let millimetre = |metres: f64| (metres * 1000.0).round() / 1000.0;
        (x.is_finite() && y.is_finite()).then(|| (millimetre(x), millimetre(y)))
    }

    /// The same of a place of the data.
    pub(super) fn spot(&self, spot: Spot) -> Option<Point> {
        self.metres(degrees(spot.0), degrees(spot.1))
    }

    /// Longitude and latitude, in degrees, of a place in metres.
    pub(super) fn degrees(&self, (x, y): Point) -> Option<Point> {
        let (east, north) = transform_xy(&self.flat, &self.round, x, y).ok()?;
        (east.is_finite() && north.is_finite()).then(|| (east.to_degrees(), north.to_degrees()))
    }
}

/// A coordinate of the data in degrees.
pub(super) fn degrees(part: i64) -> f64 {
    part as f64 / DEGREE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half a centimetre.
    const NEAR: f64 = 0.005;

    fn near(found: Point, expected: Point, what: &str) {
        let apart = (found.0 - expected.0).abs().max((found.1 - expected.1).abs());
        assert!(apart < NEAR, "{what}: {found:?}, not {expected:?}");
    }

    /// By PROJ 9.5.1 (pyproj 3.7.2), on `+a=6378137 +rf=298.257222101`; the third is that of EPSG:4546 as well.
    #[test]
    fn gauss_kruger_is_that_of_proj() {
        let flat = Flat::of(Some(Projection::GaussKruger(Some(111.0))), (110.0, 40.0, 112.0, 42.0)).unwrap();
        for (east, north, x, y) in [
            (111.0, 41.0, 500000.0000, 4540573.2911),
            (109.5, 40.7, 373224.5420, 4508340.2707),
            (110.05, 41.03, 420107.3125, 4544339.7313),
            (112.5, 53.5, 599535.2646, 5931313.3188),
            (110.6, 3.4, 455549.6960, 375966.1681),
            (114.0, 41.2, 751656.4587, 4567126.2667),
        ] {
            near(flat.metres(east, north).unwrap(), (x, y), &format!("{east} {north}"));
            let back = flat.degrees((x, y)).unwrap();
            assert!((back.0 - east).abs() < 1e-7 && (back.1 - north).abs() < 1e-7, "{back:?}");
        }
    }

    /// By the same; the parallels are those of maps of the whole country.
    #[test]
    fn albers_is_that_of_proj() {
        let flat =
            Flat::of(Some(Projection::Albers(Some(105.0), Some((25.0, 47.0)))), (73.0, 18.0, 135.0, 54.0)).unwrap();
        for (east, north, x, y) in [
            (105.0, 36.0, 0.0, 3847798.8999),
            (73.5, 39.5, -2618488.7184, 4662309.3642),
            (135.0, 48.3, 2204217.0051, 5565210.8061),
            (110.05, 41.03, 417950.5718, 4426738.9046),
        ] {
            near(flat.metres(east, north).unwrap(), (x, y), &format!("{east} {north}"));
        }
    }

    /// Snyder 1987, page 292: the numerical example of the ellipsoid of Clarke 1866, to its tenth of a metre.
    #[test]
    fn albers_is_that_of_the_literature() {
        let round = Proj::from_proj_string("+proj=longlat +ellps=clrk66").unwrap();
        let albers = "+proj=aea +lat_1=29.5 +lat_2=45.5 +lat_0=23 +lon_0=-96 +ellps=clrk66 +units=m";
        let flat = Proj::from_proj_string(albers).unwrap();
        let (x, y) = transform_xy(&round, &flat, (-75_f64).to_radians(), 35_f64.to_radians()).unwrap();
        assert!((x - 1_885_472.7).abs() < 0.051 && (y - 1_535_925.0).abs() < 0.051, "{x} {y}");
    }

    #[test]
    fn what_is_left_open_is_chosen_from_the_data() {
        let chosen = |asked, extent| Flat::of(asked, extent).unwrap().kind;
        assert_eq!(chosen(None, (109.6, 40.7, 110.7, 41.5)), Chosen::GaussKruger { meridian: 111.0 });
        assert_eq!(chosen(None, (109.0, 40.0, 109.4, 41.0)), Chosen::GaussKruger { meridian: 108.0 });
        let wide = Chosen::Albers { meridian: 110.0, south: 41.0, north: 49.0 };
        assert_eq!(chosen(None, (100.0, 39.0, 120.0, 51.0)), wide);
        let given = Some(Projection::Albers(Some(105.0), Some((25.0, 47.0))));
        assert_eq!(chosen(given, (1.0, 1.0, 2.0, 2.0)), Chosen::Albers { meridian: 105.0, south: 25.0, north: 47.0 });
    }

    #[test]
    fn no_extent_stops_the_projection() {
        for extent in
            [(-180.0, -90.0, 180.0, 90.0), (0.0, 0.0, 0.0, 0.0), (-180.0, 90.0, -180.0, 90.0), (0.0, -10.0, 9.0, 10.0)]
        {
            for asked in [None, Some(Projection::GaussKruger(None)), Some(Projection::Albers(None, None))] {
                let Some(flat) = Flat::of(asked, extent) else { continue };
                let found = flat.metres(extent.0, extent.1);
                assert!(found.is_none_or(|(x, y)| x.is_finite() && y.is_finite()), "{extent:?}");
            }
        }
    }
}
