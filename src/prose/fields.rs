//! All text fields of the data, in one list: where each stands, what it is for, and who looks at it. No rule lives here.

use crate::model::{Fact, Figure, FigureData, Finding, Project, Prose, Reading, RestorationProject};
use std::fmt;

/// What a text field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Says what the book and its sources are: titles, authorities, licence.
    Imprint,
    /// Names and texts of the data.
    Data,
    /// Words of the printed plan, quoted letter by letter.
    Quote,
    /// A note about the printed plan, which may quote it.
    Note,
}

/// The entry of a file that a field belongs to; shown as its id or key.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// The file has no entries.
    File,
    /// The one of this id.
    Id(&'a str),
    /// A member of a dimension.
    Member(&'a str, &'a str),
    /// A number of a fact.
    Reading(&'a Fact, &'a Reading),
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Id(id) => formatter.write_str(id),
            Self::Member(dimension, member) => write!(formatter, "{dimension}.{member}"),
            Self::Reading(fact, reading) => fact.key(reading).fmt(formatter),
        }
    }
}

/// One text field.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// Its place in the list.
    pub number: usize,
    /// Its file, from the book's root; of facts the folder.
    pub file: &'static str,
    /// The entry that holds it.
    pub entry: Entry<'a>,
    /// Its key there.
    pub key: &'static str,
    /// What it is for.
    pub purpose: Use,
    /// Who looks at it.
    pub looks: Looks,
    /// The heading under which it is printed, if it names one.
    pub heading: Option<&'a str>,
    /// Its text.
    pub prose: &'a Prose,
}

impl Field<'_> {
    /// Whether it is the note of a finding: its numbers are the print's or tied, its small counts the editor's own.
    pub fn is_finding_note(&self) -> bool {
        self.purpose == Use::Note && self.key == "note"
    }
}

/// Who looks at a field, besides those who look at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// It speaks of numbers: those in it must be tied. Names and titles of sources may hold a number that is not data;
    /// findings tell what is printed.
    pub counted: bool,
    /// It is the name of what the plan speaks of: the terms in it have their equals in the other language.
    pub name: bool,
    /// An edition records it by itself; else it is a part of another record, or of none.
    pub recorded: bool,
}

/// Words that nothing but the rules on all words look at.
const SAID: Looks = Looks { counted: false, name: false, recorded: true };
const COUNTED: Looks = Looks { counted: true, ..SAID };
const NAME: Looks = Looks { name: true, ..SAID };

impl Looks {
    /// Part of another record.
    const fn unrecorded(self) -> Self {
        Self { recorded: false, ..self }
    }
}

/// Calls `see` for every text field, in the order of files and entries.
pub fn each<'a>(project: &'a Project, see: &mut dyn FnMut(Field<'a>)) {
    let mut list = List { see, number: 0, file: "", entry: Entry::File, purpose: Use::Imprint, heading: None };
    list.plan(project);
    list.sources(project);
    list.purpose = Use::Data;
    list.dimensions(project);
    list.facts(project);
    list.indicators(project);
    list.projects(project);
    for claim in &project.claims {
        list.open("data/claims.yaml", Entry::Id(&claim.id));
        list.say("text", COUNTED, [&claim.text]);
    }
    project.findings.iter().for_each(|finding| list.finding(finding));
    list.purpose = Use::Data;
    project.figures.iter().for_each(|figure| list.figure(figure));
    for map in &project.maps {
        list.open("data/maps.yaml", Entry::Id(&map.id));
        list.say("title", NAME, [&map.title]);
    }
    for table in &project.tables {
        list.open("data/tables.yaml", Entry::Id(&table.id));
        list.say("title", COUNTED, [&table.title]);
    }
    for number in &project.key_numbers {
        list.open("data/atlas.yaml", Entry::Id(&number.key));
        list.say("label", SAID, &number.label);
    }
    for sheet in &project.map_sheets {
        list.open("data/atlas.yaml", Entry::Id(&sheet.id));
        list.say("title", COUNTED, &sheet.title);
    }
    list.opinions(project);
}

/// The list as it is told.
struct List<'a, 's> {
    see: &'s mut dyn FnMut(Field<'a>),
    number: usize,
    file: &'static str,
    entry: Entry<'a>,
    purpose: Use,
    heading: Option<&'a str>,
}

