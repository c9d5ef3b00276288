//! An image does not lie in the book: its path leads out of `content/`, is absolute, or is an address of the web.
//!
//! The book must be whole on any computer and offline. A file that lies elsewhere is there for its author alone, and one
//! from another host is missing without a network.
//!
//! Bad:
//!
//! ```markdown
//! ![survey](../../pictures/survey.jpg)
//! ```
//!
//! Good:
//!
//! ```markdown
//! ![survey](images/survey.jpg)
//! ```
//!
//! Limits: Paths count from `content/`, the same in every page. A link of the file system that leads out is outside
//! too. An image that needs a number, a title and a source is registered in figures.yaml with `kind: image`.
//!
//! ---
//!
//! 图片不在书里：路径指到 `content/` 之外，或是绝对路径，或是网址。
//!
//! 书拷到任何电脑上、离线时都应当完整。放在别处的文件只有作者自己看得到，外站的图没有网络就会缺失。
//!
//! 不好：
//!
//! ```markdown
//! ![调研](../../pictures/survey.jpg)
//! ```
//!
//! 好：
//!
//! ```markdown
//! ![调研](images/survey.jpg)
//! ```
//!
//! 限度：路径一律从 `content/` 写起，各页相同。指向书外的文件系统链接也算书外。需要编号、图名和来源的图，请在 figures.yaml 中以 `kind: image` 登记。
