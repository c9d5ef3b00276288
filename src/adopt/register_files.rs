//! The data files of the draft: what the book is, where its numbers come from, its facts, tables and findings.

use super::book::Writer;
use super::decisions::Known;
use super::figures::named;
use super::line::{Care, Insert, Put, written};
use super::outline::Outline;
use super::register::{Fact, file};
use super::yaml::{field, plain, quoted};
use crate::audit::{Certainty, Document, Finding, label_of, years};
use crate::diagnostic::{Message, Phrases};
use crate::locale::{Catalogue, chinese_value};
use crate::model::Language;
use std::collections::BTreeMap;

/// What is quoted of a line around a place, in characters.
const AROUND: usize = 18;

/// A document that names no date is of no later year.
const LATEST: i32 = 2026;

/// A table of the register.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) id: String,
    pub(super) printed: Option<String>,
    pub(super) title: String,
    pub(super) rows: Vec<String>,
    pub(super) columns: Vec<String>,
    /// All numbers have one unit, behind the title.
    pub(super) unit: bool,
}

impl Writer<'_> {
    /// Writes all files below `data/`.
    pub(super) fn data(&mut self) {
        let mut themes: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in self.register.facts() {
            themes.entry(fact.theme.as_str()).or_default().push(fact);
        }
        let mut files: Vec<(String, String)> = Vec::new();
        let comment = self.told("adopt.comment-facts");
        for (theme, facts) in themes {
            files.push((format!("data/facts/{theme}.yaml"), file(&facts, &comment)));
        }
        if files.is_empty() {
            files.push(("data/facts/numbers.yaml".to_owned(), file(&[], &comment).replace("facts:\n", "facts: []\n")));
        }
        files.push(("data/plan.yaml".to_owned(), self.plan()));
        files.push(("data/sources.yaml".to_owned(), self.sources()));
        files.push(("data/dimensions.yaml".to_owned(), self.breakdowns()));
        files.push(("data/findings.yaml".to_owned(), self.findings()));
        let clean = |text: &str| named(self.finder, self.material.language, &self.without_lost(text));
        files.extend(self.figures.file(self.material, &clean).map(|text| ("data/figures.yaml".to_owned(), text)));
        if !self.grids.is_empty() {
            files.push(("data/tables.yaml".to_owned(), self.tables(&clean)));
        }
        let tally = (self.register.facts().len(), self.register.shared(), self.figures.counts());
        self.draft.tally.facts = tally.0;
        self.draft.tally.shared = tally.1;
        (self.draft.tally.pictures, self.draft.tally.wanted) = tally.2;
        self.draft.tally.lightened = self.decisions.lightened.len();
        let pictures = self.figures.files(self.material).into_iter();
        self.draft.files.extend(pictures.map(|(name, bytes)| (format!("content/images/{name}"), bytes.to_vec())));
        for (path, text) in files {
            let text = Self::sound(&text);
            self.draft.files.insert(path, text.into_bytes());
        }
    }

    pub(super) fn told(&self, id: &'static str) -> String {
        Catalogue::of(self.language()).phrase(&Message::new(id))
    }

    fn head(&self, name: &str, comment: &'static str) -> String {
        format!(
            "# yaml-language-server: $schema=.schema/{name}.schema.json\n# {}\nformat: 1\n{name}:",
            self.told(comment)
        )
    }

    fn empty(&self, name: &str, comment: &'static str) -> String {
        self.head(name, comment) + " []\n"
    }

    fn plan(&self) -> String {
        let title = self.without_lost(&self.outline.title);
        let covers: Vec<&str> = self.outline.cover.iter().map(|line| self.document().text(*line)).collect();
        let mut text = format!(
            "# yaml-language-server: $schema=.schema/plan.schema.json\n# {}\nformat: 1\ntitle: {}\nshort_title: {}\n",
            self.told("adopt.comment-plan"),
            field(&title),
            field(&short(&title)),
        );
        if let Some((start, end)) = covers.iter().find_map(|text| period(text)) {
            text += &format!("period: {{start: {start}, end: {end}}}\n");
        }
        text += &format!("languages: [{}]\nyears: {{}}\n", self.language());
        let (date, name) = self.edition(&covers);
        text += &format!(
            "edition:\n  label: {}\n  date: {date}\n  name: {}\n",
            quoted(&self.told("adopt.edition")),
            field(&name)
        );
        let offices = [
            "研究院",
            "中心",
            "局",
            "政府",
            "委员会",
            "研究所",
            "公司",
            "大学",
            "Bureau",
            "Office",
            "Agency",
            "Ministry",
            "Council",
        ];
        let office = covers.iter().skip(1).find(|text| offices.iter().any(|word| text.trim().ends_with(word)));
        let office = office.map_or_else(|| self.told("adopt.unknown"), |office| self.without_lost(office));
        text += &format!(
            "compiled_by: {}\nnotice: {}\nlicence: {}\n",
            field(&office),
            quoted(&plain(&self.told("adopt.notice"))),
            quoted(&self.told("adopt.licence"))
        );
        let figures =
            if self.outline.numbering == "plan" || self.has_chaptered_figures() { "chapter" } else { "running" };
        text += &format!("numbering: {{headings: {}, figures: {figures}}}\n", self.outline.numbering);
        if !self.decisions.lightened.is_empty() {
            text += &format!("# {}\nrules:\n", self.told("adopt.comment-rules"));
            let reason = quoted(&self.told("adopt.reason"));
            for rule in &self.decisions.lightened {
                text += &format!("- {{rule: {rule}, severity: warning, reason: {reason}}}\n");
            }
        }
        text
    }

    fn has_chaptered_figures(&self) -> bool {
        self.document()
            .lines
            .iter()
            .any(|line| label_of(line.words.text.trim()).is_some_and(|(_, parts, _)| parts.len() > 1))
    }

    /// The date of the edition and its words: of the cover, else the latest year of the document.
    fn edition(&self, covers: &[&str]) -> (String, String) {
        for text in covers {
            if let Some((year, month)) = month(text).filter(|_| period(text).is_none()) {
                // A date is told to the month at least.
                let date = if month == 0 { format!("{year}-12") } else { format!("{year}-{month:02}") };
                return (date, text.trim().to_owned());
            }
        }
        let year = self.year;
        let name = if self.language() == Language::Zh { format!("{year}年") } else { year.to_string() };
        (format!("{year}-12"), name)
    }

    fn sources(&self) -> String {
        let name = self.without_lost(&self.outline.title);
        self.head("sources", "adopt.comment-sources")
            + &format!("\n- id: document\n  name: {}\n", field(&format!("{name}（{}）", self.material.name)))
    }

    fn breakdowns(&self) -> String {
        if self.dimensions.all().is_empty() {
            return self.empty("dimensions", "adopt.comment-dimensions");
        }
        let mut text = self.head("dimensions", "adopt.comment-dimensions") + "\n";
        for dimension in self.dimensions.all() {
            text += &format!("- id: {}\n  name: {}\n  members:\n", dimension.id, field(&dimension.name));
            for (id, name) in &dimension.members {
                text += &format!("  - {{id: {id}, name: {}}}\n", field(name));
            }
        }
        text
    }

    fn tables(&self, clean: &dyn Fn(&str) -> String) -> String {
        let mut text = self.head("tables", "adopt.comment-tables") + "\n";
        for grid in &self.grids {
            text += &format!("- id: {}\n  kind: grid\n", grid.id);
            if let Some(printed) = &grid.printed {
                text += &format!("  printed: \"{printed}\"\n");
            }
            text += &format!(
                "  title: {}\n  rows: [{}]\n  columns: [{}]\n",
                quoted(&clean(&grid.title)),
                grid.rows.join(", "),
                grid.columns.join(", ")
            );
            text.push_str(if grid.unit { "  unit: head\n" } else { "" });
        }
        text
    }

    /// What the audit has found, and what the data contradict: published beside the numbers, not repaired.
    fn findings(&mut self) -> String {
        let told: Vec<&Finding> =
            self.material.audit.findings.iter().filter(|finding| finding.certainty != Certainty::Look).collect();
        let mut entries: Vec<String> = Vec::new();
        for finding in told {
            entries.extend(self.finding(entries.len() + 1, finding));
        }
        for known in &self.decisions.known {
            entries.push(self.known(entries.len() + 1, known));
        }
        self.draft.tally.findings = entries.len();
        if entries.is_empty() {
            return self.empty("findings", "adopt.comment-findings");
        }
        self.head("findings", "adopt.comment-findings") + "\n" + &entries.concat()
    }

    fn finding(&self, number: usize, finding: &Finding) -> Option<String> {
        let (page, section) = self.homes.get(&finding.spot.line)?;
        let severity = if finding.certainty == Certainty::Sure { "contradiction" } else { "doubt" };
        let kind = match finding.relation {
            "unit-bracket" => "unit",
            "wording" | "direction" => "wording",
            "numbering" | "reference" => "structure",
            _ => "arithmetic",
        };
        let phrase = |message: &Message| Catalogue::of(self.language()).phrase(message);
        let mut note = phrase(&finding.message);
        if let Some(explanation) = &finding.explanation {
            note += &format!("{}{}", if self.language() == Language::Zh { "；" } else { "; " }, phrase(explanation));
        }
        let quote = self.quote(finding);
        Some(format!(
            "- id: A{number:02}\n  check: editorial\n  kind: {kind}\n  severity: {severity}\n  state: open\n  page: {page}\n  section: {section}\n  quote: {}\n  note: {}\n",
            field(&quote),
            quoted(&self.example(&note)),
        ))
    }

    /// The words around a finding, on one line.
    fn quote(&self, finding: &Finding) -> String {
        let text = self.document().text(finding.spot.line);
        let before: String = {
            let all: Vec<char> = text.get(..finding.spot.range.start).unwrap_or_default().chars().collect();
            all.get(all.len().saturating_sub(AROUND)..).unwrap_or_default().iter().collect()
        };
        let after: String = text.get(finding.spot.range.start..).unwrap_or_default().chars().take(AROUND * 2).collect();
        self.without_lost(format!("{before}{after}").trim())
    }

    /// A text with its numbers as examples: they are the audit's, not the book's.
    fn example(&self, text: &str) -> String {
        let said = self.finder.find(self.language(), text, &[]);
        let inserts = said.into_iter().map(|said| Insert { range: said.range, put: Put::Link("!example".to_owned()) });
        written(&self.without_lost(text), inserts.collect(), Care::Plain).0
    }

    fn known(&self, number: usize, known: &Known) -> String {
        let Known { rule, subject, stated, computed } = known;
        let message = Message::new("adopt.twice").with("one", computed.as_str()).with("other", stated.as_str());
        let note = self.example(&Catalogue::of(self.language()).phrase(&message));
        format!(
            "- id: B{number:02}\n  check: {{rule: {rule}, subject: \"{subject}\", stated: \"{stated}\", computed: \"{computed}\"}}\n  kind: arithmetic\n  severity: contradiction\n  state: open\n  note: {}\n",
            quoted(&note)
        )
    }
}

