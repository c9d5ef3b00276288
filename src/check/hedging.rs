//! How a tied number is hedged: inside its literal, right beside it, or elsewhere in its clause.

use crate::locale::literal::{Hedge, hedges, may_be_edge};
use crate::model::{Language, Qualifier};

/// Chinese words that hold a hedge's character and hedge nothing.
#[rustfmt::skip]
const NO_HEDGES: [&str; 97] = [
    "附近", "最近", "邻近", "临近", "靠近", "远近", "相近", "就近", "近年", "近期", "近来", "近日", "近几", "近些",
    "近郊", "近代", "近岸", "近似", "近自然",
    "多年", "多数", "多样", "多种", "多元", "多次", "多处", "多项", "多类", "多级", "多层", "多方", "多部门", "多渠道",
    "多用途", "多功能", "多目标", "多发", "多见", "多雨", "多风", "多云", "多为", "多在", "多属", "多呈", "多由", "多以",
    "多半", "多少", "许多", "众多", "诸多", "大多", "较多", "更多", "很多", "最多", "增多", "偏多", "过多", "繁多",
    "其余", "业余", "余下", "余量", "余地", "余热", "余额", "剩余", "富余", "多余", "盈余", "结余", "冗余", "残余",
    "超采", "超载", "超标", "超限", "超额", "超前", "超越", "超级", "超常",
    "约束", "节约", "集约", "制约", "公约", "条约", "预约", "约定", "契约", "逾期", "左右岸", "上下游", "上下级",
];
/// Words beside a number that may say something else: dredged over 27 km, 高于 another number.
const AMBIGUOUS: [&str; 14] = [
    "over", "around", "above", "below", "under", "within", "some", "高于", "低于", "大于", "小于", "多于", "少于",
    "plus",
];
/// Characters beside a number that are looked at: the longest hedge has fewer, with a letter to spare.
const NEAR: usize = 24;
/// What makes a hedge say "or equal".
const INCLUSIVE: [&str; 20] = [
    "不少", "不低", "不小", "不超", "不高", "不大", "不多", "至少", "至多", "最多", "以上", "以下", "以内", "之内",
    "least", "most", "or ", "and ", "no ", "not ",
];

/// A hedge that is certain to belong to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    /// What it says.
    pub(super) qualifier: Qualifier,
    /// Whether the number itself is meant too: at least, 以上.
    pub(super) inclusive: bool,
}

/// All that hedges a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hedged<'a> {
    /// Inside the literal or beside it.
    pub(super) own: Option<Stance>,
    language: Language,
    before: &'a str,
    after: &'a str,
}

impl<'a> Hedged<'a> {
    /// Reads what stands in a literal (`inner`, as the literal's reader found it) and around it.
    pub(super) fn read(
        language: Language,
        inner: Option<Qualifier>,
        before: &'a str,
        literal: &str,
        after: &'a str,
    ) -> Self {
        let inclusive = |text: &str| {
            let text = text.to_lowercase();
            text.contains(['≥', '≤']) || INCLUSIVE.iter().any(|word| text.contains(word))
        };
        let own = match inner {
            Some(qualifier) => Some(Stance { qualifier, inclusive: inclusive(literal) }),
            None => beside(language, before, after)
                .map(|hedge| Stance { qualifier: hedge.qualifier, inclusive: inclusive(&format!("{} ", hedge.word)) }),
        };
        Self { own, language, before, after }
    }

    /// Whether a hedge of this kind stands in the clause.
    pub(super) fn in_clause(self, qualifier: Qualifier) -> bool {
        let clause = [clause_end(self.language, self.before), clause_start(self.language, self.after)];
        let mut words = hedges(self.language).iter().filter(|hedge| hedge.qualifier == qualifier);
        words.any(|hedge| clause.into_iter().any(|part| hedges_in(self.language, part, hedge.word)))
    }
}

/// The longest hedge right before or right after the number.
fn beside(language: Language, before: &str, after: &str) -> Option<&'static Hedge> {
    let (before, after) = (before.trim_end(), after.trim_start());
    let (last, first) = (before.chars().next_back(), after.chars().next());
    if !may_be_edge(language, true, false, last) && !may_be_edge(language, false, true, first) {
        return None;
    }
    // No hedge is longer; what stands further away is none of the number's.
    let (before, after) = (last_characters(before, NEAR).to_lowercase(), first_characters(after, NEAR).to_lowercase());
    if language == Language::Zh && NO_HEDGES.iter().any(|word| before.ends_with(word) && *word != "最多") {
        return None;
    }
    let letter = |character: Option<char>| character.is_some_and(|found| found.is_ascii_alphabetic());
    let stands = |hedge: &&Hedge| {
        if hedge.before {
            before.strip_suffix(hedge.word).is_some_and(|rest| !(latin(hedge) && letter(rest.chars().last())))
        } else {
            after.strip_prefix(hedge.word).is_some_and(|rest| !(latin(hedge) && letter(rest.chars().next())))
        }
    };
    let hedge = hedges(language).iter().filter(stands).max_by_key(|hedge| hedge.word.len())?;
    // It still counts as standing in the clause.
    (!AMBIGUOUS.contains(&hedge.word)).then_some(hedge)
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth_back(count - 1).map_or(text, |(start, _)| &text[start..])
}

fn latin(hedge: &Hedge) -> bool {
    hedge.word.is_ascii()
}

