//! The words by which names are cut out of Chinese sentences: what only joins, what only says the kind of a number, what
//! says that something is done.

/// No name is longer, in characters.
const LONGEST: usize = 34;

/// Words that name a kind of number and tell nothing of whose.
#[rustfmt::skip]
pub(super) const BARE: [&str; 40] = [
    "面积", "总面积", "长", "宽", "长度", "宽度", "数量", "总量", "占比", "比重", "人口", "规模", "高", "海拔",
    "海拔高度", "长约", "东西长", "南北宽", "投资", "总投资", "金额", "产量", "产值", "增速", "增幅", "增长", "下降",
    "减少", "增加", "提高", "水量", "流域面积", "其他", "其中", "总数", "合计", "累计", "人数", "户数", "个数",
];

/// Words at the beginning that join a clause or do something.
#[rustfmt::skip]
pub(super) const OPENERS: [&str; 52] = [
    "其中", "其次", "其余", "另外", "此外", "同时", "目前", "近年来", "近年", "现有", "现已", "已经", "全年", "存在",
    "完成", "实现", "实施", "建设", "建成", "投入", "新建", "开展", "推进", "也", "并", "且", "而", "以及", "和",
    "及", "与", "或", "的", "将", "已", "共", "均", "分别", "依次", "主要", "约", "近", "为", "是", "在", "到", "达",
    "了", "以", "区域内", "有", "由",
];

/// What a name may end with and say what kind of number it is.
#[rustfmt::skip]
pub(super) const KINDS: [&str; 51] = [
    "海拔",
    "面积", "比重", "占比", "比例", "率", "度", "量", "数", "长", "宽", "长度", "宽度", "高度", "厚度", "深度", "值",
    "额", "投资", "收入", "支出", "价格", "气温", "温度", "温", "时数", "天数", "无霜期", "人口", "规模", "储量",
    "产值", "产量", "系数", "指数", "增速", "增幅", "距离", "里程", "用地", "人数", "户数", "GDP", "资金", "金额",
    "年限", "时间", "工期", "性别比", "密度", "高程",
];

/// Words with which a clause says what is done, not what there is.
#[rustfmt::skip]
pub(super) const ACTS: [&str; 20] = [
    "构建", "确定", "针对", "将", "对", "形成", "荣获", "围绕", "按照", "结合", "着力", "通过", "立足", "落实",
    "打造", "推动", "根据", "坚持", "开展", "致力",
];

/// Words with which a clause begins that is about nothing of its own.
#[rustfmt::skip]
pub(super) const NO_SUBJECTS: [&str; 29] = [
    "分布", "集中", "远低于", "高于", "低于", "并", "且", "因此", "由于", "根据", "据", "按照", "截至", "随着",
    "通过", "与", "同比", "较", "即", "如", "到", "从", "对", "经", "以", "统计", "至", "该", "本",
];

/// Words that only begin like an opener.
#[rustfmt::skip]
pub(super) const WHOLE: [&str; 28] = [
    "建设用地", "有效", "在校", "在册", "在建", "以上", "以下", "达茂", "达尔", "到户", "近海", "近期", "和田",
    "和林", "及格", "与会", "主要农", "主要污", "共同", "共享", "为主", "其中", "建设规模", "投入产出", "有林",
    "有害", "实施区", "共有产",
];

/// What stands between a whole and its share.
#[rustfmt::skip]
pub(super) const SHARE_TAILS: [&str; 18] = [
    "约为", "分别为", "仅为", "比重", "比例", "比率", "比", "约", "为", "达到", "达", "的", "近", "了", "到",
    "仅", "超过", "率",
];

/// Words between a name and its number that say how near it is.
#[rustfmt::skip]
pub(super) const HEDGES: [&str; 18] = [
    "不低于", "不超过", "现有的", "现有", "均在", "约", "近", "超过", "达到", "达", "小于", "大于", "高于",
    "低于", "在", "少于", "多于", "均",
];

/// Verbs that lead a quantity from one value to another.
#[rustfmt::skip]
pub(super) const MOVES: [&str; 16] = [
    "增加", "提高", "增长", "上升", "下降", "减少", "降低", "扩大", "缩小", "提升", "发展", "调整", "增", "降",
    "升", "",
];

/// Words after a number that begin no noun.
#[rustfmt::skip]
pub(super) const NO_NOUNS: [&str; 16] = [
    "增加", "提高", "减少", "下降", "增长", "达到", "完成", "到", "至", "中", "内", "之间", "并", "有", "在",
    "已",
];

