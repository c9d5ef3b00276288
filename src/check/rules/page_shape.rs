//! A page holds something that the book cannot set: a merge conflict, attributes of a heading, nesting without end.
//!
//! Site and print set the same page, so both must know every part of it. The marks of a merge conflict mean that two
//! versions of the page stand in one file and nobody has chosen yet.
//!
//! Bad:
//!
//! ```markdown
//! <<<<<<< HEAD
//! ## Water {#water .wide}
//! ```
//!
//! Good:
//!
//! ```markdown
//! ## Water {#water}
//! ```
//!
//! Limits: Marks of a merge conflict inside a code block are text. A heading takes an id and nothing else.
//!
//! ---
//!
//! 页面里有书无法排印的东西：合并冲突的标记、标题的附加属性、过深的嵌套。
//!
//! 网站和印本排的是同一页，每一部分双方都要认得。有合并冲突的标记，说明一个文件里放着两个版本，还没有人取舍。
//!
//! 不好：
//!
//! ```markdown
//! <<<<<<< HEAD
//! ## 水文 {#water .wide}
//! ```
//!
//! 好：
//!
//! ```markdown
//! ## 水文 {#water}
//! ```
//!
//! 限度：代码块里的冲突标记只是文字。标题只能带标识，别的都不带。
