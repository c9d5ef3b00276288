//! `sync` on the real book, in process: whatever value of the data changes, the literals follow, and nothing else does.
//!
//! Every given value is changed in its last digit, one at a time. After one `sync` no literal differs (claims and
//! formulas are other rules' business), a second one changes nothing, and outside the literals the files are what
//! they were, byte for byte.

mod common;

use common::{base, real, with_page};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use tallybook::diagnostic::{Phrases, Severity, SourceMap, Span};
use tallybook::load::Memory;
use tallybook::locale::Catalogue;
use tallybook::model::{Edit, Fact, Language, Reading, Report, ValueState};
use tallybook::revise::LeftAlone;
use tallybook::{Synced, check, revise, sync_book};

fn synced(files: &Memory) -> Synced {
    sync_book(files).expect("a book in memory can always be read")
}

fn edited(book: &Memory, sources: &SourceMap, edits: &[Edit]) -> Memory {
    let mut files = book.clone();
    for (id, source) in sources.iter() {
        let own: Vec<&Edit> = edits.iter().filter(|edit| edit.span.source == id).collect();
        if !own.is_empty() {
            files.files.insert(source.path.clone(), tallybook::prose::edited(&source.text, own).into_bytes());
        }
    }
    files
}

fn given(report: &Report) -> Vec<&Reading> {
    let readings = report.project.facts.iter().flat_map(Fact::readings);
    readings.filter(|reading| matches!(reading.state.value, ValueState::Given(_))).collect()
}

/// The value with its last digit one higher; 9 becomes 0.
fn off_by_one(written: &str) -> String {
    let last = written.chars().last().and_then(|digit| digit.to_digit(10)).expect("a value ends in a digit");
    format!("{}{}", &written[..written.len() - 1], (last + 1) % 10)
}

/// The rules that look at a literal.
const LITERAL_RULES: [&str; 4] = ["date-differs", "literal-broken", "number-differs", "unit-mismatch"];

fn literal_faults(synced: &Synced) -> Vec<String> {
    let left = synced.outcome();
    let faults = left.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let faults = faults.filter(|fault| LITERAL_RULES.contains(&fault.rule.name));
    let place = |span: Span| format!("{}:{}", left.sources.source(span.source).path, left.sources.start(span).line);
    faults.map(|fault| format!("{:?} {}", fault.place.map(place), fault.rule.name)).collect()
}

/// Whether a literal that shows another number than the one at a place is true of it all the same: 6000多 of 6001.
fn is_hedged(synced: &Synced, span: Span) -> bool {
    let Some(report) = &synced.before.report else { return false };
    let changed =
        report.observations.values().find(|one| (one.span.source, one.span.start) == (span.source, span.start));
    let other = |value: &tallybook::model::Quantity, literal| Some(value.nominal) != literal;
    changed.is_some_and(|one| {
        let mut shown = report.ties.iter().filter(|bound| bound.keys.contains(&one.key) && bound.agrees == Some(true));
        shown.any(|bound| bound.value.as_ref().is_some_and(|value| other(value, bound.literal_value)))
    })
}

/// What is wrong after one value has changed.
fn tried(book: &Memory, sources: &SourceMap, span: Span) -> Option<String> {
    let written = sources.text(span);
    let other = off_by_one(written);
    let place = format!("{}:{}: {written} as {other}", sources.source(span.source).path, sources.start(span).line);
    let changed = edited(book, sources, &[Edit { span, text: other }]);
    let first = synced(&changed);
    let left = literal_faults(&first);
    if first.sync.edits.is_empty() && left.is_empty() && is_hedged(&first, span) {
        return None;
    }
    if first.sync.edits.is_empty() || !left.is_empty() {
        return Some(format!("{place}: {} literals rewritten, left: {left:?}", first.sync.edits.len()));
    }
    let after = first.after.as_ref()?;
    let report = after.report.as_ref()?;
    let second =
        revise::sync(report, &after.sources, &LeftAlone { kept: check::kept_literals(report), ..LeftAlone::default() });
    (!second.edits.is_empty()).then(|| format!("{place}: a second sync rewrites {:?}", second.edits))
}

#[test]
fn the_book_as_it_is_needs_no_sync() {
    let outcome = synced(&real());
    assert_eq!(outcome.sync.edits, []);
    assert_eq!(outcome.sync.remarks.iter().count(), 0);
    assert!(outcome.after.is_none());
}

