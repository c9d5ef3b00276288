//! Places of a sheet and areas of them, and their names.

use std::fmt;
use std::str::FromStr;

/// A place of a sheet, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u32,
}

/// A rectangle of places, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Its first place: the one above on the left.
    pub from: Place,
    /// Its last place.
    pub to: Place,
}

impl Area {
    /// Whether a place is in it.
    pub fn holds(&self, place: Place) -> bool {
        (self.from.row..=self.to.row).contains(&place.row)
            && (self.from.column..=self.to.column).contains(&place.column)
    }
}

/// As people name it: `B12`.
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut rest = u64::from(self.column) + 1;
        while rest > 0 {
            rest -= 1;
            letters.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        letters.iter().rev().try_for_each(|letter| write!(formatter, "{letter}"))?;
        write!(formatter, "{}", u64::from(self.row) + 1)
    }
}

impl FromStr for Place {
    type Err = ();

    /// Reads `B12` and `$B$12`.
    fn from_str(name: &str) -> Result<Self, ()> {
        let name = name.strip_prefix('$').unwrap_or(name);
        let digits = name.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
        let letters = &name[..name.len() - digits.len()];
        if !(1..=3).contains(&letters.len()) {
            return Err(());
        }
        let column =
            letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
        let digits = digits.strip_prefix('$').unwrap_or(digits);
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(());
        }
        let row: u32 = digits.parse().map_err(|_| ())?;
        Ok(Self { row: row.checked_sub(1).ok_or(())?, column: column - 1 })
    }
}

impl FromStr for Area {
    type Err = ();

    /// Reads `A1:B2`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (from, to) = text.split_once(':').ok_or(())?;
        Ok(Self { from: from.parse()?, to: to.parse()? })
    }
}
