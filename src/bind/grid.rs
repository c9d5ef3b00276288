//! Tables of rows and columns: which number stands in which cell, and what the formulas of columns make of rows.
//!
//! A row is a fact; of its dimensions one runs along the columns, and each of the others is fixed by a member behind the
//! `@` or, with `*`, gives a row each member.

use super::directory::{Directory, Named};
use super::evaluate::Evaluator;
use super::facts;
use super::formula::{Expression, Fault, Reference};
use super::value::{ALL, Value, YEAR};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Sought, Spanned, rule};
use crate::model::{
    Date, Fact, Grid, GridCell, GridColumn, GridContent, GridRow, Key, Observation, TARGET, Table, TableKind, Text,
    UnitExpr,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a formula calls the row.
const ROW: &str = "row";

/// Decimals of computed numbers where the column does not say.
const DECIMALS: u32 = 1;

type Observations = BTreeMap<Key, Observation>;

/// A row: a fact with a member for each dimension but the one that runs along the columns.
struct RowOf<'a> {
    fact: &'a Fact,
    /// The fact's id, that of its targets if they are meant.
    id: String,
    members: Vec<String>,
    /// The place of the dimension that runs; none of a fact without it.
    open: Option<usize>,
    /// The places of the dimensions that a row each stands for.
    told: Vec<usize>,
}

impl RowOf<'_> {
    /// The key of a column's member: observed, else planned. The number of a fact that does not run is the same in each
    /// column, and no column says so.
    fn key(&self, member: &str, observations: &Observations) -> Option<Key> {
        let mut members = self.members.clone();
        member.clone_into(members.get_mut(self.open?)?);
        let planned = format!("{}{TARGET}", self.fact.id.value);
        let keys = [self.id.clone(), planned].map(|fact| Key { fact, members: members.clone() });
        keys.into_iter().find(|key| observations.contains_key(key))
    }

    /// What the row is called: its members where it is one of several, else its fact.
    fn name(&self, directory: &Directory<'_>) -> Text {
        let member = |place: &usize| {
            let id = self.members.get(*place)?;
            let known = self.fact.by.get(*place).and_then(|by| directory.dimension(by));
            let found = known.and_then(|known| known.members.get(id.as_str()));
            Some(found.map_or_else(|| facts::period(id), |found| found.name.plain()))
        };
        let told: Vec<Text> = self.told.iter().filter_map(member).collect();
        if told.is_empty() {
            return self.fact.name.plain();
        }
        Text::build(|language| told.iter().map(|one| one.get(language).as_str()).collect::<Vec<_>>().join(" · "))
    }
}

/// The member that a column is of, with years by number.
fn member<'a>(directory: &Directory<'_>, column: &'a GridColumn) -> Option<std::borrow::Cow<'a, str>> {
    match &column.content {
        GridContent::Formula(_) => None,
        GridContent::Member(member) => Some(match directory.plan_year(member) {
            Some(year) => year.to_string().into(),
            None => member.value.as_str().into(),
        }),
    }
}

/// The rows of a grid that a written row stands for.
fn rows<'a>(
    directory: &Directory<'a>,
    observations: &Observations,
    table: &Table,
    written: &str,
) -> Result<Vec<RowOf<'a>>, ()> {
    let (name, members) = written.split_once('@').unwrap_or((written, ""));
    let Some(Named::Fact(index, _)) = directory.find(name.trim()) else { return Err(()) };
    let fact = directory.project.facts.get(index).ok_or(())?;
    let columns: Vec<_> = table.columns.iter().filter_map(|column| member(directory, column)).collect();
    let runs = |place: &usize| {
        let of = |member: &str| match directory.dimension(&fact.by[*place]) {
            Some(dimension) => dimension.members.has(member),
            None => fact.by[*place].value == YEAR && Date::of_period(member).is_some(),
        };
        !columns.is_empty() && columns.iter().any(|member| of(member))
    };
    let year = fact.by.iter().position(|by| by.value == YEAR);
    let open = (0..fact.by.len()).find(runs).or(year.filter(|_| columns.is_empty()));
    let given: Vec<&str> = members.split(',').map(str::trim).filter(|member| !member.is_empty()).collect();
    let places: Vec<usize> = (0..fact.by.len()).filter(|place| Some(*place) != open).collect();
    // A row may name the dimension that runs as well, as formulas do: `x@*,*`.
    let of_place = |place: usize| {
        let at = if given.len() == fact.by.len() { place } else { places.iter().position(|one| *one == place)? };
        given.get(at).copied()
    };
    let pattern: Vec<Option<&str>> = (0..fact.by.len()).map(of_place).collect();
    let told: Vec<usize> =
        places.iter().copied().filter(|place| pattern[*place].is_none_or(|member| member == ALL)).collect();
    let mut found: Vec<Vec<String>> = Vec::new();
    for key in in_order(directory, fact, observations) {
        let fits =
            |place: &usize| told.contains(place) || pattern[*place] == key.members.get(*place).map(String::as_str);
        if !places.iter().all(fits) {
            continue;
        }
        let mut members = key.members;
        if let Some(open) = open.and_then(|open| members.get_mut(open)) {
            ALL.clone_into(open);
        }
        if !found.contains(&members) {
            found.push(members);
        }
    }
    Ok(found
        .into_iter()
        .map(|members| RowOf { fact, id: name.trim().to_owned(), members, open, told: told.clone() })
        .collect())
}

