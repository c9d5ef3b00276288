//! The release tables against a checklist: the points of the Analysis Function's guidance "Releasing statistics in
//! spreadsheets", each as a check that can fail. Both formats are read back from their files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "reads files that the tool has just written")]

mod common;

use common::{book, extended, on_disk, real, sound, tool};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use tallybook::load::Memory;
use tallybook::model::Language;
use tallybook::model::document::Audience;
use tallybook::{Workbook, release_tables};

/// A workbook as read back, whatever its format.
#[derive(Debug, Clone, Default)]
struct Book {
    title: String,
    language: String,
    /// Names of persons among the properties.
    persons: Vec<String>,
    /// The tab that opens, from 0.
    opens: usize,
    sheets: Vec<Sheet>,
    /// Parts that hold pictures, programs or drawings.
    extras: Vec<String>,
}

#[derive(Debug, Clone, Default)]
struct Sheet {
    name: String,
    rows: Vec<Vec<Cell>>,
    tables: Vec<Table>,
    merged: usize,
    frozen: bool,
    filtered: bool,
    hidden: bool,
    heading: bool,
    /// Heads and feet of printed pages.
    margins: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Words(String),
    Number { written: String, decimals: usize },
    Empty,
}

/// A marked-up table: its name, the row of its heads, its last row, its columns, and what its heads are said to be.
#[derive(Debug, Clone, Default)]
struct Table {
    name: String,
    first: usize,
    last: usize,
    heads: Vec<String>,
    marked_heads: usize,
}

impl Sheet {
    fn cell(&self, row: usize, column: usize) -> Cell {
        self.rows.get(row).and_then(|row| row.get(column)).cloned().unwrap_or(Cell::Empty)
    }

    fn words(&self, row: usize, column: usize) -> String {
        match self.cell(row, column) {
            Cell::Words(words) => words,
            Cell::Number { written, .. } => written,
            Cell::Empty => String::new(),
        }
    }
}

