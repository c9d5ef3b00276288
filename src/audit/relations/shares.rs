//! Shares of one whole: a list of them in one sentence may not exceed a hundred per cent, and where a slip closes the gap or
//! the list names what is left over it may not stay below either. The same of ratios that are written as 47:50:3.
//!
//! Silent on lists that name the main ones alone (主要, 等, "mainly"), on shares that overlap or name different wholes, and
//! inside what half a unit of each share allows.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number, Reading, Role};
use crate::diagnostic::Message;
use crate::model::Language;
use rust_decimal::Decimal;

/// Words with which a list need not reach a hundred.
const OPEN: [&str; 14] = [
    "主要",
    "等",
    "以…为主",
    "前三",
    "前五",
    "前两",
    "较多",
    "较大",
    "最大",
    "main",
    "largest",
    "such as",
    "including",
    "mostly",
];
/// How lists of English shares begin.
const ACCOUNTED: &str = "accounted ";
/// Words for what is left over: the list is whole.
const REST: [&str; 6] = ["其他", "其它", "其余", "other", "the rest", "the remainder"];
/// Chances of a gap that a digit explains are small only from here on, in points.
const SMALLEST_GAP: i64 = 1;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        for list in lists(reading, sentence) {
            judge(desk, sentence, &list);
        }
        for number in reading.of_sentence(sentence).iter().filter(|number| number.kind == Kind::Ratio) {
            ratio(desk, number);
        }
    }
}

/// The lists of shares of a sentence, each of one whole.
fn lists<'r>(reading: &'r Reading<'_>, sentence: usize) -> Vec<Vec<&'r Number>> {
    let numbers = reading.of_sentence(sentence);
    let language = reading.language(sentence);
    let mut lists: Vec<((usize, String), Vec<&Number>)> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let Some(whole) = whole(reading, numbers, index) else { continue };
        let inside = inner(reading, sentence, numbers, number);
        let named = lists.iter_mut().filter(|((level, _), _)| *level == inside).find(|((_, name), list)| {
            let same_bracket = list.first().is_none_or(|first| first.bracket.is_some() == number.bracket.is_some());
            same_bracket && (*name == whole || whole.is_empty() && language == Language::Zh || is_bare(&whole, name))
        });
        match named {
            Some((_, list)) => list.push(number),
            None => lists.push(((inside, whole), vec![number])),
        }
    }
    lists.into_iter().map(|(_, list)| list).filter(|list| list.len() > 1).collect()
}

/// How many 其中 stand between a share and those before it: 60岁以上占18.7%，其中65岁以上占13.5% are two lists.
fn inner(reading: &Reading<'_>, sentence: usize, numbers: &[Number], share: &Number) -> usize {
    let start = reading.sentences.get(sentence).map_or(0, |found| found.range.start);
    let cues = reading.words(sentence).match_indices("其中").map(|(at, _)| start + at);
    let parts = |cue: &usize| {
        *cue < share.range.start
            && numbers
                .iter()
                .any(|other| other.kind == Kind::Share && other.range.end <= *cue && other.part == share.part)
    };
    cues.filter(parts).count()
}

/// "… and riders accounted for 19%" names no whole, and goes on with the list before it.
fn is_bare(whole: &str, name: &str) -> bool {
    whole == ACCOUNTED && name.starts_with(ACCOUNTED)
}

/// The name of the whole that a share is of, empty where it names none; `None` if it is no share.
fn whole(reading: &Reading<'_>, numbers: &[Number], index: usize) -> Option<String> {
    let number = numbers.get(index).filter(|number| number.kind == Kind::Share && number.literal.high.is_none())?;
    if number.language == Language::En && number.bracket.is_none() {
        return listed_in_english(reading, numbers, index);
    }
    if number.language == Language::En {
        let text = reading.document.text(number.line);
        let closed = number.tail.trim().is_empty() && number.bracket.is_some();
        let direct = number.bracket.and_then(|at| text.get(..at)).is_some_and(|before| !before.ends_with(['.', ',']));
        let word = index.checked_sub(1).and_then(|before| numbers.get(before)).is_some_and(|before| {
            before.kind == Kind::Share
                && before.bracket.is_none()
                && number.bracket.is_some_and(|at| at <= before.range.end + 2)
        });
        return (closed && direct && !word && number.lead.trim().is_empty()).then(String::new);
    }
    if number.role == Role::Share {
        let name = number.lead.rsplit_once('占').map_or("", |(_, name)| name);
        let name = name.trim_matches(['的', '约', '为', ' ', '比', '重', '例']).replace(['总', '的'], "");
        let driver = number.lead.contains("贡献率");
        return Some(if driver { "贡献率".to_owned() } else { name });
    }
    // 分别占80%、15%: what follows the first is of the same whole.
    let joined = ["、", "和", "及", "与", "、和"].contains(&number.lead.trim());
    let before = index.checked_sub(1)?;
    joined.then(|| whole(reading, numbers, before)).flatten()
}

