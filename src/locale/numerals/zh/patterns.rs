//! Chinese: what looks like a number and is none.

use super::super::Exempt;
use super::super::pattern::{Hold, Pattern, Signs};
use super::{DIGIT, WORDS};
use crate::locale::script::HAN_CLASS;
use std::sync::LazyLock;

/// Numbers up to 99 as dates and lists write them.
const SMALL: &str = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})";
const YEAR: &str = "(?:(?:1[89]|20|１[８９]|２０)[0-9０-９]{2}|[一二][〇零○一二三四五六七八九]{3})";
/// What joins the ends of a range.
const TO: &str = "\\s*[—–～~\\-－至到]+\\s*";
const HAN: &str = HAN_CLASS;

/// The first that covers a number gives the reason.
pub(in super::super) static ALL: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let kinds = [
        (Exempt::Document, Hold::Firm, DOCUMENTS, documents()),
        (Exempt::Code, Hold::Firm, CODES, codes()),
        (Exempt::Code, Hold::UnlessQuantity, Signs::None, vec!["[A-Za-z]-?[0-9][0-9A-Za-z.\\-]*".to_owned()]),
        (Exempt::Code, Hold::UnlessMeasured, TELEPHONES, telephones()),
        (Exempt::Date, Hold::Firm, DATES, dates()),
        (Exempt::Ordinal, Hold::Firm, Signs::Of(&["第"]), ordinals()),
        (Exempt::Name, Hold::UnlessMeasured, SATELLITES, satellites()),
        (Exempt::Label, Hold::Firm, TITLES, titles()),
        (Exempt::Label, Hold::UnlessMeasured, LABELS, labels()),
        (Exempt::Enumeration, Hold::Firm, ENUMERATIONS, enumerations()),
        (Exempt::Idiom, Hold::Firm, Signs::None, idioms()),
    ];
    let kinds = kinds.into_iter().map(|(exempt, hold, signs, patterns)| Pattern::any(exempt, hold, signs, &patterns));
    // Names are many and rare: one by one, few of them are compiled.
    let name = |(signs, name): (Signs, &str)| Pattern::any(Exempt::Name, Hold::Firm, signs, &[name.to_owned()]);
    std::iter::once(Pattern::slogan("，。；！？０-９", 16)).chain(NAMES.map(name)).chain(kinds).collect()
});

const DATES: Signs = Signs::Of(&[
    "年", "月", "日", "世纪", "点", "时", "季度", ":", "：", "-", ".", "/", "／", "·", "•", "‧", "・", "—", "–", "～",
    "~", "－", "至", "到", "今后", "未来", "此后", "往后",
]);

fn dates() -> Vec<String> {
    let (n, year, to) = (SMALL, YEAR, TO);
    vec![
        format!("{year}\\s*年?{to}{year}\\s*年?|{year}[/／](?:{year}|[0-9]{{2}})"),
        format!("{year}\\s*年(?:度|代)?(?:{n}{to}{n}\\s*月|\\s*{n}\\s*月(?:\\s*{n}\\s*[日号])?)?"),
        format!("{n}(?:(?:{to}|、){n})?\\s*月(?:{n}\\s*(?:{to}{n})?[日号])?"),
        format!("{n}(?:{to}{n})?\\s*日"),
        format!("(?:[0-9０-９]{{1,2}}|二十一?|十[八九])世纪(?:{n}0?年代)?"),
        format!("(?:{n}(?:年代)?(?:{to}|、))*{n}年代"),
        format!("(?:民国|光绪|宣统|同治|咸丰|道光|嘉庆|乾隆|雍正|康熙|顺治)\\s*(?:{DIGIT}+|{WORDS}+)年"),
        format!("(?:上午|下午|中午|早上|清晨|凌晨|傍晚|晚上|夜间|早|晚)\\s*{n}(?:{to}{n})?(?:点|时)(?:半|[0-9]{{1,2}}分)?"),
        // 1:10 is a slope, not a time.
        "(?:0?[6-9]|1[0-9]|2[0-4])[:：][0-5][0-9]|0?0[:：]00|[0-9０-９]{1,2}时(?:[0-9０-９]{1,2}分)?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}"
            .to_owned(),
        // “5·12”, 5.12地震: days that are names.
        "[0-9]{1,2}[·•‧・][0-9]{1,2}|[0-9]{1,2}\\.[0-9]{1,2}(?:地震|特大|纪念)".to_owned(),
        "前?[一二三四1-4]个?季度".to_owned(),
        // A stretch of years that a sentence speaks of: 今后五年, 近10年来, 前5个月, 五年来. 近五年 alone counts its years.
        format!("(?:今后|未来|此后|往后)的?{n}(?:多|余)?(?:年|个月|周)|前{n}个?月|近{n}年(?:来|均值|平均)|(?:{DIGIT}{{1,2}}|{WORDS}{{1,3}})(?:多|余)?(?:年|个月)(?:以来|来)"),
    ]
}

