//! Two ties stand the other way round than in the translation, and the words beside them do not say why.

use crate::check::Context;
use crate::check::counterparts::destination;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::script::{GAP, is_han};
use crate::model::{Language, Report, TieId, TieKind};
use crate::prose::Passage;
use std::collections::{BTreeMap, BTreeSet};

const RULE: RuleId = rule::TRANSLATION_ORDER_DIFFERS;

/// Before what English names after a number.
const JOINTS: [&str; 5] = ["of", "than", "times", "in", "short"];
/// What ends the words that speak of a number.
const MARKS: [char; 14] = ['，', '。', '；', '：', '（', '）', ',', ';', '.', ':', '(', ')', '\n', GAP];
/// Characters and words of names that say little of what is named.
const VAGUE_ZH: &str = "数量的率个和与及之";
const VAGUE_EN: [&str; 6] = ["the", "and", "number", "share", "total", "for"];

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for places in context.passages.side_by_side(&context.report.project) {
        let [zh, en] = places.each_ref().map(|places| context.passages.part(places));
        // Most blocks and fields tie one number or none.
        if en.iter().flat_map(Passage::ties).nth(1).is_some() {
            compare(context.report, &row(context.report, zh), &row(context.report, en), faults);
        }
    }
}

/// A tied number at its place in a block.
struct Placed<'p> {
    id: TieId,
    /// What it is tied to, and how many ties to the same stand before it.
    label: (String, usize),
    /// What stands between it and the tie before it, and the tie after it.
    before: &'p str,
    after: &'p str,
}

fn row<'p>(report: &Report, passages: &'p [Passage<'_>]) -> Vec<Placed<'p>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut row = Vec::new();
    for passage in passages {
        let ties: Vec<_> = passage.ties().collect();
        for (at, (id, range)) in ties.iter().enumerate() {
            if report.tie(*id).0.kind != TieKind::Number {
                continue;
            }
            let from = at.checked_sub(1).and_then(|before| ties.get(before)).map_or(0, |(_, before)| before.end);
            let to = ties.get(at + 1).map_or(passage.text.len(), |(_, after)| after.start);
            let name = destination(report, *id);
            let count = seen.entry(name.clone()).or_default();
            row.push(Placed {
                id: *id,
                label: (name, *count),
                before: passage.text.get(from..range.start).unwrap_or_default(),
                after: passage.text.get(range.end..to).unwrap_or_default(),
            });
            *count += 1;
        }
    }
    row
}

fn compare(report: &Report, zh: &[Placed<'_>], en: &[Placed<'_>], faults: &mut Diagnostics) {
    let places: BTreeMap<&(String, usize), usize> =
        zh.iter().enumerate().map(|(place, tie)| (&tie.label, place)).collect();
    let common: Vec<(&Placed<'_>, usize)> = en.iter().filter_map(|tie| Some((tie, *places.get(&tie.label)?))).collect();
    for pair in common.windows(2) {
        let [(first, first_place), (second, second_place)] = pair else { continue };
        let (Some(one), Some(other)) = (zh.get(*first_place), zh.get(*second_place)) else { continue };
        let named = |tie, than, language| is_named(report, tie, than, language);
        let both = |language, first, second| named(first, second, language) && named(second, first, language);
        if first_place < second_place
            || postponed(first)
            || both(Language::En, first, second) && both(Language::Zh, one, other)
        {
            continue;
        }
        let words = |tie: &Placed<'_>| report.tie(tie.id).0.literal.value.clone();
        let message = Message::new("translation-order-differs")
            .with("first", words(first))
            .with("second", words(second))
            .with("one", words(other))
            .with("other", words(one));
        let place = |tie: &Placed<'_>| report.tie(tie.id).0.literal.span;
        let note = || Message::new("note-other-language");
        faults.report(
            Diagnostic::warning(RULE, place(first), message)
                .related(place(one), note())
                .related(place(other), note())
                .hint(Message::new("translation-order-differs.hint")),
        );
    }
}

/// Whether English puts the second number after what is told of it, which Chinese puts before: 4.2 km² (12%) of the,
/// 2.7 times, 600 more than the county's.
fn postponed(first: &Placed<'_>) -> bool {
    if first.after.contains(". ") || first.after.contains(';') {
        return false;
    }
    let words = |text: &str| -> Vec<String> {
        let parts = text.split([' ', '\u{a0}', GAP, '(']).filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let between = words(first.after);
    let clause = !first.after.contains([',', ':']) && !first.after.contains(" and ");
    let last = between.iter().rev().take(5);
    let more = between.iter().take(2).any(|word| word == "than");
    // Of 72 cells 18 are filled.
    let opened = matches!(part(first.before).trim(), "Of" | "of");
    more || opened || clause && last.into_iter().any(|word| JOINTS.contains(&word.as_str()))
}

/// What follows the last mark of a text.
fn part(before: &str) -> &str {
    before.rsplit(MARKS).next().unwrap_or_default()
}

/// Whether the words beside a tie name what it is of, and not what another is of: behind it, or else before it.
fn is_named(report: &Report, tie: &Placed<'_>, other: &Placed<'_>, language: Language) -> bool {
    let own = marks(language, &name(report, tie.id, language));
    let others = marks(language, &name(report, other.id, language));
    let has = |text: &str, sought: &BTreeSet<String>, not: &BTreeSet<String>| {
        let found = marks(language, text);
        found.iter().any(|mark| sought.contains(mark) && !not.contains(mark))
    };
    let after = tie.after.split(MARKS).next().unwrap_or_default();
    let before = part(tie.before);
    [after, before].iter().any(|text| has(text, &own, &others))
}

/// The name of a tie's number; nothing of a formula.
fn name(report: &Report, id: TieId, language: Language) -> String {
    let key = report.tie(id).1.key.as_ref();
    let observation = key.and_then(|key| report.observations.get(key));
    observation.map(|found| found.name.get(language).clone()).unwrap_or_default()
}

/// What tells a text from others: its Chinese characters, or its English words without their plural.
fn marks(language: Language, text: &str) -> BTreeSet<String> {
    match language {
        Language::Zh => {
            let told = text.chars().filter(|sign| is_han(*sign) && !VAGUE_ZH.contains(*sign));
            told.map(String::from).collect()
        }
        Language::En => {
            let lower = text.to_lowercase();
            let words = lower.split(|sign: char| !sign.is_alphanumeric());
            let told = words.filter(|word| word.len() > 2 && !VAGUE_EN.contains(word));
            told.map(|word| singular(word).to_owned()).collect()
        }
    }
}

fn singular(word: &str) -> &str {
    let stem = word.strip_suffix("ies").or_else(|| word.strip_suffix('s')).unwrap_or(word);
    stem.strip_suffix('y').unwrap_or(stem)
}
