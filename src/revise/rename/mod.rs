//! `rename`: a key, member, figure, table, section, project, claim, unit or page gets another name, everywhere in the
//! book: data, formulas, claims, ties, references, headings, file names.
//!
//! Editions and revisions say what was said then and stay as they are. What had a public address is recorded, so that
//! the old one still leads somewhere: `formerly:` beside a fact, `data/redirects.yaml` for all else. A name given back
//! takes its record with it.

mod fields;
mod page;
mod record;
mod scan;
mod units;

use crate::diagnostic::{Failure, Message, SourceId, SourceMap, Span};
use crate::model::{DataNode, Edit, Report, is_claim_id, is_word};
use std::collections::{BTreeMap, BTreeSet};

/// What can have another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A fact.
    Key,
    /// A member of a dimension.
    Member,
    /// A figure of the register.
    Figure,
    /// A table of the register.
    Table,
    /// A heading.
    Section,
    /// A project.
    Project,
    /// A claim of the register.
    Claim,
    /// A unit of the book's own.
    Unit,
    /// A page.
    Page,
}

impl Named {
    /// All of them, with the words of the command line.
    pub const ALL: [(&'static str, Self); 9] = [
        ("key", Self::Key),
        ("member", Self::Member),
        ("figure", Self::Figure),
        ("table", Self::Table),
        ("section", Self::Section),
        ("project", Self::Project),
        ("claim", Self::Claim),
        ("unit", Self::Unit),
        ("page", Self::Page),
    ];

    /// The word of the command line and of records.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, named)| *named == self).map_or("key", |(word, _)| word)
    }

    /// Whether readers may have kept an address with its name in it.
    fn is_public(self) -> bool {
        !matches!(self, Self::Member | Self::Unit)
    }
}

/// A new name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameRequest {
    /// Of what.
    pub named: Named,
    /// The name now: `zone.area`; of a member `town.jinshan`, or `jinshan` where one dimension alone has it; of a page its path
    /// below `content/<lang>/`.
    pub old: String,
    /// The name from now on; of a member the bare word.
    pub new: String,
}

impl RenameRequest {
    /// Reads `key:zone.area` and a new name.
    ///
    /// # Errors
    /// When the kind is unknown, or there is none.
    pub fn read(what: &str, new: &str) -> Result<Self, Failure> {
        let kinds = || Named::ALL.map(|(word, _)| word);
        let form = || Message::new("rename.form").with("text", what).with("kinds", kinds().join(", "));
        let (kind, old) = what.split_once(':').ok_or_else(|| Failure::new(form()))?;
        let named = Named::ALL.iter().find(|(word, _)| *word == kind).map(|(_, named)| *named);
        let named = named.ok_or_else(|| Failure::new(form()).near(kind, kinds()))?;
        let mut request = Self { named, old: old.to_owned(), new: new.to_owned() };
        if named == Named::Page {
            request.old = page::below(&request.old);
            request.new = page::below(&request.new);
        }
        Ok(request)
    }
}

/// Where a new name goes.
#[derive(Debug, Default)]
pub struct Renaming {
    /// Text that is replaced, sorted by place.
    pub edits: Vec<Edit>,
    /// Files that move: from, to.
    pub moves: Vec<(String, String)>,
    /// Files that are written anew or for the first time: path and text; `None`: the file goes.
    pub written: Vec<(String, Option<String>)>,
}

/// The files of a book as a rename sees them.
pub(super) struct Desk<'a> {
    pub(super) report: &'a Report,
    pub(super) sources: &'a SourceMap,
    /// The files of `data/` with their places.
    pub(super) data: BTreeMap<SourceId, DataNode>,
    pub(super) request: &'a RenameRequest,
    pub(super) edits: BTreeSet<Edit>,
}

/// Finds all places of a name.
///
/// # Errors
/// When there is no such thing, the new name is taken or cannot be one, or the old name stands where it cannot be
/// replaced letter by letter.
pub fn renaming(
    report: &Report,
    sources: &SourceMap,
    places: super::set::Places<'_>,
    request: &RenameRequest,
) -> Result<Renaming, Failure> {
    let request = &resolved(report, request)?;
    sound(report, sources, request)?;
    let is_data = |path: &str| path.starts_with("data/") && path.ends_with(".yaml");
    let files = sources.iter().filter(|(_, source)| is_data(&source.path));
    let data = files.filter_map(|(id, _)| Some((id, places(Span::new(id, 0..0))?))).collect();
    let mut desk = Desk { report, sources, data, request, edits: BTreeSet::new() };
    let mut renaming = Renaming::default();
    desk.texts();
    desk.fields()?;
    if request.named == Named::Page {
        renaming.moves = desk.moves();
    }
    desk.record(&mut renaming);
    renaming.edits = desk.edits.into_iter().collect();
    Ok(renaming)
}

