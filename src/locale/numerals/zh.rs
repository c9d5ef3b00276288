//! Chinese: what looks like a number, and how far it reaches.

pub(super) mod patterns;

use super::{
    Candidate, Exempt, RAISED, Reach, VULGAR, begins_with_year, cut, cuts_a_word, ends, fixed, is_clock, is_year, start,
};
use crate::locale::script::GAP;
use crate::locale::{Lexicon, chinese_digit};
use crate::model::Language;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const DIGIT: &str = "[0-9０-９]";
const WORDS: &str = "[零〇一二三四五六七八九十百千万亿两]";

/// What stands before digits and belongs to the number.
const HEADS: [&str; 5] = ["零下", "¥", "￥", "CNY ", "CNY"];

/// Measure words that stand between a number and the noun it counts. A tie holds them, not the noun.
const MEASURES: &str = "个项条处座种块片株棵头只匹家所支眼口件份套台本张篇宗组层类批次起场名位户道轮番成幅章节";
/// Words that begin with a measure word and are units of their own.
const WHOLE_UNITS: [&str; 10] =
    ["个百分点", "个月", "个小时", "个钟头", "个年度", "个周年", "件次", "场次", "批次", "台套"];
/// Words that only begin like a measure word: 三节点, 五章程.
const NO_MEASURES: [&str; 12] =
    ["节点", "节气", "节水", "节能", "节约", "节省", "节目", "节日", "节奏", "节假", "节制", "章程"];
/// Units that after number words mostly mean something else: 十分, 三级, 两地, 二部.
const LOOSE: &str = "地点部度分秒目科属等级面日月";
/// After these, 级, 等 and 类 count: 分为五级.
const COUNTING_HEADS: [&str; 11] =
    ["分为", "分成", "划为", "划分为", "划分成", "共", "共有", "设", "设有", "分", "划定"];
/// A class of a standard, which of several: 三类水, 1类区.
const CLASSES: [&str; 8] = ["类水", "类标准", "类功能区", "类声环境", "类地区", "类林地", "类工业用地", "类区"];
/// After these even 一 counts: 仅有一处.
const ONE_COUNTS: [&str; 8] = ["仅", "仅有", "共", "共有", "合计", "总计", "只建成", "仅建成"];

/// Shares in words of their own, which no unit follows.
const SHARES: [&str; 4] = ["半数", "半成", "过半", "超半数"];
/// Before a bare power of ten these say that it is a number: 近百处, but 百里干渠.
const POWER_HEADS: [&str; 9] = ["近", "约", "超", "超过", "逾", "不足", "不到", "达", "达到"];

pub(super) static CORE: LazyLock<Regex> = LazyLock::new(|| {
    let plain = format!("{DIGIT}+(?:[,\u{2009}\u{a0}\u{202f} ]{DIGIT}{{3}})*(?:[.．]{DIGIT}+)?");
    let ratio = format!("{DIGIT}+(?:[.．]{DIGIT}+)?(?:[:：∶]{DIGIT}+(?:[.．]{DIGIT}+)?)+");
    let power = "\\s?×\\s?10(?:[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-−－]?[0-9]+)";
    let part = format!("分之(?:{DIGIT}+(?:[.．]{DIGIT}+)?|{WORDS}+(?:点{WORDS}+)?)");
    let vulgar = format!("{DIGIT}*{VULGAR}|10{RAISED}+");
    let financial = "[壹贰叁肆伍陆柒捌玖拾佰仟][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+";
    fixed(&format!(
        "{ratio}|{vulgar}|{plain}(?:{power})?|一半|过半|超半数|半数|半成|{financial}|{WORDS}+(?:{part}|点{WORDS}+)?"
    ))
});

pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    // 一 is an article, or a part of 一般, 统一, 进一步: most lines hold one, and it is dropped before anything else.
    let hits = CORE.find_iter(text).filter(|hit| match hit.as_str() {
        "一" => ONE_COUNTS.iter().any(|head| text[..hit.start()].ends_with(head)) || one_measures(text, hit.range()),
        "半成" => !text[hit.end()..].starts_with(['品', '熟', '型']),
        // 过半年, 过半个月, 经过半山.
        "过半" => !text[hit.end()..].starts_with(['年', '个', '天', '月', '小', '山', '载', '夜', '百', '日']),
        _ => true,
    });
    let found = hits.map(|hit| {
        let words = !hit.as_str().starts_with(|sign| is_digit(sign) || is_vulgar(sign));
        Candidate {
            start: if words { hit.start() } else { start(text, hit.start(), &HEADS) },
            core: hit.range(),
            words,
        }
    });
    found.collect()
}

/// Whether 一 is a quantity: 一倍, 一成以上, 翻一番, 一至两年.
fn one_measures(text: &str, one: Range<usize>) -> bool {
    let (before, tail) = (&text[..one.start], &text[one.end..]);
    let share = tail.strip_prefix('成').is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['以', '的', '左', '多', '半', '，', '。', '、', '；', '）'])
    });
    let range = tail.strip_prefix(['至', '到']).is_some_and(|rest| rest.starts_with(|sign| WORDS.contains(sign)));
    tail.starts_with('倍') || share || range || tail.starts_with('番') && before.ends_with(['翻', '了'])
}

fn is_vulgar(sign: char) -> bool {
    matches!(sign, '¼'..='¾' | '⅐'..='⅞')
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || ('０'..='９').contains(&sign)
}

pub(super) fn reach(lexicon: &Lexicon, text: &str, candidate: &Candidate) -> Option<Reach> {
    let core = &candidate.core;
    let words = &text[core.clone()];
    if SHARES.contains(&words) || words.contains([':', '：', '∶']) {
        return Some(Reach { range: core.end, reading: core.end });
    }
    if words.contains('×') {
        let end = stand_in(lexicon, text, core.end);
        return Some(Reach { range: end, reading: end });
    }
    let reads = |end: usize| lexicon.recognise(Language::Zh, &text[candidate.start..end]).is_some();
    let longest = longest(lexicon, text, core.end, if candidate.words { 8 } else { 24 }, reads);
    let longest = cut(text, candidate, longest, &["至", "到"], &["从", "由", "自"]);
    let measure = measure(&text[core.end..]).map(|length| core.end + length);
    if !candidate.words {
        let range = measure.filter(|end| *end <= longest && reads(*end)).unwrap_or(longest);
        return Some(Reach { range, reading: longest });
    }
    // [600]百万元: a scale word right after a number is its own.
    if !is_small(words) && text[..core.start].ends_with(GAP) && words.chars().all(|sign| "百千万亿".contains(sign))
    {
        return None;
    }
    if words.contains("分之") || words == "一半" {
        return reads(core.end).then_some(Reach { range: core.end, reading: longest });
    }
    if is_vague(text, core) {
        return None;
    }
    if longest > core.end {
        return Some(Reach { range: measure.filter(|end| *end <= longest).unwrap_or(longest), reading: longest });
    }
    rough_reach(lexicon, text, core, measure)
}

/// 十几个, 三五公里, 百余户, 三道防线: no literal can hold them, but they are numbers all the same.
fn rough_reach(lexicon: &Lexicon, text: &str, core: &Range<usize>, measure: Option<usize>) -> Option<Reach> {
    let (words, tail) = (&text[core.clone()], &text[core.end..]);
    let few = tail.starts_with('几');
    if few || approximate(words) || is_power(text, core) {
        let from = core.end + if few { '几'.len_utf8() } else { 0 };
        let reading = stand_in(lexicon, text, from);
        let range = measure.or((reading > from).then_some(reading))?;
        return Some(Reach { range, reading: reading.max(range) });
    }
    lexicon.recognise(Language::Zh, words)?;
    let end = measure.or_else(|| stands_alone(text, core).then_some(core.end))?;
    Some(Reach { range: end, reading: end })
}

