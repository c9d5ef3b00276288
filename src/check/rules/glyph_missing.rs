//! The fonts of the book lack a character that the text uses.
//!
//! A missing character is printed as an empty box, or in another font without a word, and nobody sees it before
//! the plan is printed.
//!
//! Bad:
//!
//! ```markdown
//! the village of 𪚥
//! ```
//!
//! Good:
//!
//! ```markdown
//! the village of Long (龘)
//! ```
//!
//! Limits: Looks at print, whose fonts come with the book; a browser may have the character. Rare characters of
//! place names can be added to the subset of the fonts.
//!
//! ---
//!
//! 书所带的字体里没有正文用到的某个字。
//!
//! 缺的字会印成空框，或者悄悄换成别的字体，印出来之前没有人看见。
//!
//! 不好：
//!
//! ```markdown
//! 𪚥村
//! ```
//!
//! 好：
//!
//! ```markdown
//! 龘村
//! ```
//!
//! 限度：检查的是印刷用的字体，它们随书一起提供；浏览器里也许能显示。地名用的生僻字可以补进字体子集。
