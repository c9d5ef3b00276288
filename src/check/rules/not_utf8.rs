//! A file is not UTF-8 text.
//!
//! Older Windows programs save Chinese as GBK; read as UTF-8 it turns into nonsense, so the file is refused
//! instead.
//!
//! Bad:
//!
//! ```text
//! notes.md saved as GBK / ANSI
//! ```
//!
//! Good:
//!
//! ```text
//! notes.md saved as UTF-8
//! ```
//!
//! Limits: In Notepad: Save As, Encoding: UTF-8. In Excel: CSV UTF-8. A byte-order mark does no harm.
//!
//! ---
//!
//! 文件不是 UTF-8 编码。
//!
//! 较旧的 Windows 程序把中文存成 GBK，按 UTF-8 读就成了乱码，因此拒绝读取。
//!
//! 不好：
//!
//! ```text
//! notes.md 存为 GBK / ANSI
//! ```
//!
//! 好：
//!
//! ```text
//! notes.md 存为 UTF-8
//! ```
//!
//! 限度：记事本：另存为，编码选 UTF-8。Excel：选 CSV UTF-8。有 BOM 不要紧。
