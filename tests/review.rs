//! The review copy against an edition: twenty updates of the data and ten edited paragraphs, each shown, nothing else.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test, which lays a PDF before another program")]

mod common;

use common::{base, extended, holds, on_disk, sound, tool, with_templates};
use std::collections::BTreeSet;
use std::path::Path;
use tallybook::edition::{Edition, revision};
use tallybook::load::Memory;
use tallybook::model::document::{Audience, Before, ChangeRow, Compared, Revision};
use tallybook::model::{LANGUAGES, Language, Only};
use tallybook::{Build, Review, Typst, build_book, prose, sync_book};

const PLACES: [(&str, &str); 20] = [
    ("东山", "Dongshan"),
    ("西山", "Xishan"),
    ("南山", "Nanshan"),
    ("北山", "Beishan"),
    ("青河", "Qinghe"),
    ("白河", "Baihe"),
    ("黑河", "Heihe"),
    ("红河", "Honghe"),
    ("黄河", "Huanghe"),
    ("绿河", "Lvhe"),
    ("石桥", "Shiqiao"),
    ("木桥", "Muqiao"),
    ("铁桥", "Tieqiao"),
    ("柳林", "Liulin"),
    ("松林", "Songlin"),
    ("桦林", "Hualin"),
    ("杏沟", "Xinggou"),
    ("桃沟", "Taogou"),
    ("梨沟", "Ligou"),
    ("枣沟", "Zaogou"),
];

/// The number of a place, before or after the updates.
fn value(place: usize, updated: bool) -> String {
    format!("{}.5", 101 + place * 7 + usize::from(updated))
}

/// What a page says of a place that has a number.
fn tied(place: usize, language: Language) -> String {
    let ((zh, en), value, id) = (PLACES[place], value(place, false), format!("area_{place:02}"));
    match language {
        Language::Zh => format!("{zh}草地[{value}平方千米](=land.{id})"),
        Language::En => format!("{en} has [{value} km²](=land.{id}) of grassland"),
    }
}

/// What a page says of a place that has none.
fn plain(place: usize, language: Language) -> String {
    let (zh, en) = PLACES[place];
    match language {
        Language::Zh => format!("{zh}的牧民冬季在山前放牧，夏季转入高处。"),
        Language::En => format!("The herders of {en} stay below the hills in winter and move up in summer."),
    }
}

/// Both pages: the blocks of each.
fn pages(language: Language) -> [Vec<String>; 2] {
    let stop = if language == Language::Zh { "。" } else { "." };
    let sentence = |place: usize| tied(place, language) + stop;
    let mut first: Vec<String> = (0..16).map(sentence).collect();
    first.push((16..19).map(|place| format!("- {}", sentence(place))).collect::<Vec<_>>().join("\n"));
    let head = if language == Language::Zh { "| 地方 | 情况 |" } else { "| Place | What |" };
    let (zh, en) = PLACES[19];
    let name = if language == Language::Zh { zh } else { en };
    first.push(format!("{head}\n|---|---|\n| {name} | {} |", tied(19, language)));
    (first, (0..12).map(|place| plain(place, language)).collect::<Vec<_>>()).into()
}

fn book(pages: impl Fn(Language) -> [Vec<String>; 2]) -> Memory {
    let mut book = base();
    for language in LANGUAGES {
        for (index, (blocks, (zh, en))) in
            pages(language).iter().zip([("草地", "Grassland"), ("放牧", "Herding")]).enumerate()
        {
            let title = if language == Language::Zh { zh } else { en };
            let text = format!("# {title} {{#page-{index}}}\n\n{}\n", blocks.join("\n\n"));
            book = book
                .with(&format!("content/{language}/01-status/0{}-{}.md", index + 2, ["grass", "herding"][index]), text);
        }
    }
    let facts: String = (0..20)
        .map(|place| {
            let ((zh, en), value) = (PLACES[place], value(place, false));
            format!(
                "- {{id: land.area_{place:02}, name: {{zh: \"{zh}草地面积\", en: \"Grassland of {en}\"}}, value: {value}, \
                 unit: km2, date: 2020, source: survey-3}}\n"
            )
        })
        .collect();
    extended(&book, "data/facts/land.yaml", &facts)
}

