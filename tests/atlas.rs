//! The data atlas: which sheets a book has, what stands on them, which map sheets are bound.

mod common;

use common::{base, drawings, hostile, real, sound, with_templates};
use std::collections::{BTreeMap, BTreeSet};
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::document::{Atlas, Audience, Document, Run, Sheet, SheetPart};
use tallybook::model::{LANGUAGES, Language, Report};
use tallybook::render::print::atlas_json;

const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"><rect width=\"4\" height=\"3\"/></svg>";

fn report(book: &Memory) -> Report {
    sound(book).report.expect("the book is sound")
}

fn atlas(report: &Report, language: Language, audience: Audience) -> Atlas {
    compose(report, language, audience).atlas()
}

/// All words of a sheet.
fn words(sheet: &Sheet) -> String {
    let mut text = Run::plain(&sheet.title);
    for part in &sheet.parts {
        match part {
            SheetPart::Numbers(numbers) => {
                numbers
                    .iter()
                    .for_each(|(number, name)| text += &format!("{} {}\n", Run::plain(number), Run::plain(name)));
            }
            SheetPart::Lines(head, lines) => {
                text += &format!("{head}\n");
                lines
                    .iter()
                    .for_each(|line| text += &format!("{} {}\n", Run::plain(&line.lead), Run::plain(&line.runs)));
            }
            SheetPart::Table(head, table) => text += &format!("{head} {table:?}\n"),
            SheetPart::Finding(finding) => text += &format!("{}\n", finding.id),
            SheetPart::Picture(picture) => text += &format!("{picture:?}\n"),
        }
    }
    text
}

fn find<'a>(atlas: &'a Atlas, id: &str) -> &'a Sheet {
    atlas.sheets.iter().find(|sheet| sheet.id == id).unwrap_or_else(|| panic!("no sheet {id}"))
}

#[test]
fn every_place_figure_indicator_project_and_source_of_the_book_is_in_its_atlas() {
    let report = report(&real());
    for language in LANGUAGES {
        let composed = compose(&report, language, Audience::Public);
        let atlas = composed.atlas();
        let all: String = atlas.sheets.iter().map(words).collect();
        for dimension in ["town", "zone"] {
            for member in &report.project.dimensions.get(dimension).unwrap().members {
                let sheet = find(&atlas, &format!("{dimension}.{}", member.id.value));
                assert_eq!(Run::plain(&sheet.title), member.name.get(language).plain());
            }
        }
        let shown: BTreeSet<&str> = atlas
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.parts)
            .filter_map(|part| match part {
                SheetPart::Picture(picture) => Some(picture.figure.as_str()),
                _ => None,
            })
            .collect();
        let frame = composed.frame();
        assert!(frame.charts.keys().all(|id| shown.contains(id.as_str())), "{language}: a chart is on no sheet");
        for project in &report.project.projects {
            assert!(all.contains(&project.tasks.get(language).plain()), "{language}: {}", project.id.value);
        }
        for entry in frame.numbers.values().filter(|entry| entry.value.is_some()) {
            assert!(
                words(find(&atlas, "index")).contains(&entry.text),
                "{language}: {} is not in the index",
                entry.key
            );
        }
        let contradictions = frame.findings.iter().flat_map(|group| &group.findings);
        for finding in contradictions.filter(|finding| finding.weight == "contradiction") {
            assert!(words(find(&atlas, "review")).contains(&finding.id), "{language}: {}", finding.id);
        }
    }
}

#[test]
fn a_place_s_sheet_holds_what_the_text_says_of_it_and_not_what_it_says_of_others() {
    let report = report(&real());
    let zh = atlas(&report, Language::Zh, Audience::Public);
    let (jinshan, huaishuo) = (words(find(&zh, "town.jinshan")), words(find(&zh, "town.huaishuo")));
    assert!(jinshan.contains("县人民政府驻金山镇") || jinshan.contains("金山镇"), "{jinshan}");
    assert!(jinshan.contains("31.90%") && !huaishuo.contains("县人民政府驻"));
    assert!(huaishuo.contains("未列明"), "what is not said of a place is told as not stated: {huaishuo}");
}

