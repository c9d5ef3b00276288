//! A sheet for each member of a dimension of places: all that the plan says of it.

use super::picture::Subject;
use super::{Maker, marks, plain_line, words};
use crate::diagnostic::Spanned;
use crate::model::document::{PlateSize, Role, Row, Run, SheetLayout, SheetLine, SheetPart, Target};
use crate::model::{Fact, FactValue, Key, Member, MemberFact, Missing, Programme, Prose, RestorationProject};

/// What the sheets of a dimension are called together, and the one that compares its members.
fn names(dimension: &str) -> (&'static str, &'static str) {
    match dimension {
        "town" => ("atlas.group.towns", "atlas.towns-compared"),
        _ => ("atlas.group.zones", "atlas.zones-compared"),
    }
}

/// What is wrong with a member and where it should go: the heads and the words.
fn told(member: &Member) -> impl Iterator<Item = (&'static str, &Prose)> {
    let all = [("listing.problems", &member.problems), ("listing.direction", &member.direction)];
    all.into_iter().filter_map(|(head, text)| Some((head, text.as_ref()?)))
}

impl Maker<'_> {
    /// The sheet of a dimension as a whole, and one for each of its members.
    pub(super) fn members(&mut self, dimension: &'static str) {
        let project = &self.composer.report.project;
        let Some(declared) = project.dimensions.get(dimension) else { return };
        let (group, compared) = names(dimension);
        let figures = self.figures_about(&Subject::Place(dimension));
        let mut parts: Vec<SheetPart> = figures.iter().map(|figure| self.picture(figure, PlateSize::Half)).collect();
        parts.extend(self.compared(dimension));
        parts.extend(self.profiles(dimension));
        parts.extend(self.touching(&parts));
        let title = words(self.word(compared));
        self.sheet(dimension, group, title, SheetLayout::Columns(2), parts);
        for member in &declared.members {
            let mut parts = self.facts_of(dimension, member);
            parts.extend(self.described(dimension, member));
            for figure in &figures {
                parts.extend(self.pointed(figure, dimension, &member.id.value, PlateSize::Third));
            }
            parts.extend(self.zones_of(dimension, member));
            parts.extend(self.projects_of(dimension, member));
            parts.extend(self.said_of(member));
            parts.extend(self.touching(&parts));
            let id = Self::member_sheet(dimension, &member.id.value);
            self.sheet(&id, group, self.composer.field(&member.name), SheetLayout::Columns(3), parts);
        }
    }

    /// All numbers that run over a dimension of places: a row a member, a column a fact.
    fn compared(&self, dimension: &str) -> Option<SheetPart> {
        let project = &self.composer.report.project;
        let members = &project.dimensions.get(dimension)?.members;
        let facts: Vec<&Fact> = self.facts_over(dimension).collect();
        if facts.is_empty() {
            return None;
        }
        let mut table = self.table(&[("ui.label.name", Role::Name)], Vec::new());
        for fact in &facts {
            let head = self.composer.field(&fact.name);
            table.columns.push(crate::model::document::Column {
                head,
                role: Role::Amount,
                side: crate::model::Alignment::End,
            });
        }
        for member in members {
            let mut cells = vec![self.composer.field(&member.name)];
            cells.extend(facts.iter().map(|fact| self.value_of(fact, &member.id.value)));
            table.rows.push(Row::Cells(cells));
        }
        Some(SheetPart::Table(self.word("atlas.all-numbers"), table))
    }

    /// Each member with what the data say of it in words, and the sheet that is its own.
    fn profiles(&self, dimension: &str) -> Vec<SheetPart> {
        let dimensions = &self.composer.report.project.dimensions;
        let Some(declared) = dimensions.get(dimension) else { return Vec::new() };
        let mut lines = Vec::new();
        for member in &declared.members {
            lines.extend(self.profile(dimension, member));
            let zones: Vec<String> =
                self.reaching(dimension, member).map(|zone| self.composer.field_text(&zone.name)).collect();
            if !zones.is_empty() {
                let lead = words(self.word("atlas.zones-here"));
                lines.push(SheetLine {
                    lead,
                    runs: words(zones.join(self.composer.name_sign())),
                    ..SheetLine::default()
                });
            }
        }
        self.lines("atlas.profiles", lines)
    }

    /// A member's name with its sheet, and what is said of it.
    fn profile(&self, dimension: &str, member: &Member) -> Vec<SheetLine> {
        let sheets = vec![Self::member_sheet(dimension, &member.id.value)];
        let name = vec![Run::Strong(self.composer.field(&member.name))];
        let said = told(member).map(|(head, text)| SheetLine {
            lead: words(self.word(head)),
            runs: self.composer.field(text),
            ..SheetLine::default()
        });
        std::iter::once(SheetLine { runs: name, sheets, ..SheetLine::default() }).chain(said).collect()
    }

    /// The zones that reach into a town.
    pub(super) fn reaching<'s>(&'s self, dimension: &str, town: &'s Member) -> impl Iterator<Item = &'s Member> {
        let zones = self.composer.report.project.dimensions.get("zone").filter(|_| dimension == "town");
        let zones = zones.into_iter().flat_map(|zones| &zones.members);
        zones.filter(|zone| zone.towns.iter().any(|own| own.value == town.id.value))
    }

    /// The facts that run over a dimension alone.
    fn facts_over<'s>(&'s self, dimension: &'s str) -> impl Iterator<Item = &'s Fact> {
        let facts = self.composer.report.project.facts.iter();
        facts.filter(move |fact| matches!(fact.by.as_slice(), [only] if only.value == dimension))
    }

    /// The number of a member, or that the plan states none.
    fn value_of(&self, fact: &Fact, member: &str) -> Vec<Run> {
        let key = Key::new(&fact.id.value, false, vec![member.to_owned()]);
        match self.frame.numbers.contains_key(&key) {
            true => self.composer.amounts(std::slice::from_ref(&key)),
            false => vec![Run::Absent(self.say(&Missing::NotStated.words()))],
        }
    }

    /// The numbers of a member: those of facts that run over its dimension, those that describe it, and those whose
    /// name has it.
    pub(super) fn facts_of(&self, dimension: &str, member: &Member) -> Vec<SheetPart> {
        let mut rows = Vec::new();
        let mut told: Vec<String> = Vec::new();
        let mut row = |name: Vec<Run>, value: Vec<Run>, source: String| {
            rows.push(Row::Cells(vec![name, value, words(source)]));
        };
        for fact in self.facts_over(dimension) {
            let key = Key::new(&fact.id.value, false, vec![member.id.value.clone()]);
            told.push(fact.id.value.clone());
            row(self.composer.field(&fact.name), self.value_of(fact, &member.id.value), self.source_of(&key));
        }
        for MemberFact { label, key } in &member.facts {
            let keys = self.keys_named(&key.value);
            if keys.first().is_some_and(|first| !told.contains(&first.fact)) {
                told.extend(keys.first().map(|key| key.fact.clone()));
                let source = keys.first().map_or_else(String::new, |key| self.source_of(key));
                row(self.composer.field(label), self.composer.amounts(&keys), source);
            }
        }
        let name = self.composer.field_text(&member.name);
        for (key, entry) in self.frame.numbers.iter() {
            let about = entry.name.to_lowercase().contains(&name.to_lowercase());
            if about && !told.contains(&key.fact) && !key.members.contains(&member.id.value) {
                row(words(entry.name.clone()), self.composer.amounts(std::slice::from_ref(key)), self.source_of(key));
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        let heads = [("ui.label.name", Role::Name), ("ui.label.value", Role::Amount), ("ui.label.source", Role::Words)];
        vec![SheetPart::Table(self.word("atlas.numbers"), self.table(&heads, rows))]
    }

    /// The keys that a name stands for: one number, or both ends of a range.
    fn keys_named(&self, name: &str) -> Vec<Key> {
        if let Some((key, _)) = Key::find(&self.frame.numbers, name) {
            return vec![key.clone()];
        }
        let range = self.composer.fact(name).filter(|fact| matches!(fact.value, FactValue::Range(..)));
        let ends = range.into_iter().flat_map(|_| ["min", "max"]);
        ends.map(|end| Key::new(name, false, vec![end.to_owned()]))
            .filter(|key| self.frame.numbers.contains_key(key))
            .collect()
    }

    fn source_of(&self, key: &Key) -> String {
        let entry = self.frame.numbers.get(key);
        entry.and_then(|entry| entry.source.as_ref()).map_or_else(String::new, |source| source.name.clone())
    }

    /// What the data say of a member in words: what is wrong there, where it should go, which towns it reaches.
    pub(super) fn described(&self, dimension: &str, member: &Member) -> Vec<SheetPart> {
        let said = |(head, text): (&'static str, &Prose)| {
            SheetPart::Lines(self.word(head), vec![plain_line(self.composer.field(text))])
        };
        let mut parts: Vec<SheetPart> = told(member).map(said).collect();
        if !member.towns.is_empty() {
            let line = |town: &Spanned<String>| SheetLine {
                runs: self.composer.member_name("town", &town.value),
                sheets: vec![Self::member_sheet("town", &town.value)],
                ..SheetLine::default()
            };
            parts.push(SheetPart::Lines(self.word("listing.towns"), member.towns.iter().map(line).collect()));
        } else if dimension == "zone" {
            let line = plain_line(vec![Run::Absent(self.say(&Missing::NotStated.words()))]);
            parts.push(SheetPart::Lines(self.word("listing.towns"), vec![line]));
        }
        parts
    }

    /// The zones that reach into a town, with what the plan says of them.
    pub(super) fn zones_of(&self, dimension: &str, member: &Member) -> Vec<SheetPart> {
        let zones = self.reaching(dimension, member);
        self.lines("atlas.zones-here", zones.flat_map(|zone| self.profile("zone", zone)).collect())
    }

    /// The projects of a zone, or those that name a town, and those of the zones that reach into it.
    fn projects_of(&self, dimension: &str, member: &Member) -> Vec<SheetPart> {
        let project = &self.composer.report.project;
        let id = &member.id.value;
        let all = || project.projects.iter();
        let names = |entry: &&RestorationProject| entry.towns.iter().any(|town| town.value == *id);
        if dimension != "town" {
            let of_zone = |programme: &&Programme| programme.zones.iter().any(|zone| zone.value == *id);
            let programmes = project.programmes.iter().filter(of_zone);
            let mut lines: Vec<SheetLine> = programmes
                .map(|programme| plain_line(vec![Run::Strong(self.composer.field(&programme.name))]))
                .collect();
            let own = all().filter(|entry| entry.zone.as_ref().is_some_and(|zone| zone.value == *id));
            lines.extend(own.flat_map(|entry| self.project_lines(entry, true)));
            return self.lines("atlas.projects-here", lines);
        }
        let reaching: Vec<&str> = self.reaching(dimension, member).map(|zone| zone.id.value.as_str()).collect();
        let reached = |zone: &Spanned<String>| reaching.contains(&zone.value.as_str());
        let named: Vec<SheetLine> = all().filter(names).flat_map(|entry| self.project_lines(entry, true)).collect();
        let around = all().filter(|entry| !names(entry) && entry.zone.as_ref().is_some_and(reached));
        let around: Vec<SheetLine> = around.flat_map(|entry| self.project_lines(entry, false)).collect();
        let mut parts = self.lines("atlas.projects-here", named);
        parts.extend(self.lines("atlas.projects-around", around));
        parts
    }

    /// A project's name and years, and with `full` its tasks.
    fn project_lines(&self, entry: &RestorationProject, full: bool) -> Vec<SheetLine> {
        let lead = self.years(entry);
        let name = SheetLine { lead, runs: self.composer.field(&entry.name), sheets: vec!["projects".to_owned()] };
        let tasks = full.then(|| plain_line(self.composer.field(&entry.tasks)));
        std::iter::once(name).chain(tasks).collect()
    }

    /// The years of a project.
    pub(super) fn years(&self, entry: &RestorationProject) -> Vec<Run> {
        let keys =
            [&entry.start, &entry.end].map(|name| Key::find(&self.frame.numbers, &name.value).map(|(key, _)| key));
        let [Some(start), Some(end)] = keys else { return Vec::new() };
        vec![self.composer.period(start, end)]
    }

    /// Lines under a head of the catalogue; nothing without lines.
    pub(super) fn lines(&self, head: &'static str, lines: Vec<SheetLine>) -> Vec<SheetPart> {
        if lines.is_empty() { Vec::new() } else { vec![SheetPart::Lines(self.word(head), lines)] }
    }

    /// The sentences that name a member, and those under a heading that does.
    fn said_of(&self, member: &Member) -> Vec<SheetPart> {
        let name = self.composer.field_text(&member.name);
        let mut lines = Vec::new();
        let mut last = None;
        for sentence in &self.sentences {
            let Some(section) = self.frame.sections.get(sentence.section) else { continue };
            if !sentence.names(&name) && !section.title.to_lowercase().contains(&name.to_lowercase()) {
                continue;
            }
            let lead = if last == Some(sentence.section) { Vec::new() } else { words(section.trail.clone()) };
            last = Some(sentence.section);
            lines.push(SheetLine { lead, runs: sentence.runs.clone(), sheets: Vec::new() });
        }
        let mut parts = self.lines("atlas.said", lines);
        parts.extend(self.quoted(&name));
        parts
    }

    /// The findings whose words name something and which no mark of its sheet shows.
    fn quoted(&self, name: &str) -> Vec<SheetPart> {
        let shown: Vec<String> =
            self.sentences.iter().filter(|sentence| sentence.names(name)).flat_map(|one| marks(&one.runs)).collect();
        let about = self.frame.all_findings().filter(|finding| {
            let words = finding.quote.iter().chain([&finding.note]).map(|runs| Run::plain(runs).to_lowercase());
            let place = finding.place.as_ref().and_then(|(to, _)| match to {
                Target::Section(id) => self.frame.section(id),
                _ => None,
            });
            let heading = place.is_some_and(|section| section.title.contains(name));
            !shown.contains(&finding.id)
                && (heading || words.into_iter().any(|words| words.contains(&name.to_lowercase())))
        });
        about.map(|finding| SheetPart::Finding(Box::new(finding.clone()))).collect()
    }
}