/// A point of the guidance, and what fails it.
type Point = (&'static str, fn(&Book) -> bool);

/// The points. A check holds if the book keeps to the point.
const POINTS: [Point; 19] = [
    ("the first tab opens, and it is the cover", |book| {
        book.opens == 0 && ["封面", "Cover"].contains(&book.sheets[0].name.as_str())
    }),
    ("contents, notes and shorthand have sheets of their own", |book| {
        let names: BTreeSet<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        ["目录", "Contents"].iter().any(|name| names.contains(name))
            && ["符号说明", "Shorthand"].iter().any(|name| names.contains(name))
    }),
    ("each sheet has another name, none of them with blanks", |book| {
        let names: BTreeSet<String> = book.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
        names.len() == book.sheets.len()
            && names.iter().all(|name| !name.is_empty() && !name.contains(' ') && name.chars().count() <= 31)
    }),
    ("no sheet is blank or hidden", |book| book.sheets.iter().all(|sheet| !sheet.rows.is_empty() && !sheet.hidden)),
    ("cell A1 has the title, marked as one", |book| {
        book.sheets
            .iter()
            .all(|sheet| matches!(sheet.cell(0, 0), Cell::Words(words) if !words.is_empty()) && sheet.heading)
    }),
    ("one marked-up table a sheet; the cover has none", |book| {
        book.sheets.iter().enumerate().all(|(at, sheet)| sheet.tables.len() == usize::from(at > 0))
    }),
    ("each table has a name of its own that says what it is", |book| {
        let names: Vec<&str> = tables(book).map(|(_, table)| table.name.as_str()).collect();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        distinct.len() == names.len() && names.iter().all(|name| name.len() > 4 && !name.starts_with("Table"))
    }),
    ("one row of heads, no two the same, as marked", |book| {
        tables(book).all(|(sheet, table)| {
            let shown: Vec<String> = (0..table.heads.len()).map(|column| sheet.words(table.first, column)).collect();
            let distinct: BTreeSet<String> = shown.iter().map(|head| head.to_lowercase()).collect();
            table.marked_heads == 1
                && distinct.len() == shown.len()
                && shown == table.heads
                && !shown.iter().any(String::is_empty)
        })
    }),
    ("tables stand in column A, and nothing stands after them", |book| {
        tables(book).all(|(sheet, table)| {
            sheet.rows.len() == table.last + 1 && sheet.rows.iter().all(|row| row.len() <= table.heads.len().max(1))
        })
    }),
    ("no merged cells", |book| book.sheets.iter().all(|sheet| sheet.merged == 0)),
    ("no empty cells in tables, but those of Chinese value columns whose row says why", |book| {
        tables(book).all(|(sheet, table)| {
            (table.first..=table.last).all(|row| {
                (0..table.heads.len()).all(|column| {
                    let notes = sheet.words(row, table.heads.len() - 1);
                    sheet.cell(row, column) != Cell::Empty
                        || book.language == "zh"
                            && row > table.first
                            && is_value(sheet, table, column)
                            && !["", "无"].contains(&notes.as_str())
                })
            })
        })
    }),
    ("no empty rows before a table", |book| {
        book.sheets.iter().all(|sheet| (0..sheet.rows.len()).all(|row| sheet.cell(row, 0) != Cell::Empty))
    }),
    ("no frozen panes, no filters, no page heads", |book| {
        book.sheets.iter().all(|sheet| !sheet.frozen && !sheet.filtered && !sheet.margins)
    }),
    ("value columns hold numbers, or shorthand for a number that there is none of", |book| {
        tables(book).all(|(sheet, table)| {
            (0..table.heads.len()).filter(|column| is_value(sheet, table, *column)).all(|column| {
                (table.first + 1..=table.last).all(|row| match sheet.cell(row, column) {
                    Cell::Words(words) => book.language == "en" && ["[x]", "[z]", "[c]"].contains(&words.as_str()),
                    Cell::Number { .. } | Cell::Empty => true,
                })
            })
        })
    }),
    ("numbers show the decimals that are stated", |book| {
        cells(book).all(|cell| match cell {
            Cell::Number { written, decimals } => {
                let stated = written.split_once('.').map_or(0, |(_, digits)| digits.len());
                // A zero at the end is not kept in the number but in its format.
                stated <= *decimals
            }
            _ => true,
        })
    }),
    ("units stand in the heads or in a column", |book| {
        tables(book).filter(|(_, table)| table.name.starts_with("table_")).all(|(sheet, table)| {
            let heads = &table.heads;
            heads.iter().any(|head| ["单位", "Unit"].contains(&head.as_str()))
                || (0..heads.len())
                    .filter(|column| is_value(sheet, table, *column))
                    .all(|column| heads[column].contains(['（', '(']))
        })
    }),
    ("all shorthand that is used is explained, and notes are", |book| {
        let explained: BTreeSet<String> = book
            .sheets
            .iter()
            .filter(|sheet| !sheet.name.starts_with("Table_") && !sheet.name.starts_with('表'))
            .flat_map(|sheet| (0..sheet.rows.len()).map(|row| sheet.words(row, 0)))
            .collect();
        let used = tables(book)
            .filter(|(_, table)| table.name.starts_with("table_"))
            .flat_map(|(sheet, _)| sheet.rows.iter().flatten());
        used.filter_map(|cell| match cell {
            Cell::Words(words) => Some(words),
            _ => None,
        })
        .all(|words| {
            words
                .split('[')
                .skip(1)
                .filter_map(|rest| rest.split_once(']'))
                .all(|(sign, _)| explained.contains(&format!("[{sign}]")))
        })
    }),
    ("the properties tell title and language, and no person", |book| {
        !book.title.is_empty() && ["zh", "en"].contains(&book.language.as_str()) && book.persons.is_empty()
    }),
    ("no pictures, programs or drawings", |book| book.extras.is_empty()),
];

fn tables(book: &Book) -> impl Iterator<Item = (&Sheet, &Table)> {
    book.sheets.iter().flat_map(|sheet| sheet.tables.iter().map(move |table| (sheet, table)))
}

fn cells(book: &Book) -> impl Iterator<Item = &Cell> {
    book.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten())
}