const DOCUMENTS: Signs = Signs::Of(&[
    "〔", "[", "【", "（", "(", "［", "/", "GB", "DB", "TD", "HJ", "LY", "NY", "SL", "DZ", "CJJ", "JGJ", "JTG", "ISO",
    "IEC", "号", "#", "＃",
]);

fn documents() -> Vec<String> {
    let year = "[〔\\[【（(［]\\s*[0-9０-９]{4}\\s*[〕\\]】）)］]";
    let number = format!("(?:{DIGIT}+(?:-{DIGIT}+)?|{WORDS}+)");
    vec![
        format!("{year}\\s*第?[0-9０-９]+号?|{year}\\s*[{HAN}]{{0,2}}[0-9]{{2,4}}[{HAN}]{{1,3}}[0-9]+号"),
        "(?-u:\\b)[A-Z]{2,4}[0-9]{0,2}/[A-Z]{1,2}\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:\\-]+\\s?[0-9]{4})?".to_owned(),
        "(?-u:\\b)(?:GB|DB|TD|HJ|LY|NY|SL|DZ|CJJ|JGJ|JTG|ISO|IEC)\\s?[0-9]+(?:\\.[0-9]+)*(?:\\s?[—–:\\-]+\\s?[0-9]{4})?".to_owned(),
        format!("(?:{number}[#＃]?[、和及至到—–～~\\-])*{number}(?:号|[#＃])"),
    ]
}

fn ordinals() -> Vec<String> {
    let number = format!("(?:{DIGIT}+(?:[.．\\-—]{DIGIT}+)*|{WORDS}+)");
    vec![format!("第\\s*{number}(?:(?:{TO}|、)第?{number})?")]
}

/// Parts of which a chain is made.
const CHAINS: Signs = Signs::Of(&[
    "屏", "带", "廊", "核", "心", "轴", "翼", "环", "极", "圈", "纵", "横", "网", "园", "区", "片", "基地", "高地",
    "节点", "体系",
]);
const PLACES: Signs = Signs::Of(&["道", "家子", "份子", "支渠", "支沟", "斗渠", "棵树", "五台", "三座店"]);

const NAMES: [(Signs, &str); 9] = [
    (
        Signs::Of(&["五", "调", "大", "届"]),
        "十[一二三四五六七八九]五|[一二三]调|十[六七八九]大|二十[一二]?大|[一二三四五六七八九十]{1,3}届(?:[一二三四五六七八九]中)?",
    ),
    (Signs::AnyCase(&["windows"]), "(?i-u:windows) ?(?:7|8|10|11)(?:[^0-9]|$)"),
    (Signs::Of(&["CC BY", "Agenda"]), "(?:CC BY|Agenda)[ \u{a0}][0-9.]+"),
    // A chain of counted parts: 两屏三带, 一核两翼.
    (
        CHAINS,
        "(?:[一二两三四五六七八九十双多](?:屏|带|廊|核|心|轴|翼|环|极|圈|纵|横|网|园|区|片|基地|中心|走廊|高地|节点|体系)){2,}",
    ),
    (Signs::Of(&["年"]), "[一二两三四五六七八九十]年(?:行动|攻坚|滚动|计划|规划|方案|禁渔)|九年(?:一贯)?制?义务教育"),
    // A campaign called by a number: “117项目”, “4+4科创工程”, 3113项目攻坚行动.
    (
        Signs::Of(&["“", "攻坚", "行动", "战略"]),
        "“[0-9]+(?:[+·×][0-9NX]+)*[^”，。；0-9]{0,8}(?:项目|工程|生活圈|服务圈|行动|计划|城市|模式|战略|方案|体系|政策|专项|机制|战役|圈|网)”|“[0-9]+(?:[+·×][0-9NX]+)+[^”，。；]{0,10}”|[0-9]{3,}(?:项目|工程)?(?:攻坚|行动|战略)",
    ),
    (Signs::Of(&["会议", "全会"]), "[一二三四五六七八九十]{1,3}次(?:全体)?(?:会议|全会)"),
    // Places called by a number: 三道沟, 八家子, 九支渠.
    (
        PLACES,
        "[一二三四五六七八九十两]{1,3}(?:道(?:沟|河|湾|梁|岭)(?:[^壑道渠]|$)|道坝[村乡镇]|家子|份子|支渠|支沟|斗渠|棵树[村乡镇])|五台[山县]|三座店",
    ),
    (
        Signs::Of(&["版", "+", "双"]),
        "[0-9](?:\\.[0-9]+)?版|[0-9](?:\\+[0-9])*\\+[NXnxＮ](?:\\+[0-9NX])?|[0-9]\\+[0-9](?:学制|模式)|双(?:11|12|十一|十二)",
    ),
];

