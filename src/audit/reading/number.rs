//! A number of a text, and what stands around it: its clause, the words that lead to it, what it is the number of, how a
//! word of up and down governs it, and of which year it is.

use super::noun;
use super::split::{clause, without_brackets};
use crate::audit::amount::Amount;
use crate::locale::Literal;
use crate::locale::literal::{Style, beside};
use crate::model::Language;
use crate::prose::setting::{Governor, Way, governor};
use std::cmp::Ordering;
use std::ops::Range;

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Kind {
    /// 14.9%, 三分之一.
    Share,
    /// 个百分点.
    Points,
    /// 1.3倍.
    Times,
    /// 47:50:3.
    Ratio,
    /// A number of things.
    Count,
    /// A number with a unit of measurement.
    Measure,
    /// No unit.
    Plain,
}

/// What a number does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum Role {
    /// How much there is.
    Level,
    /// 由\[x\], from \[x\].
    From,
    /// 增加到\[x\], to \[x\]; whether the word points up.
    To(Option<Ordering>),
    /// 增长\[x\], fell by \[x\].
    By(Ordering),
    /// 增速为\[x\].
    Signed,
    /// 占…的\[x\], of a percentage.
    Share,
}

/// A number of a text.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Number {
    /// Its line.
    pub(in crate::audit) line: usize,
    /// Its bytes, unit included.
    pub(in crate::audit) range: Range<usize>,
    /// Its sentence, among all.
    pub(in crate::audit) sentence: usize,
    /// Its part up to a semicolon, among all.
    pub(in crate::audit) part: usize,
    /// The bytes of its clause.
    pub(in crate::audit) clause: Range<usize>,
    /// The place of the opening bracket that holds it.
    pub(in crate::audit) bracket: Option<usize>,
    pub(in crate::audit) language: Language,
    pub(in crate::audit) literal: Literal,
    pub(in crate::audit) amount: Amount,
    pub(in crate::audit) kind: Kind,
    pub(in crate::audit) role: Role,
    /// The words before it in its clause, after the number before it.
    pub(in crate::audit) lead: String,
    /// The words after it in its clause, up to the next number.
    pub(in crate::audit) tail: String,
    /// What it is the number of, as far as its clause says.
    pub(in crate::audit) head: String,
    /// The same, bare; see [`noun::core`].
    pub(in crate::audit) core: String,
    /// The year that its sentence gives it.
    pub(in crate::audit) year: Option<i32>,
    /// It is a part of a name: 南方4区用水量.
    pub(in crate::audit) named: bool,
}

impl Number {
    /// Whether both measure the same kind of thing.
    pub(in crate::audit) fn is_like(&self, other: &Self) -> bool {
        let share = |kind| kind == Kind::Share;
        if share(self.kind) != share(other.kind) || [self.kind, other.kind].contains(&Kind::Ratio) {
            return false;
        }
        let special = [Kind::Points, Kind::Times];
        if special.contains(&self.kind) || special.contains(&other.kind) {
            return self.kind == other.kind;
        }
        match (&self.literal.unit, &other.literal.unit) {
            (Some(one), Some(other)) => one.same_dimension(other),
            (None, None) => true,
            // "4,310 people, of which 2,580 were …": the noun is not said again.
            _ => {
                let counts = |number: &Self| {
                    let time = ["year", "month"].iter().any(|kind| {
                        number.literal.unit.as_ref().is_some_and(|unit| unit.dimensions.contains_key(*kind))
                    });
                    matches!(number.kind, Kind::Count | Kind::Plain) && !time
                };
                self.language == Language::En && counts(self) && counts(other)
            }
        }
    }

    /// Whether it leaves its scale to the number that it goes to: 9 of "from 9 to 11 million".
    pub(in crate::audit) fn is_elided(&self, to: &Self) -> bool {
        self.literal.scale_power == 0 && to.literal.scale_power > 0 && self.literal.unit.is_none()
    }

    /// Whether it says how much there is of something, in brackets or not.
    pub(in crate::audit) fn is_level(&self) -> bool {
        matches!(self.kind, Kind::Measure | Kind::Count | Kind::Plain)
            && matches!(self.role, Role::Level | Role::To(_))
            && self.literal.high.is_none()
            && !self.named
    }

    /// What a value would be if this number were written so: with one decimal more, and its unit.
    pub(in crate::audit) fn shown(&self, text: &str, value: rust_decimal::Decimal) -> String {
        let written = text.get(self.range.clone()).unwrap_or_default();
        let own = match &self.literal.unit {
            Some(unit) => unit.from_base(value).unwrap_or(value),
            None => value,
        };
        let scale = rust_decimal::Decimal::from(10u64.checked_pow(self.literal.scale_power).unwrap_or(1));
        let own = own.checked_div(scale).unwrap_or(own);
        let more = u32::from(!matches!(self.kind, Kind::Count));
        let rounded = own.round_dp(self.literal.decimals + more).normalize();
        let digits = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | ' ' | '\u{a0}' | '-' | '−');
        let start = written.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0);
        let prefix = written.get(..start).unwrap_or_default();
        let suffix = written.get(start..).unwrap_or_default().trim_start_matches(digits);
        let gap = if self.language == Language::En && suffix.starts_with(|next: char| next.is_alphabetic()) {
            " "
        } else {
            ""
        };
        format!("{prefix}{rounded}{gap}{suffix}")
    }
}

