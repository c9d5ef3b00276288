//! The files of `data/`: each by its name, and what they all give.
//!
//! Files are read side by side, and the many of `data/facts/` are understood side by side as well; all are taken in the
//! order of their paths, so that nothing depends on which was done first.

use super::inventory::{Inventory, TextFile};
use super::shape::{self, FILES, FactIds, Reader};
use super::yaml::{self, Tree};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, SourceMap, Span, Spanned, rule};
use crate::model::{Fact, Languages, Plan, Registers, Tie, UnitTable};
use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What is in no list.
const PLAN: &str = "plan";

/// Where the records of operations are, each a file.
const REVISIONS: &str = "revisions/";

/// What `data/` gave so far.
#[derive(Default)]
pub(super) struct Data {
    pub(super) plan: Option<Plan>,
    /// The fact that `plan.yaml` names as the county's area.
    county_area: Option<Option<Spanned<String>>>,
    pub(super) registers: Registers,
}

/// What one file of `data/facts/` gave, its ties numbered from 0.
#[derive(Default)]
struct FactFile {
    facts: Vec<Fact>,
    ties: Vec<Tie>,
    faults: Diagnostics,
}

impl FactFile {
    fn read(tree: &Tree<'_>, languages: Languages, ids: &FactIds<'_>) -> Self {
        let mut file = Self::default();
        let mut reader = Reader { tree, languages, faults: &mut file.faults, ties: &mut file.ties };
        file.facts = shape::facts(&mut reader, ids);
        file
    }

    /// Adds the facts to those of the files before, their ties numbered after theirs.
    fn hand_over(mut self, facts: &mut Vec<Fact>, faults: &mut Diagnostics, ties: &mut Vec<Tie>) {
        if !self.ties.is_empty() {
            self.facts.iter_mut().for_each(|fact| fact.shift_ties(ties.len()));
        }
        facts.append(&mut self.facts);
        ties.append(&mut self.ties);
        faults.merge(self.faults);
    }
}

/// The files of `data/`, read as trees, in their order.
pub(super) struct Trees<'t>(Vec<(Option<Tree<'t>>, Diagnostics)>);

impl Trees<'_> {
    /// The languages of the book, as its `plan.yaml` names them.
    pub(super) fn languages(&self, inventory: &Inventory) -> Languages {
        let mut trees = inventory.data.iter().zip(&self.0);
        let plan = trees.find(|(file, _)| name(file).strip_suffix(".yaml") == Some(PLAN));
        plan.and_then(|(_, (tree, _))| tree.as_ref()).map(shape::languages).unwrap_or_default()
    }
}

/// The files as trees, in their order. The longest is read first, so that no core waits for it alone at the end.
pub(super) fn trees<'t>(inventory: &Inventory, sources: &'t SourceMap) -> Trees<'t> {
    let text = |file: &TextFile| &sources.source(file.source).text;
    let mut order: Vec<(usize, &TextFile)> = inventory.data.iter().enumerate().collect();
    order.sort_by_key(|(_, file)| Reverse(text(file).len()));
    let tree = |(index, file): (usize, &TextFile)| {
        let mut found = Diagnostics::new();
        (index, yaml::read(text(file), file.source, &mut found), found)
    };
    let mut trees: Vec<(usize, Option<Tree<'_>>, Diagnostics)> =
        order.into_par_iter().with_max_len(1).map(tree).collect();
    trees.sort_unstable_by_key(|(index, ..)| *index);
    Trees(trees.into_iter().map(|(_, tree, found)| (tree, found)).collect())
}

