//! 其中 and "of which": parts and the whole that stands before them. Too much is a fault; too little only where a slip closes
//! the gap, since most lists name the largest parts alone. A single part may not exceed its whole.
//!
//! Silent where the whole is not plain: no number before 其中, or none of that kind.

use super::Desk;
use super::slip::Slip;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Reading, Role, noun};
use crate::diagnostic::Message;
use crate::model::Language;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Kinds of numbers that one list has.
const MOST_KINDS: usize = 3;
const OF_WHICH: [&str; 7] =
    ["of which", "of these", "of this total", "comprising", "consisting of", "made up of", "of them"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        for cue in cues(reading, sentence) {
            for aspect in [Aspect::Level, Aspect::From, Aspect::Change] {
                // 项目21个，投资11.2亿元；项目11个，投资7.4亿元: each kind of number by itself.
                let mut kinds: Vec<&Number> = Vec::new();
                for number in candidates(reading, sentence, cue, aspect) {
                    if kinds.len() < MOST_KINDS && !kinds.iter().any(|known| known.is_like(number)) {
                        kinds.push(number);
                    }
                }
                kinds.into_iter().for_each(|like| list(desk, sentence, cue, aspect, like));
            }
        }
    }
}

/// The parts of one kind against what they are the parts of.
fn list(desk: &mut Desk<'_, '_>, sentence: usize, cue: usize, aspect: Aspect, like: &Number) {
    let reading = desk.reading;
    let wholes: Vec<Number> =
        wholes_of(reading, sentence, cue, like, aspect).iter().map(|whole| signed(whole, aspect)).collect();
    // Of two that may be meant the larger one has room for more.
    let Some(larger) = wholes.iter().max_by_key(|whole| whole.amount.value) else { return };
    let found = || candidates(reading, sentence, cue, aspect).into_iter().filter(|part| of_one_thing(larger, part));
    // The first part alone may be all: 其中，养殖…，捕捞…；按水域分，海水….
    let [narrow, wide] = [true, false].map(|narrow| {
        let items = items(found().collect(), like, narrow);
        items.iter().map(|item| signed(item, aspect)).collect::<Vec<Number>>()
    });
    let agrees = |items: &[Number]| {
        let sum = Amount::sum(items.iter().map(|item| item.amount))?;
        wholes.iter().find(|whole| items.len() > 1 && sum.meets(whole.amount))
    };
    let explained = |items: &[Number]| {
        let items: Vec<&Number> = items.iter().collect();
        items.len() > 1 && slipped(desk, larger, &items).is_some()
    };
    let (items, whole) = match (agrees(&narrow), agrees(&wide)) {
        (Some(whole), _) => (&narrow, whole),
        (None, Some(whole)) => (&wide, whole),
        (None, None) if explained(&narrow) && !explained(&wide) => (&narrow, larger),
        (None, None) => (&wide, larger),
    };
    judge(desk, whole, &items.iter().collect::<Vec<&Number>>());
}

/// What of the parts is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    /// How much there is of each.
    Level,
    /// What each was before.
    From,
    /// By how much each has changed, with its direction.
    Change,
}

impl Aspect {
    fn fits(self, number: &Number) -> bool {
        match self {
            Self::Level => number.is_level(),
            Self::From => number.role == Role::From,
            Self::Change => matches!(number.role, Role::By(_)) && number.kind == Kind::Measure,
        }
    }
}

/// A number with the sign that its direction gives it.
fn signed(number: &Number, aspect: Aspect) -> Number {
    let falls = aspect == Aspect::Change && number.role == Role::By(Ordering::Less);
    let amount = if falls { number.amount.negated() } else { number.amount };
    Number { amount, ..number.clone() }
}