#[test]
fn both_languages_have_the_same_sheets() {
    let report = report(&real());
    let sheets = |language| -> Vec<String> {
        atlas(&report, language, Audience::Public).sheets.into_iter().map(|sheet| sheet.id).collect()
    };
    assert_eq!(sheets(Language::Zh), sheets(Language::En));
}

#[test]
fn a_small_and_a_hostile_book_have_an_atlas_whose_links_lead_somewhere() {
    for book in [base(), hostile()] {
        let report = report(&with_templates(book));
        let drawings = drawings(&report);
        for language in LANGUAGES {
            let composed = compose(&report, language, Audience::Public);
            let atlas = composed.atlas();
            assert!(!atlas.sheets.is_empty());
            let ids: BTreeSet<&str> = atlas.sheets.iter().map(|sheet| sheet.id.as_str()).collect();
            assert_eq!(ids.len(), atlas.sheets.len(), "two sheets have one id");
            for line in atlas.sheets.iter().flat_map(|sheet| &sheet.parts).filter_map(|part| match part {
                SheetPart::Lines(_, lines) => Some(lines),
                _ => None,
            }) {
                assert!(line.iter().flat_map(|line| &line.sheets).all(|to| ids.contains(to.as_str())));
            }
            let atlases = BTreeMap::from([(language, atlas)]);
            let plates = tallybook::draw::plates(&atlases, &tallybook::draw::Lettering::of(&report.project));
            let json = atlas_json(&composed, &atlases[&language], &report.project, &drawings, &plates);
            assert!(json.len() > 1000);
        }
    }
}

/// A book with map sheets of every state.
fn mapped() -> Memory {
    let sheets = "format: 1\nsheets:\n\
        - {id: ready, title: {zh: \"已审图\", en: \"Ready map\"}, file: images/ready.svg, approval: \"S(2022)001\"}\n\
        - {id: raw, title: {zh: \"未审图\", en: \"Raw map\"}, file: images/raw.svg}\n\
        - {id: own, title: {zh: \"内部图\", en: \"Own map\"}, file: images/own.svg, approval: \"S(2022)002\", classification: internal}\n\
        - {id: lacking, title: {zh: \"缺图\", en: \"Lacking map\"}, status: wanted}\n";
    let book = with_templates(base()).with("data/atlas.yaml", sheets);
    ["ready", "raw", "own"]
        .into_iter()
        .fold(book, |book, name| book.with(&format!("content/images/{name}.svg"), DRAWING))
}

#[test]
fn a_public_atlas_binds_the_map_sheets_with_an_approval_number_and_lists_the_others() {
    let report = report(&mapped());
    let bound = |audience| -> Vec<String> {
        atlas(&report, Language::En, audience).maps.into_iter().map(|map| map.id).collect()
    };
    assert_eq!(bound(Audience::Public), ["map.ready"]);
    assert_eq!(bound(Audience::Internal), ["map.ready", "map.raw", "map.own"]);
    let public = atlas(&report, Language::Zh, Audience::Public);
    let list = words(find(&public, "maps"));
    for told in ["已审图", "随本版装订", "S(2022)001", "未审图", "未送审，不装订", "内部图件", "缺图", "未随本版提供"]
    {
        assert!(list.contains(told), "{told} is not told in {list}");
    }
    assert_eq!(public.maps[0].approval, "审图号：S(2022)001");
}

#[test]
fn a_map_sheet_takes_its_title_from_its_figure() {
    let figure = "- {id: zones-map, kind: wanted, title: {zh: \"分区图\", en: \"Map of zones\"}, \
                  needs: {zh: \"底图。\", en: \"A base map.\"}}\n";
    let book = with_templates(base()).with("data/figures.yaml", format!("format: 1\nfigures:\n{figure}"));
    let book = book.with("data/atlas.yaml", "format: 1\nsheets:\n- {id: zones, figure: zones-map}\n");
    let told = words(find(&atlas(&report(&book), Language::En, Audience::Public), "maps"));
    assert!(told.contains("Map of zones") && told.contains("A base map.") && told.contains("not supplied"), "{told}");
}
