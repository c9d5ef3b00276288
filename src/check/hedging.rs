//! How a tied number is hedged: inside its literal, right beside it, or elsewhere in its clause.

use crate::locale::literal::{NO_HEDGES, beside, hedges};
use crate::model::{Language, Qualifier};

/// A hedge that is certain to belong to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stance {
    /// What it says.
    pub(super) qualifier: Qualifier,
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
    pub(super) fn read(language: Language, inner: Option<Qualifier>, before: &'a str, after: &'a str) -> Self {
        let own = inner.or_else(|| {
            let found = beside(language, before, after).filter(|found| found.certain);
            found.map(|found| found.hedge.qualifier)
        });
        let own = own.map(|qualifier| Stance { qualifier });
        Self { own, language, before, after }
    }

    /// Whether a hedge of this kind stands in the clause.
    pub(super) fn in_clause(self, qualifier: Qualifier) -> bool {
        let clause = [clause_end(self.language, self.before), clause_start(self.language, self.after)];
        let mut words = hedges(self.language).iter().filter(|hedge| hedge.qualifier == qualifier);
        words.any(|hedge| clause.into_iter().any(|part| hedges_in(self.language, part, hedge.word)))
    }
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

/// What of the text after a number belongs to its clause.
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
            (Zh, "面积约", "，其中", Some(About)),
            (Zh, "占比不超过", "", Some(Under)),
            (Zh, "城区附近", "处", None),
            (Zh, "面积", "以上", Some(Over)),
            (Zh, "严重超采地区", "", None),
            (Zh, "还有", "，约占", None),
            (En, "it covers about ", " of", Some(About)),
            (En, "no more than ", "", Some(Under)),
            (En, "more than ", "", Some(Over)),
            (En, "handsome ", "", None),
            (En, "", " or more of", Some(Over)),
            (En, "over the years ", "", None),
            (En, "dredged over ", "", None),
            (En, "well over ", "", Some(Over)),
            (Zh, "大致", "", Some(About)),
            (Zh, "几乎", "", Some(About)),
            (Zh, "最多", "", Some(Under)),
            (Zh, "近年", "", None),
            (Zh, "", "亩不到", None),
            (Zh, "", "不到", Some(Under)),
        ] {
            let found = Hedged::read(language, None, before, after).own;
            assert_eq!(found.map(|stance| stance.qualifier), expected, "{before}5{after}");
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
            let found = Hedged::read(language, None, clause, "");
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
            let found = Hedged::read(language, None, before, after);
            assert_eq!(found.in_clause(About), expected, "{before}5{after}");
        }
    }
}
