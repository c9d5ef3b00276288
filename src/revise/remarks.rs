//! What `sync` says about a literal: why it could not be rewritten, or what the new number makes doubtful.

use super::english;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::locale::{Lexicon, Literal};
use crate::model::{BoundTie, Language, Report, Tie};
use crate::prose::{Surroundings, tied};
use rust_decimal::Decimal;

/// Under which rule a remark is made.
const RULE: RuleId = rule::NUMBER_DIFFERS;

/// The remarks on one tie.
pub(super) struct Remarks<'a> {
    report: &'a Report,
    lexicon: &'a Lexicon,
    tie: &'a Tie,
    bound: &'a BoundTie,
    around: Surroundings<'a>,
    /// What was found.
    pub(super) found: Diagnostics,
}

impl<'a> Remarks<'a> {
    pub(super) fn new(
        report: &'a Report,
        lexicon: &'a Lexicon,
        tie: &'a Tie,
        bound: &'a BoundTie,
        around: Surroundings<'a>,
    ) -> Self {
        Self { report, lexicon, tie, bound, around, found: Diagnostics::new() }
    }

    /// A literal that stays as it is; the message may name it.
    pub(super) fn refuse(&mut self, message: Message, hint: &'static str) {
        self.add(message.with("literal", self.tie.literal.value.as_str()), hint);
    }

    /// Its form cannot hold the number; an empty one has no unit that could be named.
    pub(super) fn no_form(&mut self) {
        let read = self.lexicon.parse(self.tie.language, &self.tie.literal.value).ok();
        let hedged = |literal: &Literal| tied::hedge_of(literal, self.tie, self.bound, self.around).is_some();
        if self.is_empty() {
            self.refuse(Message::new("sync.no-unit"), "sync.no-unit-hint");
        } else if read.is_some_and(|read| read.missing.is_none() && hedged(&read)) {
            self.refuse(Message::new("sync.hedge"), "sync.hedge-hint");
        } else {
            self.refuse(Message::new("sync.no-form"), "sync.no-form-hint");
        }
    }

    /// It stands in a text whose places are not known.
    pub(super) fn not_exact(&mut self, text: &str) {
        let id = if self.is_empty() { "sync.not-exact-empty" } else { "sync.not-exact" };
        self.refuse(Message::new(id).with("new", text), "sync.not-exact-hint");
    }

    fn is_empty(&self) -> bool {
        self.tie.literal.value.trim().is_empty()
    }

    /// What the new number makes doubtful: its own unit and words, and the words around it.
    pub(super) fn look_around(&mut self, text: &str) {
        if let Some(words) = tied::date_text(self.report, self.tie, self.bound).and_then(|date| date.dropped) {
            self.say(Message::new("sync.date-words").with("words", words), text, "sync.words-hint");
        }
        let read = |text: &str| self.lexicon.parse(self.tie.language, text).ok();
        let Some(literal) = read(text) else { return };
        if literal.missing.is_some() {
            if tied::unit_follows(self.report, self.tie, self.bound, self.around) {
                self.say(Message::new("sync.missing"), text, "sync.words-hint");
            }
            return;
        }
        let former = read(&self.tie.literal.value).filter(|former| former.missing.is_none());
        self.number(text, &literal, former.as_ref());
        if self.tie.language == Language::En {
            self.english(text, &literal, former.as_ref());
        }
    }

    fn number(&mut self, text: &str, literal: &Literal, former: Option<&Literal>) {
        let value = tied::value_of(self.report, self.tie, self.bound).map(|new| new.value);
        let unfit = |value| {
            let lost = former.is_some_and(|former| digits_lost(former, literal, value));
            lost && self.tie.rounded_to.is_none() || !self.lexicon.suits(self.tie.language, text, value)
        };
        if value.is_some_and(unfit) {
            self.say(Message::new("sync.unit"), text, "sync.unit-hint");
        }
        // 多 may stand outside: [十](=n)多个镇.
        if self.lexicon.odd_is_off(self.tie.language, &format!("{text}{}", self.around.after)) {
            self.say(Message::new("sync.odd"), text, "sync.odd-hint");
        }
        if self.is_overprecise(literal) {
            self.say(Message::new("sync.overprecise"), text, "sync.overprecise-hint");
        }
    }

    /// Whether the literal shows whole digits that the data do not support: as `number-overprecise` counts, which
    /// would say so in the next check.
    fn is_overprecise(&self, literal: &Literal) -> bool {
        let width = self.bound.value.as_ref().and_then(|value| value.interval.width());
        let own = |(up, down): (Decimal, Decimal)| width?.checked_mul(down)?.checked_div(up);
        let limit = literal.coarse_step.checked_mul(Decimal::TEN).filter(|limit| !limit.is_zero());
        let width = self.bound.factor.and_then(own);
        self.tie.rounded_to.is_none() && width.zip(limit).is_some_and(|(width, limit)| width >= limit)
    }

    /// The article before the number, and what must be in one or many after it.
    fn english(&mut self, text: &str, literal: &Literal, former: Option<&Literal>) {
        if let Some(article) = english::article(self.around.before, text) {
            self.say(Message::new("sync.article").with("article", article), text, "sync.words-hint");
        }
        let noun = match (&literal.unit, literal.scale_power) {
            (None, 0) => english::Noun::Follows,
            (Some(_), 0) => english::Noun::Inside,
            _ => return,
        };
        if former.is_some_and(|former| english::plural_is_off(former.value, literal.value, noun, self.around.after)) {
            self.say(Message::new("sync.plural"), text, "sync.words-hint");
        }
    }

    fn say(&mut self, message: Message, text: &str, hint: &'static str) {
        self.add(message.with("literal", text), hint);
    }

    fn add(&mut self, message: Message, hint: &'static str) {
        let tie = self.tie;
        let span = if tie.literal.value.is_empty() { tie.span } else { tie.literal.span };
        let with_target = |message: Message| message.with("target", tie.target.value.as_str());
        let remark = Diagnostic::warning(RULE, span, with_target(message));
        self.found.report(remark.hint(with_target(Message::new(hint))));
    }
}

/// Whether so few digits are left that the number is more than a twentieth off, and more stood there: 0.01亿 of 0.0125亿.
fn digits_lost(former: &Literal, literal: &Literal, value: Decimal) -> bool {
    let shown = |literal: &Literal| literal.value.abs().checked_div(literal.step).unwrap_or_default();
    let off = (literal.value - value).abs().checked_mul(Decimal::from(20)).is_some_and(|gap| gap > value.abs());
    off && literal.high.is_none()
        && literal.tone.is_none()
        && shown(literal) < Decimal::TEN
        && shown(former) >= Decimal::TEN
}
