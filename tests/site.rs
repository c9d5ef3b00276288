//! The site of a whole small book, page by page, and of small books with one thing changed.

mod common;

use common::{book, edited, extended, holds, page, site, site_beside, with_templates};
use std::sync::LazyLock;
use tallybook::draw::PALETTE;
use tallybook::locale::plain_entities;
use tallybook::model::OutputTree;
use tallybook::render::site::dead_links;

/// The book with everything.
static WHOLE: LazyLock<OutputTree> = LazyLock::new(|| site(&with_templates(book("whole"))));

#[test]
fn every_page_stands_in_both_languages() {
    assert!(WHOLE.get("index.html").is_some());
    for language in ["zh", "en"] {
        for page in ["", "status/", "plan/", "numbers/", "indicators/", "figures/", "notes/", "downloads/"] {
            assert!(WHOLE.get(&format!("{language}/{page}index.html")).is_some(), "{language}/{page}");
        }
        assert!(WHOLE.get(&format!("{language}/status/land.html")).is_some());
        assert!(WHOLE.get(&format!("figures/towns-bar.{language}.svg")).is_some());
    }
}

#[test]
fn no_link_is_dead() {
    assert_eq!(dead_links(&WHOLE), []);
}

#[test]
fn nothing_is_asked_of_another_host_and_no_script_is_inline() {
    for (path, bytes) in WHOLE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("src=\"http") && !html.contains("<link rel=\"stylesheet\" href=\"http"), "{path}");
        let plain = html.matches("<script src=").count() + html.matches("<script type=\"application/").count();
        assert_eq!(html.matches("<script").count(), plain, "{path}");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path}");
    }
}

#[test]
fn raised_and_lowered_characters_are_set_in_text_headings_and_menus_and_titles_keep_them() {
    let book = edited(&book("minimal"), "content/zh/01-one/_index.md", "# 树 ", "# CO₂状况 ");
    let book = edited(&book, "content/zh/01-one/_index.md", "树。", "树，PM₂.₅为mg·L⁻¹，面积以km²计。");
    let site = site(&with_templates(edited(&book, "content/en/01-one/_index.md", "# Trees ", "# State of CO₂ ")));
    let chapter = page(&site, "zh/one/index.html");
    let (head, body) = chapter.split_once("</title>").unwrap();
    holds(head, &["CO₂状况"]);
    holds(body, &["PM<sub>2.5</sub>为mg·L<sup>−1</sup>，面积以km²计", "CO<sub>2</sub>状况</h1>"]);
    assert!(!body.contains(">CO₂") && !body.contains("CO₂状况<"), "{body}");
    holds(&page(&site, "en/index.html"), &["State of CO<sub>2</sub>"]);
}

#[test]
fn two_renders_give_the_same_bytes() {
    let again = site(&with_templates(book("whole")));
    assert!(WHOLE.iter().eq(again.iter()));
}

#[test]
fn a_number_leads_to_its_ledger_entry() {
    holds(
        &page(&WHOLE, "zh/status/land.html"),
        &[
            "<a class=\"tie long\" href=\"../numbers/index.html#land.area@forest\"><data value=\"480.55\" \
             data-key=\"land.area@forest\" data-unit=\"km2\">480.55平方千米</data></a>",
            "9200公顷</data></a><sup class=\"mark\"><a href=\"../notes/index.html#A01\"",
            "<span class=\"claim\" title=\"林地面积最大。（成立）\" data-key=\"claim.forest-leads\"><a href=\"../numbers/index.html#claim.forest-leads\">",
        ],
    );
    holds(&page(&WHOLE, "zh/plan/goals.html"), &["<a href=\"../numbers/index.html#relation.1\">不到一半</a>"]);
    holds(&page(&WHOLE, "zh/numbers/index.html"), &["id=\"land.steep\"", "id=\"schools.count@liuwan\"", "柳湾镇"]);
}

#[test]
fn what_the_author_wrote_is_escaped() {
    let land = page(&WHOLE, "en/status/land.html");
    holds(&land, &["indented &lt; &amp; &gt;", "<code>code &lt;b&gt;</code>", "https://example.org/a?b=c&amp;d=e\""]);
    assert!(!land.contains("<b>"));
    let tricky = edited(&book("minimal"), "content/zh/01-one/_index.md", "# 树 ", "# \\<script>“x” ");
    let tricky = extended(&tricky, "content/zh/01-one/_index.md", "“\\<img>”\n");
    let site = site(&with_templates(extended(&tricky, "content/en/01-one/_index.md", "“\\<img>”\n")));
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("<script>") && !html.contains("<img>"), "{path}");
    }
    holds(&page(&site, "zh/one/index.html"), &["&lt;script&gt;“x”", "“&lt;img&gt;”"]);
}

