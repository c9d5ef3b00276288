//! What a number of a Chinese sentence is the number of, as a name that says it alone: 灌木林地占总林地面积的比重.
//!
//! The words before the number in its clause name it; where they name only its kind (面积, 占比) the clause or heading before
//! says of what. Lists by order (分别) take their members. No grammar, no model: what is found is cut from the text.

use super::numbers::Said;
use super::words_zh::{
    ACTS, KINDS, NO_NOUNS, bare_of_brackets, becomes, ended, is_bare, joined, opened, shortened, squeezed, subject,
    without_hedge,
};
use crate::audit::head;
use crate::locale::script::is_han;
use crate::model::Language;

/// What is known of a number once it is named.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// The whole name.
    pub(super) name: String,
    /// Whose number it is, without the kind: what a number after it may be of as well.
    topic: String,
    /// The name without the member of a list.
    base: String,
}

/// Names the numbers of a line in order; `heading` are the words above.
pub(super) fn names(text: &str, said: &[Said], heading: &str) -> Vec<String> {
    let namer = Namer { text, said, heading: heading.to_owned() };
    let mut named: Vec<Named> = Vec::with_capacity(said.len());
    for index in 0..said.len() {
        let next = namer.name(index, &named);
        named.push(next);
    }
    named.into_iter().map(|named| named.name).collect()
}

struct Namer<'t> {
    text: &'t str,
    said: &'t [Said],
    heading: String,
}

