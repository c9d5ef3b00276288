//! `comments`: what reviewers have written into Word copies; with `--apply` their words are taken into the book.

use super::arguments::{CommentsArguments, ImpactFormat};
use super::{Context, Status};
use crate::comments::{Place, Remark, Review, Said, Voice};
use crate::diagnostic::{Arg, Failure, Message, SourceMap, visible, visible_json};
use crate::{check_book, document, review_copies};
use serde_json::{Value, json};

pub(super) fn run(arguments: &CommentsArguments, context: &mut Context) -> Result<Status, Failure> {
    let copies = arguments.files.iter().map(|path| document(path)).collect::<Result<Vec<_>, _>>()?;
    let (files, book) = match arguments.apply {
        false => (context.book()?, None),
        true => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let outcome = check_book(&files)?;
    let Some(review) = review_copies(&outcome, &copies)? else {
        context.terminal.errors(&outcome);
        return Ok(Status::Rejected);
    };
    let edits = review.edits();
    let written = match book {
        Some(book) => book.apply(&outcome.sources, &edits)?,
        None => Vec::new(),
    };
    let told = match arguments.format {
        ImpactFormat::Human => human(&review, &outcome.sources, context),
        ImpactFormat::Json => json(&review, &outcome.sources, context, &written),
    };
    context.terminal.result(&told);
    let of = |wanted: fn(&Remark) -> bool| review.remarks.iter().filter(|remark| wanted(remark)).count();
    let message = Message::new(if arguments.apply { "comments.applied" } else { "comments.found" })
        .with("comments", of(|remark| matches!(remark.said, Said::Comment { .. })))
        .with("changes", of(|remark| !matches!(remark.said, Said::Comment { .. })))
        .with("written", of(|remark| !remark.edits.is_empty()))
        .with("hand", of(|remark| remark.by_hand.is_some()))
        .with("files", written.len());
    let line = context.terminal.phrase(&message);
    context.terminal.note(&line);
    Ok(Status::Fine)
}

/// Paragraph by paragraph, each with its number, file and line.
fn human(review: &Review, sources: &SourceMap, context: &Context) -> String {
    let say = |message: &Message| context.terminal.phrase(message);
    let mut text = String::new();
    for copy in review.copies.iter().filter(|copy| !copy.notes.is_empty()) {
        text += &format!("{}\n", copy.path);
        copy.notes.iter().for_each(|note| text += &format!("  {}\n", say(note)));
        text.push('\n');
    }
    let mut place: Option<&Option<Place>> = None;
    for remark in &review.remarks {
        if place != Some(&remark.place) {
            let gap = if place.is_some() { "\n" } else { "" };
            text += &format!("{gap}{}\n", say(&head(remark.place.as_ref(), sources)));
            place = Some(&remark.place);
        }
        let voices: Vec<Arg> = remark.voices.iter().map(|voice| Arg::from(who(voice, review))).collect();
        text += &format!("  {}\n", say(&Message::new("comments.voices").with_list("voices", voices)));
        let said = say(&words(&remark.said));
        said.lines().for_each(|line| text += &format!("    {}\n", visible(line)));
        if let Some(why) = &remark.by_hand {
            text += &format!("    → {}\n", say(why));
        }
    }
    text
}

/// The place of a remark in a line.
fn head(place: Option<&Place>, sources: &SourceMap) -> Message {
    let Some(place) = place else { return Message::new("comments.place-gone") };
    let Some(span) = place.span else {
        return Message::new("comments.place-of-data").with("words", visible(&place.words).into_owned());
    };
    let file = sources.source(span.source).path.clone();
    let message = Message::new("comments.place").with("line", sources.start(span).line).with("file", file);
    let number = if place.number.is_empty() { place.words.clone() } else { place.number.clone() };
    message.with("number", visible(&number).into_owned())
}

fn who(voice: &Voice, review: &Review) -> Message {
    let file = review.copies.get(voice.copy).map(|copy| copy.path.clone()).unwrap_or_default();
    let day = voice.date.get(..10).unwrap_or_default().to_owned();
    let author = visible(&voice.author).into_owned();
    let id = match (author.is_empty(), day.is_empty()) {
        (true, _) => return Message::new("comments.silent").with("file", file),
        (false, true) => return Message::new("comments.author").with("author", author).with("file", file),
        (false, false) => "comments.author-day",
    };
    Message::new(id).with("author", author).with("day", day).with("file", file)
}

fn words(said: &Said) -> Message {
    match said {
        Said::Comment { on, text, done, .. } => {
            let id = match (on.is_empty(), done) {
                (true, false) => "comments.comment-on-nothing",
                (true, true) => "comments.comment-on-nothing-done",
                (false, false) => "comments.comment",
                (false, true) => "comments.comment-done",
            };
            let message = Message::new(id).with("text", text.as_str());
            if on.is_empty() { message } else { message.with("on", on.as_str()) }
        }
        Said::Words { before, after } if before.is_empty() => {
            Message::new("comments.inserted").with("after", after.as_str())
        }
        Said::Words { before, after } if after.is_empty() => {
            Message::new("comments.deleted").with("before", before.as_str())
        }
        Said::Words { before, after } => {
            Message::new("comments.words").with("before", before.as_str()).with("after", after.as_str())
        }
        Said::Number { key, before, after } => {
            let message =
                Message::new("comments.number-said").with("key", key.as_str()).with("before", before.as_str());
            message.with("after", after.as_str()).with("value", value(after))
        }
        Said::Added(text) => Message::new("comments.added").with("text", text.as_str()),
        Said::Removed(text) => Message::new("comments.removed").with("text", text.as_str()),
        Said::Moved { text, after } if after.is_empty() => {
            Message::new("comments.moved-first").with("text", text.as_str())
        }
        Said::Moved { text, after } => {
            Message::new("comments.moved").with("text", text.as_str()).with("after", after.as_str())
        }
        Said::Joined => Message::new("comments.joined"),
    }
}

/// The value in a literal: without the words before it that hedge it.
fn value(literal: &str) -> String {
    let start = literal.find(|sign: char| sign.is_numeric() || matches!(sign, '-' | '−')).unwrap_or(0);
    literal[start..].trim().to_owned()
}

/// The same for programs.
fn json(review: &Review, sources: &SourceMap, context: &Context, written: &[String]) -> String {
    let say = |message: &Message| context.terminal.phrase(message);
    let remark =
        |remark: &Remark| {
            let (kind, own) = match &remark.said {
                Said::Comment { on, text, answers, done } => {
                    ("comment", json!({"on": on, "text": text, "answers": answers, "done": done}))
                }
                Said::Words { before, after } => ("words", json!({"before": before, "after": after})),
                Said::Number { key, before, after } => {
                    ("number", json!({"key": key, "before": before, "after": after, "value": value(after)}))
                }
                Said::Added(text) => ("added", json!({"text": text})),
                Said::Removed(text) => ("removed", json!({"text": text})),
                Said::Moved { text, after } => ("moved", json!({"text": text, "after": after})),
                Said::Joined => ("joined", json!({})),
            };
            let place = remark.place.as_ref().map(|place| {
                let written =
                    place.span.map(|span| (sources.source(span.source).path.clone(), sources.start(span).line));
                let (file, line) = written.unzip();
                json!({"paragraph": place.number, "file": file, "line": line, "words": place.words})
            });
            let voices: Vec<Value> = remark.voices.iter().map(|voice| {
            let file = review.copies.get(voice.copy).map(|copy| copy.path.as_str());
            json!({"file": file, "author": voice.author, "date": voice.date, "tracked": !voice.author.is_empty()})
        }).collect();
            json!({
                "kind": kind, "place": place, "by": voices, "said": own, "writes": !remark.edits.is_empty(),
                "disputed": remark.is_disputed, "by_hand": remark.by_hand.as_ref().map(say),
            })
        };
    let copies: Vec<Value> = review
        .copies
        .iter()
        .map(|copy| json!({"path": copy.path, "notes": copy.notes.iter().map(say).collect::<Vec<_>>()}))
        .collect();
    let remarks: Vec<Value> = review.remarks.iter().map(remark).collect();
    let all = json!({"format": 1, "copies": copies, "remarks": remarks, "written": written});
    format!("{}\n", visible_json(&serde_json::to_string_pretty(&all).unwrap_or_default()))
}
