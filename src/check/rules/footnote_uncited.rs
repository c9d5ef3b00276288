//! A footnote is written and no mark in the text leads to it.
//!
//! A note belongs to the words that its mark stands behind. One without a mark has no number and no place to lead back
//! to, so it is printed nowhere; most often its mark was lost when the sentence was rewritten.
//!
//! Bad:
//!
//! ```markdown
//! Grassland prevails.
//!
//! [^survey]: By the third land survey.
//! ```
//!
//! Good:
//!
//! ```markdown
//! Grassland prevails.[^survey]
//!
//! [^survey]: By the third land survey.
//! ```
//!
//! Limits: A note that only an unprinted note refers to is reported as well. A mark without a note is link-broken, a
//! note written twice duplicate-id, a mark in a heading page-shape.
//!
//! ---
//!
//! 写了脚注，正文里却没有标记指向它。
//!
//! 注文属于标记前面的词语。没有标记的注文既没有编号，也没有可以返回的地方，所以不印出；多半是改句子时丢了标记。
//!
//! 不好：
//!
//! ```markdown
//! 以草地为主。
//!
//! [^survey]: 据第三次国土调查。
//! ```
//!
//! 好：
//!
//! ```markdown
//! 以草地为主[^survey]。
//!
//! [^survey]: 据第三次国土调查。
//! ```
//!
//! 限度：只被不印出的注文引用的脚注也会报出。有标记而无注文见 link-broken，注文写了两次见 duplicate-id，标题里的标记见 page-shape。

use crate::check::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::model::{Note, PageId};
use std::collections::BTreeSet;

const RULE: &str = "footnote-uncited";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    for (index, page) in report.project.pages.iter().enumerate() {
        let cited = report.outline.notes.get(&PageId(index)).map(Vec::as_slice).unwrap_or_default();
        let cited: BTreeSet<&str> = cited.iter().map(|note| note.key.as_str()).collect();
        for (label, _) in page.notes() {
            if !cited.contains(Note::key(label).as_str()) {
                let mark = format!("[^{}]", label.value);
                let message = Message::new("footnote-uncited").with("mark", mark.as_str());
                let hint = Message::new("footnote-uncited.hint").with("mark", mark);
                faults.report(Diagnostic::warning(RULE, label.span, message).hint(hint));
            }
        }
    }
}
