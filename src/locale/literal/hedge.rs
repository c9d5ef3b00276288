//! Words that hedge a number: 约, 近, 多, 以上, 不足; about, nearly, over, at least.

use super::LiteralFault;
use crate::model::{Language, Qualifier, Text};
use Tone::{About, AtLeast, AtMost, Nearly, Odd, Over, Under};
use std::sync::LazyLock;

/// What a hedge promises of the value v beside its number X.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// 约, about: v rounds to X.
    About,
    /// 近, nearly: v comes close and stays below.
    Nearly,
    /// 超过, over: v is more.
    Over,
    /// 多, -odd: v is more, by less than one of X's last digit.
    Odd,
    /// 以上, at least: v is X or more.
    AtLeast,
    /// 不足, under: v is less.
    Under,
    /// 以下, at most: v is X or less.
    AtMost,
}

impl Tone {
    /// Whether it bounds the number on one side: more than, at most.
    pub const fn is_bound(self) -> bool {
        matches!(self, Over | Odd | AtLeast | Under | AtMost)
    }

    /// The kind of hedge, as facts declare it.
    pub const fn qualifier(self) -> Qualifier {
        match self {
            About | Nearly => Qualifier::About,
            Over | Odd | AtLeast => Qualifier::Over,
            Under | AtMost => Qualifier::Under,
        }
    }
}

/// A hedging word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// The word, in lower case.
    pub word: &'static str,
    /// What it says.
    pub qualifier: Qualifier,
    /// What it promises.
    pub tone: Tone,
    /// Before the number; otherwise after the number or its unit.
    pub before: bool,
}

const fn before(word: &'static str, tone: Tone) -> Hedge {
    Hedge { word, qualifier: tone.qualifier(), tone, before: true }
}

const fn after(word: &'static str, tone: Tone) -> Hedge {
    Hedge { word, qualifier: tone.qualifier(), tone, before: false }
}

// A word that begins or ends another stands after it: the first match wins.
const ZH: &[Hedge] = &[
    before("大约", About),
    before("大概", About),
    before("约为", About),
    before("约", About),
    before("几乎", Nearly),
    before("近乎", Nearly),
    before("大致", About),
    before("大体", About),
    before("将近", Nearly),
    before("接近", Nearly),
    before("近", Nearly),
    before("超过", Over),
    before("超", Over),
    before("逾", Over),
    before("突破", Over),
    before("多于", Over),
    before("大于", Over),
    before("高于", Over),
    before("至少", AtLeast),
    before("不少于", AtLeast),
    before("不低于", AtLeast),
    before("不小于", AtLeast),
    before("不足", Under),
    before("不到", Under),
    before("不超过", AtMost),
    before("不高于", AtMost),
    before("不大于", AtMost),
    before("不多于", AtMost),
    before("少于", Under),
    before("小于", Under),
    before("低于", Under),
    before("至多", AtMost),
    before("最多", AtMost),
    before("≥", AtLeast),
    before(">", Over),
    before("≤", AtMost),
    before("<", Under),
    after("左右", About),
    after("上下", About),
    after("及以上", AtLeast),
    after("以上", AtLeast),
    after("强", Over),
    after("弱", Nearly),
    after("有余", Odd),
    after("多", Odd),
    after("余", Odd),
    after("不到", Under),
    after("及以下", AtMost),
    after("以下", AtMost),
    after("以内", AtMost),
    after("之内", AtMost),
    after("+", AtLeast),
];

const EN: &[Hedge] = &[
    before("about", About),
    before("around", About),
    before("approximately", About),
    before("roughly", About),
    before("some", About),
    before("circa", About),
    before("ca.", About),
    before("c.", About),
    before("approaching", Nearly),
    before("nearly", Nearly),
    before("almost", Nearly),
    before("close to", Nearly),
    before("just over", Over),
    before("well over", Over),
    before("over", Over),
    before("above", Over),
    before("more than", Over),
    before("greater than", Over),
    before("exceeding", Over),
    before("exceeds", Over),
    before("exceed", Over),
    before("exceeded", Over),
    before("passed", Over),
    before("surpassed", Over),
    before("topped", Over),
    before("in excess of", Over),
    before("upwards of", Over),
    before("at least", AtLeast),
    before("no less than", AtLeast),
    before("not less than", AtLeast),
    before("no fewer than", AtLeast),
    before("not fewer than", AtLeast),
    before("not below", AtLeast),
    before("just under", Under),
    before("under", Under),
    before("below", Under),
    before("less than", Under),
    before("fewer than", Under),
    before("up to", AtMost),
    before("at most", AtMost),
    before("no more than", AtMost),
    before("not more than", AtMost),
    before("not above", AtMost),
    before("within", AtMost),
    before("≥", AtLeast),
    before(">", Over),
    before("≤", AtMost),
    before("<", Under),
    after("or so", About),
    after("or thereabouts", About),
    after("or more", AtLeast),
    after("or above", AtLeast),
    after("and above", AtLeast),
    after("or over", AtLeast),
    after("and over", AtLeast),
    after("-odd", Odd),
    after("odd", Odd),
    after("plus", AtLeast),
    after("+", AtLeast),
    after("or less", AtMost),
    after("or fewer", AtMost),
    after("or below", AtMost),
    after("and below", AtMost),
    after("or under", AtMost),
];

