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
    use super::{Slip, chinese, english};

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
}
