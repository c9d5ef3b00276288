//! A data file is not YAML.
//!
//! Nothing in the file can be read until it is. The usual causes are a missing space after a colon, a tab, an
//! unclosed quotation mark, and a text that starts with `[`.
//!
//! Bad:
//!
//! ```yaml
//! name: {zh:草地面积, en: Grassland area}
//! ```
//!
//! Good:
//!
//! ```yaml
//! name: {zh: "草地面积", en: "Grassland area"}
//! ```
//!
//! Limits: A text with a tie must be quoted or stand in a `|` block, since `[` opens a list in YAML. The
//! full-width colon ： and comma ， are letters to YAML.
//!
//! ---
//!
//! 数据文件不是合格的 YAML。
//!
//! 在改好之前整个文件都读不了。常见原因是冒号后没有空格、用了制表符、引号没有配对、文字以 `[` 开头。
//!
//! 不好：
//!
//! ```yaml
//! name: {zh:草地面积, en: Grassland area}
//! ```
//!
//! 好：
//!
//! ```yaml
//! name: {zh: "草地面积", en: "Grassland area"}
//! ```
//!
//! 限度：含有数据链接的文字必须加引号或写成 `|` 块，因为 `[` 在 YAML 里表示列表。全角的冒号和逗号在 YAML 里只是普通文字。
