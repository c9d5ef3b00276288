//! A data file uses a word of an earlier version. It is still read; a later version will refuse it.
//!
//! What the file means does not change, so that the book builds as before; the message gives the line to write.
//!
//! Bad:
//!
//! ```yaml
//! - {id: A06, check: editorial, verdict: ambiguous, state: open, note: …}
//! ```
//!
//! Good:
//!
//! ```yaml
//! - {id: A06, check: editorial, severity: doubt, state: open, note: …}
//! ```
//!
//! Limits: Known are `verdict` (error, ambiguous, rounding) of findings.yaml: write `severity` (contradiction, doubt, note).
//!
//! ---
//!
//! 数据文件用了旧版的写法。现在仍能读取，以后的版本将不再接受。
//!
//! 文件的意思不变，书照常生成；提示里给出了应写的一行。
//!
//! 不好：
//!
//! ```yaml
//! - {id: A06, check: editorial, verdict: ambiguous, state: open, note: …}
//! ```
//!
//! 好：
//!
//! ```yaml
//! - {id: A06, check: editorial, severity: doubt, state: open, note: …}
//! ```
//!
//! 限度：目前有 findings.yaml 的 `verdict`（error、ambiguous、rounding）：改写 `severity`（contradiction、doubt、note）。
