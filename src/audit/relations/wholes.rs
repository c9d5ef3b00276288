//! What a share may be of: the numbers that a name stands for. Two mentions of one thing differ in 全县, 总 and the place before
//! it; names that tell no thing find nothing.

use crate::audit::reading::{Number, Reading, noun};
use crate::model::Language;

/// All the land there is, under its many names.
const TERRITORY: [&str; 14] = [
    "面积",
    "国土面积",
    "土地面积",
    "国土地面积",
    "行政面积",
    "辖区面积",
    "域面积",
    "县域面积",
    "市域面积",
    "幅员面积",
    "区域面积",
    "县面积",
    "市面积",
    "旗面积",
];
/// Names that tell no thing.
const VAGUE: [&str; 10] = ["数", "量", "面积", "总量", "规模", "比重", "部", "计", "额", "人口"];

/// The numbers whose names have the same words, in any order.
pub(super) fn by_words<'r>(reading: &'r Reading<'_>, name: &str, part: &Number) -> Vec<&'r Number> {
    let core = noun::core(Language::En, name);
    if core.split(' ').count() < 2 {
        return Vec::new();
    }
    let fits = |number: &&Number| {
        let other = number.line == part.line && number.range == part.range;
        number.is_level() && number.is_like(part) && number.bracket.is_none() && !other
    };
    reading.called(&core).filter(fits).collect()
}

/// The numbers that may be the whole of a name.
pub(super) fn by_name<'r>(reading: &'r Reading<'_>, name: &str, part: &Number) -> Vec<&'r Number> {
    let core = noun::core(Language::Zh, name);
    let fits = |number: &&Number| {
        let other = number.line == part.line && number.range == part.range;
        let years = number.year.zip(part.year).is_none_or(|(one, other)| one == other);
        number.is_level() && number.is_like(part) && number.bracket.is_none() && !other && years
    };
    let all = || reading.numbers.iter().filter(fits);
    if TERRITORY.contains(&core.as_str()) && (name.contains('全') || name.contains("国土") || name.contains("总面积"))
    {
        let area = part.literal.unit.as_ref().is_some_and(|unit| unit.dimensions.get("length") == Some(&2));
        let territory = |number: &&Number| {
            let total = ["总面积", "国土", "土地面积"].iter().any(|word| number.lead.contains(word));
            // 白川县国土面积: the place before it is no other thing.
            let bare = number.core.rsplit(['县', '市', '省', '旗', '州']).next().unwrap_or_default();
            total && TERRITORY.contains(&bare)
        };
        return all().filter(territory).filter(|_| area).collect();
    }
    if VAGUE.contains(&core.as_str()) && !name.contains('总') || core.chars().count() < 2 {
        return Vec::new();
    }
    let same: Vec<&Number> = reading.called(&core).filter(fits).collect();
    if !same.is_empty() {
        return same;
    }
    // 占总人口比重 after 全国大陆总人口 in the same sentence or the one before.
    let near = |number: &&Number| {
        let close = number.sentence <= part.sentence && number.sentence + 1 >= part.sentence;
        close && number.head.contains('总') && name.contains('总') && number.core.ends_with(&core) && fits(number)
    };
    let near: Vec<&Number> = reading.numbers.iter().filter(near).collect();
    if !near.is_empty() {
        return near;
    }
    // 澄溪县采矿用地 for 采矿用地: a place before the name.
    let place = |name: &&str| {
        let place = name.strip_suffix(core.as_str());
        place.is_some_and(|place| place.ends_with(['县', '市', '省', '区', '旗', '国', '州']))
    };
    reading.names().filter(place).flat_map(|name| reading.called(name)).filter(fits).collect()
}
