//! A number that is typed, and not tied, is another one in the translation.

use crate::check::Context;
use crate::check::typed::{self, Form, Typed};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::prose::Passage;
use std::collections::BTreeSet;

const RULE: RuleId = rule::TRANSLATION_DIGITS_DIFFER;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    for places in context.passages.side_by_side(&context.report.project) {
        let [zh, en] = places.each_ref().map(|places| context.passages.part(places));
        if zh.len() == en.len() {
            zh.iter().zip(en).for_each(|(zh, en)| compare(zh, en, faults));
        }
    }
}

/// Reports numbers that only one language has, where the other has some that this one lacks: where one language says
/// less, none is wrong.
fn compare(zh: &Passage<'_>, en: &Passage<'_>, faults: &mut Diagnostics) {
    if !typed::has_digits(zh) && !typed::has_digits(en) {
        return;
    }
    let (mut of_zh, mut of_en) = (typed::digits_of(zh), typed::digits_of(en));
    // 0.004亿立方米 is 0.004 of the unit as well.
    cancel(&mut of_zh, &mut of_en, |one, other| one.value == other.value);
    cancel(&mut of_zh, &mut of_en, |one, other| one.plain.is_some() && one.plain == other.plain);
    if of_zh.is_empty() && of_en.is_empty() {
        return;
    }
    let (mut words_zh, mut words_en) = (typed::words_of(zh), typed::words_of(en));
    cancel(&mut words_zh, &mut words_en, |one, other| one.value == other.value);
    of_zh.append(&mut words_zh);
    of_en.append(&mut words_en);
    if are_strangers([&of_zh, &of_en], [zh, en]) {
        return;
    }
    let digits = |left: &[Typed]| left.iter().any(|typed| typed.form == Form::Digits);
    // Words answer for digits, but not for digits that stand where the other language has other ones.
    let both = digits(&of_zh) && digits(&of_en);
    let counted = (of_zh.clone(), of_en.clone());
    cancel(&mut of_zh, &mut of_en, |one, other| one.value == other.value);
    of_zh.retain(|typed| !is_split(typed, &counted.1));
    of_en.retain(|typed| !is_split(typed, &counted.0));
    let some = digits(&of_zh) || digits(&of_en);
    let differ = if both { some } else { some && !of_zh.is_empty() && !of_en.is_empty() };
    if both {
        (of_zh, of_en) = counted;
    }
    if differ {
        let written = |passage: &Passage<'_>, left: &[Typed]| {
            let text = |typed: &Typed| passage.text.get(typed.range.clone()).unwrap_or_default().to_owned();
            let told: BTreeSet<String> = left.iter().map(text).collect();
            Arg::List(told.into_iter().map(Arg::Text).collect())
        };
        let place = |passage: &Passage<'_>, left: &[Typed]| {
            let first = left.iter().find(|typed| typed.form == Form::Digits).or(left.first());
            passage.place(first.map_or(0..passage.text.len(), |typed| typed.range.clone()))
        };
        let message =
            Message::new("translation-digits-differ").with("zh", written(zh, &of_zh)).with("en", written(en, &of_en));
        // What a document says is copied; of other numbers a translation may make other ones.
        let copied = |passage: &Passage<'_>, left: &[Typed]| left.iter().any(|typed| passage.is_document(&typed.range));
        let new = if copied(zh, &of_zh) && copied(en, &of_en) { Diagnostic::error } else { Diagnostic::warning };
        faults.report(
            new(RULE, place(en, &of_en), message)
                .related(place(zh, &of_zh), Message::new("note-other-language"))
                .hint(Message::new("translation-digits-differ.hint")),
        );
    }
}

/// So many numbers that differ on both sides are no slip.
const MANY: usize = 6;

/// Whether two texts tell different things: most numbers of each are not in the other. That no number of one is wrong
/// then; `translation-stale` asks for a look at the whole.
fn are_strangers(left: [&[Typed]; 2], of: [&Passage<'_>; 2]) -> bool {
    let most = |left: &[Typed], of: &Passage<'_>| {
        left.len() >= MANY && left.len() * 2 > typed::digits_of(of).len() + typed::words_of(of).len()
    };
    most(left[0], of[0]) && most(left[1], of[1])
}

/// Takes out what both have.
fn cancel(ours: &mut Vec<Typed>, theirs: &mut Vec<Typed>, same: impl Fn(&Typed, &Typed) -> bool) {
    ours.retain(|one| {
        let found = theirs.iter().position(|other| same(one, other));
        found.map(|at| theirs.remove(at)).is_none()
    });
}

/// Whether a number with a point is two in the other language: Section 3.2, 第三章第二节.
fn is_split(typed: &Typed, others: &[Typed]) -> bool {
    let written = typed.value.to_string();
    let Some((chapter, section)) = written.split_once('.') else { return false };
    [chapter, section].iter().all(|part| others.iter().any(|other| other.value.to_string() == *part))
}