/// "Cars accounted for 42% of deaths, walkers 27% and riders 19%".
fn listed_in_english(reading: &Reading<'_>, numbers: &[Number], index: usize) -> Option<String> {
    let number = numbers.get(index)?;
    let of = of_what(&number.tail);
    if number.role == Role::Share {
        return Some(format!("{ACCOUNTED}{}", of.unwrap_or_default()));
    }
    let before =
        index.checked_sub(1).and_then(|before| numbers.get(before)).filter(|before| before.kind == Kind::Share)?;
    let between = reading.document.text(number.line).get(before.range.end..number.range.start)?;
    // What of, a comma or "and", and the next name: no word that says anything else.
    let name = between.rsplit([',']).next()?.trim().trim_start_matches("and ").trim();
    let joined = between.contains(',') || between.contains(" and ");
    let plain = name.split_whitespace().count() < 5
        && !["in", "from", "to", "than", "of", "up", "down", "with", "is", "was", "by"]
            .iter()
            .any(|word| name.split(' ').any(|own| own == *word));
    let list = (joined && plain && number.role == Role::Level && index > 0)
        .then(|| listed_in_english(reading, numbers, index - 1))
        .flatten()?;
    // "92% of exports and 62% of revenues" are of two wholes.
    of.is_none_or(|of| list == ACCOUNTED || list == format!("{ACCOUNTED}{of}")).then_some(list)
}

/// What the whole of a share is called in English where it is named: up to three words after "of".
fn of_what(tail: &str) -> Option<String> {
    let named = tail.trim_start().strip_prefix("of ")?;
    let words =
        named.split(|sign: char| !sign.is_alphanumeric() && sign != '-').filter(|word| !["the", ""].contains(word));
    Some(words.take_while(|word| *word != "and").take(3).collect::<Vec<_>>().join(" "))
}

fn judge(desk: &mut Desk<'_, '_>, sentence: usize, list: &[&Number]) {
    let words = desk.reading.words(sentence).to_ascii_lowercase();
    let Some(sum) = Amount::sum(list.iter().map(|share| share.amount)) else { return };
    let whole = Amount::exact(Decimal::ONE);
    if sum.meets(whole) {
        desk.checks(list.iter().copied());
        return;
    }
    let over = sum.exceeds(whole);
    // An English list that falls short has left something out, more often than not.
    let chinese = list.iter().all(|share| share.language == Language::Zh);
    if sum.low > Decimal::new(16, 1) || words.contains("同类") || words.contains("各自") {
        return;
    }
    let gap = (sum.value - Decimal::ONE).abs();
    let Some((at, slip)) = slipped(desk, list) else {
        let rest = REST.iter().any(|word| words.contains(word)) && list.len() > 2;
        let close = gap < Decimal::new(15, 2);
        if (over && (close || of_one(&words, list))) || rest && close && !open(&words) {
            report(desk, list, sum, None, Certainty::Likely);
        }
        return;
    };
    let closed =
        over || REST.iter().any(|word| words.contains(word)) || gap >= Decimal::new(SMALLEST_GAP, 2) && chinese;
    let turned = matches!(slip, super::slip::Slip::Transposed(_));
    let long = list.len() > 3 || (over || turned) && list.len() > 2 || list.len() == 2 && are_two(&words);
    if closed && long && (over || !open(&words)) {
        report(desk, list, sum, Some((at, slip)), Certainty::Likely);
    } else if over && of_one(&words, list) {
        report(desk, list, sum, None, Certainty::Likely);
    }
}

/// Whether two shares are all there can be: men and women, town and country.
fn are_two(words: &str) -> bool {
    [["男性", "女性"], ["城镇人口", "乡村人口"], ["城镇人口", "农村人口"]]
        .iter()
        .any(|pair| pair.iter().all(|word| words.contains(word)))
}

