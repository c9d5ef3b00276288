//! Where words have room on a map: a grid of cells over the frame, of which some are taken. Knows no word and draws
//! nothing.

use crate::draw::geometry::Point;

/// A rectangle: left, top, right, bottom, in pixels.
pub(super) type Area = (f64, f64, f64, f64);

/// The side of a cell, in pixels.
const CELL: f64 = 2.0;

/// The grid over a frame.
pub(super) struct Field {
    frame: Area,
    columns: usize,
    rows: usize,
    taken: Vec<bool>,
    /// What words had better not lie on.
    lined: Vec<bool>,
}

/// Cells that belong to something: a part of the grid, and which of its cells.
pub(super) struct Mask {
    /// The first column and row, and the ones after the last.
    columns: (usize, usize),
    rows: (usize, usize),
    cells: Vec<bool>,
}

impl Mask {
    fn holds(&self, column: usize, row: usize) -> bool {
        let (wide, within) =
            (self.columns.1 - self.columns.0, |at: usize, range: (usize, usize)| at >= range.0 && at < range.1);
        within(column, self.columns)
            && within(row, self.rows)
            && self.cells[(row - self.rows.0) * wide + column - self.columns.0]
    }

    /// Its cells by column and row.
    fn own(&self) -> impl Iterator<Item = (usize, usize)> {
        let wide = (self.columns.1 - self.columns.0).max(1);
        let held = self.cells.iter().enumerate().filter(|(_, held)| **held);
        held.map(move |(cell, _)| (self.columns.0 + cell % wide, self.rows.0 + cell / wide))
    }
}

impl Field {
    pub(super) fn new(frame: Area) -> Self {
        let count = |length: f64| (length / CELL).floor().max(1.0) as usize;
        let (columns, rows) = (count(frame.2 - frame.0), count(frame.3 - frame.1));
        Self { frame, columns, rows, taken: vec![false; columns * rows], lined: vec![false; columns * rows] }
    }

    fn middle(&self, column: usize, row: usize) -> Point {
        (self.frame.0 + (column as f64 + 0.5) * CELL, self.frame.1 + (row as f64 + 0.5) * CELL)
    }

    /// The columns and the rows that a rectangle meets.
    fn span(&self, area: Area) -> ((usize, usize), (usize, usize)) {
        let cell = |pixels: f64, most: usize| ((pixels / CELL).floor().max(0.0) as usize).min(most);
        let after = |pixels: f64, most: usize| cell(pixels.max(0.0) + CELL, most);
        let columns = (cell(area.0 - self.frame.0, self.columns), after(area.2 - self.frame.0, self.columns));
        (columns, (cell(area.1 - self.frame.1, self.rows), after(area.3 - self.frame.1, self.rows)))
    }

    /// The cells that a rectangle meets.
    fn meeting(&self, area: Area) -> impl Iterator<Item = usize> + use<> {
        let ((left, right), (top, bottom)) = self.span(area);
        let columns = self.columns;
        (top..bottom).flat_map(move |row| (left..right).map(move |column| row * columns + column))
    }

    /// Takes the cells that a rectangle meets.
    pub(super) fn take(&mut self, area: Area) {
        for cell in self.meeting(area) {
            self.taken[cell] = true;
        }
    }

    /// Marks the cells along a line.
    pub(super) fn draw(&mut self, line: &[Point]) {
        for pair in line.windows(2) {
            for at in steps(pair[0], pair[1], CELL) {
                for cell in self.meeting((at.0 - CELL, at.1 - CELL, at.0 + CELL, at.1 + CELL)) {
                    self.lined[cell] = true;
                }
            }
        }
    }

    /// Whether nothing is taken where a rectangle lies, and it lies in the frame.
    pub(super) fn is_free(&self, area: Area) -> bool {
        let inside =
            area.0 >= self.frame.0 && area.1 >= self.frame.1 && area.2 <= self.frame.2 && area.3 <= self.frame.3;
        inside && self.meeting(area).all(|cell| !self.taken[cell])
    }

