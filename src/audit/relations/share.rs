//! 占, "accounts for": a share is its part by its whole. The whole is printed beside it (占总面积486平方千米的3%), named after
//! 占 and found by that name, or what 其中 points back to. Where no whole is found, several parts with their shares must
//! come from one whole all the same.
//!
//! Silent where the whole is not resolved, and where any number of the name that is meant agrees.

use super::Desk;
use super::parts::{Aspect, bracket_of, cues, is_whole_of_a_share, wholes_of};
use super::wholes::{by_name, by_words};
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Reading, Role};
use crate::diagnostic::Message;
use crate::model::Language;
use rust_decimal::Decimal;

/// Words between a part and the whole that is printed beside the share.
const LEADS: [&str; 6] = ["占", "完成", "相当于", "为", "达到", "是"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        // Shares that were made to add up may be off by one of their last digit.
        let shares: Vec<&Number> = numbers.iter().filter(|number| number.kind == Kind::Share).collect();
        let sum: Decimal = shares.iter().map(|share| share.amount.value).sum();
        let fitted = shares.len() > 2 && sum == Decimal::ONE;
        let mut open: Vec<(&Number, &Number, String)> = Vec::new();
        let found = numbers.iter().enumerate().filter(|(_, number)| number.kind == Kind::Share);
        let found: Vec<(&Number, Option<Resolved<'_>>)> =
            found.map(|(index, share)| (share, resolve(reading, sentence, numbers, index))).collect();
        let pairs: Vec<(&Number, &Number)> =
            found.iter().filter_map(|(share, resolved)| Some((*share, resolved.as_ref()?.part))).collect();
        if are_all(&pairs) {
            desk.checks(pairs.iter().flat_map(|(share, part)| [*share, *part]));
            continue;
        }
        for (share, resolved) in found {
            match resolved {
                Some(Resolved { part, wholes, .. })
                    if wholes.iter().any(|whole| of_outer(numbers, share, part, whole)) =>
                {
                    desk.checks([share, part]);
                }
                Some(Resolved { part, wholes, sure }) if !wholes.is_empty() => {
                    judge(desk, &fitting(share, fitted), part, &wholes, sure)
                }
                Some(Resolved { part, .. }) => open.push((share, part, named(share))),
                None => {}
            }
        }
        together(desk, &open);
    }
}

/// Whether shares make a hundred, and are those of their parts in what the parts make: they then are of that whole, whatever
/// its name may find elsewhere.
fn are_all(pairs: &[(&Number, &Number)]) -> bool {
    let Some(whole) = Amount::sum(pairs.iter().map(|(_, part)| part.amount)) else { return false };
    let hundred = Amount::sum(pairs.iter().map(|(share, _)| share.amount));
    let own = |(share, part): &(&Number, &Number)| part.amount.over(whole).is_some_and(|own| own.meets(share.amount));
    let like = pairs
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if one.1.is_like(other.1) && one.1.range != other.1.range));
    // One that names its whole is held to it.
    let nameless = pairs.iter().all(|(share, _)| named(share).is_empty());
    nameless
        && pairs.len() > 1
        && like
        && hundred.is_some_and(|sum| sum.meets(Amount::exact(Decimal::ONE)))
        && pairs.iter().all(own)
}

/// 60岁以上264人，占18.7%，其中65岁以上190人，占13.5%: a share after 其中 may be of what the share before it is of.
fn of_outer(numbers: &[Number], share: &Number, part: &Number, whole: &Number) -> bool {
    let next = numbers.iter().find(|other| other.range.start > whole.range.start && other.sentence == whole.sentence);
    let outer = next.filter(|outer| outer.role == Role::Share && outer.range.end <= part.range.start);
    let outer = outer.and_then(|outer| whole.amount.over(outer.amount));
    outer.and_then(|outer| part.amount.over(outer)).is_some_and(|found| found.meets(share.amount))
}

/// A share that may be off by one of its last digit.
fn wide(share: Amount) -> Amount {
    let half = share.high - share.value;
    Amount { low: share.low - half, high: share.high + half, ..share }
}

fn fitting(share: &Number, fitted: bool) -> Number {
    let amount = if fitted { wide(share.amount) } else { share.amount };
    Number { amount, ..share.clone() }
}

struct Resolved<'r> {
    part: &'r Number,
    wholes: Vec<&'r Number>,
    sure: bool,
}

