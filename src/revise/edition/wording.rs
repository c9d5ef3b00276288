//! The words of a record for readers: a state, a class, a value as each language writes it.

use super::record::{Bilingual, FactRecord};
use crate::diagnostic::Phrases;
use crate::locale::{self, Catalogue};
use crate::model::{Bound, Date, Day, LANGUAGES, Missing, Project, Qualifier, UnitTable};

/// Speaks of records in both languages; names are those of the book as it is now.
pub(super) struct Wording<'a> {
    project: &'a Project,
    /// In the order of [`LANGUAGES`].
    catalogues: [Catalogue; 2],
}

impl<'a> Wording<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        Self { project, catalogues: LANGUAGES.map(Catalogue::of) }
    }

    pub(super) fn units(&self) -> &'a UnitTable {
        &self.project.units
    }

    /// A word of a fixed set; one that this version does not know stays as it is.
    pub(super) fn word(&self, field: &str, word: &str) -> Bilingual {
        let id = match (field, word) {
            ("kind", "image" | "wanted") => format!("ui.label.kind_{word}"),
            ("kind", _) => format!("ui.chart.{word}"),
            ("qualifier", _) => format!("hedge.{word}"),
            ("attribute", _) => format!("ui.indicator.{word}"),
            ("state", "na") => "word.not-applicable".to_owned(),
            ("state", "not_stated") => "word.not-stated".to_owned(),
            ("state", "undetermined") => "word.to-be-determined".to_owned(),
            ("state", "computed") => "ui.label.computed".to_owned(),
            _ => format!("edition.{field}.{word}"),
        };
        let [zh, en] = self.catalogues.each_ref().map(|catalogue| match catalogue.label(&id) {
            "" => word.to_owned(),
            label => label.to_owned(),
        });
        Bilingual { zh, en }
    }

    /// The name of an indicator class.
    pub(super) fn class(&self, id: &str) -> Bilingual {
        let classes = self.project.dimensions.get("indicator_class");
        let class = classes.and_then(|classes| classes.members.get(id));
        class.map_or_else(|| same(id), |class| class.name.plain().into())
    }

    /// The name of a source.
    pub(super) fn source(&self, id: &str) -> Bilingual {
        let source = self.project.sources.get(id);
        source.map_or_else(|| same(id), |source| source.name.plain().into())
    }

    /// A date as each language writes it.
    pub(super) fn date(&self, written: &str) -> Bilingual {
        match date(written) {
            Some(date) => {
                let [zh, en] = LANGUAGES.map(|language| locale::format_date(language, &date));
                Bilingual { zh, en }
            }
            None => same(written),
        }
    }

    /// A unit's name.
    pub(super) fn unit(&self, written: &str) -> Bilingual {
        let Some(unit) = self.units().parse(written) else { return same(written) };
        let [zh, en] = LANGUAGES.map(|language| match locale::unit_label(language, &unit, self.units()) {
            name if name.is_empty() => written.to_owned(),
            name => name,
        });
        Bilingual { zh, en }
    }

    /// A number with its unit.
    pub(super) fn value(&self, fact: &FactRecord) -> Bilingual {
        let [zh, en] = self.catalogues.each_ref().map(|catalogue| value(fact, self.units(), catalogue));
        Bilingual { zh, en }
    }
}

/// A number as the reader's language writes it; where there is none, why.
pub(super) fn value(fact: &FactRecord, units: &UnitTable, catalogue: &Catalogue) -> String {
    let Some(value) = &fact.value else {
        let missing = match fact.state.as_str() {
            "na" => Missing::NotApplicable,
            "not_stated" => Missing::NotStated,
            _ => Missing::Undetermined,
        };
        return catalogue.phrase(&missing.words());
    };
    let value = match value.parse() {
        Ok(number) => locale::number_text(catalogue, number, &fact.unit, units),
        Err(_) => format!("{value} {}", fact.unit),
    };
    let bound = match fact.bound.as_deref() {
        Some("at_least") => Some(Bound::AtLeast),
        Some(_) => Some(Bound::AtMost),
        None => None,
    };
    let qualifier = match fact.qualifier.as_deref() {
        Some("about") => Some(Qualifier::About),
        Some("over") => Some(Qualifier::Over),
        Some(_) => Some(Qualifier::Under),
        None => None,
    };
    locale::hedged(catalogue, value, bound, qualifier)
}

/// The same without its unit; words where there is no number.
pub(super) fn bare(fact: &FactRecord, units: &UnitTable, catalogue: &Catalogue) -> String {
    let number = fact.value.as_ref().and_then(|value| value.parse().ok());
    match number.zip(units.parse(&fact.unit)) {
        Some((number, unit)) => locale::format_amount(catalogue.language(), number, &unit),
        None => value(fact, units, catalogue),
    }
}

/// What is the same in both languages.
pub(super) fn same(word: &str) -> Bilingual {
    Bilingual { zh: word.to_owned(), en: word.to_owned() }
}

/// A date as the record writes it: `2020-10`, or two of them with `/`.
fn date(written: &str) -> Option<Date> {
    match written.split_once('/') {
        Some((from, to)) => Some(Date::Between(day(from)?, day(to)?)),
        None => day(written).map(Date::At),
    }
}

fn day(written: &str) -> Option<Day> {
    let mut parts = written.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut part = || parts.next().and_then(|part| part.parse().ok());
    Some(Day { year, month: part(), day: part() })
}
