//! The text fields of the data as records: what no chapter prints, or prints by itself. Names and titles that numbers,
//! indicators and figures carry are left to their own records.

use super::blocks::line;
use super::record::BlockRecord;
use crate::locale::Catalogue;
use crate::model::{Figure, FigureData, Finding, LANGUAGES, Language, Project, Prose, RestorationProject, Table};

type Id = crate::diagnostic::Spanned<String>;

/// All text fields, by file and entry.
pub(super) fn blocks(project: &Project) -> Vec<BlockRecord> {
    let catalogues = LANGUAGES.map(Catalogue::of);
    let mut fields = Fields { project, catalogues: &catalogues, file: "", entry: String::new(), records: Vec::new() };
    fields.plan();
    fields.sources();
    fields.dimensions();
    fields.facts();
    fields.indicators();
    fields.programmes();
    fields.claims();
    project.findings.iter().for_each(|finding| fields.finding(finding));
    project.figures.iter().for_each(|figure| fields.figure(figure));
    project.tables.iter().for_each(|table| fields.table(table));
    fields.terms();
    fields.records
}

struct Fields<'a> {
    project: &'a Project,
    /// In the order of [`LANGUAGES`].
    catalogues: &'a [Catalogue; 2],
    /// The file that is being recorded, and its entry.
    file: &'static str,
    entry: String,
    records: Vec<BlockRecord>,
}

