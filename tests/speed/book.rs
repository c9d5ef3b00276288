//! A book of any size in the manner of a real one: facts of every kind, pages in both languages that tie each of them.
//!
//! Twenty facts make a page: plain values, counts, shares with their formulas, hedged values, a range, members of a
//! whole, a series with a target. The page ties them all, in paragraphs with words between, and rests one statement on
//! them. The book has no error and no warning, so that a run looks at everything and prints nothing.

use crate::common::Lot;
use std::fmt::Write;
use tallybook::Memory;

/// Facts that one page ties.
pub(crate) const FACTS_OF_A_PAGE: usize = 20;
/// Pages whose facts stand in one file.
const PAGES_OF_A_FILE: usize = 5;
/// Sections of a chapter, its opening not counted.
const SECTIONS: usize = 98;

const PLAN: &str = r#"format: 1
title: {zh: "示范县国土空间生态修复规划", en: "Restoration Plan of Model County"}
short_title: {zh: "示范县修复规划", en: "Model County Plan"}
period: {start: 2021, end: 2035}
languages: [zh, en]
years: {base: 2020, near: 2025, far: 2035}
edition: {label: {zh: "征求意见稿", en: "Draft for comment"}, date: 2022-11-01, name: {zh: "2022年11月", en: "November 2022"}}
authority: {zh: "示范县人民政府", en: "People’s Government of Model County"}
compiled_by: {zh: "示范县自然资源局", en: "Natural Resources Bureau of Model County"}
notice: {zh: "本书为测速所用的示例。", en: "This book serves to measure speed."}
licence: {zh: "知识共享署名4.0。", en: "CC BY 4.0."}
rounding: half-up
"#;

const DIMENSIONS: &str = r#"format: 1
dimensions:
- {id: zone, name: {zh: "分区", en: "Zone"}, members: [{id: north, name: {zh: "北区", en: "North"}}, {id: centre, name: {zh: "中区", en: "Centre"}}, {id: south, name: {zh: "南区", en: "South"}}]}
"#;

const SOURCES: &str = r#"format: 1
sources:
- {id: survey-3, name: {zh: "第三次国土调查", en: "Third National Land Survey"}}
"#;

/// A book of `pages` pages, half of them in each language, and twenty facts for each pair.
pub(crate) fn of(pages: usize) -> Memory {
    let mut book = Memory::default()
        .with("data/plan.yaml", PLAN)
        .with("data/dimensions.yaml", DIMENSIONS)
        .with("data/sources.yaml", SOURCES)
        .with("data/terms.yaml", include_str!("../../data/terms.yaml"));
    let mut facts = String::new();
    let mut written = 0;
    let mut number = 0;
    while written < pages / 2 {
        let (chapter, section) = (number / (SECTIONS + 1), number % (SECTIONS + 1));
        let path = match section {
            0 => format!("{chapter:02}-part{chapter}/_index.md"),
            _ => format!("{chapter:02}-part{chapter}/{section:02}-plot{section}.md"),
        };
        let page = Page::new(number);
        book.files.insert(format!("content/zh/{path}"), page.text(&CHINESE).into_bytes());
        book.files.insert(format!("content/en/{path}"), page.text(&ENGLISH).into_bytes());
        page.facts(&mut facts);
        written += 1;
        number += 1;
        if written % PAGES_OF_A_FILE == 0 || written == pages / 2 {
            let text = format!("format: 1\nfacts:\n{facts}");
            book.files.insert(format!("data/facts/f{:05}.yaml", written / PAGES_OF_A_FILE), text.into_bytes());
            facts.clear();
        }
    }
    book
}

/// The numbers of one page.
struct Page {
    /// Its own word in ids: `aab`.
    key: String,
    /// The area that the others are parts of, in hundredths.
    total: u64,
    /// Areas, in hundredths.
    areas: [u64; 12],
    /// Counts.
    counts: [u64; 2],
}

impl Page {
    fn new(number: usize) -> Self {
        let mut lot = Lot(number as u64 * 7919 + 17);
        let mut next = |below: u64| lot.draw() % below;
        let areas = std::array::from_fn(|_| 1000 + next(90_000));
        let letters = [number / 676 % 26, number / 26 % 26, number % 26];
        Self {
            key: letters.map(letter).iter().collect(),
            total: areas.iter().sum::<u64>() + 100_000,
            areas,
            counts: [20 + next(80), 100 + next(800)],
        }
    }

    fn share(&self, area: u64) -> String {
        hundredths((area * 20_000 + self.total) / (2 * self.total))
    }

    fn members(&self) -> [u64; 3] {
        let third = self.areas[11] / 3;
        [third, third + 5, self.areas[11] - 2 * third - 5]
    }

    fn facts(&self, out: &mut String) {
        let key = &self.key;
        let mut fact = |id: &str, zh: &str, en: &str, rest: &str| {
            let _ = write!(
                out,
                "- id: plot.{key}.{id}\n  name: {{zh: \"{key}片{zh}\", en: \"{en} {key}\"}}\n{rest}  date: 2020\n  source: survey-3\n"
            );
        };
        fact("total", "片区面积", "Area of the plot", &format!("  value: {}\n  unit: km2\n", hundredths(self.total)));
        for (at, area) in self.areas.iter().enumerate() {
            let letter = letter(at);
            let rest = format!("  value: {}\n  unit: km2\n  part_of: plot.{key}.total\n", hundredths(*area));
            fact(&format!("part_{letter}"), &format!("{letter}地块面积"), &format!("Parcel {letter}"), &rest);
        }
        fact("pits", "矿坑数", "Pits", &format!("  value: {}\n  unit: site\n", self.counts[0]));
        fact("wells", "机井数", "Wells", &format!("  value: {}\n  unit: site\n", self.counts[1]));
        let share = self.share(self.areas[0]);
        let rest = format!("  formula: plot.{key}.part_a / plot.{key}.total\n  unit: \"%\"\n  value: {share}\n");
        fact("share", "地块比重", "Share of the parcel", &rest);
        fact("rain", "年降水量", "Rainfall", "  value: 310\n  qualifier: about\n  unit: mm\n");
        fact("frost", "无霜期", "Frost-free days", "  range: [69, 177]\n  unit: d\n");
        let [north, centre, south] = self.members().map(hundredths);
        let rest = format!(
            "  by: zone\n  unit: km2\n  whole: plot.{key}.part_l\n  values: {{north: {north}, centre: {centre}, south: {south}}}\n"
        );
        fact("zone", "分区面积", "Area by zone", &rest);
        let rest = "  by: year\n  unit: \"%\"\n  values: {2020: 23}\n  targets: {2025: 28, 2035: null}\n";
        fact("cover", "覆盖率", "Cover", rest);
    }