    /// The cells whose middles lie in rings, one in another being a hole.
    pub(super) fn mask(&self, rings: &[Vec<Point>]) -> Mask {
        let around = |area: Area, (x, y): &Point| (area.0.min(*x), area.1.min(*y), area.2.max(*x), area.3.max(*y));
        let area = rings.iter().flatten().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), around);
        if area.0 > area.2 {
            return Mask { columns: (0, 0), rows: (0, 0), cells: Vec::new() };
        }
        let (columns, rows) = self.span(area);
        let wide = columns.1.saturating_sub(columns.0);
        let mut cells = vec![false; wide * rows.1.saturating_sub(rows.0)];
        for row in rows.0..rows.1 {
            let y = self.middle(0, row).1;
            let mut crossings: Vec<f64> = Vec::new();
            for ring in rings {
                for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                    if (from.1 <= y) != (to.1 <= y) {
                        crossings.push(from.0 + (y - from.1) / (to.1 - from.1) * (to.0 - from.0));
                    }
                }
            }
            crossings.sort_by(f64::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let cell = |x: f64| {
                    let column = ((x - self.frame.0) / CELL + 0.5).floor().max(0.0) as usize;
                    column.clamp(columns.0, columns.1) - columns.0
                };
                cells[(row - rows.0) * wide..][cell(pair[0])..cell(pair[1])].fill(true);
            }
        }
        Mask { columns, rows, cells }
    }

    /// The cells that belong to none of several.
    pub(super) fn beyond(&self, masks: &[&Mask]) -> Mask {
        let mut cells = vec![true; self.columns * self.rows];
        for (column, row) in masks.iter().flat_map(|mask| mask.own()) {
            cells[row * self.columns + column] = false;
        }
        Mask { columns: (0, self.columns), rows: (0, self.rows), cells }
    }

    /// Whether all cells of a rectangle are of a mask.
    pub(super) fn is_within(&self, mask: &Mask, area: Area) -> bool {
        self.meeting(area).all(|cell| mask.holds(cell % self.columns, cell / self.columns))
    }

    /// The cell of a mask that lies nearest to a point, by its middle.
    pub(super) fn nearest(&self, mask: &Mask, to: Point) -> Option<Point> {
        let middles = mask.own().map(|(column, row)| self.middle(column, row));
        middles.min_by(|one, other| apart(*one, to).total_cmp(&apart(*other, to)))
    }

    /// The middle of all cells of a mask.
    pub(super) fn centre(&self, mask: &Mask) -> Option<Point> {
        let (mut sum, mut count) = ((0.0, 0.0), 0.0);
        for (column, row) in mask.own() {
            let (x, y) = self.middle(column, row);
            (sum, count) = ((sum.0 + x, sum.1 + y), count + 1.0);
        }
        (count > 0.0).then(|| (sum.0 / count, sum.1 / count))
    }

    /// All middles of rectangles of a size that lie within a mask, no further from a point than `most`, and on nothing
    /// taken, those nearest to the point first; `avoiding` lines as well.
    pub(super) fn rooms(
        &self,
        mask: &Mask,
        size: (f64, f64),
        (near, most): (Point, f64),
        avoiding: bool,
    ) -> Vec<Point> {
        let (wide, high) = ((size.0 / CELL).ceil() as usize, (size.1 / CELL).ceil() as usize);
        let reach = (most + size.0, most + size.1);
        let seen = self.span((near.0 - reach.0, near.1 - reach.1, near.0 + reach.0, near.1 + reach.1));
        let common = |one: (usize, usize), other: (usize, usize)| (one.0.max(other.0), one.1.min(other.1));
        let (columns, rows) = (common(seen.0, mask.columns), common(seen.1, mask.rows));
        let (across, down) = (columns.1.saturating_sub(columns.0), rows.1.saturating_sub(rows.0));
        if wide > across || high > down {
            return Vec::new();
        }
        // How many cells above and to the left have no room.
        let stride = across + 1;
        let mut without = vec![0_u32; stride * (down + 1)];
        for row in 0..down {
            for column in 0..across {
                let cell = (row + rows.0) * self.columns + column + columns.0;
                let held = mask.holds(column + columns.0, row + rows.0);
                let own = u32::from(!held || self.taken[cell] || avoiding && self.lined[cell]);
                without[(row + 1) * stride + column + 1] =
                    own + without[row * stride + column + 1] + without[(row + 1) * stride + column]
                        - without[row * stride + column];
            }
        }
        let mut rooms = Vec::new();
        for row in 0..=down - high {
            for column in 0..=across - wide {
                let at = |row: usize, column: usize| without[row * stride + column];
                if at(row + high, column + wide) + at(row, column) == at(row, column + wide) + at(row + high, column) {
                    let middle = |from: usize, at: usize, size: usize| ((from + at) as f64 + size as f64 / 2.0) * CELL;
                    let x = self.frame.0 + middle(columns.0, column, wide);
                    rooms.push((x, self.frame.1 + middle(rows.0, row, high)));
                }
            }
        }
        rooms.retain(|room| apart(*room, near) <= most * most);
        rooms.sort_by(|one, other| apart(*one, near).total_cmp(&apart(*other, near)));
        rooms
    }
}