fn resolve<'r>(reading: &'r Reading<'_>, sentence: usize, numbers: &'r [Number], index: usize) -> Option<Resolved<'r>> {
    let share = numbers.get(index)?;
    let previous = index.checked_sub(1).and_then(|before| numbers.get(before));
    if share.language == Language::En {
        return bracket(reading, sentence, share, previous?);
    }
    // 占公路总里程486万公里的3.5%, 完成预算数61万元的40%.
    if let Some(whole) =
        previous.filter(|whole| share.lead.trim() == "的" && whole.is_level() && whole.clause == share.clause)
    {
        let beside = LEADS.iter().any(|word| whole.lead.contains(word));
        let part = before(numbers, index - 1).filter(|part| part.is_like(whole) && part.sentence == whole.sentence);
        return part.filter(|_| beside).map(|part| Resolved { part, wholes: vec![whole], sure: true });
    }
    if let Some(resolved) = both_named(reading, numbers, index) {
        return Some(resolved);
    }
    let ordered = in_order(numbers, index).is_some();
    if share.role != Role::Share && !ordered || share.bracket.is_some() {
        return None;
    }
    let part = match in_order(numbers, index) {
        Some(part) => part?,
        None => part_of(numbers, index, reading)?,
    };
    let name = named(share);
    if !name.is_empty() {
        let wholes = by_name(reading, &name, part);
        return Some(Resolved { part, wholes, sure: false });
    }
    let text = reading.document.text(share.line);
    let cue =
        cues(reading, sentence).into_iter().rfind(|cue| *cue < part.range.start && bracket_of(text, *cue).is_none());
    let wholes = cue.map_or_else(Vec::new, |cue| wholes_of(reading, sentence, cue, part, Aspect::Level));
    if wholes.is_empty() && cue.is_none() {
        // 占总投资的50%；…，占30%: the whole is named once.
        let named = numbers.get(..index)?.iter().rev().map(named).find(|name| !name.is_empty());
        return Some(Resolved {
            part,
            wholes: named.map_or_else(Vec::new, |name| by_name(reading, &name, part)),
            sure: false,
        });
    }
    Some(Resolved { part, wholes, sure: true })
}

/// 第一产业增加值占国内生产总值比重为7.1%，第二产业增加值比重为39.0%: both sides are named, and printed elsewhere.
fn both_named<'r>(reading: &'r Reading<'_>, numbers: &[Number], index: usize) -> Option<Resolved<'r>> {
    let share = numbers.get(index).filter(|share| share.role == Role::Share && share.bracket.is_none())?;
    let lead = share.lead.trim();
    let subject = match lead.split_once('占') {
        Some((subject, _)) => subject,
        None => lead.strip_suffix('为').unwrap_or(lead).strip_suffix("比重")?,
    };
    let whole = numbers.get(..=index)?.iter().rev().find_map(|other| {
        let name = named(other);
        (other.sentence == share.sentence && !name.is_empty()).then_some(name)
    })?;
    let core = crate::audit::reading::noun::core(Language::Zh, subject);
    if core.chars().count() < 4 {
        return None;
    }
    let parts =
        reading.called(&core).filter(|part| part.is_level() && part.bracket.is_none() && part.literal.unit.is_some());
    let parts: Vec<&Number> = parts.collect();
    let [part] = parts.as_slice() else { return None };
    let wholes = by_name(reading, &whole, part);
    (!wholes.is_empty()).then_some(Resolved { part, wholes, sure: false })
}

/// 占比分别为82.0%、11.7%: the shares go by the order of the numbers before them. `None` if they do not.
fn in_order(numbers: &[Number], index: usize) -> Option<Option<&Number>> {
    let joined = |number: &Number| ["、", "和", "及", "与"].contains(&number.lead.trim()) && number.kind == Kind::Share;
    let mut first = index;
    while numbers.get(first).is_some_and(joined) {
        first = first.checked_sub(1)?;
    }
    let lead = numbers.get(first)?;
    if !["分别", "依次"].iter().any(|word| lead.lead.contains(word)) {
        return None;
    }
    let count = 1 + numbers.get(first + 1..)?.iter().take_while(|number| joined(number)).count();
    let levels: Vec<&Number> = numbers
        .get(..first)?
        .iter()
        .filter(|number| {
            number.part == lead.part
                && number.is_level()
                && number.bracket.is_none()
                && !is_whole_of_a_share(numbers, number)
        })
        .collect();
    let skip = levels.len().checked_sub(count);
    Some(skip.and_then(|skip| levels.get(skip + (index - first)).copied()))
}