#[test]
fn figures_tables_and_references_are_numbered() {
    let land = page(&WHOLE, "zh/status/land.html");
    holds(
        &land,
        &[
            "<figure id=\"fig-land-donut\"",
            "<a class=\"reference\" href=\"#fig-land-donut\">图1-1</a>",
            "<a class=\"reference\" href=\"#tab-land\">表1-1</a>",
            "图1-2</span> 澄溪县区位图",
            "<summary>本图数据</summary>",
        ],
    );
    assert!(!land.contains("<?xml"));
    let goals = page(&WHOLE, "en/plan/goals.html");
    holds(
        &goals,
        &[
            "<a class=\"tie\" href=\"../numbers/index.html#forest.cover.target@2030\">",
            "<th scope=\"rowgroup\" colspan=\"8\">Ecological quality</th>",
        ],
    );
    holds(&page(&WHOLE, "en/plan/index.html"), &["href=\"../status/land.html#land\""]);
}

#[test]
fn the_switch_keeps_the_page() {
    holds(
        &page(&WHOLE, "zh/status/land.html"),
        &["<a href=\"../../en/status/land.html\" lang=\"en-GB\"", "<html lang=\"zh-CN\">", ">English</a>"],
    );
    let switch = ["<a href=\"../../zh/status/land.html\" lang=\"zh-CN\"", ">中文</a>"];
    holds(&page(&WHOLE, "en/status/land.html"), &switch);
}

#[test]
fn a_finding_shows_both_sides_and_its_place() {
    let notes = page(&WHOLE, "en/notes/index.html");
    let place = "href=\"../status/land.html#water\"";
    holds(&notes, &["id=\"A02\"", "2,100\u{a0}m³/person", "2,139\u{a0}m³/person", place, "id=\"B03\""]);
    let group = notes.find("The plan as a whole</h2>").unwrap();
    assert!(notes.find("id=\"A02\"").unwrap() < group && group < notes.find("id=\"B03\"").unwrap());
}

#[test]
fn a_page_knows_the_numbers_that_stand_on_it_and_no_others() {
    let cards = |page: &str| -> serde_json::Value {
        let html = crate::page(&WHOLE, page);
        let (_, data) = html.split_once("id=\"page.cards\">").unwrap();
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
    };
    let land = cards("zh/status/land.html");
    let forest = &land["cards"]["land.area@forest"];
    assert_eq!(forest["v"], "480.55平方千米");
    assert_eq!(land["ledger"], "../numbers/index.html");
    assert!(forest["h"].is_null() && land["texts"][forest["s"].as_u64().unwrap() as usize].is_string(), "{forest}");
    let uses = forest["u"].as_array().unwrap();
    assert!(uses.iter().any(|one| one[0].as_str().unwrap().contains("#p-")), "{uses:?}");
    assert_eq!(land["cards"]["claim.forest-leads"]["v"], "成立");
    let doubted = land["cards"].as_object().unwrap().values().filter(|card| card["m"][0] == "A01").count();
    assert!(doubted > 0, "{land}");
    assert!(land["cards"].as_object().unwrap().keys().all(|key| {
        crate::page(&WHOLE, "zh/status/land.html").contains(&format!("data-key=\"{}\"", key.replace('<', "&lt;")))
    }));
    assert!(!page(&WHOLE, "zh/numbers/index.html").contains("page.cards"));
}

#[test]
fn the_front_shows_no_number_that_is_contradicted() {
    let book = book("whole");
    let found = |book: &tallybook::load::Memory| page(&site(&with_templates(book.clone())), "zh/index.html");
    let numbers = "format: 1\nnumbers:\n- {key: land.area@forest}\n- {key: land.steep}\n- {key: schools.count@liuwan}\n- {key: county.area}\n";
    let leading = book.clone().with("data/atlas.yaml", numbers);
    let sound = found(&leading);
    assert!(sound.contains("class=\"strip\""), "{sound}");
    assert!(sound.contains("#land.area@forest"), "{sound}");
    let path = "data/findings.yaml";
    let doubted = extended(
        &leading,
        path,
        "- id: Z99\n  check: editorial\n  severity: contradiction\n  state: open\n  sides:\n  - {name: {zh: \"甲\", en: \"a\"}, value: {zh: \"[480.55平方千米](=land.area@forest)\", en: \"[480.55 km²](=land.area@forest)\"}}\n  note: {zh: \"如此。\", en: \"So.\"}\n",
    );
    let front = found(&doubted);
    assert!(!front.split("<nav class=\"ways\"").next().unwrap().contains("#land.area@forest"), "{front}");
}