/// The pages after ten edits: five paragraphs reworded, one turned round inside its page, one moved to the other page, one
/// added, one deleted, an item of the list reworded.
fn edited(language: Language) -> [Vec<String>; 2] {
    let [mut first, mut second] = pages(language);
    let zh = language == Language::Zh;
    for block in &mut second[..5] {
        *block = match zh {
            true => block.replace("山前", "河谷"),
            false => block.replace("below the hills", "in the valleys"),
        };
    }
    let moved = second.remove(8);
    second.insert(5, moved);
    let across = second.remove(10);
    first.insert(16, across);
    second.remove(9);
    second.push(if zh { "各地都要立碑。" } else { "Each place is to put up a stone." }.to_owned());
    let list = first.iter_mut().find(|block| block.starts_with("- ")).unwrap();
    *list = if zh {
        list.replace("桃沟草地", "桃沟的草地")
    } else {
        list.replace("Taogou has", "Taogou still has")
    };
    [first, second]
}

/// The book with the updates, its literals brought into line.
fn updated() -> Memory {
    let mut book = book(edited);
    let path = "data/facts/land.yaml";
    for place in 0..20 {
        let line = |updated| format!("value: {},", value(place, updated));
        // Only the line of this place has it.
        let id = format!("land.area_{place:02},");
        let text: String = common::text(&book, path)
            .lines()
            .map(|entry| if entry.contains(&id) { entry.replace(&line(false), &line(true)) } else { entry.to_owned() } + "\n")
            .collect();
        book = book.with(path, text);
    }
    let synced = sync_book(&book).unwrap();
    for (id, source) in synced.before.sources.iter() {
        let own: Vec<_> = synced.sync.edits.iter().filter(|edit| edit.span.source == id).collect();
        if !own.is_empty() {
            book = book.with(&source.path, prose::edited(&source.text, own));
        }
    }
    book
}

fn edition(name: &str) -> Edition {
    let outcome = sound(&book(pages));
    Edition::of(outcome.report.as_ref().unwrap(), name)
}

fn revised(before: &Edition, language: Language) -> Revision {
    let outcome = sound(&updated());
    revision(before, outcome.report.as_ref().unwrap(), language)
}

fn words(side: &[Compared]) -> String {
    side.iter().map(|part| part.words.as_str()).collect()
}

/// The paragraphs of what follows the data: sixteen, three items, a table; one stands before the list now.
fn of_data() -> Vec<String> {
    (1..=16).chain(18..=21).map(|number| format!("1.2-{number:02}")).collect()
}

#[test]
fn each_update_and_each_edit_is_shown_and_nothing_else() {
    let before = edition("one");
    for language in LANGUAGES {
        let revision = revised(&before, language);
        let keys: Vec<_> = revision.numbers.iter().map(|row| row.key.clone().unwrap()).collect();
        let expected: Vec<_> = (0..20).map(|place| format!("land.area_{place:02}")).collect();
        assert_eq!(keys, expected);
        for (place, row) in revision.numbers.iter().enumerate() {
            assert!(words(&row.before).contains(&value(place, false)), "{row:?}");
            assert!(words(&row.after).contains(&value(place, true)), "{row:?}");
            assert_eq!(row.paragraphs, [of_data()[place].as_str()]);
        }
        let rows: Vec<&str> = revision.texts.iter().map(|row| row.place.as_str()).collect();
        let edits = ["1.3-01", "1.3-02", "1.3-03", "1.3-04", "1.3-05", "1.3-06", "1.2-17", "1.3-10", "1.3-11"];
        let mut expected: Vec<String> = of_data().into_iter().chain(edits.map(str::to_owned)).collect();
        let mut found: Vec<String> = rows.iter().map(|place| (*place).to_owned()).collect();
        expected.sort();
        found.sort();
        // The reworded item follows the data as well: nineteen rows of data, it, and nine edits.
        assert_eq!(found, expected, "{:#?}", revision.texts);
        let barred: BTreeSet<String> = revision.paragraphs.iter().map(ToString::to_string).collect();
        // What is deleted stands nowhere.
        let expected: BTreeSet<String> = expected.into_iter().filter(|number| number != "1.3-10").collect();
        assert_eq!(barred, expected);
        // Its number stands where it was, after the paragraph before it.
        let gone: Vec<(&Before, &Vec<String>)> = revision.gone.iter().collect();
        let before = Before::Paragraph("1.3-09".parse().unwrap());
        assert_eq!(gone, [(&before, &vec!["1.3-10".to_owned()])]);
        assert!(revision.records.is_empty() && revision.headings.is_empty(), "{revision:#?}");
        assert_eq!(revision.struck.len(), 20, "{:#?}", revision.struck);
        for (place, struck) in revision.struck.values().enumerate() {
            let unit = if language == Language::Zh { "平方千米" } else { " km²" };
            assert_eq!(struck.replace('\u{a0}', " "), value(place, false) + unit);
        }
        let reasons = |row: &ChangeRow| row.reason.contains("land.area_");
        assert_eq!(revision.texts.iter().filter(|row| reasons(row)).count(), 20);
    }
}

