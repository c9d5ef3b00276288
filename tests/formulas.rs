//! What claims on members, ranks, shares and hedged numbers come to: true, false, undecided, or a fault with its words.
//!
//! Each verdict was worked out by hand. `undecided` is right wherever some true values that fit the data make the claim
//! true and others make it false; a claim that passes because nobody looked is the fault this tool exists to prevent.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fmt::Write;
use tallybook::diagnostic::{Phrases, Span};
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::{Language, Truth};

const DIMENSIONS: &str = r#"format: 1
dimensions:
- {id: zone, name: {zh: "分区", en: "Zone"}, members: [{id: north, name: {zh: "北区", en: "North"}}, {id: south, name: {zh: "南区", en: "South"}}, {id: west, name: {zh: "西区", en: "West"}}, {id: east, name: {zh: "东区", en: "East"}}]}
- {id: cover, name: {zh: "地类", en: "Cover"}, members: [{id: grass, name: {zh: "草地", en: "Grass"}}, {id: wood, name: {zh: "林地", en: "Wood"}}]}
"#;

/// Id and what follows; the county has 4877.10 km².
const FACTS: [(&str, &str); 24] = [
    (
        "t",
        "by: [zone, year], unit: km2, values: {\"north,2020\": 10, \"north,2025\": 20, \"south,2020\": 100, \"south,2025\": 50}",
    ),
    ("v", "by: year, unit: \"%\", values: {2020: 23, 2021: 28}, targets: {2025: 30, 2030: null}"),
    ("part", "by: zone, unit: km2, complete: false, whole: county.area, values: {north: 1000, south: 500}"),
    ("all", "by: zone, unit: km2, complete: true, values: {north: 45, south: 45, west: 10, east: 44.8}"),
    ("few", "by: zone, unit: \"%\", listed: largest, values: {north: 31.9, south: 21.1}"),
    ("rate", "by: zone, unit: \"%\", values: {north: 60, south: 50}"),
    ("high", "by: zone, unit: \"%\", complete: false, values: {north: 60, south: 50}"),
    ("most", "by: zone, unit: \"%\", complete: false, values: {north: 60, south: 30}"),
    (
        "two",
        "by: [cover, zone], unit: km2, values: {\"grass,north\": 10, \"grass,south\": 20, \"wood,north\": 5, \"wood,south\": 6}",
    ),
    (
        "year_first",
        "by: [year, zone], unit: km2, complete: true, values: {\"2020,north\": 10, \"2020,south\": 103, \"2021,north\": 20, \"2021,south\": 1}",
    ),
    ("none", "by: zone, unit: km2, complete: true, values: {north: 40, south: 60, west: na, east: na}"),
    ("open", "unit: km2, qualifier: under, value: 80"),
    ("beyond", "unit: km2, qualifier: over, value: 49"),
    ("one", "unit: km2, value: 45"),
    ("towns", "unit: town, value: 6"),
    ("nil", "by: year, unit: km2, values: {2020: 5}, targets: {2025: null}"),
    ("wide", "by: zone, unit: km2, complete: true, values: {north: 10, south: 20, west: 30, east: 40}"),
    ("water", "unit: \"1e8 m3\", value: 2.03"),
    ("people", "unit: \"1e4 person\", value: 11.86"),
    ("each", "unit: m3/person, value: 1712, formula: \"water / people\""),
    // A whole that is one member of another fact, and one that has a number for each zone.
    ("piece", "by: zone, unit: km2, complete: false, whole: \"two@grass,north\", values: {north: 4, south: 3}"),
    (
        "plot",
        "by: [cover, zone], unit: km2, complete: false, whole: wide, values: {\"grass,north\": 4, \"grass,south\": 3}",
    ),
    ("warm", "unit: degC, value: 6.5"),
    ("r", "by: zone, unit: \"%\", complete: true, values: {north: 40, south: 30, west: 20, east: 10}"),
];

