//! One index of the names of members and of the known words, asked for the longest that begins at a place.

use super::words::{self, Word};
use crate::model::{Language, Member, Named, Project, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What a name means.
#[derive(Debug)]
pub(super) enum Meaning {
    /// Members of one or several dimensions.
    Members(Vec<Named>),
    /// A known word.
    Word(Word),
}

/// Names by their first character, the longer ones first.
#[derive(Debug)]
struct Index {
    names: BTreeMap<char, Vec<(String, Meaning)>>,
    /// Whether a name begins with a character of these last bits: most characters of a text are told by that.
    first: Vec<bool>,
}

/// The bits by which first characters are told apart.
const TOLD_BY: u32 = 0xfff;

impl Index {
    fn place(first: char) -> usize {
        (u32::from(first) & TOLD_BY) as usize
    }

    fn beginning_with(&self, first: char) -> Option<&[(String, Meaning)]> {
        self.first.get(Self::place(first)).filter(|known| **known)?;
        self.names.get(&first).map(Vec::as_slice)
    }
}

/// The names of both languages.
#[derive(Debug)]
pub(super) struct Names {
    by_language: Text<Index>,
    /// The members that no name tells.
    vague: BTreeSet<Named>,
}

impl Names {
    pub(super) fn of(project: &Project) -> Self {
        let mut vague = BTreeSet::new();
        for (dimension, found) in project.dimensions.iter().enumerate() {
            let is_vague = |place: &usize| found.members.get(*place).is_none_or(|member| is_vague(&texts(member)));
            vague.extend((0..found.members.len()).filter(is_vague).map(|member| Named { dimension, member }));
        }
        Self { by_language: Text::build(|language| index(project, language, &vague)), vague }
    }

    /// Whether a member has a name by which sentences can be known to mean it.
    pub(super) fn knows(&self, member: Named) -> bool {
        !self.vague.contains(&member)
    }

    /// The longest name that a text begins with; in English whole words only, whatever their case.
    pub(super) fn longest(&self, language: Language, text: &str) -> Option<(usize, &Meaning)> {
        let first = text.chars().next()?.to_ascii_lowercase();
        let byte = |text: &str| text.as_bytes().get(first.len_utf8()).map(u8::to_ascii_lowercase);
        let second = byte(text);
        let known = self.by_language.get(language).beginning_with(first)?;
        let fits = |name: &str| {
            // Most names that begin alike are told by their second character.
            if byte(name).is_some_and(|other| Some(other) != second) {
                return false;
            }
            let head = text.as_bytes().get(..name.len());
            let same = head.is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()));
            let whole = || {
                let next = text.get(name.len()..).and_then(|rest| rest.chars().next());
                language == Language::Zh || next.is_none_or(|next| !next.is_alphanumeric())
            };
            same && whole()
        };
        known.iter().find(|(name, _)| fits(name)).map(|(name, meaning)| (name.len(), meaning))
    }
}

fn index(project: &Project, language: Language, vague: &BTreeSet<Named>) -> Index {
    let mut names: BTreeMap<String, Meaning> = BTreeMap::new();
    for (dimension, found) in project.dimensions.iter().enumerate() {
        for (member, one) in found.members.iter().enumerate() {
            let named = Named { dimension, member };
            if vague.contains(&named) {
                continue;
            }
            // What stands in brackets explains the name.
            let whole = texts(one).get(language).to_ascii_lowercase();
            let short = whole.split(['(', '（']).next().unwrap_or_default().trim().to_owned();
            for name in BTreeSet::from([whole, short]) {
                match names.entry(name).or_insert_with(|| Meaning::Members(Vec::new())) {
                    Meaning::Members(members) => members.push(named),
                    Meaning::Word(_) => {}
                }
            }
        }
    }
    for (name, word) in words::known(language) {
        names.entry((*name).to_owned()).or_insert(Meaning::Word(*word));
    }
    let mut index = Index { names: BTreeMap::new(), first: vec![false; TOLD_BY as usize + 1] };
    // The longest first, so that it is found first.
    let mut names: Vec<(String, Meaning)> = names.into_iter().collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, meaning) in names {
        if let Some(first) = name.chars().next() {
            index.first[Index::place(first)] = true;
            index.names.entry(first).or_default().push((name, meaning));
        }
    }
    index
}

fn texts(member: &Member) -> Text<&str> {
    Text::build(|language| member.name.get(language).source.trim())
}

/// Names that sentences use for much else: of one character (优), and what is left over (其他林地, other).
fn is_vague(name: &Text<&str>) -> bool {
    let short = |name: &str| name.chars().count() < 2;
    short(name.zh) || short(name.en) || name.zh.starts_with("其他") || name.zh.starts_with("其它")
}
