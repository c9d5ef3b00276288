//! A file that every book needs is not there.
//!
//! Without data/plan.yaml the book has no title, no period and no edition date; without pages there is nothing to
//! publish.
//!
//! Bad:
//!
//! ```text
//! data/ without plan.yaml
//! ```
//!
//! Good:
//!
//! ```text
//! data/plan.yaml
//! ```
//!
//! Limits: `tallybook new DIR` writes a small book that holds every needed file.
//!
//! ---
//!
//! 缺少每本书都要有的文件。
//!
//! 没有 data/plan.yaml 就没有书名、规划期和版本日期；没有页面就没有可发布的内容。
//!
//! 不好：
//!
//! ```text
//! data/ 下没有 plan.yaml
//! ```
//!
//! 好：
//!
//! ```text
//! data/plan.yaml
//! ```
//!
//! 限度：`tallybook new DIR` 会写出一本各文件齐全的小书。