/// "Of this total, 1.4 million hectares (45%)"; "Of the woodland area, 0.9 million hectares (27%)"; "1.4 million hectares, 44%
/// of the woodland area".
fn bracket<'r>(reading: &'r Reading<'_>, sentence: usize, share: &Number, part: &'r Number) -> Option<Resolved<'r>> {
    let words = reading.words(sentence).trim_start().to_ascii_lowercase();
    let text = reading.document.text(part.line);
    let direct =
        share.bracket.is_some_and(|at| text.get(part.range.end..at).is_some_and(|between| between.trim().is_empty()));
    if !part.is_level() || part.literal.high.is_some() {
        return None;
    }
    let tail = share.tail.trim();
    if let Some(name) = tail.strip_prefix("of ") {
        let joined = [",", "or", ", or", ", around", ", about", "(", ", some"]
            .contains(&text.get(part.range.end..share.range.start)?.trim());
        let end = [" is ", " are ", " was ", " were ", " in ", " and ", " which "]
            .iter()
            .filter_map(|end| name.find(end))
            .min();
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or(name);
        return (joined || direct).then(|| Resolved { part, wholes: by_words(reading, name, part), sure: false });
    }
    if !direct || !tail.is_empty() {
        return None;
    }
    let opens = ["of this", "of these", "of the total,", "of which", "of that", "of them"];
    if opens.iter().any(|word| words.starts_with(word)) {
        let before = reading.of_sentence(reading.before(sentence)?);
        let whole =
            before.iter().rev().find(|number| number.is_level() && number.bracket.is_none() && number.is_like(part))?;
        return Some(Resolved { part, wholes: vec![whole], sure: true });
    }
    let name = words.strip_prefix("of the ")?.split(',').next()?;
    let first = reading.of_sentence(sentence).first()?;
    (first.range == part.range).then(|| Resolved { part, wholes: by_words(reading, name, part), sure: false })
}

/// The level before a share, in the same part of its sentence.
fn before(numbers: &[Number], index: usize) -> Option<&Number> {
    let share = numbers.get(index)?;
    let earlier = numbers.get(..index)?.iter().rev().take_while(|number| number.part == share.part);
    let levels: Vec<&Number> = earlier
        .filter(|number| number.is_level() && number.bracket.is_none() && !is_whole_of_a_share(numbers, number))
        .collect();
    levels.first().copied()
}

/// What a share is the share of: the level before it, unless the clause of the share names another thing.
fn part_of<'r>(numbers: &'r [Number], index: usize, reading: &Reading<'_>) -> Option<&'r Number> {
    let share = numbers.get(index)?;
    let part = before(numbers, index)?;
    let text = reading.document.text(share.line).get(share.clause.start..share.range.start)?;
    let text = text.trim();
    let subject = text.split('占').next().unwrap_or_default();
    let joined = ["", "约", "共", "也", "仅", "其", "各", "均", "分别", "只", "且"].contains(&subject.trim());
    let own = ["占比", "比重", "比例"].iter().find_map(|word| text.find(word).and_then(|at| text.get(..at)));
    let subject = if joined { "" } else { own.unwrap_or(subject) };
    let core = crate::audit::reading::noun::core(Language::Zh, subject);
    let same = core.is_empty() || core == part.core || part.clause == share.clause;
    // A clause of its own between them has another subject: 林地516平方千米，以灌木林地为主，占85%.
    let text = reading.document.text(share.line);
    let before = numbers.get(..index)?.last()?;
    let between = text.get(before.clause.end.max(before.range.end)..share.clause.start).unwrap_or_default();
    let next = between.trim_matches(['，', ',', '）', ')', '；', ' ']).is_empty();
    let measured = part.literal.unit.is_some();
    (same && next && measured).then_some(part)
}

/// The whole that a share names: 总供水量 of 占总供水量的80.8%.
fn named(share: &Number) -> String {
    let lead = share.lead.trim();
    let Some((_, name)) = lead.rsplit_once('占') else { return String::new() };
    if ["比", "有率", "用", "地"].iter().any(|word| name.starts_with(word)) {
        return String::new();
    }
    let name = name.trim_matches(['的', '约', '近', '为', '达', '到', ' ', '了', '各', '自']);
    let bare = ["的比重", "比重", "的比例", "比例"].iter().find_map(|word| name.strip_suffix(word));
    bare.unwrap_or(name).to_owned()
}

