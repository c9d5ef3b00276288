//! The names of units as literals write them, prepared once for a whole book.

use super::spelling::plain;
use super::vocabulary::Vocabulary;
use super::{Literal, LiteralFault, reader};
use crate::diagnostic::nearest;
use crate::model::{LANGUAGES, Language, Text, UnitDef, UnitExpr, UnitTable};
use std::collections::BTreeMap;

/// Every spelling of every unit, by language.
#[derive(Debug, Clone)]
pub struct Lexicon {
    units: UnitTable,
    names: Text<BTreeMap<String, Name>>,
    /// The expression of each unit alone, by id.
    alone: BTreeMap<String, UnitExpr>,
    /// Names that stand before the number, longest first.
    prefixes: Text<Vec<(String, String)>>,
    /// No Chinese name that counts is longer, in bytes.
    longest_counting: usize,
    vocabulary: Vocabulary,
}

#[derive(Debug, Clone)]
struct Name {
    id: String,
    /// As the unit table spells it.
    spelling: String,
    counting: bool,
}

/// Unit ids over and under the line; both empty when the literal has no unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct UnitIds {
    pub(super) over: Option<String>,
    pub(super) under: Vec<String>,
    /// The word over the line is a measure word that counts anything.
    pub(super) anything: bool,
}

/// Measure words of anything: 条 counts rivers and measures alike.
const ZH_ANYTHING: &str = "个项件大份部套台本张篇宗幅册处座条块片支家所种类组批次起场层眼口株棵头只匹道轮章节点级等";
const EN_ANYTHING: [&str; 10] =
    ["item", "items", "site", "sites", "place", "places", "point", "points", "project", "projects"];

impl UnitIds {
    pub(super) fn only(id: &str) -> Self {
        Self { over: Some(id.to_owned()), ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.over.is_none() && self.under.is_empty()
    }
}

impl Lexicon {
    /// Prepares the names of all units. Where two units share a name, the one whose printed symbol it is owns it, else
    /// the first by id.
    pub fn new(units: &UnitTable) -> Self {
        let mut names: Text<BTreeMap<String, Name>> = Text::default();
        let mut prefixes: Text<Vec<(String, String)>> = Text::default();
        for language in LANGUAGES {
            let known = names.get_mut(language);
            for unit in units.iter() {
                known.entry(plain(unit.symbol.get(language))).or_insert_with(|| name(unit, unit.symbol.get(language)));
            }
            for unit in units.iter() {
                for alias in unit.aliases.get(language).iter().chain(&unit.plural) {
                    known.entry(plain(alias)).or_insert_with(|| name(unit, alias));
                }
            }
            known.remove("");
            let ahead = prefixes.get_mut(language);
            for unit in units.iter().filter(|unit| unit.prefix) {
                let own = unit.aliases.get(language).iter().chain([unit.symbol.get(language)]);
                ahead.extend(
                    own.filter(|alias| alias.is_ascii() || alias.starts_with('¥'))
                        .map(|alias| (plain(alias), unit.id.clone())),
                );
            }
            ahead.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.cmp(other)));
        }
        let alone = units.iter().filter_map(|unit| Some((unit.id.clone(), units.parse(&unit.id)?))).collect();
        let counting = names.zh.iter().filter(|(_, name)| name.counting);
        let longest_counting = counting.map(|(written, _)| written.len()).max().unwrap_or_default();
        let vocabulary = Vocabulary::new(names.en.keys().map(String::as_str), names.zh.keys().map(String::as_str));
        Self { units: units.clone(), names, alone, prefixes, longest_counting, vocabulary }
    }

    /// Reads a literal of a language.
    ///
    /// # Errors
    /// When the text is no number, has an unknown unit, or says two things at once.
    pub fn parse(&self, language: Language, text: &str) -> Result<Literal, LiteralFault> {
        reader::read(self, language, text).map_err(|fault| self.suggest(language, fault))
    }

    /// Reads what may be a literal or not: whoever tries the stretches of a line has no use for the fault.
    pub fn recognise(&self, language: Language, text: &str) -> Option<Literal> {
        reader::read(self, language, text).ok()
    }

    /// How far a literal, or what is left of one after its number, may go on in a text, in bytes. No literal goes further;
    /// few go so far.
    pub fn extent(&self, language: Language, text: &str) -> usize {
        self.vocabulary.extent(language, text)
    }

    /// The definition of a unit.
    pub(super) fn unit_def(&self, id: &str) -> Option<&UnitDef> {
        self.units.get(id)
    }

    /// A unit that stands before the number, such as CNY, and the rest.
    pub(super) fn prefix<'a>(&self, language: Language, text: &'a str) -> Option<(&str, &'a str)> {
        self.prefixes.get(language).iter().find_map(|(alias, id)| {
            let rest = text.strip_prefix(alias.as_str())?;
            let ends = !rest.starts_with(|next: char| next.is_ascii_alphabetic());
            ends.then(|| (id.as_str(), rest.trim_start()))
        })
    }

    /// The whole text as a unit: `km2`, `立方米/人`, `m3 per person`, `个镇`, or only `per person`.
    pub(super) fn unit(&self, language: Language, text: &str) -> Option<UnitIds> {
        let text = text.trim();
        if text.is_empty() {
            return Some(UnitIds::default());
        }
        if let Some(id) = self.name(language, text) {
            let mut signs = text.chars();
            let anything = match language {
                Language::Zh => signs.next().is_some_and(|sign| ZH_ANYTHING.contains(sign)) && signs.next().is_none(),
                Language::En => EN_ANYTHING.iter().any(|word| text.eq_ignore_ascii_case(word)),
            };
            return Some(UnitIds { anything, ..UnitIds::only(id) });
        }
        let (rest, under) = split_last(language, text)?;
        let under = self.name(language, under.trim())?.to_owned();
        let mut unit = self.unit(language, rest)?;
        (unit.under.len() < 4).then_some(())?;
        unit.under.push(under);
        Some(unit)
    }

    fn name(&self, language: Language, text: &str) -> Option<&str> {
        let names = self.names.get(language);
        if let Some(name) = names.get(text) {
            return Some(&name.id);
        }
        match language {
            // Symbols keep their case; words of three letters and more may stand in any.
            Language::En => {
                let lower = text.to_ascii_lowercase();
                names.get(&lower).filter(|_| text.len() > 2).map(|name| name.id.as_str())
            }
            // A measure word before a counting noun: 处矿山, 个行政村.
            Language::Zh => {
                let counting = |text: &str| names.get(text).filter(|name| name.counting);
                // Both are names; most texts are too long for two.
                let fits = |at: &usize| *at <= self.longest_counting && text.len() - at <= self.longest_counting;
                text.char_indices().skip(1).map(|(at, _)| at).filter(fits).find_map(|at| {
                    counting(&text[..at]).and_then(|_| counting(&text[at..])).map(|noun| noun.id.as_str())
                })
            }
        }
    }

    /// The expression of unit ids; `None` for no unit.
    pub(super) fn expression(&self, unit: &UnitIds) -> Option<UnitExpr> {
        if unit.is_empty() {
            return None;
        }
        if let (Some(id), []) = (&unit.over, unit.under.as_slice()) {
            return self.alone.get(id).cloned();
        }
        let mut written = unit.over.clone().unwrap_or_else(|| "1".to_owned());
        for id in &unit.under {
            written.push('/');
            written.push_str(id);
        }
        self.units.parse(&written)
    }

    /// Adds the nearest known name to an unknown unit: a search through all names, for faults that are reported only.
    fn suggest(&self, language: Language, fault: LiteralFault) -> LiteralFault {
        let LiteralFault::UnknownUnit { unit, .. } = fault else { return fault };
        let names = self.names.get(language);
        // Two short words look alike too soon: a third of the letters may be wrong, no more.
        let slips = (unit.chars().count() / 3).max(1);
        // Every symbol that holds it is near to a single letter.
        let close = |key: &&String| {
            unit.chars().count() > 1
                && strsim::damerau_levenshtein(&unit, key) <= slips
                && !differs_in_size(language, &unit, key)
        };
        let near = nearest(&unit, names.keys().filter(close).map(String::as_str));
        let suggestion = near.and_then(|key| names.get(key)).map(|name| name.spelling.clone());
        LiteralFault::UnknownUnit { unit, suggestion }
    }
}

