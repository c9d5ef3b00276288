//! Dimensions: towns, zones, classes; what facts run over.

use super::keyed::entry;
use super::{Bearing, Colour, Form, ProseText, Text};
use crate::diagnostic::Spanned;

/// One dimension of `data/dimensions.yaml`. `year` is built in and not listed.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Lower-case word with `_`.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text<ProseText>,
    /// Its members have an order: colours go by steps from the first to the last.
    pub ordinal: bool,
    /// Its members, in the order of the file.
    pub members: super::Register<Member>,
}

entry!(Dimension);

/// A number that describes a member.
#[derive(Debug, Clone)]
pub struct MemberFact {
    /// What it is, in a word: the fact's own name repeats the member's.
    pub label: Text<ProseText>,
    /// Key of the number, or the fact of a range.
    pub key: Spanned<String>,
}

/// A member of a dimension.
#[derive(Debug, Clone)]
pub struct Member {
    /// Lower-case word with `_`; never a hyphen, which would be a minus in a formula.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Text<ProseText>,
    /// An official code (administrative division code for towns).
    pub code: Option<String>,
    /// The numbers that describe it, such as a zone's area and climate.
    pub facts: Vec<MemberFact>,
    /// Members of the dimension `town` that it reaches into.
    pub towns: Vec<Spanned<String>>,
    /// What is wrong there.
    pub problems: Option<Text<ProseText>>,
    /// Where its restoration should go, or what it is for.
    pub direction: Option<Text<ProseText>>,
    /// Its colour in all pictures.
    pub colour: Option<Colour>,
    /// Its place in a tile map: column and row, counted from 1.
    pub tile: Option<(u8, u8)>,
    /// Where it lies, in a scheme.
    pub side: Option<Bearing>,
    /// What it is in a scheme.
    pub form: Option<Form>,
}

entry!(Member);
