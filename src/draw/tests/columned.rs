//! Charts of more than one row of numbers, and of what is no number: each kind's own, and hard ones.

use super::samples::{both, sample};
use crate::model::{Bearing, Chart, ChartColumn, ChartPart, Form};

const PERCENT: (&str, &str) = ("%", "%");

/// Rows of `(zh, en, values)` under columns; no value is to be determined, those from `target` on are planned.
fn table(id: &str, columns: &[&str], rows: &[(&str, &str, &[Option<f64>])], target: usize) -> Chart {
    let mut chart = sample(id, ("占比（%）", "Share (%)"), PERCENT, &[]);
    chart.columns = columns
        .iter()
        .map(|name| ChartColumn { label: both(&format!("{name}年"), name), at: name.parse().ok(), colour: None })
        .collect();
    for (row, (zh, en, values)) in rows.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let shown = value
                .map_or(both("待定", "to be determined"), |value| both(&format!("{value}"), &format!("{value}")));
            chart.parts.push(ChartPart {
                label: both(zh, en),
                value: value.unwrap_or(0.0),
                shown,
                missing: value.is_none(),
                row,
                column: Some(column),
                target: column >= target,
                ..ChartPart::default()
            });
        }
    }
    chart
}

/// Rows and columns of what goes together.
fn crossing(id: &str, rows: usize, columns: usize) -> Chart {
    let mut chart = sample(id, ("", ""), ("", ""), &[]);
    chart.columns = (0..columns)
        .map(|column| ChartColumn {
            label: both(&format!("第{column}镇生态修复面积"), &format!("Restored area of the town no. {column}")),
            ..ChartColumn::default()
        })
        .collect();
    for row in 0..rows {
        for column in 0..columns {
            chart.parts.push(ChartPart {
                label: both("大青山森林保育和生物多样性保护区", "Daqingshan Forest Conservation and Biodiversity Zone"),
                value: if (row * 3 + column) % 4 == 0 { 1.0 } else { 0.0 },
                shown: both("涉及", "included"),
                missing: (row + column) % 7 == 0 && columns > 20,
                row,
                column: Some(column),
                ..ChartPart::default()
            });
        }
    }
    chart
}

/// Members with a place.
fn placed() -> Chart {
    let mut chart = sample("placed", ("", ""), ("", ""), &[]);
    for (number, (_, side, _)) in Bearing::ALL.into_iter().enumerate() {
        chart.parts.push(ChartPart {
            label: both("艾不盖河-昆都仑河生态廊道", "Aibugai River–Kundulun River Ecological Corridor"),
            shown: both("北", "north"),
            row: number,
            side: Some(side),
            form: Form::ALL.get(number % 3).map(|(_, form, _)| *form),
            tile: Some((1 + (number % 3) as u8, 1 + (number / 3) as u8)),
            ..ChartPart::default()
        });
    }
    chart
}

/// Projects over the years, in two groups; one has no years.
fn periods() -> Chart {
    let mut chart = sample("periods", ("", ""), ("", ""), &[]);
    for (row, period) in
        [(2021.0, 2036.0), (2021.0, 2026.0), (2026.0, 2036.0)].into_iter().map(Some).chain([None]).enumerate()
    {
        chart.parts.push(ChartPart {
            label: both(
                "退化林分修复与森林质量精准提升工程",
                "Restoration of Degraded Stands and Precise Improvement of Forest Quality",
            ),
            group: if row < 2 { both("北部综合整治", "Northern improvement") } else { both("矿山", "Mines") },
            value: 1.0,
            shown: if period.is_some() {
                both("2021—2025年", "2021–2025")
            } else {
                both("待定", "to be determined")
            },
            missing: period.is_none(),
            period,
            row,
            ..ChartPart::default()
        });
    }
    chart
}

pub(super) fn columned() -> Vec<Chart> {
    let long = (
        "重点生态功能区退化草原与水土流失及沙化土地综合治理面积占比率",
        "Share of the degraded grassland, eroded and sandified land of key ecological areas that is treated",
    );
    let crossed: Vec<(&str, &str, &[Option<f64>])> = vec![
        ("森林覆盖率", "Forest coverage", &[Some(23.0), Some(28.0), None, Some(30.0)]),
        (long.0, long.1, &[Some(0.000_01), Some(12_000_000.0), None, None]),
        ("湿地保护率", "Wetland protection", &[None, None, None, None]),
    ];
    let forty: Vec<(&str, &str, &[Option<f64>])> =
        (0..40).map(|_| (long.0, long.1, &[Some(1.5), Some(1_500_000.25)][..])).collect();
    let mut lines = table(
        "one-line",
        &["2015", "2020", "2025"],
        &[("节水灌溉面积", "Irrigated area", &[Some(13.8), Some(23.0), Some(26.0)])],
        2,
    );
    lines.references = vec![ChartPart {
        label: both("全市平均", "Average of the city"),
        value: 20.0,
        shown: both("20", "20"),
        ..ChartPart::default()
    }];
    let cold = table(
        "about-nothing",
        &["2015", "2020", "2025"],
        &[("增减", "Change", &[Some(-0.2), Some(0.1), Some(3.5)])],
        9,
    );
    let mut flow = sample(
        "flow",
        ("面积（平方千米）", "Area (km²)"),
        ("平方千米", " km²"),
        &[
            ("耕地", "Arable land", 283.77),
            ("采矿用地", "Mining land", 56.61),
            ("裸土地", "Bare land", 28.39),
            ("*未列明", "Not stated", 27.18),
        ],
    );
    flow.references = vec![ChartPart {
        label: both("草地", "Grassland"),
        value: 395.95,
        shown: both("395.95", "395.95"),
        ..ChartPart::default()
    }];
    let mut far = sample(
        "far",
        ("资源量（吨）", "Reserves (t)"),
        ("吨", " t"),
        &[("金", "Gold", 0.004), ("铁矿石", "Iron ore", 4_000_000.0), ("无", "None", 0.0)],
    );
    far.logarithmic = true;
    vec![
        cold,
        table("years", &["2020", "2025", "2030", "2035"], &crossed, 1),
        table("forty", &["2020", "2025"], &forty, 1),
        table(
            "pair",
            &["男", "女"],
            &[
                ("0～14周岁", "Aged 0–14", &[Some(12.5), Some(11.0)]),
                ("60周岁及以上", "Aged 60 and over", &[Some(28.0), Some(31.5)]),
            ],
            9,
        ),
        table(
            "below",
            &["2020", "2025"],
            &[("人口", "People", &[Some(-3.5), Some(4.0)]), ("户数", "Households", &[Some(0.0), Some(0.0)])],
            9,
        ),
        lines,
        flow,
        far,
        crossing("zones-towns", 4, 6),
        crossing("projects-indicators", 6, 24),
        placed(),
        periods(),
    ]
}
