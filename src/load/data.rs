//! The files of `data/`: each by its name, and what they all give.
//!
//! Files are read side by side, and the many of `data/facts/` are understood side by side as well; all are taken in the
//! order of their paths, so that nothing depends on which was done first.

use super::inventory::{Inventory, TextFile};
use super::shape::{self, FactIds, Reader};
use super::yaml::{self, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, SourceMap, Span, Spanned, rule};
use crate::model::{
    Claim, Confirmation, DataSource, Dimension, Fact, Figure, Finding, Indicator, Plan, Programme, RestorationProject,
    Table, Term, Tie, UnitTable,
};
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;

/// The files of `data/` that have a meaning.
const DATA_FILES: [&str; 12] = [
    "claims.yaml",
    "dimensions.yaml",
    "figures.yaml",
    "findings.yaml",
    "indicators.yaml",
    "plan.yaml",
    "projects.yaml",
    "sources.yaml",
    "tables.yaml",
    "terms.yaml",
    "translations.yaml",
    "units.yaml",
];

/// What `data/` gave so far.
#[derive(Default)]
pub(super) struct Data {
    pub(super) plan: Option<Plan>,
    /// The fact that `plan.yaml` names as the county's area.
    county_area: Option<Option<Spanned<String>>>,
    pub(super) units: UnitTable,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) sources: Vec<DataSource>,
    pub(super) facts: Vec<Fact>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) programmes: Vec<Programme>,
    pub(super) projects: Vec<RestorationProject>,
    pub(super) claims: Vec<Claim>,
    pub(super) findings: Vec<Finding>,
    pub(super) figures: Vec<Figure>,
    pub(super) tables: Vec<Table>,
    pub(super) terms: Vec<Term>,
    pub(super) confirmations: Option<Vec<Confirmation>>,
}

/// What one file of `data/facts/` gave, its ties numbered from 0.
#[derive(Default)]
struct FactFile {
    facts: Vec<Fact>,
    ties: Vec<Tie>,
    faults: Diagnostics,
}

impl FactFile {
    fn read(tree: &Tree, ids: &FactIds<'_>) -> Self {
        let mut file = Self::default();
        let mut reader = Reader { tree, faults: &mut file.faults, ties: &mut file.ties };
        file.facts = shape::facts(&mut reader, ids);
        file
    }
}

/// The files as trees, in their order. The longest is read first, so that no core waits for it alone at the end.
fn trees(inventory: &Inventory, sources: &SourceMap) -> Vec<(Option<Tree>, Diagnostics)> {
    let text = |file: &TextFile| &sources.source(file.source).text;
    let mut order: Vec<(usize, &TextFile)> = inventory.data.iter().enumerate().collect();
    order.sort_by_key(|(_, file)| Reverse(text(file).len()));
    let tree = |(index, file): (usize, &TextFile)| {
        let mut found = Diagnostics::new();
        (index, yaml::read(text(file), file.source, &mut found), found)
    };
    let mut trees: Vec<(usize, Option<Tree>, Diagnostics)> = order.into_par_iter().with_max_len(1).map(tree).collect();
    trees.sort_unstable_by_key(|(index, ..)| *index);
    trees.into_iter().map(|(_, tree, found)| (tree, found)).collect()
}

