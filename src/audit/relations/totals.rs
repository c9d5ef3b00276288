//! Totals of tables. A row is the total of rows beside it where most columns say so, whatever it is called; the columns that do
//! not are faults. Where one column is all there is, its label must say total and a slip must explain the gap. The same of
//! columns; and of percentages that make a hundred.
//!
//! Silent on columns of rates, prices and indexes, and on rounding: half a unit of each cell.

use super::slip::{Slip, digits, slip};
use super::{Desk, Spot};
use crate::audit::amount::Amount;
use crate::audit::finding::Certainty;
use crate::audit::grid::Grid;
use crate::diagnostic::Message;
use rust_decimal::Decimal;

/// A total has no more parts.
const MOST_PARTS: usize = 40;
const TOTAL: [&str; 18] = [
    "合计",
    "总计",
    "小计",
    "总数",
    "共计",
    "生产总值",
    "总产值",
    "总面积",
    "全市",
    "全县",
    "全国",
    "全省",
    "总人口",
    "Total",
    "total",
    "TOTAL",
    "All ",
    "Sum",
];
/// Heads of columns whose numbers do not add up.
const NO_SUMS: [&str; 22] = [
    "增长", "增速", "比重", "占比", "率", "单价", "人均", "平均", "指数", "位次", "年份", "密度", "Growth", "growth",
    "rate", "Rate", "index", "Index", "average", "Average", "per ", "%",
];

/// A table seen by its rows or by its columns: items and what is told of each.
struct View<'g, 'd> {
    grid: &'g Grid<'d>,
    by_columns: bool,
}

impl View<'_, '_> {
    fn items(&self) -> std::ops::Range<usize> {
        if self.by_columns { 0..self.grid.width } else { self.grid.body..self.grid.height() }
    }

    fn aspects(&self) -> std::ops::Range<usize> {
        if self.by_columns { self.grid.body..self.grid.height() } else { 0..self.grid.width }
    }

    fn place(&self, item: usize, aspect: usize) -> (usize, usize) {
        if self.by_columns { (aspect, item) } else { (item, aspect) }
    }

    fn value(&self, item: usize, aspect: usize) -> Option<Amount> {
        let (row, column) = self.place(item, aspect);
        self.grid.value(row, column)
    }

    fn label(&self, item: usize) -> String {
        if self.by_columns { self.grid.head(item) } else { self.grid.label(item) }
    }

    fn adds_up(&self, aspect: usize) -> bool {
        let told = if self.by_columns { self.grid.label(aspect) } else { self.grid.head(aspect) };
        !NO_SUMS.iter().any(|word| told.contains(word))
    }
}

/// A total and its parts, with the aspects in which they agree and in which they do not.
#[derive(Clone)]
struct Structure {
    total: Option<usize>,
    parts: Vec<usize>,
    agree: Vec<usize>,
    fail: Vec<usize>,
    strength: u32,
}

pub(super) fn look(desk: &mut Desk<'_, '_>) {
    let document = desk.reading.document;
    for index in 0..document.tables.len() {
        let Some(grid) = Grid::of(document, index) else { continue };
        for by_columns in [false, true] {
            let view = View { grid: &grid, by_columns };
            for total in view.items() {
                totals(desk, &view, total);
            }
            if !by_columns {
                hundreds(desk, &view);
            }
        }
    }
}

fn totals(desk: &mut Desk<'_, '_>, view: &View<'_, '_>, total: usize) {
    let items = view.items();
    let after = (total + 1..items.end).take(MOST_PARTS).collect::<Vec<usize>>();
    let before = (items.start..total).rev().take(MOST_PARTS).collect::<Vec<usize>>();
    let mut best: Option<Structure> = None;
    for parts in [before, after] {
        for found in runs(view, Some(total), &parts) {
            let better = best.as_ref().is_none_or(|best| found.strength > best.strength);
            if better {
                best = Some(found);
            }
        }
    }
    let best = best.filter(|best| best.agree.len() > 1 && best.strength > 5);
    match best {
        Some(found) => {
            check(desk, view, &found);
            let firm = found.agree.len() > 2 && found.fail.len() < found.agree.len() && found.strength > 11;
            if firm || found.fail.len() * 2 <= found.agree.len() {
                found.fail.iter().for_each(|aspect| differs(desk, view, &found, *aspect));
            }
        }
        None => named(desk, view, total),
    }
}

