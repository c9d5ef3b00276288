//! A tie is not written as Markdown reads it, so that it would be printed as plain text.
//!
//! A tie that Markdown does not see as a link is not checked, and its brackets are printed. The usual causes are
//! a space or `|` in the destination, a full-width bracket from the Chinese keyboard, a link inside a link, and code. A
//! reason such as `(!name)` on words without a number excepts nothing and is reported too.
//!
//! Bad:
//!
//! ```markdown
//! [2,124.01 km²](= land.grassland.area)
//! ```
//!
//! Good:
//!
//! ```markdown
//! [2,124.01 km²](=land.grassland.area)
//! ```
//!
//! Limits: What needs a space or a `|` gets an id in claims.yaml. Full-width look-alikes `］（＝`, `】（=`, `（？`, `（！`
//! are shown with their mended form.
//!
//! ---
//!
//! 数据链接没有按 Markdown 的写法写，会被当作普通文字印出来。
//!
//! Markdown 认不出的数据链接不会被检查，括号也会照印。常见原因是链接地址里有空格或 `|`，用了中文键盘的全角括号，链接套链接，或者写在代码里。在没有数的文字上写 `(!name)` 之类的理由，什么也没有豁免，同样会报告。
//!
//! 不好：
//!
//! ```markdown
//! [2124.01平方千米](= land.grassland.area)
//! ```
//!
//! 好：
//!
//! ```markdown
//! [2124.01平方千米](=land.grassland.area)
//! ```
//!
//! 限度：需要空格或 `|` 的写法请在 claims.yaml 里起一个标识。全角的 `］（＝`、`】（=`、`（？`、`（！` 会给出改好的写法。
