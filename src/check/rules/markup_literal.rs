//! A mark that this book's Markdown does not know would be published as it is typed.
//!
//! Other programs have marks of their own: `==x==`, `$x$`, `- [ ]`, `> [!NOTE]`, `:::`, `{{…}}`, `[[…]]`, `H~2~O`,
//! `[TOC]`. A heading without the space behind its `#`, a table without the line under its head and a link in
//! full-width signs are text as well. On the site and in print the reader would see the raw signs.
//!
//! Bad:
//!
//! ```markdown
//! ##Water
//!
//! The ==county== emits CO~2~.
//! ```
//!
//! Good:
//!
//! ```markdown
//! ## Water {#water}
//!
//! The **county** emits CO₂.
//! ```
//!
//! Limits: The book is written in CommonMark with tables, footnotes and ids of headings. Signs that are meant as signs
//! get a backslash in front (`\$`, `\=`, `\#`) or stand in code.
//!
//! ---
//!
//! 本书所用的Markdown不认识的记号，会原样印出来。
//!
//! 别的程序各有自己的记号：`==x==`、`$x$`、`- [ ]`、`> [!NOTE]`、`:::`、`{{…}}`、`[[…]]`、`H~2~O`、`[TOC]`。`#`后面没有空格的标题、表头下面缺一行的表、用全角符号写的链接，也都只是文字。网站和印本上的读者会看到这些符号本身。
//!
//! 不好：
//!
//! ```markdown
//! ##水文
//!
//! ==全县==排放CO~2~。
//! ```
//!
//! 好：
//!
//! ```markdown
//! ## 水文 {#water}
//!
//! **全县**排放CO₂。
//! ```
//!
//! 限度：本书用CommonMark，加上表格、脚注和标题标识。确要印出某个符号，就在前面加反斜杠（`\$`、`\=`、`\#`），或者写成代码。
