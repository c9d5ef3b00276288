//! Changes for a reader at a terminal, and as Markdown for a letter or a page.

use super::changes::{Change, Changes, Detail, FactChange, RecordChange};
use super::meeting::Move;
use super::record::FactRecord;
use super::sentences::{SentenceChange, TextChange};
use super::texts::is_data;
use super::wording;
use crate::diagnostic::{Arg, Message, Phrases};
use crate::locale::{self, Catalogue};
use crate::model::{Language, UnitTable};
use rust_decimal::Decimal;

/// What a printer needs besides the changes.
pub(super) struct Words<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) units: &'a UnitTable,
}

/// For a terminal: numbers first, sentences last, both languages of each.
pub fn human(changes: &Changes, units: &UnitTable, catalogue: &Catalogue) -> String {
    let words = Words { catalogue, units };
    let mut text = format!("{}\n", words.title(changes));
    words.reserves(changes).iter().for_each(|line| text += &format!("{line}\n"));
    if changes.is_empty() {
        return text + &words.say("edition.nothing") + "\n";
    }
    let parts = [
        ("edition.facts", changes.facts.iter().map(|fact| words.fact(fact)).collect::<Vec<_>>()),
        ("edition.indicators", changes.indicators.iter().map(|record| words.record(record)).collect()),
        ("count.figures", changes.figures.iter().map(|record| words.record(record)).collect()),
        ("edition.claims", changes.claims.iter().map(|record| words.record(record)).collect()),
        ("edition.texts", changes.texts.iter().map(|block| words.block(block)).collect()),
        ("edition.moves", changes.moves.iter().map(|one| format!("  {}\n", words.moved(one))).collect()),
    ];
    for (heading, entries) in parts.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        text += &format!("\n{}\n", words.count(heading, entries.len()));
        entries.iter().for_each(|entry| text += entry);
    }
    text
}

/// As Markdown: a table of numbers, lists of the rest.
pub fn markdown(changes: &Changes, units: &UnitTable, catalogue: &Catalogue) -> String {
    let words = Words { catalogue, units };
    let mut text = format!("# {}\n", words.title(changes));
    words.reserves(changes).iter().for_each(|line| text += &format!("\n{line}\n"));
    if changes.is_empty() {
        return text + "\n" + &words.say("edition.nothing") + "\n";
    }
    if !changes.facts.is_empty() {
        text += &format!("\n## {}\n\n", words.count("edition.facts", changes.facts.len()));
        let columns = ["ui.label.key", "ui.label.name", "edition.before", "edition.after", "edition.change"];
        let heads: Vec<String> = columns.map(|id| words.say(id)).into();
        text += &format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(columns.len()));
        for fact in &changes.facts {
            text += &format!("| {} |\n", words.row(fact).map(|cell| escaped(&cell)).join(" | "));
        }
    }
    let records = [&changes.indicators, &changes.figures, &changes.claims];
    for (heading, records) in ["edition.indicators", "count.figures", "edition.claims"].into_iter().zip(records) {
        text += &words.records(heading, records);
    }
    if !changes.texts.is_empty() {
        text += &format!("\n## {}\n", words.count("edition.texts", changes.texts.len()));
    }
    for block in &changes.texts {
        text += &format!("\n### {}\n\n", place(block));
        for (language, sentence) in sentences(block) {
            let side = |words: &Option<String>, mark: &str| {
                words.as_ref().map(|words| format!("- {language} {mark} {}\n", escaped(words))).unwrap_or_default()
            };
            text += &(side(&sentence.before, "−") + &side(&sentence.after, "+"));
        }
    }
    if !changes.moves.is_empty() {
        text += &format!("\n## {}\n\n", words.count("edition.moves", changes.moves.len()));
    }
    changes.moves.iter().for_each(|one| text += &format!("- {}\n", escaped(&words.moved(one))));
    text
}

/// Marks that Markdown would read: in a cell a bar, in a text brackets and stars.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '|' | '*' | '_' | '[' | ']' | '<' | '`' | '\\' => escaped.extend(['\\', character]),
            '\n' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// `01-status/01-land.md#land`; of a field of the data with its key: `data/projects.yaml#mine-greening: tasks`.
