//! Two entries of the data have one id, or two footnotes of a page one label.
//!
//! An id is how text, formulas and links name an entry; with two of them nobody can say which is meant.
//!
//! Bad:
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! - id: land.grassland.area
//!   value: 2120
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! - id: land.grassland.area_2015
//!   value: 2120
//! ```
//!
//! Limits: Facts share one space of names over all files of data/facts/. The same quantity stated twice is one
//! fact with `restates`. Labels of footnotes are compared without regard to case, page by page.
//!
//! ---
//!
//! 数据里有两项用了同一个标识，或者同一页有两条脚注用了同一个标签。
//!
//! 正文、公式和链接都靠标识来指称；有了两个，谁也说不清指的是哪一个。
//!
//! 不好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! - id: land.grassland.area
//!   value: 2120
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//! - id: land.grassland.area_2015
//!   value: 2120
//! ```
//!
//! 限度：data/facts/ 下各文件的数据共用一套标识。同一个量有两处说法时，用 `restates` 联系起来。脚注标签按页比较，不分大小写。
