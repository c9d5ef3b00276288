//! The fill-in workbook and its way back: what is exported, and what broken workbooks bring: the right values, or a refusal
//! that names the cell; nothing is half written.

#![allow(clippy::unwrap_used, clippy::too_many_lines, reason = "a table of broken workbooks, each a line or a few")]

mod common;

use common::{book, real};
use tallybook::load::Memory;
use tallybook::model::document::Audience;
use tallybook::model::{Day, Language};
use tallybook::office::Archive;
use tallybook::office::workbook::{Shown, Workbook};
use tallybook::{FillIn, ImportRequest, ImportedBook, check_book, fill_in_workbook, import_book};

/// What a file must bring.
enum Want {
    /// These values, and no refusal.
    Takes(&'static [(&'static str, &'static str)]),
    /// A refusal of this cell for this reason, and no value.
    Refuses(&'static str, &'static str),
    /// The file as a whole is none.
    Fails(&'static str),
}
use Want::{Fails, Refuses, Takes};

/// Styles of the workbooks below, by number.
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0!.0,&quot;万&quot;"/>
    <numFmt numFmtId="177" formatCode="0.00&quot;公顷&quot;"/><numFmt numFmtId="178" formatCode="0.00_ "/></numFmts><cellXfs>
    <xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/>
    <xf numFmtId="4"/><xf numFmtId="178"/></cellXfs></styleSheet>"#;

fn text(words: &str) -> String {
    format!("t=\"inlineStr\"><is><t>{words}</t></is>")
}

fn number(stored: &str) -> String {
    format!("><v>{stored}</v>")
}

fn styled(style: u32, stored: &str) -> String {
    format!("s=\"{style}\"><v>{stored}</v>")
}

/// A workbook of one sheet: rows of cells, each what stands in its element; an empty one is left out.
struct Made {
    rows: Vec<Vec<String>>,
    /// What stands in the sheet beside its rows.
    more: String,
    /// The attributes of the workbook.
    properties: &'static str,
    /// Rows that are hidden.
    hidden: Vec<usize>,
    /// More parts of the archive.
    parts: Vec<(&'static str, Vec<u8>)>,
}

impl Made {
    /// The heads, and two numbers as they stand in the book.
    fn new() -> Self {
        let heads = ["键", "名称", "原值", "新值", "状态", "时点", "来源", "说明"];
        let row = |key: &str, old: &str| vec![text(key), text("面积"), styled(1, old)];
        let rows = vec![heads.map(text).to_vec(), row("county.area", "1200"), row("land.area@grass", "360.35")];
        Self { rows, more: String::new(), properties: "", hidden: Vec::new(), parts: Vec::new() }
    }

    /// With a cell, by row from 1 and column from 0.
    fn with(mut self, row: usize, column: usize, cell: String) -> Self {
        let row = &mut self.rows[row - 1];
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = cell;
        self
    }

    /// With the new value of the first number.
    fn new_value(cell: String) -> Self {
        Self::new().with(2, 3, cell)
    }

    fn bytes(&self) -> Vec<u8> {
        let mut archive = Archive::default();
        let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
        };
        archive.add("[Content_Types].xml", b"<Types/>");
        archive.add("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml")).as_bytes());
        let own = relation("s", "worksheet", "sheet1.xml") + &relation("y", "styles", "styles.xml");
        archive.add("xl/_rels/workbook.xml.rels", relations(&own).as_bytes());
        let sheets = "<sheets><sheet name=\"land\" sheetId=\"1\" r:id=\"s\"/></sheets>";
        let book = format!("<workbook xmlns:r=\"urn:r\">{}{sheets}</workbook>", self.properties);
        archive.add("xl/workbook.xml", book.as_bytes());
        archive.add("xl/styles.xml", STYLES.as_bytes());
        let mut sheet = String::from("<worksheet><sheetData>");
        for (at, row) in self.rows.iter().enumerate() {
            let hidden = if self.hidden.contains(&(at + 1)) { " hidden=\"1\"" } else { "" };
            sheet += &format!("<row r=\"{}\"{hidden}>", at + 1);
            for (letter, cell) in ('A'..='Z').zip(row).filter(|(_, cell)| !cell.is_empty()) {
                sheet += &format!("<c r=\"{letter}{}\" {cell}</c>", at + 1);
            }
            sheet += "</row>";
        }
        sheet += &format!("</sheetData>{}</worksheet>", self.more);
        archive.add("xl/sheet1.xml", sheet.as_bytes());
        self.parts.iter().for_each(|(path, bytes)| archive.add(path, bytes));
        archive.finish()
    }
}