#[test]
fn whatever_value_changes_the_literals_follow() {
    let book = real();
    let sound = synced(&book).before;
    let report = sound.report.as_ref().expect("a sound book has a report");
    let spans: Vec<Span> = given(report).iter().map(|reading| reading.state.span).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut wrong = Vec::new();
        while let Some(span) = spans.get(next.fetch_add(1, Ordering::Relaxed)) {
            wrong.extend(tried(&book, &sound.sources, *span));
        }
        wrong
    };
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
    });
    println!("{} values changed, {} not followed", spans.len(), wrong.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(spans.len() > 100, "only {} values: the book has lost its data", spans.len());
}

/// All values at once, with a BOM and CRLF put into the files: outside the literals not a byte changes.
#[test]
fn nothing_outside_a_literal_changes() {
    let mut book = real();
    for (path, bytes) in &mut book.files {
        if path.ends_with(".md") {
            let text = String::from_utf8(std::mem::take(bytes)).expect("the book is text");
            *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
        }
    }
    let sound = synced(&book).before;
    let report = sound.report.as_ref().expect("a sound book has a report");
    let data: Vec<Edit> = given(report)
        .iter()
        .map(|reading| Edit { span: reading.state.span, text: off_by_one(sound.sources.text(reading.state.span)) })
        .collect();
    let changed = edited(&book, &sound.sources, &data);
    let first = synced(&changed);
    assert_eq!(literal_faults(&first), Vec::<String>::new());
    assert!(first.sync.edits.len() > 400, "{} literals rewritten", first.sync.edits.len());
    let after = edited(&changed, &first.before.sources, &first.sync.edits);
    let literals: BTreeMap<_, _> = first.before.sources.iter().map(|(id, source)| (source.path.clone(), id)).collect();
    for (path, bytes) in &after.files {
        let Some(id) = literals.get(path) else { continue };
        let own = first.sync.edits.iter().filter(|edit| edit.span.source == *id);
        let (mut old_at, mut new_at) = (0, 0);
        let old = &changed.files[path];
        for edit in own {
            let range = edit.span.range();
            let kept = range.start - old_at;
            assert_eq!(old[old_at..range.start], bytes[new_at..new_at + kept], "{path}");
            (old_at, new_at) = (range.end, new_at + kept + edit.text.len());
        }
        assert_eq!(old[old_at..], bytes[new_at..], "{path}");
    }
    assert_eq!(synced(&after).sync.edits, []);
}

/// A literal that is emptied comes back in the language's default form, and the form is one that agrees.
#[test]
fn empty_literals_are_filled() {
    let book = real();
    let sound = synced(&book).before;
    let report = sound.report.as_ref().expect("a sound book has a report");
    let exact = |span: &Span, text: &str| sound.sources.text(*span) == text;
    let ties = report.project.ties.iter().filter(|tie| tie.kind == tallybook::model::TieKind::Number);
    let ties = ties.filter(|tie| exact(&tie.literal.span, &tie.literal.value));
    let edits: Vec<Edit> = ties.map(|tie| Edit { span: tie.literal.span, text: String::new() }).collect();
    let emptied = edited(&book, &sound.sources, &edits);
    let first = synced(&emptied);
    assert_eq!(literal_faults(&first), Vec::<String>::new());
    assert_eq!(first.sync.edits.len(), edits.len());
}

/// The rules' base book with one more page in both languages and other facts.
fn small(facts: &str, zh: &str, en: &str) -> Memory {
    with_page(base(), zh, en).with("data/facts/more.yaml", format!("format: 1\nfacts:\n{facts}"))
}

/// The texts that are put in, and the ids of the remarks.
fn outcome(book: &Memory) -> (Vec<String>, Vec<&'static str>) {
    let found = synced(book);
    let mut texts: Vec<String> = found.sync.edits.iter().map(|edit| edit.text.replace('\u{a0}', " ")).collect();
    texts.sort();
    (texts, found.sync.remarks.iter().map(|remark| remark.message.id).collect())
}

fn fact(id: &str, value: &str, unit: &str) -> String {
    format!(
        "- {{id: {id}, name: {{zh: 数, en: Number}}, value: {value}, unit: {unit}, date: 2020, source: survey-3}}\n"
    )
}

