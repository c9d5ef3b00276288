//! The text hedges a number otherwise than the data, or than the other language.

use crate::check::Context;
use crate::check::hedging::{Hedged, Stance};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId, Severity, Span, rule};
use crate::model::{Bound, Key, Qualifier, Report, TieId, TieKind};
use crate::prose::{Passage, pairing};
use std::collections::{BTreeMap, BTreeSet};

const RULE: RuleId = rule::HEDGE_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    let report = context.report;
    let project = &report.project;
    let mut rule = HedgeRule { report, reported: BTreeSet::new() };
    let of = |page, block| context.passages.of_block(page, block);
    for pair in pairing::pages(project) {
        for (block, partner) in pairing::partners(pair.zh.1, pair.en.1).into_iter().enumerate() {
            if let Some(partner) = partner {
                rule.pair(of(pair.zh.0, block), of(pair.en.0, partner), faults);
            }
        }
    }
    for [zh, en] in context.passages.of_fields() {
        rule.pair(std::slice::from_ref(zh), std::slice::from_ref(en), faults);
    }
}

struct HedgeRule<'a> {
    report: &'a Report,
    /// Ties that differ from the data: they need not be compared with the other language as well.
    reported: BTreeSet<TieId>,
}

/// A tied number and how it is hedged.
#[derive(Clone, Copy)]
struct Use<'a> {
    id: TieId,
    place: Span,
    literal: &'a str,
    hedged: Hedged<'a>,
}

impl<'a> HedgeRule<'a> {
    fn pair(&mut self, zh: &[Passage<'_>], en: &[Passage<'_>], faults: &mut Diagnostics) {
        let (zh, en) = (uses(self.report, zh), uses(self.report, en));
        for one in zh.values().chain(en.values()).flatten() {
            if let Some(fault) = self.against_data(one) {
                self.reported.insert(one.id);
                faults.report(fault);
            }
        }
        for (key, english) in &en {
            let Some(chinese) = zh.get(key) else { continue };
            for one in english {
                self.against(one, chinese, faults);
            }
            for one in chinese.iter().filter(|one| one.hedged.own.is_some()) {
                // What both hedge is compared above.
                let silent: Vec<Use<'_>> = english.iter().filter(|one| one.hedged.own.is_none()).copied().collect();
                if silent.len() == english.len() {
                    silent.iter().take(1).for_each(|english| self.lost(english, one, faults));
                }
            }
        }
    }

    fn against_data(&self, one: &Use<'_>) -> Option<Diagnostic> {
        let (_, bound) = self.report.tie(one.id);
        let fact = self.report.project.facts.get(bound.fact?)?;
        if fact.qualifier.is_none() && one.hedged.own.is_none() {
            return None;
        }
        let observation = self.report.observations.get(bound.key.as_ref()?)?;
        if bound.finding.is_some() {
            return None;
        }
        let data = |fault: Diagnostic| fault.related(fact.id.span, Message::new("hedge-differs.data"));
        let bounded = observation.bound.map(|bound| match bound {
            Bound::AtLeast => Qualifier::Over,
            Bound::AtMost => Qualifier::Under,
        });
        let turned = |stance: &Stance| bounded.is_some_and(|wanted| excluding(wanted, stance.qualifier));
        let wanted = match bounded {
            // Of a plan the words may say more than its data, but not turn a floor into a ceiling.
            Some(_) if one.hedged.own.as_ref().is_some_and(turned) => bounded,
            _ if observation.target => return None,
            _ => fact.qualifier,
        };
        match (wanted, one.hedged.own) {
            (None, None) => None,
            (Some(wanted), Some(stance)) if stance.qualifier == wanted => None,
            (Some(wanted), Some(stance)) => {
                let message = Message::new("hedge-differs.data-other")
                    .with("literal", one.literal)
                    .with("text", word(stance.qualifier))
                    .with("data", word(wanted));
                Some(data(fault(one.place, message, excluding(wanted, stance.qualifier))))
            }
            (Some(wanted), None) if one.hedged.in_clause(wanted) => None,
            (Some(wanted), None) => {
                let message =
                    Message::new("hedge-differs.data-hedged").with("literal", one.literal).with("data", word(wanted));
                Some(data(fault(one.place, message, false)).hint(Message::new("hedge-differs.hint-text")))
            }
            // Whether the value bears it is number-differs and hedge-loose.
            (None, Some(_)) => None,
        }
    }

