//! The site of the sample book, page by page.

use super::sample::{PAGES, drawings, report, report_of};
use super::{PrintFile, dead_links, render};
use crate::diagnostic::Message;
use crate::model::{Key, Language, Listing, ListingPart, ListingRow, OutputTree, Qualifier, Report, TableKind, Text};

fn site_of(report: &Report, prints: &[PrintFile]) -> OutputTree {
    let mut output = OutputTree::default();
    render(report, &drawings(), prints, &mut output).unwrap();
    output
}

fn site() -> OutputTree {
    site_of(&report(), &[])
}

fn text(output: &OutputTree, path: &str) -> String {
    String::from_utf8(output.get(path).unwrap_or_else(|| panic!("no {path}")).to_vec()).unwrap()
}

#[track_caller]
fn holds(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part}\nnot in\n{html}");
    }
}

#[test]
fn every_page_stands_in_both_languages() {
    let output = site();
    assert!(output.get("index.html").is_some());
    for language in ["zh", "en"] {
        for page in ["", "status/", "goals/", "numbers/", "indicators/", "figures/", "notes/", "downloads/"] {
            assert!(output.get(&format!("{language}/{page}index.html")).is_some(), "{language}/{page}");
        }
        assert!(output.get(&format!("{language}/status/land.html")).is_some());
        assert!(output.get(&format!("figures/shares.{language}.svg")).is_some());
    }
}

#[test]
fn no_link_is_dead() {
    assert_eq!(dead_links(&site()), []);
}

#[test]
fn nothing_is_asked_of_another_host_and_no_script_is_inline() {
    for (path, bytes) in site().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("src=\"http") && !html.contains("<link rel=\"stylesheet\" href=\"http"), "{path}");
        assert_eq!(html.matches("<script").count(), html.matches("<script src=").count(), "{path}");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path}");
    }
}

#[test]
fn raised_and_lowered_characters_are_set_in_text_headings_and_menus_and_titles_keep_them() {
    let pages = [
        ("01-status/_index.md", Language::Zh, "# CO₂状况 {#status}\nPM₂.₅为mg·L⁻¹，面积以km²计。"),
        ("01-status/_index.md", Language::En, "# State of CO₂ {#status}\nPM₂.₅ in mg·L⁻¹, areas in km²."),
    ];
    let mut report = report_of(&pages);
    report.project.shifted = crate::locale::shifted_characters().filter(|own| !"¹²³".contains(*own)).collect();
    let output = site_of(&report, &[]);
    let page = text(&output, "zh/status/index.html");
    let (head, body) = page.split_once("</title>").unwrap();
    holds(head, &["CO₂状况"]);
    holds(body, &["PM<sub>2.5</sub>为mg·L<sup>−1</sup>，面积以km²计", "CO<sub>2</sub>状况</h1>"]);
    assert!(!body.contains(">CO₂") && !body.contains("CO₂状况<"), "{body}");
    holds(&text(&output, "en/index.html"), &["State of CO<sub>2</sub>"]);
}

#[test]
fn two_renders_give_the_same_bytes() {
    assert!(site().iter().eq(site().iter()));
}

#[test]
fn a_number_leads_to_its_ledger_entry() {
    let page = text(&site(), "zh/status/land.html");
    holds(
        &page,
        &[
            "<a class=\"tie long\" href=\"../numbers/index.html#land.grassland.area\"><data value=\"2124.01\" \
             data-key=\"land.grassland.area\" data-unit=\"km2\">2124.01平方千米</data></a>",
            "<sup class=\"mark\"><a href=\"../notes/index.html#A06\"",
            "<span class=\"claim\" title=\"草地主要分布在北部（成立）\"><a href=\"../numbers/index.html#claim.grass-towns\">",
            "<a href=\"../numbers/index.html#relation.1\">草地较多</a>",
        ],
    );
    holds(
        &text(&site(), "zh/numbers/index.html"),
        &["id=\"land.grassland.area\"", "id=\"town.share@jinshan\"", "金山镇"],
    );
}

#[test]
fn what_the_author_wrote_is_escaped() {
    let page = text(&site(), "en/status/land.html");
    holds(&page, &["&lt;b&gt;&amp;", "href=\"https://example.org/?a=1&amp;b=2\""]);
    assert!(!page.contains("<b>"));
    let tricky = [("01-x/_index.md", Language::Zh, "# <script>\"x\" {#x}\n“<img>”"), PAGES[3]];
    let output = site_of(&report_of(&tricky), &[]);
    for (path, bytes) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<script>") && !html.contains("<img>"), "{path}");
    }
}

