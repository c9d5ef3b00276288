//! Counts and the lists beside them: 甲、乙、丙等三个镇, 五大林区, "four zones: a, b, c and d", "ranks fourth, behind a, b and c"; a
//! count that the next sentence takes up again (这10个品种, 10个品种中); what is left when some are named (其他六个).
//!
//! A list with 等 may be shorter than its count: only one name short of four and more is worth a word. Silent where names
//! cannot be counted.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;
use crate::locale::{ORDINALS, chinese_digit};
use crate::model::Language;
use crate::prose::setting::listed;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for number in numbers.iter().filter(|number| is_count(number)) {
            match number.language {
                Language::Zh => before(desk, number),
                Language::En => {}
            }
            // "Two fathers and two mothers: …" lists both.
            let second = number.lead.trim_end().ends_with("and")
                && numbers.iter().any(|other| other.clause == number.clause && other.range.end <= number.range.start);
            if !second {
                after(desk, sentence, number);
            }
            others(desk, sentence, number);
        }
        again(desk, sentence);
        rank(desk, sentence);
    }
}

fn is_count(number: &Number) -> bool {
    let plain = number.kind == Kind::Plain && number.language == Language::En;
    let exact = number.amount.low == number.amount.high || plain;
    exact && (number.kind == Kind::Count || plain) && number.literal.scale_power == 0 && number.literal.tone.is_none()
}

fn whole(amount: Amount) -> Option<usize> {
    amount.value.to_usize().filter(|count| (2..=30).contains(count))
}

/// 甲、乙和丙（等）三个镇: the list right before the count.
fn before(desk: &mut Desk<'_, '_>, number: &Number) {
    let Some(count) = whole(number.amount) else { return };
    let text = desk.reading.document.text(number.line);
    let Some(lead) = text.get(number.clause.start..number.range.start) else { return };
    let (list, open) = match lead.strip_suffix('等').or_else(|| lead.strip_suffix("等共")) {
        Some(list) => (list, true),
        None => (lead, false),
    };
    if list.ends_with(['、', '和', '及', '与', '，'])
        || !list.contains('、')
        || list.contains(|sign: char| sign.is_ascii_digit())
        || list.contains(['）', '”', '》'])
    {
        return;
    }
    let items: Vec<&str> = list.split('、').collect();
    let joints: usize = items.iter().map(|item| item.matches(['和', '及', '与']).count()).sum();
    let most = items.len() + joints;
    let last = items.last().copied().unwrap_or_default();
    // Without 等 the last name must be joined: 甲、乙和丙三个镇.
    let joined = last.matches(['和', '及', '与']).count() == 1;
    let long = items.iter().skip(1).any(|item| item.chars().count() > 14);
    if long || !open && !joined || last.chars().count() > 22 {
        return;
    }
    let least = items.len() + usize::from(joined && joints == 1 && !open);
    if (least..=most).contains(&count) {
        desk.checks([number]);
        return;
    }
    let longer = least > count;
    // 等 may leave out the rest: one name short of many is a slip of the hand.
    let short = most < count && (!open || count - most == 1 && most > 3);
    if !longer && !short {
        return;
    }
    desk.checks([number]);
    report(desk, number, if least == most { most.to_string() } else { format!("{least}–{most}") }, Certainty::Likely);
}

/// "Four zones, namely a, b and c", 四个分区，即甲、乙和丙.
fn after(desk: &mut Desk<'_, '_>, sentence: usize, number: &Number) {
    let Some(count) = whole(number.amount) else { return };
    let reading = desk.reading;
    let Some(found) = reading.sentences.get(sentence) else { return };
    let text = reading.document.text(number.line);
    let Some(rest) = text.get(number.range.end..found.range.end) else { return };
    let next = reading.of_sentence(sentence).iter().find(|other| other.range.start > number.range.start);
    let next = next.map_or(usize::MAX, |next| next.range.start - number.range.end);
    let rest = rest.trim_end_matches(['。', '.', '！', '!', ' ']);
    if number.language == Language::En && !is_announced(desk.text(number), rest) {
        return;
    }
    let Some(list) = listed(number.language, rest, next) else { return };
    // A list that is much longer or shorter lists something else.
    if list.most + 3 < count || count + 3 < list.least {
        return;
    }
    let fits = (list.least..=list.most).contains(&count);
    if fits || list.open && list.least <= count {
        desk.checks([number]);
        return;
    }
    desk.checks([number]);
    let counted =
        if list.least == list.most { list.most.to_string() } else { format!("{}–{}", list.least, list.most) };
    report(desk, number, counted, Certainty::Likely);
}