/// Where a sentence begins to name parts, in bytes of its line.
pub(super) fn cues(reading: &Reading<'_>, sentence: usize) -> Vec<usize> {
    let (Some(found), words) = (reading.sentences.get(sentence), reading.words(sentence)) else { return Vec::new() };
    let start = found.range.start;
    match reading.language(sentence) {
        Language::Zh => {
            let mut cues: Vec<usize> = words.match_indices("其中").map(|(at, _)| start + at).collect();
            if cues.is_empty() {
                cues.extend(among(words).map(|(_, at)| start + at));
            }
            cues
        }
        Language::En => {
            let lower = words.to_ascii_lowercase();
            let listed = lower.matches(" being ").count() > 1;
            let with = lower.find(", with ").filter(|_| listed);
            let all = OF_WHICH.iter().flat_map(|word| lower.match_indices(word)).map(|(at, _)| at);
            // "7 stations, 1 of which …", "some of which …": what follows is no list of parts.
            let leads =
                all.filter(|at| !names_some(reading, sentence, lower.get(..*at).unwrap_or_default(), start + at));
            leads.min().or(with).map(|at| start + at).into_iter().collect()
        }
    }
}

/// Whether the words before "of which" take some of what is spoken of.
fn names_some(reading: &Reading<'_>, sentence: usize, lead: &str, cue: usize) -> bool {
    const SOME: [&str; 10] = ["all", "any", "both", "each", "half", "many", "most", "none", "one", "some"];
    let last = lead.trim_end().rsplit(' ').next().unwrap_or_default();
    let gap = |number: &Number| number.range.end + (lead.len() - lead.trim_end().len()) == cue;
    SOME.contains(&last) || reading.of_sentence(sentence).iter().any(gap)
}

/// Whether a count may be a part of another. English counts name their things: of 7 stations no 30 wagons are a part.
fn of_one_thing(whole: &Number, part: &Number) -> bool {
    if part.language == Language::Zh || !matches!(part.kind, Kind::Count | Kind::Plain) {
        return true;
    }
    match (things(&whole.tail), things(&part.tail)) {
        (Some(whole), Some(part)) => whole == part,
        (Some(_), None) => part.literal.unit.is_none() || whole.literal.unit.is_some(),
        _ => true,
    }
}

/// Whether a single English count after "of which" is plainly of what the whole counts: it has the same noun, or a verb at
/// once, as in "4,310 people, of which 2,580 were …".
fn is_said_of(whole: &Number, part: &Number) -> bool {
    let counts = |number: &Number| matches!(number.kind, Kind::Count | Kind::Plain);
    let verb = part.tail.split_whitespace().next();
    let spoken = verb.is_some_and(|word| ["are", "were", "is", "was", "have", "had", "live", "work"].contains(&word));
    !(counts(whole) && counts(part)) || spoken || things(&whole.tail).is_some_and(|own| things(&part.tail) == Some(own))
}

/// The plural noun after a number: "stations" of "7 private television stations in the capital".
fn things(tail: &str) -> Option<&str> {
    const ENDS: [&str; 20] = [
        "of", "in", "on", "at", "by", "to", "for", "from", "with", "and", "or", "that", "which", "who", "are", "were",
        "is", "was", "have", "had",
    ];
    let is_plain = |word: &&str| word.chars().all(|sign| sign.is_alphabetic() || sign == '-') && !ENDS.contains(word);
    tail.split_whitespace().take_while(is_plain).last().filter(|last| last.len() > 3 && last.ends_with('s'))
}

/// 渔业产值中，海洋捕捞产值2116亿元…: what the parts are of, and where they begin.
fn among(words: &str) -> Option<(&str, usize)> {
    let (name, _) = words.split_once("中，")?;
    let name = name.trim().strip_prefix('在').unwrap_or(name.trim());
    let plain = !name.contains(['，', '。', '；', '、', '其']) && !name.contains(|sign: char| sign.is_ascii_digit());
    let at = words.find("中，")? + "中，".len();
    (plain && (3..=16).contains(&name.chars().count())).then_some((name, at))
}

