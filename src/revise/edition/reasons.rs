//! Why a book says otherwise, as far as it knows: opinions that name the place, findings about it.

use crate::diagnostic::{Message, Phrases};
use crate::locale::Catalogue;
use crate::model::{Answer, Check, Finding, Language, Opinion, OpinionEdit, ParagraphNumber, Project};

/// The reasons that the registers of a book give for changes since an edition.
pub(super) struct Reasons<'a> {
    project: &'a Project,
    /// The opinions on the edition that were taken, or in part.
    opinions: Vec<(&'a Opinion, Answer)>,
    catalogue: &'a Catalogue,
}

impl<'a> Reasons<'a> {
    pub(super) fn of(project: &'a Project, edition: &str, catalogue: &'a Catalogue) -> Self {
        let on_it = |opinion: &&Opinion| opinion.edition.as_ref().is_none_or(|own| own.value == edition);
        let taken = |opinion: &'a Opinion| {
            let answer = opinion.answer.as_ref().map(|answer| answer.value)?;
            (answer != Answer::NotTaken).then_some((opinion, answer))
        };
        let opinions = project.opinions.iter().filter(on_it).filter_map(taken).collect();
        Self { project, opinions, catalogue }
    }

    /// Why a paragraph is otherwise, by its number now and by the words that it had.
    pub(super) fn of_paragraph(&self, number: Option<ParagraphNumber>, was: &str) -> Vec<String> {
        self.told(&|opinion| {
            let named = |edit: &OpinionEdit| matches!(edit, OpinionEdit::Paragraph(own) if Some(*own) == number);
            let removed = opinion.removed.as_ref().map(|words| words.value.trim()).filter(|words| !words.is_empty());
            opinion.edits.iter().any(|edit| named(&edit.value)) || removed.is_some_and(|words| was.contains(words))
        })
    }

    /// Why a number is otherwise, by its key; an opinion may name all of a fact.
    pub(super) fn of_number(&self, key: &str) -> Vec<String> {
        let is_it = |own: &str| key == own || key.strip_prefix(own).is_some_and(|rest| rest.starts_with('@'));
        let mut reasons = self.told(&|opinion| {
            opinion.edits.iter().any(|edit| matches!(&edit.value, OpinionEdit::Key(own) if is_it(own)))
        });
        let about = |finding: &&Finding| matches!(&finding.check, Check::Rule { subject, .. } if is_it(&subject.value));
        let findings = self.project.findings.iter().filter(about);
        reasons.extend(findings.map(|finding| {
            self.catalogue.phrase(&Message::new("ui.finding-mark").with("id", finding.id.value.as_str()))
        }));
        reasons.extend(self.of_revision(key));
        reasons
    }

    /// Why the data were changed, by the last revision of a number. Who did it is not told.
    fn of_revision(&self, key: &str) -> Option<String> {
        let steps = self.project.revisions.iter().flat_map(|revision| {
            revision.changes.iter().filter(|change| change.key.value == key).map(move |change| (revision, change))
        });
        let (revision, change) = steps.last()?;
        let why = said(revision.reason(change)?, self.catalogue.language());
        let message = Message::new("review-copy.revised").with("why", why);
        Some(self.catalogue.phrase(&message.with("date", revision.when.iso())))
    }

    fn told(&self, names: &dyn Fn(&Opinion) -> bool) -> Vec<String> {
        let own = self.opinions.iter().filter(|(opinion, _)| names(opinion));
        own.map(|(opinion, answer)| self.opinion(opinion, *answer)).collect()
    }

    /// 采纳澄溪县林业局的意见（forestry-1）：提高。 No person is named.
    fn opinion(&self, opinion: &Opinion, answer: Answer) -> String {
        let language = self.catalogue.language();
        let office = opinion.office.as_ref().and_then(|id| self.project.offices.get(id));
        let id = match (office.is_some(), answer) {
            (true, Answer::InPart) => "review-copy.office-in-part",
            (true, _) => "review-copy.office",
            (false, Answer::InPart) => "review-copy.public-in-part",
            (false, _) => "review-copy.public",
        };
        let message = Message::new(id).with("id", opinion.id.value.as_str());
        let office = office.map(|office| office.name.plain()).unwrap_or_default();
        let told = self.catalogue.phrase(&message.with("office", said(&office, language)));
        let why = opinion.why.as_ref().map(|why| said(&why.plain(), language).to_owned()).unwrap_or_default();
        match why.is_empty() {
            true => told,
            false => self.catalogue.phrase(&Message::new("review-copy.why").with("told", told).with("why", why)),
        }
    }
}

fn said(text: &crate::model::Text, language: Language) -> &str {
    match language {
        Language::Zh => &text.zh,
        Language::En => &text.en,
    }
}
