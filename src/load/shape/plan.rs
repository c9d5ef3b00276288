//! `data/plan.yaml`: what the book is.

use super::Reader;
use super::base_url::base_url;
use super::consultation::consultation;
use super::fonts::fonts;
use super::foreign::foreign;
use super::front::front;
use super::languages::check_languages;
use super::wording::{numbering, wording};
use crate::diagnostic::{Message, Severity, Spanned, rule};
use crate::load::yaml::{Field, NodeId};
use crate::locale;
use crate::model::{Authority, Day, Missing, NumberException, Plan, ProseText, RuleSetting, Text};
use schemars::JsonSchema;
use serde::Deserialize;

/// What the book is. 本书的基本情况。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["format", "title", "short_title", "languages", "years", "edition", "compiled_by", "notice", "licence"]))]
pub(super) struct PlanShape {
    #[serde(default, rename = "format")]
    #[schemars(with = "super::schema::FormatOne")]
    _format: Field,
    /// The full title. 规划全称。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    title: Field,
    /// A short title, for heads of pages. 简称，用于页眉。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    short_title: Field,
    /// The years that the plan covers; a bulletin has none. 规划期；公报没有，不写。
    period: Option<PeriodShape>,
    /// `[zh, en]`, `[zh]`, `[en]`; the first is the one that is translated from. 语言，一种或两种；排在前面的是源文。
    languages: Spanned<Vec<Spanned<String>>>,
    /// The base year and the target years. 基期年和各目标年。
    years: YearsShape,
    /// Which edition this is. 这是哪一版。
    #[schemars(with = "EditionShape")]
    edition: Field,
    /// Who adopts the plan; `not_stated` where the source names nobody. 组织编制的机关；原文未署的写 `not_stated`。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::TextOrNotStated>")]
    authority: Field,
    /// Who wrote the plan. 编制单位。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    compiled_by: Field,
    /// Who made this edition, where that is not who wrote the plan. 本版编者，与编制单位不同时写。
    #[serde(default)]
    #[schemars(with = "Option<super::schema::Wording>")]
    edited_by: Field,
    /// What readers must know of this edition; stands at the foot of every page. 关于本版的声明，印在每页页脚。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    notice: Field,
    /// On what terms texts and data may be used. 文字和数据的使用许可。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    licence: Field,
    /// The public notice of a draft: its days, and where opinions go. 公示：起止日期，意见寄往何处。
    #[serde(default)]
    #[schemars(with = "Option<super::consultation::ConsultationShape>")]
    consultation: Field,
    /// What the front page of the site leads with. 网站首页的内容。
    #[serde(default)]
    #[schemars(with = "Option<super::front::FrontShape>")]
    front: Field,
    /// Where the site will stand, such as `https://example.org/plan/`. Adds what search engines and social media read. 网站发布后的网址；写明后另行生成站点地图等供搜索引擎和社交平台读取的内容。
    base_url: Option<Spanned<String>>,
    /// The fact that shares of the county are taken of. 全县面积这项数据的键，占比以它为分母。
    #[serde(default)]
    county_area: Option<Spanned<String>>,
    /// How `sync` rounds: half-up, or half-even as GB/T 8170 does. 改写数时的修约：half-up 四舍五入，half-even 四舍六入五成双。
    #[schemars(extend("enum" = ["half-up", "half-even", null]))]
    rounding: Option<Spanned<String>>,
    /// required: a number that differs from the last edition needs a file in data/revisions that says why.
    /// required：与上一版不同的数，须在 data/revisions 里写明缘由。
    #[schemars(extend("enum" = ["required", "optional", null]))]
    revisions: Option<Spanned<String>>,
    /// Rules whose severity is another one in this book. 在本书中另定轻重的规则。
    #[serde(default)]
    #[schemars(with = "Option<Vec<RuleShape>>")]
    rules: Option<Vec<Field>>,
    /// Rules of style that this book does not follow: `figure-first: off`. 本书不采用的文字规范。
    style: Option<StyleShape>,
    /// Numbers in the text that are no data. 正文里不是数据的数。
    #[serde(default)]
    #[schemars(with = "Option<Vec<ExceptionShape>>")]
    exceptions: Option<Vec<Field>>,
    /// Names and scope words that do not belong to this county. 不属于本县的地名和范围用语。
    #[serde(default)]
    #[schemars(with = "Option<Vec<super::foreign::ForeignShape>>")]
    foreign: Option<Vec<Field>>,
    /// How headings and figures are numbered. 标题和图表怎样编号。
    numbering: Option<super::wording::NumberingShape>,
    /// Words of the frame that this book says otherwise, by message id: `ui.label.plan`. 本书改用的界面和版面用词，按提示标识写。
    #[serde(default)]
    #[schemars(with = "Option<std::collections::BTreeMap<String, super::schema::Wording>>")]
    wording: Field,
    /// Fonts of the book's own, in templates/fonts. 本书自备的字体，放在 templates/fonts。
    #[serde(default)]
    fonts: Option<super::fonts::FontsShape>,
}