/// What the parts that are named from a place on may be the parts of: in the same part of the sentence, else in the sentence
/// before, its first level and its last; before a bracket the number that it explains.
pub(super) fn wholes_of<'r>(
    reading: &'r Reading<'_>,
    sentence: usize,
    cue: usize,
    like: &Number,
    aspect: Aspect,
) -> Vec<&'r Number> {
    let fits = |number: &&&Number| aspect.fits(number) && number.bracket.is_none() && number.is_like(like);
    let own: Vec<&Number> = reading.of_sentence(sentence).iter().filter(|number| number.range.start < cue).collect();
    if like.bracket.is_some() {
        return own.iter().rev().find(fits).copied().into_iter().collect();
    }
    let ends = |numbers: &[&'r Number]| {
        let Some(last) = numbers.iter().rev().find(fits) else { return Vec::new() };
        let first = numbers.iter().find(|number| number.part == last.part && fits(number));
        first.into_iter().chain([last]).copied().collect::<Vec<&Number>>()
    };
    if own.iter().any(|number| fits(&number)) {
        return ends(&own);
    }
    let named = (like.language == Language::Zh).then(|| among(reading.words(sentence))).flatten();
    if let Some((name, _)) = named.filter(|_| !reading.words(sentence).contains("其中")) {
        let core = noun::core(Language::Zh, name);
        let near = |number: &&Number| number.sentence < sentence && number.sentence + 6 > sentence;
        let wholes = reading.called(&core).filter(near).filter(|number| fits(&number));
        return wholes.last().into_iter().collect();
    }
    // Words before 其中 without a number have a subject of their own.
    let Some(found) = reading.sentences.get(sentence) else { return Vec::new() };
    let lead = reading.document.text(found.line).get(found.range.start..cue).unwrap_or_default();
    let before = reading.before(sentence).filter(|_| lead.trim().chars().count() <= 6);
    before.map_or_else(Vec::new, |before| ends(&reading.of_sentence(before).iter().collect::<Vec<&Number>>()))
}

/// The numbers that may be parts, from a place on and up to the next such place.
fn candidates<'r>(reading: &'r Reading<'_>, sentence: usize, cue: usize, aspect: Aspect) -> Vec<&'r Number> {
    let numbers = reading.of_sentence(sentence);
    let text = reading.sentences.get(sentence).map_or("", |found| reading.document.text(found.line));
    let own = bracket_of(text, cue);
    let next = |other: &usize| *other > cue && bracket_of(text, *other) == own;
    let end = cues(reading, sentence).into_iter().find(next).unwrap_or(usize::MAX);
    let fits = |number: &&Number| {
        let inside = (cue..end).contains(&number.range.start) && number.bracket == own;
        inside && aspect.fits(number) && !is_whole_of_a_share(numbers, number)
    };
    numbers.iter().filter(fits).collect()
}

/// The parts of one kind: of each part of the sentence the first, or where there is one part only (or only the first is
/// looked at), of each clause.
fn items<'r>(found: Vec<&'r Number>, like: &Number, narrow: bool) -> Vec<&'r Number> {
    let found: Vec<&Number> = found.into_iter().filter(|number| number.is_like(like)).collect();
    let Some(first) = found.first().map(|first| first.part) else { return Vec::new() };
    let parts = !narrow && found.iter().any(|number| number.part != first);
    let mut kept: Vec<&Number> = Vec::new();
    for number in found.into_iter().filter(|number| !narrow || number.part == first) {
        // 小学15所、中学9所: entries of one clause.
        let entry = number.lead.trim_start().starts_with(['、', '和', '及', '与']);
        let known = kept.iter().any(|other| match parts {
            true => other.part == number.part,
            false => other.clause == number.clause && number.language == Language::Zh && !entry,
        });
        if !known {
            kept.push(number);
        }
    }
    kept
}

/// The opening bracket that holds a place of a text.
pub(super) fn bracket_of(text: &str, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for (place, sign) in text.get(..at).unwrap_or_default().char_indices() {
        match sign {
            '（' | '(' => open.push(place),
            '）' | ')' => drop(open.pop()),
            _ => {}
        }
    }
    open.last().copied()
}