impl Data {
    /// Understands all files of `data/`; their ties are added to `ties`.
    pub(super) fn read(
        inventory: &Inventory,
        (Trees(trees), languages): (Trees<'_>, Languages),
        units: UnitTable,
        faults: &mut Diagnostics,
        ties: &mut Vec<Tie>,
    ) -> Self {
        let files: Vec<(&TextFile, Option<&Tree<'_>>)> =
            inventory.data.iter().zip(&trees).map(|(file, (tree, _))| (file, tree.as_ref())).collect();
        let of_facts = |(file, tree): &(&TextFile, Option<&'_ Tree<'_>>)| tree.is_some() && holds_facts(name(file));
        let ids = FactIds::of(files.iter().filter(|file| of_facts(file)).filter_map(|(_, tree)| *tree));
        let facts: Vec<FactFile> = files
            .par_iter()
            .map(|file| if of_facts(file) { file.1.map(|tree| FactFile::read(tree, languages, &ids)) } else { None })
            .map(Option::unwrap_or_default)
            .collect();
        let mut data = Self { registers: Registers { units, ..Registers::default() }, ..Self::default() };
        let mut all = Vec::with_capacity(facts.iter().map(|file| file.facts.len()).sum());
        ties.reserve(facts.iter().map(|file| file.ties.len()).sum());
        for ((file, tree), facts) in files.into_iter().zip(facts) {
            let Some(tree) = tree else { continue };
            if holds_facts(name(file)) {
                facts.hand_over(&mut all, faults, ties);
                data.registers.themes.insert(file.source, theme(name(file)).into());
            } else {
                data.take(file, Reader { tree, languages, faults: &mut *faults, ties: &mut *ties });
            }
        }
        trees.into_iter().for_each(|(_, found)| faults.merge(found));
        data.registers.facts = all.into();
        data.registers.revisions.sort_by(|one, other| one.order().cmp(&other.order()));
        data
    }

    /// Reports a county area in `plan.yaml` that is not a fact: no later stage looks at it.
    pub(super) fn check_county_area(&self, faults: &mut Diagnostics) {
        if let Some(name) = self.county_area.iter().flatten().next()
            && !self.registers.facts.has(&name.value)
        {
            let message = Message::new("unknown-fact").with("name", name.value.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, name.span, message).seeking(Sought::Fact);
            faults.report(fault.near(name, self.registers.facts.iter().map(|fact| fact.id.value.as_str())));
        }
    }

    fn take(&mut self, file: &TextFile, mut reader: Reader<'_>) {
        let name = name(file);
        let stem = name.strip_suffix(".yaml");
        if let Some(operation) = stem.and_then(|stem| stem.strip_prefix(REVISIONS)) {
            self.registers.revisions.extend(shape::revision(&mut reader, operation));
        } else if stem == Some(PLAN) {
            (self.plan, self.county_area) = shape::plan(&mut reader).unzip();
        } else if let Some(known) = FILES.iter().find(|known| stem == Some(known.name)) {
            (known.read)(&mut reader, &mut self.registers);
        } else {
            let place = Span::new(file.source, 0..0);
            let message = Message::new("data-file-unknown").with("name", name);
            reader.faults.report(Diagnostic::error(rule::YAML_SHAPE, place, message).hint(rename(name)));
        }
    }
}

/// What a file that `data/` does not know may be meant as.
fn rename(name: &str) -> Message {
    let stem = name.split('.').next().unwrap_or(name);
    if name.starts_with("facts/") {
        return Message::new("hint-rename").with("name", format!("{stem}.yaml"));
    }
    let lower = stem.to_lowercase();
    if is_register(&lower) {
        return Message::new("hint-rename").with("name", format!("{lower}.yaml"));
    }
    let known: BTreeSet<String> = stems().map(|stem| format!("{stem}.yaml")).collect();
    yaml::suggestion(name, &known.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The names, without ending, of the files that have a meaning.
fn stems() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.name).chain([PLAN])
}

/// Path below `data/`.
fn name(file: &TextFile) -> &str {
    file.path.strip_prefix("data/").unwrap_or(&file.path)
}

/// Whether a name without ending is that of a file that `data/` may hold.
pub(super) fn is_register(stem: &str) -> bool {
    stems().any(|known| known == stem)
}

/// The name of a file of `data/facts/`.
fn theme(name: &str) -> &str {
    let name = name.strip_prefix("facts/").unwrap_or(name);
    name.strip_suffix(".yaml").unwrap_or(name)
}

fn holds_facts(name: &str) -> bool {
    name.starts_with("facts/") && name.ends_with(".yaml")
}
