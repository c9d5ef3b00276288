//! A place or a scope stands in the text that does not belong to the county of this plan.

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::script::{GAP, is_han};
use crate::locale::{Stray, Strays, stray, strays};
use crate::model::{Check, Finding, Foreign, Language, Project, Text};
use crate::prose::fields::{Field, Use};
use crate::prose::{Home, Passage};
use aho_corasick::AhoCorasick;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

const RULE: RuleId = rule::FOREIGN_PLACE;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    if project.plan.foreign.is_empty() {
        return;
    }
    declarations(project, faults);
    let folded: Vec<Folded<'_>> = project.plan.foreign.iter().map(Folded::new).collect();
    let search = Search::new(&folded);
    let quoted = LazyLock::new(|| Quoted::all(project));
    let foreign = |passage: &Passage<'_>| {
        if let Home::Field(Field { purpose: Use::Imprint | Use::Quote | Use::Note, .. }) = passage.home {
            return Vec::new();
        }
        let mut found = Vec::new();
        let (plain, entries) = search.entries(&passage.text, passage.language);
        for entry in entries.into_iter().filter_map(|entry| folded.get(entry)) {
            for part in entry.remnants(&plain.text, passage.language) {
                let part = plain.place(part);
                if !entry.allows(passage.home) && !quoted.iter().any(|quote| quote.excuses(entry, passage)) {
                    found.push(fault(entry.declared, passage, part));
                }
            }
        }
        found
    };
    let found: Vec<Diagnostic> = context.passages.as_slice().par_iter().flat_map_iter(foreign).collect();
    found.into_iter().for_each(|fault| faults.report(fault));
}

/// Looks for the words of all entries at once.
struct Search {
    words: Text<AhoCorasick>,
    /// Of each word the place of its entry.
    owners: Text<Vec<usize>>,
}

impl Search {
    fn new(folded: &[Folded<'_>]) -> Self {
        let words = |language| folded.iter().flat_map(move |entry| entry.words.get(language));
        let owners = |language| {
            let all = folded.iter().enumerate();
            all.flat_map(move |(place, entry)| entry.words.get(language).iter().map(move |_| place)).collect()
        };
        // In any case, so that a text with no word need not be made plain.
        let search = |language| AhoCorasick::builder().ascii_case_insensitive(true).build(words(language));
        Self {
            words: Text::build(|language| search(language).expect("the words of a plan are few enough")),
            owners: Text::build(owners),
        }
    }

    /// A text made plain, and the places of the entries of which it holds a word, in order; of most texts none.
    fn entries<'t>(&self, text: &'t str, language: Language) -> (Plain<'t>, BTreeSet<usize>) {
        let (plain, words) = (Plain::of(text, language), self.words.get(language));
        if !words.is_match(&*plain.text) {
            return (plain, BTreeSet::new());
        }
        let (hits, owners) = (words.find_overlapping_iter(&*plain.text), self.owners.get(language));
        let found = hits.filter_map(|hit| owners.get(hit.pattern().as_usize())).copied().collect();
        (plain.small(), found)
    }
}

fn fault(foreign: &Foreign, passage: &Passage<'_>, part: Range<usize>) -> Diagnostic {
    let word = passage.text.get(part.clone()).unwrap_or_default().to_owned();
    let Text { zh, en } = foreign.reason.plain();
    let message = Message::new("foreign-place").with("word", word).with("reason", Arg::Both { zh, en });
    let fault = Diagnostic::error(RULE, passage.place(part), message);
    match passage.home {
        Home::Page { path, heading: Some(heading), .. } => {
            fault.hint(Message::new("foreign-place.hint").with("path", path).with("section", heading))
        }
        _ => fault.hint(Message::new("foreign-place.hint-field")),
    }
}

/// Allowed places that do not exist would allow nothing without a word.
fn declarations(project: &Project, faults: &mut Diagnostics) {
    let mut places: Vec<String> = Vec::new();
    for page in &project.pages {
        let ids = page.headings().filter_map(|heading| heading.id.as_ref());
        places.extend(ids.map(|id| format!("{}#{}", page.path, id.value)));
    }
    for place in project.plan.foreign.iter().flat_map(|foreign| &foreign.allowed) {
        if !places.contains(&place.value) {
            let message = Message::new("foreign-place.no-such-place").with("place", place.as_str());
            let fault = Diagnostic::error(RULE, place.span, message).near(place, places.iter().map(String::as_str));
            faults.report(fault.hint(Message::new("foreign-place.hint-place")));
        }
    }
}

/// An editorial finding and what it quotes, as names are looked for. Made once, and only for a book that needs excuses.
struct Quoted<'a> {
    finding: &'a Finding,
    texts: Text<String>,
}

