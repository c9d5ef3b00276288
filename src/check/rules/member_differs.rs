//! The words around a tie name another member than the tie.

use crate::check::{Context, whole};
use crate::diagnostic::{Arg, Diagnostic, Diagnostics, Message, RuleId, rule};
use crate::model::{Kind, Sense, TieId, TieKind};
use crate::prose::setting::{Line, Mark, Said, Settings, Word};
use std::collections::BTreeSet;

const RULE: RuleId = rule::MEMBER_DIFFERS;

pub(super) fn check(context: &Context<'_>, faults: &mut Diagnostics) {
    whole::told_of_part(context, RULE, faults);
    for line in context.settings.iter() {
        for (at, id) in line.ties() {
            let one = Tied { context, line, at, id };
            let known = one.dimensions(&context.settings).into_iter();
            known.filter_map(|dimension| one.judge(dimension)).for_each(|fault| faults.report(fault));
        }
    }
}

/// What contradicts a tie.
enum Contradiction<'l> {
    /// A name, and which of its row is meant.
    Name(Said<'l>, usize),
    /// The names that are added up.
    Sum(Said<'l>),
}

/// A tie at its place.
struct Tied<'a, 'l> {
    context: &'a Context<'a>,
    line: &'l Line,
    at: usize,
    id: TieId,
}

impl<'l> Tied<'_, 'l> {
    fn sense(&self, TieId(id): TieId) -> Option<&Sense> {
        self.context.report.ties.get(id)?.sense.as_deref()
    }

    fn kind(&self) -> Option<TieKind> {
        self.context.report.project.ties.get(self.id.0).map(|tie| tie.kind)
    }

    /// The dimensions of its members that all have a name that tells them.
    fn dimensions(&self, settings: &Settings) -> BTreeSet<usize> {
        let named = self.sense(self.id).map_or(&[][..], |sense| &sense.members);
        let untold: BTreeSet<usize> =
            named.iter().filter(|named| !settings.knows(**named)).map(|named| named.dimension).collect();
        named.iter().map(|named| named.dimension).filter(|dimension| !untold.contains(dimension)).collect()
    }

    /// The members of a dimension that a tie is about.
    fn own(&self, id: TieId, dimension: usize) -> Vec<usize> {
        let named = self.sense(id).map_or(&[][..], |sense| &sense.members);
        named.iter().filter(|named| named.dimension == dimension).map(|named| named.member).collect()
    }

    fn judge(&self, dimension: usize) -> Option<Diagnostic> {
        let own = self.own(self.id, dimension);
        let found = match self.inside(&own, dimension) {
            Some(found) => found,
            None => self.around(&own, dimension),
        }?;
        Some(self.fault(dimension, &own, &found))
    }

    /// What a claim's own words name; `None` where they name nobody.
    fn inside(&self, own: &[usize], dimension: usize) -> Option<Option<Contradiction<'l>>> {
        if self.kind()? != TieKind::Claim {
            return None;
        }
        let tie = self.line.tokens.get(self.at)?;
        let within = |at: &usize| self.line.tokens.get(*at).is_some_and(|token| token.range.end <= tie.range.end);
        let names = (self.at + 1..).take_while(within).filter_map(|at| self.line.named(at, dimension));
        let names: Vec<Said<'l>> = names.collect();
        let stranger = |said: &Said<'l>| said.members.iter().position(|member| !own.contains(member));
        let found = names.iter().find_map(|said| Some(Contradiction::Name(said.clone(), stranger(said)?)));
        (!names.is_empty()).then_some(found)
    }

    /// What the sentence names, or the heading.
    fn around(&self, own: &[usize], dimension: usize) -> Option<Contradiction<'l>> {
        let (line, at) = (self.line, self.at);
        let sentence = line.sentence(at);
        if line.is_silent(at, dimension) || self.is_object(dimension) {
            return None;
        }
        if line.has(sentence.clone(), Word::Respectively)
            && let Some(row) = line.row(at, dimension)
        {
            return self.in_order(own, dimension, row);
        }
        let is_sum = self.sense(self.id)?.sum && own.len() > 1;
        if is_sum {
            let row = line.before(at, dimension).filter(|said| said.members.len() > 1);
            let row = row.or_else(|| line.row(at, dimension))?;
            let (named, summed): (BTreeSet<_>, BTreeSet<_>) = (row.members.iter().collect(), own.iter().collect());
            let counts = line.has(sentence.clone(), Word::Together) && !line.has(sentence, Word::Open);
            return (counts && named != summed).then_some(Contradiction::Sum(row));
        }
        let fits = |said: &Said<'_>| said.members.iter().any(|member| own.contains(member));
        let near = [line.directly_after(at, dimension), line.before(at, dimension)];
        if near.iter().flatten().any(fits) {
            return None;
        }
        let said = near.into_iter().flatten().next().or_else(|| line.elsewhere(at, dimension))?;
        (!fits(&said)).then_some(Contradiction::Name(said, 0))
    }

    /// Whether the sentence names whom a claim compares with: services \[outweigh\] manufacturing.
    fn is_object(&self, dimension: usize) -> bool {
        let compares = |id: TieId| {
            let statement = self.sense(id).and_then(|sense| sense.statement);
            statement.is_some_and(|statement| statement.kind == Kind::Comparison)
        };
        let object = |at: usize| match self.line.tokens.get(at).map(|token| &token.mark) {
            Some(Mark::Tie(id)) => compares(*id) && self.line.directly_after(at, dimension).is_some(),
            _ => false,
        };
        self.line.sentence(self.at).any(|at| at != self.at && object(at))
    }

    /// 分别, respectively: the first name goes with the first tie.
    fn in_order(&self, own: &[usize], dimension: usize, row: Said<'l>) -> Option<Contradiction<'l>> {
        let [member] = own else { return None };
        let ties: Vec<usize> = self.line.sentence(self.at).filter(|at| self.is_of_one(*at, dimension)).collect();
        let place = ties.iter().position(|at| *at == self.at)?;
        let expected = row.members.get(place).filter(|_| ties.len() == row.members.len())?;
        (expected != member).then_some(Contradiction::Name(row, place))
    }

    fn is_of_one(&self, at: usize, dimension: usize) -> bool {
        match self.line.tokens.get(at).map(|token| &token.mark) {
            Some(Mark::Tie(id)) => self.own(*id, dimension).len() == 1,
            _ => false,
        }
    }

    fn fault(&self, dimension: usize, own: &[usize], found: &Contradiction<'l>) -> Diagnostic {
        let (tie, _) = self.context.report.tie(self.id);
        let (said, named, id) = match found {
            Contradiction::Name(said, place) => {
                let named = said.members.get(*place).copied().into_iter().collect();
                (said, named, if said.heading { "member-differs.heading" } else { "member-differs" })
            }
            Contradiction::Sum(said) => (said, said.members.clone(), "member-differs.sum"),
        };
        let message = Message::new(id)
            .with("literal", tie.literal.value.as_str())
            .with("named", self.names(dimension, &named))
            .with("own", self.names(dimension, own));
        let fault = Diagnostic::error(RULE, tie.literal.span, message).hint(Message::new("member-differs.hint"));
        if said.heading {
            return fault;
        }
        let Some(passage) = self.context.passage(self.line) else { return fault };
        fault.related(passage.place(said.token.range.clone()), Message::new("member-differs.named"))
    }

    fn names(&self, dimension: usize, members: &[usize]) -> Arg {
        let found = self.context.report.project.dimensions.get(dimension);
        let name = |member: &usize| found.and_then(|found| found.members.get(*member)).map(|member| &member.name);
        let names: Vec<_> = members.iter().filter_map(name).collect();
        let zh: Vec<&str> = names.iter().map(|name| name.zh.source.as_str()).collect();
        let en: Vec<&str> = names.iter().map(|name| name.en.source.as_str()).collect();
        Arg::Both { zh: zh.join("、"), en: en.join(", ") }
    }
}
