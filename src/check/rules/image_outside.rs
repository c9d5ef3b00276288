//! A page places an image directly, not through the figure register.
//!
//! Figures carry a number, a title, a source and a text alternative in both languages; those live in
//! figures.yaml. An image placed directly has none of them, and one from another host would break the book
//! offline.
//!
//! Bad:
//!
//! ```markdown
//! ![survey](https://example.org/survey.jpg)
//! ```
//!
//! Good:
//!
//! ```markdown
//! ![](fig:field-survey)
//! ```
//!
//! Limits: Put the file below content/images/ and register it with `kind: image`.
//!
//! ---
//!
//! 页面直接放了图片，没有经过图的登记。
//!
//! 图要有编号、图名、来源和两种语言的替代文字，都写在 figures.yaml 里。直接放的图片一样也没有；引自外站的图离线时还会缺失。
//!
//! 不好：
//!
//! ```markdown
//! ![调研](https://example.org/survey.jpg)
//! ```
//!
//! 好：
//!
//! ```markdown
//! ![](fig:field-survey)
//! ```
//!
//! 限度：请把文件放到 content/images/ 下，并以 `kind: image` 登记。