const SATELLITES: Signs = Signs::AnyCase(&["landsat", "sentinel", "gaofen", "ziyuan", "fengyun", "jilin"]);

/// Which of a series; what 30米 follows is its resolution.
fn satellites() -> Vec<String> {
    vec!["(?i-u:landsat|sentinel|gaofen|ziyuan|fengyun|jilin)[ -]?[0-9](?:(?:[/、和]|,? and | ?-)[ -]?[0-9])*(?:[^0-9A-Za-z.]|$)".to_owned()]
}

const CODES: Signs = Signs::Of(&[
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W",
    "X", "Y", "Z", "://", "www.", "@", "+", "-", "热线", "平台", "电话", "拨打", "致电", "x", "×", "*", "小时", ":",
    "：", "∶",
]);

fn codes() -> Vec<String> {
    vec![
        // In Chinese no space parts an address from the words behind it: such words belong to it where it goes on.
        format!("(?:https?://|www\\.)(?:[^\\s，。；）{HAN}]+(?:[{HAN}]+[/?&#])?)+|[0-9A-Za-z_.]+@[0-9A-Za-z_.]+"),
        // 5L is a measure.
        "[0-9]+[A-KM-Z](?-u:\\b)(?:级)?|[0-9]+[A-Z](?:级|景区|网络)".to_owned(),
        "(?-u:\\b)[A-Z]{1,2}[0-9]+\\+[0-9]+(?:\\.[0-9]+)?".to_owned(),
        "(?:EPSG|ISBN)[:： ]?[0-9\\-]+|[0-9]{3,4}-[0-9]{7,8}|[0-9]{5,6}(?:热线|平台)".to_owned(),
        "(?:热线|电话|拨打|致电)[^，。；0-9]{0,6}[0-9][0-9\\-]{4,}(?:(?:或|、|和|转)\\s*[0-9][0-9\\-]{4,})*|12[0-9]{3}(?:环保|生态环境|政务|便民|市民|民生|监督|举报|投诉|服务|违法|线索|自然资源)*(?:热线|平台)".to_owned(),
        "7\\s?[×xX*]\\s?24(?:小时)?|24小时(?:值班|值守|在线|不间断|开通|服务|热线|监控|监测)".to_owned(),
        "[0-9][:：∶](?:[0-9]+万|[0-9]{3,}|[0-9]{1,3}(?:[,\u{2009} ][0-9]{3})+)".to_owned(),
    ]
}

const TELEPHONES: Signs = Signs::Of(&["代码", "编码", "编号", "邮编", "电话", "热线", "传真", "区号", "版本"]);

/// A head that may count what it names: 电话0472-…, but 接听电话120个.
fn telephones() -> Vec<String> {
    vec!["(?:代码|编码|编号|邮编|电话|热线|传真|区号|版本号?)(?:为|是)?[：:]?\\s*[0-9][0-9\\-. ]*".to_owned()]
}

const TITLES: Signs = Signs::Of(&[
    "图",
    "表",
    "专栏",
    "附件",
    "附录",
    "节",
    "款",
    "条",
    "类",
    "上年",
    "上月",
    "同期",
    "基期",
    "=",
    "＝",
    "平均",
    "每股面值",
    "抽样",
    "岁",
    "及以",
    "10",
    "千伏",
    "kV",
    "KV",
]);

