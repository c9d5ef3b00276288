//! English words as a comparison of terms sees them: plural, capitals, articles, hyphens and apostrophes do not count.

use crate::locale;
use crate::model::Language;
use std::borrow::Cow;
use std::ops::Range;

/// Words that stand between those of a term when it is turned round: degradation of grassland.
const SMALL: [&str; 15] =
    ["a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "with", "from", "by", "at", "as"];

/// A word, brought to its plain form, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'t> {
    /// The text's own letters where they are plain already, as most are.
    plain: Cow<'t, str>,
    range: Range<usize>,
}

impl Word<'_> {
    /// The same word, whatever becomes of its text.
    fn kept(self) -> Word<'static> {
        Word { plain: Cow::Owned(self.plain.into_owned()), range: self.range }
    }

    /// The bytes of every run of words that equals `wanted`.
    pub fn runs(words: &[Self], wanted: &[Word<'_>]) -> Vec<Range<usize>> {
        let bytes = |run: &[Self]| Some(run.first()?.range.start..run.last()?.range.end);
        Self::equal(words, wanted).filter_map(bytes).collect()
    }

    fn equal<'w>(words: &'w [Self], wanted: &'w [Word<'_>]) -> impl Iterator<Item = &'w [Self]> {
        let same = move |run: &&[Self]| run.iter().zip(wanted).all(|(one, other)| one.plain == other.plain);
        words.windows(wanted.len().max(1)).filter(same)
    }
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Letter,
    /// Inside of a word only.
    Apostrophe,
    Other,
}

/// What the characters of ASCII are.
const PLAIN: [Sign; 128] = {
    let mut signs = [Sign::Other; 128];
    let mut code = 0;
    while code < 128 {
        if (code as u8).is_ascii_alphanumeric() {
            signs[code] = Sign::Letter;
        }
        code += 1;
    }
    signs[b'\'' as usize] = Sign::Apostrophe;
    signs
};

/// How many bytes from a place on are characters that are wanted.
fn run(text: &str, from: usize, wanted: impl Fn(Sign) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let (sign, length) = match PLAIN.get(usize::from(*byte)) {
            Some(sign) => (*sign, 1),
            None => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some('’') => (Sign::Apostrophe, '’'.len_utf8()),
                Some(other) if other < '\u{2e80}' && other.is_alphanumeric() => (Sign::Letter, other.len_utf8()),
                Some(other) => (Sign::Other, other.len_utf8()),
                None => break,
            },
        };
        if !wanted(sign) {
            break;
        }
        at += length;
    }
    at - from
}

/// The words of a text. Chinese characters are none.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        let begin = at + run(text, at, |sign| sign != Sign::Letter);
        at = begin + run(text, begin, |sign| sign != Sign::Other);
        if begin == at {
            return words;
        }
        words.push(Word { plain: plain(&text[begin..at]), range: begin..at });
    }
}

/// Small letters, no apostrophe, no plural: `Counties’` is `county`.
fn plain(word: &str) -> Cow<'_, str> {
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let mut lower = match small {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase().replace(['\'', '’'], "")),
    };
    match lower.strip_suffix('s') {
        Some(stem) if stem.len() > 4 && stem.ends_with("ie") => {
            lower = Cow::Owned(format!("{}y", &stem[..stem.len() - 2]));
        }
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => {
            let end = stem.len();
            match &mut lower {
                Cow::Borrowed(word) => *word = &word[..end],
                Cow::Owned(word) => word.truncate(end),
            }
        }
        _ => {}
    }
    lower
}

/// One way to write a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    words: Vec<Word<'static>>,
    /// A proper name: its words stand together and in order.
    name: bool,
}

impl Form {
    /// The forms that a text of the term base stands for: with and without its brackets, and what is in them.
    pub fn all(text: &str) -> Vec<Self> {
        let mut texts = vec![text.to_owned()];
        if let Some((before, rest)) = text.split_once('(')
            && let Some((inside, after)) = rest.split_once(')')
        {
            texts.extend([format!("{before} {after}"), format!("{inside} {after}")]);
        }
        texts.iter().map(|text| Self::new(text)).filter(|form| !form.words.is_empty()).collect()
    }

    fn new(text: &str) -> Self {
        let mut found = words(text);
        if found.len() > 1 && found.first().is_some_and(|word| SMALL[..3].contains(&&*word.plain)) {
            found.remove(0);
        }
        // A common noun has no capital; of a name at least one word has.
        Self { words: found.into_iter().map(Word::kept).collect(), name: text.chars().any(char::is_uppercase) }
    }
}

/// A text to look for forms in.
pub struct Text<'t> {
    words: Vec<Word<'t>>,
    /// The words of each sentence, by their places among all.
    sentences: Vec<Range<usize>>,
}

impl<'t> Text<'t> {
    /// Cuts a text into sentences and words.
    pub fn new(text: &'t str) -> Self {
        let mut all = Vec::new();
        let sentences = locale::sentences(Language::En, text).into_iter().map(|sentence| {
            let first = all.len();
            all.extend(words(sentence));
            first..all.len()
        });
        let sentences = sentences.collect();
        Self { words: all, sentences }
    }

    /// Whether the text has a form: as it is, or, if it is no name, all its words in one sentence.
    pub fn has(&self, form: &Form) -> bool {
        if Word::equal(&self.words, &form.words).next().is_some() {
            return true;
        }
        let mut wanted = form.words.iter().filter(|word| !SMALL.contains(&&*word.plain)).peekable();
        if form.name || wanted.peek().is_none() {
            return false;
        }
        let wanted: Vec<&Word<'_>> = wanted.collect();
        let holds = |sentence: &[Word<'_>], word: &Word<'_>| sentence.iter().any(|found| found.plain == word.plain);
        self.sentences.iter().any(|sentence| wanted.iter().all(|word| holds(&self.words[sentence.clone()], word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_whatever_their_dress() {
        for (term, text, found) in [
            ("grassland degradation", "the degradation of grassland", true),
            ("grassland degradation", "Degradation rises. Grassland shrinks.", false),
            ("soil and water loss", "Soil- and water-loss sites", true),
            ("soil and water loss", "erosion", false),
            ("hectare (ha)", "5 ha", true),
            ("hectare (ha)", "5 hectares", true),
            ("permanent (resident) population", "resident population", true),
            ("the Belt and Road", "Belt and Road", true),
            ("Chengxi County", "Chengxi County’s plan", true),
            ("Chengxi County", "the county of Chengxi", false),
            ("Ma'anshan (Ma'an Mountain)", "on Ma’an Mountain", true),
            ("county", "Counties", true),
            ("grass", "gras", false),
            ("mu", "mus and acres", false),
            ("Northern Comprehensive Improvement Belt", "the comprehensive improvement of the Northern Belt", false),
        ] {
            let text_words = Text::new(text);
            assert_eq!(Form::all(term).iter().any(|form| text_words.has(form)), found, "{term}: {text}");
        }
    }

    #[test]
    fn forbidden_words_are_found_at_their_place() {
        let text = "全县 230 Acres, no acreage";
        let runs = Word::runs(&words(text), &words("acre"));
        assert_eq!(runs.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), ["Acres"]);
    }
}
