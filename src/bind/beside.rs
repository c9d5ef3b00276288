//! What stands beside the brackets and belongs to the number: the unit or scale after it (`[103.27](=gdp)亿元`), that
//! of the last number of a row (24, 27 and 102 million m³), and the words that make it one for each (人均, per capita).
//!
//! Looks only at numbers that do not agree by themselves: in most books there are none.

use super::directory::Directory;
use super::literals::{self, Held};
use crate::diagnostic::{Diagnostics, rule};
use crate::locale::Literal;
use crate::locale::literal::{Beside, Given, Trails, beside};
use crate::model::{BoundTie, ColumnHead, Language, TieId, TieKind};
use crate::prose::{Passage, Passages, Reading};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words that make a number one for each. The units decide of what.
const EACH_ZH: [&str; 2] = ["均", "每"];
const EACH_EN: [&str; 7] = ["per", "each", "every", "apiece", "a head", "a person", "on average"];
/// 每万人 is for each of another number.
const MANY_ZH: [&str; 5] = ["每十", "每百", "每千", "每万", "每亿"];

/// Reads again the numbers that do not agree, each with what stands beside it.
pub(super) fn reread(
    directory: &Directory<'_>,
    hedges: &BTreeMap<TieId, Beside>,
    ties: &mut [BoundTie],
    faults: &mut [Diagnostics],
    given: impl Fn(&BoundTie) -> Given,
) {
    let mut asked: BTreeSet<TieId> = BTreeSet::new();
    let all = directory.project.ties.iter().zip(ties.iter()).zip(faults.iter());
    for (index, ((tie, bound), faults)) in all.enumerate() {
        let comparable = tie.kind == TieKind::Number && bound.value.is_some() && bound.head.is_none();
        let other_kind = bound.agrees.is_none() && faults.iter().any(|fault| fault.rule == rule::UNIT_MISMATCH);
        // Only a bare number has its unit elsewhere.
        let bare = tie.literal.value.ends_with(|last: char| last.is_ascii_digit());
        if comparable && (bare && (bound.agrees == Some(false) || bound.loose) || other_kind) {
            asked.insert(TieId(index));
        }
    }
    if asked.is_empty() {
        return;
    }
    let trails = Trails::new(&directory.project.units);
    let passages = Passages::of(directory.project, Reading::Shown);
    for passage in passages.iter() {
        let row: Vec<(TieId, Range<usize>)> = passage.ties().collect();
        let desk = Desk { directory, trails: &trails, passage, row: &row };
        for (place, (id, _)) in row.iter().enumerate().filter(|(_, (id, _))| asked.contains(id)) {
            let Some((bound, faults)) = ties.get_mut(id.0).zip(faults.get_mut(id.0)) else { continue };
            let held = Held { given: given(bound), beside: hedges.get(id).copied(), ..Held::default() };
            if let Some(better) = desk.read(place, held, bound) {
                *bound = better;
                *faults = Diagnostics::new();
            }
        }
    }
}

/// The ties of a passage.
struct Desk<'a, 'd> {
    directory: &'a Directory<'d>,
    trails: &'a Trails<'a>,
    passage: &'a Passage<'a>,
    row: &'a [(TieId, Range<usize>)],
}

impl Desk<'_, '_> {
    /// A number read with what stands beside it; `None` where that is no better.
    fn read(&self, place: usize, held: Held, bound: &BoundTie) -> Option<BoundTie> {
        let (id, _) = self.row.get(place)?;
        let tie = self.directory.project.ties.get(id.0)?;
        let literal = literals::read(self.directory, tie).ok().filter(|literal| literal.high.is_none())?;
        let value = bound.value.as_ref()?;
        let mut better = BoundTie { loose: false, ..bound.clone() };
        if bound.agrees.is_none() {
            let held = Held { each: self.is_each(place), ..held };
            literals::compare(self.directory, tie, &literal, value, held, &mut better).ok()?;
            return Some(better);
        }
        if !is_bare(&literal) {
            return None;
        }
        let head = self.unit(place)?;
        // A share is in no percentage points, nor a difference of shares in percent: `check` says so.
        let points =
            head.unit.as_ref().and_then(|unit| unit.over.as_deref()).filter(|id| literals::POINTS.contains(id));
        if value.unit.is_dimensionless() && points.is_some() != literals::POINTS.contains(&value.unit.written.as_str())
        {
            return None;
        }
        better.head = Some(head);
        // 600亿元以上: the hedge stands after the unit.
        let outer = self.trails.after(self.passage.language, self.after(place)).rest;
        let hedge = held.beside.or_else(|| beside(self.passage.language, self.before(place), outer));
        literals::compare(self.directory, tie, &literal, value, Held { beside: hedge, ..held }, &mut better).ok()?;
        better.head.as_ref()?;
        let agrees = better.agrees == Some(true) && (!better.loose || bound.agrees != Some(true));
        let closer = (bound.agrees == Some(false) || bound.loose) && is_closer(&better, bound, value.nominal);
        (agrees || closer).then_some(better)
    }