/// The hedging words of a language, for readers of whole clauses too.
pub fn hedges(language: Language) -> &'static [Hedge] {
    match language {
        Language::Zh => ZH,
        Language::En => EN,
    }
}

/// Takes hedges off both ends.
pub(super) fn strip(language: Language, text: &str) -> Result<(&str, Option<Tone>), LiteralFault> {
    let mut rest = text;
    let mut found = None;
    while let Some((shorter, tone)) = strip_one(language, rest) {
        found = join(found, Some(tone)).map_err(|()| LiteralFault::HedgesContradict(text.to_owned()))?;
        rest = shorter;
    }
    Ok((rest, found))
}

/// Takes one hedge off the start that usually stands after a number: the 多 of `多万吨`, the 来 of `来亩`.
pub(super) fn strip_inner(language: Language, text: &str) -> (&str, Option<Tone>) {
    let text = text.trim_start();
    let words: &[(&str, Tone)] = match language {
        Language::Zh => &[("多", Odd), ("余", Odd), ("个多", Odd), ("来", About), ("+", AtLeast)],
        Language::En => &[("-odd", Odd), ("odd", Odd), ("plus", AtLeast), ("+", AtLeast)],
    };
    let found = words.iter().find_map(|(word, tone)| Some((strip_head(text, word)?, *tone)));
    found.map_or((text, None), |(rest, tone)| (rest, Some(tone)))
}

/// What two hedges say together: "about" yields to the other one, "over" to what says it more narrowly; what is more and
/// what is less contradict.
pub(super) fn join(one: Option<Tone>, other: Option<Tone>) -> Result<Option<Tone>, ()> {
    let sides = [one, other].map(|tone| tone.map(Tone::qualifier));
    match (one, other) {
        _ if sides == [Some(Qualifier::Over), Some(Qualifier::Under)] => Err(()),
        _ if sides == [Some(Qualifier::Under), Some(Qualifier::Over)] => Err(()),
        (None | Some(About), Some(other)) => Ok(Some(other)),
        (Some(Over), Some(narrow @ (Odd | AtLeast))) => Ok(Some(narrow)),
        (Some(Nearly), Some(side)) if side.qualifier() != Qualifier::About => Ok(Some(side)),
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

fn strip_one(language: Language, text: &str) -> Option<(&str, Tone)> {
    let (first, last) = (text.chars().next(), text.chars().next_back());
    if !may_be_edge(language, true, true, first) && !may_be_edge(language, false, false, last) {
        return None;
    }
    hedges(language).iter().find_map(|hedge| {
        let rest = if hedge.before { strip_head(text, hedge.word) } else { strip_tail(text, hedge.word) };
        rest.map(|rest| (rest, hedge.tone))
    })
}

/// Without `word` at the start, whatever its case; a Latin word must end there.
pub(super) fn strip_head<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    // Most texts are told by their first letter.
    text.as_bytes().first().zip(word.as_bytes().first()).filter(|(one, other)| one.eq_ignore_ascii_case(other))?;
    let (head, rest) = text.split_at_checked(word.len())?;
    let ends = !word.ends_with(|last: char| last.is_ascii_alphabetic())
        || !rest.starts_with(|next: char| next.is_ascii_alphabetic());
    (head.eq_ignore_ascii_case(word) && ends).then(|| rest.trim_start())
}

fn strip_tail<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.as_bytes().last().zip(word.as_bytes().last()).filter(|(one, other)| one.eq_ignore_ascii_case(other))?;
    let (rest, tail) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    let begins = !word.starts_with(|first: char| first.is_ascii_alphabetic())
        || !rest.ends_with(|last: char| last.is_alphanumeric());
    (tail.eq_ignore_ascii_case(word) && begins).then(|| rest.trim_end())
}
