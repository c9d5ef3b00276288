//! The words around a date: 截至 and "as of", which are always right, and 底, 初, "end of", "early", which are right
//! only for some days.

use crate::model::{Day, Language, days_in};

/// Which part of a year or month is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Early,
    Late,
    End,
}

/// A date's text without the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edged<'a> {
    /// Words before it that hold for every date.
    pub(super) lead: &'a str,
    /// The words that name a part, before or behind.
    pub(super) head: &'a str,
    pub(super) tail: &'a str,
    pub(super) edge: Option<Edge>,
    /// The date alone.
    pub(super) body: &'a str,
}

const ZH_LEADS: [&str; 2] = ["截至", "截止"];
const EN_LEADS: [&str; 5] = ["as of ", "by ", "at ", "in ", "since "];
/// The longer word first: 2021年年底, 2021年底.
const ZH_TAILS: [(&str, Edge); 6] = [
    ("年底", Edge::End),
    ("年末", Edge::End),
    ("年初", Edge::Early),
    ("底", Edge::End),
    ("末", Edge::End),
    ("初", Edge::Early),
];
const EN_HEADS: [(&str, Edge); 6] = [
    ("the end of ", Edge::End),
    ("end of ", Edge::End),
    ("end-", Edge::End),
    ("late ", Edge::Late),
    ("the beginning of ", Edge::Early),
    ("early ", Edge::Early),
];

/// Takes the words around a date off. Spaces are plain ones.
pub(super) fn split(language: Language, text: &str) -> Edged<'_> {
    let leads: &[&str] = match language {
        Language::Zh => &ZH_LEADS,
        Language::En => &EN_LEADS,
    };
    let starts = |text: &str, word: &str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let lead = leads.iter().find(|lead| starts(text, lead)).map_or(0, |lead| lead.len());
    let (lead, body) = text.split_at(lead);
    let whole = Edged { lead, head: "", tail: "", edge: None, body };
    match language {
        Language::Zh => {
            // The first 年 of 年底 must be a second one: that of 2021年底 belongs to the date.
            let fits = |body: &str, word: &str| {
                let rest = body.strip_suffix(word);
                rest.is_some_and(|rest| !word.starts_with('年') || rest.ends_with('年'))
            };
            let found = ZH_TAILS.iter().find(|(word, _)| fits(body, word));
            found.map_or(whole, |(word, edge)| {
                let (body, tail) = body.split_at(body.len() - word.len());
                Edged { tail, edge: Some(*edge), body, ..whole }
            })
        }
        Language::En => {
            let found = EN_HEADS.iter().find(|(word, _)| starts(body, word));
            found.map_or(whole, |(word, edge)| {
                let (head, body) = body.split_at(word.len());
                Edged { head, edge: Some(*edge), body, ..whole }
            })
        }
    }
}

impl Edge {
    /// Whether a date, written as exactly as `written`, lies at this edge of its year or month. `closes`: it ends a
    /// period, so that what it leaves open is its last day.
    pub(super) fn holds(self, written: Day, known: Day, closes: bool) -> bool {
        let month = known.month.or(closes.then_some(12));
        let last = month.map(|month| days_in(known.year, month));
        let day = known.day.or(last.filter(|_| closes));
        match (written.month, written.day) {
            (_, Some(_)) => false,
            (Some(_), None) => day.is_some_and(|day| match self {
                Self::Early => day <= 10,
                Self::Late => day > 20,
                Self::End => Some(day) == last,
            }),
            (None, None) => month.is_some_and(|month| match self {
                Self::Early => month <= 3,
                Self::Late => month >= 10,
                Self::End => month == 12 && (day.is_none() || day == last),
            }),
        }
    }
}
