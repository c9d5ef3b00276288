//! Spreadsheets made by hand, in the shapes of several programs.

use super::format::shown;
use super::{Area, Place, Shown, Workbook};
use crate::office::Archive;

fn file(properties: &str, styles: &str, sheet: &str) -> Vec<u8> {
    let mut archive = Archive::default();
    let relations = |inner: &str| format!("<Relationships>{inner}</Relationships>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
    };
    archive.add("[Content_Types].xml", b"<Types/>");
    archive.add("_rels/.rels", relations(&relation("a", "officeDocument", "xl/workbook.xml")).as_bytes());
    let own = relation("s", "worksheet", "sheet1.xml")
        + &relation("t", "sharedStrings", "strings.xml")
        + &relation("y", "styles", "styles.xml");
    archive.add("xl/_rels/workbook.xml.rels", relations(&own).as_bytes());
    let book = format!(
        "<workbook xmlns:r=\"urn:r\">{properties}<sheets><sheet name=\"用水\" sheetId=\"7\" state=\"hidden\" r:id=\"s\"/></sheets></workbook>"
    );
    archive.add("xl/workbook.xml", book.as_bytes());
    archive
        .add("xl/strings.xml", "<sst><si><t>名称</t></si><si><r><t>万</t></r><r><t>吨</t></r></si></sst>".as_bytes());
    archive.add("xl/styles.xml", styles.as_bytes());
    archive.add("xl/sheet1.xml", sheet.as_bytes());
    archive.finish()
}

const STYLES: &str = r##"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.00_ "/></numFmts>
    <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/><xf numFmtId="10"/></cellXfs></styleSheet>"##;

fn at(book: &Workbook, name: &str) -> String {
    let place: Place = name.parse().unwrap();
    book.sheets[0].at(place).map(|cell| cell.shown.text()).unwrap_or_default()
}

#[test]
fn cells_show_what_people_see() {
    let sheet = r#"<worksheet><cols><col min="4" max="5" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c t="b"><v>1</v></c></row>
        <row><c t="inlineStr"><is><t>东镇</t></is></c><c s="1"><v>12.3</v></c><c><f>1+1</f><v>12.100000000000001</v></c></row>
        <row r="4" hidden="1"><c r="B4" s="2"><v>45658</v></c><c r="C4" s="3"><v>0.43549999999999994</v></c>
          <c r="D4" t="e"><v>#DIV/0!</v></c><c r="E4" s="1"/><c r="F4"><f>A1</f></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B2:B3"/></mergeCells></worksheet>"#;
    let book = Workbook::open(&file("", STYLES, sheet)).unwrap();
    let own = &book.sheets[0];
    for (name, text) in [
        ("A1", "名称"),
        ("B1", "名称"),
        ("C1", "万吨"),
        ("D1", "TRUE"),
        ("A2", "东镇"),
        ("B2", "12.30"),
        ("B3", "12.30"),
        ("C2", "12.1"),
        ("B4", "2025-01-01"),
        ("C4", "43.55%"),
        ("D4", "#DIV/0!"),
        ("E4", ""),
    ] {
        assert_eq!(at(&book, name), text, "{name}");
    }
    let place = |name: &str| name.parse::<Place>().unwrap();
    assert_eq!(own.cells[&place("C2")].formula.as_deref(), Some("1+1"));
    assert_eq!(&*own.cells[&place("B2")].format, "0.00_ ");
    assert!(own.is_hidden && own.hides(place("B4")) && own.hides(place("E1")) && !own.hides(place("C2")));
    assert_eq!(own.cells[&place("F4")].shown, Shown::Pending);
    assert_eq!(own.name_of(place("B4")), "用水!B4");
    assert_eq!(own.rows().into_iter().collect::<Vec<_>>(), [0, 1, 3]);
    let later = Workbook::open(&file("<workbookPr date1904=\"1\"/>", STYLES, sheet)).unwrap();
    assert_eq!(at(&later, "B4"), "2029-01-02");
}