/// Words that need no measure word: 合计四十七。 人口二十万，
fn stands_alone(text: &str, core: &Range<usize>) -> bool {
    const HEADS: [&str; 8] = ["合计", "总计", "共计", "达到", "达", "增至", "减至", "总数为"];
    let (before, words, tail) = (&text[..core.start], &text[core.clone()], &text[core.end..]);
    let headed = HEADS.iter().any(|head| before.ends_with(head));
    (headed || words.ends_with(['万', '亿'])) && (tail.is_empty() || tail.starts_with(['，', '。', '；', '、', '）']))
}

/// The last of the ends that reads, as far as no other word begins.
fn longest(lexicon: &Lexicon, text: &str, from: usize, most: usize, reads: impl Fn(usize) -> bool) -> usize {
    let limit = from + text.get(from..).map_or(0, |tail| lexicon.extent(Language::Zh, tail));
    let ends = ends(text, from).take(most).take_while(|end| *end <= limit && !in_a_word(text, *end));
    ends.filter(|end| !cuts_a_word(text, *end) && !text[..*end].ends_with(' ') && reads(*end)).last().unwrap_or(from)
}

/// How far the unit behind `from` reaches, with a plain number in front of it.
fn stand_in(lexicon: &Lexicon, text: &str, from: usize) -> usize {
    longest(lexicon, text, from, 8, |end| lexicon.recognise(Language::Zh, &format!("二{}", &text[from..end])).is_some())
}

/// Whether an end parts a word that is no unit: 千|伏, 组|成, 升|至.
fn in_a_word(text: &str, end: usize) -> bool {
    const WORDS: [(&str, &[char]); 3] = [
        ("千", &['伏', '卡', '赫', '帕', '乏', '安']),
        ("组", &['成', '队', '织', '建']),
        ("升", &['至', '到', '为', '高', '级']),
    ];
    WORDS.iter().any(|(head, tails)| text[..end].ends_with(head) && text[end..].starts_with(*tails))
}

/// 几十, 数百, 上千, but not 以上三项.
fn is_vague(text: &str, core: &Range<usize>) -> bool {
    let before = &text[..core.start];
    let many = before.strip_suffix(['上', '好']).is_some_and(|rest| !rest.ends_with('以'));
    before.ends_with(['几', '数', '若']) || many && !is_small(&text[core.clone()])
}

/// A power of ten that a hedge makes a number: 百余户, 近百处; 近百年 is an age.
fn is_power(text: &str, core: &Range<usize>) -> bool {
    let tail = &text[core.end..];
    let hedged = tail.starts_with(['余', '多', '来']);
    let headed = POWER_HEADS.iter().any(|head| text[..core.start].ends_with(head)) && !tail.starts_with('年');
    !is_small(&text[core.clone()]) && (hedged || headed)
}

fn is_small(words: &str) -> bool {
    !words.starts_with(['百', '千', '万', '亿'])
}

/// 三五, 七八, 二三十: two digits that follow one another.
fn approximate(words: &str) -> bool {
    let place = |sign: char| chinese_digit(sign).filter(|digit| *digit > 0);
    let signs: Vec<char> = words.chars().collect();
    signs.windows(2).any(|pair| place(pair[0]).zip(place(pair[1])).is_some_and(|(one, two)| one < two))
}

/// The length of hedge, scale word and measure word at the start of `tail`, if a measure word is there.
fn measure(tail: &str) -> Option<usize> {
    let head = tail.trim_start_matches(['多', '余', '几', '来', ' ', '\u{a0}', '十', '百', '千', '万', '亿']);
    // 四大片区, 五大类工程: 大 stands before a measure word, or for one.
    if let Some(after) = head.strip_prefix('大') {
        let class = after.chars().next().filter(|sign| ['类', '项'].contains(sign)).map_or(0, char::len_utf8);
        return Some(tail.len() - after.len() + class);
    }
    let sign = head.chars().next().filter(|sign| MEASURES.contains(*sign))?;
    let whole = WHOLE_UNITS.iter().chain(&NO_MEASURES).any(|unit| head.starts_with(unit));
    (!whole).then(|| tail.len() - head.len() + sign.len_utf8())
}

/// 第四章, 第9项
fn is_ordinal(text: &str, candidate: &Candidate) -> bool {
    let mut signs = text[candidate.core.clone()].chars();
    text[..candidate.core.start].trim_end().ends_with('第') && signs.all(|sign| is_digit(sign) || WORDS.contains(sign))
}

