//! Bad input: each of these books is refused with an error at its place, and none of them is a panic.
//!
//! A case is the small sound book below with one thing broken; it names the rule, the file and the line expected.

mod common;

use common::{base, edited, extended};
use tallybook::diagnostic::Severity;
use tallybook::load::Memory;

const FACTS: &str = r#"format: 1
facts:
- id: county.area
  name: {zh: "总面积", en: "Total area"}
  value: 100.50
  unit: km2
  date: 2020
  source: survey-3
- id: grass.area
  name: {zh: "草地面积", en: "Grassland area"}
  value: 40.20
  unit: km2
  date: 2020
  source: survey-3
- id: grass.share
  name: {zh: "草地占比", en: "Grassland share"}
  formula: grass.area / county.area
  value: 40.0
  unit: "%"
  date: 2020
  source: survey-3
"#;

const PAGE_ZH: &str = "# 草地 {#grass}\n\n草地面积[40.20平方千米](=grass.area)，占全县的[40.0%](=grass.share)，[不到一半](?grass.share<50%)。\n";
const PAGE_EN: &str = "# Grassland {#grass}\n\nGrassland covers [40.20 km²](=grass.area), [40.0%](=grass.share) of the county, [less than half](?grass.share<50%).\n";

/// The base book with other facts, another page and the plan's own area.
fn small_book() -> Memory {
    let mut book = extended(&base(), "data/plan.yaml", "county_area: county.area\n");
    book.files.retain(|path, _| !path.ends_with("/01-land.md"));
    book.with(LAND, FACTS).with(GRASS, PAGE_ZH).with("content/en/01-status/01-grass.md", PAGE_EN)
}

/// Errors as `file:line rule`.
fn errors(book: &Memory) -> Vec<String> {
    let outcome = tallybook::check_book(book).expect("a book in memory can be read");
    let faults = outcome.faults.iter().filter(|fault| fault.severity == Severity::Error);
    faults
        .map(|fault| match fault.place {
            None => fault.rule.name.to_owned(),
            Some(span) => {
                let line = outcome.sources.start(span).line;
                format!("{}:{line} {}", outcome.sources.source(span.source).path, fault.rule.name)
            }
        })
        .collect()
}

fn without(path: &str) -> Memory {
    let mut book = small_book();
    book.files.remove(path);
    book
}

const LAND: &str = "data/facts/land.yaml";
const GRASS: &str = "content/zh/01-status/01-grass.md";

fn facts(from: &str, to: &str) -> Memory {
    assert!(FACTS.contains(from), "{from}");
    small_book().with(LAND, FACTS.replacen(from, to, 1))
}

fn page(from: &str, to: &str) -> Memory {
    assert!(PAGE_ZH.contains(from), "{from}");
    small_book().with(GRASS, PAGE_ZH.replacen(from, to, 1))
}

#[test]
fn the_small_book_is_sound() {
    assert_eq!(errors(&small_book()), Vec::<String>::new());
}

#[test]
fn data_faults_are_named_at_their_line() {
    let cases = [
        ("no plan", without("data/plan.yaml"), "file-missing"),
        ("broken YAML", facts("- id: grass.area", "- id: [grass.area"), "data/facts/land.yaml"),
        ("unknown key", facts("  date: 2020", "  datum: 2020"), "data/facts/land.yaml:7 yaml-shape"),
        ("duplicate key", facts("  unit: km2", "  unit: km2\n  unit: ha"), "data/facts/land.yaml:7 duplicate-key"),
        ("duplicate id", facts("id: grass.area", "id: county.area"), "data/facts/land.yaml:9 duplicate-id"),
        ("unknown unit", facts("unit: km2", "unit: km22"), "data/facts/land.yaml:6 unit-unknown"),
        ("unknown source", facts("source: survey", "source: surwey"), "data/facts/land.yaml:8 unknown-name"),
        ("unknown fact in a formula", facts("/ county.area", "/ county.aera"), "data/facts/land.yaml:17 unknown-name"),
        ("cycle", facts("/ county.area", "/ grass.share"), "data/facts/land.yaml:17 formula-cycle"),
        ("division by zero", facts("value: 100.50", "value: 0"), "data/facts/land.yaml:17 division-by-zero"),
        (
            "units do not fit",
            facts("grass.area / county.area", "grass.area + 5%"),
            "data/facts/land.yaml:17 unit-mismatch",
        ),
        (
            "formula in another unit",
            facts("grass.area / county.area", "grass.area"),
            "data/facts/land.yaml:17 unit-mismatch",
        ),
        (
            "stated and computed differ",
            facts("value: 40.0\n", "value: 41.0\n"),
            "data/facts/land.yaml:18 formula-differs",
        ),
        ("a number with a comma", facts("100.50", "\"1,00.50\""), "data/facts/land.yaml:5 yaml-shape"),
        ("a merge key", facts("  unit: km2", "  <<: {}\n  unit: km2"), "data/facts/land.yaml:6 yaml-syntax"),
    ];
    check(cases.into_iter());
}