impl<'a> Quoted<'a> {
    fn all(project: &'a Project) -> Vec<Self> {
        let editorial = project.findings.iter().filter(|finding| matches!(finding.check, Check::Editorial));
        let quoted = editorial.filter_map(|finding| {
            let quote = finding.quote.as_ref()?;
            let texts = Text::build(|language| folded(&quote.get(language).plain(), language));
            Some(Self { finding, texts })
        });
        quoted.collect()
    }

    /// Whether the finding quotes one of the word's forms at this place.
    fn excuses(&self, entry: &Folded<'_>, passage: &Passage<'_>) -> bool {
        stands_at(self.finding, passage.home)
            && !entry.hits(self.texts.get(passage.language), passage.language).is_empty()
    }
}

fn stands_at(finding: &Finding, home: Home<'_>) -> bool {
    let section = finding.section.as_ref().map(|section| section.value.as_str());
    match home {
        Home::Page { path, heading, .. } => {
            finding.page.as_ref().is_some_and(|page| page.value == path) && section.is_some() && section == heading
        }
        Home::Field(Field { heading: Some(heading), .. }) => section == Some(heading),
        Home::Field(Field { heading: None, .. }) => true,
    }
}

/// A text as names are looked for in it: one space for many and none beside a Chinese character, without what nobody sees,
/// and in small letters once a name may stand there, so that nothing of this hides a name.
struct Plain<'t> {
    text: Cow<'t, str>,
    /// Of each byte where its character begins and ends in the text as it is written; none if every byte is where it was.
    places: Option<Vec<(usize, usize)>>,
}

impl<'t> Plain<'t> {
    /// Plain but for its capitals, where nothing else is to be done; see [`Plain::small`].
    fn of(text: &'t str, language: Language) -> Self {
        // A gap hides nothing: no name goes over a tie.
        let hides = |found: Strays| text[found.range].chars().any(|character| character != GAP);
        if !has_odd_blanks(text, language) && !strays(text).any(hides) {
            return Self { text: Cow::Borrowed(text), places: None };
        }
        let mut plain = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len());
        for (start, character) in text.char_indices() {
            let end = start + character.len_utf8();
            let right = match stray(character, None) {
                _ if character == GAP => GAP,
                Some(Stray::LookAlike(right)) => right,
                Some(_) => continue,
                None if character.is_whitespace() => ' ',
                None => character.to_ascii_lowercase(),
            };
            let last = plain.chars().next_back();
            if right == ' ' && last.is_none_or(|last| last == ' ' || is_han(last)) {
                continue;
            }
            if is_han(right) && last == Some(' ') {
                plain.pop();
                places.pop();
            }
            plain.push(right);
            places.extend(std::iter::repeat_n((start, end), right.len_utf8()));
        }
        Self { text: Cow::Owned(plain), places: Some(places) }
    }

    /// The same in small letters.
    fn small(mut self) -> Self {
        if self.text.contains(|character: char| character.is_ascii_uppercase()) {
            self.text.to_mut().make_ascii_lowercase();
        }
        self
    }

    /// Where a part of it is written.
    fn place(&self, part: Range<usize>) -> Range<usize> {
        let Some(places) = &self.places else { return part };
        let start = places.get(part.start).map_or(0, |(start, _)| *start);
        start..part.end.checked_sub(1).and_then(|last| places.get(last)).map_or(start, |(_, end)| *end)
    }
}

/// Whether a text may hold blanks other than single spaces between the words of English. Told by bytes, since this is
/// asked of every text of the book.
fn has_odd_blanks(text: &str, language: Language) -> bool {
    let bytes = text.as_bytes();
    let odd = |(at, byte): (usize, &u8)| match byte {
        b' ' => language == Language::Zh || at > 0 && bytes[at - 1] == b' ',
        b'\t'..=b'\r' | 0xc2 | 0xe1 => true,
        // U+2000 to U+205F without the dashes, quotation marks and dots; the ideographic space.
        0xe2 => matches!(bytes[at + 1..], [0x80, 0x80..=0x8f | 0xa8..=0xaf, ..] | [0x81, ..]),
        0xe3 => matches!(bytes[at + 1..], [0x80, 0x80, ..]),
        _ => false,
    };
    bytes.iter().enumerate().filter(|(_, byte)| BLANK[usize::from(**byte)]).any(odd)
}

/// The bytes with which a blank may begin.
const BLANK: [bool; 256] = {
    let mut blank = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        blank[byte] = matches!(byte, 0x09..=0x0d | 0x20 | 0xc2 | 0xe1..=0xe3);
        byte += 1;
    }
    blank
};

fn folded(text: &str, language: Language) -> String {
    Plain::of(text, language).small().text.into_owned()
}

