//! Slips of the typewriter in running text, each with what belongs there. Knows nothing of books and places.
//!
//! Sources: GB/T 15834—2011 (punctuation; 一字线 and 浪纹线), GB/T 15835—2011 (numerals; 〇), and for English the
//! usual house rules of printers (en dash in ranges, curved quotation marks).

mod chinese;
mod english;
mod line;
mod ranges;

use std::ops::Range;

pub(super) use chinese::slips as chinese;
pub(super) use english::slips as english;

/// One slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Bytes of the text.
    pub(super) part: Range<usize>,
    /// Its message.
    pub(super) message: &'static str,
    /// What belongs there.
    pub(super) better: String,
}

#[cfg(test)]
mod tests {
    use super::line::places;
    use super::{Slip, chinese, english};
    use proptest::prelude::{ProptestConfig, proptest};

    fn told(text: &str, slips: &[Slip]) -> Vec<String> {
        let name = |slip: &Slip| slip.message.trim_start_matches("text-typography.").to_owned();
        slips.iter().map(|slip| format!("{} {}→{}", name(slip), &text[slip.part.clone()], slip.better)).collect()
    }

    #[test]
    fn chinese_text() {
        let cases: [(&str, &[&str]); 34] = [
            ("草地,林地", &["half-width ,→，"]),
            ("面积63%,其中", &["half-width ,→，"]),
            ("注:见下", &["half-width :→："]),
            ("完成。(见下)", &["half-width (→（", "half-width )→）"]),
            ("指数(NDWI)较低", &["half-width (→（", "half-width )→）"]),
            ("恢复.", &["half-width .→。"]),
            ("1:5万，PM2.5，f(x)", &[]),
            ("3,890平方千米", &[]),
            ("深7~8米", &["range ~→～"]),
            ("深7-8米，高3.0—6.0米", &["range -→～", "range —→～"]),
            ("占63%—68%", &["range —→～"]),
            ("深7～8米", &[]),
            ("7—8月，69～177天", &[]),
            ("7-8月", &["range-of-time -→—"]),
            ("2021-2035年", &["range-of-time -→—"]),
            ("2021～2035年", &["range-of-time ～→—"]),
            ("2021年-2035年", &["range-of-time -→—"]),
            ("2021—2035年", &[]),
            ("（2021—2035）", &[]),
            ("图1-12、1-13和表2-1", &[]),
            ("DB34/T 4383-2023，GB/T 15834—2011", &[]),
            ("2022-11-01", &[]),
            ("二零二二年十一月", &["zero 二零二二→二〇二二"]),
            ("二〇二二年，零下", &[]),
            ("草 地", &["space  →"]),
            ("面积 43平方千米，14 处", &["space  →", "space  →"]),
            ("2 124.01平方千米", &[]),
            ("landsat 8 卫星", &["space  →"]),
            ("等...其他", &["ellipsis ...→……"]),
            ("等…其他……", &["ellipsis …→……"]),
            ("\"双评价\"", &["quotes \"→“", "quotes \"→”"]),
            ("值为.597", &["decimal .→0."]),
            ("气温-36.1℃", &["minus -→−"]),
            ("气温−36.1℃——最低", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text, &chinese(text)), expected, "{text}");
        }
    }

    #[test]
    fn english_text() {
        let cases: [(&str, &[&str]); 19] = [
            ("the county's area", &["quotes '→’"]),
            ("the \"screen\"", &["quotes \"→“", "quotes \"→”"]),
            ("the “screen” of the county’s", &[]),
            ("13-15 km", &["dash -→–"]),
            ("2021—2035, 7~8 m", &["dash —→–", "dash ~→–"]),
            ("13–15 km", &[]),
            ("Figure 1-12 and Tables 2-1, 2-2", &[]),
            ("Figures 1-4 and 1-16 to 1-18, among others", &[]),
            ("the printed plan's Figures 1-5 and 1-11", &["quotes '→’"]),
            ("DB34/T 4383-2023 on 2022-11-01", &[]),
            ("5-3-2", &[]),
            ("the  area", &["spaces   → "]),
            ("a p of .003", &["decimal .→0."]),
            ("at -36.1 °C", &["minus -→−"]),
            ("high-standard, COVID-19", &[]),
            ("an acre of land, 5 Acres", &["acre acre→mu", "acre Acres→mu"]),
            ("massacre, acreage", &[]),
            ("the end...", &[]),
            ("10-20% of it", &["dash -→–"]),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text, &english(text)), expected, "{text}");
        }
    }

    /// The bytes and the characters of a language at which a slip may begin.
    type Suspicion = (&'static [bool; 256], fn(u8, u8) -> bool, fn(char, Option<char>) -> bool);

    const SUSPICIONS: [Suspicion; 2] = [
        (&chinese::BEGINS, chinese::may_be, chinese::suspicious),
        (&english::BEGINS, english::may_be, english::suspicious),
    ];

    #[test]
    fn bytes_tell_all_suspicious_characters_of_unicode() {
        for (begins, may_be, suspicious) in SUSPICIONS {
            let all = || (0..=0x3_ffff).filter_map(char::from_u32);
            let partners = ['a', 'c', 'C', '0', '9', ' ', '\u{a0}', '。', '一', '〇', '零', '中', '-'];
            for (character, next) in all().flat_map(|one| partners.map(|next| (one, next))) {
                let text = format!("{character}{next}");
                let bytes = text.as_bytes();
                let told = begins[usize::from(bytes[0])] && may_be(bytes[0], bytes[1]);
                assert!(told || !suspicious(character, Some(next)), "{text:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn places_are_those_of_the_suspicious_characters(text in "[ac'\"。，.～—一〇 \u{a0}\u{3000}0中…,x-]{0,30}") {
            for (begins, may_be, suspicious) in SUSPICIONS {
                let mut behind = text.chars().skip(1);
                let plainly = text.chars().enumerate().filter(|(_, one)| suspicious(*one, behind.next()));
                let plainly: Vec<usize> = plainly.map(|(index, _)| index).collect();
                assert_eq!(places(&text, begins, may_be, suspicious), plainly, "{text:?}");
            }
        }
    }
}