fn import(files: &Memory, name: &str, bytes: &[u8]) -> Result<ImportedBook, &'static str> {
    let imported =
        import_book(files, (name, bytes), &ImportRequest::default(), Day::of(2026, Some(12), Some(1)).unwrap());
    imported.map(|imported| imported.unwrap()).map_err(|failure| failure.message.id)
}

fn judge(name: &str, file: &str, bytes: &[u8], want: &Want) {
    let found = import(&book("whole"), file, bytes);
    match (want, &found) {
        (Fails(id), Err(found)) => assert_eq!(found, id, "{name}"),
        (Refuses(cell, id), Ok(found)) => {
            let refused: Vec<_> = found.import.refused.iter().map(|said| (said.cell.as_str(), said.what.id)).collect();
            assert_eq!(refused, [(*cell, *id)], "{name}");
            assert!(found.files.is_empty() && found.foreseen.is_none(), "{name}: nothing is written");
        }
        (Takes(values), Ok(found)) => {
            assert!(found.import.refused.is_empty(), "{name}: {:?}", found.import.refused);
            let taken: Vec<_> = found.values.iter().map(|(key, to)| (key.as_str(), to.as_str())).collect();
            assert_eq!(taken, *values, "{name}");
            assert_eq!(found.files.is_empty(), values.is_empty(), "{name}");
        }
        (_, Ok(found)) => panic!("{name}: {:?} {:?}", found.values, found.import.refused),
        (_, Err(id)) => panic!("{name}: {id}"),
    }
}

