//! Chinese: what looks like a number, what follows it, and what is none.

use super::{Candidate, Exempt, Pattern, Reach, cut, ends, fixed, is_year, start};
use crate::locale::Lexicon;
use crate::model::{GAP, Language};
use regex::Regex;
use std::sync::LazyLock;

const DIGIT: &str = "[0-9０-９]";
const WORDS: &str = "[零〇一二三四五六七八九十百千万亿两]";

/// What stands before digits and belongs to the number.
const HEADS: [&str; 5] = ["零下", "¥", "￥", "CNY ", "CNY"];

/// Measure words that stand between a number and the noun it counts. A tie holds them, not the noun.
const MEASURES: &str = "个项条处座种块片株棵头只匹家所支眼口件份套台本张篇宗组层类批次起场名位户道轮番成幅";
/// Words that begin with a measure word and are units of their own.
const WHOLE_UNITS: [&str; 6] = ["个百分点", "个月", "个小时", "个钟头", "个年度", "个周年"];
/// Units that after number words mostly mean something else: 十分, 三级, 两地, 二部.
const LOOSE: &str = "地点部度分秒目科属等级面日月";
/// After these, 级 and 等 count: 分为五级.
const COUNTING_HEADS: [&str; 10] = ["分为", "分成", "划为", "划分为", "划分成", "共", "共有", "设", "设有", "分"];
/// After these even 一 counts: 仅有一处.
const ONE_COUNTS: [&str; 8] = ["仅", "仅有", "共", "共有", "合计", "总计", "只建成", "仅建成"];

static CORE: LazyLock<Regex> = LazyLock::new(|| {
    fixed(&format!(
        "{DIGIT}+(?:[,\u{2009}\u{a0}\u{202f} ]{DIGIT}{{3}})*(?:[.．]{DIGIT}+)?|{WORDS}+分之(?:{DIGIT}+(?:[.．]{DIGIT}+)?|{WORDS}+(?:点{WORDS}+)?)|一半|{WORDS}+(?:点{WORDS}+)?"
    ))
});

pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let n = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})";
    let year = "(?:(?:1[89]|20|１[８９]|２０)[0-9０-９]{2}|[一二][〇零○一二三四五六七八九]{3})";
    let to = "\\s*[—–～~\\-－至到]+\\s*";
    let date = [
        format!("{year}\\s*年?{to}{year}\\s*年?"),
        format!("{year}\\s*年(?:度|代)?(?:{n}{to}{n}\\s*月|\\s*{n}\\s*月(?:\\s*{n}\\s*[日号])?)?"),
        format!("{n}(?:(?:{to}|、){n})?\\s*月(?:{n}\\s*(?:{to}{n})?[日号])?"),
        format!("{n}(?:{to}{n})?\\s*日"),
        format!("(?:[0-9０-９]{{1,2}}|二十一?|十[八九])世纪(?:{n}0?年代)?|{n}年代"),
        "[0-9０-９]{1,2}[:：][0-9０-９]{2}|[0-9０-９]{1,2}时(?:[0-9０-９]{1,2}分)?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}".to_owned(),
        "前?[一二三四1-4]个?季度".to_owned(),
    ];
    let document = [
        "[〔\\[【（(［]\\s*[0-9０-９]{4}\\s*[〕\\]】）)］]\\s*第?[0-9０-９]+号?".to_owned(),
        "(?-u:\\b)[A-Z]{2,4}[0-9]{0,2}/[A-Z]{1,2}\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:\\-]+\\s?[0-9]{4})?".to_owned(),
        "(?-u:\\b)(?:GB|DB|TD|HJ|LY|NY|SL|DZ|CJJ|JGJ|JTG|ISO|IEC)\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:\\-]+\\s?[0-9]{4})?".to_owned(),
        format!("(?:{DIGIT}+(?:-{DIGIT}+)?|{WORDS}+)号"),
    ];
    let ordinal = [format!("第\\s*(?:{DIGIT}+|{WORDS}+)(?:(?:{to}|、)第?(?:{DIGIT}+|{WORDS}+))?")];
    let name = [
        "十[一二三四五六七八九]五|[一二三]调|十[六七八九]大|二十[一二]?大|[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九]中)?".to_owned(),
        "(?i)(?:landsat|sentinel|modis|terra|windows)[ -]?[0-9]+".to_owned(),
        "(?:CC BY|Agenda) [0-9.]+".to_owned(),
        // A slogan between quotation marks is a name: “四基地两中心”, “两个毫不动摇”.
        format!("“[^”“，。；！？0-9０-９{GAP}]{{1,16}}”"),
        "[一二三四五六七八九十]年(?:行动|攻坚|滚动|计划)".to_owned(),
    ];
    let code = [
        "(?:https?://|www\\.)[^\\s，。；）]+|[\\w.]+@[\\w.]+".to_owned(),
        "[A-Za-z]-?[0-9][0-9A-Za-z.\\-]*|[0-9]+[A-Z](?-u:\\b)(?:级)?|[0-9]+[A-Z](?:级|景区|网络)".to_owned(),
        "(?:代码|编码|编号|邮编|电话|热线|传真|区号|版本号?)(?:为|是)?[：:]?\\s*[0-9][0-9\\-. ]*".to_owned(),
        "(?:EPSG|ISBN)[:： ]?[0-9\\-]+|[0-9]{3,4}-[0-9]{7,8}|[0-9]{5,6}(?:热线|平台)".to_owned(),
        "[0-9][:：∶](?:[0-9]+万|[0-9]{3,}|[0-9]{1,3}(?:[,\u{2009} ][0-9]{3})+)".to_owned(),
    ];
    let label = ["(?:图|表|专栏|附件|附录|公式|式|章|节|页|栏|步骤|照片)\\s*[0-9０-９]+(?:\\s*[-－—–.．]\\s*[0-9０-９]+)*(?:[、和至—](?:图|表)?[0-9]+(?:[-—.][0-9]+)*)*".to_owned()];
    let enumeration = [
        "(?:^|[。；：;:\\n\\s])\\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:、|[.．](?:[^0-9]|$)|[)）])"
            .to_owned(),
        "[（(]\\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\\s*[)）]".to_owned(),
        "(?:^|[，。；：、\\s])(?:[一二三四五六七八九十]{1,2}(?:是|要|则|来)|其[一二三四五六七八九])".to_owned(),
    ];
    let idiom = ["一带一路|千方百计|三三两两|五湖四海|四通八达|千家万户|千秋万代|万无一失|五花八门|四面八方|十全十美|百花齐放|独一无二|三令五申|一分为二|两全其美|三区三线|五位一体|四个全面|四个自信|四个意识|两个维护|两个确立|两个一百年|三个代表|[两三]步走|四水四定|三同时|八项规定|百年大计|千年大计|两个毫不动摇|三位一体|两点论|一石二鸟|一举两得|三级联动|三级公路|二次(?:污染|创业|开发|利用|供水)|三废|三次产业|一二三产业?|两位数|成千上万|千千万万|万众一心|七十二变|百分之百".to_owned()];
    // The first that covers a number gives the reason.
    [
        (Exempt::Document, &document[..]),
        (Exempt::Code, &code),
        (Exempt::Date, &date),
        (Exempt::Ordinal, &ordinal),
        (Exempt::Name, &name),
        (Exempt::Label, &label),
        (Exempt::Enumeration, &enumeration),
        (Exempt::Idiom, &idiom),
    ]
    .into_iter()
    .flat_map(|(exempt, patterns)| Pattern::all(exempt, patterns))
    .collect()
});

pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let headed = |at: usize| ONE_COUNTS.iter().any(|head| text[..at].ends_with(head));
    // 一 is an article, or a part of 一般, 统一, 进一步: most lines hold one, and it is dropped before anything else.
    let hits = CORE.find_iter(text).filter(|hit| hit.as_str() != "一" || headed(hit.start()));
    let found = hits.map(|hit| {
        let words = !hit.as_str().starts_with(is_digit);
        Candidate {
            start: if words { hit.start() } else { start(text, hit.start(), &HEADS) },
            core: hit.range(),
            words,
        }
    });
    found.collect()
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || ('０'..='９').contains(&sign)
}

pub(super) fn reach(lexicon: &Lexicon, text: &str, candidate: &Candidate) -> Option<Reach> {
    let core = &candidate.core;
    let reads = |end: usize| lexicon.recognise(Language::Zh, &text[candidate.start..end]).is_some();
    let longest = ends(text, core.end)
        .take(if candidate.words { 8 } else { 24 })
        .filter(|end| reads(*end))
        .last()
        .unwrap_or(core.end);
    let longest = cut(text, candidate, longest, &["至", "到"], &["从", "由", "自"]);
    let tail = &text[core.end..];
    let measure = measure(tail).map(|length| core.end + length);
    if !candidate.words {
        let range = measure.filter(|end| *end <= longest && reads(*end)).unwrap_or(longest);
        return Some(Reach { range, reading: longest });
    }
    let words = &text[core.clone()];
    if words.contains("分之") || words == "一半" {
        return reads(core.end).then_some(Reach { range: core.end, reading: longest });
    }
    let vague = text[..core.start].ends_with(['几', '数', '若']) || (many(text, core.start) && !is_small(words));
    if vague {
        return None;
    }
    if longest > core.end {
        return Some(Reach { range: measure.filter(|end| *end <= longest).unwrap_or(longest), reading: longest });
    }
    // 十几个, 三五个, 三道防线: no literal can hold them, but they are numbers all the same.
    let rough = tail.starts_with('几') || approximate(words) || reads(core.end);
    measure.filter(|_| rough).map(|end| Reach { range: end, reading: end })
}

/// 上百, 上千, but not 以上三项.
fn many(text: &str, at: usize) -> bool {
    text[..at].strip_suffix(['上', '近', '好']).is_some_and(|rest| !rest.ends_with('以'))
}

fn is_small(words: &str) -> bool {
    !words.starts_with(['百', '千', '万', '亿'])
}

/// 三五, 七八: two digits that follow one another.
fn approximate(words: &str) -> bool {
    const DIGITS: &str = "一二三四五六七八九";
    let place = |sign: char| DIGITS.find(sign);
    let signs: Vec<char> = words.chars().collect();
    matches!(signs.as_slice(), [one, two] if place(*one).zip(place(*two)).is_some_and(|(one, two)| one < two))
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
    let whole = WHOLE_UNITS.iter().any(|unit| head.starts_with(unit));
    (!whole).then(|| tail.len() - head.len() + sign.len_utf8())
}

pub(super) fn exempt(text: &str, candidate: &Candidate, reach: &Reach) -> Option<Exempt> {
    let (core, before) = (&candidate.core, &text[..candidate.core.start]);
    let words = &text[core.clone()];
    if !candidate.words {
        return (reach.reading == core.end && is_year(words)).then_some(Exempt::Date);
    }
    let headed = |heads: &[&str]| heads.iter().any(|head| before.ends_with(head));
    let unit = &text[core.end..reach.reading];
    let loose = unit.chars().count() == 1 && unit.chars().all(|sign| LOOSE.contains(sign));
    match unit {
        "级" | "等" if headed(&COUNTING_HEADS) => None,
        "级" | "等" => Some(Exempt::Label),
        _ => loose.then_some(Exempt::Idiom),
    }
}