/// The rows follow the book: without the updates the ten edits alone are left, and one update is one row.
#[test]
fn what_was_not_done_is_not_shown() {
    let before = edition("one");
    let of = |book: &Memory| revision(&before, sound(book).report.as_ref().unwrap(), Language::Zh);
    let edits = of(&book(edited));
    assert!(edits.numbers.is_empty() && edits.struck.is_empty(), "{edits:#?}");
    let mut places: Vec<&str> = edits.texts.iter().map(|row| row.place.as_str()).collect();
    places.sort_unstable();
    let expected = ["1.2-17", "1.2-19", "1.3-01", "1.3-02", "1.3-03", "1.3-04", "1.3-05", "1.3-06", "1.3-10", "1.3-11"];
    assert_eq!(places, expected);
    let one = book(pages);
    let data = common::text(&one, "data/facts/land.yaml").replace("value: 101.5,", "value: 102.5,");
    let one = one.with("data/facts/land.yaml", data);
    let one = ["zh", "en"].iter().fold(one, |book, tag| {
        common::edited(&book, &format!("content/{tag}/01-status/02-grass.md"), "[101.5", "[102.5")
    });
    let one = of(&one);
    assert_eq!((one.numbers.len(), one.texts.len(), one.paragraphs.len()), (1, 1, 1), "{one:#?}");
}

#[test]
fn opinions_and_findings_are_reasons() {
    let office = "{id: farming, name: {zh: \"农业局\", en: \"Agriculture Bureau\"}}";
    let opinion = |id: &str, more: &str| {
        format!(
            "- {{id: {id}, office: farming, edition: one, what: {{zh: \"请改\", en: \"Please change\"}}, {more}}}\n"
        )
    };
    let opinions = [
        opinion("farming-1", "answer: taken, edit: [1.3-01]"),
        opinion(
            "farming-2",
            "answer: in_part, edit: [land.area_03], why: {zh: \"按新调查\", en: \"by the new survey\"}",
        ),
        opinion("farming-3", "answer: taken, removed: \"桃沟草地\""),
        opinion("farming-4", "answer: not_taken, why: {zh: \"不改\", en: \"no\"}"),
    ];
    let text = format!("format: 1\noffices:\n- {office}\nopinions:\n{}", opinions.concat());
    let book = updated().with("data/opinions.yaml", text).with("data/editions/one.json", edition("one").to_json());
    let outcome = sound(&book);
    let revision = revision(&edition("one"), outcome.report.as_ref().unwrap(), Language::Zh);
    let text = |place: &str| revision.texts.iter().find(|row| row.place == place).unwrap().reason.clone();
    assert_eq!(text("1.3-01"), "采纳农业局意见（farming-1）");
    assert!(text("1.2-19").contains("采纳农业局意见（farming-3）"), "{}", text("1.2-19"));
    assert_eq!(text("1.3-02"), "");
    let number =
        |key: &str| revision.numbers.iter().find(|row| row.key.as_deref() == Some(key)).unwrap().reason.clone();
    assert!(
        number("land.area_03").ends_with("；部分采纳农业局意见（farming-2）：按新调查"),
        "{}",
        number("land.area_03")
    );
    assert!(!number("land.area_04").contains("意见"));
}

#[test]
fn a_book_that_is_the_edition_has_no_changes() {
    let book = book(pages);
    let outcome = sound(&book);
    for language in LANGUAGES {
        let revision = revision(&edition("one"), outcome.report.as_ref().unwrap(), language);
        let none = Revision { edition: "one".to_owned(), date: revision.date.clone(), ..Revision::default() };
        assert_eq!(revision, none);
    }
}