#[test]
fn figures_tables_and_references_are_numbered() {
    let output = site();
    holds(
        &text(&output, "zh/status/land.html"),
        &[
            "<figure id=\"fig-shares\"",
            "<a class=\"reference\" href=\"#fig-shares\">图1-1</a>",
            "<a class=\"reference\" href=\"#tab-indicators\">表1-1</a>",
            "规划原文图1-12",
            "经审核的底图",
            "<summary>本图数据</summary>",
            "<th scope=\"rowgroup\" colspan=\"8\">生态质量类</th>",
        ],
    );
    let goals = text(&output, "en/goals/index.html");
    holds(
        &goals,
        &[
            "href=\"../status/land.html#grassland\"",
            "<a class=\"tie\" href=\"../numbers/index.html#forest.cover.target@2030\">",
        ],
    );
    assert!(!text(&output, "zh/status/land.html").contains("<?xml"));
}

#[test]
fn the_switch_keeps_the_page() {
    let page = text(&site(), "zh/status/land.html");
    holds(&page, &["<a href=\"../../en/status/land.html\" lang=\"en-GB\"", "<html lang=\"zh-CN\">", ">English</a>"]);
    holds(
        &text(&site(), "en/status/land.html"),
        &["<a href=\"../../zh/status/land.html\" lang=\"zh-CN\"", ">中文</a>"],
    );
}

#[test]
fn a_finding_shows_both_sides_and_its_place() {
    let notes = text(&site(), "en/notes/index.html");
    holds(&notes, &["id=\"A06\"", "43.55%", "43.60%", "href=\"../status/land.html#grassland\"", "id=\"T01\""]);
    let group = notes.find("The plan as a whole</h2>").unwrap();
    assert!(notes.find("id=\"A06\"").unwrap() < group && group < notes.find("id=\"T01\"").unwrap());
}

#[test]
fn downloads_list_the_prints_or_say_that_there_are_none() {
    holds(&text(&site(), "en/downloads/index.html"), &["The PDFs were not built this time."]);
    let print = PrintFile { path: "print/plan.zh.pdf".to_owned(), language: Language::Zh, bytes_len: Some(2_340_000) };
    let page = text(&site_of(&report(), &[print]), "zh/downloads/index.html");
    holds(&page, &["href=\"../../print/plan.zh.pdf\"", "规划文本 · 中文", "2.3\u{a0}MB"]);
}

