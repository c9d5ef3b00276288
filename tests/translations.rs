//! What counts as a changed source: `tallybook translated`, its file, and the states of blocks.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a small book in memory; the real one on disk")]

mod common;

use proptest::prelude::{ProptestConfig, proptest};
use tallybook::load::{Disk, Files, Memory};
use tallybook::model::{Report, TranslationState};
use tallybook::revise::translated;

const PAGE: &str = "01-status/01-land.md";
const ZH: &str = "# 土地 {#land}\n\n面积[4877.10平方千米](=county.area)。\n\n## 草地 {#grass}\n\n草地[约2124.01平方千米](=land.grassland.area)。\n\n- 一\n- 二[4877.10平方千米](=county.area)\n";
const EN: &str = "# Land {#land}\n\nIt covers [4,877.10 km²](=county.area).\n\n## Grass {#grass}\n\nGrass: [about 2,124.01 km²](=land.grassland.area).\n\n- one\n- two [4,877.10 km²](=county.area)\n";

fn base() -> Memory {
    with(common::base(), ZH, EN)
}

fn with(book: Memory, zh: &str, en: &str) -> Memory {
    book.with(&format!("content/zh/{PAGE}"), zh).with(&format!("content/en/{PAGE}"), en)
}

fn report(book: &Memory) -> Report {
    tallybook::check_book(book).unwrap().report.unwrap()
}

/// The book with all its pages confirmed as they are.
fn confirmed(book: Memory) -> Memory {
    let text = translated::confirm(&report(&book), |_| true, None);
    book.with(translated::PATH, text)
}

fn hold(home: &tempfile::TempDir) -> tallybook::Book {
    tallybook::Book::to_write(home.path()).unwrap().0
}

fn states(book: &Memory) -> Vec<TranslationState> {
    let report = report(book);
    let page = report.translations.iter().find(|page| page.page == PAGE).unwrap();
    page.blocks.iter().map(|block| block.state).collect()
}

use TranslationState::{Changed, Done, Missing, New, Unconfirmed};

#[test]
fn only_what_was_changed_is_stale() {
    let book = confirmed(base());
    assert_eq!(states(&base()), [Unconfirmed; 5]);
    assert_eq!(states(&book), [Done; 5]);
    for (from, to, expected) in [
        ("面积[", "总面积[", [Done, Changed, Done, Done, Done].to_vec()),
        ("## 草地 {#grass}", "## 草原 {#grass}", [Done, Done, Changed, Done, Done].to_vec()),
        ("- 一\n", "- 一点\n", [Done, Done, Done, Done, Changed].to_vec()),
        ("(=county.area)。", "(=land.grassland.area)。", [Done, Changed, Done, Done, Done].to_vec()),
        ("约2124.01平方千米", "2100", [Done; 5].to_vec()),
        ("面积[", "面积\n[", [Done; 5].to_vec()),
    ] {
        assert!(ZH.contains(from));
        assert_eq!(states(&with(book.clone(), &ZH.replacen(from, to, 1), EN)), expected, "{from} → {to}");
    }
}

#[test]
fn what_is_inserted_or_taken_out_spoils_nothing_else() {
    let book = confirmed(base());
    let (zh, en) = (ZH.replace("## ", "新段。\n\n## "), EN.replace("## ", "A new one.\n\n## "));
    assert_eq!(states(&with(book.clone(), &zh, &en)), [Done, Done, New, Done, Done, Done]);
    // Only the source has it: it is missing, and the pairs after the next heading still stand.
    assert_eq!(states(&with(book.clone(), &zh, EN)), [Done, Done, Missing, Done, Done, Done]);
    let (zh, en) = (
        ZH.replace("面积[4877.10平方千米](=county.area)。\n\n", ""),
        EN.replace("It covers [4,877.10 km²](=county.area).\n\n", ""),
    );
    assert_eq!(states(&with(book.clone(), &zh, &en)), [Done; 4]);
    // A heading may get another id.
    let renamed = |text: &str| text.replace("{#grass}", "{#meadow}");
    assert_eq!(states(&with(book, &renamed(ZH), &renamed(EN))), [Done; 5]);
}

