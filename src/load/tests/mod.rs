//! Whole books in memory: what a sound one gives, and each refusal at its place.

mod data;
mod pages;
mod robust;

use super::{Memory, project};
use crate::diagnostic::{Diagnostics, SourceMap, print_short};
use crate::locale::Catalogue;
use crate::model::{Language, Project, UnitTable};

const PLAN: &str = r#"format: 1
title: {zh: "计划", en: "Plan"}
short_title: {zh: "计划", en: "Plan"}
period: {start: 2021, end: 2035}
languages: [zh, en]
years: {base: 2020, near: 2025}
edition: {label: {zh: "稿", en: "Draft"}, date: 2022-11-01, name: {zh: "2022年11月", en: "November 2022"}}
authority: {zh: "县", en: "County"}
compiled_by: {zh: "所", en: "Institute"}
notice: {zh: "说明", en: "Notice"}
licence: {zh: "许可", en: "Licence"}
rounding: half-up
rules: []
"#;

const FACTS: &str = r#"format: 1
facts:
- id: land.area
  name: {zh: "面积", en: "Area"}
  value: 2963.30
  unit: km2
  date: 2020
  source: survey
  qualifier: about
- id: zone.area
  name: {zh: "分区面积", en: "Zone area"}
  by: [town, year]
  unit: km2
  values:
    jinshan,2020: 1.50
    "yinhao, 2020": {value: null, source: other, date: {start: 2020-01, end: 2020-06}}
  targets: {"jinshan,2025": na}
  complete: false
- id: land.share
  name: {zh: "比重", en: "Share"}
  formula: land.area / county.area
  unit: "%"
- id: season
  name: {zh: "天数", en: "Days"}
  range: [69, 177]
  unit: d
"#;

pub(super) fn book() -> Memory {
    Memory::default()
        .with("data/plan.yaml", PLAN)
        .with("content/zh/01-status/_index.md", "# 现状 {#status}\n")
        .with("content/en/01-status/_index.md", "# Status {#status}\n")
}

struct Loaded {
    project: Option<Project>,
    sources: SourceMap,
    faults: Diagnostics,
}

impl Loaded {
    fn of(files: &Memory) -> Self {
        let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
        let project = project(files, &mut sources, &mut faults, UnitTable::default()).unwrap();
        Self { project, sources, faults }
    }

    /// `path:line:column: error[rule]: message`, one a fault.
    fn lines(&self) -> Vec<String> {
        let english = Catalogue::of(Language::En);
        self.faults.iter().map(|fault| print_short(fault, &self.sources, &english)).collect()
    }

    fn sound(self) -> (Project, SourceMap) {
        assert_eq!(self.lines(), Vec::<String>::new());
        (self.project.unwrap(), self.sources)
    }
}

/// Each fault of the book begins as expected, and there are no others.
fn expect(files: &Memory, expected: &[&str]) {
    let lines = Loaded::of(files).lines();
    let fits = lines.len() == expected.len() && lines.iter().zip(expected).all(|(line, start)| line.starts_with(start));
    assert!(fits, "expected {expected:#?}\nfound {lines:#?}");
}

fn page(text: &str) -> Memory {
    book().with("content/zh/01-status/01-a.md", text)
}

fn facts(text: &str) -> Memory {
    book().with("data/facts/a.yaml", text)
}
