//! Heads of tables that say whether the numbers below them are planned or reached: 目标值, 现状, target, current.

use crate::model::Language;

/// What a head says of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// 目标, 规划值, target.
    Planned,
    /// 现状, 实际值, current.
    Reached,
}

const PLANNED_ZH: [&str; 7] = ["目标", "规划目标", "规划", "预期", "预期目标", "计划", "近期目标"];
const REACHED_ZH: [&str; 8] = ["现状", "实际", "完成", "基期", "基期现状", "实现", "规划基期", "现状基期"];
const PLANNED_EN: [&str; 6] = ["target", "targets", "planned", "plan", "goal", "goals"];
const REACHED_EN: [&str; 7] = ["current", "actual", "observed", "reached", "baseline", "base", "status"];

/// What a head says, if it says nothing else: years, units in brackets and 值 aside.
pub(super) fn of(language: Language, head: &str) -> Option<Stage> {
    let bare = head.split(['（', '(']).next().unwrap_or_default();
    // A long head is a sentence or a name.
    if bare.is_empty() || bare.len() > 40 {
        return None;
    }
    let (planned, reached, word): (&[&str], &[&str], String) = match language {
        Language::Zh => {
            let word: String =
                bare.chars().filter(|sign| !sign.is_ascii_digit() && !" 年末度至—–-".contains(*sign)).collect();
            let word = ["值", "数", "水平"].iter().find_map(|tail| word.strip_suffix(tail)).unwrap_or(&word).to_owned();
            (&PLANNED_ZH, &REACHED_ZH, word)
        }
        Language::En => {
            let lower = bare.to_ascii_lowercase();
            let said = |word: &&str| !["value", "year", "by", "for", "in", "of", "the"].contains(word);
            let words =
                lower.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| !word.is_empty()).filter(said);
            (&PLANNED_EN, &REACHED_EN, words.collect::<Vec<_>>().join(" "))
        }
    };
    let is = |known: &[&str]| known.contains(&word.as_str());
    if is(planned) {
        return Some(Stage::Planned);
    }
    is(reached).then_some(Stage::Reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};
    use Stage::{Planned, Reached};

    #[test]
    fn heads_that_say_nothing_else_are_known() {
        for (language, head, expected) in [
            (Zh, "2035年目标值", Some(Planned)),
            (Zh, "规划目标（%）", Some(Planned)),
            (Zh, "2020年现状", Some(Reached)),
            (Zh, "基期值", Some(Reached)),
            (Zh, "规划项目", None),
            (Zh, "目标属性", None),
            (Zh, "2035年", None),
            (En, "Target for 2035", Some(Planned)),
            (En, "Current value (2020)", Some(Reached)),
            (En, "Planned projects", None),
            (En, "Target type", None),
        ] {
            assert_eq!(of(language, head), expected, "{head}");
        }
    }
}