/// A column is one of values if one of its cells is a number, or all are shorthand for one.
fn is_value(sheet: &Sheet, table: &Table, column: usize) -> bool {
    let rows = table.first + 1..=table.last;
    rows.clone().any(|row| matches!(sheet.cell(row, column), Cell::Number { .. }))
        || rows.clone().all(|row| sheet.cell(row, column) == Cell::Empty)
        || ["数值", "Value"].contains(&table.heads[column].as_str())
}

/// The points that a workbook fails.
fn failed(book: &Book) -> Vec<&'static str> {
    POINTS.iter().filter(|(_, holds)| !holds(book)).map(|(point, _)| *point).collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), String::from_utf8_lossy(&text).into_owned());
    }
    parts
}

fn local<'a, 'i>(node: roxmltree::Node<'a, 'i>, name: &str) -> Vec<roxmltree::Node<'a, 'i>> {
    node.descendants().filter(|node| node.tag_name().name() == name).collect()
}

fn attribute<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> &'a str {
    node.attributes().find(|attribute| attribute.name() == name).map_or("", |attribute| attribute.value())
}

fn spoken(document: &roxmltree::Document<'_>, name: &str) -> String {
    let found = document.descendants().find(|node| node.tag_name().name() == name);
    found.and_then(|node| node.text()).unwrap_or_default().to_owned()
}

fn extras(parts: &BTreeMap<String, String>) -> Vec<String> {
    let bad = ["media", "drawing", "vba", "Pictures", "Basic", "theme/theme2"];
    parts.keys().filter(|path| bad.iter().any(|bad| path.contains(bad))).cloned().collect()
}

fn place(name: &str) -> (usize, usize) {
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1) - 1;
    (name[letters.len()..].parse::<usize>().unwrap() - 1, column)
}

fn read_xlsx(bytes: &[u8]) -> Book {
    let parts = parts(bytes);
    let core = roxmltree::Document::parse(&parts["docProps/core.xml"]).unwrap();
    let shown = tallybook::office::workbook::Workbook::open(bytes).unwrap();
    let main = roxmltree::Document::parse(&parts["xl/workbook.xml"]).unwrap();
    let view = local(main.root(), "workbookView");
    let mut book = Book {
        title: spoken(&core, "title"),
        language: spoken(&core, "language"),
        persons: ["creator", "lastModifiedBy"]
            .map(|name| spoken(&core, name))
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        opens: view.first().map_or(0, |view| attribute(*view, "activeTab").parse().unwrap_or(0)),
        extras: extras(&parts),
        sheets: Vec::new(),
    };
    let styles = roxmltree::Document::parse(&parts["xl/styles.xml"]).unwrap();
    let fonts = local(styles.root(), "font");
    let bold: Vec<bool> = fonts.iter().map(|font| !local(*font, "b").is_empty()).collect();
    let formats = local(styles.root(), "cellXfs")[0].children().filter(|node| node.is_element());
    let bold: Vec<bool> = formats.map(|format| bold[attribute(format, "fontId").parse::<usize>().unwrap()]).collect();
    for (number, sheet) in (1..).zip(&shown.sheets) {
        let text = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        let part = roxmltree::Document::parse(text).unwrap();
        let mut read = Sheet {
            name: sheet.name.clone(),
            merged: sheet.merged.len(),
            frozen: !local(part.root(), "pane").is_empty(),
            filtered: !local(part.root(), "autoFilter").is_empty(),
            hidden: sheet.is_hidden || !sheet.hidden_rows.is_empty() || !sheet.hidden_columns.is_empty(),
            margins: !local(part.root(), "headerFooter").is_empty(),
            ..Sheet::default()
        };
        for cell in local(part.root(), "c") {
            let (row, column) = place(attribute(cell, "r"));
            if (row, column) == (0, 0) {
                read.heading = bold[attribute(cell, "s").parse::<usize>().unwrap_or(0)];
            }
            let at = tallybook::office::workbook::Place { row: row as u32, column: column as u32 };
            let Some(known) = sheet.cells.get(&at) else { continue };
            read.rows.resize(read.rows.len().max(row + 1), Vec::new());
            let cells = &mut read.rows[row];
            cells.resize(cells.len().max(column + 1), Cell::Empty);
            cells[column] = match &known.shown {
                tallybook::office::workbook::Shown::Number(figure) => Cell::Number {
                    written: local(cell, "v")[0].text().unwrap().to_owned(),
                    decimals: figure.number.scale() as usize,
                },
                other => Cell::Words(other.text()),
            };
        }
        let relations = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
        for relation in parts.get(&relations).iter().flat_map(|text| text.split("Target=\"").skip(1)) {
            let target = relation.split('"').next().unwrap();
            if !target.contains("tables/") {
                continue;
            }
            let text = &parts[&format!("xl/{}", target.trim_start_matches("../"))];
            let table = roxmltree::Document::parse(text).unwrap();
            read.filtered |= !local(table.root(), "autoFilter").is_empty();
            let table = table.root_element();
            let (first, last) = attribute(table, "ref").split_once(':').unwrap();
            let heads = local(table, "tableColumn");
            read.tables.push(Table {
                name: attribute(table, "name").to_owned(),
                first: place(first).0,
                last: place(last).0,
                heads: heads.into_iter().map(|head| attribute(head, "name").to_owned()).collect(),
                marked_heads: usize::from(attribute(table, "headerRowCount") != "0"),
            });
        }
        book.sheets.push(read);
    }
    book
}