/// What is known of a number before its neighbours are.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) literal: Literal,
}

/// Where a number stands.
pub(super) struct Home<'t> {
    pub(super) line: usize,
    pub(super) text: &'t str,
    pub(super) language: Language,
    /// Bytes of the sentence.
    pub(super) sentence: Range<usize>,
    /// Its number among all.
    pub(super) index: usize,
    /// Of its first part.
    pub(super) part: usize,
}

impl Home<'_> {
    /// A number between the one before it and the one after it in its sentence.
    pub(super) fn number(&self, found: Found, before: &[Number], next: Option<&Range<usize>>) -> Option<Number> {
        let text = self.text;
        let (clause, bracket) = clause(text, &self.sentence, &found.range);
        let same_frame = |other: &&Number| other.clause.start == clause.start && other.bracket == bracket;
        let previous = before.iter().rev().take_while(|other| other.sentence == self.index).find(same_frame);
        let from = previous.map_or(clause.start, |other| other.range.end.max(clause.start)).min(found.range.start);
        let lead = without_brackets(text.get(from..found.range.start)?);
        let to = next.map_or(clause.end, |next| next.start.min(clause.end)).max(found.range.end);
        let tail = text.get(found.range.end..to)?.to_owned();
        let near = |text: &str, most: usize| text.char_indices().rev().nth(most).map_or(0, |(at, _)| at);
        let outside = text.get(from..found.range.start)?;
        let outside = outside.get(near(outside, 30)..)?;
        let hedge = beside(self.language, outside, &tail).map(|beside| beside.hedge.tone);
        let amount = Amount::of(&found.literal, hedge);
        let kind = kind(&found.literal);
        let amount = amount.or_else(|| (kind == Kind::Ratio).then(|| Amount::exact(found.literal.value)))?;
        let said = text.get(self.sentence.start..found.range.start)?;
        // "The yield of [x] is lower than": what follows a verb governs another number.
        let after = match tail.trim_start().starts_with('(') {
            true => text.get(found.range.end..clause.end).map(without_brackets).unwrap_or_default(),
            false => tail.clone(),
        };
        let verb = after
            .split_whitespace()
            .next()
            .is_some_and(|word| ["is", "are", "was", "were", "and", "in"].contains(&word));
        let behind = if verb { "" } else { after.as_str() };
        let governor = governor(self.language, if bracket.is_some() { &lead } else { said }, behind);
        let last = before.last().filter(|other| other.sentence == self.index);
        let role = self.role(&lead, kind, governor, if self.language == Language::En { last } else { previous });
        // 与2010年的1339万人相比，增加…: what the change started from.
        let compared = self.language == Language::Zh && tail.trim_start().starts_with("相比");
        let role = if compared { Role::From } else { role };
        // 南方4区用水量: a count inside of a name.
        let counted = |other: &&Number| {
            other.kind == Kind::Count && !other.tail.trim().is_empty() && self.language == Language::Zh
        };
        let own = match previous.filter(counted) {
            Some(_) => text.get(clause.start..found.range.start).map(without_brackets).unwrap_or_default(),
            None => lead.clone(),
        };
        let head = noun::head(self.language, &own);
        let core = noun::core(self.language, &head);
        let year = self.year(&found.range);
        let counts = ["有", "共", "为", "达", "是", "到", "至", "设", "成", "建"];
        let goes_on =
            next.is_some_and(|next| next.start < clause.end) && !tail.trim().is_empty() && !tail.contains('、');
        let named = kind == Kind::Count
            && self.language == Language::Zh
            && goes_on
            && !lead.is_empty()
            && !counts.iter().any(|word| lead.ends_with(word));
        let part =
            self.part + text.get(self.sentence.start..found.range.start)?.matches(super::split::is_semicolon).count();
        Some(Number {
            line: self.line,
            sentence: self.index,
            part,
            clause,
            bracket,
            language: self.language,
            literal: found.literal,
            range: found.range,
            amount,
            kind,
            role,
            lead,
            tail,
            head,
            core,
            year,
            named,
        })
    }

    fn role(&self, lead: &str, kind: Kind, governor: Option<Governor>, previous: Option<&Number>) -> Role {
        let words = undated(self.language, lead.trim_end());
        let from = match self.language {
            Language::Zh => words.ends_with(['由', '从', '自']),
            Language::En => words.ends_with("from") || words.ends_with("From"),
        };
        if from {
            return Role::From;
        }
        if kind == Kind::Share && is_share(self.language, lead) {
            return Role::Share;
        }
        if let Some(governor) = governor {
            return match governor.way {
                Way::By => Role::By(governor.points),
                Way::To => Role::To(Some(governor.points)),
                Way::Signed => Role::Signed,
            };
        }
        let to = match self.language {
            Language::Zh => words.ends_with(['到', '至']),
            Language::En => {
                let words = HEDGES.iter().find_map(|hedge| words.strip_suffix(hedge)).unwrap_or(&words).trim();
                words == "to" || words.ends_with(" to")
            }
        };
        let after_from = previous.is_some_and(|previous| matches!(previous.role, Role::From | Role::By(_)));
        if to { Role::To(None).filtered(after_from || self.language == Language::Zh) } else { Role::Level }
    }

    /// The year of a number: in English the one right after it, else the last before it in its sentence.
    fn year(&self, range: &Range<usize>) -> Option<i32> {
        if self.language == Language::En {
            let after = self.text.get(range.end..self.sentence.end).unwrap_or_default();
            let near: String = after.trim_start().chars().take(12).collect();
            if let Some(rest) = near.strip_prefix("in ")
                && let Some((year, _)) = years(rest).next().filter(|(_, at)| *at <= 4)
            {
                return Some(year);
            }
        }
        let before = self.text.get(self.sentence.start..range.start)?;
        // What a number is compared with is of another year: 较2018年减少.
        let compared =
            |at: usize| before.get(..at).is_some_and(|lead| lead.ends_with(['较', '比', '与', '同', '自', '和']));
        years(before).filter(|(_, at)| !compared(*at)).last().map(|(year, _)| year)
    }
}