#[test]
fn confirming_one_page_leaves_the_others_as_they_were() {
    let book = confirmed(base());
    let old = String::from_utf8(book.files[translated::PATH].clone()).unwrap();
    let changed = with(book, &ZH.replace("面积", "总面积"), EN)
        .with("content/zh/01-status/_index.md", "# 现状 {#status}\n\n本章另写。\n");
    let head = "# a comment of our own\n";
    let text = translated::confirm(&report(&changed), |page| page.page == PAGE, Some(&format!("{head}format: 1\n")));
    assert!(text.starts_with(head) && !text.contains("Written by"), "{text}");
    let now = changed.with(translated::PATH, text.clone());
    assert_eq!(states(&now), [Done; 5]);
    let report = report(&now);
    assert_eq!(report.translations[0].count(Changed), 1);
    // Confirmed again, nothing of the file changes; and the text confirmed first differs in one line.
    assert_eq!(translated::confirm(&report, |page| page.page == PAGE, Some(&text)), text);
    let lines =
        |text: &str| text.lines().filter(|line| line.starts_with("  - ")).map(str::to_owned).collect::<Vec<_>>();
    let differing = lines(&old).iter().zip(lines(&text)).filter(|(one, other)| *one != other).count();
    assert_eq!(differing, 1);
}

#[test]
fn what_is_moved_or_renamed_stays_confirmed() {
    let book = confirmed(base());
    // The list and the paragraph before it change places, and something new follows.
    let turned = |text: &str, paragraph: &str, more: &str| {
        let (start, list) = (text.find(paragraph).unwrap(), text.find("- ").unwrap());
        format!("{}{}\n{}{more}\n", &text[..start], &text[list..], &text[start..list])
    };
    let (zh, en) = (turned(ZH, "草地[", "后一段。"), turned(EN, "Grass: [", "One more."));
    assert_eq!(states(&with(book.clone(), &zh, &en)), [Done, Done, Done, Done, Done, New]);
    // Under another name, and a paragraph of it on another page.
    let mut renamed = book.clone();
    for (language, text, moved) in [("zh", ZH, "草地["), ("en", EN, "Grass: [")] {
        let (start, end) = (text.find(moved).unwrap(), text.find("- ").unwrap());
        renamed.files.remove(&format!("content/{language}/{PAGE}"));
        let index = String::from_utf8(book.files[&format!("content/{language}/01-status/_index.md")].clone()).unwrap();
        renamed = renamed
            .with(&format!("content/{language}/01-status/02-ground.md"), text.replace(&text[start..end], ""))
            .with(&format!("content/{language}/01-status/_index.md"), format!("{index}\n{}", &text[start..end]));
    }
    let all_done = |book: &Memory| report(book).translations.iter().all(|page| page.count(Done) == page.blocks.len());
    assert!(all_done(&renamed));
    // Confirming either page, the other keeps what it had.
    for page in ["01-status/_index.md", "01-status/02-ground.md"] {
        let text = translated::confirm(&report(&renamed), |one| one.page == page, None);
        assert!(!text.contains(PAGE), "{text}");
        assert!(all_done(&renamed.clone().with(translated::PATH, text)), "{page}");
    }
}