#[test]
fn a_book_of_any_kind_has_a_sound_front() {
    for kind in ["minimal", "pictures", "manual"] {
        let site = site(&with_templates(book(kind)));
        assert_eq!(dead_links(&site), [], "{kind}");
        let fronts = ["zh/index.html", "en/index.html"].into_iter().filter(|path| site.get(path).is_some());
        for path in fronts {
            let front = page(&site, path);
            holds(&front, &["<h1>", "class=\"ways\"", "class=\"first\""]);
            assert!(!front.contains("<dl class=\"strip\">\n</dl>"), "{kind} {path}");
        }
    }
}

#[test]
fn zones_towns_projects_and_indicators_have_pages_that_lead_to_each_other() {
    let pages: Vec<&str> = WHOLE.iter().map(|(path, _)| path).filter(|path| path.starts_with("zh/register/")).collect();
    for kind in ["town-", "indicator-", "project-", "programme-"] {
        assert!(pages.iter().any(|path| path.contains(kind)), "{kind} {pages:?}");
    }
    assert_eq!(dead_links(&WHOLE), []);
    let english = WHOLE.iter().filter(|(path, _)| path.starts_with("en/register/")).count();
    assert_eq!(english, pages.len());
}

#[test]
fn downloads_list_the_prints_or_say_that_there_are_none() {
    holds(&page(&WHOLE, "en/downloads/index.html"), &["The PDFs were not built this time."]);
    let mut kept = OutputTree::default();
    kept.insert("print/plan.zh.pdf", vec![0; 2_340_000]).unwrap();
    let site = site_beside(&with_templates(book("minimal")), kept);
    holds(
        &page(&site, "zh/downloads/index.html"),
        &["href=\"../../print/plan.zh.pdf\"", "规划文本 · 中文", "2.3\u{a0}MB"],
    );
}

#[test]
fn data_files_hold_every_number() {
    let facts = page(&WHOLE, "data/facts.csv");
    let head = "\u{feff}id,member,name_zh,name_en,value,unit,date,source,formula,status,target,text_zh,text_en,key\n";
    assert!(facts.starts_with(head), "{facts}");
    holds(
        &facts,
        &[
            "land.steep,,陡坡耕地面积,Area of steep cropland,31.2,km2,2020-06,survey,,given,false,31.2平方千米,31.2 km²,land.steep\n",
            "forest.cover,2030,森林覆盖率（2030）,Forest cover (2030),,%,2030,draft,,to-be-determined,true,待定,to be determined,forest.cover.target@2030\n",
            ",ha,,draft,,not-stated,false,未列明,not stated,",
            ",ha,,draft,,not-applicable,false,不适用,not applicable,",
            ",person/km2,,,people.total / county.area,computed,false,72.083人/平方千米,",
        ],
    );
    let json: serde_json::Value = serde_json::from_str(&page(&WHOLE, "data/facts.json")).unwrap();
    assert_eq!(json["facts"].as_array().unwrap().len(), facts.lines().count() - 1);
    holds(&page(&WHOLE, "data/indicators.csv"), &["base_2020,target_2025", "1,forest-cover,quality,生态质量类,"]);
}

/// The stylesheet's own colours of the charts, on paper and in the dark, are those that drawings fall back to.
#[test]
fn the_stylesheet_sets_every_colour_of_the_charts() {
    let css = include_str!("../templates/site/static/site.css");
    let (light, rest) = css.split_once("@media screen and (prefers-color-scheme: dark) {").unwrap();
    let (dark, _) = rest.split_once("\n}\n").unwrap();
    for swatch in PALETTE {
        holds(light, &[&format!("\n  {}: {};\n", swatch.variable, swatch.light)]);
        holds(dark, &[&format!("\n    {}: {};\n", swatch.variable, swatch.dark)]);
    }
    let (known, set) = (PALETTE.len(), |css: &str| css.matches("\n  --chart-").count());
    assert_eq!((set(light), dark.matches("\n    --chart-").count()), (known, known));
}

