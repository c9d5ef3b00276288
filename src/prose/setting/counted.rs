//! The list that a number announces: 四个分区，即北部山区、中部盆地、东部台地和城镇区. Counts what it names; knows no things.

use crate::model::Language;

/// How many things a list names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// As few as it can be read to name: a joint may stand inside of a name (水土保持和监测).
    pub least: usize,
    /// As many.
    pub most: usize,
    /// It says itself that it is not all: 等, such as.
    pub open: bool,
}

/// What opens a list, in the order in which it is looked for at one place.
const OPENERS_ZH: [&str; 9] = ["：", "，即", "，分别是", "，分别为", "，依次为", "，依次是", "分别是", "分别为", "（"];
const OPENERS_EN: [&str; 5] = [": ", ", namely ", " namely ", ", that is, ", " ("];
/// So many characters, or words, of what is counted may stand between the number and its list.
const NOUN_ZH: usize = 14;
const NOUN_EN: usize = 7;
/// An item of more is a sentence.
const ITEM_ZH: usize = 24;
const ITEM_EN: usize = 8;
/// Words with which a list is no list of names.
const SENTENCE_ZH: [&str; 18] =
    ["最", "占", "达", "位于", "其中", "如", "主要", "是", "有", "将", "需", "应", "第", "见", "或", "以", "未", "均"];
const SENTENCE_EN: [&str; 22] = [
    "is", "are", "was", "were", "has", "have", "had", "will", "of which", "see", "or", "mainly", "mostly", "with",
    "which", "who", "where", "that", "it", "they", "each", "by",
];
const OPEN_ZH: [&str; 3] = ["等", "包括", "含"];
const OPEN_EN: [&str; 5] = ["such as", "including", "among others", "for example", "and so on"];
const JOINTS_ZH: [&str; 4] = ["以及", "和", "与", "及"];

/// The list after a number; `after` is the rest of its sentence, `next` where the next tie in it begins.
pub fn read(language: Language, after: &str, next: usize) -> Option<Listed> {
    // Items with marks of their own are not told apart.
    if after.contains(['；', ';', '\n']) {
        return None;
    }
    let openers: &[&str] = match language {
        Language::Zh => &OPENERS_ZH,
        Language::En => &OPENERS_EN,
    };
    let found = openers.iter().filter_map(|word| Some((after.find(word)?, *word)));
    let (at, opener) = found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))?;
    let noun = after.get(..at).filter(|_| at <= next)?;
    let rest = after.get(at + opener.len()..)?;
    let list = match opener.trim_start() {
        "（" => rest.split_once('）')?.0,
        "(" => rest.split_once(')')?.0,
        _ => rest,
    };
    match language {
        Language::Zh => chinese(noun, list),
        Language::En => english(noun, list),
    }
}

fn chinese(noun: &str, list: &str) -> Option<Listed> {
    let is_noun = noun.chars().count() <= NOUN_ZH && !noun.contains(['，', '、', '。', '”', '）', '《']);
    if !is_noun || list.starts_with(['将', '使', '可', '便', '“', '《']) {
        return None;
    }
    let list = list.trim_end_matches(['。', '！']);
    let (list, rest) = list.split_once('，').unwrap_or((list, ""));
    let open = OPEN_ZH.iter().any(|word| list.contains(word) || rest.starts_with(word) || noun.contains(word));
    let items: Vec<&str> = list.split('、').collect();
    let last = items.last().copied().unwrap_or_default();
    // What goes on after its comma with more of the same is not at its end.
    let goes_on = rest.contains('、') && split(last).len() == 1;
    let is_sentence = SENTENCE_ZH.iter().any(|word| list.contains(word));
    if goes_on || is_sentence || items.iter().any(|item| item.is_empty() || item.chars().count() > ITEM_ZH) {
        return None;
    }
    let joints: usize = items.iter().map(|item| split(item).len() - 1).sum();
    let most = items.len() + joints;
    let sure = joints == 1 && are_alike(&split(last));
    let least = if sure { most } else { items.len() };
    (most > 1).then_some(Listed { least, most, open })
}

