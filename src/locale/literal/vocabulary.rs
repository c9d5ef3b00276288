//! The words and the characters of which literals are made. What stands in no literal ends every one before it: whoever
//! looks for the end of a literal need not look any further.

use super::hedge::hedges;
use super::reader::scales;
use crate::locale::script::is_han;
use crate::model::Language;
use std::collections::BTreeSet;
use std::ops::Range;

/// Words of English numbers and of what joins them to units, beside hedges and scale words.
const ENGLISH: &str = "a an and applicable be below billion bn c deg determined double dozen e eight eighteen \
    eighteenth eighth eightieth eighty eleven eleventh every f fifteen fifth fifty five fold forty four fourteen \
    fourth half halves hundred hundredth hundredthousand in k m million millionth minus mn n negative nine nineteen \
    ninety ninth not odd of one or out per plus quarter s seven seventeen seventh seventy six sixteen sixth sixty so \
    stated tbd ten tenth tenthousand third thirteen thirty thousand thousandth three thrice times tn to treble \
    trillion triple twelfth twelve twentieth twenty twice two w zero";
/// Characters of Chinese numbers and of what joins them to units, beside hedges and scale words.
const CHINESE: &str = "〇一万三上下不东两个之了二亩亿仟伍余佰倍公几分列到北十千卅半卌南叁吨四壹多天好定小尚年度廿待成拾捌\
    数斤日时明月未来柒点玖用番百确秒纬经翻肆至西负贰超过适里陆零五六七八九每";

/// What literals are made of in the two languages.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    words: BTreeSet<String>,
    characters: BTreeSet<char>,
}

impl Vocabulary {
    /// That of a book whose units have these names.
    pub(super) fn new<'n>(english: impl Iterator<Item = &'n str>, chinese: impl Iterator<Item = &'n str>) -> Self {
        let hedged = |language| hedges(language).iter().map(|hedge| hedge.word).chain(scales(language));
        let mut words = BTreeSet::new();
        let mut learn = |text: &str| words.extend(runs(text).map(|run| text[run].to_ascii_lowercase()));
        english.for_each(&mut learn);
        hedged(Language::En).chain([ENGLISH]).for_each(&mut learn);
        // Thirds, and what else has a plural.
        words.extend(runs(ENGLISH).map(|run| format!("{}s", &ENGLISH[run])));
        let mut characters = BTreeSet::new();
        let mut learn = |text: &str| characters.extend(text.chars().filter(|sign| is_han(*sign)));
        chinese.for_each(&mut learn);
        hedged(Language::Zh).chain([CHINESE]).for_each(&mut learn);
        Self { words, characters }
    }

    /// How far a literal may go on in a text, in bytes.
    pub(super) fn extent(&self, language: Language, text: &str) -> usize {
        let foreign = match language {
            Language::Zh => {
                text.char_indices().find(|(_, sign)| is_han(*sign) && !self.characters.contains(sign)).map(|(at, _)| at)
            }
            Language::En => {
                // Signs that are none of ASCII may be part of a word, or nothing: those words are not told.
                let bytes = text.as_bytes();
                let plain = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(u8::is_ascii);
                let told = |run: &Range<usize>| plain(run.start.checked_sub(1)) && plain(Some(run.end));
                let unknown = |run: &Range<usize>| !self.knows(&text[run.clone()]);
                runs(text).find(|run| told(run) && unknown(run)).map(|run| run.start)
            }
        };
        foreign.unwrap_or(text.len())
    }

    fn knows(&self, word: &str) -> bool {
        // twofold
        let word = word.strip_suffix("fold").filter(|head| !head.is_empty()).unwrap_or(word);
        match word.bytes().any(|letter| letter.is_ascii_uppercase()) {
            true => self.words.contains(&word.to_ascii_lowercase()),
            false => self.words.contains(word),
        }
    }
}

