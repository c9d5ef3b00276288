//! A large book: its ledger is divided, its contents list what is near, and it grows no faster than its pages.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "makes books and looks at their sites")]

#[path = "speed/book.rs"]
mod book;
mod common;

use common::{base, holds, page, site, with_templates};
use tallybook::model::OutputTree;
use tallybook::render::site::dead_links;

/// The first page of a language's ledger.
fn ledger(site: &OutputTree, language: &str) -> String {
    page(site, &format!("{language}/numbers/index.html"))
}

#[test]
fn a_large_ledger_has_a_page_a_theme_and_every_link_leads_into_it() {
    // 35 pages a language with 20 facts each: more than one page of the ledger takes. With 30 it has one page.
    let site = site(&with_templates(book::of(70)));
    assert_eq!(dead_links(&site), []);
    // The facts of five pages stand in a file.
    let count = 5 * book::FACTS_OF_A_PAGE;
    let row = format!("<a href=\"f00001.html\">f00001</a></th><td class=\"number\">{count}</td>");
    holds(&ledger(&site, "zh"), &["<h2 id=\"list.themes\">分类</h2>", &row]);
    assert!(!ledger(&site, "zh").contains("id=\"plot.aaa.total\""));
    holds(&page(&site, "en/numbers/f00001.html"), &["id=\"plot.aaa.total\"", "id=\"plot.aaa.zone@north\""]);
    holds(
        &page(&site, "zh/part0/plot1.html"),
        &[
            "href=\"../numbers/f00001.html#plot.aab.total\"",
            "href=\"../numbers/f00001.html#plot.aab.cover.target@2035\"",
        ],
    );
    // What does not fit on one page stands on several, and nothing is lost.
    let exported = page(&site, "data/facts.csv").matches("\nplot.").count();
    let themes = site.iter().filter(|(path, _)| path.starts_with("zh/numbers/f"));
    let shown: usize = themes.map(|(_, html)| String::from_utf8_lossy(html).matches("<data value=").count()).sum();
    let open = page(&site, "data/facts.csv").matches("to-be-determined").count();
    assert_eq!(shown + open, exported);
}

#[test]
fn a_smaller_ledger_stays_on_one_page() {
    let site = site(&with_templates(book::of(60)));
    assert!(ledger(&site, "zh").contains("id=\"plot.aaa.total\"") && !ledger(&site, "zh").contains("list.themes"));
    assert_eq!(site.iter().filter(|(path, _)| path.starts_with("zh/numbers/")).count(), 1);
}

#[test]
fn the_contents_of_a_page_list_chapters_and_the_sections_of_its_own() {
    let site = site(&with_templates(book::of(400)));
    let entries = |path: &str| {
        let html = page(&site, path);
        let contents = html.split("<nav class=\"contents").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
        contents.matches("<li><a href=\"").count()
    };
    // Three chapters of 99 pages, the last one of two; then the pages after them.
    let annexes = 7;
    assert_eq!(entries("zh/part2/index.html"), 3 + 1 + annexes + 1);
    assert_eq!(entries("zh/part0/plot1.html"), 3 + 98 + annexes + 1);
    assert_eq!(entries("en/downloads/index.html"), 3 + annexes);
    assert!(entries("en/index.html") > 3 + 2 * 98);
}

#[test]
fn of_many_chapters_those_around_are_listed_and_the_way_to_all() {
    let of = |chapters: usize| {
        let add = |book: tallybook::load::Memory, nth: usize| {
            book.with(&format!("content/zh/{nth}-part{nth}/_index.md"), format!("# 篇 {{#c-{nth}}}\n\n说明。\n"))
                .with(&format!("content/en/{nth}-part{nth}/_index.md"), format!("# Part {{#c-{nth}}}\n\nWords.\n"))
        };
        // The book has a chapter of its own.
        site(&with_templates((10..9 + chapters).fold(base(), add)))
    };
    let listed =
        |html: &str| html.matches("<li><a href=\"../part").count() + html.matches("<li><a href=\"index.html\"").count();
    let few = page(&of(24), "en/part20/index.html");
    assert!(listed(&few) >= 2 * 23 && !few.contains("All chapters"));
    let many = of(25);
    let middle = page(&many, "en/part20/index.html");
    assert_eq!(listed(&middle), 2 * 13);
    holds(&middle, &["<p class=\"all\"><a href=\"../index.html\">All chapters</a></p>"]);
    assert_eq!(page(&many, "zh/index.html").matches("<a class=\"chapter\"").count(), 25);
    assert_eq!(dead_links(&many), []);
}

#[test]
fn three_times_the_pages_make_three_times_the_bytes() {
    let bytes = |pages: usize| {
        let site = site(&with_templates(book::of(pages)));
        let pages = site.iter().filter(|(path, _)| path.ends_with(".html") || path.starts_with("data/"));
        pages.map(|(_, bytes)| bytes.len()).sum::<usize>()
    };
    let (small, large) = (bytes(400), bytes(1200));
    assert!(large * 10 <= small * 33, "{small} and {large} bytes");
}