impl Fields<'_> {
    fn open(&mut self, file: &'static str, entry: &str) {
        self.file = file;
        entry.clone_into(&mut self.entry);
    }

    fn words(&mut self, key: &str, zh: String, en: String) {
        if zh.is_empty() && en.is_empty() {
            return;
        }
        let own = |record: &&BlockRecord| record.page == self.file && record.heading == self.entry;
        let block = self.records.iter().rev().take_while(own).count();
        let (page, heading, kind) = (self.file.to_owned(), self.entry.clone(), key.to_owned());
        self.records.push(BlockRecord { page, heading, block, kind, zh, en });
    }

    fn text(&mut self, key: &str, prose: &Prose) {
        self.words(key, line(&prose.zh.inlines), line(&prose.en.inlines));
    }

    fn texts<'b>(&mut self, texts: impl IntoIterator<Item = (&'static str, Option<&'b Prose>)>) {
        for (key, prose) in texts {
            prose.into_iter().for_each(|prose| self.text(key, prose));
        }
    }

    /// A word of a fixed set, as readers see it.
    fn word(&mut self, key: &str, id: &str) {
        let [zh, en] = self.catalogues;
        let (zh, en) = (zh.label(id).to_owned(), en.label(id).to_owned());
        self.words(key, zh, en);
    }

    /// Ids and keys, which are the same in both languages.
    fn ids(&mut self, key: &str, ids: &[Id]) {
        let ids: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
        self.words(key, ids.join("、"), ids.join(", "));
    }

    /// Members of a dimension by name.
    fn members(&mut self, key: &str, dimension: &str, ids: &[Id]) {
        let members =
            self.project.dimensions.iter().filter(|one| one.id.value == dimension).flat_map(|one| &one.members);
        let members: Vec<_> = members.collect();
        let name = |id: &Id, language: Language| {
            let member = members.iter().find(|member| member.id.value == id.value);
            member.map_or_else(|| id.value.clone(), |member| line(&member.name.get(language).inlines))
        };
        let names = |language| ids.iter().map(|id| name(id, language)).collect::<Vec<_>>();
        let (zh, en) = (names(Language::Zh).join("、"), names(Language::En).join(", "));
        self.words(key, zh, en);
    }

    fn plan(&mut self) {
        let plan = &self.project.plan;
        self.open("data/plan.yaml", "");
        self.texts([
            ("title", Some(&plan.title)),
            ("short_title", Some(&plan.short_title)),
            ("edition.label", Some(&plan.edition_label)),
            ("edition.name", Some(&plan.edition_name)),
            ("authority", plan.authority_name()),
            ("compiled_by", Some(&plan.compiled_by)),
            ("edited_by", plan.edited_by.as_ref()),
            ("notice", Some(&plan.notice)),
            ("licence", Some(&plan.licence)),
        ]);
        for setting in &plan.rules {
            self.open("data/plan.yaml", &setting.rule);
            self.text("reason", &setting.reason);
        }
    }

    fn sources(&mut self) {
        for source in &self.project.sources {
            self.open("data/sources.yaml", &source.id);
            self.text("name", &source.name);
            let (publisher, scope) = (source.publisher.as_ref(), source.scope.as_ref());
            self.texts([("publisher", publisher), ("scope", scope), ("note", source.note.as_ref())]);
        }
    }

    fn dimensions(&mut self) {
        for dimension in &self.project.dimensions {
            self.open("data/dimensions.yaml", &dimension.id);
            self.text("name", &dimension.name);
            for member in &dimension.members {
                self.open("data/dimensions.yaml", &format!("{}.{}", dimension.id.value, member.id.value));
                self.text("name", &member.name);
                self.members("towns", "town", &member.towns);
                self.texts([("problems", member.problems.as_ref()), ("direction", member.direction.as_ref())]);
                member.facts.iter().for_each(|fact| self.text("facts", &fact.label));
            }
        }
    }

    fn facts(&mut self) {
        for fact in &self.project.facts {
            self.open("data/facts", &fact.id);
            self.texts([("note", fact.note.as_deref())]);
            for reading in fact.readings().iter().filter(|reading| reading.note.is_some()) {
                self.open("data/facts", &fact.key(reading).to_string());
                self.texts([("note", reading.note.as_deref())]);
            }
        }
    }

    fn indicators(&mut self) {
        for indicator in &self.project.indicators {
            self.open("data/indicators.yaml", &indicator.id);
            self.texts([("note", indicator.note.as_ref())]);
        }
    }

    fn programmes(&mut self) {
        for programme in &self.project.programmes {
            self.open("data/projects.yaml", &programme.id);
            self.text("name", &programme.name);
            self.members("zones", "zone", &programme.zones);
        }
        self.project.projects.iter().for_each(|project| self.restoration(project));
    }

    fn restoration(&mut self, project: &RestorationProject) {
        self.open("data/projects.yaml", &project.id);
        self.text("name", &project.name);
        let programme = self.project.programmes.iter().find(|programme| programme.id.value == project.programme.value);
        self.texts([("programme", programme.map(|programme| &programme.name))]);
        self.members("zone", "zone", project.zone.as_slice());
        self.members("towns", "town", &project.towns);
        let (place, responsible) = (project.place.as_ref(), project.responsible.as_ref());
        self.texts([("place", place), ("tasks", Some(&project.tasks)), ("responsible", responsible)]);
        self.texts([("funding", project.funding.as_ref())]);
        self.ids("start", std::slice::from_ref(&project.start));
        self.ids("end", std::slice::from_ref(&project.end));
        self.ids("measures", &project.measures);
        self.ids("indicators", &project.indicators);
        self.ids("investment", project.investment.as_slice());
    }

    fn claims(&mut self) {
        for claim in &self.project.claims {
            self.open("data/claims.yaml", &claim.id);
            self.text("text", &claim.text);
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.open("data/findings.yaml", &finding.id);
        self.texts([("quote", finding.quote.as_ref()), ("note", Some(&finding.note))]);
        finding.sides.iter().for_each(|side| self.texts([("side", Some(&side.name)), ("value", Some(&side.value))]));
        if let Some(kind) = finding.kind {
            self.word("kind", kind.words().id);
        }
        self.word("severity", finding.severity.words().id);
        self.word("state", finding.state.words().id);
    }

    fn figure(&mut self, figure: &Figure) {
        self.open("data/figures.yaml", &figure.id);
        let (caption, alt) = (figure.caption.as_ref(), figure.alt.as_ref());
        self.texts([
            ("caption", caption),
            ("alt", alt),
            ("rest", figure.rest.as_ref()),
            ("needs", figure.needs.as_ref()),
        ]);
        if let FigureData::Facts(_, Some(labels)) = &figure.data {
            labels.iter().for_each(|label| self.text("labels", label));
        }
        let source = figure.source.as_ref();
        let source = source.and_then(|id| self.project.sources.iter().find(|source| source.id.value == id.value));
        self.texts([("source", source.map(|source| &source.name))]);
    }

    fn table(&mut self, table: &Table) {
        self.open("data/tables.yaml", &table.id);
        self.text("title", &table.title);
        self.ids("rows", &table.rows);
        self.ids("total", table.total.as_slice());
    }

    fn terms(&mut self) {
        for term in &self.project.terms {
            self.open("data/terms.yaml", &term.zh);
            self.words("en", String::new(), term.en.value.clone());
            self.ids("also", &term.also);
            self.ids("never", &term.never);
        }
    }
}