/// The year of the edition: that of the cover, else the first of the period, else the latest that the text names.
pub(super) fn year(document: &Document, outline: &Outline) -> i32 {
    let covers: Vec<&str> = outline.cover.iter().map(|line| document.text(*line)).collect();
    let dated = covers.iter().filter(|text| period(text).is_none()).find_map(|text| month(text)).map(|(year, _)| year);
    let begun = || covers.iter().find_map(|text| period(text)).map(|(start, _)| start);
    let told = || {
        let all = document.lines.iter().flat_map(|line| years(&line.words.text)).map(|(year, _)| year);
        all.filter(|year| *year <= LATEST).max()
    };
    dated.or_else(begun).or_else(told).unwrap_or(LATEST)
}

/// A short title: what stands before a bracket, and not too much of it.
fn short(title: &str) -> String {
    let head = title.split(['（', '(', '：', ':']).next().unwrap_or(title).trim();
    let head = if head.is_empty() { title } else { head };
    head.chars().take(24).collect::<String>().trim().to_owned()
}

/// 2021-2035年 of a cover.
fn period(text: &str) -> Option<(i32, i32)> {
    let found: Vec<(i32, usize)> = years(text).collect();
    let [(start, at), (end, next)] = found.as_slice() else { return None };
    let between = text.get(at + 4..*next)?;
    (start < end && between.chars().count() <= 3 && !between.contains('，')).then_some((*start, *end))
}

