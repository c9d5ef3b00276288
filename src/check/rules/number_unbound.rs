//! A number in the text is tied to nothing.
//!
//! A number that is only typed stays as it is when the data change, and nobody notices. Arabic digits are numbers
//! wherever they stand, and so are fractions (½), exponents (10⁸) and the digits of contracts (壹佰贰拾); number words are
//! where a measure word or a noun follows (十五项, "six towns"). Looked at are the pages with the alternatives of their
//! images, and the text fields that readers see: titles, captions and alternatives of figures and tables, what claims
//! say, notes, the words of projects and zones. Findings may quote typed numbers.
//!
//! Bad:
//!
//! ```markdown
//! Grassland covers 2,124.01 km².
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland covers [2,124.01 km²](=land.grassland.area), as [No. 31](!doc) asks.
//! ```
//!
//! Limits: Not reported are dates, years and times of day, numbers of documents and standards, ordinals, names (十三五,
//! 三调, 三道沟, Landsat 8, slogans between quotation marks, capitalised names such as "Two Belts"), codes and telephone
//! numbers, labels and classes (图1-5, grade 3, 三类水, 110千伏, Ⅻ), units with exponents (km², 10⁴ m³ in brackets), marks of
//! lists and notes (①, ²), enumerations and idioms (一带一路, "one of"). Letters before digits make a code (C25) unless
//! they name a quantity (pH7.5, GDP12.5%). 一 before a measure word and "one" before a noun are articles, unless 仅, 共 or
//! "only" stands before them; 一倍 and 一成 are quantities. What else is no data gets a reason, `[…](!name)`, or a pattern
//! under `exceptions:` in `data/plan.yaml`. A year written without 年 and vague numbers (数十, 上百, "dozens") pass. What
//! no literal can hold (十几亩, 百余户, "one in five") is written as a claim, `[…](?id)`. A number in a broken tie is held
//! back until the tie is mended. Code and addresses pass, but not code that is nothing but a number with its unit.
//!
//! ---
//!
//! 正文里的一个数没有系到任何数据上。
//!
//! 只是敲上去的数，数据变了它不会变，也没有人发现。阿拉伯数字无论在哪里都算数，分数（½）、带指数的数（10⁸）和大写数字（壹佰贰拾）也算；数词后面跟着量词或名词才算（十五项，“six towns”）。检查的是各页正文（包括图片的替代文字）和读者看得到的文本字段：图表的标题、说明和替代文字，判断的文字，各种注，工程和分区的文字。校核意见可以引用没有系上的数。
//!
//! 不好：
//!
//! ```markdown
//! 全县草地面积2124.01平方千米。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 全县草地面积[2124.01平方千米](=land.grassland.area)，见[31号](!doc)文件。
//! ```
//!
//! 限度：日期、年份和钟点、文号和标准号、序数、名称（十三五、三调、三道沟、Landsat 8、引号里的提法、大写的英文名称如“Two Belts”）、代码和电话号码、编号和类别（图1-5、三级、三类水、110千伏、Ⅻ）、带指数的单位（km²、括号里的10⁴ m³）、列项和注的标记（①、²）、列举序号和成语（一带一路、“one of”）都不报告。字母后面紧跟的数字当作代码（C25），字母是某种量的除外（pH7.5、GDP12.5%）。量词前的“一”和名词前的“one”当作冠词，前面有“仅”“共”或“only”的除外；“一倍”“一成”算数。其他不是数据的数要写明理由，如`[…](!name)`，或者在`data/plan.yaml`的`exceptions:`里加一条样式。不带“年”字的年份和约数（数十、上百、“dozens”）不报告。没有一种写法能系上的数（十几亩、百余户、“one in five”）写成判断`[…](?id)`。写坏了的数据链接里的数，等链接改好再报告。代码和网址不查，但整段代码只是一个带单位的数时照样报告。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::locale::Numerals;
use crate::model::{Inline, LANGUAGES, Language};
use crate::prose::{self, Passage};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

const RULE: &str = "number-unbound";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
    let finder = Numerals::new(&project.units, own);
    // The longest of the rules: its passages are read by all cores.
    let found: Vec<Diagnostic> =
        prose::passages(project).par_iter().flat_map_iter(|passage| unbound(&finder, passage)).collect();
    found.into_iter().for_each(|fault| faults.report(fault));
    for page in &project.pages {
        let see = &mut |inline: &Inline| in_code(&finder, page.language, inline, faults);
        page.blocks.iter().for_each(|block| block.for_each_inline(see));
    }
    for field in prose::published_fields(project) {
        for language in LANGUAGES {
            let see = &mut |inline: &Inline| in_code(&finder, language, inline, faults);
            Inline::walk(&field.get(language).inlines, see);
        }
    }
}

/// Code is for names and formulas; one that is nothing but a number with its unit is a number hidden from the data.
fn in_code(finder: &Numerals, language: Language, inline: &Inline, faults: &mut Diagnostics) {
    let Inline::Code(code) = inline else { return };
    let words = code.trim();
    let numerals = finder.untied(language, words);
    let [numeral] = numerals.as_slice() else { return };
    let whole = numeral.range.start == 0 && numeral.reading.end.max(numeral.range.end) == words.len();
    let read = finder.read(language, words, numeral).is_some_and(|literal| literal.unit.is_some());
    // `3d` and `5m` may be names; a quantity shows decimals, several digits, a space or a sign of its own.
    let long = words.chars().filter(char::is_ascii_digit).count() > 2;
    if whole && read && (long || words.contains(|sign: char| sign == ' ' || !sign.is_ascii())) {
        let hint = Message::new("number-unbound.hint-code").with("number", words);
        let message = Message::new("number-unbound.code").with("number", words);
        faults.report(Diagnostic::error(RULE, code.span, message).hint(hint));
    }
}

fn unbound(finder: &Numerals, passage: &Passage) -> Vec<Diagnostic> {
    let untied = finder.untied(passage.language, &passage.text).into_iter();
    untied
        .filter_map(|numeral| {
            let (place, _) = passage.span(numeral.range.clone())?;
            let number = passage.text.get(numeral.range).unwrap_or_default();
            let hint = Message::new("number-unbound.hint").with("number", number);
            Some(Diagnostic::error(RULE, place, Message::new(RULE).with("number", number)).hint(hint))
        })
        .collect()
}
