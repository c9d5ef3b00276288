//! `where`: a number's value, unit, date, source and formula, and every sentence that uses it, in both languages.
//! What may be asked for is in [`super::lookup`].

use super::{Context, Status, lookup, sentence};
use crate::diagnostic::{Failure, Message, Phrases, SourceMap, Span, did_you_mean, nearest};
use crate::locale::{self, Catalogue};
use crate::model::{Interval, Key, Missing, Observation, Quantity, Report, Shower, TieId, ValueState, to_figures};
use crate::{Disk, check_book};
use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

/// Digits shown of a number that is computed: more than any plan prints.
const COMPUTED_DIGITS: u32 = 8;

/// So many numbers are shown with all that is known of them; more are listed, one a line.
const MOST_CARDS: usize = 6;

pub(super) fn run(key: &str, context: &mut Context) -> Result<Status, Failure> {
    let book = context.book()?;
    answer(key, std::iter::empty(), book, context)
}

/// Prints what is known of a key; `also` are other names that the reader may have meant.
pub(super) fn answer<'a>(
    asked: &str,
    also: impl Iterator<Item = &'a str>,
    book: Disk,
    context: &mut Context,
) -> Result<Status, Failure> {
    let outcome = check_book(&book)?;
    let terminal = &mut context.terminal;
    let Some(report) = &outcome.report else {
        terminal.errors(&outcome);
        return Ok(Status::Rejected);
    };
    let asked = asked.trim_start_matches(['=', '?']);
    let card = Card { report, sources: &outcome.sources, catalogue: &terminal.catalogue };
    if let Some(text) = known(asked, &card) {
        terminal.result(&text);
        return Ok(Status::Fine);
    }
    // A former name is told by the one of now.
    if let Some(now) = report.project.called_now(asked) {
        let note = terminal.phrase(&Message::new("where.renamed").with("name", asked).with("now", now.as_str()));
        let card = Card { report, sources: &outcome.sources, catalogue: &terminal.catalogue };
        let text = known(&now, &card).unwrap_or_default();
        terminal.note(&note);
        terminal.result(&text);
        return Ok(Status::Fine);
    }
    let mut names: Vec<String> = also.map(ToOwned::to_owned).collect();
    if lookup::is_line(asked, &outcome.sources) {
        return Err(Failure::new(Message::new("where.nothing-here").with("line", asked)));
    }
    if lookup::is_value(asked, report) {
        return Err(Failure::new(Message::new("where.no-value").with("value", asked)));
    }
    // A year that is planned is meant before any other number of a like name.
    if let Some(planned) = report.planned(asked) {
        let failure = Failure::new(Message::new("where.unknown").with("name", asked));
        return Err(failure.hint(did_you_mean(planned.to_string())));
    }
    names.extend(report.observations.keys().flat_map(|key| [key.to_string(), key.fact.clone()]));
    names.extend(report.claims.keys().cloned());
    Err(unknown(asked, &names))
}

/// There is nothing of that name; says which one may be meant, whatever its capitals.
pub(super) fn unknown(asked: &str, names: &[String]) -> Failure {
    let failure = Failure::new(Message::new("where.unknown").with("name", asked));
    let near = |typed: &str| nearest(typed, names.iter().map(String::as_str));
    match near(asked).or_else(|| near(&asked.to_lowercase())) {
        Some(name) => failure.hint(did_you_mean(name)),
        None => failure,
    }
}

/// All that is known of what is asked for; none if nothing fits.
fn known(asked: &str, card: &Card<'_>) -> Option<String> {
    let found = lookup::find(asked, card.report, card.sources);
    // A claim of this very name, unless a number has it too.
    if let Some(claim) = card.report.claims.get(asked).filter(|_| found.iter().all(|one| one.key.fact != asked)) {
        return Some(card.claim(asked, claim));
    }
    if found.is_empty() {
        return None;
    }
    if found.len() > MOST_CARDS && !found.iter().all(|one| one.fact == found[0].fact) {
        return Some(found.iter().map(|one| card.line(one)).collect());
    }
    Some(found.iter().map(|one| card.text(one)).collect::<Vec<_>>().join("\n"))
}

/// What is said of one number, or of one claim (see [`super::claim`]).
pub(super) struct Card<'a> {
    pub(super) report: &'a Report,
    pub(super) sources: &'a SourceMap,
    pub(super) catalogue: &'a Catalogue,
}

