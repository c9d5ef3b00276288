//! Per head and per area: 人均 is the total by the people, density the people by the area, a yield the crop by its area. The
//! people may be named far away, the other sides only beside it.
//!
//! Silent where a side is not named, and where any of the numbers that may be the people agrees.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;
use rust_decimal::Decimal;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    let people: Vec<&Number> = reading.numbers.iter().filter(|number| are_people(number)).collect();
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, each) in numbers.iter().enumerate() {
            if is_per_head(each) {
                per_head(desk, numbers, index, &people);
            } else if is_density(each) {
                density(desk, sentence, numbers, each, &people);
            } else if is_yield(each) {
                harvest(desk, sentence, each);
            }
        }
    }
}

/// The population of the whole, not a part of it.
fn are_people(number: &Number) -> bool {
    let unit = number.literal.unit.as_ref();
    let persons = unit.is_none_or(|unit| unit.dimensions.get("person") == Some(&1) && unit.dimensions.len() == 1);
    let named = number.head.contains("常住人口")
        || number.head.contains("总人口")
        || number.head.contains("户籍人口")
        || number.head.ends_with("人口")
        || number.lead.to_ascii_lowercase().contains("population") && !number.lead.contains("density");
    let no_share = !matches!(number.kind, Kind::Share | Kind::Points | Kind::Times | Kind::Ratio | Kind::Measure);
    persons
        && named
        && no_share
        && number.is_level()
        && number.bracket.is_none()
        && number.amount.value >= Decimal::ONE_HUNDRED
}

fn is_per_head(number: &Number) -> bool {
    let near = number.lead.contains("人均") && !number.lead.contains("收入") && !number.lead.contains("消费");
    let money = number.literal.unit.as_ref().is_some_and(|unit| unit.dimensions.keys().all(|kind| kind != "person"));
    near && money && number.kind == Kind::Measure && number.is_level()
}

fn per_head(desk: &mut Desk<'_, '_>, numbers: &[Number], index: usize, people: &[&Number]) {
    let Some(each) = numbers.get(index) else { return };
    let noun = each.lead.rsplit("人均").next().unwrap_or_default();
    let total = numbers.get(..index).unwrap_or_default().iter().rev().find(|total| {
        let wide =
            total.head.contains('总') || total.head.contains("生产总值") || total.head.to_uppercase().contains("GDP");
        let shares = noun.chars().any(|sign| total.head.contains(sign)) || noun.trim().is_empty();
        total.is_like(each) && total.is_level() && wide && shares && !total.lead.contains("均")
    });
    let Some(total) = total else { return };
    judge(desk, each, total, people, "audit.per-head", Certainty::Likely);
}

fn judge(
    desk: &mut Desk<'_, '_>,
    each: &Number,
    total: &Number,
    under: &[&Number],
    id: &'static str,
    certainty: Certainty,
) {
    let found = |one: &&&Number| total.amount.over(one.amount);
    let year = |one: &&&Number| one.year.zip(each.year.or(total.year)).is_none_or(|(one, other)| one == other);
    let under: Vec<&&Number> = under.iter().filter(year).collect();
    if let Some(one) = under.iter().find(|one| found(one).is_some_and(|found| found.meets(each.amount))) {
        desk.checks([each, total, **one]);
        return;
    }
    let Some(one) = under.first() else { return };
    let Some(found) = found(one) else { return };
    desk.checks([each, total, **one]);
    let message = Message::new(id)
        .with("each", desk.text(each))
        .with("total", desk.text(total))
        .with("under", desk.text(one))
        .with("should", desk.shown(each, found.value));
    desk.should_be(certainty, each, found, message, [total, **one]);
}

fn dimension(number: &Number, kind: &str) -> i8 {
    number.literal.unit.as_ref().and_then(|unit| unit.dimensions.get(kind)).copied().unwrap_or(0)
}

fn is_density(number: &Number) -> bool {
    let named = number.head.contains("density") || number.lead.contains("density") || number.lead.contains("密度");
    let unit = number.literal.unit.as_ref();
    let alone =
        unit.is_some_and(|unit| unit.dimensions.keys().all(|kind| ["length", "person"].contains(&kind.as_str())));
    named && dimension(number, "length") == -2 && alone && number.bracket.is_none()
}

