//! A figure's image file is not in the book, or a figure is still wanted.
//!
//! A figure that is announced and not there leaves a hole in the page. A wanted figure is printed as a frame that
//! says what must be supplied, so that it is not forgotten.
//!
//! Bad:
//!
//! ```yaml
//! - id: field-survey
//!   kind: image
//!   file: images/survey.jpeg
//! ```
//!
//! Good:
//!
//! ```yaml
//! - id: field-survey
//!   kind: image
//!   file: images/survey.jpg
//! ```
//!
//! Limits: A wanted figure is a warning, a missing file (met while the book is read) an error. Whether the image may be published (map review,
//! rights) nobody but the owner can say.
//!
//! ---
//!
//! 图的文件不在书里，或者图仍然待补。
//!
//! 说有图而没有图，版面上就是一个空洞。待补的图印成一个框，写明需要提供什么，以免遗忘。
//!
//! 不好：
//!
//! ```yaml
//! - id: field-survey
//!   kind: image
//!   file: images/survey.jpeg
//! ```
//!
//! 好：
//!
//! ```yaml
//! - id: field-survey
//!   kind: image
//!   file: images/survey.jpg
//! ```
//!
//! 限度：待补的图是警告，缺文件是错误，读取时就会报出。图能否公开（审图、版权）只有所有者能判断。

use crate::check::Context;
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message};
use crate::model::{Figure, FigureKind};

const RULE: &str = "image-missing";

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let figures = context.report.project.figures.iter();
    let wanted = figures.filter(|figure| figure.kind.value == FigureKind::Wanted);
    wanted.for_each(|figure| faults.report(fault(figure)));
}

fn fault(figure: &Figure) -> Diagnostic {
    let needs = figure.needs.as_ref().map(|needs| needs.plain());
    let message = match needs {
        Some(needs) => Message::new("image-missing.wanted").with("needs", Arg::Both { zh: needs.zh, en: needs.en }),
        None => Message::new("image-missing.wanted-bare"),
    };
    let fault = Diagnostic::warning(RULE, figure.id.span, message.with("figure", figure.id.as_str()));
    fault.hint(Message::new("image-missing.hint-wanted").with("figure", figure.id.as_str()))
}
