//! `translated`: how the translation of each page stands, or a person's word that it is current.

use super::arguments::TranslatedArguments;
use super::{Context, Status};
use crate::diagnostic::{Failure, Message};
use crate::model::{PageTranslation, Report, TranslationState};
use crate::{Stop, check_book, confirm_translations, translated};
use unicode_width::UnicodeWidthStr;

pub(super) fn run(arguments: &TranslatedArguments, context: &mut Context) -> Result<Status, Failure> {
    let (files, book) = match arguments.pages.is_empty() && !arguments.all {
        true => (context.book()?, None),
        false => context.book_to_write().map(|(files, book)| (files, Some(book)))?,
    };
    let outcome = check_book(&files)?;
    let Some(report) = &outcome.report else {
        context.terminal.errors(&outcome);
        return Ok(Status::Rejected);
    };
    let broken = translated::obstacles(&outcome.faults, &outcome.sources, &[]);
    if !broken.is_empty() {
        // What was confirmed cannot be read: a table would say that nothing was.
        context.terminal.faults(&outcome, &broken);
        return Ok(Status::Rejected);
    }
    if report.project.plan.languages.is_one() {
        let line = context.terminal.phrase(&Message::new("translated.one-language"));
        context.terminal.result(&format!("{line}\n"));
        return Ok(Status::Fine);
    }
    let Some(book) = book else {
        let table = table(report, context);
        context.terminal.result(&table);
        return Ok(Status::Fine);
    };
    let mut pages: Vec<&PageTranslation> = Vec::new();
    if arguments.all {
        pages.extend(&report.translations);
    }
    for asked in &arguments.pages {
        pages.push(translated::find(report, asked).ok_or_else(|| unknown(report, asked))?);
    }
    let paths: Vec<&str> = pages.iter().map(|page| page.page.as_str()).collect();
    match confirm_translations(&outcome, &paths, &book) {
        Ok(()) => {
            confirmed(&pages, context);
            Ok(Status::Fine)
        }
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Rejected) => {
            let errors = translated::obstacles(&outcome.faults, &outcome.sources, &paths);
            context.terminal.faults(&outcome, &errors);
            let line = context.terminal.phrase(&Message::new("translated.rejected").with("errors", errors.len()));
            context.terminal.note(&line);
            Ok(Status::Rejected)
        }
    }
}

fn confirmed(pages: &[&PageTranslation], context: &mut Context) {
    let missing: usize = pages.iter().map(|page| page.count(TranslationState::Missing)).sum();
    let blocks = pages.iter().map(|page| page.blocks.len()).sum::<usize>() - missing;
    let message = Message::new("translated.done").with("pages", pages.len()).with("blocks", blocks);
    let line = context.terminal.phrase(&message);
    context.terminal.result(&format!("{line}\n"));
    if missing > 0 {
        let line = context.terminal.phrase(&Message::new("translated.missing").with("count", missing));
        context.terminal.note(&line);
    }
}

fn unknown(report: &Report, asked: &str) -> Failure {
    Failure::new(Message::new("unknown-page").with("name", asked))
        .near(asked, report.translations.iter().map(|page| page.page.as_str()))
}

/// One line a page: done, stale, missing, not confirmed.
fn table(report: &Report, context: &Context) -> String {
    let say = |id| context.terminal.phrase(&Message::new(id));
    let columns = ["translated.column.done", "translated.column.stale", "translated.column.missing"];
    let heads: Vec<String> = columns.into_iter().chain(["translated.column.unconfirmed"]).map(say).collect();
    let width = report.translations.iter().map(|page| page.page.width()).max().unwrap_or(0).max(12);
    let row = |name: &str, cells: &[String]| {
        let name = format!("{name}{}", " ".repeat(width.saturating_sub(name.width())));
        let cells = cells.iter().zip(&heads).map(|(cell, head)| {
            let gap = head.width().max(5).saturating_sub(cell.width());
            format!("  {}{cell}", " ".repeat(gap))
        });
        format!("{name}{}\n", cells.collect::<String>())
    };
    let mut text = row(&say("ui.label.page"), &heads);
    let mut totals = [0; 4];
    for page in &report.translations {
        let count = |state| page.count(state);
        let stale = count(TranslationState::Changed) + count(TranslationState::New);
        let counts = [
            count(TranslationState::Done),
            stale,
            count(TranslationState::Missing),
            count(TranslationState::Unconfirmed),
        ];
        totals.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        text += &row(&page.page, &counts.map(|count| count.to_string()));
    }
    text += &row(&say("translated.column.total"), &totals.map(|count| count.to_string()));
    if report.project.confirmations.is_none() {
        text += &format!("{}\n", say("translated.none"));
    }
    text
}