/// Whether the words of a sentence say that its shares are parts of one thing.
fn of_one(words: &str, list: &[&Number]) -> bool {
    let cue = [
        "of this",
        "of these",
        "of which",
        "of the total",
        "contributed",
        "accounted for",
        "account for",
        "其中",
        "占",
    ]
    .iter()
    .any(|word| words.contains(word));
    cue && list.iter().all(|share| share.amount.value <= Decimal::ONE)
}

fn open(words: &str) -> bool {
    OPEN.iter().any(|word| words.contains(word))
}

fn slipped<'n>(desk: &Desk<'_, '_>, list: &[&'n Number]) -> Option<(&'n Number, super::slip::Slip)> {
    list.iter().enumerate().find_map(|(index, share)| {
        let rest = list.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, share)| share.amount);
        let should = Amount::exact(Decimal::ONE).minus(Amount::sum(rest)?)?;
        let slip = desk.slip(share, should).filter(|_| should.is_positive())?;
        Some((*share, slip))
    })
}

fn report(
    desk: &mut Desk<'_, '_>,
    list: &[&Number],
    sum: Amount,
    slipped: Option<(&Number, super::slip::Slip)>,
    certainty: Certainty,
) {
    desk.checks(list.iter().copied());
    let Some(first) = list.first() else { return };
    let (at, explanation) = match slipped {
        Some((at, slip)) => (at, Some(slip.message())),
        None => (*first, None),
    };
    let listed = list.iter().map(|share| desk.text(share)).collect::<Vec<_>>().join(" + ");
    let message = Message::new("audit.shares").with("shares", listed).with("sum", desk.shown(first, sum.value));
    let others = list.iter().copied().filter(|share| share.range != at.range);
    let weight = (sum.value - Decimal::ONE).abs();
    let finding = desk.at(certainty, at, message).with(others.collect::<Vec<_>>());
    desk.report(finding.explained(explanation).weighing(weight));
}

/// 面积比为47:40:3: three terms and more that nearly make a hundred.
fn ratio(desk: &mut Desk<'_, '_>, number: &Number) {
    let terms = &number.literal.terms;
    let sum: Decimal = terms.iter().map(|(term, _)| *term).sum();
    let allowed: Decimal = terms.iter().map(|(_, unit)| *unit / Decimal::TWO).sum();
    let hundred = Decimal::ONE_HUNDRED;
    let text = desk.reading.document.text(number.line);
    let shares = ["比例", "结构", "比为", "比重"]
        .iter()
        .any(|word| text.get(number.clause.start..number.range.start).is_some_and(|lead| lead.contains(word)));
    // Two terms are a ratio of their own unless the words say that they are shares.
    let near = match terms.len() {
        0 | 1 => false,
        2 => shares && sum > Decimal::from(88) && sum < Decimal::from(112),
        _ => sum > Decimal::from(if shares { 60 } else { 80 }) && sum < Decimal::from(if shares { 150 } else { 120 }),
    };
    if !near {
        return;
    }
    desk.checks([number]);
    let fractions = terms.iter().any(|(_, unit)| *unit < Decimal::ONE);
    let allowed = if fractions { allowed } else { Decimal::ONE };
    if (sum - hundred).abs() <= allowed {
        return;
    }
    let message =
        Message::new("audit.shares.ratio").with("ratio", desk.text(number)).with("sum", sum.normalize().to_string());
    let finding = desk.at(Certainty::Likely, number, message);
    desk.report(finding.weighing((sum - hundred).abs() / hundred));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn shares_of_one_whole_make_a_hundred() {
        cases(
            "shares",
            &[
                "其中，农业用水占63.5%；工业用水占22.2%；生活用水占14.3%。",
                "主要为松树和杨树，分别占40.1%和25.3%。",
                "南部占全省耕地的30%，占全省林地的80%。",
                "三次产业结构比为6.0:55.1:38.9。",
                "养殖与捕捞的产量比例为78.4:21.6。",
                "Two groups led: adults (62 percent) and children (29 percent).",
                "Cars accounted for 42% of deaths, walkers 27%, and riders 19%.",
            ],
            &[
                "其中，农业用水占63.5%；工业用水占22.2%；生活用水占17.3%。",
                "其中，农业用水占36.5%；工业用水占20.2%；生活用水占12.6%；生态补水占3.7%。",
                "林种面积比为47:40:3。",
                "常住人口中，男性占15.2%，女性占48.8%。",
                "养殖与捕捞的产量比例为87.4:21.6。",
                "Two groups contributed most of this gain: adults (82 percent) and children (29 percent).",
                "Cars accounted for 42% of deaths, walkers 72%, and riders 19%.",
            ],
        );
    }
}
