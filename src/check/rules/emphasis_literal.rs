//! Asterisks meant as emphasis are printed as asterisks.
//!
//! CommonMark was made for languages with spaces: `**重要。**后文` is not bold, because the closing mark stands
//! between a punctuation mark and a letter.
//!
//! Bad:
//!
//! ```markdown
//! **重要。**后文
//! ```
//!
//! Good:
//!
//! ```markdown
//! **重要**。后文
//! ```
//!
//! Limits: Looks for marks beside Chinese characters only. Where a real asterisk is meant, write `\*`.
//!
//! ---
//!
//! 本想表示强调的星号会照原样印出来。
//!
//! CommonMark 是为有空格的文字设计的：`**重要。**后文` 不会变成粗体，因为结尾的标记夹在标点和文字之间。
//!
//! 不好：
//!
//! ```markdown
//! **重要。**后文
//! ```
//!
//! 好：
//!
//! ```markdown
//! **重要**。后文
//! ```
//!
//! 限度：只检查紧挨汉字的标记。要印星号本身请写 `\*`。
