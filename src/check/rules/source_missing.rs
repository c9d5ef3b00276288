//! A fact has a number and does not say where it comes from.
//!
//! A number without a source cannot be checked by a reviewer, updated by a successor or defended at a hearing.
//!
//! Bad:
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//!   unit: km2
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//!   unit: km2
//!   source: survey-3
//! ```
//!
//! Limits: A fact with a formula needs none of its own: its inputs have theirs. A member may name a source that
//! differs from the fact's. When only the plan itself states the number, list the plan in sources.yaml and name
//! it.
//!
//! ---
//!
//! 数据有数而没有写明来源。
//!
//! 没有来源的数，评审无法核对，后来的人无法更新，也经不起质询。
//!
//! 不好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//!   unit: km2
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: land.grassland.area
//!   value: 2124.01
//!   unit: km2
//!   source: survey-3
//! ```
//!
//! 限度：有公式的不必另写来源，其输入各有来源。个别成员的来源不同时可以单独写。只有规划自己提到的数，请把规划列入 sources.yaml 并引用它。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::model::{Reading, ValueState};

const RULE: &str = "source-missing";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for fact in &context.report.project.facts {
        if fact.source.is_some() || fact.formula.is_some() || !fact.readings().iter().any(bare) {
            continue;
        }
        let message = Message::new("source-missing").with("fact", fact.id.as_str());
        faults.report(Diagnostic::error(RULE, fact.id.span, message).hint(Message::new("source-missing.hint")));
    }
}

/// A number that names no source of its own.
fn bare(reading: &Reading) -> bool {
    matches!(reading.state.value, ValueState::Given(_)) && reading.source.is_none()
}