/// The people by the area of the same sentence.
fn density(desk: &mut Desk<'_, '_>, sentence: usize, numbers: &[Number], each: &Number, people: &[&Number]) {
    let area = numbers.iter().rfind(|area| {
        dimension(area, "length") == 2
            && area.bracket.is_none()
            && area.range.start < each.range.start
            && area.is_level()
    });
    let Some(area) = area else { return };
    let near: Vec<&Number> =
        people.iter().copied().filter(|people| people.sentence <= sentence && people.sentence + 3 > sentence).collect();
    let Some(total) = near.last() else { return };
    let Some(found) = total.amount.over(area.amount) else { return };
    desk.checks([each, area, *total]);
    if found.meets(each.amount) {
        return;
    }
    let message = Message::new("audit.per-head.density")
        .with("each", desk.text(each))
        .with("total", desk.text(total))
        .with("under", desk.text(area))
        .with("should", desk.shown(each, found.value));
    desk.should_be(Certainty::Likely, each, found, message, [area, *total]);
}

fn is_yield(number: &Number) -> bool {
    dimension(number, "mass") == 1 && dimension(number, "length") == -2 && number.bracket.is_none()
}

/// A crop is its area by its yield: all three in one sentence, or in three that follow one another and lead to the crop.
fn harvest(desk: &mut Desk<'_, '_>, sentence: usize, each: &Number) {
    let reading = desk.reading;
    let area = |number: &&Number| {
        dimension(number, "length") == 2
            && dimension(number, "mass") == 0
            && number.is_level()
            && number.bracket.is_none()
    };
    let crop = |number: &&Number| {
        dimension(number, "mass") == 1
            && dimension(number, "length") == 0
            && number.is_level()
            && number.bracket.is_none()
    };
    let own = reading.of_sentence(sentence);
    let one = |fits: &dyn Fn(&&Number) -> bool, numbers: &'_ [Number]| -> Option<usize> {
        let found: Vec<usize> =
            numbers.iter().enumerate().filter(|(_, number)| fits(number)).map(|(at, _)| at).collect();
        (found.len() == 1).then(|| found.first().copied()).flatten()
    };
    let within = |sentence: usize, fits: &dyn Fn(&&Number) -> bool| {
        let numbers = reading.of_sentence(sentence);
        one(fits, numbers).and_then(|at| numbers.get(at))
    };
    let leads = |sentence: usize| {
        let words = reading.words(sentence).to_lowercase();
        ["result", "giving", "production", "总产", "产量"].iter().any(|word| words.contains(word))
            && words.contains("this")
    };
    let sides = match (within(sentence, &area), within(sentence, &crop)) {
        (Some(area), Some(crop)) if own.iter().filter(|number| is_yield(number)).count() == 1 => Some((area, crop)),
        _ => {
            let before = reading.before(sentence);
            let after = Some(sentence + 1).filter(|after| reading.before(*after) == Some(sentence) && leads(*after));
            before.and_then(|before| within(before, &area)).zip(after.and_then(|after| within(after, &crop)))
        }
    };
    let Some((area, crop)) = sides else { return };
    let Some(found) = area.amount.times(each.amount) else { return };
    desk.checks([each, area, crop]);
    if found.meets(crop.amount) {
        return;
    }
    let message = Message::new("audit.per-head.harvest")
        .with("each", desk.text(each))
        .with("area", desk.text(area))
        .with("crop", desk.text(crop))
        .with("should", desk.shown(crop, found.value));
    desk.should_be(Certainty::Likely, crop, found, message, [area, each]);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn so_much_for_each() {
        cases(
            "per-head",
            &[
                "常住人口10.2万人。水资源总量2.04亿立方米，人均占有水量2000立方米。",
                "播种面积20万亩，单产400公斤/亩，总产量8万吨。",
                "The town has a population of 52,000. With an area of 780 square kilometres, it has a population density of 66.7 /km2.",
                "Winter wheat covers 210 thousand hectares. The yield was 4.9 tonnes per hectare. This resulted in a production of 1.0 million tonnes.",
            ],
            &[
                "常住人口10.2万人。水资源总量2.04亿立方米，人均占有水量1055立方米。",
                "播种面积20万亩，单产400公斤/亩，总产量9万吨。",
                "The town has a population of 25,000. With an area of 780 square kilometres, it has a population density of 66.7 /km2.",
                "Winter wheat covers 210 thousand hectares. The yield was 4.9 tonnes per hectare. This resulted in a production of 1.4 million tonnes.",
            ],
        );
    }
}