/// Rules of style, each `on` or `off`. 文字规范，逐条写 on 或 off。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct StyleShape {
    /// A change without the period it is compared with. 增减未写明比较的时期。
    #[schemars(extend("enum" = ["on", "off", null]))]
    base_untold: Option<Spanned<String>>,
    /// Numbers compared with unequal decimals. 相比较的数小数位数不一。
    #[schemars(extend("enum" = ["on", "off", null]))]
    decimals_differ: Option<Spanned<String>>,
    /// A figure that opens an English sentence. 英文句首的数字。
    #[schemars(extend("enum" = ["on", "off", null]))]
    figure_first: Option<Spanned<String>>,
    /// Two hedges for one number: 约…左右. 一个数用两个约数词。
    #[schemars(extend("enum" = ["on", "off", null]))]
    hedge_twice: Option<Spanned<String>>,
    /// 10～20% for 10%～20%. 10～20%，宜写10%～20%。
    #[schemars(extend("enum" = ["on", "off", null]))]
    range_unit_once: Option<Spanned<String>>,
}

impl StyleShape {
    /// The names of those that are off.
    fn off(&self, reader: &mut Reader<'_>) -> Vec<&'static str> {
        let all = [
            (rule::BASE_UNTOLD, &self.base_untold),
            (rule::DECIMALS_DIFFER, &self.decimals_differ),
            (rule::FIGURE_FIRST, &self.figure_first),
            (rule::HEDGE_TWICE, &self.hedge_twice),
            (rule::RANGE_UNIT_ONCE, &self.range_unit_once),
        ];
        let known = [("on", false), ("off", true)];
        let is_off = |(_, word): &(_, &Option<Spanned<String>>)| {
            word.as_ref().and_then(|word| reader.word(word, &known)).unwrap_or_default()
        };
        all.into_iter().filter(is_off).map(|(rule, _)| rule.name).collect()
    }
}

/// The years that the plan covers. 规划期。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodShape {
    /// Its first year. 起始年。
    start: Spanned<i32>,
    /// Its last year. 截止年。
    end: Spanned<i32>,
}

/// The base year and up to three target years, each after the one before; the years of the data. A book may name only some. 基期年和至多三个目标年，依次递增；数据的年份；可只写其中几项。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct YearsShape {
    /// The year that the present state is of. 基期年，现状值的年份。
    base: Option<Spanned<i32>>,
    /// The first target year. 近期目标年。
    near: Option<Spanned<i32>>,
    /// The second target year. 中期目标年。
    mid: Option<Spanned<i32>>,
    /// The last target year. 远期目标年。
    far: Option<Spanned<i32>>,
    /// The year of the latest data. 最新数据的年份。
    latest: Option<Spanned<i32>>,
    /// The year that the latest data are compared with. 与最新数据相比的年份，通常是上一年。
    prior: Option<Spanned<i32>>,
}

/// Which edition this is. 版次。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["label", "date", "name"]))]
pub(super) struct EditionShape {
    /// What stage the text is at: draft, preliminary results. 稿本的阶段，如征求意见稿、初步成果。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    label: Field,
    /// Its day or month: 2022-11-01, 2022-11; a month counts as its first day. 版本日期，写到日或月；只写到月的，PDF 以当月一日为生成日期。
    #[schemars(with = "super::schema::EditionDay")]
    date: Spanned<String>,
    /// Its name: November 2022. 版本名，如2022年11月。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    name: Field,
}