fn name(unit: &UnitDef, spelling: &str) -> Name {
    let counting = unit.counting && !unit.dimensions.contains_key("year") && !unit.dimensions.contains_key("month");
    Name { id: unit.id.clone(), spelling: spelling.to_owned(), counting }
}

/// Whether two names differ in what makes a unit ten or a thousand times larger: 千米 and 毫米, mg and kg. One is never
/// a slip for the other that may be suggested.
fn differs_in_size(language: Language, one: &str, other: &str) -> bool {
    match language {
        Language::Zh => {
            let sizes =
                |name: &str| name.chars().filter(|sign| "十百千万亿兆毫厘分微纳吉".contains(*sign)).collect::<String>();
            sizes(one) != sizes(other)
        }
        Language::En => {
            let tail = |name: &str| name.chars().skip(1).collect::<String>();
            let head = |name: &str| name.chars().next().map(|first| first.to_ascii_lowercase());
            one.chars().count() <= 3 && tail(one) == tail(other) && head(one) != head(other)
        }
    }
}

/// Splits off what stands under the last line: `/`, 每, "per".
fn split_last(language: Language, text: &str) -> Option<(&str, &str)> {
    let slash = text.rsplit_once('/');
    match language {
        Language::Zh => slash.or_else(|| text.rsplit_once('每')),
        Language::En => {
            let word = |word: &str| text.rsplit_once(&format!(" {word} "));
            let alone =
                |word: &str| text.strip_prefix(word).and_then(|rest| rest.strip_prefix(' ')).map(|under| ("", under));
            let words = ["per", "a", "an"];
            slash.or_else(|| words.iter().find_map(|one| word(one))).or_else(|| words.iter().find_map(|one| alone(one)))
        }
    }
}