#[test]
fn a_note_on_rounding_and_a_total_row_stand_with_their_figure_and_table() {
    let sentence = "各项数值经修约，合计为99.9%，与100%略有出入。";
    let land = page(&WHOLE, "zh/status/land.html");
    assert_eq!(land.matches(sentence).count(), 2, "{land}");
    let figure = land.split("id=\"fig-land-stack\"").nth(1).and_then(|rest| rest.split("</figure>").next()).unwrap();
    let table = land.split("id=\"tab-shares\"").nth(1).and_then(|rest| rest.split("</table>").nth(1)).unwrap();
    assert!(figure.contains(sentence) && table.split("<figure").next().unwrap().contains(sentence));
    assert_eq!(land.matches("<tr class=\"total\">").count(), 1);
    assert!(page(&WHOLE, "zh/numbers/index.html").contains(sentence));
}

#[test]
fn a_hedge_stands_at_its_number_in_tables_and_in_the_ledger() {
    holds(&page(&WHOLE, "zh/status/land.html"), &["data-unit=\"spring\">12以上</data>"]);
    holds(&page(&WHOLE, "en/status/land.html"), &["data-unit=\"spring\">over 12</data>"]);
    holds(
        &page(&WHOLE, "zh/numbers/index.html"),
        &["<data value=\"12\" data-unit=\"spring\">12眼</data><span class=\"qualifier\">以上</span>"],
    );
    holds(
        &page(&WHOLE, "en/numbers/index.html"),
        &["<span class=\"qualifier\">over </span><data value=\"12\" data-unit=\"spring\">"],
    );
}

#[test]
fn chinese_sections_are_named_with_their_chapter_where_chapters_meet() {
    holds(
        &page(&WHOLE, "zh/numbers/index.html"),
        &[">第一章第一节 土地</a></h2>", ">第一章第一节 · 一、位置与地形</a>"],
    );
    holds(&page(&WHOLE, "zh/notes/index.html"), &[">第一节“气候与水”</a>"]);
    holds(&page(&WHOLE, "zh/plan/index.html"), &["<span class=\"where\">第一章第二节 人口与经济</span>"]);
    holds(&page(&WHOLE, "zh/status/index.html"), &["<span class=\"where\">第一节 土地</span>"]);
    holds(&page(&WHOLE, "en/plan/index.html"), &["<span class=\"where\">1.2 People and economy</span>"]);
}

#[test]
fn a_listing_ties_its_numbers_and_parts_labels_from_values() {
    holds(
        &page(&WHOLE, "zh/plan/projects.html"),
        &[
            "<td>高坪乡；高坪乡南部</td>",
            "<td>梯田面积：<span class=\"amount\"><a class=\"tie\" href=\"../numbers/index.html#terraces.area\"><data \
             value=\"1200\" data-key=\"terraces.area\" data-unit=\"ha\">1200公顷</data></a></span></td>",
            "<td>坡耕地治理面积（累计）<br>\n土壤侵蚀模数</td>",
        ],
    );
    holds(
        &page(&WHOLE, "en/plan/projects.html"),
        &["<td>Gaoping Township; The south of Gaoping Township</td>", "<td>Area of terraces: <span"],
    );
    let open = with_templates(edited(
        &book("whole"),
        "data/projects.yaml",
        "  funding: {zh: \"中央补助和县级配套\", en: \"Central grants and county funds\"}\n",
        "",
    ));
    let open = site(&open);
    holds(&page(&open, "zh/plan/projects.html"), &["<p class=\"note\">各行均未列明：资金来源。</p>"]);
    holds(&page(&open, "en/plan/projects.html"), &[">Not stated in any row: Funding.</p>"]);
}

#[test]
fn no_line_parts_a_number_from_its_unit() {
    let exception = "exceptions:\n- {pattern: \"over 5 km²\", reason: {zh: \"示例。\", en: \"An example.\"}}\n";
    let book = extended(&book("minimal"), "data/plan.yaml", exception);
    let book = edited(&book, "content/en/01-one/_index.md", " trees.", " trees, [7](=trees.count) items, over 5 km².");
    let book = edited(&book, "content/zh/01-one/_index.md", "树。", "树，共[7](=trees.count)个。");
    holds(&page(&site(&with_templates(book)), "en/one/index.html"), &["</a>\u{a0}items, over 5\u{a0}km²."]);
}

#[test]
fn a_chart_counts_all_its_parts_in_one_unit() {
    // Terraces are given in hectares, the first part and so the chart in km²; the third part is computed.
    let drawing = page(&WHOLE, "figures/areas-bar.en.svg");
    holds(&drawing, &["(km²)</text>", ">31.2</text>", ">12.00</text>", ">218.9</text>"]);
    let table = page(&WHOLE, "en/plan/projects.html");
    let table = table.split("id=\"fig-areas-bar\"").nth(1).unwrap();
    holds(table, &["12.00\u{a0}km²</td>", "218.9\u{a0}km²</td>"]);
}