/// `T`, `F`, `U`, or the words of a fault.
const CLAIMS: [(&str, &str); 119] = [
    // change and growth take the member that is named, and both its years.
    ("change(t@north,*,2020,2025) == 10km2", "T"),
    ("change(t@south,*,2020,2025) == -50km2", "T"),
    ("growth(t@north,*,2020,2025) == 100%", "T"),
    ("growth(t@south,*,2020,2025) == -50%", "T"),
    ("change(t,2020,2025) == 10km2", "write `t` as `t@…,*`"),
    ("change(t@*,2020,2020,2025) == 10km2", "write `t` as `t@…,*`"),
    ("change(v,2020,2021) == 5%", "T"),
    ("change(v,2021,2025) == 2%", "T"),
    ("change(v,2020,2030) > 0%", "U"),
    ("change(v,2020,2031) > 0%", "`v` has no value for 2031"),
    ("change(v.target,2025,2030) > 0%", "U"),
    // The years of plan.yaml stand for themselves.
    ("change(t@north,*,base,near) == 10km2", "T"),
    ("growth(t@south,*,plan.base,plan.near) == -50%", "T"),
    ("v@base == 23%", "T"),
    ("v.target@near - v@base == 7%", "T"),
    ("t@north,near > t@north,base", "T"),
    ("v@latest == 23%", "the members with a value are 2020, 2021"),
    // share is the member by its whole.
    ("share(part@north) == 20.5%", "T"),
    ("share(part@north) > 50%", "F"),
    ("share(all@west) < 10%", "T"),
    ("share(rate@north) > 50%", "U"),
    ("share(none@north) == 40%", "T"),
    ("share(r@north) == 40%", "T"),
    ("share(year_first@2020,north) == 8.8%", "T"),
    ("share(two@grass,north) == 10%", "not clear among which"),
    // What is not known lies between nothing and what is left.
    ("sum(part) < 2000km2", "U"),
    ("sum(part) >= 1499km2", "T"),
    ("sum(part) <= 4878km2", "T"),
    ("max(part) < 2000km2", "U"),
    ("max(part) > 900km2", "T"),
    ("min(part) > 100km2", "U"),
    ("min(part) < 600km2", "T"),
    ("mean(part) == 750km2", "U"),
    ("sum(piece) < 11km2", "T"),
    ("sum(piece) < 9km2", "U"),
    ("share(piece@north) == 40%", "T"),
    ("sum(plot@*,north) < 11km2", "T"),
    ("sum(plot@*,south) < 11km2", "U"),
    ("max(plot@*,south) < 18.1km2", "T"),
    ("sum(few) < 60%", "U"),
    ("sum(few) > 52%", "T"),
    ("sum(few) < 96%", "T"),
    ("max(few) < 40%", "T"),
    ("min(few) > 20%", "U"),
    ("sum(all) == 144.8km2", "T"),
    ("mean(wide) == 25km2", "T"),
    ("sum(none) == 100km2", "T"),
    ("mean(none) == 50km2", "T"),
    ("count(none) == 2", "T"),
    // Who leads.
    ("argmax(few) == north", "T"),
    ("argmin(few) == south", "U"),
    ("top(few,2) == {north,south}", "T"),
    ("top(few,3) == {north,south}", "U"),
    ("top(wide,9) == {north}", "the first 9 are asked for; members with a value: 4"),
    ("top(wide,1.5) == {east}", "a whole number of at least 1"),
    ("top(wide,4) == zone", "T"),
    ("top(wide,2) == {east,west}", "T"),
    ("argmax(all) == north", "U"),
    ("argmax(all) == west", "F"),
    ("argmax(all) != west", "T"),
    ("argmax(all) in {north,south,east}", "T"),
    ("argmax(all) in {north,south}", "U"),
    ("argmax(all) in {west}", "F"),
    ("top(all,2) == {north,west}", "F"),
    ("top(all,2) == {north,south}", "U"),
    ("west in top(all,2)", "F"),
    ("north in top(all,2)", "U"),
    ("count(v.target) == 1", "T"),
    ("1/3 <= 1/3", "T"),
    ("1/3 >= 1/3", "T"),
    ("1/3 < 1/3", "F"),
    ("towns/7 <= towns/7", "T"),
    ("2/3 <= 1/3", "F"),
    ("warm*2 > 10degC", "Celsius"),
    ("argmin(all) == west", "T"),
    ("argmax(rate) == north", "U"),
    ("argmax(high) == north", "U"),
    ("argmax(most) == north", "T"),
    ("argmax(part) == north", "U"),
    ("argmax(two@grass,*) == south", "U"),
    ("argmax(none) == south", "T"),
    ("argmin(none) == north", "T"),
    ("rank(all@east) == 1", "U"),
    ("rank(all@east) == 3", "U"),
    ("rank(all@east) == 4", "F"),
    ("rank(all@east) != 4", "T"),
    ("rank(all@east) <= 3", "T"),
    ("rank(all@west) == 4", "T"),
    ("rank(all@south) == 2", "U"),
    ("rank(wide@west) == 2", "T"),
    ("rank(few@south) == 2", "T"),
    // A member that was named before is still no rival of itself.
    ("rank(wide@west) == 2 and rank(wide@south) == 3", "T"),
    ("rank(wide@west) == 2 and rank(wide@south) == 2", "F"),
    ("sum(wide) == 100km2 and rank(wide@east) == 1", "T"),
    ("wide@north > 0km2 and wide@east > 0km2 and rank(wide@north) == 4", "T"),
    ("rank(t.target@north,2025) == 1", "has no targets"),
    ("rank(rate@north) == 1", "U"),
    ("rank(year_first@2020,south) == 1", "T"),
    // Members are compared with members of their own dimension.
    ("argmax(wide) != grass", "`grass` is no member of `zone`"),
    ("grass in zone", "`grass` is no member of `zone`"),
    ("argmax(t@north,*) == 2025", "T"),
    ("argmax(t@north,*) in {2020,2025}", "T"),
    ("argmax(t@north,*) == north", "`north` is no member of `year`"),
    ("argmax(t@*,2077) != north", "the members with a value are 2020, 2025"),
    ("argmax(t@nroth,*) == 2020", "did you mean `north`?"),
    ("sum(t@*,2020) == 110km2", "T"),
    ("one.target == 7km2", "`one` has no targets"),
    ("sum(all.target) == 7km2", "`all` has no targets"),
    ("nil.target@2025 == 7km2", "U"),
    // Numbers that are open on one side.
    ("open*1 == 500km2", "F"),
    ("open/county.area == 99%", "F"),
    ("open*2 < 200km2", "T"),
    ("open/100km2 < 90%", "T"),
    ("max(all@north,open) > 40km2", "T"),
    ("min(beyond,one) < 49km2", "T"),
    ("beyond-open > -40km2", "T"),
    ("100km2/beyond < 3", "T"),
    // Units of quotients.
    ("each == water/people", "T"),
    ("towns + one > 0km2", "cannot be added"),
];