fn read_ods(bytes: &[u8]) -> Book {
    let parts = parts(bytes);
    let meta = roxmltree::Document::parse(&parts["meta.xml"]).unwrap();
    let content = roxmltree::Document::parse(&parts["content.xml"]).unwrap();
    let mut book = Book {
        title: spoken(&meta, "title"),
        language: spoken(&meta, "language"),
        persons: ["creator", "initial-creator"]
            .map(|name| spoken(&meta, name))
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        opens: 0,
        extras: extras(&parts),
        sheets: Vec::new(),
    };
    let places = |style: &str| -> usize {
        let style = local(content.root(), "style").into_iter().find(|node| attribute(*node, "name") == style).unwrap();
        let data = attribute(style, "data-style-name");
        let data = local(content.root(), "number-style").into_iter().find(|node| attribute(*node, "name") == data);
        data.map_or(0, |data| attribute(local(data, "number")[0], "decimal-places").parse().unwrap())
    };
    for sheet in local(content.root(), "table") {
        let mut read = Sheet { name: attribute(sheet, "name").to_owned(), ..Sheet::default() };
        read.merged =
            sheet.descendants().filter(|node| node.attributes().any(|one| one.name().contains("-spanned"))).count();
        read.hidden = sheet.descendants().any(|node| attribute(node, "visibility") == "collapse");
        read.frozen = parts.contains_key("settings.xml");
        let mut heads = BTreeSet::new();
        for (at, row) in local(sheet, "table-row").into_iter().enumerate() {
            if row.parent().unwrap().tag_name().name() == "table-header-rows" {
                heads.insert(at);
            }
            let cell = |cell: roxmltree::Node<'_, '_>| match attribute(cell, "value-type") {
                "float" => Cell::Number {
                    written: attribute(cell, "value").to_owned(),
                    decimals: places(attribute(cell, "style-name")),
                },
                "string" => {
                    Cell::Words(cell.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect())
                }
                _ => Cell::Empty,
            };
            let cells = local(row, "table-cell");
            if at == 0 {
                read.heading = attribute(cells[0], "style-name").starts_with("Heading");
            }
            read.rows.push(cells.into_iter().map(cell).collect());
        }
        for range in local(content.root(), "database-range") {
            let address = attribute(range, "target-range-address");
            let (first, last) = address.split_once(':').unwrap();
            let (tab, first) = first.rsplit_once('.').unwrap();
            if tab.trim_matches('\'') != read.name {
                continue;
            }
            read.filtered |= attribute(range, "display-filter-buttons") != "false";
            let (first, last) = (place(first).0, place(last.rsplit_once('.').unwrap().1));
            let marked = usize::from(attribute(range, "contains-header") == "true" && heads == BTreeSet::from([first]));
            read.tables.push(Table {
                name: attribute(range, "name").to_owned(),
                first,
                last: last.0,
                heads: (0..=last.1).map(|column| read.words(first, column)).collect(),
                marked_heads: marked,
            });
        }
        book.sheets.push(read);
    }
    book
}

