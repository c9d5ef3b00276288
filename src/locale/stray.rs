//! Characters that no text of a book means to hold: what steers a machine or turns the line round, what nobody sees, and
//! the look-alikes of Chinese characters that PDFs are full of. They come along when text is copied from another program.
//!
//! No-break, thin and ideographic spaces are sound, and so is a joiner inside a script or a sign that needs it.

use crate::diagnostic::{Arg, Message};
use std::ops::Range;
use unicode_normalization::char::decompose_compatible;

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// It steers a terminal or a printer, or breaks the line where no line of a text file ends.
    Control,
    /// It changes the direction in which what follows is shown.
    Direction,
    /// It has no width and no shape.
    Invisible,
    /// It looks like this character and is another one.
    LookAlike(char),
    /// A part of a character, made for dictionaries.
    Radical,
    /// It means something to one program or font only.
    Private,
    /// It stands where another program lost a character.
    Lost,
}

impl Stray {
    /// The message for it, and the remedy's.
    pub fn messages(self) -> (&'static str, &'static str) {
        match self {
            Self::Control => ("character-stray.control", "character-stray.hint-delete"),
            Self::Direction => ("character-stray.direction", "character-stray.hint-delete"),
            Self::Invisible => ("character-stray.invisible", "character-stray.hint-delete"),
            Self::LookAlike(_) => ("character-stray.look-alike", "character-stray.hint-write"),
            Self::Radical => ("character-stray.radical", "character-stray.hint-type"),
            Self::Private => ("character-stray.private", "character-stray.hint-type"),
            Self::Lost => ("character-stray.lost", "character-stray.hint-type"),
        }
    }

    /// Whether the same is to be said of both.
    fn like(self, other: Self) -> bool {
        self.messages().0 == other.messages().0
    }
}

/// Stray characters beside each other of which the same is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strays {
    /// Where they stand in the text.
    pub range: Range<usize>,
    /// What the first of them is.
    pub kind: Stray,
    /// What should stand there instead, where that is known.
    pub right: String,
}

/// The stray characters of a text.
pub fn strays(text: &str) -> impl Iterator<Item = Strays> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (start, kind) = first(text, at)?;
        let mut found = Strays { range: start..start, kind, right: String::new() };
        let mut next = Some((start, kind));
        while let Some((place, kind)) = next.filter(|(place, other)| *place == found.range.end && kind.like(*other)) {
            found.range.end = place + text[place..].chars().next().map_or(1, char::len_utf8);
            if let Stray::LookAlike(right) = kind {
                found.right.push(right);
            }
            next = first(text, found.range.end).filter(|(next, _)| *next == found.range.end);
        }
        at = found.range.end;
        Some(found)
    })
}

/// The first stray character at or behind a place.
fn first(text: &str, mut from: usize) -> Option<(usize, Stray)> {
    let bytes = text.as_bytes();
    loop {
        // Most characters are told by their first bytes, nearly all by the first.
        let rest = bytes.get(from..)?;
        from += rest.iter().position(|byte| LEADS[usize::from(*byte)])?;
        if !suspect(&bytes[from..]) {
            from += 1;
            continue;
        }
        let character = text[from..].chars().next()?;
        if let Some(kind) = stray(character, text[..from].chars().next_back()) {
            return Some((from, kind));
        }
        from += character.len_utf8();
    }
}

/// The bytes with which a stray character may begin.
const LEADS: [bool; 256] = {
    let mut leads = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        leads[byte] =
            matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xee..);
        byte += 1;
    }
    leads
};

/// Whether a character that begins with these bytes (UTF-8) may be a stray one; also where the text ends. The commas and
/// stops of Chinese and the dashes and quotation marks of all texts are told apart here, for they are many.
fn suspect(bytes: &[u8]) -> bool {
    match *bytes {
        [0x20..=0x7e | 0x80..=0xc1 | 0xe4..=0xed, ..] => false,
        [b'\t' | b'\n' | b'\r', ..] => false,
        [0xe3, second, ..] => second == 0x85,
        [0xef, second, ..] => !matches!(second, 0xbc | 0xbd),
        [0xe2, 0x80, third, ..] => matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        [0xe2, second, ..] => matches!(second, 0x81 | 0xa0 | 0xba..),
        [0xc2, second, ..] => second < 0xa0 || second == 0xad,
        [first, ..] => first < 0x20 || matches!(first, 0x7f | 0xcd | 0xd8 | 0xe1 | 0xee | 0xf0..),
        [] => true,
    }
}