#[test]
fn what_is_no_spreadsheet_says_what_it_is() {
    let id = |bytes: &[u8]| Workbook::open(bytes).unwrap_err().message.id;
    assert_eq!(id(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "sheet.old");
    assert_eq!(id("键,新值".as_bytes()), "sheet.foreign");
    let mut archive = Archive::default();
    archive.add("content.xml", b"");
    archive.add("META-INF/manifest.xml", b"");
    assert_eq!(id(&archive.finish()), "sheet.odf");
    let far = "<worksheet><sheetData><row r=\"2000000\"/></sheetData></worksheet>";
    assert_eq!(id(&file("", STYLES, far)), "office.too-much");
    let areas = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(3);
    let merged = format!("<worksheet><sheetData/><mergeCells>{areas}</mergeCells></worksheet>");
    assert_eq!(id(&file("", STYLES, &merged)), "office.too-much");
}

#[test]
fn formats_show_digits_percent_and_words() {
    for (stored, code, text) in [
        ("12.3", "General", "12.3"),
        ("12.3", "G/通用格式", "12.3"),
        ("12.3", "0.00", "12.30"),
        ("12.345", "0.00", "12.35"),
        ("-12.345", "0.00", "-12.35"),
        ("12.345", "0.00####", "12.345"),
        ("12.3", "0.00####", "12.30"),
        ("1234567.5", "#,##0.0", "1234567.5"),
        ("1234", "0", "1234"),
        ("0.4355", "0.00%", "43.55%"),
        ("0.12", "0%", "12%"),
        ("-5.1", "0.0;[Red]-0.0", "-5.1"),
        ("-5.1", "0.00;(0.00)", "-5.10"),
        ("0", "0.00;-0.00;\"-\"", "0.00"),
        ("3", "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "3.00"),
        ("77.51", "0.00\"亿元\"", "77.51亿元"),
        ("77.5", "[$¥-804]#,##0.00", "¥77.50"),
        ("12", "General\"人\"", "12人"),
        ("1.2E-2", "0.000", "0.012"),
        ("1.5E+5", "General", "150000"),
        ("12000", "[>=10000]0.0,;0", "12000"),
        ("12", "[>=10000]0.0,;0.0", "12.0"),
        ("0.30000000000000004", "General", "0.3"),
        ("45658", "yyyy\"年\"m\"月\"d\"日\"", "2025-01-01"),
        ("45658", "yyyy\\-mm", "2025-01"),
        ("45658", "yyyy", "2025"),
        ("45658", "[$-804]yyyy/m/d;@", "2025-01-01"),
        ("45658.5", "yyyy-mm-dd hh:mm", "2025-01-01"),
        ("1", "m/d", "1900-01-01"),
        ("61", "d", "1900-03-01"),
        ("abc", "0.00", "abc"),
    ] {
        assert_eq!(shown(stored, code, false).text(), text, "{stored} {code}");
    }
    for (code, is_disguised) in
        [("0!.0,\"万\"", true), ("0.00,", true), ("#,##0", false), ("# ?/?", true), ("h:mm", true), ("0.0", false)]
    {
        let Shown::Number(figure) = shown("12345", code, false) else { panic!("{code}") };
        assert_eq!((figure.disguised, is_disguised && figure.number != figure.held), (is_disguised, false), "{code}");
    }
}

#[test]
fn names_of_places_are_rows_and_columns() {
    for (name, row, column) in [("A1", 0, 0), ("$AB$12", 11, 27), ("XFD1048576", 1_048_575, 16_383)] {
        let place = Place { row, column };
        assert_eq!((name.parse(), place.to_string()), (Ok(place), name.replace('$', "")));
    }
    for name in ["1A", "A0", "A", "12", "", "ABCD1", "A+1", "A1:B2"] {
        assert!(name.parse::<Place>().is_err(), "{name}");
    }
    let area: Area = "B2:C3".parse().unwrap();
    assert!(area.holds("C2".parse().unwrap()) && !area.holds("A2".parse().unwrap()));
}
