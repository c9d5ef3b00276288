//! The files of `data/`.

use super::{FACTS, Loaded, PLAN, book, expect, facts};
use crate::diagnostic::Phrases;
use crate::locale::Catalogue;
use crate::model::{
    Authority, Date, Day, FactValue, FigureData, FigureKind, Inline, Language, Missing, Place, ValueState,
};

/// One grey pixel.
const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\x9cc\x10\x00\x00\x00\x12\x00\x11\xa5V\xc7N\x00\x00\x00\x00IEND\xaeB`\x82";

#[test]
fn a_small_whole_book_loads() {
    let figures = r#"format: 1
figures:
- id: land-use
  kind: bar
  printed: 1-12
  title: {zh: "土地", en: "Land"}
  data: {facts: [land.area, zone.area@jinshan], labels: [{zh: "甲", en: "A"}, {zh: "乙", en: "B"}], rest: {zh: "其余", en: "Rest"}}
- {id: map, kind: wanted, title: {zh: "图", en: "Map"}, needs: {zh: "底图", en: "Base map"}}
- {id: photo, kind: image, file: images/a.png, title: {zh: "照片", en: "Photo"}}
"#;
    let files = book()
        .with("data/facts/land.yaml", FACTS)
        .with("data/figures.yaml", figures)
        .with(
            "data/tables.yaml",
            "format: 1\ntables:\n- {id: t, kind: facts, title: {zh: 表, en: T}, rows: [land.area]}\n",
        )
        .with(
            "data/units.yaml",
            "format: 1\nunits:\n- {id: con, name: {zh: 连通度, en: connectivity}, dimension: own}\n",
        )
        .with("data/terms.yaml", "format: 1\nterms:\n- {zh: 草地, en: grassland, note: n}\n")
        .with(
            "data/sources.yaml",
            "format: 1\nsources:\n- {id: survey-3, name: {zh: 三调, en: Survey}, date: 2022-11}\n",
        )
        .with("content/images/a.png", PNG.to_vec())
        .with("templates/site/page.html", "x");
    let (project, sources) = Loaded::of(&files).sound();
    assert_eq!(project.facts.len(), 4);
    let FactValue::Single(Some(area)) = &project.facts[0].value else { panic!("a single value") };
    assert_eq!(area.state.value, ValueState::Given("2963.30".parse().unwrap()));
    assert_eq!(sources.text(area.state.span), "2963.30");
    let FactValue::Members(readings) = &project.facts[1].value else { panic!("members") };
    let members: Vec<(Vec<&str>, bool)> = readings
        .iter()
        .map(|reading| (reading.members.iter().map(|member| member.value.as_str()).collect(), reading.target))
        .collect();
    let pairs =
        vec![(vec!["jinshan", "2020"], false), (vec!["yinhao", "2020"], false), (vec!["jinshan", "2025"], true)];
    assert_eq!(members, pairs);
    assert_eq!(sources.text(readings[1].members[1].span), "2020");
    assert_eq!(readings[1].state.value, ValueState::Missing(Missing::Undetermined));
    assert_eq!(readings[2].state.value, ValueState::Missing(Missing::NotApplicable));
    let month = |month| Day { year: 2020, month: Some(month), day: None };
    assert_eq!(readings[1].date, Some(Date::Between(month(1), month(6))));
    assert!(matches!(&project.facts[2].value, FactValue::Single(None)));
    assert!(matches!(&project.facts[3].value, FactValue::Range(..)));
    assert!(matches!(&project.figures[0].data, FigureData::Facts(facts, Some(_)) if facts.len() == 2));
    assert_eq!(project.figures[0].printed.as_deref(), Some("1-12"));
    assert_eq!(project.figures[2].kind.value, FigureKind::Image);
    assert_eq!(project.assets[0].path, "images/a.png");
    assert_eq!(project.templates["site/page.html"], b"x");
    assert!(project.units.get("con").is_some());
    assert_eq!(project.plan.years, [2020, 2025]);
    let paths: Vec<(Language, &str)> = project.pages.iter().map(|page| (page.language, page.path.as_str())).collect();
    assert_eq!(paths, [(Language::Zh, "01-status/_index.md"), (Language::En, "01-status/_index.md")]);
    let order: Vec<&str> = sources.iter().map(|(_, source)| source.path.as_str()).collect();
    assert!(order.is_sorted(), "{order:?}");
}

#[test]
fn ties_of_text_fields_have_exact_places_where_the_text_stands_byte_for_byte() {
    let notes = [
        ("{zh: \"全县[6个](=a.b)镇\", en: x}", "6个", "a.b"),
        ("{zh: '全县[6个](=a.b)镇', en: x}", "6个", "a.b"),
        ("{zh: \"1. [6个](=a.b)镇\", en: x}", "6个", "a.b"),
        ("\n    zh: 全县[6个](=a.b)镇\n    en: x", "6个", "a.b"),
        ("\n    en: x\n    zh: |\n      第一行\n      全县[6个](=a.b)镇", "6个", "a.b"),
        ("\r\n    en: x\r\n    zh: |-\r\n        第一行\r\n        全县[6个](=a.b)镇\r\n", "6个", "a.b"),
    ];
    for (note, literal, target) in notes {
        let text = format!("\u{feff}{}  note: {note}\n", FACTS.replace('\n', "\r\n"));
        let (project, sources) = Loaded::of(&facts(&text)).sound();
        let tie = &project.ties[0];
        assert_eq!([sources.text(tie.literal.span), sources.text(tie.target.span)], [literal, target], "{note}");
        assert_eq!((tie.place, tie.language), (Place::Field, Language::Zh));
    }
    let text = format!("{FACTS}  note: {{zh: \"全县\\\"[6个](=a.b)\", en: x}}\n");
    let (project, sources) = Loaded::of(&facts(&text)).sound();
    let tie = &project.ties[0];
    assert_eq!((tie.literal.value.as_str(), tie.target.value.as_str()), ("6个", "a.b"));
    assert_eq!(sources.text(tie.literal.span), "\"全县\\\"[6个](=a.b)\"");
}

#[test]
fn a_field_is_a_line_of_text_whatever_it_begins_with() {
    for (written, plain) in
        [("1. 甲", "1. 甲"), ("# 甲", "# 甲"), ("**甲**乙", "甲乙"), ("- 甲", "- 甲"), ("|a|", "|a|")]
    {
        let text = format!("{FACTS}  note: {{zh: \"{written}\", en: x}}\n");
        let (project, sources) = Loaded::of(&facts(&text)).sound();
        let note = project.facts[3].note.as_ref().unwrap();
        assert_eq!(note.zh.plain(), plain);
        if let Inline::Text(piece) = &note.zh.inlines[0] {
            assert_eq!(sources.text(piece.span), piece.value);
        }
    }
}

#[test]
fn yaml_that_is_not_plain_is_refused_at_its_place() {
    let cases = [
        ("format: 1\nfacts: []\nfacts: []\n", "3:1: error[duplicate-key]: the key `facts`"),
        ("format: 1\nfacts: &a []\n", "2:11: error[yaml-syntax]: anchors"),
        ("format: 1\nfacts: *a\n", "2:8: error[yaml-syntax]: anchors"),
        ("format: 1\nfacts:\n- <<: {id: a}\n", "3:3: error[yaml-syntax]: merge keys"),
        ("format: 1\nfacts: !x []\n", "2:11: error[yaml-syntax]: tags"),
        ("format: 1\nfacts: []\n---\nformat: 1\n", "3:1: error[yaml-syntax]: a file holds one"),
        ("format: 1\nfacts: [\n", "2:8: error[yaml-syntax]: a square"),
        ("format: 1\nfacts:\n\t- id: a\n", "3:1: error[yaml-syntax]: a tab"),
        ("format: 1\nfacts:\n- id: \"a\n", "3:7: error[yaml-syntax]: a quotation mark"),
        ("", "1:1: error[yaml-shape]: the file is empty"),
        ("facts: []\n", "1:1: error[yaml-shape]: the file does not say"),
        ("format: 2\nfacts: []\n", "1:9: error[yaml-shape]: this format"),
        ("format: 1\n", "1:1: error[yaml-shape]: the file has no list"),
        ("format: 1\nfacts: 3\n", "2:8: error[yaml-shape]: a list is expected"),
        ("- 1\n", "1:3: error[yaml-shape]: keys with values"),
        (
            "format: 1\nfacts:\n- id: a\n  name: {zh: 全县[6个](=a.b)镇, en: x}\n",
            "4:16: error[yaml-syntax]: a text with a tie",
        ),
        (
            "format: 1\nfacts:\n- id: a\n  name: {zh: \"甲[1](=a)\", en: It's [6](=a.b)}\n",
            "4:35: error[yaml-syntax]: a text with a tie",
        ),
        ("format: 1\nfacts:\n- id: a\n  name: [6个](=a.b)镇\n", "4:9: error[yaml-syntax]: a text with a tie"),
    ];
    for (text, expected) in cases {
        expect(&facts(text), &[&format!("data/facts/a.yaml:{expected}")]);
    }
    // A mapping of any length; looked through for each key, this one would take minutes.
    let many: String = (0..100_000).map(|number| format!("k{number}: 1\n")).collect();
    let place = "data/facts/a.yaml:100003:1: error[duplicate-key]: the key `k99999` stands twice";
    let lines = Loaded::of(&facts(&format!("format: 1\nfacts: []\n{many}k99999: 2\n"))).lines();
    assert!(lines.iter().any(|line| line.starts_with(place)), "{:?}", lines.first());
    let deep = format!("format: 1\nfacts: {}{}\n", "[".repeat(100), "]".repeat(100));
    expect(&facts(&deep), &["data/facts/a.yaml:2:71: error[yaml-syntax]: this is nested too deeply"]);
}

#[test]
fn entries_are_refused_one_by_one() {
    let text = r#"format: 1
facts:
- id: a
  nmae: {zh: "甲", en: "A"}
  unit: km
- id: b
  name: {zh: "乙"}
  unit: km
  value: 1
- id: c
  value: 1
  unit: km
- id: c-d
  name: {zh: "丁", en: "D"}
  value: 1_000
  unit: [km]
- id: e
  name: {zh: "戊", en: "E"}
  value: 017
  unit: km
  date: 2021-02-29
  complete: yes
- id: e
  name: 己
  unit: km
  values: {x: 1}
- id: f-g
  name: {zh: "庚", en: "G"}
  unit: km
  by: [town, year]
  values: {a: 1, "b,20": 2, "c-d,2020": 3, "a,2020": 4, "a, 2020": 5, "b,2020": x}
  qualifier: abuot
- id: h
  name: {zh: "辛", en: "H"}
  unit: km
  value: 5
  range: [1, 2]
"#;
    expect(
        &facts(text),
        &[
            "data/facts/a.yaml:4:3: error[yaml-shape]: unknown key `nmae`",
            "data/facts/a.yaml:7:10: error[translation-missing]: the text is missing in the language `en`",
            "data/facts/a.yaml:10:3: error[yaml-shape]: the key `name` is missing",
            "data/facts/a.yaml:16:9: error[yaml-shape]: a text is expected",
            "data/facts/a.yaml:22:13: error[yaml-shape]: `true` or `false`",
            "data/facts/a.yaml:23:7: error[duplicate-id]: the id `e` stands twice",
            "data/facts/a.yaml:24:9: error[translation-missing]: the text is missing in the language `en`",
            "data/facts/a.yaml:26:12: error[yaml-shape]: values by member need",
            "data/facts/a.yaml:27:7: error[yaml-shape]: `f-g` is no fact id",
            "data/facts/a.yaml:31:12: error[yaml-shape]: `a` does not name one member",
            "data/facts/a.yaml:31:21: error[yaml-shape]: `20` is no year",
            "data/facts/a.yaml:31:30: error[yaml-shape]: `c-d` is no id of this kind",
            "data/facts/a.yaml:31:57: error[duplicate-key]: the key `a, 2020` stands twice",
            "data/facts/a.yaml:31:81: error[yaml-shape]: `x` is no number",
            "data/facts/a.yaml:32:14: error[yaml-shape]: `abuot` is none",
            "data/facts/a.yaml:37:10: error[yaml-shape]: a fact has one of",
        ],
    );
}

#[test]
fn a_slip_is_answered_with_what_was_meant() {
    let loaded = Loaded::of(&facts(&FACTS.replace("source:", "suorce:")));
    let english = Catalogue::of(Language::En);
    let hints: Vec<String> =
        loaded.faults.iter().flat_map(|fault| &fault.hints).map(|hint| english.phrase(hint)).collect();
    assert_eq!(hints, ["did you mean `source`?", "did you mean `source`?"]);
    assert_eq!(loaded.project.unwrap().facts.len(), 3, "the other facts are kept");
}

#[test]
fn ids_stand_once_over_all_files_of_facts() {
    let loaded = Loaded::of(&facts(FACTS).with("data/facts/b.yaml", FACTS));
    assert_eq!(loaded.faults.errors(), 4);
    let first = loaded.faults.iter().next().unwrap();
    assert_eq!(first.rule.name, "duplicate-id");
    assert_eq!(loaded.sources.source(first.place.unwrap().source).path, "data/facts/b.yaml");
    assert_eq!(loaded.sources.source(first.related[0].0.source).path, "data/facts/a.yaml");
}

#[test]
fn a_book_without_a_usable_plan_is_none_but_its_other_faults_are_told() {
    let mut files = facts("format: 1\nfacts: 3\n");
    files.files.remove("data/plan.yaml");
    let loaded = Loaded::of(&files);
    assert!(loaded.project.is_none());
    assert_eq!(loaded.faults.errors(), 2);
    expect(
        &book().with("data/plan.yaml", PLAN.replace("2022-11-01", "2022").replace("zh, en", "zh")),
        &[
            "content/en/01-status/_index.md:1:1: error[page-name]: `content/en/01-status/_index.md` is in a language that",
            "data/plan.yaml:7:48: error[yaml-shape]: the edition’s date needs a month at least",
        ],
    );
}

#[test]
fn an_edition_may_be_of_a_month_and_a_source_may_name_no_authority() {
    let plan = PLAN
        .replace("2022-11-01", "2022-11")
        .replace(r#"authority: {zh: "县", en: "County"}"#, "authority: not_stated");
    let loaded = Loaded::of(&book().with("data/plan.yaml", plan.clone()));
    let plan_read = loaded.project.expect("a book").plan;
    assert_eq!((plan_read.edition_date.month, plan_read.edition_date.day), (Some(11), None));
    assert!(matches!(plan_read.authority, Some(Authority::NotStated)));
    let silent = Loaded::of(&book().with("data/plan.yaml", plan.replace("authority: not_stated\n", "")));
    assert!(silent.project.expect("a book").plan.authority.is_none());
    expect(
        &book().with("data/plan.yaml", plan.replace("not_stated", "nobody")),
        &["data/plan.yaml:8:12: error[translation-missing]: the text is missing in the language `en`"],
    );
}
