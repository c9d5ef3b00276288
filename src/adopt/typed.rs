//! Numbers that somebody has typed before headings: how they end, and which way of numbering they are.

/// How a book numbers its headings: as most of the document's chapters are.
pub(super) fn numbering<'a>(chapters: impl Iterator<Item = &'a str>) -> &'static str {
    let mut counts = [("plan", 0usize), ("report", 0), ("decimal", 0), ("none", 0)];
    for text in chapters {
        let text = text.trim();
        let kind = match stripped(text).len() == text.len() {
            true => 3,
            false if text.starts_with('第') || text.to_ascii_lowercase().starts_with("chapter") => 0,
            false if text.starts_with(|first: char| first.is_ascii_digit()) => 2,
            false => 1,
        };
        if let Some((_, count)) = counts.get_mut(kind) {
            *count += 1;
        }
    }
    // Of equals the first stands.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0).map_or("none", |(word, _)| word)
}

const HAN: &str = "一二三四五六七八九十百零〇";

/// A heading without the number that somebody has typed before it.
pub(super) fn stripped(text: &str) -> &str {
    let text = text.trim();
    let rest = number_end(text).and_then(|end| text.get(end..)).unwrap_or(text);
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\t', '、', '.', '．', ':', '：', '—', '–']);
    if rest.is_empty() { text } else { rest }
}

/// Where a typed number ends.
fn number_end(text: &str) -> Option<usize> {
    let counts = |sign: char| HAN.contains(sign) || sign.is_ascii_digit();
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.trim_start();
        let after = rest.trim_start_matches(counts);
        let word = ["章", "节", "篇", "编", "部分"].iter().find_map(|word| after.trim_start().strip_prefix(word))?;
        // 第一章程 is a name.
        let whole = after.len() < rest.len() && !word.starts_with(['程', '点', '奏', '制']);
        return whole.then_some(text.len() - word.len());
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let after = rest.trim_start_matches(counts);
        let roman = rest.trim_start_matches(|sign| "ivxIVX".contains(sign));
        let letter = rest.get(1..).filter(|_| rest.starts_with(|first: char| first.is_ascii_alphabetic()));
        // （2021） is a year.
        let year = rest.bytes().take_while(u8::is_ascii_digit).count() > 2;
        let inner = [after, roman].into_iter().chain(letter).filter(|_| !year).find(|after| {
            after.len() < rest.len() && rest.len() - after.len() <= 9 && after.starts_with(['）', ')'])
        })?;
        let closed = inner.trim_start_matches(['）', ')']);
        return Some(text.len() - closed.len());
    }
    let lower = text.to_ascii_lowercase();
    for word in ["chapter ", "section ", "part ", "appendix "] {
        let Some(rest) = lower.strip_prefix(word) else { continue };
        let number = rest.find([' ', ':', '.', '—', '–']).unwrap_or(rest.len());
        let named = rest.get(..number).unwrap_or_default();
        let counts = named.chars().all(|sign| sign.is_ascii_digit() || "ivxlc.".contains(sign)) && !named.is_empty();
        let end = rest.get(number..)?.trim_start_matches([' ', ':', '.', '—', '–']);
        return (counts && !end.is_empty()).then_some(text.len() - end.len());
    }
    let after = text.trim_start_matches(|sign| HAN.contains(sign));
    if after.len() < text.len() && after.trim_start().starts_with(['、', '.', '．']) {
        let rest = after.trim_start().trim_start_matches(['、', '.', '．']);
        return (!rest.starts_with(|next| HAN.contains(next))).then_some(text.len() - rest.len());
    }
    decimal_end(text)
}

/// 1.2 Water, 3、水, 4. Wood, IV. Grass.
fn decimal_end(text: &str) -> Option<usize> {
    let signs = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || matches!(sign, '.' | '．'));
    let number = text.get(..text.len() - signs.len()).unwrap_or_default();
    let starts = number.starts_with(|first: char| first.is_ascii_digit());
    let parts: Vec<&str> = number.split(['.', '．']).filter(|part| !part.is_empty()).collect();
    if starts && parts.iter().all(|part| part.len() <= 2) && parts.len() <= 6 {
        let marked = number.ends_with(['.', '．']) || parts.len() > 1;
        let rest = signs.trim_start();
        let comma = rest.strip_prefix(['、', ')', '）']);
        let spaced = rest.len() < signs.len();
        let speaks = |rest: &str| {
            rest.starts_with(|first: char| first.is_uppercase() || !first.is_ascii() && first.is_alphabetic())
        };
        if let Some(rest) = comma {
            return (!rest.trim_start().starts_with(|next: char| next.is_ascii_digit()))
                .then_some(text.len() - rest.len());
        }
        let han = rest.starts_with(|first: char| !first.is_ascii());
        return ((marked || spaced && (han || parts.len() == 1)) && speaks(rest)).then_some(text.len() - rest.len());
    }
    let (roman, rest) = text.split_once(['.', '．'])?;
    let counts = (1..=5).contains(&roman.len()) && roman.chars().all(|sign| "IVX".contains(sign));
    (counts && rest.starts_with(' ')).then_some(roman.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_go_and_words_stay() {
        for (heading, rest) in [
            ("第一章 总则", "总则"),
            ("第 2 节　目标", "目标"),
            ("第一章程", "第一章程"),
            ("一、人口", "人口"),
            ("三、四级公路", "三、四级公路"),
            ("(二) 行政区划", "行政区划"),
            ("（2021）大事", "（2021）大事"),
            ("1.2 Water", "Water"),
            ("1.2.3水文", "水文"),
            ("3. Grass", "Grass"),
            ("1.5 million people", "1.5 million people"),
            ("Chapter IV: Wood", "Wood"),
            ("Section by section", "Section by section"),
            ("IV. Grass", "Grass"),
            ("2、水利", "水利"),
            ("Part 2", "Part 2"),
            ("一", "一"),
        ] {
            assert_eq!(stripped(heading), rest, "{heading}");
        }
    }

    #[test]
    fn most_chapters_decide_how_a_book_is_numbered() {
        assert_eq!(numbering(["第一章 总则", "附则"].into_iter()), "plan");
        assert_eq!(numbering(["一、水", "二、土"].into_iter()), "report");
        assert_eq!(numbering(["1 Water", "2 Wood"].into_iter()), "decimal");
        assert_eq!(numbering(["Water", "Wood"].into_iter()), "none");
        assert_eq!(numbering(std::iter::empty()), "none");
    }
}