/// Whether a hedge stands in a text as such: not inside a word that is none, nor inside a longer hedge (超过 in 不超过).
fn hedges_in(language: Language, text: &str, hedge: &str) -> bool {
    let lower;
    let text = match language {
        Language::Zh => text,
        Language::En => {
            lower = text.to_lowercase();
            &lower
        }
    };
    let others = hedges(language).iter().map(|other| other.word).filter(|other| other.len() > hedge.len());
    let covering: Vec<&str> = match language {
        // 最多 is a hedge of its own, and no 多.
        Language::Zh => others.chain(NO_HEDGES.into_iter().filter(|word| *word != hedge)).collect(),
        Language::En => others.collect(),
    };
    let covering: Vec<&str> = covering.into_iter().filter(|word| word.contains(hedge)).collect();
    let covered = |at: usize| {
        let inside = |start: usize, word: &str| start <= at && at + hedge.len() <= start + word.len();
        covering.iter().any(|word| text.match_indices(word).any(|(start, _)| inside(start, word)))
    };
    let letter = |character: Option<char>| {
        language == Language::En && character.is_some_and(|found| found.is_ascii_alphabetic())
    };
    text.match_indices(hedge).any(|(at, _)| {
        let (before, after) = (text[..at].chars().last(), text[at + hedge.len()..].chars().next());
        !letter(before) && !letter(after) && !covered(at)
    })
}

fn is_border(language: Language, character: char, next: Option<char>) -> bool {
    match language {
        Language::Zh => matches!(character, '，' | '。' | '；' | '：' | '！' | '？' | '、' | '（' | '）' | '\n'),
        // A comma or a point inside a number is no border.
        Language::En => {
            matches!(character, '(' | ')' | '\n')
                || matches!(character, ',' | '.' | ';' | ':' | '?' | '!') && next.is_none_or(char::is_whitespace)
        }
    }
}

/// What of the text before a number belongs to its clause.
fn clause_end(language: Language, before: &str) -> &str {
    let mut next = None;
    for (at, character) in before.char_indices().rev() {
        if is_border(language, character, next) {
            return &before[at + character.len_utf8()..];
        }
        next = Some(character);
    }
    before
}

/// What of the text behind a number belongs to its clause.
fn clause_start(language: Language, after: &str) -> &str {
    let mut following = after.chars().skip(1);
    for (at, character) in after.char_indices() {
        if is_border(language, character, following.next()) {
            return &after[..at];
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};
    use Qualifier::{About, Over, Under};

    #[test]
    fn hedges_beside_a_number_are_its_own() {
        for (language, before, after, expected) in [
            (Zh, "面积约", "，其中", Some((About, false))),
            (Zh, "占比不超过", "", Some((Under, true))),
            (Zh, "城区附近", "处", None),
            (Zh, "面积", "以上", Some((Over, true))),
            (Zh, "严重超采地区", "", None),
            (Zh, "还有", "，约占", None),
            (En, "it covers about ", " of", Some((About, false))),
            (En, "no more than ", "", Some((Under, true))),
            (En, "more than ", "", Some((Over, false))),
            (En, "handsome ", "", None),
            (En, "", " or more of", Some((Over, true))),
            (En, "over the years ", "", None),
            (En, "dredged over ", "", None),
            (En, "well over ", "", Some((Over, false))),
            (Zh, "大致", "", Some((About, false))),
            (Zh, "几乎", "", Some((About, false))),
            (Zh, "最多", "", Some((Under, true))),
            (Zh, "近年", "", None),
            (Zh, "", "亩不到", None),
            (Zh, "", "不到", Some((Under, false))),
        ] {
            let found = Hedged::read(language, None, before, "5", after).own;
            assert_eq!(found.map(|stance| (stance.qualifier, stance.inclusive)), expected, "{before}5{after}");
        }
    }

    #[test]
    fn a_word_that_holds_a_hedge_hedges_nothing() {
        for (language, clause, qualifier, expected) in [
            (Zh, "近年来草地", About, false),
            (Zh, "近期草地", About, false),
            (Zh, "多年平均", Over, false),
            (Zh, "大多数草地有", Over, false),
            (Zh, "其余", Over, false),
            (Zh, "地下水超采区", Over, false),
            (Zh, "节约集约用地", About, false),
            (Zh, "约束性指标约为", About, true),
            (Zh, "近年来近一半的草地共", About, true),
            (Zh, "不超过全县的", Over, false),
            (Zh, "不超过全县的", Under, true),
            (Zh, "最多的一年为", Over, false),
            (Zh, "不少于全县的", Over, true),
            (Zh, "不少于全县的", Under, false),
            (En, "no more than the total of ", Over, false),
            (En, "no more than the total of ", Under, true),
            (En, "moreover it has ", Over, false),
        ] {
            let found = Hedged::read(language, None, clause, "5", "");
            assert_eq!(found.in_clause(qualifier), expected, "{clause}: {qualifier:?}");
        }
    }

    #[test]
    fn a_hedge_counts_in_its_own_clause_only() {
        for (language, before, after, expected) in [
            (Zh, "面积大约有，", "", false),
            (Zh, "面积大约共计", "", true),
            (En, "about half, or ", "", false),
            (En, "it is about twice, 1,000.5 or ", "", false),
            (En, "which makes about a total of ", " in all", true),
        ] {
            let found = Hedged::read(language, None, before, "5", after);
            assert_eq!(found.in_clause(About), expected, "{before}5{after}");
        }
    }
}
