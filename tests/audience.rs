//! What the public must not see stands in no byte of a public build, and stands in an internal one.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{book, drawings, extended, sound, with_templates};
use std::collections::BTreeMap;
use tallybook::compose::compose;
use tallybook::load::Memory;
use tallybook::model::document::{Audience, Document, Status};
use tallybook::model::{LANGUAGES, OutputTree};
use tallybook::office::Package;
use tallybook::render::print::{atlas_json, book_json};
use tallybook::{Build, Only, draw};

/// Numbers that are not for the public, in every way of writing that an output might choose; the last two are what a
/// formula makes of the first.
const SECRET: [&str; 8] =
    ["8765.43", "8,765.43", "8\u{2009}765.43", "8 765.43", "876543", "876,543", "17530.86", "17,530.86"];

/// A book with internal numbers in a sentence, a table, a chart, a finding, a claim and a formula.
fn guarded() -> Memory {
    let facts = "- {id: quarry.reserve, name: {zh: \"矿石储量\", en: \"Ore reserve\"}, value: 8765.43, unit: t, source: draft, \
                 audience: internal}\n\
                 - {id: quarry.twice, name: {zh: \"储量两倍\", en: \"Twice the reserve\"}, formula: \"quarry.reserve * 2\", unit: t, \
                 source: draft}\n\
                 - id: quarry.pits\n  name: {zh: \"各坑储量\", en: \"Reserve by pit\"}\n  by: land_class\n  unit: t\n  source: draft\n  \
                 values: {forest: {value: 876543, audience: internal}, grass: 5, arable: 7}\n\
                 - {id: quarry.step, name: {zh: \"第一步\", en: \"Step one\"}, value: 1, unit: t, source: draft}\n\
                 - {id: quarry.step2, name: {zh: \"第二步\", en: \"Step two\"}, value: 2, unit: t, source: draft}\n";
    let book = extended(&book("whole"), "data/facts/people.yaml", facts);
    let table = "- {id: quarry, kind: facts, title: {zh: \"矿石\", en: \"Ore\"}, rows: [quarry.reserve, quarry.twice, quarry.pits]}\n";
    let book = extended(&book, "data/tables.yaml", table);
    let figure = "- {id: pits, kind: bar, title: {zh: \"各坑\", en: \"Pits\"}, data: {fact: quarry.pits}, source: draft}\n\
         - {id: steps, kind: bar, title: {zh: \"各步\", en: \"Steps\"}, data: {facts: [quarry.step, quarry.step2]}, source: draft, \
         reference: [{key: quarry.reserve, label: {zh: \"储量\", en: \"Reserve\"}}]}\n";
    let book = extended(&book, "data/figures.yaml", figure);
    let zh = "\n\n储量[8765.43吨](=quarry.reserve)，加倍为[17530.86吨](=quarry.twice)，[一坑最多](?quarry.pits@forest>1000t)，见[](#tab:quarry)、[](#fig:pits)、[](#fig:steps)。\n\n\
              ![](tab:quarry)\n\n![](fig:pits)\n\n![](fig:steps)\n";
    let en = "\n\nThe reserve is [8,765.43 t](=quarry.reserve), twice that is [17,530.86 t](=quarry.twice), \
              [one pit leads](?quarry.pits@forest>1000t); see [](#tab:quarry), [](#fig:pits) and [](#fig:steps).\n\n\
              ![](tab:quarry)\n\n![](fig:pits)\n\n![](fig:steps)\n";
    let book = extended(&book, "content/zh/01-status/02-people.md", zh);
    with_templates(extended(&book, "content/en/01-status/02-people.md", en))
}

/// All that is published: the site's files and what print is handed, by path.
fn published(audience: Audience) -> Vec<(String, Vec<u8>)> {
    of_book(&guarded(), audience)
}