/// The keys of a fact, observed and planned, their members in the order of their dimensions.
fn in_order(directory: &Directory<'_>, fact: &Fact, observations: &Observations) -> Vec<Key> {
    let planned = format!("{}{TARGET}", fact.id.value);
    let mut keys: Vec<Key> = Key::named(observations, &fact.id.value).map(|(key, _)| key.clone()).collect();
    keys.extend(Key::named(observations, &planned).map(|(key, _)| key.clone()));
    let place = |(by, member): (&Spanned<String>, &String)| {
        directory.dimension(by).and_then(|dimension| dimension.members.place(member)).unwrap_or_default()
    };
    keys.sort_by_cached_key(|key| fact.by.iter().zip(&key.members).map(place).collect::<Vec<_>>());
    keys
}

/// The keys of a column's rows, and that of its total: for each column of a member. Says nothing of what is missing.
pub(super) fn sums(
    directory: &Directory<'_>,
    observations: &Observations,
    table: &Table,
) -> Vec<(String, Vec<Key>, Key)> {
    let Some(total) = table.total.as_ref().filter(|_| table.kind == TableKind::Grid) else { return Vec::new() };
    let own = |written: &str| rows(directory, observations, table, written).unwrap_or_default();
    let (parts, whole) = (table.rows.iter().flat_map(|row| own(row)).collect::<Vec<_>>(), own(total));
    let sum = |column: &GridColumn| {
        let member = member(directory, column)?;
        let whole = whole.first()?.key(&member, observations)?;
        let parts = parts.iter().filter_map(|row| row.key(&member, observations)).filter(|key| *key != whole);
        let parts = parts.collect();
        Some((member.into_owned(), parts, whole))
    };
    table.columns.iter().filter_map(sum).collect()
}

/// All grids, by table id.
pub(super) fn grids(
    directory: &Directory<'_>,
    observations: &Observations,
    faults: &mut Diagnostics,
) -> BTreeMap<String, Grid> {
    let tables = directory.project.tables.iter().filter(|table| table.kind == TableKind::Grid);
    tables.map(|table| (table.id.value.clone(), grid(directory, observations, table, faults))).collect()
}

fn grid(directory: &Directory<'_>, observations: &Observations, table: &Table, faults: &mut Diagnostics) -> Grid {
    let mut formulas: Vec<Option<Expression>> = Vec::new();
    let mut heads = Vec::new();
    for column in &table.columns {
        formulas.push(match &column.content {
            GridContent::Formula(formula) => directory.parse(formula, faults),
            GridContent::Member(_) => None,
        });
        heads.push(head(directory, column, faults));
    }
    let mut grid = Grid { heads, rows: Vec::new() };
    let mut told = BTreeSet::new();
    let written = table.rows.iter().map(|row| (row, false)).chain(table.total.iter().map(|row| (row, true)));
    for (row, total) in written {
        let Ok(found) = rows(directory, observations, table, row) else {
            let message = Message::new("unknown-fact").with("name", row.value.as_str());
            let fault = Diagnostic::error(rule::UNKNOWN_NAME, row.span, message).seeking(Sought::Fact);
            faults.report(fault.near(row, directory.names()));
            continue;
        };
        if found.is_empty() {
            let message = Message::new("grid-row-empty").with("row", row.value.as_str());
            faults.report(Diagnostic::error(rule::MEMBER_MISSING, row.span, message));
        }
        for row in found {
            let cell = |(place, (column, formula)): (usize, (&GridColumn, &Option<Expression>))| {
                let mut computed = |formula: &Expression| {
                    computed(directory, observations, (column, formula), &row).unwrap_or_else(|fault| {
                        // One slip of a formula is told once, whatever number of rows it spoils.
                        if let GridContent::Formula(text) = &column.content
                            && told.insert(place)
                        {
                            faults.report(fault.within(text));
                        }
                        GridCell::Absent
                    })
                };
                match (member(directory, column), formula) {
                    (Some(member), _) => row.key(&member, observations).map_or(GridCell::Absent, GridCell::Number),
                    (None, Some(formula)) => computed(formula),
                    (None, None) => GridCell::Absent,
                }
            };
            let mut cells = Vec::new();
            cells.extend(table.columns.iter().zip(&formulas).enumerate().map(cell));
            grid.rows.push(GridRow { name: row.name(directory), cells, total });
        }
    }
    grid
}