/// An item at its joints.
fn split(item: &str) -> Vec<&str> {
    let mut parts = vec![item];
    for joint in JOINTS_ZH {
        parts = parts.into_iter().flat_map(|part| part.split(joint)).filter(|part| !part.is_empty()).collect();
    }
    if parts.is_empty() { vec![item] } else { parts }
}

/// 东川森林公园和青石地质公园: two names of one kind, not one.
fn are_alike(parts: &[&str]) -> bool {
    let [one, other] = parts else { return false };
    let long = |part: &str| part.chars().count() >= 3;
    long(one) && long(other) && one.chars().next_back() == other.chars().next_back()
}

fn english(noun: &str, list: &str) -> Option<Listed> {
    let words = noun.split_whitespace().count();
    if words > NOUN_EN || noun.contains([',', '.', ')', '“', '”']) {
        return None;
    }
    let lower = list.trim_end_matches(['.', '!']).to_ascii_lowercase();
    let words = format!(" {} ", lower.replace(',', " "));
    let holds = |word: &&str| words.contains(&format!(" {word} "));
    let open = OPEN_EN.iter().any(holds) || noun.contains("including");
    if SENTENCE_EN.iter().any(holds) {
        return None;
    }
    let items: Vec<&str> = lower.split(", ").filter(|item| !OPEN_EN.contains(item)).collect();
    // An item that begins with "and" is the last one, and what follows it is no item.
    let closing = items.iter().position(|item| item.starts_with("and "));
    let items = items.get(..closing.map_or(items.len(), |at| at + 1))?;
    let (last, first) = items.split_last()?;
    let too_long = |item: &&str| {
        let parts = item.matches(" and ").count() + 1;
        item.is_empty() || item.split_whitespace().count() > ITEM_EN * parts
    };
    if first.iter().any(|item| item.contains(" and ")) || items.iter().any(too_long) {
        return None;
    }
    let joints = if closing.is_some() { 0 } else { last.matches(" and ").count() };
    let sure = joints == 1 && !first.is_empty() && last.starts_with("the ") && last.contains(" and the ");
    let most = items.len() + joints;
    let least = if sure { most } else { items.len() };
    (most > 1).then_some(Listed { least, most, open })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{En, Zh};

    #[test]
    fn lists_after_numbers_are_counted() {
        for (language, after, expected) in [
            (Zh, "分区，即北部山区、中部盆地和城镇区", Some((2, 3, false))),
            (Zh, "河流，分别是东川河、清溪河", Some((2, 2, false))),
            (Zh, "：东川森林公园和青石地质公园", Some((2, 2, false))),
            (Zh, "分区（北部、中部、东部）各有侧重", Some((3, 3, false))),
            (Zh, "镇：东镇、西镇等", Some((2, 2, true))),
            (Zh, "镇：东镇面积最大、西镇人口最多", None),
            (Zh, "镇：东镇、西镇，南镇、北镇", None),
            (Zh, "镇，面积相近", None),
            (Zh, "镇的耕地：东镇", None),
            (En, " zones, namely the north, the centre and the town", Some((3, 3, false))),
            (En, " phases: near term and long term", Some((1, 2, false))),
            (En, " zones (north, centre, and town) each", Some((3, 3, false))),
            (En, " parks: the Old Stone Bridge and the New Water Mill Park", Some((1, 2, false))),
            (En, " zones: water and soil, forests, and mines", None),
            (En, " towns, including Dong: Xi, He", None),
            (En, " towns: Dong, Xi, Nan, and so on", Some((3, 3, true))),
            (En, " rivers: the first is long, the second short", None),
            (En, " rivers cross it", None),
        ] {
            let found = read(language, after, usize::MAX).map(|found| (found.least, found.most, found.open));
            assert_eq!(found, expected, "{after}");
        }
    }
}
