//! The table that compares the book's targets with those of upper plans.

use super::{Observations, lines};
use crate::bind::directory::Directory;
use crate::locale;
use crate::model::{Listing, ListingCell, ListingPart, ListingRow, Text, UpperTarget};

/// The columns of the table.
const COLUMNS: [&str; 4] = ["upper.own", "upper.asked", "upper.standing", "upper.written"];

pub(super) fn table(directory: &Directory<'_>, observations: &Observations) -> Listing {
    let rows = directory.project.upper.iter().map(|target| ListingRow::Cells(cells(directory, observations, target)));
    Listing { open: Vec::new(), columns: COLUMNS.to_vec(), rows: rows.collect() }
}

/// One cell a column.
fn cells(directory: &Directory<'_>, observations: &Observations, target: &UpperTarget) -> Vec<ListingCell> {
    let project = directory.project;
    let plain = |words: &str| ListingPart::Text(Text::build(|_| words.to_owned()));
    let own = target.own(&project.registers, observations);
    let name = match own {
        Some(own) => vec![ListingPart::Named(own.key.clone())],
        None => vec![plain(target.fact(&project.registers).unwrap_or_default())],
    };
    let unit = project.units.parse(&target.unit.value);
    let value = Text::build(|language| {
        let number = unit.as_ref().map_or_else(
            || target.value.to_string(),
            |unit| locale::format_quantity(language, target.value, unit, &project.units),
        );
        format!("{} {number}", target.demand.sign())
    });
    let standing = own.map_or("word.to-be-determined", |own| target.standing(&project.registers, own).words());
    let source = project.sources.get(&target.source).map(|source| ListingPart::Prose(source.name.clone()));
    let document = target.document.as_deref().map(plain);
    let page = target
        .page
        .as_ref()
        .map(|page| ListingPart::Text(Text { zh: format!("第{page}页"), en: format!("p. {page}") }));
    vec![
        name,
        vec![ListingPart::Text(value)],
        vec![ListingPart::Label(standing)],
        lines(source.into_iter().chain(document).chain(page)),
    ]
}