/// A rule whose severity is another one in this book. 在本书中另定轻重的规则。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["rule", "severity", "reason"]))]
pub(super) struct RuleShape {
    /// The name of the rule, as messages show it. 规则名，见提示信息。
    rule: Spanned<String>,
    /// error stops publishing, warning does not, off is silent. error 不予发布，warning 只提醒，off 不查。
    #[schemars(extend("enum" = ["error", "warning", "off"]))]
    severity: Spanned<String>,
    /// Why, for those who read this file later. 理由，供日后查看。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    reason: Field,
}

/// Numbers in the text that are no data. 正文里不是数据的数。
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["pattern", "reason"]))]
struct ExceptionShape {
    /// A regular expression for the words with the number: `三类空间`. 含数的字句，用正则表达式写。
    pattern: Spanned<String>,
    /// Why it is no data. 为何不是数据。
    #[serde(default)]
    #[schemars(with = "super::schema::Wording")]
    reason: Field,
}

/// The plan; `None` if it lacks something that every page needs.
pub(in crate::load) fn plan(reader: &mut Reader<'_>) -> Option<(Plan, Option<Spanned<String>>)> {
    reader.frame(&[])?;
    let root = reader.tree.root();
    let shape: PlanShape = reader.typed(root)?;
    let title = reader.text(shape.title, root, "title");
    let short_title = reader.text(shape.short_title, root, "short_title");
    let authority = authority(reader, shape.authority);
    let edited_by = reader.optional_text(shape.edited_by);
    let compiled_by = reader.text(shape.compiled_by, root, "compiled_by");
    let notice = reader.text(shape.notice, root, "notice");
    let licence = reader.text(shape.licence, root, "licence");
    let consultation = shape.consultation.given(reader.tree).and_then(|node| consultation(reader, node));
    let front = shape.front.given(reader.tree).map(|node| front(reader, node)).unwrap_or_default();
    let base_url = shape.base_url.and_then(|written| base_url(reader, &written));
    let edition = edition(reader, shape.edition.0?);
    let roundings = [("half-up", false), ("half-even", true)];
    let half_even = shape.rounding.as_ref().and_then(|word| reader.word(word, &roundings)).unwrap_or(false);
    let revisions = [("required", true), ("optional", false)];
    let revisions_required = shape.revisions.as_ref().and_then(|word| reader.word(word, &revisions)).unwrap_or(false);
    check_languages(reader, &shape.languages);
    let period = shape.period.map(|period| self::period(reader, &period));
    let named_years = named_years(period, &shape.years);
    let years = years(reader, shape.years);
    let rules = shape.rules.unwrap_or_default().into_iter().filter_map(|rule| setting(reader, rule.0?)).collect();
    let unstyled = shape.style.map(|style| style.off(reader)).unwrap_or_default();
    let exceptions = shape.exceptions.unwrap_or_default().into_iter();
    let exceptions = exceptions.filter_map(|exception| self::exception(reader, exception.0?)).collect();
    let foreign = shape.foreign.unwrap_or_default().into_iter().filter_map(|entry| foreign(reader, entry.0?)).collect();
    let fonts = shape.fonts.map(|shape| fonts(reader, shape)).unwrap_or_default();
    let numbering = shape.numbering.map(|shape| numbering(reader, &shape)).unwrap_or_default();
    let wording = shape.wording.given(reader.tree).map(|node| wording(reader, node)).unwrap_or_default();
    let (edition_label, edition_date, edition_name) = edition?;
    let plan = Plan {
        title: title?,
        short_title: short_title?,
        languages: reader.languages,
        period,
        numbering,
        wording,
        years,
        named_years,
        edition_label,
        edition_name,
        edition_date,
        authority,
        compiled_by: compiled_by?,
        edited_by,
        notice: notice?,
        licence: licence?,
        base_url,
        consultation,
        front,
        county_area: shape.county_area.as_ref().map(|area| area.value.clone()),
        half_even,
        revisions_required,
        rules,
        unstyled,
        exceptions,
        foreign,
        fonts,
    };
    Some((plan, shape.county_area))
}

