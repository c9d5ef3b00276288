//! Files of few parts, sound and unsound, each as it is read.

use super::word::{Block, ChangeKind, Manuscript, OBJECT, Paragraph};
use super::{Archive, Markup, Package, tree};
use crate::diagnostic::limits::{DEEPEST_OFFICE_PART, MOST_OFFICE_ATTRIBUTES};

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/></Relationships>"#;

/// A Word file of these parts beside the least that one needs.
fn file(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", b"<Types/>");
    archive.add("_rels/.rels", RELATIONS.as_bytes());
    parts.iter().for_each(|(path, text)| archive.add(path, text.as_bytes()));
    archive.finish()
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\"><w:body>{body}</w:body></w:document>")
}

fn read(body: &str) -> Manuscript {
    Manuscript::read(&file(&[("word/document.xml", &document(body))])).unwrap()
}

fn paragraphs(manuscript: &Manuscript) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    manuscript.body.iter().for_each(|block| block.for_each_paragraph(&mut |paragraph| found.push(paragraph)));
    found
}

fn said(bytes: &[u8]) -> &'static str {
    Manuscript::read(bytes).map(|_| "sound").unwrap_or_else(|failure| failure.message.id)
}

#[test]
fn text_comes_whole_however_it_is_split() {
    let body = r#"<w:p w:rsidR="00A1"><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:proofErr w:type="spellStart"/>
        <w:r w:rsidR="1"><w:t>草</w:t></w:r><w:smartTag><w:r><w:t xml:space="preserve">地 </w:t></w:r></w:smartTag>
        <w:hyperlink><w:r><w:t>面积</w:t></w:r></w:hyperlink>
        <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 99</w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
        <w:sdt><w:sdtPr><w:tag w:val="land.area"/></w:sdtPr><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent>
        <w:noBreakHyphen/><w:br/><w:tab/><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>[1]</w:t></w:r>
        <w:r><w:drawing/></w:r></w:p>"#;
    let manuscript = read(body);
    let paragraph = paragraphs(&manuscript)[0];
    assert_eq!(paragraph.text(), format!("草地 面积712甲\u{2011}\n\t{OBJECT}{OBJECT}"));
    let tagged: Vec<_> = paragraph.pieces.iter().filter(|piece| piece.tag.is_some()).collect();
    assert_eq!((tagged.len(), tagged[0].text.as_str()), (1, "12"));
    assert_eq!(paragraph.pieces.iter().filter_map(|piece| piece.note.as_deref()).collect::<Vec<_>>(), ["footnote 2"]);
    assert_eq!(manuscript.unread["drawing"], 1);
}

#[test]
fn changes_tell_both_states_and_who_made_them() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del w:author="乙" w:date="2026"/></w:rPr></w:pPr><w:bookmarkStart w:name="_p1"/>
        <w:r><w:t>一</w:t></w:r><w:ins w:author="甲"><w:r><w:t>二</w:t></w:r><w:del w:author="乙"><w:r><w:delText>三</w:delText></w:r></w:del></w:ins>
        <w:moveFrom w:author="甲"><w:r><w:t>四</w:t></w:r></w:moveFrom></w:p>
        <w:p><w:moveTo w:author="甲"><w:r><w:t>四</w:t></w:r></w:moveTo></w:p>"#;
    let manuscript = read(body);
    let all = paragraphs(&manuscript);
    assert_eq!((all[0].text().as_str(), all[0].former().as_str()), ("一二", "一三四"));
    assert_eq!(all[0].end.as_ref().map(|end| (end.kind, end.author.as_str())), Some((ChangeKind::Deleted, "乙")));
    assert_eq!((all[1].text().as_str(), all[1].former().as_str()), ("四", ""));
    assert_eq!(all[0].bookmarks, ["_p1"]);
}

