//! A file below content/ does not fit the scheme of names.
//!
//! Reading order and addresses come from the names: `content/<lang>/<nn-chapter>/<nn-section>.md`, and
//! `_index.md` opens a chapter. A file outside the scheme would be left out of the book.
//!
//! Bad:
//!
//! ```text
//! content/zh/01-status/Natural Conditions.md
//! ```
//!
//! Good:
//!
//! ```text
//! content/zh/01-status/01-natural.md
//! ```
//!
//! Limits: Names are lower-case Latin letters, digits and hyphens, so that addresses work everywhere.
//!
//! ---
//!
//! content/ 下的文件名不合规则。
//!
//! 阅读次序和网址都取自文件名：`content/<语言>/<序号-章>/<序号-节>.md`，`_index.md` 是一章的开头。不合规则的文件会落在书外。
//!
//! 不好：
//!
//! ```text
//! content/zh/01-status/自然概况.md
//! ```
//!
//! 好：
//!
//! ```text
//! content/zh/01-status/01-natural.md
//! ```
//!
//! 限度：文件名只用小写拉丁字母、数字和连字符，这样网址在哪里都能用。
