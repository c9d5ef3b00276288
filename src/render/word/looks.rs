//! How the paragraphs of the copy look: faces, sizes, spaces.

/// Fonts: of Chinese and of Latin letters, for text and for heads.
pub(super) const SERIF: &str =
    r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>"#;
pub(super) const SANS: &str = r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>"#;
pub(super) const MONO: &str =
    r#"<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New" w:eastAsia="仿宋"/>"#;

/// A paragraph style: its id, its name, what it is based on, its paragraph's properties, then of its runs the face,
/// whether it is bold, the colour and the size in half points (0: that of the text).
pub(super) type Look = (&'static str, &'static str, &'static str, &'static str, &'static str, bool, &'static str, u32);

pub(super) const GREEN: &str = "1F5F4A";
pub(super) const GREY: &str = "5B6770";

/// Those that are the same in both languages.
pub(super) const LOOKS: &[Look] = &[
    ("Normal", "Normal", "", "", "", false, "", 0),
    (
        "Quote",
        "Quote",
        "Normal",
        r#"<w:spacing w:before="80" w:after="160" w:line="320" w:lineRule="auto"/><w:ind w:left="480" w:right="480"/>"#,
        "",
        false,
        "",
        0,
    ),
    (
        "Code",
        "Source Code",
        "Normal",
        r#"<w:shd w:val="clear" w:color="auto" w:fill="F3F1E8"/><w:spacing w:before="120" w:after="160"/>"#,
        MONO,
        false,
        "",
        19,
    ),
    (
        "Title",
        "Title",
        "Normal",
        r#"<w:spacing w:before="3400" w:after="240"/><w:jc w:val="center"/>"#,
        SANS,
        true,
        GREEN,
        52,
    ),
    (
        "Subtitle",
        "Subtitle",
        "Normal",
        r#"<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>"#,
        SANS,
        false,
        "",
        30,
    ),
    ("CoverLine", "Cover Line", "Normal", r#"<w:spacing w:before="160"/><w:jc w:val="center"/>"#, SANS, false, "", 25),
    (
        "FrontHeading",
        "Front Heading",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="240" w:after="240"/>"#,
        SANS,
        true,
        GREEN,
        32,
    ),
    (
        "FigureHeadline",
        "Figure Headline",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="320" w:after="120"/>"#,
        SANS,
        true,
        "",
        22,
    ),
    (
        "Figure",
        "Figure",
        "Normal",
        r#"<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:jc w:val="center"/>"#,
        "",
        false,
        "",
        0,
    ),
    ("Caption", "caption", "Normal", r#"<w:jc w:val="center"/>"#, SANS, false, "", 19),
    ("FigureCaption", "Figure Caption", "Caption", r#"<w:spacing w:before="60" w:after="60"/>"#, "", false, "", 0),
    (
        "TableCaption",
        "Table Caption",
        "Caption",
        r#"<w:keepNext/><w:spacing w:before="300" w:after="100"/>"#,
        "",
        false,
        "",
        0,
    ),
    ("TableText", "Table Text", "Normal", r#"<w:spacing w:before="20" w:after="20"/>"#, "", false, "", 18),
    ("TableHead", "Table Head", "TableText", "<w:keepNext/>", SANS, true, "", 0),
    ("Small", "Small Print", "Normal", r#"<w:spacing w:before="20" w:after="40"/>"#, SANS, false, GREY, 17),
    (
        "Finding",
        "Finding",
        "Normal",
        r#"<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="C08A1E"/></w:pBdr><w:spacing w:before="20" w:after="20"/><w:ind w:left="160"/>"#,
        "",
        false,
        "",
        20,
    ),
    ("FindingHead", "Finding Head", "Finding", r#"<w:spacing w:before="240" w:after="40"/>"#, SANS, true, "", 20),
    ("FootnoteText", "footnote text", "Normal", r#"<w:spacing w:after="20"/>"#, "", false, "", 18),
    (
        "Header",
        "header",
        "Normal",
        r#"<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="5B6770"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs>"#,
        SANS,
        false,
        GREY,
        17,
    ),
    (
        "Footer",
        "footer",
        "Normal",
        r#"<w:tabs><w:tab w:val="center" w:pos="4422"/><w:tab w:val="right" w:pos="8844"/></w:tabs>"#,
        SANS,
        false,
        GREY,
        17,
    ),
];

/// Text, items of lists: first lines stand in in Chinese, paragraphs stand apart in English.
pub(super) const TEXT_ZH: [Look; 2] = [
    (
        "BodyText",
        "Body Text",
        "Normal",
        r#"<w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLine="480" w:firstLineChars="200"/><w:jc w:val="both"/>"#,
        "",
        false,
        "",
        0,
    ),
    (
        "ListParagraph",
        "List Paragraph",
        "Normal",
        r#"<w:spacing w:line="340" w:lineRule="auto"/><w:jc w:val="both"/>"#,
        "",
        false,
        "",
        0,
    ),
];
pub(super) const TEXT_EN: [Look; 2] = [
    (
        "BodyText",
        "Body Text",
        "Normal",
        r#"<w:spacing w:after="140" w:line="290" w:lineRule="auto"/><w:jc w:val="both"/>"#,
        "",
        false,
        "",
        0,
    ),
    (
        "ListParagraph",
        "List Paragraph",
        "Normal",
        r#"<w:spacing w:after="60" w:line="280" w:lineRule="auto"/>"#,
        "",
        false,
        "",
        0,
    ),
];
