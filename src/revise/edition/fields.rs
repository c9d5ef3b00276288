//! The text fields of the data as records: what no chapter prints, or prints by itself; with them what is not text and
//! is still read: ids, members by name, words of fixed sets. Names and titles that numbers, indicators and figures carry
//! are left to their own records.

use super::blocks::line;
use super::record::BlockRecord;
use crate::locale::Catalogue;
use crate::model::{Finding, LANGUAGES, Language, Project, Prose, RestorationProject, Table};
use crate::prose::fields;
use std::collections::BTreeMap;

type Id = crate::diagnostic::Spanned<String>;

/// All text fields, by file and entry; after the texts of an entry what else is read in it.
pub(super) fn blocks(project: &Project) -> Vec<BlockRecord> {
    let mut records = Records {
        project,
        catalogues: LANGUAGES.map(Catalogue::of),
        entries: Vec::new(),
        places: BTreeMap::new(),
        open: 0,
    };
    fields::each(project, &mut |field| {
        if field.looks.recorded {
            records.open(field.file, &field.entry.to_string());
            records.text(field.key, field.prose);
        }
    });
    records.dimensions();
    records.programmes();
    project.projects.iter().for_each(|entry| records.restoration(entry));
    project.findings.iter().for_each(|finding| records.finding(finding));
    records.figures();
    project.tables.iter().for_each(|table| records.table(table));
    records.terms();
    records.entries.into_iter().flat_map(|entry| entry.records).collect()
}

/// An entry of a file, with its records.
struct Entry {
    file: &'static str,
    id: String,
    records: Vec<BlockRecord>,
}

struct Records<'a> {
    project: &'a Project,
    /// In the order of [`LANGUAGES`].
    catalogues: [Catalogue; 2],
    /// In the order in which they were first named.
    entries: Vec<Entry>,
    /// Index of each by file and id.
    places: BTreeMap<(&'static str, String), usize>,
    /// Index of the one that is being recorded.
    open: usize,
}

impl<'a> Records<'a> {
    fn open(&mut self, file: &'static str, id: &str) {
        let entries = &mut self.entries;
        self.open = *self.places.entry((file, id.to_owned())).or_insert_with(|| {
            entries.push(Entry { file, id: id.to_owned(), records: Vec::new() });
            entries.len() - 1
        });
    }

    fn words(&mut self, key: &str, zh: String, en: String) {
        let languages = self.project.plan.languages;
        let said = |language, words: String| if languages.has(language) { words } else { String::new() };
        let (zh, en) = (said(Language::Zh, zh), said(Language::En, en));
        if zh.is_empty() && en.is_empty() {
            return;
        }
        if let Some(Entry { file, id, records }) = self.entries.get_mut(self.open) {
            let (page, heading, block) = ((*file).to_owned(), id.clone(), records.len());
            records.push(BlockRecord { page, heading, block, kind: key.to_owned(), numbers: Vec::new(), zh, en });
        }
    }

    fn text(&mut self, key: &str, prose: &Prose) {
        self.words(key, line(&prose.zh.inlines), line(&prose.en.inlines));
    }

    /// A word of a fixed set, as readers see it.
    fn word(&mut self, key: &str, id: &str) {
        let [zh, en] = &self.catalogues;
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
        let dimension = self.project.dimensions.get(dimension);
        let name = |id: &Id, language: Language| {
            let member = dimension.and_then(|dimension| dimension.members.get(id));
            member.map_or_else(|| id.value.clone(), |member| line(&member.name.get(language).inlines))
        };
        let names = |language| ids.iter().map(|id| name(id, language)).collect::<Vec<_>>();
        let (zh, en) = (names(Language::Zh).join("、"), names(Language::En).join(", "));
        self.words(key, zh, en);
    }

    fn dimensions(&mut self) {
        let project = self.project;
        for dimension in &project.dimensions {
            for member in dimension.members.iter().filter(|member| !member.towns.is_empty()) {
                self.open("data/dimensions.yaml", &format!("{}.{}", dimension.id.value, member.id.value));
                self.members("towns", "town", &member.towns);
            }
        }
    }

    fn programmes(&mut self) {
        let project = self.project;
        for programme in &project.programmes {
            self.open("data/projects.yaml", &programme.id);
            self.members("zones", "zone", &programme.zones);
        }
    }

    fn restoration(&mut self, entry: &'a RestorationProject) {
        self.open("data/projects.yaml", &entry.id);
        if let Some(programme) = self.project.programmes.get(&entry.programme) {
            self.text("programme", &programme.name);
        }
        self.members("zone", "zone", entry.zone.as_slice());
        self.members("towns", "town", &entry.towns);
        self.ids("start", std::slice::from_ref(&entry.start));
        self.ids("end", std::slice::from_ref(&entry.end));
        self.ids("measures", &entry.measures);
        self.ids("indicators", &entry.indicators);
        self.ids("investment", entry.investment.as_slice());
    }

    fn finding(&mut self, finding: &Finding) {
        self.open("data/findings.yaml", &finding.id);
        if let Some(kind) = finding.kind {
            self.word("kind", kind.words().id);
        }
        self.word("severity", finding.severity.words().id);
        self.word("state", finding.state.words().id);
    }

    fn figures(&mut self) {
        let project = self.project;
        for figure in &project.figures {
            let source = figure.source.as_ref();
            let source = source.and_then(|id| project.sources.get(id));
            if let Some(source) = source {
                self.open("data/figures.yaml", &figure.id);
                self.text("source", &source.name);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.open("data/tables.yaml", &table.id);
        self.ids("rows", &table.rows);
        self.ids("total", table.total.as_slice());
    }

    fn terms(&mut self) {
        let project = self.project;
        for term in &project.terms {
            self.open("data/terms.yaml", &term.zh);
            self.words("en", String::new(), term.en.value.clone());
            self.ids("also", &term.also);
            self.ids("never", &term.never);
        }
    }
}