#[test]
fn comments_know_their_words_over_paragraphs() {
    let relations = r#"<Relationships><Relationship Id="c" Type="x/comments" Target="comments.xml"/>
        <Relationship Id="e" Type="x/commentsExtended" Target="ce.xml"/>
        <Relationship Id="h" Type="x/comments" Target="http://example.org/" TargetMode="External"/></Relationships>"#;
    let comments = r#"<w:comments xmlns:w="urn:w"><w:comment w:id="0" w:author="王" w:date="2026-11-30T09:00:00Z">
        <w:p w:paraId="AA"><w:r><w:annotationRef/><w:t>请</w:t></w:r><w:r><w:t>核</w:t></w:r></w:p><w:p><w:r><w:t>实</w:t></w:r></w:p></w:comment>
        <w:comment w:id="1" w:author="李"><w:p w:paraId="BB"><w:r><w:t>已改</w:t></w:r></w:p></w:comment></w:comments>"#;
    let extended = r#"<w:x xmlns:w="urn:w"><w:commentEx w:paraId="AA" w:done="1"/><w:commentEx w:paraId="BB" w:paraIdParent="AA" w:done="0"/></w:x>"#;
    let body = r#"<w:p><w:r><w:t>前</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>甲</w:t></w:r></w:p>
        <w:p><w:r><w:t>乙</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>后</w:t><w:commentReference w:id="1"/></w:r></w:p>"#;
    let parts = [
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", relations.to_owned()),
        ("word/comments.xml", comments.to_owned()),
        ("word/ce.xml", extended.to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let manuscript = Manuscript::read(&file(&parts)).unwrap();
    let on = |id: &str| -> String {
        let pieces = paragraphs(&manuscript).into_iter().flat_map(|paragraph| &paragraph.pieces);
        pieces.filter(|piece| piece.comments.iter().any(|own| own == id)).map(|piece| piece.text.as_str()).collect()
    };
    assert_eq!((on("0").as_str(), on("1").as_str()), ("甲乙", ""));
    let [first, second] = manuscript.comments.as_slice() else { panic!("{:?}", manuscript.comments) };
    assert_eq!((first.text.as_str(), first.author.as_str(), first.done), ("请核\n实", "王", true));
    assert_eq!(second.answers.as_deref(), Some("0"));
}

#[test]
fn styles_lists_and_cells_are_told() {
    let relations = r#"<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/><Relationship Id="n" Type="x/numbering" Target="n.xml"/></Relationships>"#;
    let styles = r#"<w:styles xmlns:w="urn:w"><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="a"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style>
        <w:style w:type="paragraph" w:styleId="b"><w:name w:val="自身"/><w:basedOn w:val="b"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering xmlns:w="urn:w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="b"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr></w:p>
        <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>
        <w:sdt><w:sdtContent><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"#;
    let parts = [
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", relations.to_owned()),
        ("word/styles.xml", styles.to_owned()),
        ("word/n.xml", numbering.to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let manuscript = Manuscript::read(&file(&parts)).unwrap();
    let all = paragraphs(&manuscript);
    assert_eq!((all[0].style.as_str(), all[0].outline), ("章", Some(1)));
    let list = all[1].list.as_ref().unwrap();
    assert_eq!((list.level, list.format.as_str(), list.text.as_str()), (1, "chineseCounting", "（%2）"));
    let Block::Table(table) = &manuscript.body[2] else { panic!("no table") };
    assert!(table.rows[0].head && table.rows[0].cells[0].columns == 2);
    assert!(table.rows[1].cells[0].goes_on && !table.rows[1].cells[1].goes_on);
}

#[test]
fn what_is_no_word_file_is_told_for_what_it_is() {
    let odf = {
        let mut archive = Archive::default();
        archive.add("META-INF/manifest.xml", b"<x/>");
        archive.add("content.xml", b"<x/>");
        archive.finish()
    };
    let whole = file(&[("word/document.xml", &document("<w:p/>"))]);
    assert_eq!(said(&whole), "sound");
    let deep = format!("{}{}", "<w:p>".repeat(DEEPEST_OFFICE_PART), "</w:p>".repeat(DEEPEST_OFFICE_PART));
    let attributes: String = (0..=MOST_OFFICE_ATTRIBUTES).map(|index| format!(" a{index}=\"\"")).collect();
    let entities = format!("<!DOCTYPE x [<!ENTITY a \"b\">]>{}", document("<w:p>&a;</w:p>"));
    for (what, bytes, expected) in [
        ("nothing", Vec::new(), "office.empty"),
        ("words", b"Dear colleagues".to_vec(), "office.foreign"),
        ("a PDF", b"%PDF-1.7".to_vec(), "office.foreign"),
        ("the old format", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].to_vec(), "office.old"),
        ("half of it", whole[..whole.len() / 2].to_vec(), "office.damaged"),
        ("LibreOffice's own", odf, "office.odf"),
        ("no document", file(&[]), "office.not-word"),
        ("a spreadsheet", file(&[("word/document.xml", "<workbook/>")]), "office.not-word"),
        ("no body", file(&[("word/document.xml", "<w:document xmlns:w=\"urn:w\"/>")]), "office.not-word"),
        ("no XML", file(&[("word/document.xml", "<w:document")]), "office.damaged"),
        ("entities", file(&[("word/document.xml", &entities)]), "office.entities"),
        ("too deep", file(&[("word/document.xml", &document(&deep))]), "office.too-much"),
        ("attributes", file(&[("word/document.xml", &document(&format!("<w:p{attributes}/>")))]), "office.too-much"),
    ] {
        assert_eq!(said(&bytes), expected, "{what}");
    }
    // A byte that fell over on the way is no sound file, or reads as before; it is no panic.
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = Manuscript::read(&bytes);
    }
}

#[test]
fn what_swells_is_not_unpacked() {
    let mut archive = Archive::default();
    archive.add("[Content_Types].xml", b"<Types/>");
    let zeros = vec![b' '; usize::try_from(crate::diagnostic::limits::LARGEST_OFFICE_PART).unwrap() + 1];
    archive.add("word/document.xml", &zeros);
    let bytes = archive.finish();
    assert!(bytes.len() < 1 << 20);
    let package = Package::open(&bytes).unwrap();
    assert_eq!(package.bytes("word/document.xml").unwrap_err().message.id, "office.too-large");
}

#[test]
fn the_same_parts_give_the_same_bytes_and_words_stay_words() {
    let made = || {
        let mut part = Markup::part();
        part.element("a", &[("b", "<\"\n")], |inside| {
            inside.words("x & <y>\u{1}\u{ffff}");
        });
        let text = part.finish();
        (file(&[("word/document.xml", &text)]), text)
    };
    let (one, text) = made();
    assert_eq!(one, made().0);
    let parsed = tree("a", &text).unwrap();
    assert_eq!(parsed.root_element().text(), Some("x & <y>"));
    assert_eq!(parsed.root_element().attribute("b"), Some("<\"\n"));
}