fn book() -> Memory {
    let mut facts = String::from("format: 1\nfacts:\n");
    for (id, rest) in FACTS {
        let _ = writeln!(
            facts,
            "- {{id: {id}, name: {{zh: \"{id}数\", en: \"Number {id}\"}}, date: 2020, source: survey-3, {rest}}}"
        );
    }
    let mut claims = String::from("format: 1\nclaims:\n");
    for (index, (formula, _)) in CLAIMS.iter().enumerate() {
        let _ = writeln!(claims, "- {{id: c{index}, formula: '{formula}', text: {{zh: \"某\", en: \"Some\"}}}}");
    }
    common::base()
        .with("data/dimensions.yaml", DIMENSIONS)
        .with("data/facts/more.yaml", facts)
        .with("data/claims.yaml", claims)
}

#[test]
fn every_claim_comes_to_what_was_worked_out_by_hand() {
    let outcome = tallybook::check_book(&book()).unwrap();
    let catalogue = Catalogue::of(Language::En);
    let report = outcome.report.as_ref().unwrap();
    let mut wrong = Vec::new();
    for (index, (formula, wanted)) in CLAIMS.iter().enumerate() {
        let id = format!("c{index}");
        let found = match report.claims.get(&id).and_then(|claim| claim.truth) {
            Some(Truth::Holds) => "T".to_owned(),
            Some(Truth::Fails) => "F".to_owned(),
            Some(Truth::Undecided) => "U".to_owned(),
            None => {
                let here = |place: Span| {
                    outcome.sources.source(place.source).path == "data/claims.yaml"
                        && outcome.sources.start(place).line == index + 3
                };
                let fault = outcome.faults.iter().find(|fault| fault.place.is_some_and(here));
                fault.map_or_else(|| "no verdict and no fault".to_owned(), |fault| catalogue.phrase(&fault.message))
            }
        };
        let right = if wanted.len() == 1 { found == *wanted } else { found.contains(wanted) };
        if !right {
            wrong.push(format!("{formula}: {found}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_fault_stands_at_its_place_between_quotes() {
    let outcome = tallybook::check_book(&book()).unwrap();
    let fault = outcome.faults.iter().find(|fault| fault.message.id == "unit-mismatch.add").unwrap();
    assert_eq!(outcome.sources.text(fault.place.unwrap()), "towns + one");
}
