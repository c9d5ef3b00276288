//! Mutants of a book: small changes of its words that make it say something false.
//!
//! Each kind finds all places where it can strike and draws from them by a fixed seed. What a kind leaves out, because
//! the changed sentence would still be true, is said at the kind and printed with its counts.

use crate::common::Lot;
use std::collections::BTreeMap;
use std::ops::Range;
use tallybook::Outcome;
use tallybook::load::Memory;
use tallybook::model::{BoundTie, Language, Named, Report, Tie, TieId, TieKind};

/// A change of one file.
#[derive(Debug, Clone)]
pub(crate) struct Mutant {
    /// The file.
    pub(crate) path: String,
    /// Places of it and what is written there instead, in order.
    pub(crate) edits: Vec<(Range<usize>, String)>,
}

impl Mutant {
    /// The lines that it changes, from 1.
    pub(crate) fn lines(&self, text: &str) -> Vec<usize> {
        self.edits.iter().map(|(range, _)| text[..range.start].matches('\n').count() + 1).collect()
    }

    /// The book with the change made.
    pub(crate) fn made(&self, book: &Memory) -> Memory {
        let mut text = String::from_utf8(book.files[&self.path].clone()).expect("a book is text");
        for (range, words) in self.edits.iter().rev() {
            text.replace_range(range.clone(), words);
        }
        book.clone().with(&self.path, text)
    }
}

/// The sound book, as the kinds read it.
pub(crate) struct Ground<'a> {
    pub(crate) book: &'a Memory,
    pub(crate) sound: &'a Outcome,
    pub(crate) report: &'a Report,
}

/// A tie at its place.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) tie: &'a Tie,
    pub(crate) bound: &'a BoundTie,
    pub(crate) path: &'a str,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<'a> Ground<'a> {
    pub(crate) fn text(&self, path: &str) -> &'a str {
        std::str::from_utf8(&self.book.files[path]).expect("a book is text")
    }

    /// The ties of the chapters, in order.
    pub(crate) fn ties(&self) -> Vec<At<'a>> {
        let all = (0..self.report.ties.len()).map(|id| self.report.tie(TieId(id)));
        let placed = all.map(|(tie, bound)| At {
            tie,
            bound,
            path: self.sound.sources.source(tie.span.source).path.as_str(),
            start: tie.span.range().start,
            end: tie.span.range().end,
        });
        let mut ties: Vec<At<'a>> = placed.filter(|at| at.path.starts_with("content/")).collect();
        ties.sort_by_key(|at| (at.path, at.start));
        ties
    }

    /// The bytes of the line of a place.
    pub(crate) fn line(&self, path: &str, place: usize) -> Range<usize> {
        let text = self.text(path);
        let start = text[..place].rfind('\n').map_or(0, |at| at + 1);
        start..text[place..].find('\n').map_or(text.len(), |at| place + at)
    }

    /// The bytes of the sentence of a place, up to its semicolons.
    pub(crate) fn sentence(&self, path: &str, place: usize) -> Range<usize> {
        let line = self.line(path, place);
        let text = self.text(path);
        let ends = ["。", "；", ". ", "; ", "|"];
        let start = ends.iter().filter_map(|end| Some(text[line.start..place].rfind(end)? + end.len())).max();
        let end = ends.iter().filter_map(|end| text[place..line.end].find(end)).min();
        line.start + start.unwrap_or_default()..end.map_or(line.end, |end| place + end)
    }

    /// The names of a member in a language: whole, and without what stands in brackets.
    pub(crate) fn names(&self, named: Named, language: Language) -> Vec<String> {
        let dimension = &self.report.project.dimensions[named.dimension];
        let name = dimension.members[named.member].name.get(language).source.clone();
        let short = name.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
        if short == name { vec![name] } else { vec![name, short] }
    }

    /// Where a text stands in a part of a file outside the targets of links.
    pub(crate) fn outside(&self, path: &str, part: Range<usize>, words: &str) -> Vec<usize> {
        let text = self.text(path);
        let found = text[part.clone()].match_indices(words).map(|(at, _)| part.start + at);
        found.filter(|at| !in_target(&text[part.start..*at])).collect()
    }
}

/// Whether a text breaks off in the target of a link.
fn in_target(before: &str) -> bool {
    let Some(open) = before.rfind("](") else { return false };
    let mut depth = 0_i32;
    for letter in before[open + 1..].chars() {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        if depth == 0 {
            return false;
        }
    }
    true
}

