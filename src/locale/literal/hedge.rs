//! Words that hedge a number: 约, 近, 多, 以上, 不足; about, nearly, over, at least.

use super::LiteralFault;
use crate::model::{Language, Qualifier, Text};
use Qualifier::{About, Over, Under};
use std::sync::LazyLock;

/// A hedging word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// The word, in lower case.
    pub word: &'static str,
    /// What it says.
    pub qualifier: Qualifier,
    /// Before the number; otherwise after the number or its unit.
    pub before: bool,
}

const fn before(word: &'static str, qualifier: Qualifier) -> Hedge {
    Hedge { word, qualifier, before: true }
}

const fn after(word: &'static str, qualifier: Qualifier) -> Hedge {
    Hedge { word, qualifier, before: false }
}

// A word that begins or ends another stands after it: the first match wins.
const ZH: &[Hedge] = &[
    before("大约", About),
    before("大概", About),
    before("约为", About),
    before("约", About),
    before("几乎", About),
    before("近乎", About),
    before("大致", About),
    before("大体", About),
    before("将近", About),
    before("接近", About),
    before("近", About),
    before("超过", Over),
    before("超", Over),
    before("逾", Over),
    before("多于", Over),
    before("大于", Over),
    before("高于", Over),
    before("至少", Over),
    before("不少于", Over),
    before("不低于", Over),
    before("不小于", Over),
    before("不足", Under),
    before("不到", Under),
    before("不超过", Under),
    before("不高于", Under),
    before("不大于", Under),
    before("不多于", Under),
    before("少于", Under),
    before("小于", Under),
    before("低于", Under),
    before("至多", Under),
    before("最多", Under),
    before("≥", Over),
    before(">", Over),
    before("≤", Under),
    before("<", Under),
    after("左右", About),
    after("上下", About),
    after("及以上", Over),
    after("以上", Over),
    after("有余", Over),
    after("多", Over),
    after("余", Over),
    after("不到", Under),
    after("及以下", Under),
    after("以下", Under),
    after("以内", Under),
    after("之内", Under),
    after("+", Over),
];

const EN: &[Hedge] = &[
    before("about", About),
    before("around", About),
    before("approximately", About),
    before("roughly", About),
    before("some", About),
    before("nearly", About),
    before("almost", About),
    before("close to", About),
    before("just over", Over),
    before("well over", Over),
    before("over", Over),
    before("above", Over),
    before("more than", Over),
    before("greater than", Over),
    before("exceeding", Over),
    before("in excess of", Over),
    before("upwards of", Over),
    before("at least", Over),
    before("no less than", Over),
    before("not less than", Over),
    before("no fewer than", Over),
    before("not fewer than", Over),
    before("not below", Over),
    before("just under", Under),
    before("under", Under),
    before("below", Under),
    before("less than", Under),
    before("fewer than", Under),
    before("up to", Under),
    before("at most", Under),
    before("no more than", Under),
    before("not more than", Under),
    before("not above", Under),
    before("within", Under),
    before("≥", Over),
    before(">", Over),
    before("≤", Under),
    before("<", Under),
    after("or so", About),
    after("or thereabouts", About),
    after("or more", Over),
    after("or above", Over),
    after("and above", Over),
    after("or over", Over),
    after("and over", Over),
    after("-odd", Over),
    after("odd", Over),
    after("plus", Over),
    after("+", Over),
    after("or less", Under),
    after("or fewer", Under),
    after("or below", Under),
    after("and below", Under),
    after("or under", Under),
];

/// The hedging words of a language, for readers of whole clauses too.
pub fn hedges(language: Language) -> &'static [Hedge] {
    match language {
        Language::Zh => ZH,
        Language::En => EN,
    }
}

/// Takes hedges off both ends.
pub(super) fn strip(language: Language, text: &str) -> Result<(&str, Option<Qualifier>), LiteralFault> {
    let mut rest = text;
    let mut found = None;
    while let Some((shorter, qualifier)) = strip_one(language, rest) {
        found = join(found, Some(qualifier)).map_err(|()| LiteralFault::HedgesContradict(text.to_owned()))?;
        rest = shorter;
    }
    Ok((rest, found))
}

/// Takes one hedge off the start that usually stands after a number: the 多 of `多万吨`, the 来 of `来亩`.
pub(super) fn strip_inner(language: Language, text: &str) -> (&str, Option<Qualifier>) {
    let text = text.trim_start();
    let words: &[(&str, Qualifier)] = match language {
        Language::Zh => &[("多", Over), ("余", Over), ("个多", Over), ("来", About), ("+", Over)],
        Language::En => &[("-odd", Over), ("odd", Over), ("plus", Over), ("+", Over)],
    };
    let found = words.iter().find_map(|(word, qualifier)| Some((strip_head(text, word)?, *qualifier)));
    found.map_or((text, None), |(rest, qualifier)| (rest, Some(qualifier)))
}

/// What two hedges say together: "about" yields to the other one; over and under contradict.
pub(super) fn join(one: Option<Qualifier>, other: Option<Qualifier>) -> Result<Option<Qualifier>, ()> {
    match (one, other) {
        (Some(Over), Some(Under)) | (Some(Under), Some(Over)) => Err(()),
        (None | Some(About), Some(other)) => Ok(Some(other)),
        (one, _) => Ok(one),
    }
}

/// The first and the last characters of the hedges of a language, of those before a number and of those behind it.
static EDGES: LazyLock<Text<[[String; 2]; 2]>> = LazyLock::new(|| {
    Text::build(|language| {
        [true, false].map(|before| {
            let words =
                || hedges(language).iter().filter(|hedge| hedge.before == before).map(|hedge| hedge.word.chars());
            [
                words().filter_map(|mut word| word.next()).collect(),
                words().filter_map(|mut word| word.next_back()).collect(),
            ]
        })
    })
});

/// Whether a hedge, one before a number or one behind it, may begin (or else end) with a character: most texts are told
/// to have none by that.
pub fn may_be_edge(language: Language, before: bool, begins: bool, edge: Option<char>) -> bool {
    let known = &EDGES.get(language)[usize::from(!before)][usize::from(!begins)];
    edge.is_some_and(|edge| known.contains(edge.to_ascii_lowercase()))
}

fn strip_one(language: Language, text: &str) -> Option<(&str, Qualifier)> {
    let (first, last) = (text.chars().next(), text.chars().next_back());
    if !may_be_edge(language, true, true, first) && !may_be_edge(language, false, false, last) {
        return None;
    }
    hedges(language).iter().find_map(|hedge| {
        let rest = if hedge.before { strip_head(text, hedge.word) } else { strip_tail(text, hedge.word) };
        rest.map(|rest| (rest, hedge.qualifier))
    })
}

/// Without `word` at the start, whatever its case; a Latin word must end there.
pub(super) fn strip_head<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    let ends = !word.ends_with(|last: char| last.is_ascii_alphabetic())
        || !rest.starts_with(|next: char| next.is_ascii_alphabetic());
    (head.eq_ignore_ascii_case(word) && ends).then(|| rest.trim_start())
}

fn strip_tail<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    let begins = !word.starts_with(|first: char| first.is_ascii_alphabetic())
        || !rest.ends_with(|last: char| last.is_alphanumeric());
    (tail.eq_ignore_ascii_case(word) && begins).then(|| rest.trim_end())
}
