//! `numbers/`: the ledger. Each fact with value, unit, date, source, formula and the places that use it, grouped by the
//! page that first says it; then the claims. A large ledger is divided ([`ledger`](super::super::ledger)): its first page
//! then lists the others, `numbers/THEME.html`.

use super::{Annex, Making, Shelf, always};
use crate::diagnostic::Failure;
use crate::model::Truth;
use crate::model::document::{self, ClaimEntry, FactEntry, Use};
use crate::render::site::address::relative;
use crate::render::site::cite;
use crate::render::site::frame::{Framing, Subject, subject_path};
use crate::render::site::html::Writer;
use crate::render::site::view::{Entry, Frame, Link};
use serde::Serialize;

pub(super) static ANNEX: Annex =
    Annex { name: "numbers", path: "numbers/index.html", title: "ui.site.annex_numbers", stands: always, page };

/// The ledger.
#[derive(Debug, Serialize)]
struct LedgerView {
    frame: Frame,
    /// The pages of a divided ledger, on its first.
    themes: Vec<ThemeRow>,
    /// The name of the theme, on its page.
    theme: Option<String>,
    groups: Vec<LedgerGroup>,
    claims: Vec<ClaimView>,
    /// How a number of the page is cited, with `NAME` and `KEY` for its own; and the script that fills them in.
    cite: String,
    cite_script: String,
}

/// A page of a divided ledger, in the list of them.
#[derive(Debug, Serialize)]
struct ThemeRow {
    href: String,
    name: String,
    /// How many facts it has.
    count: usize,
    /// The sections that first say them, the first few.
    sections: Vec<Link>,
    /// How many more there are.
    more: usize,
}

/// So many sections are named of a theme.
const SECTIONS_NAMED: usize = 3;

/// Facts first said in one section.
#[derive(Debug, Serialize)]
struct LedgerGroup {
    id: String,
    title: String,
    href: Option<String>,
    facts: Vec<FactView>,
}

/// One fact of the ledger.
#[derive(Debug, Serialize)]
struct FactView {
    id: String,
    name_html: String,
    unit: String,
    date: Option<String>,
    source: Option<String>,
    formula: Option<String>,
    note_html: Option<String>,
    mark_html: String,
    /// One value without members stands alone.
    single: bool,
    observations: Vec<ObservationView>,
}

/// One number of the ledger.
#[derive(Debug, Serialize)]
struct ObservationView {
    key: String,
    member: String,
    /// The hedge before the value: 约.
    before: String,
    value: String,
    /// The hedge after the value: 以上.
    after: String,
    /// The number for `<data value>`, if there is one.
    machine: Option<String>,
    /// Its unit as the data write it.
    unit: String,
    /// What the formula gives, where the plan states a value as well.
    computed: Option<String>,
    /// Its own date and source, where they differ from the fact's.
    date: Option<String>,
    source: Option<String>,
    mark_html: String,
    uses: Vec<Link>,
}

/// One claim of the ledger.
#[derive(Debug, Serialize)]
struct ClaimView {
    anchor: String,
    text_html: Option<String>,
    formula: Option<String>,
    truth: String,
    /// `holds`, `fails`, `undecided`, `stated`: a class.
    truth_class: String,
    mark_html: String,
    uses: Vec<Link>,
}

fn page(making: &Making<'_>) -> Result<String, Failure> {
    let (tongue, frame) = (making.tongue(), making.tongue().frame());
    let writer = making.writer();
    let themes: Vec<ThemeRow> = (0..tongue.themes.all.len()).map(|place| theme_row(&writer, place)).collect();
    let groups = frame.ledger.iter().filter(|_| themes.is_empty());
    let groups: Vec<LedgerGroup> =
        (1..).zip(groups).map(|(number, group)| group_view(&writer, number, group, &group.facts)).collect();
    let claims: Vec<ClaimView> = frame.claims.iter().map(|claim| claim_view(&writer, claim)).collect();
    let mut headings = headings(&groups);
    let mut list = |id: &str, title: &str| {
        headings.push(Entry { href: format!("#list.{id}"), title: tongue.label(title), ..Entry::default() });
    };
    if !themes.is_empty() {
        list("themes", "ui.site.themes");
    }
    if !claims.is_empty() {
        list("claims", "ui.site.claims");
    }
    let (cite, cite_script) = citing(&writer);
    let frame = making.frame(&headings);
    making.render(&LedgerView { frame, themes, theme: None, groups, claims, cite, cite_script })
}

/// A page of the divided ledger, rendered; nothing for a place that has none.
///
/// # Errors
/// Its template is broken or missing.
pub(in crate::render::site) fn theme(shelf: &Shelf<'_>, framing: &Framing, place: usize) -> Result<String, Failure> {
    let (tongue, subject) = (framing.tongue, Subject::Theme(place));
    let Some(theme) = tongue.themes.all.get(place) else { return Ok(String::new()) };
    let here = subject_path(tongue, subject);
    let writer = Writer { site: framing.site, tongue, here: &here };
    let groups = theme.groups.iter();
    let groups: Vec<LedgerGroup> = (1..)
        .zip(groups)
        .map(|(number, (group, facts))| group_view(&writer, number, group, facts.iter().copied()))
        .collect();
    let frame = framing.frame(subject, &headings(&groups));
    let (cite, cite_script) = citing(&writer);
    let theme = Some(theme.name.to_owned());
    let view = LedgerView { frame, themes: Vec::new(), theme, groups, claims: Vec::new(), cite, cite_script };
    shelf.templates.page("numbers.html", tongue.language(), &view)
}

