//! What a claim rests on, in words: the ranking that a function made, and the values that were used.

use super::directory::Directory;
use super::evaluate::Evaluator;
use super::value::Ranking;
use crate::diagnostic::{Arg, Message};
use crate::locale;
use crate::model::{Key, LANGUAGES, Language, Observation};

/// More values than this are not read in one sentence.
const MOST: usize = 6;

/// `草地占比从大到小为石桥镇31.90%、柳湾镇21.11%`, then values that stand in no ranking: `灌木林地 85.71%`.
pub(super) fn explain(evaluator: &Evaluator<'_>) -> Message {
    let rankings: Vec<Arg> = evaluator.rankings.iter().map(|ranking| told(evaluator, ranking).into()).collect();
    let ranked =
        |key: &&Key| evaluator.rankings.iter().any(|ranking| ranking.entries.iter().any(|(member, _)| member == *key));
    let others: Vec<&Key> = evaluator.keys.iter().filter(|key| !ranked(key)).collect();
    let values = others.iter().filter_map(|key| evaluator.observations.get(*key)).map(|found| {
        both(|language| {
            let name = found.name.get(language);
            shown(evaluator.directory, found, language).map_or_else(|| name.clone(), |value| format!("{name} {value}"))
        })
    });
    let values = cut(values.collect(), others.len());
    match (rankings.is_empty(), values.is_empty()) {
        (true, _) => Message::new("values-are").with_list("values", values),
        (false, true) => Message::new("values-are").with_list("values", rankings),
        (false, false) => {
            Message::new("ranking-and-values").with_list("rankings", rankings).with_list("values", values)
        }
    }
}

fn told(evaluator: &Evaluator<'_>, ranking: &Ranking) -> Message {
    let directory = evaluator.directory;
    let fact = &directory.project.facts[ranking.fact];
    let first = ranking.entries.first().map(|(key, _)| key.members.clone()).unwrap_or_default();
    let runs = |place: &usize| ranking.entries.iter().any(|(key, _)| key.members.get(*place) != first.get(*place));
    let (running, fixed): (Vec<usize>, Vec<usize>) = (0..first.len()).partition(runs);
    let label = |key: &Key, places: &[usize], language: Language| {
        let names: Vec<String> =
            places.iter().map(|place| member(directory, ranking.fact, key, *place, language)).collect();
        names.join(if language == Language::Zh { "、" } else { ", " })
    };
    let name = both(|language| {
        let name = fact.name.plain().get(language).clone();
        match ranking.entries.first() {
            Some((key, _)) if !fixed.is_empty() => match language {
                Language::Zh => format!("{name}（{}）", label(key, &fixed, language)),
                Language::En => format!("{name} ({})", label(key, &fixed, language)),
            },
            _ => name,
        }
    });
    let entries = ranking.entries.iter().map(|(key, _)| {
        both(|language| {
            let value = evaluator.observations.get(key).and_then(|found| shown(directory, found, language));
            let gap = if language == Language::Zh { "" } else { " " };
            format!("{}{gap}{}", label(key, &running, language), value.unwrap_or_default())
        })
    });
    let id = if ranking.highest { "ranking.largest" } else { "ranking.smallest" };
    Message::new(id).with("fact", name).with_list("members", cut(entries.collect(), ranking.entries.len()))
}

/// The name of a key's member; its id where the dimension is not listed (a year).
fn member(directory: &Directory<'_>, fact: usize, key: &Key, place: usize, language: Language) -> String {
    let id = key.members.get(place).cloned().unwrap_or_default();
    let dimension = directory.project.facts[fact].by.get(place).and_then(|by| directory.dimension(by));
    let known = dimension.and_then(|dimension| dimension.members.get(&id));
    known.map_or(id, |known| known.name.plain().get(language).clone())
}

fn shown(directory: &Directory<'_>, found: &Observation, language: Language) -> Option<String> {
    Some(locale::format_quantity(language, found.number()?, &found.value()?.unit, &directory.project.units))
}

/// The first few, and a sign that there are more.
fn cut(mut list: Vec<Arg>, whole: usize) -> Vec<Arg> {
    if whole > MOST {
        list.truncate(MOST);
        list.push(Arg::from("…"));
    }
    list
}

fn both(make: impl Fn(Language) -> String) -> Arg {
    let [zh, en] = LANGUAGES.map(make);
    Arg::Both { zh, en }
}
