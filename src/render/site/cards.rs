//! The cards of numbers: what a page knows of the numbers and claims that stand on it, as data in the page itself, so that
//! its script shows a card without asking anybody. Without a script the links lead to the ledger as ever.
//!
//! The data stand in the finished page, for every page alike; a template needs to know nothing of them. Nothing is worded
//! here: names, values and formulas come from the document.

use super::html::Writer;
use crate::locale::plain_entities;
use crate::model::Key;
use crate::model::document::{Entry, FactEntry, Finding, Run, Target, Use};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many characters of a finding stand on a card; the finding itself is a link away.
const FINDING: usize = 220;

/// So many parts of a formula stand on a card, and so many places of the text.
const LISTED: usize = 6;

/// All cards of a page, by what stands in `data-key`.
#[derive(Debug, Serialize)]
struct Cards<'a> {
    /// The words of the card.
    words: BTreeMap<&'static str, String>,
    /// The page of the ledger.
    ledger: String,
    /// Names of sources and places, each once: many numbers share them.
    texts: Vec<String>,
    cards: BTreeMap<&'a str, Card>,
}

/// Texts by their places in [`Cards::texts`].
#[derive(Default)]
struct Texts(BTreeMap<String, usize>);

impl Texts {
    fn place(&mut self, text: &str) -> usize {
        let next = self.0.len();
        *self.0.entry(text.to_owned()).or_insert(next)
    }