fn authority(reader: &mut Reader<'_>, field: Field) -> Option<Authority> {
    let word = field.given(reader.tree).and_then(|node| reader.tree.scalar(node));
    if word.is_some_and(|scalar| scalar.text == Missing::NotStated.keyword()) {
        return Some(Authority::NotStated);
    }
    reader.optional_text(field).map(Authority::Named)
}

fn edition(reader: &mut Reader<'_>, node: NodeId) -> Option<(Text<ProseText>, Day, Text<ProseText>)> {
    let shape: EditionShape = reader.typed(node)?;
    let label = reader.text(shape.label, node, "label");
    let name = reader.text(shape.name, node, "name");
    let date = reader.day(&shape.date.value, shape.date.span)?;
    if date.month.is_none() {
        // Outputs carry a day, that of a month its first: the PDFs' creation date is made of it.
        reader.fault(shape.date.span, Message::new("date-month-needed"));
        return None;
    }
    Some((label?, date, name?))
}

/// The first and the last year of a plan.
fn period(reader: &mut Reader<'_>, shape: &PeriodShape) -> (i32, i32) {
    for year in [&shape.start, &shape.end] {
        calendar_year(reader, year);
    }
    if shape.start.value > shape.end.value {
        reader.fault(shape.end.span, Message::new("date-order"));
    }
    (shape.start.value, shape.end.value)
}

/// A year of a plan has four digits.
fn calendar_year(reader: &mut Reader<'_>, year: &Spanned<i32>) {
    if !(1000..=9999).contains(&year.value) {
        reader.fault(year.span, Message::new("fact-year-form").with("id", year.value.to_string()));
    }
}

/// The years that ties can name.
fn named_years(period: Option<(i32, i32)>, years: &YearsShape) -> Vec<(&'static str, i32)> {
    let year = |given: &Option<Spanned<i32>>| given.as_ref().map(|year| year.value);
    let given = [
        period.map(|(first, _)| first),
        period.map(|(_, last)| last),
        year(&years.base),
        year(&years.near),
        year(&years.mid),
        year(&years.far),
        year(&years.latest),
        year(&years.prior),
    ];
    Plan::YEAR_NAMES.into_iter().zip(given).filter_map(|(name, year)| Some((name, year?))).collect()
}

fn years(reader: &mut Reader<'_>, shape: YearsShape) -> Vec<i32> {
    for pair in [&shape.prior, &shape.latest] {
        pair.iter().for_each(|year| calendar_year(reader, year));
    }
    if let (Some(prior), Some(latest)) = (&shape.prior, &shape.latest)
        && prior.value >= latest.value
    {
        reader.fault(latest.span, Message::new("date-order"));
    }
    let given: Vec<Spanned<i32>> = [shape.base, shape.near, shape.mid, shape.far].into_iter().flatten().collect();
    given.iter().for_each(|year| calendar_year(reader, year));
    for pair in given.windows(2) {
        if let [earlier, later] = pair
            && earlier.value >= later.value
        {
            reader.fault(later.span, Message::new("date-order"));
        }
    }
    given.into_iter().map(|year| year.value).collect()
}

fn setting(reader: &mut Reader<'_>, node: NodeId) -> Option<RuleSetting> {
    let shape: RuleShape = reader.typed(node)?;
    let reason = reader.text(shape.reason, node, "reason");
    let known = [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("off", None)];
    let severity = reader.word(&shape.severity, &known)?;
    Some(RuleSetting { rule: shape.rule, severity, reason: reason? })
}

fn exception(reader: &mut Reader<'_>, node: NodeId) -> Option<NumberException> {
    let shape: ExceptionShape = reader.typed(node)?;
    let reason = reader.text(shape.reason, node, "reason");
    if let Some(cause) = locale::pattern_fault(&shape.pattern.value) {
        let message = Message::new("plan-pattern").with("pattern", shape.pattern.value.as_str()).with("cause", cause);
        reader.fault(shape.pattern.span, message);
        return None;
    }
    Some(NumberException { pattern: shape.pattern, reason: reason? })
}