/// The structures of a total with the first two, three and more of its neighbours.
fn runs(view: &View<'_, '_>, total: Option<usize>, parts: &[usize]) -> Vec<Structure> {
    let aspects: Vec<usize> = view.aspects().filter(|aspect| total.is_none() || view.adds_up(*aspect)).collect();
    let should = |aspect: usize| match total {
        Some(total) => view.value(total, aspect),
        None => Some(Amount::exact(Decimal::ONE_HUNDRED)),
    };
    let mut sums: Vec<Option<(Amount, usize)>> =
        aspects.iter().map(|_| Some((Amount::exact(Decimal::ZERO), 0))).collect();
    let mut found = Vec::new();
    for (count, part) in parts.iter().enumerate() {
        let mut structure = Structure {
            total,
            parts: parts.get(..=count).unwrap_or_default().to_vec(),
            agree: Vec::new(),
            fail: Vec::new(),
            strength: 0,
        };
        for (aspect, sum) in aspects.iter().zip(&mut sums) {
            if let (Some((amount, filled)), Some(value)) = (*sum, view.value(*part, *aspect)) {
                let filled = filled + usize::from(!value.value.is_zero());
                *sum = amount.plus(value).map(|amount| (amount, filled));
            }
            let (Some((sum, filled)), Some(should)) = (*sum, should(*aspect)) else { continue };
            if count == 0 || filled < 2 || should.value.is_zero() {
                continue;
            }
            if sum.meets(should) {
                structure.agree.push(*aspect);
                structure.strength += figures(should.value);
            } else {
                structure.fail.push(*aspect);
            }
        }
        if !structure.agree.is_empty() {
            found.push(structure);
        }
    }
    found
}

/// Significant figures, four at most: what one agreement is worth.
fn figures(value: Decimal) -> u32 {
    let digits = value.abs().normalize().mantissa().unsigned_abs();
    digits.checked_ilog10().map_or(0, |log| log + 1).min(4)
}

fn check(desk: &mut Desk<'_, '_>, view: &View<'_, '_>, found: &Structure) {
    for aspect in found.agree.iter().chain(&found.fail) {
        for item in found.parts.iter().copied().chain(found.total) {
            let (row, column) = view.place(item, *aspect);
            if let Some(line) = view.grid.line(row, column).filter(|_| view.value(item, *aspect).is_some()) {
                desk.checks_at(line, 0);
            }
        }
    }
}

fn sum(view: &View<'_, '_>, parts: &[usize], aspect: usize) -> Option<Amount> {
    Amount::sum(parts.iter().filter_map(|part| view.value(*part, aspect)))
}

fn differs(desk: &mut Desk<'_, '_>, view: &View<'_, '_>, found: &Structure, aspect: usize) {
    let Some(sum) = sum(view, &found.parts, aspect) else { return };
    let should = match found.total {
        Some(total) => view.value(total, aspect),
        None => Some(Amount::exact(Decimal::ONE_HUNDRED)),
    };
    let Some(stated) = should else { return };
    let slipped = slipped(view, found, aspect, stated);
    report(desk, view, found, aspect, (sum, stated), slipped, Certainty::Sure);
}

/// The place whose slip explains the gap: the total or a part.
fn slipped(view: &View<'_, '_>, found: &Structure, aspect: usize, stated: Amount) -> Option<(usize, Slip)> {
    let sum_of = |left_out: Option<usize>| {
        Amount::sum(
            found.parts.iter().filter(|part| Some(**part) != left_out).filter_map(|part| view.value(*part, aspect)),
        )
    };
    let of = |item: usize, should: Amount| {
        let (row, column) = view.place(item, aspect);
        let text = digits(view.grid.text(row, column));
        let amount = view.value(item, aspect)?;
        slip(&text, amount, text.parse().ok()?, should, &|value| value.round_dp(amount.value.scale()).to_string())
            .map(|slip| (item, slip))
    };
    let whole = found.total.and_then(|total| of(total, sum_of(None)?));
    let strong = |found: &(usize, Slip)| !matches!(found.1, Slip::Digit(_));
    let part = || {
        let mut parts =
            found.parts.iter().filter_map(|part| of(*part, stated.minus(sum_of(Some(*part))?)?)).collect::<Vec<_>>();
        let best = parts.iter().position(strong).unwrap_or(0);
        (!parts.is_empty()).then(|| parts.swap_remove(best))
    };
    match whole {
        Some(whole) if strong(&whole) => Some(whole),
        weak => part().filter(|part| strong(part) || weak.is_none()).or(weak),
    }
}

