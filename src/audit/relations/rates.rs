//! Rates that a sentence gives both sides of: 矿山共88个，已建成2个，建成率2.4%. The rate's own word must stand at the part.
//!
//! Silent where the word does not, or no whole of the same kind stands before.

use super::Desk;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;

const RATES: [&str; 17] = [
    "城镇化",
    "建成",
    "完成",
    "合格",
    "达标",
    "开工",
    "竣工",
    "到位",
    "入库",
    "治理",
    "普及",
    "覆盖",
    "投产",
    "优良",
    "入学",
    "就业",
    "处理",
];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, rate) in
            numbers.iter().enumerate().filter(|(_, rate)| rate.kind == Kind::Share && rate.bracket.is_none())
        {
            let word = RATES
                .iter()
                .find(|word| rate.head.ends_with('率') && rate.head.trim_end_matches('率').ends_with(**word));
            if let Some(word) = word {
                judge(desk, numbers, index, word);
            }
        }
    }
}

fn judge(desk: &mut Desk<'_, '_>, numbers: &[Number], index: usize, word: &str) {
    let Some(rate) = numbers.get(index) else { return };
    let before = numbers.get(..index).unwrap_or_default();
    let levels = |number: &&Number| number.is_level() && number.bracket.is_none();
    // 城镇化率 is the people of the towns by all.
    let towns = word == "城镇化";
    let sought = if towns { "城镇" } else { word };
    let Some(at) = before.iter().rposition(|part| levels(&part) && part.lead.contains(sought)) else { return };
    let Some(part) = before.get(at) else { return };
    let reading = desk.reading;
    let earlier = reading.before(rate.sentence).filter(|_| towns).map_or(&[][..], |before| reading.of_sentence(before));
    let earlier = earlier.iter().filter(|whole| whole.core.contains("人口"));
    let own = before.get(..at).unwrap_or_default().iter();
    let wholes: Vec<&Number> = own.chain(earlier).filter(|whole| levels(whole) && whole.is_like(part)).collect();
    let found = |whole: &&&Number| part.amount.over(whole.amount);
    if let Some(whole) = wholes.iter().find(|whole| found(whole).is_some_and(|found| found.meets(rate.amount))) {
        desk.checks([rate, part, *whole]);
        return;
    }
    // 共 says that it is the whole.
    let whole = wholes
        .iter()
        .rfind(|whole| whole.lead.contains('共') || whole.lead.contains('总'))
        .or(wholes.last().filter(|_| wholes.len() == 1));
    let Some(whole) = whole else { return };
    let Some(found) = found(&whole) else { return };
    desk.checks([rate, part, *whole]);
    let message = Message::new("audit.share")
        .with("part", desk.text(part))
        .with("whole", desk.text(whole))
        .with("share", desk.text(rate))
        .with("should", desk.shown(rate, found.value));
    desk.should_be(Certainty::Likely, rate, found, message, [part, *whole]);
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn rates_are_part_by_whole() {
        cases(
            "rate",
            &[
                "全县矿山共88个，已建成绿色矿山22个，建成率25%。",
                "森林覆盖率25%。",
                "常住人口8.02万人。其中，城镇人口4.41万人，城镇化率55.0%。",
            ],
            &[
                "常住人口8.02万人。其中，城镇人口4.41万人，城镇化率50.5%。",
                "全县矿山共88个，已建成绿色矿山22个，建成率52%。",
            ],
        );
    }
}
