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
//! Limits: sources.yaml and dimensions.yaml are needed once a fact names an entry of theirs.
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
//! 限度：一旦有数据引用其中的条目，就必须有 sources.yaml 和 dimensions.yaml。
