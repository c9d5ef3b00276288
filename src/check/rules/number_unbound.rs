//! A number in the text is tied to nothing.
//!
//! A number that is only typed stays as it is when the data change, and nobody notices. Arabic digits are numbers
//! wherever they stand; number words are where a measure word or a noun follows (十五项, "six towns"). Looked at are
//! the pages and the text fields that readers see: titles, captions and alternatives of figures and tables, notes,
//! the words of projects and zones. Findings may quote typed numbers.
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
//! Limits: Not reported are dates and years, numbers of documents and standards, ordinals, names (十三五, 三调,
//! Landsat 8, slogans between Chinese quotation marks, capitalised names such as "Two Belts"), codes, labels
//! (图1-5, grade 3), enumerations and idioms (一带一路, "one of"). 一 before a measure word and "one" before a noun are
//! articles, unless 仅, 共 or "only" stands before them. What else is no data gets a reason, `[…](!name)`, or a pattern
//! under `exceptions:` in `data/plan.yaml`. A year written without 年 and vague numbers (数十, "dozens") pass.
//!
//! ---
//!
//! 正文里的一个数没有系到任何数据上。
//!
//! 只是敲上去的数，数据变了它不会变，也没有人发现。阿拉伯数字无论在哪里都算数；数词后面跟着量词或名词才算（十五项，“six towns”）。检查的是各页正文和读者看得到的文本字段：图表的标题、说明和替代文字，各种注，工程和分区的文字。校核意见可以引用没有系上的数。
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
//! 限度：日期和年份、文号和标准号、序数、名称（十三五、三调、Landsat 8、中文引号里的提法、大写的英文名称如“Two Belts”）、代码、编号（图1-5、三级）、列举序号和成语（一带一路、“one of”）都不报告。量词前的“一”和名词前的“one”当作冠词，前面有“仅”“共”或“only”的除外。其他不是数据的数要写明理由，如`[…](!name)`，或者在`data/plan.yaml`的`exceptions:`里加一条样式。不带“年”字的年份和约数（数十、“dozens”）不报告。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::locale::Numerals;
use std::ops::Range;

const RULE: &str = "number-unbound";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let project = &context.report.project;
    let own = project.plan.exceptions.iter().map(|exception| exception.pattern.value.as_str());
    let finder = Numerals::new(&project.units, own);
    for passage in project.passages() {
        for numeral in finder.untied(passage.language, &passage.text) {
            let Some((place, _)) = passage.span(numeral.range.clone()) else { continue };
            if in_brackets(&passage.text, &numeral.range) {
                continue;
            }
            let number = passage.text.get(numeral.range).unwrap_or_default();
            let message = Message::new(RULE).with("number", number);
            let hint = Message::new("number-unbound.hint").with("number", number);
            faults.report(Diagnostic::error(RULE, place, message).hint(hint));
        }
    }
}

/// A number between brackets is a broken tie, which is reported as such.
fn in_brackets(text: &str, number: &Range<usize>) -> bool {
    text[..number.start].ends_with(['[', '［', '【']) && text[number.end..].starts_with([']', '］', '】'])
}
