//! How much of anything a book may hold. Far above what any plan needs: what exceeds them is a slip (a photograph pasted
//! as text, a file of another program) or an attack, and is named with its limit instead of being waited for.
//!
//! Exceeding one is the fault `limit-exceeded`; nesting is told by the rules of the form that nests.

/// Bytes of a page: some 700,000 Chinese characters, more than most books.
pub const LARGEST_PAGE: u64 = 2 << 20;
/// Bytes of a file of `data/`.
pub const LARGEST_DATA: u64 = 64 << 20;
/// Bytes of a paragraph, a heading, a cell or a text field: some 21,000 Chinese characters.
pub const LARGEST_PARAGRAPH: usize = 64 << 10;
/// Ties in a paragraph.
pub const MOST_TIES_OF_A_PARAGRAPH: usize = 1_000;
/// Lists, quotations and emphasis inside each other; typst gives up a few levels deeper.
pub const DEEPEST_PAGE: usize = 10;

/// Bytes of a document that is audited, pictures included.
pub const LARGEST_DOCUMENT: u64 = 256 << 20;
/// Bytes of its text: some forty thousand pages.
pub const LARGEST_DOCUMENT_TEXT: usize = 64 << 20;

/// Values of a file of `data/`.
pub const MOST_VALUES: usize = 2_000_000;
/// Lists and mappings of a file of `data/` inside each other.
pub const DEEPEST_DATA: usize = 64;

/// Bytes of a picture.
pub const LARGEST_PICTURE: u64 = 48 << 20;
/// Pixels of a picture: an A3 sheet at 600 to the inch has 70 million.
pub const MOST_PIXELS: u64 = 80_000_000;
/// Bytes of a drawing (SVG).
pub const LARGEST_DRAWING: u64 = 16 << 20;
/// Elements of a drawing, those counted again that it uses again.
pub const MOST_ELEMENTS: usize = 500_000;
/// Elements of a drawing inside each other.
pub const DEEPEST_DRAWING: usize = 64;

/// Bytes of a file of geometry.
pub const LARGEST_GEOMETRY: u64 = 32 << 20;
/// Features of a file of geometry.
pub const MOST_FEATURES: usize = 2_000;
/// Corners of a file of geometry: a county's towns at 1:10,000 have some ten thousand.
pub const MOST_CORNERS: usize = 400_000;
/// Pairs of borders that are compared, of a file whose borders are in a tangle.
pub const MOST_PAIRS: usize = 100_000_000;

/// Attributes of an element of a drawing.
pub const MOST_ATTRIBUTES: usize = 256;

/// Bytes of a Word document or a spreadsheet.
pub const LARGEST_OFFICE_FILE: u64 = 128 << 20;
/// Bytes of one of its parts once unpacked; all parts together have four times as many.
pub const LARGEST_OFFICE_PART: u64 = 128 << 20;
/// Parts of such a file.
pub const MOST_OFFICE_PARTS: usize = 20_000;
/// Elements, attributes and words of a part.
pub const MOST_OFFICE_NODES: u32 = 10_000_000;
/// Attributes of an element of a part.
pub const MOST_OFFICE_ATTRIBUTES: usize = 1_024;
/// Elements of a part inside each other: a table in a cell takes four, a table in ten cells forty.
pub const DEEPEST_OFFICE_PART: usize = 200;

/// Cells of a sheet that hold something.
pub const MOST_SHEET_CELLS: usize = 1_000_000;
/// Merged areas of a sheet: a table of ten thousand rows, each with a merged head, has as many.
pub const MOST_SHEET_MERGED: usize = 10_000;

/// Seconds that typst may take for one PDF: a book of a hundred pages takes a few, one of thousands some hundred.
pub const LONGEST_PRINT: u64 = 20 * 60;
/// Bytes of a PDF.
pub const LARGEST_PDF: u64 = 1 << 30;
/// Bytes that are kept of what typst says.
pub const MOST_SAID: usize = 1 << 20;

/// Faults of one rule that are kept.
pub const MOST_FAULTS_OF_A_RULE: usize = 10_000;
/// Faults that are shown in full at a terminal.
pub const MOST_FAULTS_SHOWN: usize = 1_000;
/// Stray characters of one file that are shown each by itself.
pub const MOST_STRAY_CHARACTERS: usize = 100;
