//! A page holds HTML.
//!
//! HTML cannot be printed by Typst and cannot be checked; what it hides (a number, a heading) would be missing
//! from the PDF.
//!
//! Bad:
//!
//! ```markdown
//! H<sub>2</sub>O
//! ```
//!
//! Good:
//!
//! ```markdown
//! H₂O
//! ```
//!
//! Raised and lowered figures are characters of their own (₂, ³, ⁻¹, ₓ); the tool sets them small, below or above the
//! line, on the site and in print.
//!
//! Limits: `<` before a letter starts HTML in Markdown: write `\<` where the sign itself is meant. Comments
//! (`<!-- -->`) are HTML as well.
//!
//! ---
//!
//! 页面里有 HTML。
//!
//! HTML 无法由 Typst 印出，也无法检查；藏在其中的数或标题在 PDF 里会消失。
//!
//! 不好：
//!
//! ```markdown
//! H<sub>2</sub>O
//! ```
//!
//! 好：
//!
//! ```markdown
//! H₂O
//! ```
//!
//! 上标和下标直接写字符（₂、³、⁻¹、ₓ），由工具在网站和印本里排成小字。
//!
//! 限度：在 Markdown 里，字母前的 `<` 会被当作 HTML 的开头；要印小于号请写 `\<`。注释（`<!-- -->`）也是 HTML。