/// The hashes of confirmed translations cover the names in a block: each is replaced by that of the renamed block.
pub fn confirmations(
    (before, after): (&Report, &Report),
    sources: &SourceMap,
    places: super::set::Places<'_>,
    request: &RenameRequest,
) -> Vec<Edit> {
    let Some(id) = sources.find(super::translated::PATH) else { return Vec::new() };
    let Some(file) = places(Span::new(id, 0..0)) else { return Vec::new() };
    let mut hashes: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for was in &before.translations {
        let moved = request.named == Named::Page && was.page == request.old;
        let page = if moved { &request.new } else { &was.page };
        let Some(is) = after.translations.iter().find(|is| is.page == *page) else { continue };
        for (old, new) in was.blocks.iter().zip(&is.blocks) {
            hashes.insert((page, &old.hash), &new.hash);
        }
    }
    let mut edits = Vec::new();
    for entry in file.get("translations").map(DataNode::items).unwrap_or_default() {
        let Some(page) = entry.get("page").and_then(DataNode::text) else { continue };
        for block in entry.get("blocks").map(DataNode::items).unwrap_or_default() {
            let Some(old) = block.text() else { continue };
            if let Some(new) = hashes.get(&(page, old)).filter(|new| **new != old) {
                edits.push(Edit { span: block.span, text: format!("\"{new}\"") });
            }
        }
    }
    edits
}

/// A member with its dimension.
fn resolved(report: &Report, request: &RenameRequest) -> Result<RenameRequest, Failure> {
    if request.named != Named::Member || request.old.contains('.') {
        return Ok(request.clone());
    }
    let has = |dimension: &&crate::model::Dimension| dimension.members.iter().any(|one| one.id.value == request.old);
    let known: Vec<&str> =
        report.project.dimensions.iter().filter(has).map(|dimension| dimension.id.value.as_str()).collect();
    match known.as_slice() {
        [one] => Ok(RenameRequest { old: format!("{one}.{}", request.old), ..request.clone() }),
        [] => Err(unknown(report, request)),
        several => {
            let names: Vec<String> = several.iter().map(|one| format!("member:{one}.{}", request.old)).collect();
            Err(Failure::new(Message::new("rename.ambiguous").with("names", names.join(", "))))
        }
    }
}

fn unknown(report: &Report, request: &RenameRequest) -> Failure {
    let names = names(report, request);
    let message = Message::new("rename.unknown").with("kind", request.named.word()).with("name", request.old.as_str());
    Failure::new(message).near(&request.old, names.iter().map(String::as_str))
}

/// The names that things of one kind have.
fn names(report: &Report, request: &RenameRequest) -> Vec<String> {
    let project = &report.project;
    match request.named {
        Named::Key => project.facts.iter().map(|one| one.id.value.clone()).collect(),
        Named::Member => {
            let all = project.dimensions.iter();
            all.flat_map(|one| one.members.iter().map(move |own| format!("{}.{}", one.id.value, own.id.value)))
                .collect()
        }
        Named::Figure => project.figures.iter().map(|one| one.id.value.clone()).collect(),
        Named::Table => project.tables.iter().map(|one| one.id.value.clone()).collect(),
        Named::Section => {
            let headings = project.pages.iter().flat_map(|page| page.headings());
            headings.filter_map(|heading| Some(heading.id.as_ref()?.value.clone())).collect()
        }
        Named::Project => project.projects.iter().map(|one| one.id.value.clone()).collect(),
        Named::Claim => project.claims.iter().map(|one| one.id.value.clone()).collect(),
        Named::Unit => project.units.iter().map(|one| one.id.clone()).collect(),
        Named::Page => project.pages.iter().map(|page| page.path.clone()).collect(),
    }
}

/// Whether the old name is there, and the new one can be and is not.
fn sound(report: &Report, sources: &SourceMap, request: &RenameRequest) -> Result<(), Failure> {
    let RenameRequest { named, old, new } = request;
    let names = names(report, request);
    if !names.contains(old) {
        return Err(unknown(report, request));
    }
    let message = |id| Message::new(id).with("kind", named.word()).with("name", new.as_str());
    let plain = |text: &str| {
        text.starts_with(|first: char| first.is_ascii_alphanumeric())
            && text.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.'))
    };
    let fits = match named {
        Named::Key => new.split('.').all(is_word) && !new.ends_with(crate::model::TARGET),
        Named::Member => is_word(new),
        Named::Claim => is_claim_id(new),
        Named::Unit => {
            new.starts_with(|first: char| first.is_ascii_alphabetic()) && plain(new) && !new.contains(['-', '.'])
        }
        Named::Page => page::is_path(new),
        Named::Figure | Named::Table | Named::Section | Named::Project => plain(new),
    };
    if !fits {
        return Err(Failure::new(message("rename.unfit")));
    }
    let own = match (named, old.split_once('.')) {
        (Named::Member, Some((dimension, _))) => format!("{dimension}.{new}"),
        _ => new.clone(),
    };
    // A fact may not take the name of a member or a year either: a formula could not tell them apart.
    let members = report.project.dimensions.iter().flat_map(|one| one.members.iter().map(|own| own.id.value.as_str()));
    let is_member =
        *named == Named::Key && members.chain(crate::model::Plan::YEAR_NAMES).any(|name| name == new.as_str());
    let is_file = *named == Named::Page && sources.iter().any(|(_, source)| page::below(&source.path) == *new);
    if names.contains(&own) || is_member || is_file {
        return Err(Failure::new(message("rename.taken")));
    }
    let declared = |text: &str| text.contains(&format!("id: {old},")) || text.contains(&format!("id: {old}\n"));
    let own_unit = || sources.find("data/units.yaml").is_some_and(|id| declared(&sources.source(id).text));
    if *named == Named::Unit && !own_unit() {
        return Err(unknown(report, request));
    }
    Ok(())
}