/// A kind of mutants.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// What is left out, because it is no fault or nothing can know it.
    pub(crate) excluded: &'static str,
    pub(crate) find: fn(&Ground<'_>, &mut Lot) -> Vec<Mutant>,
    /// Of a hundred as many must be caught.
    pub(crate) share: usize,
    /// As many must be tried: 50 where the book has them.
    pub(crate) least: usize,
    /// The rules that catch them, which must be silent on the unchanged book.
    pub(crate) rules: &'static [&'static str],
}

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "ties exchanged",
        excluded: "the same target or words; nothing but a joint of a list between them",
        find: exchanged,
        share: 95,
        least: 50,
        rules: &["translation-order-differs", "number-differs", "unit-mismatch"],
    },
    Kind {
        name: "claim words turned",
        excluded: "claims without a formula; words without an opposite",
        find: turned,
        share: 95,
        least: 40,
        rules: &["claim-words"],
    },
    Kind {
        name: "claim negated",
        excluded: "claims without a formula",
        find: negated,
        share: 95,
        least: 50,
        rules: &["claim-words"],
    },
    Kind {
        // Of joined members, of 其他林地 and its like and of names in clauses of their own some are not known: 94 and not 95.
        name: "another member",
        excluded: "names of one Chinese character, as 优 and 良 of the air",
        find: another_member,
        share: 94,
        least: 50,
        rules: &["member-differs", "translation-members-differ"],
    },
    Kind {
        name: "another year",
        excluded: "years that the sentence does not name",
        find: another_year,
        share: 95,
        least: 25,
        rules: &["date-differs"],
    },
    Kind {
        name: "unit, scale or sign outside",
        excluded: "numbers to be determined; the end of a range",
        find: outside,
        share: 95,
        least: 50,
        rules: &["number-differs", "unit-mismatch"],
    },
    Kind {
        name: "waived number",
        excluded: "those waived as examples",
        find: waived,
        share: 95,
        least: 50,
        rules: &["translation-digits-differ"],
    },
    Kind {
        name: "typed number of a finding’s note",
        excluded: "what one language says more often than the other",
        find: note,
        share: 95,
        least: 50,
        rules: &["translation-digits-differ", "number-unbound"],
    },
    Kind {
        name: "finding’s note untied",
        excluded: "counts in words; what the finding quotes or rests on",
        find: untied,
        share: 95,
        least: 50,
        rules: &["number-unbound"],
    },
];

fn one(path: &str, range: Range<usize>, words: String) -> Mutant {
    Mutant { path: path.to_owned(), edits: vec![(range, words)] }
}

/// Two neighbouring ties of one line change places.
fn exchanged(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let ties = ground.ties();
    let pairs = ties.windows(2).filter_map(|pair| {
        let [one_tie, other] = pair else { return None };
        let text = ground.text(one_tie.path);
        let number = |at: &At<'_>| at.tie.kind == TieKind::Number;
        if one_tie.path != other.path || !number(one_tie) || !number(other) || one_tie.end > other.start {
            return None;
        }
        let between = &text[one_tie.end..other.start];
        let joint = ["、", "和", ", ", " and ", "＋", " + ", "与"].contains(&between);
        let (a, b) = (&text[one_tie.start..one_tie.end], &text[other.start..other.end]);
        let same =
            one_tie.tie.target.value == other.tie.target.value || one_tie.tie.literal.value == other.tie.literal.value;
        if between.contains('\n') || joint || same {
            return None;
        }
        Some(one(one_tie.path, one_tie.start..other.end, format!("{b}{between}{a}")))
    });
    pairs.collect()
}

const OPPOSITES: [(&str, &str); 44] = [
    ("最大", "最小"),
    ("最高", "最低"),
    ("最多", "最少"),
    ("最强", "最弱"),
    ("为主", "极少"),
    ("主要", "极少"),
    ("居多", "最少"),
    ("增长", "下降"),
    ("增加", "减少"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("提升", "下降"),
    ("超过", "不足"),
    ("高于", "低于"),
    ("多于", "少于"),
    ("大于", "小于"),
    ("以上", "以下"),
    ("不足", "超过"),
    ("低于", "高于"),
    ("少于", "多于"),
    ("减少", "增加"),
    ("下降", "上升"),
    ("降低", "提高"),
    ("largest", "smallest"),
    ("highest", "lowest"),
    ("most", "least"),
    ("mainly", "hardly"),
    ("main", "minor"),
    ("greatest", "least"),
    ("more than", "less than"),
    ("over", "under"),
    ("above", "below"),
    ("exceeds", "falls short of"),
    ("exceed", "fall short of"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("increased", "decreased"),
    ("grew", "shrank"),
    ("fell", "rose"),
    ("less than", "more than"),
    ("below", "above"),
    ("lower", "higher"),
    ("higher", "lower"),
    ("under", "over"),
];

/// The claims with a formula, each at its place.
fn claims<'a>(ground: &Ground<'a>) -> Vec<At<'a>> {
    let project = &ground.report.project;
    let formula = |at: &At<'_>| {
        let named = at.bound.claim.as_ref().and_then(|claim| project.claims.get(claim));
        named.is_none_or(|claim| claim.formula.is_some())
    };
    ground.ties().into_iter().filter(|at| at.tie.kind == TieKind::Claim && formula(at)).collect()
}

