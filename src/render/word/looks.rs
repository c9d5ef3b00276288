//! How the paragraphs of the copy look: faces, sizes, spaces.

/// Fonts: of Chinese and of Latin letters, for text and for heads.
pub(super) const SERIF: &str =
    r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>"#;
pub(super) const SANS: &str = r#"<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="黑体"/>"#;
pub(super) const MONO: &str =
    r#"<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New" w:eastAsia="仿宋"/>"#;

/// A paragraph style, built up from what it does not have of the style that it is based on.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) based: &'static str,
    /// Its paragraph's properties.
    pub(super) paragraph: &'static str,
    /// Of its runs the face; empty: that of the text, and so for what follows.
    pub(super) face: &'static str,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
    /// In half points.
    pub(super) size: u32,
}

impl Look {
    const fn of(id: &'static str, name: &'static str, based: &'static str, paragraph: &'static str) -> Self {
        Self { id, name, based, paragraph, face: "", bold: false, colour: "", size: 0 }
    }

    const fn face(self, face: &'static str) -> Self {
        Self { face, ..self }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    const fn colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    const fn size(self, size: u32) -> Self {
        Self { size, ..self }
    }
}

pub(super) const GREEN: &str = "1F5F4A";
pub(super) const GREY: &str = "5B6770";

/// Those that are the same in both languages.
pub(super) const LOOKS: &[Look] = &[
    Look::of("Normal", "Normal", "", ""),
    Look::of("Quote", "Quote", "Normal", r#"<w:spacing w:before="80" w:after="160" w:line="320" w:lineRule="auto"/><w:ind w:left="480" w:right="480"/>"#),
    Look::of("Code", "Source Code", "Normal", r#"<w:shd w:val="clear" w:color="auto" w:fill="F3F1E8"/><w:spacing w:before="120" w:after="160"/>"#).face(MONO).size(19),
    Look::of("Title", "Title", "Normal", r#"<w:spacing w:before="3400" w:after="240"/><w:jc w:val="center"/>"#).face(SANS).bold().colour(GREEN).size(52),
    Look::of("Subtitle", "Subtitle", "Normal", r#"<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>"#).face(SANS).size(30),
    Look::of("CoverLine", "Cover Line", "Normal", r#"<w:spacing w:before="160"/><w:jc w:val="center"/>"#).face(SANS).size(25),
    Look::of("FrontHeading", "Front Heading", "Normal", r#"<w:keepNext/><w:spacing w:before="240" w:after="240"/>"#).face(SANS).bold().colour(GREEN).size(32),
    Look::of("FigureHeadline", "Figure Headline", "Normal", r#"<w:keepNext/><w:spacing w:before="320" w:after="120"/>"#).face(SANS).bold().size(22),
    Look::of("Figure", "Figure", "Normal", r#"<w:keepNext/><w:spacing w:before="160" w:after="80"/><w:jc w:val="center"/>"#),
    Look::of("Caption", "caption", "Normal", r#"<w:jc w:val="center"/>"#).face(SANS).size(19),
    Look::of("FigureCaption", "Figure Caption", "Caption", r#"<w:spacing w:before="60" w:after="60"/>"#),
    Look::of("TableCaption", "Table Caption", "Caption", r#"<w:keepNext/><w:spacing w:before="300" w:after="100"/>"#),
    Look::of("TableText", "Table Text", "Normal", r#"<w:spacing w:before="20" w:after="20" w:line="236" w:lineRule="atLeast"/>"#).size(18),
    Look::of("TableHead", "Table Head", "TableText", "<w:keepNext/>").face(SANS).bold(),
    Look::of("Small", "Small Print", "Normal", r#"<w:spacing w:before="20" w:after="40" w:line="222" w:lineRule="atLeast"/>"#).face(SANS).colour(GREY).size(17),
    Look::of("Finding", "Finding", "Normal", r#"<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="C08A1E"/></w:pBdr><w:spacing w:before="20" w:after="20"/><w:ind w:left="160"/>"#).size(20),
    Look::of("FindingHead", "Finding Head", "Finding", r#"<w:spacing w:before="240" w:after="40"/>"#).face(SANS).bold().size(20),
    Look::of("FootnoteText", "footnote text", "Normal", r#"<w:spacing w:after="20" w:line="236" w:lineRule="atLeast"/>"#).size(18),
    Look::of("Header", "header", "Normal", r#"<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="5B6770"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="8844"/></w:tabs>"#).face(SANS).colour(GREY).size(17),
    Look::of("Footer", "footer", "Normal", r#"<w:tabs><w:tab w:val="center" w:pos="4422"/><w:tab w:val="right" w:pos="8844"/></w:tabs>"#).face(SANS).colour(GREY).size(17),
];

/// Text, items of lists: lines are as high in Chinese as the faces of any program need, so that a page holds as many
/// everywhere; first lines stand in in Chinese, paragraphs stand apart in English.
pub(super) const TEXT_ZH: [Look; 2] = [
    Look::of(
        "BodyText",
        "Body Text",
        "Normal",
        r#"<w:spacing w:line="460" w:lineRule="atLeast"/><w:ind w:firstLine="480" w:firstLineChars="200"/><w:jc w:val="both"/>"#,
    ),
    Look::of(
        "ListParagraph",
        "List Paragraph",
        "Normal",
        r#"<w:spacing w:line="440" w:lineRule="atLeast"/><w:jc w:val="both"/>"#,
    ),
];
pub(super) const TEXT_EN: [Look; 2] = [
    Look::of(
        "BodyText",
        "Body Text",
        "Normal",
        r#"<w:spacing w:after="140" w:line="290" w:lineRule="auto"/><w:jc w:val="both"/>"#,
    ),
    Look::of(
        "ListParagraph",
        "List Paragraph",
        "Normal",
        r#"<w:spacing w:after="60" w:line="280" w:lineRule="auto"/>"#,
    ),
];