fn report(
    desk: &mut Desk<'_, '_>,
    view: &View<'_, '_>,
    found: &Structure,
    aspect: usize,
    (sum, stated): (Amount, Amount),
    slipped: Option<(usize, Slip)>,
    certainty: Certainty,
) {
    let at = slipped.as_ref().map(|(item, _)| *item).or(found.total).or(found.parts.first().copied());
    let Some(at) = at else { return };
    let spot = |item: usize| {
        let (row, column) = view.place(item, aspect);
        let line = view.grid.line(row, column)?;
        let length = desk.reading.document.text(line).len();
        Some(Spot { line, range: 0..length })
    };
    let Some(place) = spot(at) else { return };
    let mut parts = found.parts.clone();
    parts.sort_unstable();
    let texts = parts.iter().filter(|part| view.value(**part, aspect).is_some()).map(|part| {
        let (row, column) = view.place(*part, aspect);
        view.grid.text(row, column)
    });
    let parts_text = texts.collect::<Vec<_>>().join(" + ");
    let name = found.total.map_or_else(|| "100".to_owned(), |total| view.label(total));
    let stated_text = stated.value.normalize().to_string();
    let message = Message::new("audit.table-total")
        .with("parts", parts_text)
        .with("sum", sum.value.normalize().to_string())
        .with("name", name)
        .with("total", stated_text);
    let others: Vec<Spot> =
        parts.iter().copied().chain(found.total).filter(|item| *item != at).filter_map(spot).collect();
    let mut finding = desk.finding(certainty, place, message).weighing(sum.distance(stated));
    finding.others = others;
    desk.report(finding.explained(slipped.map(|(_, slip)| slip.message())));
}

/// A total by its label, in a single column: silent unless a slip explains the gap.
fn named(desk: &mut Desk<'_, '_>, view: &View<'_, '_>, total: usize) {
    let label = view.label(total);
    if !TOTAL.iter().any(|word| label.contains(word)) {
        return;
    }
    let is_total = |item: &usize| TOTAL.iter().any(|word| view.label(*item).contains(word));
    let items = view.items();
    let before: Vec<usize> = (items.start..total).rev().take_while(|item| !is_total(item)).take(MOST_PARTS).collect();
    let after: Vec<usize> = (total + 1..items.end).take_while(|item| !is_total(item)).take(MOST_PARTS).collect();
    for aspect in
        view.aspects().filter(|aspect| view.adds_up(*aspect) || !view.by_columns && view.width_is_one(*aspect))
    {
        let Some(stated) = view.value(total, aspect).filter(|stated| !stated.value.is_zero()) else { continue };
        let mut candidates: Vec<Vec<usize>> = Vec::new();
        for side in [&before, &after] {
            let told: Vec<usize> =
                side.iter().copied().take_while(|item| view.value(*item, aspect).is_some()).collect();
            let stem = |item: &usize| stem(&view.label(*item));
            let alike: Vec<usize> = told
                .iter()
                .copied()
                .take_while(|item| told.first().is_some_and(|first| stem(first) == stem(item)))
                .collect();
            candidates.extend([told, alike].into_iter().filter(|parts| parts.len() > 1));
        }
        let agrees = candidates.iter().any(|parts| {
            (2..=parts.len()).any(|count| {
                sum(view, parts.get(..count).unwrap_or_default(), aspect).is_some_and(|sum| sum.meets(stated))
            })
        });
        if agrees {
            continue;
        }
        // Beside two or three columns, what lies between them is as well their average: the country, its towns, its villages.
        let lies_between = |parts: &[usize]| {
            if !view.by_columns || parts.len() > 3 {
                return false;
            }
            let values = || parts.iter().filter_map(|part| view.value(*part, aspect)).map(|amount| amount.value);
            values().min().zip(values().max()).is_some_and(|(least, most)| (least..=most).contains(&stated.value))
        };
        for parts in candidates.into_iter().filter(|parts| !lies_between(parts)) {
            let found = Structure { total: Some(total), parts, agree: Vec::new(), fail: vec![aspect], strength: 0 };
            let Some(sum) = sum(view, &found.parts, aspect) else { continue };
            if let Some(slip) = slipped(view, &found, aspect, stated) {
                check(desk, view, &found);
                report(desk, view, &found, aspect, (sum, stated), Some(slip), Certainty::Likely);
                break;
            }
        }
    }
}