/// （一）, (12): brackets around one number of a list.
fn is_enumerated(text: &str, candidate: &Candidate) -> bool {
    const LIST: &str = "一二三四五六七八九十";
    let words = &text[candidate.core.clone()];
    let length = words.chars().count();
    let short = if candidate.words {
        length <= 3 && words.chars().all(|sign| LIST.contains(sign))
    } else {
        length <= 2 && words.chars().all(is_digit)
    };
    short
        && text[..candidate.core.start].trim_end().ends_with(['（', '('])
        && text[candidate.core.end..].trim_start().starts_with(['）', ')'])
}

/// Whether digits are one of two parts of the number of a figure or table: 图1-5, but not 图1-5项.
pub(super) fn is_labelled(text: &str, candidate: &Candidate, reach: &Reach) -> bool {
    const JOINTS: [char; 4] = ['-', '－', '—', '–'];
    let before = &text[..candidate.core.start];
    if !text[candidate.core.clone()].chars().all(is_digit) {
        return false;
    }
    let headed = |before: &str| before.trim_end().ends_with(['图', '表']);
    let more = text.get(candidate.core.end..reach.reading).unwrap_or_default();
    if let Some(first) = before.strip_suffix(JOINTS) {
        let head = first.trim_end_matches(is_digit);
        return head.len() < first.len() && headed(head) && more.is_empty();
    }
    let second = text[candidate.core.end..].strip_prefix(JOINTS).is_some_and(|rest| rest.starts_with(is_digit));
    second && headed(before) && more.chars().all(|sign| is_digit(sign) || JOINTS.contains(&sign))
}

/// Whether a number is no data without a look at the patterns: 2021年, the first year of 2021—2035年, 11月, 5日, the first
/// month of 1至10月, 第四章, （一）.
pub(super) fn is_plain(text: &str, candidate: &Candidate) -> bool {
    const TO: [char; 8] = ['—', '–', '～', '~', '-', '－', '至', '到'];
    let tail = text[candidate.core.end..].trim_start();
    if !candidate.words && candidate.core.len() <= 2 {
        let other = tail.strip_prefix(TO).map(|rest| rest.trim_start_matches(TO).trim_start());
        let behind = other.and_then(|rest| {
            let unit = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
            (1..=2).contains(&(rest.len() - unit.len())).then(|| unit.trim_start())
        });
        if tail.starts_with(['月', '日']) || behind.is_some_and(|unit| unit.starts_with(['月', '日'])) {
            return true;
        }
    }
    if is_ordinal(text, candidate) || is_enumerated(text, candidate) || is_clock(&text[candidate.core.clone()]) {
        return true;
    }
    let last = || tail.strip_prefix(TO).is_some_and(|rest| begins_with_year(rest.trim_start_matches(TO)));
    is_year(&text[candidate.core.clone()]) && (tail.starts_with('年') || last())
}

pub(super) fn exempt(text: &str, candidate: &Candidate, reach: &Reach) -> Option<Exempt> {
    let (core, before) = (&candidate.core, &text[..candidate.core.start]);
    let words = &text[core.clone()];
    let headed = COUNTING_HEADS.iter().any(|head| before.ends_with(head));
    if !headed && is_class(&text[core.end..]) {
        return Some(Exempt::Label);
    }
    if !candidate.words {
        return (reach.reading == core.end && is_year(words)).then_some(Exempt::Date);
    }
    let unit = &text[core.end..reach.reading];
    // 七级以上, 二级分区: which, not how many.
    if unit.starts_with(['级', '等']) {
        return (!headed).then_some(Exempt::Label);
    }
    let loose = unit.chars().count() == 1 && unit.chars().all(|sign| LOOSE.contains(sign));
    loose.then_some(Exempt::Idiom)
}

fn is_class(tail: &str) -> bool {
    // 三类区域 are counted.
    CLASSES.iter().any(|class| tail.starts_with(class)) && !tail.starts_with("类区域") && !tail.starts_with("类区划")
}