/// The runs of Latin letters of a text.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_alphabetic)?;
        at = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        Some(start..at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Lexicon, hedges, scales};
    use crate::locale::{built_in_units, format_quantity};
    use crate::model::{LANGUAGES, Language};
    use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest};
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&built_in_units()));

    /// Whether no literal is cut short.
    fn is_whole(language: Language, text: &str) -> bool {
        LEXICON.recognise(language, text).is_none() || LEXICON.extent(language, text) == text.len()
    }

    #[test]
    fn no_literal_of_the_tables_is_cut_short() {
        for (language, table) in [
            (Language::Zh, include_str!("../../../tests/literals.zh.csv")),
            (Language::En, include_str!("../../../tests/literals.en.csv")),
        ] {
            for row in csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap) {
                assert!(is_whole(language, &row[0]), "{}", &row[0]);
            }
        }
    }

    #[test]
    fn what_stands_in_no_literal_ends_them() {
        for (language, text, extent) in [
            (Language::En, " km of road", " km of "),
            (Language::En, " Kilometres each", " Kilometres "),
            (Language::En, " m³–wide", " m³–wide"),
            (Language::En, "", ""),
            (Language::Zh, "公里的路", "公里"),
            (Language::Zh, "km长", "km"),
            (Language::Zh, "，", "，"),
        ] {
            assert_eq!(&text[..LEXICON.extent(language, text)], extent);
        }
    }

    /// Parts of literals of either language, of which few rows are one.
    fn parts(language: Language) -> impl Strategy<Value = String> {
        let units = built_in_units();
        let mut known: Vec<String> = units
            .iter()
            .flat_map(|unit| unit.aliases.get(language).iter().chain([unit.symbol.get(language)]).chain(&unit.plural))
            .cloned()
            .collect();
        let loose: &[&str] = match language {
            Language::Zh => &[
                "一", "十", "几", "半", "成", "分之", "百", "点", "多", "余", "来", "翻", "番", "个", "每", "至",
                "过半", "负", "零下", "数", "上", "两", "2", "3.5", "卅", "拾", "/", "～", "+", "北纬", "度", "秒",
            ],
            Language::En => &[
                "one",
                "a",
                "half",
                "third",
                "quarters",
                "dozen",
                "twice",
                "fold",
                "-fold",
                "and",
                "of",
                "in",
                "every",
                "out of",
                "per",
                "to",
                "two",
                "twenty",
                "hundred",
                "2",
                "3.5",
                "1,000",
                "odd",
                "plus",
                "below zero",
                "minus",
                "/",
                "–",
                "-",
                "k",
                "m",
                "M",
                "N",
                "an",
                "times",
            ],
        };
        known.extend(loose.iter().map(|part| (*part).to_owned()));
        known.extend(loose.iter().map(|part| (*part).to_owned()));
        known.extend(
            hedges(language).iter().map(|hedge| hedge.word.to_owned()).chain(scales(language).map(str::to_owned)),
        );
        let head = prop_oneof![Just("5".to_owned()), Just("1.2".to_owned()), prop::sample::select(known.clone())];
        let joint = prop::sample::select(vec!["", " ", " ", "-"]);
        let part = (joint, prop::sample::select(known)).prop_map(|(joint, part)| format!("{joint}{part}"));
        (head, prop::collection::vec(part, 0..4)).prop_map(|(head, parts)| format!("{head}{}", parts.concat()))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn no_literal_is_cut_short(chinese in parts(Language::Zh), english in parts(Language::En)) {
            assert!(is_whole(Language::Zh, &chinese), "{chinese}");
            assert!(is_whole(Language::En, &english), "{english}");
        }

        #[test]
        fn nothing_that_is_printed_is_cut_short(number in 0u32..100_000, unit in 0usize..200) {
            let units = built_in_units();
            let unit = units.iter().nth(unit).and_then(|unit| units.parse(&unit.id));
            for (language, unit) in LANGUAGES.into_iter().filter_map(|language| Some((language, unit.clone()?))) {
                let text = format_quantity(language, number.into(), &unit, &units);
                assert!(is_whole(language, &text), "{text}");
            }
        }
    }
}
