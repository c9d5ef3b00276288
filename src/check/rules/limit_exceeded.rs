//! A file, a paragraph or a picture is larger than any plan needs.
//!
//! Something else slipped in: a photograph saved as text, a table pasted as one line, a file of another program. The
//! tool says so at once instead of working on it for minutes.
//!
//! Bad:
//!
//! ```text
//! a photograph of 120 MB, straight from the camera of a drone
//! ```
//!
//! Good:
//!
//! ```text
//! the same photograph at 4,000 pixels across, 3 MB
//! ```
//!
//! Limits: a page 2 MB, a file of data 64 MB, a paragraph 64 KB (some 21,000 Chinese characters) and 1,000 ties; a
//! picture 48 MB and 80 million pixels; a drawing (SVG) 16 MB, 500,000 elements, 64 of them inside each other. Of one
//! rule 10,000 faults are kept.
//!
//! ---
//!
//! 文件、段落或图片过大，任何规划都用不着这么大。
//!
//! 多半是别的东西混了进来：照片存成了文本，整张表粘成了一行，或者是别的程序的文件。工具当即指出，不会为此空转几分钟。
//!
//! 不好：
//!
//! ```text
//! 无人机直接导出的 120 MB 照片
//! ```
//!
//! 好：
//!
//! ```text
//! 同一张照片，宽 4000 像素，3 MB
//! ```
//!
//! 限度：一页 2 MB，一个数据文件 64 MB，一段 64 KB（约 2.1 万字）、1000 处系连；一张图片 48 MB、8000 万像素；一个 SVG 图 16 MB、50 万个元素、嵌套 64 层。同一规则的问题最多保留 1 万处。