/// What is wrong with a character behind another one; nothing with most.
pub fn stray(character: char, before: Option<char>) -> Option<Stray> {
    Some(match character {
        '\t' | '\n' | '\r' => return None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' => Stray::Control,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => Stray::Direction,
        '\u{200c}' | '\u{200d}' if before.is_some_and(joins) => return None,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' if before.is_some_and(joins) => return None,
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Stray::Invisible,
        '\u{2e80}'..='\u{2eff}' | '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            return look_alike(character);
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Stray::Private,
        '\u{fffc}' | '\u{fffd}' => Stray::Lost,
        '\u{fdd0}'..='\u{fdef}' => Stray::Private,
        _ if u32::from(character) & 0xfffe == 0xfffe => Stray::Private,
        _ => return None,
    })
}

/// Whether a joiner or a selector has something to do behind a character: in scripts whose letters join (Arabic,
/// Mongolian, those of India) and behind signs that have a second form. Behind a Chinese character there is none that
/// the book's fonts could show.
fn joins(before: char) -> bool {
    matches!(before,
        '#' | '*' | '0'..='9' | '©' | '®' | '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{2000}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{a800}'..='\u{abff}' | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}')
}

/// The radicals of dictionaries and the characters that only other standards tell apart; Unicode knows which character
/// is meant by most.
fn look_alike(character: char) -> Option<Stray> {
    let mut whole = String::new();
    decompose_compatible(character, |part| whole.push(part));
    let mut parts = whole.chars();
    match (parts.next(), parts.next()) {
        (Some(right), None) if right != character => Some(Stray::LookAlike(right)),
        // What is left of F900 to FAFF are characters of their own.
        _ => match RADICALS.binary_search_by_key(&character, |(radical, _)| *radical) {
            Ok(found) => RADICALS.get(found).map(|(_, right)| Stray::LookAlike(*right)),
            Err(_) => matches!(character, '\u{2e80}'..='\u{2eff}').then_some(Stray::Radical),
        },
    }
}

/// The radicals that are whole characters and that Unicode gives no decomposition (EquivalentUnifiedIdeograph.txt).
#[rustfmt::skip]
const RADICALS: [(char, char); 38] = [
    ('\u{2e9c}', '日'), ('\u{2e9d}', '月'), ('\u{2ea0}', '民'), ('\u{2ea9}', '王'), ('\u{2eac}', '示'), ('\u{2ec1}', '虎'),
    ('\u{2ec4}', '西'), ('\u{2ec5}', '见'), ('\u{2ec6}', '角'), ('\u{2ec9}', '贝'), ('\u{2ecb}', '车'), ('\u{2ed1}', '長'),
    ('\u{2ed3}', '长'), ('\u{2ed4}', '门'), ('\u{2ed7}', '雨'), ('\u{2ed8}', '青'), ('\u{2ed9}', '韦'), ('\u{2eda}', '页'),
    ('\u{2edb}', '风'), ('\u{2edc}', '飞'), ('\u{2edd}', '食'), ('\u{2ee0}', '饣'), ('\u{2ee2}', '马'), ('\u{2ee3}', '骨'),
    ('\u{2ee4}', '鬼'), ('\u{2ee5}', '鱼'), ('\u{2ee6}', '鸟'), ('\u{2ee7}', '卤'), ('\u{2ee8}', '麦'), ('\u{2ee9}', '黄'),
    ('\u{2eea}', '黾'), ('\u{2eec}', '齐'), ('\u{2eed}', '歯'), ('\u{2eee}', '齿'), ('\u{2eef}', '竜'), ('\u{2ef0}', '龙'),
    ('\u{2ef1}', '龜'), ('\u{2ef2}', '亀'),
];