impl Data {
    /// Reads all files of `data/`; their ties are added to `ties`.
    pub(super) fn read(
        inventory: &Inventory,
        sources: &SourceMap,
        units: UnitTable,
        faults: &mut Diagnostics,
        ties: &mut Vec<Tie>,
    ) -> Self {
        let trees = trees(inventory, sources);
        let files: Vec<(&TextFile, Option<&Tree>)> =
            inventory.data.iter().zip(&trees).map(|(file, (tree, _))| (file, tree.as_ref())).collect();
        let of_facts = |(file, tree): &(&TextFile, Option<&'_ Tree>)| tree.is_some() && holds_facts(name(file));
        let ids = FactIds::of(files.iter().filter(|file| of_facts(file)).filter_map(|(_, tree)| *tree));
        let facts: Vec<FactFile> = files
            .par_iter()
            .map(|file| if of_facts(file) { file.1.map(|tree| FactFile::read(tree, &ids)) } else { None })
            .map(Option::unwrap_or_default)
            .collect();
        let mut data = Self { units, ..Self::default() };
        data.facts.reserve_exact(facts.iter().map(|file| file.facts.len()).sum());
        ties.reserve(facts.iter().map(|file| file.ties.len()).sum());
        for ((file, tree), facts) in files.into_iter().zip(facts) {
            let Some(tree) = tree else { continue };
            if holds_facts(name(file)) {
                data.add(facts, faults, ties);
            } else {
                data.take(file, Reader { tree, faults: &mut *faults, ties: &mut *ties });
            }
        }
        trees.into_iter().for_each(|(_, found)| faults.merge(found));
        data
    }

    fn add(&mut self, mut file: FactFile, faults: &mut Diagnostics, ties: &mut Vec<Tie>) {
        if !file.ties.is_empty() {
            file.facts.iter_mut().for_each(|fact| fact.shift_ties(ties.len()));
        }
        self.facts.append(&mut file.facts);
        ties.append(&mut file.ties);
        faults.merge(file.faults);
    }

    /// Reports a county area in `plan.yaml` that is no fact: no later stage looks at it.
    pub(super) fn check_county_area(&self, faults: &mut Diagnostics) {
        if let Some(name) = self.county_area.iter().flatten().next()
            && !self.facts.iter().any(|fact| fact.id.value == name.value)
        {
            let message = Message::new("unknown-fact").with("name", name.value.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(Sought::Fact);
            faults.report(fault.near(name, self.facts.iter().map(|fact| fact.id.value.as_str())));
        }
    }

    fn take(&mut self, file: &TextFile, mut reader: Reader<'_>) {
        let name = name(file);
        match name {
            "plan.yaml" => (self.plan, self.county_area) = shape::plan(&mut reader).unzip(),
            "units.yaml" => shape::units(&mut reader, &mut self.units),
            "dimensions.yaml" => self.dimensions = shape::dimensions(&mut reader),
            "sources.yaml" => self.sources = shape::sources(&mut reader),
            "indicators.yaml" => self.indicators = shape::indicators(&mut reader),
            "claims.yaml" => self.claims = shape::claims(&mut reader),
            "findings.yaml" => self.findings = shape::findings(&mut reader),
            "figures.yaml" => self.figures = shape::figures(&mut reader),
            "projects.yaml" => (self.programmes, self.projects) = shape::projects(&mut reader),
            "tables.yaml" => self.tables = shape::tables(&mut reader),
            "terms.yaml" => self.terms = shape::terms(&mut reader),
            "translations.yaml" => self.confirmations = Some(shape::translations(&mut reader)),
            _ => {
                let place = Span::new(file.source, 0..0);
                let fault =
                    Diagnostic::error(rule::YAML_SHAPE, place, Message::new("data-file-unknown").with("name", name));
                let stem = name.split('.').next().unwrap_or(name);
                let hint = match name.strip_prefix("facts/") {
                    Some(_) => Message::new("hint-rename").with("name", format!("{stem}.yaml")),
                    None if is_register(&stem.to_lowercase()) => {
                        Message::new("hint-rename").with("name", format!("{}.yaml", stem.to_lowercase()))
                    }
                    None => yaml::suggestion(name, &DATA_FILES),
                };
                reader.faults.report(fault.hint(hint));
            }
        }
    }
}

/// Path below `data/`.
fn name(file: &TextFile) -> &str {
    file.path.strip_prefix("data/").unwrap_or(&file.path)
}

/// Whether a name without ending is that of a file that `data/` may hold.
pub(super) fn is_register(stem: &str) -> bool {
    DATA_FILES.iter().any(|known| known.strip_suffix(".yaml") == Some(stem))
}

fn holds_facts(name: &str) -> bool {
    name.starts_with("facts/") && name.ends_with(".yaml")
}
