//! Growth and differences: 收入8103万元，比上年增加1284万元，增长18.8% (the base is 8103 − 1284); from A to B, a rise of d, or of
//! p%. The level may stand in a sentence before, by the same name.
//!
//! Silent on growth at constant prices, on percentage points, and on a percentage that no change in amount stands beside.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Reading, Role};
use crate::diagnostic::Message;
use crate::model::Language;
use std::cmp::Ordering;

/// Growth that the printed amounts do not give.
const REAL: [&str; 12] = [
    "可比价",
    "不变价",
    "可比口径",
    "同口径",
    "实际增长",
    "实际下降",
    "扣除价格",
    "剔除",
    "年均",
    "real terms",
    "constant prices",
    "annual average",
];
/// Sentences before that may hold the level.
const FAR: usize = 4;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, number) in numbers.iter().enumerate() {
            match number.kind {
                Kind::Share => rate(desk, sentence, numbers, index),
                Kind::Measure | Kind::Count | Kind::Plain | Kind::Points => difference(desk, numbers, index),
                _ => {}
            }
        }
    }
}

/// The numbers from which and to which something went, in one part of a sentence.
pub(super) fn course<'n>(numbers: &'n [Number], near: &Number) -> Option<(&'n Number, &'n Number)> {
    let part = || numbers.iter().enumerate().filter(|(_, number)| number.part == near.part);
    let (at, from) = part()
        .filter(|(_, number)| number.role == Role::From && (number.kind != Kind::Share || near.kind == Kind::Points))
        .min_by_key(|(_, number)| number.range.start.abs_diff(near.range.start))?;
    let to =
        numbers.get(at + 1).filter(|to| matches!(to.role, Role::To(_)) && to.is_like(from) && to.part == from.part)?;
    (from.range != near.range && to.range != near.range && !from.is_elided(to)).then_some((from, to))
}

fn signed(change: Amount, way: Ordering) -> Amount {
    if way == Ordering::Less { change.negated() } else { change }
}

/// A difference beside the two numbers that it is the difference of.
fn difference(desk: &mut Desk<'_, '_>, numbers: &[Number], index: usize) {
    let Some(change) = numbers.get(index) else { return };
    let Role::By(way) = change.role else { return };
    let like = |from: &Number| from.is_like(change) || change.kind == Kind::Points && from.kind == Kind::Share;
    let Some((from, to)) = course(numbers, change).filter(|(from, _)| like(from)) else { return };
    let between = numbers.iter().any(|other| {
        other.role == Role::From && other.range.start > to.range.start && other.range.start < change.range.start
    });
    // "16 to 64" are ages, not what has changed by 117,000.
    let larger = from.amount.value.abs().max(to.amount.value.abs());
    let fits = change.amount.value.abs() <= larger * rust_decimal::Decimal::TWO;
    let Some(found) =
        to.amount.minus(from.amount).filter(|_| fits && !between && change.range.start > from.range.start)
    else {
        return;
    };
    desk.checks([from, to, change]);
    if found.meets(signed(change.amount, way)) {
        return;
    }
    let message = Message::new("audit.change.difference")
        .with("from", desk.text(from))
        .with("to", desk.text(to))
        .with("change", desk.text(change))
        .with("should", desk.shown(change, found.value.abs()));
    let positive = if found.value.is_sign_negative() { found.negated() } else { found };
    desk.should_be(Certainty::Sure, change, positive, message, [from, to]);
}