/// `U+202E (RIGHT-TO-LEFT OVERRIDE)`; the look-alikes show themselves: `⽔ (U+2F54)`.
fn named(character: char) -> Arg {
    let code = format!("U+{:04X}", u32::from(character));
    if let Some(Stray::LookAlike(_) | Stray::Radical) = stray(character, None) {
        return format!("{character} ({code})").into();
    }
    match name(character) {
        Some((zh, en)) => Arg::Both { zh: format!("{code}（{zh}）"), en: format!("{code} ({en})") },
        None => code.into(),
    }
}

/// What the characters that people meet are called.
fn name(character: char) -> Option<(&'static str, &'static str)> {
    Some(match character {
        '\0' => ("空字符", "NULL"),
        '\u{7}' => ("响铃", "BELL"),
        '\u{8}' => ("退格", "BACKSPACE"),
        '\u{b}' => ("垂直制表符，Word 的手动换行", "LINE TABULATION, Word's manual line break"),
        '\u{c}' => ("换页符", "FORM FEED"),
        '\u{1b}' => ("转义符 ESC", "ESCAPE"),
        '\u{1e}' => ("Word 的不间断连字符", "Word's non-breaking hyphen"),
        '\u{1f}' => ("Word 的可选连字符", "Word's optional hyphen"),
        '\u{7f}' => ("删除符", "DELETE"),
        '\u{85}' => ("下一行", "NEXT LINE"),
        '\u{ad}' => ("软连字符", "SOFT HYPHEN"),
        '\u{34f}' => ("组合字素连接符", "COMBINING GRAPHEME JOINER"),
        '\u{61c}' => ("阿拉伯字母标记", "ARABIC LETTER MARK"),
        '\u{200b}' => ("零宽空格", "ZERO WIDTH SPACE"),
        '\u{200c}' => ("零宽不连字", "ZERO WIDTH NON-JOINER"),
        '\u{200d}' => ("零宽连字", "ZERO WIDTH JOINER"),
        '\u{200e}' => ("从左到右标记", "LEFT-TO-RIGHT MARK"),
        '\u{200f}' => ("从右到左标记", "RIGHT-TO-LEFT MARK"),
        '\u{2028}' => ("行分隔符", "LINE SEPARATOR"),
        '\u{2029}' => ("段落分隔符", "PARAGRAPH SEPARATOR"),
        '\u{202a}' => ("从左到右嵌入", "LEFT-TO-RIGHT EMBEDDING"),
        '\u{202b}' => ("从右到左嵌入", "RIGHT-TO-LEFT EMBEDDING"),
        '\u{202c}' => ("方向控制结束", "POP DIRECTIONAL FORMATTING"),
        '\u{202d}' => ("强制从左到右", "LEFT-TO-RIGHT OVERRIDE"),
        '\u{202e}' => ("强制从右到左", "RIGHT-TO-LEFT OVERRIDE"),
        '\u{2060}' => ("词连接符", "WORD JOINER"),
        '\u{2066}' => ("从左到右隔离", "LEFT-TO-RIGHT ISOLATE"),
        '\u{2067}' => ("从右到左隔离", "RIGHT-TO-LEFT ISOLATE"),
        '\u{2068}' => ("首强字符隔离", "FIRST STRONG ISOLATE"),
        '\u{2069}' => ("隔离结束", "POP DIRECTIONAL ISOLATE"),
        '\u{2800}' => ("空白盲文", "BRAILLE PATTERN BLANK"),
        '\u{3164}' => ("谚文填充符", "HANGUL FILLER"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => ("异体字选择符", "VARIATION SELECTOR"),
        '\u{feff}' => ("零宽不换行空格，文件开头以外的 BOM", "ZERO WIDTH NO-BREAK SPACE, a BOM inside the file"),
        '\u{fffc}' => ("对象替换符", "OBJECT REPLACEMENT CHARACTER"),
        '\u{fffd}' => ("替换符", "REPLACEMENT CHARACTER"),
        '\0'..='\u{1f}' | '\u{80}'..='\u{9f}' => ("控制字符", "a control character"),
        '\u{e0000}'..='\u{e007f}' => ("标签字符", "a tag character"),
        _ => return None,
    })
}

/// The fault's message and its remedy, for stray characters of a text.
pub fn told(text: &str, found: &Strays) -> (Message, Message) {
    let (message, hint) = found.kind.messages();
    let written = text.get(found.range.clone()).unwrap_or_default();
    let first = written.chars().next().map_or_else(|| Arg::from(""), named);
    let mut message = Message::new(message).with("character", first);
    let mut hint = Message::new(hint);
    if !found.right.is_empty() {
        let alone = written.chars().nth(1).is_none();
        message = if alone { message } else { message.replacing("character", written) };
        message = message.with("right", found.right.as_str());
        hint = hint.with("right", found.right.as_str());
    }
    (message, hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    fn kinds(text: &str) -> Vec<(usize, Stray)> {
        strays(text).map(|found| (found.range.start, found.kind)).collect()
    }

    #[test]
    fn what_text_is_made_of_is_sound() {
        for text in [
            "草地面积2124.01平方千米，“引号”——、；℃ ㎡ ½ Ⅻ ①",
            "a\tb\r\nc\u{a0}d\u{2009}e\u{202f}f　g",
            "naïve Ångström 〇㐀𠮷 ① ‣ •",
            // Mongolian and the flag of a family need their joiners, and a heart its colour.
            "ᠮᠣᠩᠭᠣᠯ\u{200d} 👨\u{200d}👩 ❤\u{fe0f} 1\u{fe0f}",
            // Characters of their own in the block of the compatible ones.
            "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩",
        ] {
            assert_eq!(kinds(text), [], "{text:?}");
        }
    }

    #[test]
    fn each_kind_is_found_where_it_stands() {
        for (character, kind) in [
            ('\u{1b}', Stray::Control),
            ('\u{b}', Stray::Control),
            ('\u{85}', Stray::Control),
            ('\u{2028}', Stray::Control),
            ('\u{202e}', Stray::Direction),
            ('\u{2069}', Stray::Direction),
            ('\u{200b}', Stray::Invisible),
            ('\u{ad}', Stray::Invisible),
            ('\u{feff}', Stray::Invisible),
            ('\u{200d}', Stray::Invisible),
            ('\u{e0041}', Stray::Invisible),
            ('\u{e0101}', Stray::Invisible),
            ('⽔', Stray::LookAlike('水')),
            ('⻓', Stray::LookAlike('长')),
            ('⺟', Stray::LookAlike('母')),
            ('\u{f900}', Stray::LookAlike('豈')),
            ('\u{2f800}', Stray::LookAlike('丽')),
            ('\u{2e80}', Stray::Radical),
            ('\u{e000}', Stray::Private),
            ('\u{fffe}', Stray::Private),
            ('\u{10fffd}', Stray::Private),
            ('\u{fffd}', Stray::Lost),
        ] {
            assert_eq!(kinds(&format!("草{character}地")), [(3, kind)], "{character:?}");
        }
    }

    #[test]
    fn no_stray_character_passes_the_look_at_its_bytes() {
        let mut encoded = [0; 4];
        for character in '\0'..=char::MAX {
            let bytes = character.encode_utf8(&mut encoded).as_bytes();
            let is_stray = stray(character, None).is_some() || stray(character, Some('草')).is_some();
            assert!(suspect(bytes) && LEADS[usize::from(bytes[0])] || !is_stray, "{character:?}");
        }
        for common in "a1 。，“”—…草\u{a0}\u{2009}（）".chars() {
            assert!(!suspect(common.encode_utf8(&mut encoded).as_bytes()), "{common:?}");
        }
    }

    #[test]
    fn what_stands_together_is_one_fault_and_shows_its_right_form() {
        let text = "治理⽔⼟流失\u{200b}\u{200b}。\u{202e}";
        let found: Vec<Strays> = strays(text).collect();
        assert_eq!(found.len(), 3);
        assert_eq!((&text[found[0].range.clone()], found[0].right.as_str()), ("⽔⼟", "水土"));
        assert_eq!(found[1].range.len(), 6);
    }

    #[test]
    fn the_radicals_are_in_order() {
        assert!(RADICALS.is_sorted_by_key(|(radical, _)| *radical));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The first byte never hides what the character would show.
        #[test]
        fn no_character_slips_through(character in any::<char>()) {
            prop_assert_eq!(kinds(&character.to_string()).len(), usize::from(stray(character, None).is_some()));
        }
    }
}