/// "Four zones: a, b, c and d": a noun of a few words, a list with its "and", and no numbers in it.
fn is_announced(number: &str, rest: &str) -> bool {
    let opener = [": ", ", namely "].iter().filter_map(|opener| Some((rest.find(opener)?, opener.len()))).min();
    let Some((at, length)) = opener else { return false };
    let noun = format!("{number}{}", rest.get(..at).unwrap_or_default());
    let list = rest.get(at + length..).unwrap_or_default();
    let words = noun.split_whitespace().count();
    let plural = noun.trim_end().ends_with('s') || noun.trim_end().ends_with("people");
    let items = list.matches(", ").count() + 1;
    let short = list.split_whitespace().count() <= items * 6;
    let plain = !list.contains(|sign: char| sign.is_ascii_digit() || "`([;:=".contains(sign));
    (2..=5).contains(&words)
        && plural
        && list.contains(" and ")
        && items > 1
        && short
        && plain
        && !noun.contains(['(', '`'])
}

fn report(desk: &mut Desk<'_, '_>, number: &Number, listed: String, certainty: Certainty) {
    let message = Message::new("audit.count").with("count", desk.text(number)).with("listed", listed);
    let finding = desk.at(certainty, number, message);
    desk.report(finding.weighing(Decimal::new(1, 1)));
}

/// 这12个养殖品种 and 10个品种中: a count that is taken up again within two sentences.
fn again(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let back = |number: &Number| {
        let text = reading.document.text(number.line);
        let before = text.get(..number.range.start).unwrap_or_default();
        let rest = text.get(number.range.end..).unwrap_or_default();
        let points = ["这", "上述", "以上", "该"].iter().any(|word| before.ends_with(word));
        let opens = before.is_empty() || before.ends_with(['。', '\n']);
        let of = rest.chars().take(8).collect::<String>().contains('中') && opens;
        points || of
    };
    let named = |number: &Number| {
        let text = reading.document.text(number.line);
        let rest: String = text.get(number.range.end..).unwrap_or_default().chars().take(10).collect();
        rest
    };
    let counts = |sentence: usize| {
        reading
            .of_sentence(sentence)
            .iter()
            .filter(|number| is_count(number) && number.language == Language::Zh && back(number))
    };
    for one in counts(sentence) {
        let mut at = sentence;
        for _ in 0..2 {
            let Some(before) = reading.before(at) else { break };
            at = before;
            for other in counts(at) {
                let (here, there) = (noun_of(&named(one)), noun_of(&named(other)));
                let same = !here.is_empty() && (here == there || here.ends_with(&there) || there.ends_with(&here));
                if !same || there.is_empty() {
                    continue;
                }
                desk.checks([one, other]);
                if one.amount.meets(other.amount) {
                    continue;
                }
                let message = Message::new("audit.count.again")
                    .with("one", desk.text(other))
                    .with("other", desk.text(one))
                    .with("noun", here.as_str());
                let finding = desk.at(Certainty::Likely, one, message).with([other]);
                desk.report(finding.weighing(one.amount.distance(other.amount)));
            }
        }
    }
}