#[test]
fn what_the_new_number_makes_doubtful_is_said() {
    let cases: [(&str, &str, &str, &str, &[&str]); 18] = [
        ("8", "mine", "[七](=n)座", "a [seven](=n)-mine group", &["sync.article"]),
        ("1", "mine", "[七](=n)座", "the [seven](=n) mines", &["sync.plural"]),
        ("12345", "1e4 person", "[11.86万人](=n)", "[118,600](=n)", &["sync.unit"]),
        ("0.0004", "km2", "[1.20平方千米](=n)", "[1.20 km²](=n)", &["sync.unit", "sync.unit"]),
        ("0.4", "1", "[三分之一](=n)", "[a third](=n)", &["sync.no-form", "sync.no-form"]),
        ("9", "mine", "[&#55;座](=n)", "[7](=n)", &["sync.not-exact"]),
        ("1", "town", "[七](=n)个镇", "[seven towns](=n) lie here", &["sync.plural"]),
        ("1", "town", "[七](=n)个镇", "[seven](=n) new towns", &["sync.plural"]),
        ("1", "town", "[七](=n)个镇", "[7](=n) **towns**", &["sync.plural"]),
        ("1", "km", "[7千米](=n)", "[7 kilometres](=n) of road", &[]),
        ("5", "town", "[十多个镇](=n)", "[ten-odd](=n)", &["sync.hedge", "sync.hedge"]),
        ("5", "town", "[十](=n)多个镇", "[5](=n)", &["sync.hedge"]),
        ("600", "1e8 yuan", "超过[600亿元](=n)", "[CNY 60 billion](=n)", &[]),
        ("666", "1e8 yuan", "超过[600亿元](=n)", "[over CNY 60 billion](=n)", &[]),
        ("586", "1e8 yuan", "超过[600亿元](=n)", "[over CNY 60 billion](=n)", &[]),
        ("130000000", "person", "[1亿2000万人](=n)", "[130 million people](=n)", &[]),
        ("0.4", "km2", "[四平方千米](=n)", "[0.4 km²](=n)", &["sync.unit"]),
        ("14.2", "1e4 mu", "[14.2万亩](=n)", "[9,200 ha](=n)", &["sync.overprecise"]),
    ];
    for (value, unit, zh, en, remarks) in cases {
        assert_eq!(outcome(&small(&fact("n", value, unit), zh, en)).1, remarks, "{zh} {en}");
    }
}

#[test]
fn text_fields_follow_and_escaped_ones_are_refused() {
    let note = |zh: &str, en: &str| {
        let fact = fact("n", "8", "mine");
        fact.replace("name: {", &format!("note: {{zh: {zh}, en: {en}}}, name: {{"))
    };
    let plain = small(&note("\"共[七座](=n)\"", "'[Seven](=n) in all'"), "[八座](=n)", "[8](=n)");
    assert_eq!(outcome(&plain), (vec!["Eight".to_owned(), "八座".to_owned()], vec![]));
    let escaped = small(&note("\"共[七座](=n)\\n\"", "\"[Seven](=n) \\\"in all\\\"\""), "[八座](=n)", "[8](=n)");
    assert_eq!(outcome(&escaped), (vec![], vec!["sync.not-exact", "sync.not-exact"]));
}

#[test]
fn a_literal_that_a_finding_keeps_is_left_alone() {
    let finding = |page: &str| {
        format!(
            "format: 1\nfindings:\n- id: A1\n  check: {{rule: number-differs, subject: n, stated: 7, computed: 8}}\n  \
             severity: contradiction\n  state: open\n  page: {page}\n  section: more\n  \
             note: {{zh: 原文如此, en: So printed}}\n"
        )
    };
    let book = small(&fact("n", "8", "mine"), "[七座](=n)", "[seven](=n) mines");
    assert_eq!(outcome(&book).0, ["eight", "八座"]);
    let kept = book.clone().with("data/findings.yaml", finding("01-status/02-more.md"));
    assert_eq!(outcome(&kept), (vec![], vec![]));
    // Kept as printed though the value has moved on since: that is finding-stale, for a person to judge.
    let moved = small(&fact("n", "9", "mine"), "[七座](=n)", "[seven](=n) mines");
    let moved = moved.with("data/findings.yaml", finding("01-status/02-more.md"));
    assert_eq!(outcome(&moved), (vec![], vec![]));
    let elsewhere = book.with("data/findings.yaml", finding("01-status/01-land.md"));
    assert_eq!(outcome(&elsewhere).0, ["eight", "八座"]);
}