/// Points of a straight line, so far apart at most.
pub(super) fn steps(from: Point, to: Point, step: f64) -> impl Iterator<Item = Point> {
    let count = (apart(from, to).sqrt() / step).ceil().max(1.0);
    (0..=count as u32).map(move |step| {
        let part = f64::from(step) / count;
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    })
}

/// The square of a distance.
pub(super) fn apart(one: Point, other: Point) -> f64 {
    (one.0 - other.0) * (one.0 - other.0) + (one.1 - other.1) * (one.1 - other.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_the_arm_that_has_room_and_beside_what_is_taken() {
        let mut field = Field::new((0.0, 0.0, 100.0, 100.0));
        let angle = vec![(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (20.0, 20.0), (20.0, 100.0), (0.0, 100.0)];
        let mask = field.mask(&[angle]);
        let room = field.rooms(&mask, (60.0, 16.0), ((50.0, 50.0), 200.0), false);
        assert!(room[0].1 <= 12.0 && room[0].0 > 29.0, "{room:?}");
        assert!(field.rooms(&mask, (60.0, 24.0), ((50.0, 50.0), 200.0), false).is_empty());
        field.draw(&[(70.0, 0.0), (70.0, 20.0)]);
        assert!(field.rooms(&mask, (60.0, 16.0), ((50.0, 50.0), 200.0), true)[0].0 < 39.0);
        field.take((40.0, 0.0, 60.0, 20.0));
        assert!(field.rooms(&mask, (60.0, 16.0), ((50.0, 50.0), 200.0), false).is_empty());
        assert!(!field.is_free((50.0, 5.0, 55.0, 10.0)) && field.is_free((70.0, 5.0, 75.0, 10.0)));
        assert!(!field.is_free((70.0, 5.0, 101.0, 10.0)));
    }

    #[test]
    fn a_hole_is_no_room() {
        let field = Field::new((0.0, 0.0, 100.0, 100.0));
        let ring = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        let mask = field.mask(&[ring(0.0, 100.0), ring(30.0, 70.0)]);
        assert!(!field.is_within(&mask, (40.0, 40.0, 60.0, 60.0)) && field.is_within(&mask, (60.0, 10.0, 80.0, 20.0)));
        assert!(field.rooms(&mask, (60.0, 60.0), ((50.0, 50.0), 200.0), false).is_empty());
        let centre = field.centre(&mask).unwrap();
        assert!(apart(centre, (50.0, 50.0)) < 1.0);
        let nearest = field.nearest(&mask, centre).unwrap();
        assert!(nearest.0 < 30.0 || nearest.0 > 70.0 || nearest.1 < 30.0 || nearest.1 > 70.0, "{nearest:?}");
    }
}