/// The form of a citation, and the path of its script.
fn citing(writer: &Writer) -> (String, String) {
    (cite::number(writer), relative(writer.here, "static/cite.js"))
}

fn theme_row(writer: &Writer, place: usize) -> ThemeRow {
    let tongue = writer.tongue;
    let theme = &tongue.themes.all[place];
    let sections = theme.groups.iter().take(SECTIONS_NAMED).map(|(group, _)| Link {
        href: group.page.map_or_else(String::new, |page| relative(writer.here, tongue.path_of(page))),
        text: group.title.clone(),
    });
    ThemeRow {
        href: relative(writer.here, &subject_path(tongue, Subject::Theme(place))),
        name: theme.name.to_owned(),
        count: theme.count(),
        sections: sections.collect(),
        more: theme.groups.len().saturating_sub(SECTIONS_NAMED),
    }
}

fn headings(groups: &[LedgerGroup]) -> Vec<Entry> {
    let entry =
        |group: &LedgerGroup| Entry { href: format!("#{}", group.id), title: group.title.clone(), ..Entry::default() };
    groups.iter().map(entry).collect()
}

/// A group with those of its facts that the page has.
fn group_view<'f>(
    writer: &Writer,
    number: usize,
    group: &document::LedgerGroup,
    facts: impl IntoIterator<Item = &'f FactEntry>,
) -> LedgerGroup {
    LedgerGroup {
        id: format!("list.{number}"),
        title: group.title.clone(),
        href: group.page.map(|page| relative(writer.here, writer.tongue.path_of(page))),
        facts: facts.into_iter().map(|fact| fact_view(writer, fact)).collect(),
    }
}

fn fact_view(writer: &Writer, fact: &FactEntry) -> FactView {
    let numbers = &writer.tongue.frame().numbers;
    let own = fact.keys.iter().filter_map(|key| numbers.get(key));
    FactView {
        id: fact.id.clone(),
        name_html: writer.runs(&fact.name),
        unit: fact.unit_label.clone(),
        date: fact.date.clone(),
        source: fact.source.as_ref().map(|source| source.name.clone()),
        formula: fact.formula.clone(),
        note_html: fact.note.as_ref().map(|note| writer.runs(note)),
        mark_html: writer.mark_of(fact.finding.as_ref()),
        single: matches!(fact.keys.as_slice(), [key] if key.members.is_empty() && key.fact == fact.id),
        observations: own.map(|entry| observation_view(writer, fact, entry)).collect(),
    }
}

fn observation_view(writer: &Writer, fact: &FactEntry, entry: &document::Entry) -> ObservationView {
    let (before, after) = entry.hedge.clone();
    let is_year = |member: &String| member.len() == 4 && member.bytes().all(|byte| byte.is_ascii_digit());
    let own_date = entry.date.clone().filter(|date| fact.date.as_ref() != Some(date));
    let own_source = entry.source.as_ref().filter(|source| fact.source.as_ref().is_none_or(|known| known != *source));
    ObservationView {
        key: entry.key.to_string(),
        member: entry.member.clone(),
        before,
        value: entry.unhedged().to_owned(),
        after,
        machine: entry.value.map(|number| number.to_string()),
        unit: entry.unit.clone(),
        computed: entry.computed.clone(),
        date: own_date.filter(|_| !entry.key.members.iter().any(is_year)),
        source: own_source.map(|source| source.name.clone()),
        mark_html: writer.mark_of(entry.finding.as_ref()),
        uses: links(writer, &entry.uses),
    }
}

fn links(writer: &Writer, uses: &[Use]) -> Vec<Link> {
    let mut links = Vec::new();
    for one in uses {
        let first = writer.use_href(one);
        let page = first.split('#').next().unwrap_or_default().to_owned();
        links.push(Link { href: first, text: one.text.clone() });
        let others = one.paragraphs.iter().skip(1);
        links.extend(
            others.map(|number| Link { href: format!("{page}#{}", number.anchor()), text: number.to_string() }),
        );
    }
    links
}

fn claim_view(writer: &Writer, claim: &ClaimEntry) -> ClaimView {
    ClaimView {
        anchor: claim.anchor.clone(),
        text_html: claim.text.as_ref().map(|text| writer.runs(text)),
        formula: claim.formula.clone(),
        truth: claim.truth_word.clone(),
        truth_class: truth_class(claim.truth).to_owned(),
        mark_html: writer.mark_of(claim.finding.as_ref()),
        uses: links(writer, &claim.uses),
    }
}

fn truth_class(truth: Option<Truth>) -> &'static str {
    match truth {
        Some(Truth::Holds) => "holds",
        Some(Truth::Fails) => "fails",
        Some(Truth::Undecided) => "undecided",
        None => "stated",
    }
}