#[test]
fn values_to_be_determined_and_dates_follow() {
    let book = small(
        &fact("n", "null", "mine"),
        "[七座](=n)，[2019年](=land.grassland.area@date)",
        "[seven](=n) mines, [2019](=land.grassland.area@date)",
    );
    assert_eq!(outcome(&book).0, ["2020", "2020年", "to be determined", "待定"]);
    let given = small(&fact("n", "8", "mine"), "[待定](=n)", "[to be determined](=n)");
    assert_eq!(outcome(&given).0, ["8 mines", "8座矿山"]);
    // The unit stands outside already; one that stands behind what is to be determined is said.
    let given = small(&fact("n", "8", "mine"), "[待定](=n)座", "[to be determined](=n) mines");
    assert_eq!(outcome(&given).0, ["8", "8"]);
    let open = small(&fact("n", "null", "mine"), "[七](=n)座", "[seven](=n) in all");
    assert_eq!(outcome(&open), (vec!["to be determined".to_owned(), "待定".to_owned()], vec!["sync.missing"]));
}

#[test]
fn cells_follow_in_the_unit_of_their_column() {
    let table = |head: &str, cell: &str| format!("| {head} |\n|---|\n| {cell} |");
    let gdp =
        "- {id: n, name: {zh: 生产总值, en: GDP}, value: 3800876, unit: 1e4 yuan, date: 2020, source: survey-3}\n";
    let cases = [
        ("绝对数（万元）", "[3800875](=n)", "CNY million", "[38,008.75](=n)", ["38,008.76", "3800876"]),
        ("绝对数（亿元）", "[379](=n)", "CNY (billion yuan)", "[37](=n)", ["38", "380"]),
        ("绝对数（万元）", "[](=n)", "CNY million", "[](=n)", ["38,008.76", "3\u{2009}800\u{2009}876"]),
    ];
    for (zh_head, zh, en_head, en, expected) in cases {
        let found = outcome(&small(gdp, &table(zh_head, zh), &table(en_head, en)));
        assert_eq!((found.0, found.1.len()), (expected.map(str::to_owned).to_vec(), 0), "{zh_head}");
    }
}

#[test]
fn a_quotient_of_quantities_by_person_counts_persons() {
    let facts = "- {id: water, name: {zh: 水量, en: Water}, value: 2.03, unit: 1e8 m3, date: 2020, source: survey-3}\n\
                 - {id: each, name: {zh: 人均水量, en: Water each}, value: 1000, unit: m3/person, date: 2020, source: survey-3}\n";
    let found = outcome(&small(facts, "共[](=water/each)。", "[](=water/each) in all."));
    assert_eq!(found.0, ["203,000 people", "203\u{2009}000人"]);
}

/// A fact of its own shape, as a line of YAML.
fn shaped(id: &str, shape: &str) -> String {
    format!("- {{id: {id}, name: {{zh: 数, en: Number}}, {shape}, date: 2020, source: survey-3}}\n")
}

#[test]
fn a_reference_link_keeps_its_tie() {
    let book = |zh: &str, en: &str| small(&fact("n", "289", "d"), zh, en);
    let shortcut = book("优良天数[288天]。\n\n[288天]: =n", "There were [288 days].\n\n[288 days]: =n");
    let collapsed = book("优良天数[288天][]。\n\n[288天]: =n", "There were [288 days][].\n\n[288 days]: =n");
    for book in [shortcut, collapsed] {
        assert_eq!(outcome(&book).0, ["289 days][288 days", "289天][288天"]);
        let found = synced(&book);
        assert_eq!(literal_faults(&found), Vec::<String>::new());
        let after = found.after.expect("something was rewritten");
        let page = after.sources.find("content/zh/01-status/02-more.md").expect("the page is there");
        assert!(after.sources.source(page).text.contains("优良天数[289天][288天]。"));
        let report = after.report.expect("a sound book");
        assert_eq!(report.ties.iter().filter(|tie| tie.agrees == Some(true)).count(), 6, "two here, four in the base");
        assert!(!after.faults.iter().any(|fault| fault.rule.name == "link-broken"));
    }
    let full = book("优良天数[288天][v]。\n\n[v]: =n", "There were [288 days][v].\n\n[v]: =n");
    assert_eq!(outcome(&full).0, ["289 days", "289天"]);
}

