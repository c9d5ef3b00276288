//! The pages that a site has for the entries of the registers: zones, towns, programmes, projects, indicators. Each
//! gathers what the book says of one thing, from the same parts as the sheets of the atlas.

use super::picture::Subject;
use super::{Maker, PLACES, plain_line, sentences, words};
use crate::compose::Composer;
use crate::compose::table::column;
use crate::diagnostic::{Message, Spanned};
use crate::model::document::{
    Atlas, Frame, IndicatorEntry, Role, Row, Run, SheetLine, SheetPart, SheetPicture, Status, Table, TableForm, Target,
    Topic, TopicKind,
};
use crate::model::{Attribute, Chart, Direction, Member, Programme, RestorationProject};
use std::collections::{BTreeMap, BTreeSet};

/// A page quotes at most so many sentences of the text.
const SENTENCES: usize = 40;

/// A page shows at most so many pictures.
const PICTURES: usize = 6;

/// The topics of a composed book: zones, towns, programmes, projects, indicators.
pub(in crate::compose) fn topics(composer: &Composer<'_>, frame: &Frame) -> Vec<Topic> {
    let project = &composer.report.project;
    let places = PLACES.into_iter().any(|place| project.dimensions.get(place).is_some());
    if !places && project.programmes.iter().next().is_none() && frame.indicators.is_empty() {
        return Vec::new();
    }
    let maker = Maker {
        composer,
        frame,
        subjects: super::picture::subjects(composer, frame),
        sentences: sentences::of_book(composer, frame),
        atlas: Atlas::default(),
    };
    let said = maker.said_by_fact();
    let mut topics = maker.place_topics("zone", TopicKind::Zone);
    topics.extend(maker.place_topics("town", TopicKind::Town));
    topics.extend(project.programmes.iter().map(|programme| maker.programme_topic(programme)));
    topics.extend(project.projects.iter().map(|entry| maker.project_topic(entry)));
    topics.extend(frame.indicators.iter().map(|indicator| maker.indicator_topic(indicator, &said)));
    topics
}

/// The sentences that say a number of each fact, by their places among all.
type SaidByFact = BTreeMap<String, Vec<usize>>;