#[test]
fn each_picture_has_a_page_and_the_gallery_shows_them_all() {
    for (language, chapter) in [("zh", "第二章"), ("en", "Chapter 2")] {
        let gallery = page(&WHOLE, &format!("{language}/figures/index.html"));
        let cards: Vec<&str> = gallery.split("<li class=\"card\"><a href=\"").skip(1).collect();
        assert!(cards.len() > 3, "{}", cards.len());
        holds(&gallery, &[chapter]);
        for card in cards {
            let file = card.split('"').next().unwrap();
            let id = file.strip_suffix(".html").unwrap();
            let plate = page(&WHOLE, &format!("{language}/figures/{file}"));
            if id == "photo" {
                holds(card, &["<img src=\"../../images/"]);
                holds(&plate, &["<img src=\"../../images/", "href=\"../../images/"]);
                continue;
            }
            assert!(card.contains("<svg"), "{id} is not seen");
            let links = ["svg", "png", "csv"].map(|ending| format!("href=\"../../figures/{id}.{language}.{ending}\""));
            holds(&plate, &[&links[0], &links[1], &links[2]]);
            let other = if language == "zh" { "en" } else { "zh" };
            holds(&plate, &[&format!("href=\"../../{other}/figures/{file}\"")]);
            let png = WHOLE.get(&format!("figures/{id}.{language}.png")).unwrap();
            assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{id}");
        }
        let text = page(&WHOLE, &format!("{language}/plan/projects.html"));
        holds(&text, &["<span class=\"label\"><a href=\"../figures/areas-bar.html\">"]);
        let towns = page(&WHOLE, &format!("{language}/figures/towns-bar.html"));
        holds(&towns, &["<td class=\"number\"><a class=\"tie\" href=\"../numbers/index.html#"]);
    }
}

#[test]
fn the_index_of_a_language_has_its_words_its_numbers_and_where_they_stand() {
    for (language, word, place) in [("zh", "\n草地 ", "草地"), ("en", "\ngrassland ", "Grassland")] {
        let words = page(&WHOLE, &format!("search/{language}/t0.js")).replace("\\n", "\n");
        assert!(words.contains(word), "{language}");
        holds(&page(&WHOLE, &format!("search/{language}/b0.js")), &[&format!("{language}/status/land.html"), place]);
        // A number is looked for by its size in any unit: 212.4 km² as 2.124e8 m².
        let head = page(&WHOLE, &format!("search/{language}/head.js"));
        holds(&head, &["\"weights\":\"", "\"units\":[[", "\"plain\":\""]);
        assert!(words.contains("\n=0") || words.contains("\"=0"), "{language}: no amount");
    }
}

#[test]
fn every_page_tells_programs_what_it_is_and_loads_nothing_foreign() {
    for (path, bytes) in WHOLE.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        holds(
            &plain_entities(&html),
            &[
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';",
                "<meta name=\"description\" content=\"",
            ],
        );
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{path}: the policy forbids inline styles");
        assert!(
            !html.contains("rel=\"canonical\"") && !html.contains("property=\"og:"),
            "{path}: the book says no address"
        );
        for data in html.split("<script type=\"application/ld+json\">").skip(1) {
            let data = data.split("</script>").next().unwrap();
            let value: serde_json::Value =
                serde_json::from_str(data).unwrap_or_else(|error| panic!("{path}: {error}: {data}"));
            assert_eq!(value["@context"], "https://schema.org", "{path}");
        }
    }
    assert!(WHOLE.get("sitemap.xml").is_none() && WHOLE.get("404.html").is_none());
}

#[test]
fn a_site_that_knows_its_address_is_mapped() {
    let book = extended(&book("whole"), "data/plan.yaml", "\nbase_url: https://example.org/plan\n");
    let site = site(&with_templates(book));
    let map = page(&site, "sitemap.xml");
    for (path, _) in
        site.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html" && *path != "index.html")
    {
        assert!(map.contains(&format!("<loc>https://example.org/plan/{path}</loc>")), "{path}");
        holds(
            &plain_entities(&page(&site, path)),
            &[&format!("<link rel=\"canonical\" href=\"https://example.org/plan/{}\">", path)],
        );
    }
    holds(&page(&site, "robots.txt"), &["Sitemap: https://example.org/plan/sitemap.xml"]);
    holds(&plain_entities(&page(&site, "404.html")), &["<base href=\"https://example.org/plan/\">"]);
    holds(
        &plain_entities(&page(&site, "zh/status/land.html")),
        &["og:image", "hreflang=\"en-GB\" href=\"https://example.org"],
    );
}