#[test]
fn nothing_is_written_from_data_that_lost_something() {
    let members = shaped("za", "by: zone, unit: km2, values: {north: 100, south: 2oo}");
    let book = small(&members, "[300平方千米](=sum(za))", "[300 km²](=sum(za))");
    assert_eq!(outcome(&book), (vec![], vec!["sync.unsound", "sync.unsound"]));
    let twice = format!("{}{}", fact("n", "8", "mine"), fact("n", "9", "mine"));
    let book = small(&twice, "[七](=n)座", "[seven](=n) mines");
    assert_eq!(outcome(&book), (vec![], vec!["sync.unsound", "sync.unsound"]));
    // A formula elsewhere rests on it as well; what rests on a sound file follows.
    let book = small(&members, "[300平方千米](=m)，[2142.01平方千米](=land.grassland.area)", "[300 km²](=m)");
    let rest = shaped("m", "formula: sum(za), unit: km2");
    let book = book.with("data/facts/rest.yaml", format!("format: 1\nfacts:\n{rest}"));
    assert_eq!(outcome(&book), (vec!["2124.01平方千米".to_owned()], vec!["sync.unsound", "sync.unsound"]));
}

#[test]
fn empty_brackets_are_filled_as_the_result_is_meant() {
    let zones = shaped("za", "by: zone, unit: km2, values: {north: 300, south: 200}");
    let cases: [(String, &str, &str, &str, &str); 14] = [
        (zones.clone(), "第[](=rank(za@north))", "rank [](=rank(za@north))", "1", "1"),
        (zones, "[](=count(za))", "[](=count(za))", "2", "2"),
        (fact("a", "100", "m3") + &fact("p", "12", "person"), "[](=a/p)", "[](=a/p)", "8.3立方米/人", "8.3 m³/person"),
        (fact("k", "5.0", "km") + &fact("l", "4.0", "km"), "[](=k*l)", "[](=k*l)", "20平方千米", "20 km²"),
        (fact("a", "100.0", "1e4 m3"), "[](=a/2)", "[](=a/2)", "50.0万立方米", "500,000 m³"),
        (shaped("r", "range: [1.5, 2.5], unit: 1e4 mu"), "[](=r)", "[](=r)", "1.5万～2.5万亩", "15,000–25,000 mu"),
        (fact("n", "12.34", "1e4 person"), "[](=n~1000)", "[](=n~1000)", "12.3万人", "123,000 people"),
        (fact("n", "8", "mine"), "共[](=n)座", "[](=n) mines", "8", "8"),
        (fact("n", "8", "mine"), "共[](=n)座矿山", "an [](=n)-mine group", "8", "8"),
        (fact("n", "11.86", "1e4 person"), "[](=n)人", "[](=n) people", "11.86万", "118,600"),
        (fact("n", "8.5", "1e8 yuan"), "[](=n)元", "CNY [](=n)", "8.5亿", "850 million"),
        (fact("n", "43.55", "\"%\""), "[](=n)%", "[](=n) per cent", "43.55", "43.55"),
        (fact("n", "8", "mine"), "共[](=n)，", "[](=n) in all", "8座矿山", "8 mines"),
        (fact("s", "8.0", "s") + &fact("k", "5.0", "km"), "[](=s*k)", "[](=s*k)", "", ""),
    ];
    for (facts, zh, en, wanted_zh, wanted_en) in cases {
        let found = outcome(&small(&facts, zh, en));
        if wanted_zh.is_empty() {
            assert_eq!(found, (vec![], vec!["sync.no-unit", "sync.no-unit"]), "{zh}");
            continue;
        }
        let mut wanted = [wanted_zh.to_owned(), wanted_en.to_owned()];
        wanted.sort();
        assert_eq!(found.0, wanted, "{zh}");
    }
}

#[test]
fn a_two_beside_the_literal_is_said_as_it_is_meant() {
    for (zh, wanted) in [
        ("居第[一](=n)位", "二"),
        ("[三](=n)级", "二"),
        ("[三](=n)个镇", "两"),
        ("[三个镇](=n)", "两个镇"),
        ("共[三](=n)，", "两"),
    ] {
        assert_eq!(outcome(&small(&fact("n", "2", "town"), zh, "[2](=n)")).0, [wanted], "{zh}");
    }
}