pub(super) fn place(block: &TextChange) -> String {
    let place = match block.heading.as_str() {
        "" => block.page.clone(),
        heading => format!("{}#{heading}", block.page),
    };
    if is_data(&block.page) { format!("{place}: {}", block.kind) } else { place }
}

fn sentences(block: &TextChange) -> impl Iterator<Item = (Language, &SentenceChange)> {
    let zh = block.zh.iter().map(|sentence| (Language::Zh, sentence));
    zh.chain(block.en.iter().map(|sentence| (Language::En, sentence)))
}

impl Words<'_> {
    pub(super) fn say(&self, id: &'static str) -> String {
        self.catalogue.phrase(&Message::new(id))
    }

    fn count(&self, id: &'static str, count: usize) -> String {
        self.catalogue.phrase(&Message::new(id).with("count", count))
    }

    fn title(&self, changes: &Changes) -> String {
        let message =
            Message::new("edition.since").with("name", changes.edition.as_str()).with("date", changes.date.as_str());
        self.catalogue.phrase(&message)
    }

    /// What was not compared, a sentence each.
    fn reserves(&self, changes: &Changes) -> Vec<String> {
        let partial = (!changes.whole).then(|| self.say("edition.partial"));
        let files: Vec<Arg> = changes.unread.iter().map(|path| path.as_str().into()).collect();
        let unread = Message::new("edition.unread-files").with_list("files", files);
        partial.into_iter().chain((!changes.unread.is_empty()).then(|| self.catalogue.phrase(&unread))).collect()
    }

    pub(super) fn became(&self, change: Change) -> String {
        self.say(match change {
            Change::Added => "edition.added",
            Change::Removed => "edition.removed",
            Change::Changed => "edition.changed",
            Change::Unread => "edition.unread",
        })
    }

    pub(super) fn name<'a>(&self, record: &'a RecordChange) -> &'a str {
        record.name.get(self.catalogue.language())
    }

    /// A list of records as Markdown.
    fn records(&self, heading: &'static str, records: &[RecordChange]) -> String {
        let mut text = String::new();
        if !records.is_empty() {
            text += &format!("\n## {}\n\n", self.count(heading, records.len()));
        }
        for record in records {
            let entry = Message::new("edition.entry").with("name", escaped(self.name(record)));
            let entry = entry.with("id", record.id.as_str()).with("became", self.became(record.change));
            text += &format!("- {}\n", self.catalogue.phrase(&entry));
            for detail in &record.details {
                text += &format!("  - {}\n", escaped(&self.detail(detail)));
            }
        }
        text
    }

    /// A number as the reader's language writes it.
    fn value(&self, fact: Option<&FactRecord>) -> String {
        fact.map(|fact| wording::value(fact, self.units, self.catalogue)).unwrap_or_default()
    }

    fn moved(&self, moved: &Move) -> String {
        let id = if moved.from == moved.to { "edition.reordered" } else { "edition.moved" };
        let message = Message::new(id).with("from", moved.from.as_str()).with("to", moved.to.as_str());
        self.catalogue.phrase(&message.with("count", moved.blocks))
    }

    fn bracketed(&self, text: &str) -> String {
        self.catalogue.phrase(&Message::new("edition.bracketed").with("text", text))
    }

    /// `+0.36%`, for percentages in points.
    fn growth(&self, fact: &FactChange) -> String {
        let signed = |number: &str| match number.strip_prefix('-') {
            Some(rest) => format!("−{rest}"),
            None => format!("+{number}"),
        };
        match (&fact.points, &fact.percent, &fact.difference) {
            (Some(points), ..) => {
                self.catalogue.phrase(&Message::new("percentage-points").with("number", signed(points)))
            }
            (None, Some(percent), _) => signed(percent) + "%",
            (None, None, Some(difference)) => self.difference(fact.after.as_ref(), difference),
            (None, None, None) => String::new(),
        }
    }

    /// `+0.5 °C`.
    fn difference(&self, fact: Option<&FactRecord>, difference: &str) -> String {
        let unit = fact.and_then(|fact| self.units.parse(&fact.unit));
        let Some((number, unit)) = difference.parse::<Decimal>().ok().zip(unit) else { return String::new() };
        let sign = if number.is_sign_negative() { "−" } else { "+" };
        sign.to_owned() + &locale::format_quantity(self.catalogue.language(), number.abs(), &unit, self.units)
    }

    /// Key, name, value before and after, notes.
    pub(super) fn row(&self, fact: &FactChange) -> [String; 5] {
        let mut notes: Vec<String> = Vec::new();
        match fact.change {
            Change::Changed if fact.is_number() => notes.push(self.growth(fact)),
            Change::Changed => {}
            other => notes.push(self.became(other)),
        }
        notes.extend(fact.details.iter().map(|detail| self.detail(detail)));
        notes.retain(|note| !note.is_empty());
        [
            fact.key.clone(),
            fact.name.get(self.catalogue.language()).to_owned(),
            self.value(fact.before.as_ref()),
            self.value(fact.after.as_ref()),
            notes.join(self.catalogue.label("edition.semicolon")),
        ]
    }

    fn fact(&self, fact: &FactChange) -> String {
        let [key, name, before, after, notes] = self.row(fact);
        let values = match fact.change {
            Change::Changed if fact.is_number() => format!("{before} → {after}"),
            Change::Removed | Change::Unread => before,
            _ => after,
        };
        let notes = if notes.is_empty() { notes } else { self.bracketed(&notes) };
        format!("  {key}  {name}\n    {values}{notes}\n")
    }

    fn record(&self, record: &RecordChange) -> String {
        let mut text =
            format!("  {}  {}{}\n", record.id, self.name(record), self.bracketed(&self.became(record.change)));
        for detail in &record.details {
            text += &format!("    {}\n", self.detail(detail));
        }
        text
    }

    /// `date: 2020 → 2022`; where the languages differ, both.
    fn detail(&self, detail: &Detail) -> String {
        let language = self.catalogue.language();
        let other = language.other();
        let side = |language: Language| {
            let word = |text: &Option<super::Bilingual>| match text {
                Some(text) => text.get(language).to_owned(),
                None => self.say("word.none"),
            };
            format!("{} → {}", word(&detail.before), word(&detail.after))
        };
        let (mine, theirs) = (side(language), side(other));
        // The author's own words are shown in both languages, the tool's in the reader's.
        let is_text = matches!(detail.field, "name" | "title");
        let both = if mine == theirs || !is_text { mine } else { format!("{mine} / {theirs}") };
        let subject = detail.subject.as_ref().map(|subject| subject.get(language).to_owned());
        let field = subject.unwrap_or_else(|| self.field(detail.field));
        self.catalogue.phrase(&Message::new("edition.detail").with("field", field).with("values", both))
    }

    pub(super) fn field(&self, field: &str) -> String {
        self.say(match field {
            "attribute" => "ui.label.attribute",
            "basis" => "edition.field.basis",
            "bound" => "edition.field.bound",
            "class" => "edition.field.class",
            "counts" => "edition.field.counts",
            "date" => "ui.label.date",
            "direction" => "edition.field.direction",
            "fact" => "edition.field.fact",
            "formula" => "ui.label.formula",
            "kind" => "ui.label.kind",
            "number" => "ui.label.number",
            "page" => "ui.label.page",
            "qualifier" => "edition.field.qualifier",
            "source" => "ui.label.source",
            "state" => "edition.field.state",
            "title" => "ui.label.title",
            "unit" => "ui.label.unit",
            _ => "ui.label.name",
        })
    }

    fn block(&self, block: &TextChange) -> String {
        let mut text = format!("  {}\n", place(block));
        for (language, sentence) in sentences(block) {
            for (mark, words) in [("−", &sentence.before), ("+", &sentence.after)] {
                if let Some(words) = words {
                    text += &format!("    {language} {mark} {words}\n");
                }
            }
        }
        text
    }
}