impl<'a> List<'a, '_> {
    fn open(&mut self, file: &'static str, entry: Entry<'a>) {
        (self.file, self.entry, self.heading) = (file, entry, None);
    }

    fn say(&mut self, key: &'static str, looks: Looks, texts: impl IntoIterator<Item = &'a Prose>) {
        for prose in texts {
            let Self { number, file, entry, purpose, heading, .. } = *self;
            (self.see)(Field { number, file, entry, key, purpose, looks, heading, prose });
            self.number += 1;
        }
    }

    /// Opinions quote the draft that they speak of, and its numbers as they were.
    fn opinions(&mut self, project: &'a Project) {
        const FILE: &str = "data/opinions.yaml";
        self.purpose = Use::Note;
        for office in &project.offices {
            self.open(FILE, Entry::Id(&office.id));
            self.say("name", SAID.unrecorded(), [&office.name]);
        }
        for opinion in &project.opinions {
            self.open(FILE, Entry::Id(&opinion.id));
            self.say("what", SAID.unrecorded(), [&opinion.what]);
            self.say("why", SAID.unrecorded(), &opinion.why);
        }
    }

    fn plan(&mut self, project: &'a Project) {
        let plan = &project.plan;
        self.open("data/plan.yaml", Entry::File);
        self.say("title", SAID, [&plan.title]);
        self.say("short_title", SAID, [&plan.short_title]);
        self.say("edition.label", SAID, [&plan.edition_label]);
        self.say("edition.name", SAID, [&plan.edition_name]);
        self.say("authority", SAID, plan.authority_name());
        self.say("compiled_by", SAID, [&plan.compiled_by]);
        self.say("edited_by", SAID, &plan.edited_by);
        self.say("notice", COUNTED, [&plan.notice]);
        self.say("licence", SAID, [&plan.licence]);
        if let Some(notice) = &plan.consultation {
            self.say("consultation.office", SAID, [&notice.office]);
            self.say("consultation.address", SAID, &notice.address);
        }
        self.purpose = Use::Data;
        self.say("front.lead", COUNTED, &plan.front.lead);
        self.purpose = Use::Imprint;
        self.say("front.contact", SAID, &plan.front.contact);
        for setting in &plan.rules {
            self.open("data/plan.yaml", Entry::Id(&setting.rule));
            self.say("reason", SAID, [&setting.reason]);
        }
        for foreign in &plan.foreign {
            self.open("data/plan.yaml", Entry::File);
            self.say("foreign", SAID.unrecorded(), [&foreign.reason]);
        }
    }

    fn sources(&mut self, project: &'a Project) {
        for source in &project.sources {
            self.open("data/sources.yaml", Entry::Id(&source.id));
            self.say("name", SAID, [&source.name]);
            self.say("publisher", SAID, &source.publisher);
            self.say("scope", COUNTED, &source.scope);
            self.say("note", COUNTED, &source.note);
        }
    }

    fn dimensions(&mut self, project: &'a Project) {
        for dimension in &project.dimensions {
            self.open("data/dimensions.yaml", Entry::Id(&dimension.id));
            self.say("name", NAME, [&dimension.name]);
            for member in &dimension.members {
                self.open("data/dimensions.yaml", Entry::Member(&dimension.id, &member.id));
                self.say("name", NAME, [&member.name]);
                self.say("problems", COUNTED, &member.problems);
                self.say("direction", COUNTED, &member.direction);
                self.say("facts", SAID, member.facts.iter().map(|fact| &fact.label));
            }
        }
    }

    fn facts(&mut self, project: &'a Project) {
        for fact in &project.facts {
            self.open("data/facts", Entry::Id(&fact.id));
            self.say("name", SAID.unrecorded(), [&fact.name]);
            self.say("note", COUNTED, fact.note.as_deref());
            for reading in fact.readings().iter().filter(|reading| reading.note.is_some()) {
                self.open("data/facts", Entry::Reading(fact, reading));
                self.say("note", COUNTED, reading.note.as_deref());
            }
        }
    }

    fn indicators(&mut self, project: &'a Project) {
        for indicator in &project.indicators {
            self.open("data/indicators.yaml", Entry::Id(&indicator.id));
            self.say("name", NAME.unrecorded(), &indicator.name);
            self.say("note", COUNTED, &indicator.note);
        }
    }

    fn projects(&mut self, project: &'a Project) {
        for programme in &project.programmes {
            self.open("data/projects.yaml", Entry::Id(&programme.id));
            self.heading = programme.heading.as_ref().map(|id| id.value.as_str());
            self.say("name", NAME, [&programme.name]);
        }
        project.projects.iter().for_each(|entry| self.restoration(entry));
    }

    fn restoration(&mut self, entry: &'a RestorationProject) {
        self.open("data/projects.yaml", Entry::Id(&entry.id));
        self.heading = entry.heading.as_ref().map(|id| id.value.as_str());
        self.say("name", NAME, [&entry.name]);
        self.say("place", COUNTED, &entry.place);
        self.say("tasks", COUNTED, [&entry.tasks]);
        self.say("responsible", COUNTED, &entry.responsible);
        self.say("funding", COUNTED, &entry.funding);
    }

    fn finding(&mut self, finding: &'a Finding) {
        self.open("data/findings.yaml", Entry::Id(&finding.id));
        self.purpose = Use::Quote;
        self.say("quote", SAID, &finding.quote);
        self.purpose = Use::Note;
        self.say("note", SAID, [&finding.note]);
        for side in &finding.sides {
            self.purpose = Use::Data;
            self.say("side", SAID, [&side.name]);
            self.purpose = Use::Note;
            self.say("value", SAID, [&side.value]);
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        self.open("data/figures.yaml", Entry::Id(&figure.id));
        self.say("title", COUNTED.unrecorded(), [&figure.title]);
        self.say("headline", COUNTED, &figure.headline);
        self.say("caption", COUNTED, &figure.caption);
        self.say("alt", COUNTED, &figure.alt);
        self.say("rest", COUNTED, &figure.rest);
        self.say("needs", COUNTED, &figure.needs);
        self.say("note", COUNTED, &figure.note);
        let references = figure.references.iter().filter_map(|reference| reference.label.as_ref());
        self.say("reference", COUNTED, references);
        if let FigureData::Facts(_, Some(labels)) = &figure.data {
            self.say("labels", COUNTED, labels);
        }
    }
}
