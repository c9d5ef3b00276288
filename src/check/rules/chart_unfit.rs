//! A chart of the parts of a whole is to show what is no part of it.
//!
//! A ring and a stack cut a whole into pieces. A number below zero has no piece, and one that is missing would be left
//! out, so that the other pieces look larger than they are: both would be a wrong picture.
//!
//! Bad:
//!
//! ```yaml
//! - id: growth-by-town
//!   kind: donut
//!   data: {fact: growth.by_town}      # one town is at -12.5
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: growth-by-town
//!   kind: bar
//!   data: {fact: growth.by_town}
//! ```
//!
//! Limits: Bars and columns show a number below zero, and say of a missing one that it is to be determined or not stated.
//! With `rest:` the values not known are in the rest. A member to which the fact does not apply (`na`) is no part.
//!
//! ---
//!
//! 构成图里有不能作为整体一部分的数。
//!
//! 环形图和百分比条形图把整体切成几块。负数没有自己的一块；缺的数会被略去，别的块就显得比实际大：两者画出来都是错的。
//!
//! 不好：
//!
//! ```yaml
//! - id: growth-by-town
//!   kind: donut
//!   data: {fact: growth.by_town}      # 有一个镇是 -12.5
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: growth-by-town
//!   kind: bar
//!   data: {fact: growth.by_town}
//! ```
//!
//! 限度：条形图和柱形图能表示负数，缺的数写“待定”或“未列明”。写了 `rest:` 的，未知的数都在其余部分里。不适用（`na`）的成员不算一部分。
