//! What comes in, what goes out, and what is left: "net migration" after inflow and outflow, "more births than deaths", 自然增长
//! after births and deaths, 顺差 after exports and imports.
//!
//! Silent unless both sides are named near by, once each.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Number, Reading};
use crate::diagnostic::Message;

/// Words of the first side, of the second, and of the difference. A space stands where a word begins.
const PAIRS: [(&[&str], &[&str], &[&str]); 8] = [
    (
        &[" inflow", " flow of", " immigration", " arrivals"],
        &["outflow", " emigration", " departures"],
        &["net migration", "net inflow", "arriving than"],
    ),
    (&["births"], &["deaths"], &["more births than deaths", "natural increase", "natural change"]),
    (&["exports"], &["imports"], &["trade surplus", "surplus of", "trade balance"]),
    (&["receipts", "revenue"], &["expenditure", "spending"], &["budget surplus"]),
    (&["出生人口"], &["死亡人口"], &["自然增长人口", "净增人口", "自然增加"]),
    (&["出口"], &["进口"], &["顺差"]),
    (&["迁入"], &["迁出"], &["净迁入"]),
    (&["收入"], &["支出"], &["结余"]),
];
/// Sentences before in which the sides may stand.
const FAR: usize = 3;

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for number in reading.numbers.iter().filter(|number| number.bracket.is_none() && number.literal.high.is_none()) {
        for (ins, outs, nets) in PAIRS {
            let (before, after) = (number.lead.to_lowercase(), number.tail.to_lowercase());
            // "155,500 more births than deaths": what is compared stands behind its number.
            let said = |word: &&&str| {
                if word.contains(" than") || word.ends_with(" than") {
                    after.contains(**word)
                } else {
                    before.contains(**word)
                }
            };
            if nets.iter().any(|word| said(&word)) {
                sides(desk, number, ins, outs, nets);
            }
        }
    }
}

fn sides(desk: &mut Desk<'_, '_>, net: &Number, ins: &[&str], outs: &[&str], nets: &[&str]) {
    let reading = desk.reading;
    let mut at = Some(net.sentence);
    for _ in 0..=FAR {
        let Some(sentence) = at else { return };
        let one = |words: &[&str], other: &[&str]| named(reading, sentence, net, words, other, nets);
        if let Some((income, outgo)) = one(ins, outs).zip(one(outs, ins)) {
            judge(desk, net, income, outgo);
            return;
        }
        at = reading.before(sentence);
    }
}

/// The one number of a sentence that stands directly beside one of the words, and not nearer to a word of the other side.
fn named<'r>(
    reading: &'r Reading<'_>,
    sentence: usize,
    net: &Number,
    words: &[&str],
    other: &[&str],
    nets: &[&str],
) -> Option<&'r Number> {
    let holds = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let found: Vec<&Number> = reading
        .of_sentence(sentence)
        .iter()
        .filter(|number| {
            let behind: String = number.tail.to_lowercase().split_whitespace().take(1).collect();
            let before = format!(" {}", number.lead.to_lowercase());
            let beside =
                holds(&behind, words) || holds(&before, words) && !holds(&before, other) && !holds(&behind, other);
            let said = format!("{before}{}", number.tail.to_lowercase());
            let same = number.range == net.range && number.line == net.line;
            beside
                && !same
                && !holds(&said, nets)
                && number.is_like(net)
                && number.is_level()
                && number.bracket.is_none()
        })
        .collect();
    match found.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

fn judge(desk: &mut Desk<'_, '_>, net: &Number, income: &Number, outgo: &Number) {
    let Some(found) = income.amount.minus(outgo.amount) else { return };
    desk.checks([net, income, outgo]);
    let positive = if found.value.is_sign_negative() { found.negated() } else { found };
    if positive.meets(net.amount) {
        return;
    }
    let message = Message::new("audit.balance")
        .with("income", desk.text(income))
        .with("outgo", desk.text(outgo))
        .with("net", desk.text(net))
        .with("should", desk.shown(net, positive.value));
    desk.should_be(Certainty::Likely, net, positive, message, [income, outgo]);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn what_is_left_is_the_difference() {
        cases(
            "balance",
            &[
                "There were 729,400 births and 490,300 deaths. There were 239,100 more births than deaths.",
                "The inflow was 468,900 and the outflow for the same period was 313,500. This means that net migration was 155,400.",
                "全年出口120亿元，进口80亿元，贸易顺差40亿元。",
            ],
            &[
                "There were 729,400 births and 940,300 deaths. There were 239,100 more births than deaths.",
                "The inflow was 468,900 and the outflow for the same period was 313,500. This means that net migration was 145,400.",
                "全年出口120亿元，进口80亿元，贸易顺差50亿元。",
            ],
        );
    }
}
