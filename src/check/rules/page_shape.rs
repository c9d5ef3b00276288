//! A page holds something that would not be set as its author meant it.
//!
//! Site and print set the same page, so both must know every part of it, and nothing may be lost on the way. Text that
//! is indented by four spaces or a tab becomes program code; a line under a table becomes a row; of a list only the
//! first number counts; a cell too many is dropped; a heading or a figure inside a list gets no number. The marks of a
//! merge conflict mean that two versions of the page stand in one file and nobody has chosen yet.
//!
//! Bad:
//!
//! ```markdown
//!     The county covers 4,877.10 km².
//!
//! 4. Grass
//! 7. Wood
//! ```
//!
//! Good:
//!
//! ```markdown
//! # Water {#water}
//!
//! The county covers [4,877.10 km²](=county.area).
//!
//! 4. Grass
//! 5. Wood
//! ```
//!
//! A heading is repeated in the contents and in running heads, so it holds no footnote mark and no picture. A picture has
//! words, in its brackets, for readers who cannot see it; the PDF standard for them demands it.
//!
//! Limits: Settings for another tool at the top of a page are taken out, and so is a line `[1]: …` that no link uses:
//! Markdown shows nothing of it. `1. 1. 1.` counts by itself. Spaces typed in front of a paragraph are left out, with one warning a page. A
//! row with fewer cells than the head is reported too. Marks of a merge conflict inside a code block are text. A
//! heading takes an id and nothing else.
//!
//! ---
//!
//! 页面里有些写法，排出来与作者的本意不同。
//!
//! 网站和印本排的是同一页，每一部分双方都要认得，内容一点也不能丢。缩进四个空格或一个制表符的文字会成为程序代码；紧接在表下的一行会成为表里的一行；列表只看第一项的编号；多出来的一格会丢失；列表里的标题和图得不到编号。有合并冲突的标记，说明一个文件里放着两个版本，还没有人取舍。
//!
//! 不好：
//!
//! ```markdown
//!     全县面积4877.10平方千米。
//!
//! 4. 草地
//! 7. 林地
//! ```
//!
//! 好：
//!
//! ```markdown
//! # 水文 {#water}
//!
//! 全县面积[4877.10平方千米](=county.area)。
//!
//! 4. 草地
//! 5. 林地
//! ```
//!
//! 标题会在目录和页眉里重复出现，所以不放脚注标记和图片。图片要在方括号里写明内容，供看不见图的读者使用，无障碍PDF标准要求如此。
//!
//! 限度：页首写给别的工具的设置要删去；没有链接用到的`[1]: ……`一行也要删去，Markdown不显示它。`1. 1. 1.`这样写，编号自动递增。段首的空格不计，每页只提醒一次。格数少于表头的行也会报告。代码块里的冲突标记只是文字。标题只能带标识，别的都不带。