/// What a clause without a number is about, if it begins with that.
pub(super) fn subject(clause: &str) -> Option<String> {
    let words = opened(&bare_of_brackets(&squeezed(clause)));
    if words.chars().count() < 2 || NO_SUBJECTS.iter().any(|verb| words.starts_with(verb)) {
        return None;
    }
    if words.ends_with("统计") || words.ends_with("显示") || words.ends_with("结果") {
        return None;
    }
    let dated = words.trim_start_matches(|sign: char| sign.is_ascii_digit() || "年末底初月日".contains(sign));
    if dated.is_empty() {
        return None;
    }
    let words = dated;
    // 金山镇采矿用地面积最广泛: the name ends with its kind.
    if let Some(at) = words.find("面积") {
        return Some(words.get(..at + "面积".len())?.to_owned());
    }
    let main = words.split_once('以').and_then(|(_, rest)| rest.split_once("为主"));
    if let Some((main, _)) = main.filter(|(main, _)| !main.is_empty()) {
        return Some(main.to_owned());
    }
    let verbs = ["是", "属于", "属", "位于", "地处", "主要", "包括"];
    let verb = verbs.iter().filter_map(|verb| words.find(verb)).filter(|at| *at > 0).min();
    let name = verb.and_then(|at| words.get(..at)).unwrap_or(words);
    let name = name.trim_end_matches(['也', '均', '都', '主', '要']);
    let after = verb.and_then(|at| words.get(at..)).unwrap_or_default();
    if name.chars().count() > 16 && (3..14).contains(&after.chars().count()) {
        let after = opened(after);
        return Some(after.trim_start_matches(['属', '于']).to_owned());
    }
    let count = name.chars().count();
    // The end of a long name says most.
    let name: String = if count > 20 { name.chars().skip(count - 18).collect() } else { name.to_owned() };
    (name.chars().count() > 1).then_some(name)
}

/// Whether words lead from one value of a quantity to its next: 增加到, 降至.
pub(super) fn becomes(lead: &str) -> bool {
    let lead = lead.trim_start_matches(['的', '，']);
    let rest = MOVES.iter().find_map(|verb| lead.strip_prefix(verb)).unwrap_or(lead);
    ["到", "至", "为"].contains(&rest.trim_end_matches(['约', '了', '近', ' '])) && rest != lead
}

/// Without words that only join or do something before a name.
pub(super) fn opened(words: &str) -> String {
    let mut rest = words.trim_matches(|sign: char| "、，：；“”".contains(sign) && sign != '”' && sign != '“');
    loop {
        let word = OPENERS.iter().find(|word| rest.starts_with(**word) && rest.len() > word.len());
        let only = OPENERS.contains(&rest) && !KINDS.contains(&rest);
        match word {
            _ if only => return String::new(),
            // 建成率 is a name.
            Some(word) if !keeps(rest, word) && rest.get(word.len()..).is_some_and(|rest| rest != "率") => {
                rest = rest.get(word.len()..).unwrap_or_default().trim_start_matches(['、', '，', '：', '着', '有'])
            }
            _ => return rest.to_owned(),
        }
    }
}

/// Whether a word only begins another: 和田, 在校生, 以上, 达茂旗, 建设用地, 有效灌溉.
pub(super) fn keeps(words: &str, opener: &str) -> bool {
    WHOLE.iter().any(|whole| words.starts_with(whole) && whole.len() > opener.len())
}

/// Without what stands between a whole and its share: 全县总面积的, 总有效天数的.
pub(super) fn ended(words: &str) -> String {
    let mut rest = words.trim_matches(|sign: char| "、，：；".contains(sign));
    loop {
        let word = SHARE_TAILS.iter().find_map(|word| rest.strip_suffix(word));
        match word {
            Some(word) => rest = word,
            None => return rest.trim_start_matches("到").to_owned(),
        }
    }
}

pub(super) fn without_hedge(words: &str) -> String {
    let mut rest = words;
    while let Some(less) = HEDGES.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = less;
    }
    // 昆虫天敌包括七星瓢虫、叶色草蛉等: the examples are no name.
    match rest.find("包括").filter(|at| *at > 0 && rest.ends_with('等')) {
        Some(at) => rest.get(..at).unwrap_or(rest).to_owned(),
        None => rest.to_owned(),
    }
}

pub(super) fn is_bare(words: &str) -> bool {
    BARE.contains(&words)
}

/// A subject and what kind of number of it: the kind is not said twice.
pub(super) fn joined(subject: &str, kind: &str) -> String {
    if subject.ends_with(kind) { subject.to_owned() } else { format!("{subject}{kind}") }
}

/// Without white space beside Chinese characters and signs.
pub(super) fn squeezed(text: &str) -> String {
    let signs: Vec<char> = text.chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
    let mut kept = String::with_capacity(text.len());
    for (at, sign) in signs.iter().enumerate() {
        let latin = |sign: Option<&char>| sign.is_some_and(char::is_ascii_alphanumeric);
        let inside = at.checked_sub(1).is_some_and(|before| latin(signs.get(before))) && latin(signs.get(at + 1));
        if *sign != ' ' || inside {
            kept.push(*sign);
        }
    }
    kept
}

pub(super) fn bare_of_brackets(text: &str) -> String {
    let (mut kept, mut depth) = (String::new(), 0usize);
    for sign in text.chars() {
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(sign),
            _ => {}
        }
    }
    kept
}

/// A long name keeps its end: what stands nearest to the number says most.
pub(super) fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST { name.to_owned() } else { name.chars().skip(count - LONGEST).collect() }
}
