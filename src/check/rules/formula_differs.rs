//! A stated value and its own formula do not agree, even when rounding is allowed for.
//!
//! A share, a density or a value per person is stated in one place and its parts in others. When one of them is
//! updated alone, the plan contradicts itself. The stated value stands for half a unit of its last digit, the
//! formula for the interval of its inputs; they must meet.
//!
//! Bad:
//!
//! ```yaml
//! - id: mines.green.rate
//!   formula: mines.green / mines.all      # 2 of 88
//!   unit: "%"
//!   value: 2.4
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: mines.green.rate
//!   formula: mines.green / mines.all      # 2 of 88
//!   unit: "%"
//!   value: 2.3
//! ```
//!
//! Limits: The tool cannot know which of the numbers is wrong. If the printed plan itself is wrong, leave its
//! number and list the disagreement in findings.yaml with `stated` and `computed`.
//!
//! ---
//!
//! 所写的值与自己的公式不符，考虑修约误差之后仍然不符。
//!
//! 比重、密度、人均值写在一处，组成它的数写在别处；只更新其中一个，规划就自相矛盾。所写的值代表其末位半个单位的区间，公式代表由各项输入算出的区间，两个区间必须有交集。
//!
//! 不好：
//!
//! ```yaml
//! - id: mines.green.rate
//!   formula: mines.green / mines.all      # 2 of 88
//!   unit: "%"
//!   value: 2.4
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: mines.green.rate
//!   formula: mines.green / mines.all      # 2 of 88
//!   unit: "%"
//!   value: 2.3
//! ```
//!
//! 限度：工具无从知道是哪个数错了。如果原印本本身有误，请保留原数，并在 findings.yaml 中写明 `stated` 和 `computed`。

use crate::check::Context;
use crate::check::disagreement::What;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::model::Observation;

const RULE: &str = "formula-differs";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for found in context.standing(RULE) {
        if let What::Formula(observation) = found.what
            && let Some(fault) = fault(context, observation)
        {
            faults.report(fault);
        }
    }
}

fn fault(context: &Context<'_>, observation: &Observation) -> Option<Diagnostic> {
    let (stated, computed) = (observation.quantity.as_ref()?, observation.computed.as_ref()?);
    let formula = context.fact(observation)?.formula.as_ref()?;
    let message = Message::new("formula-differs")
        .with("key", observation.key.to_string())
        .with("stated", context.value(observation))
        .with("computed", context.computed(computed))
        .with("gap", context.gap(stated, computed));
    let mut fault = Diagnostic::error(RULE, observation.span, message)
        .related(formula.span, Message::new("formula-differs.formula"));
    for (span, note) in context.lines(&observation.inputs) {
        fault = fault.related(span, note);
    }
    Some(fault.hint(Message::new("formula-differs.hint").with("key", observation.key.to_string())))
}