impl Maker<'_> {
    fn said_by_fact(&self) -> SaidByFact {
        let mut said = SaidByFact::new();
        for (place, sentence) in self.sentences.iter().enumerate() {
            Run::walk(&sentence.runs, &mut |run| {
                if let Run::Number(number) = run {
                    let fact = number.key.split('@').next().unwrap_or_default();
                    let fact = fact.strip_suffix(crate::model::TARGET).unwrap_or(fact);
                    let places = said.entry(fact.to_owned()).or_default();
                    if places.last() != Some(&place) {
                        places.push(place);
                    }
                }
            });
        }
        said
    }

    /// Its parts with the findings that they are marked with.
    fn whole(&self, mut parts: Vec<SheetPart>) -> Vec<SheetPart> {
        parts.extend(self.touching(&parts));
        parts
    }

    /// Sentences under a head, each new heading leading to its place.
    fn quoted_lines(&self, head: &'static str, places: impl Iterator<Item = usize>) -> Vec<SheetPart> {
        let mut lines = Vec::new();
        let mut last = None;
        for sentence in places.filter_map(|place| self.sentences.get(place)).take(SENTENCES) {
            let Some(section) = self.frame.sections.get(sentence.section) else { continue };
            let lead = if last == Some(sentence.section) {
                Vec::new()
            } else {
                vec![Run::Link { to: Target::Section(section.id.clone()), runs: words(section.trail.clone()) }]
            };
            last = Some(sentence.section);
            lines.push(SheetLine { lead, runs: sentence.runs.clone(), sheets: Vec::new() });
        }
        self.lines(head, lines)
    }

    /// The places of the sentences that name something, or stand under a heading that does.
    fn naming(&self, name: &str) -> Vec<usize> {
        let small = name.to_lowercase();
        let heads: Vec<bool> =
            self.frame.sections.iter().map(|section| section.title.to_lowercase().contains(&small)).collect();
        let named = |(place, sentence): (usize, &sentences::Sentence)| {
            let found = heads.get(sentence.section).copied().unwrap_or_default() || sentence.names(name);
            found.then_some(place)
        };
        self.sentences.iter().enumerate().filter_map(named).collect()
    }

    /// The places of the sentences under a heading.
    fn under(&self, heading: &str) -> Vec<usize> {
        let Some(section) = self.frame.section_ids.get(heading) else { return Vec::new() };
        let own = self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.section == *section);
        own.map(|(place, _)| place).collect()
    }

    /// Figures of the book as pictures of a page.
    fn shown(&self, figures: impl Iterator<Item = String>) -> Vec<SheetPart> {
        let picture = |figure: String| {
            SheetPart::Picture(Box::new(SheetPicture { figure, plate: None, remarks: Vec::new(), table: None }))
        };
        figures.take(PICTURES).map(picture).collect()
    }

    /// A table of one entry: what each field is called, and what there is to say.
    fn fields(&self, rows: Vec<(String, Vec<Run>)>) -> Option<SheetPart> {
        if rows.is_empty() {
            return None;
        }
        let rows = rows.into_iter().map(|(name, value)| Row::Cells(vec![words(name), value])).collect();
        let columns = vec![column(String::new(), Role::Name), column(String::new(), Role::Words)];
        let (form, name) = (TableForm::Entry, String::new());
        Some(SheetPart::Table(
            String::new(),
            Table { form, number: None, caption: None, name, columns, rows, notes: Vec::new() },
        ))
    }

    fn place_topics(&self, dimension: &'static str, kind: TopicKind) -> Vec<Topic> {
        let project = &self.composer.report.project;
        let Some(declared) = project.dimensions.get(dimension) else { return Vec::new() };
        let kind_name = self.composer.field_text(&declared.name);
        let figures = self.figures_about(&Subject::Place(dimension));
        let topic = |member: &Member| {
            let mut parts = self.facts_of(dimension, member);
            parts.extend(self.described(dimension, member));
            parts.extend(self.zones_of(dimension, member));
            parts.extend(self.works_of(dimension, member));
            parts.extend(self.shown(figures.iter().cloned()));
            let name = self.composer.field_text(&member.name);
            parts.extend(self.quoted_lines("atlas.said", self.naming(&name).into_iter()));
            let brief = member.direction.as_ref().map(|text| self.composer.field(text)).unwrap_or_default();
            Topic {
                kind,
                entry: member.id.value.clone(),
                kind_name: kind_name.clone(),
                title: self.composer.field(&member.name),
                parts: self.whole(parts),
                brief,
                under: None,
            }
        };
        declared.members.iter().map(topic).collect()
    }

    /// The programmes of a zone, the projects of a zone or a town, and those of the zones that reach into a town.
    fn works_of(&self, dimension: &str, member: &Member) -> Vec<SheetPart> {
        let project = &self.composer.report.project;
        let id = &member.id.value;
        let has = |list: &[Spanned<String>]| list.iter().any(|own| own.value == *id);
        if dimension != "town" {
            let programmes = project.programmes.iter().filter(|programme| has(&programme.zones));
            let mut lines: Vec<SheetLine> = programmes.map(|programme| self.programme_line(programme)).collect();
            let own = project.projects.iter().filter(|one| one.zone.as_ref().is_some_and(|zone| zone.value == *id));
            lines.extend(own.map(|one| self.project_line(one)));
            return self.lines("atlas.projects-here", lines);
        }
        let reaching: BTreeSet<&str> = self.reaching(dimension, member).map(|zone| zone.id.value.as_str()).collect();
        let (mut here, mut around) = (Vec::new(), Vec::new());
        for one in &project.projects {
            if has(&one.towns) {
                here.push(self.project_line(one));
            } else if one.zone.as_ref().is_some_and(|zone| reaching.contains(zone.value.as_str())) {
                around.push(self.project_line(one));
            }
        }
        let mut parts = self.lines("atlas.projects-here", here);
        parts.extend(self.lines("atlas.projects-around", around));
        parts
    }

    fn project_line(&self, entry: &RestorationProject) -> SheetLine {
        let sheets = vec![Topic::id_of(TopicKind::Project, &entry.id.value)];
        SheetLine { lead: self.years(entry), runs: self.composer.field(&entry.name), sheets }
    }

    fn programme_line(&self, programme: &Programme) -> SheetLine {
        let sheets = vec![Topic::id_of(TopicKind::Programme, &programme.id.value)];
        let lead = words(self.word("topic.kind.programme"));
        SheetLine { lead, runs: self.composer.field(&programme.name), sheets }
    }

    fn member_lines(&self, kind: TopicKind, members: &[Spanned<String>]) -> Vec<SheetLine> {
        let line = |member: &Spanned<String>| SheetLine {
            runs: self.composer.member_name(kind.word(), &member.value),
            sheets: vec![Topic::id_of(kind, &member.value)],
            ..SheetLine::default()
        };
        members.iter().map(line).collect()
    }

    fn programme_topic(&self, programme: &Programme) -> Topic {
        let id = &programme.id.value;
        let own: Vec<&RestorationProject> =
            self.composer.report.project.projects.iter().filter(|one| one.programme.value == *id).collect();
        let mut parts = self.lines("listing.zone", self.member_lines(TopicKind::Zone, &programme.zones));
        parts.extend(self.lines("atlas.projects-by-years", own.iter().map(|one| self.project_line(one)).collect()));
        parts.extend(self.shown(self.figures_about(&Subject::Projects).into_iter().take(1)));
        if let Some(heading) = &programme.heading {
            parts.extend(self.quoted_lines("atlas.said", self.under(&heading.value).into_iter()));
        }
        Topic {
            kind: TopicKind::Programme,
            entry: id.clone(),
            kind_name: self.word("topic.kind.programme"),
            title: self.composer.field(&programme.name),
            parts: self.whole(parts),
            brief: words(self.say(&Message::new("topic.projects").with("count", own.len()))),
            under: None,
        }
    }

    fn project_topic(&self, entry: &RestorationProject) -> Topic {
        let id = &entry.id.value;
        let project = &self.composer.report.project;
        let mut parts =
            vec![SheetPart::Lines(self.word("topic.tasks"), vec![plain_line(self.composer.field(&entry.tasks))])];
        parts.extend(self.composer.project_entry(id).map(|table| SheetPart::Table(String::new(), table)));
        let programme = project.programmes.get(&entry.programme.value);
        parts.extend(self.lines(
            "topic.kind.programme",
            programme.map(|one| SheetLine { lead: Vec::new(), ..self.programme_line(one) }).into_iter().collect(),
        ));
        let zones: Vec<Spanned<String>> = entry.zone.iter().cloned().collect();
        parts.extend(self.lines("listing.zone", self.member_lines(TopicKind::Zone, &zones)));
        parts.extend(self.lines("listing.towns", self.member_lines(TopicKind::Town, &entry.towns)));
        let served = self.frame.indicators.iter().filter(|one| entry.indicators.iter().any(|id| id.value == one.id));
        parts.extend(self.lines("listing.indicators", served.map(|one| self.indicator_line(one)).collect()));
        let name = self.composer.field_text(&entry.name);
        let mut said = entry.heading.as_ref().map(|heading| self.under(&heading.value)).unwrap_or_default();
        if said.is_empty() {
            said = self.naming(&name);
        }
        parts.extend(self.quoted_lines("atlas.said", said.into_iter()));
        Topic {
            kind: TopicKind::Project,
            entry: id.clone(),
            kind_name: self.word("listing.project"),
            title: self.composer.field(&entry.name),
            parts: self.whole(parts),
            brief: self.years(entry),
            under: Some(Topic::id_of(TopicKind::Programme, &entry.programme.value)),
        }
    }

    fn indicator_line(&self, indicator: &IndicatorEntry) -> SheetLine {
        let sheets = vec![Topic::id_of(TopicKind::Indicator, &indicator.id)];
        SheetLine { lead: words(indicator.number.to_string()), runs: indicator.name.clone(), sheets }
    }

    /// An indicator: its values and targets, what it means, who serves it, what is open.
    fn indicator_topic(&self, indicator: &IndicatorEntry, said: &SaidByFact) -> Topic {
        let project = &self.composer.report.project;
        let mut values = Vec::new();
        let mut open = Vec::new();
        for (key, year) in indicator.keys.iter().zip(&project.plan.years) {
            let entry = key.as_ref().and_then(|key| self.frame.numbers.get(key));
            let known = entry.filter(|entry| matches!(entry.status, Status::Given | Status::Computed));
            let year_name = self.say(&Message::new("ui.year").with("year", year.to_string()));
            let amount = match entry {
                Some(entry) if known.is_some() => self.composer.amounts(std::slice::from_ref(&entry.key)),
                Some(entry) => vec![Run::Absent(entry.text.clone())],
                None => vec![Run::Absent(self.word("word.to-be-determined"))],
            };
            let target = if known.is_some_and(|entry| entry.target) {
                format!("{year_name} · {}", self.word("ui.value.target"))
            } else {
                year_name
            };
            if known.is_none() {
                open.push(year.to_string());
            }
            values.push((amount, words(target)));
        }
        let mut parts = vec![SheetPart::Numbers(values)];
        if !open.is_empty() {
            let years = open.join(self.composer.name_sign());
            let line = plain_line(words(self.say(&Message::new("atlas.open-years").with("years", years))));
            parts.extend(self.lines("atlas.indicators-open", vec![line]));
        }
        parts.extend(self.fields(self.indicator_fields(indicator)));
        let projects = project.projects.iter();
        let serving = projects.filter(|one| one.indicators.iter().any(|id| id.value == indicator.id));
        let mut serving: Vec<SheetLine> = serving.map(|one| self.project_line(one)).collect();
        if serving.is_empty() && project.projects.iter().next().is_some() {
            serving.push(plain_line(vec![Run::Absent(self.word("atlas.no-project"))]));
        }
        parts.extend(self.lines("topic.serving", serving));
        // A picture of all indicators is none of this one.
        let mostly = |chart: &Chart| {
            let (own, all) =
                chart.keys().fold((0, 0), |(own, all), key| (own + usize::from(key.base() == indicator.fact), all + 1));
            own > 0 && own * 2 >= all
        };
        let drawing = self.frame.charts.iter().filter(|(_, chart)| mostly(chart));
        let drawn = drawing.map(|(id, _)| id.clone()).filter(|id| self.subjects.iter().any(|(known, _)| known == id));
        parts.extend(self.shown(drawn));
        let places = said.get(&indicator.fact).cloned().unwrap_or_default();
        parts.extend(self.quoted_lines("atlas.said", places.into_iter()));
        Topic {
            kind: TopicKind::Indicator,
            entry: indicator.id.clone(),
            kind_name: self.word("ui.label.indicator"),
            title: indicator.name.clone(),
            parts: self.whole(parts),
            brief: words(indicator.class_name.clone()),
            under: None,
        }
    }

    /// What the register says of an indicator in words.
    fn indicator_fields(&self, indicator: &IndicatorEntry) -> Vec<(String, Vec<Run>)> {
        let entry = self.composer.report.project.indicators.get(&indicator.id);
        let attribute = entry.and_then(|entry| entry.attribute).map(Attribute::words);
        let direction = entry.and_then(|entry| entry.direction).map(|direction| match direction {
            Direction::Up => "edition.direction.up",
            Direction::Down => "edition.direction.down",
        });
        let unit = indicator.keys.iter().flatten().find_map(|key| self.frame.numbers.get(key));
        let mut rows = vec![(self.word("edition.field.class"), words(indicator.class_name.clone()))];
        rows.extend(attribute.map(|attribute| (self.word("ui.label.attribute"), words(self.say(&attribute)))));
        rows.extend(direction.map(|id| (self.word("edition.field.direction"), words(self.word(id)))));
        let unit = unit.map(|entry| entry.unit_label.clone()).filter(|label| !label.is_empty());
        rows.extend(unit.map(|unit| (self.word("ui.label.unit"), words(unit))));
        rows.extend(indicator.note.clone().map(|note| (self.word("ui.site.note"), note)));
        rows
    }
}