fn check<'a>(cases: impl Iterator<Item = (&'a str, Memory, &'a str)>) {
    let mut wrong = Vec::new();
    for (name, book, wanted) in cases {
        let found = errors(&book);
        if !found.iter().any(|error| error.starts_with(wanted)) {
            wrong.push(format!("{name}: wanted {wanted}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let mut bomb = String::from("format: 1\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let found = errors(&small_book().with("data/claims.yaml", bomb));
    assert!(found.iter().any(|error| error.starts_with("data/claims.yaml:2 ")), "{found:?}");
}

#[test]
fn page_faults_are_named_at_their_line() {
    let at = |rule: &str| format!("{GRASS}:3 {rule}");
    let cases = [
        ("a wrong number", page("40.20平方", "40.30平方"), at("number-differs")),
        ("a wrong unit", page("40.20平方千米", "40.20吨"), at("unit-mismatch")),
        ("an unreadable number", page("40.20平方千米", "约莫"), at("literal-broken")),
        ("a tie to nothing", page("(=grass.area)", "(=grass.aera)"), at("unknown-name")),
        ("a claim that is false", page("<50%", ">50%"), at("claim-false")),
        ("a claim to nothing", page("?grass.share<50%", "?no-such-claim"), at("unknown-name")),
        ("raw HTML", page("草地面积", "<b>草地</b>面积"), at("raw-html")),
        ("a full-width tie", page("](=grass.area)", "］（＝grass.area）"), at("tie-malformed")),
        ("a link to nothing", page("草地面积", "[草地](02-none.md)面积"), at("link-broken")),
        ("a figure that is none", page("草地面积", "见[](#fig:none)，草地面积"), at("link-broken")),
        ("an image outside", page("。\n", "。\n\n![图](../../secret.png)\n"), format!("{GRASS}:5 image-outside")),
        ("an absolute image", page("。\n", "。\n\n![图](/etc/passwd.png)\n"), format!("{GRASS}:5 image-outside")),
        ("a heading without an id", page(" {#grass}", ""), format!("{GRASS}:1 heading-id-missing")),
        (
            "a number in one language only",
            page("，占全县的[40.0%](=grass.share)", ""),
            at("translation-numbers-differ"),
        ),
    ];
    check(cases.iter().map(|(name, book, wanted)| (*name, book.clone(), wanted.as_str())));
}

#[test]
fn a_page_in_one_language_only_is_refused() {
    let found = errors(&without("content/en/01-status/01-grass.md"));
    assert!(found.iter().any(|error| error.contains("translation-missing")), "{found:?}");
}

#[test]
fn invalid_utf8_is_named_at_its_line() {
    let mut bytes = PAGE_ZH.as_bytes().to_vec();
    let place = PAGE_ZH.find("草地面积").unwrap();
    bytes[place] = 0xff;
    let found = errors(&small_book().with(GRASS, bytes));
    assert!(found.contains(&format!("{GRASS}:3 not-utf8")), "{found:?}");
}

/// One cause, one error: what only follows from it is held back, and comes back with the next run.
#[test]
fn one_cause_gives_one_error() {
    let gone = |path: &str| without(path);
    let gbk: Vec<u8> = b"# \xb2\xdd\xb5\xd8 {#grass}\n".to_vec();
    let cases = [
        (
            "a comma forgotten",
            facts("{zh: \"草地面积\", en", "{zh: \"草地面积\" en"),
            "data/facts/land.yaml:10 yaml-syntax",
        ),
        ("a tab", facts("  value: 40.20", "\tvalue: 40.20"), "data/facts/land.yaml:11 yaml-syntax"),
        ("a full-width colon", facts("value: 40.20", "value：40.20"), "data/facts/land.yaml:11 yaml-syntax"),
        ("a full-width comma", facts("\"草地面积\", en", "\"草地面积\"，en"), "data/facts/land.yaml:10 yaml-syntax"),
        ("Chinese quotes", facts("\"草地面积\"", "“草地面积”"), "data/facts/land.yaml:10 yaml-shape"),
        (
            "a merge conflict",
            facts("- id: grass.area", "<<<<<<< HEAD\n- id: grass.area"),
            "data/facts/land.yaml:9 yaml-syntax",
        ),
        ("an unknown key", facts("  value: 40.20", "  valeu: 40.20"), "data/facts/land.yaml:11 yaml-shape"),
        ("a second id", facts("id: grass.share", "id: grass.area"), "data/facts/land.yaml:15 duplicate-id"),
        ("a unit that nobody knows", facts("unit: km2", "unit: furlong"), "data/facts/land.yaml:6 unit-unknown"),
        ("a cycle", facts("/ county.area", "/ county.area * grass.share"), "data/facts/land.yaml:17 formula-cycle"),
        ("no sources", gone("data/sources.yaml"), "file-missing"),
        (
            "no English",
            gone("content/en/01-status/01-grass.md"),
            "content/zh/01-status/01-grass.md:1 translation-missing",
        ),
        ("GBK", small_book().with(GRASS, gbk), "content/zh/01-status/01-grass.md:1 not-utf8"),
        (
            "a file called .yaml.txt",
            gone(LAND).with("data/facts/land.yaml.txt", FACTS),
            "data/facts/land.yaml.txt:1 yaml-shape",
        ),
        ("a misspelt tie", page("(=grass.area)", "(=gras.area)"), "content/zh/01-status/01-grass.md:3 unknown-name"),
        (
            "a full-width tie",
            page("](=grass.area)", "］（＝grass.area）"),
            "content/zh/01-status/01-grass.md:3 tie-malformed",
        ),
        (
            "a misspelt figure of the plan",
            edited(&small_book(), "data/plan.yaml", ": county.area", ": county.aera"),
            "data/plan.yaml:16 unknown-name",
        ),
        (
            "a period that ends before it starts",
            edited(&small_book(), "data/plan.yaml", "start: 2021", "start: 2036"),
            "data/plan.yaml:4 yaml-shape",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(name, book, wanted)| (name, errors(book), wanted))
        .filter(|(_, found, wanted)| found != &[(**wanted).to_owned()])
        .map(|(name, found, wanted)| format!("{name}: wanted {wanted} alone, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// People must know the last day on which they can write, and a form that writes to nobody helps nobody.
#[test]
fn a_public_notice_has_its_days_and_a_mailbox_that_is_one() {
    let cases = [
        ("ends before it starts", "from: 2026-12-30, to: 2026-12-01, office: {zh: 局, en: Bureau}"),
        ("ends in a month", "from: 2026-12-01, to: 2026-12, office: {zh: 局, en: Bureau}"),
        ("no mailbox", "from: 2026-12-01, to: 2026-12-30, office: {zh: 局, en: Bureau}, email: \"a@b?cc=x@y.z\""),
        ("no telephone", "from: 2026-12-01, to: 2026-12-30, office: {zh: 局, en: Bureau}, telephone: soon"),
        ("no office", "from: 2026-12-01, to: 2026-12-30"),
    ];
    for (name, notice) in cases {
        let book = extended(&small_book(), "data/plan.yaml", &format!("consultation: {{{notice}}}\n"));
        assert_eq!(errors(&book), ["data/plan.yaml:17 yaml-shape"], "{name}");
    }
}

/// What Windows editors and systems add does not stop a book.
#[test]
fn byte_order_marks_and_windows_line_ends_are_read() {
    let mut book = small_book();
    for bytes in book.files.values_mut() {
        let text = String::from_utf8(bytes.clone()).unwrap();
        *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    }
    assert_eq!(errors(&book), Vec::<String>::new());
}

#[test]
fn many_faults_are_reported_in_one_run() {
    let book = facts("source: survey", "source: none").with(GRASS, PAGE_ZH.replace("40.20平方", "40.30平方"));
    let found = errors(&book);
    assert!(found.iter().any(|error| error.contains("unknown-name")), "{found:?}");
    assert!(found.iter().any(|error| error.contains("number-differs")), "{found:?}");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Bytes put into a page or a data file anywhere give faults, never a panic.
    #[test]
    fn no_input_panics(at in 0usize..2000, bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..24), data: bool) {
        let (path, text) = if data { (LAND, FACTS) } else { (GRASS, PAGE_ZH) };
        let mut file = text.as_bytes().to_vec();
        let at = at % file.len();
        file.splice(at..at, bytes);
        let _ = errors(&small_book().with(path, file));
    }

    /// Any text as a formula or a literal gives faults, never a panic.
    #[test]
    fn no_formula_panics(formula in "[-a-z0-9.+*/(){}@<>=!,% ]{0,40}", literal in "\\PC{0,20}") {
        let text = FACTS.replace("grass.area / county.area", &format!("\"{formula}\""));
        let page = PAGE_ZH.replace("40.20平方千米", &literal).replace("?grass.share<50%", &format!("?{}", formula.replace([' ', '(', ')', '<', '>'], "")));
        let _ = errors(&small_book().with(LAND, text).with(GRASS, page));
    }
}