fn judge(desk: &mut Desk<'_, '_>, share: &Number, part: &Number, wholes: &[&Number], sure: bool) {
    let computed = |whole: &&Number| part.amount.over(whole.amount);
    if let Some(agrees) = wholes.iter().find(|whole| computed(whole).is_some_and(|found| found.meets(share.amount))) {
        desk.checks([share, part, *agrees]);
        return;
    }
    // The nearest before it is the one that is most likely meant.
    let place = |number: &Number| (number.line, number.range.start);
    let before = wholes.iter().rfind(|whole| place(whole) < place(part));
    let Some(whole) = before.or(wholes.first()) else { return };
    let Some(found) = computed(whole) else { return };
    desk.checks([share, part, *whole]);
    let slip = desk.slip(share, found).map(|slip| slip.message()).or_else(|| {
        let should = share.amount.times(whole.amount)?;
        desk.slip(part, should).map(|slip| slip.message())
    });
    // A whole that is smaller than its part was found by a name that means another.
    if !sure && slip.is_none() && part.amount.exceeds(whole.amount) && share.amount.value < Decimal::ONE {
        return;
    }
    let certainty = if sure { Certainty::Sure } else { Certainty::Likely };
    let message = Message::new("audit.share")
        .with("part", desk.text(part))
        .with("whole", desk.text(whole))
        .with("share", desk.text(share))
        .with("should", desk.shown(share, found.value));
    let finding = desk.at(certainty, share, message).with([part, *whole]).explained(slip);
    desk.report(finding.weighing(found.distance(share.amount)));
}

/// Parts of one whole that is nowhere printed: what each says of it must be possible for all.
fn together(desk: &mut Desk<'_, '_>, open: &[(&Number, &Number, String)]) {
    let implied = |(share, part, _): &(&Number, &Number, String)| part.amount.over(wide(share.amount));
    let Some((_, first, name)) = open.first() else { return };
    if open.len() < 3 || open.iter().any(|(_, part, other)| other != name || !part.is_like(first)) {
        return;
    }
    let Some(wholes) = open.iter().map(implied).collect::<Option<Vec<Amount>>>() else { return };
    let common = |wholes: &[Amount]| {
        let (first, rest) = wholes.split_first()?;
        rest.iter().copied().try_fold(*first, Amount::common)
    };
    desk.checks(open.iter().flat_map(|(share, part, _)| [*share, *part]));
    if common(&wholes).is_some() {
        return;
    }
    let without = |left_out: usize| {
        let rest = wholes.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, whole)| *whole);
        common(&rest.collect::<Vec<Amount>>())
    };
    let odd = (0..open.len()).find(|index| open.len() > 3 && without(*index).is_some());
    let Some((share, part, _)) = open.get(odd.unwrap_or_default()) else { return };
    let listed = open.iter().map(|(share, part, _)| format!("{} ({})", desk.text(part), desk.text(share)));
    let listed = listed.collect::<Vec<_>>().join(", ");
    let sides: Vec<String> =
        open.iter().zip(&wholes).map(|((_, part, _), whole)| desk.shown(part, whole.value)).collect();
    let message = Message::new("audit.share.together").with("parts", listed).with("wholes", sides.join(", "));
    let others = open.iter().flat_map(|(share, part, _)| [*share, *part]).filter(|number| number.range != share.range);
    let weight = wholes
        .iter()
        .fold(Decimal::ZERO, |most, whole| wholes.iter().fold(most, |most, other| most.max(whole.distance(*other))));
    let _ = part;
    let finding = desk.at(Certainty::Likely, share, message).with(others.collect::<Vec<_>>());
    desk.report(finding.weighing(weight));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn shares_are_part_by_whole() {
        cases(
            "share",
            &[
                "全镇人口1411人。男性723人，占51.24%；女性688人，占48.76%。60岁及以上264人，占18.71%，其中65岁及以上190人，占13.47%。",
                "全县林地总面积820平方千米。乔木林205平方千米，占林地总面积的25%。",
                "完成投资320万元，完成年初预算数1200万元的26.7%。",
                "耕地1.25万亩。其中，水田0.52万亩，占41.6%；旱地0.73万亩，占58.4%。",
                "水库库容120万立方米，占全省的3%。",
                "The wood covers 3.2 million hectares. Of this total, 1.6 million hectares (50%) is in the north.",
                "The area of woodland in the county is 3.19 million hectares. The certified area is 1.40 million hectares, 44% of the county woodland area.",
            ],
            &[
                "全县林地总面积820平方千米。乔木林205平方千米，占林地总面积的52%。",
                "完成投资320万元，完成年初预算数1200万元的62.7%。",
                "耕地1.25万亩。其中，水田0.52万亩，占46.1%；旱地0.73万亩，占58.4%。",
                "甲区占地20公顷，占比40.0%；乙区18公顷，占比36.0%；丙区12公顷，占比29.0%。",
                "The wood covers 3.2 million hectares. Of this total, 1.6 million hectares (60%) is in the north.",
                "The area of woodland in the county is 3.19 million hectares. The certified area is 1.40 million hectares, 54% of the county woodland area.",
                "The area of woodland in the county is 3.19 million hectares. Of the total county woodland area, 0.87 million hectares (72%) is public.",
            ],
        );
    }
}