fn of_book(book: &Memory, audience: Audience) -> Vec<(String, Vec<u8>)> {
    let mut outcome = sound(book);
    let request = Build { only: Some(Only::Site), audience, kept: OutputTree::default(), ..Build::default() };
    let site = tallybook::build_book(&mut outcome, book, &request).unwrap();
    let mut all: Vec<_> = site.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
    let report = outcome.report.as_ref().unwrap();
    let documents = LANGUAGES.map(|language| compose(report, language, audience));
    let letters = draw::Lettering::of(&report.project);
    let (drawings, _) = draw::all(documents.iter().map(Document::frame), &letters, false);
    for ((id, language), drawing) in &drawings {
        all.push((format!("print/{id}.{language}.svg"), drawing.svg_print.clone().into_bytes()));
    }
    for document in &documents {
        let language = document.frame().language;
        all.push((format!("print/book.{language}.json"), book_json(document, &report.project, &drawings)));
        let atlases = BTreeMap::from([(language, document.atlas())]);
        let plates = draw::plates(&atlases, &letters);
        let json = atlas_json(document, &atlases[&language], &report.project, &drawings, &plates);
        all.push((format!("print/atlas.{language}.json"), json));
        let plates =
            plates.into_iter().flat_map(|((id, _), plates)| plates.into_iter().map(move |plate| (id.clone(), plate)));
        all.extend(plates.map(|(id, plate)| (format!("print/plates/{id}"), plate.svg.into_bytes())));
    }
    // Of a Word copy what is in it.
    let request = Build { only: Only::of("word"), audience, ..Build::default() };
    for (path, bytes) in tallybook::build_book(&mut outcome, book, &request).unwrap().iter() {
        let package = Package::open(bytes).unwrap();
        for part in package.paths() {
            all.push((format!("{path}!{part}"), package.bytes(part).unwrap().unwrap()));
        }
    }
    all
}

/// Where a text stands.
fn places(all: &[(String, Vec<u8>)], text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    all.iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.clone()).collect()
}

#[test]
fn no_internal_number_stands_in_any_byte_of_a_public_build() {
    let public = published(Audience::Public);
    for secret in SECRET {
        let found = places(&public, secret);
        assert!(found.is_empty(), "{secret} stands in {found:?}");
    }
    let word = "print/plan.zh.docx!word/document.xml";
    for (page, word) in [("zh/status/people.html", "不公开"), ("en/status/people.html", "withheld"), (word, "不公开")]
    {
        assert!(places(&public, word).iter().any(|path| path == page), "{word} does not stand in {page}");
    }
    assert!(places(&public, "\"withheld\"").contains(&"data/facts.json".to_owned()));
}

#[test]
fn an_internal_build_holds_them_and_says_what_it_is() {
    for audience in [Audience::Internal, Audience::Review] {
        let own = published(audience);
        let word = "print/plan.zh.docx!word/document.xml";
        for page in ["zh/status/people.html", "data/facts.csv", "print/book.zh.json", "print/atlas.zh.json", word] {
            assert!(places(&own, "8765.43").contains(&page.to_owned()), "{page}");
        }
        let told =
            if audience == Audience::Review { "送审用，不得公开" } else { "内部使用，不得公开" };
        let told = places(&own, told);
        assert!(
            told.contains(&"zh/index.html".to_owned()) && told.contains(&"print/book.zh.json".to_owned()),
            "{told:?}"
        );
    }
}

/// What a camera or a program wrote into a picture beside it stands nowhere, whoever reads.
#[test]
fn what_a_picture_tells_beside_itself_is_handed_to_nobody() {
    let mut book = with_templates(book("whole"));
    let path = book.files.keys().find(|path| path.ends_with(".png")).unwrap().clone();
    let png = &book.files[&path];
    // After the header, which is 33 bytes with the name of the file's kind.
    let words = b"Author\0Wang Gong at 41.0N";
    let mut chunk = u32::try_from(words.len()).unwrap().to_be_bytes().to_vec();
    [b"tEXt".as_slice(), words, b"sums"].iter().for_each(|part| chunk.extend_from_slice(part));
    let told = [&png[..33], &chunk, &png[33..]].concat();
    book.files.insert(path, told);
    for audience in [Audience::Public, Audience::Review] {
        assert_eq!(places(&of_book(&book, audience), "Wang Gong"), Vec::<String>::new());
    }
}

/// Those who gave an opinion: the public reads the office, or that somebody of the public spoke.
#[test]
fn nobody_who_gave_an_opinion_is_named_to_the_public() {
    let (public, review) = (published(Audience::Public), published(Audience::Review));
    for name in ["甲工", "乙某"] {
        assert_eq!(places(&public, name), Vec::<String>::new());
        let found = places(&review, name);
        for output in ["zh/plan/projects.html", "en/plan/projects.html", "print/book.zh.json", "print/book.en.json"] {
            assert!(found.iter().any(|path| path == output), "{name} does not stand in {output}: {found:?}");
        }
    }
    assert!(!places(&public, "公众意见").is_empty());
}

