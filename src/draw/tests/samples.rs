//! Charts of one row of numbers: of real plans, and hard ones.

use crate::model::{Chart, ChartKind, ChartPart, Text};

pub(super) fn both(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

/// Parts as `(zh, en, value)`; a `*` before the Chinese label marks the rest.
pub(super) fn sample(id: &str, axis: (&str, &str), unit: (&str, &str), parts: &[(&str, &str, f64)]) -> Chart {
    let parts = parts.iter().map(|&(zh, en, value)| {
        let shown = if value.floor() == value { format!("{value}") } else { format!("{value:.2}") };
        let grouped = if value >= 1000.0 { format!("{},{}", &shown[..1], &shown[1..]) } else { shown.clone() };
        let label = both(zh.trim_start_matches('*'), en);
        let (shown, rest) = (both(&shown, &grouped), zh.starts_with('*'));
        ChartPart { label, value, shown, rest, ..ChartPart::default() }
    });
    Chart {
        id: id.to_owned(),
        kind: ChartKind::Bar,
        title: both("示例图", "Sample figure"),
        axis: both(axis.0, axis.1),
        unit: both(unit.0, unit.1),
        one: both("1个", "1 item"),
        parts: parts.collect(),
        columns: Vec::new(),
        references: Vec::new(),
        note: None,
        period: None,
        logarithmic: false,
        ground: None,
    }
}

const AREA: (&str, &str) = ("面积（平方千米）", "Area (km²)");
pub(super) const KM2: (&str, &str) = ("平方千米", " km²");
const SHARE: (&str, &str) = ("占比（%）", "Share (%)");
pub(super) const PERCENT: (&str, &str) = ("%", "%");

pub(super) fn samples() -> Vec<Chart> {
    let mut charts = charts_of_the_plan();
    charts.extend(hard_charts());
    charts
}

fn charts_of_the_plan() -> Vec<Chart> {
    vec![
        sample(
            "woodland",
            SHARE,
            PERCENT,
            &[
                ("灌木林地", "Shrub land", 85.71),
                ("乔木林地", "Arbour forest land", 7.32),
                ("其他林地", "Other forest land", 6.97),
            ],
        ),
        sample(
            "grassland-towns",
            SHARE,
            PERCENT,
            &[
                ("银号镇", "Yinhao Town", 31.90),
                ("金山镇", "Jinshan Town", 21.11),
                ("下湿壕镇", "Xiashihao Town", 17.69),
                ("*其他", "Other towns", 29.30),
            ],
        ),
        sample(
            "air-days",
            ("天数（天）", "Days"),
            ("天", " days"),
            &[
                ("优", "Excellent", 71.0),
                ("良", "Good", 168.0),
                ("轻度污染", "Light pollution", 33.0),
                ("中度污染", "Moderate pollution", 4.0),
                ("重度污染", "Heavy pollution", 0.0),
                ("严重污染", "Severe pollution", 12.0),
            ],
        ),
        sample(
            "grassland-converted",
            AREA,
            KM2,
            &[
                ("耕地", "Arable land", 283.77),
                ("采矿用地", "Mining land", 56.61),
                ("裸地", "Bare land", 28.39),
                ("*其他", "Other land", 27.18),
            ],
        ),
        sample(
            "zones",
            AREA,
            KM2,
            &[
                ("北部国土综合整治区", "Northern Territorial Improvement Zone", 1619.28),
                ("中部矿山修复与水土流失治理区", "Central Mine Restoration and Soil-Erosion Control Zone", 2501.41),
                ("大青山森林保育和生物多样性保护区", "Daqingshan Forest Conservation and Biodiversity Zone", 317.90),
                ("城市人居环境提升区", "Urban Living-Environment Improvement Zone", 438.51),
            ],
        ),
    ]
}

/// Zeros, one part, none, many, tiny and equal ones, long labels, values below 0.
fn hard_charts() -> Vec<Chart> {
    let long = "大青山北麓水源涵养与生物多样性保护及水土流失综合治理和矿山生态修复重点区域";
    let long_en = "Key area on the northern foot of the Daqing Mountains for water retention, biodiversity, soil-erosion \
                   control and the ecological restoration of mines";
    let months: Vec<(String, String)> =
        (1..=12).map(|month| (format!("{month}月"), format!("Month {month}"))).collect();
    let months: Vec<(&str, &str, f64)> =
        months.iter().enumerate().map(|(at, (zh, en))| (zh.as_str(), en.as_str(), (at * at) as f64 * 3.5)).collect();
    let equal: Vec<(&str, &str, f64)> = (0..12).map(|_| ("水土流失治理区", "Erosion control zone", 25.0)).collect();
    let mut tail = vec![("草地", "Grassland", 970.0)];
    tail.extend((0..11).map(|_| ("零星地类", "Scattered land types", 2.7)));
    let mut both_ends = tail.clone();
    both_ends.rotate_right(5);
    vec![
        sample("sole", AREA, KM2, &[("草地", "Grassland", 2124.01)]),
        sample("nothing", AREA, KM2, &[("草地", "Grassland", 0.0), ("林地", "Woodland", 0.0)]),
        sample("empty", ("", ""), ("", ""), &[]),
        sample("months", ("降水量（毫米）", "Precipitation (mm)"), ("毫米", " mm"), &months),
        sample("equal", AREA, KM2, &equal),
        sample("tail", AREA, KM2, &tail),
        sample("both-ends", AREA, KM2, &both_ends),
        sample("long", AREA, KM2, &[(long, long_en, 1000.0), ("草地", "Grassland", 10.0), (long, long_en, 300.0)]),
        sample(
            "below-zero",
            ("气温（℃）", "Temperature (°C)"),
            ("℃", " °C"),
            &[("一月", "January", -15.25), ("七月", "July", 21.5), ("极端最低", "Extreme minimum", -36.1)],
        ),
    ]
}
