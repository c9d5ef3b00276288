//! The words around ties that the rules know. A word that stands in none of these lists says nothing.

use crate::model::Language;

/// What a known word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// 分别, respectively: members and ties go by order.
    Respectively,
    /// 合计, together: a sum of what is named.
    Together,
    /// 相比, compared with: who is named is not whose number stands here.
    Silent,
    /// 紧邻, next to, apart from: the same of who is named directly after it, and of nobody else.
    Aside,
    /// 等, such as: what is listed is not all.
    Open,
    /// 公共: a longer word in which a known one stands.
    Nothing,
}

const ZH: [(&str, Word); 38] = [
    ("分别", Word::Respectively),
    ("依次", Word::Respectively),
    ("合计", Word::Together),
    ("共计", Word::Together),
    ("总计", Word::Together),
    ("之和", Word::Together),
    ("共有", Word::Together),
    ("共", Word::Together),
    ("公共", Word::Nothing),
    ("仅次于", Word::Aside),
    ("紧邻", Word::Aside),
    ("毗邻", Word::Aside),
    ("相邻", Word::Aside),
    ("邻近", Word::Aside),
    ("接壤", Word::Silent),
    ("交界", Word::Silent),
    ("以北", Word::Silent),
    ("以南", Word::Silent),
    ("以东", Word::Silent),
    ("以西", Word::Silent),
    ("相比", Word::Silent),
    ("不含", Word::Aside),
    ("不包括", Word::Aside),
    ("扣除", Word::Aside),
    ("剔除", Word::Aside),
    ("除去", Word::Aside),
    ("除了", Word::Aside),
    ("以外", Word::Silent),
    ("之外", Word::Silent),
    ("转为", Word::Silent),
    ("转化为", Word::Silent),
    ("变为", Word::Silent),
    ("而不是", Word::Silent),
    ("而非", Word::Silent),
    ("等", Word::Open),
    ("等级", Word::Nothing),
    ("共同", Word::Nothing),
    ("共享", Word::Nothing),
];

const EN: [(&str, Word); 39] = [
    ("respectively", Word::Respectively),
    ("in that order", Word::Respectively),
    ("together", Word::Together),
    ("in total", Word::Together),
    ("combined", Word::Together),
    ("altogether", Word::Together),
    ("the sum of", Word::Together),
    ("second only to", Word::Aside),
    ("next to", Word::Aside),
    ("borders", Word::Aside),
    ("bordering", Word::Aside),
    ("adjoins", Word::Aside),
    ("adjoining", Word::Aside),
    ("near", Word::Aside),
    ("north of", Word::Silent),
    ("south of", Word::Silent),
    ("east of", Word::Silent),
    ("west of", Word::Silent),
    ("compared with", Word::Silent),
    ("compared to", Word::Silent),
    ("except", Word::Aside),
    ("except for", Word::Aside),
    ("excluding", Word::Aside),
    ("other than", Word::Aside),
    ("apart from", Word::Aside),
    ("aside from", Word::Aside),
    ("without", Word::Silent),
    ("rather than", Word::Silent),
    ("instead of", Word::Silent),
    ("turned into", Word::Silent),
    ("became", Word::Silent),
    ("converted to", Word::Silent),
    ("converted into", Word::Silent),
    ("unlike", Word::Silent),
    ("versus", Word::Silent),
    ("including", Word::Open),
    ("such as", Word::Open),
    ("among others", Word::Open),
    ("and so on", Word::Open),
];

/// The known words of a language.
pub(super) fn known(language: Language) -> &'static [(&'static str, Word)] {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

/// Directly before a member: it is compared with, or left out.
pub(super) fn compares(language: Language, before: &str) -> bool {
    match language {
        Language::Zh => ["比", "较", "除", "由", "从", "同", "跟"].iter().any(|word| before.ends_with(word)),
        Language::En => {
            let before = before.trim_end().trim_end_matches(" the").trim_end_matches(" in").trim_end_matches(" of");
            let before = before.trim_end_matches(" that");
            ["than", "as", "to"].iter().any(|word| {
                let rest = before.strip_suffix(word);
                rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            })
        }
    }
}
