//! The colours of a picture, counted while it is painted: a file that names each once is a quarter of one that does not.
//! Knows no drawing and no file format but that a row begins with its filter.

use std::collections::BTreeMap;

/// The filter of a row that has none.
pub(super) const UNFILTERED: u8 = 0;
/// Of a pixel.
pub(super) const BYTES: usize = 4;
/// Pixels that are compared at once.
const RUN: usize = 16;
/// So many colours are found again without a search.
const RECENT: usize = 256;

/// A colour on white: red, green, blue, and full cover.
type Pixel = [u8; BYTES];

/// The colours of a picture that were met so far, in the order of their first.
pub(super) struct Colours {
    places: BTreeMap<Pixel, u8>,
    /// Red, green and blue of each.
    pub(super) palette: Vec<u8>,
    recent: Box<[(Pixel, u8); RECENT]>,
}

impl Default for Colours {
    fn default() -> Self {
        // No pixel is without cover: the first entries answer for none.
        Self { places: BTreeMap::new(), palette: Vec::new(), recent: Box::new([([0; BYTES], 0); RECENT]) }
    }
}

impl Colours {
    /// Adds to `data` for each row the filter and for each of its pixels the place of its colour; false if they are more
    /// than a byte can tell apart.
    pub(super) fn add(&mut self, rows: &[u8], width: usize, data: &mut Vec<u8>) -> bool {
        let mut above: &[u8] = &[];
        rows.chunks((width * BYTES).max(1)).all(|row| {
            // Many a row is the same as the one above it.
            let same = row == std::mem::replace(&mut above, row);
            if same {
                data.extend_from_within(data.len() - width - 1..);
            } else {
                data.push(UNFILTERED);
            }
            same || self.add_row(row, data)
        })
    }

    fn add_row(&mut self, row: &[u8], data: &mut Vec<u8>) -> bool {
        let (mut last, mut place) = ([0; BYTES], 0);
        // Most of a row is of one colour: as many pixels as a run has are looked at in one.
        let mut run = [0; RUN * BYTES];
        for pixels in row.chunks(RUN * BYTES) {
            if <&[u8; RUN * BYTES]>::try_from(pixels).is_ok_and(|pixels| *pixels == run) {
                data.extend_from_slice(&[place; RUN]);
                continue;
            }
            for pixel in pixels.as_chunks::<BYTES>().0 {
                if *pixel != last {
                    let Some(found) = self.place(*pixel) else { return false };
                    (last, place) = (*pixel, found);
                }
                data.push(place);
            }
            run.as_chunks_mut::<BYTES>().0.fill(last);
        }
        true
    }

    fn place(&mut self, pixel: Pixel) -> Option<u8> {
        let slot = usize::from(pixel[0] ^ pixel[1].rotate_left(3) ^ pixel[2].rotate_left(6));
        if let Some((known, place)) = self.recent.get(slot)
            && *known == pixel
        {
            return Some(*place);
        }
        let place = match self.places.get(&pixel) {
            Some(place) => *place,
            None => {
                let place = u8::try_from(self.places.len()).ok()?;
                self.palette.extend_from_slice(&pixel[..3]);
                self.places.insert(pixel, place);
                place
            }
        };
        if let Some(recent) = self.recent.get_mut(slot) {
            *recent = (pixel, place);
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_counted_row_by_row() {
        let (mut colours, mut data) = (Colours::default(), Vec::new());
        let row = [[9, 9, 9, 255], [7, 7, 7, 255]].concat();
        assert!(colours.add(&[row.clone(), row.clone()].concat(), 2, &mut data) && colours.add(&row, 2, &mut data));
        assert_eq!((colours.palette, data), (vec![9, 9, 9, 7, 7, 7], vec![0, 0, 1, 0, 0, 1, 0, 0, 1]));
        let mut many = vec![255; 300 * BYTES];
        for (number, pixel) in many.as_chunks_mut::<BYTES>().0.iter_mut().enumerate() {
            *pixel = [u8::from(number % 2 == 0), u8::try_from(number / 2).unwrap(), 0, 255];
        }
        assert!(!Colours::default().add(&many, 100, &mut Vec::new()));
    }
}
