//! A font that `plan.yaml` names cannot be used.
//!
//! Site and PDFs are set in it and carry it along: it must be there, be a TrueType or OpenType font of one face, and
//! permit to be embedded in part.
//!
//! Bad:
//!
//! ```yaml
//! fonts: {serif: [Songti.ttc]}
//! ```
//!
//! Good:
//!
//! ```yaml
//! fonts: {serif: [OurSong-Regular.ttf, OurSong-Bold.ttf]}
//! ```
//!
//! Limits: The files lie in `templates/fonts`; the regular face comes first. What the font itself says about embedding
//! (`fsType`) is looked at; its licence must be read by a person: a site gives the font, in part, to every reader.
//!
//! ---
//!
//! `plan.yaml` 写的字体不能用。
//!
//! 网站和 PDF 用它排版，并且随文件带上它：文件要在，要是单个字体的 TTF 或 OTF，并且允许部分嵌入。
//!
//! 不好：
//!
//! ```yaml
//! fonts: {serif: [宋体.ttc]}
//! ```
//!
//! 好：
//!
//! ```yaml
//! fonts: {serif: [本所宋体-常规.ttf, 本所宋体-粗体.ttf]}
//! ```
//!
//! 限度：文件放在 `templates/fonts`，常规体写在前面。字体自己声明的嵌入许可（`fsType`）会检查；授权书要由人来看：网站会把
//! 字体的一部分交给每一位读者。