impl Card<'_> {
    /// Key, name and value in one line.
    fn line(&self, one: &Observation) -> String {
        let value = match &one.computed {
            Some(computed) if one.quantity.is_none() => self.interval(computed),
            _ => self.stated(one),
        };
        format!("{}  {}  {value}\n", one.key, one.name.get(self.catalogue.language()))
    }

    fn text(&self, one: &Observation) -> String {
        let project = &self.report.project;
        let fact = &project.facts[one.fact];
        let mut rows = vec![("ui.label.value", self.stated(one))];
        if let Some(computed) = &one.computed {
            rows.push(("ui.label.computed", self.interval(computed)));
        }
        if let Some(formula) = &fact.formula {
            rows.push(("ui.label.formula", formula.value.clone()));
            rows.extend(one.inputs.iter().map(|key| ("where.part", self.input(key))));
        }
        if let Some(date) = &one.date {
            rows.push(("ui.label.date", locale::format_date(self.catalogue.language(), date)));
        }
        if let Some(source) = one.source.and_then(|source| project.sources.get(source)) {
            let name = source.name.get(self.catalogue.language()).plain();
            rows.push(("ui.label.source", format!("{name} [{}]", source.id.value)));
        }
        rows.push(("where.written", self.place(one.span)));
        rows.extend(self.needed_by(one).map(|name| ("where.needed-by", name)));
        let name = one.name.get(self.catalogue.language());
        format!("{}  {name}\n{}{}", one.key, self.table(&rows), self.uses(&one.key))
    }

    /// `name: value` lines, the values under each other; a name that repeats is left out.
    pub(super) fn table(&self, rows: &[(&'static str, String)]) -> String {
        let label = |id: &'static str| self.catalogue.phrase(&Message::new(id));
        let width = rows.iter().map(|(id, _)| label(id).width()).max().unwrap_or(0);
        let mut text = String::new();
        let mut last = "";
        for (id, value) in rows {
            let name = if *id == last { String::new() } else { label(id) };
            last = id;
            text += &format!("  {name}{}  {value}\n", " ".repeat(width.saturating_sub(name.width())));
        }
        text
    }

    fn stated(&self, one: &Observation) -> String {
        let label = |id| self.catalogue.phrase(&Message::new(id));
        match &one.stated {
            ValueState::Missing(missing) => match one.missing() {
                None => label("where.only-computed"),
                Some(_) => self.catalogue.phrase(&missing.words()),
            },
            ValueState::Given(number) => {
                let (language, units) = (self.catalogue.language(), &self.report.project.units);
                let qualifier = self.report.project.facts.get(one.fact).and_then(|fact| fact.qualifier);
                let text = locale::format_quantity(language, *number, &one.unit, units);
                locale::hedged(self.catalogue, text, one.bound, qualifier)
            }
        }
    }

    /// A computed number and the interval that it stands for.
    fn interval(&self, quantity: &Quantity) -> String {
        let number = |value: Decimal| {
            let own = quantity.unit.from_base(value).unwrap_or(value);
            let short = to_figures(own, COMPUTED_DIGITS).unwrap_or(own).normalize();
            let units = &self.report.project.units;
            locale::format_quantity(self.catalogue.language(), short, &quantity.unit, units)
        };
        let nominal = number(quantity.nominal);
        match quantity.interval {
            Interval { low: Some(low), high: Some(high) } if low == high => nominal,
            Interval { low, high } => {
                let side = |value: Option<Decimal>| value.map_or_else(|| "…".to_owned(), number);
                format!("{nominal} ({} – {})", side(low), side(high))
            }
        }
    }

    pub(super) fn input(&self, key: &Key) -> String {
        match self.report.observations.get(key) {
            Some(one) => {
                let value = match (&one.stated, &one.computed) {
                    (ValueState::Missing(Missing::Undetermined), Some(computed)) => self.interval(computed),
                    _ => self.stated(one),
                };
                format!("{key} = {value}")
            }
            None => key.to_string(),
        }
    }

    /// Formulas, indicators, figures and tables that rest on the number.
    fn needed_by(&self, one: &Observation) -> impl Iterator<Item = String> {
        let showers = self.report.showing().of(&one.key).into_iter();
        showers.map(|shower| match shower {
            Shower::Formula(key) => key.to_string(),
            Shower::Indicator(indicator) => format!("data/indicators.yaml: {}", indicator.id.value),
            Shower::Figure(figure) => format!("fig:{}", figure.id.value),
            Shower::Table(table) => format!("tab:{}", table.id.value),
            Shower::Project(id) => format!("proj:{id}"),
        })
    }

    /// Every place that uses the number, each with its sentence.
    fn uses(&self, key: &Key) -> String {
        let ties: &[TieId] = self.report.uses.get(key).map_or(&[], Vec::as_slice);
        self.places(ties.iter().map(|id| self.report.tie(*id).0.span).collect())
    }

    /// Places of the text, each with the number of its paragraph and its sentence.
    pub(super) fn places(&self, mut spans: Vec<Span>) -> String {
        spans.sort_unstable();
        spans.dedup();
        let heading = Message::new("where.uses").with("count", spans.len());
        let mut text = format!("  {}\n", self.catalogue.phrase(&heading));
        for span in spans {
            let source = self.sources.source(span.source);
            let number =
                self.report.outline.paragraph_at(span).map_or_else(String::new, |number| format!("  {number}"));
            let sentence = sentence::around(&source.text, span.range());
            text += &format!("    {}{number}\n      {sentence}\n", self.place(span));
        }
        text
    }

    pub(super) fn place(&self, span: Span) -> String {
        let start = self.sources.start(span);
        format!("{}:{}:{}", self.sources.source(span.source).path, start.line, start.column)
    }
}
