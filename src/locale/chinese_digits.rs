//! The digits of Chinese number words, in one table.

/// 0 to 9 in words; in numbers that are spelled digit by digit 0 is 〇.
const WORDS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of a digit's character; none of 十 and of 两, which stand for no digit.
pub fn chinese_digit(sign: char) -> Option<u32> {
    let sign = if sign == '〇' { '零' } else { sign };
    (0..).zip(WORDS).find(|(_, word)| *word == sign).map(|(digit, _)| digit)
}

/// Whether a character belongs to the numbers of headings and small counts: a digit, 十 or 百.
pub fn is_chinese_numeral(sign: char) -> bool {
    chinese_digit(sign).is_some() || matches!(sign, '十' | '百')
}

/// A digit's character; none of what is no digit.
pub(super) fn chinese_word(digit: u32) -> Option<char> {
    WORDS.get(usize::try_from(digit).ok()?).copied()
}

/// A plain number digit by digit, with a word of its own for 0; what is no digit is left out.
pub(super) fn spelled(plain: &str, zero: char) -> String {
    let word = |sign: char| chinese_word(sign.to_digit(10)?).map(|word| if word == '零' { zero } else { word });
    plain.chars().filter_map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_words_are_one_table() {
        for digit in 0..10 {
            assert_eq!(chinese_word(digit).and_then(chinese_digit), Some(digit));
        }
        assert_eq!((chinese_digit('〇'), chinese_digit('十'), chinese_digit('两')), (Some(0), None, None));
        assert_eq!((chinese_word(10), spelled("2.05", '〇').as_str()), (None, "二〇五"));
    }
}