impl View<'_, '_> {
    /// Whether a column is the only one with numbers in most rows.
    fn width_is_one(&self, aspect: usize) -> bool {
        let told = |aspect: usize| self.items().filter(|item| self.value(*item, aspect).is_some()).count();
        self.aspects().all(|other| other == aspect || told(other) == 0)
    }
}

/// The first word of a label, or its first two characters.
fn stem(label: &str) -> String {
    match label.split_once([' ', ':', '：']) {
        Some((first, _)) if first.is_ascii() => first.to_owned(),
        _ => label.chars().take(2).collect(),
    }
}

/// Percentages that make a hundred in most columns.
fn hundreds(desk: &mut Desk<'_, '_>, view: &View<'_, '_>) {
    let items = view.items();
    let mut start = items.start;
    while start < items.end {
        let parts: Vec<usize> = (start..items.end).take(MOST_PARTS).collect();
        let best = runs(view, None, &parts)
            .into_iter()
            .filter(|found| found.parts.len() > 2)
            .max_by_key(|found| found.agree.len());
        // Whole percentages make a hundred by chance: more of them must.
        let whole = |found: &Structure| {
            let first = found.agree.first().and_then(|aspect| sum(view, &found.parts, *aspect));
            first.is_some_and(|sum| sum.high - sum.low > Decimal::ONE)
        };
        let firm = |found: &Structure| found.agree.len() > if whole(found) { 4 } else { 1 };
        let Some(found) = best.filter(|found| firm(found) && found.fail.len() * 2 <= found.agree.len()) else {
            start += 1;
            continue;
        };
        check(desk, view, &found);
        found.fail.iter().for_each(|aspect| differs(desk, view, &found, *aspect));
        start += found.parts.len();
    }
}

#[cfg(test)]
mod tests {
    use crate::audit::relations::tests::cases;

    #[test]
    fn totals_are_the_sum_of_their_parts() {
        cases(
            "table-total",
            &[
                "表1 人口\n指标\t2019\t2020\t2021\n男\t151\t153\t155\n女\t157\t158\t160\n全部\t308\t311\t315\n",
                "表1 产值\n指标\t产值（亿元）\t增长（%）\n生产总值\t617.5\t5.2\n第一产业\t37.1\t2.6\n第二产业\t339.9\t4.5\n第三产业\t240.5\t6.7\n",
                "项目\t数量\n甲\t12\n乙\t15\n",
                "指标\t全国\t城市\t农村\n食品\t0.2\t0.3\t0.1\n衣着\t1.0\t1.1\t0.6\n交通\t-2.3\t-2.3\t-2.3\n",
            ],
            &[
                "表1 人口\n指标\t2019\t2020\t2021\n男\t151\t153\t155\n女\t157\t158\t160\n全部\t308\t331\t315\n",
                "表1 产值\n指标\t产值（亿元）\t增长（%）\n生产总值\t617.5\t5.2\n第一产业\t37.1\t2.6\n第二产业\t393.9\t4.5\n第三产业\t240.5\t6.7\n",
                "年龄\t2019\t2020\t2021\n少\t16.4\t16.1\t15.7\n中\t61.2\t61.3\t31.5\n老\t22.4\t22.6\t22.8\n",
                "地区\t东\t西\t计\n旱地\t120\t135\t255\n水田\t220\t215\t453\n园地\t310\t320\t630\n",
            ],
        );
    }
}