    fn before(&self, place: usize) -> &str {
        let start = place.checked_sub(1).and_then(|place| self.row.get(place)).map_or(0, |(_, last)| last.end);
        let end = self.row.get(place).map_or(start, |(_, range)| range.start);
        self.passage.text.get(start..end).unwrap_or_default()
    }

    fn after(&self, place: usize) -> &str {
        let start = self.row.get(place).map_or(0, |(_, range)| range.end);
        let end = self.row.get(place + 1).map_or(self.passage.text.len(), |(_, next)| next.start);
        self.passage.text.get(start..end).unwrap_or_default()
    }

    /// The unit and scale with which a bare number is read.
    fn unit(&self, place: usize) -> Option<ColumnHead> {
        let language = self.passage.language;
        let (lexicon, after) = (&self.directory.lexicon, self.after(place));
        let trail = self.trails.after(language, after);
        let behind = trail.join(language, "1");
        let before = self.before(place).trim_end();
        let last = before.rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
        let ahead = (!last.is_empty() && language == Language::En).then(|| format!("{last} {behind}"));
        let named = ahead.into_iter().chain([behind]).find_map(|text| {
            let read = lexicon.recognise(language, &text).filter(|read| read.tone.is_none())?;
            (read.unit.is_some() || read.scale_power > 0).then_some((read, text))
        });
        if let Some((read, text)) = named {
            return Some(head(&read, text.replacen('1', "", 1).trim()));
        }
        // 0.24、0.27和1.02亿立方米: what the last of a row says is said of all.
        let (next, _) = self.row.get(place + 1).filter(|_| is_joint(language, after))?;
        let next = self.directory.project.ties.get(next.0).filter(|tie| tie.kind == TieKind::Number)?;
        let read = lexicon.recognise(language, &next.literal.value)?;
        if is_bare(&read) { self.unit(place + 1) } else { Some(head(&read, &next.literal.value)) }
    }

    /// Whether the words around a number, between its neighbours and in its sentence, say that it is for each.
    fn is_each(&self, place: usize) -> bool {
        let ends = ['。', '；', '！', '？', ';', '\n'];
        let before = self.before(place);
        let before = before.rsplit(ends).next().unwrap_or_default().rsplit(". ").next().unwrap_or_default();
        let after = self.after(place);
        let after = after.split(ends).next().unwrap_or_default().split(". ").next().unwrap_or_default();
        match self.passage.language {
            Language::Zh => {
                EACH_ZH.iter().any(|word| before.contains(word)) && !MANY_ZH.iter().any(|word| before.contains(word))
            }
            Language::En => {
                let words = format!(" {before} {after} ").to_ascii_lowercase().replace([',', '.', ':'], " ");
                EACH_EN.iter().any(|word| words.contains(&format!(" {word} ")))
            }
        }
    }
}

fn is_bare(literal: &Literal) -> bool {
    literal.unit.is_none() && literal.scale_power == 0 && literal.fraction.is_none() && literal.missing.is_none()
}

fn head(literal: &Literal, words: &str) -> ColumnHead {
    ColumnHead { words: words.to_owned(), beside: true, unit: literal.unit.clone(), power: literal.scale_power }
}

/// Whether only a joint of a row stands between two numbers.
fn is_joint(language: Language, between: &str) -> bool {
    match language {
        Language::Zh => matches!(between.trim(), "、" | "和" | "与" | "及" | "以及" | "，"),
        Language::En => matches!(between.trim_start_matches(',').trim(), "" | "and" | "&" | "or"),
    }
}

/// Whether a reading with a scale comes nearer to the value than the bare number: neither agrees, and the data have
/// changed since one did.
fn is_closer(better: &BoundTie, bound: &BoundTie, value: Decimal) -> bool {
    let far = |read: Option<Decimal>| {
        let (read, value) = (read?.abs(), value.abs());
        let (small, large) = if read < value { (read, value) } else { (value, read) };
        large.checked_div(small)
    };
    far(better.literal_value).zip(far(bound.literal_value)).is_some_and(|(near, before)| near < before)
}
