//! An image file is not what it says, is damaged, or is of a kind that print cannot take.
//!
//! A browser shows much that a printed plan cannot hold: the colours of a printing press, half a picture, a picture
//! under the name of another kind. Each file is read to its end, so that the PDF does not stop at it.
//!
//! Bad:
//!
//! ```text
//! images/town.jpg, saved in CMYK for a print shop
//! ```
//!
//! Good:
//!
//! ```text
//! images/town.jpg, saved in RGB
//! ```
//!
//! Limits: The fault is told where the text or the figure register names the file. Turned photographs (EXIF) are
//! turned back by site and print alike. What a drawing (SVG) may hold is told under `svg-refused`.
//!
//! ---
//!
//! 图片文件名不副实、已经损坏，或者是印刷不能采用的一种。
//!
//! 浏览器能显示的，印出来的规划不一定容得下：印刷色的照片、只有半截的图、换了后缀的别种文件。每个文件都读到底，免得生成 PDF 时才停在那里。
//!
//! 不好：
//!
//! ```text
//! images/town.jpg，为印刷厂存成了 CMYK
//! ```
//!
//! 好：
//!
//! ```text
//! images/town.jpg，存成 RGB
//! ```
//!
//! 限度：问题报在正文或图表登记引用该文件的地方。照片的方向（EXIF）网页和印刷都会照顾到。SVG 图里可以有什么，见 `svg-refused`。