/// The year and month of a cover: 2022年11月, 二零二二年十一月, November 2022; month 0 where there is none.
fn month(text: &str) -> Option<(i32, u32)> {
    let text = text.trim();
    if let Some((year, rest)) = text.split_once('年') {
        let digits: String = year.trim().chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        let year = digits.parse().ok().or_else(|| i32::try_from(chinese_value(&digits.replace('零', "〇"))?).ok())?;
        let month = rest.split('月').next().unwrap_or_default().trim();
        let month = month.parse().ok().or_else(|| u32::try_from(chinese_value(month)?).ok()).unwrap_or(0);
        let whole = year > 0 && !text.contains(['-', '—', '–', '至', '~', '～']);
        return (whole && (1900..2100).contains(&year) && month <= 12 && text.chars().count() < 14)
            .then_some((year, month));
    }
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = (1..).zip(MONTHS).find(|(_, name)| text.contains(name)).map(|(month, _)| month)?;
    let year = years(text).next()?.0;
    (text.len() < 30).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_tell_period_and_date() {
        assert_eq!(period("(2021-2035 年)"), Some((2021, 2035)));
        assert_eq!(period("2021年"), None);
        assert_eq!(month("二零二二年十一月"), Some((2022, 11)));
        assert_eq!(month("2022年11月"), Some((2022, 11)));
        assert_eq!(month("November 2022"), Some((2022, 11)));
        assert_eq!(month("水"), None);
    }
}
