//! The cover: a range of hills whose outlines are the values of the book's own series, so that no two books have the same.

use crate::compose::Composer;
use crate::model::document::{Cover, Frame, Run, Target};
use crate::model::{Chart, Wants};

/// A series of fewer values gives no outline.
const FEWEST: usize = 3;

/// Of a longer series the first so many are drawn.
const MOST: usize = 16;

/// So many hills stand behind one another at most.
const HILLS: usize = 6;

/// A series: what it is called, and its values.
type Series = (Run, Vec<f64>);

/// The cover, and what its hills show. Series come from the charts of the text, those with most values first; of a book
/// with fewer than two such charts, from its facts as well. None is taken of whose numbers a finding doubts one, or that
/// the audience may not see.
pub(super) fn cover(composer: &Composer<'_>, frame: &Frame) -> (Cover, Vec<Run>) {
    let mut series = chosen(charts(composer, frame));
    if series.len() < 2 {
        series.extend(chosen(facts(composer)));
        series.truncate(HILLS);
    }
    let others = frame.imprint.edited_by.is_some() && !frame.imprint.authority_named;
    let independent = others.then(|| composer.word("ui.independent"));
    let (shown, values): (Vec<Run>, Vec<Vec<f64>>) = series.into_iter().unzip();
    (Cover { ridges: values.iter().map(|values| outline(values)).collect(), independent }, shown)
}

/// Those with the most values, in the order in which they came.
fn chosen(series: Vec<Series>) -> Vec<Series> {
    let mut ranked: Vec<(usize, Series)> = series.into_iter().enumerate().collect();
    ranked.sort_by_key(|(place, (_, values))| (std::cmp::Reverse(values.len()), *place));
    ranked.truncate(HILLS);
    ranked.sort_by_key(|(place, _)| *place);
    ranked.into_iter().map(|(_, series)| series).collect()
}

fn charts(composer: &Composer<'_>, frame: &Frame) -> Vec<Series> {
    let mut placed: Vec<(&Chart, &crate::model::document::Figure, usize)> = Vec::new();
    for (id, chart) in &frame.charts {
        let target = Target::Figure(id.clone());
        let page = frame.places.get(&target).and_then(|page| frame.pages.iter().position(|entry| entry.id == *page));
        if let (Some(figure), Some(page)) = (frame.figures.get(id), page)
            && figure.marks.is_empty()
            && matches!(chart.kind.wants(), Wants::List | Wants::Columns | Wants::Years)
            && chart.keys().all(|key| composer.finding_on_number(key).is_none())
        {
            placed.push((chart, figure, page));
        }
    }
    // Figures of a page have labels that end in their numbers.
    let number = |label: &str| label.rsplit(|c: char| !c.is_ascii_digit()).next().and_then(|it| it.parse::<u32>().ok());
    placed.sort_by_key(|(chart, figure, page)| (*page, number(&figure.caption.label), chart.id.clone()));
    let series = placed.into_iter().filter_map(|(chart, figure, _)| {
        let parts = chart.parts.iter().filter(|part| !part.missing && !part.rest);
        let values = sound(parts.map(|part| part.value))?;
        let to = Target::Figure(chart.id.clone());
        Some((Run::Reference { to, words: figure.caption.label.clone() }, values))
    });
    series.collect()
}

/// Facts with numbers for several members, in the order of the data.
fn facts(composer: &Composer<'_>) -> Vec<Series> {
    let facts = composer.report.project.facts.iter().enumerate();
    let series = facts.filter_map(|(index, fact)| {
        let entries = composer.numbers.values().filter(|entry| entry.fact == index && !entry.target);
        let doubted = |key| composer.finding_on_number(key).is_some();
        let mut entries: Vec<_> =
            entries.filter(|entry| !entry.key.members.is_empty() && !doubted(&entry.key)).collect();
        entries.sort_by_cached_key(|entry| composer.key_order(&entry.key));
        let values = entries.iter().filter_map(|entry| rust_decimal::prelude::ToPrimitive::to_f64(&entry.value?));
        Some((Run::Words(composer.field_text(&fact.name)), sound(values)?))
    });
    series.collect()
}

/// The values of a series that has enough, none below zero, and is no level line.
fn sound(values: impl Iterator<Item = f64>) -> Option<Vec<f64>> {
    let values: Vec<f64> = values.take(MOST).collect();
    let fit = values.len() >= FEWEST && values.iter().all(|value| value.is_finite() && *value >= 0.0);
    let (least, most) =
        values.iter().fold((f64::MAX, 0.0_f64), |(low, high), value| (low.min(*value), high.max(*value)));
    (fit && most > least).then_some(values)
}

/// The square roots of values, from 0 to 1 and to four decimals: one large value must not level the others.
fn outline(values: &[f64]) -> Vec<f64> {
    let most = values.iter().fold(0.0_f64, |most, value| most.max(*value));
    values.iter().map(|value| ((value / most).sqrt() * 10_000.0).round() / 10_000.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_keeps_the_order_of_its_values_and_stays_in_its_frame() {
        assert_eq!(outline(&[0.0, 25.0, 100.0]), [0.0, 0.5, 1.0]);
        assert_eq!(sound([1.0, 2.0].into_iter()), None);
        assert_eq!(sound([3.0, 3.0, 3.0].into_iter()), None);
        assert_eq!(sound([1.0, -1.0, 2.0].into_iter()), None);
        assert_eq!(sound([1.0, f64::NAN, 2.0].into_iter()), None);
        assert_eq!(sound((0..99).map(f64::from)).map(|values| values.len()), Some(MOST));
    }

    #[test]
    fn the_longest_series_are_taken_and_keep_their_order() {
        let series = |length: usize| (Run::Words(length.to_string()), vec![1.0; length]);
        let taken = chosen([3, 9, 4, 8, 5, 7, 6].map(series).into());
        assert_eq!(taken.iter().map(|(_, values)| values.len()).collect::<Vec<_>>(), [9, 4, 8, 5, 7, 6]);
    }
}