#[test]
fn what_a_formula_makes_of_them_is_withheld_too() {
    let report = sound(&guarded()).report.unwrap();
    let composed = compose(&report, LANGUAGES[0], Audience::Public);
    let status = |key: &str| {
        let numbers = composed.frame().numbers.values();
        numbers.filter(|entry| entry.key.to_string() == key).map(|entry| entry.status).collect::<Vec<_>>()
    };
    assert_eq!(status("quarry.reserve"), [Status::Withheld]);
    assert_eq!(status("quarry.twice"), [Status::Withheld]);
    assert_eq!(status("quarry.pits@forest"), [Status::Withheld]);
    assert_eq!(status("quarry.pits@grass"), [Status::Given]);
    // The charts of the report hold all numbers; those of the frame those of the audience.
    assert_eq!(drawings(&report).len(), composed.frame().charts.len() * LANGUAGES.len());
}

/// Marks of a made-up geometry: its coordinates as a file has them, and what a drawing of it would say.
const GEOMETRY: [&str; 5] =
    ["150.12345", "\"coordinates\"", "FeatureCollection", "示例（2021）009号", "fill-rule=\"evenodd\""];

/// A book with a map whose ledger says `more` of its geometry.
fn mapped(more: &str) -> Memory {
    use sha2::{Digest, Sha256};
    let square = |west: &str, east: &str, name: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"of\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":\
             [[[{west},35],[{east},35],[{east},36],[{west},36],[{west},35]]]}}}}"
        )
    };
    let all =
        [square("150", "150.12345", "forest"), square("150.12345", "151", "grass"), square("151", "152", "arable")];
    let geometry = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}\n", all.join(","));
    let sha256: String = Sha256::digest(&geometry).iter().map(|byte| format!("{byte:02x}")).collect();
    let ledger = format!(
        "format: 1\nmaps:\n- {{id: land, file: land.geojson, title: {{zh: \"地类\", en: \"Classes\"}}, source: draft, crs: cgcs2000, \
         sha256: {sha256}, members: land_class, property: of, without: [other], shared: true{more}}}\n"
    );
    let book = book("whole").with("data/maps.yaml", ledger).with("data/maps/land.geojson", geometry);
    let figure = "- {id: land-map, kind: map, title: {zh: \"地类图\", en: \"Classes mapped\"}, data: {members: land_class}, map: {areas: land}, source: draft}\n";
    let book = extended(&book, "data/figures.yaml", figure);
    let book = extended(&book, "content/zh/01-status/02-people.md", "\n\n见[](#fig:land-map)。\n\n![](fig:land-map)\n");
    with_templates(extended(
        &book,
        "content/en/01-status/02-people.md",
        "\n\nSee [](#fig:land-map).\n\n![](fig:land-map)\n",
    ))
}

#[test]
fn no_geometry_without_a_number_stands_in_any_byte_of_a_public_build() {
    for more in ["", ", approval: \"示例（2021）009号\"", ", approval: \"示例（2021）009号\", classification: internal"]
    {
        let public = of_book(&mapped(more), Audience::Public);
        for secret in GEOMETRY {
            let found = places(&public, secret);
            assert!(found.is_empty(), "{more}: {secret} stands in {found:?}");
        }
        assert!(!public.iter().any(|(path, _)| path.contains("land-map")), "{more}");
        for (page, words) in [
            ("zh/status/people.html", "未公开：底图未经审核"),
            ("en/status/people.html", "Not public: the map has no approval"),
            ("print/book.zh.json", "未公开：底图未经审核"),
        ] {
            assert!(places(&public, words).iter().any(|path| path == page), "{words} does not stand in {page}");
        }
        let internal = of_book(&mapped(more), Audience::Internal);
        let drawn = "print/land-map.zh.svg";
        assert!(places(&internal, "内部使用").iter().any(|path| path == drawn), "{more}");
        assert!(places(&internal, "fill-rule=\"evenodd\"").iter().any(|path| path == drawn), "{more}");
    }
}

#[test]
fn geometry_with_a_number_is_drawn_for_the_public_and_never_handed_out() {
    let public = of_book(&mapped(", approval: \"示例（2021）009号\", publish: true"), Audience::Public);
    for svg in ["figures/land-map.zh.svg", "print/land-map.en.svg"] {
        assert!(places(&public, "示例（2021）009号").iter().any(|path| path == svg), "{svg}");
    }
    assert!(!places(&public, "内部使用").iter().any(|path| path.ends_with(".svg")));
    for secret in ["150.12345", "\"coordinates\""] {
        assert!(places(&public, secret).is_empty(), "{secret} stands in {:?}", places(&public, secret));
    }
}
