//! The table of opinions (意见采纳情况表): by office in the order of the file, with those that have not answered, then
//! those of the public. Opinions are numbered through, so that one can be named without its author.

use super::{Observations, all, lines, separated, without_empty_columns};
use crate::bind::directory::Directory;
use crate::diagnostic::Spanned;
use crate::model::{Listing, ListingCell, ListingPart, ListingRow, Office, Opinion, OpinionEdit, Text};

/// The columns of the table.
const COLUMNS: [&str; 5] = ["ui.label.number", "listing.paragraph", "listing.opinion", "listing.answer", "listing.why"];

pub(super) fn table(directory: &Directory<'_>, observations: &Observations) -> Listing {
    let project = directory.project;
    let of = |opinion: &Opinion| opinion.office.as_ref().and_then(|office| project.offices.get(office.value.as_str()));
    let (mut rows, mut number) = (Vec::new(), 0);
    let mut tell = |group: ListingCell, opinions: Vec<&Opinion>| {
        rows.push(ListingRow::Group(group));
        for opinion in opinions {
            number += 1;
            rows.push(ListingRow::Cells(cells(observations, opinion, number)));
        }
    };
    for office in &project.offices {
        let own = |opinion: &&Opinion| of(opinion).is_some_and(|other| other.id.value == office.id.value);
        let opinions: Vec<&Opinion> = project.opinions.iter().filter(own).collect();
        tell(heading(office, opinions.is_empty()), opinions);
    }
    let public: Vec<&Opinion> = project.opinions.iter().filter(|opinion| of(opinion).is_none()).collect();
    if !public.is_empty() {
        tell(vec![ListingPart::Label("opinion.public")], public);
    }
    Listing { open: Vec::new(), ..without_empty_columns(&COLUMNS, rows) }
}

/// An office, and what came from it.
fn heading(office: &Office, silent: bool) -> ListingCell {
    let reply = match (office.replied, silent) {
        (None, true) => ListingPart::Label("opinion.unanswered"),
        (None, false) => return vec![ListingPart::Prose(office.name.clone())],
        (Some(day), silent) => ListingPart::Replied { day, silent },
    };
    let gap = ListingPart::Text(Text { zh: "：".into(), en: ": ".into() });
    vec![ListingPart::Prose(office.name.clone()), gap, reply]
}

/// One cell a column.
fn cells(observations: &Observations, opinion: &Opinion, number: usize) -> Vec<ListingCell> {
    let plain = |words: String| ListingPart::Text(Text { zh: words.clone(), en: words });
    let mut who = vec![plain(number.to_string())];
    who.extend(opinion.who.iter().flat_map(|name| [ListingPart::Break, ListingPart::Person(name.clone())]));
    let why = opinion.why.iter().cloned().map(ListingPart::Prose);
    let changed = opinion.edits.iter().flat_map(|edit| match &edit.value {
        OpinionEdit::Paragraph(number) => vec![plain(number.to_string())],
        OpinionEdit::Key(key) => {
            all(observations, &Spanned::new(key.clone(), edit.span)).into_iter().map(ListingPart::Named).collect()
        }
    });
    let changed = separated(changed);
    let mut reason = lines(why);
    if !changed.is_empty() {
        reason.extend((!reason.is_empty()).then_some(ListingPart::Break));
        reason.push(ListingPart::Label("opinion.changed"));
        reason.extend(changed);
    }
    vec![
        who,
        opinion.paragraph.map(|number| plain(number.to_string())).into_iter().collect(),
        vec![ListingPart::Prose(opinion.what.clone())],
        vec![ListingPart::Label(opinion.answer.as_ref().map_or("opinion.open", |answer| answer.value.words()))],
        reason,
    ]
}