#[test]
fn broken_workbooks_are_right_or_refused_with_the_cell() {
    const AREA: &[(&str, &str)] = &[("county.area", "1210.50")];
    let value = |cell: String| Made::new_value(cell).bytes();
    let styled_area = || styled(1, "1210.5");
    let swapped = |made: Made| {
        let Made { mut rows, .. } = made;
        rows.swap(1, 2);
        Made { rows, ..Made::new() }.bytes()
    };
    let column_inserted = || {
        let mut made = Made::new_value(styled_area());
        made.rows.iter_mut().for_each(|row| row.insert(1, text("编号")));
        made.bytes()
    };
    let rows_moved = || {
        let mut made = Made::new_value(styled_area());
        made.rows.insert(0, vec![text("二〇二六年填报表")]);
        made.rows.insert(0, Vec::new());
        made.bytes()
    };
    let with_hidden = || Made { hidden: vec![2], ..Made::new_value(styled_area()) }.bytes();
    let merged = |area: &str, made: Made| {
        Made { more: format!("<mergeCells><mergeCell ref=\"{area}\"/></mergeCells>"), ..made }.bytes()
    };
    let macros = || Made { parts: vec![("xl/vbaProject.bin", vec![1; 64])], ..Made::new_value(styled_area()) }.bytes();
    let bomb = || {
        let mut archive = Archive::default();
        archive.add("[Content_Types].xml", b"<Types/>");
        let relations =
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"w.xml\"/></Relationships>";
        archive.add("_rels/.rels", relations.as_bytes());
        archive.add("w.xml", &vec![b' '; 130 << 20]);
        archive.finish()
    };
    let day = |stored: &str, properties| {
        let made = Made::new_value(styled_area()).with(2, 5, styled(3, stored));
        Made { properties, ..made }.bytes()
    };
    let cut = || Made::new().bytes()[..600].to_vec();
    let entities = || {
        let mut made = Made::new();
        made.more = "<!DOCTYPE x [<!ENTITY a \"b\">]>".to_owned();
        made.bytes()
    };
    let formula = |inner: &str| format!("s=\"1\">{inner}");
    let cases: Vec<(&str, Vec<u8>, Want)> = vec![
        ("nothing filled in", Made::new().bytes(), Takes(&[])),
        ("the same number again", value(styled(1, "1200")), Takes(&[])),
        ("two decimals shown", value(styled_area()), Takes(AREA)),
        ("two decimals shown, in the form of WPS", value(styled(7, "1210.5")), Takes(AREA)),
        ("a fraction of the program", value(styled(1, "1210.5000000000001")), Takes(AREA)),
        ("thousands", value(styled(6, "1210.5")), Takes(AREA)),
        ("a number as text", value(text("1210.50")), Takes(AREA)),
        ("full-width digits", value(text("１２１０．５０")), Takes(AREA)),
        ("thousands as text", value(text("1,210.50")), Takes(AREA)),
        ("with its unit", value(text("1210.50平方千米")), Takes(AREA)),
        ("in another unit", value(text("121050公顷")), Takes(&[("county.area", "1210.5")])),
        ("in another unit by its format", value(styled(5, "121050")), Takes(&[("county.area", "1210.5")])),
        ("in a unit of another kind", value(text("1210.50亿元")), Refuses("land!D2", "impact.other-unit")),
        ("words that are no number", value(text("约一千二")), Refuses("land!D2", "impact.no-number")),
        ("an error", value("t=\"e\"><v>#DIV/0!</v>".to_owned()), Refuses("land!D2", "import.error")),
        ("a truth", value("t=\"b\"><v>1</v>".to_owned()), Refuses("land!D2", "import.truth")),
        ("a date for a number", value(styled(3, "45658")), Refuses("land!D2", "import.day")),
        ("a format that shows another number", value(styled(4, "12105")), Refuses("land!D2", "import.disguised")),
        ("per cent of an area", value(styled(2, "0.5")), Refuses("land!D2", "impact.other-unit")),
        ("a formula with its result", value(formula("<f>1000+210.5</f><v>1210.5</v>")), Takes(AREA)),
        ("a formula without a result", value(formula("<f>1000+210.5</f>")), Refuses("land!D2", "import.pending")),
        ("sorted the other way round", swapped(Made::new_value(styled_area())), Takes(AREA)),
        ("a column inserted", column_inserted(), Takes(AREA)),
        ("rows above the heads", rows_moved(), Takes(AREA)),
        ("a hidden row", with_hidden(), Takes(AREA)),
        ("a merged value", merged("D2:D3", Made::new_value(styled_area())), Refuses("land!D2", "import.merged")),
        ("macros", macros(), Takes(AREA)),
        (
            "a wrong key",
            Made::new_value(styled_area()).with(2, 0, text("county.aera")).bytes(),
            Refuses("land!A2", "import.unknown"),
        ),
        (
            "a key that is another's",
            Made::new_value(styled_area()).with(2, 0, text("land.area@forest")).bytes(),
            Refuses("land!C2", "import.moved"),
        ),
        (
            "no key",
            Made::new_value(styled_area()).with(2, 0, String::new()).bytes(),
            Refuses("land!D2", "import.no-key"),
        ),
        (
            "a key twice",
            Made::new_value(styled_area())
                .with(3, 0, text("county.area"))
                .with(3, 2, styled(1, "1200"))
                .with(3, 3, number("7"))
                .bytes(),
            Refuses("land!D3", "import.twice"),
        ),
        (
            "the book has moved",
            Made::new_value(styled_area()).with(2, 2, styled(1, "1199.9")).bytes(),
            Refuses("land!C2", "import.moved"),
        ),
        ("a state", Made::new().with(2, 4, text("待定")).bytes(), Takes(&[("county.area", "null")])),
        ("a state of nobody", Made::new().with(2, 4, text("不知道")).bytes(), Refuses("land!E2", "import.state")),
        (
            "a state and a value",
            Made::new_value(styled_area()).with(2, 4, text("未列明")).bytes(),
            Refuses("land!E2", "import.state-and-value"),
        ),
        (
            "a source of nobody",
            Made::new_value(styled_area()).with(2, 6, text("surveys")).bytes(),
            Refuses("land!G2", "import.source"),
        ),
        (
            "a date of nobody",
            Made::new_value(styled_area()).with(2, 5, text("去年")).bytes(),
            Refuses("land!F2", "import.date"),
        ),
        ("a head twice", Made::new().with(1, 7, text("New value")).bytes(), Refuses("land!H1", "import.head-twice")),
        ("heads removed", Made::new().with(1, 0, text("甲")).bytes(), Refuses("land!A2", "import.no-heads")),
        ("days since 1904", day("44196", "<workbookPr date1904=\"1\"/>"), Takes(AREA)),
        (
            "a computed number written over",
            Made::new().with(2, 0, text("people.density")).with(2, 3, number("7")).bytes(),
            Refuses("land!D2", "impact.computed"),
        ),
        ("saved as .xls, or with a password", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Fails("sheet.old")),
        ("a zip bomb", bomb(), Fails("office.too-large")),
        ("cut off", cut(), Fails("office.damaged")),
        ("entities of its own", entities(), Fails("office.damaged")),
        ("no workbook", b"%PDF-1.7".to_vec(), Fails("sheet.foreign")),
        ("empty", Vec::new(), Fails("office.empty")),
    ];
    assert!(cases.len() > 30);
    for (name, bytes, want) in &cases {
        judge(name, "a.xlsx", bytes, want);
    }
    let first = Made::new_value(styled_area()).with(2, 5, styled(3, "45658")).bytes();
    for (bytes, date) in [(first, "2025-01-01"), (day("44196", "<workbookPr date1904=\"true\"/>"), "2025-01-01")] {
        let found = import(&book("whole"), "a.xlsx", &bytes).unwrap();
        assert_eq!(found.import.taken[0].date.as_deref(), Some(date));
    }
}