fn noun_of(rest: &str) -> String {
    rest.split(['，', '。', '中', '的', '、', '；', '（', '在', '是', '有', '均', '都'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// 10个品种中，甲最高，乙其次，丙第三，丁第四；其他六个: so many are named.
fn others(desk: &mut Desk<'_, '_>, sentence: usize, number: &Number) {
    let reading = desk.reading;
    let text = reading.document.text(number.line);
    let Some(before) = text.get(..number.range.start) else { return };
    if !before.ends_with("其他") && !before.ends_with("其它") && !before.ends_with("其余") {
        return;
    }
    let all = reading.of_sentence(sentence).iter().find(|all| {
        let of = text.get(all.range.end..).is_some_and(|rest| rest.chars().take(8).any(|sign| sign == '中'));
        is_count(all) && all.range.start < number.range.start && of
    });
    let Some(all) = all else { return };
    let Some(between) = text.get(all.range.end..number.range.start) else { return };
    let last = between.match_indices('第').filter_map(|(at, _)| {
        let sign = between.get(at + '第'.len_utf8()..)?.chars().next()?;
        chinese_digit(sign).map(|digit| digit as usize).or_else(|| sign.to_digit(10).map(|digit| digit as usize))
    });
    let Some(named) = last.max().filter(|named| between.contains("最") && (2..=9).contains(named)) else { return };
    let should = all.amount.minus(Amount::exact(Decimal::from(named)));
    let Some(should) = should else { return };
    desk.checks([all, number]);
    if should.meets(number.amount) {
        return;
    }
    let message = Message::new("audit.count.others")
        .with("all", desk.text(all))
        .with("named", named)
        .with("others", desk.text(number))
        .with("should", should.value.normalize().to_string());
    let finding = desk.at(Certainty::Likely, number, message).with([all]);
    desk.report(finding.weighing(should.distance(number.amount)));
}

/// "Ranks fourth, behind a, b and c"; 居第四位，仅次于甲、乙和丙.
fn rank(desk: &mut Desk<'_, '_>, sentence: usize) {
    let reading = desk.reading;
    let words = reading.words(sentence);
    let Some(found) = reading.sentences.get(sentence) else { return };
    let (place, at, list) = match reading.language(sentence) {
        Language::En => {
            let lower = words.to_ascii_lowercase();
            let Some(behind) = lower.find("behind ").or_else(|| lower.find("after only ")) else { return };
            let lead = lower.get(..behind).unwrap_or_default();
            let ranked = ORDINALS.iter().filter_map(|(word, place)| Some((lead.rfind(word)?, *place))).max();
            let Some((at, place)) = ranked.filter(|(at, _)| behind - at < 60 && lead.contains("rank")) else { return };
            let list = lower.get(behind + "behind ".len()..).unwrap_or_default();
            let ends = [" when ", " in ", ".", ";", " but ", " of the ", " and is ", " and has "]
                .iter()
                .filter_map(|end| list.find(end))
                .min();
            let list = list.get(..ends.unwrap_or(list.len())).unwrap_or_default();
            let names = list.replace(", and ", ", ").replace(" and ", ", ");
            (place, at, names.split(", ").filter(|name| !name.trim().is_empty()).count())
        }
        Language::Zh => {
            let Some(after) = words.find("仅次于") else { return };
            let lead = words.get(..after).unwrap_or_default();
            let Some(at) = lead.rfind('第').filter(|at| after - at < 40) else { return };
            let sign = lead.get(at + '第'.len_utf8()..).and_then(|rest| rest.chars().next());
            let Some(place) = sign.and_then(|sign| {
                chinese_digit(sign)
                    .map(|digit| digit as usize)
                    .or_else(|| sign.to_digit(10).map(|digit| digit as usize))
            }) else {
                return;
            };
            let list = words.get(after + "仅次于".len()..).unwrap_or_default();
            let list = list.split(['，', '。', '；']).next().unwrap_or_default();
            (place, at, list.replace(['和', '及'], "、").split('、').filter(|name| !name.is_empty()).count())
        }
    };
    desk.checks_at(found.line, found.range.start + at);
    if place < 2 || list + 1 == place {
        return;
    }
    let range = found.range.start + at
        ..found.range.start + at + words.get(at..).and_then(|rest| rest.find([',', '，', '位', ' '])).unwrap_or(3);
    let message = Message::new("audit.count.rank")
        .with("place", reading.document.text(found.line).get(range.clone()).unwrap_or_default())
        .with("ahead", list);
    let finding = desk.finding(Certainty::Likely, super::Spot { line: found.line, range }, message);
    desk.report(finding.weighing(Decimal::new(1, 1)));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn counts_are_those_of_their_lists() {
        cases(
            "count",
            &[
                "主要分布在东镇、西镇、南镇、北镇、中镇等五个乡镇。",
                "已建成东湖、西湖等12个公园。",
                "有东北林区、西南林区、东南林区、西北林区和热带林区五大林区。",
                "划分为四个分区，即北部、中部、东部和南部。",
                "这10个品种的产量增长。10个品种中，甲最高，乙其次，丙第三，丁第四；其他六个品种变化不大。",
                "The county ranks fourth, behind Dong, Xi and Nan.",
                "The county ranks third in output behind Dong and Xi and is the second largest market.",
                "Here are two fathers and two mothers: Ann Lee, Bob Ray, Cy Fox and Di Orr.",
                "The county has four zones: the north, the south, the east and the west.",
                "We ran 15 tests (two of them twice): the tool passed, stopped and went on.",
            ],
            &[
                "The county has four zones: the north, the east and the west.",
                "主要分布在东镇、西镇、南镇、北镇、中镇等六个乡镇。",
                "主要分布在东镇、西镇、南镇、北镇、中镇等四个乡镇。",
                "有东北林区、西南林区、东南林区、西北林区和热带林区六大林区。",
                "这12个品种的产量增长。10个品种中，甲最高。",
                "10个品种中，甲最高，乙其次，丙第三，丁第四；其他八个品种变化不大。",
                "The county ranks fifth, behind Dong, Xi and Nan.",
            ],
        );
    }
}