/// Labels that a measure word follows all the same.
fn titles() -> Vec<String> {
    vec![
        // 附件3项目清单.
        "(?:图|表|专栏|附件|附录)\\s*[0-9]+(?:[-—.][0-9]+)*\\s*(?:项目|条款|层次|位置|处理)".to_owned(),
        "[0-9]{1,2}(?:\\.[0-9]{1,2})+\\s*(?:小?节|款|条)".to_owned(),
        "(?:[一二三四五]类){2,}|[一二三四五]、[一二三四五]类".to_owned(),
        // What a series is counted against, and how it is measured: 上年=100, 上年为100, 8小时滑动平均.
        "(?:上年|上月|上年同期|上年同月|同期|基期)(?:为|=|＝)100|[=＝]\\s*100(?:[^0-9.]|$)|[0-9]+小时(?:滑动)?平均|[两三四五]年平均|每股面值[0-9.]+元|[0-9.]+[‰%％](?:人口)?(?:变动)?抽样".to_owned(),
        // Who or what is counted: 60岁及以上, 0～17岁, 2000万元及以上的企业.
        "(?:[0-9]+|[一二三四五六七八九十]{1,3})(?:周)?岁(?:及)?以[上下]|[0-9]+\\s*[～~—–\\-]\\s*[0-9]+(?:周)?岁|[0-9.]+(?:万|亿)?(?:元|人|户|平方米|亩|千瓦|吨|公里)及以[上下]".to_owned(),
        // A unit, not an amount: 用水量（10⁴ m³）.
        "(?:[（(/]|单位[:：为]?)\\s*10[⁰¹²³⁴⁵⁶⁷⁸⁹]+\\s?[A-Za-zμ]|以\\s*10[⁰¹²³⁴⁵⁶⁷⁸⁹]+\\s?[A-Za-zμ][A-Za-z²³/]*\\s?计"
            .to_owned(),
        // The class of a power line.
        "(?:6|10|20|35|66|110|220|330|500|750|800|1000)\\s?(?:千伏|kV|KV)".to_owned(),
    ]
}

const LABELS: Signs = Signs::Of(&[
    "附件", "附录", "步骤", "照片", "情景", "方案", "标段", "图", "表", "式", "章", "节", "页", "栏", "注", "道",
]);

fn labels() -> Vec<String> {
    let number = "[0-9０-９]+(?:\\s*[-－—–.．～~]\\s*[0-9０-９]+)*(?:[、和至—](?:图|表)?[0-9]+(?:[-—.][0-9]+)*)*(?:\\s*所[示列述])?";
    vec![
        format!(
            "(?:专栏|附件|附录|公式|步骤|照片|附表|附图|插图|一览表|汇总表|统计表|示意图|分布图|规划图|布局图|备注|情景|方案|标段)\\s*{number}"
        ),
        // One character is a head where no word ends in it: 地表, 水表, 代表 are none.
        format!("(?:^|[^{HAN}]|[见如按附下上与和及至由据以在示详参从照])(?:图|表|式|章|节|页|栏|注)\\s*{number}"),
        // A number of two parts is a figure's or a table's whatever stands before: 印本缺图1-5.
        "(?:图|表)\\s*[0-9０-９]+\\s*[-－—–]\\s*[0-9０-９]+".to_owned(),
        "[国省县乡]道\\s*[0-9]{2,4}(?:线)?".to_owned(),
    ]
}

const ENUMERATIONS: Signs = Signs::Of(&["、", ".", "．", ")", "）", "］", "〕", "】", "是", "要", "则", "来", "其"]);

fn enumerations() -> Vec<String> {
    vec![
        "(?:^|[。；：;:\\n\\s])\\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:、|[.．](?:[^0-9]|$)|[)）])"
            .to_owned(),
        "[（(]\\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\\s*[)）]|[［〔【]\\s*[0-9]{1,3}\\s*[］〕】]"
            .to_owned(),
        "(?:^|[，。；：、\\s])(?:[一二三四五六七八九十]{1,2}(?:是|要|则|来)|其[一二三四五六七八九])".to_owned(),
    ]
}

fn idioms() -> Vec<String> {
    let set = "一带一路|千方百计|三三两两|五湖四海|四通八达|千家万户|千秋万代|万无一失|五花八门|四面八方|十全十美|百花齐放|独一无二|三令五申|一分为二|两全其美|一石二鸟|一举两得|成千上万|千千万万|万众一心|七十二变|百分之百|百年大计|千年大计|三天两头|三五成群|三位一体|两点论|两位数|二十四节气|两口子|[三五]口之家|三四?轮车|两张皮|四六开|一成不变";
    let policy = "三区三线|五位一体|四个全面|四个自信|四个意识|两个维护|两个确立|两个一百年|三个代表|[两三]步走|四水四定|三同时|八项规定|两个毫不动摇|三级联动|三级公路|二次(?:污染|创业|开发|利用|供水|分配|扬尘|审议)|三废|三次产业|一二三产业?|三大攻坚战|三条红线|五大发展理念|五个一批|四个最严|四个不摘|五个振兴|[三五七]通一平|三支一扶|四大班子|三块地改革|[二两]轮土地";
    vec![format!("{set}|{policy}")]
}