#[test]
fn an_edition_from_before_paragraphs_had_numbers_still_compares() {
    let mut before = edition("one");
    before.blocks.iter_mut().for_each(|block| block.numbers.clear());
    assert_eq!(Edition::from_json("one", &before.to_json()).unwrap(), before);
    let (old, new) = (revised(&before, Language::Zh), revised(&edition("one"), Language::Zh));
    assert_eq!(old.numbers, new.numbers);
    assert_eq!(old.struck, new.struck);
    assert_eq!(old.paragraphs, new.paragraphs);
    assert_eq!(old.texts.len(), new.texts.len());
}

/// The words of a PDF, where pdftotext is at hand.
fn text_of(pdf: &[u8], folder: &Path) -> Option<String> {
    let file = folder.join("copy.pdf");
    std::fs::write(&file, pdf).unwrap();
    let read = std::process::Command::new("pdftotext").arg(&file).arg("-").output().ok()?;
    Some(String::from_utf8_lossy(&read.stdout).into_owned())
}

/// Numbers of paragraphs in a text.
fn numbers(text: &str) -> BTreeSet<&str> {
    let own = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    own.filter(|word| word.len() == 6 && word.as_bytes()[3] == b'-' && word.as_bytes()[1] == b'.').collect()
}

#[test]
fn with_typst_the_copy_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let program = std::env::var_os("TALLYBOOK_TYPST").expect("make test says where typst is");
    let book = with_templates(updated()).with("data/editions/one.json", edition("one").to_json());
    let build = |review: Review| {
        let mut outcome = sound(&book);
        let typst = Some(Typst::new(program.clone().into(), folder.path().join("staging")));
        let request = Build { only: Only::of("plan"), audience: Audience::Review, typst, review, ..Build::default() };
        let built = build_book(&mut outcome, &book, &request).unwrap();
        assert_eq!(outcome.faults.iter().filter(|fault| fault.rule.name == "print-warning").count(), 0);
        built
    };
    let review = Review { copy: Some(7), since: Some("one".to_owned()), parallel: false };
    let (first, second) = (build(review.clone()), build(review));
    assert!(first.iter().eq(second.iter()), "two runs differ");
    let alone = build(Review::default());
    let parallel = build(Review { parallel: true, ..Review::default() });
    for (language, title, copy, head) in
        [(Language::Zh, "送审稿", "第7号", "目录"), (Language::En, "Review copy", "No. 7", "Contents")]
    {
        let path = format!("print/plan.{language}.pdf");
        let pdf = first.get(&path).unwrap();
        assert!(pdf.windows(12).any(|window| window == b"pdfuaid:part"), "{path}");
        let Some(text) = text_of(pdf, folder.path()) else { return };
        // Between Chinese and figures the space is layout.
        holds(
            &text.replace(' ', ""),
            &[title, copy].map(|words| words.replace(' ', "")).each_ref().map(String::as_str),
        );
        let (leaf, body) = text.split_once(&format!("\n{head}")).unwrap();
        let mut expected: BTreeSet<String> = of_data().into_iter().collect();
        expected.extend((1..=6).map(|number| format!("1.3-{number:02}")));
        // Where the moved paragraph and the deleted one stood, too.
        expected.extend(["1.2-17", "1.3-09", "1.3-10", "1.3-11", "3.2-07"].map(str::to_owned));
        assert_eq!(numbers(leaf).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), expected, "{leaf}");
        let gone = if language == Language::Zh { "第1.3-10段删去" } else { "paragraph1.3-10removed" };
        holds(&body.replace([' ', '\u{a0}'], ""), &[gone]);
        for place in 0..20 {
            holds(body, &[&value(place, false), &value(place, true), &format!("area_{place:02}")]);
        }
        let plain = text_of(alone.get(&path).unwrap(), folder.path()).unwrap();
        let both = text_of(parallel.get(&path).unwrap(), folder.path()).unwrap();
        for language in LANGUAGES {
            holds(&both, &[if language == Language::Zh { "枣沟草地" } else { "Zaogou has" }]);
        }
        assert!(!plain.contains("101.5") && plain.contains("102.5"), "an old number without an edition");
    }
}

#[test]
fn what_is_asked_of_a_review_copy_is_refused_for_others() {
    let home = on_disk(&base());
    for options in [&["--since", "one"][..], &["--copy", "7"], &["--parallel"]] {
        let mut run = tool();
        let run = run.arg("build").args(options).args(["--lang", "en"]).current_dir(home.path()).output().unwrap();
        let option = options[0];
        assert_eq!(run.status.code(), Some(2));
        holds(&String::from_utf8_lossy(&run.stderr), &[option, "--audience review"]);
    }
}