    fn into_list(self) -> Vec<String> {
        let mut texts: Vec<(usize, String)> = self.0.into_iter().map(|(text, place)| (place, text)).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

/// A card. The short names are those of the script; they stand on every page many times.
#[derive(Debug, Serialize)]
struct Card {
    /// Name.
    n: String,
    /// Value as stated, or whether a claim holds.
    #[serde(skip_serializing_if = "String::is_empty")]
    v: String,
    /// Date.
    #[serde(skip_serializing_if = "Option::is_none")]
    d: Option<String>,
    /// Source, by its place among the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<usize>,
    /// Formula, with names.
    #[serde(skip_serializing_if = "Option::is_none")]
    f: Option<String>,
    /// What the formula gives, where a value is stated as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    c: Option<String>,
    /// The parts of the formula: name and value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    p: Vec<[String; 2]>,
    /// The finding: id, how much it weighs, what it says, and where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<[String; 4]>,
    /// Where it is used: link, and the words by their place among the texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    u: Vec<(String, usize)>,
    /// Its entry of the ledger, where that is not the key on the ledger's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    h: Option<String>,
}

/// The words of a card, by what the script calls them.
const WORDS: [(&str, &str); 10] = [
    ("date", "ui.label.date"),
    ("source", "ui.label.source"),
    ("formula", "ui.label.formula"),
    ("computed", "ui.label.computed"),
    ("uses", "ui.site.uses"),
    ("finding", "ui.label.findings"),
    ("ledger", "ui.site.card_ledger"),
    ("copy", "ui.site.card_copy"),
    ("copied", "ui.site.card_copied"),
    ("close", "ui.site.card_close"),
];

/// A page with the data of its cards before the end of its body; as it was if no number of it has a card.
pub(super) fn with_cards(html: String, writer: &Writer) -> String {
    let keys = keys(&html);
    let mut texts = Texts::default();
    let cards: BTreeMap<&str, Card> =
        keys.iter().filter_map(|key| Some((key.as_str(), writer.card(key, &mut texts)?))).collect();
    let Some(end) = html.rfind("</body>").filter(|_| !cards.is_empty()) else { return html };
    let words = WORDS.into_iter().map(|(name, id)| (name, writer.tongue.label(id))).collect();
    let (ledger, texts) = (writer.href(&Target::Ledger), texts.into_list());
    let Ok(data) = serde_json::to_string(&Cards { words, ledger, texts, cards }) else { return html };
    // No text of the book can end the element.
    let data = data.replace('<', "\\u003c");
    let mut page = String::with_capacity(html.len() + data.len() + 80);
    page.push_str(&html[..end]);
    page.push_str("<script type=\"application/json\" id=\"page.cards\">");
    page.push_str(&data);
    page.push_str("</script>\n");
    page.push_str(&html[end..]);
    page
}

/// What stands in the `data-key` of a page.
fn keys(html: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut rest = html;
    const ATTRIBUTE: &str = " data-key=\"";
    while let Some(at) = rest.find(ATTRIBUTE) {
        rest = &rest[at + ATTRIBUTE.len()..];
        let Some(end) = rest.find('"') else { break };
        keys.insert(plain_entities(&rest[..end]).into_owned());
        rest = &rest[end..];
    }
    keys
}

impl Writer<'_, '_> {
    /// The card of a number by its key, or of a claim by its anchor.
    fn card(&self, key: &str, texts: &mut Texts) -> Option<Card> {
        let frame = self.tongue.frame();
        if let Some((_, entry)) = Key::find(&frame.numbers, key) {
            return Some(self.number_card(key, entry, texts));
        }
        let claim = self.tongue.claim_at(key)?;
        Some(Card {
            n: claim.text.as_ref().map_or_else(String::new, |text| Run::plain(text)),
            v: claim.truth_word.clone(),
            d: None,
            s: None,
            f: claim.reckoning.clone(),
            c: None,
            p: Vec::new(),
            m: claim.finding.as_ref().and_then(|id| self.finding_line(id)),
            u: self.use_lines(&claim.uses, texts),
            h: self.entry_href(key, &Target::Claim(claim.anchor.clone())),
        })
    }

    fn number_card(&self, key: &str, entry: &Entry, texts: &mut Texts) -> Card {
        let fact: Option<&FactEntry> = self.tongue.fact(entry.key.base());
        let numbers = &self.tongue.frame().numbers;
        let parts = entry.parts.iter().filter_map(|key| numbers.get(key)).take(LISTED);
        let source = entry.source.as_ref().or_else(|| fact?.source.as_ref());
        let finding = entry.finding.as_ref().or_else(|| fact?.finding.as_ref());
        Card {
            n: entry.name.clone(),
            v: entry.text.clone(),
            d: entry.date.clone().or_else(|| fact?.date.clone()),
            s: source.map(|source| texts.place(&source.name)),
            f: fact.and_then(|fact| fact.reckoning.clone()).filter(|_| !entry.parts.is_empty()),
            c: entry.computed.clone().filter(|computed| *computed != entry.text),
            p: parts.map(|part| [part.name.clone(), part.text.clone()]).collect(),
            m: finding.and_then(|id| self.finding_line(id)),
            u: self.use_lines(&entry.uses, texts),
            h: self.entry_href(key, &Target::Number(entry.key.to_string())),
        }
    }

    fn finding_line(&self, id: &str) -> Option<[String; 4]> {
        let finding: &Finding = self.tongue.finding(id)?;
        let note = Run::plain(&finding.note);
        let short: String = note.chars().take(FINDING).collect();
        let note = if short.len() < note.len() { format!("{}…", short.trim_end()) } else { note };
        Some([id.to_owned(), finding.severity.clone(), note, self.href(&Target::Finding(id.to_owned()))])
    }

    /// Where the entry of a key stands, if that is not its own place on the ledger's page.
    fn entry_href(&self, key: &str, target: &Target) -> Option<String> {
        let href = self.href(target);
        (href != format!("{}#{key}", self.href(&Target::Ledger))).then_some(href)
    }

    fn use_lines(&self, uses: &[Use], texts: &mut Texts) -> Vec<(String, usize)> {
        uses.iter().take(LISTED).map(|one| (self.use_href(one), texts.place(&one.text))).collect()
    }

    /// Where a use stands: its first paragraph, else its heading, figure or table.
    pub(super) fn use_href(&self, one: &Use) -> String {
        let href = self.href(&one.to);
        match (one.paragraphs.first(), href.split_once('#')) {
            (Some(paragraph), Some((page, _))) => format!("{page}#{}", paragraph.anchor()),
            _ => href,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_a_page_are_found_once_each() {
        let html =
            "<data value=\"1\" data-key=\"a@b\">1</data><span data-key=\"x &lt; 2\">2</span><i data-key=\"a@b\">";
        assert_eq!(keys(html).into_iter().collect::<Vec<_>>(), ["a@b", "x < 2"]);
        assert!(keys("<p>data-key</p>").is_empty());
    }
}