/// A declared word, ready to be looked for.
struct Folded<'a> {
    declared: &'a Foreign,
    words: Text<Vec<String>>,
    names: Text<Vec<String>>,
}

impl<'a> Folded<'a> {
    fn new(declared: &'a Foreign) -> Self {
        let all = |words: &[String], language| words.iter().map(|word| folded(word, language)).collect();
        let both =
            |words: &Text<Vec<String>>| Text { zh: all(&words.zh, Language::Zh), en: all(&words.en, Language::En) };
        Self { declared, words: both(&declared.words), names: both(&declared.names) }
    }

    fn allows(&self, home: Home<'_>) -> bool {
        let Home::Page { path, heading: Some(heading), .. } = home else { return false };
        self.declared.allowed.iter().any(|place| place.split_once('#') == Some((path, heading)))
    }

    /// Where the words stand, those inside longer names and titles left out.
    fn remnants(&self, text: &str, language: Language) -> Vec<Range<usize>> {
        let mut found = self.hits(text, language);
        if found.is_empty() {
            return found;
        }
        let mut right: Vec<Range<usize>> = self.names.get(language).iter().flat_map(|name| all(text, name)).collect();
        right.extend(titles(text));
        found.retain(|hit| !right.iter().any(|name| name.start <= hit.start && hit.end <= name.end));
        found
    }

    /// Where the words stand: of forms that overlap, the longest.
    fn hits(&self, text: &str, language: Language) -> Vec<Range<usize>> {
        let mut hits: Vec<Range<usize>> = self.words.get(language).iter().flat_map(|word| all(text, word)).collect();
        if language == Language::En {
            hits.retain(|hit| whole_word(text, hit));
        }
        hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut end = 0;
        hits.retain(|hit| {
            hit.start >= end && {
                end = hit.end;
                true
            }
        });
        hits
    }
}

fn all(text: &str, word: &str) -> Vec<Range<usize>> {
    text.match_indices(word).map(|(start, _)| start..start + word.len()).collect()
}

fn whole_word(text: &str, hit: &Range<usize>) -> bool {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    !letter(text[..hit.start].chars().next_back()) && !letter(text[hit.end..].chars().next())
}

/// Titles of laws and plans, with their marks.
fn titles(text: &str) -> Vec<Range<usize>> {
    let opened = text.match_indices('《').map(|(start, _)| start);
    opened.filter_map(|start| text[start..].find('》').map(|length| start..start + length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remnants(text: &str, language: Language) -> Vec<String> {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let reason = Text::build(|_| crate::model::ProseText {
            source: String::new(),
            inlines: Vec::new(),
            span: crate::diagnostic::Span::new(crate::diagnostic::SourceId(0), 0..0),
        });
        let foreign = Foreign {
            words: Text { zh: list(&["包头市", "包头", "全市"]), en: list(&["Baotou", "the whole city"]) },
            names: Text { zh: list(&["包头市固阳县", "全市场"]), en: list(&["Guyang County, Baotou"]) },
            reason,
            allowed: Vec::new(),
        };
        let plain = Plain::of(text, language).small();
        let hits = Folded::new(&foreign).remnants(&plain.text, language);
        hits.into_iter().map(|hit| text[plain.place(hit)].to_owned()).collect()
    }

    #[test]
    fn the_longest_form_is_found_once_and_names_and_titles_are_left_out() {
        let cases: [(&str, &[&str]); 6] = [
            ("将包头市划分", &["包头市"]),
            ("从包头城市出发，全市", &["包头", "全市"]),
            ("包头市固阳县", &[]),
            ("《包头市双评价》", &[]),
            ("《双评价》与包头市", &["包头市"]),
            ("全市场", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(remnants(text, Language::Zh), expected, "{text}");
        }
    }

    #[test]
    fn no_space_and_nothing_unseen_hides_a_name() {
        for written in ["包 头市", "包\u{ad}头市", "包\u{3000}\u{a0}头\u{200b}市", "包头⺬市"] {
            let expected = if written.contains('⺬') { "包头" } else { written };
            assert_eq!(remnants(&format!("距{written}不远"), Language::Zh), [expected], "{written}");
        }
        for written in ["the  whole\u{a0}city", "the whole\ncity", "the who\u{ad}le city"] {
            assert_eq!(remnants(&format!("In {written}."), Language::En), [written]);
        }
        assert_eq!(remnants("Bao tou", Language::En), Vec::<String>::new());
    }

    #[test]
    fn english_words_are_whole_and_capitals_do_not_hide_them() {
        assert_eq!(remnants("The whole city and Baotou.", Language::En), ["The whole city", "Baotou"]);
        assert_eq!(remnants("Baotous; Guyang County, Baotou", Language::En), Vec::<String>::new());
    }
}
