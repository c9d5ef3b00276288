//! Squares in one another, as large as their amounts: for a part of a part, which no whole cuts up. The largest first.

use super::{Plot, rows};
use crate::draw::ink::Ink;
use crate::draw::recording::{Anchor, Recording};
use crate::draw::sheet::{self, HAIRLINE, MARGIN, Sheet};
use crate::model::ChartKind;

/// The side of the largest square.
const SIDE: f64 = 190.0;
/// From the largest square to the words.
const GAP: f64 = 26.0;

/// The kind.
pub(super) struct Nested;

impl Plot for Nested {
    fn kind(&self) -> ChartKind {
        ChartKind::Nested
    }

    fn draw(&self, sheet: &Sheet) -> Recording {
        let mut recording = Recording::new(sheet.width as u32);
        let top = sheet::heading(&mut recording, sheet) + 6.0;
        let most = sheet.bounds().1;
        let side = SIDE.min(sheet.width * 0.45);
        let mut order: Vec<usize> = (0..sheet.entries.len()).collect();
        order.sort_by(|one, other| sheet.entries[*other].amount.total_cmp(&sheet.entries[*one].amount));
        let sides: Vec<f64> = order
            .iter()
            .map(|number| sheet.entries[*number].amount.max(0.0))
            .map(|amount| if most > 0.0 { (amount / most).sqrt() * side } else { 0.0 })
            .collect();
        let x = MARGIN + side + GAP;
        let words: Vec<Vec<String>> =
            order.iter().map(|number| sheet.entries[*number].block(sheet.width - MARGIN - x)).collect();
        let heights: Vec<f64> = words.iter().map(|lines| sheet::height(lines) + 4.0).collect();
        let floor = top + side;
        let wanted: Vec<f64> = sides.iter().zip(&heights).map(|(side, height)| floor - side + height / 2.0).collect();
        let middles = rows::spread(&wanted, &heights, (top, floor));
        let points = sheet.entries.iter().any(|entry| entry.highlighted);
        let mut bottom = floor;
        for (place, number) in order.iter().enumerate() {
            let entry = &sheet.entries[*number];
            let ink = match entry.own_ink {
                _ if points && entry.highlighted => Ink::Strong,
                _ if points => Ink::Pale,
                Some(own) => own,
                None if place == 0 => Ink::Pale,
                None => Ink::Part((place as u8).wrapping_sub(1)),
            };
            let (own, middle) = (sides[place], middles[place]);
            if own > 0.0 && place > 0 {
                // A gap of paper keeps it apart from the square that it lies in.
                let edge = own.max(1.0) + 1.5;
                recording.fill((MARGIN, floor - edge), (MARGIN + edge, floor), Ink::Paper);
            }
            if own > 0.0 {
                recording.fill((MARGIN, floor - own), (MARGIN + own.max(1.0), floor), ink);
            }
            let edge = floor - own + (own / 2.0).min(5.0);
            let path = [(MARGIN + own + 1.0, edge), (MARGIN + side + 8.0, edge), (x - 8.0, middle), (x - 4.0, middle)];
            recording.line(&path, Ink::Rule, HAIRLINE);
            sheet::set(&mut recording, &words[place], x, middle, Anchor::Start);
            bottom = bottom.max(middle + heights[place] / 2.0);
        }
        recording.close(bottom + MARGIN)
    }
}