/// What stands over a column.
fn head(directory: &Directory<'_>, column: &GridColumn, faults: &mut Diagnostics) -> Text {
    let named = column.head.as_ref().map(Text::plain);
    let GridContent::Member(written) = &column.content else { return named.unwrap_or_default() };
    let member = member(directory, column).unwrap_or_default();
    let of_dimension = directory.project.dimensions.iter().find_map(|dimension| dimension.members.get(member.as_ref()));
    let year = Date::of_period(&member).is_some();
    if of_dimension.is_none() && !year {
        let message = Message::new("grid-member").with("member", written.value.as_str());
        faults.report(Diagnostic::error(rule::UNKNOWN_NAME, written.span, message));
    }
    named.or(of_dimension.map(|found| found.name.plain())).unwrap_or_else(|| Text {
        zh: if year && member.len() == 4 { format!("{member}年") } else { facts::period(&member).zh },
        en: facts::period(&member).en,
    })
}

/// What the formula of a column makes of a row.
fn computed(
    directory: &Directory<'_>,
    observations: &Observations,
    (column, formula): (&GridColumn, &Expression),
    row: &RowOf<'_>,
) -> Result<GridCell, Fault> {
    let mut formula = formula.clone();
    formula.node.for_each_reference(&mut |reference| of_row(directory, row, reference));
    let mut evaluator = Evaluator::new(directory, observations);
    let Value::Number { mut quantity, .. } = evaluator.evaluate(&formula)? else { return Ok(GridCell::Absent) };
    let units = &directory.project.units;
    let written = match &column.unit {
        Some(unit) => Some(units.parse(unit).ok_or_else(|| {
            let message = Message::new("unit-unknown").with("unit", unit.value.as_str());
            Fault::of(rule::UNIT_UNKNOWN, formula.range.clone(), message)
        })?),
        None => {
            let percent = || units.parse("%").filter(|percent| quantity.unit.same_dimension(percent));
            let own = directory.fact_index(&row.fact.id.value).and_then(|index| directory.units.get(index));
            let own = own.filter(|own| own.same_dimension(&quantity.unit)).map(|own| UnitExpr::clone(own));
            // A share and percentage points keep their unit.
            if matches!(quantity.unit.written.as_str(), "%" | "pp") { None } else { own.or_else(percent) }
        }
    };
    if let Some(unit) = written {
        if !quantity.unit.same_dimension(&unit) {
            return Err(Fault::of(rule::UNIT_MISMATCH, formula.range.clone(), Message::new("grid-unit")));
        }
        quantity.unit = unit;
    }
    Ok(GridCell::Computed {
        value: Box::new(quantity),
        decimals: column.decimals.unwrap_or(DECIMALS),
        keys: evaluator.keys,
        bare: column.unit.is_some(),
    })
}

/// Puts the fact of a row in the place of `row`, of `row@latest` its number in that year.
fn of_row(directory: &Directory<'_>, row: &RowOf<'_>, reference: &mut Reference) {
    if reference.name != ROW {
        return;
    }
    let named = reference.members.first().cloned();
    reference.name = row.id.clone();
    reference.members = row.members.clone();
    if let (Some(named), Some(open)) = (named, row.open.and_then(|open| reference.members.get_mut(open))) {
        *open = directory.plan_year(&named).map_or(named, |year| year.to_string());
    }
    // All years of a fact that has no other dimension are the fact itself.
    if reference.members.iter().all(|member| member == ALL) {
        reference.members.clear();
    }
}