impl Namer<'_> {
    fn part(&self, start: usize, end: usize) -> &str {
        self.text.get(start.min(end)..end).unwrap_or_default()
    }

    /// The number before another in its clause; classes are words.
    fn before(&self, index: usize) -> Option<usize> {
        let said = self.said.get(index)?;
        (0..index).rev().find(|other| {
            self.said.get(*other).is_some_and(|other| {
                !other.class && other.clause.start == said.clause.start && other.bracket == said.bracket
            })
        })
    }

    fn name(&self, index: usize, named: &[Named]) -> Named {
        let Some(said) = self.said.get(index) else { return Named::default() };
        let before = self.before(index);
        let from = before.and_then(|before| self.said.get(before)).map_or(said.clause.start, |other| {
            if other.range.end > said.range.start { said.clause.start } else { other.range.end.max(said.clause.start) }
        });
        let lead = bare_of_brackets(&squeezed(self.part(from, said.range.start)));
        // 6个目21科: what the number before counts leads to nothing.
        let counted = before.map(|before| self.noun(before)).filter(|noun| !noun.is_empty());
        let lead = counted.and_then(|noun| lead.strip_prefix(noun.as_str())).unwrap_or(&lead).to_owned();
        let joint = lead.trim_matches(|sign: char| "、和及与，至~～—-".contains(sign));
        if let (true, Some(first)) = (joint.is_empty() && before.is_some(), before)
            && let Some(listed) = self.listed(index, first, named)
        {
            return listed;
        }
        // 由13.8万亩增加到23万亩: the same quantity, before and after.
        if let Some(earlier) = before.filter(|_| becomes(&lead))
            && let Some(base) = named.get(earlier).map(|named| named.base.clone())
        {
            let base = base.trim_end_matches("（变化前）").to_owned();
            return Named { name: format!("{base}（变化后）"), topic: base.clone(), base };
        }
        let mut plain = self.plain(index, &lead, named);
        if squeezed(&lead).ends_with(['由', '从'])
            && self.said.get(index + 1).is_some_and(|next| next.clause == said.clause)
        {
            plain.name = format!("{}（变化前）", plain.base);
        }
        // The first of a list by order is its own member's.
        if (lead.contains("分别") || lead.contains("依次"))
            && let Some(member) = self.member(index, index)
        {
            return Named { name: self.of_member(&member, &plain), ..plain };
        }
        plain
    }

    /// A number that only a joint parts from the one before: an entry of a list.
    fn listed(&self, index: usize, before: usize, named: &[Named]) -> Option<Named> {
        let tail = self.tail(index);
        let own_noun = !tail.is_empty() && self.said.get(index)?.is_count();
        let one = self.said.get(before)?;
        let same = one.unit_id() == self.said.get(index)?.unit_id();
        if own_noun || !same {
            return None;
        }
        let mut first = before;
        while let Some(earlier) = self.before(first) {
            let between = squeezed(self.part(self.said.get(earlier)?.range.end, self.said.get(first)?.range.start));
            if !between.trim_matches(|sign: char| "、和及与，".contains(sign)).is_empty() {
                break;
            }
            first = earlier;
        }
        let base = named.get(first)?.clone();
        let place = index - first;
        let plain = Named { name: base.base.clone(), ..base };
        Some(match self.member(first, index) {
            Some(member) => Named { name: self.of_member(&member, &plain), ..plain },
            None => Named { name: format!("{}（第{}项）", plain.base, place + 1), ..plain },
        })
    }

    /// Of a list that begins at a number the member that another of its numbers belongs to: 甲、乙和丙分别…1、2和3.
    fn member(&self, first: usize, index: usize) -> Option<String> {
        let start = self.said.get(first)?;
        let before = self.part(start.sentence.start, start.range.start);
        let mark = ["分别", "依次"].iter().filter_map(|word| before.rfind(word)).max()?;
        let mut count = 1;
        while let (Some(one), Some(next)) = (self.said.get(first + count - 1), self.said.get(first + count)) {
            let between = squeezed(self.part(one.range.end, next.range.start));
            if !between.trim_matches(|sign: char| "、和及与，".contains(sign)).is_empty() {
                break;
            }
            count += 1;
        }
        let words = squeezed(before.get(..mark)?);
        let words = words.trim_end_matches(['，', '；', '：', '、']);
        let chunks = words.rsplit(['，', '；', '：', '。']);
        let members = chunks.map(|chunk| {
            chunk.split(['、', '和', '及', '与']).map(str::to_owned).filter(|item| !item.is_empty()).collect::<Vec<_>>()
        });
        let members = members.take(3).find(|members| members.len() >= count && members.len() > 1)?;
        let from = members.len() - count;
        let member = members.get(from + (index - first))?;
        // 主要分布在金山镇: what leads to the list is no part of its first member.
        let cut = ["分布在", "集中在", "位于", "包括", "包含", "在", "于", "为", "是", "有", "的"];
        let end = cut.iter().filter_map(|word| member.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
        member.get(end..).filter(|member| !member.is_empty()).map(str::to_owned)
    }

    fn of_member(&self, member: &str, plain: &Named) -> String {
        if plain.base.contains(member) { plain.base.clone() } else { format!("{member}：{}", plain.base) }
    }

    /// A name by the words before the number, or after it.
    fn plain(&self, index: usize, lead: &str, named: &[Named]) -> Named {
        let Some(said) = self.said.get(index) else { return Named::default() };
        if said.is_share() && lead.contains('占') {
            let (before, after) = lead.rsplit_once('占').unwrap_or(("", lead));
            let own = opened(&head(Language::Zh, before));
            let subject = if own.is_empty() || is_bare(&own) { self.antecedent(index, named) + &own } else { own };
            let whole = ended(after);
            let base = match whole.is_empty() {
                true => format!("{subject}占比"),
                false => format!("{subject}占{whole}的比重"),
            };
            return Named { name: shortened(&base), topic: subject, base: shortened(&base) };
        }
        let own = opened(&head(Language::Zh, lead));
        let own = without_hedge(&own);
        // 全国文明村镇 is not 自治区文明村镇.
        let nation = format!("全国{own}");
        let own = if !own.is_empty() && lead.contains(&nation) { nation } else { own };
        let mut tail = self.tail(index);
        let spent = ["投入", "投资"].iter().any(|verb| lead.trim_end_matches(['约', '了', '近']).ends_with(verb));
        if spent && (own.is_empty() || own == "投入" || own == "投资") {
            let later = (index..self.said.len())
                .take_while(|later| self.said.get(*later).is_some_and(|later| later.clause == said.clause));
            if let Some(what) = later.map(|later| self.tail(later)).find(|tail| tail.chars().count() > 2) {
                let base = shortened(&format!("{what}投入"));
                return Named { name: base.clone(), topic: what, base };
            }
        }
        // 山谷中覆盖着6000亩原始森林, 构建18项指标体系: what is done tells less than what is counted.
        let done = own.ends_with(['着', '了']) || ACTS.iter().any(|act| own.starts_with(act));
        let own = if done && tail.chars().count() > 3 { String::new() } else { own };
        if spent {
            tail.clear();
        }
        let mut topic = own.clone();
        let mut base = own.clone();
        if own.is_empty() {
            let counted = said.is_count() && tail.chars().count() < 3;
            let other = if tail.is_empty() || counted { self.antecedent(index, named) } else { String::new() };
            topic = if tail.is_empty() { other.clone() } else { format!("{other}{tail}") };
            base.clone_from(&topic);
            if counted && !other.is_empty() {
                topic = other;
            }
        } else if is_bare(&own) {
            let other = self.antecedent(index, named);
            topic.clone_from(&other);
            base = joined(&other, &own);
        } else if said.is_count() && !tail.is_empty() && !own.ends_with(&tail) {
            base = format!("{own}{tail}");
            // 境内有十几个小湖泊，面积…: what was counted; 昆虫天敌6个目21科: what is classified.
            if tail.chars().count() > 2 {
                topic.clone_from(&base);
            }
        }
        let kind = self.kind(said, &base);
        base.push_str(&kind);
        let base = shortened(&base);
        Named { name: base.clone(), topic, base }
    }

    /// What kind of number it is, where its name does not say so.
    fn kind(&self, said: &Said, base: &str) -> String {
        let unit = said.literal.unit.as_ref();
        let written = self.part(said.range.start, said.range.end);
        let id = unit.and_then(|unit| unit.over.clone()).unwrap_or_default();
        if KINDS.iter().any(|kind| base.ends_with(kind)) && !base.is_empty() && !said.is_count() {
            return String::new();
        }
        if said.is_count() {
            if base.ends_with('数') || base.ends_with("人口") {
                return String::new();
            }
            let word: String = written.chars().rev().take_while(|sign| is_han(*sign)).collect();
            let word: String = word
                .chars()
                .rev()
                .filter(|sign| !"多余几数十百千万亿约近两一二三四五六七八九零".contains(*sign))
                .collect();
            let general = ["", "大", "个", "处", "座", "项", "条", "件", "名", "位", "台", "套"];
            return if general.contains(&word.as_str()) || base.ends_with(&word) {
                "数".to_owned()
            } else {
                format!("{word}数")
            };
        }
        let kind = match id.as_str() {
            "km2" | "m2" | "ha" | "mu" => "面积",
            "%" | "permille" => "占比",
            "m" | "km" if base.contains('距') => "距离",
            "m" | "km" => "长度",
            "deg" if base.is_empty() || !base.ends_with('纬') && !base.ends_with('经') => "角度",
            "yuan" => "金额",
            "d" => "天数",
            "degC" => "温度",
            "m3" | "t" | "kg" => "量",
            "year" => "年数",
            _ => "",
        };
        kind.to_owned()
    }

    /// The words right after a number that it counts.
    fn noun(&self, index: usize) -> String {
        let Some(said) = self.said.get(index).filter(|said| said.is_count()) else { return String::new() };
        let next = self.said.get(index + 1).map_or(said.clause.end, |next| next.range.start.min(said.clause.end));
        let between = squeezed(self.part(said.range.end, next));
        let end = between.find(['，', '、', '和', '及', '与', '（']).unwrap_or(between.len());
        between.get(..end).unwrap_or_default().to_owned()
    }

    /// The noun after a number, that of the next number where they stand together: 6000户12万平方米老旧小区.
    fn tail(&self, index: usize) -> String {
        let Some(said) = self.said.get(index) else { return String::new() };
        let next = self.said.get(index + 1).filter(|next| next.clause.start == said.clause.start);
        let end = next.map_or(said.clause.end, |next| next.range.start);
        let between = squeezed(self.part(said.range.end, end));
        if let (true, Some(_)) = (between.is_empty(), next) {
            return self.tail(index + 1);
        }
        let between = between.trim_start_matches('的');
        let stops = [
            '，', '。', '；', '：', '、', '（', '(', '）', ')', '和', '及', '与', '为', '是', '分', '被', '等', '以',
            '左', '，',
        ];
        let end = between.find(stops).unwrap_or(between.len());
        let tail: String = between.get(..end).unwrap_or_default().chars().take(16).collect();
        if NO_NOUNS.iter().any(|verb| tail.starts_with(verb)) { String::new() } else { tail }
    }

    /// What the clauses before a number are about; else the heading.
    fn antecedent(&self, index: usize, named: &[Named]) -> String {
        let Some(said) = self.said.get(index) else { return String::new() };
        if let Some(topic) = self.before(index).and_then(|before| named.get(before)).map(|named| named.topic.clone())
            && !topic.is_empty()
        {
            return topic;
        }
        let before = self.part(said.sentence.start, said.clause.start.max(said.bracket.unwrap_or(0)));
        let start = said.sentence.start;
        let marks = ['，', '；', '：', '（', '。'];
        let mut spans = Vec::new();
        let mut at = 0;
        for (place, sign) in before.char_indices().filter(|(_, sign)| marks.contains(sign)) {
            spans.push((at, place));
            at = place + sign.len_utf8();
        }
        spans.push((at, before.len()));
        for (from, to) in spans.into_iter().rev() {
            let inside = (0..index).rev().find(|other| {
                self.said
                    .get(*other)
                    .is_some_and(|other| other.range.start >= start + from && other.range.end <= start + to)
            });
            if let Some(topic) = inside.and_then(|other| named.get(other)).map(|named| named.topic.clone())
                && !topic.is_empty()
            {
                return topic;
            }
            if inside.is_none()
                && let Some(topic) = subject(before.get(from..to).unwrap_or_default())
            {
                return topic;
            }
        }
        self.heading.clone()
    }
}