fn released(book: &Memory, language: Language, format: Workbook) -> (Vec<u8>, Book) {
    let bytes = release_tables(&sound(book), language, Audience::Public, format).unwrap();
    let read = match format {
        Workbook::Xlsx => read_xlsx(&bytes),
        Workbook::Ods => read_ods(&bytes),
    };
    (bytes, read)
}

#[test]
fn the_tables_of_all_books_keep_to_the_guidance_in_both_formats() {
    for (name, memory) in
        [("real", real()), ("whole", book("whole")), ("minimal", book("minimal")), ("pictures", book("pictures"))]
    {
        for language in [Language::Zh, Language::En] {
            for (ending, format) in Workbook::ALL {
                let (_, read) = released(&memory, language, format);
                assert_eq!(failed(&read), Vec::<&str>::new(), "{name} {language} {ending}");
            }
        }
    }
}

#[test]
fn each_point_of_the_checklist_can_fail() {
    let (_, sound) = released(&book("whole"), Language::En, Workbook::Xlsx);
    let table = sound.sheets.iter().position(|sheet| sheet.name == "Table_1").unwrap();
    let values = (0..sound.sheets[table].tables[0].heads.len())
        .find(|column| is_value(&sound.sheets[table], &sound.sheets[table].tables[0], *column))
        .unwrap();
    let first = sound.sheets[table].tables[0].first;
    type Break = Box<dyn Fn(&mut Book)>;
    let breaks: Vec<Break> = vec![
        Box::new(|book| book.opens = 1),
        Box::new(|book| book.sheets.retain(|sheet| sheet.name != "Shorthand")),
        Box::new(move |book| book.sheets[table].name = "Contents".to_owned()),
        Box::new(move |book| book.sheets[table].hidden = true),
        Box::new(move |book| book.sheets[table].heading = false),
        Box::new(move |book| book.sheets[table].tables.clear()),
        Box::new(move |book| book.sheets[table].tables[0].name = "contents".to_owned()),
        Box::new(move |book| book.sheets[table].tables[0].heads[0] = "another".to_owned()),
        Box::new(move |book| book.sheets[table].rows.push(vec![Cell::Words("a line below".to_owned())])),
        Box::new(move |book| book.sheets[table].merged = 1),
        Box::new(move |book| book.sheets[table].rows[first + 1][0] = Cell::Empty),
        Box::new(move |book| book.sheets[table].rows[1][0] = Cell::Empty),
        Box::new(move |book| book.sheets[table].frozen = true),
        Box::new(move |book| book.sheets[table].rows[first + 1][values] = Cell::Words("12 (p)".to_owned())),
        Box::new(move |book| {
            book.sheets[table].rows[first + 1][values] = Cell::Number { written: "1.25".to_owned(), decimals: 1 }
        }),
        Box::new(|book| {
            let heads = |head: &mut String| *head = head.replace("Unit", "Measure").replace(['(', '（'], "");
            for sheet in &mut book.sheets {
                for table in &mut sheet.tables {
                    table.heads.iter_mut().for_each(heads);
                }
            }
        }),
        Box::new(move |book| book.sheets[table].rows[first + 1][0] = Cell::Words("[e]".to_owned())),
        Box::new(|book| book.persons.push("Somebody".to_owned())),
        Box::new(|book| book.extras.push("xl/media/image1.png".to_owned())),
    ];
    assert_eq!(breaks.len(), POINTS.len());
    for (broken, (point, _)) in breaks.iter().zip(&POINTS) {
        let mut book = sound.clone();
        broken(&mut book);
        assert!(failed(&book).contains(point), "nothing fails: {point}");
    }
}

