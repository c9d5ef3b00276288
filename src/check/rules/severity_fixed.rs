//! plan.yaml sets the severity of a fault that stops a stage.
//!
//! Such a fault leaves the tool without something it needs to go on, so it cannot be made a warning or switched
//! off.
//!
//! Bad:
//!
//! ```yaml
//! rules:
//! - {rule: yaml-syntax, severity: off, reason: {zh: "暂缓", en: "later"}}
//! ```
//!
//! Good:
//!
//! ```yaml
//! rules:
//! - {rule: indicator-empty, severity: off, reason: {zh: "目标值尚待批准", en: "targets await approval"}}
//! ```
//!
//! Limits: `tallybook explain RULE` says so of each rule that cannot be set.
//!
//! ---
//!
//! plan.yaml 给会中断处理的错误设了级别。
//!
//! 出了这种错误，后面的步骤就缺少所需的东西，因此不能改成警告，也不能关闭。
//!
//! 不好：
//!
//! ```yaml
//! rules:
//! - {rule: yaml-syntax, severity: off, reason: {zh: "暂缓", en: "later"}}
//! ```
//!
//! 好：
//!
//! ```yaml
//! rules:
//! - {rule: indicator-empty, severity: off, reason: {zh: "目标值尚待批准", en: "targets await approval"}}
//! ```
//!
//! 限度：级别不能改的规则，`tallybook explain 规则` 会注明。