#[test]
fn nothing_is_confirmed_over_what_cannot_be_read_or_does_not_pair() {
    let book = confirmed(base());
    let file = String::from_utf8(book.files[translated::PATH].clone()).unwrap();
    let swapped = EN.replace("- one\n- two [4,877.10 km²](=county.area)\n", "Two [4,877.10 km²](=county.area)\n");
    for (name, sick) in [
        ("a mark of a merge", book.clone().with(translated::PATH, file.replacen("- page", "<<<<<<< HEAD\n- page", 1))),
        ("a misspelt key", book.clone().with(translated::PATH, file.replacen("heading", "headng", 1))),
        ("no list", book.clone().with(translated::PATH, "format: 1\ntranslations: 5\n")),
        ("another block", with(book.clone(), ZH, &swapped)),
        ("another number", with(book.clone(), ZH, &EN.replace("[4,877.10 km²](=county.area).", "much."))),
        ("an unknown number", with(book.clone(), ZH, &EN.replace("](=land.grassland.area)", "](=land.gras.area)"))),
        ("no translation", with(book.clone(), ZH, "")),
    ] {
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("data")).unwrap();
        let outcome = tallybook::check_book(&sick).unwrap();
        let refused = tallybook::confirm_translations(&outcome, &[PAGE], &hold(&home));
        assert!(matches!(refused, Err(tallybook::Stop::Rejected)), "{name}");
        assert!(!home.path().join(translated::PATH).exists(), "{name}");
    }
    // Errors of another page stop nothing.
    let elsewhere = book.with("content/en/01-status/_index.md", "# Status {#status}\n");
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(home.path().join("data")).unwrap();
    std::fs::write(home.path().join(translated::PATH), file).unwrap();
    let outcome = tallybook::check_book(&elsewhere).unwrap();
    assert!(outcome.faults.errors() > 0);
    assert!(tallybook::confirm_translations(&outcome, &[PAGE], &hold(&home)).is_ok());
}

#[test]
fn a_page_is_found_by_any_of_its_names() {
    let report = report(&base());
    for name in [PAGE, "01-status/01-land", "content/zh/01-status/01-land.md", "./content/en/01-status/01-land.md"] {
        assert_eq!(translated::find(&report, name).map(|page| page.page.as_str()), Some(PAGE), "{name}");
    }
    assert!(translated::find(&report, "01-land.md").is_none());
}

#[test]
fn the_real_book_is_confirmed_and_its_file_is_what_the_tool_writes() {
    let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let outcome = tallybook::check_book(&disk).unwrap();
    let report = outcome.report.unwrap();
    let open: Vec<_> = report
        .translations
        .iter()
        .filter(|page| page.count(Done) != page.blocks.len())
        .map(|page| page.page.as_str())
        .collect();
    assert!(open.is_empty(), "not confirmed: {open:?}");
    let text = String::from_utf8(disk.read(translated::PATH).unwrap()).unwrap();
    assert_eq!(translated::confirm(&report, |_| true, Some(&text)), text);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// A data update, written into the text in whatever format, makes nothing stale.
    #[test]
    fn a_data_update_alone_makes_nothing_stale(hundredths in 1u32..99_999_999, unit in 0usize..3, hedged: bool) {
        let book = confirmed(base());
        let value = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        let facts = String::from_utf8(book.files["data/facts/land.yaml"].clone()).unwrap();
        let facts = facts.replace("4877.10", &value).replace("2124.01", &value);
        let (zh_unit, en_unit) = [("平方千米", " km²"), ("平方公里", " square kilometres"), ("", "")][unit];
        let literal = |before: &str, unit: &str| format!("{}{value}{unit}", if hedged { before } else { "" });
        let zh = ZH.replace("约2124.01平方千米", &literal("约", zh_unit)).replace("4877.10平方千米", &literal("", zh_unit));
        let en = EN.replace("about 2,124.01 km²", &literal("about ", en_unit)).replace("4,877.10 km²", &literal("", en_unit));
        let updated = with(book, &zh, &en).with("data/facts/land.yaml", facts);
        assert_eq!(states(&updated), [Done; 5]);
        let outcome = tallybook::check_book(&updated).unwrap();
        assert!(!outcome.faults.iter().any(|fault| fault.rule.name == "translation-stale" || fault.rule.name == "number-differs"));
    }
}