/// Whether a number is what another is a share of: 占总面积486平方千米的3%.
pub(super) fn is_whole_of_a_share(numbers: &[Number], number: &Number) -> bool {
    let next = numbers.iter().find(|other| other.range.start > number.range.start);
    let of = number.lead.rsplit_once('占').is_some_and(|(_, rest)| !rest.starts_with(['地', '用', '有']));
    of || next.is_some_and(|next| next.lead.trim() == "的")
}

fn judge(desk: &mut Desk<'_, '_>, whole: &Number, items: &[&Number]) {
    let Some(sum) = Amount::sum(items.iter().map(|item| item.amount)) else { return };
    if sum.meets(whole.amount) && items.len() > 1 {
        desk.checks(items.iter().copied().chain([whole]));
        return;
    }
    if let [part] = items {
        let near = part.language == Language::Zh || part.sentence == whole.sentence && is_said_of(whole, part);
        if near
            && part.role == whole.role
            && !matches!(part.role, Role::By(_))
            && part.amount.exceeds(whole.amount)
            && part.is_like(whole)
        {
            let message =
                Message::new("audit.parts.larger").with("part", desk.text(part)).with("whole", desk.text(whole));
            let finding = desk.at(Certainty::Likely, part, message).with([whole]);
            desk.report(finding.weighing(part.amount.distance(whole.amount)));
        }
        return;
    }
    let slipped = slipped(desk, whole, items);
    // Changes of both directions, and those of a list that names some, are never too many.
    let changes = items.iter().any(|item| matches!(item.role, Role::By(_)));
    let over = sum.exceeds(whole.amount) && !changes;
    if slipped.is_none() && !over {
        return;
    }
    // Towns and villages in one list are counted each by itself.
    let counts = items.iter().any(|item| {
        item.literal.unit.is_some() && item.literal.unit != whole.literal.unit && !item.literal.counts_anything
    });
    let counted = counts && whole.kind == Kind::Count;
    desk.checks(items.iter().copied().chain([whole]));
    // Parts that overlap are far too much together, and no slip explains it.
    let far = slipped.is_none() && sum.distance(whole.amount) > Decimal::new(10, 2);
    // What a list leaves out may be as small: where a thousandth is missing, one digit explains it always.
    let little =
        !over && matches!(slipped, Some((_, Slip::Digit(_)))) && sum.distance(whole.amount) < Decimal::new(1, 3);
    let certainty = match (&slipped, over) {
        _ if counted || far || little => Certainty::Look,
        // Of changes that go both ways any may be left out.
        (Some((_, Slip::Digit(_))), _) if changes => Certainty::Look,
        (Some(_), _) if items.len() > 2 => Certainty::Sure,
        _ => Certainty::Likely,
    };
    let (at, explanation) = match slipped {
        Some((number, slip)) => (number, Some(slip.message())),
        None => (whole, None),
    };
    let listed = items.iter().enumerate().map(|(index, item)| {
        let joint = match (index, item.amount.value.is_sign_negative()) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        };
        format!("{joint}{}", desk.text(item))
    });
    let listed: String = listed.collect();
    let message = Message::new("audit.parts")
        .with("parts", listed)
        .with("sum", desk.shown(whole, sum.value))
        .with("whole", desk.text(whole));
    let others =
        items.iter().copied().chain([whole]).filter(|number| number.range != at.range || number.line != at.line);
    let finding = desk.at(certainty, at, message).with(others).explained(explanation);
    desk.report(finding.weighing(sum.distance(whole.amount)));
}