/// A claim says the opposite.
fn turned(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let turn = |at: At<'_>| {
        let span = at.tie.literal.span.range();
        let words = &ground.text(at.path)[span.clone()];
        let found = OPPOSITES.iter().filter_map(|(word, other)| Some((words.find(word)?, word, other)));
        let (place, word, other) = found.min_by_key(|(place, word, _)| (*place, std::cmp::Reverse(word.len())))?;
        let start = span.start + place;
        Some(one(at.path, start..start + word.len(), (*other).to_owned()))
    };
    claims(ground).into_iter().filter_map(turn).collect()
}

/// A claim is denied.
fn negated(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let deny = |at: At<'_>| {
        let word = if at.tie.language == Language::Zh { "并不" } else { "not " };
        one(at.path, at.start..at.start, word.to_owned())
    };
    claims(ground).into_iter().map(deny).collect()
}

/// Where the sentence of a tie names a member of it, another one is named.
fn another_member(ground: &Ground<'_>, lot: &mut Lot) -> Vec<Mutant> {
    let mut found = BTreeMap::new();
    for at in ground.ties() {
        let own = at.bound.sense.as_ref().map_or(&[][..], |sense| sense.members.as_slice());
        for named in own {
            let count = ground.report.project.dimensions[named.dimension].members.len();
            let step = 1 + lot.below(count.saturating_sub(1));
            let other = Named { member: (named.member + step) % count, ..*named };
            let new = ground.names(other, at.tie.language).pop().unwrap_or_default();
            let short = |named| ground.names(named, Language::Zh).iter().any(|name| name.chars().count() < 2);
            if short(*named) || short(other) {
                continue;
            }
            for name in ground.names(*named, at.tie.language) {
                for place in ground.outside(at.path, ground.sentence(at.path, at.start), &name) {
                    let mutant = one(at.path, place..place + name.len(), new.clone());
                    found.entry((at.path, place)).or_insert(mutant);
                }
            }
        }
    }
    found.into_values().collect()
}

/// Where the sentence of a tie names a year of it, another one is named.
fn another_year(ground: &Ground<'_>, lot: &mut Lot) -> Vec<Mutant> {
    let mut found = BTreeMap::new();
    for at in ground.ties() {
        let own = at.bound.sense.as_ref().map_or(&[][..], |sense| sense.years.as_slice());
        for year in own {
            let name = year.to_string();
            for place in ground.outside(at.path, ground.sentence(at.path, at.start), &name) {
                let other = year + [-5, -1, 1, 5, 10][lot.below(5)];
                let mutant = one(at.path, place..place + name.len(), other.to_string());
                found.entry((at.path, place)).or_insert(mutant);
            }
        }
    }
    found.into_values().collect()
}

/// A scale, a unit or a sign stands beside the number.
fn outside(ground: &Ground<'_>, lot: &mut Lot) -> Vec<Mutant> {
    let mut found = Vec::new();
    for at in ground.ties() {
        let follows_dash = ground.text(at.path)[..at.start].ends_with(['–', '—', '～']);
        if at.tie.kind != TieKind::Number || at.bound.value.is_none() || follows_dash {
            continue;
        }
        let chinese = at.tie.language == Language::Zh;
        let (place, words) = match lot.below(3) {
            0 => (at.end, if chinese { "万" } else { " million" }),
            1 => (at.end, if chinese { "平方千米" } else { " km²" }),
            _ => (at.start, "−"),
        };
        found.push(one(at.path, place..place, words.to_owned()));
    }
    found
}

