//! Made-up geometry that is unsound, each kind once, with what is said of it and where; and sound geometry that passes.

use crate::diagnostic::{Diagnostics, SourceMap, print_short};
use crate::load::tests::book;
use crate::load::{Memory, project};
use crate::locale::Catalogue;
use crate::model::{Language, MapFile, Shape, UnitTable};
use sha2::{Digest, Sha256};

const SQUARE: &str = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]";

fn collection(features: &[String]) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(kind: &str, coordinates: &str, name: &str) -> String {
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"of\":\"{name}\"}},\"geometry\":{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}}}"
    )
}

fn polygons(rings: &[&str]) -> String {
    let features =
        rings.iter().zip(["jinshan", "yinhao", "third"]).map(|(rings, name)| feature("Polygon", rings, name));
    collection(&features.collect::<Vec<_>>())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A book with one map; `more` stands in its entry.
fn with(geometry: impl AsRef<[u8]>, more: &str) -> Memory {
    let geometry = geometry.as_ref();
    let sha256 = hash(geometry);
    let ledger = format!(
        "format: 1\nmaps:\n- {{id: towns, file: towns.geojson, title: {{zh: \"镇\", en: \"Towns\"}}, source: survey, sha256: {sha256}, members: town, property: of, {more}}}\n"
    );
    book().with("data/maps.yaml", ledger).with("data/maps/towns.geojson", geometry)
}

/// The faults of the maps of a book, short, and the maps.
fn read(book: &Memory) -> (Vec<String>, Vec<MapFile>) {
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    let units = crate::locale::built_in_units();
    let read = project(book, &mut sources, &mut faults, units).expect("memory can be read");
    let phrases = Catalogue::of(Language::En);
    let said = faults.iter().map(|fault| print_short(fault, &sources, &phrases));
    let maps = read.map(|read| read.registers.maps.to_vec()).unwrap_or_default();
    (said.filter(|said| said.contains("data/maps")).collect(), maps)
}

fn told(book: &Memory) -> String {
    read(book).0.join("\n")
}

const SOUND: &str = "crs: cgcs2000";

/// What it is called, the geometry, the rest of the entry, what is said.
type Case = (&'static str, String, &'static str, &'static str);

/// What is no GeoJSON, or nothing that could be drawn.
fn forms() -> Vec<Case> {
    let two = polygons(&[SQUARE, "[[[2,0],[4,0],[4,2],[2,2],[2,0]]]"]);
    let mixed = collection(&[feature("Polygon", SQUARE, "jinshan"), feature("Point", "[1,1]", "yinhao")]);
    let twice = collection(&[feature("Polygon", SQUARE, "jinshan"), feature("Polygon", SQUARE, "jinshan")]);
    let null = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"of\":\"jinshan\"},\"geometry\":null}]}";
    let nameless = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"on\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}";
    let collected = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"of\":\"jinshan\"},\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[]}}]}";
    vec![
        ("cut off", two[..two.len() - 9].to_owned(), SOUND, "no sound JSON"),
        (
            "topology",
            "{\"type\":\"Topology\",\"objects\":{}}".to_owned(),
            SOUND,
            "1:1: error[map-broken]: this is no FeatureCollection of GeoJSON but `Topology`",
        ),
        ("nothing", collection(&[]), SOUND, "holds no features"),
        ("null", null.to_owned(), SOUND, "has no geometry"),
        ("collected", collected.to_owned(), SOUND, "GeometryCollection cannot be drawn"),
        ("mixed", mixed, SOUND, "3:1: error[map-broken]: a file holds one form of shapes"),
        ("nameless", nameless.to_owned(), SOUND, "no property `of`"),
        ("twice", twice, SOUND, "3:38: error[map-broken]: member `jinshan` has two shapes"),
        ("open", polygons(&["[[[0,0],[2,0],[2,2],[0,2]]]"]), SOUND, "2:93: error[map-broken]: the ring is not closed"),
        ("short", polygons(&["[[[0,0],[2,0],[0,0]]]"]), SOUND, "too few corners"),
        ("line", collection(&[feature("LineString", "[[1,1],[1,1]]", "jinshan")]), SOUND, "two different points"),
        ("empty", collection(&[feature("MultiPolygon", "[]", "jinshan")]), SOUND, "the shape is empty"),
        (
            "form",
            collection(&[feature("Polygon", "[[[0],[1],[2]]]", "jinshan")]),
            SOUND,
            "a position needs two numbers",
        ),
        ("no ring", collection(&[feature("Polygon", "[0,1]", "jinshan")]), SOUND, "no sound GeoJSON feature"),
    ]
}

/// What lies elsewhere than it says, and entries that contradict themselves.
fn coordinates() -> Vec<Case> {
    let two = polygons(&[SQUARE, "[[[2,0],[4,0],[4,2],[2,2],[2,0]]]"]);
    let far = polygons(&["[[[420107,4544339],[420207,4544339],[420107,4544439],[420107,4544339]]]"]);
    let swapped = polygons(&["[[[35,150],[36,150],[36,151],[35,150]]]"]);
    let named = format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::3857\"}}}},\"features\":[{}]}}",
        feature("Polygon", SQUARE, "jinshan")
    );
    vec![
        ("projected", far, SOUND, "420107, 4544339 is not in degrees"),
        ("swapped", swapped, SOUND, "35, 150 has latitude and longitude in the wrong order"),
        ("another crs", named, SOUND, "EPSG::3857"),
        ("shifted", two.clone(), "crs: gcj02", "`gcj02` are shifted by hundreds of metres"),
        ("baidu", two.clone(), "crs: BD-09", "`BD-09` are shifted"),
        ("old datum", two.clone(), "crs: xian80", "`xian80` lie tens to hundreds of metres off"),
        ("projected crs", two.clone(), "crs: gauss_kruger", "projected coordinates in metres"),
        ("unnumbered", two.clone(), "crs: wgs84, publish: true", "without an approval number"),
        (
            "internal",
            two.clone(),
            "crs: wgs84, publish: true, approval: x, classification: internal",
            "cannot have `publish: true`",
        ),
        ("secret", two.clone(), "crs: wgs84, classification: 秘密", "secret maps must not be put here"),
    ]
}

/// Rings of one feature.
fn borders() -> Vec<Case> {
    let parts = "[[[[0,0],[2,0],[2,2],[0,2],[0,0]]],[[[1,1],[3,1],[3,3],[1,3],[1,1]]]]";
    let inside = "[[[[0,0],[9,0],[9,9],[0,9],[0,0]]],[[[1,1],[3,1],[3,3],[1,3],[1,1]]]]";
    vec![
        ("flat", polygons(&["[[[0,0],[1,1],[2,2],[0,0]]]"]), SOUND, "runs back on itself"),
        ("bow", polygons(&["[[[0,0],[2,2],[2,0],[0,2],[0,0]]]"]), SOUND, "border of shape jinshan crosses itself near"),
        ("touch", polygons(&["[[[0,0],[4,0],[4,4],[2,0],[0,4],[0,0]]]"]), SOUND, "touches itself"),
        ("spike", polygons(&["[[[0,0],[4,0],[6,0],[4,0],[4,4],[0,0]]]"]), SOUND, "runs back on itself"),
        (
            "hole outside",
            polygons(&["[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[5,5],[6,5],[6,6],[5,5]]]"]),
            SOUND,
            "hole of shape jinshan lies outside",
        ),
        (
            "hole across",
            polygons(&["[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[1,1],[3,1],[3,3],[1,1]]]"]),
            SOUND,
            "two rings of shape jinshan cross",
        ),
        (
            "parts",
            collection(&[feature("MultiPolygon", parts, "jinshan")]),
            SOUND,
            "two parts of shape jinshan overlap",
        ),
        (
            "inside",
            collection(&[feature("MultiPolygon", inside, "jinshan")]),
            SOUND,
            "two parts of shape jinshan overlap",
        ),
    ]
}

/// Borders of two.
fn neighbours() -> Vec<Case> {
    vec![
        (
            "overlap",
            polygons(&[SQUARE, "[[[1,0],[4,0],[4,2],[1,2],[1,0]]]"]),
            "crs: wgs84, shared: true",
            "do not have the same border",
        ),
        (
            "across",
            polygons(&[SQUARE, "[[[1,-1],[4,1],[4,2],[1,1],[1,-1]]]"]),
            "crs: wgs84, shared: true",
            "shapes jinshan and yinhao overlap",
        ),
        (
            "within",
            polygons(&["[[[0,0],[9,0],[9,9],[0,9],[0,0]]]", "[[[1,1],[3,1],[3,3],[1,3],[1,1]]]"]),
            "crs: wgs84, shared: true",
            "overlap",
        ),
        ("same", polygons(&[SQUARE, SQUARE]), "crs: wgs84, shared: true", "overlap"),
        (
            "corner lacking",
            polygons(&[SQUARE, "[[[2,0],[4,0],[4,2],[2,2],[2,1],[2,0]]]"]),
            "crs: wgs84, shared: true",
            "one has a corner where the other has none",
        ),
        (
            "gap",
            polygons(&[
                "[[[0,0],[2,0],[2,1],[2,2],[2,4],[0,4],[0,0]]]",
                "[[[2,0],[4,0],[4,4],[2,4],[2,2],[2.0001,1],[2,0]]]",
            ]),
            "crs: wgs84, shared: true",
            "narrow gap between shapes",
        ),
        (
            "apart",
            polygons(&[SQUARE, "[[[2.00001,0],[4,0],[4,2],[2.00001,2],[2.00001,0]]]"]),
            "crs: wgs84, shared: true",
            "no border in common",
        ),
    ]
}

#[test]
fn unsound_geometry_is_told_at_its_place() {
    let mut silent = Vec::new();
    for (name, geometry, more, expected) in [forms(), coordinates(), borders(), neighbours()].concat() {
        let said = told(&with(&geometry, more));
        if !said.contains(expected) {
            silent.push(format!("{name}: no `{expected}` in:\n{said}"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n\n"));
}

#[test]
fn sound_geometry_passes_and_its_rings_are_turned() {
    // Clockwise, with a hole the wrong way, a neighbour that fills it, and one that touches it at a corner.
    let ring = "[[[0,0],[0,6],[6,6],[6,0],[0,0]],[[2,2],[4,2],[4,4],[2,4],[2,2]]]";
    let text = polygons(&[ring, "[[[2,2],[2,4],[4,4],[4,2],[2,2]]]"]);
    let (said, maps) = read(&with(&text, "crs: CGCS2000, shared: true"));
    // Words are written small.
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("CGCS2000"), "{said:?}");
    let (said, maps_again) = read(&with(&text, "crs: cgcs2000, shared: true"));
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(maps.len(), 1);
    let Shape::Areas(polygons) = &*maps_again[0].features[0].shape else { panic!("areas") };
    assert_eq!(polygons[0].iter().map(|ring| super::sweep::doubled_area(ring).signum()).collect::<Vec<_>>(), [1, -1]);
    assert_eq!(polygons[0][0].len(), 4);
    assert_eq!(maps_again[0].features[1].member.as_ref().map(|member| member.value.as_str()), Some("yinhao"));
}

#[test]
fn a_file_is_the_one_of_the_ledger_and_no_other_lies_beside_it() {
    let text = polygons(&[SQUARE]);
    let book = with(&text, SOUND);
    assert_eq!(told(&book), "");
    let changed = text.replace("[2,2]", "[2,2.0000001]");
    let said = told(&book.clone().with("data/maps/towns.geojson", changed.as_bytes()));
    assert!(said.contains("error[map-changed]") && said.contains("its SHA-256 differs"), "{said}");
    let stranger = book.clone().with("data/maps/other.geojson", "{}");
    let (mut sources, mut faults) = (SourceMap::default(), Diagnostics::new());
    project(&stranger, &mut sources, &mut faults, UnitTable::default()).expect("memory can be read");
    assert!(faults.iter().any(|fault| fault.message.id == "map-not-in-ledger"));
    for (file, expected) in
        [("../plan.yaml", "not a .geojson file"), ("none.geojson", "there is no"), ("a\\\\b.geojson", "not a .geojson")]
    {
        let ledger = format!(
            "format: 1\nmaps:\n- {{id: towns, file: \"{file}\", title: {{zh: \"镇\", en: \"Towns\"}}, source: survey, crs: wgs84}}\n"
        );
        let said = told(&book.clone().with("data/maps.yaml", ledger));
        assert!(said.contains(expected), "{file}: {said}");
    }
    let said = told(&with(b"\xff\xfe", SOUND));
    assert!(said.contains("not text in UTF-8"), "{said}");
}

#[test]
fn no_bytes_stop_the_reading() {
    let sound = polygons(&[SQUARE, "[[[2,0],[4,0],[4,2],[2,2],[2,0]]]"]);
    for cut in 0..sound.len() {
        told(&with(&sound[..cut], "crs: wgs84, shared: true"));
    }
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", "[".repeat(5_000));
    told(&with(deep, SOUND));
    for number in ["1e999", "-1e308", "180.0000000001", "null", "\"x\"", "9007199254740993"] {
        let said = told(&with(polygons(&[&format!("[[[{number},0],[2,0],[2,2],[{number},0]]]")]), SOUND));
        assert!(!said.is_empty(), "{number}");
    }
}

#[test]
fn borders_in_a_tangle_are_given_up() {
    // A comb whose teeth all cross a wide bar; the first faults end the search.
    let teeth: Vec<String> =
        (0..3_000).map(|tooth| format!("[{}.{:04},{}]", 0, tooth, if tooth % 2 == 0 { 1 } else { -1 })).collect();
    let ring = format!("[[[0,0],{},[1,0],[0,0]]]", teeth.join(","));
    let said = told(&with(polygons(&[&ring]), SOUND));
    assert!(said.contains("crosses itself") || said.contains("tangle"), "{said:.300}");
}