#[test]
fn tables_of_plain_text_are_read_as_excel_and_wps_save_them() {
    let table = "键,新值,说明\ncounty.area,\"1,210.50\",复核\nland.area@grass,360.35,\n";
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend(table.as_bytes());
    let chinese = encoding_rs::GB18030.encode(table).0.into_owned();
    let wide: Vec<u8> = std::iter::once(0xfeff).chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let semicolons = "key;value\r\ncounty.area;1210.50\r\n".as_bytes().to_vec();
    for (name, bytes) in [
        ("plain", table.as_bytes().to_vec()),
        ("marked", marked),
        ("GB 18030", chinese),
        ("UTF-16", wide),
        ("semicolons", semicolons),
    ] {
        judge(name, "a.csv", &bytes, &Takes(&[("county.area", "1210.50")]));
    }
    judge("no text", "a.csv", &[b'k', 0xff, 0xff, b'\n'], &Fails("sheet.no-text"));
    judge("another table", "a.csv", b"a,b\n1,2\n", &Fails("import.no-table"));
    judge("a wrong key", "a.csv", b"key,value\ncounty.aera,5\n", &Refuses("A2", "import.unknown"));
}

fn exported(files: &Memory, whom: Option<&str>, audience: Audience) -> (Vec<u8>, Workbook) {
    let outcome = check_book(files).unwrap();
    let request = FillIn { language: Language::Zh, whom, due: None, audience };
    let bytes = fill_in_workbook(&outcome, &request).map_err(|stop| format!("{stop:?}")).unwrap();
    let read = Workbook::open(&bytes).unwrap();
    (bytes, read)
}

#[test]
fn an_unchanged_workbook_changes_nothing_and_the_same_data_give_the_same_one() {
    for files in [book("whole"), real()] {
        let (bytes, read) = exported(&files, None, Audience::Public);
        assert_eq!(exported(&files, None, Audience::Public).0, bytes);
        let found = import(&files, "a.xlsx", &bytes).unwrap();
        assert!(found.import.refused.is_empty() && found.values.is_empty(), "{:?}", found.import);
        assert!(found.import.rows > 20 && !found.import.is_older && found.import.notes.is_empty());
        let outcome = check_book(&files).unwrap();
        let report = outcome.report.unwrap();
        let public = report.observations.values().filter(|one| !one.internal).count();
        assert_eq!(found.import.rows, public, "each number has its row");
        let texts: Vec<String> =
            read.sheets.iter().flat_map(|sheet| sheet.cells.values()).map(|cell| cell.shown.text()).collect();
        let keys = |one: &&tallybook::model::Observation| texts.contains(&one.key.to_string());
        assert_eq!(report.observations.values().filter(|one| one.internal).filter(keys).count(), 0);
    }
}