/// A waived number is another one in one language.
fn waived(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let mut found = Vec::new();
    for path in ground.book.files.keys().filter(|path| path.starts_with("content/")) {
        let text = ground.text(path);
        for (at, _) in text.match_indices("](!") {
            let reason = &text[at + 3..];
            if reason.starts_with("example") {
                continue;
            }
            let open = text[..at].rfind('[').unwrap_or(at);
            let digits = text[open..at].char_indices().filter(|(_, letter)| letter.is_ascii_digit());
            for (place, digit) in digits {
                let next = char::from_digit((digit.to_digit(10).unwrap_or_default() + 1) % 10, 10);
                let place = open + place;
                found.push(one(path, place..place + 1, next.unwrap_or('0').to_string()));
            }
        }
    }
    found
}

/// The notes of the findings: bytes of each quoted text, and the language.
fn notes(ground: &Ground<'_>) -> Vec<Range<usize>> {
    let text = ground.text("data/findings.yaml");
    let mut found = Vec::new();
    for (at, _) in text.match_indices("\n  note: {zh: \"") {
        let start = at + "\n  note: {zh: \"".len();
        let end = start + text[start..].find('\n').unwrap_or_default();
        if let Some(middle) = text[start..end].find("\", en: \"") {
            found.push(start..start + middle);
            found.push(start + middle + "\", en: \"".len()..end - 2);
        }
    }
    found
}

/// A number that is typed in a note is another one.
fn note(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let text = ground.text("data/findings.yaml");
    let mut found = Vec::new();
    let notes = notes(ground);
    for (index, part) in notes.iter().enumerate() {
        let mut last = None;
        let other = &text[notes[index ^ 1].clone()];
        for (place, letter) in text[part.clone()].char_indices() {
            let at = part.start + place;
            let before = &text[part.start..at];
            let is_label = before.ends_with(|letter: char| letter.is_ascii_alphabetic());
            if letter.is_ascii_digit() && !in_tie(before) {
                let run =
                    |text: &str| text.split(|sign: char| !sign.is_ascii_digit()).next().unwrap_or_default().to_owned();
                let number = run(&text[at..part.end]);
                let often =
                    |text: &str| text.split(|sign: char| !sign.is_ascii_digit()).filter(|run| *run == number).count();
                let same = often(&text[part.clone()]) == often(other);
                if last != Some(at.saturating_sub(1)) && !is_label && same {
                    let next = char::from_digit((letter.to_digit(10).unwrap_or_default() + 1) % 10, 10);
                    found.push(one("data/findings.yaml", at..at + 1, next.unwrap_or('0').to_string()));
                }
                last = Some(at);
            }
        }
    }
    found
}

/// Whether a text breaks off in a link's words or target.
fn in_tie(before: &str) -> bool {
    in_target(before) || before.rfind('[').is_some_and(|open| !before[open..].contains(']'))
}

/// What a finding quotes and rests on: its lines before its note.
fn entry(text: &str, note: usize) -> String {
    let start = text[..note].rfind("\n- id:").unwrap_or_default();
    let kept = text[start..note].lines().filter(|line| line.starts_with("  quote:") || line.starts_with("  check:"));
    kept.collect::<Vec<_>>().join(" ").replace(',', "")
}

/// A tied number of a note is only typed, in both languages.
fn untied(ground: &Ground<'_>, _: &mut Lot) -> Vec<Mutant> {
    let text = ground.text("data/findings.yaml");
    let all = (0..ground.report.ties.len()).map(|id| ground.report.tie(TieId(id)).0);
    let of: Vec<&Tie> =
        all.filter(|tie| ground.sound.sources.source(tie.span.source).path == "data/findings.yaml").collect();
    let parts = notes(ground);
    let mut found = Vec::new();
    for pair in parts.chunks(2) {
        let [zh, en] = pair else { continue };
        let inside = |part: &Range<usize>| {
            let part = part.clone();
            of.iter().filter(move |tie| part.contains(&tie.span.range().start)).copied()
        };
        for tie in inside(zh).filter(|tie| tie.kind == TieKind::Number) {
            let same: Vec<&Tie> =
                inside(zh).chain(inside(en)).filter(|other| other.target.value == tie.target.value).collect();
            let entry = entry(text, zh.start);
            let digits = |tie: &&Tie| tie.literal.value.bytes().any(|byte| byte.is_ascii_digit());
            let quoted = |tie: &&Tie| {
                let number: String =
                    tie.literal.value.chars().filter(|sign| sign.is_ascii_digit() || *sign == '.').collect();
                entry.contains(&number)
            };
            if same.len() != 2 || !same.iter().all(digits) || same.iter().any(quoted) {
                continue;
            }
            let edits = same.iter().map(|tie| (tie.span.range(), text[tie.literal.span.range()].to_owned()));
            found.push(Mutant { path: "data/findings.yaml".to_owned(), edits: edits.collect() });
        }
    }
    found
}