    /// The page in one language: the template's words with the ties in their places.
    fn text(&self, form: &Form) -> String {
        let tie = |words: String, id: &str| format!("[{words}](=plot.{}.{id})", self.key);
        let area = |value: u64| (form.area)(&hundredths(value));
        let part = |at: usize| tie(area(self.areas[at]), &format!("part_{}", letter(at)));
        let [north, centre, south] = self.members().map(area);
        let [pits, wells] = self.counts.map(|count| format!("{count}{}", form.sites));
        let mut ties =
            vec![tie(area(self.total), "total"), part(0), tie(format!("{}%", self.share(self.areas[0])), "share")];
        ties.extend((1..=7).map(part));
        ties.extend([tie(pits, "pits"), tie(wells, "wells")]);
        ties.extend((8..=10).map(part));
        ties.extend([
            tie(form.rain.to_owned(), "rain"),
            tie(form.frost.to_owned(), "frost"),
            tie(north, "zone@north"),
            tie(centre, "zone@centre"),
            tie(south, "zone@south"),
            part(11),
            tie("23%".to_owned(), "cover@2020"),
            tie("28%".to_owned(), "cover.target@2025"),
            tie(form.open.to_owned(), "cover.target@2035"),
        ]);
        let words = form.template.replace("KEY", &self.key);
        let mut pieces = words.split("{}");
        let mut page = pieces.next().unwrap_or_default().to_owned();
        assert_eq!(pieces.clone().count(), ties.len(), "a place for each tie");
        pieces.zip(ties).for_each(|(piece, tie)| page.extend([tie.as_str(), piece]));
        page
    }
}

/// How a page reads in one language; `{}` stands where a tie comes, `KEY` for the page's word.
struct Form {
    template: &'static str,
    area: fn(&str) -> String,
    sites: &'static str,
    rain: &'static str,
    frost: &'static str,
    open: &'static str,
}

const CHINESE: Form = Form {
    template: "# 片区现状 {#s-KEY}\n\n\
        全片面积{}，其中东侧地块{}，[占全片的比重不到一半](?plot.KEY.share<50%)，具体为{}。坡面平缓，土层较薄，植被以旱生草本为主。\n\n\
        西侧地块{}，南侧地块{}，北侧地块{}。沟谷两岸近年陆续补植乡土树种，成活情况总体较好。\n\n\
        ## 利用与设施 {#use-KEY}\n\n\
        河岸地块{}，坡脚地块{}，台地{}，沙地{}。现有矿坑{}，机井{}，均已登记在册并落实管护人员。\n\n\
        山前地块{}，谷地{}，滩地{}。年降水量{}，无霜期{}，雨量集中在夏秋之间，春旱明显。\n\n\
        - 北区{}；\n- 中区{}；\n- 南区{}；三者合计{}。\n\n\
        覆盖率由{}提高到{}，远期目标{}，届时根据调查结果补充。\n",
    area: |value| format!("{value}平方千米"),
    sites: "处",
    rain: "约310毫米",
    frost: "69～177天",
    open: "待定",
};

const ENGLISH: Form = Form {
    template: "# State of the plot {#s-KEY}\n\n\
        The plot measures {}; the eastern parcel has {}, [less than half of it](?plot.KEY.share<50%), in figures {}.\nThe slopes are gentle, the soils thin, and dry grasses prevail.\n\n\
        The western parcel has {}, the southern {} and the northern {}. Native trees have been planted along\nthe gullies year by year, and most of them have taken.\n\n\
        ## Use and works {#use-KEY}\n\n\
        The bank has {}, the foot of the slope {}, the terrace {} and the sands {}. There are {} with pits and\n{} with wells, all registered and looked after.\n\n\
        Before the hills lie {}, in the valley {} and on the flats {}. Rain comes to {} a year, and the frost-free period\nis {}; most of the rain falls in summer and autumn, and the springs are dry.\n\n\
        - the north: {};\n- the centre: {};\n- the south: {}; together {}.\n\n\
        Cover is to rise from {} to {}; the goal for the long term is {} and follows from the surveys to come.\n",
    area: |value| format!("{}\u{a0}km²", grouped(value)),
    sites: "\u{a0}sites",
    rain: "about 310\u{a0}mm",
    frost: "69–177\u{a0}days",
    open: "to be determined",
};

/// The letter of a part.
fn letter(at: usize) -> char {
    char::from(b'a' + u8::try_from(at).unwrap_or(0))
}

/// 212401 as 2124.01.
fn hundredths(number: u64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// 2124.01 as 2,124.01.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    match whole.len() {
        4.. => format!("{},{}.{rest}", &whole[..whole.len() - 3], &whole[whole.len() - 3..]),
        _ => number.to_owned(),
    }
}