#[test]
fn a_date_keeps_its_form_or_is_refused() {
    let dated = fact("n", "8", "mine").replace("date: 2020", "date: 2022-09-30");
    let cases: [(&str, &str, &[&str], &[&str]); 4] = [
        ("[2021](=n@date)年", "[31 October 2021](=n@date)", &["2022", "30 September 2022"], &[]),
        ("[2021年上半年](=n@date)", "[the first half of 2021](=n@date)", &[], &["sync.no-form", "sync.no-form"]),
        ("[2021年底](=n@date)", "[end-2021](=n@date)", &["2022", "2022年"], &["sync.date-words", "sync.date-words"]),
        ("[2021年10月底](=n@date)", "[As of October 2021](=n@date)", &["2022年9月底", "As of September 2022"], &[]),
    ];
    for (zh, en, texts, remarks) in cases {
        let mut texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        texts.sort();
        assert_eq!(outcome(&small(&dated, zh, en)), (texts, remarks.to_vec()), "{zh}");
    }
}

/// What a check advises for the literal at fault: the ids of the hints, and what they say is written.
fn hints(book: &Memory) -> Vec<String> {
    let phrases = Catalogue::of(Language::En);
    let found = synced(book).before;
    let faults = found.faults.iter().filter(|fault| LITERAL_RULES.contains(&fault.rule.name));
    faults.flat_map(|fault| fault.hints.iter().map(|hint| phrases.phrase(hint).replace('\u{a0}', " "))).collect()
}

#[test]
fn a_hint_promises_what_sync_writes() {
    for (value, zh, en, promised) in [
        ("8", "[八](=n)座", "[seven](=n) mines", "it writes eight)"),
        ("2", "居第[一](=n)位", "[2](=n)", "it writes 二)"),
        ("0.4", "[三分之一](=n)", "[0.4](=n)", "correct the text"),
        ("9", "[&#55;座](=n)", "[9](=n)", "correct the text"),
    ] {
        let hints = hints(&small(&fact("n", value, "mine"), zh, en));
        assert!(hints.len() == 1 && hints[0].contains(promised), "{zh}: {hints:?}");
    }
    let note = fact("n", "8", "mine").replace("name: {", "note: {zh: \"共[](=n)\\n\", en: \"x\"}, name: {");
    let empty = small(&note, "[八](=n)", "[8](=n)");
    assert!(hints(&empty).iter().any(|hint| hint.starts_with("write the number of")), "{:?}", hints(&empty));
    assert_eq!(outcome(&empty).1, ["sync.not-exact-empty"]);
}

#[test]
fn a_literal_broken_over_two_lines_is_joined() {
    let book = small(&fact("n", "8", "mine"), "共[7\n座](=n)", "[seven\nmines](=n)");
    assert_eq!(outcome(&book), (vec!["8 座".to_owned(), "eight mines".to_owned()], vec![]));
    assert!(hints(&book).iter().all(|hint| hint.contains("it writes")), "{:?}", hints(&book));
}

#[test]
fn a_very_small_value_is_no_panic() {
    for unit in ["km2", "mu", "1e4 mu", "m3/mu", "\"%\"", "sec", "deg", "d"] {
        for value in ["0.00000000000001", "0.00000000000000000000001", "-0.00000000000000000000001"] {
            let book = small(&fact("n", value, unit), "[1.2](=n)，[](=n)", "[1.2](=n), [](=n/3)");
            outcome(&book);
        }
    }
}

#[test]
fn no_more_digits_than_the_data_support() {
    // The new value has fewer digits than the old literal; a share of two rounded areas is not known to a thousandth.
    let fewer = small(&fact("n", "2131.6", "km2"), "[2124.01平方千米](=n)", "[2,124.01 km²](=n)");
    assert_eq!(outcome(&fewer).0, ["2,131.6 km²", "2131.6平方千米"]);
    let facts = format!("{}{}", fact("a", "41", "km2"), fact("b", "97", "km2"));
    let share = small(&facts, "[41.237%](=a/b)", "[55.555%](=a/b)");
    assert_eq!(outcome(&share).0, ["42%", "42%"]);
}