#[test]
fn data_files_hold_every_number() {
    let output = site();
    let facts = text(&output, "data/facts.csv");
    assert!(
        facts.starts_with("\u{feff}id,member,name_zh,name_en,value,unit,date,source,formula,status,target\n"),
        "{facts}"
    );
    holds(
        &facts,
        &[
            "land.grassland.area,,草地面积,Grassland area,2124.01,km2,2020,survey-3,,given,false\n",
            "forest.cover,2030,森林覆盖率,Forest coverage,,%,2020,survey-3,,to-be-determined,true\n",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&text(&output, "data/facts.json")).unwrap();
    assert_eq!(json["facts"].as_array().unwrap().len(), 9);
    holds(&text(&output, "data/indicators.csv"), &["base_2020,target_2025", "1,forest-cover,quality,生态质量类,"]);
}

#[test]
fn a_book_without_pages_still_has_its_front() {
    let output = site_of(&report_of(&[]), &[]);
    assert!(output.get("zh/index.html").is_some());
    assert_eq!(dead_links(&output), []);
}

/// The stylesheet's own colours of the charts, on paper and in the dark, are those that drawings fall back to.
#[test]
fn the_stylesheet_sets_every_colour_of_the_charts() {
    let css = include_str!("../../../templates/site/static/site.css");
    let (light, rest) = css.split_once("@media screen and (prefers-color-scheme: dark) {").unwrap();
    let (dark, _) = rest.split_once("\n}\n").unwrap();
    for swatch in crate::draw::PALETTE {
        holds(light, &[&format!("\n  {}: {};\n", swatch.variable, swatch.light)]);
        holds(dark, &[&format!("\n    {}: {};\n", swatch.variable, swatch.dark)]);
    }
    let (known, set) = (crate::draw::PALETTE.len(), |css: &str| css.matches("\n  --chart-").count());
    assert_eq!((set(light), dark.matches("\n    --chart-").count()), (known, known));
}

#[test]
fn a_note_on_rounding_and_a_total_row_stand_with_their_figure_and_table() {
    let mut report = report();
    let note = || Message::new("ui.rounding-note").with("sum", "100.1%").with("whole", "100%");
    for place in ["fig:shares", "tab:areas", "fact:county.area"] {
        report.rounding_notes.insert(place.to_owned(), note());
    }
    let total = report.project.facts.iter().find(|fact| fact.id.value == "county.area").unwrap().id.clone();
    let areas = report.project.tables.iter_mut().find(|table| table.id.value == "areas").unwrap();
    areas.rows.retain(|row| row.value != total.value);
    areas.total = Some(total);
    let output = site_of(&report, &[]);
    let sentence = "各项数值经修约，合计为100.1%，与100%略有出入。";
    let page = text(&output, "zh/status/land.html");
    assert_eq!(page.matches(sentence).count(), 2, "{page}");
    let caption = page.split("id=\"fig-shares\"").nth(1).and_then(|rest| rest.split("</figure>").next()).unwrap();
    let table = page.split("id=\"tab-areas\"").nth(1).unwrap();
    assert!(caption.contains(sentence) && table.contains(sentence));
    assert_eq!(table.matches("<tr class=\"total\">").count(), 1);
    assert!(text(&output, "zh/numbers/index.html").contains(sentence));
}

#[test]
fn a_hedge_stands_at_its_number_in_tables_and_in_the_ledger() {
    let mut report = report();
    let county = report.project.facts.iter_mut().find(|fact| fact.id.value == "county.area").unwrap();
    county.qualifier = Some(Qualifier::Over);
    let output = site_of(&report, &[]);
    holds(&text(&output, "zh/status/land.html"), &["data-unit=\"km2\">4877.10以上</data>"]);
    holds(&text(&output, "en/status/land.html"), &["data-unit=\"km2\">over 4,877.10</data>"]);
    holds(
        &text(&output, "zh/numbers/index.html"),
        &["<data value=\"4877.10\">4877.10平方千米</data><span class=\"qualifier\">以上</span>"],
    );
    holds(&text(&output, "en/numbers/index.html"), &["<span class=\"qualifier\">over </span><data value=\"4877.10\">"]);
}

#[test]
fn chinese_sections_are_named_with_their_chapter_where_chapters_meet() {
    let output = site();
    holds(&text(&output, "zh/numbers/index.html"), &[">第一章第一节 土地</a></h2>", ">第一章第一节 · 一、草地</a>"]);
    holds(&text(&output, "zh/notes/index.html"), &[">第一章第一节 土地 · 一、草地</a>"]);
    holds(&text(&output, "zh/goals/index.html"), &["<span class=\"where\">第一章第一节 土地</span>"]);
    holds(&text(&output, "zh/status/index.html"), &["<span class=\"where\">第一节 土地</span>"]);
    holds(&text(&output, "en/goals/index.html"), &["<span class=\"where\">1.1 Land</span>"]);
}

#[test]
fn a_listing_ties_its_numbers_and_parts_labels_from_values() {
    let mut report = report();
    let areas = report.project.tables.iter_mut().find(|table| table.id.value == "areas").unwrap();
    areas.kind = TableKind::Members;
    let words = |zh: &str, en: &str| ListingPart::Text(Text { zh: zh.to_owned(), en: en.to_owned() });
    let key = |fact: &str| Key { fact: fact.to_owned(), members: Vec::new() };
    let row = vec![
        vec![words("北部", "North")],
        vec![words("金山镇", "Jinshan"), words("；", "; "), words("县城", "the county seat")],
        vec![ListingPart::Named(key("county.area")), ListingPart::Break, words("其他", "others")],
    ];
    let columns = vec!["listing.name", "listing.place", "listing.facts"];
    let listing = Listing { columns, rows: vec![ListingRow::Cells(row)], open: vec!["listing.funding"] };
    report.listings.insert("areas".to_owned(), listing);
    let output = site_of(&report, &[]);
    holds(
        &text(&output, "zh/status/land.html"),
        &[
            "<td>金山镇；县城</td>",
            "<td>国土面积：<span class=\"amount\"><a class=\"tie\" href=\"../numbers/index.html#county.area\"><data \
             value=\"4877.10\" data-key=\"county.area\" data-unit=\"km2\">4877.10平方千米</data></a></span><br>其他</td>",
            "<p class=\"note\">各行均未列明：资金来源。</p>",
        ],
    );
    holds(
        &text(&output, "en/status/land.html"),
        &["<td>Jinshan; the county seat</td>", "<td>Land area: <span", ">Not stated in any row: Funding.</p>"],
    );
}

#[test]
fn no_line_parts_a_number_from_its_unit() {
    let page = "# Land {#land}\nIt has [2,124.01 km²](=land.grassland.area), or [2,124.01](=land.grassland.area) km², over 5 km² of it.";
    let output = site_of(&report_of(&[("01-status/01-land.md", Language::En, page)]), &[]);
    let html = text(&output, "en/status/land.html");
    holds(&html, &["2,124.01\u{a0}km²", "</a>\u{a0}km², over 5\u{a0}km² of it"]);
}
