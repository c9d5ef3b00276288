//! 合计 and "in total" behind a list: 新建渠道10公里、道路20公里，合计30公里.
//!
//! Silent where the list is not plain: numbers of one kind in one sentence, joined by commas, none of them a total itself.

use super::Desk;
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::reading::{Kind, Number};
use crate::diagnostic::Message;

const TOTAL: [&str; 7] = ["合计", "共计", "总计", "合计为", "共计为", "a total of", "in total"];

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let reading = desk.reading;
    for sentence in 0..reading.sentences.len() {
        let numbers = reading.of_sentence(sentence);
        for (index, total) in numbers.iter().enumerate() {
            let lead = total.lead.trim_end().trim_end_matches('约').to_lowercase();
            let said = TOTAL.iter().any(|word| lead.ends_with(word));
            if said && index > 1 && total.bracket.is_none() && matches!(total.kind, Kind::Measure | Kind::Count) {
                judge(desk, numbers, index);
            }
        }
    }
}

fn judge(desk: &mut Desk<'_, '_>, numbers: &[Number], index: usize) {
    let Some(total) = numbers.get(index) else { return };
    let before = numbers.get(..index).unwrap_or_default();
    let parts: Vec<&Number> = before
        .iter()
        .filter(|part| part.part == total.part && part.bracket.is_none() && part.is_level() && part.is_like(total))
        .collect();
    // Anything else among them makes it no plain list.
    let plain = before.iter().filter(|part| part.part == total.part && part.bracket.is_none()).count() == parts.len();
    let same_unit = parts.iter().all(|part| part.literal.unit == total.literal.unit);
    let own = total.lead.trim().chars().count() > 6;
    if parts.len() < 2 || !plain || !same_unit || own {
        return;
    }
    let Some(sum) = Amount::sum(parts.iter().map(|part| part.amount)) else { return };
    if sum.meets(total.amount) {
        desk.checks(parts.iter().copied().chain([total]));
        return;
    }
    let slip = desk.slip(total, sum).map(|slip| slip.message());
    let Some(explanation) = slip else { return };
    desk.checks(parts.iter().copied().chain([total]));
    let listed = parts.iter().map(|part| desk.text(part)).collect::<Vec<_>>().join(" + ");
    let message = Message::new("audit.parts")
        .with("parts", listed)
        .with("sum", desk.shown(total, sum.value))
        .with("whole", desk.text(total));
    let finding = desk.at(Certainty::Likely, total, message).with(parts).explained(Some(explanation));
    desk.report(finding.weighing(sum.distance(total.amount)));
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn a_total_behind_a_list_is_its_sum() {
        cases(
            "together",
            &["新建渠道10.5公里、管道20.2公里，合计30.7公里。", "新建渠道10.5公里，造林20亩，合计投资30.7万元。"],
            &["新建渠道10.5公里、管道20.2公里，合计37.0公里。"],
        );
    }
}