fn rate(desk: &mut Desk<'_, '_>, sentence: usize, numbers: &[Number], index: usize) {
    let Some(rate) = numbers.get(index) else { return };
    let words = desk.reading.words(sentence);
    if REAL.iter().any(|word| words.contains(word)) || rate.literal.high.is_some() {
        return;
    }
    let previous = index.checked_sub(1).and_then(|before| numbers.get(before));
    let bracketed = rate.bracket.is_some() && rate.lead.trim().is_empty() && rate.tail.trim().is_empty();
    let other = ["or", "or about", "or around"].contains(&rate.lead.trim());
    let change = previous.filter(|change| {
        matches!(change.role, Role::By(_)) && change.kind != Kind::Share && change.kind != Kind::Times
    });
    let way = match (rate.role, change.map(|change| change.role)) {
        (Role::By(way), _) => way,
        (_, Some(Role::By(way))) if bracketed || other => way,
        _ => return,
    };
    if down_from(desk, numbers, index, way) {
        return;
    }
    // "By 0.6% (310,200)": the amount may follow in a bracket.
    let next = numbers.get(index + 1).filter(|next| {
        let alone = next.lead.trim().is_empty() && next.tail.trim().is_empty();
        alone && next.bracket.is_some() && next.bracket != rate.bracket && next.is_level()
    });
    let change = change.or(next.filter(|_| rate.language == Language::En));
    if let Some((from, to)) = course(numbers, rate).filter(|(from, _)| from.amount.is_positive()) {
        let nearest = rate.language == Language::En || rate.range.start > to.range.start;
        let Some(found) = to.amount.minus(from.amount).and_then(|change| change.over(from.amount)).filter(|_| nearest)
        else {
            return;
        };
        // How the quotient of intervals widens is no matter of rounding here: both ends are given.
        let found = ends(from.amount, to.amount).unwrap_or(found);
        compare(desk, rate, signed(rate.amount, way), found, &[from, to]);
        return;
    }
    let Some(change) = change.filter(|change| change.part == rate.part) else { return };
    let up = if let Role::By(up) = change.role { up } else { way };
    if matches!(rate.role, Role::By(_)) && up != way {
        return;
    }
    if compared_with(desk, numbers, change, rate) {
        return;
    }
    let levels = levels(desk.reading, sentence, numbers, (change, rate));
    let base = |level: &&Number| level.amount.minus(signed(change.amount, up));
    let found =
        |level: &&Number| base(level).filter(|base| base.is_positive()).and_then(|base| change.amount.over(base));
    if let Some(level) = levels.iter().find(|level| found(level).is_some_and(|found| found.meets(rate.amount))) {
        desk.checks([*level, change, rate]);
        return;
    }
    let Some(level) = levels.first() else { return };
    let Some(computed) = found(level) else { return };
    desk.checks([*level, change, rate]);
    let near = level.sentence == change.sentence;
    let message = Message::new("audit.change.rate")
        .with("level", desk.text(level))
        .with("change", desk.text(change))
        .with("rate", desk.text(rate))
        .with("should", desk.shown(rate, computed.value));
    let certainty = if near { Certainty::Sure } else { Certainty::Likely };
    desk.should_be(certainty, rate, computed, message, [change, *level]);
}

/// "153,158 casualties were reported, down 5% from 160,597": the level stands before the rate, what it came from behind.
fn down_from(desk: &mut Desk<'_, '_>, numbers: &[Number], index: usize, way: Ordering) -> bool {
    let (Some(rate), Some(from)) = (numbers.get(index), numbers.get(index + 1)) else { return false };
    let direct = ["from", "from the", "on the", "on"].contains(&from.lead.trim()) && rate.language == Language::En;
    let level =
        numbers.get(..index).unwrap_or_default().iter().rev().find(|level| level.is_level() && level.bracket.is_none());
    let after = numbers.get(index + 2).is_some_and(|to| matches!(to.role, Role::To(_)) && to.part == from.part);
    let Some(to) = level.filter(|to| direct && !after && to.is_like(from) && from.amount.is_positive()) else {
        return false;
    };
    let near = desk.reading.document.text(rate.line).get(to.range.end..rate.range.start).unwrap_or_default();
    if near.split_whitespace().count() > 12 || near.contains([';', ':']) {
        return false;
    }
    if let Some(found) = ends(from.amount, to.amount) {
        compare(desk, rate, signed(rate.amount, way), found, &[from, to]);
    }
    true
}

/// 与V相比，增加d，增长p%: the base is printed.
fn compared_with(desk: &mut Desk<'_, '_>, numbers: &[Number], change: &Number, rate: &Number) -> bool {
    let before = numbers.iter().rev().filter(|from| from.part == rate.part && from.range.end <= change.range.start);
    let mut from = before.filter(|from| from.role == Role::From && from.tail.trim_start().starts_with("相比"));
    let Some(from) = from.find(|from| from.is_like(change) && from.amount.is_positive()) else { return false };
    let Some(found) = change.amount.over(from.amount) else { return true };
    desk.checks([from, change, rate]);
    if !found.meets(rate.amount) {
        let message = Message::new("audit.change.base")
            .with("from", desk.text(from))
            .with("change", desk.text(change))
            .with("rate", desk.text(rate))
            .with("should", desk.shown(rate, found.value));
        desk.should_be(Certainty::Sure, rate, found, message, [from, change]);
    }
    true
}

/// B / A − 1, as an interval.
fn ends(from: Amount, to: Amount) -> Option<Amount> {
    to.over(from)?.minus(Amount::exact(rust_decimal::Decimal::ONE))
}