#[test]
fn both_formats_say_the_same_and_the_same_bytes_come_again() {
    let memory = book("whole");
    let [xlsx, ods] = [Workbook::Xlsx, Workbook::Ods].map(|format| released(&memory, Language::Zh, format));
    assert_eq!(xlsx.0, released(&memory, Language::Zh, Workbook::Xlsx).0);
    assert_eq!(ods.0, released(&memory, Language::Zh, Workbook::Ods).0);
    let shown = |book: &Book| -> Vec<(String, Vec<Vec<String>>)> {
        let text = |cell: &Cell| match cell {
            Cell::Words(words) => words.clone(),
            Cell::Number { written, .. } => {
                let number: rust_decimal::Decimal = written.parse().unwrap();
                number.normalize().to_string()
            }
            Cell::Empty => String::new(),
        };
        book.sheets
            .iter()
            .map(|sheet| (sheet.name.clone(), sheet.rows.iter().map(|row| row.iter().map(text).collect()).collect()))
            .collect()
    };
    assert_eq!(shown(&xlsx.1), shown(&ods.1));
}

#[test]
fn numbers_are_in_the_unit_that_stands_beside_them() {
    // English has no 万: 13.80 in ten thousand mu are 138000 mu.
    let fact = "- {id: sown, name: {zh: \"播种面积\", en: \"Sown area\"}, value: 13.80, unit: 1e4 mu, date: 2020, source: draft}\n";
    let memory = extended(&book("whole"), "data/facts/people.yaml", fact);
    for (language, number, unit) in [(Language::Zh, "13.80", "万亩"), (Language::En, "138000", "mu")] {
        for (ending, format) in Workbook::ALL {
            let (_, read) = released(&memory, language, format);
            let row = read
                .sheets
                .iter()
                .flat_map(|sheet| &sheet.rows)
                .find(|row| row.contains(&Cell::Words("sown".to_owned())))
                .unwrap();
            let value = row.iter().position(|cell| matches!(cell, Cell::Number { .. })).unwrap();
            let Cell::Number { written, decimals } = &row[value] else { panic!("no number") };
            let [told, stated] =
                [written.as_str(), number].map(|number| number.parse::<rust_decimal::Decimal>().unwrap());
            assert_eq!(
                (told, *decimals),
                (stated, number.split_once('.').map_or(0, |(_, digits)| digits.len())),
                "{language} {ending}"
            );
            assert_eq!(row[value + 1], Cell::Words(unit.to_owned()), "{language} {ending}");
        }
    }
}

#[test]
fn withheld_numbers_are_in_no_public_table() {
    let fact = "- {id: quarry.reserve, name: {zh: \"储量\", en: \"Reserve\"}, value: 8765.43, unit: t, source: draft, audience: internal}\n";
    let memory = extended(&book("whole"), "data/facts/people.yaml", fact);
    let outcome = sound(&memory);
    for (ending, format) in Workbook::ALL {
        let public = release_tables(&outcome, Language::En, Audience::Public, format).unwrap();
        let internal = release_tables(&outcome, Language::En, Audience::Internal, format).unwrap();
        let text = |bytes: &[u8]| parts(bytes).into_values().collect::<String>();
        assert!(text(&public).contains("[c] withheld") && !text(&public).contains("8765.43"), "{ending}");
        assert!(!text(&internal).contains("[c] withheld") && text(&internal).contains("8765.43"), "{ending}");
    }
}

#[test]
fn the_command_writes_a_workbook_and_refuses_a_language_that_the_book_is_not_in() {
    let folder = on_disk(&book("minimal"));
    let run = |words: &[&str]| tool().current_dir(folder.path()).args(words).output().unwrap();
    let done = run(&["export", "tables", "--lang", "en"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(folder.path().join("tables.en.xlsx").exists());
    let done = run(&["export", "tables", "--format", "ods", "--language", "en", "--out", "out.ods"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(read_ods(&std::fs::read(folder.path().join("out.ods")).unwrap()).language, "en");
    assert_eq!(run(&["export", "tables", "--format", "pdf"]).status.code(), Some(2));
}