    /// An English number that hedges, against the Chinese ones of the same key.
    fn against(&self, one: &Use<'_>, chinese: &[Use<'_>], faults: &mut Diagnostics) {
        let Some(stance) = one.hedged.own else { return };
        let alike = |other: &&Use<'_>| match other.hedged.own {
            Some(theirs) => theirs.qualifier == stance.qualifier,
            None => other.hedged.in_clause(stance.qualifier),
        };
        if chinese.iter().any(|other| alike(&other)) {
            return;
        }
        let Some(other) = chinese.iter().max_by_key(|other| other.hedged.own.is_some()) else { return };
        match other.hedged.own {
            None => self.lost(other, one, faults),
            Some(theirs) if !self.reported.contains(&one.id) && !self.reported.contains(&other.id) => {
                let message = Message::new("hedge-differs.languages")
                    .with("en", one.literal)
                    .with("zh", other.literal)
                    .with("english", word(stance.qualifier))
                    .with("chinese", word(theirs.qualifier));
                let found = fault(one.place, message, excluding(stance.qualifier, theirs.qualifier));
                faults.report(found.related(other.place, Message::new("note-other-language")));
            }
            Some(_) => {}
        }
    }

    /// One language hedges, `plain` does not.
    fn lost(&self, plain: &Use<'_>, hedged: &Use<'_>, faults: &mut Diagnostics) {
        let Some(stance) = hedged.hedged.own else { return };
        let known = self.reported.contains(&plain.id) || self.reported.contains(&hedged.id);
        if known || plain.hedged.in_clause(stance.qualifier) {
            return;
        }
        let message = Message::new("hedge-differs.lost")
            .with("plain", plain.literal)
            .with("hedged", hedged.literal)
            .with("word", word(stance.qualifier));
        faults.report(fault(plain.place, message, false).related(hedged.place, Message::new("note-other-language")));
    }
}

/// The tied numbers of a text by key.
fn uses<'a>(report: &'a Report, text: &'a [Passage<'_>]) -> BTreeMap<&'a Key, Vec<Use<'a>>> {
    let mut uses: BTreeMap<&Key, Vec<Use<'a>>> = BTreeMap::new();
    for (passage, (id, words)) in text.iter().flat_map(|passage| passage.ties().map(move |tie| (passage, tie))) {
        let (tie, bound) = report.tie(id);
        let (TieKind::Number, Some(key), Some(_)) = (tie.kind, &bound.key, bound.literal_value) else { continue };
        let (literal, around) = (tie.literal.value.as_str(), passage.around(&words));
        let hedged = Hedged::read(tie.language, bound.hedge, around.before, around.after);
        uses.entry(key).or_default().push(Use { id, place: tie.literal.span, literal, hedged });
    }
    uses
}

fn fault(place: Span, message: Message, wrong: bool) -> Diagnostic {
    let severity = if wrong { Severity::Error } else { Severity::Warning };
    Diagnostic { severity, ..Diagnostic::warning(RULE, place, message) }
}

/// Whether a number cannot be both.
fn excluding(one: Qualifier, other: Qualifier) -> bool {
    one != other && one != Qualifier::About && other != Qualifier::About
}

fn word(qualifier: Qualifier) -> Message {
    Message::new(match qualifier {
        Qualifier::About => "hedge.about",
        Qualifier::Over => "hedge.over",
        Qualifier::Under => "hedge.under",
    })
}
