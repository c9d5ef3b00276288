//! What the book says of itself: title, period, edition, who answers for it.

use super::{Composer, value};
use crate::diagnostic::Message;
use crate::locale;
use crate::model::document::{Audience, Consultation, Imprint, Run};
use crate::model::{self, Authority, Date, Missing};

impl Composer<'_> {
    /// The edition's label; what is not for the public says so wherever the label stands.
    fn edition_label(&self) -> Vec<Run> {
        let mut label = self.field(&self.report.project.plan.edition_label);
        let told = match self.audience {
            Audience::Public => return label,
            Audience::Internal => self.word("audience.internal"),
            Audience::Review => self.word("audience.review"),
        };
        label.push(Run::Words(format!(" · {told}")));
        label
    }

    pub(super) fn imprint(&self) -> Imprint {
        let plan = &self.report.project.plan;
        let period = plan.period.map(|(first, last)| {
            Message::new("ui.period").with("first", first.to_string()).with("last", last.to_string())
        });
        Imprint {
            title: self.field(&plan.title),
            short_title: self.field(&plan.short_title),
            period: period.map(|period| self.say(&period)).unwrap_or_default(),
            edition_label: self.edition_label(),
            edition_name: self.field(&plan.edition_name),
            date: locale::format_date(self.language, &plan.date()),
            iso_date: value::iso(&plan.date()),
            authority: plan.authority.as_ref().map(|authority| match authority {
                Authority::Named(name) => self.field(name),
                Authority::NotStated => vec![Run::Words(self.say(&Missing::NotStated.words()))],
            }),
            authority_named: plan.authority_name().is_some(),
            compiled_by: self.field(&plan.compiled_by),
            edited_by: plan.edited_by.as_ref().map(|name| self.field(name)),
            notice: self.field(&plan.notice),
            licence: self.field(&plan.licence),
            consultation: plan.consultation.as_ref().map(|notice| self.consultation(notice)),
        }
    }

    fn consultation(&self, notice: &model::Consultation) -> Consultation {
        // The days themselves, also of a whole month: people must know the last one.
        let [first, last] = [notice.first, notice.last].map(|day| locale::format_date(self.language, &Date::At(day)));
        Consultation {
            period: self.say(&Message::new("ui.period_days").with("first", first).with("last", last)),
            office: self.field(&notice.office),
            address: notice.address.as_ref().map(|address| self.field(address)),
            telephone: notice.telephone.clone(),
            email: notice.email.clone(),
        }
    }
}