fn compare(desk: &mut Desk<'_, '_>, rate: &Number, stated: Amount, found: Amount, sides: &[&Number]) {
    desk.checks(sides.iter().copied().chain([rate]));
    if found.meets(stated) {
        return;
    }
    let [from, to] = sides else { return };
    let message = Message::new("audit.change.course")
        .with("from", desk.text(from))
        .with("to", desk.text(to))
        .with("rate", desk.text(rate))
        .with("should", desk.shown(rate, found.value.abs()));
    let positive = if found.value.is_sign_negative() { found.negated() } else { found };
    let slip = desk.slip(rate, positive).map(|slip| slip.message());
    let finding = desk.at(Certainty::Sure, rate, message).with(sides.iter().copied()).explained(slip);
    desk.report(finding.weighing(found.distance(stated).min(rust_decimal::Decimal::ONE)));
}

/// The levels that a change may belong to: those before it in its part; else by its name in the sentences before.
fn levels<'r>(
    reading: &'r Reading<'_>,
    sentence: usize,
    numbers: &'r [Number],
    (change, rate): (&Number, &Number),
) -> Vec<&'r Number> {
    let fits = |level: &&Number| level.is_level() && level.bracket.is_none() && level.is_like(change);
    let own: Vec<&Number> = numbers
        .iter()
        .filter(|level| level.part == change.part && level.range.start < change.range.start && fits(level))
        .collect();
    if !own.is_empty() {
        return own;
    }
    let own = subject(change);
    let subject = if own.is_empty() { subject(rate) } else { own };
    if subject.chars().count() < 3 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = sentence;
    for _ in 0..FAR {
        let Some(before) = reading.before(at) else { break };
        at = before;
        let same = |level: &&Number| {
            let core = level.core.as_str();
            if change.language == Language::En {
                return holds_all(core, &subject);
            }
            core == subject || core.len() > 6 && (core.ends_with(&subject) || subject.ends_with(core))
        };
        found.extend(reading.of_sentence(at).iter().filter(|level| fits(level) && same(level)));
    }
    found
}

/// Whether all words of a name stand in another, with few beside them.
fn holds_all(core: &str, name: &str) -> bool {
    let words: Vec<&str> = core.split(' ').collect();
    let wanted = name.split(' ').count();
    name.split(' ').all(|word| words.contains(&word)) && words.len() <= wanted + 1
}

/// What changes: the words before a change without the one that says how.
fn subject(change: &Number) -> String {
    const WAYS: [&str; 14] = [
        "增长", "增加", "上升", "提高", "下降", "减少", "降低", "净增", "净减", "增收", "减收", "扩大", "缩小", "减支",
    ];
    let mut subject = change.core.as_str();
    while let Some(rest) = WAYS.iter().find_map(|way| subject.strip_suffix(way)) {
        subject = rest;
    }
    subject.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn growth_follows_from_its_amounts() {
        cases(
            "change",
            &[
                "全镇人口与2010年普查的1339人相比，增加72人，增长5.38%。",
                "财政收入320万元，比上年增加20万元，增长6.7%。",
                "产值510万元，按可比价格计算增加30万元，增长3.1%。",
                "里程由200公里增加到250公里，净增50公里，增长25%。",
                "覆盖率达23%，提高2个百分点。",
                "覆盖率由23%提高到28%，提高5个百分点。",
                "Output decreased by 40%, from 16.2 million tonnes in 2019 to 9.7 million tonnes in 2020.",
                "The population of the town was 80,500. The population of the town grew by 500 (0.6%) in the year.",
                "A total of 153,158 casualties were reported, down 5% from 160,597 in 2018.",
                "There were 4.07 million journeys in 2020, a decrease of 238 thousand or 5.5%.",
                "Net migration of 231,000 was 44,000 (16%) lower than the year before.",
            ],
            &[
                "全镇人口与2010年普查的1339人相比，增加72人，增长8.35%。",
                "财政收入320万元，比上年增加20万元，增长7.6%。",
                "财政支出107万元，比上年减支9万元，下降9.7%。",
                "里程由200公里增加到250公里，净增20公里。",
                "里程由200公里增加到250公里，增长52%。",
                "覆盖率由23%提高到28%，提高7个百分点。",
                "水土流失面积300平方公里。与普查相比，水土流失面积减少了24平方公里，减幅8.4%。",
                "Output decreased by 40%, from 12.6 million tonnes in 2019 to 9.7 million tonnes in 2020.",
                "The town population was 80,500. The population of the town grew by 500 (6.0%) in the year.",
                "A total of 153,158 casualties were reported, down 5% from 190,597 in 2018.",
                "There were 4.07 million journeys in 2020, a decrease of 238 thousand or 8.5%.",
                "Net migration of 231,000 was 44,000 (61%) lower than the year before.",
            ],
        );
    }
}