/// The number of a list whose slip explains that it does not add up, if exactly that does.
fn slipped<'n>(desk: &Desk<'_, '_>, whole: &'n Number, items: &[&'n Number]) -> Option<(&'n Number, Slip)> {
    let mut weak = None;
    let sum_is_over = items.len() < 6 && Amount::sum(items.iter().map(|item| item.amount))?.exceeds(whole.amount);
    for (index, item) in items.iter().enumerate() {
        let rest = items.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, item)| item.amount);
        let should = whole.amount.minus(Amount::sum(rest)?)?;
        // A slip changes no direction.
        let nothing = should.low <= Decimal::ZERO && should.high >= Decimal::ZERO;
        if nothing || should.value.is_sign_negative() != item.amount.value.is_sign_negative() {
            continue;
        }
        match desk.slip(item, should) {
            // In a long list one of many slips fits by chance.
            Some(slip @ (Slip::Transposed(_) | Slip::Power(_))) if items.len() < 6 => return Some((*item, slip)),
            Some(slip) if (3..6).contains(&items.len()) || sum_is_over => weak = weak.or(Some((*item, slip))),
            _ => {}
        }
    }
    let sum = Amount::sum(items.iter().map(|item| item.amount))?;
    match desk.slip(whole, sum) {
        Some(slip @ Slip::Transposed(_)) => Some((whole, slip)),
        Some(slip @ Slip::Digit(_)) if (3..6).contains(&items.len()) => weak.or(Some((whole, slip))),
        _ => weak,
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn parts_make_their_whole() {
        cases(
            "parts",
            &[
                "全镇耕地1.25万亩。其中，水田0.52万亩，旱地0.73万亩。",
                "全镇耕地1.25万亩，其中水田0.52万亩。",
                "全镇农业产值38.2亿元。农业产值中，种植产值21.7亿元，养殖产值16.5亿元。",
                "安排项目32个，投资18.6亿元。其中，近期项目21个，投资11.2亿元；远期项目11个，投资7.4亿元。",
                "水产品产量6480万吨。其中养殖5079万吨，捕捞1401万吨；海水产品3282万吨，淡水产品3198万吨。",
                "财政收入320万元，比上年增加20万元。其中：税收200万元，增长5%；非税120万元，增长10.1%。",
                "供水量减少27.9亿立方米，其中，地表水增加7.2亿立方米，地下水减少40.3亿立方米，其他增加5.2亿立方米。",
                "全年用水80万立方米，其中农业40万立方米、工业12万立方米。",
                "面积增加35万亩。其中，稻谷增加6万亩，小麦减少4万亩，玉米增加52万亩，大豆减少15万亩。",
                "装机容量291965千瓦。其中，火电197032千瓦，水电88933千瓦，风电5995千瓦。",
                "The area was 3,500 ha, of which 1,200 ha were wet and 2,300 ha dry.",
                "There are 7 television stations, 1 of which is public, and more than 30 radio stations.",
                "They lost three supply trains, consisting of 75 wagons.",
                "Thirteen states have such lands. Of these 60 townships remain.",
                "The valley has 7 networks, some of which reach 40 villages.",
            ],
            &[
                "全镇耕地1.25万亩。其中，水田0.52万亩，旱地0.93万亩。",
                "全镇耕地1.25万亩，其中水田2.52万亩。",
                "全县共有学校62所，其中小学15所、中学9所、职业学校2所。",
                "全镇农业产值38.2亿元。农业产值中，种植产值27.1亿元，养殖产值16.5亿元。",
                "安排项目32个，投资18.6亿元。其中，近期项目21个，投资12.1亿元；远期项目11个，投资7.4亿元。",
                "水产品产量6480万吨。其中养殖5709万吨，捕捞1401万吨；海水产品3282万吨，淡水产品3198万吨。",
                "供水量减少27.9亿立方米，其中，地表水增加7.2亿立方米，地下水减少43.0亿立方米，其他增加5.2亿立方米。",
                "全镇耕地1.25万亩，其中水田0.25万亩，旱地0.63万亩，坡地0.10万亩。",
                "The area was 3,500 ha, of which 1,200 ha were wet and 3,200 ha dry.",
                "There are 7 private stations, of which 12 stations are on the coast.",
                "The stock was 45,300 head, with cattle being 15,100 head and sheep being 32,000 head.",
            ],
        );
    }
}