impl Role {
    fn filtered(self, holds: bool) -> Self {
        if holds { self } else { Self::Level }
    }
}

/// English hedges between "to" and its number.
const HEDGES: [&str; 8] = ["just under", "just over", "about", "around", "nearly", "over", "almost", "approximately"];

/// The years that a text names, and where.
pub fn years(text: &str) -> impl Iterator<Item = (i32, usize)> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).filter_map(move |at| {
        let digits = bytes.get(at..at + 4)?;
        let alone =
            |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_digit() && *byte != b'.' && *byte != b',');
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + 4);
        let ends = after.is_none_or(|byte| !byte.is_ascii_digit());
        if !digits.iter().all(u8::is_ascii_digit) || !alone(before) || !ends {
            return None;
        }
        let year: i32 = text.get(at..at + 4)?.parse().ok()?;
        // Other numbers of four digits are seldom years, but for those that are called so.
        let called = text.get(..at).is_some_and(|lead| lead.ends_with("in ") || lead.ends_with("In "))
            || text.get(at + 4..).is_some_and(|rest| rest.starts_with('年'));
        let first = if called { 1800 } else { 1949 };
        (first..2100).contains(&year).then_some((year, at))
    })
}

/// Without the year that a number is of: 由2009年的, in 2019 to.
fn undated(language: Language, lead: &str) -> String {
    match language {
        Language::En => lead.to_owned(),
        Language::Zh => {
            let text = lead.trim_end_matches('的');
            let text = ["上年末", "上年底", "上年", "年末", "年底", "年初", "年度", "年"]
                .iter()
                .find_map(|word| text.strip_suffix(word))
                .unwrap_or(text);
            let text = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
            // 由每立方米0.32元: what it is for.
            let each = text.rfind('每').filter(|at| text.len() - at <= "每平方公里".len());
            each.and_then(|at| text.get(..at)).unwrap_or(text).to_owned()
        }
    }
}

fn kind(literal: &Literal) -> Kind {
    if literal.style == Style::Ratio {
        return Kind::Ratio;
    }
    let Some(unit) = &literal.unit else {
        return if literal.style == Style::Fraction { Kind::Share } else { Kind::Plain };
    };
    let counts = ["count", "person", "household", "year", "month"];
    match unit.over.as_deref() {
        Some("%" | "permille") => Kind::Share,
        Some("pp" | "pm") => Kind::Points,
        Some("times") => Kind::Times,
        _ if unit.under.is_empty() && counts.iter().any(|kind| unit.dimensions.contains_key(*kind)) => Kind::Count,
        _ => Kind::Measure,
    }
}

/// Whether the words before a percentage say that it is a share.
fn is_share(language: Language, lead: &str) -> bool {
    match language {
        Language::Zh => {
            let lead = lead.trim_end_matches(['约', '近', '为', '达', '到', '了', ' ']);
            let last = lead.rsplit('占').next().unwrap_or_default();
            let grows = ["提高", "增长", "上升", "下降", "增加", "减少", "降低"].iter().any(|word| last.contains(word));
            lead.contains('占') && !grows || ["比重", "占比", "比例", "贡献率"].iter().any(|word| lead.ends_with(word))
        }
        Language::En => {
            let lead = lead.to_ascii_lowercase();
            [
                "account for",
                "accounted for",
                "accounts for",
                "accounting for",
                "made up",
                "make up",
                "makes up",
                "represent",
                "constitut",
                "comprised",
                "comprises",
            ]
            .iter()
            .any(|word| lead.contains(word))
        }
    }
}
