//! The number of a whole told of one of its parts: a town is named, and what is tied is the county's.
//!
//! Speaks only where the data have the part's own number: of a fact whose `whole:` is the tied key, or whose name holds
//! the tied fact's.

use super::Context;
use crate::diagnostic::{Diagnostic, Diagnostics, Message, RuleId};
use crate::model::{BoundTie, Fact, Key, LANGUAGES, Named, TieId, TieKind};
use crate::prose::setting::Line;
use std::collections::HashMap;

/// A name that is shorter is in too many others.
const SHORTEST: usize = 3;

/// Reports every tie of a whole whose words name a part.
pub(super) fn told_of_part(context: &Context<'_>, rule: RuleId, faults: &mut Diagnostics) {
    let mut desk = Desk { context, by_dimension: HashMap::new() };
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            if let Some(fault) = desk.judge(line, at, id, rule) {
                faults.report(fault);
            }
        }
    }
}

struct Desk<'a> {
    context: &'a Context<'a>,
    /// The facts that run over a dimension alone, once asked for. Never walked.
    by_dimension: HashMap<usize, Vec<&'a Fact>>,
}

impl<'a> Desk<'a> {
    fn judge(&mut self, line: &Line, at: usize, id: TieId, rule: RuleId) -> Option<Diagnostic> {
        let (tie, bound) = self.context.report.tie(id);
        let key = bound.key.as_ref().filter(|_| tie.kind == TieKind::Number && bound.missing.is_none())?;
        let fact = self.context.report.project.facts.get(bound.fact?)?;
        let mut named = line.parts(at).into_iter().flat_map(|(said, meant)| {
            let said = std::iter::repeat(said);
            said.zip(meant.iter().copied())
        });
        let (said, named, part) =
            named.find_map(|(said, named)| Some((said, named, self.part(fact, key, bound, named)?)))?;
        let dimension = self.context.report.project.dimensions.get(named.dimension)?;
        let name = &dimension.members.get(named.member)?.name;
        let message = Message::new("member-differs.whole")
            .with("literal", tie.literal.value.as_str())
            .with("named", crate::diagnostic::Arg::Both { zh: name.zh.source.clone(), en: name.en.source.clone() })
            .with("key", key.to_string());
        let hint = Message::new("member-differs.whole-hint").with("part", part.to_string());
        let fault = Diagnostic::warning(rule, tie.literal.span, message).hint(hint);
        match self.context.passage(line).filter(|_| !said.heading) {
            Some(passage) => {
                Some(fault.related(passage.place(said.token.range.clone()), Message::new("member-differs.named")))
            }
            None => Some(fault),
        }
    }

    /// The number of a member that is a part of the tied one.
    fn part(&mut self, fact: &Fact, key: &Key, bound: &BoundTie, named: Named) -> Option<Key> {
        let project = &self.context.report.project;
        let dimension = project.dimensions.get(named.dimension)?;
        let member = dimension.members.get(named.member)?;
        // A fact of the place itself is no whole.
        let id = &dimension.id.value;
        let of_its_own = LANGUAGES
            .into_iter()
            .any(|language| fact.name.get(language).source.contains(member.name.get(language).source.as_str()));
        if fact.by.iter().any(|by| by.value == *id) || of_its_own || fact.id.value.contains(member.id.value.as_str()) {
            return None;
        }
        let split = self.by_dimension.entry(named.dimension).or_insert_with(|| {
            let runs = |fact: &&Fact| matches!(fact.by.as_slice(), [only] if only.value == *id);
            project.facts.iter().filter(runs).collect()
        });
        let observations = &self.context.report.observations;
        split.iter().find_map(|part| {
            let of_whole = part.whole.as_ref().is_some_and(|whole| key.reads(&whole.value) || whole.value == key.fact);
            if !of_whole && !names(part, fact) {
                return None;
            }
            let own = Key::new(&part.id.value, false, vec![member.id.value.clone()]);
            let (whole, own_value) = bound.value.as_ref().zip(observations.get(&own)?.value())?;
            let apart = whole.unit.same_dimension(&own_value.unit) && whole.nominal != own_value.nominal;
            apart.then_some(own)
        })
    }
}

/// Whether the name of a fact by members is that of a whole with a word more: 乡镇常住人口 of 常住人口.
fn names(part: &Fact, whole: &Fact) -> bool {
    LANGUAGES.into_iter().any(|language| {
        let (part, whole) = (part.name.get(language).plain(), whole.name.get(language).plain());
        let (part, whole) = (part.to_lowercase(), whole.to_lowercase());
        whole.chars().count() >= SHORTEST && part != whole && (part.starts_with(&whole) || part.ends_with(&whole))
    })
}