#[test]
fn computed_numbers_are_formulas_that_hold_the_books_results() {
    let (_, read) = exported(&real(), None, Audience::Public);
    let outcome = check_book(&real()).unwrap();
    let report = outcome.report.unwrap();
    let (mut formulas, mut numbers) = (0, 0);
    for sheet in &read.sheets {
        for row in sheet.rows() {
            let at = |column| sheet.at(tallybook::office::workbook::Place { row, column });
            let key = at(0).map(|cell| cell.shown.text()).unwrap_or_default();
            let Some(one) = report.observed(&key) else { continue };
            match (at(12).map(|cell| &cell.shown), one.number()) {
                (Some(Shown::Number(figure)), Some(number)) => {
                    assert_eq!(figure.held, number.normalize(), "{key}");
                    numbers += 1;
                }
                (None, None) => {}
                (shown, number) => panic!("{key}: {shown:?} {number:?}"),
            }
            formulas += usize::from(at(6).is_some_and(|cell| cell.formula.is_some()));
        }
    }
    assert!(numbers > 200, "{numbers}");
    assert!(formulas > 3, "{formulas}");
}

/// The book with an office that fills in one of its facts.
fn with_office(office: &str) -> Memory {
    let mut files = book("whole");
    let mut put = |path: &str, change: &dyn Fn(String) -> String| {
        let text = String::from_utf8(files.files[path].clone()).unwrap();
        files.files.insert(path.to_owned(), change(text).into_bytes());
    };
    put("data/dimensions.yaml", &|text| {
        let name = "{zh: \"统计局\", en: \"Statistics Bureau\"}";
        format!(
            "{text}- id: office\n  name: {{zh: \"单位\", en: \"Office\"}}\n  members:\n  - {{id: statistics, name: {name}}}\n"
        )
    });
    put("data/facts/land.yaml", &|text| {
        text.replace("- id: land.steep\n", &format!("- id: land.steep\n  filled_by: {office}\n  due: 2026-12-31\n"))
    });
    files
}

#[test]
fn an_office_gets_its_own_numbers_and_its_day() {
    let files = with_office("statistics");
    for whom in ["statistics", "统计局", "Statistics Bureau"] {
        let (_, read) = exported(&files, Some(whom), Audience::Public);
        let texts: Vec<String> =
            read.sheets.iter().flat_map(|sheet| sheet.cells.values()).map(|cell| cell.shown.text()).collect();
        for (text, stands) in [("land.steep", true), ("统计局", true), ("2026年12月31日", true), ("county.area", false)]
        {
            assert_eq!(texts.iter().any(|own| own == text), stands, "{whom}: {text}");
        }
    }
    let outcome = check_book(&files).unwrap();
    let request = FillIn { language: Language::Zh, whom: Some("statistic"), due: None, audience: Audience::Public };
    assert!(format!("{:?}", fill_in_workbook(&outcome, &request).unwrap_err()).contains("export.no-office"));
    assert!(check_book(&with_office("nobody")).unwrap().faults.errors() > 0);
}

#[test]
fn one_scalar_is_written_and_the_text_follows() {
    let files = book("whole");
    let made = Made::new_value(styled(1, "1210.5")).bytes();
    let found = import(&files, "a.xlsx", &made).unwrap();
    let (mut data, mut pages) = (0, 0);
    let text = |bytes: &Option<Vec<u8>>| String::from_utf8(bytes.clone().unwrap_or_default()).unwrap();
    for file in &found.files {
        let (before, after) = (text(&file.before), text(&file.after));
        match file.path.as_str() {
            "data/facts/land.yaml" => {
                assert_eq!(after, before.replacen("value: 1200.00", "value: 1210.50", 1));
                data += 1;
            }
            "data/revisions/2026-12-01-01.yaml" => {
                assert!(after.contains("kind: import") && after.contains("1210.50"), "{after}");
                data += 1;
            }
            path => {
                assert!(!path.starts_with("data/facts/"), "{path}");
                pages += 1;
            }
        }
    }
    assert!(data == 2 && pages > 0);
}
